/* hearsay/search: what the archive holds about some words. */
#include "features/ours.h"

#include "base/memory.h"
#include "evidence/search.h"
#include "features/archive_job.h"
#include "protocol/jsonrpc.h"

enum { LIMIT_DEFAULT = 20 };

static const struct {
    const char *name;
    unsigned kind;
} kind_names[] = {
    {"document", HS_SEARCH_DOCUMENTS},
    {"quote", HS_SEARCH_QUOTES},
    {"factcheck", HS_SEARCH_FACTCHECKS},
};

typedef struct search_job {
    hs_archive_job archive; /* first */
    hs_buffer query;
    size_t limit;
    unsigned kinds;
} search_job;

static const char *kind_name(unsigned kind)
{
    for (size_t i = 0; i < HS_COUNT(kind_names); i++)
        if (kind_names[i].kind == kind)
            return kind_names[i].name;
    return "";
}

/* 0 for none. */
static unsigned kind_named(const char *name)
{
    for (size_t i = 0; name && i < HS_COUNT(kind_names); i++)
        if (strcmp(name, kind_names[i].name) == 0)
            return kind_names[i].kind;
    return 0;
}

static void write_hit(hs_json_writer *json, const hs_search_hit *hit)
{
    hs_json_begin_object(json);
    hs_json_member_text(json, "kind", kind_name(hit->kind));
    hs_json_member_string(json, "uri", hit->uri);
    hs_json_member_string(json, "url", hit->url);
    hs_json_member_string(json, "title", hit->title);
    hs_json_key(json, "span");
    hs_json_begin_object(json);
    hs_json_member_integer(json, "start", hit->span.start);
    hs_json_member_integer(json, "end", hit->span.end);
    hs_json_end_object(json);
    hs_json_member_string(json, "text", hit->text);
    hs_json_key(json, "score");
    hs_json_real(json, (double)(int)(hit->score * 10000 + 0.5f) / 10000);
    hs_json_member_if_any(json, "speaker", hit->speaker);
    hs_json_member_if_any(json, "rating", hit->rating);
    hs_json_member_if_any(json, "publisher", hit->publisher);
    hs_json_member_if_any(json, "published", hit->published);
    hs_json_end_object(json);
}

static bool work(hs_archive_job *job, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    search_job *search = (search_job *)job;
    hs_arena arena = {0};
    hs_search_hits hits;
    bool fine = hs_search(archive, hs_buffer_str(&search->query), search->kinds, search->limit,
                          &arena, &hits, error);
    hs_json_begin_object(json);
    hs_json_key(json, "hits");
    hs_json_begin_array(json);
    for (size_t i = 0; fine && i < hits.count; i++)
        write_hit(json, &hits.items[i]);
    hs_json_end_array(json);
    hs_json_end_object(json);
    hs_arena_finish(&arena);
    return fine;
}

static void release(hs_archive_job *job)
{
    hs_buffer_finish(&((search_job *)job)->query);
}

static bool read_kinds(const json_t *kinds, unsigned *wanted, hs_error *error)
{
    bool known = true;
    *wanted = kinds ? 0 : HS_SEARCH_ALL;
    for (size_t i = 0; i < json_array_size(kinds); i++) {
        unsigned kind = kind_named(json_string_value(json_array_get(kinds, i)));
        *wanted |= kind;
        known = known && kind != 0;
    }
    return (*wanted != 0 && known) ||
           hs_error_set(error, "\"kinds\" must be an array of \"document\", "
                               "\"quote\" and \"factcheck\"");
}

static bool read_params(hs_archive_job *job, const json_t *params, hs_error *error)
{
    search_job *search = (search_job *)job;
    const json_t *query = json_object_get(params, "query");
    const json_t *limit = json_object_get(params, "limit");
    if (!json_is_string(query))
        return hs_error_set(error, "\"query\" must be a string");
    if (limit && (!json_is_integer(limit) || json_integer_value(limit) < 1 ||
                  json_integer_value(limit) > HS_SEARCH_LIMIT_MOST))
        return hs_error_set(error, "\"limit\" must be a number from 1 to %d", HS_SEARCH_LIMIT_MOST);
    search->limit = limit ? (size_t)json_integer_value(limit) : LIMIT_DEFAULT;
    hs_buffer_append(&search->query, json_string_value(query), json_string_length(query));
    return read_kinds(json_object_get(params, "kinds"), &search->kinds, error);
}

void hs_ours_search(hs_session_state *client, hs_request *request, const json_t *params)
{
    search_job *search = hs_archive_job_create(client, request, sizeof *search, work, release);
    hs_archive_job_start(&search->archive, params, read_params);
}
