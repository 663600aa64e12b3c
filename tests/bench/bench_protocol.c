/* Measures the daemon as its users meet it: over the protocol, from outside.
 *
 *     bench_protocol HEARSAYD SAMPLES
 *
 * Speed on one core, a one-word edit to fresh highlights, start to first answer, and memory. What
 * the figures mean is told in docs/PERFORMANCE.md, which keeps them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "documents.h"
#include "process.h"
#include "protocol/client.h"

enum { ANSWER_MS = 60000, EDITS = 400, STARTS = 20, ROUNDS = 9 };

static const char *daemon_program;
#define PROCESSOR_TIME "  the daemon's processor time in it"

static const char uri[] = "file:///bench/document.txt";

static void give_up(const hs_error *error)
{
    fprintf(stderr, "bench: %s\n", error->text);
    exit(3);
}

static hs_rpc_client *start(void)
{
    hs_error error;
    char *const arguments[] = {(char *)daemon_program, "--stdio", NULL};
    hs_rpc_client *client = hs_rpc_client_spawn(arguments, &error);
    if (!client)
        give_up(&error);
    return client;
}

/* The reply's new reference. */
static json_t *call(hs_rpc_client *client, const char *method, json_t *params)
{
    hs_error error;
    json_t *result = hs_rpc_client_call_take(client, method, params, ANSWER_MS, &error);
    if (!result)
        give_up(&error);
    return result;
}

static void notify(hs_rpc_client *client, const char *method, json_t *params)
{
    hs_error error;
    if (!hs_rpc_client_notify_take(client, method, params, &error))
        give_up(&error);
}

static void initialize(hs_rpc_client *client)
{
    json_t *params =
        json_pack("{s:n,s:n,s:{s:{s:[s]},s:{s:{s:[],s:[],s:[s],s:{s:{s:b}}},s:{}}}}", "processId",
                  "rootUri", "capabilities", "general", "positionEncodings", "utf-8",
                  "textDocument", "semanticTokens", "tokenTypes", "tokenModifiers", "formats",
                  "relative", "requests", "full", "delta", 1, "publishDiagnostics");
    json_decref(call(client, "initialize", params));
    notify(client, "initialized", json_object());
}

static void open_document(hs_rpc_client *client, const char *language, const hs_buffer *text)
{
    notify(client, "textDocument/didOpen",
           json_pack("{s:{s:s,s:s,s:i,s:s%}}", "textDocument", "uri", uri, "languageId", language,
                     "version", 1, "text", text->bytes, text->length));
}

/* Asks for all highlights, or for what changed since `since`; the new result's id. */
static json_t *highlights(hs_rpc_client *client, json_t *since)
{
    json_t *params = json_pack("{s:{s:s}}", "textDocument", "uri", uri);
    if (since)
        json_object_set_new(params, "previousResultId", since);
    json_t *result =
        call(client,
             since ? "textDocument/semanticTokens/full/delta" : "textDocument/semanticTokens/full",
             params);
    json_t *id = json_incref(json_object_get(result, "resultId"));
    if (!json_is_string(id)) {
        fprintf(stderr, "bench: the daemon's highlights have no resultId\n");
        exit(3);
    }
    json_decref(result);
    return id;
}

static void print_times(const char *name, hs_times *times)
{
    printf("%-38s %8.2f %8.2f %8.2f ms\n", name, hs_times_quantile(times, 0.5),
           hs_times_quantile(times, 0.95), hs_times_quantile(times, 0.99));
}

/* ---- words a second ---- */

static void annotate(hs_rpc_client *client, hs_str text)
{
    json_decref(
        call(client, "hearsay/annotate", json_pack("{s:s%}", "text", text.bytes, text.length)));
}

/* By processor time, so that other programs on the machine do not count; one request at a time. */
static void measure_speed(const hs_bench_texts *texts)
{
    hs_rpc_client *client = start();
    hs_times times = {0};
    size_t words = 0;
    initialize(client);
    for (int round = 0; round <= ROUNDS; round++) { /* the first one warms up */
        double before = hs_process_child_cpu_ms();
        words = 0;
        for (size_t i = 0; i < texts->items.count; i++) {
            hs_str text = hs_buffer_str(&texts->items.items[i]);
            words += hs_bench_words(text);
            annotate(client, text);
        }
        if (round > 0)
            *hs_array_push(&times.items) = hs_process_child_cpu_ms() - before;
    }
    printf("%-38s %8.0f words/s\n", "annotate the samples, one core",
           (double)words / hs_times_quantile(&times, 0.5) * 1e3);
    hs_times_finish(&times);
    hs_rpc_client_destroy(client);
}

/* ---- an edit ---- */

