/* The promises of daemon/language/network.h about sections: what is whole is bound and runs, what
 * is cut or damaged is refused or runs within its bounds. A small untrained network serves.
 */
#include "test.h"

#include "language/network.h"
#include "train/export.h"

static hs_buffer section;
static char *aligned;

static int make_section(void **state)
{
    (void)state;
    struct shape shape = {20, 30, 16, 16, 2, 16, 16};
    struct network *network = network_create(&shape, 5);
    for (uint32_t row = WORD_FIRST; row < shape.vocabulary; row++)
        network->vocabulary_hashes[row] = (uint64_t)row << 32 | row * 7;
    network_export(network, &section);
    network_destroy(network);
    aligned = aligned_alloc(64, (section.length + 63) / 64 * 64);
    return aligned ? 0 : -1;
}

static int free_section(void **state)
{
    (void)state;
    hs_buffer_finish(&section);
    free(aligned);
    return 0;
}

/* Binds what stands in `aligned` and, where that works, runs it on a few words. */
static bool bind_and_run(size_t size)
{
    struct hs_network network;
    hs_error error = {""};
    if (!hs_network_bind(&network, aligned, size, &error)) {
        assert_true(strlen(error.text) > 0);
        return false;
    }
    struct hs_workspace *workspace = hs_workspace_create(&network, hs_kernels_best());
    const char text[] = "one two three four five";
    hs_word words[5] = {{.byte_start = 0, .byte_end = 3},
                        {.byte_start = 4, .byte_end = 7},
                        {.byte_start = 8, .byte_end = 13},
                        {.byte_start = 14, .byte_end = 18},
                        {.byte_start = 19, .byte_end = 23}};
    const hs_word_span sentences[] = {{0, 2}, {2, 5}};
    hs_network_run(&network, workspace, text, words, sentences, 2, NULL);
    for (uint32_t i = 0; i < 5; i++) {
        assert_true(words[i].upos < HS_UPOS_COUNT);
        assert_true(words[i].deprel < HS_DEPREL_COUNT);
        assert_true(words[i].head == HS_NO_WORD || (words[i].head < 2) == (i < 2));
    }
    hs_workspace_destroy(workspace);
    hs_network_finish(&network);
    return true;
}

static void a_whole_section_is_bound(void **state)
{
    (void)state;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind_and_run(section.length));
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    memcpy(aligned, section.bytes, section.length);
    for (size_t size = 0; size < section.length; size += size < 4096 ? 1 : 61)
        assert_false(bind_and_run(size));
}

static void sizes_out_of_range_are_refused(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {0, 1, 15, 17, 513, 1u << 20, 0x80000000u, UINT32_MAX};
    for (size_t field = 0; field < 11; field++)
        for (size_t i = 0; i < HS_COUNT(sizes); i++) {
            memcpy(aligned, section.bytes, section.length);
            memcpy(aligned + field * sizeof(uint32_t), &sizes[i], sizeof(uint32_t));
            assert_true(memcmp(aligned, section.bytes, section.length) == 0 ||
                        !bind_and_run(section.length));
        }
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int round = 0; round < 2000; round++) {
        memcpy(aligned, section.bytes, section.length);
        for (int i = 0; i < 3; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            aligned[(random >> 33) % section.length] ^= (char)(1 << (random >> 30 & 7));
        }
        bind_and_run(section.length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(sizes_out_of_range_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
