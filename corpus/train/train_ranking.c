/* Trains the ranking of fact-checks (evidence/ranking_model.h): how rare stems are and what goes
 * with what from the fact-checks themselves and news text, the trees from posts with known answers.
 *
 *     train_ranking FACTCHECK-DIR NEWS-DIR MODEL [trees] [leaves] [rate] [bags] [width]
 *
 * FACTCHECK-DIR holds verified_claims.docs.tsv, train/ and dev/. Prints the measures by
 * cross-validation in five parts on train, and on dev, which nothing is learned from.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evidence/ranking_features.h"
#include "train/model_writer.h"
#include "train/ranking_boost.h"
#include "train/ranking_data.h"
#include "train/ranking_latent.h"

enum { CANDIDATES = 200, FOLDS = 5 };

typedef struct posting {
    uint64_t stem;
    uint32_t claim;
} posting;

typedef struct trainer {
    ranking_claims claims;
    ranking_posts train, dev;
    ranking_lines lines;
    HS_ARRAY(posting) postings;
    hs_ranking_model *model;
    ranking_settings settings;
    uint32_t bags;
    hs_arena arena;
} trainer;

static int by_posting(const void *a, const void *b)
{
    const posting *x = a, *y = b;
    if (x->stem != y->stem)
        return x->stem < y->stem ? -1 : 1;
    return (x->claim > y->claim) - (x->claim < y->claim);
}

static void index_claims(trainer *t)
{
    for (uint32_t i = 0; i < t->claims.count; i++) {
        hs_arena scratch = {0};
        hs_str both[2] = {t->claims.items[i].claim, t->claims.items[i].title};
        for (size_t k = 0; k < 2; k++) {
            hs_ranking_text read = hs_ranking_read(both[k], &scratch);
            for (uint32_t j = 0; j < read.count; j++)
                *hs_array_push(&t->postings) = (posting){read.terms[j].stem, i};
        }
        hs_arena_finish(&scratch);
    }
    qsort(t->postings.items, t->postings.count, sizeof *t->postings.items, by_posting);
    size_t kept = 0;
    for (size_t i = 0; i < t->postings.count; i++) {
        if (kept == 0 || by_posting(&t->postings.items[kept - 1], &t->postings.items[i]) != 0)
            t->postings.items[kept++] = t->postings.items[i];
    }
    t->postings.count = kept;
}

typedef struct ranked {
    float weight;
    uint32_t claim;
} ranked;

static int by_weight(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->claim > y->claim) - (x->claim < y->claim);
}

/* The claims that share most rarity with the post: what the archive would give. */
static ranked *find_candidates(trainer *t, hs_str text, hs_arena *scratch)
{
    ranked *all = hs_arena_new_array(&t->arena, ranked, t->claims.count);
    uint64_t *seen = hs_arena_new_array(scratch, uint64_t, HS_RANKING_TERMS_MAX);
    hs_ranking_text read = hs_ranking_read(text, scratch);
    uint32_t seen_count = 0;
    for (uint32_t i = 0; i < t->claims.count; i++)
        all[i].claim = i;
    for (uint32_t i = 0; i < read.count; i++) {
        posting wanted = {read.terms[i].stem, 0};
        size_t low = 0, high = t->postings.count;
        const int8_t *latent;
        uint32_t width;
        bool known = false;
        for (uint32_t j = 0; j < seen_count; j++)
            known |= seen[j] == wanted.stem;
        if (known)
            continue;
        seen[seen_count++] = wanted.stem;
        float rarity = hs_ranking_rarity(t->model, wanted.stem, &latent, &width);
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (by_posting(&t->postings.items[middle], &wanted) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < t->postings.count && t->postings.items[low].stem == wanted.stem; low++)
            all[t->postings.items[low].claim].weight += rarity;
    }
    qsort(all, t->claims.count, sizeof *all, by_weight);
    return all;
}

