/* Which daemon the program speaks to: the running one, or a private one that it starts and ends. */
#pragma once

#include "base/buffer.h"
#include "base/error.h"
#include "cli/options.h"
#include "protocol/client.h"

/* How long one answer may take before the daemon is given up. */
#define HS_CONNECTION_ANSWER_MS (10 * 60 * 1000)

/* Follows --socket and --daemon, and initializes the session: positions are code points, the
 * current folder is the workspace. NULL, and the error says the way out. */
hs_rpc_client *hs_connection_open(const hs_options *options, hs_error *error);

/* Whether an archive that --archive names is there; without that option, nothing is asked. */
bool hs_connection_has_archive(hs_rpc_client *client, const hs_options *options, hs_error *error);

/* The running daemon or none, whatever --daemon says: for commands that are about it. */
hs_rpc_client *hs_connection_open_running(const hs_options *options, hs_error *error);

/* Appends the socket's path: --socket or the default. */
void hs_connection_socket(const hs_options *options, hs_buffer *path);

/* Appends the command line, beginning with `program`, that starts the daemon to speak to. */
void hs_connection_daemon_command(const hs_options *options, const char *program, hs_buffer *out);

/* Sets the error: no daemon listens, for this cause, and how one is started. */
void hs_connection_no_daemon(const hs_options *options, const hs_error *cause, hs_error *error);

/* Appends the path of hearsayd: $HEARSAYD; beside this program, installed or in the build tree;
 * else the bare name, for $PATH. */
void hs_connection_daemon_program(hs_buffer *path);
