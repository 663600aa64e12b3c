/* Tokens to words: phrases joined, lexemes looked up, classes that need a capital dropped without
 * one, quotations marked. What part of speech a word is, tags.c decides.
 */
#include "annotate/reading/words.h"

#include <assert.h>

#include "annotate/reading/tags.h"

/* Classes that hold for a capitalised word only ("Turkey", not "turkey"; "May", not "may"). */
#define CAPITAL_ONLY                                                                               \
    (HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL) | HS_LEX(GIVEN_NAME) | HS_LEX(MONTH))

hs_span hs_word_range_span(const hs_words *words, hs_word_range range)
{
    assert(range.first < range.end && range.end <= words->count);
    return (hs_span){words->items[range.first].span.start, words->items[range.end - 1].span.end};
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool equal_lowered(const char *lowered, size_t length, hs_str token)
{
    if (length == 3 && memcmp(lowered, "not", 3) == 0 && token.length >= 3 &&
        lower(token.bytes[0]) == 'n' && lower(token.bytes[token.length - 1]) == 't')
        return token.length == 3 || token.length == 5; /* n't with either apostrophe */
    if (token.length != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (lower(token.bytes[i]) != lowered[i])
            return false;
    return true;
}

/* Whether the tokens from `first` are the phrase's words. */
static bool phrase_matches(const hs_block *block, size_t first, size_t end, const hs_lexeme *phrase)
{
    if (phrase->word_count > end - first)
        return false;
    const char *at = hs_lexeme_text(phrase);
    for (size_t i = 0; i < phrase->word_count; i++) {
        const char *space = strchr(at, ' ');
        size_t length = space ? (size_t)(space - at) : strlen(at);
        hs_span span = block->tokens[first + i].span;
        if (!equal_lowered(at, length, hs_str_slice(block->text, span.start, span.end)))
            return false;
        at += length + 1;
    }
    return true;
}

/* "To blame" is what somebody is, but not in "to blame the unions". */
static bool takes_object(const hs_block *block, size_t first, size_t end, const hs_lexeme *phrase)
{
    static const uint64_t objects = HS_LEX(DETERMINER) | HS_LEX(POSSESSIVE) |
                                    HS_LEX(OBJECT_PRONOUN) | HS_LEX(GROUP) | HS_LEX(ROLE) |
                                    HS_LEX(KIN) | HS_LEX(ORGANISATION);
    size_t next = first + phrase->word_count;
    if (next >= end || !phrase->accuse_weight || strcmp(hs_lexeme_text(phrase), "to blame") != 0)
        return false;
    const hs_token *token = &block->tokens[next];
    hs_str text = hs_str_slice(block->text, token->span.start, token->span.end);
    return token->shape == HS_TOKEN_CAPITALISED || hs_lexicon_find(text)->classes & objects;
}

/* "Rail" of "finds Ardent Rail at fault": a capital within a sentence, which opens no verb. */
static bool ends_name(const hs_block *block, size_t at, const hs_lexeme *phrase)
{
    return phrase->forms && phrase->accuse_weight &&
           block->tokens[at].shape == HS_TOKEN_CAPITALISED &&
           block->tokens[at + 1].shape == HS_TOKEN_LOWER &&
           block->tokens[at - 1].shape == HS_TOKEN_CAPITALISED;
}

static const hs_lexeme *longest_phrase(const hs_block *block, size_t first, size_t end,
                                       const hs_lexeme *word, bool opens)
{
    for (unsigned i = 0; i < word->phrase_count; i++) {
        const hs_lexeme *phrase = hs_lexicon_phrase(word, i);
        if (phrase_matches(block, first, end, phrase) && !takes_object(block, first, end, phrase) &&
            (opens || !ends_name(block, first, phrase)))
            return phrase;
    }
    return word;
}

static uint64_t classes_of(const hs_lexeme *lexeme, uint8_t shape)
{
    bool lowered = shape == HS_TOKEN_LOWER;
    uint64_t classes = lexeme->classes;
    if (lowered)
        return classes & ~(uint64_t)CAPITAL_ONLY;
    if ((classes & HS_LEX(COUNTRY)) && (classes & HS_LEX(OBJECT_PRONOUN))) /* US, us, Us */
        return shape == HS_TOKEN_UPPER ? HS_LEX(COUNTRY) : classes & ~HS_LEX(COUNTRY);
    if ((classes & HS_LEX(MONTH)) && (classes & HS_LEX(MODAL)))
        return HS_LEX(MONTH);
    return classes;
}

/* "Ex-minister" is told of as a minister is. */
static const hs_lexeme *lexeme_of(const hs_lexeme *lexeme, hs_str text)
{
    static const hs_str former = {"ex-", 3};
    if (lexeme->classes || !hs_str_starts_ignoring_case(text, former))
        return lexeme;
    const hs_lexeme *was = hs_lexicon_find(hs_str_slice(text, former.length, text.length));
    return hs_lexeme_is(was, HS_LEX(ROLE)) ? was : lexeme; /* an ex-wife is no wife */
}

/* "At 3 PM", "3.30 pm", unlike "the PM": no prime minister. */
static bool tells_hour(const hs_block *block, size_t at)
{
    hs_span span = block->tokens[at].span;
    hs_str text = hs_str_slice(block->text, span.start, span.end);
    if (text.length != 2 || !hs_str_equal_ignoring_case(text, HS_STR("pm")))
        return false;
    char before = at > 0 ? block->text.bytes[block->tokens[at - 1].span.end - 1] : 'a';
    return block->tokens[at].shape != HS_TOKEN_UPPER || (before >= '0' && before <= '9');
}

static void read_sentence(hs_words *words, uint32_t sentence)
{
    const hs_block *block = words->block;
    const hs_sentence *cut = &block->sentences[sentence];
    size_t end = cut->first_token + cut->token_count;
    words->sentences[sentence].first = words->count;
    for (size_t i = cut->first_token; i < end;) {
        const hs_token *token = &block->tokens[i];
        hs_str text = hs_str_slice(block->text, token->span.start, token->span.end);
        const hs_lexeme *lexeme =
            lexeme_of(words->entries[i], text); /* "%" and "$" are in it too */
        if (lexeme->phrase_count)
            lexeme = longest_phrase(block, i, end, lexeme, i == cut->first_token);
        const hs_token *last = token + lexeme->word_count - 1;
        words->items[words->count++] = (hs_shallow_word){
            .span = {token->span.start, last->span.end},
            .lexeme = lexeme,
            .classes = tells_hour(block, i) ? 0 : classes_of(lexeme, token->shape),
            .sentence = sentence,
            .first_token = (uint32_t)i,
            .shape = token->shape,
            .space_after = last->space_after,
        };
        i += lexeme->word_count;
    }
    words->sentences[sentence].end = words->count;
}

static void mark_quotations(hs_words *words)
{
    const hs_block *block = words->block;
    uint32_t word = 0;
    for (size_t i = 0; i < block->quotation_count && i < UINT16_MAX - 1; i++) {
        const hs_quotation *quotation = &block->quotations[i];
        if (quotation->depth > 0)
            continue;
        while (word < words->count && words->items[word].span.end <= quotation->span.start)
            word++;
        for (; word < words->count && words->items[word].span.start < quotation->span.end; word++)
            words->items[word].quotation = (uint16_t)(i + 1);
    }
}

hs_words hs_words_read(const hs_block *block, hs_arena *scratch)
{
    hs_words words = {.block = block};
    words.items = hs_arena_new_array(scratch, hs_shallow_word, block->token_count);
    words.sentences = hs_arena_new_array(scratch, hs_word_range, block->sentence_count);
    words.sentence_count = (uint32_t)block->sentence_count;
    words.entries = hs_arena_room(scratch, block->token_count, sizeof *words.entries);
    for (size_t i = 0; i < block->token_count; i++)
        words.entries[i] = hs_lexicon_find(hs_token_text(block->text, &block->tokens[i]));
    for (uint32_t i = 0; i < words.sentence_count; i++)
        read_sentence(&words, i);
    mark_quotations(&words);
    hs_tags_assign(&words);
    return words;
}
