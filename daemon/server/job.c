/* Wraps a job in a libuv work request. Cancelling is the job's own flag: uv_cancel stops only work
 * that has not begun, and the flag does that as well.
 */
#include "server/job.h"

#include <stdlib.h>

#include "server/server_private.h"

typedef struct job_work {
    uv_work_t work;
    hs_server *server;
    hs_job *job;
} job_work;

static void on_run(uv_work_t *work)
{
    hs_job *job = ((job_work *)work)->job;

    if (!atomic_load(&job->cancel))
        job->run(job);
}

static void on_done(uv_work_t *work, int status)
{
    job_work *wrapper = (job_work *)work;
    hs_job *job = wrapper->job;

    (void)status; /* nothing calls uv_cancel */
    wrapper->server->job_count--;
    job->server_data = NULL;
    free(wrapper);
    job->done(job);
}

void hs_job_submit(hs_server *server, hs_job *job)
{
    job_work *wrapper = hs_alloc_zeroed(1, sizeof *wrapper);

    wrapper->server = server;
    wrapper->job = job;
    job->server_data = wrapper;
    server->job_count++;
    server->counters.values[HS_COUNTER_jobs]++;
    uv_queue_work(&server->loop, &wrapper->work, on_run, on_done);
}
