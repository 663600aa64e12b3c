/* hearsay/verify: what the archive says of one quote or claim that stands in no document. */
#include "features/ours.h"

#include "evidence/archive_shared.h"
#include "evidence/checked.h"
#include "features/archive_job.h"
#include "features/verification_json.h"
#include "protocol/jsonrpc.h"

#define WORDS_BYTES_MAX 65536

typedef struct verify_job {
    hs_archive_job archive; /* first */
    hs_buffer words, speaker;
    bool claim;
    hs_encoding offsets;
} verify_job;

static bool work(hs_archive_job *base, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    verify_job *job = (verify_job *)base;
    hs_str words = hs_buffer_str(&job->words);
    uint64_t generation = hs_archive_shared_generation();
    hs_check_question question = {.claim = job->claim,
                                  .pieces = &words,
                                  .piece_count = 1,
                                  .speaker = hs_buffer_str(&job->speaker),
                                  .factchecks = job->claim};
    hs_checked *checked = hs_checked_find(&question, generation);
    if (!checked)
        checked = hs_checked_ask(archive, &question, generation, error);
    if (!checked)
        return false;
    hs_verification_write(json, &checked->answer, job->offsets, true);
    hs_checked_unref(checked);
    return true;
}

static void release(hs_archive_job *base)
{
    verify_job *job = (verify_job *)base;
    hs_buffer_finish(&job->words);
    hs_buffer_finish(&job->speaker);
}

static bool take_string(const json_t *value, hs_buffer *out)
{
    if (!json_is_string(value) || json_string_length(value) > WORDS_BYTES_MAX)
        return false;
    hs_buffer_append(out, json_string_value(value), json_string_length(value));
    return true;
}

static bool read_params(hs_archive_job *base, const json_t *params, hs_error *error)
{
    verify_job *job = (verify_job *)base;
    const json_t *quote = json_object_get(params, "quote");
    const json_t *claim = json_object_get(params, "claim");
    const json_t *speaker = json_object_get(params, "speaker");
    const json_t *offsets = json_object_get(params, "offsets");
    job->claim = claim != NULL;
    if ((quote != NULL) == (claim != NULL) || !take_string(quote ? quote : claim, &job->words))
        return hs_error_set(error,
                            "either \"quote\" or \"claim\" must be a string of at most %d bytes",
                            WORDS_BYTES_MAX);
    if (speaker && !take_string(speaker, &job->speaker))
        return hs_error_set(error, "\"speaker\" must be a string");
    if (offsets && (!json_is_string(offsets) ||
                    !hs_encoding_from_name(json_string_value(offsets), &job->offsets)))
        return hs_error_set(error, "\"offsets\" must be \"utf-8\", \"utf-16\" or \"utf-32\"");
    return true;
}

void hs_ours_verify(hs_session_state *client, hs_request *request, const json_t *params)
{
    verify_job *job = hs_archive_job_create(client, request, sizeof *job, work, release);
    hs_archive_job_start(&job->archive, params, read_params);
}
