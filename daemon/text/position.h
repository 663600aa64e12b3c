/* Positions as LSP counts them: a line, and a character in UTF-8, UTF-16 or UTF-32 units.
 *
 * A line index holds where each line of one text starts. Line ends are LF, CR LF and a lone CR
 * (LSP 3.17, "Text Documents"). Invalid UTF-8 counts one unit a byte in every encoding, as an
 * editor that shows U+FFFD for each would count it. Immutable once built; any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "text/span.h"

typedef enum hs_encoding {
    HS_ENCODING_UTF8,
    HS_ENCODING_UTF16,
    HS_ENCODING_UTF32,
} hs_encoding;

typedef struct hs_position {
    uint32_t line;      /* from 0 */
    uint32_t character; /* units of the encoding, from 0 */
} hs_position;

typedef struct hs_range {
    hs_position start;
    hs_position end;
} hs_range;

/* "utf-8", "utf-16", "utf-32". */
const char *hs_encoding_name(hs_encoding encoding);
bool hs_encoding_from_name(const char *name, hs_encoding *encoding);

typedef struct hs_line_index {
    uint32_t *line_starts; /* byte offsets, ascending; line_starts[0] == 0 */
    size_t line_count;     /* >= 1 */
} hs_line_index;

void hs_line_index_init(hs_line_index *index, hs_str text);
void hs_line_index_finish(hs_line_index *index);

/* The index of `text`, which is the old text with the bytes `replaced` turned into `inserted`
 * bytes: only the edited lines are scanned again. */
void hs_line_index_init_edited(hs_line_index *index, const hs_line_index *old, hs_str text,
                               hs_span replaced, uint32_t inserted);

/* How a position that a client sent fares. */
typedef enum hs_position_status {
    HS_POSITION_OK,
    HS_POSITION_CLAMPED,          /* past the end of its line: the line's end (LSP asks for this);
                                     or one line past the last, character 0: the text's end */
    HS_POSITION_PAST_END,         /* any other line that the text does not have */
    HS_POSITION_INSIDE_CHARACTER, /* between the units of one character */
} hs_position_status;

/* Byte offset of a position. PAST_END gives the text's end, INSIDE_CHARACTER the start of the
 * character; the caller decides whether that will do. */
hs_position_status hs_line_index_offset(const hs_line_index *index, hs_str text,
                                        hs_encoding encoding, hs_position position,
                                        uint32_t *offset);

/* Position of a byte offset (<= text length). An offset inside a line end is the line's end; one
 * inside a character is the character's start, except in UTF-8. */
hs_position hs_line_index_position(const hs_line_index *index, hs_str text, hs_encoding encoding,
                                   uint32_t offset);

/* Turns ascending byte offsets into units from the start of the text, in one pass: for whole-
 * document answers. `offset` may repeat but not go back. */
typedef struct hs_unit_counter {
    hs_str text;
    hs_encoding encoding;
    uint32_t byte;  /* counted so far */
    uint32_t units; /* that many units */
} hs_unit_counter;

uint32_t hs_unit_counter_advance(hs_unit_counter *counter, uint32_t offset);
