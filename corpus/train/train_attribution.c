/* Trains the model of attributions on PolNeAR and writes it into a model file.
 *
 *     train_attribution DATA MODEL [name=value…]
 *
 * DATA is the folder that holds polnear and ud. One article in thirteen is held out, for the choice
 * of the labels' bias and for calibration; the dev articles are only measured. `written=FOLDER`
 * adds the texts of our own writing (written_texts.py), none of which is held out; the last epochs
 * (`alone=3`) do without them, so that PolNeAR's way has the last word. `keep=FILE` keeps
 * the parameters after each epoch, `from=FILE` takes them from there instead of training,
 * `start=FILE` trains on from there.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "language/shared.h"
#include "train/attribution_calibration.h"
#include "train/attribution_encoder.h"
#include "train/attribution_export.h"
#include "train/attribution_forms.h"
#include "train/model_writer.h"
#include "train/settings.h"

enum { BATCH_WORDS = 1200, BATCH_BLOCKS = 256, LONGEST = 600, SORTED = 2000, HELD_OUT = 13 };

struct options {
    double epochs, input, hidden, rate, word_dropout, input_dropout, layer_dropout, pos, deprel,
        seed, least, alone;
    const char *keep, *from, *start, *written;
};

static const struct setting numbers[] = {
#define OPTION(member, value) SETTING(struct options, member, value)
    OPTION(epochs, 14),         OPTION(input, 80),
    OPTION(hidden, 96),         OPTION(rate, 0.004),
    OPTION(word_dropout, 0.08), OPTION(input_dropout, 0.2),
    OPTION(layer_dropout, 0.4), OPTION(pos, 0.15),
    OPTION(deprel, 0.15),       OPTION(seed, 1),
    OPTION(least, 3),           OPTION(alone, 3),
#undef OPTION
};

static bool set_option(struct options *options, const char *text)
{
    return settings_set(numbers, HS_COUNT(numbers), options, text) ||
           settings_set_text("keep", text, &options->keep) ||
           settings_set_text("from", text, &options->from) ||
           settings_set_text("start", text, &options->start) ||
           settings_set_text("written", text, &options->written);
}

static bool read_data(const char *folder, const char *written, bool trees,
                      struct attribution_data *train, struct attribution_data *dev)
{
    /* Genres of GUM whose texts are not free for every use. */
    static const char *const skip[] = {"fiction", "whow", "essay", "letter", "podcast", NULL};
    static const char *const banks[] = {"ud/en_ewt-train.conllu", "ud/en_gum-train.conllu"};
    char path[4096];
    snprintf(path, sizeof path, "%s/polnear/train", folder);
    bool good = attribution_data_read(train, path);
    for (size_t i = 0; i < train->article_count; i++)
        train->articles[i].held_out = i % HELD_OUT == 5;
    snprintf(path, sizeof path, "%s/polnear/silver-train.tsv.gz", folder);
    good = good && attribution_data_read_silver(train, path);
    size_t articles = train->article_count;
    good = good && (!written || attribution_data_read(train, written));
    for (size_t i = articles; i < train->article_count; i++)
        train->articles[i].written = true;
    for (size_t i = 0; trees && i < HS_COUNT(banks); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, banks[i]);
        good = good && attribution_data_read_treebank(train, path, skip);
    }
    snprintf(path, sizeof path, "%s/polnear/dev", folder);
    return good && attribution_data_read(dev, path);
}

typedef HS_ARRAY(struct block_sample *) block_pointers;

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    return *state ^= *state << 17;
}

static block_pointers blocks_to_train_on(const struct attribution_data *data, bool written)
{
    block_pointers blocks = {0};
    for (size_t i = 0; i < data->block_count; i++) {
        struct block_sample *block = &data->blocks[i];
        bool held_out = block->article != UINT32_MAX && data->articles[block->article].held_out;
        bool ours = block->article != UINT32_MAX && data->articles[block->article].written;
        if (!held_out && (written || !ours) && block->count <= LONGEST)
            *hs_array_push(&blocks) = block;
    }
    return blocks;
}

