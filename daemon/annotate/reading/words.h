/* The words of a block with a shallow parse: what the detectors walk over.
 *
 * Tokens become words: phrases of the lexicon ("according to", "United States") are one word, and
 * each word has its lexeme, a coarse tag and the quotation that it stands in. Tags come from the
 * lexicon, the shape, endings and the neighbours; they are right for most words of edited news, and
 * what rests on them must live with the rest.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/reading/lexicon.h"
#include "base/arena.h"
#include "text/block.h"

typedef enum hs_tag {
    HS_TAG_NOUN, /* common nouns and adjectives */
    HS_TAG_NAME, /* capitalised */
    HS_TAG_PRONOUN,
    HS_TAG_DETERMINER, /* articles, "this", "his" */
    HS_TAG_NUMBER,
    HS_TAG_VERB,
    HS_TAG_AUXILIARY,
    HS_TAG_PREPOSITION,
    HS_TAG_CONJUNCTION,
    HS_TAG_SUBORDINATOR,
    HS_TAG_RELATIVE, /* who, which; question words */
    HS_TAG_TO,
    HS_TAG_THAT,
    HS_TAG_ADVERB,
    HS_TAG_NEGATION,
    HS_TAG_POSSESSIVE, /* 's */
    HS_TAG_HYPHEN,     /* inside a compound */
    HS_TAG_OPEN_MARK,  /* quotation marks */
    HS_TAG_CLOSE_MARK,
    HS_TAG_COMMA,
    HS_TAG_COLON,
    HS_TAG_DASH,
    HS_TAG_STOP, /* . ? ! … */
    HS_TAG_BRACKET,
    HS_TAG_PUNCTUATION, /* any other */
} hs_tag;

typedef struct hs_shallow_word {
    hs_span span;
    const hs_lexeme *lexeme;
    uint64_t classes; /* the lexeme's, less those that need a capital where there is none */
    uint32_t sentence;
    uint32_t first_token; /* of the block's tokens, lexeme->word_count of them */
    uint16_t quotation;   /* 1 + index of the outermost quotation around it; 0 = none */
    uint8_t tag;          /* hs_tag */
    uint8_t shape;        /* hs_token_shape of its first token */
    bool space_after;
    bool opens_clause; /* by the parse: the subject of a clause about the noun before it */
} hs_shallow_word;

typedef struct hs_word_range {
    uint32_t first;
    uint32_t end;
} hs_word_range;

typedef struct hs_words {
    const hs_block *block;
    hs_shallow_word *items;
    uint32_t count;
    const hs_lexeme **entries; /* by token: what the lexicon has of it alone */
    hs_word_range *sentences;  /* the block's, as ranges of words */
    uint32_t sentence_count;
    bool title_case; /* a heading with most of its words capitalised */
} hs_words;

/* Everything lives in `scratch`; linear time. */
hs_words hs_words_read(const hs_block *block, hs_arena *scratch);

static inline bool hs_word_is(const hs_shallow_word *word, uint64_t classes)
{
    return (word->classes & classes) != 0;
}

static inline bool hs_word_capital(const hs_shallow_word *word)
{
    return word->shape == HS_TOKEN_CAPITALISED || word->shape == HS_TOKEN_UPPER;
}

static inline bool hs_word_nominal(const hs_shallow_word *word)
{
    return word->tag == HS_TAG_NOUN || word->tag == HS_TAG_NAME || word->tag == HS_TAG_NUMBER;
}

static inline hs_str hs_word_text(const hs_words *words, uint32_t index)
{
    hs_span span = words->items[index].span;
    return hs_str_slice(words->block->text, span.start, span.end);
}

/* The bytes from the first of `range` to its last. The range is not empty. */
hs_span hs_word_range_span(const hs_words *words, hs_word_range range);
