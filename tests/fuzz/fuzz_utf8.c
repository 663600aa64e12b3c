/* UTF-8: repaired text is valid, and walking it forwards and backwards visits the same characters.
 */
#include "fuzz.h"
#include "text/utf8.h"

static size_t count_characters(hs_str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        hs_utf8_next(text, at, &at);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_str text = fuzz_input(data, size);
    hs_buffer repaired = {0};
    hs_utf8_append_valid(&repaired, text);
    hs_str valid = hs_buffer_str(&repaired);
    FUZZ_ASSERT(hs_utf8_is_valid(valid));
    FUZZ_ASSERT(count_characters(valid) == count_characters(text));
    if (hs_utf8_is_valid(text))
        FUZZ_ASSERT(hs_str_equal(valid, text));
    for (size_t at = 0, next; at < valid.length; at = next) {
        uint32_t character = hs_utf8_next(valid, at, &next);
        size_t start;
        FUZZ_ASSERT(hs_utf8_previous(valid, next, &start) == character);
        FUZZ_ASSERT(start == at);
        char bytes[4];
        FUZZ_ASSERT(hs_utf8_encode(character, bytes) == next - at);
        FUZZ_ASSERT(memcmp(bytes, valid.bytes + at, next - at) == 0);
    }
    hs_buffer_finish(&repaired);
    return 0;
}
