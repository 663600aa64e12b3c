#include "annotate/reading/truecase.h"

#include <string.h>

#include "annotate/reading/firm_words.h"
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

static bool is_simple_form(hs_str form)
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

/* "Ex-workers" too. */
static bool is_ordinary_form(hs_str form)
{
    const char *hyphen = memchr(form.bytes, '-', form.length);
    size_t front = hyphen ? (size_t)(hyphen - form.bytes) : 0;
    if (is_simple_form(form))
        return true;
    return front && is_simple_form(hs_str_make(form.bytes, front)) &&
           is_simple_form(hs_str_make(hyphen + 1, form.length - front - 1));
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

/* "FBI", "NHS", "U.S.", but not "LEE" or "KEEL": capitals that no vowel between consonants lets one
 * say as a word, and short ones that are none. */
static bool is_abbreviation(hs_str form)
{
    enum { LONGEST = 5, SHORT = 3 };
    static const char vowels[] = "AEIOUY";
    uint32_t count = 0, first = (uint32_t)form.length;
    if (memchr(form.bytes, '.', form.length))
        return true;
    if (form.length < 2 || form.length > LONGEST || is_ordinary_form(form) ||
        hs_lexicon_find(form)->classes & ~HS_LEX(COUNTRY) || hs_given_gender(form))
        return false;
    for (uint32_t i = (uint32_t)form.length; i-- > 0;) {
        bool vowel = strchr(vowels, form.bytes[i]) != NULL;
        count += vowel;
        first = vowel ? i : first;
    }
    return count == 0 || (form.length <= SHORT && (count != 1 || first != 1));
}

/* "Us" of "He lied to us": inside marks it is whoever speaks, elsewhere the country. */
static bool means_country(const hs_block *block, const hs_token *token)
{
    for (size_t i = 0; i < block->quotation_count; i++)
        if (token->span.start > block->quotations[i].span.start &&
            token->span.start < block->quotations[i].span.end)
            return false;
    return true;
}

/* Whether letters of a token but the first are to be small. */
static bool shouts(const hs_block *block, const hs_token *token)
{
    hs_str form = hs_token_text(block->text, token);
    if (token->shape != HS_TOKEN_UPPER)
        return false;
    if (hs_str_equal(form, HS_STR("US")))
        return !means_country(block, token);
    return !is_abbreviation(form);
}

static bool all_in_capitals(const hs_block *block)
{
    enum { LEAST = 3, LONGEST = 40 };
    size_t upper = 0, letters = 0;
    if (block->token_count > LONGEST || block->sentence_count > 2)
        return false;
    for (size_t i = 0; i < block->token_count; i++) {
        uint8_t shape = block->tokens[i].shape;
        bool word = shape == HS_TOKEN_LOWER || shape == HS_TOKEN_CAPITALISED;
        bool single = block->tokens[i].span.end - block->tokens[i].span.start == 1; /* "A" */
        upper += shape == HS_TOKEN_UPPER;
        letters += shape == HS_TOKEN_UPPER || (word && !single);
    }
    return upper >= LEAST && upper == letters;
}

/* Behind the first letter, and that of "O'Brien". */
static void make_small(char *text, hs_token *token)
{
    uint32_t first = token->span.start, from = first + !token->joined;
    bool irish = token->span.end > first + 3 && text[first] == 'O' && text[first + 1] == '\'';
    for (uint32_t i = irish ? first + 3 : from; i < token->span.end; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] - 'A' + 'a');
    token->shape = token->joined ? HS_TOKEN_LOWER : HS_TOKEN_CAPITALISED;
}

typedef struct block_copy {
    hs_block *block;
    char *text;
    hs_token *tokens;
} block_copy;

static block_copy copy_block(const hs_reading *r)
{
    const hs_block *block = r->block;
    block_copy copy = {hs_arena_new(r->scratch, hs_block),
                       hs_arena_alloc(r->scratch, block->text.length + 1),
                       hs_arena_new_array(r->scratch, hs_token, block->token_count)};
    memcpy(copy.block, block, sizeof *copy.block);
    memcpy(copy.text, block->text.bytes, block->text.length);
    memcpy(copy.tokens, block->tokens, block->token_count * sizeof *copy.tokens);
    copy.block->text = hs_str_make(copy.text, block->text.length);
    copy.block->tokens = copy.tokens;
    return copy;
}

