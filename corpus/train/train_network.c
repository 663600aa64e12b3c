/*
 * Trains the network of tagger, parser and names.
 *
 *     train_network DATA LEXICON OUT.net [name=value ...]
 *
 * First all texts with words masked (pretraining), then the treebanks with a share of the other
 * labelled texts. Writes OUT.net at the end of each epoch. The seed fixes every choice.
 *
 * start=TRAINED.net goes on from a network in training, model=MODEL.hsm from one that ships, with a
 * vocabulary counted anew. news=FILE adds running text to the pretraining, articles separated by
 * form feeds; `trees`, `silver` and `names` say how often the labelled texts are read beside it.
 * So that training does not forget what words mean, a share `guessing` of the words of sentences
 * without trees can be masked then too, and `news_share` of the news read in each epoch.
 */

#include "train/development.h"
#include "train/import.h"
#include "train/network.h"
#include "train/settings.h"
#include "train/swap.h"
#include "train/team.h"
#include "train/vocabulary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

/* GUM genres whose texts are not free for commercial use. */
static const char *const closed_genres[] = {"GUM_fiction", "GUM_whow",    "GUM_essay",
                                            "GUM_letter",  "GUM_podcast", NULL};

struct settings {
    double seed, pretrain_epochs, epochs, pretrain_rate, rate, batch_words, silver_share;
    double hidden, layers, input, arc, label, buckets, vocabulary;
    double word_dropout, input_dropout, layer_dropout, mask_rate, names_share, guess_weight;
    double name_weight, final_rate, swap_rate, lower_rate, trees, silver, names, guessing,
        news_share;
    const char *start, *model, *news;
};

static const struct setting numbers[] = {
#define OPTION(member, value) SETTING(struct settings, member, value)
    OPTION(seed, 1),
    OPTION(pretrain_epochs, 1),
    OPTION(epochs, 20),
    OPTION(pretrain_rate, 2e-3),
    OPTION(rate, 1.5e-3),
    OPTION(batch_words, 700),
    OPTION(silver_share, 0.1),
    OPTION(hidden, 144),
    OPTION(layers, 2),
    OPTION(input, 128),
    OPTION(arc, 96),
    OPTION(label, 96),
    OPTION(buckets, 32768),
    OPTION(vocabulary, 40000),
    OPTION(word_dropout, 0.25),
    OPTION(input_dropout, 0.2),
    OPTION(layer_dropout, 0.33),
    OPTION(mask_rate, 0.2),
    OPTION(names_share, 0.5),
    OPTION(guess_weight, 1),
    OPTION(name_weight, 1),
    OPTION(final_rate, 0.02),
    OPTION(swap_rate, 0.3),
    OPTION(lower_rate, 0.03),
    OPTION(trees, 1),
    OPTION(silver, 1),
    OPTION(names, 1),
    OPTION(guessing, 0),
    OPTION(news_share, 0),
#undef OPTION
};

static bool set_option(struct settings *settings, const char *argument)
{
    return settings_set_text("start", argument, &settings->start) ||
           settings_set_text("model", argument, &settings->model) ||
           settings_set_text("news", argument, &settings->news) ||
           settings_set(numbers, HS_COUNT(numbers), settings, argument);
}

struct corpora {
    struct sample_set trees;
    struct sample_set silver;
    struct sample_set names;
    struct sample_set text;
    struct sample_set news;
    struct sample_set places;
    struct sample_set given_names;
    struct name_pool pool;
    struct development development;
};

static void need(bool good, const char *path)
{
    if (!good) {
        fprintf(stderr, "train_network: cannot read %s\n", path);
        exit(1);
    }
}

