/* Borrows a handle for the work, and answers on the loop. */
#include "features/archive_job.h"

#include <stdlib.h>

#include "base/memory.h"
#include "evidence/archive_shared.h"
#include "features/checking.h"
#include "protocol/jsonrpc.h"

static void run(hs_job *base)
{
    hs_archive_job *job = (hs_archive_job *)base;
    hs_archive *archive = hs_archive_shared_take(job->mode, &job->error);
    if (!archive)
        return;
    job->fine = job->work(job, archive, &job->json, &job->error);
    hs_archive_shared_give(archive);
}

static void destroy(hs_archive_job *job)
{
    if (job->release)
        job->release(job);
    hs_json_finish(&job->json);
    free(job);
}

static void finish(hs_job *base)
{
    hs_archive_job *job = (hs_archive_job *)base;
    const hs_host *host = job->features->host;
    if (job->done)
        job->done(job);
    if (job->mode != HS_ARCHIVE_READ)
        hs_checking_restart(job->features);
    if (job->fine)
        host->reply_text(job->request, hs_buffer_str(&job->json.buffer));
    else if (atomic_load(&base->cancel))
        host->fail(job->request, HS_RPC_REQUEST_CANCELLED, "cancelled");
    else
        host->fail(job->request, HS_RPC_REQUEST_FAILED, job->error.text);
    destroy(job);
}

static void cancel(hs_request *request, void *data)
{
    hs_archive_job *job = data;
    (void)request;
    atomic_store(&job->job.cancel, true);
}

void *hs_archive_job_create(hs_session_state *client, hs_request *request, size_t size,
                            hs_archive_work *work, void (*release)(hs_archive_job *job))
{
    hs_archive_job *job = hs_alloc_zeroed(1, size);
    job->job.run = run;
    job->job.done = finish;
    atomic_init(&job->job.cancel, false);
    job->features = client->features;
    job->request = request;
    job->work = work;
    job->release = release;
    return job;
}

void hs_archive_job_submit(hs_archive_job *job)
{
    const hs_host *host = job->features->host;
    host->on_cancel(job->request, cancel, job);
    host->submit_slow(&job->job);
}

void hs_archive_job_refuse(hs_archive_job *job, const char *why)
{
    job->features->host->fail(job->request, HS_RPC_INVALID_PARAMS, why);
    destroy(job);
}

void hs_archive_job_start(hs_archive_job *job, const json_t *params, hs_archive_job_reader *read)
{
    hs_error error;
    if (read(job, params, &error))
        hs_archive_job_submit(job);
    else
        hs_archive_job_refuse(job, error.text);
}
