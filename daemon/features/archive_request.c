/* hearsay/archive: looking into the archive and tending it (`hearsay archive`).
 *
 *     {"action": "list", "after"?, "limit"?}    heads of documents and the id to go on after
 *     {"action": "show", "id" or "uri"}         one document, with its quotes
 *     {"action": "remove", "id" or "uri"}
 *     {"action": "export", "after"?, "limit"?}  whole documents, and then fact-checks
 *     {"action": "stats" | "check" | "vacuum" | "reannotate"}
 */
#include "features/ours.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "evidence/annotating.h"
#include "evidence/archive_shared.h"
#include "evidence/reannotate.h"
#include "features/archive_job.h"
#include "protocol/jsonrpc.h"

enum { LIMIT_DEFAULT = 100, LIMIT_MOST = 1000, PAGE_BYTES = 4 << 20 };

typedef struct archive_request {
    hs_archive_job archive; /* first */
    int64_t id;
    char *uri;
    int64_t after;
    size_t limit;
} archive_request;

typedef bool archive_action(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                            hs_error *error);

/* ---------------------------------------------------------------- documents as JSON */

static void write_head(hs_json_writer *json, const hs_archive_document *document)
{
    hs_json_member_integer(json, "id", document->id);
    hs_json_member_string(json, "uri", document->uri);
    hs_json_member_string(json, "url", document->url);
    hs_json_member_string(json, "title", document->title);
    hs_json_member_string(json, "author", document->author);
    hs_json_member_string(json, "published", document->published);
    hs_json_member_string(json, "languageId", document->language);
}

static void write_span(hs_json_writer *json, hs_span span)
{
    hs_json_begin_object(json);
    hs_json_member_integer(json, "start", span.start);
    hs_json_member_integer(json, "end", span.end);
    hs_json_end_object(json);
}

static void write_quotes(hs_json_writer *json, const hs_archive_document *document)
{
    hs_json_key(json, "quotes");
    hs_json_begin_array(json);
    for (size_t i = 0; i < document->quote_count; i++) {
        const hs_archive_quote *quote = &document->quotes[i];
        hs_json_begin_object(json);
        hs_json_member_string(json, "speaker", quote->speaker);
        hs_json_member_boolean(json, "direct", quote->direct);
        hs_json_key(json, "content");
        hs_json_begin_array(json);
        for (size_t k = 0; k < quote->content_count; k++)
            write_span(json, quote->content[k]);
        hs_json_end_array(json);
        hs_json_end_object(json);
    }
    hs_json_end_array(json);
}

/* ---------------------------------------------------------------- one document */

static bool find_one(archive_request *asked, hs_archive *archive, hs_error *error)
{
    if (asked->id > 0)
        return true;
    if (!hs_archive_find_uri(archive, hs_str_from(asked->uri), &asked->id, error))
        return false;
    return asked->id > 0 || hs_error_set(error, "the archive has no document %s", asked->uri);
}

static bool show(archive_request *asked, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_document document;
    bool fine = find_one(asked, archive, error) &&
                hs_archive_get(archive, asked->id, &arena, &document, error);
    if (fine) {
        hs_json_begin_object(json);
        write_head(json, &document);
        hs_json_member_string(json, "text", document.text);
        write_quotes(json, &document);
        hs_json_end_object(json);
    }
    hs_arena_finish(&arena);
    return fine;
}

static bool remove_one(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                       hs_error *error)
{
    if (!find_one(asked, archive, error) || !hs_archive_begin(archive, error))
        return false;
    if (!hs_archive_remove(archive, asked->id, error)) {
        hs_archive_rollback(archive);
        return false;
    }
    if (!hs_archive_commit(archive, error))
        return false;
    hs_archive_shared_changed();
    hs_json_begin_object(json);
    hs_json_member_integer(json, "removed", 1);
    hs_json_end_object(json);
    return true;
}

/* ---------------------------------------------------------------- pages */

typedef struct page {
    hs_json_writer *json;
    int64_t *ids; /* NULL: heads are written at once */
    size_t left, count;
    int64_t last; /* where the next page goes on */
} page;

static bool has_room(const page *p)
{
    return p->left > 0 && p->json->buffer.length < PAGE_BYTES;
}

