#include "annotate/reading/truecase.h"

#include <string.h>

#include "annotate/reading/given_gender.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

/* "said" of "No comment, Mr Ruiz said". */
static bool says_in_small_letters(const hs_shallow_word *word)
{
    return word->shape == HS_TOKEN_LOWER &&
           (word->tag == HS_TAG_NOUN || word->tag == HS_TAG_VERB || word->tag == HS_TAG_ADVERB);
}

bool hs_truecase_wanted(const hs_reading *r)
{
    enum { LONGEST = 30 };
    if (!r->syntax || !r->words.title_case || r->words.count > LONGEST ||
        r->words.sentence_count > 2)
        return false;
    for (uint32_t i = 0; r->block->kind != HS_BLOCK_HEADING && i < r->words.count; i++)
        if (says_in_small_letters(hs_reading_word(r, i)))
            return false;
    return true;
}

static bool means_something(hs_str form)
{
    return hs_meaning_of(form, HS_MEANING_OF_VERB) || hs_meaning_of(form, HS_MEANING_OF_NOUN) ||
           hs_meaning_of(form, HS_MEANING_OF_QUALITY);
}

/* Whether a form less an ending, and with another instead, is a word: "rip" of "rips", "use" of
 * "using". */
static bool means_less(hs_str form, const char *ending, const char *instead)
{
    enum { LONGEST = 32 };
    char buffer[LONGEST];
    hs_str cut = hs_str_from(ending), added = hs_str_from(instead);
    if (form.length < cut.length + 2 || form.length >= LONGEST || !hs_str_ends_with(form, cut))
        return false;
    size_t stem = form.length - cut.length;
    memcpy(buffer, form.bytes, stem);
    memcpy(buffer + stem, added.bytes, added.length);
    if (means_something(hs_str_make(buffer, stem + added.length)))
        return true;
    bool doubled = stem > 3 && buffer[stem - 1] == buffer[stem - 2]; /* "ripped" */
    return doubled && added.length == 0 && means_something(hs_str_make(buffer, stem - 1));
}

static bool is_ordinary_form(hs_str form)
{
    static const char *const endings[][2] = {{"s", ""},   {"es", ""},   {"ies", "y"}, {"ed", ""},
                                             {"ed", "e"}, {"ied", "y"}, {"ing", ""},  {"ing", "e"}};
    if (means_something(form))
        return true;
    for (size_t i = 0; i < HS_COUNT(endings); i++)
        if (means_less(form, endings[i][0], endings[i][1]))
            return true;
    return false;
}

/* Articles, prepositions and the like, which no name makes other words. */
static bool is_small(const hs_shallow_word *word)
{
    switch ((hs_tag)word->tag) {
    case HS_TAG_PRONOUN:
    case HS_TAG_DETERMINER:
    case HS_TAG_AUXILIARY:
    case HS_TAG_PREPOSITION:
    case HS_TAG_CONJUNCTION:
    case HS_TAG_SUBORDINATOR:
    case HS_TAG_RELATIVE:
    case HS_TAG_TO:
    case HS_TAG_THAT:
    case HS_TAG_NEGATION:
        return true;
    default:
        return false;
    }
}

/* Whether the lexicon or the table of meanings has it for an ordinary word. */
static bool is_ordinary(const hs_reading *r, uint32_t i)
{
    static const uint64_t names = HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL) |
                                  HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(HONORIFIC);
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_lexeme *lexeme = word->lexeme;
    if (word->shape != HS_TOKEN_CAPITALISED || hs_word_is(word, names))
        return false;
    return lexeme->forms || lexeme->report_frames || lexeme->noun_frames || lexeme->harm_weight ||
           lexeme->accuse_roles ||
           hs_word_is(word, HS_LEX(NOT_A_NAME) | HS_LEX(ADVERB) | HS_LEX(NUMBER) | HS_LEX(GROUP) |
                                HS_LEX(ADJECTIVE) | HS_LEX(ROLE) | HS_LEX(KIN) |
                                HS_LEX(ORGANISATION)) ||
           is_ordinary_form(hs_word_text(&r->words, i));
}

static uint8_t entity_of(const hs_reading *r, uint32_t i)
{
    return hs_syntax_token(r, hs_reading_word(r, i)->first_token)->entity_tag;
}

