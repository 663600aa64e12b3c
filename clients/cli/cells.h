/* Text on its way to a terminal: characters with a style each, wrapped at words.
 *
 *     hs_cells cells = {0};
 *     hs_cells_add(&cells, text, style);
 *     hs_cells_print(&cells, stdout, &layout);
 *     hs_cells_finish(&cells);
 *
 * Nothing in the text can steer the terminal: control characters, and those that turn the writing
 * direction, show as U+FFFD. Widths are wcwidth's. The bytes must outlive the cells. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/array.h"
#include "base/str.h"

/* A style is a number that the layout's table turns into SGR parameters. */
typedef uint16_t hs_cell_style;

typedef struct hs_cell {
    const char *bytes;
    hs_cell_style style;
    uint8_t length; /* bytes */
    uint8_t width;  /* columns */
} hs_cell;

typedef struct hs_cells {
    HS_ARRAY(hs_cell) items;
} hs_cells;

typedef struct hs_cell_layout {
    int width;        /* columns of the terminal */
    int indent;       /* of the first line */
    int later_indent; /* of the others */

    /* Writes a style's SGR parameters ("1;32") into `sgr`, or "" for none. NULL: no colours. */
    void (*style)(hs_cell_style style, char sgr[16]);
} hs_cell_layout;

void hs_cells_add(hs_cells *cells, hs_str text, hs_cell_style style);
void hs_cells_clear(hs_cells *cells);
void hs_cells_finish(hs_cells *cells);

/* Prints the cells and a line end; the cells stay. */
void hs_cells_print(const hs_cells *cells, FILE *out, const hs_cell_layout *layout);

/* Columns that they take unwrapped. */
int hs_cells_width(const hs_cells *cells);
