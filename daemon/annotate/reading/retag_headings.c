/* Ordinary words of headings, which capitals hide. */
#include "annotate/reading/retag_headings.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

bool hs_heading_in_capitals(const hs_reading *r)
{
    enum { LEAST = 3, LONGEST = 30 };
    uint32_t capitals = 0;
    if (r->words.title_case)
        return true;
    if (r->block->kind != HS_BLOCK_HEADING || r->words.count > LONGEST)
        return false;
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (word->shape == HS_TOKEN_LOWER &&
            (word->tag == HS_TAG_NOUN || word->tag == HS_TAG_VERB || word->tag == HS_TAG_ADVERB))
            return false;
        capitals += hs_word_capital(word);
    }
    return capitals >= LEAST;
}

/* An ordinary noun, or what qualifies one, by its meaning. */
static bool plain_word(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_word *token = hs_syntax_token(r, word->first_token);
    if (word->shape != HS_TOKEN_CAPITALISED || word->lexeme->word_count != 1 ||
        hs_word_is(word, HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL) | HS_LEX(GIVEN_NAME) |
                             HS_LEX(HONORIFIC) | HS_LEX(TITLE) | HS_LEX(MONTH) | HS_LEX(WEEKDAY)))
        return false;
    hs_str lemma = hs_word_lemma(token);
    return hs_noun_in_capitals(r, i) || hs_meaning_of(lemma, HS_MEANING_OF_NOUN) ||
           (token->upos == HS_UPOS_ADJ && hs_meaning_of(lemma, HS_MEANING_OF_QUALITY));
}

/* "Police Response", "Harbor Contracts": words that the name tags take for one body's, though the
 * last of them is a noun for none. */
static bool of_plain_words(const hs_reading *r, uint32_t i)
{
    uint8_t tag = hs_syntax_token(r, hs_reading_word(r, i)->first_token)->entity_tag;
    uint32_t first = i, end = i + 1;
    while (first > 0 &&
           hs_syntax_token(r, hs_reading_word(r, first - 1)->first_token)->entity_tag == tag)
        first--;
    while (end < r->words.count &&
           hs_syntax_token(r, hs_reading_word(r, end)->first_token)->entity_tag == tag)
        end++;
    if (!hs_meaning_mute(hs_noun_in_capitals(r, end - 1)))
        return false;
    for (uint32_t k = first; k < end; k++)
        if (!plain_word(r, k))
            return false;
    return tag == 1 + HS_NAME_ORGANISATION;
}

/* "of" of "Ministry of Foreign Affairs", not of "Accuses Firm of Dumping Waste". */
static bool links_body(const hs_reading *r, uint32_t i)
{
    return i > 0 && i + 1 < r->words.count && hs_reading_word_is(r, i, "of") &&
           !(hs_word_is(hs_reading_word(r, i - 1), HS_LEX(ENTERPRISE)) &&
             hs_str_ends_with(hs_word_text(&r->words, i + 1), HS_STR("ing"))) &&
           hs_word_is(hs_reading_word(r, i - 1), HS_LEX(ORGANISATION)) &&
           hs_word_capital(hs_reading_word(r, i - 1)) && hs_word_capital(hs_reading_word(r, i + 1));
}

/* Whether a word belongs to such a name. */
static bool in_linked_body(const hs_reading *r, uint32_t i)
{
    return links_body(r, i + 1) || (i > 0 && links_body(r, i - 1)) ||
           (i > 1 && links_body(r, i - 2));
}

/* "Hacker", "Varden Supporters" in a heading whose words all have capitals: an ordinary noun that
 * the name tags take for no part of a name. */
static bool ordinary(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (word->tag != HS_TAG_NAME || !plain_word(r, i) || in_linked_body(r, i) ||
        !hs_heading_in_capitals(r))
        return false;
    return !hs_syntax_token(r, word->first_token)->entity_tag || of_plain_words(r, i);
}

/* "Curate robbed", "Drugmaker hid risk", "Inquiry faults firm": an ordinary noun for people, a body
 * or what speaks for one that opens a heading, or what looks like one. Whose surname it is,
 * resolving knows. */
