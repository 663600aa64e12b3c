/* Reads the figures of a text.
 *
 * A pure function of the text. Linear time; numbers of more than HS_FIGURE_DIGITS_MAX digits are
 * left out, and every value is finite. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "annotate/figure.h"
#include "annotate/reading/lexicon.h"
#include "base/arena.h"
#include "base/str.h"
#include "text/token.h"

enum { HS_FIGURE_DIGITS_MAX = 18 };

/* The figures of a text's tokens, in order, without overlap; `*figures` is in `arena`. `entries`:
 * what the lexicon has of each token, NULL where nobody has asked yet; or NULL. */
size_t hs_figures_read_tokens(hs_str text, const hs_token *tokens, const hs_lexeme **entries,
                              size_t token_count, hs_arena *arena, const hs_figure **figures);

/* The days [*low, *high], as YYYYMMDD, that a date or relative date stands for in a text of the
 * day `document_date` (0: unknown). False when that cannot be told. */
bool hs_figure_days(const hs_figure *figure, uint32_t document_date, uint32_t *low, uint32_t *high);

/* "money", "at-least"… as in the JSON. */
const char *hs_figure_kind_name(hs_figure_kind kind);
const char *hs_figure_bound_name(hs_figure_bound bound);
