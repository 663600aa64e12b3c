/* Over random documents and random edits, in each markup: blocks keep their invariants, and the
 * blocks of an edited document equal those of the same document read afresh. Seeds are fixed; a
 * failure prints the seed, the step and the source.
 */
#include "../unit/edited_text.h"
#include "../unit/test.h"

#include "base/buffer.h"
#include "block_check.h"
#include "text/edit.h"

enum { SCRIPTS = 60, EDITS = 60, LONGEST_DOCUMENT = 6000 };

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* What documents are made of, and edits insert: pieces that mean something to a reader. */
/* clang-format off */
static const char *const common_pieces[] = {
    "a",    " ",     "\n",   "\n\n", "\r\n",   "\r",   "word ", ". ",     "\"", "“",   "”",
    "'",    "’",     "é",    "😀",   "\xff",   "\xe2", "\t",    "Orlo: ", "By ", "Share this",
    "Ana Ruiz said the ramp was \"safe\". ",
    "The harbour board said on Monday that the ferry would be\nout of service until May. ",
    "\nQuestion: Why?\n", "\nAna Ruiz: Because it rained.\n", "\nOpen Image Modal\n",
    "\n[hearsay-ignore vague-source]\n", "\n[hearsay-ignore-file]\n", "ORLO (HP) — It",
    "image captionAna", "\n\n\n", "\n- item\n", "\n1. item\n", "\n> quote\n", "3 March 2021",
    ("a line of text that is rather longer than the hundred columns at which a wrapped line has to "
     "stop being one. ")};

static const char *const markdown_pieces[] = {
    "# ", "\n## Head\n", "**", "*", "_", "`", "\n```\n", "\n---\n", "\n===\n", "[", "](x)", "]",
    "\n[ref]: /url\n", "[ref]", "&amp;", "&eacute;", "&bogus;", "&#0;", "<b>", "</b>", "<!-- ",
    " -->", "\n<div>\n", "</div>\n", "\n<!-- hearsay-ignore vague-source -->\n", "  \n", "\\\n",
    "\\*", "| a | b |\n|---|---|\n| c | d |\n", "    code", "\n\n    code\n", "![alt](img)",
    "<https://orlo.example>", "\n* * *\n", "\n1. one\n   two\n", "> ", "\n- [ ] task\n", "~~~\n",
    "\n<script>\n", "</script>", "---\n", "title: x\n"};

static const char *const html_pieces[] = {
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<script>", "</script>", "<style>",
    "</style>", "<!--", "-->", "<h2>", "</h2>", "<li>", "<ul>", "</ul>", "<table><tr><td>",
    "</table>", "<blockquote>", "</blockquote>", "<nav>", "</nav>", "<figcaption>",
    "</figcaption>", "&amp;", "&eacute;", "&#0;", "&acE;", "&bogus;", "<a href=\"", "\">", "<",
    ">", "<p hidden>", "<textarea>", "<title>", "<pre>\n", "</pre>", "<svg>", "<math>",
    "<!-- hearsay-ignore vague-source -->", "<![CDATA[", "<i>", "</i>", "<select>", "<template>",
    "<html>", "<body>", "<frameset>", "<!DOCTYPE html>"};
/* clang-format on */

typedef struct vocabulary {
    const char *const *pieces;
    size_t count;
} vocabulary;

static const vocabulary special_pieces[] = {
    [HS_MARKUP_PLAIN] = {common_pieces, HS_COUNT(common_pieces)},
    [HS_MARKUP_MARKDOWN] = {markdown_pieces, HS_COUNT(markdown_pieces)},
    [HS_MARKUP_HTML] = {html_pieces, HS_COUNT(html_pieces)},
};

static hs_str random_text(uint32_t *random, hs_markup markup, uint32_t most, hs_buffer *out)
{
    hs_buffer_clear(out);
    for (uint32_t count = next_random(random) % (most + 1); count > 0; count--) {
        vocabulary from = special_pieces[next_random(random) % 2 ? markup : HS_MARKUP_PLAIN];
        hs_buffer_append_text(out, from.pieces[next_random(random) % from.count]);
    }
    return hs_buffer_str(out);
}

static hs_span random_span(uint32_t *random, uint32_t length)
{
    uint32_t start = next_random(random) % (length + 1);
    uint32_t longest = next_random(random) % 8 == 0 ? 400 : 8;
    uint32_t removed = next_random(random) % longest;
    if (length > LONGEST_DOCUMENT)
        removed += 1000;
    return (hs_span){start, start + (removed < length - start ? removed : length - start)};
}

static void check(const char *broken, hs_str source, uint32_t seed, int step)
{
    if (broken)
        fail_msg("seed %u, edit %d: %s, in\n%.*s\n", seed, step, broken, HS_STR_ARGS(source));
}

static void run_script(hs_markup markup, uint32_t seed)
{
    uint32_t random = seed * 7919u;
    hs_buffer piece = {0};
    hs_str source = edited_text(hs_str_make(NULL, 0), (hs_span){0, 0},
                                random_text(&random, markup, 60, &piece));
    hs_block_list *list = hs_block_list_build(source, markup);
    check(hs_check_block_list(list, source), source, seed, -1);
    for (int step = 0; step < EDITS; step++) {
        hs_str inserted = random_text(&random, markup, 3, &piece);
        hs_span replaced = random_span(&random, (uint32_t)source.length);
        hs_str edited = edited_text(source, replaced, inserted);
        hs_block_list *rebuilt =
            hs_block_list_rebuild(edited, markup, list, replaced, (uint32_t)inserted.length);
        hs_block_list *fresh = hs_block_list_build(edited, markup);
        check(hs_check_block_list(fresh, edited), edited, seed, step);
        check(hs_check_same_blocks(rebuilt, fresh), edited, seed, step);
        check(hs_check_block_list(rebuilt, edited), edited, seed, step);
        hs_block_list_unref(fresh);
        hs_block_list_unref(list);
        free((char *)source.bytes);
        list = rebuilt;
        source = edited;
    }
    hs_block_list_unref(list);
    free((char *)source.bytes);
    hs_buffer_finish(&piece);
}

static void edited_plain_text_equals_fresh(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SCRIPTS; seed++)
        run_script(HS_MARKUP_PLAIN, seed);
}

static void edited_markdown_equals_fresh(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SCRIPTS; seed++)
        run_script(HS_MARKUP_MARKDOWN, seed);
}

static void edited_html_equals_fresh(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SCRIPTS; seed++)
        run_script(HS_MARKUP_HTML, seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edited_plain_text_equals_fresh),
        cmocka_unit_test(edited_markdown_equals_fresh),
        cmocka_unit_test(edited_html_equals_fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