static ranking_list make_list(trainer *t, const ranking_post *post)
{
    hs_arena scratch = {0};
    ranking_list list = {.count = CANDIDATES, .wanted_in_all = (uint32_t)post->wanted_count};
    ranked *found = find_candidates(t, post->text, &scratch);
    hs_ranking_query *query = hs_ranking_query_make(t->model, post->text, &scratch);
    list.features = hs_arena_alloc_array(&t->arena, list.count, sizeof *list.features);
    list.wanted = hs_arena_new_array(&t->arena, bool, list.count);
    list.claims = hs_arena_new_array(&t->arena, uint32_t, list.count);
    list.scores = hs_arena_new_array(&t->arena, float, list.count);
    for (uint32_t i = 0; i < list.count; i++) {
        const ranking_claim *claim = &t->claims.items[found[i].claim];
        list.claims[i] = found[i].claim;
        hs_ranking_features(query, claim->claim, claim->title, &scratch, list.features[i]);
        for (size_t k = 0; k < post->wanted_count; k++)
            list.wanted[i] |= post->wanted[k] == found[i].claim;
    }
    hs_ranking_compare(list.features, list.count);
    hs_arena_finish(&scratch);
    return list;
}

static ranking_list *make_lists(trainer *t, const ranking_posts *posts)
{
    ranking_list *lists = calloc(posts->count, sizeof *lists);
    for (size_t i = 0; i < posts->count; i++)
        lists[i] = make_list(t, &posts->items[i]);
    return lists;
}

static void print_result(const char *name, ranking_result r)
{
    printf("%-28s MAP@5 %.4f  MRR %.4f  recall@20 %.4f  queries %u\n", name, (double)r.map5,
           (double)r.mrr, (double)r.recall20, r.queries);
    fflush(stdout);
}

static void boost_bags(const trainer *t, ranking_list *lists, size_t count, const bool *use,
                       ranking_forest *forest)
{
    for (uint32_t bag = 0; bag < t->bags; bag++) {
        ranking_settings settings = t->settings;
        settings.seed += bag * 977;
        ranking_boost(lists, count, use, &settings, forest);
    }
    for (size_t i = 0; i < forest->nodes.count; i++) {
        if (forest->nodes.items[i].left == 0)
            forest->nodes.items[i].value /= (float)t->bags;
    }
}

static void score_lists(const ranking_forest *forest, ranking_list *lists, size_t count,
                        const bool *use, bool wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (use && use[i] != wanted)
            continue;
        memset(lists[i].scores, 0, lists[i].count * sizeof *lists[i].scores);
        ranking_score_list(forest, 0, 1, &lists[i]);
    }
}

static void print_baselines(ranking_list *lists, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < lists[i].count; j++)
            lists[i].scores[j] = lists[i].features[j][HS_FEATURE_bm25];
    }
    char text[64];
    snprintf(text, sizeof text, "%s, BM25", name);
    print_result(text, ranking_measure(lists, count, NULL, true));
    float inside = 0;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < lists[i].count; j++)
            inside += lists[i].wanted[j];
    }
    printf("%s: wanted among candidates %.4f\n", name, (double)inside / (double)count);
}

/* Cross-validation: leaves held-out scores in the lists. */
static void validate(const trainer *t, ranking_list *lists, size_t count)
{
    bool *use = calloc(count, sizeof *use);
    float **kept = calloc(count, sizeof *kept);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        ranking_forest forest = {0};
        for (size_t i = 0; i < count; i++)
            use[i] = i * FOLDS / count != fold;
        boost_bags(t, lists, count, use, &forest);
        score_lists(&forest, lists, count, use, false);
        for (size_t i = 0; i < count; i++) {
            if (use[i])
                continue;
            kept[i] = malloc(lists[i].count * sizeof(float));
            memcpy(kept[i], lists[i].scores, lists[i].count * sizeof(float));
        }
        hs_array_finish(&forest.nodes);
        hs_array_finish(&forest.roots);
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(lists[i].scores, kept[i], lists[i].count * sizeof(float));
        free(kept[i]);
    }
    free(kept);
    free(use);
    print_result("train, cross-validated", ranking_measure(lists, count, NULL, true));
}

/* Fits the logistic that turns the score of the first into a probability (Platt 1999). */
static void calibrate(const ranking_list *lists, size_t count, hs_ranking_trees_header *header)
{
    double slope = 1, offset = 0;
    for (int step = 0; step < 4000; step++) {
        double ds = 0, dc = 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t best = 0;
            for (uint32_t j = 1; j < lists[i].count; j++)
                best = lists[i].scores[j] > lists[i].scores[best] ? j : best;
            double score = (double)lists[i].scores[best];
            double error = lists[i].wanted[best] - 1 / (1 + exp(-(slope * score + offset)));
            ds += error * score;
            dc += error;
        }
        slope += 0.05 * ds / (double)count;
        offset += 0.05 * dc / (double)count;
    }
    header->slope = (float)slope;
    header->offset = (float)offset;
    printf("calibration: slope %.3f offset %.3f\n", slope, offset);
}

