/* Names of bodies of which the name tags see a part only: "Anglers' Trust", "Sheriff's
 * Office", "Miners and Metalworkers Union".
 */
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum { BODY_LONGEST = 5 }; /* words, behind "and" or "'" */

static bool capital(const hs_reading *r, uint32_t i)
{
    return hs_word_capital(hs_reading_word(r, i));
}

static bool in_body(const hs_reading *r, uint32_t i)
{
    return hs_syntax_token(r, hs_reading_word(r, i)->first_token)->entity_tag ==
           1 + HS_NAME_ORGANISATION;
}

static bool nominal(const hs_reading *r, uint32_t i)
{
    uint8_t tag = hs_reading_tag(r, i);
    return tag == HS_TAG_NAME || tag == HS_TAG_NOUN;
}

/* A word of a body's name; "Catering" may look like a verb. */
static bool continues(const hs_reading *r, uint32_t i)
{
    const hs_word *token = hs_syntax_token(r, hs_reading_word(r, i)->first_token);
    return capital(r, i) && (nominal(r, i) || token->deprel == HS_DEPREL_COMPOUND);
}

/* The word behind the capitals that begin at `i` and end with a noun for a body: behind "Allied
 * Trades Union". `i`, where they do not. */
static uint32_t end_of_body(const hs_reading *r, uint32_t i)
{
    uint32_t end = i, sentence = hs_reading_word(r, i - 1)->sentence;
    while (end < r->words.count && end < i + BODY_LONGEST &&
           hs_reading_word(r, end)->sentence == sentence &&
           (continues(r, end) || (end > i && hs_reading_tag(r, end) == HS_TAG_POSSESSIVE)))
        end++;
    bool body = end > i && hs_word_is(hs_reading_word(r, end - 1), HS_LEX(ORGANISATION)) &&
                !hs_noun_several(r, end - 1);
    return body ? end : i;
}

/* Whether a body may be named after a word in capitals: not "Government", "Ostra", "Ana", "May". */
static bool may_name_body(const hs_reading *r, uint32_t i)
{
    static const uint64_t others = HS_LEX(COUNTRY) | HS_LEX(CAPITAL) | HS_LEX(DEMONYM) |
                                   HS_LEX(GIVEN_NAME) | HS_LEX(HONORIFIC) | HS_LEX(TITLE) |
                                   HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(ORGANISATION);
    const hs_shallow_word *word = hs_reading_word(r, i);
    return capital(r, i) && !hs_word_is(word, others) &&
           !hs_syntax_names_person(hs_syntax_token(r, word->first_token));
}

/* Whether it is an ordinary noun besides. */
static bool names_trade(const hs_reading *r, uint32_t i)
{
    static const uint32_t bodies = 1u << HS_KIND_OFFICE | 1u << HS_KIND_BODY;
    if (!may_name_body(r, i))
        return false;
    unsigned kind = hs_meaning_get(hs_noun_in_capitals(r, i), HS_MEANING_KIND);
    hs_str text = hs_word_text(&r->words, i);
    bool group = hs_word_is(hs_reading_word(r, i), HS_LEX(GROUP)) && hs_noun_several(r, i);
    bool doing = hs_str_ends_with(text, HS_STR("ing")) && text.length > 5;
    return group || doing || (kind && !(bodies >> kind & 1u));
}

/* "Superintendents'" of "Police Superintendents' Guild": a plural's mark in front of a body. */
static void join_behind_plural(hs_reading *r, uint32_t i)
{
    if (i == 0 || hs_reading_tag(r, i) != HS_TAG_POSSESSIVE || i + 1 >= r->words.count ||
        !capital(r, i - 1) || !nominal(r, i - 1) || !hs_noun_several(r, i - 1) ||
        hs_str_ends_with(hs_word_text(&r->words, i - 1), HS_STR("s")) !=
            (hs_word_text(&r->words, i).length == 1))
        return;
    uint8_t xpos = hs_syntax_token(r, hs_reading_word(r, i - 1)->first_token)->xpos;
    bool plural = xpos == HS_XPOS_NNS || xpos == HS_XPOS_NNPS || names_trade(r, i - 1);
    if (!plural || hs_word_is(hs_reading_word(r, i - 1), HS_LEX(COUNTRY) | HS_LEX(WEEKDAY)))
        return;
    uint32_t end = end_of_body(r, i + 1);
    for (; end > i + 1 && i < end; i++)
        r->words.items[i].tag = HS_TAG_NAME;
}

/* "The Information Commissioner's Office": a body of its own, unlike the mayor's office. */
static void join_behind_office(hs_reading *r, uint32_t i)
{
    enum { IN_FRONT = 3 };
    static const char *const offices[] = {
        "commissioner", "general", "defender",    "prosecutor", "ombudsman",        "comptroller",
        "registrar",    "auditor", "adjudicator", "coroner",    "attorney general", NULL};
    if (i == 0 || hs_reading_tag(r, i) != HS_TAG_POSSESSIVE || i + 1 >= r->words.count ||
        !hs_reading_word_among(r, i - 1, offices) || !hs_reading_word_is(r, i + 1, "office") ||
        !capital(r, i - 1) || !capital(r, i + 1) ||
        hs_syntax_names_person(hs_syntax_token(r, hs_reading_word(r, i - 1)->first_token)))
        return;
    for (uint32_t k = i; k-- > 0 && k + IN_FRONT >= i && capital(r, k) && nominal(r, k);) {
        r->words.items[k].tag = HS_TAG_NAME;
        r->words.items[k].classes &= ~(HS_LEX(ROLE) | HS_LEX(TITLE));
    }
    r->words.items[i].tag = r->words.items[i + 1].tag = HS_TAG_NAME;
}

