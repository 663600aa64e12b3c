/* Importing: files and documents are read, annotated and put into the archive.
 *
 * One thread reads, as many as there are processors annotate, the caller's writes, in batches of
 * one transaction each: what was counted as imported is on disk. What failed does not stop the
 * rest; a store that fails does, and says why. Doing the same import again goes on where it
 * stopped, since what is there already is passed over.
 */
#pragma once

#include <stdatomic.h>

#include "evidence/archive.h"
#include "evidence/import_walk.h"

/* What failed is kept up to this number, and counted beyond. */
#define HS_IMPORT_FAILURES_KEPT 1000

/* What a client has read, to be taken as a file of no telling name is: by how it begins. */
typedef struct hs_import_content {
    hs_str uri, text;
} hs_import_content;

typedef struct hs_import_request {
    const char *const *paths;
    size_t path_count;
    const hs_archive_document *documents; /* from a client: uri, title, published, text… */
    size_t document_count;
    const hs_import_content *contents;
    size_t content_count;
    const char *const *allowed; /* folders outside which nothing is read; none: no bound */
    size_t allowed_count;
    const hs_import_filter *filter; /* of the files below the paths; NULL: all are read */
} hs_import_request;

typedef struct hs_import_failure {
    char *path;
    char *error;
} hs_import_failure;

typedef struct hs_import_summary {
    size_t imported, updated, unchanged; /* documents and fact-checks */
    size_t failed;
    hs_import_failure *failures;
    size_t failure_count;
} hs_import_summary;

/* How far it is, for whoever watches: any thread. */
typedef struct hs_import_progress {
    atomic_size_t files; /* begun */
    atomic_size_t found; /* documents and fact-checks read */
    atomic_size_t done;  /* committed, unchanged or failed */
} hs_import_progress;

/* Runs to the end, or until `cancel`: then the summary tells what was kept. `reader` looks up what
 * is there already; NULL leaves that to the writer. False with the reason when the archive failed;
 * the summary is right in any case. */
bool hs_import_run(hs_archive *writer, hs_archive *reader, const hs_import_request *request,
                   hs_import_progress *progress, const atomic_bool *cancel,
                   hs_import_summary *summary, hs_error *error);

void hs_import_summary_finish(hs_import_summary *summary);
