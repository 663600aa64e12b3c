/* All candidates are read and scored together: some features compare one with the best. */
#include "evidence/ranking.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "evidence/ranking_features.h"

static int by_score(const void *left, const void *right)
{
    const hs_ranked *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->factcheck.id > b->factcheck.id) - (a->factcheck.id < b->factcheck.id);
}

static void score_all(hs_ranked *all, size_t count, hs_str claim, const hs_ranking_model *model)
{
    hs_arena scratch = {0};
    float(*features)[HS_RANKING_FEATURE_COUNT] =
        hs_arena_alloc_array(&scratch, count, sizeof *features);
    hs_ranking_query *query = hs_ranking_query_make(model, claim, &scratch);
    for (size_t i = 0; i < count; i++)
        hs_ranking_features(query, all[i].factcheck.claim, all[i].factcheck.title, &scratch,
                            features[i]);
    hs_ranking_compare(features, count);
    for (size_t i = 0; i < count; i++) {
        all[i].score = hs_ranking_trees(model, features[i]);
        all[i].probability = hs_ranking_probability(model, all[i].score);
    }
    qsort(all, count, sizeof *all, by_score);
    hs_arena_finish(&scratch);
}

/* The words without addresses, tags cut into theirs: what the archive is asked for. */
static hs_str clean(hs_str claim, hs_arena *arena)
{
    hs_ranking_text read = hs_ranking_read(claim, arena);
    hs_buffer words = {0};
    for (uint32_t i = 0; i < read.count; i++) {
        const hs_ranking_term *term = &read.terms[i];
        hs_buffer_append_str(&words, hs_str_slice(read.text, term->at, term->at + term->length));
        hs_buffer_append_byte(&words, ' ');
    }
    hs_str copy = hs_arena_copy_str(arena, hs_buffer_str(&words));
    hs_buffer_finish(&words);
    return copy;
}

bool hs_rank_factchecks(hs_archive *archive, hs_str claim, size_t limit, hs_arena *arena,
                        hs_ranked **ranked, size_t *count, hs_error *error)
{
    hs_archive_candidates found;
    *count = 0;
    if (!hs_archive_find_factchecks(archive, clean(claim, arena), HS_RANKING_CANDIDATES, arena,
                                    &found, error))
        return false;
    hs_ranked *all = hs_arena_new_array(arena, hs_ranked, found.count);
    for (size_t i = 0; i < found.count; i++) {
        if (!hs_archive_get_factcheck(archive, found.items[i].document, arena, &all[i].factcheck,
                                      error))
            return false;
        all[i].score = found.items[i].score;
        all[i].probability = found.items[i].score / 2;
    }
    const hs_ranking_model *model = hs_ranking_model_shared();
    if (model && found.count > 0)
        score_all(all, found.count, claim, model);
    *ranked = all;
    *count = found.count < limit ? found.count : limit;
    return true;
}
