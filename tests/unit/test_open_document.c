/* When the analysis of an open document runs, is cancelled and is pushed, and what becomes of the
 * requests that wait for it. The test is the host: it holds the one job that is out, and decides
 * when edits come.
 */
#include "test.h"

#include <jansson.h>
#include <stdatomic.h>

#include "features/features.h"
#include "features/host.h"
#include "protocol/jsonrpc.h"

static struct {
    void *session_data;
    hs_job *job; /* submitted, not run yet */
    unsigned cancelled;
    json_t *pushed; /* versions that annotations were pushed of */
    int replies;    /* to requests of asking(), … */
    int code;       /* … and the error of the last, 0 for none */
    void (*cancel)(hs_request *request, void *data);
    void *cancel_data;
} host;

/* Stands for any request: the features only hand it back. */
static hs_request *const asked = (hs_request *)&host;

static void set_session_data(hs_session *session, void *data)
{
    (void)session;
    host.session_data = data;
}

static void *session_data(hs_session *session)
{
    (void)session;
    return host.session_data;
}

static hs_session *session_of(hs_request *request)
{
    (void)request;
    return NULL;
}

static void note_reply(hs_request *request, int code)
{
    if (request != asked)
        return;
    host.replies++;
    host.code = code;
}

static void reply_text(hs_request *request, hs_str result)
{
    (void)result;
    note_reply(request, 0);
}

static void fail_request(hs_request *request, int code, const char *text)
{
    (void)text;
    note_reply(request, code);
}

static void on_cancel(hs_request *request, void (*callback)(hs_request *, void *), void *data)
{
    assert_ptr_equal(request, asked);
    host.cancel = callback;
    host.cancel_data = data;
}

static void submit(hs_session *session, hs_job *job)
{
    (void)session;
    assert_null(host.job);
    host.job = job;
}

static void notify_text(hs_session *session, const char *method, hs_str params,
                        const char *replaces)
{
    (void)session;
    (void)replaces;
    if (strcmp(method, "hearsay/didAnnotate") != 0)
        return;
    json_t *read = json_loadb(params.bytes, params.length, 0, NULL);
    assert_int_equal(json_array_append(host.pushed, json_object_get(read, "version")), 0);
    json_decref(read);
}

static void send_now(hs_session *session)
{
    (void)session;
}

static uint64_t now_ms(void)
{
    return 0;
}

static const hs_host table = {
    .fail = fail_request,
    .reply_text = reply_text,
    .on_cancel = on_cancel,
    .session_of = session_of,
    .notify_text = notify_text,
    .send_now = send_now,
    .submit = submit,
    .set_session_data = set_session_data,
    .session_data = session_data,
    .now_ms = now_ms,
};

static void end_job(void)
{
    hs_job *job = host.job;
    host.job = NULL;
    job->done(job);
}

static void run_job(void)
{
    if (atomic_load(&host.job->cancel))
        host.cancelled++;
    host.job->run(host.job);
    end_job();
}

static void send(hs_features *features, const char *method, json_t *params)
{
    assert_non_null(params);
    if (strcmp(method, "initialize") == 0)
        hs_features_request(features, NULL, method, params);
    else
        hs_features_notification(features, NULL, method, params);
    json_decref(params);
}

static hs_features *begin(void)
{
    memset(&host, 0, sizeof host);
    host.pushed = json_array();
    hs_features *features = hs_features_create(&table);
    hs_features_session_opened(features, NULL);
    send(features, "initialize",
         json_pack("{s:n, s:{}, s:{s:b}}", "processId", "capabilities", "initializationOptions",
                   "didAnnotate", true));
    send(features, "textDocument/didOpen",
         json_pack("{s:{s:s, s:s, s:i, s:s}}", "textDocument", "uri", "untitled:a", "languageId",
                   "plaintext", "version", 1, "text", "“We walk home,” said Ana Ruiz.\n"));
    return features;
}

static void replace_text(hs_features *features, int version)
{
    send(features, "textDocument/didChange",
         json_pack("{s:{s:s, s:i}, s:[{s:s}]}", "textDocument", "uri", "untitled:a", "version",
                   version, "contentChanges", "text", "“We go home,” said Oda Brandt.\n"));
}

/* Asks about the document, as an editor does; the reply is noted. */
static void ask(hs_features *features, const char *method)
{
    json_t *params = json_pack("{s:{s:s}}", "textDocument", "uri", "untitled:a");
    hs_features_request(features, asked, method, params);
    json_decref(params);
}

static void assert_reply(int code)
{
    assert_int_equal(host.replies, 1);
    assert_int_equal(host.code, code);
}