static bool visit(const hs_archive_document *document, void *data)
{
    page *p = data;
    p->last = document->id;
    if (p->ids) {
        p->ids[p->count] = document->id;
    } else {
        hs_json_begin_object(p->json);
        write_head(p->json, document);
        hs_json_end_object(p->json);
    }
    p->count++;
    p->left--;
    return has_room(p);
}

/* `next` is absent on the last page. */
static void end_page(const page *p)
{
    hs_json_end_array(p->json);
    if (!has_room(p))
        hs_json_member_integer(p->json, "next", p->last);
    hs_json_end_object(p->json);
}

static void begin_page(hs_json_writer *json)
{
    hs_json_begin_object(json);
    hs_json_key(json, "documents");
    hs_json_begin_array(json);
}

static bool list(archive_request *asked, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    page p = {.json = json, .left = asked->limit};
    begin_page(json);
    bool fine = hs_archive_list(archive, asked->after, visit, &p, error);
    end_page(&p);
    return fine;
}

/* ---------------------------------------------------------------- the export */

static bool write_whole(hs_archive *archive, int64_t id, hs_json_writer *json, hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_document document;
    bool fine = hs_archive_get(archive, id, &arena, &document, error);
    if (fine) {
        hs_json_begin_object(json);
        write_head(json, &document);
        hs_json_member_string(json, "text", document.text);
        hs_json_end_object(json);
    }
    hs_arena_finish(&arena);
    return fine;
}

static bool export_documents(hs_archive *archive, int64_t after, page *p, hs_error *error)
{
    int64_t ids[LIMIT_MOST];
    p->ids = ids;
    bool fine = hs_archive_list(archive, after, visit, p, error);
    for (size_t i = 0; fine && i < p->count && p->json->buffer.length < PAGE_BYTES; i++) {
        fine = write_whole(archive, ids[i], p->json, error);
        p->last = ids[i];
    }
    p->ids = NULL;
    return fine;
}

/* An object of one member within the one that is being written. */
static void write_within(hs_json_writer *json, const char *key, const char *inner, hs_str value)
{
    if (value.length == 0)
        return;
    hs_json_key(json, key);
    hs_json_begin_object(json);
    hs_json_member_string(json, inner, value);
    hs_json_end_object(json);
}

/* As schema.org has it, so that import and other programs read it. */
static void write_factcheck(hs_json_writer *json, const hs_archive_factcheck *check)
{
    hs_json_begin_object(json);
    hs_json_member_text(json, "@context", "https://schema.org");
    hs_json_member_text(json, "@type", "ClaimReview");
    hs_json_member_if_any(json, "url", check->url);
    hs_json_member_string(json, "claimReviewed", check->claim);
    hs_json_member_if_any(json, "name", check->title);
    if (check->claimant.length > 0) {
        hs_json_key(json, "itemReviewed");
        hs_json_begin_object(json);
        write_within(json, "author", "name", check->claimant);
        hs_json_end_object(json);
    }
    write_within(json, "reviewRating", "alternateName", check->rating);
    write_within(json, "author", "name", check->publisher);
    hs_json_member_if_any(json, "datePublished", check->published);
    hs_json_end_object(json);
}

/* Fact-checks follow the last document; a page that begins among them is asked for by a number
 * below zero. */
static bool visit_factcheck(const hs_archive_factcheck *check, void *data)
{
    page *p = data;
    write_factcheck(p->json, check);
    p->last = -check->id - 1;
    p->left--;
    return has_room(p);
}

static bool export(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                   hs_error *error)
{
    int64_t after = asked->after;
    page p = {.json = json, .left = asked->limit};
    begin_page(json);
    bool fine = after < 0 || export_documents(archive, after, &p, error);
    hs_json_end_array(json);
    hs_json_key(json, "factchecks");
    hs_json_begin_array(json);
    if (fine && has_room(&p))
        fine = hs_archive_list_factchecks(archive, after < 0 ? -(after + 1) : 0, visit_factcheck,
                                          &p, error);
    end_page(&p);
    return fine;
}

/* ---------------------------------------------------------------- the whole */

