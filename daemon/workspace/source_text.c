/* Making and sharing document texts. Which edits are sensible is decided in document.c. */
#include "workspace/source_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static hs_source_text *allocate(size_t length)
{
    hs_source_text *text = hs_alloc(sizeof *text + length + 1);
    atomic_init(&text->references, 1);
    text->length = length;
    text->bytes[length] = '\0';
    return text;
}

hs_source_text *hs_source_text_create(hs_str bytes)
{
    hs_source_text *text = allocate(bytes.length);
    if (bytes.length > 0)
        memcpy(text->bytes, bytes.bytes, bytes.length);
    hs_line_index_init(&text->lines, hs_source_text_str(text));
    return text;
}

hs_source_text *hs_source_text_create_edited(const hs_source_text *old, hs_span replaced,
                                             hs_str inserted)
{
    assert(replaced.start <= replaced.end && replaced.end <= old->length);
    size_t tail = old->length - replaced.end;
    hs_source_text *text = allocate(replaced.start + inserted.length + tail);
    memcpy(text->bytes, old->bytes, replaced.start);
    if (inserted.length > 0)
        memcpy(text->bytes + replaced.start, inserted.bytes, inserted.length);
    memcpy(text->bytes + replaced.start + inserted.length, old->bytes + replaced.end, tail);
    hs_line_index_init_edited(&text->lines, &old->lines, hs_source_text_str(text), replaced,
                              (uint32_t)inserted.length);
    return text;
}

hs_source_text *hs_source_text_ref(hs_source_text *text)
{
    atomic_fetch_add_explicit(&text->references, 1, memory_order_relaxed);
    return text;
}

void hs_source_text_unref(hs_source_text *text)
{
    if (!text || atomic_fetch_sub_explicit(&text->references, 1, memory_order_acq_rel) != 1)
        return;
    hs_line_index_finish(&text->lines);
    free(text);
}
