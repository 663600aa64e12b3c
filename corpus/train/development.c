/*
 * LAS compares relations without subtypes, as the CoNLL 2018 shared task does. Names count where
 * type and both ends are right.
 */

#include "train/development.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool development_read(struct development *development, const char *data)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/ud/en_ewt-dev.conllu", data);
    bool good = sample_read_conllu(&development->sets[DEV_EWT], path, NULL);
    snprintf(path, sizeof path, "%s/ud/en_gum-dev.conllu", data);
    good &= sample_read_conllu(&development->sets[DEV_GUM], path, NULL);
    snprintf(path, sizeof path, "%s/names/uner_en_ewt-ud-dev.iob2", data);
    good &= sample_read_names(&development->sets[DEV_UNER], path);
    snprintf(path, sizeof path, "%s/polnear/silver-dev.tsv.gz", data);
    return sample_read_silver(&development->sets[DEV_SILVER], path) && good;
}

static bool same_relation(int left, int right)
{
    const char *a = hs_deprel_name((unsigned)left);
    const char *b = hs_deprel_name((unsigned)right);
    size_t length = strcspn(a, ":");
    return length == strcspn(b, ":") && memcmp(a, b, length) == 0;
}

struct tally {
    size_t words, upos, xpos, heads, labels;
    size_t names_gold[HS_NAME_TYPE_COUNT];
    size_t names_predicted[HS_NAME_TYPE_COUNT];
    size_t names_right[HS_NAME_TYPE_COUNT];
};

static int name_type(int tag)
{
    return tag <= 0 ? -1 : (tag - 1) / 2;
}

static bool name_starts(const struct sample *sample, uint32_t at)
{
    int tag = sample->words[at].name;
    if (tag <= 0)
        return false;
    return tag % 2 == 1 || at == 0 || name_type(sample->words[at - 1].name) != name_type(tag);
}

static uint32_t name_end(const struct sample *sample, uint32_t at)
{
    int type = name_type(sample->words[at].name);
    uint32_t end = at + 1;
    while (end < sample->count && name_type(sample->words[end].name) == type &&
           !name_starts(sample, end))
        end++;
    return end;
}

static void tally_names(struct tally *tally, const struct sample *gold,
                        const struct sample *predicted)
{
    for (uint32_t i = 0; i < gold->count; i++) {
        bool in_gold = name_starts(gold, i);
        bool in_predicted = name_starts(predicted, i);
        int gold_type = name_type(gold->words[i].name);
        int predicted_type = name_type(predicted->words[i].name);
        if (in_gold)
            tally->names_gold[gold_type]++;
        if (in_predicted)
            tally->names_predicted[predicted_type]++;
        if (in_gold && in_predicted && gold_type == predicted_type &&
            name_end(gold, i) == name_end(predicted, i))
            tally->names_right[gold_type]++;
    }
}

static void tally_sample(struct tally *tally, const struct sample *gold,
                         const struct sample *predicted)
{
    for (uint32_t i = 0; i < gold->count; i++) {
        const struct sample_word *a = &gold->words[i];
        const struct sample_word *b = &predicted->words[i];
        tally->words++;
        tally->upos += a->upos == b->upos;
        tally->xpos += a->xpos == b->xpos;
        tally->heads += gold->tree && a->head == b->head;
        tally->labels += gold->tree && a->head == b->head && same_relation(a->deprel, b->deprel);
    }
    tally_names(tally, gold, predicted);
}

static struct tally measure(const struct sample_set *set, struct network *network)
{
    enum { BATCH = 64 };
    struct tally tally = {0};
    struct pass_options options = {0};
    for (size_t from = 0; from < set->count; from += BATCH) {
        size_t count = set->count - from < BATCH ? set->count - from : BATCH;
        struct sample predicted[BATCH];
        struct sample *batch[BATCH];
        for (size_t i = 0; i < count; i++) {
            batch[i] = &set->samples[from + i];
            predicted[i] = *batch[i];
            size_t size = batch[i]->count * sizeof *batch[i]->words;
            predicted[i].words = malloc(size);
            if (!predicted[i].words)
                abort();
            memcpy(predicted[i].words, batch[i]->words, size);
        }
        network_pass(network, batch, count, &options, NULL, predicted);
        for (size_t i = 0; i < count; i++) {
            tally_sample(&tally, batch[i], &predicted[i]);
            free(predicted[i].words);
        }
    }
    return tally;
}

static double name_score(const struct tally *tally, int first, int end)
{
    size_t gold = 0;
    size_t predicted = 0;
    size_t right = 0;
    for (int t = first; t < end; t++) {
        gold += tally->names_gold[t];
        predicted += tally->names_predicted[t];
        right += tally->names_right[t];
    }
    return gold + predicted ? 200.0 * (double)right / (double)(gold + predicted) : 0;
}

static double percent(size_t part, size_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

void development_measure(const struct development *development, struct network *network)
{
    static const char *const names[] = {"EWT", "GUM"};
    for (int i = 0; i < 2; i++) {
        struct tally tally = measure(&development->sets[i], network);
        printf("  %s upos %.2f xpos %.2f uas %.2f las %.2f", names[i],
               percent(tally.upos, tally.words), percent(tally.xpos, tally.words),
               percent(tally.heads, tally.words), percent(tally.labels, tally.words));
    }
    struct tally uner = measure(&development->sets[DEV_UNER], network);
    struct tally silver = measure(&development->sets[DEV_SILVER], network);
    printf("  names EWT %.2f (per %.1f org %.1f loc %.1f) silver per %.2f all %.2f\n",
           name_score(&uner, 0, 3), name_score(&uner, 0, 1), name_score(&uner, 1, 2),
           name_score(&uner, 2, 3), name_score(&silver, 0, 1),
           name_score(&silver, 0, HS_NAME_TYPE_COUNT));
    fflush(stdout);
}
