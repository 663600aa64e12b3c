/* The promises of daemon/text/block.h over plain text: what becomes a block, of which kind, and
 * where each byte of it came from. */
#include "test.h"

#include "block_text.h"
#include "text/turn_label.h"

static void lines_become_paragraphs(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"nothing", HS_STR(""), ""},
        {"only white space", HS_STR(" \n\t\r\n\r \xc2\xa0"), ""},
        {"blank lines between", HS_STR("It rained.\n\nIt stopped.\n"),
         "paragraph: It rained.\nparagraph: It stopped.\n"},
        {"no blank lines between", HS_STR("It rained.\nIt stopped."),
         "paragraph: It rained.\nparagraph: It stopped.\n"},
        {"CR LF and lone CR", HS_STR("It rained.\r\nIt stopped.\rIt rained."),
         "paragraph: It rained.\nparagraph: It stopped.\nparagraph: It rained.\n"},
        {"a byte-order mark is skipped", HS_STR("\xef\xbb\xbfIt rained.\n"),
         "paragraph: It rained.\n"},
        {"NUL and invalid bytes", HS_STR("It \0 rained\xff.\n"),
         "paragraph: It \uFFFD rained\uFFFD.\n"},
        {"controls become spaces", HS_STR("It\x01rained\x7f in\tOrlo.\x1f\n"),
         "paragraph: It rained  in Orlo.\n"},
    };
    check_cuts(HS_MARKUP_PLAIN, cases, HS_COUNT(cases));
}

static void wrapped_lines_are_joined(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"mail at 60 columns",
         HS_STR("The harbour board said on Monday that the ferry would be\n"
                "out of service until May. Repairs to the ramp have taken\n"
                "longer than planned. Boats from Orlo will run instead.\n"
                "\n"
                "Fares stay as they are."),
         "paragraph: The harbour board said on Monday that the ferry would be out of service "
         "until May. Repairs to the ramp have taken longer than planned. Boats from Orlo will "
         "run instead.\nparagraph: Fares stay as they are.\n"},
        {"indented and with CR LF",
         HS_STR("   The harbour board said on Monday that the ferry would be\r\n"
                "   out of service until May.\r\n"),
         "paragraph: The harbour board said on Monday that the ferry would be out of service "
         "until May.\n"},
        {"a picture's credit is not joined to its caption",
         HS_STR("image captionAna Ruiz at the ramp in Orlo, where the ferry lands\n"
                "image copyrightHarbour Press"),
         "caption: Ana Ruiz at the ramp in Orlo, where the ferry lands\n"
         "boilerplate: image copyrightHarbour Press\n"},
        {"a list is not joined",
         HS_STR("The board named three reasons for the delay at the ramp\n"
                "- the weather\n- the money\n2. the crane"),
         "heading: The board named three reasons for the delay at the ramp\n"
         "item1: the weather\nitem1: the money\nitem1: the crane\n"},
        {"short lines are not joined", HS_STR("Orlo\nharbour\nboard said."),
         "heading: Orlo\nparagraph: harbour\nparagraph: board said.\n"},
        {"two long sentences are two paragraphs",
         HS_STR("The harbour board said the ferry would be out of use.\n"
                "Repairs to the ramp have taken longer than planned."),
         "paragraph: The harbour board said the ferry would be out of use.\n"
         "paragraph: Repairs to the ramp have taken longer than planned.\n"},
    };
    check_cuts(HS_MARKUP_PLAIN, cases, HS_COUNT(cases));
}

