/* What went wrong, put on somebody: "pinned the collapse on X", "the blame lies with X". */
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

enum { SHIFT = 15, REACH = 4 }; /* points; words behind what went wrong */

/* "Collapse", "delays", "blame": what nobody wants to have on him. A responsibility may lie with
 * somebody who has done nothing wrong, and who is put under pressure is not blamed. */
static bool went_wrong(const hs_reading *r, uint32_t phrase, bool lies)
{
    enum { BAD = 5 }; /* tone */
    static const char *const faults[] = {"fault", "blame", NULL};
    static const char *const duty[] = {"responsibility", NULL};
    static const char *const loads[] = {"pressure", "strain",      "burden",   "tax",    "limit",
                                        "curb",     "ban",         "price",    "stress", "onus",
                                        "demand",   "restriction", "sanction", "tariff", "cap",
                                        "squeeze",  "duty",        "curfew",   NULL};
    if (phrase == HS_NONE)
        return false;
    const hs_word *head = hs_syntax_token(r, hs_reading_token(r, r->phrases.items[phrase].head));
    hs_str lemma = hs_word_lemma(head);
    if (hs_word_lemma_among(head, loads))
        return false;
    unsigned tone = hs_meaning_get(hs_meaning_of(lemma, HS_MEANING_OF_NOUN), HS_MEANING_TONE);
    return hs_word_lemma_among(head, faults) || (!lies && hs_word_lemma_among(head, duty)) ||
           (tone > 0 && tone <= BAD);
}

/* "Laid the blame on X": the noun accuses (accusing_nouns.c). */
static bool said_by_noun(const hs_accusing_finder *f)
{
    const hs_predicate *p = &f->predicate;
    uint32_t wrong = p->cue.passive ? p->cue.subject : p->object;
    return wrong != HS_NONE &&
           hs_reading_word(f->r, f->r->phrases.items[wrong].head)->lexeme->accuse_roles &
               HS_ACCUSE_NOUN_AIMED;
}

/* "On X", "down to X's greed", "at the feet of X", "at X's door": on whom it is put, or HS_NONE. */
static uint32_t borne_by(const hs_accusing_finder *f, uint32_t at)
{
    static const char *const links[] = {"on", "upon", "to", "at", "with", NULL};
    static const char *const places[] = {"foot", "door", "doorstep", NULL};
    static const char *const of[] = {"of", NULL};
    const hs_reading *r = f->r;
    uint32_t link = hs_predicate_find(r, &f->predicate, at, REACH, links);
    if (!hs_accusing_goes_on(f, link))
        return HS_NONE;
    uint32_t target = hs_predicate_whole(r, hs_reading_phrase_from(r, link + 1));
    if (target == HS_NONE)
        return HS_NONE;
    uint32_t owner = r->phrases.items[target].owner, head = r->phrases.items[target].head;
    if (!hs_reading_word_is(r, link, "at") && said_by_noun(f))
        return HS_NONE;
    if (!hs_reading_word_is(r, link, "at"))
        return owner != HS_NONE ? owner : target;
    if (!hs_word_lemma_among(hs_syntax_token(r, hs_reading_token(r, head)), places))
        return HS_NONE;
    uint32_t behind = hs_predicate_find(r, &f->predicate, head + 1, 1, of);
    return owner != HS_NONE || behind == HS_NONE
               ? owner
               : hs_predicate_whole(r, hs_reading_phrase_from(r, behind + 1));
}

/* "Put the question to X" puts nothing on X that "down" does not. */
static bool only_puts_to(const hs_accusing_finder *f, uint32_t from)
{
    static const char *const puts[] = {"put", "lay", "pin", NULL}, *const to[] = {"to", NULL};
    static const char *const down[] = {"down", NULL};
    const hs_reading *r = f->r;
    const hs_word *verb = hs_syntax_token(r, hs_reading_token(r, f->word));
    return hs_word_lemma_among(verb, puts) &&
           hs_predicate_find(r, &f->predicate, from, REACH, to) != HS_NONE &&
           hs_predicate_find(r, &f->predicate, from, REACH, down) == HS_NONE;
}

void hs_accusing_read_shift(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool lies = f->lexeme->word_count > 1; /* "lies with": what went wrong is the subject */
    uint32_t wrong = p->cue.passive || lies ? p->cue.subject : p->object;
    uint32_t from = lies ? f->word : p->cue.passive ? f->word + 1 : p->behind;
    uint32_t bearer = !r->syntax ? HS_NONE
                      : lies     ? hs_predicate_whole(r, hs_reading_phrase_from(r, f->word + 1))
                                 : borne_by(f, from);
    if (!r->syntax || !hs_predicate_is_party(r, bearer) || !went_wrong(r, wrong, lies) ||
        (!lies && only_puts_to(f, from)))
        return;
    const hs_phrase *whole = &r->phrases.items[wrong];
    hs_accusing *accusing =
        hs_accusing_push(f, hs_reading_span(r, whole->first, whole->end), SHIFT);
    accusing->accuser = lies ? HS_NONE : p->cue.passive ? p->agent : p->cue.subject;
    accusing->open_accuser = p->cue.passive && p->agent == HS_NONE;
    hs_accusing_add(accusing, bearer);
}
