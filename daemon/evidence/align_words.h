/* A text as comparable words: what two renderings of one utterance have in common.
 *
 * Curly and straight marks, dashes, case, dots in abbreviations, the hyphen of a compound and the
 * spelling of a number ("five", "5"; "two thousand", "2,000") do not count; letters and figures
 * do. Apostrophes inside a word stay, all of one shape: "we're" is not "were".
 * In a draft's quote an ellipsis is a gap, and words in square brackets are the writer's own:
 * "[t]he" is "the", "[the minister]" is bracketed. In a source the words that stand between two
 * quotations of one paragraph ("…," he said, "…") are an interruption.
 *
 * Everything lives in the caller's arena and borrows the text. Linear time; any bytes. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum {
    HS_ALIGN_BRACKETED = 1,     /* stands in square brackets */
    HS_ALIGN_GAP = 2,           /* an ellipsis; no word, empty `folded` */
    HS_ALIGN_SEAM = 4,          /* where two pieces of a quote meet; likewise */
    HS_ALIGN_NUMBER = 8,        /* `value` is its number */
    HS_ALIGN_COMMON = 16,       /* a word of little content: "the", "of", "is" */
    HS_ALIGN_INTERRUPTION = 32, /* between two quotations of one paragraph */
    HS_ALIGN_QUOTED = 64,       /* inside quotation marks */
    HS_ALIGN_NEGATION = 128,    /* "not", "n't", "never", "no" */
};

typedef struct hs_align_word {
    hs_span span;  /* bytes of the text */
    uint64_t key;  /* of what is compared: equal words have equal keys */
    hs_str folded; /* letters in lower case, without marks */
    double value;
    uint8_t flags;
} hs_align_word;

typedef struct hs_align_text {
    hs_str text;
    hs_align_word *words;
    uint32_t count;
    bool own_brackets; /* of a source: its bracketed words are compared like others */
} hs_align_text;

/* At most this many words of a quote are compared, and of one source; the rest is left out. */
#define HS_ALIGN_QUOTE_WORDS_MAX 4000
#define HS_ALIGN_SOURCE_WORDS_MAX 400000

/* The words of a draft's quote: `pieces` (bytes of `text`, in order) with seams between them. */
hs_align_text hs_align_quote(hs_str text, const hs_span *pieces, size_t piece_count,
                             hs_arena *arena);

/* The words of a source: any text, paragraphs parted by line ends. */
hs_align_text hs_align_source(hs_str text, hs_arena *arena);

/* Whether between words `at` - 1 and `at` a sentence, a quotation or the text ends. */
bool hs_align_ends_before(const hs_align_text *text, uint32_t at);

/* What a word counts when two texts are compared. */
static inline float hs_align_weight(const hs_align_word *word)
{
    return word->flags & HS_ALIGN_COMMON && !(word->flags & HS_ALIGN_NUMBER) ? 0.3f : 1.0f;
}
