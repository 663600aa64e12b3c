/* The promises of daemon/language/network.h about sections: what is whole is bound and runs, what
 * is cut or damaged is refused or runs within its bounds. A small untrained network serves.
 */
#include "section_check.h"
#include "test.h"

#include <math.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buffer.h"
#include "language/network.h"
#include "language/word_features.h"
#include "train/export.h"
#include "train/import.h"
#include "train/model_writer.h"

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
    hs_network_run(&network, workspace, text, words, sentences, 2, NULL, 0);
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

static char *temporary_path(void)
{
    const char *folder = getenv("TMPDIR");
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s/hearsay-%ld-network", folder ? folder : "/tmp", (long)getpid());
    return hs_buffer_take(&path);
}

static const char *const rare_words[] = {"otter", "gantry", "one"};

/* A file with a network whose last rows are those words'; its path. */
static char *save_wide_network(void)
{
    struct shape shape = {5000, 30, 16, 16, 2, 16, 16};
    struct network *network = network_create(&shape, 5);
    for (uint32_t row = WORD_FIRST; row < shape.vocabulary; row++)
        network->vocabulary_hashes[row] = (uint64_t)row << 32 | row * 7;
    for (uint32_t i = 0; i < 2; i++)
        network->vocabulary_hashes[shape.vocabulary - 1 - i] =
            hs_word_hash(rare_words[i], strlen(rare_words[i]));
    hs_buffer bytes = {0};
    hs_model_writer writer = {0};
    hs_error error;
    char *path = temporary_path();
    network_export(network, &bytes);
    network_destroy(network);
    hs_model_writer_set(&writer, "network", bytes.bytes, bytes.length);
    assert_true(hs_model_writer_save(&writer, path, &error));
    hs_model_writer_finish(&writer);
    hs_buffer_finish(&bytes);
    return path;
}

static void assert_within_a_step(const float *values, const float *original, size_t count)
{
    float most = 0;
    for (size_t i = 0; i < count; i++)
        most = fmaxf(most, fabsf(original[i]));
    for (size_t i = 0; i < count; i++)
        assert_true(fabsf(values[i] - original[i]) <= most / 127 * 0.51f);
}

/* Weights come back but for rounding; words that the model does not know read as unknown ones. */
static void a_model_is_taken_back_into_training(void **state)
{
    (void)state;
    char *path = save_wide_network();
    struct network *original = network_create(&(struct shape){5000, 30, 16, 16, 2, 16, 16}, 5);
    struct network *network = network_create(&(struct shape){4, 30, 16, 16, 2, 16, 16}, 9);
    network->vocabulary_hashes[WORD_FIRST] = hs_word_hash(rare_words[0], strlen(rare_words[0]));
    network->vocabulary_hashes[WORD_FIRST + 1] = hs_word_hash("heron", 5);
    hs_error error = {""};
    assert_true(network_import(network, path, &error));
    const float *words = original->words.values, *back = network->words.values;
    assert_within_a_step(back + (size_t)WORD_FIRST * 16, words + (size_t)4999 * 16, 16);
    assert_within_a_step(back + (size_t)(WORD_FIRST + 1) * 16, words, 16);
    assert_within_a_step(network->hashed.values + 16, original->hashed.values + 16, 16);
    const size_t rows[] = {original->layout.cells[1][0].from_input + 32,
                           original->layout.heads + 64, original->layout.relations + 16};
    for (size_t i = 0; i < HS_COUNT(rows); i++)
        assert_within_a_step(network->values + rows[i], original->values + rows[i],
                             i == 2 ? 16 : 32);
    network_destroy(network);

    network = network_create(&(struct shape){4, 30, 16, 32, 2, 16, 16}, 9);
    assert_false(network_import(network, path, &error));
    assert_non_null(strstr(error.text, "shape"));
    network_destroy(network);
    network_destroy(original);
    unlink(path);
    free(path);
}

/* What the network makes of each of the words, the second time that it reads them. */
static void read_rare_words(const struct hs_network *network, int8_t *states)
{
    struct hs_workspace *workspace = hs_workspace_create(network, hs_kernels_best());
    for (size_t n = 0; n < 2 * HS_COUNT(rare_words); n++) {
        size_t i = n % HS_COUNT(rare_words);
        hs_word word = {.byte_end = (uint32_t)strlen(rare_words[i])};
        hs_network_run(network, workspace, rare_words[i], &word, &(hs_word_span){0, 1}, 1,
                       states + i * hs_network_state_width(&network->header),
                       hs_network_state_width(&network->header));
    }
    hs_workspace_destroy(workspace);
}

static void rare_words_are_read_from_the_file_alike(void **state)
{
    (void)state;
    struct hs_network network;
    hs_error error = {""};
    hs_str bytes;
    int8_t before[3 * 32], after[3 * 32];
    char *path = save_wide_network();
    hs_model_file *file = hs_model_file_open(path, &error);
    assert_non_null(file);
    assert_true(hs_model_file_section(file, "network", &bytes, &error));
    assert_true(hs_network_bind(&network, bytes.bytes, bytes.length, &error));
    assert_int_equal(hs_network_state_width(&network.header), 32);
    read_rare_words(&network, before);
    assert_memory_not_equal(before, before + 32, 32); /* their rows are not one unknown word's */
    hs_network_set_rare_words_aside(&network, file);
    assert_true(network.words_at_hand < network.header.vocabulary - 2);
    read_rare_words(&network, after);
    assert_memory_equal(before, after, sizeof before);
    hs_network_finish(&network);
    hs_model_file_close(file);
    unlink(path);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(sizes_out_of_range_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(rare_words_are_read_from_the_file_alike),
        cmocka_unit_test(a_model_is_taken_back_into_training),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
