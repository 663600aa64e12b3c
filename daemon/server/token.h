/* The secret that a TCP client must show. Anybody on the machine can reach a loopback port, so the
 * token stands in for the peer credentials of a Unix socket.
 */
#pragma once

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

#define HS_TOKEN_LEAST ((size_t)16)
#define HS_TOKEN_MOST ((size_t)1024)

/* Reads a token from a file that only its owner can read; white space around it does not count. */
bool hs_token_read(hs_buffer *token, const char *path, hs_error *error);

/* Takes the same time wherever the two differ. An empty token matches nothing. */
bool hs_token_matches(const hs_buffer *token, hs_str shown);
