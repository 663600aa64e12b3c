/* hearsay/status, hearsay/desk and hearsay/stop: the daemon itself. What the server counts, it adds
 * itself. */
#include "evidence/archive_shared.h"
#include "features/ours.h"
#include "features/watched_folders.h"
#include "protocol/jsonrpc.h"

static size_t open_documents(const hs_features *features)
{
    size_t count = 0;
    for (size_t i = 0; i < features->clients.count; i++)
        count += features->clients.items[i]->documents.count;
    return count;
}

static json_t *latency_json(const hs_latency *latency)
{
    return json_pack("{s:I, s:f, s:f, s:f}", "count", (json_int_t)latency->count, "p50",
                     hs_latency_percentile(latency, 50) / 1000.0, "p95",
                     hs_latency_percentile(latency, 95) / 1000.0, "p99",
                     hs_latency_percentile(latency, 99) / 1000.0);
}

/* What can be said without asking it: `hearsay archive stats` waits for the archive, this does not.
 */
static json_t *archive_json(void)
{
    const char *address = hs_archive_shared_address();
    hs_buffer shown = {0};
    hs_archive_address_append(&shown, address ? address : "");
    json_t *json = json_pack("{s:s, s:b}", "address", shown.bytes ? shown.bytes : "", "exists",
                             hs_archive_shared_exists());
    hs_buffer_finish(&shown);
    return json;
}

void hs_ours_status(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_features *features = client->features;
    const hs_host *host = features->host;
    (void)params;
    json_t *status =
        json_pack("{s:s, s:I, s:I, s:{s:o, s:o}}", "version", HS_VERSION, "uptimeSeconds",
                  (json_int_t)((host->now_ms() - features->started_ms) / 1000), "documents",
                  (json_int_t)open_documents(features), "latencyMs", "analysis",
                  latency_json(&features->latencies[HS_LATENCY_ANALYSIS]), "annotate",
                  latency_json(&features->latencies[HS_LATENCY_ANNOTATE]));
    json_object_set_new(status, "archive", archive_json());
    if (features->watched_folders)
        json_object_set_new(status, "watched", hs_watched_folders_json(features->watched_folders));
    host->add_status(status);
    host->reply_take(request, status);
}

void hs_ours_desk(hs_session_state *client, hs_request *request, const json_t *params)
{
    const hs_host *host = client->features->host;
    hs_error error = {.text = ""};
    json_t *url = host->open_desk(&error);
    (void)params;
    if (url)
        host->reply_take(request, json_pack("{s:o}", "url", url));
    else
        host->fail(request, HS_RPC_REQUEST_FAILED, error.text);
}

void hs_ours_stop(hs_session_state *client, hs_request *request, const json_t *params)
{
    (void)params;
    client->features->host->reply_take(request, json_null());
    client->features->host->stop_daemon();
}
