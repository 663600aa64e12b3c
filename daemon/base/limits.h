/* The one table of limits: what a client may ask for, and how long it may take.
 *
 * docs/LIMITS.md is this table for users; `hearsayd --limits` prints it, and a test compares the
 * two. Any limit may be set at start (`hearsayd --limit NAME=VALUE`); afterwards the table is
 * constant, so every thread may read it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/* X(name, default, least, most, what it bounds) */
#define HS_LIMITS(X)                                                                               \
    X(header_bytes, 4096, 64, 1 << 20, "headers of one message")                                   \
    X(first_message_bytes, 64 << 10, 256, 1 << 30, "one message before `initialize` succeeded")    \
    X(message_bytes, 64 << 20, 256, 1 << 30, "one message after that")                             \
    X(json_depth, 128, 8, 1024, "nesting of arrays and objects in a message")                      \
    X(json_values, 1 << 18, 64, 1 << 26, "values in a message: each takes far more than its text") \
    X(batch_messages, 100, 1, 10000, "messages in one batch")                                      \
    X(clients, 256, 1, 10000, "clients connected at once")                                         \
    X(documents, 1000, 1, 100000, "documents that one client has open")                            \
    X(uri_bytes, 8192, 64, 1 << 20, "URI of one document")                                         \
    X(document_bytes, 16 << 20, 64, 256 << 20, "text of one document")                             \
    X(pending_requests, 64, 1, 10000, "requests of one client without a reply; then it waits")     \
    X(turn_messages, 32, 1, 10000, "messages of one client handled before the others' turn")       \
    X(output_pause_bytes, 4 << 20, 1, 1 << 30, "output waiting for one client; then it waits")     \
    X(output_backlog_bytes, 32 << 20, 1, 1 << 30, "output waiting for one client; then it is cut") \
    X(slow_reader_ms, 10000, 10, 3600000, "time in which a client must read some of its output")   \
    X(push_bytes_ms, 8192, 1, 1 << 30, "annotations pushed of one document, bytes a millisecond")  \
    X(server_calls, 100, 1, 10000, "requests to one client that it has not answered")              \
    X(untrusted_clients, 16, 1, 10000, "TCP clients that have not shown their token")              \
    X(token_ms, 10000, 10, 3600000, "time in which a TCP client must show its token")              \
    X(http_request_bytes, 16 << 10, 256, 1 << 20, "head of one HTTP request")                      \
    X(page_file_bytes, 4 << 20, 1, 1 << 30, "one file of the desk page")                           \
    X(drain_ms, 5000, 10, 3600000, "time to finish what is under way when the daemon ends")        \
    X(watches, 256, 0, 10000, "files and folders watched for changes")                             \
    X(import_file_bytes, 256 << 20, 64, 1 << 30, "one file that is imported into the archive")     \
    X(import_files, 1000000, 1, 1 << 30, "files of one import")                                    \
    X(import_depth, 32, 1, 256, "nesting of folders that are imported")

typedef struct hs_limits {
#define HS_LIMIT_FIELD(name, value, least, most, meaning) size_t name;
    HS_LIMITS(HS_LIMIT_FIELD)
#undef HS_LIMIT_FIELD
} hs_limits;

/* The limits in force. */
const hs_limits *hs_limits_get(void);

/* Sets one from "name=value"; for the start only. The error names the limit and its bounds. */
bool hs_limits_set(const char *assignment, hs_error *error);

/* Appends the table: a line a limit, "name<TAB>value<TAB>meaning". */
void hs_limits_print(hs_buffer *out);
