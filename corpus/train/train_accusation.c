/* Trains the model of accusations and answers on the gold annotations and writes it into a model
 * file.
 *
 *     train_accusation SHARED MODEL [name=value…]
 *
 * SHARED is the folder that holds gold and data; `marked=FOLDER` adds the articles that we marked
 * (marked_accusations.py). They are marked more freely than the gold, so the last `gold_epochs` see
 * the gold alone. With `half=0` or `half=1` every other text is left out, for what learns from what
 * the network finds. Dev, seeds and the texts of `measure=FOLDER` are only measured.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/shared.h"
#include "train/accusation_export.h"
#include "train/accusation_score.h"
#include "train/model_writer.h"
#include "train/settings.h"

/* Folds of documents: the gold, its half that is left out, what we marked. */
enum { GOLD_FOLD, LEFT_OUT, MARKED_FOLD };

enum { BATCH_WORDS = 700, BATCH_BLOCKS = 64, LONGEST = 400, SORTED = 400 };

struct options {
    double epochs, input, hidden, rate, decay, word_dropout, state_dropout, input_dropout,
        output_dropout, answer, kind, part, stance, stances, seed, least, memory, networks,
        gold_epochs, marked_weight, half, answer_least, cue_bias;
    const char *keep, *from, *marked, *measure;
};

static struct options options;

static const struct setting numbers[] = {
#define OPTION(member, value) SETTING(struct options, member, value)
    OPTION(epochs, 7),           OPTION(input, 64),           OPTION(hidden, 64),
    OPTION(rate, 0.003),         OPTION(decay, 0.02),         OPTION(word_dropout, 0.6),
    OPTION(state_dropout, 0.35), OPTION(input_dropout, 0.35), OPTION(output_dropout, 0.55),
    OPTION(answer, 1),           OPTION(kind, 0.3),           OPTION(part, 0.3),
    OPTION(stance, 0.5),         OPTION(stances, 6000),       OPTION(seed, 1),
    OPTION(memory, 300),         OPTION(least, 0.15),         OPTION(networks, 1),
    OPTION(gold_epochs, 0),      OPTION(marked_weight, 1),    OPTION(half, -1),
    OPTION(answer_least, 0.1),   OPTION(cue_bias, -1.5),
#undef OPTION
};

static bool set_option(const char *text)
{
    return settings_set(numbers, HS_COUNT(numbers), &options, text) ||
           settings_set_text("keep", text, &options.keep) ||
           settings_set_text("from", text, &options.from) ||
           settings_set_text("marked", text, &options.marked) ||
           settings_set_text("measure", text, &options.measure);
}

struct sets {
    struct accusation_data train, dev, seeds, measured;
};

static bool read_data(const char *shared, struct sets *sets)
{
    char path[4096];
    static const char *const folders[] = {"train", "wikinews", "world"};
    bool good = true;
    for (size_t i = 0; i < HS_COUNT(folders); i++) {
        snprintf(path, sizeof path, "%s/gold/%s", shared, folders[i]);
        good = accusation_data_read_gold(&sets->train, path, 1) && good;
    }
    for (size_t i = 0; i < sets->train.documents.count; i++)
        sets->train.documents.items[i].fold =
            (double)(i % 2) == options.half ? LEFT_OUT : GOLD_FOLD;
    size_t gold = sets->train.documents.count;
    if (options.marked && !options.from)
        good =
            accusation_data_read_gold(&sets->train, options.marked, (float)options.marked_weight) &&
            good;
    for (size_t i = gold; i < sets->train.documents.count; i++)
        sets->train.documents.items[i].fold = MARKED_FOLD;
    snprintf(path, sizeof path, "%s/data/accusations/dse_train.txt", shared);
    if (options.stances > 0 && !options.from)
        good = accusation_data_read_stances(&sets->train, path, 1, (size_t)options.stances) && good;
    if (options.measure)
        good = accusation_data_read_gold(&sets->measured, options.measure, 1) && good;
    snprintf(path, sizeof path, "%s/gold/dev", shared);
    good = accusation_data_read_gold(&sets->dev, path, 1) && good;
    snprintf(path, sizeof path, "%s/gold/seeds", shared);
    return accusation_data_read_gold(&sets->seeds, path, 1) && good;
}

typedef HS_ARRAY(struct wrong_block *) block_pointers;

