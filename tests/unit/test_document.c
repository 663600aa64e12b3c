/* What an edit does to an open document: each answer that docs/FEATURES.md states. */
#include "test.h"

#include "base/limits.h"
#include "workspace/document.h"

static hs_document document;

static void open_text(hs_str text)
{
    hs_document_init(&document, "file:///a.txt", HS_MARKUP_PLAIN, 1, text, hs_settings_create());
}

static void open_string(const char *text)
{
    open_text(hs_str_from(text));
}

static void close_document(void)
{
    hs_document_finish(&document);
}

static hs_document_change replacing(uint32_t start_line, uint32_t start_character,
                                    uint32_t end_line, uint32_t end_character, const char *text)
{
    return (hs_document_change){.range = {{start_line, start_character}, {end_line, end_character}},
                                .text = hs_str_from(text)};
}

static bool change(hs_encoding encoding, hs_document_change change, hs_error *error)
{
    return hs_document_change_text(&document, document.version + 1, encoding, &change, 1, error);
}

static void assert_text(const char *expected)
{
    assert_string_equal(document.text->bytes, expected);
    assert_int_equal(document.text->length, strlen(expected));
}

/* One edit of a text, in an encoding. */
static void assert_edit(const char *text, hs_encoding encoding, hs_document_change edit,
                        const char *expected)
{
    hs_error error = {{0}};
    open_string(text);
    if (!change(encoding, edit, &error))
        fail_msg("refused: %s", error.text);
    assert_text(expected);
    assert_int_equal(document.version, 2);
    assert_false(document.out_of_step);
    close_document();
}

/* An edit that is refused: the text stays, and the document is out of step. */
static void assert_refused(const char *text, hs_encoding encoding, hs_document_change edit,
                           const char *reason)
{
    hs_error error = {{0}};
    open_string(text);
    assert_false(change(encoding, edit, &error));
    assert_text(text);
    assert_true(document.out_of_step);
    if (!strstr(error.text, reason))
        fail_msg("“%s” does not say “%s”", error.text, reason);
    assert_string_equal(document.step_error.text, error.text);
    close_document();
}

static void an_edit_counts_in_its_encoding(void **state)
{
    (void)state;
    const char *text = "a👍b\n";
    assert_edit(text, HS_ENCODING_UTF8, replacing(0, 5, 0, 6, "c"), "a👍c\n");
    assert_edit(text, HS_ENCODING_UTF16, replacing(0, 3, 0, 4, "c"), "a👍c\n");
    assert_edit(text, HS_ENCODING_UTF32, replacing(0, 2, 0, 3, "c"), "a👍c\n");
}

static void every_line_end_ends_a_line(void **state)
{
    (void)state;
    assert_edit("a\r\nb", HS_ENCODING_UTF16, replacing(1, 0, 1, 1, "c"), "a\r\nc");
    assert_edit("a\rb", HS_ENCODING_UTF16, replacing(1, 0, 1, 1, "c"), "a\rc");
    assert_edit("a\nb\n", HS_ENCODING_UTF16, replacing(1, 0, 2, 0, ""), "a\n");
}

static void a_byte_order_mark_stays_and_counts(void **state)
{
    (void)state;
    assert_edit("\xEF\xBB\xBF"
                "a",
                HS_ENCODING_UTF16, replacing(0, 1, 0, 2, "b"),
                "\xEF\xBB\xBF"
                "b");
}

static void a_nul_byte_is_a_character_like_others(void **state)
{
    (void)state;
    hs_error error;
    open_text(hs_str_make("a\0b", 3));
    assert_true(change(HS_ENCODING_UTF16, replacing(0, 2, 0, 3, "c"), &error));
    assert_int_equal(document.text->length, 3);
    assert_memory_equal(document.text->bytes, "a\0c", 3);
    close_document();
}

static void a_byte_that_is_no_utf8_counts_one_unit(void **state)
{
    (void)state;
    assert_edit("a\xFF\xFE"
                "b",
                HS_ENCODING_UTF16, replacing(0, 3, 0, 4, "c"),
                "a\xFF\xFE"
                "c");
}

static void a_character_past_the_line_means_its_end(void **state)
{
    (void)state;
    assert_edit("ab\ncd", HS_ENCODING_UTF16, replacing(0, 2, 0, 99, "x"), "abx\ncd");
}

static void the_line_behind_the_last_means_the_end(void **state)
{
    (void)state;
    assert_edit("ab\ncd", HS_ENCODING_UTF16, replacing(0, 0, 2, 0, "x"), "x");
}

static void a_change_without_range_replaces_all(void **state)
{
    (void)state;
    assert_edit("ab", HS_ENCODING_UTF16, (hs_document_change){.whole = true, .text = HS_STR("new")},
                "new");
}

static void a_reversed_range_is_refused(void **state)
{
    (void)state;
    assert_refused("abc\n", HS_ENCODING_UTF16, replacing(0, 2, 0, 1, "x"), "");
    assert_refused("a\nb\n", HS_ENCODING_UTF16, replacing(1, 0, 0, 0, "x"), "");
}