static const char *in(const char *folder, const char *name)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void read_corpora(struct corpora *corpora, const char *data, const char *lexicon,
                         const char *news)
{
    static const struct {
        const char *path;
        int column;
    } texts[] = {
        {"claims/CT24_checkworthy_english_train.tsv", 1},
        {"accusations/dse_train.txt", 0},
        {"factcheck/verified_claims.docs.tsv", 1},
        {"factcheck/train/tweets.queries.tsv", 1},
    };
    const char *path = in(data, "ud/en_ewt-train.conllu");
    need(sample_read_conllu(&corpora->trees, path, NULL), path);
    path = in(data, "ud/en_gum-train.conllu");
    need(sample_read_conllu(&corpora->trees, path, closed_genres), path);
    path = in(data, "polnear/silver-train.tsv.gz");
    need(sample_read_silver(&corpora->silver, path), path);
    path = in(data, "names/wikigold.conll.txt");
    need(sample_read_names(&corpora->names, path), path);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        path = in(data, texts[i].path);
        need(sample_read_text(&corpora->text, path, texts[i].column), path);
    }
    need(sample_read_folder(&corpora->text, in(data, "claims/debates-2019-train"), 2), "debates");
    need(sample_read_folder(&corpora->text, in(data, "claims/debates-2020-train"), 2), "debates");
    need(!news || sample_read_text(&corpora->news, news, 0), news);
    need(development_read(&corpora->development, data), "development sets");
    need(sample_read_list(&corpora->places, in(lexicon, "places.txt")), "places.txt");
    need(sample_read_list(&corpora->given_names, in(lexicon, "given_names.txt")),
         "given_names.txt");
    sample_hint_names(&corpora->trees);
    printf("words: trees %zu, silver %zu, names %zu, text %zu, news %zu\n",
           corpora->trees.word_count, corpora->silver.word_count, corpora->names.word_count,
           corpora->text.word_count, corpora->news.word_count);
}

/* The batches of an epoch: sentences of like length together, in random order. */
struct queue {
    struct sample **samples;
    size_t count;
    size_t capacity;
    struct sample **copies; /* the queue's own among them */
    size_t copy_count;
    size_t copy_capacity;
    size_t *starts;
    size_t batch_count;
};

static void list_add(struct sample ***list, size_t *count, size_t *capacity, struct sample *sample)
{
    if (*count == *capacity) {
        *capacity = *capacity * 2 + 1024;
        *list = realloc(*list, *capacity * sizeof **list);
        if (!*list)
            abort();
    }
    (*list)[(*count)++] = sample;
}

struct source {
    const struct name_pool *pool;
    struct swap_options swap;
    uint32_t buckets;
    uint64_t *random;
};

/* Adds each sentence `share` times: whole times for sure, the rest by chance. */
static void queue_add(struct queue *queue, const struct source *source, struct sample_set *set,
                      double share)
{
    for (; share > 0; share -= 1)
        for (size_t i = 0; i < set->count; i++) {
            if (random_unit(source->random) >= share)
                continue;
            struct sample *sample = swap_names(source->pool, set, &set->samples[i], &source->swap,
                                               source->buckets, source->random);
            list_add(&queue->samples, &queue->count, &queue->capacity, sample);
            if (sample != &set->samples[i])
                list_add(&queue->copies, &queue->copy_count, &queue->copy_capacity, sample);
        }
}

static void queue_clear(struct queue *queue)
{
    for (size_t i = 0; i < queue->copy_count; i++)
        free(queue->copies[i]);
    queue->count = queue->copy_count = 0;
}

static int by_length_class(const void *left, const void *right)
{
    const struct sample *a = *(struct sample *const *)left;
    const struct sample *b = *(struct sample *const *)right;
    uint32_t x = a->count;
    uint32_t y = b->count;
    return x < y ? -1 : x > y;
}

/* Sorts runs of shuffled sentences by length and cuts them into batches. */
static void queue_cut(struct queue *queue, size_t batch_words, uint64_t *random)
{
    enum { RUN = 4096 };
    random_shuffle(queue->samples, queue->count, sizeof *queue->samples, random);
    queue->starts = realloc(queue->starts, (queue->count + 2) * sizeof *queue->starts);
    if (!queue->starts)
        abort();
    queue->batch_count = 0;
    for (size_t from = 0; from < queue->count; from += RUN) {
        size_t run = queue->count - from < RUN ? queue->count - from : RUN;
        qsort(queue->samples + from, run, sizeof *queue->samples, by_length_class);
    }
    size_t words = batch_words;
    for (size_t i = 0; i < queue->count; i++) {
        if (words >= batch_words || i % RUN == 0) {
            queue->starts[queue->batch_count++] = i;
            words = 0;
        }
        words += queue->samples[i]->count;
    }
    queue->starts[queue->batch_count] = queue->count;
}