static bool opens_heading(const hs_reading *r, uint32_t i)
{
    enum { LONGEST = 20 };
    static const uint32_t parties =
        1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE;
    const hs_shallow_word *word = hs_reading_word(r, i);
    uint32_t count = r->words.count;
    if (i > 0 || count < 3 || count > LONGEST || word->tag != HS_TAG_NAME ||
        word->shape != HS_TOKEN_CAPITALISED || word->lexeme->word_count != 1 ||
        hs_reading_tag(r, count - 1) == HS_TAG_STOP || hs_reading_tag(r, 1) == HS_TAG_NAME ||
        hs_reading_tag(r, 1) == HS_TAG_HYPHEN || hs_reading_tag(r, 1) == HS_TAG_COLON ||
        hs_word_is(word, HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL) | HS_LEX(GIVEN_NAME)))
        return false;
    hs_str lemma = hs_word_text(&r->words, i); /* the parse takes it for a name */
    hs_meaning meaning = hs_meaning_of(lemma, HS_MEANING_OF_NOUN);
    return hs_word_is(word, HS_LEX(ROLE) | HS_LEX(DOCUMENT)) ||
           (parties >> hs_meaning_get(meaning, HS_MEANING_KIND) & 1u);
}

/* "rules" of "Hospital failed patient, judge rules", which the parse takes for a noun too. */
static bool reports_at_end(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (r->block->kind != HS_BLOCK_HEADING || i < 3 || i + 1 != r->words.count ||
        word->tag != HS_TAG_NOUN || hs_reading_tag(r, i - 1) != HS_TAG_NOUN ||
        !(word->lexeme->report_frames & HS_FRAME_THAT) ||
        !(word->lexeme->forms & HS_LEX_FORM_THIRD))
        return false;
    return hs_reading_tag(r, i - 2) == HS_TAG_COMMA || hs_reading_tag(r, i - 3) == HS_TAG_COMMA;
}

/* The words that a name or noun behind a heading's colon has in front of word `i`; 0: none stands
 * there. */
static uint32_t behind_colon(const hs_reading *r, uint32_t i)
{
    enum { LONGEST = 5 };
    for (uint32_t count = 0; count <= LONGEST && count < i; count++) {
        uint8_t tag = hs_reading_tag(r, i - 1 - count);
        if (tag == HS_TAG_COLON)
            return count;
        if (tag != HS_TAG_NAME && tag != HS_TAG_NOUN && tag != HS_TAG_HYPHEN)
            return 0;
    }
    return 0;
}

/* "'A disgrace': opposition attacks budget", "…: senators spar over bill": the verb of whoever
 * stands behind a heading's colon. */
static bool acts_behind_colon(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (r->block->kind != HS_BLOCK_HEADING || i < 3 || i + 1 >= r->words.count ||
        word->tag != HS_TAG_NOUN || behind_colon(r, i) == 0)
        return false;
    const hs_word *before = hs_syntax_token(r, hs_reading_word(r, i - 1)->first_token);
    bool on = hs_reading_tag(r, i + 1) == HS_TAG_PREPOSITION;
    if (before->xpos == HS_XPOS_NNS || before->xpos == HS_XPOS_NNPS)
        return on && hs_meaning_of(hs_word_text(&r->words, i), HS_MEANING_OF_VERB);
    return (before->xpos == HS_XPOS_NN || before->xpos == HS_XPOS_NNP) &&
           word->lexeme->forms & HS_LEX_FORM_THIRD &&
           (on || hs_word_nominal(hs_reading_word(r, i + 1)));
}

/* "States Sue Over Tax", "Watchdog Faults Water Agency": a verb that accuses, and is no accusing
 * noun, behind whoever does so in a heading in capitals, which the parse may take for a name. */
static bool accuses_in_heading(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    uint32_t roles = word->lexeme->accuse_roles;
    if (i == 0 || i + 1 >= r->words.count || word->tag == HS_TAG_VERB ||
        !(roles & (HS_ACCUSE_OBJECT | HS_ACCUSE_CLAUSE)) || roles & HS_ACCUSE_NOUN ||
        !(word->lexeme->forms & (HS_LEX_FORM_THIRD | HS_LEX_FORM_BASE)) || !hs_word_nominal(word) ||
        !hs_word_nominal(hs_reading_word(r, i - 1)) || !hs_heading_in_capitals(r))
        return false;
    uint8_t behind = hs_reading_tag(r, i + 1);
    const hs_word *before = hs_syntax_token(r, hs_reading_word(r, i - 1)->first_token);
    bool several = before->xpos == HS_XPOS_NNS || before->xpos == HS_XPOS_NNPS;
    return several == !(word->lexeme->forms & HS_LEX_FORM_THIRD) &&
           (behind == HS_TAG_PREPOSITION || behind == HS_TAG_DETERMINER ||
            hs_word_nominal(hs_reading_word(r, i + 1)));
}

bool hs_heading_noun(const hs_reading *r, uint32_t i)
{
    return ordinary(r, i) || opens_heading(r, i);
}

bool hs_heading_verb(const hs_reading *r, uint32_t i)
{
    return reports_at_end(r, i) || acts_behind_colon(r, i) || accuses_in_heading(r, i);
}