static block_pointers blocks_to_train_on(struct accusation_data *data, bool gold_only)
{
    block_pointers blocks = {0};
    size_t gold_end = 0;
    for (size_t d = 0; d < data->documents.count; d++) {
        const struct gold_document *document = &data->documents.items[d];
        gold_end = document->first_block + document->block_count;
        if ((document->fold == MARKED_FOLD && gold_only) || (double)(d % 2) == options.half)
            continue;
        for (uint32_t b = 0; b < document->block_count; b++) {
            struct wrong_block *block = &data->blocks.items[document->first_block + b];
            if (block->count <= LONGEST)
                *hs_array_push(&blocks) = block;
        }
    }
    for (size_t i = gold_end; i < data->blocks.count; i++)
        if (data->blocks.items[i].count <= LONGEST)
            *hs_array_push(&blocks) = &data->blocks.items[i];
    return blocks;
}

static int by_length(const void *left, const void *right)
{
    const struct wrong_block *const *a = left, *const *b = right;
    return (*a)->count < (*b)->count ? -1 : (*a)->count > (*b)->count;
}

struct batch {
    size_t first, end;
};
typedef HS_ARRAY(struct batch) batches;

/* Shuffles the blocks and cuts them into batches of blocks of like length, in random order. */
static void cut_batches(block_pointers *blocks, batches *out, uint64_t *random)
{
    hs_array_clear(out);
    random_shuffle(blocks->items, blocks->count, sizeof *blocks->items, random);
    for (size_t i = 0; i < blocks->count; i += SORTED)
        qsort(blocks->items + i, i + SORTED < blocks->count ? SORTED : blocks->count - i,
              sizeof *blocks->items, by_length);
    for (size_t i = 0; i < blocks->count;) {
        struct batch batch = {i, i};
        for (size_t words = 0; batch.end < blocks->count && words < BATCH_WORDS &&
                               batch.end - batch.first < BATCH_BLOCKS;)
            words += blocks->items[batch.end++]->count;
        *hs_array_push(out) = batch;
        i = batch.end;
    }
    random_shuffle(out->items, out->count, sizeof *out->items, random);
}

/* Warms up over a twentieth of the way, then falls as a cosine. */
static float rate_at(double share)
{
    double factor = share < 0.05 ? share / 0.05 : 0.03 + 0.97 * 0.5 * (1 + cos(3.14159265 * share));
    return (float)(options.rate * factor);
}

static void print_scores(const struct shipped *shipped, struct sets *sets)
{
    struct accusation_data *const data[] = {&sets->dev, &sets->seeds, &sets->train,
                                            &sets->measured};
    static const char *const names[] = {"dev", "seeds", "left out", "measured"};
    for (int k = 0; k < 4; k++) {
        if ((k == 2 && options.half < 0) || data[k]->documents.count == 0)
            continue;
        printf(" %s", names[k]);
        for (int least = 10; least <= 60; least += 10) {
            struct accusation_score score = accusation_score(
                &shipped->model, data[k], k == 2 ? LEFT_OUT : UINT32_MAX, (float)least * 0.01f);
            printf(" %.3f(%.2f %.2f)/%.2f/%.2f", score.found, score.precision, score.recall,
                   score.explicit_found, score.answers);
        }
    }
    printf("\n");
}

static void train_encoder(struct encoder *encoder, struct sets *sets)
{
    const struct encoder_options pass = {
        .word_dropout = (float)options.word_dropout,
        .state_dropout = (float)options.state_dropout,
        .input_dropout = (float)options.input_dropout,
        .output_dropout = (float)options.output_dropout,
        .answer_weight = (float)options.answer,
        .kind_weight = (float)options.kind,
        .part_weight = (float)options.part,
        .stance_weight = (float)options.stance,
    };
    block_pointers blocks = blocks_to_train_on(&sets->train, false);
    batches plan = {0};
    uint64_t random = 88172645463325252u ^ ((uint64_t)options.seed << 32);
    struct step step = {.decay = (float)options.decay,
                        .epsilon = 1e-6f,
                        .mean_every = 5,
                        .memory = (uint32_t)options.memory};
    struct shipped shipped = {0};
    float settings[HS_ACCUSATION_SETTINGS] = {0};
    for (int epoch = 0; epoch < (int)options.epochs; epoch++) {
        if (epoch == (int)(options.epochs - options.gold_epochs)) {
            hs_array_finish(&blocks);
            blocks = blocks_to_train_on(&sets->train, true);
        }
        cut_batches(&blocks, &plan, &random);
        double loss = 0;
        for (size_t b = 0; b < plan.count; b++) {
            struct batch batch = plan.items[b];
            loss +=
                encoder_train(encoder, blocks.items + batch.first, batch.end - batch.first, &pass);
            step.rate = rate_at((epoch + (double)b / (double)plan.count) / options.epochs);
            step.number++;
            encoder_step(encoder, &step);
        }
        if (epoch < 1)
            continue;
        encoder_swap_mean(encoder);
        ship(&shipped, encoder, 1, settings);
        encoder_swap_mean(encoder);
        printf("epoch %d: loss %.3f ", epoch + 1, loss / (double)blocks.count);
        print_scores(&shipped, sets);
        fflush(stdout);
    }
    encoder_swap_mean(encoder);
    hs_array_finish(&blocks);
    hs_array_finish(&plan);
}

