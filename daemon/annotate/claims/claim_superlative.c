/* Looks at the word that a part hangs on, and at what stands right before that. */
#include "annotate/claims/claim_superlative.h"

#include "annotate/reading/syntax.h"

/* The word that is at an end: what is said of a subject, or what qualifies that. */
static bool at_an_end(const hs_word *word)
{
    static const char *const measured[] = {
        "old",  "young", "large", "big",   "small", "long",      "short", "high", "low",
        "tall", "deep",  "wide",  "heavy", "fast",  "slow",      "rich",  "poor", "hot",
        "cold", "warm",  "wet",   "dry",   "busy",  "expensive", "cheap", NULL};
    static const char *const alone[] = {"first", "only", "last", NULL};
    if (word->xpos == HS_XPOS_JJS)
        return hs_word_lemma_among(word, measured);
    return hs_word_lemma_among(word, alone);
}

static bool of_all(const hs_reading *r, uint32_t word)
{
    return word > 0 && (hs_reading_word_is(r, word - 1, "the") ||
                        hs_reading_tag(r, word - 1) == HS_TAG_POSSESSIVE);
}

bool hs_claim_superlative(const hs_reading *r, hs_word_range part)
{
    if (!r->syntax || part.end <= part.first)
        return false;
    const hs_word *words = r->syntax->words;
    const hs_shallow_word *last = hs_reading_word(r, part.end - 1);
    hs_token_range range = {hs_reading_word(r, part.first)->first_token,
                            last->first_token + last->lexeme->word_count};
    uint32_t top = hs_syntax_range_head(r, range);
    bool said = false, ends = false, real = true;
    for (uint32_t i = part.first; i < part.end; i++) {
        uint32_t t = hs_reading_token(r, i);
        bool here = t == top || (words[t].head == top && words[t].deprel == HS_DEPREL_AMOD);
        ends = ends || (here && at_an_end(&words[t]) && of_all(r, i));
        said = said || (words[t].head == top && words[t].deprel == HS_DEPREL_COP);
        real = real && !(words[t].head == top && words[t].xpos == HS_XPOS_MD);
    }
    return said && ends && real;
}
