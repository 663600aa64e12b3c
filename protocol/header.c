/* Reads the header block of a message. It checks syntax and the two headers that the LSP base
 * protocol defines; what length is too long, the framing decides.
 */
#include "protocol/header.h"

#include <stdint.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static hs_str trim(hs_str str)
{
    while (str.length > 0 && is_blank(str.bytes[0]))
        str = hs_str_slice(str, 1, str.length);
    while (str.length > 0 && is_blank(str.bytes[str.length - 1]))
        str.length--;
    return str;
}

/* Splits at the first `separator`; without one, `rest` is empty and false comes back. */
static bool split(hs_str whole, char separator, hs_str *first, hs_str *rest)
{
    const char *found = whole.length > 0 ? memchr(whole.bytes, separator, whole.length) : NULL;
    size_t at = found ? (size_t)(found - whole.bytes) : whole.length;

    *first = hs_str_slice(whole, 0, at);
    *rest = hs_str_slice(whole, found ? at + 1 : at, whole.length);
    return found != NULL;
}

static bool read_length(hs_str value, size_t *length)
{
    size_t total = 0;

    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9')
            return false;
        size_t digit = (size_t)(value.bytes[i] - '0');
        total = total > (SIZE_MAX - digit) / 10 ? SIZE_MAX : total * 10 + digit;
    }
    *length = total;
    return value.length > 0;
}

static bool is_utf8(hs_str name)
{
    if (name.length >= 2 && name.bytes[0] == '"' && name.bytes[name.length - 1] == '"')
        name = hs_str_slice(name, 1, name.length - 1);
    return hs_str_equal_ignoring_case(name, HS_STR("utf-8")) ||
           hs_str_equal_ignoring_case(name, HS_STR("utf8"));
}

/* "application/vscode-jsonrpc; charset=utf-8": any type, and UTF-8 if a character set is named. */
static bool accepts_content_type(hs_str value)
{
    hs_str parameter, name;

    split(value, ';', &parameter, &value);
    while (value.length > 0) {
        split(value, ';', &parameter, &value);
        split(parameter, '=', &name, &parameter);
        if (hs_str_equal_ignoring_case(trim(name), HS_STR("charset")) && !is_utf8(trim(parameter)))
            return false;
    }
    return true;
}

typedef struct headers {
    size_t content_length;
    bool has_length;
} headers;

static bool read_line(headers *found, hs_str line, hs_error *error)
{
    hs_str name, value;
    size_t length;

    if (!split(line, ':', &name, &value) || name.length == 0)
        return hs_error_set(error, "a header line without a name and a colon");
    name = trim(name);
    value = trim(value);
    if (hs_str_equal_ignoring_case(name, HS_STR("Content-Type")))
        return accepts_content_type(value) ||
               hs_error_set(error, "Content-Type names a character set other than utf-8");
    if (!hs_str_equal_ignoring_case(name, HS_STR("Content-Length")))
        return true;
    if (!read_length(value, &length))
        return hs_error_set(error, "Content-Length is not a number");
    if (found->has_length && length != found->content_length)
        return hs_error_set(error, "two Content-Length headers that differ");
    found->has_length = true;
    found->content_length = length;
    return true;
}

bool hs_header_read(hs_str block, size_t *content_length, hs_error *error)
{
    headers found = {0};
    hs_str line;

    while (block.length > 0) {
        split(block, '\n', &line, &block);
        if (line.length > 0 && line.bytes[line.length - 1] == '\r')
            line.length--;
        if (line.length > 0 && !read_line(&found, line, error))
            return false;
    }
    *content_length = found.content_length;
    return found.has_length || hs_error_set(error, "headers without Content-Length");
}
