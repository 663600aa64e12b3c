/* What standard output is: how wide, and whether it wants colours. */
#pragma once

#include <stdbool.h>

#include "cli/options.h"

/* Columns: the terminal's, else $COLUMNS, else 80; kept between 40 and 100, where text is readable.
 */
int hs_terminal_width(void);

/* --color; for auto: on a terminal that is not dumb, unless $NO_COLOR is set (no-color.org). */
bool hs_terminal_wants_colour(const hs_options *options);
