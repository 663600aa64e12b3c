/* Rows are all candidates of all lists learned from; a leaf is a range of a permutation of them. */
#include "train/ranking_boost.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 48, LEAVES_MAX = 64 };

typedef struct leaf {
    uint32_t first, end; /* of the permutation */
    uint32_t node;
    double gradient, weight;
    float gain; /* of its best split; 0: none */
    uint16_t feature;
    uint8_t bin;
} leaf;

typedef struct place {
    float score;
    bool wanted;
    uint32_t row;
} place;

typedef struct booster {
    ranking_list *lists;
    size_t list_count;
    const bool *use;
    const ranking_settings *settings;
    uint32_t rows;
    uint8_t *bins; /* [row][feature] */
    float cuts[HS_RANKING_FEATURE_COUNT][BINS];
    float *gradient, *weight;
    uint32_t *order;
    bool allowed[HS_RANKING_FEATURE_COUNT];
    bool *in_tree; /* of each row: its query was drawn */
    uint32_t random;
    place *places; /* of the longest list */
    float *discount;
} booster;

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->wanted - y->wanted;
}

static float draw(booster *b)
{
    b->random = b->random * 1664525u + 1013904223u;
    return (float)(b->random >> 8) / (float)(1 << 24);
}

static int by_float(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Cuts between quantiles of each feature. */
static void make_bins(booster *b)
{
    float *values = malloc(b->rows * sizeof *values);
    for (size_t f = 0; f < HS_RANKING_FEATURE_COUNT; f++) {
        uint32_t row = 0;
        for (size_t i = 0; i < b->list_count; i++) {
            for (uint32_t j = 0; b->use[i] && j < b->lists[i].count; j++)
                values[row++] = b->lists[i].features[j][f];
        }
        qsort(values, b->rows, sizeof *values, by_float);
        for (uint32_t k = 0; k + 1 < BINS; k++) {
            /* denser at the top, where the wanted ones are */
            double at = (double)(k + 1) / BINS;
            at = 1 - (1 - at) * (1 - at);
            b->cuts[f][k] = values[(uint32_t)(at * (b->rows - 1))];
        }
        b->cuts[f][BINS - 1] = FLT_MAX;
        row = 0;
        for (size_t i = 0; i < b->list_count; i++) {
            for (uint32_t j = 0; b->use[i] && j < b->lists[i].count; j++, row++) {
                uint8_t bin = 0;
                while (b->lists[i].features[j][f] > b->cuts[f][bin])
                    bin++;
                b->bins[(size_t)row * HS_RANKING_FEATURE_COUNT + f] = bin;
            }
        }
    }
    free(values);
}

/* The place of each row of a list by its score, from 1; equals in the worst order. */
static void rank_rows(booster *b, const ranking_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        b->places[i] = (place){list->scores[i], list->wanted[i], i};
    qsort(b->places, list->count, sizeof *b->places, by_place);
    for (uint32_t i = 0; i < list->count; i++)
        b->discount[b->places[i].row] = 1 / log2f(2 + (float)i);
}

/* The lambdas of one list, added to its rows. */
static void add_lambdas(booster *b, const ranking_list *list, uint32_t first)
{
    rank_rows(b, list);
    for (uint32_t i = 0; i < list->count; i++) {
        for (uint32_t j = 0; list->wanted[i] && j < list->count; j++) {
            if (list->wanted[j])
                continue;
            float delta = fabsf(b->discount[i] - b->discount[j]) + 0.01f;
            float rho = 1 / (1 + expf(list->scores[i] - list->scores[j]));
            b->gradient[first + i] += delta * rho;
            b->gradient[first + j] -= delta * rho;
            b->weight[first + i] += delta * rho * (1 - rho);
            b->weight[first + j] += delta * rho * (1 - rho);
        }
    }
}

static void make_gradients(booster *b)
{
    memset(b->gradient, 0, b->rows * sizeof *b->gradient);
    memset(b->weight, 0, b->rows * sizeof *b->weight);
    uint32_t row = 0;
    for (size_t i = 0; i < b->list_count; i++) {
        if (!b->use[i])
            continue;
        bool drawn = draw(b) < b->settings->query_share;
        for (uint32_t j = 0; j < b->lists[i].count; j++)
            b->in_tree[row + j] = drawn;
        if (drawn)
            add_lambdas(b, &b->lists[i], row);
        row += b->lists[i].count;
    }
}

static double gain_of(double gradient, double weight, double smoothing)
{
    return gradient * gradient / (weight + smoothing);
}

static void find_split(const booster *b, leaf *l)
{
    double gradient[HS_RANKING_FEATURE_COUNT][BINS] = {{0}}, weight[HS_RANKING_FEATURE_COUNT][BINS];
    uint32_t count[HS_RANKING_FEATURE_COUNT][BINS];
    double smoothing = b->settings->smoothing;
    memset(weight, 0, sizeof weight);
    memset(count, 0, sizeof count);
    for (uint32_t i = l->first; i < l->end; i++) {
        uint32_t row = b->order[i];
        const uint8_t *bins = &b->bins[(size_t)row * HS_RANKING_FEATURE_COUNT];
        for (size_t f = 0; f < HS_RANKING_FEATURE_COUNT; f++) {
            gradient[f][bins[f]] += b->gradient[row];
            weight[f][bins[f]] += b->weight[row];
            count[f][bins[f]]++;
        }
    }
    double whole = gain_of(l->gradient, l->weight, smoothing);
    l->gain = 0;
    for (uint16_t f = 0; f < HS_RANKING_FEATURE_COUNT; f++) {
        double g = 0, w = 0;
        uint32_t n = 0, all = l->end - l->first;
        for (uint8_t bin = 0; b->allowed[f] && bin + 1 < BINS; bin++) {
            g += gradient[f][bin];
            w += weight[f][bin];
            n += count[f][bin];
            if (n < b->settings->least || all - n < b->settings->least)
                continue;
            double gain = gain_of(g, w, smoothing) +
                          gain_of(l->gradient - g, l->weight - w, smoothing) - whole;
            if (gain > l->gain) {
                l->gain = (float)gain;
                l->feature = f;
                l->bin = bin;
            }
        }
    }
}

static void sum_leaf(const booster *b, leaf *l)
{
    l->gradient = l->weight = 0;
    for (uint32_t i = l->first; i < l->end; i++) {
        l->gradient += b->gradient[b->order[i]];
        l->weight += b->weight[b->order[i]];
    }
    find_split(b, l);
}

static uint32_t divide(booster *b, const leaf *l)
{
    uint32_t at = l->first, end = l->end;
    while (at < end) {
        uint32_t row = b->order[at];
        if (b->bins[(size_t)row * HS_RANKING_FEATURE_COUNT + l->feature] <= l->bin) {
            at++;
        } else {
            b->order[at] = b->order[--end];
            b->order[end] = row;
        }
    }
    return at;
}

static void grow_tree(booster *b, ranking_forest *forest)
{
    leaf leaves[LEAVES_MAX];
    uint32_t root = (uint32_t)forest->nodes.count, count = 1, drawn = 0;
    *hs_array_push(&forest->roots) = root;
    *hs_array_push(&forest->nodes) = (hs_ranking_node){0};
    for (uint32_t i = 0; i < b->rows; i++) {
        if (b->in_tree[i])
            b->order[drawn++] = i;
    }
    leaves[0] = (leaf){.end = drawn, .node = root};
    sum_leaf(b, &leaves[0]);
    while (count < b->settings->leaves) {
        leaf *best = &leaves[0];
        for (uint32_t i = 1; i < count; i++)
            best = leaves[i].gain > best->gain ? &leaves[i] : best;
        if (best->gain <= 0)
            break;
        uint32_t middle = divide(b, best), left = (uint32_t)forest->nodes.count - root;
        *hs_array_push(&forest->nodes) = (hs_ranking_node){0};
        *hs_array_push(&forest->nodes) = (hs_ranking_node){0};
        forest->nodes.items[best->node] =
            (hs_ranking_node){best->feature, (uint16_t)left, (uint16_t)(left + 1), 0,
                              b->cuts[best->feature][best->bin]};
        leaf *other = &leaves[count++];
        *other = (leaf){.first = middle, .end = best->end, .node = root + left + 1};
        best->end = middle;
        best->node = root + left;
        sum_leaf(b, best);
        sum_leaf(b, other);
    }
    for (uint32_t i = 0; i < count; i++)
        forest->nodes.items[leaves[i].node].value =
            (float)(b->settings->rate * leaves[i].gradient /
                    (leaves[i].weight + b->settings->smoothing));
}

void ranking_score_list(const ranking_forest *forest, size_t first, float by, ranking_list *list)
{
    for (uint32_t j = 0; j < list->count; j++) {
        for (size_t t = first; t < forest->roots.count; t++) {
            const hs_ranking_node *root = &forest->nodes.items[forest->roots.items[t]],
                                  *node = root;
            while (node->left)
                node = root +
                       (list->features[j][node->feature] <= node->value ? node->left : node->right);
            list->scores[j] += node->value / by;
        }
    }
}

void ranking_boost(ranking_list *lists, size_t count, const bool *use,
                   const ranking_settings *settings, ranking_forest *forest)
{
    booster b = {.lists = lists,
                 .list_count = count,
                 .use = use,
                 .settings = settings,
                 .random = settings->seed};
    uint32_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        longest = lists[i].count > longest ? lists[i].count : longest;
        b.rows += use[i] ? lists[i].count : 0;
        memset(lists[i].scores, 0, lists[i].count * sizeof *lists[i].scores);
    }
    b.bins = malloc((size_t)b.rows * HS_RANKING_FEATURE_COUNT);
    b.gradient = malloc(b.rows * sizeof *b.gradient);
    b.weight = malloc(b.rows * sizeof *b.weight);
    b.order = malloc(b.rows * sizeof *b.order);
    b.in_tree = malloc(b.rows * sizeof *b.in_tree);
    b.places = malloc(longest * sizeof *b.places);
    b.discount = malloc(longest * sizeof *b.discount);
    make_bins(&b);
    for (uint32_t t = 0; t < settings->trees; t++) {
        for (size_t f = 0; f < HS_RANKING_FEATURE_COUNT; f++)
            b.allowed[f] = draw(&b) < settings->feature_share;
        make_gradients(&b);
        size_t first = forest->roots.count;
        grow_tree(&b, forest);
        for (size_t i = 0; i < count; i++) {
            if (use[i])
                ranking_score_list(forest, first, 1, &lists[i]);
        }
    }
    free(b.bins);
    free(b.gradient);
    free(b.weight);
    free(b.order);
    free(b.in_tree);
    free(b.places);
    free(b.discount);
}