static void a_range_past_the_end_is_refused(void **state)
{
    (void)state;
    assert_refused("ab\n", HS_ENCODING_UTF16, replacing(7, 0, 7, 0, "x"), "line");
    assert_refused("ab\n", HS_ENCODING_UTF16, replacing(0, 0, 9, 1, "x"), "line");
}

static void a_range_inside_a_surrogate_pair_is_refused(void **state)
{
    (void)state;
    assert_refused("👍\n", HS_ENCODING_UTF16, replacing(0, 1, 0, 2, "x"), "");
    assert_refused("👍\n", HS_ENCODING_UTF16, replacing(0, 0, 0, 1, "x"), "");
    assert_refused("👍\n", HS_ENCODING_UTF8, replacing(0, 2, 0, 4, "x"), "");
}

static void a_version_that_does_not_grow_is_refused(void **state)
{
    (void)state;
    hs_error error;
    hs_document_change edit = {.whole = true, .text = HS_STR("new")};
    for (int64_t version = 0; version <= 1; version++) {
        open_string("old");
        assert_false(
            hs_document_change_text(&document, version, HS_ENCODING_UTF16, &edit, 1, &error));
        assert_text("old");
        assert_non_null(strstr(error.text, "version 1 is here already"));
        close_document();
    }
    open_string("old");
    assert_true(hs_document_change_text(&document, 40, HS_ENCODING_UTF16, &edit, 1, &error));
    assert_int_equal(document.version, 40);
    close_document();
}

static void changes_of_one_notification_apply_in_order(void **state)
{
    (void)state;
    hs_error error;
    hs_document_change edits[] = {replacing(0, 0, 0, 0, "ab"), replacing(0, 1, 0, 2, "xyz"),
                                  replacing(0, 4, 0, 5, "")};
    open_string("c\n");
    assert_true(hs_document_change_text(&document, 2, HS_ENCODING_UTF16, edits, 3, &error));
    assert_text("axyz\n");
    close_document();
}

static void one_senseless_change_undoes_its_notification(void **state)
{
    (void)state;
    hs_error error;
    hs_document_change edits[] = {replacing(0, 0, 0, 0, "ab"), replacing(9, 0, 9, 0, "x")};
    open_string("first\nsecond\nthird");
    assert_false(hs_document_change_text(&document, 2, HS_ENCODING_UTF16, edits, 2, &error));
    assert_text("first\nsecond\nthird");
    assert_int_equal(document.version, 1);
    assert_int_equal(document.step_line, 2); /* the last line there is */
    close_document();
}

static void an_edit_past_the_size_limit_is_refused(void **state)
{
    (void)state;
    hs_error error;
    assert_true(hs_limits_set("document_bytes=64", &error));
    assert_refused(
        "a", HS_ENCODING_UTF16,
        replacing(0, 0, 0, 0, "0123456789012345678901234567890123456789012345678901234567890123"),
        "64 bytes");
    assert_edit(
        "a", HS_ENCODING_UTF16,
        replacing(0, 0, 0, 0, "012345678901234567890123456789012345678901234567890123456789012"),
        "012345678901234567890123456789012345678901234567890123456789012a");
    assert_true(hs_limits_set("document_bytes=16777216", &error));
}

static void a_saved_text_is_compared(void **state)
{
    (void)state;
    hs_error error;
    open_string("one\ntwo\n");
    assert_true(hs_document_verify(&document, HS_STR("one\ntwo\n"), &error));
    assert_false(document.out_of_step);
    assert_false(hs_document_verify(&document, HS_STR("one\nthree\n"), &error));
    assert_true(document.out_of_step);
    assert_int_equal(document.step_line, 1);
    close_document();
}

static void analyse(bool cancelled)
{
    hs_document_analysis analysis;
    atomic_bool cancel = cancelled;
    hs_document_begin_analysis(&document, &analysis);
    hs_document_analysis_run(&analysis, &cancel);
    hs_document_end_analysis(&document, &analysis);
    hs_document_analysis_finish(&analysis);
}

static void a_document_is_settled_when_its_version_is_analysed(void **state)
{
    (void)state;
    hs_error error;
    hs_document_analysis analysis;
    open_string("“We walk home now,” said Ana Ruiz.\n");
    assert_false(hs_document_settled(&document));
    hs_document_begin_analysis(&document, &analysis);
    assert_true(change(HS_ENCODING_UTF16, replacing(0, 0, 0, 0, "Then: "), &error));
    hs_document_analysis_run(&analysis, NULL);
    hs_document_end_analysis(&document, &analysis);
    hs_document_analysis_finish(&analysis);
    assert_int_equal(document.snapshot->version, 1);
    assert_false(hs_document_settled(&document));
    analyse(false);
    assert_true(hs_document_settled(&document));
    assert_int_equal(document.snapshot->version, 2);
    close_document();
}

