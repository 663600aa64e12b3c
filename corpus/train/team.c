/* See the header. The thread lives as long as the team: products keep packed copies by thread. */
#include "train/team.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "train/gemm.h"

struct team {
    struct network *network;
    struct network second; /* the network's values, gradients of its own */
    uint64_t random;
    pthread_t thread;
    pthread_barrier_t barrier; /* passed when a job is set, and when it is done */
    bool ended;
    struct batch_of_samples batch;
    struct pass_options options;
    struct losses losses;
};

static void own_gradient(struct table *table)
{
    table->gradient = hs_alloc_zeroed((size_t)table->rows * table->width, sizeof(float));
    table->touched = hs_alloc_zeroed(table->rows, sizeof *table->touched);
    table->is_touched = hs_alloc_zeroed(table->rows, 1);
    table->touched_count = 0;
}

static void free_gradient(struct table *table)
{
    free(table->gradient);
    free(table->touched);
    free(table->is_touched);
}

static void *work(void *argument)
{
    struct team *team = argument;
    for (;;) {
        pthread_barrier_wait(&team->barrier);
        if (team->ended)
            break;
        if (team->batch.count > 0)
            network_pass(&team->second, team->batch.samples, team->batch.count, &team->options,
                         &team->losses, NULL);
        pthread_barrier_wait(&team->barrier);
    }
    gemm_forget();
    return NULL;
}

struct team *team_create(struct network *network, uint64_t seed)
{
    struct team *team = hs_alloc_zeroed(1, sizeof *team);
    team->network = network;
    team->second = *network;
    team->second.gradient = hs_alloc_zeroed(network->layout.size, sizeof(float));
    own_gradient(&team->second.words);
    own_gradient(&team->second.hashed);
    own_gradient(&team->second.guesses);
    team->random = seed;
    if (pthread_barrier_init(&team->barrier, NULL, 2) != 0 ||
        pthread_create(&team->thread, NULL, work, team) != 0)
        abort();
    return team;
}

void team_destroy(struct team *team)
{
    team->ended = true;
    pthread_barrier_wait(&team->barrier);
    pthread_join(team->thread, NULL);
    pthread_barrier_destroy(&team->barrier);
    free(team->second.gradient);
    free_gradient(&team->second.words);
    free_gradient(&team->second.hashed);
    free_gradient(&team->second.guesses);
    free(team);
}

static void add(float *sum, float *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum[i] += values[i];
    memset(values, 0, count * sizeof *values);
}

static void add_table(struct table *sum, struct table *table)
{
    for (uint32_t i = 0; i < table->touched_count; i++) {
        uint32_t row = table->touched[i];
        size_t at = (size_t)row * table->width;
        if (!sum->is_touched[row]) {
            sum->is_touched[row] = 1;
            sum->touched[sum->touched_count++] = row;
        }
        add(sum->gradient + at, table->gradient + at, table->width);
        table->is_touched[row] = 0;
    }
    table->touched_count = 0;
}

static void add_losses(struct losses *sum, const struct losses *more)
{
    sum->upos += more->upos;
    sum->xpos += more->xpos;
    sum->features += more->features;
    sum->names += more->names;
    sum->arcs += more->arcs;
    sum->labels += more->labels;
    sum->guesses += more->guesses;
    sum->words += more->words;
    sum->tree_words += more->tree_words;
    sum->name_words += more->name_words;
    sum->guess_words += more->guess_words;
}

void team_pass(struct team *team, const struct batch_of_samples batches[2],
               const struct pass_options *options, struct losses *losses)
{
    team->batch = batches[1];
    team->options = *options;
    team->options.random = &team->random;
    team->losses = (struct losses){0};
    pthread_barrier_wait(&team->barrier);
    network_pass(team->network, batches[0].samples, batches[0].count, options, losses, NULL);
    pthread_barrier_wait(&team->barrier);
    struct network *network = team->network;
    add(network->gradient, team->second.gradient, network->layout.size);
    add_table(&network->words, &team->second.words);
    add_table(&network->hashed, &team->second.hashed);
    add_table(&network->guesses, &team->second.guesses);
    add_losses(losses, &team->losses);
}
