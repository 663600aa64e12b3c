/* Answers by their words: "denied", "hit back", "admitted", "declined to comment". Which accusation
 * they answer, linking finds.
 */
#include "annotate/predicate.h"

enum { CHARGE_REACH = 6, CHARGE_BONUS = 20 };

/* "rejected the charge", "dismissed the claim": the answer names what it answers. */
static bool names_charge(const hs_reading *r, uint32_t cue)
{
    for (uint32_t i = cue + 1; i < r->words.count && i < cue + CHARGE_REACH; i++) {
        const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
        if (lexeme->accuse_roles & HS_LETTER('p') || (lexeme->noun_frames && !lexeme->noun_thought))
            return true;
    }
    return false;
}

static void push(hs_reading *r, uint32_t word, uint32_t by, hs_span text)
{
    const hs_shallow_word *cue = hs_reading_word(r, word);
    unsigned score = 10 * cue->lexeme->answer_weight + (names_charge(r, word) ? CHARGE_BONUS : 0);
    *hs_array_push(&r->answering) = (hs_answering){
        .cue = cue->span,
        .text = text,
        .by = by,
        .attribution = r->attribution_at[word],
        .sentence = cue->sentence,
        .kind = cue->lexeme->answer_kind,
        .score = (uint8_t)(score > 95 ? 95 : score),
    };
}

static void read_verb(hs_reading *r, uint32_t i)
{
    hs_predicate p = hs_predicate_read(r, i, NULL);
    if (p.cue.negated || p.hypothetical || p.cue.passive)
        return;
    uint32_t first = i + 1;
    bool alone = first >= p.cue.scope.end || hs_reading_tag(r, first) == HS_TAG_STOP ||
                 hs_reading_tag(r, first) == HS_TAG_COMMA;
    bool silent = hs_reading_word(r, i)->lexeme->answer_kind == HS_ANSWER_NO_COMMENT;
    if (!alone && hs_reading_tag(r, first) == HS_TAG_THAT && first + 1 < p.cue.scope.end)
        first++;
    push(r, i, p.cue.subject, hs_predicate_clause(r, &p, alone || silent ? i : first, false));
}

static void read_noun(hs_reading *r, uint32_t i)
{
    uint32_t phrase = r->phrases.phrase_at[i];
    if (phrase == HS_NONE)
        return;
    uint32_t owner = r->phrases.items[phrase].owner;
    if (owner == UINT32_MAX && r->attribution_at[i] == HS_NONE)
        return;
    push(r, i, owner,
         hs_reading_span(r, r->phrases.items[phrase].first, r->phrases.items[phrase].end_extended));
}

void hs_read_answering(hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (!word->lexeme->answer_weight)
            continue;
        if (word->tag == HS_TAG_VERB && word->lexeme->forms)
            read_verb(r, i);
        else if (word->lexeme->answer_part != HS_LEX_PART_VERB && word->tag != HS_TAG_NAME)
            read_noun(r, i);
    }
}
