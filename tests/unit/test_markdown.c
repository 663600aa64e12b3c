/* Markdown: what is read, what is left out, and that every piece maps to where it stands. */
#include "test.h"

#include "block_text.h"

static void blocks_are_those_of_markdown(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"headings and paragraphs",
         HS_STR("# Ferry out\n\nThe ferry is\nbroken.\n\nBoats instead\n---\n\nBoats will run."),
         "heading1: Ferry out\nparagraph: The ferry is broken.\nheading2: Boats instead\n"
         "paragraph: Boats will run.\n"},
        {"lists, nested and loose",
         HS_STR("- One\n- Two\n  - Deep\n\n1. First\n\n   More of it.\n\n2. Second\n"),
         "item1: One\nitem1: Two\nitem2: Deep\nitem1: First\nitem1: More of it.\nitem1: Second\n"},
        {"block quotes, with a list inside",
         HS_STR("> It is safe,\n> she said.\n>\n> - Really\n\nNo.\n"),
         "quote: It is safe, she said.\nitem1: Really\nparagraph: No.\n"},
        {"task lists", HS_STR("- [ ] Ring the board\n- [x] Ring Ana\n"),
         "item1: Ring the board\nitem1: Ring Ana\n"},
        {"words tell kinds here too",
         HS_STR("By Ana Ruiz, Orlo\n\n3 March 2021\n\nORLO (HP) — It broke.\n\nShare this\n"),
         "byline: By Ana Ruiz, Orlo\ndateline: 3 March 2021\nparagraph: ORLO (HP) — It broke.\n"
         "boilerplate: Share this\n"},
        {"a short paragraph is no heading", HS_STR("The end\n\nIt ended.\n"),
         "paragraph: The end\nparagraph: It ended.\n"},
        {"emphasis, strike and links keep their text",
         HS_STR("The **ferry** is _out_ of ~~use~~ [service](https://orlo.example \"t\")."),
         "paragraph: The ferry is out of use service.\n"},
        {"hard breaks are spaces", HS_STR("One  \ntwo\\\nthree<br>four"),
         "paragraph: One two threefour\n"},
        {"entities and escapes", HS_STR("Fish &amp; chips\\! &eacute;&#x201c;&bogus; &copy"),
         "paragraph: Fish & chips! é“&bogus; &copy\n"},
        {"CR LF and lone CR", HS_STR("One\r\ntwo\r\rThree\r"),
         "paragraph: One two\nparagraph: Three\n"},
        {"NUL and invalid bytes", HS_STR("One\xff two\0three"), "paragraph: One\uFFFD two three\n"},
        {"a byte-order mark", HS_STR("\xef\xbb\xbf# Head\n"), "heading1: Head\n"},
    };
    check_cuts(HS_MARKUP_MARKDOWN, cases, HS_COUNT(cases));
}

static void what_readers_do_not_see_is_left_out(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"front matter", HS_STR("---\ntitle: \"x\"\nby: y\n---\nText.\n"), "paragraph: Text.\n"},
        {"TOML front matter behind a byte-order mark",
         HS_STR("\xef\xbb\xbf+++\r\na = 1\r\n+++\r\nText.\r\n"), "paragraph: Text.\n"},
        {"front matter that never ends is a rule", HS_STR("---\nText.\n"), "paragraph: Text.\n"},
        {"front matter stands only at the front", HS_STR("Text.\n\n---\na: b\n---\n"),
         "paragraph: Text.\nheading2: a: b\n"},
        {"code", HS_STR("Text.\n\n    code \"a\"\n\n```\ncode \"b\"\n```\n\n~~~ c\ncode\n"),
         "paragraph: Text.\n"},
        {"code spans", HS_STR("Run `make` now.\n"), "paragraph: Run now.\n"},
        {"HTML blocks and comments",
         HS_STR("<div>\nhidden\n</div>\n\n<!-- hidden -->\n\nText <!-- hidden -->here.\n"),
         "paragraph: Text here.\n"},
        {"tables", HS_STR("| a | b |\n|---|---|\n| c | d |\n\nText.\n"), "paragraph: Text.\n"},
        {"pictures and link definitions",
         HS_STR("Text ![alt](a.png)[here][r].\n\n[r]: https://orlo.example \"title\"\n"),
         "paragraph: Text here.\n"},
        {"rules", HS_STR("Text.\n\n***\n\nMore.\n"), "paragraph: Text.\nparagraph: More.\n"},
    };
    check_cuts(HS_MARKUP_MARKDOWN, cases, HS_COUNT(cases));
}