static const cut_case line_cases[] = {
    {"a report",
     HS_STR("Ferry out of service until May\n\nBy Ana Ruiz, harbour correspondent\n\n"
            "Orlo, 3 March 2021\n\nThe ferry is broken, the board said.\n\n"
            "Boats instead\n\nBoats will run.\n"),
     "heading: Ferry out of service until May\nbyline: By Ana Ruiz, harbour correspondent\n"
     "dateline: Orlo, 3 March 2021\nparagraph: The ferry is broken, the board said.\n"
     "heading: Boats instead\nparagraph: Boats will run.\n"},
    {"a sentence that starts with By", HS_STR("By Friday the Orlo ferry was back.\n"),
     "paragraph: By Friday the Orlo ferry was back.\n"},
    {"captions of a broadcaster's page",
     HS_STR("image copyrightHarbour Press\nimage captionAna Ruiz at the ramp in Orlo\n"
            "media captionThe ferry's last trip\n"),
     "boilerplate: image copyrightHarbour Press\ncaption: Ana Ruiz at the ramp in Orlo\n"
     "caption: The ferry's last trip\n"},
    {"a caption behind an image line, and one by its credit",
     HS_STR("Open Image Modal\n\nAna Ruiz at the ramp\n\n"
            "The ferry in better days (Bo Lind/Harbour Press)\n"),
     "boilerplate: Open Image Modal\ncaption: Ana Ruiz at the ramp\n"
     "caption: The ferry in better days (Bo Lind/Harbour Press)\n"},
    {"bullets and numbers",
     HS_STR("  \u2022 The ramp explained\n* Fares\n1. First\n12) Twelfth\n- Dash\n"),
     "item1: The ramp explained\nitem1: Fares\nitem1: First\nitem1: Twelfth\nitem1: Dash\n"},
    {"a year is no number of an item", HS_STR("2019. That was the year.\n"),
     "paragraph: 2019. That was the year.\n"},
    {"a mail's quote", HS_STR("> The ramp is safe.\n"), "quote: The ramp is safe.\n"},
    {"a transcript",
     HS_STR("Question: Is the ramp safe?\nAna Ruiz: It is.\n\nWe tested it.\nBo Lind: So we "
            "heard.\n"),
     "turn: Question: Is the ramp safe?\nturn: Ana Ruiz: It is.\nparagraph: We tested it.\n"
     "turn: Bo Lind: So we heard.\n"},
    {"those present take no turn",
     HS_STR("Present: Ana Ruiz, Bo Lind\nHosts: Cy Marr\nAna Ruiz: Is it safe?\nBo Lind: It is.\n"),
     "heading: Present: Ana Ruiz, Bo Lind\nheading: Hosts: Cy Marr\n"
     "turn: Ana Ruiz: Is it safe?\nturn: Bo Lind: It is.\n"},
    {"one colon makes no transcript", HS_STR("Ana Ruiz: the woman who built a ramp.\nIt is.\n"),
     "paragraph: Ana Ruiz: the woman who built a ramp.\nparagraph: It is.\n"},
    {"page furniture",
     HS_STR("Share this\nPublished 3 March 2021Last updated 4 March\n+44 (0) 1632 960 001\n"
            "***\nUpdates to this page\nEmail: press@harbour.example\n"),
     "boilerplate: Share this\nboilerplate: Published 3 March 2021Last updated 4 March\n"
     "boilerplate: +44 (0) 1632 960 001\nboilerplate: ***\n"
     "boilerplate: Updates to this page\nboilerplate: Email: press@harbour.example\n"},
    {"sentences that only start like furniture",
     HS_STR("Sharing is what the board does best.\nPublished accounts show a loss.\n"
            "Contact with the crew was lost.\nPrint is dying, she said.\n"),
     "paragraph: Sharing is what the board does best.\n"
     "paragraph: Published accounts show a loss.\n"
     "paragraph: Contact with the crew was lost.\nparagraph: Print is dying, she said.\n"},
    {"times of a live blog", HS_STR("Storm live\n\n17:48\n\nIt rained.\n\n7 p.m.\n\nMore.\n"),
     "heading: Storm live\ndateline: 17:48\nparagraph: It rained.\ndateline: 7 p.m.\n"
     "paragraph: More.\n"},
    {"a trail of links", HS_STR("News / Minister / Interviews\nIt rained.\n"),
     "boilerplate: News / Minister / Interviews\nparagraph: It rained.\n"},
    {"a question is no headline, save at the top",
     HS_STR("Is the ramp safe?\n\nIt is.\n\nIs it?\n\nYes.\n"),
     "heading: Is the ramp safe?\nparagraph: It is.\nparagraph: Is it?\nparagraph: Yes.\n"},
    {"an interview without labels",
     HS_STR("She knows the ramp. Bo Lind interviewed her.\n\nWhat did you see?\n\nI saw it "
            "sink.\n\nIt took an hour.\n\nAnd your crew?\n\nThey swam.\n"),
     "paragraph: She knows the ramp. Bo Lind interviewed her.\nturn: What did you see?\n"
     "turn: I saw it sink.\nparagraph: It took an hour.\nturn: And your crew?\n"
     "turn: They swam.\n"},
    {"one that does not call itself so takes three exchanges",
     HS_STR("Ferry news.\n\nDid you see it?\n\nI saw it.\n\nAnd your crew?\n\nWe all did.\n\n"
            "Why?\n\nIt shone.\n"),
     "paragraph: Ferry news.\nturn: Did you see it?\nturn: I saw it.\nturn: And your crew?\n"
     "turn: We all did.\nturn: Why?\nturn: It shone.\n"},
    {"questions in bold need not ask",
     HS_STR("Q&A: the ferry\n\n**Is it true that it sank?**\n\nI saw it.\n\n**You told us that it "
            "could not.**\n\nWe were wrong.\n"),
     "heading: Q&A: the ferry\nturn: **Is it true that it sank?**\nturn: I saw it.\n"
     "turn: **You told us that it could not.**\nturn: We were wrong.\n"},
    {"turns by a letter",
     HS_STR("Q. Is the ramp safe?\n\nA. It was in May.\n\nQ. And now?\n\nA. I cannot say.\n"),
     "turn: Q. Is the ramp safe?\nturn: A. It was in May.\nturn: Q. And now?\n"
     "turn: A. I cannot say.\n"},
    {"two exchanges are none",
     HS_STR("Ferry news.\n\nDid you see it?\n\nI saw it.\n\nAnd your crew?\n\nWe all did.\n"),
     "paragraph: Ferry news.\nparagraph: Did you see it?\nparagraph: I saw it.\n"
     "paragraph: And your crew?\nparagraph: We all did.\n"},
    {"a column that asks nobody is no interview",
     HS_STR("Ferry news.\n\nWho paid?\n\nThe town did.\n\nWho knew?\n\nThe board did.\n\n"
            "Who told us?\n\nNobody did.\n"),
     "paragraph: Ferry news.\nparagraph: Who paid?\nparagraph: The town did.\n"
     "paragraph: Who knew?\nparagraph: The board did.\nparagraph: Who told us?\n"
     "paragraph: Nobody did.\n"},
    {"questions in quotation marks are no interviewer's",
     HS_STR("An interview with her failed.\n\n\"Did you see it?\"\n\nI do not know who asked.\n\n"
            "\"And your crew?\"\n\nWe never heard.\n"),
     "paragraph: An interview with her failed.\nparagraph: \"Did you see it?\"\n"
     "paragraph: I do not know who asked.\nparagraph: \"And your crew?\"\n"
     "paragraph: We never heard.\n"},
    {"run-in headings are no turns",
     HS_STR("The Money Ran Out: It was gone by May.\nLittle Hope Of More: It will not come.\n"),
     "paragraph: The Money Ran Out: It was gone by May.\n"
     "paragraph: Little Hope Of More: It will not come.\n"},
    {"wire credits", HS_STR("It rained.\n(Reporting by Ana Ruiz; Editing by Bo Lind)\n"),
     "paragraph: It rained.\nbyline: (Reporting by Ana Ruiz; Editing by Bo Lind)\n"},
    {"a line alone is no headline", HS_STR("Ferry out of service\n"),
     "paragraph: Ferry out of service\n"},
};