static int by_length(const void *left, const void *right)
{
    const struct block_sample *const *a = left, *const *b = right;
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
    for (size_t i = blocks->count; i > 1; i--) {
        size_t other = next_random(random) % i;
        struct block_sample *swap = blocks->items[i - 1];
        blocks->items[i - 1] = blocks->items[other];
        blocks->items[other] = swap;
    }
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
    for (size_t i = out->count; i > 1; i--) {
        size_t other = next_random(random) % i;
        struct batch swap = out->items[i - 1];
        out->items[i - 1] = out->items[other];
        out->items[other] = swap;
    }
}

/* Warms up over a twentieth of the way, then falls as a cosine. */
static float rate_at(const struct options *options, double share)
{
    double factor = share < 0.05 ? share / 0.05 : 0.03 + 0.97 * 0.5 * (1 + cos(3.14159265 * share));
    return (float)(options->rate * factor);
}

static void keep_parameters(struct encoder *encoder, const char *path)
{
    FILE *file = path ? fopen(path, "wb") : NULL;
    if (!file)
        return;
    encoder_swap_mean(encoder);
    if (!encoder_write(encoder, file))
        fprintf(stderr, "cannot write %s\n", path);
    encoder_swap_mean(encoder);
    fclose(file);
}

static void train_encoder(struct encoder *encoder, const struct attribution_data *data,
                          const struct options *options)
{
    enum { CLIP = 60 };
    struct encoder_options pass = {
        .word_dropout = (float)options->word_dropout,
        .input_dropout = (float)options->input_dropout,
        .layer_dropout = (float)options->layer_dropout,
        .pos_weight = (float)options->pos,
        .deprel_weight = (float)options->deprel,
        .training = true,
    };
    float(*scores[BATCH_BLOCKS])[HS_LABEL_LANES];
    for (size_t i = 0; i < BATCH_BLOCKS; i++)
        scores[i] = hs_alloc_zeroed(LONGEST, sizeof **scores);
    block_pointers blocks = blocks_to_train_on(data, true);
    batches plan = {0};
    uint64_t random = 88172645463325252u ^ ((uint64_t)options->seed << 32);
    for (int epoch = 0; epoch < (int)options->epochs; epoch++) {
        if (epoch == (int)(options->epochs - options->alone)) {
            hs_array_finish(&blocks);
            blocks = blocks_to_train_on(data, false);
        }
        cut_batches(&blocks, &plan, &random);
        double likelihood = 0;
        for (size_t b = 0; b < plan.count; b++) {
            struct batch batch = plan.items[b];
            likelihood += encoder_pass(encoder, blocks.items + batch.first, batch.end - batch.first,
                                       &pass, scores);
            double share = (epoch + (double)b / (double)plan.count) / options->epochs;
            encoder_update(encoder, rate_at(options, share), CLIP);
        }
        printf("epoch %d: log-likelihood a block %.4f\n", epoch + 1,
               likelihood / (double)blocks.count);
        fflush(stdout);
        keep_parameters(encoder, options->keep);
    }
    encoder_swap_mean(encoder);
    for (size_t i = 0; i < BATCH_BLOCKS; i++)
        free(scores[i]);
    hs_array_finish(&blocks);
    hs_array_finish(&plan);
}

static struct encoder *read_encoder(const char *path, uint32_t vocabulary)
{
    FILE *file = fopen(path, "rb");
    struct encoder *encoder = file ? encoder_read(file) : NULL;
    if (file)
        fclose(file);
    if (!encoder || encoder->shape.vocabulary != vocabulary) {
        fprintf(stderr, "%s does not hold parameters for these data\n", path);
        exit(1);
    }
    return encoder;
}

static struct encoder *make_encoder(const struct options *options, uint32_t vocabulary,
                                    const struct attribution_data *data)
{
    const hs_language *language = hs_language_shared(NULL);
    struct encoder_shape shape = {vocabulary, (uint32_t)options->input,
                                  (uint32_t)hs_language_network_width(language),
                                  (uint32_t)options->hidden};
    const char *path = options->from ? options->from : options->start;
    struct encoder *encoder =
        path ? read_encoder(path, vocabulary) : encoder_create(&shape, (uint64_t)options->seed);
    if (!options->from)
        train_encoder(encoder, data, options);
    return encoder;
}

