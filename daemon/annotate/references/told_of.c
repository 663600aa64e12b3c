/* "The company", "the Swiss drug firm": a body of which the text has told, as a rule, where its
 * words do not tell that it is another.
 */
#include "annotate/references/told_of.h"

#include "annotate/reading/syntax.h"

/* Whether words in front of its noun may tell what the body is rather than which: "the budget
 * airline" is the airline, where "the finance committee" is another than the committee. */
static bool may_be_qualified(const hs_reading *r, uint32_t head)
{
    static const char *const nouns[] = {
        "airline",       "bank",        "behemoth",  "brokerage",    "carrier",   "chain",
        "channel",       "charity",     "company",   "conglomerate", "firm",      "giant",
        "group",         "insurer",     "label",     "lender",       "magazine",  "manufacturer",
        "multinational", "network",     "newspaper", "ngo",          "nonprofit", "organisation",
        "organization",  "outlet",      "provider",  "retailer",     "start-up",  "startup",
        "studio",        "supermarket", "supplier",  "tabloid",      "titan",     "utility",
        "website",       NULL};
    return hs_reading_word_among(r, head, nouns) ||
           hs_str_ends_with(hs_word_text(&r->words, head), HS_STR("maker"));
}

/* "The parent company", "the other bank", "the central bank": not the one that was told of. */
static bool tells_apart(const hs_reading *r, uint32_t first, uint32_t head)
{
    static const char *const words[] = {
        "age",       "aircraft", "average", "blood",   "central", "combined", "control",
        "entire",    "ethnic",   "first",   "focus",   "former",  "front",    "holding",
        "insurance", "last",     "law",     "leading", "merged",  "minority", "mother",
        "new",       "next",     "only",    "other",   "own",     "parent",   "previous",
        "right",     "rival",    "same",    "second",  "shell",   "sister",   "subsidiary",
        "supply",    "third",    "two",     "whole",   "working", "wrong",    NULL};
    for (uint32_t word = first; word < head; word++)
        if (hs_reading_word_among(r, word, words) ||
            hs_str_ends_with(hs_word_text(&r->words, word), HS_STR("est")))
            return true;
    return first < head && !may_be_qualified(r, head);
}

/* "The firm that audits its books", "the company behind the mine", "hired by the town": words right
 * behind it tell which it is, so that it need not be the one that was told of. */
static bool told_by_clause(const hs_reading *r, uint32_t head)
{
    static const char *const ties[] = {"behind", "responsible", "whose", NULL};
    if (head + 1 < r->words.count && hs_reading_word_among(r, head + 1, ties))
        return true;
    const hs_word *tree = r->syntax ? r->syntax->words : NULL;
    uint32_t token = hs_reading_word(r, head)->first_token;
    enum { AHEAD = 4 }; /* words; a clause behind a comma does not tell which one it is */
    for (uint32_t word = head + 1; tree && word < r->words.count && word <= head + AHEAD; word++) {
        if (hs_reading_tag(r, word) == HS_TAG_COMMA)
            return false;
        uint32_t own = hs_reading_word(r, word)->first_token;
        bool clause = tree[own].deprel == HS_DEPREL_ACL_RELCL ||
                      (tree[own].deprel == HS_DEPREL_ACL && tree[own].xpos == HS_XPOS_VBN);
        if (clause && tree[own].head == token)
            return true;
    }
    return false;
}

/* "The shipyard at Arrond", "the bank in Mill Road": likewise, by where it is. */
static bool told_by_place(const hs_reading *r, uint32_t head)
{
    static const char *const where[] = {"at", "in", "near", "outside", NULL};
    return head + 2 < r->words.count && hs_reading_word_among(r, head + 1, where) &&
           hs_reading_tag(r, head + 2) == HS_TAG_NAME &&
           !hs_word_is(hs_reading_word(r, head + 2), HS_LEX(WEEKDAY) | HS_LEX(MONTH));
}

bool hs_reference_told_of(const hs_reading *r, const hs_phrase *phrase, uint32_t first)
{
    return phrase->owner == HS_NONE && !tells_apart(r, first, phrase->head) &&
           !told_by_clause(r, phrase->head) && !told_by_place(r, phrase->head);
}
