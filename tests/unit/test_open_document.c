/* When the analysis of an open document runs, is cancelled and is pushed. The test is the host: it
 * holds the one job that is out, and decides when edits come.
 */
#include "test.h"

#include <jansson.h>
#include <stdatomic.h>

#include "features/features.h"
#include "features/host.h"

static struct {
    void *session_data;
    hs_job *job; /* submitted, not run yet */
    unsigned cancelled;
    json_t *pushed; /* versions that annotations were pushed of */
} host;

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

static void reply_text(hs_request *request, hs_str result)
{
    (void)request;
    (void)result;
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
    .reply_text = reply_text,
    .session_of = session_of,
    .notify_text = notify_text,
    .send_now = send_now,
    .submit = submit,
    .set_session_data = set_session_data,
    .session_data = session_data,
    .now_ms = now_ms,
};

static void run_job(void)
{
    hs_job *job = host.job;
    if (atomic_load(&job->cancel))
        host.cancelled++;
    job->run(job);
    host.job = NULL;
    job->done(job);
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
    hs_features *features = hs_features_create(&table);
    host.pushed = json_array();
    host.cancelled = 0;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_cancels_the_analysis_that_runs),
        cmocka_unit_test(a_storm_of_edits_does_not_starve_the_analysis),
    };
    return cmocka_run_group_tests_name("open_document", tests, NULL, NULL);
}
