/* Tells JSON-RPC messages apart and writes answers. Who answers what, and when, is the server's
 * and the client's business.
 */
#include "protocol/jsonrpc.h"

#include <string.h>

#include "protocol/json.h"

static hs_rpc_message invalid(const json_t *id, const char *fault)
{
    return (hs_rpc_message){.kind = HS_RPC_INVALID, .id = id, .fault = fault};
}

static bool is_valid_id(const json_t *id)
{
    return json_is_string(id) || json_is_number(id) || json_is_null(id);
}

static hs_rpc_message read_response(const json_t *value, const json_t *id)
{
    hs_rpc_message message = {.kind = HS_RPC_RESPONSE,
                              .id = id,
                              .result = json_object_get(value, "result"),
                              .error = json_object_get(value, "error")};

    if (!id)
        return invalid(NULL, "neither a method nor an id");
    if (!message.result == !message.error)
        return invalid(NULL, "a response needs either a result or an error");
    if (message.error && !json_is_object(message.error))
        return invalid(NULL, "error is not an object");
    return message;
}

hs_rpc_message hs_rpc_read(const json_t *value)
{
    const json_t *version = json_object_get(value, "jsonrpc");
    const json_t *id = json_object_get(value, "id");
    const json_t *method = json_object_get(value, "method");
    const json_t *params = json_object_get(value, "params");

    if (!json_is_object(value))
        return invalid(NULL, "a message is an object");
    if (id && !is_valid_id(id))
        return invalid(NULL, "id is neither a string nor a number");
    if (!json_is_string(version) || strcmp(json_string_value(version), "2.0") != 0)
        return invalid(id, "jsonrpc is not \"2.0\"");
    if (!method)
        return read_response(value, id);
    if (!json_is_string(method) || strlen(json_string_value(method)) != json_string_length(method))
        return invalid(id, "method is not a string of characters");
    if (json_is_null(params))
        params = NULL;
    if (params && !json_is_object(params) && !json_is_array(params))
        return invalid(id, "params is neither an object nor an array");
    return (hs_rpc_message){.kind = id ? HS_RPC_REQUEST : HS_RPC_NOTIFICATION,
                            .id = id,
                            .method = json_string_value(method),
                            .params = params};
}

static void write_id(hs_buffer *out, const json_t *id)
{
    if (id)
        hs_json_write(out, id);
    else
        hs_buffer_append_text(out, "null");
}

void hs_rpc_write_result(hs_buffer *out, const json_t *id, hs_str result)
{
    hs_buffer_reserve(out, result.length + 64);
    hs_buffer_append_text(out, "{\"jsonrpc\":\"2.0\",\"id\":");
    write_id(out, id);
    hs_buffer_append_text(out, ",\"result\":");
    hs_buffer_append_str(out, result);
    hs_buffer_append_byte(out, '}');
}

void hs_rpc_write_error(hs_buffer *out, const json_t *id, int code, const char *text)
{
    hs_buffer_append_text(out, "{\"jsonrpc\":\"2.0\",\"id\":");
    write_id(out, id);
    hs_buffer_printf(out, ",\"error\":{\"code\":%d,\"message\":", code);
    hs_json_write_string(out, hs_str_from(text));
    hs_buffer_append_text(out, "}}");
}

void hs_rpc_write_call(hs_buffer *out, const json_t *id, const char *method, hs_str params)
{
    hs_buffer_reserve(out, params.length + 96);
    hs_buffer_append_text(out, "{\"jsonrpc\":\"2.0\",");
    if (id) {
        hs_buffer_append_text(out, "\"id\":");
        write_id(out, id);
        hs_buffer_append_byte(out, ',');
    }
    hs_buffer_append_text(out, "\"method\":");
    hs_json_write_string(out, hs_str_from(method));
    if (params.length > 0) {
        hs_buffer_append_text(out, ",\"params\":");
        hs_buffer_append_str(out, params);
    }
    hs_buffer_append_byte(out, '}');
}
