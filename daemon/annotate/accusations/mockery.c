/* Whose wrong it is to mock somebody. "Ruiz mocked Hale" finds fault with Hale; who "mocked a
 * disabled reporter", and who somebody else says "smeared Ana Ruiz", does wrong himself: there the
 * verb is read as "insult" is.
 */
#include "annotate/accusations/accusations.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum { NEAR = 24 }; /* tokens that a look from the verb goes to either side */

/* What hangs on a verb by a relation, as a token; HS_NONE: nothing near. */
static uint32_t dependent(const hs_reading *r, uint32_t verb, enum hs_deprel relation)
{
    uint32_t end = verb + NEAR < r->syntax->word_count ? verb + NEAR : r->syntax->word_count;
    for (uint32_t i = verb > NEAR ? verb - NEAR : 0; i < end; i++)
        if (hs_syntax_token(r, i)->head == verb && hs_syntax_token(r, i)->deprel == relation)
            return i;
    return HS_NONE;
}

/* Whether whoever it is hits back: rivals and those in office. */
static bool stands_up(const hs_word *word)
{
    static const char *const able[] = {
        "rival",       "opponent",    "critic",     "candidate",  "contender", "nominee",
        "frontrunner", "leader",      "president",  "minister",   "senator",   "governor",
        "mayor",       "lawmaker",    "legislator", "politician", "official",  "congressman",
        "adversary",   "predecessor", "successor",  "boss",       "chief",     "establishment",
        "elite",       NULL};
    return hs_word_lemma_among(word, able);
}

/* "A disabled reporter", "Muslims", "the families": people who are named by no name. */
static bool people(const hs_reading *r, uint32_t token)
{
    const hs_word *word = hs_syntax_token(r, token);
    uint32_t at = hs_reading_word_of_token(r, token);
    if (word->upos != HS_UPOS_NOUN && !hs_noun_persons(r, at) && !hs_noun_member(r, at))
        return false;
    bool any = hs_noun_persons(r, at) || hs_noun_person(r, at) ||
               hs_word_is(hs_reading_word(r, at), HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP));
    return any && !stands_up(word);
}

/* Whether somebody else than who does it tells of it. */
static bool told_by_another(const hs_reading *r, uint32_t verb, uint32_t word)
{
    uint32_t attribution = r->attribution_at[word], subject = hs_syntax_subject(r, verb);
    if (attribution == HS_NONE || subject == HS_NONE)
        return false;
    uint32_t who = hs_reading_word_of_token(r, subject);
    return !hs_word_is(hs_reading_word(r, who), HS_LEX(FIRST_PERSON)) &&
           r->phrases.phrase_at[who] != r->attributions.items[attribution].source;
}

static bool wrongs(const hs_reading *r, uint32_t word)
{
    uint32_t verb = hs_reading_token(r, word);
    uint32_t victim = dependent(r, verb, HS_DEPREL_OBJ);
    if (victim == HS_NONE && dependent(r, verb, HS_DEPREL_OBL_AGENT) != HS_NONE)
        victim = dependent(r, verb, HS_DEPREL_NSUBJ_PASS);
    return victim != HS_NONE && (people(r, victim) || told_by_another(r, verb, word));
}

/* "insult" in the form that a verb has. */
static const hs_lexeme *insult(const hs_word *verb)
{
    const char *form = verb->xpos == HS_XPOS_VBD || verb->xpos == HS_XPOS_VBN ? "insulted"
                       : verb->xpos == HS_XPOS_VBG                            ? "insulting"
                       : verb->xpos == HS_XPOS_VBZ                            ? "insults"
                                                                              : "insult";
    return hs_lexicon_find(hs_str_from(form));
}

void hs_read_mockery(hs_reading *r)
{
    for (uint32_t i = 0; r->syntax && i < r->words.count; i++) {
        hs_shallow_word *word = &r->words.items[i];
        if (word->lexeme->accuse_roles & HS_ACCUSE_MOCKING && word->tag == HS_TAG_VERB &&
            wrongs(r, i))
            word->lexeme = insult(hs_syntax_token(r, hs_reading_token(r, i)));
    }
}
