/* The bytes of one document version, with the index of its lines.
 *
 * Immutable, reference counted (atomic), any thread. The bytes are as the client sent them: any
 * bytes, any line ends. The caller caps the length before it gets here.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

#include "base/str.h"
#include "text/position.h"
#include "text/span.h"

typedef struct hs_source_text {
    atomic_uint references;
    hs_line_index lines;
    size_t length;
    char bytes[]; /* NUL behind them */
} hs_source_text;

hs_source_text *hs_source_text_create(hs_str bytes);

/* The text with the bytes `replaced` turned into `inserted`. */
hs_source_text *hs_source_text_create_edited(const hs_source_text *old, hs_span replaced,
                                             hs_str inserted);

hs_source_text *hs_source_text_ref(hs_source_text *text);
void hs_source_text_unref(hs_source_text *text); /* NULL is fine */

static inline hs_str hs_source_text_str(const hs_source_text *text)
{
    return hs_str_make(text->bytes, text->length);
}