static void lines_are_told_apart_by_their_conventions(void **state)
{
    (void)state;
    check_cuts(HS_MARKUP_PLAIN, line_cases, HS_COUNT(line_cases));
}

static void paragraphs_show_their_dateline(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *dateline;
    } cases[] = {
        {"ORLO (HP) \u2014 The ferry is broken.", "ORLO (HP) \u2014"},
        {"ORLO, Norland, March 3 (HP) - The ferry is broken.", "ORLO, Norland, March 3 (HP) -"},
        {"Orlo, 3 March \u2013 The ferry is broken.", "Orlo, 3 March \u2013"},
        {"NEW ORLO -- \"We sink,\" she said.", "NEW ORLO --"},
        {"The board \u2014 all of it \u2014 resigned.", ""},
        {"HARBOUR \u2014 the charity \u2014 gave money.", ""},
        {"Ana Ruiz \u2014 The ferry is broken.", ""},
        {"The ferry is broken.", ""},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_block_list *list = hs_block_list_build(hs_str_from(cases[i].text), HS_MARKUP_PLAIN);
        assert_int_equal(list->count, 1);
        const hs_block *block = list->entries[0].block;
        assert_int_equal(block->dateline.start, 0);
        if (block->dateline.end != strlen(cases[i].dateline))
            fail_msg("%s: %u", cases[i].text, block->dateline.end);
        hs_block_list_unref(list);
    }
}

