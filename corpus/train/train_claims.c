/* Trains the model of claims and writes it into a model file.
 *
 *     train_claims SHARED MODEL [name=value…]
 *
 * SHARED is the folder that holds `gold` and `data`. Dev documents are only measured. First, by
 * five folds, every text is scored by a network trained without it: that gives the figures for
 * debates, and the calibration. Then the networks that ship are trained on all of it. `cache=FILE`
 * keeps what was read of the texts for the next run.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/claims/claim_model.h"
#include "base/memory.h"
#include "language/shared.h"
#include "train/claim_calibrate.h"
#include "train/claim_data.h"
#include "train/claim_export.h"
#include "train/claim_fit.h"
#include "train/claim_measure.h"
#include "train/model_writer.h"

struct options {
    struct claim_fit_options fit;
    double members, folds;
    const char *cache;
};

static bool set_number(struct options *options, const char *text)
{
    struct {
        const char *name;
        double *value;
    } numbers[] = {
        {"epochs=", &options->fit.epochs}, {"rate=", &options->fit.rate},
        {"batch=", &options->fit.batch},   {"seed=", &options->fit.seed},
        {"keep=", &options->fit.keep},     {"members=", &options->members},
        {"folds=", &options->folds},
    };
    for (size_t i = 0; i < HS_COUNT(numbers); i++)
        if (strncmp(text, numbers[i].name, strlen(numbers[i].name)) == 0) {
            *numbers[i].value = atof(text + strlen(numbers[i].name));
            return true;
        }
    return false;
}

static bool set_share(struct options *options, const char *text)
{
    struct claim_net_options *net = &options->fit.net;
    struct {
        const char *name;
        float *value;
    } shares[] = {
        {"state_dropout=", &net->state_dropout},
        {"row_dropout=", &net->row_dropout},
        {"pooled_dropout=", &net->pooled_dropout},
        {"hidden_dropout=", &net->hidden_dropout},
        {"decay=", &net->decay},
        {"news=", &net->weights[CLAIM_NEWS]},
        {"sentences=", &net->weights[CLAIM_SENTENCES]},
        {"debates_2019=", &net->weights[CLAIM_DEBATES_2019]},
        {"debates_2020=", &net->weights[CLAIM_DEBATES_2020]},
        {"type=", &net->type},
        {"worth=", &net->worth},
    };
    for (size_t i = 0; i < HS_COUNT(shares); i++)
        if (strncmp(text, shares[i].name, strlen(shares[i].name)) == 0) {
            *shares[i].value = (float)atof(text + strlen(shares[i].name));
            return true;
        }
    return false;
}

static bool set_option(struct options *options, const char *text)
{
    if (strncmp(text, "cache=", 6) == 0) {
        options->cache = text + 6;
        return true;
    }
    return set_number(options, text) || set_share(options, text);
}

static bool read_all(struct claim_data *data, const char *shared)
{
    static const struct {
        const char *path;
        bool dev;
        float weight; /* `world` is sentences picked for what they tell: nine in ten are claims */
    } gold[] = {{"gold/train", false, 1},
                {"gold/wikinews", false, 1},
                {"gold/world", false, 0.3f},
                {"gold/dev", true, 1}},
      lists[] = {{"data/claims/CT24_checkworthy_english_train.tsv", false, 1},
                 {"data/claims/CT24_checkworthy_english_dev.tsv", true, 1}};
    char path[4096];
    for (size_t i = 0; i < HS_COUNT(gold); i++) {
        snprintf(path, sizeof path, "%s/%s", shared, gold[i].path);
        if (!claim_data_read_gold(data, path, gold[i].weight, gold[i].dev))
            return false;
    }
    for (size_t i = 0; i < HS_COUNT(lists); i++) {
        snprintf(path, sizeof path, "%s/%s", shared, lists[i].path);
        if (!claim_data_read_sentences(data, path, lists[i].dev))
            return false;
    }
    snprintf(path, sizeof path, "%s/data/claims/debates-2019-train", shared);
    if (!claim_data_read_debates(data, path, CLAIM_DEBATES_2019))
        return false;
    snprintf(path, sizeof path, "%s/data/claims/debates-2020-train", shared);
    return claim_data_read_debates(data, path, CLAIM_DEBATES_2020);
}

static void print_found(const char *name, struct claim_found found)
{
    printf("%-22s P %.3f  R %.3f  F1 %.3f  AP %.3f\n", name, found.precision, found.recall,
           found.f1, found.average_precision);
}

static void print_reliability(const char *name, const struct claim_reliability *table)
{
    printf("%s: expected calibration error %.3f\n", name, table->error);
    for (int bin = 0; bin < CLAIM_BINS; bin++)
        if (table->count[bin] > 0)
            printf("  %.1f-%.1f  %6.0f  score %.3f  right %.3f\n", bin / 10.0, (bin + 1) / 10.0,
                   table->count[bin], table->score[bin] / table->count[bin],
                   table->right[bin] / table->count[bin]);
}

