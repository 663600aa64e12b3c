/* The words from the last opening mark of the line to the cursor are asked for, and so many before
 * the mark that what the sentence is about helps where little is typed. Quotes that begin with the
 * typed words come first.
 */
#include "features/quote_completion.h"

#include <stdlib.h>

#include "base/array.h"
#include "evidence/align_words.h"
#include "evidence/archive_shared.h"
#include "features/archive_job.h"
#include "features/completion.h"
#include "text/utf8.h"

enum {
    COMPLETION_TEXT = 1, /* LSP's CompletionItemKind */
    CANDIDATES = 12,
    ITEMS_MOST = 20,
    QUOTE_BYTES_MOST = 2000,
    LINE_BYTES_MOST = 4096,
    TYPED_BYTES_MOST = 400,
};

typedef struct quote_job {
    hs_archive_job archive; /* first */
    hs_buffer asked, typed;
    hs_range range; /* of what is typed */
} quote_job;

typedef struct found_quote {
    hs_str text, speaker, title;
    uint32_t agrees; /* words of what is typed that it begins with */
} found_quote;

/* Whether the quotation opened last before the cursor is still open: where it begins, else false.
 */
static bool find_opening(hs_str text, uint32_t cursor, uint32_t *inside)
{
    bool open = false;
    uint32_t from = cursor > LINE_BYTES_MOST ? cursor - LINE_BYTES_MOST : 0;
    for (uint32_t i = cursor; i > from; i--) {
        if (text.bytes[i - 1] == '\n') {
            from = i;
            break;
        }
    }
    for (size_t at = from; at < cursor;) {
        uint32_t c = hs_utf8_next(text, at, &at);
        bool mark = c == '"' || c == 0x201c || c == 0xab || c == 0x201e;
        if (mark && !(c == '"' && open)) {
            open = true;
            *inside = (uint32_t)at;
        } else if (c == '"' || c == 0x201d || c == 0xbb) {
            open = false;
        }
    }
    return open && cursor - *inside <= TYPED_BYTES_MOST;
}

static hs_str without_marks(hs_str text)
{
    static const char *const marks[] = {"\"", "“", "”", "«", "»", "„", ",", " "};
    bool cut = true;
    while (cut && text.length > 0) {
        cut = false;
        for (size_t i = 0; i < HS_COUNT(marks); i++) {
            hs_str mark = hs_str_from(marks[i]);
            if (hs_str_starts_with(text, mark))
                text = hs_str_slice(text, mark.length, text.length), cut = true;
            if (hs_str_ends_with(text, mark))
                text.length -= mark.length, cut = true;
        }
    }
    return text;
}

/* How many words of what is typed the quote begins with; the last may be in the making. */
static uint32_t count_agreeing(const hs_align_text *typed, hs_str quote, hs_arena *scratch)
{
    hs_align_text words = hs_align_source(quote, scratch);
    uint32_t count = 0;
    while (count < typed->count && count < words.count) {
        const hs_align_word *a = &typed->words[count], *b = &words.words[count];
        bool last = count + 1 == typed->count;
        if (a->key != b->key && !(last && hs_str_starts_with(b->folded, a->folded)))
            break;
        count++;
    }
    return count;
}

static int by_agreement(const void *left, const void *right)
{
    const found_quote *a = left, *b = right;
    if (a->agrees != b->agrees)
        return a->agrees > b->agrees ? -1 : 1;
    return hs_str_compare(a->text, b->text);
}

static void write_item(hs_json_writer *json, const quote_job *job, const found_quote *quote,
                       size_t rank)
{
    char order[8];
    hs_buffer detail = {0};
    snprintf(order, sizeof order, "%03zu", rank);
    hs_buffer_printf(&detail, "%.*s%s%.*s", HS_STR_ARGS(quote->speaker),
                     quote->speaker.length > 0 && quote->title.length > 0 ? ", " : "",
                     HS_STR_ARGS(quote->title));
    hs_json_begin_object(json);
    hs_json_member_string(json, "label", quote->text);
    hs_json_member_integer(json, "kind", COMPLETION_TEXT);
    hs_json_member_string(json, "detail", hs_buffer_str(&detail));
    hs_json_member_text(json, "sortText", order);
    hs_json_member_string(json, "filterText", hs_buffer_str(&job->typed));
    hs_json_key(json, "textEdit");
    hs_json_begin_object(json);
    hs_json_key(json, "range");
    hs_json_begin_object(json);
    hs_json_key(json, "start");
    hs_json_write_position(json, job->range.start);
    hs_json_key(json, "end");
    hs_json_write_position(json, job->range.end);
    hs_json_end_object(json);
    hs_json_member_string(json, "newText", quote->text);
    hs_json_end_object(json);
    hs_json_end_object(json);
    hs_buffer_finish(&detail);
}