static void turns_show_their_speaker(void **state)
{
    (void)state;
    hs_str source = HS_STR("Question: Is it safe?\n\nMs Ana Ruiz: It is.\n");
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_PLAIN);
    hs_span speaker = list->entries[1].block->speaker_span;
    assert_int_equal(speaker.start, 0);
    assert_int_equal(speaker.end, strlen("Ms Ana Ruiz"));
    hs_span at = hs_block_source_span(&list->entries[1], speaker);
    assert_memory_equal(source.bytes + at.start, "Ms Ana Ruiz", at.end - at.start);
    assert_int_equal(list->entries[0].block->speaker_span.end, strlen("Question"));
    hs_block_list_unref(list);
}

static void text_maps_back_to_its_source(void **state)
{
    (void)state;
    hs_str source = HS_STR("\xef\xbb\xbf  Head\n\n  \u2022 a\0b\xff"
                           "c\n");
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_PLAIN);
    assert_int_equal(list->count, 2);
    const hs_block_entry *head = &list->entries[0], *item = &list->entries[1];
    assert_int_equal(head->source_start, 5);
    assert_int_equal(item->source_start, 17);
    assert_string_equal(item->block->text.bytes, "a\uFFFDb\uFFFDc");
    static const struct {
        hs_span text, source;
    } cases[] = {
        {{0, 1}, {17, 18}}, /* a */
        {{1, 4}, {18, 19}}, /* NUL */
        {{2, 3}, {18, 19}}, /* inside the character that stands for it */
        {{0, 9}, {17, 22}}, /* all */
        {{8, 9}, {21, 22}}, /* c */
        {{4, 4}, {19, 19}}, /* empty */
        {{9, 9}, {22, 22}}, /* empty, at the end */
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_span found = hs_block_source_span(item, cases[i].text);
        assert_int_equal(found.start, cases[i].source.start);
        assert_int_equal(found.end, cases[i].source.end);
    }
    hs_block_list_unref(list);
}

static void source_offsets_find_their_block(void **state)
{
    (void)state;
    hs_block_list *list = hs_block_list_build(HS_STR("One.\n\n  Two.\n\n"), HS_MARKUP_PLAIN);
    static const struct {
        uint32_t source;
        size_t block;
        uint32_t text;
    } cases[] = {{0, 0, 0}, {3, 0, 3}, {4, 1, 0}, {6, 1, 0}, {8, 1, 0}, {10, 1, 2}};
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        size_t block;
        uint32_t text;
        assert_true(hs_block_list_find(list, cases[i].source, &block, &text));
        assert_int_equal(block, cases[i].block);
        assert_int_equal(text, cases[i].text);
    }
    size_t block;
    uint32_t text;
    assert_false(hs_block_list_find(list, 12, &block, &text));
    assert_false(hs_block_list_find(list, 9999, &block, &text));
    hs_block_list_unref(list);
}

