/* Edits: the first bytes of the input choose a range, an encoding and how much of the rest is
 * inserted. An edit is refused, or its result has the line index and the blocks of a fresh
 * document.
 */
#include "../unit/edited_text.h"
#include "block_check.h"
#include "fuzz.h"
#include "text/edit.h"

enum { HEADER_BYTES = 6 };

static void check_index(const hs_line_index *index, hs_str after, hs_span replaced, hs_str inserted)
{
    hs_line_index updated, fresh;
    hs_line_index_init_edited(&updated, index, after, replaced, (uint32_t)inserted.length);
    hs_line_index_init(&fresh, after);
    FUZZ_ASSERT(updated.line_count == fresh.line_count);
    FUZZ_ASSERT(memcmp(updated.line_starts, fresh.line_starts,
                       fresh.line_count * sizeof *fresh.line_starts) == 0);
    hs_line_index_finish(&updated);
    hs_line_index_finish(&fresh);
}

static void check_blocks(hs_str before, hs_str after, hs_span replaced, hs_str inserted,
                         hs_markup markup)
{
    hs_block_list *old = hs_block_list_build(before, markup);
    hs_block_list *rebuilt =
        hs_block_list_rebuild(after, markup, old, replaced, (uint32_t)inserted.length);
    hs_block_list *fresh = hs_block_list_build(after, markup);
    fuzz_check(hs_check_block_list(rebuilt, after));
    fuzz_check(hs_check_same_blocks(rebuilt, fresh));
    hs_block_list_unref(fresh);
    hs_block_list_unref(rebuilt);
    hs_block_list_unref(old);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < HEADER_BYTES)
        return 0;
    hs_str rest = fuzz_input(data + HEADER_BYTES, size - HEADER_BYTES);
    size_t split = data[0] < rest.length ? data[0] : rest.length;
    hs_str inserted = hs_str_slice(rest, 0, split), text = hs_str_slice(rest, split, rest.length);
    hs_range range = {{data[1] % 16, data[2]}, {data[1] % 16 + data[3] % 4, data[4]}};
    hs_encoding encoding = (hs_encoding)(data[5] % 3);
    hs_line_index index;
    hs_line_index_init(&index, text);
    hs_span replaced;
    if (hs_edit_resolve(&index, text, encoding, &range, &replaced, NULL) == HS_EDIT_OK) {
        FUZZ_ASSERT(replaced.start <= replaced.end && replaced.end <= text.length);
        hs_str after = edited_text(text, replaced, inserted);
        check_index(&index, after, replaced, inserted);
        check_blocks(text, after, replaced, inserted, (hs_markup)(data[5] / 3 % 3));
        free((char *)after.bytes);
    }
    hs_line_index_finish(&index);
    return 0;
}
