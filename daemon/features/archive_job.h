/* Requests that ask the archive: a job on a thread that may wait, with a handle of the archive, and
 * the answer as JSON text.
 *
 *     my_job *job = hs_archive_job_create(client, request, sizeof *job, my_work, my_release);
 *     hs_archive_job_start(&job->archive, params, my_params);
 */
#pragma once

#include "evidence/archive.h"
#include "features/context.h"
#include "features/json_writer.h"

typedef struct hs_archive_job hs_archive_job;

/* On the slow thread: writes one value. False with the reason, which the client gets. */
typedef bool hs_archive_work(hs_archive_job *job, hs_archive *archive, hs_json_writer *json,
                             hs_error *error);

struct hs_archive_job {
    hs_job job; /* first */
    hs_features *features;
    hs_request *request;
    hs_archive_mode mode; /* READ unless said otherwise */

    hs_archive_work *work;
    void (*done)(hs_archive_job *job);    /* on the loop thread, before the answer; may be NULL */
    void (*release)(hs_archive_job *job); /* frees what the callee added; may be NULL */

    hs_json_writer json;
    hs_error error;
    bool fine;
};

/* `size` bytes, zeroed, beginning with an hs_archive_job. */
void *hs_archive_job_create(hs_session_state *client, hs_request *request, size_t size,
                            hs_archive_work *work, void (*release)(hs_archive_job *job));
void hs_archive_job_submit(hs_archive_job *job);

/* Instead of submitting it: answers that the params are wrong, and frees the job. */
void hs_archive_job_refuse(hs_archive_job *job, const char *why);

/* Submits it once it has read its params, or refuses it for what is wrong with them. */
typedef bool hs_archive_job_reader(hs_archive_job *job, const json_t *params, hs_error *error);
void hs_archive_job_start(hs_archive_job *job, const json_t *params, hs_archive_job_reader *read);