static void end(hs_features *features)
{
    hs_features_session_closed(features, NULL);
    while (host.job)
        run_job();
    hs_features_destroy(features);
    json_decref(host.pushed);
}

static void an_edit_cancels_the_analysis_that_runs(void **state)
{
    (void)state;
    hs_features *features = begin();
    replace_text(features, 2);
    run_job();
    assert_int_equal(host.cancelled, 1);
    assert_int_equal(json_array_size(host.pushed), 0);
    run_job();
    assert_null(host.job);
    assert_int_equal(json_array_size(host.pushed), 1);
    assert_int_equal(json_integer_value(json_array_get(host.pushed, 0)), 2);
    end(features);
}

/* Each analysis sees an edit before it ends: none is ever of the newest text. */
static void a_storm_of_edits_does_not_starve_the_analysis(void **state)
{
    (void)state;
    enum { EDITS = 40 };
    hs_features *features = begin();
    for (int version = 2; version < 2 + EDITS; version++) {
        replace_text(features, version);
        run_job();
    }
    assert_int_equal(host.cancelled, EDITS / 2);
    assert_int_equal(json_array_size(host.pushed), EDITS / 2);
    for (size_t i = 0; i < EDITS / 2; i++)
        assert_int_equal(json_integer_value(json_array_get(host.pushed, i)), 2 * i + 2);
    while (host.job)
        run_job();
    const json_t *last = json_array_get(host.pushed, json_array_size(host.pushed) - 1);
    assert_int_equal(json_integer_value(last), 1 + EDITS);
    end(features);
}

static void a_request_waits_for_the_analysis_of_its_version(void **state)
{
    (void)state;
    hs_features *features = begin();
    ask(features, "textDocument/diagnostic");
    assert_int_equal(host.replies, 0);
    run_job();
    assert_reply(0);
    end(features);
}

static void an_edit_fails_the_requests_about_the_version_before(void **state)
{
    (void)state;
    hs_features *features = begin();
    ask(features, "textDocument/diagnostic");
    replace_text(features, 2);
    assert_reply(HS_RPC_CONTENT_MODIFIED);
    end(features);
    assert_int_equal(host.replies, 1);
}

static void closing_a_document_fails_the_requests_that_wait(void **state)
{
    (void)state;
    hs_features *features = begin();
    ask(features, "textDocument/diagnostic");
    send(features, "textDocument/didClose",
         json_pack("{s:{s:s}}", "textDocument", "uri", "untitled:a"));
    assert_reply(HS_RPC_CONTENT_MODIFIED);
    end(features);
    assert_int_equal(host.replies, 1);
}

static void a_request_that_waits_can_be_cancelled(void **state)
{
    (void)state;
    hs_features *features = begin();
    ask(features, "textDocument/diagnostic");
    assert_non_null(host.cancel);
    host.cancel(asked, host.cancel_data);
    assert_reply(HS_RPC_REQUEST_CANCELLED);
    end(features);
    assert_int_equal(host.replies, 1);
}

static void a_request_at_work_can_be_cancelled(void **state)
{
    (void)state;
    hs_features *features = begin();
    run_job();
    ask(features, "textDocument/documentSymbol");
    assert_non_null(host.job);
    assert_non_null(host.cancel);
    host.cancel(asked, host.cancel_data);
    run_job();
    assert_int_equal(host.cancelled, 1);
    assert_reply(HS_RPC_REQUEST_CANCELLED);
    end(features);
}

/* They come between the end of an analysis and its use. */
static void findings_by_settings_that_hold_no_longer_are_not_pushed(void **state)
{
    (void)state;
    hs_features *features = begin();
    host.job->run(host.job);
    send(features, "workspace/didChangeConfiguration",
         json_pack("{s:{s:b}}", "settings", "thoughts", true));
    end_job();
    assert_int_equal(json_array_size(host.pushed), 0);
    run_job();
    assert_null(host.job);
    assert_int_equal(json_array_size(host.pushed), 1);
    end(features);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_cancels_the_analysis_that_runs),
        cmocka_unit_test(a_storm_of_edits_does_not_starve_the_analysis),
        cmocka_unit_test(a_request_waits_for_the_analysis_of_its_version),
        cmocka_unit_test(an_edit_fails_the_requests_about_the_version_before),
        cmocka_unit_test(closing_a_document_fails_the_requests_that_wait),
        cmocka_unit_test(a_request_that_waits_can_be_cancelled),
        cmocka_unit_test(a_request_at_work_can_be_cancelled),
        cmocka_unit_test(findings_by_settings_that_hold_no_longer_are_not_pushed),
    };
    return cmocka_run_group_tests_name("open_document", tests, NULL, NULL);
}
