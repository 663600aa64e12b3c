/* The model file's promises: what is written is read back in place, and any other file is refused
 * with one sentence that names it and the way out. */
#include "test.h"

#include <unistd.h>

#include "base/buffer.h"
#include "language/model_use.h"
#include "train/model_writer.h"

static char *path_of(const char *name)
{
    const char *folder = getenv("TMPDIR");
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s/hearsay-%ld-%s", folder ? folder : "/tmp", (long)getpid(), name);
    return hs_buffer_take(&path);
}

/* A model with three sections, one of them empty. */
static void build(hs_buffer *out)
{
    hs_model_writer writer = {0};
    char weights[5000];
    for (size_t i = 0; i < sizeof weights; i++)
        weights[i] = (char)(i * 7);
    hs_model_writer_set(&writer, "weights", weights, sizeof weights);
    hs_model_writer_set(&writer, "empty", "", 0);
    hs_model_writer_set(&writer, "about", "old", 3);
    hs_model_writer_set(&writer, "about", "a test", 6);
    hs_model_writer_build(&writer, out);
    hs_model_writer_finish(&writer);
}

static void assert_refused(hs_str bytes, const char *part)
{
    hs_error error = {0};
    /* an allocation of its own, so that a read past the end is seen */
    char *copy = hs_string_copy_n(bytes.bytes, bytes.length);
    assert_null(hs_model_file_open_bytes(hs_str_make(copy, bytes.length), "a.hsm", &error));
    assert_non_null(strstr(error.text, "a.hsm: "));
    if (!strstr(error.text, part))
        fail_msg("\"%s\" does not say \"%s\"", error.text, part);
    free(copy);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    hs_model_writer writer = {0}, again = {0};
    hs_error error;
    char *path = path_of("whole");
    unlink(path);
    assert_true(hs_model_writer_read(&writer, path, &error));
    hs_model_writer_set(&writer, "names", "Orlo", 4);
    assert_true(hs_model_writer_save(&writer, path, &error));
    assert_true(hs_model_writer_read(&again, path, &error));
    hs_model_writer_set(&again, "lemmas", "be", 2);
    assert_true(hs_model_writer_save(&again, path, &error));
    hs_model_file *model = hs_model_file_open(path, &error);
    assert_non_null(model);
    hs_str section;
    assert_true(hs_model_file_section(model, "names", &section, &error));
    assert_true(hs_str_equal(section, HS_STR("Orlo")));
    assert_int_equal((uintptr_t)section.bytes % HS_MODEL_ALIGNMENT, 0);
    assert_true(hs_model_file_section(model, "lemmas", &section, &error));
    assert_string_equal(hs_model_file_section_name(model, 0), "lemmas");
    assert_null(hs_model_file_section_name(model, 2));
    assert_false(hs_model_file_section(model, "parser", &section, &error));
    assert_non_null(strstr(error.text, "no section \"parser\""));
    hs_model_file_close(model);
    hs_model_writer_finish(&writer);
    hs_model_writer_finish(&again);
    unlink(path);
    free(path);
}

static void the_same_sections_give_the_same_bytes(void **state)
{
    (void)state;
    hs_model_writer writer = {0};
    hs_buffer one = {0}, two = {0};
    hs_model_writer_set(&writer, "b", "2", 1);
    hs_model_writer_set(&writer, "a", "1", 1);
    hs_model_writer_build(&writer, &one);
    hs_model_writer_finish(&writer);
    hs_model_writer_set(&writer, "a", "1", 1);
    hs_model_writer_set(&writer, "b", "2", 1);
    hs_model_writer_build(&writer, &two);
    hs_model_writer_finish(&writer);
    assert_true(hs_str_equal(hs_buffer_str(&one), hs_buffer_str(&two)));
    hs_buffer_finish(&one);
    hs_buffer_finish(&two);
}

