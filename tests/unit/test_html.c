/* HTML: what a reader of the page sees, in which blocks, and where it stands in the source. Gumbo,
 * a full HTML parser, is asked whether it finds the same text. */
#include "test.h"

#include <gumbo.h>

#include "block_text.h"
#include "text/html_element.h"

static void blocks_are_those_of_the_page(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"headings and paragraphs",
         HS_STR("<h1>Ferry out</h1><p>The ferry\n   is <b>broken</b>.</p><h2>Boats</h2>They run."),
         "heading1: Ferry out\nparagraph: The ferry is broken.\nheading2: Boats\n"
         "paragraph: They run.\n"},
        {"end tags left out", HS_STR("<p>One<p>Two<ul><li>a<li>b</ul>Three<dl><dt>c<dd>d</dl>"),
         "paragraph: One\nparagraph: Two\nitem1: a\nitem1: b\nparagraph: Three\nparagraph: c\n"
         "paragraph: d\n"},
        {"line breaks", HS_STR("<p>By Ana Ruiz, Orlo<br>It broke.<br/><br />It did.</p>"),
         "byline: By Ana Ruiz, Orlo\nparagraph: It broke.\nparagraph: It did.\n"},
        {"lists, nested", HS_STR("<ol><li>One<ul><li>Deep</ul>more<li>Two</ol>"),
         "item1: One\nitem2: Deep\nitem1: more\nitem1: Two\n"},
        {"quotes and captions",
         HS_STR("<blockquote><p>It is safe.</p></blockquote><figure><img src=a.png alt=no>"
                "<figcaption>The <i>ramp</i></figcaption></figure>"),
         "quote: It is safe.\ncaption: The ramp\n"},
        {"cells", HS_STR("<table><tr><td>One<td>Two</table>"), "paragraph: One\nparagraph: Two\n"},
        {"marks around <q>", HS_STR("<p>He said <q>no</q>.</p>"), "paragraph: He said “no”.\n"},
        {"inline elements that split a word", HS_STR("<p>un<em>believ</em>able</p>"),
         "paragraph: unbelievable\n"},
        {"references",
         HS_STR("<p>Fish &amp; chips &copy &eacute;&#8220;&#x94;&bogus; &notit; A&nbspB"),
         "paragraph: Fish & chips © é“”&bogus; ¬it; A\u00a0B\n"},
        {"less-than signs in text", HS_STR("<p>1 < 2 <3 </ x>now"), "paragraph: 1 < 2 <3 now\n"},
        {"NUL, controls, invalid bytes", HS_STR("<p>a\0b\x01 c\xff"),
         "paragraph: a\uFFFDb c\uFFFD\n"},
        {"a byte-order mark", HS_STR("\xef\xbb\xbf<p>One"), "paragraph: One\n"},
        {"attributes that look like markup", HS_STR("<p title=\"<p>a>b\" x='>' y=/>One"),
         "paragraph: One\n"},
        {"any case", HS_STR("<P>One<Br>Two<SCRIPT>no</sCript>"),
         "paragraph: One\nparagraph: Two\n"},
    };
    check_cuts(HS_MARKUP_HTML, cases, HS_COUNT(cases));
}

static void what_readers_do_not_see_is_left_out(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"scripts and styles",
         HS_STR("<title>t</title><style>p > a {}</style><script>if (a</b) '<p>no'</script>Text."),
         "paragraph: Text.\n"},
        {"navigation, asides, footers, forms",
         HS_STR("<nav><ul><li>Home</ul></nav><aside>Also</aside><p>Text.<form>Name</form>"
                "<footer>Contact</footer>"),
         "paragraph: Text.\n"},
        {"lists in the page's header, not its headline",
         HS_STR("<header><ul><li>Home</ul><h1>Head</h1></header><ul><li>Point</ul>"),
         "heading1: Head\nitem1: Point\n"},
        {"hidden elements",
         HS_STR("<p hidden>no<p>Text.<div aria-hidden=\"true\"><p>no</div><div role=navigation>no"
                "</div><p style='color:red;display:none'>no</p><span>More.</span>"),
         "paragraph: Text.\nparagraph: More.\n"},
        {"comments, doctypes, processing instructions",
         HS_STR("<!DOCTYPE html><?php a ?><p>Te<!-- no -->xt.<!--> more.<!-- no --!> end.<!-- no"),
         "paragraph: Text. more. end.\n"},
        {"code and pictures", HS_STR("<p>Run <code>make</code> now. <svg><text>no</text></svg>"),
         "paragraph: Run now.\n"},
        {"a tag that never ends", HS_STR("<p>Text. <a href=\"no"), "paragraph: Text.\n"},
        {"a script that never ends", HS_STR("<p>Text. <script>no</p>"), "paragraph: Text.\n"},
        {"an inner table does not end the outer cell",
         HS_STR("<table><td>One<div hidden><table><td>no</div>no</table>no</div>Two</table>Three"),
         "paragraph: One\nparagraph: Two\nparagraph: Three\n"},
    };
    check_cuts(HS_MARKUP_HTML, cases, HS_COUNT(cases));
}

static void text_maps_exactly(void **state)
{
    (void)state;
    static const map_case cases[] = {
        {"unbelievable", "un<em>believ</em>able"},
        {"believ", "believ"},
        {"caf", "caf"},
        {"é", "&eacute;"},
        {"café bar", "caf&eacute; \n <b>bar"},
        {"≂̸", "&nesim;"},
        {"“", "<q>"},
        {"“no”", "<q>no</q>"},
        {"end", "end"},
    };
    check_maps(
        HS_MARKUP_HTML,
        HS_STR("<p>un<em>believ</em>able caf&eacute; \n <b>bar</b> &nesim; <q>no</q> end</p>"),
        cases, HS_COUNT(cases));
}

