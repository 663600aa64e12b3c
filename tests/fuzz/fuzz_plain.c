/* Any bytes read as plain text give blocks that keep their promises. */
#include "block_check.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_str source = fuzz_input(data, size);
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_PLAIN);
    fuzz_check(hs_check_block_list(list, source));
    hs_block_list_unref(list);
    return 0;
}