static bool is_given_name(const hs_reading *r, uint32_t i)
{
    return hs_word_is(hs_reading_word(r, i), HS_LEX(GIVEN_NAME)) ||
           hs_given_gender(hs_word_text(&r->words, i));
}

/* The words that the name tags make one name, around one of them. */
static hs_word_range name_around(const hs_reading *r, uint32_t i)
{
    uint8_t tag = entity_of(r, i);
    hs_word_range range = {i, i + 1};
    while (range.first > 0 && entity_of(r, range.first - 1) == tag)
        range.first--;
    while (range.end < r->words.count && entity_of(r, range.end) == tag)
        range.end++;
    return range;
}

/* Whether the name tags can be believed: of a person or place, or of a short name of a body, which
 * they make too much of where capitals are everywhere. */
static bool is_tagged(const hs_reading *r, uint32_t i)
{
    enum { LONGEST = 3 };
    const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
    bool says = lexeme->accuse_roles || lexeme->report_frames; /* "Ana Ruiz Accuses" */
    uint8_t tag = entity_of(r, i);
    if (tag == 1 + HS_NAME_PERSON || tag == 1 + HS_NAME_PLACE)
        return !says || !(lexeme->forms & (HS_LEX_FORM_THIRD | HS_LEX_FORM_PAST));
    if (tag != 1 + HS_NAME_ORGANISATION)
        return false;
    hs_word_range name = name_around(r, i);
    return name.end - name.first <= LONGEST && name.end - name.first > 1 &&
           hs_word_is(hs_reading_word(r, name.end - 1), HS_LEX(ORGANISATION));
}

/* Fills in which words keep their capital, the last first, since what follows tells of a title or
 * a given name. */
static void choose(const hs_reading *r, bool *kept)
{
    for (uint32_t i = r->words.count; i-- > 0;) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool before_name = i + 1 < r->words.count && kept[i + 1] &&
                           hs_reading_word(r, i + 1)->shape == HS_TOKEN_CAPITALISED;
        bool titles = hs_word_is(word, HS_LEX(ROLE) | HS_LEX(TITLE) | HS_LEX(HONORIFIC));
        if (is_small(word))
            kept[i] = false;
        else if (!is_ordinary(r, i) || is_tagged(r, i))
            kept[i] = true;
        else
            kept[i] = before_name && (titles || is_given_name(r, i));
    }
    for (uint32_t i = 1; i < r->words.count; i++) /* "Orlo Council" */
        kept[i] = kept[i] || (kept[i - 1] && entity_of(r, i - 1) != 1 + HS_NAME_PERSON &&
                              hs_word_capital(hs_reading_word(r, i - 1)) &&
                              hs_word_is(hs_reading_word(r, i), HS_LEX(ORGANISATION)));
}

static void put_in_lower_case(const hs_reading *r, uint32_t i, char *text, hs_token *tokens)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    for (uint32_t k = 0; k < word->lexeme->word_count; k++) {
        hs_token *token = &tokens[word->first_token + k];
        char *letter = &text[token->span.start];
        if (token->shape != HS_TOKEN_CAPITALISED || *letter < 'A' || *letter > 'Z')
            continue;
        *letter = (char)(*letter - 'A' + 'a');
        token->shape = HS_TOKEN_LOWER;
    }
}

const hs_block *hs_truecase(const hs_reading *r)
{
    const hs_block *block = r->block;
    hs_block *copy = hs_arena_new(r->scratch, hs_block);
    char *text = hs_arena_alloc(r->scratch, block->text.length + 1);
    hs_token *tokens = hs_arena_new_array(r->scratch, hs_token, block->token_count);
    bool *kept = hs_arena_new_array(r->scratch, bool, r->words.count);
    memcpy(copy, block, sizeof *copy);
    memcpy(text, block->text.bytes, block->text.length);
    memcpy(tokens, block->tokens, block->token_count * sizeof *tokens);
    choose(r, kept);
    for (uint32_t i = 0; i < r->words.count; i++)
        if (!kept[i] && hs_reading_sentence(r, i).first != i)
            put_in_lower_case(r, i, text, tokens);
    copy->text = hs_str_make(text, block->text.length);
    copy->tokens = tokens;
    return copy;
}