static void other_files_are_refused_and_named(void **state)
{
    (void)state;
    hs_buffer model = {0};
    build(&model);
    hs_str bytes = hs_buffer_str(&model);
    assert_refused(HS_STR(""), "not a model file");
    assert_refused(HS_STR("\x7f"
                          "ELF"),
                   "not a model file");
    hs_model_header *header = (hs_model_header *)(void *)model.bytes;
    header->format++;
    assert_refused(bytes, "use the model that came with this version");
    header->format--;
    header->byte_order = 0x04030201;
    assert_refused(bytes, "another byte order");
    header->byte_order = HS_MODEL_BYTE_ORDER;
    hs_buffer_append_byte(&model, '\0');
    assert_refused(hs_buffer_str(&model), "too long");
    hs_error error = {0};
    assert_null(hs_model_file_open("/nonexistent/x.hsm", &error));
    assert_non_null(strstr(error.text, "/nonexistent/x.hsm: cannot open"));
    assert_null(hs_model_file_open("/tmp", &error));
    assert_non_null(strstr(error.text, "/tmp: not a file"));
    hs_buffer_finish(&model);
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    hs_buffer model = {0};
    build(&model);
    for (size_t length = 0; length < model.length; length += length < 300 ? 1 : 61)
        assert_refused(hs_str_make(model.bytes, length), length < 64 ? "not a model" : "cut short");
    hs_buffer_finish(&model);
}

static void every_damaged_byte_is_refused(void **state)
{
    (void)state;
    hs_buffer model = {0};
    build(&model);
    hs_model_header header;
    memcpy(&header, model.bytes, sizeof header);
    size_t tested = 0;
    for (size_t at = 0; at < model.length; at++) {
        /* the zeros that fill the header and the gaps mean nothing */
        bool padding = (at >= offsetof(hs_model_header, zero) && at < 32) || (at >= 40 && at < 64);
        hs_model_entry *entries = (hs_model_entry *)(void *)(model.bytes + 64);
        bool in_section = at < 64 + header.section_count * sizeof *entries;
        for (uint32_t i = 0; i < header.section_count && !in_section; i++)
            in_section = at >= entries[i].offset && at < entries[i].offset + entries[i].size;
        if (padding || !in_section)
            continue;
        model.bytes[at] ^= (char)(1 << at % 8);
        assert_refused(hs_buffer_str(&model), "a.hsm");
        model.bytes[at] ^= (char)(1 << at % 8);
        tested++;
    }
    assert_true(tested > 5000);
    hs_buffer_finish(&model);
}

static void offsets_outside_the_file_are_refused_even_with_right_hashes(void **state)
{
    (void)state;
    static const struct {
        uint64_t offset, size;
    } cases[] = {{0, UINT64_MAX}, {UINT64_MAX - 63, 64}, {1, 1}, {64, 1u << 20}, {1u << 20, 0}};
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_buffer model = {0};
        build(&model);
        hs_model_header *header = (hs_model_header *)(void *)model.bytes;
        hs_model_entry *entry = (hs_model_entry *)(void *)(model.bytes + sizeof *header);
        entry->offset = cases[i].offset;
        entry->size = cases[i].size;
        header->table_hash = hs_model_hash(entry, header->section_count * sizeof *entry);
        assert_refused(hs_buffer_str(&model), "section table is damaged");
        hs_buffer_finish(&model);
    }
}

static void the_hash_sees_every_byte_and_the_length(void **state)
{
    (void)state;
    unsigned char bytes[3000] = {0};
    uint64_t whole = hs_model_hash(bytes, sizeof bytes);
    for (size_t at = 0; at < sizeof bytes; at++) {
        bytes[at] = 1;
        assert_int_not_equal(hs_model_hash(bytes, sizeof bytes), whole);
        bytes[at] = 0;
        assert_int_not_equal(hs_model_hash(bytes, at), whole);
    }
}

static void a_hash_of_pieces_is_that_of_the_whole(void **state)
{
    (void)state;
    unsigned char bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i % 251);
    for (size_t piece = HS_MODEL_HASHED_AT_ONCE; piece <= 4096; piece += HS_MODEL_HASHED_AT_ONCE) {
        hs_model_hasher hasher;
        hs_model_hasher_init(&hasher);
        for (size_t at = 0; at < sizeof bytes; at += piece)
            hs_model_hasher_add(&hasher, bytes + at,
                                sizeof bytes - at < piece ? sizeof bytes - at : piece);
        assert_int_equal(hs_model_hasher_result(&hasher), hs_model_hash(bytes, sizeof bytes));
    }
}