typedef HS_ARRAY(found_quote) found_quotes;

/* The direct quotes of one document that lie in the passage. */
static void add_quotes(found_quotes *found, const hs_archive_document *document, hs_span passage,
                       const hs_align_text *typed, hs_arena *arena)
{
    for (size_t i = 0; i < document->quote_count; i++) {
        const hs_archive_quote *quote = &document->quotes[i];
        hs_span span = quote->content[0];
        if (!quote->direct || span.start < passage.start || span.end > passage.end)
            continue;
        hs_str text = without_marks(hs_str_slice(document->text, span.start, span.end));
        if (text.length == 0 || text.length > QUOTE_BYTES_MOST ||
            memchr(text.bytes, '\n', text.length))
            continue;
        uint32_t agrees = count_agreeing(typed, text, arena);
        if (typed->count == 0 || agrees > 0)
            *hs_array_push(found) = (found_quote){text, quote->speaker, document->title, agrees};
    }
}

static bool work(hs_archive_job *base, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    quote_job *job = (quote_job *)base;
    hs_arena arena = {0};
    hs_archive_candidates candidates;
    found_quotes found = {0};
    hs_span whole = {0, (uint32_t)job->typed.length};
    hs_align_text typed = hs_align_quote(hs_buffer_str(&job->typed), &whole, 1, &arena);
    bool fine = hs_archive_find_text(archive, hs_buffer_str(&job->asked), CANDIDATES, &arena,
                                     &candidates, error);
    for (size_t i = 0; fine && i < candidates.count; i++) {
        hs_archive_document document;
        fine = hs_archive_get(archive, candidates.items[i].document, &arena, &document, error);
        if (fine)
            add_quotes(&found, &document, candidates.items[i].place, &typed, &arena);
    }
    if (found.count > 0)
        qsort(found.items, found.count, sizeof *found.items, by_agreement);
    hs_json_begin_object(json);
    hs_json_member_boolean(json, "isIncomplete", true);
    hs_json_key(json, "items");
    hs_json_begin_array(json);
    for (size_t i = 0; fine && i < found.count && i < ITEMS_MOST; i++)
        write_item(json, job, &found.items[i], i);
    hs_json_end_array(json);
    hs_json_end_object(json);
    hs_array_finish(&found);
    hs_arena_finish(&arena);
    return fine;
}

static void release(hs_archive_job *base)
{
    quote_job *job = (quote_job *)base;
    hs_buffer_finish(&job->asked);
    hs_buffer_finish(&job->typed);
}

/* Starts the question when the cursor stands in an open quotation. */
static bool ask(hs_session_state *client, hs_request *request, const json_t *params)
{
    const hs_open_document *open = hs_open_document_find(client, hs_params_uri(params));
    hs_position position;
    hs_line_index lines;
    uint32_t cursor = 0, inside = 0;
    if (!open || open->document.out_of_step || !hs_params_position(params, "position", &position))
        return false;
    hs_str text = hs_source_text_str(open->document.text);
    hs_line_index_init(&lines, text);
    hs_line_index_offset(&lines, text, client->encoding, position, &cursor);
    bool found = find_opening(text, cursor, &inside);
    if (found) {
        quote_job *job = hs_archive_job_create(client, request, sizeof *job, work, release);
        uint32_t before = inside > TYPED_BYTES_MOST ? inside - TYPED_BYTES_MOST : 0;
        hs_str line = hs_str_slice(text, before, inside);
        const char *newline = memrchr(line.bytes, '\n', line.length);
        if (newline)
            before += (uint32_t)(newline + 1 - line.bytes);
        job->range.start = hs_line_index_position(&lines, text, client->encoding, inside);
        job->range.end = hs_line_index_position(&lines, text, client->encoding, cursor);
        hs_buffer_append_str(&job->typed, hs_str_slice(text, inside, cursor));
        hs_utf8_append_valid(&job->asked, hs_str_slice(text, before, cursor));
        hs_archive_job_submit(&job->archive);
    }
    hs_line_index_finish(&lines);
    return found;
}

void hs_completion_request(hs_session_state *client, hs_request *request, const json_t *params)
{
    static const hs_method names = {
        .name = "textDocument/completion", .needs = HS_NEEDS_POSITION, .document = hs_completion};
    if (!hs_params_uri(params) || !hs_archive_shared_exists() || !ask(client, request, params))
        hs_answer_document(client, request, params, &names);
}
