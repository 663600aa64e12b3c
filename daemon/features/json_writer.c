/* The JSON text writer: commas and numbers. Escapes are the protocol's; what the values mean is
 * the callers' affair.
 */
#include "features/json_writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "protocol/json.h"

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

void hs_json_string(hs_json_writer *json, hs_str value)
{
    before_value(json);
    hs_json_write_string(&json->buffer, value);
}

void hs_json_key_string(hs_json_writer *json, hs_str key)
{
    hs_json_string(json, key);
    hs_buffer_append_byte(&json->buffer, ':');
    json->comma_due = false;
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

void hs_json_member_if_any(hs_json_writer *json, const char *key, hs_str value)
{
    if (value.length > 0)
        hs_json_member_string(json, key, value);
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