static bool stats(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                  hs_error *error)
{
    hs_archive_stats s;
    (void)asked;
    if (!hs_archive_stats_read(archive, hs_archive_model(), &s, error))
        return false;
    hs_json_begin_object(json);
    hs_json_member_integer(json, "documents", (int64_t)s.documents);
    hs_json_member_integer(json, "factchecks", (int64_t)s.factchecks);
    hs_json_member_integer(json, "passages", (int64_t)s.passages);
    hs_json_member_integer(json, "textBytes", (int64_t)s.text_bytes);
    hs_json_member_integer(json, "storedBytes", (int64_t)s.stored_bytes);
    hs_json_member_integer(json, "annotatedByOtherModels", (int64_t)s.other_model);
    hs_json_end_object(json);
    return true;
}

static void write_fine(hs_json_writer *json)
{
    hs_json_begin_object(json);
    hs_json_member_boolean(json, "fine", true);
    hs_json_end_object(json);
}

static bool check(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                  hs_error *error)
{
    (void)asked;
    write_fine(json);
    return hs_archive_check(archive, error);
}

static bool vacuum(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                   hs_error *error)
{
    (void)asked;
    write_fine(json);
    return hs_archive_vacuum(archive, error);
}

static bool reannotate(archive_request *asked, hs_archive *archive, hs_json_writer *json,
                       hs_error *error)
{
    atomic_size_t done = 0;
    bool fine = hs_archive_reannotate(archive, &asked->archive.job.cancel, &done, error);
    if (atomic_load(&done) > 0)
        hs_archive_shared_changed();
    hs_json_begin_object(json);
    hs_json_member_integer(json, "annotated", (int64_t)atomic_load(&done));
    hs_json_end_object(json);
    return fine && !atomic_load(&asked->archive.job.cancel);
}

/* ---------------------------------------------------------------- the request */

static const struct action {
    const char *name;
    archive_action *run;
    hs_archive_mode mode;
    bool lasting, names_one;
} actions[] = {
    {"list", list, HS_ARCHIVE_READ, false, false},
    {"show", show, HS_ARCHIVE_READ, false, true},
    {"remove", remove_one, HS_ARCHIVE_WRITE, false, true},
    {"export", export, HS_ARCHIVE_READ, false, false},
    {"stats", stats, HS_ARCHIVE_READ, false, false},
    {"check", check, HS_ARCHIVE_READ, true, false},
    {"vacuum", vacuum, HS_ARCHIVE_WRITE, true, false},
    {"reannotate", reannotate, HS_ARCHIVE_WRITE, true, false},
};

typedef struct action_job {
    archive_request asked; /* first */
    const struct action *action;
} action_job;

static bool work(hs_archive_job *job, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    return ((action_job *)job)->action->run((archive_request *)job, archive, json, error);
}

static void release(hs_archive_job *job)
{
    free(((archive_request *)job)->uri);
}

static bool read_params(hs_archive_job *base, const json_t *params, hs_error *error)
{
    action_job *job = (action_job *)base;
    const char *name = json_string_value(json_object_get(params, "action"));
    const json_t *limit = json_object_get(params, "limit");
    const json_t *uri = json_object_get(params, "uri");
    for (size_t i = 0; name && i < HS_COUNT(actions); i++)
        if (strcmp(name, actions[i].name) == 0)
            job->action = &actions[i];
    if (!job->action)
        return hs_error_set(error, "\"action\" must be list, show, remove, export, stats, check, "
                                   "vacuum or reannotate");
    const json_t *after = json_object_get(params, "after");
    if (after && !json_is_integer(after))
        return hs_error_set(error, "\"after\" must be the \"next\" of the page before");
    job->asked.after = json_integer_value(after);
    job->asked.id = json_integer_value(json_object_get(params, "id"));
    if (json_is_string(uri))
        job->asked.uri = hs_string_copy(json_string_value(uri));
    job->asked.limit = limit ? (size_t)json_integer_value(limit) : LIMIT_DEFAULT;
    if (job->asked.limit < 1 || job->asked.limit > LIMIT_MOST)
        return hs_error_set(error, "\"limit\" must be a number from 1 to %d", LIMIT_MOST);
    if (job->action->names_one && job->asked.id <= 0 && !job->asked.uri)
        return hs_error_set(error, "\"id\" or \"uri\" must name a document");
    base->mode = job->action->mode;
    base->job.lasting = job->action->lasting;
    return true;
}

void hs_ours_archive(hs_session_state *client, hs_request *request, const json_t *params)
{
    action_job *job = hs_archive_job_create(client, request, sizeof *job, work, release);
    hs_archive_job_start(&job->asked.archive, params, read_params);
}
