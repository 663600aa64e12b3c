/* See the header. The gold word is no sample, so that its own rate is not taken off its logit. */

#include "train/guesses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/cells.h"
#include "train/gemm.h"

enum { GUESSES_MAX = 1024, DRAWN = 768 };

struct guesses {
    size_t count; /* masked words */
    size_t total; /* candidates: the masked words, then those drawn */
    size_t width; /* of guess vectors */
    size_t both;  /* of the top layer */
    uint32_t rows[GUESSES_MAX];
    uint32_t candidates[GUESSES_MAX + DRAWN]; /* vocabulary rows */
    float *top;                               /* [count][both] */
    float *hidden;                            /* [count][width] */
    float *squashed;                          /* the same; later its gradient */
    float *vectors;                           /* [total][width] */
    float *logits;                            /* [count][total] */
};

static float *floats(size_t count)
{
    float *memory = aligned_alloc(64, (count * sizeof(float) + 127) / 64 * 64);
    if (!memory)
        abort();
    return memory;
}

/* Vocabulary rows are in order of frequency: a log-uniform draw comes close to Zipf's law. */
static uint32_t draw_word(const struct network *network, uint64_t *random)
{
    double range = log(network->shape.vocabulary - WORD_FIRST);
    return WORD_FIRST + (uint32_t)exp(random_unit(random) * range) - 1;
}

/* The log of how often a word is expected among those drawn. */
static float log_expected(const struct network *network, uint32_t word)
{
    double rank = word - WORD_FIRST + 1;
    return (float)log(DRAWN / (rank * log(network->shape.vocabulary - WORD_FIRST)));
}

static void collect(struct guesses *guesses, const struct heads_input *input)
{
    size_t row = 0;
    for (size_t s = 0; s < input->count; s++)
        for (uint32_t w = 0; w < input->sentences[s]->count; w++, row++) {
            int32_t word = input->sentences[s]->words[w].vocabulary;
            if (!input->masked[row] || word < WORD_FIRST || guesses->count == GUESSES_MAX)
                continue;
            guesses->rows[guesses->count] = (uint32_t)row;
            guesses->candidates[guesses->count++] = (uint32_t)word;
        }
}

static void fill(struct guesses *guesses, const struct network *network,
                 const struct heads_input *input, uint64_t *random)
{
    const struct table *table = &network->guesses;
    guesses->total = guesses->count + DRAWN;
    guesses->top = floats(guesses->count * guesses->both);
    guesses->hidden = floats(guesses->count * guesses->width);
    guesses->squashed = floats(guesses->count * guesses->width);
    guesses->vectors = floats(guesses->total * guesses->width);
    guesses->logits = floats(guesses->count * guesses->total);
    for (size_t i = guesses->count; i < guesses->total; i++)
        guesses->candidates[i] = draw_word(network, random);
    for (size_t i = 0; i < guesses->total; i++)
        memcpy(guesses->vectors + i * guesses->width,
               table->values + (size_t)guesses->candidates[i] * table->width,
               guesses->width * sizeof(float));
    for (size_t i = 0; i < guesses->count; i++)
        memcpy(guesses->top + i * guesses->both, input->top + guesses->rows[i] * guesses->both,
               guesses->both * sizeof(float));
}

static void finish(struct guesses *guesses)
{
    free(guesses->top);
    free(guesses->hidden);
    free(guesses->squashed);
    free(guesses->vectors);
    free(guesses->logits);
}

/* A candidate's logit as the softmax wants it; others' words and doubles of the gold are out. */
static float adjusted(const struct guesses *guesses, const struct network *network, size_t guess,
                      size_t candidate, float logit)
{
    uint32_t word = guesses->candidates[candidate];
    float bias = network->guesses.values[(size_t)word * network->guesses.width + guesses->width];
    if (candidate == guess)
        return logit + bias;
    if (candidate < guesses->count || word == guesses->candidates[guess])
        return -1e4f;
    return logit + bias - log_expected(network, word);
}

