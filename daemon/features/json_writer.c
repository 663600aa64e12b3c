/* The JSON text writer: commas, escapes and numbers. What the values mean is the callers' affair;
 * parsing is jansson's.
 */
#include "features/json_writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void hs_json_finish(hs_json_writer *json)
{
    hs_buffer_finish(&json->buffer);
}

static void before_value(hs_json_writer *json)
{
    if (json->comma_due)
        hs_buffer_append_byte(&json->buffer, ',');
    json->comma_due = true;
}

static void begin(hs_json_writer *json, char mark)
{
    before_value(json);
    hs_buffer_append_byte(&json->buffer, mark);
    json->comma_due = false;
}

static void end(hs_json_writer *json, char mark)
{
    hs_buffer_append_byte(&json->buffer, mark);
    json->comma_due = true;
}

void hs_json_begin_object(hs_json_writer *json)
{
    begin(json, '{');
}

void hs_json_end_object(hs_json_writer *json)
{
    end(json, '}');
}

void hs_json_begin_array(hs_json_writer *json)
{
    begin(json, '[');
}

void hs_json_end_array(hs_json_writer *json)
{
    end(json, ']');
}

void hs_json_key(hs_json_writer *json, const char *key)
{
    before_value(json);
    hs_buffer_append_byte(&json->buffer, '"');
    hs_buffer_append_text(&json->buffer, key);
    hs_buffer_append(&json->buffer, "\":", 2);
    json->comma_due = false;
}

/* Length of the valid UTF-8 sequence at `bytes` (Unicode 15, table 3-7), or 0. */
static size_t sequence_length(const unsigned char *bytes, size_t available)
{
    unsigned char lead = bytes[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 0 || lead > 0xF4 || length > available)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    }
    bool overlong = (lead == 0xE0 && bytes[1] < 0xA0) || (lead == 0xF0 && bytes[1] < 0x90);
    bool outside = (lead == 0xED && bytes[1] > 0x9F) || (lead == 0xF4 && bytes[1] > 0x8F);
    return overlong || outside ? 0 : length;
}

static bool plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static void append_escape(hs_buffer *buffer, unsigned char byte)
{
    switch (byte) {
    case '"':
        hs_buffer_append(buffer, "\\\"", 2);
        break;
    case '\\':
        hs_buffer_append(buffer, "\\\\", 2);
        break;
    case '\n':
        hs_buffer_append(buffer, "\\n", 2);
        break;
    case '\r':
        hs_buffer_append(buffer, "\\r", 2);
        break;
    case '\t':
        hs_buffer_append(buffer, "\\t", 2);
        break;
    default:
        hs_buffer_printf(buffer, "\\u%04x", byte);
    }
}

void hs_json_string(hs_json_writer *json, hs_str value)
{
    hs_buffer *buffer = &json->buffer;
    const unsigned char *bytes = (const unsigned char *)value.bytes;
    before_value(json);
    hs_buffer_append_byte(buffer, '"');
    for (size_t i = 0; i < value.length;) {
        size_t run = i;
        while (run < value.length && plain(bytes[run]))
            run++;
        hs_buffer_append(buffer, bytes + i, run - i);
        i = run;
        if (i == value.length)
            break;
        size_t length = sequence_length(bytes + i, value.length - i);
        if (length == 0)
            hs_buffer_append_text(buffer, "\xEF\xBF\xBD");
        else if (length == 1)
            append_escape(buffer, bytes[i]);
        else
            hs_buffer_append(buffer, bytes + i, length);
        i += length == 0 ? 1 : length;
    }
    hs_buffer_append_byte(buffer, '"');
}

void hs_json_text(hs_json_writer *json, const char *value)
{
    hs_json_string(json, hs_str_from(value));
}

void hs_json_integer(hs_json_writer *json, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    before_value(json);
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        digits[--at] = '-';
    hs_buffer_append(&json->buffer, digits + at, sizeof digits - at);
}

void hs_json_hundredths(hs_json_writer *json, double value)
{
    hs_json_real(json, round(value * 100) / 100);
}

void hs_json_real(hs_json_writer *json, double value)
{
    char text[40];
    if (!isfinite(value)) {
        hs_json_null(json);
        return;
    }
    before_value(json);
    snprintf(text, sizeof text, "%.15g", value);
    /* A library may have set a locale whose decimal mark is a comma. */
    char *comma = strchr(text, ',');
    if (comma)
        *comma = '.';
    hs_buffer_append_text(&json->buffer, text);
}

void hs_json_boolean(hs_json_writer *json, bool value)
{
    before_value(json);
    hs_buffer_append_text(&json->buffer, value ? "true" : "false");
}

void hs_json_null(hs_json_writer *json)
{
    before_value(json);
    hs_buffer_append_text(&json->buffer, "null");
}

void hs_json_raw(hs_json_writer *json, hs_str value)
{
    before_value(json);
    hs_buffer_append_str(&json->buffer, value);
}

void hs_json_member_string(hs_json_writer *json, const char *key, hs_str value)
{
    hs_json_key(json, key);
    hs_json_string(json, value);
}

void hs_json_member_text(hs_json_writer *json, const char *key, const char *value)
{
    hs_json_key(json, key);
    hs_json_text(json, value);
}

void hs_json_member_integer(hs_json_writer *json, const char *key, int64_t value)
{
    hs_json_key(json, key);
    hs_json_integer(json, value);
}

void hs_json_member_boolean(hs_json_writer *json, const char *key, bool value)
{
    hs_json_key(json, key);
    hs_json_boolean(json, value);
}

void hs_json_member_null(hs_json_writer *json, const char *key)
{
    hs_json_key(json, key);
    hs_json_null(json);
}