/* The parameters' file of one network: those of the first, with its number behind. */
static FILE *open_kept(const char *name, size_t network, const char *mode)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.%zu", name, network);
    FILE *file = fopen(path, mode);
    if (!file) {
        fprintf(stderr, "cannot open %s\n", path);
        exit(1);
    }
    return file;
}

/* Trains the networks, or takes them from where they were kept. */
static size_t make_encoders(struct encoder *encoders, struct sets *sets)
{
    struct encoder_shape shape = {(uint32_t)options.input, (uint32_t)options.hidden};
    size_t count = (size_t)options.networks;
    for (size_t n = 0; n < count; n++) {
        encoder_init(&encoders[n], &shape, (uint64_t)options.seed + n);
        if (!options.from) {
            train_encoder(&encoders[n], sets);
        } else {
            FILE *file = open_kept(options.from, n, "rb");
            if (!encoder_read(&encoders[n], file)) {
                fprintf(stderr, "%s holds no parameters of this shape\n", options.from);
                exit(1);
            }
            fclose(file);
        }
        if (options.keep) {
            FILE *file = open_kept(options.keep, n, "wb");
            if (!encoder_write(&encoders[n], file))
                fprintf(stderr, "cannot write %s\n", options.keep);
            fclose(file);
        }
    }
    return count;
}

static bool save(const struct shipped *shipped, const char *path, hs_error *error)
{
    hs_model_writer writer = {0};
    bool good = hs_model_writer_read(&writer, path, error);
    if (good) {
        hs_model_writer_set(&writer, HS_ACCUSATION_SECTION, shipped->bytes.bytes,
                            shipped->bytes.length);
        good = hs_model_writer_save(&writer, path, error);
    }
    hs_model_writer_finish(&writer);
    return good;
}

int main(int argc, char **argv)
{
    static struct sets sets;
    settings_fill(numbers, HS_COUNT(numbers), &options);
    bool good = argc >= 3;
    for (int i = 3; i < argc; i++)
        good = set_option(argv[i]) && good;
    if (!good) {
        fprintf(stderr, "usage: train_accusation SHARED MODEL [name=value…]\n");
        return 2;
    }
    hs_error error = {0};
    if (!hs_language_shared(&error)) {
        fprintf(stderr, "accusations are learnt on the language network: %s\n", error.text);
        return 1;
    }
    if (!read_data(argv[1], &sets)) {
        fprintf(stderr, "%s lacks what is needed: gold, data/accusations\n", argv[1]);
        return 1;
    }
    printf("%zu documents, %zu blocks\n", sets.train.documents.count, sets.train.blocks.count);
    static struct encoder encoders[HS_ACCUSATION_NETWORKS_MAX];
    size_t count = make_encoders(encoders, &sets);
    struct shipped shipped = {0};
    float settings[HS_ACCUSATION_SETTINGS] = {0};
    settings[HS_SETTING_ACCUSING_LEAST] = (float)options.least;
    settings[HS_SETTING_ANSWERING_LEAST] = (float)options.answer_least;
    settings[HS_SETTING_CUE_BIAS] = (float)options.cue_bias;
    ship(&shipped, encoders, count, settings);
    print_scores(&shipped, &sets);
    if (!save(&shipped, argv[2], &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    for (size_t n = 0; n < count; n++)
        encoder_finish(&encoders[n]);
    return 0;
}