static void measure_list(const ranking_list *list, ranking_result *sum)
{
    float precision = 0;
    uint32_t hits = 0, first = 0, early = 0;
    uint32_t ranks[8], found = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t rank = 1;
        for (uint32_t j = 0; list->wanted[i] && j < list->count; j++)
            rank +=
                list->scores[j] > list->scores[i] || (list->scores[j] == list->scores[i] && j < i);
        if (list->wanted[i] && found < 8)
            ranks[found++] = rank;
    }
    for (uint32_t at = 1; at <= 20; at++) {
        for (uint32_t i = 0; i < found; i++) {
            if (ranks[i] != at)
                continue;
            hits++;
            early += at <= 20;
            if (at <= 5)
                precision += (float)hits / (float)at;
        }
    }
    for (uint32_t i = 0; i < found; i++)
        first = first == 0 || ranks[i] < first ? ranks[i] : first;
    if (list->wanted_in_all == 0)
        return;
    sum->map5 += precision / (float)(list->wanted_in_all < 5 ? list->wanted_in_all : 5);
    sum->mrr += first ? 1 / (float)first : 0;
    sum->recall20 += (float)early / (float)list->wanted_in_all;
}

ranking_result ranking_measure(const ranking_list *lists, size_t count, const bool *use,
                               bool wanted)
{
    ranking_result r = {0};
    for (size_t i = 0; i < count; i++) {
        if (use && use[i] != wanted)
            continue;
        r.queries++;
        measure_list(&lists[i], &r);
    }
    if (r.queries > 0) {
        r.map5 /= (float)r.queries;
        r.mrr /= (float)r.queries;
        r.recall20 /= (float)r.queries;
    }
    return r;
}
