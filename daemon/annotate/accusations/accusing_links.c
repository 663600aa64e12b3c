/* Behind which word the charge of an accusing verb stands, and whether that tells what for: "jailed
 * for leaking papers", not "jailed for life".
 */
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum { REACH = 8 }; /* words from the verb or its object on among which a link stands */

const char *const hs_accusing_charge_words[] = {"of", "for", "over", "with", "as", "about", NULL};

/* What a penalty is for stands behind one of them. */
static const char *const reasons[] = {"for", "over", "after", NULL};

/* "suspicion" of "on suspicion of" among the next words, or HS_NONE. */
static uint32_t find_ground(const hs_accusing_finder *f, uint32_t from)
{
    static const char *const on[] = {"on", NULL};
    static const char *const grounds[] = {"suspicion",   "charges",     "charge", "counts",
                                          "allegations", "accusations", NULL};
    uint32_t end = from + REACH;
    for (uint32_t at = from; at < end; at++) {
        at = hs_predicate_find(f->r, &f->predicate, at, end - at, on);
        if (at == HS_NONE)
            return HS_NONE;
        uint32_t ground = hs_predicate_find(f->r, &f->predicate, at + 1, 1, grounds);
        if (ground != HS_NONE)
            return ground;
    }
    return HS_NONE;
}

bool hs_accusing_penalty(const hs_accusing_finder *f)
{
    return f->lexeme->accuse_roles & HS_ACCUSE_POWER;
}

bool hs_accusing_goes_on(const hs_accusing_finder *f, uint32_t link)
{
    return link != HS_NONE && link + 1 < f->predicate.cue.scope.end;
}

bool hs_accusing_tells_how_long(const hs_reading *r, uint32_t link)
{
    uint32_t phrase = hs_reading_phrase_from(r, link + 1);
    uint32_t head = phrase == HS_NONE ? link + 1 : r->phrases.items[phrase].head;
    return hs_reading_word_is(r, link, "for") &&
           (hs_word_is(hs_reading_word(r, head), HS_LEX(TIME)) ||
            hs_reading_word_is(r, head, "life"));
}

/* "Dismissed after leaking papers", not "after scoring 40": a deed that tells of a wrong. */
static bool after_wrong(const hs_reading *r, uint32_t link)
{
    return r->syntax && link + 1 < r->words.count &&
           hs_syntax_token(r, hs_reading_token(r, link + 1))->xpos == HS_XPOS_VBG &&
           hs_accusing_wrong_word(r, link + 1);
}

/* Of a penalty: "stripped of his title | for cheating"; HS_NONE if no reason follows. */
static uint32_t find_reason(const hs_accusing_finder *f, uint32_t from)
{
    const hs_reading *r = f->r;
    for (uint32_t at = from; at < from + REACH; at++) {
        at = hs_predicate_find(r, &f->predicate, at, from + REACH - at, reasons);
        if (at == HS_NONE || at + 1 >= f->predicate.cue.scope.end)
            return HS_NONE;
        if (hs_reading_word_is(r, at, "after") ? after_wrong(r, at)
                                               : !hs_accusing_tells_how_long(r, at))
            return at;
    }
    return HS_NONE;
}

/* "of", "for": the first word behind which a charge may stand, but not "suspended X | for a year
 * for theft". */
static uint32_t find_charge_word(const hs_accusing_finder *f, uint32_t from)
{
    const char *const *words = hs_accusing_charge_words;
    uint32_t link = hs_predicate_find(f->r, &f->predicate, from, REACH, words);
    bool time = hs_accusing_goes_on(f, link) && hs_accusing_tells_how_long(f->r, link);
    uint32_t next = time ? hs_predicate_find(f->r, &f->predicate, link + 1, REACH, words) : HS_NONE;
    return next == HS_NONE ? link : next;
}

uint32_t hs_accusing_find_link(hs_accusing_finder *f, uint32_t from)
{
    from = hs_accusing_behind_apposition(f, from);
    f->ground = find_ground(f, from);
    if (f->ground != HS_NONE) {
        uint32_t of =
            hs_predicate_find(f->r, &f->predicate, f->ground + 1, 1, hs_accusing_charge_words);
        return of == HS_NONE ? f->ground - 1 : of;
    }
    uint32_t reason = hs_accusing_penalty(f) ? find_reason(f, from) : HS_NONE;
    return reason == HS_NONE ? find_charge_word(f, from) : reason;
}

bool hs_accusing_gives_reason(const hs_accusing_finder *f, uint32_t link)
{
    static const char *const nouns[] = {"connection", "charge", "count", NULL};
    const hs_reading *r = f->r;
    return hs_accusing_goes_on(f, link) && !hs_accusing_tells_how_long(r, link) &&
           hs_reading_tag(r, link + 1) != HS_TAG_NUMBER &&
           (f->ground != HS_NONE || hs_reading_word_among(r, link, reasons) ||
            hs_reading_word_among(r, link - 1, nouns)); /* "on a charge of" */
}

bool hs_accusing_quarrels_over(const hs_reading *r, uint32_t link)
{
    uint32_t phrase = hs_reading_phrase_from(r, link + 1);
    if (!r->syntax)
        return false;
    if (hs_reading_word_is(r, link, "for"))
        return hs_syntax_token(r, hs_reading_token(r, link + 1))->xpos == HS_XPOS_VBG;
    return phrase != HS_NONE && hs_reading_word_is(r, link, "over") &&
           hs_reading_tag(r, link + 1) != HS_TAG_NUMBER &&
           hs_meaning_mute(hs_noun_in_capitals(r, r->phrases.items[phrase].head));
}

bool hs_accusing_says_what_for(const hs_accusing_finder *f, uint32_t link)
{
    return !(f->lexeme->accuse_roles & HS_ACCUSE_REASON) ||
           (hs_accusing_goes_on(f, link) && hs_accusing_quarrels_over(f->r, link));
}