static void print_types(const struct claim_data *data, float (*outputs)[CLAIM_OUTPUTS])
{
    double right = 0, all = 0;
    for (size_t i = 0; i < data->samples.count; i++) {
        const struct claim_sample *sample = &data->samples.items[i];
        const struct claim_document *document = &data->documents.items[sample->document];
        if (!document->dev || document->domain != CLAIM_NEWS || !sample->label)
            continue;
        const float *types = outputs[i] + CLAIM_OUTPUT_TYPE;
        int best = 0;
        for (int k = 1; k <= HS_CLAIM_OTHER; k++)
            best = types[k] > types[best] ? k : best;
        right += best == sample->type;
        all++;
    }
    printf("types right, dev: %.3f of %.0f\n", right / all, all);
}

/* Measures scores on dev, and on debates where those were held out. */
static void print_figures(const char *name, const struct claim_data *data, const float *scores,
                          bool debates)
{
    printf("%s\n", name);
    print_found("news dev", claim_measure_news(data, scores, true));
    print_found("sentences dev", claim_measure_sentences(data, scores, true));
    struct claim_reliability news = claim_measure_reliability(data, scores, CLAIM_NEWS, true);
    struct claim_reliability lists = claim_measure_reliability(data, scores, CLAIM_SENTENCES, true);
    print_reliability("news dev", &news);
    print_reliability("sentences dev", &lists);
    if (debates)
        printf("MAP by folds: debates 2019 %.4f, 2020 %.4f\n",
               claim_measure_debates(data, scores, CLAIM_DEBATES_2019),
               claim_measure_debates(data, scores, CLAIM_DEBATES_2020));
    fflush(stdout);
}

/* The networks that ship, and the mean of their outputs. */
static void fit_members(const struct claim_data *data, const struct options *options,
                        struct claim_net **nets, float (*outputs)[CLAIM_OUTPUTS])
{
    size_t count = data->samples.count;
    float(*found)[CLAIM_OUTPUTS] = hs_alloc_zeroed(count + 1, sizeof *found);
    memset(outputs, 0, count * sizeof *outputs);
    for (int m = 0; m < (int)options->members; m++) {
        struct claim_fit_options fit = options->fit;
        fit.seed += m;
        nets[m] = claim_fit(data, &fit, -1);
        claim_fit_run(nets[m], data, NULL, found);
        for (size_t i = 0; i < count; i++)
            for (int k = 0; k < CLAIM_OUTPUTS; k++)
                outputs[i][k] += found[i][k] / (float)options->members;
    }
    free(found);
}

static bool save(const char *path, struct claim_net *const *nets, uint32_t members, size_t width,
                 const float *context, hs_error *error)
{
    const hs_language *language = hs_language_shared(error);
    hs_model_writer writer = {0};
    hs_buffer bytes = {0};
    bool good = language && hs_model_writer_read(&writer, path, error);
    if (good) {
        claim_export(nets, members, width, hs_language_fingerprint(language, width), context,
                     &bytes);
        hs_model_writer_set(&writer, HS_CLAIM_SECTION, bytes.bytes, bytes.length);
        good = hs_model_writer_save(&writer, path, error);
    }
    hs_model_writer_finish(&writer);
    hs_buffer_finish(&bytes);
    return good;
}

static int train(struct claim_data *data, const struct options *options, const char *path)
{
    size_t count = data->samples.count;
    float(*outputs)[CLAIM_OUTPUTS] = hs_alloc_zeroed(count + 1, sizeof *outputs);
    float *scores = hs_alloc_zeroed(count + 1, sizeof *scores);
    float context[HS_CLAIM_CONTEXT_WEIGHTS] = {0};
    claim_context_start(context);
    if (options->folds > 0) {
        claim_fit_held_out(data, &options->fit, outputs);
        claim_calibrate(data, (const float(*)[CLAIM_OUTPUTS])outputs, context);
        claim_scores(data, (const float(*)[CLAIM_OUTPUTS])outputs, context, scores);
        print_figures("by folds", data, scores, true);
    }
    struct claim_net *nets[HS_CLAIM_MEMBERS_MAX] = {0};
    fit_members(data, options, nets, outputs);
    claim_scores(data, (const float(*)[CLAIM_OUTPUTS])outputs, context, scores);
    print_figures("as shipped", data, scores, false);
    print_types(data, outputs);
    hs_error error = {0};
    bool good = save(path, nets, (uint32_t)options->members, data->width, context, &error);
    if (!good)
        fprintf(stderr, "%s\n", error.text);
    for (int m = 0; m < HS_CLAIM_MEMBERS_MAX; m++)
        claim_net_destroy(nets[m]);
    free(outputs);
    free(scores);
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    static struct claim_data data;
    struct options options = {.fit = claim_fit_defaults, .members = 3, .folds = CLAIM_FOLDS};
    bool good = argc >= 3;
    for (int i = 3; i < argc; i++)
        good = set_option(&options, argv[i]) && good;
    if (!good || options.members < 1 || options.members > HS_CLAIM_MEMBERS_MAX) {
        fprintf(stderr, "usage: train_claims SHARED MODEL [name=value…]\n");
        return 2;
    }
    if (!options.cache || !claim_data_load(&data, options.cache)) {
        if (!read_all(&data, argv[1]))
            return 1;
        if (options.cache)
            claim_data_save(&data, options.cache);
    }
    if (data.width == 0) {
        fprintf(stderr, "claims are learnt from the language model's states: train it first\n");
        return 1;
    }
    return train(&data, &options, argv[2]);
}
