/* Three notifications. What is long enough to be worth them is for the callers to say. */
#include "features/progress.h"

void hs_progress_begin(hs_progress *progress, hs_session_state *client, const json_t *params,
                       const char *title)
{
    json_t *token = json_object_get(params, "workDoneToken");
    if (!json_is_string(token) && !json_is_integer(token))
        return;
    progress->token = json_incref(token);
    json_t *message = json_pack("{s:O, s:{s:s, s:s, s:b}}", "token", token, "value", "kind",
                                "begin", "title", title, "cancellable", 1);
    client->features->host->notify_take(client->session, "$/progress", message, NULL);
}

void hs_progress_report(hs_progress *progress, hs_features *features, hs_request *request,
                        const char *message)
{
    hs_session *session = features->host->session_of(request);
    if (progress->token && session)
        features->host->notify_take(session, "$/progress",
                                    json_pack("{s:O, s:{s:s, s:s}}", "token", progress->token,
                                              "value", "kind", "report", "message", message),
                                    NULL);
}

void hs_progress_end(hs_progress *progress, hs_features *features, hs_request *request)
{
    hs_session *session = features->host->session_of(request);
    if (progress->token && session)
        features->host->notify_take(
            session, "$/progress",
            json_pack("{s:O, s:{s:s}}", "token", progress->token, "value", "kind", "end"), NULL);
    json_decref(progress->token);
    progress->token = NULL;
}
