/* The promises of daemon/base: strings, buffers, arrays, maps, arenas and capped file reads. */
#include "test.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"

static void strings_compare_as_bytes(void **state)
{
    (void)state;
    assert_true(hs_str_equal(HS_STR("quote"), HS_STR("quote")));
    assert_false(hs_str_equal(HS_STR("quote"), HS_STR("quot")));
    assert_true(hs_str_compare(HS_STR("quot"), HS_STR("quote")) < 0);
    assert_true(hs_str_compare(HS_STR("\xff"), HS_STR("a")) > 0);
    assert_true(hs_str_equal_ignoring_case(HS_STR("Mr Orlo"), HS_STR("mR oRLO")));
    assert_true(hs_str_starts_with(HS_STR("hearsay"), HS_STR("hear")));
    assert_true(hs_str_ends_with(HS_STR("hearsay"), HS_STR("say")));
    assert_false(hs_str_ends_with(HS_STR("say"), HS_STR("hearsay")));
}

static void hashes_are_the_same_on_every_machine(void **state)
{
    (void)state;
    assert_int_not_equal(hs_str_hash(HS_STR("a")), hs_str_hash(HS_STR("b")));
    assert_int_not_equal(hs_hash_bytes("a", 1, 1), hs_hash_bytes("a", 1, 2));
    assert_int_equal(hs_str_hash(HS_STR("she said yesterday")), 0x629202c391ab856cu);
}

static void a_buffer_holds_what_was_written_in_order(void **state)
{
    (void)state;
    hs_buffer buffer = {0};
    hs_buffer_append_text(&buffer, "one ");
    hs_buffer_printf(&buffer, "%d", 2);
    hs_buffer_append_byte(&buffer, '!');
    assert_string_equal(buffer.bytes, "one 2!");
    hs_buffer_consume(&buffer, 4);
    assert_string_equal(buffer.bytes, "2!");
    for (int i = 0; i < 10000; i++)
        hs_buffer_append_byte(&buffer, 'x');
    assert_int_equal(buffer.length, 10002);
    char *taken = hs_buffer_take(&buffer);
    assert_int_equal(strlen(taken), 10002);
    assert_int_equal(buffer.length, 0);
    free(taken);
}

static void an_array_keeps_its_items_while_growing(void **state)
{
    (void)state;
    HS_ARRAY(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        *hs_array_push(&numbers) = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i);
    assert_int_equal(*hs_array_last(&numbers), 999);
    hs_array_finish(&numbers);
    assert_null(numbers.items);
}

static void a_map_finds_replaces_and_forgets(void **state)
{
    (void)state;
    hs_map map = {0};
    static int values[2000];
    char key[16];
    for (int i = 0; i < 2000; i++) {
        int length = snprintf(key, sizeof key, "key%d", i);
        assert_null(hs_map_set(&map, hs_str_make(key, (size_t)length), &values[i]));
        if (i % 3 == 0)
            assert_ptr_equal(hs_map_remove(&map, hs_str_make(key, (size_t)length)), &values[i]);
    }
    for (int i = 0; i < 2000; i++) {
        int length = snprintf(key, sizeof key, "key%d", i);
        void *found = hs_map_get(&map, hs_str_make(key, (size_t)length));
        assert_ptr_equal(found, i % 3 == 0 ? NULL : &values[i]);
    }
    assert_ptr_equal(hs_map_set(&map, HS_STR("key1"), &values[0]), &values[1]);
    size_t position = 0, seen = 0;
    while (hs_map_next(&map, &position, NULL, NULL))
        seen++;
    assert_int_equal(seen, map.count);
    hs_map_finish(&map);
}

static void arena_objects_are_zeroed_aligned_and_separate(void **state)
{
    (void)state;
    hs_arena arena = {0};
    for (int round = 0; round < 3; round++) {
        unsigned char *previous = NULL;
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *memory = hs_arena_alloc(&arena, size);
            assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(memory[i], 0);
            memset(memory, 0xab, size);
            if (previous && size > 7)
                assert_int_equal(previous[0], 0xab);
            previous = memory;
        }
        hs_arena_reset(&arena);
    }
    hs_arena_finish(&arena);
}

static void a_file_over_the_limit_is_refused_by_name(void **state)
{
    (void)state;
    char path[] = "/tmp/hearsay-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "0123456789", 10), 10);
    close(fd);
    hs_buffer out = {0};
    hs_error error;
    assert_true(hs_file_read(path, 10, &out, &error));
    assert_string_equal(out.bytes, "0123456789");
    assert_false(hs_file_read(path, 9, &out, &error));
    assert_non_null(strstr(error.text, path));
    assert_non_null(strstr(error.text, "limit of 9 bytes"));
    assert_int_equal(out.length, 10);
    assert_false(hs_file_read("/nonexistent/file", 9, &out, &error));
    assert_false(hs_file_read("/tmp", 9, &out, &error));
    hs_buffer_finish(&out);
    unlink(path);
}