/* The section's bytes, and a model bound to them. */
struct shipped {
    hs_buffer bytes;
    void *aligned;
    hs_attribution_model model;
};

static void ship(struct shipped *shipped, const struct encoder *encoder,
                 const struct form_table *forms, const float *calibration)
{
    size_t count;
    struct known_form *known = form_table_known(forms, &count);
    hs_attribution_model_finish(&shipped->model);
    free(shipped->aligned);
    hs_buffer_clear(&shipped->bytes);
    attribution_export(encoder, known, count, calibration, &shipped->bytes);
    free(known);
    shipped->aligned = aligned_alloc(64, (shipped->bytes.length + 63) / 64 * 64);
    if (!shipped->aligned)
        abort();
    memcpy(shipped->aligned, shipped->bytes.bytes, shipped->bytes.length);
    hs_error error = {0};
    hs_str section = hs_str_make(shipped->aligned, shipped->bytes.length);
    if (!hs_attribution_model_bind(&shipped->model, section, &error)) {
        fprintf(stderr, "%s\n", error.text);
        exit(1);
    }
}

static void print_score(const char *name, struct span_score score)
{
    static const char *const kinds[] = {"cue", "source", "content"};
    for (int k = 0; k < 3; k++)
        printf("%s %-8s P %.3f  R %.3f  F1 %.3f\n", name, kinds[k], score.precision[k],
               score.recall[k], score.f1[k]);
}

static void calibrate(struct shipped *shipped, struct encoder *encoder,
                      const struct form_table *forms, const struct attribution_data *train)
{
    float calibration[HS_ATTRIBUTION_CALIBRATION] = {0};
    ship(shipped, encoder, forms, calibration);
    float bias = attribution_choose_bias(&shipped->model, train);
    printf("bias %.1f\n", (double)bias);
    float *heads_bias = encoder->dense.values + encoder->layout.heads_bias;
    for (int y = HS_LABEL_CUE; y < HS_LABEL_COUNT; y += 2)
        heads_bias[y] += bias;
    ship(shipped, encoder, forms, calibration);
    attribution_calibrate(&shipped->model, train, calibration);
    ship(shipped, encoder, forms, calibration);
}

static bool save(const struct shipped *shipped, const char *path, hs_error *error)
{
    hs_model_writer writer = {0};
    bool good = hs_model_writer_read(&writer, path, error);
    if (good) {
        hs_model_writer_set(&writer, HS_ATTRIBUTION_SECTION, shipped->bytes.bytes,
                            shipped->bytes.length);
        good = hs_model_writer_save(&writer, path, error);
    }
    hs_model_writer_finish(&writer);
    return good;
}

int main(int argc, char **argv)
{
    static struct attribution_data train, dev;
    struct options options = {0};
    settings_fill(numbers, HS_COUNT(numbers), &options);
    bool good = argc >= 3;
    for (int i = 3; i < argc; i++)
        good = set_option(&options, argv[i]) && good;
    if (!good) {
        fprintf(stderr, "usage: train_attribution DATA MODEL [name=value…]\n");
        return 2;
    }
    hs_error error = {0};
    if (!hs_language_shared(&error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    if (!read_data(argv[1], options.written, options.deprel > 0, &train, &dev)) {
        fprintf(stderr,
                "%s lacks what is needed: polnear/train, polnear/dev, polnear/"
                "silver-train.tsv.gz, ud\n",
                argv[1]);
        return 1;
    }
    struct form_table *forms = form_table_create(&train);
    uint32_t vocabulary = form_table_number(forms, (uint32_t)options.least);
    form_table_apply(forms, &train, true);
    printf("%zu articles, %zu words, %u vectors\n", train.article_count, train.word_count,
           vocabulary);
    struct encoder *encoder = make_encoder(&options, vocabulary, &train);
    struct shipped shipped = {0};
    calibrate(&shipped, encoder, forms, &train);
    print_score("held out", attribution_score(&shipped.model, &train, false, 0));
    print_score("dev     ", attribution_score(&shipped.model, &dev, true, 0));
    attribution_reliability(&shipped.model, &dev, true);
    if (!save(&shipped, argv[2], &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    form_table_destroy(forms);
    return 0;
}
