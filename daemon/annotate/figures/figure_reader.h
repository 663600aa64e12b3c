/* What the readers of figures share: a run of tokens, and who reads what of it. */
#pragma once

#include "annotate/figures/figures.h"
#include "annotate/reading/lexicon.h"

typedef struct hs_figure_reader {
    hs_str text;
    const hs_token *tokens;
    const hs_lexeme **entries; /* of the tokens in the lexicon; NULL where nobody asked yet */
    uint32_t count;
    uint32_t taken;  /* tokens before this one belong to an earlier figure */
    hs_figure last;  /* that figure; its unit is NULL when there is none */
    bool title_case; /* nearly every word has a capital: capitals tell nothing of names */
} hs_figure_reader;

typedef enum hs_number_form {
    HS_NUMBER_CARDINAL,
    HS_NUMBER_ORDINAL,
    HS_NUMBER_FRACTION,
    HS_NUMBER_LOOSE,   /* "dozens", "hundreds of thousands": up to ten times as many */
    HS_NUMBER_FIGURES, /* "six-figure": from 100,000 to 999,999 */
} hs_number_form;

/* A number without bound or sign: the tokens [first, end). */
typedef struct hs_number {
    uint32_t first, end;
    double value;
    double scale;     /* what a word multiplied it by: 1e6 for "6.5 million"; else 1 */
    const char *unit; /* written into the number itself ("35C", "Rs500"); else NULL */
    double factor;    /* of that unit */
    uint8_t form;     /* hs_number_form */
    bool digits;      /* written in digits */
} hs_number;

/* What a number counts: the tokens [first, end) with the number's own. */
typedef struct hs_measure {
    uint32_t first, end;
    const char *unit;  /* "" for none */
    const char *per;   /* "" for none */
    double factor;     /* of the unit, and of the rate's */
    double per_factor; /* of the rate's alone; 1 for none */
    double more;       /* of the canonical unit: the inches of "6ft 2in" */
} hs_measure;

/* figure_number.c: the number that begins with a token, if one does. */
bool hs_number_read(const hs_figure_reader *reader, uint32_t at, hs_number *number);
/* Digits with groups and at most one point, nothing else. */
bool hs_number_digits(hs_str text, double *value);
/* "million", "bn" at a token: what it multiplies by; 0 for none. */
double hs_number_multiplier(const hs_figure_reader *reader, uint32_t at);
void hs_number_take_multipliers(const hs_figure_reader *reader, hs_number *number);
void hs_number_take_half(const hs_figure_reader *reader, hs_number *number); /* "and a half" */

/* figure_words.c: likewise of numbers that begin with a word. */
bool hs_number_read_words(const hs_figure_reader *reader, uint32_t at, hs_number *number);
/* Goes on with a cardinal in words. `current` is what the words before number->end say. */
void hs_number_take_words(const hs_figure_reader *reader, hs_number *number, double current);

/* figure_words.c: of "the sixties" 60, of no such word 0. */
uint32_t hs_figure_decade(hs_str word);

/* figure_fraction.c: "two-thirds", "a fifth of", "half a million", "one in five". */
bool hs_number_take_denominator(const hs_figure_reader *reader, hs_number *number, bool article);
void hs_number_take_chance(const hs_figure_reader *reader, hs_number *number);
bool hs_number_read_half(const hs_figure_reader *reader, uint32_t at, hs_number *number);
/* "a quarter" + "of a million", "of an hour". */
void hs_number_take_whole(const hs_figure_reader *reader, hs_number *number);

/* figure_unit.c: the unit that begins with a token: the token behind it, or 0. */
uint32_t hs_figure_unit(const hs_figure_reader *reader, uint32_t at, const char **unit,
                        double *factor);
/* Likewise, past words as in "five more years". */
uint32_t hs_figure_unit_past(const hs_figure_reader *reader, uint32_t at, const char **unit,
                             double *factor);
/* The unit at the end of a token that begins with digits: "C" of "35C". */
bool hs_figure_unit_glued(hs_str suffix, const char **unit, double *factor);
bool hs_figure_is_time(const char *unit); /* "second" to "year" */
bool hs_figure_is_currency(const char *unit);
bool hs_figure_is_count(const char *unit); /* "person", "seat"…: of things, not of a measure */

/* figure_measure.c: what a number counts. */
hs_measure hs_measure_read(const hs_figure_reader *reader, const hs_number *number);

/* figure_bound.c: what stands in front of or behind a figure and bounds it; moves `first` or `end`
 * over it. */
uint8_t hs_bound_before(const hs_figure_reader *reader, uint32_t *first);
uint8_t hs_bound_joined(const hs_figure_reader *reader, uint32_t *end);
uint8_t hs_bound_behind(const hs_figure_reader *reader, uint32_t *end);
/* figure_over.c: whether the "over" right in front of a figure's tokens [first, end) does not bound
 * it: "rose over three years", "a row over 200 homes". */
typedef struct hs_figure_over {
    uint32_t first, end;
    bool duration, money; /* what the figure gives */
} hs_figure_over;
bool hs_figure_over_else(const hs_figure_reader *reader, const hs_figure_over *over);
/* `low` and `high` from `value` and `bound`. */
void hs_bound_set_limits(hs_figure *figure);

/* figure_amount.c: the figure of a number; figure->span is in tokens until hs_figures_read_tokens
 * turns it into bytes. The token behind it, or 0. */
uint32_t hs_amount_read(const hs_figure_reader *reader, hs_number number, hs_figure *figure);

