/* hearsay search: questions go to the daemon, several at once; hits come back in order. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/json_text.h"
#include "cli/pipeline.h"
#include "cli/source.h"
#include "cli/terminal.h"
#include "protocol/json.h"

typedef struct hs_search_command {
    const hs_options *options;
    hs_rpc_client *client;
    hs_buffer text; /* of the questions' file */
    HS_ARRAY(hs_str) queries;
    bool failed;
} hs_search_command;

static json_int_t send_query(size_t index, void *data, hs_error *error)
{
    hs_search_command *search = data;
    hs_str query = search->queries.items[index];
    json_t *params = json_object();
    json_object_set_new(params, "query", json_stringn(query.bytes, query.length));
    json_object_set_new(params, "limit",
                        json_integer(atol(hs_options_value(search->options, HS_OPTION_LIMIT))));
    return hs_rpc_client_send_take(search->client, "hearsay/search", params, error);
}

/* A fact-check has seldom a title. */
static const char *heading_of(const json_t *hit)
{
    static const char *const keys[] = {"title", "publisher"};
    for (size_t i = 0; i < HS_COUNT(keys); i++)
        if (hs_json_text(hit, keys[i])[0])
            return hs_json_text(hit, keys[i]);
    return hs_json_text(hit, "uri");
}

static void write_hit(const json_t *hit)
{
    const char *heading = heading_of(hit), *uri = hs_json_text(hit, "uri");
    printf("%-9s  ", hs_json_text(hit, "kind"));
    hs_terminal_write_plain(stdout, heading);
    fputs("\n           ", stdout);
    hs_terminal_write_plain(stdout, hs_json_text(hit, "text"));
    if (hs_json_text(hit, "speaker")[0]) {
        fputs(" — ", stdout);
        hs_terminal_write_plain(stdout, hs_json_text(hit, "speaker"));
    }
    if (hs_json_text(hit, "rating")[0]) {
        fputs("\n           rated: ", stdout);
        hs_terminal_write_plain(stdout, hs_json_text(hit, "rating"));
    }
    if (strcmp(heading, uri) != 0) {
        fputs("\n           ", stdout);
        hs_terminal_write_plain(stdout, uri);
    }
    fputc('\n', stdout);
}

/* Nothing on standard output may also be a program that did nothing. */
static void tell_of_none(hs_str query)
{
    hs_buffer said = {0};
    hs_buffer_append_text(&said, "nothing in the archive about “");
    hs_buffer_append(&said, query.bytes, query.length);
    hs_buffer_append_text(&said, "”");
    hs_terminal_complain(said.bytes);
    hs_buffer_finish(&said);
}

static void write_question(hs_str query)
{
    char *text = hs_string_copy_n(query.bytes, query.length);
    hs_terminal_write_plain(stdout, text);
    fputs(":\n", stdout);
    free(text);
}

static void write_hits(const hs_search_command *search, hs_str query, const json_t *hits)
{
    size_t place;
    json_t *hit;
    if (json_array_size(hits) == 0) {
        tell_of_none(query);
        return;
    }
    if (search->queries.count > 1)
        write_question(query);
    json_array_foreach(hits, place, hit) write_hit(hit);
}

static void tell(size_t index, const hs_rpc_client_reply *reply, void *data)
{
    hs_search_command *search = data;
    const json_t *hits = json_object_get(reply->result, "hits");
    hs_str query = search->queries.items[index];
    if (!json_is_array(hits)) {
        hs_terminal_complain(reply->text ? reply->text : "the daemon's answer has no hits");
        search->failed = true;
    }
    if (hs_options_has(search->options, HS_OPTION_JSON)) {
        json_t *line = json_pack("{s:s%, s:O*}", "query", query.bytes, query.length, "hits", hits);
        char *text = json_dumps(line, JSON_COMPACT | hs_json_reals(line));
        puts(text ? text : "{\"hits\":[]}");
        free(text);
        json_decref(line);
    } else if (json_is_array(hits)) {
        write_hits(search, query, hits);
    }
}

/* The words of the command line are one question. */
static bool join_words(hs_search_command *search, const char *const *words, size_t count,
                       hs_error *error)
{
    hs_buffer_reserve(&search->text, 0);
    for (size_t i = 0; i < count; i++) {
        hs_buffer_append_text(&search->text, i > 0 ? " " : "");
        hs_buffer_append_text(&search->text, words[i]);
    }
    hs_str query = hs_buffer_str(&search->text);
    json_t *text = json_stringn(query.bytes, query.length);
    if (!text)
        return hs_error_set(error, "the question is not UTF-8");
    json_decref(text);
    *hs_array_push(&search->queries) = query;
    return true;
}

/* The file's lines without what a Windows editor puts at their ends and at the front. */
static void split_lines(hs_search_command *search)
{
    static const char mark[] = "\xef\xbb\xbf";
    hs_str rest = hs_buffer_str(&search->text);
    if (rest.length >= 3 && memcmp(rest.bytes, mark, 3) == 0)
        rest = hs_str_slice(rest, 3, rest.length);
    while (rest.length > 0) {
        const char *end = memchr(rest.bytes, '\n', rest.length);
        size_t length = end ? (size_t)(end - rest.bytes) : rest.length;
        size_t kept = length > 0 && rest.bytes[length - 1] == '\r' ? length - 1 : length;
        *hs_array_push(&search->queries) = hs_str_slice(rest, 0, kept);
        rest = hs_str_slice(rest, end ? length + 1 : length, rest.length);
    }
}

static bool read_queries(hs_search_command *search, const char *const *arguments, size_t count,
                         hs_error *error)
{
    const char *path = hs_options_value(search->options, HS_OPTION_QUERIES);
    if (!hs_options_has(search->options, HS_OPTION_QUERIES))
        return join_words(search, arguments, count, error);
    json_t *text = hs_source_read(path, &search->text, error);
    json_decref(text);
    if (!text)
        return false;
    split_lines(search);
    return search->queries.count > 0 || hs_error_set(error, "%s: holds no question", path);
}

hs_exit hs_search_run(const hs_options *options, const char *const *arguments, size_t count)
{
    hs_search_command search = {.options = options};
    hs_error error;
    if ((count > 0) == hs_options_has(options, HS_OPTION_QUERIES)) {
        fprintf(stderr, "usage: hearsay search [OPTION…] WORD…, or with --queries=FILE\n");
        return HS_EXIT_USAGE;
    }
    bool fine = read_queries(&search, arguments, count, &error) &&
                (search.client = hs_connection_open(options, &error));
    hs_pipeline pipeline = {
        .client = search.client,
        .count = search.queries.count,
        .jobs = 16,
        .data = &search,
        .send = send_query,
        .answered = tell,
    };
    fine = fine && hs_pipeline_run(&pipeline, &error);
    if (!fine)
        hs_terminal_complain(error.text);
    hs_rpc_client_destroy(search.client);
    hs_array_finish(&search.queries);
    hs_buffer_finish(&search.text);
    return fine && !search.failed ? HS_EXIT_FINE : HS_EXIT_FAILURE;
}
