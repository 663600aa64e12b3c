/* Standard output: how wide it is, whether it wants colours, and text that cannot steer it. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "cli/options.h"

/* Columns: the terminal's, else $COLUMNS, else 80; kept between 40 and 100, where text is readable.
 */
int hs_terminal_width(void);

/* --color; for auto: on a terminal that is not dumb, unless $NO_COLOR is set (no-color.org). */
bool hs_terminal_wants_colour(const hs_options *options);

/* Writes text from outside, as the name of a file is, in one line: a space stands for each control
 * character (C0, DEL, C1) and each that turns the text's direction around. */
void hs_terminal_write_plain(FILE *out, const char *text);

/* "hearsay: TEXT" on standard error, written plain. */
void hs_terminal_complain(const char *text);
