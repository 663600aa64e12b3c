/* Passive cues. "Ana Ruiz was told that …", "a surgeon accused of …", "Tom Orlo is alleged to have
 * …": whoever is told or accused does not say it. Who does stands behind "by", or is left open.
 */
#include "annotate/quotes/found_parts.h"

#include "annotate/reading/syntax.h"

enum { REACH = 60 }; /* tokens between a verb and its subject or agent */

/* The nearest token that hangs on `head` in one relation: in front of it, else behind; HS_NONE. */
static uint32_t child(const hs_reading *r, uint32_t head, uint8_t relation)
{
    for (uint32_t t = head; t > 0 && t + REACH > head; t--)
        if (hs_syntax_token(r, t - 1)->head == head &&
            hs_syntax_token(r, t - 1)->deprel == relation)
            return t - 1;
    for (uint32_t t = head + 1; t < r->syntax->word_count && t < head + REACH; t++)
        if (hs_syntax_token(r, t)->head == head && hs_syntax_token(r, t)->deprel == relation)
            return t;
    return HS_NONE;
}

static const hs_lexeme *lexeme_at(const hs_reading *r, uint32_t token)
{
    return hs_reading_word(r, hs_reading_word_of_token(r, token))->lexeme;
}

static bool relative(const hs_word *word)
{
    return word->xpos == HS_XPOS_WP || word->xpos == HS_XPOS_WDT;
}

/* "remembered as a hero", "accused of theft", in headlines too: a participle that has no object, of
 * a verb that takes one. */
static bool lacks_object(const hs_reading *r, uint32_t verb)
{
    if (verb + 1 >= r->syntax->word_count || child(r, verb, HS_DEPREL_OBJ) != HS_NONE)
        return false;
    const hs_lexeme *lexeme = lexeme_at(r, verb);
    bool as = hs_token_is(r, verb + 1, "as") && hs_syntax_token(r, verb + 1)->upos == HS_UPOS_ADP;
    bool of = hs_token_is(r, verb + 1, "of") || hs_token_is(r, verb + 1, "by");
    bool alone = lexeme->report_frames & HS_FRAME_OBJECT &&
                 !(lexeme->report_frames & HS_FRAME_THAT) && lexeme->word_count == 1;
    return lexeme->forms & HS_LEX_FORM_PARTICIPLE && (as || (of && alone));
}

/* Who a passive verb is about, as a token: its subject, or what a participle is said of. HS_NONE
 * for a verb that is none. `pronoun`: "who" in its place, or the same token. */
static uint32_t subject_of(const hs_reading *r, uint32_t verb, uint32_t *pronoun)
{
    const hs_word *word = hs_syntax_token(r, verb);
    uint32_t be = child(r, verb, HS_DEPREL_AUX_PASS);
    bool passive = be != HS_NONE && !hs_token_is(r, be, "'s") && !hs_token_is(r, be, "’s");
    uint32_t subject = passive ? child(r, verb, HS_DEPREL_NSUBJ_PASS) : HS_NONE;
    if (subject == HS_NONE && r->block->kind == HS_BLOCK_HEADING && lacks_object(r, verb))
        subject = child(r, verb, HS_DEPREL_NSUBJ);
    if (subject == HS_NONE && word->deprel == HS_DEPREL_ACL && word->xpos == HS_XPOS_VBN &&
        lacks_object(r, verb))
        subject = word->head;
    if (subject == HS_NONE || subject > verb)
        return HS_NONE;
    *pronoun = subject;
    bool clause = relative(hs_syntax_token(r, subject)) && word->deprel == HS_DEPREL_ACL_RELCL;
    return clause && word->head != HS_NO_WORD && word->head < subject ? word->head : subject;
}

/* Verbs of saying and accusing, not "is convinced". */
static bool speech(const hs_reading *r, uint32_t verb)
{
    const hs_lexeme *lexeme = lexeme_at(r, verb);
    return (lexeme->report_frames && !lexeme->report_thought) || lexeme->accuse_roles ||
           lacks_object(r, verb);
}

/* Leaves whoever is told out of what they are told: a piece of it in front of the cue, or "she"
 * behind the marks of "“Go,” she was told". */
static void leave_out(const hs_attribution_word *words, hs_found_attribution *found,
                      uint32_t subject)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < found->content_count; k++) {
        hs_token_range piece = found->content[k];
        if (hs_token_range_holds(piece, subject) && words[piece.first].quoted &&
            words[piece.first].close < subject)
            piece.end = words[piece.first].close;
        bool holds = hs_token_range_holds(piece, subject) && piece.end <= found->cue.first;
        if (!holds || (kept == 0 && k + 1 == found->content_count))
            found->content[kept++] = piece;
    }
    found->content_count = kept;
}

/* "was told by engineers that …", "was described as “a fool” by Ana Ruiz": makes the agent the
 * source.
 */
static void take_agent(const hs_reading *r, hs_found_attribution *found, uint32_t agent)
{
    uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, agent)];
    if (phrase == HS_NONE)
        return;
    const hs_phrase *it = &r->phrases.items[phrase];
    const hs_shallow_word *last = hs_reading_word(r, it->end - 1);
    hs_token_range source = {hs_reading_word(r, it->first)->first_token,
                             last->first_token + last->lexeme->word_count};
    uint32_t by = source.first - 1;
    for (uint32_t k = 0; k < found->content_count; k++) {
        hs_token_range *piece = &found->content[k];
        if (!hs_token_range_holds(*piece, source.first))
            continue;
        if (source.first == 0 || piece->end > source.end || by <= piece->first ||
            !hs_token_is(r, by, "by"))
            return; /* in the middle of what is said */
        piece->end = by;
    }
    found->source = source;
    found->open = false;
}

/* "was quoted as saying", "is said to have replied": the subject speaks after all. */
static bool says_after(const hs_reading *r, hs_token_range cue, uint32_t verb)
{
    for (uint32_t t = verb + 1; t < cue.end; t++)
        if (hs_syntax_token(r, t)->upos == HS_UPOS_VERB)
            return true;
    return false;
}

void hs_found_open_passive(const hs_reading *r, const hs_attribution_word *words,
                           hs_found_attribution *found)
{
    uint32_t verb = hs_found_verb(r, found->cue), pronoun = HS_NONE;
    bool speaks = verb != HS_NONE && says_after(r, found->cue, verb);
    uint32_t subject = verb == HS_NONE || speaks ? HS_NONE : subject_of(r, verb, &pronoun);
    if (subject == HS_NONE || !speech(r, verb))
        return;
    if (lexeme_at(r, verb)->report_frames & HS_FRAME_ADDRESSEE) {
        found->listener = subject + 1;
        leave_out(words, found, pronoun);
    }
    bool by_subject = hs_token_range_holds(found->source, subject) ||
                      hs_token_range_holds(found->source, pronoun);
    if (!hs_token_range_empty(found->source) && !by_subject)
        return;
    found->source = (hs_token_range){0, 0};
    found->open = true;
    uint32_t agent = child(r, verb, HS_DEPREL_OBL_AGENT);
    if (agent != HS_NONE)
        take_agent(r, found, agent);
}
