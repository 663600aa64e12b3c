/* Trains the model of answers on what list_answers printed:
 *
 *     train_answers MODEL.hsm LIST… [--measure LIST…] [name=value…]
 *
 * The lists are of texts whose words the accusation model had not seen (list_answers.c); the first
 * `gold` folders in them are the gold's and count double. Figures: for the gold and each other
 * folder, five-fold over the texts (folds=0: none), then for those to measure, by thresholds: F1 of
 * answers found, of them precision, recall, the share whose kind is right and whose party is; F1 of
 * those with both; and the calibration error.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/shared.h"
#include "train/answer_export.h"
#include "train/model_writer.h"

enum { LISTS_MOST = 8, BINS = 10 };

static struct answer_net_options options = {.epochs = 10,
                                            .rate = 0.002,
                                            .decay = 0.01,
                                            .batch = 64,
                                            .hidden_dropout = 0.5,
                                            .row_dropout = 0.4,
                                            .feature_dropout = 0.05,
                                            .state_dropout = 0.3,
                                            .kind_weight = 3,
                                            .gold_weight = 2,
                                            .gold = 3};
static double folds = 5, seed = 1;

static bool set_option(const char *text)
{
    static const struct {
        const char *name;
        double *value;
    } known[] = {{"epochs", &options.epochs},
                 {"rate", &options.rate},
                 {"decay", &options.decay},
                 {"batch", &options.batch},
                 {"hidden_dropout", &options.hidden_dropout},
                 {"row_dropout", &options.row_dropout},
                 {"feature_dropout", &options.feature_dropout},
                 {"state_dropout", &options.state_dropout},
                 {"kind_weight", &options.kind_weight},
                 {"gold_weight", &options.gold_weight},
                 {"gold", &options.gold},
                 {"folds", &folds},
                 {"seed", &seed}};
    const char *value = strchr(text, '=');
    for (size_t i = 0; value && i < HS_COUNT(known); i++)
        if (strlen(known[i].name) == (size_t)(value - text) &&
            strncmp(known[i].name, text, (size_t)(value - text)) == 0) {
            *known[i].value = atof(value + 1);
            return true;
        }
    return false;
}

static void fail(const char *text)
{
    fprintf(stderr, "train_answers: %s\n", text);
    exit(1);
}

struct tally {
    unsigned shown, hits, annotated, kinds, parties, both;
};

static float share_of(const float outputs[HS_ANSWER_OUTPUTS])
{
    return 1 / (1 + expf(-outputs[0]));
}

static unsigned kind_of(const float outputs[HS_ANSWER_OUTPUTS])
{
    unsigned best = 0;
    for (unsigned kind = 1; kind < HS_ANSWER_KINDS; kind++)
        best = outputs[1 + kind] > outputs[1 + best] ? kind : best;
    return best;
}

static bool overlap(const struct answer_choice *a, const struct answer_choice *b)
{
    return hs_span_overlap(a->spans[1], b->spans[1]) || hs_span_overlap(a->spans[0], b->spans[1]) ||
           hs_span_overlap(a->spans[1], b->spans[0]);
}

/* The first annotated answer that it hits and that none hit before. */
static void take_hit(const struct answer_choice *choice, bool *taken, unsigned kind,
                     struct tally *tally)
{
    for (int i = 0; i < choice->hit_count; i++) {
        const struct answer_hit *hit = &choice->hits[i];
        if (taken[hit->number])
            continue;
        taken[hit->number] = true;
        tally->hits++;
        tally->kinds += hit->kind == kind;
        tally->parties += hit->party;
        tally->both += hit->kind == kind && hit->party;
        return;
    }
}

/* As linking does: of those that overlap the first. */
static void tally_document(const struct answer_data *data, const struct answer_document *document,
                           float (*outputs)[HS_ANSWER_OUTPUTS], float least, struct tally *tally)
{
    bool *taken = zeroed(document->annotated + 1);
    uint32_t *shown = zeroed((document->end - document->first + 1) * sizeof *shown), count = 0;
    tally->annotated += document->annotated;
    for (uint32_t i = document->first; i < document->end; i++) {
        const struct answer_choice *choice = &data->choices.items[i];
        bool again = false;
        for (uint32_t k = 0; k < count && !again; k++)
            again = overlap(choice, &data->choices.items[shown[k]]);
        if (again || share_of(outputs[i]) < least)
            continue;
        shown[count++] = i;
        tally->shown++;
        take_hit(choice, taken, kind_of(outputs[i]), tally);
    }
    free(taken);
    free(shown);
}

static bool in_group(const struct answer_data *data, uint32_t document, uint32_t group)
{
    uint32_t its = data->documents.items[document].group;
    return (its < (uint32_t)options.gold ? 0 : its) == group;
}

