/* Random edit scripts over every sample, in all three encodings: what the daemon finds after
 * incremental edits equals what it finds in the same text afresh, to the byte of the JSON.
 *
 * Edits go through the document as a client's would, several to a notification at times, and some
 * analyses are cancelled or overtaken by edits, as happens when somebody types. The seed is fixed.
 * Documents of several chapters, in each markup, are the samples over and over again.
 */
#include "../unit/source_tree.h"

#include <dirent.h>
#include <stdatomic.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "features/annotation_json.h"
#include "features/semantic_tokens.h"
#include "features/session_state.h"
#include "features/view.h"
#include "text/utf8.h"
#include "workspace/document.h"

#define NOTIFICATIONS 40 /* didChange, for each sample and encoding */
#define SAMPLE_BYTES_LIMIT (1u << 20)
#define LONG_NOTIFICATIONS 12
#define LONG_BYTES (240u << 10)

static uint64_t random_state;

/* xorshift64* (Vigna 2016). */
static uint32_t random_below(uint32_t bound)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint32_t)((random_state * 2685821657736338717u) >> 33) % bound;
}

/* What writers type, paste and mistype, and what changes how a text is cut up. */
static const char *const fragments[] = {
    "",
    "x",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "«",
    ".",
    " he said",
    "she",
    ", said Oda Brandt, the harbour master of Lunden. ",
    "“We were told in May,” Brandt said.\n\n",
    "\n\nCritics accuse the ministry of hiding the report.\n\n",
    "The ministry denied it.",
    "Mara Oyelaran: No comment.\n",
    "# Heading\n\n",
    "- item\n",
    "> quoted\n",
    "```\n",
    "<p>",
    "</p>",
    "<b>",
    "&amp;",
    "&#8220;",
    "<!-- hearsay-ignore -->",
    "<script>",
    "€",
    "𝄞",
    "👩‍🚒",
    "5.4 million marks",
    "\xEF\xBB\xBF",
};

/* A client that has nothing but an encoding: views ask for no more. */
static hs_session_state client;

static void check_equal(const hs_json_writer *incremental, const hs_json_writer *fresh,
                        const char *what, const hs_document *document)
{
    if (hs_str_equal(hs_buffer_str(&incremental->buffer), hs_buffer_str(&fresh->buffer)))
        return;
    size_t at = 0;
    while (at < incremental->buffer.length && at < fresh->buffer.length &&
           incremental->buffer.bytes[at] == fresh->buffer.bytes[at])
        at++;
    size_t from = at < 200 ? 0 : at - 200;
    print_error("%s of %s (version %d) differ:\nincremental …%.300s\nfresh       …%.300s\n", what,
                document->uri, (int)document->version, incremental->buffer.bytes + from,
                fresh->buffer.bytes + from);
    if (getenv("HEARSAY_KEEP_TEXT")) {
        FILE *kept = fopen(getenv("HEARSAY_KEEP_TEXT"), "wb");
        fwrite(document->text->bytes, 1, document->text->length, kept);
        fclose(kept);
    }
    fail();
}

/* `known`: an earlier answer whose chapters may be taken over, or NULL. The new one's reference. */
static hs_token_array *write_all(const hs_snapshot *snapshot, const hs_token_array *known,
                                 hs_json_writer *annotations, hs_json_writer *tokens)
{
    hs_view view;
    hs_annotations_write_offsets(annotations, hs_snapshot_annotations(snapshot),
                                 hs_source_text_str(snapshot->text), client.encoding,
                                 snapshot->settings, NULL);
    hs_view_init(&view, snapshot, "", &client);
    hs_token_array *array = hs_semantic_tokens_compute(&view, known);
    hs_token_array_write(tokens, array, 0);
    return array;
}

static void assert_same_findings(const hs_findings *one, const hs_findings *other)
{
    assert_int_equal(one->hash, other->hash);
    assert_int_equal(one->count, other->count);
    for (size_t i = 0; i < one->count; i++) {
        assert_int_equal(one->items[i].source.start, other->items[i].source.start);
        assert_int_equal(one->items[i].source.end, other->items[i].source.end);
    }
}

