/* Resolving a client's edit to bytes. Positions are position.c's work; what a refused edit means
 * for the document is decided by its owner. Messages count from 1, as editors show places.
 */
#include "text/edit.h"

static hs_edit_status resolve_position(const hs_line_index *index, hs_str text,
                                       hs_encoding encoding, hs_position position,
                                       const char *which, uint32_t *offset, hs_error *error)
{
    switch (hs_line_index_offset(index, text, encoding, position, offset)) {
    case HS_POSITION_PAST_END:
        hs_error_set(error, "the edit's %s is in line %zu, but the document has %zu lines", which,
                     (size_t)position.line + 1, index->line_count);
        return HS_EDIT_PAST_END;
    case HS_POSITION_INSIDE_CHARACTER:
        hs_error_set(error, "the edit's %s (line %zu, character %zu in %s) splits a character",
                     which, (size_t)position.line + 1, (size_t)position.character + 1,
                     hs_encoding_name(encoding));
        return HS_EDIT_INSIDE_CHARACTER;
    case HS_POSITION_OK:
    case HS_POSITION_CLAMPED:
        break;
    }
    return HS_EDIT_OK;
}

static bool reversed(const hs_range *range)
{
    if (range->start.line != range->end.line)
        return range->start.line > range->end.line;
    return range->start.character > range->end.character;
}

hs_edit_status hs_edit_resolve(const hs_line_index *index, hs_str text, hs_encoding encoding,
                               const hs_range *range, hs_span *replaced, hs_error *error)
{
    if (!range) {
        *replaced = (hs_span){0, (uint32_t)text.length};
        return HS_EDIT_OK;
    }
    if (reversed(range)) {
        hs_error_set(error,
                     "the edit's range ends (line %zu, character %zu) before it starts "
                     "(line %zu, character %zu)",
                     (size_t)range->end.line + 1, (size_t)range->end.character + 1,
                     (size_t)range->start.line + 1, (size_t)range->start.character + 1);
        return HS_EDIT_REVERSED;
    }
    hs_span span;
    hs_edit_status status =
        resolve_position(index, text, encoding, range->start, "start", &span.start, error);
    if (status == HS_EDIT_OK)
        status = resolve_position(index, text, encoding, range->end, "end", &span.end, error);
    if (status == HS_EDIT_OK)
        *replaced = span;
    return status;
}