static bool any_in_group(const struct answer_data *data, uint32_t group)
{
    for (size_t d = 0; d < data->documents.count; d++)
        if (in_group(data, (uint32_t)d, group))
            return true;
    return false;
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static double calibration_error(const struct answer_data *data, uint32_t group,
                                float (*outputs)[HS_ANSWER_OUTPUTS])
{
    double shares[BINS] = {0}, answers[BINS] = {0}, all = 0, error = 0;
    for (uint32_t i = 0; i < data->choices.count; i++) {
        struct answer_target target = answer_target_of(data, i);
        float share = share_of(outputs[i]);
        if (target.weight <= 0 || share < 0.2f ||
            !in_group(data, data->choices.items[i].document, group))
            continue;
        int bin = (int)fminf(share * BINS, BINS - 1);
        shares[bin] += (double)share, answers[bin] += target.answers, all++;
    }
    for (int bin = 0; bin < BINS; bin++)
        error += fabs(shares[bin] - answers[bin]);
    return ratio(error, all);
}

/* Of the folder with that number; 0: of the gold's. */
static void report(const struct answer_data *data, uint32_t group,
                   float (*outputs)[HS_ANSWER_OUTPUTS])
{
    printf("folder %u, calibration error of those from 0.2 %.3f\n", group,
           calibration_error(data, group, outputs));
    for (float least = 0.15f; least < 0.56f; least += 0.05f) {
        struct tally tally = {0};
        for (size_t d = 0; d < data->documents.count; d++)
            if (in_group(data, (uint32_t)d, group))
                tally_document(data, &data->documents.items[d], outputs, least, &tally);
        printf("  %.2f: F1 %.3f (%.2f %.2f; %u of %u) kind %.2f party %.2f both %.3f\n",
               (double)least, ratio(2 * tally.hits, tally.shown + tally.annotated),
               ratio(tally.hits, tally.shown), ratio(tally.hits, tally.annotated), tally.hits,
               tally.annotated, ratio(tally.kinds, tally.hits), ratio(tally.parties, tally.hits),
               ratio(2 * tally.both, tally.shown + tally.annotated));
    }
    fflush(stdout);
}

/* On all texts but those of a fold; -1: on all. */
static void train_nets(struct answer_net *nets, const struct answer_data *data, int fold)
{
    for (int n = 0; n < ANSWER_NETS; n++) {
        answer_net_init(&nets[n], (uint64_t)seed * 100 + (uint64_t)(n * 10 + fold + 1));
        answer_net_train(&nets[n], data, &options, fold, (int)folds);
    }
}

static void finish_nets(struct answer_net *nets)
{
    for (int n = 0; n < ANSWER_NETS; n++)
        answer_net_finish(&nets[n]);
}

static void cross_validate(const struct answer_data *data)
{
    float(*outputs)[HS_ANSWER_OUTPUTS] = zeroed(data->choices.count * sizeof *outputs + 1);
    for (int fold = 0; fold < (int)folds; fold++) {
        struct answer_net nets[ANSWER_NETS];
        train_nets(nets, data, fold);
        for (uint32_t i = 0; i < data->choices.count; i++)
            if ((int)(data->choices.items[i].document % (uint32_t)folds) == fold)
                answer_nets_apply(nets, &data->choices.items[i], outputs[i]);
        finish_nets(nets);
    }
    for (uint32_t group = 0; group < ANSWER_GROUPS_MOST; group++)
        if (group == 0 || (group >= (uint32_t)options.gold && any_in_group(data, group)))
            report(data, group, outputs);
    free(outputs);
}

static void measure(const struct answer_net *nets, const char *path)
{
    struct answer_data data = {0};
    size_t line;
    if (!answer_data_read(&data, path, &line))
        fail(path);
    float(*outputs)[HS_ANSWER_OUTPUTS] = zeroed(data.choices.count * sizeof *outputs + 1);
    for (uint32_t i = 0; i < data.choices.count; i++)
        answer_nets_apply(nets, &data.choices.items[i], outputs[i]);
    printf("%s: ", path);
    report(&data, 0, outputs);
    free(outputs);
    answer_data_finish(&data);
}

static void save(const struct answer_net *nets, const char *path)
{
    hs_error error = {0};
    hs_model_writer writer = {0};
    hs_buffer section = {0};
    const hs_language *language = hs_language_shared(&error);
    if (!language)
        fail(error.text);
    answer_export(nets, hs_language_fingerprint(language, HS_ACCUSATION_STATE), &section);
    hs_model_writer_set(&writer, HS_ANSWER_SECTION, section.bytes, section.length);
    if (!hs_model_writer_save(&writer, path, &error))
        fail(error.text);
    hs_model_writer_finish(&writer);
    hs_buffer_finish(&section);
}

int main(int argc, char **argv)
{
    static struct answer_data data;
    const char *lists[LISTS_MOST], *measured[LISTS_MOST];
    uint32_t list_count = 0, measured_count = 0;
    bool measuring = false;
    if (argc < 3)
        fail("name the model to write and the lists to learn from");
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--measure") == 0)
            measuring = true;
        else if (set_option(argv[i]))
            continue;
        else if ((measuring ? measured_count : list_count) == LISTS_MOST)
            fail("too many lists");
        else if (measuring)
            measured[measured_count++] = argv[i];
        else
            lists[list_count++] = argv[i];
    }
    for (uint32_t i = 0; i < list_count; i++) {
        size_t line;
        if (!answer_data_read(&data, lists[i], &line)) {
            fprintf(stderr, "train_answers: %s, line %zu: not what list_answers prints\n", lists[i],
                    line);
            return 1;
        }
    }
    if (folds > 1)
        cross_validate(&data);
    struct answer_net nets[ANSWER_NETS];
    train_nets(nets, &data, -1);
    for (uint32_t i = 0; i < measured_count; i++)
        measure(nets, measured[i]);
    save(nets, argv[1]);
    finish_nets(nets);
    answer_data_finish(&data);
    return 0;
}