static void text_maps_exactly(void **state)
{
    (void)state;
    static const map_case cases[] = {
        {"un", "un"},
        {"believ", "believ"},
        {"unbelievable", "un*believ*able"},
        {"able", "able"},
        {"é", "&eacute;"},
        {"caf", "caf"},
        {"café bar", "caf&eacute; **bar"},
        {"bar", "bar"},
        {"bar end", "bar**\nend"},
        {"link", "link"},
        {"end link.", "end [link](x)."},
        {"!", "!"},
    };
    check_maps(HS_MARKUP_MARKDOWN,
               HS_STR("An un*believ*able caf&eacute; **bar**\nend [link](x).  \nHard \\!"), cases,
               HS_COUNT(cases));
}

static void ignore_comments_are_found(void **state)
{
    (void)state;
    hs_str source = HS_STR("<!-- hearsay-ignore-file unclosed-quote -->\n\nOne.\n\n"
                           "<!-- hearsay-ignore vague-source -->\n\nTwo.\n\n"
                           "Three <!-- hearsay-ignore --> goes on.\n\nFour.\n");
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_MARKDOWN);
    assert_int_equal(list->count, 4);
    assert_int_equal(list->ignore_count, 3);
    assert_true(list->ignores[0].whole_file);
    assert_string_equal(list->ignores[0].rules[0].bytes, "unclosed-quote");
    assert_int_equal(list->ignores[1].block_index, 1);
    assert_int_equal(list->ignores[2].block_index, 2);
    assert_int_equal(list->ignores[2].rule_count, 0);
    hs_span at = list->ignores[1].source;
    assert_true(hs_str_equal(hs_str_slice(source, at.start, at.end),
                             HS_STR("<!-- hearsay-ignore vague-source -->")));
    hs_block_list_unref(list);
}

static void an_edit_shares_the_other_blocks(void **state)
{
    (void)state;
    hs_str before = HS_STR("# Head\n\nOne.\n\n- Two.\n\nThree.\n");
    hs_str after = HS_STR("# Head\n\nOne more.\n\n- Two.\n\nThree.\n");
    hs_block_list *old = hs_block_list_build(before, HS_MARKUP_MARKDOWN);
    hs_block_list *list =
        hs_block_list_rebuild(after, HS_MARKUP_MARKDOWN, old, (hs_span){11, 11}, 5);
    assert_int_equal(list->count, 4);
    assert_ptr_equal(list->entries[0].block, old->entries[0].block);
    assert_ptr_not_equal(list->entries[1].block, old->entries[1].block);
    assert_ptr_equal(list->entries[2].block, old->entries[2].block);
    assert_ptr_equal(list->entries[3].block, old->entries[3].block);
    hs_block_list_unref(old);
    hs_block_list_unref(list);
}

static void assert_only_block(hs_str source, const char *expected)
{
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_MARKDOWN);
    assert_int_equal(list->count, 1);
    assert_string_equal(list->entries[0].block->text.bytes, expected);
    hs_block_list_unref(list);
}

/* Bytes are looked at eight at a time: spaces of each kind, at each place of a word of memory. */
static void white_space_is_one_space_wherever_it_stands(void **state)
{
    (void)state;
    static const char *const spaces[] = {" ", "  ", "\t", " \x7f", "\x01", "   ", "\n", " \x1f\t "};
    for (int before = 1; before < 20; before++) {
        for (size_t i = 0; i < HS_COUNT(spaces); i++) {
            char source[80], expected[80];
            int length = snprintf(source, sizeof source, "%.*s%sa b%s!~\xc3\xa0%.*s", before,
                                  "Ferriesareoutofservice", spaces[i], spaces[i], before, "again");
            snprintf(expected, sizeof expected, "%.*s a b !~\xc3\xa0%.*s", before,
                     "Ferriesareoutofservice", before, "again");
            assert_only_block(hs_str_make(source, (size_t)length), expected);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_those_of_markdown),
        cmocka_unit_test(what_readers_do_not_see_is_left_out),
        cmocka_unit_test(text_maps_exactly),
        cmocka_unit_test(white_space_is_one_space_wherever_it_stands),
        cmocka_unit_test(ignore_comments_are_found),
        cmocka_unit_test(an_edit_shares_the_other_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