struct phase {
    const char *name;
    double epochs;
    double rate;
    double final_rate;
    double tree_share, silver_share, names_share, text_share, news_share;
    struct pass_options options;
    struct swap_options swap;
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_losses(const char *name, size_t epoch, const struct losses *l, double time)
{
    double trees = l->tree_words ? (double)l->tree_words : 1;
    printf("%s %zu: upos %.3f xpos %.3f names %.4f arcs %.3f labels %.3f guess %.3f | %.0f words/s "
           "%.0fs\n",
           name, epoch, l->upos / trees, l->xpos / (double)l->words,
           l->names / (l->name_words ? (double)l->name_words : 1), l->arcs / trees,
           l->labels / trees, l->guesses / (l->guess_words ? (double)l->guess_words : 1),
           (double)l->words / time, time);
    fflush(stdout);
}

static void fill_queue(struct queue *queue, struct corpora *corpora, const struct phase *phase,
                       uint32_t buckets, size_t batch_words)
{
    struct source source = {&corpora->pool, phase->swap, buckets, phase->options.random};
    queue_clear(queue);
    queue_add(queue, &source, &corpora->trees, phase->tree_share);
    queue_add(queue, &source, &corpora->silver, phase->silver_share);
    queue_add(queue, &source, &corpora->names, phase->names_share);
    queue_add(queue, &source, &corpora->text, phase->text_share);
    queue_add(queue, &source, &corpora->news, phase->news_share);
    queue_cut(queue, batch_words, source.random);
}

static struct batch_of_samples batch_at(const struct queue *queue, const uint32_t *order, size_t i)
{
    if (i >= queue->batch_count)
        return (struct batch_of_samples){0};
    size_t from = queue->starts[order[i]];
    return (struct batch_of_samples){queue->samples + from, queue->starts[order[i] + 1] - from};
}

/* A step on the batches at `i` and behind it, `share` of the way through the phase. */
static void learn(struct network *network, struct team *team, const struct phase *phase,
                  const struct queue *queue, const uint32_t *order, size_t i, double share,
                  struct losses *losses)
{
    const struct batch_of_samples batches[] = {batch_at(queue, order, i),
                                               batch_at(queue, order, i + 1)};
    team_pass(team, batches, &phase->options, losses);
    double warm = network->step < 400 ? (double)network->step / 400 : 1;
    double rate = phase->rate * (1 - share + share * phase->final_rate) * warm;
    network_update(network, (float)rate, 5.0f);
}

static uint32_t *shuffled(size_t count, uint64_t *random)
{
    uint32_t *order = malloc(count * sizeof *order);
    if (!order)
        abort();
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    random_shuffle(order, count, sizeof *order, random);
    return order;
}

static void run_phase(struct network *network, struct corpora *corpora, const struct phase *phase,
                      size_t batch_words, const char *out)
{
    enum { REPORTED = 4000 }; /* batches; an epoch over the news takes half an hour */
    struct team *team = team_create(network, *phase->options.random + 1);
    struct queue queue = {0};
    double done = 0;
    for (size_t epoch = 0; done < phase->epochs; epoch++) {
        fill_queue(&queue, corpora, phase, network->shape.buckets, batch_words);
        uint32_t *order = shuffled(queue.batch_count, phase->options.random);
        struct losses losses = {0};
        double start = seconds();
        for (size_t i = 0; i < queue.batch_count && done < phase->epochs; i += 2) {
            learn(network, team, phase, &queue, order, i, done / phase->epochs, &losses);
            done += 2.0 / (double)queue.batch_count;
            if (i % REPORTED == 0 && i > 0)
                print_losses(phase->name, epoch + 1, &losses, seconds() - start);
        }
        free(order);
        print_losses(phase->name, epoch + 1, &losses, seconds() - start);
        development_measure(&corpora->development, network);
        network_save(network, out);
        done = round(done * 1e6) / 1e6;
    }
    team_destroy(team);
    queue_clear(&queue);
    free(queue.samples);
    free(queue.copies);
    free(queue.starts);
}

/* A network that knows nothing, or what a model knows, of the words that the corpora have. */
static struct network *new_network(const struct settings *settings, struct corpora *corpora,
                                   struct vocabulary *vocabulary)
{
    struct sample_set *sets[] = {&corpora->trees,      &corpora->silver,      &corpora->names,
                                 &corpora->text,       &corpora->places,      &corpora->places,
                                 &corpora->places,     &corpora->given_names, &corpora->given_names,
                                 &corpora->given_names};
    vocabulary_build(vocabulary, sets, sizeof sets / sizeof *sets, &corpora->news, 2, 3,
                     (uint32_t)settings->vocabulary);
    const struct shape shape = {vocabulary->rows,           (uint32_t)settings->buckets,
                                (uint32_t)settings->input,  (uint32_t)settings->hidden,
                                (uint32_t)settings->layers, (uint32_t)settings->arc,
                                (uint32_t)settings->label};
    struct network *network = network_create(&shape, (uint64_t)settings->seed);
    memcpy(network->vocabulary_counts, vocabulary->counts,
           vocabulary->rows * sizeof *vocabulary->counts);
    memcpy(network->vocabulary_hashes, vocabulary->hashes,
           vocabulary->rows * sizeof *vocabulary->hashes);
    hs_error error;
    if (settings->model && !network_import(network, settings->model, &error)) {
        fprintf(stderr, "train_network: %s: %s\n", settings->model, error.text);
        exit(1);
    }
    return network;
}

static struct network *start_network(const struct settings *settings, struct corpora *corpora)
{
    struct vocabulary vocabulary;
    struct network *network;
    if (settings->start) {
        network = network_load(settings->start);
        need(network != NULL, settings->start);
        vocabulary_from(&vocabulary, network);
    } else {
        network = new_network(settings, corpora, &vocabulary);
    }
    struct development *development = &corpora->development;
    struct sample_set *all[] = {&corpora->places,      &corpora->given_names, &corpora->trees,
                                &corpora->silver,      &corpora->names,       &corpora->text,
                                &corpora->news,        &development->sets[0], &development->sets[1],
                                &development->sets[2], &development->sets[3]};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        vocabulary_apply(&vocabulary, all[i], network->shape.buckets);
    printf("vocabulary %u, dense weights %zu\n", vocabulary.rows, network->layout.size);
    fflush(stdout);
    vocabulary_finish(&vocabulary);
    const struct sample_set *named[] = {&corpora->trees, &corpora->silver, &corpora->names};
    name_pool_build(&corpora->pool, named, 3, &corpora->places, &corpora->given_names);
    return network;
}

int main(int argc, char **argv)
{
    struct settings settings = {0};
    settings_fill(numbers, HS_COUNT(numbers), &settings);
    for (int i = 4; i < argc; i++)
        if (!set_option(&settings, argv[i]))
            argc = 0;
    if (argc < 4) {
        fprintf(stderr, "usage: train_network DATA LEXICON OUT.net [name=value ...]\n");
        return 2;
    }
    struct corpora corpora = {0};
    read_corpora(&corpora, argv[1], argv[2], settings.news);
    struct network *network = start_network(&settings, &corpora);
    uint64_t random = (uint64_t)settings.seed + 1000;
    struct pass_options pass = {
        .training = true,
        .word_dropout = (float)settings.word_dropout,
        .input_dropout = (float)settings.input_dropout,
        .layer_dropout = (float)settings.layer_dropout,
        .mask_rate = (float)settings.mask_rate,
        .tree_mask_rate = (float)settings.mask_rate,
        .weights = {1, 1, 0.3f, (float)settings.name_weight, 1, 1, (float)settings.guess_weight},
        .random = &random,
    };
    struct swap_options swap = {(float)settings.swap_rate, (float)settings.lower_rate};
    struct phase pretrain = {"pretrain",
                             settings.pretrain_epochs,
                             settings.pretrain_rate,
                             0.5,
                             settings.trees,
                             settings.silver,
                             settings.names,
                             1,
                             1,
                             pass,
                             swap};
    pretrain.options.input_dropout = 0.05f;
    pretrain.options.layer_dropout = 0.1f;
    run_phase(network, &corpora, &pretrain, (size_t)settings.batch_words, argv[3]);
    pass.mask_rate = (float)settings.guessing;
    pass.tree_mask_rate = 0;
    struct phase tune = {"train",
                         settings.epochs,
                         settings.rate,
                         settings.final_rate,
                         1,
                         settings.silver_share,
                         settings.names_share,
                         0,
                         settings.news_share,
                         pass,
                         swap};
    run_phase(network, &corpora, &tune, (size_t)settings.batch_words, argv[3]);
    name_pool_finish(&corpora.pool);
    network_destroy(network);
    return 0;
}