static void an_edit_shares_the_blocks_it_does_not_touch(void **state)
{
    (void)state;
    hs_str before = HS_STR("Head\n\nOne is here.\n\nTwo is here.\n\nThree is here.\n");
    hs_str after = HS_STR("Head\n\nOne is here.\n\nTwo was there.\n\nThree is here.\n");
    hs_block_list *old = hs_block_list_build(before, HS_MARKUP_PLAIN);
    hs_block_list *list = hs_block_list_rebuild(after, HS_MARKUP_PLAIN, old, (hs_span){24, 31}, 9);
    assert_int_equal(list->count, 4);
    assert_ptr_equal(list->entries[0].block, old->entries[0].block);
    assert_ptr_equal(list->entries[1].block, old->entries[1].block);
    assert_ptr_not_equal(list->entries[2].block, old->entries[2].block);
    assert_ptr_equal(list->entries[3].block, old->entries[3].block);
    assert_int_equal(list->entries[3].source_start, old->entries[3].source_start + 2);
    hs_block_list_unref(old);
    assert_string_equal(list->entries[2].block->text.bytes, "Two was there.");
    hs_block_list_unref(list);
}

static size_t runs_shared(const hs_block_list *list, const hs_block_list *other)
{
    size_t shared = 0;
    for (size_t i = 0; i < list->run_count; i++)
        for (size_t k = 0; k < other->run_count; k++)
            shared += list->runs[i] == other->runs[k];
    return shared;
}

/* What holds the blocks of a long text is made anew near the edit alone, and does not fall apart
 * over many edits. */
static void an_edit_shares_the_runs_it_does_not_touch(void **state)
{
    (void)state;
    enum { LINES = 1000, LENGTH = 11, EDITS = 300 };
    hs_buffer text = {0};
    for (int i = 0; i < LINES; i++)
        hs_buffer_append_text(&text, "It rained\n\n");
    hs_block_list *list = hs_block_list_build(hs_buffer_str(&text), HS_MARKUP_PLAIN);
    for (uint32_t i = 0; i < EDITS; i++) {
        uint32_t line = i * 7919 % LINES;
        text.bytes[line * LENGTH] = (char)('A' + i % 26);
        hs_span replaced = {line * LENGTH, line * LENGTH + 1};
        hs_block_list *edited =
            hs_block_list_rebuild(hs_buffer_str(&text), HS_MARKUP_PLAIN, list, replaced, 1);
        assert_int_equal(edited->count, LINES);
        assert_true(edited->run_count < LINES / 16);
        assert_true(runs_shared(edited, list) + 3 >= list->run_count);
        hs_block_list_unref(list);
        list = edited;
    }
    hs_block_list_unref(list);
    hs_buffer_finish(&text);
}

static void ignore_lines_speak_for_the_next_block(void **state)
{
    (void)state;
    hs_str source = HS_STR("[hearsay-ignore-file unclosed-quote]\nOne.\n\n"
                           "[hearsay-ignore vague-source, unsourced-claim]\nTwo.\n\n"
                           "[hearsay-ignored] is a word.\n[hearsay-ignore]\n");
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_PLAIN);
    assert_int_equal(list->count, 3);
    assert_int_equal(list->ignore_count, 3);
    assert_true(list->ignores[0].whole_file);
    assert_int_equal(list->ignores[0].rule_count, 1);
    assert_string_equal(list->ignores[0].rules[0].bytes, "unclosed-quote");
    const hs_ignore *second = &list->ignores[1];
    assert_false(second->whole_file);
    assert_int_equal(second->block_index, 1);
    assert_int_equal(second->rule_count, 2);
    assert_string_equal(second->rules[1].bytes, "unsourced-claim");
    assert_memory_equal(source.bytes + second->source.start, "[hearsay-ignore vague", 21);
    assert_int_equal(list->ignores[2].rule_count, 0);
    assert_int_equal(list->ignores[2].block_index, list->count);
    hs_block_list_unref(list);
}

static size_t destroyed;

static void count_destroyed(void *attachment)
{
    (void)attachment;
    destroyed++;
}

