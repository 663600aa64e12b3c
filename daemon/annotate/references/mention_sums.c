/* What the model of mentions makes of a block's own words, worked out once and kept with them. */
#include <string.h>

#include "annotate/references/mention_model.h"

/* Others may mean it: a name or description. */
static bool may_be_meant(const hs_reference *reference)
{
    return reference->kind != HS_REFERENCE_PRONOUN;
}

/* Whom it means is asked (resolve.c): all but full names, "I", "you" and what is said of somebody
 * new. */
static bool may_mean_another(const hs_reference *reference)
{
    if (reference->kind == HS_REFERENCE_PRONOUN)
        return !reference->first_person && !reference->second_person;
    return reference->kind == HS_REFERENCE_NAME ? reference->word_count == 1 : reference->definite;
}

static void copy_state(const hs_reading *r, uint32_t token, int8_t *state)
{
    if (token != HS_NONE)
        memcpy(state, hs_reading_state(r, token), HS_RANKER_STATE);
}

static const hs_ranker_kept *keep(const hs_reading *r, const hs_ranker_units *sums, size_t count)
{
    hs_ranker_kept *kept = hs_arena_room(r->arena, count, sizeof *kept);
    hs_ranker_keep(sums, count, kept);
    return kept;
}

static void sum_options(const hs_reading *r, const hs_ranker *ranker, hs_reference *references,
                        size_t total)
{
    size_t count = 0;
    int8_t *states = hs_arena_alloc(r->scratch, total * HS_RANKER_STATE);
    for (size_t i = 0; i < total; i++)
        if (may_be_meant(&references[i]))
            copy_state(r, references[i].token, states + count++ * HS_RANKER_STATE);
    hs_ranker_units *sums = hs_arena_room(r->scratch, count, sizeof *sums);
    hs_ranker_read_states(ranker, &ranker->from_option, states, count, sums);
    const hs_ranker_kept *kept = keep(r, sums, count);
    for (size_t i = 0; i < total; i++)
        references[i].as_option = may_be_meant(&references[i]) ? kept++ : NULL;
}

static void sum_questions(const hs_reading *r, const hs_ranker *ranker, hs_reference *references,
                          size_t total)
{
    size_t count = 0;
    int8_t *firsts = hs_arena_alloc(r->scratch, 2 * total * HS_RANKER_STATE);
    int8_t *seconds = firsts + total * HS_RANKER_STATE;
    for (size_t i = 0; i < total; i++) {
        if (!may_mean_another(&references[i]))
            continue;
        copy_state(r, references[i].governor, firsts + count * HS_RANKER_STATE);
        copy_state(r, references[i].token, seconds + count++ * HS_RANKER_STATE);
    }
    hs_ranker_units *sums = hs_arena_room(r->scratch, count, sizeof *sums);
    hs_ranker_read_questions(ranker, firsts, seconds, count, sums, r->scratch);
    const hs_ranker_kept *kept = keep(r, sums, count);
    for (size_t i = 0; i < total; i++)
        references[i].as_question = may_mean_another(&references[i]) ? kept++ : NULL;
}

void hs_mentions_sum_up(const hs_reading *r, hs_reference *references, size_t count)
{
    const hs_ranker *ranker = r->states ? hs_mention_model_shared() : NULL;
    if (!ranker || count == 0)
        return;
    sum_options(r, ranker, references, count);
    sum_questions(r, ranker, references, count);
}
