/* JSON-RPC 2.0 (jsonrpc.org/specification): what a message is, and the text of answers.
 *
 * Answers are built as text, so that a result that a worker wrote is not parsed and printed again.
 * Text given as a result or params is one valid JSON value without line ends.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/str.h"

/* Error codes of JSON-RPC 2.0 and of LSP 3.17 ("ErrorCodes"). */
typedef enum hs_rpc_error {
    HS_RPC_PARSE_ERROR = -32700,
    HS_RPC_INVALID_REQUEST = -32600,
    HS_RPC_METHOD_NOT_FOUND = -32601,
    HS_RPC_INVALID_PARAMS = -32602,
    HS_RPC_INTERNAL_ERROR = -32603,
    HS_RPC_SERVER_NOT_INITIALIZED = -32002,
    HS_RPC_REQUEST_FAILED = -32803,
    HS_RPC_CONTENT_MODIFIED = -32801,
    HS_RPC_REQUEST_CANCELLED = -32800,
} hs_rpc_error;

typedef enum hs_rpc_kind {
    HS_RPC_REQUEST,
    HS_RPC_NOTIFICATION,
    HS_RPC_RESPONSE,
    HS_RPC_INVALID, /* answer INVALID_REQUEST with `id`, and `fault` as the text */
} hs_rpc_kind;

/* One message, borrowed from the JSON value it was read from. */
typedef struct hs_rpc_message {
    hs_rpc_kind kind;
    const json_t *id;     /* a request's or response's: string, number or null; NULL = none */
    const char *method;   /* a request's or notification's */
    const json_t *params; /* object, array or NULL */
    const json_t *result; /* a response's: this one or `error` */
    const json_t *error;
    const char *fault; /* why it is invalid, or NULL */
} hs_rpc_message;

/* Says what one message is. A batch (an array) is the caller's to take apart; an array here is
 * invalid, as every value is that is not an object. `params: null` is taken for none, as some
 * clients write it. */
hs_rpc_message hs_rpc_read(const json_t *value);

/* Appends {"jsonrpc":"2.0","id":…,"result":…}. `id` NULL or null: null. */
void hs_rpc_write_result(hs_buffer *out, const json_t *id, hs_str result);
void hs_rpc_write_error(hs_buffer *out, const json_t *id, int code, const char *text);

/* A request (with an id) or a notification (NULL); empty params are left out. */
void hs_rpc_write_call(hs_buffer *out, const json_t *id, const char *method, hs_str params);
