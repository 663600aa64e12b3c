/* What the readers of figures share: a run of tokens, numbers in it, and dates in it. */
#pragma once

#include "annotate/figure.h"
#include "annotate/lexicon.h"

typedef struct hs_figure_reader {
    hs_str text;
    const hs_token *tokens;
    uint32_t count;
    uint32_t taken; /* tokens before this one belong to an earlier figure */
} hs_figure_reader;

typedef enum hs_number_form {
    HS_NUMBER_CARDINAL,
    HS_NUMBER_ORDINAL,
    HS_NUMBER_FRACTION,
    HS_NUMBER_LOOSE, /* "dozens", "hundreds of thousands": up to ten times as many */
} hs_number_form;

/* A number without unit, bound or sign: the tokens [first, end). */
typedef struct hs_number {
    uint32_t first, end;
    double value;
    double scale; /* what a word multiplied it by: 1e6 for "6.5 million"; else 1 */
    uint8_t form; /* hs_number_form */
    bool digits;  /* written in digits, as one token */
} hs_number;

/* figure_number.c: the number that begins with a token, if one does. */
bool hs_number_read(const hs_figure_reader *reader, uint32_t at, hs_number *number);

/* figure_date.c: the date or relative date that begins with a token: its figure, and the token
 * behind it; or 0. */
uint32_t hs_date_read(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);

/* Whether a token is this word, its letters' case set aside; `word` is in lower case. */
bool hs_figure_word(const hs_figure_reader *reader, uint32_t at, const char *word);

/* Whether words separated by spaces begin with a token; how many tokens they are, or 0. */
uint32_t hs_figure_words(const hs_figure_reader *reader, uint32_t at, const char *words);

/* The unit that begins with a token: the token behind it, or 0. */
uint32_t hs_figure_unit(const hs_figure_reader *reader, uint32_t at, const char **unit,
                        double *factor);

bool hs_figure_is_time(const char *unit); /* "second" to "year" */

static inline hs_str hs_figure_token(const hs_figure_reader *reader, uint32_t at)
{
    return hs_token_text(reader->text, &reader->tokens[at]);
}

static inline hs_span hs_figure_span(const hs_figure_reader *reader, uint32_t first, uint32_t end)
{
    return (hs_span){reader->tokens[first].span.start, reader->tokens[end - 1].span.end};
}

static inline bool hs_figure_hyphen(const hs_figure_reader *reader, uint32_t at)
{
    return hs_figure_word(reader, at, "-") || hs_figure_word(reader, at, "–");
}
