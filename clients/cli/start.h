/* Starting the daemon for a command that needs one which outlives it. */
#pragma once

#include "base/error.h"
#include "cli/options.h"

/* A connection to the running daemon's socket; where none runs, one is started, which goes when
 * nobody came for an hour. --daemon=always starts none. -1, and the error says why. */
int hs_start_open(const hs_options *options, hs_error *error);