/* An error that names a path of so many times "/fôlder" twice. */
static void name_long_path(hs_error *error, size_t folders)
{
    hs_buffer path = {0};
    for (size_t i = 0; i < folders; i++)
        hs_buffer_append_text(&path, "/fôlder");
    hs_buffer_append_text(&path, "/draft.txt");
    hs_error_set(error, "%s: others may enter it; run chmod 700 %s", path.bytes, path.bytes);
    hs_buffer_finish(&path);
}

static void a_long_path_leaves_an_errors_reason_and_way_out(void **state)
{
    (void)state;
    hs_error error;
    name_long_path(&error, 10);
    assert_null(strstr(error.text, "..."));
    for (size_t folders = 30; folders < 600; folders++) {
        name_long_path(&error, folders);
        assert_int_equal(strncmp(error.text, "/fôlder", strlen("/fôlder")), 0);
        assert_non_null(strstr(error.text, "/draft.txt: others may enter it; run chmod 700 /f"));
        assert_true(hs_str_ends_with(hs_str_from(error.text), HS_STR("/draft.txt")));
        assert_non_null(strstr(error.text, "..."));
        for (const char *o = error.text; (o = strchr(o, '\xc3')); o++)
            assert_int_equal((unsigned char)o[1], 0xb4);
        for (const char *o = error.text; (o = strchr(o, '\xb4')); o++)
            assert_int_equal((unsigned char)o[-1], 0xc3);
    }
}

static void an_error_of_short_words_alone_keeps_both_ends(void **state)
{
    (void)state;
    hs_buffer path = {0};
    hs_error error;
    for (int i = 0; i < 1000; i++)
        hs_buffer_append_text(&path, " a b");
    hs_error_set(&error, "/desk%s: No such file or directory", path.bytes);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
    assert_true(hs_str_starts_with(hs_str_from(error.text), HS_STR("/desk a b")));
    assert_true(hs_str_ends_with(hs_str_from(error.text), HS_STR(": No such file or directory")));
    hs_buffer_finish(&path);
}

/* As long as a message may be; looked through once a word, it would take minutes. */
static void an_error_of_millions_of_words_keeps_both_ends(void **state)
{
    (void)state;
    enum { WORDS = 600000, WORD_BYTES = 97 };
    hs_buffer words = {0};
    hs_error error;
    for (int i = 0; i < WORDS; i++) {
        hs_buffer_reserve(&words, WORD_BYTES + 1);
        memset(words.bytes + words.length, 'a' + i % 26, WORD_BYTES);
        words.length += WORD_BYTES;
        hs_buffer_append_text(&words, " ");
    }
    hs_error_set(&error, "/desk: %s: No such file or directory", words.bytes);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
    assert_true(hs_str_starts_with(hs_str_from(error.text), HS_STR("/desk: aaa")));
    assert_true(hs_str_ends_with(hs_str_from(error.text), HS_STR(": No such file or directory")));
    hs_buffer_finish(&words);
}

static void case_is_set_aside(void **state)
{
    (void)state;
    static const hs_str list[] = {{"of", 2}, {"and", 3}};
    assert_true(hs_str_starts_ignoring_case(HS_STR("The Chair"), HS_STR("the ")));
    assert_true(hs_str_starts_ignoring_case(HS_STR("the"), HS_STR("")));
    assert_false(hs_str_starts_ignoring_case(HS_STR("th"), HS_STR("the")));
    assert_true(hs_str_contains_ignoring_case(HS_STR("Ana RUIZ"), HS_STR("ruiz")));
    assert_true(hs_str_contains_ignoring_case(HS_STR(""), HS_STR("")));
    assert_false(hs_str_contains_ignoring_case(HS_STR("Rui"), HS_STR("ruiz")));
    assert_true(hs_str_among_ignoring_case(HS_STR("AND"), list, HS_COUNT(list)));
    assert_false(hs_str_among_ignoring_case(HS_STR("an"), list, HS_COUNT(list)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_is_set_aside),
        cmocka_unit_test(strings_compare_as_bytes),
        cmocka_unit_test(hashes_are_the_same_on_every_machine),
        cmocka_unit_test(a_buffer_holds_what_was_written_in_order),
        cmocka_unit_test(an_array_keeps_its_items_while_growing),
        cmocka_unit_test(a_map_finds_replaces_and_forgets),
        cmocka_unit_test(arena_objects_are_zeroed_aligned_and_separate),
        cmocka_unit_test(a_file_over_the_limit_is_refused_by_name),
        cmocka_unit_test(a_long_path_leaves_an_errors_reason_and_way_out),
        cmocka_unit_test(an_error_of_short_words_alone_keeps_both_ends),
        cmocka_unit_test(an_error_of_millions_of_words_keeps_both_ends),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
