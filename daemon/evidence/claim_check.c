/* Passages are aligned with the sentence; the best is looked up in its document. Fact-checks are
 * ranked, and the first taken when it is likely to be about this claim.
 */
#include "evidence/claim_check.h"

#include "evidence/claim_compare.h"
#include "evidence/match.h"
#include "evidence/ranking.h"

/* The first fact-check is shown when it is as likely as this to be about the claim. */
#define FACT_CHECK_LEAST 0.6f

typedef struct check {
    hs_archive *archive;
    const hs_claim_question *question;
    hs_arena *arena;
    hs_arena *scratch;
    hs_align_text claim;
    hs_match matches[HS_CLAIM_CANDIDATES];
    size_t match_count;
    hs_evidence *evidence;
    size_t count;
} check;

static bool compare_all(check *c, hs_error *error)
{
    hs_archive_candidates found;
    hs_str words = hs_str_slice(c->question->text, c->question->span.start, c->question->span.end);
    if (!hs_archive_find_text(c->archive, words, HS_CLAIM_CANDIDATES, c->scratch, &found, error))
        return false;
    hs_match *matches = hs_arena_new_array(c->scratch, hs_match, found.count);
    if (!hs_matches_read(matches, c->archive, found.items, found.count, c->scratch, error))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        matches[i].comparison = hs_compare_claim(&c->claim, &matches[i].source, c->scratch);
        if (matches[i].comparison.verdict != HS_VERDICT_NOT_FOUND)
            c->matches[c->match_count++] = matches[i];
    }
    hs_matches_sort(c->matches, c->match_count);
    return true;
}

static bool add_document(check *c, const hs_match *m, hs_error *error)
{
    hs_archive_document document;
    return hs_match_evidence(m, &c->claim, c->archive, c->arena, &document,
                             &c->evidence[c->count++], error);
}

static bool add_factcheck(check *c, hs_error *error)
{
    hs_ranked *ranked;
    size_t count;
    hs_str words = hs_str_slice(c->question->text, c->question->span.start, c->question->span.end);
    if (!hs_rank_factchecks(c->archive, words, 1, c->arena, &ranked, &count, error))
        return false;
    if (count == 0 || ranked[0].probability < FACT_CHECK_LEAST)
        return true;
    const hs_archive_factcheck *found = &ranked[0].factcheck;
    c->evidence[c->count++] = (hs_evidence){.verdict = HS_VERDICT_FACT_CHECKED,
                                            .uri = found->url,
                                            .url = found->url,
                                            .title = found->title,
                                            .published = found->published,
                                            .speaker = found->claimant,
                                            .rating = found->rating,
                                            .publisher = found->publisher,
                                            .text = found->claim,
                                            .score = ranked[0].probability};
    return true;
}

bool hs_claim_check(hs_archive *archive, const hs_claim_question *question, hs_arena *arena,
                    hs_verification *answer, hs_error *error)
{
    hs_arena scratch = {0};
    check *c = hs_arena_new(&scratch, check);
    *c = (check){.archive = archive, .question = question, .arena = arena, .scratch = &scratch};
    c->evidence = hs_arena_new_array(arena, hs_evidence, HS_EVIDENCE_MAX);
    c->claim = hs_align_source(
        hs_str_slice(question->text, question->span.start, question->span.end), &scratch);
    bool fine = !question->factchecks || add_factcheck(c, error);
    fine = fine && (c->claim.count == 0 || compare_all(c, error));
    for (size_t i = 0; fine && i < c->match_count && c->count < HS_EVIDENCE_MAX; i++)
        fine = add_document(c, &c->matches[i], error);
    *answer = (hs_verification){
        .verdict = HS_VERDICT_NOT_FOUND, .evidence = c->evidence, .count = c->count};
    if (c->count > 0)
        answer->verdict = c->evidence[0].verdict;
    hs_arena_finish(&scratch);
    return fine;
}