/* The start of the next word behind `offset`, as line and byte column. */
static void find_place(const hs_buffer *text, size_t offset, int *line, int *column)
{
    while (offset + 1 < text->length && text->bytes[offset] != ' ')
        offset++;
    *line = *column = 0;
    for (size_t i = 0; i <= offset; i++) {
        ++*column;
        if (text->bytes[i] == '\n') {
            ++*line;
            *column = 0;
        }
    }
}

static void edit(hs_rpc_client *client, int version, int line, int from, int to, const char *text)
{
    notify(client, "textDocument/didChange",
           json_pack("{s:{s:s,s:i},s:[{s:{s:{s:i,s:i},s:{s:i,s:i}},s:s}]}", "textDocument", "uri",
                     uri, "version", version, "contentChanges", "range", "start", "line", line,
                     "character", from, "end", "line", line, "character", to, "text", text));
}

/* Types a word at places all over the document and takes it out again, each edit answered by fresh
 * highlights before the next. */
static void measure_edits(const hs_bench_texts *texts, size_t size, const char *language,
                          const char *name)
{
    static const char word[] = "reportedly ";
    hs_rpc_client *client = start();
    hs_buffer text = {0};
    hs_times times = {0}, work = {0};
    int version = 1, line, column;
    hs_bench_texts_make(texts, size, &text);
    initialize(client);
    open_document(client, language, &text);
    json_t *id = highlights(client, NULL);
    for (size_t i = 0; i < EDITS; i++) {
        find_place(&text, (i / 2 * 7919 * 31) % (text.length - 200), &line, &column);
        bool insert = i % 2 == 0;
        double worked = hs_process_child_cpu_ms(), before = hs_clock_now_ms();
        edit(client, ++version, line, column, insert ? column : column + (int)strlen(word),
             insert ? word : "");
        id = highlights(client, id);
        *hs_array_push(&times.items) = hs_clock_now_ms() - before;
        *hs_array_push(&work.items) = hs_process_child_cpu_ms() - worked;
    }
    print_times(name, &times);
    print_times(PROCESSOR_TIME, &work);
    json_decref(id);
    hs_times_finish(&work);
    hs_times_finish(&times);
    hs_buffer_finish(&text);
    hs_rpc_client_destroy(client);
}

/* ---- start and memory ---- */

static void measure_start(const hs_bench_texts *texts)
{
    hs_times times = {0}, work = {0};
    for (int i = 0; i < STARTS; i++) {
        double before = hs_clock_now_ms();
        hs_rpc_client *client = start();
        initialize(client);
        open_document(client, "plaintext", &texts->items.items[0]);
        json_decref(highlights(client, NULL));
        *hs_array_push(&times.items) = hs_clock_now_ms() - before;
        *hs_array_push(&work.items) = hs_process_child_cpu_ms();
        hs_rpc_client_destroy(client);
    }
    print_times("start to first answer", &times);
    print_times(PROCESSOR_TIME, &work);
    hs_times_finish(&work);
    hs_times_finish(&times);
}

static void measure_memory(const hs_bench_texts *texts, size_t size, const char *name)
{
    hs_rpc_client *client = start();
    hs_buffer text = {0};
    hs_bench_texts_make(texts, size, &text);
    initialize(client);
    open_document(client, "plaintext", &text);
    json_decref(highlights(client, NULL));
    printf("%-38s %8.1f MB, at most %.1f MB\n", name, hs_process_child_memory_mb("VmRSS:"),
           hs_process_child_memory_mb("VmHWM:"));
    hs_buffer_finish(&text);
    hs_rpc_client_destroy(client);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: bench_protocol HEARSAYD SAMPLES\n");
        return 2;
    }
    daemon_program = argv[1];
    hs_bench_texts texts = {0};
    hs_bench_texts_read(&texts, argv[2]);
    setvbuf(stdout, NULL, _IOLBF, 0);
    measure_speed(&texts);
    printf("%-38s %8s %8s %8s\n", "", "p50", "p95", "p99");
    measure_edits(&texts, 10 * 1000, "plaintext", "one-word edit to highlights, 10 KB");
    measure_edits(&texts, 100 * 1000, "plaintext", "one-word edit to highlights, 100 KB");
    measure_edits(&texts, 100 * 1000, "markdown", "  of Markdown");
    measure_edits(&texts, 1000 * 1000, "plaintext", "one-word edit to highlights, 1 MB");
    measure_edits(&texts, 1000 * 1000, "markdown", "  of Markdown");
    measure_start(&texts);
    measure_memory(&texts, 100 * 1000, "resident with 100 KB open");
    measure_memory(&texts, 1000 * 1000, "resident with 1 MB open");
    hs_bench_texts_finish(&texts);
    return 0;
}
