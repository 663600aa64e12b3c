/* The published fact-checks that a claim or post is about, best first.
 *
 * The archive names candidates by the rarer words that they share; the trained trees of
 * ranking_model.h weigh what else they have in common (ranking_features.h). Without the model's
 * file the archive's own order stands.
 */
#pragma once

#include "evidence/archive.h"
#include "evidence/ranking_model.h"

#define HS_RANKING_CANDIDATES 200

typedef struct hs_ranked {
    hs_archive_factcheck factcheck;
    float score;       /* of the trees: to order by */
    float probability; /* that it is about this claim, 0 to 1 */
} hs_ranked;

/* At most `limit`, in the arena. */
bool hs_rank_factchecks(hs_archive *archive, hs_str claim, size_t limit, hs_arena *arena,
                        hs_ranked **ranked, size_t *count, hs_error *error);