const hs_block *hs_truecase_capitals(const hs_reading *r)
{
    if (!all_in_capitals(r->block))
        return r->block;
    block_copy copy = copy_block(r);
    for (size_t i = 0; i < r->block->token_count; i++)
        if (shouts(r->block, &r->block->tokens[i]))
            make_small(copy.text, &copy.tokens[i]);
    return copy.block;
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

/* "Ana Ruiz Accuses", "Workers Accuse": a verb that says or accuses. */
static bool verb_that_says(const hs_reading *r, uint32_t i)
{
    const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
    if (!lexeme->accuse_roles && !lexeme->report_frames)
        return false;
    if (lexeme->forms & (HS_LEX_FORM_THIRD | HS_LEX_FORM_PAST))
        return true;
    return i > 0 && lexeme->forms && is_ordinary(r, i - 1) && !is_given_name(r, i) &&
           (hs_word_is(hs_reading_word(r, i - 1), HS_LEX(GROUP)) ||
            hs_str_ends_with(hs_word_text(&r->words, i - 1), HS_STR("s")));
}

/* "Accuse Rail Firm" for a place: ordinary words behind such a verb in one name. */
static bool behind_verb(const hs_reading *r, uint32_t i)
{
    for (uint32_t first = name_around(r, i).first; i > first; i--)
        if (verb_that_says(r, i - 1))
            return true;
    return false;
}

/* "To Encourage Varenia": a verb that the name tags take into a name. */
static bool infinitive(const hs_reading *r, uint32_t i)
{
    return i > 0 && i + 1 < r->words.count && hs_reading_tag(r, i - 1) == HS_TAG_TO &&
           hs_meaning_of(hs_word_text(&r->words, i), HS_MEANING_OF_VERB) && !is_given_name(r, i) &&
           !is_ordinary(r, i + 1) && entity_of(r, i + 1);
}

/* Whether the name tags can be believed: of a person or place, or of a short name of a body, which
 * they make too much of where capitals are everywhere. */
static bool is_tagged(const hs_reading *r, uint32_t i)
{
    enum { LONGEST = 3 };
    uint8_t tag = entity_of(r, i);
    if (tag == 1 + HS_NAME_PERSON)
        return !verb_that_says(r, i);
    if (tag == 1 + HS_NAME_PLACE)
        return !verb_that_says(r, i) && !behind_verb(r, i) && !infinitive(r, i);
    if (tag != 1 + HS_NAME_ORGANISATION)
        return false;
    hs_word_range name = name_around(r, i);
    return name.end - name.first <= LONGEST && name.end - name.first > 1 &&
           hs_word_is(hs_reading_word(r, name.end - 1), HS_LEX(ORGANISATION));
}

/* "Orlo Foods" of "Orlo Foods Under Fire Over Leak", all of which the name tags take for a body. */
static bool ends_firm(const hs_reading *r, uint32_t i)
{
    return entity_of(r, i - 1) == 1 + HS_NAME_ORGANISATION &&
           entity_of(r, i) == 1 + HS_NAME_ORGANISATION &&
           hs_firm_word(hs_word_text(&r->words, i)) & (HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN);
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
        kept[i] = kept[i] ||
                  (kept[i - 1] && entity_of(r, i - 1) != 1 + HS_NAME_PERSON &&
                   hs_word_capital(hs_reading_word(r, i - 1)) &&
                   (hs_word_is(hs_reading_word(r, i), HS_LEX(ORGANISATION)) || ends_firm(r, i)));
}

/* Behind marks too. */
static bool begins_sentence(const hs_reading *r, uint32_t i)
{
    uint32_t first = hs_reading_sentence(r, i).first;
    return i == first || (i == first + 1 && hs_reading_tag(r, first) == HS_TAG_OPEN_MARK);
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
    block_copy copy = copy_block(r);
    bool *kept = hs_arena_new_array(r->scratch, bool, r->words.count);
    choose(r, kept);
    for (uint32_t i = 0; i < r->words.count; i++)
        if (!kept[i] && !begins_sentence(r, i))
            put_in_lower_case(r, i, copy.text, copy.tokens);
    return copy.block;
}