static void build_trees(const ranking_forest *forest, hs_ranking_trees_header header,
                        hs_buffer *section)
{
    header.trees = (uint32_t)forest->roots.count;
    header.nodes = (uint32_t)forest->nodes.count;
    header.features = HS_RANKING_FEATURE_COUNT;
    hs_buffer_append(section, &header, sizeof header);
    hs_buffer_append(section, forest->roots.items, forest->roots.count * sizeof(uint32_t));
    hs_buffer_append(section, forest->nodes.items, forest->nodes.count * sizeof(hs_ranking_node));
}

static bool read_data(trainer *t, char **arguments, hs_error *error)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/verified_claims.docs.tsv", arguments[1]);
    if (!ranking_read_claims(path, &t->claims, &t->arena, error))
        return false;
    snprintf(path, sizeof path, "%s/train", arguments[1]);
    if (!ranking_read_posts(path, &t->claims, &t->train, &t->arena, error))
        return false;
    snprintf(path, sizeof path, "%s/dev", arguments[1]);
    return ranking_read_posts(path, &t->claims, &t->dev, &t->arena, error) &&
           ranking_read_lines(arguments[2], &t->lines, &t->arena, error);
}

static bool run(trainer *t, const char *model_path, uint32_t width, hs_error *error)
{
    hs_buffer terms = {0}, trees = {0};
    ranking_terms_build(&t->claims, &t->lines, width, &terms);
    t->model =
        hs_ranking_model_bind(hs_buffer_str(&terms), HS_STR(""), HS_RANKING_FEATURE_COUNT, error);
    if (!t->model)
        return false;
    printf("%zu claims, %zu + %zu posts, %zu lines, terms %zu bytes\n", t->claims.count,
           t->train.count, t->dev.count, t->lines.count, terms.length);
    index_claims(t);
    ranking_list *train = make_lists(t, &t->train), *dev = make_lists(t, &t->dev);
    print_baselines(train, t->train.count, "train");
    print_baselines(dev, t->dev.count, "dev");
    hs_ranking_trees_header header = {0};
    validate(t, train, t->train.count);
    calibrate(train, t->train.count, &header);
    ranking_forest forest = {0};
    bool *use = malloc(t->train.count);
    memset(use, true, t->train.count);
    boost_bags(t, train, t->train.count, use, &forest);
    score_lists(&forest, dev, t->dev.count, NULL, true);
    print_result("dev", ranking_measure(dev, t->dev.count, NULL, true));
    build_trees(&forest, header, &trees);
    hs_model_writer writer = {0};
    hs_model_writer_set(&writer, HS_RANKING_TERMS_SECTION, terms.bytes, terms.length);
    hs_model_writer_set(&writer, HS_RANKING_TREES_SECTION, trees.bytes, trees.length);
    return hs_model_writer_save(&writer, model_path, error);
}

int main(int count, char **arguments)
{
    static trainer t;
    hs_error error;
    if (count < 4) {
        fputs("usage: train_ranking FACTCHECK-DIR NEWS-DIR MODEL [trees leaves rate bags width]\n",
              stderr);
        return 2;
    }
    t.settings = (ranking_settings){.trees = count > 4 ? (uint32_t)atoi(arguments[4]) : 150,
                                    .leaves = count > 5 ? (uint32_t)atoi(arguments[5]) : 8,
                                    .rate = count > 6 ? (float)atof(arguments[6]) : 0.08f,
                                    .least = 20,
                                    .seed = 7,
                                    .feature_share = 0.5f,
                                    .query_share = 0.7f,
                                    .smoothing = 2};
    t.bags = count > 7 ? (uint32_t)atoi(arguments[7]) : 3;
    uint32_t width = count > 8 ? (uint32_t)atoi(arguments[8]) : 48;
    if (read_data(&t, arguments, &error) && run(&t, arguments[3], width, &error))
        return 0;
    fprintf(stderr, "train_ranking: %s\n", error.text);
    return 3;
}