/* figure_date.c: the date or relative date that begins with a token; as above. */
uint32_t hs_date_read(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);
void hs_date_set(hs_figure *figure, uint32_t year, uint32_t month, uint32_t day);
uint32_t hs_date_days_of(uint32_t year, uint32_t month);
uint32_t hs_date_month(const hs_figure_reader *reader, uint32_t at); /* 1 to 12, or 0 */
/* Digits of a year from 1500 to 2099, whatever they count; or 0. */
uint32_t hs_date_year(const hs_figure_reader *reader, uint32_t at);

/* figure_calendar.c: "12 March 2021", "3-5 May", "12/25/1998". */
uint32_t hs_calendar_read(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);
uint32_t hs_calendar_read_digits(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);
/* figure_year.c: "2016-17", "the 1990s", "Q3 2020". */
uint32_t hs_year_read(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);
/* figure_relative.c: "last year", "on Monday", "three weeks ago". */
uint32_t hs_relative_read(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);
/* figure_age.c: "over-65s", "in his 60s". */
uint32_t hs_age_read(const hs_figure_reader *reader, uint32_t at, hs_figure *figure);

/* Beyond it, words and multipliers no longer go on with a number. */
#define HS_NUMBER_MAX 1e24

enum { HS_YEAR_FIRST = 1500, HS_YEAR_END = 2100, HS_YEAR_OLDEST = 1000 };

/* figure_exempt.c: where what looks like a number is none (the number of a room, a time of the
 * day, a score): the token behind it, or 0. */
uint32_t hs_figure_exempt(const hs_figure_reader *reader, uint32_t at);
/* Whether an ordinal ranks nothing: "Second World War", "third party". */
bool hs_figure_no_rank(const hs_figure_reader *reader, const hs_number *number);
/* Whether words before a token tell of a match or a vote. */
bool hs_figure_contest(const hs_figure_reader *reader, uint32_t at);

/* figure_exempt_times.c */
uint32_t hs_figure_time_of_day(const hs_figure_reader *reader, uint32_t at);
uint32_t hs_figure_score(const hs_figure_reader *reader, uint32_t at);

/* Whether a token is one of some words, in lower case. */
bool hs_figure_any(const hs_figure_reader *reader, uint32_t at, const char *const *words,
                   size_t count);
#define HS_FIGURE_ANY(reader, at, words)                                                           \
    hs_figure_any((reader), (at), (words), sizeof(words) / sizeof((words)[0]))

/* Whether a token looks like a noun of many: "ferrymen", "voters". */
bool hs_figure_many(const hs_figure_reader *reader, uint32_t at);

static inline hs_str hs_figure_token(const hs_figure_reader *reader, uint32_t at)
{
    return hs_token_text(reader->text, &reader->tokens[at]);
}

/* Whether words separated by spaces begin with a token; how many tokens they are, or 0. Most differ
 * in their first letter. */
uint32_t hs_figure_words_from(const hs_figure_reader *reader, uint32_t at, const char *words);
static inline uint32_t hs_figure_words(const hs_figure_reader *reader, uint32_t at,
                                       const char *words)
{
    bool may = at < reader->count && (hs_figure_token(reader, at).bytes[0] | 32) == (*words | 32);
    return may ? hs_figure_words_from(reader, at, words) : 0;
}

/* Whether a token is this word, its letters' case set aside; `word` is in lower case. A token
 * beyond either end (at - 1 of the first one wraps around) is no word. */
static inline bool hs_figure_word(const hs_figure_reader *reader, uint32_t at, const char *word)
{
    return at < reader->count && hs_str_is_ignoring_case(hs_figure_token(reader, at), word);
}

static inline bool hs_figure_shape(const hs_figure_reader *reader, uint32_t at, uint8_t shape)
{
    return at < reader->count && reader->tokens[at].shape == shape;
}

/* What the lexicon has at a token, of those there are; several readers ask of the same one. */
static inline const hs_lexeme *hs_figure_entry(const hs_figure_reader *reader, uint32_t at)
{
    if (!reader->entries[at])
        reader->entries[at] = hs_lexicon_find(hs_figure_token(reader, at));
    return reader->entries[at];
}

/* The lexeme at a token, where it is a number word of this kind; else NULL. */
static inline const hs_lexeme *hs_figure_lexeme(const hs_figure_reader *reader, uint32_t at,
                                                enum hs_lex_number kind)
{
    if (at >= reader->count)
        return NULL;
    const hs_lexeme *lexeme = hs_figure_entry(reader, at);
    return lexeme->number_kind == kind ? lexeme : NULL;
}

/* A token that begins with a capital. */
static inline bool hs_figure_capital(const hs_figure_reader *reader, uint32_t at)
{
    return hs_figure_shape(reader, at, HS_TOKEN_CAPITALISED) ||
           hs_figure_shape(reader, at, HS_TOKEN_UPPER);
}

/* Nothing lies between a token and the next one. */
static inline bool hs_figure_tight(const hs_figure_reader *reader, uint32_t at)
{
    return at + 1 < reader->count &&
           reader->tokens[at].span.end == reader->tokens[at + 1].span.start;
}

static inline bool hs_figure_hyphen(const hs_figure_reader *reader, uint32_t at)
{
    return hs_figure_word(reader, at, "-") || hs_figure_word(reader, at, "–") ||
           hs_figure_word(reader, at, "‑");
}

static inline bool hs_figure_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A token of digits alone, `least` to `most` of them. */
static inline bool hs_figure_digits(hs_str text, size_t least, size_t most, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!hs_figure_digit(text.bytes[i]) || i >= most)
            return false;
        *value = *value * 10 + (uint32_t)(text.bytes[i] - '0');
    }
    return text.length >= least;
}