static void score(struct guesses *guesses, const struct network *network)
{
    const struct layout *layout = &network->layout;
    for (size_t i = 0; i < guesses->count; i++)
        memcpy(guesses->hidden + i * guesses->width, network->values + layout->guess_bias,
               guesses->width * sizeof(float));
    gemm(false, true, guesses->count, guesses->width, guesses->both, guesses->top, guesses->both,
         network->values + layout->guess, guesses->both, true, guesses->hidden, guesses->width);
    for (size_t i = 0; i < guesses->count * guesses->width; i++)
        guesses->squashed[i] = squash(guesses->hidden[i]);
    gemm(false, true, guesses->count, guesses->total, guesses->width, guesses->squashed,
         guesses->width, guesses->vectors, guesses->width, false, guesses->logits, guesses->total);
    for (size_t i = 0; i < guesses->count; i++)
        for (size_t j = 0; j < guesses->total; j++) {
            float *logit = &guesses->logits[i * guesses->total + j];
            *logit = adjusted(guesses, network, i, j, *logit);
        }
}

/* From the gradient by logits to that by the candidates' vectors and biases. */
static void spread_to_words(const struct guesses *guesses, struct table *table)
{
    float *down = floats(guesses->total * guesses->width);
    gemm(true, false, guesses->total, guesses->width, guesses->count, guesses->logits,
         guesses->total, guesses->squashed, guesses->width, false, down, guesses->width);
    for (size_t j = 0; j < guesses->total; j++) {
        uint32_t row = guesses->candidates[j];
        float *sum = table->gradient + (size_t)row * table->width;
        if (!table->is_touched[row]) {
            table->is_touched[row] = 1;
            table->touched[table->touched_count++] = row;
        }
        for (size_t i = 0; i < guesses->width; i++)
            sum[i] += down[j * guesses->width + i];
        for (size_t i = 0; i < guesses->count; i++)
            sum[guesses->width] += guesses->logits[i * guesses->total + j];
    }
    free(down);
}

/* On to the weights of the guess vectors and to the top layer. */
static void spread_to_top(struct guesses *guesses, struct network *network, float *top_gradient)
{
    const struct layout *layout = &network->layout;
    size_t width = guesses->width;
    size_t both = guesses->both;
    gemm(false, false, guesses->count, width, guesses->total, guesses->logits, guesses->total,
         guesses->vectors, width, false, guesses->squashed, width);
    for (size_t i = 0; i < guesses->count * width; i++) {
        guesses->squashed[i] *= squash_slope(guesses->hidden[i]);
        network->gradient[layout->guess_bias + i % width] += guesses->squashed[i];
    }
    gemm(true, false, width, both, guesses->count, guesses->squashed, width, guesses->top, both,
         true, network->gradient + layout->guess, both);
    gemm(false, false, guesses->count, both, width, guesses->squashed, width,
         network->values + layout->guess, both, false, guesses->top, both);
    for (size_t i = 0; i < guesses->count; i++)
        for (size_t k = 0; k < both; k++)
            top_gradient[guesses->rows[i] * both + k] += guesses->top[i * both + k];
}

void guesses_train(struct network *network, const struct heads_input *input,
                   const struct pass_options *options, float scale, struct losses *losses,
                   float *top_gradient)
{
    struct guesses guesses = {.width = network->shape.input,
                              .both = 2 * (size_t)network->shape.hidden};
    collect(&guesses, input);
    if (guesses.count == 0)
        return;
    fill(&guesses, network, input, options->random);
    score(&guesses, network);
    for (size_t i = 0; i < guesses.count; i++)
        losses->guesses += softmax_loss(guesses.logits + i * guesses.total, guesses.total, i,
                                        options->weights.guesses * scale);
    losses->guess_words += guesses.count;
    spread_to_words(&guesses, &network->guesses);
    spread_to_top(&guesses, network, top_gradient);
    finish(&guesses);
}
