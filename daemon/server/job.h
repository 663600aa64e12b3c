/* Jobs of the features on libuv's pool of threads. */
#pragma once

#include "features/host.h"

typedef struct hs_server hs_server;

/* Runs the job on a worker, unless it is cancelled before its turn; then `done` on the loop. */
void hs_job_submit(hs_server *server, hs_job *job);
