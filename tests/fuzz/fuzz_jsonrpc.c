/* Any bytes as a message: refused, or read into a value that can be written and read again; and
 * the reply to it is one line of JSON.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "protocol/json.h"
#include "protocol/jsonrpc.h"
#include "protocol/lsp.h"

enum { DEPTH_LIMIT = 32, VALUE_LIMIT = 10000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
    if (!condition)
        abort();
}

static json_t *parse(hs_str text)
{
    return hs_json_parse(text, DEPTH_LIMIT, VALUE_LIMIT, NULL);
}

static void check_line(hs_buffer *line)
{
    json_t *value = parse(hs_buffer_str(line));

    require(json_is_object(value));
    require(!memchr(line->bytes, '\n', line->length));
    json_decref(value);
    hs_buffer_finish(line);
}

static void answer(const hs_rpc_message *message, hs_str text)
{
    hs_buffer reply = {0}, call = {0}, error = {0}, string = {0};

    hs_json_write_string(&string, text);
    hs_rpc_write_result(&reply, message->id, hs_buffer_str(&string));
    check_line(&reply);
    hs_rpc_write_error(&error, message->id, HS_RPC_INVALID_REQUEST,
                       message->fault ? message->fault : "fine");
    check_line(&error);
    hs_rpc_write_call(&call, message->id, message->method ? message->method : "none", HS_STR("[]"));
    check_line(&call);
    hs_buffer_finish(&string);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_str text = hs_str_make((const char *)data, size);
    json_t *value = parse(text);
    hs_buffer written = {0};
    hs_lsp_range range;

    if (!value)
        return 0;
    hs_json_write(&written, value);
    json_t *again = parse(hs_buffer_str(&written));
    require(json_equal(value, again));
    hs_rpc_message message = hs_rpc_read(value);
    require((message.kind == HS_RPC_INVALID) == (message.fault != NULL));
    answer(&message, text);
    hs_lsp_read_range(message.params, &range);
    json_decref(again);
    json_decref(value);
    hs_buffer_finish(&written);
    return 0;
}
