/* Any text gives quotations that keep their promises. */
#include "block_check.h"
#include "fuzz.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_buffer text = {0};
    hs_utf8_append_valid(&text, fuzz_input(data, size));
    hs_arena arena = {0};
    size_t count;
    const hs_quotation *quotations = hs_quotations_find(hs_buffer_str(&text), &arena, &count);
    fuzz_check(hs_check_quotations(hs_buffer_str(&text), quotations, count));
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
    return 0;
}