static void a_model_is_found_by_option_then_environment(void **state)
{
    (void)state;
    hs_error error;
    setenv("HEARSAY_MODEL", "/there/b.hsm", 1);
    char *path = hs_model_file_find("/here/a.hsm", &error);
    assert_string_equal(path, "/here/a.hsm");
    free(path);
    path = hs_model_file_find(NULL, &error);
    assert_string_equal(path, "/there/b.hsm");
    free(path);
    unsetenv("HEARSAY_MODEL");
}

/* Takes a file that has a section "about". */
static bool bind_about(void *model, const hs_model_file *file, hs_error *error)
{
    return hs_model_file_section(file, "about", model, error);
}

static void save(const char *path, const char *section)
{
    hs_model_writer writer = {0};
    hs_error error;
    hs_model_writer_set(&writer, section, "a test", 6);
    assert_true(hs_model_writer_save(&writer, path, &error));
    hs_model_writer_finish(&writer);
}

static void a_model_beside_is_used_where_it_fits_and_done_without_where_not(void **state)
{
    (void)state;
    static const hs_model_use use = {"HEARSAY_TEST_MODEL", "missing.hsm", "nothing is weighed"};
    hs_str about = {0};
    char *path = path_of("beside");
    assert_null(hs_model_use_open(&use, bind_about, &about)); /* in neither folder */
    setenv(use.variable, "none", 1);
    assert_null(hs_model_use_open(&use, bind_about, &about));
    setenv(use.variable, path, 1);
    save(path, "about");
    hs_model_file *model = hs_model_use_open(&use, bind_about, &about);
    assert_non_null(model);
    assert_true(hs_str_equal(about, HS_STR("a test")));
    hs_model_file_close(model);
    save(path, "others");
    assert_null(hs_model_use_open(&use, bind_about, &about));
    unsetenv(use.variable);
    unlink(path);
    free(path);
}

static void what_is_set_aside_is_copied_as_it_stands(void **state)
{
    (void)state;
    enum { SIZE = 1 << 16, PIECE = 100 };
    hs_model_writer writer = {0};
    hs_error error;
    char *path = path_of("aside"), *whole = hs_alloc(SIZE), piece[PIECE];
    for (size_t i = 0; i < SIZE; i++)
        whole[i] = (char)(i * i >> 7);
    hs_model_writer_set(&writer, "rows", whole, SIZE);
    assert_true(hs_model_writer_save(&writer, path, &error));
    hs_model_file *model = hs_model_file_open(path, &error);
    hs_str section;
    assert_true(hs_model_file_section(model, "rows", &section, &error));
    hs_model_file_set_aside(model, section.bytes + 9, SIZE - 9);
    unlink(path); /* an open model does without its name */
    for (size_t at = 0; at + PIECE <= SIZE; at += 997) {
        hs_model_file_copy(model, section.bytes + at, PIECE, piece);
        assert_memory_equal(piece, whole + at, PIECE);
    }
    assert_memory_equal(section.bytes, whole, SIZE); /* and it can be read in place */
    hs_model_file_close(model);
    hs_model_writer_finish(&writer);
    free(whole);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(what_is_set_aside_is_copied_as_it_stands),
        cmocka_unit_test(the_same_sections_give_the_same_bytes),
        cmocka_unit_test(other_files_are_refused_and_named),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(every_damaged_byte_is_refused),
        cmocka_unit_test(offsets_outside_the_file_are_refused_even_with_right_hashes),
        cmocka_unit_test(the_hash_sees_every_byte_and_the_length),
        cmocka_unit_test(a_hash_of_pieces_is_that_of_the_whole),
        cmocka_unit_test(a_model_is_found_by_option_then_environment),
        cmocka_unit_test(a_model_beside_is_used_where_it_fits_and_done_without_where_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