static void an_attachment_lives_as_long_as_its_block(void **state)
{
    (void)state;
    int first, second;
    destroyed = 0;
    hs_block_list *list = hs_block_list_build(HS_STR("One."), HS_MARKUP_PLAIN);
    hs_block *block = list->entries[0].block;
    assert_null(hs_block_attachment(block));
    assert_ptr_equal(hs_block_attach_take(block, &first, count_destroyed), &first);
    assert_ptr_equal(hs_block_attach_take(block, &second, count_destroyed), &first);
    assert_int_equal(destroyed, 1);
    hs_block_ref(block);
    hs_block_list_unref(list);
    assert_int_equal(destroyed, 1);
    assert_ptr_equal(hs_block_attachment(block), &first);
    hs_block_unref(block);
    assert_int_equal(destroyed, 2);
    hs_block_unref(NULL);
    hs_block_list_unref(NULL);
}

static void markup_goes_by_language_or_file_name(void **state)
{
    (void)state;
    assert_int_equal(hs_markup_from_language_id("markdown"), HS_MARKUP_MARKDOWN);
    assert_int_equal(hs_markup_from_language_id("html"), HS_MARKUP_HTML);
    assert_int_equal(hs_markup_from_language_id("plaintext"), HS_MARKUP_PLAIN);
    assert_int_equal(hs_markup_from_language_id(NULL), HS_MARKUP_PLAIN);
    assert_int_equal(hs_markup_from_file_name("drafts/ferry.MD"), HS_MARKUP_MARKDOWN);
    assert_int_equal(hs_markup_from_file_name("ferry.htm"), HS_MARKUP_HTML);
    assert_int_equal(hs_markup_from_file_name("ferry.txt"), HS_MARKUP_PLAIN);
    assert_int_equal(hs_markup_from_file_name(".md"), HS_MARKUP_PLAIN);
    assert_int_equal(hs_markup_from_file_name(NULL), HS_MARKUP_PLAIN);
}

static void labels_tell_a_surname_and_who_presides(void **state)
{
    (void)state;
    static const struct {
        const char *label, *surname;
        bool alone, chairs;
    } cases[] = {
        {"Lind", "Lind", true, false},
        {"Mr Bo Lind (Harbour Ward)", "Lind", false, false},
        {"THE CHAIR", "CHAIR", false, true},
        {"Chairwoman", "Chairwoman", true, true},
        {"The chair lift", "lift", false, false},
        {"", "", false, false},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        bool alone;
        hs_str surname = hs_turn_surname(hs_str_from(cases[i].label), &alone);
        assert_true(hs_str_equal(surname, hs_str_from(cases[i].surname)));
        assert_int_equal(alone, cases[i].alone);
        assert_int_equal(hs_turn_chairs(hs_str_from(cases[i].label)), cases[i].chairs);
    }
}

/* A label is looked for in each line, whatever the line. */
static void a_row_of_marks_is_no_label(void **state)
{
    (void)state;
    enum { MARKS = 1 << 20 };
    char *marks = malloc(MARKS);
    assert_non_null(marks);
    memset(marks, '"', MARKS);
    hs_str text = hs_str_make(marks, MARKS);
    assert_true(hs_span_empty(hs_turn_label(text)));
    assert_int_equal(hs_turn_traits(text), 0);
    free(marks);
    assert_true(hs_span_empty(hs_turn_label(HS_STR("\"\"RUIZ: Thank you.\"\""))));
    hs_span label = hs_turn_label(HS_STR("\"RUIZ: Thank you.\""));
    assert_int_equal(label.start, 1);
    assert_int_equal(label.end, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_paragraphs),
        cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(lines_are_told_apart_by_their_conventions),
        cmocka_unit_test(paragraphs_show_their_dateline),
        cmocka_unit_test(turns_show_their_speaker),
        cmocka_unit_test(labels_tell_a_surname_and_who_presides),
        cmocka_unit_test(a_row_of_marks_is_no_label),
        cmocka_unit_test(text_maps_back_to_its_source),
        cmocka_unit_test(source_offsets_find_their_block),
        cmocka_unit_test(an_edit_shares_the_blocks_it_does_not_touch),
        cmocka_unit_test(an_edit_shares_the_runs_it_does_not_touch),
        cmocka_unit_test(ignore_lines_speak_for_the_next_block),
        cmocka_unit_test(an_attachment_lives_as_long_as_its_block),
        cmocka_unit_test(markup_goes_by_language_or_file_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