/* Linked and checked anew; from blocks that are made anew too, or (long documents) shared. */
static void compare_with_fresh(const hs_document *document, bool share_blocks,
                               hs_token_array **known)
{
    hs_json_writer incremental = {0}, fresh = {0}, incremental_tokens = {0}, fresh_tokens = {0};
    hs_document_analysis analysis = {
        .version = document->version,
        .markup = document->markup,
        .text = hs_source_text_create(hs_source_text_str(document->text)),
        .settings = hs_settings_ref(document->settings),
        .previous = share_blocks ? hs_block_list_ref(document->blocks) : NULL,
    };
    hs_document_analysis_run(&analysis, NULL);
    hs_token_array *tokens =
        write_all(document->snapshot, *known, &incremental, &incremental_tokens);
    hs_token_array_unref(*known);
    *known = tokens;
    hs_token_array_unref(write_all(analysis.snapshot, NULL, &fresh, &fresh_tokens));
    check_equal(&incremental, &fresh, "annotations", document);
    check_equal(&incremental_tokens, &fresh_tokens, "semantic tokens", document);
    assert_same_findings(&document->snapshot->findings, &analysis.snapshot->findings);
    hs_document_analysis_finish(&analysis);
    hs_json_finish(&incremental);
    hs_json_finish(&fresh);
    hs_json_finish(&incremental_tokens);
    hs_json_finish(&fresh_tokens);
}

/* A position on a character, anywhere in the text. */
static hs_position random_position(const hs_source_text *text)
{
    uint32_t offset = random_below((uint32_t)text->length + 1);
    hs_position position =
        hs_line_index_position(&text->lines, hs_source_text_str(text), client.encoding, offset);
    /* Counting from the middle of a character or of a line end may name a place that is none. */
    if (hs_line_index_offset(&text->lines, hs_source_text_str(text), client.encoding, position,
                             &offset) == HS_POSITION_INSIDE_CHARACTER)
        position.character = 0;
    return position;
}

static hs_document_change random_change(const hs_source_text *text)
{
    hs_position start = random_position(text);
    hs_position end = start;
    uint32_t choice = random_below(8);
    if (choice < 3) {
        end = random_position(text);
    } else if (choice < 5) {
        end.line += random_below(2);
        end.character = end.line == start.line ? end.character + random_below(9) : 0;
    }
    uint32_t start_offset, end_offset;
    hs_str bytes = hs_source_text_str(text);
    if (hs_line_index_offset(&text->lines, bytes, client.encoding, end, &end_offset) >=
        HS_POSITION_PAST_END)
        end = start;
    hs_line_index_offset(&text->lines, bytes, client.encoding, start, &start_offset);
    hs_line_index_offset(&text->lines, bytes, client.encoding, end, &end_offset);
    hs_document_change change = {.range = {start, end}};
    if (start_offset > end_offset)
        change.range = (hs_range){end, start};
    /* Long cuts are rare, or nothing would be left to edit. */
    if ((start_offset > end_offset ? start_offset - end_offset : end_offset - start_offset) > 400 &&
        random_below(20) > 0)
        change.range.end = change.range.start;
    change.text = hs_str_from(fragments[random_below(HS_COUNT(fragments))]);
    return change;
}

static void notify(hs_document *document)
{
    hs_error error = {{0}};
    uint32_t count = 1 + (random_below(4) == 0);
    for (uint32_t i = 0; i < count; i++) {
        hs_document_change change = random_change(document->text);
        if (!hs_document_change_text(document, document->version + 1, client.encoding, &change, 1,
                                     &error))
            fail_msg("a sensible edit was refused: %s", error.text);
    }
}

static void analyse(hs_document *document, bool cancelled)
{
    hs_document_analysis analysis;
    atomic_bool cancel = cancelled;
    hs_document_begin_analysis(document, &analysis);
    if (random_below(3) == 0)
        notify(document); /* an edit overtakes the analysis */
    hs_document_analysis_run(&analysis, &cancel);
    hs_document_end_analysis(document, &analysis);
    hs_document_analysis_finish(&analysis);
}

static void edit_at_random(const char *path, hs_str text)
{
    hs_document document;
    hs_token_array *known = NULL;
    hs_document_init(&document, path, hs_markup_from_file_name(path), 1, text,
                     hs_settings_create());
    for (int i = 0; i < NOTIFICATIONS; i++) {
        notify(&document);
        analyse(&document, random_below(5) == 0);
        while (!hs_document_settled(&document))
            analyse(&document, false);
        compare_with_fresh(&document, false, &known);
    }
    hs_token_array_unref(known);
    hs_document_finish(&document);
}

static size_t count_shared(const hs_chapters *before, const hs_chapters *after)
{
    size_t shared = 0;
    for (size_t i = 0; i < before->count; i++)
        for (size_t k = 0; k < after->count; k++)
            shared += before->items[i].annotations == after->items[k].annotations;
    return shared;
}