static void a_cancelled_analysis_leaves_the_last_result(void **state)
{
    (void)state;
    hs_error error;
    open_string("“We walk home now,” said Ana Ruiz.\n");
    analyse(false);
    assert_true(change(HS_ENCODING_UTF16, replacing(0, 0, 0, 0, "Then: "), &error));
    analyse(true);
    assert_int_equal(document.snapshot->version, 1);
    assert_false(hs_document_settled(&document));
    analyse(false);
    assert_true(hs_document_settled(&document));
    close_document();
}

static void assert_blocks_are_those_of_the_text(void)
{
    hs_block_list *fresh = hs_block_list_build(hs_source_text_str(document.text), HS_MARKUP_PLAIN);
    assert_int_equal(document.blocks->count, fresh->count);
    for (size_t i = 0; i < fresh->count; i++) {
        const hs_block_entry *here = &document.blocks->entries[i], *wanted = &fresh->entries[i];
        assert_int_equal(here->source_start, wanted->source_start);
        assert_int_equal(here->block->text.length, wanted->block->text.length);
        assert_memory_equal(here->block->text.bytes, wanted->block->text.bytes,
                            wanted->block->text.length);
    }
    hs_block_list_unref(fresh);
}

/* Neither of those before it began nor of those that came while it ran. */
static void a_cancelled_analysis_forgets_no_edit(void **state)
{
    (void)state;
    hs_error error;
    hs_document_analysis analysis;
    atomic_bool cancel = true;
    open_string("One walked home.\n\nTwo stayed.\n\nThree slept.\n\nFour came late.\n");
    analyse(false);
    assert_true(change(HS_ENCODING_UTF16, replacing(2, 0, 2, 3, "Nobody ever"), &error));
    hs_document_begin_analysis(&document, &analysis);
    assert_true(hs_document_change_text(
        &document, 3, HS_ENCODING_UTF16,
        &(hs_document_change){.range = {{6, 0}, {6, 4}}, .text = HS_STR("Somebody")}, 1, &error));
    hs_document_analysis_run(&analysis, &cancel);
    hs_document_end_analysis(&document, &analysis);
    hs_document_analysis_finish(&analysis);
    analyse(false);
    assert_true(hs_document_settled(&document));
    assert_blocks_are_those_of_the_text();
    close_document();
}

static void new_settings_ask_for_a_new_analysis(void **state)
{
    (void)state;
    open_string("Critics say it is late.\n");
    analyse(false);
    hs_document_set_settings_take(&document, hs_settings_create());
    assert_false(hs_document_settled(&document));
    analyse(false);
    assert_true(hs_document_settled(&document));
    close_document();
}

static void edits_compose_into_one(void **state)
{
    (void)state;
    hs_text_edit insert = {10, 10, 15, true}; /* five bytes at 10 */
    hs_text_edit inside = {12, 14, 13, true};
    hs_text_edit behind = {20, 22, 20, true}; /* 15 to 17 before the insertion */
    hs_text_edit none = {0};
    hs_text_edit both = hs_text_edit_compose(insert, inside);
    assert_int_equal(both.start, 10);
    assert_int_equal(both.old_end, 10);
    assert_int_equal(both.new_end, 14);
    both = hs_text_edit_compose(insert, behind);
    assert_int_equal(both.start, 10);
    assert_int_equal(both.old_end, 17);
    assert_int_equal(both.new_end, 20);
    both = hs_text_edit_compose(behind, insert);
    assert_int_equal(both.start, 10);
    assert_int_equal(both.old_end, 22);
    assert_int_equal(both.new_end, 25);
    assert_int_equal(hs_text_edit_compose(none, inside).new_end, 13);
    assert_int_equal(hs_text_edit_compose(inside, none).new_end, 13);
    assert_false(hs_text_edit_compose(none, none).any);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_counts_in_its_encoding),
        cmocka_unit_test(every_line_end_ends_a_line),
        cmocka_unit_test(a_byte_order_mark_stays_and_counts),
        cmocka_unit_test(a_nul_byte_is_a_character_like_others),
        cmocka_unit_test(a_byte_that_is_no_utf8_counts_one_unit),
        cmocka_unit_test(a_character_past_the_line_means_its_end),
        cmocka_unit_test(the_line_behind_the_last_means_the_end),
        cmocka_unit_test(a_change_without_range_replaces_all),
        cmocka_unit_test(a_reversed_range_is_refused),
        cmocka_unit_test(a_range_past_the_end_is_refused),
        cmocka_unit_test(a_range_inside_a_surrogate_pair_is_refused),
        cmocka_unit_test(a_version_that_does_not_grow_is_refused),
        cmocka_unit_test(changes_of_one_notification_apply_in_order),
        cmocka_unit_test(one_senseless_change_undoes_its_notification),
        cmocka_unit_test(an_edit_past_the_size_limit_is_refused),
        cmocka_unit_test(a_saved_text_is_compared),
        cmocka_unit_test(a_document_is_settled_when_its_version_is_analysed),
        cmocka_unit_test(a_cancelled_analysis_leaves_the_last_result),
        cmocka_unit_test(a_cancelled_analysis_forgets_no_edit),
        cmocka_unit_test(new_settings_ask_for_a_new_analysis),
        cmocka_unit_test(edits_compose_into_one),
    };
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