/* "Sheriff's Office", "Attorney General's Office": an office named after whoever holds it. */
static void join_behind_holder(hs_reading *r, uint32_t i)
{
    static const char *const offices[] = {"office", "department", NULL};
    if (i == 0 || hs_reading_tag(r, i) != HS_TAG_POSSESSIVE || i + 1 >= r->words.count ||
        !capital(r, i - 1) || !capital(r, i + 1) || !hs_reading_word_among(r, i + 1, offices) ||
        !hs_word_is(hs_reading_word(r, i - 1), HS_LEX(ROLE) | HS_LEX(TITLE)))
        return;
    r->words.items[i - 1].tag = r->words.items[i].tag = r->words.items[i + 1].tag = HS_TAG_NAME;
}

/* Where the list of what a body is for begins whose last "and" stands at `i`, behind "the": "Rail,
 * Maritime and", "Drivers' and"; `i`, where none does. */
static uint32_t start_of_concerns(const hs_reading *r, uint32_t i)
{
    enum { LISTED_MOST = 3 };
    uint32_t first = i;
    bool trade = false;
    for (int listed = 0; listed < LISTED_MOST; listed++) {
        uint32_t at = first;
        if (at > 0 && hs_reading_tag(r, at - 1) == HS_TAG_POSSESSIVE)
            at--;
        if (at == 0 || !may_name_body(r, at - 1))
            return i;
        trade = trade || names_trade(r, at - 1);
        first = at - 1;
        if (first == 0 || hs_reading_tag(r, first - 1) != HS_TAG_COMMA)
            break;
        first--;
    }
    bool determined = trade && first > 0 && hs_reading_tag(r, first - 1) == HS_TAG_DETERMINER &&
                      hs_reading_word(r, first - 1)->sentence == hs_reading_word(r, i)->sentence;
    return determined ? first : i;
}

/* Whether whoever is named up to `end` does something as several: "… and the Union are". */
static bool several_act(const hs_reading *r, uint32_t end)
{
    static const char *const plural[] = {"are", "were", "have", "say", "deny", NULL};
    return end < r->words.count && hs_reading_word_among(r, end, plural);
}

/* "The Miners and Metalworkers Union". */
static void join_concerns(hs_reading *r, uint32_t i)
{
    if (!hs_reading_word_is(r, i, "and") || i + 2 >= r->words.count)
        return;
    uint32_t first = start_of_concerns(r, i), end = first < i ? end_of_body(r, i + 1) : i;
    if (end < i + 3 || several_act(r, end) || !may_name_body(r, i + 1))
        return;
    for (uint32_t k = first; k < end; k++)
        r->words.items[k].tag = HS_TAG_NAME;
}

/* Whether "of" and a noun for a body stand in front of a word: "Association of Head" of "teachers".
 */
static bool behind_body_of(const hs_reading *r, uint32_t i)
{
    enum { NEAR = 3 };
    for (uint32_t k = i; k > 1 && k + NEAR > i && capital(r, k); k--)
        if (hs_reading_word_is(r, k - 1, "of"))
            return capital(r, k - 2) && hs_noun_several(r, i) &&
                   hs_word_is(hs_reading_word(r, k - 2), HS_LEX(ORGANISATION));
    return false;
}

/* "The Association of Headteachers and Deputies". */
static void join_members(hs_reading *r, uint32_t i)
{
    if (!hs_reading_word_is(r, i, "and") || i < 3 || i + 1 >= r->words.count ||
        !behind_body_of(r, i - 1) || !capital(r, i + 1) || !nominal(r, i + 1) ||
        !hs_noun_several(r, i + 1) || !may_name_body(r, i + 1) ||
        (i + 2 < r->words.count && capital(r, i + 2)))
        return;
    r->words.items[i].tag = r->words.items[i + 1].tag = HS_TAG_NAME;
}

/* "United" of "United Public Workers", "Housing" of "Housing Alliance": a capital that looks like a
 * verb or adverb, or that may only open the sentence. */
static void join_first(hs_reading *r, uint32_t i)
{
    uint8_t tag = hs_reading_tag(r, i);
    bool other = tag == HS_TAG_VERB || tag == HS_TAG_ADVERB ||
                 (tag == HS_TAG_NOUN && hs_reading_sentence(r, i).first == i &&
                  hs_syntax_token(r, hs_reading_token(r, i))->upos == HS_UPOS_PROPN);
    if (other && i + 1 < r->words.count && hs_reading_tag(r, i + 1) == HS_TAG_NAME &&
        capital(r, i) && capital(r, i + 1) && in_body(r, i) && in_body(r, i + 1) &&
        hs_syntax_token(r, hs_reading_word(r, i)->first_token)->upos != HS_UPOS_VERB)
        r->words.items[i].tag = HS_TAG_NAME;
}

void hs_reading_join_bodies(hs_reading *r)
{
    if (r->words.title_case)
        return;
    for (uint32_t i = 0; i < r->words.count; i++) {
        join_first(r, i);
        join_behind_plural(r, i);
        join_behind_office(r, i);
        join_behind_holder(r, i);
        join_concerns(r, i);
        join_members(r, i);
    }
}