static void ignore_comments_are_found(void **state)
{
    (void)state;
    hs_str source = HS_STR("<!-- hearsay-ignore-file -->\n<p>One.</p>"
                           "<!--hearsay-ignore vague-source,unclosed-quote--><p>Two.</p>"
                           "<p>Three.<!-- hearsay-ignore --></p><p>Four.</p>");
    hs_block_list *list = hs_block_list_build(source, HS_MARKUP_HTML);
    assert_int_equal(list->count, 4);
    assert_int_equal(list->ignore_count, 3);
    assert_true(list->ignores[0].whole_file);
    assert_int_equal(list->ignores[0].rule_count, 0);
    assert_int_equal(list->ignores[1].block_index, 1);
    assert_int_equal(list->ignores[1].rule_count, 2);
    assert_int_equal(list->ignores[2].block_index, 2);
    hs_block_list_unref(list);
}

static void deep_nesting_costs_neither_stack_nor_time(void **state)
{
    (void)state;
    static const char *const openings[] = {"<div>", "<b>",  "<table><td>", "<ul><li>", "<nav>",
                                           "<p>",   "</p>", "<svg>",       "<!--",     "<a x='"};
    for (size_t i = 0; i < HS_COUNT(openings); i++) {
        hs_buffer source = {0};
        hs_buffer_append_text(&source, "<p>Text.");
        while (source.length < 300000)
            hs_buffer_append_text(&source, openings[i]);
        hs_block_list *list = hs_block_list_build(hs_buffer_str(&source), HS_MARKUP_HTML);
        assert_true(list->count >= 1);
        assert_string_equal(list->entries[0].block->text.bytes, "Text.");
        hs_block_list_unref(list);
        hs_buffer_finish(&source);
    }
}

/* --- Against gumbo --- */

static void add_words(hs_buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] > ' ')
            hs_buffer_append_byte(out, text[i]);
}

static void add_gumbo_text(const GumboNode *node, hs_buffer *out)
{
    if (node->type == GUMBO_NODE_TEXT)
        add_words(out, node->v.text.text, strlen(node->v.text.text));
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    const hs_html_element *element =
        hs_html_element_find(hs_str_from(gumbo_normalized_tagname(node->v.element.tag)));
    if (element && element->flags & HS_HTML_SKIPPED)
        return;
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        add_gumbo_text(node->v.element.children.data[i], out);
}

static void a_full_parser_finds_the_same_text(void **state)
{
    (void)state;
    static const char *const pages[] = {
        ("<!DOCTYPE html><html><head><title>t</title><meta charset=utf-8><link rel=x></head><body>"
         "<h1>Head</h1><p>One &amp; two.<p>Three <b>four</p></b> five</body></html>"),
        "<ul><li>a<ul><li>b</ul><li>c</ul><ol><li>d</ol>e",
        "<div><p>a<div>b</div>c</p>d</div><p>e<blockquote>f<p>g</blockquote>h",
        "<table><caption>a</caption><tr><td>b<table><tr><td>c</table><th>d<tr><td>e</table>f",
        "<nav>a<div>b</div></nav>c<form><p>d</form>e<footer>f<p>g</footer>h",
        "a<script>b</scrip></script>c<style></p></style>d<textarea><p>e</textarea>f",
        "a<!-- b -- c --!>d<!>e<!-->f<!--->g<?h?>i</ j>k",
        "&lt;p&gt; &notin; &noti; &amp &ampx &#65 &#x41;x &#xd800; &#x110000; &#128; &AMP; &ngE;",
        "a<br>b<hr>c<img alt=d>e<a href='f>g' title=\"h'i\">j</a>",
        "<p>a<span>b<p>c</span>d</div>e",
        "<h2>a<h3>b</h3>c</h2>d",
        "<dl><dt>a<dd>b<dt>c</dl><select><option>d<option>e</select>f",
        "<td>a</td><li>b<div>c<li>d</div>e",
        "a<noscript>b</noscript>c<iframe><p>d</iframe>e<template>f</template>g",
        "<p title=a/>b<p/title=c>d<P CLASS = 'e'id=f>g< h>i<j<k>l",
    };
    for (size_t i = 0; i < HS_COUNT(pages); i++) {
        hs_buffer ours = {0}, theirs = {0};
        hs_block_list *list = hs_block_list_build(hs_str_from(pages[i]), HS_MARKUP_HTML);
        for (size_t k = 0; k < list->count; k++)
            add_words(&ours, list->entries[k].block->text.bytes,
                      list->entries[k].block->text.length);
        GumboOutput *output = gumbo_parse(pages[i]);
        add_gumbo_text(output->root, &theirs);
        gumbo_destroy_output(&kGumboDefaultOptions, output);
        hs_buffer_append_byte(&ours, '\n');
        hs_buffer_append_byte(&theirs, '\n');
        if (strcmp(ours.bytes, theirs.bytes) != 0)
            fail_msg("%s\nours:   %stheirs: %s", pages[i], ours.bytes, theirs.bytes);
        hs_block_list_unref(list);
        hs_buffer_finish(&ours);
        hs_buffer_finish(&theirs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_those_of_the_page),
        cmocka_unit_test(what_readers_do_not_see_is_left_out),
        cmocka_unit_test(text_maps_exactly),
        cmocka_unit_test(ignore_comments_are_found),
        cmocka_unit_test(deep_nesting_costs_neither_stack_nor_time),
        cmocka_unit_test(a_full_parser_finds_the_same_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