/* How many chapters versions shared, in all. */
static size_t edit_long_at_random(const char *path, hs_str text)
{
    hs_document document;
    hs_token_array *known = NULL;
    size_t shared = 0;
    hs_document_init(&document, path, hs_markup_from_file_name(path), 1, text,
                     hs_settings_create());
    analyse(&document, false);
    for (int i = 0; i < LONG_NOTIFICATIONS; i++) {
        hs_snapshot *before = hs_snapshot_ref(document.snapshot);
        notify(&document);
        do {
            analyse(&document, random_below(5) == 0);
        } while (!hs_document_settled(&document));
        compare_with_fresh(&document, true, &known);
        shared += count_shared(before->chapters, document.snapshot->chapters);
        hs_snapshot_unref(before);
    }
    compare_with_fresh(&document, false, &known);
    hs_token_array_unref(known);
    hs_document_finish(&document);
    return shared;
}

static bool is_text(const char *name)
{
    const char *ending = strrchr(name, '.');
    return ending && (strcmp(ending, ".txt") == 0 || strcmp(ending, ".md") == 0 ||
                      strcmp(ending, ".html") == 0);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void edit_samples(hs_encoding encoding)
{
    struct dirent **entries;
    hs_buffer folder = {0};
    source_tree_append(&folder, "corpus/samples");
    int count = scandir(folder.bytes, &entries, NULL, compare_names);
    int edited = 0;
    random_state = 20261124;
    client.encoding = encoding;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        hs_buffer path = {0}, text = {0};
        hs_buffer_printf(&path, "%s/%s", folder.bytes, entries[i]->d_name);
        if (is_text(entries[i]->d_name)) {
            assert_true(hs_file_read(path.bytes, SAMPLE_BYTES_LIMIT, &text, NULL));
            edit_at_random(path.bytes, hs_buffer_str(&text));
            edited++;
        }
        hs_buffer_finish(&path);
        hs_buffer_finish(&text);
        free(entries[i]);
    }
    free(entries);
    hs_buffer_finish(&folder);
    assert_true(edited >= 12);
}

/* All samples of a kind over and over again, with paragraphs between. */
static void make_long(const char *ending, hs_buffer *text)
{
    struct dirent **entries;
    hs_buffer folder = {0}, all = {0};
    source_tree_append(&folder, "corpus/samples");
    int count = scandir(folder.bytes, &entries, NULL, compare_names);
    for (int i = 0; i < count; i++) {
        const char *found = strrchr(entries[i]->d_name, '.');
        hs_buffer path = {0}, sample = {0};
        hs_buffer_printf(&path, "%s/%s", folder.bytes, entries[i]->d_name);
        if (found && strcmp(found, ending) == 0) {
            assert_true(hs_file_read(path.bytes, SAMPLE_BYTES_LIMIT, &sample, NULL));
            hs_buffer_printf(&all, "%s\n\n", sample.bytes);
        }
        hs_buffer_finish(&path);
        hs_buffer_finish(&sample);
        free(entries[i]);
    }
    free(entries);
    hs_buffer_finish(&folder);
    assert_true(all.length > 0);
    while (text->length < LONG_BYTES)
        hs_buffer_append_str(text, hs_buffer_str(&all));
    hs_buffer_finish(&all);
}

static void incremental_equals_fresh_in_long_documents(void **state)
{
    static const char *const endings[] = {".txt", ".md", ".html"};
    size_t shared = 0;
    (void)state;
    random_state = 20261125;
    for (size_t i = 0; i < HS_COUNT(endings); i++) {
        hs_buffer name = {0}, text = {0};
        client.encoding = (hs_encoding)i;
        hs_buffer_printf(&name, "long%s", endings[i]);
        make_long(endings[i], &text);
        shared += edit_long_at_random(name.bytes, hs_buffer_str(&text));
        hs_buffer_finish(&name);
        hs_buffer_finish(&text);
    }
    assert_true(shared >= LONG_NOTIFICATIONS);
}

static void incremental_equals_fresh_in_utf8(void **state)
{
    (void)state;
    edit_samples(HS_ENCODING_UTF8);
}

static void incremental_equals_fresh_in_utf16(void **state)
{
    (void)state;
    edit_samples(HS_ENCODING_UTF16);
}

static void incremental_equals_fresh_in_utf32(void **state)
{
    (void)state;
    edit_samples(HS_ENCODING_UTF32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(incremental_equals_fresh_in_utf8),
        cmocka_unit_test(incremental_equals_fresh_in_utf16),
        cmocka_unit_test(incremental_equals_fresh_in_utf32),
        cmocka_unit_test(incremental_equals_fresh_in_long_documents),
    };
    return cmocka_run_group_tests_name("incremental", tests, NULL, NULL);
}
