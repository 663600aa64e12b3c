/* One block while its findings are being made: words, phrases, and what the detectors add.
 *
 * The detectors run in a fixed order (block_findings.c) and append to the arrays; references are
 * phrases until references.c turns those that are used, or that name parties, into hs_reference.
 */
#pragma once

#include "annotate/block_findings.h"
#include "annotate/reading/phrases.h"
#include "annotate/reading/words.h"
#include "base/array.h"
#include "language/language.h"

typedef struct hs_reading {
    const hs_block *block;
    const hs_analysis *syntax; /* its words are the block's tokens; NULL: there is no model */
    const int8_t *states;      /* what the language network made of each token, or NULL */
    size_t state_width;        /* numbers a token in `states` */
    hs_words words;
    hs_phrases phrases;
    hs_word_range *quotations; /* the block's outermost ones, as words, marks included */
    bool *quotation_used;      /* likewise: an attribution took it */
    uint32_t *attribution_at;  /* for each word: the innermost attribution over it, or HS_NONE */
    HS_ARRAY(hs_attribution) attributions; /* source and addressee: phrases, while reading */
    HS_ARRAY(hs_accusing) accusing;        /* likewise */
    HS_ARRAY(hs_answering) answering;
    HS_ARRAY(hs_checkable) checkable;
    HS_ARRAY(hs_figure) figures;
    bool learned_accusations;
    float accusing_most; /* as in the findings */
    hs_findings_scope scope;
    hs_arena *arena; /* the findings' own */
    hs_arena *scratch;
} hs_reading;

/* What the language model made of a token (language.h); there are states. */
static inline const int8_t *hs_reading_state(const hs_reading *reading, uint32_t token)
{
    return reading->states + (size_t)token * reading->state_width;
}

/* Whether a block is prose at all: others (a page's furniture, bylines, datelines) yield nothing.
 */
bool hs_block_is_read(const hs_block *block);

/* Whether a name stands in front of a phrase and qualifies it, or the noun for a body: "Russian
 * officials", "police brutality". */
bool hs_reading_qualified(const hs_reading *reading, uint32_t phrase);

static inline const hs_shallow_word *hs_reading_word(const hs_reading *reading, uint32_t index)
{
    return &reading->words.items[index];
}

static inline uint8_t hs_reading_tag(const hs_reading *reading, uint32_t index)
{
    return reading->words.items[index].tag;
}

/* The token in the middle of whose tree a word stands: its own, of a phrase the one that the others
 * hang on. Only where there is a syntax. */
uint32_t hs_reading_token(const hs_reading *reading, uint32_t word);

/* The word that a token is part of. */
uint32_t hs_reading_word_of_token(const hs_reading *reading, uint32_t token);

/* Runs the process's language model, which there is, over a text of as many tokens as the block
 * has: sets `states`. */
const hs_analysis *hs_reading_parse(hs_reading *reading, hs_str text, const hs_token *tokens,
                                    const hs_sentence *sentences, size_t sentence_count);

/* Runs it, if there is one, over the block: sets `syntax` and `states`. */
void hs_reading_analyse(hs_reading *reading);

static inline hs_word_range hs_reading_sentence(const hs_reading *reading, uint32_t word)
{
    return reading->words.sentences[reading->words.items[word].sentence];
}

static inline hs_span hs_reading_span(const hs_reading *reading, uint32_t first, uint32_t end)
{
    return hs_word_range_span(&reading->words, (hs_word_range){first, end});
}

/* Whether a word is `text`, or one of a list that NULL ends; ASCII letters' case set aside. */
static inline bool hs_reading_word_is(const hs_reading *reading, uint32_t word, const char *text)
{
    return hs_str_is_ignoring_case(hs_word_text(&reading->words, word), text);
}

static inline bool hs_reading_word_among(const hs_reading *reading, uint32_t word,
                                         const char *const *texts)
{
    hs_str text = hs_word_text(&reading->words, word);
    for (; *texts; texts++)
        if (hs_str_is_ignoring_case(text, *texts))
            return true;
    return false;
}

/* A dash of any length, or a hyphen in a dash's place. */
bool hs_reading_dash(const hs_reading *reading, uint32_t word);

/* The phrase that begins at a word, or HS_NONE. */
uint32_t hs_reading_phrase_from(const hs_reading *reading, uint32_t word);

/* The longest phrase, with its complements, that ends right before a word, or HS_NONE. */
uint32_t hs_reading_phrase_until(const hs_reading *reading, uint32_t end);

/* The words of the quotation around a word that stands in one. */
static inline hs_word_range hs_reading_quotation(const hs_reading *reading, uint32_t word)
{
    return reading->quotations[reading->words.items[word].quotation - 1];
}

/* The words [first, last] of a sentence around `word`, cut so that looking through them costs a
 * bounded time however long the sentence is. */
hs_word_range hs_reading_window(const hs_reading *reading, uint32_t word);

/* Sets up `quotations`, before the detectors; fills `attribution_at`, behind the attributions. */
void hs_reading_find_quotations(hs_reading *reading);
void hs_reading_paint_attributions(hs_reading *reading);

/* Whose each word of a block is, where several may have it. */
typedef struct hs_word_owners {
    uint32_t *of;    /* by word: HS_NONE at first */
    uint32_t *ranks; /* the owners' */
} hs_word_owners;

hs_word_owners hs_reading_owners(const hs_reading *reading);

/* Gives the words of a span to an owner, unless one of a lower or the same rank has them. */
void hs_reading_own(const hs_reading *reading, hs_word_owners *owners, hs_span span, uint32_t owner,
                    uint32_t rank);

/* The first word that ends behind a byte. */
uint32_t hs_reading_word_at(const hs_reading *reading, uint32_t byte);

/* The words that a span holds, or of which it holds some. */
hs_word_range hs_reading_words_in(const hs_reading *reading, hs_span span);
