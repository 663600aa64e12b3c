/* Edits as a client sends them (LSP "TextDocumentContentChangeEvent"), resolved to bytes.
 *
 * An edit replaces a range by a text, or the whole document when it has no range. LSP says that a
 * character past the end of its line means the line's end, and that is done. One line past the
 * last, character 0, means the end of the document: clients name it so when they replace all of
 * it. Every other range that the document does not have is refused, never guessed at: the client
 * and the server then disagree about the text, and only opening it again can mend that.
 */
#pragma once

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"
#include "text/position.h"

typedef enum hs_edit_status {
    HS_EDIT_OK,
    HS_EDIT_REVERSED,         /* the range ends before it starts */
    HS_EDIT_PAST_END,         /* it names a line that the document does not have */
    HS_EDIT_INSIDE_CHARACTER, /* it would split a character, as between two surrogates */
} hs_edit_status;

/* The bytes that `range` (NULL: the whole text) covers. Unless the result is HS_EDIT_OK,
 * `replaced` is not written and `error`, which may be NULL, says which position is wrong. */
hs_edit_status hs_edit_resolve(const hs_line_index *index, hs_str text, hs_encoding encoding,
                               const hs_range *range, hs_span *replaced, hs_error *error);
