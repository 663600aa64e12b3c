/* The promises of daemon/language/network.h about sections: what is whole is bound and runs, what
 * is cut or damaged is refused or runs within its bounds. A small untrained network serves.
 */
#include "section_check.h"
#include "test.h"

#include "language/network.h"
#include "train/export.h"

static struct section section;

static int make_section(void **state)
{
    (void)state;
    struct shape shape = {20, 30, 16, 16, 2, 16, 16};
    struct network *network = network_create(&shape, 5);
    for (uint32_t row = WORD_FIRST; row < shape.vocabulary; row++)
        network->vocabulary_hashes[row] = (uint64_t)row << 32 | row * 7;
    network_export(network, &section.whole);
    network_destroy(network);
    return 0;
}

static int free_section(void **state)
{
    (void)state;
    section_finish(&section);
    return 0;
}

/* Binds what stands in the copy and, where that works, runs it on a few words. */
static bool bind_and_run(size_t size)
{
    struct hs_network network;
    hs_error error = {""};
    if (!hs_network_bind(&network, section.copy, size, &error)) {
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
    section_check_whole(&section, bind_and_run);
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    section_check_cut(&section, bind_and_run, 61);
}

static void sizes_out_of_range_are_refused(void **state)
{
    (void)state;
    section_check_header(&section, bind_and_run, 0x7ff);
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 2000);
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
