/* Guards in front of jansson, which recurses once a level and takes up to a hundred bytes for one
 * of text: one pass over the text, without recursion, counts nesting and values, and finds halves
 * of surrogate pairs. What it lets through is still parsed in full by jansson, so the pass may be
 * lax about all other syntax.
 */
#include "protocol/json.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The four hex digits of the escape \uXXXX at `at`; -1 when there is no such escape. */
static int escape_at(hs_str text, size_t at)
{
    int unit = 0;

    if (at + 6 > text.length || text.bytes[at] != '\\' || text.bytes[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        unsigned char lower = byte | 0x20;
        if (byte >= '0' && byte <= '9')
            unit = unit * 16 + byte - '0';
        else if (lower >= 'a' && lower <= 'f')
            unit = unit * 16 + lower - 'a' + 10;
        else
            return -1;
    }
    return unit;
}

static bool is_high_surrogate(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* Steps over the escape at `at`; *lone says that it is half a surrogate pair. */
static size_t skip_escape(hs_str text, size_t at, bool *lone)
{
    int unit = escape_at(text, at);

    *lone = false;
    if (unit < 0)
        return at + 2;
    if (is_high_surrogate(unit) && is_low_surrogate(escape_at(text, at + 6)))
        return at + 12;
    *lone = is_high_surrogate(unit) || is_low_surrogate(unit);
    return at + 6;
}

typedef struct survey {
    size_t depth;
    size_t deepest;
    size_t values; /* at most: an empty array or object counts twice */
    bool has_lone_surrogate;
} survey;

/* Steps over the string that opens at `at`. */
static size_t survey_string(hs_str text, size_t at, survey *found)
{
    bool lone;

    for (at++; at < text.length && text.bytes[at] != '"';) {
        if (text.bytes[at] != '\\') {
            at++;
            continue;
        }
        at = skip_escape(text, at, &lone);
        found->has_lone_surrogate = found->has_lone_surrogate || lone;
    }
    return at + 1;
}

static survey survey_text(hs_str text)
{
    survey found = {.values = 1};

    for (size_t at = 0; at < text.length;) {
        char byte = text.bytes[at];
        if (byte == '"') {
            at = survey_string(text, at, &found);
            continue;
        }
        if (byte == '[' || byte == '{' || byte == ',')
            found.values++;
        if (byte == '[' || byte == '{')
            found.depth++;
        else if ((byte == ']' || byte == '}') && found.depth > 0)
            found.depth--;
        if (found.depth > found.deepest)
            found.deepest = found.depth;
        at++;
    }
    return found;
}

/* A copy of the text with each lone half of a surrogate pair turned into \ufffd. Escapes stand
 * in strings only, so all others are left to the parser to refuse. */
static char *mend_surrogates(hs_str text)
{
    char *mended = hs_string_copy_n(text.bytes, text.length);
    bool lone;

    for (size_t at = 0; at < text.length;) {
        if (text.bytes[at] != '\\') {
            at++;
            continue;
        }
        size_t next = skip_escape(text, at, &lone);
        if (lone)
            memcpy(mended + at, "\\ufffd", 6);
        at = next;
    }
    return mended;
}

json_t *hs_json_parse(hs_str text, size_t depth_limit, size_t value_limit, hs_error *error)
{
    survey found = survey_text(text);
    json_error_t fault;
    char *mended = NULL;

    if (found.deepest > depth_limit) {
        hs_error_set(error, "JSON nested more than %zu deep", depth_limit);
        return NULL;
    }
    if (found.values > value_limit) {
        hs_error_set(error, "JSON of more than %zu values", value_limit);
        return NULL;
    }
    if (found.has_lone_surrogate)
        mended = mend_surrogates(text);
    json_t *value = json_loadb(mended ? mended : text.bytes, text.length,
                               JSON_ALLOW_NUL | JSON_DECODE_ANY, &fault);
    free(mended);
    if (!value)
        hs_error_set(error, "not JSON: %s (byte %d)", fault.text, fault.position);
    return value;
}

static int append_dump(const char *bytes, size_t length, void *data)
{
    hs_buffer_append(data, bytes, length);
    return 0;
}

enum { DIGITS = 15, DIGITS_MOST = 17 }; /* that every double keeps, and that it may need */

/* Whether every number in the value is read again from so many digits as it is. */
static bool fits_digits(const json_t *value)
{
    const char *key;
    json_t *item;
    size_t i;
    if (json_is_real(value)) {
        char text[32];
        snprintf(text, sizeof text, "%.*g", DIGITS, json_real_value(value));
        return strtod(text, NULL) == json_real_value(value);
    }
    json_array_foreach(value, i, item) if (!fits_digits(item)) return false;
    json_object_foreach((json_t *)(uintptr_t)value, key, item) if (!fits_digits(item)) return false;
    return true;
}

size_t hs_json_reals(const json_t *value)
{
    return fits_digits(value) ? JSON_REAL_PRECISION(DIGITS) : JSON_REAL_PRECISION(DIGITS_MOST);
}

void hs_json_write(hs_buffer *out, const json_t *value)
{
    int failed = json_dump_callback(value, append_dump, out,
                                    JSON_COMPACT | JSON_ENCODE_ANY | hs_json_reals(value));
    assert(!failed);
    (void)failed;
}

/* The length of the valid UTF-8 sequence at the front of `text`, or 0 (Unicode 15, table 3-7). */
static size_t sequence_length(hs_str text)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    unsigned char first = bytes[0];
    unsigned char low = 0x80, high = 0xBF;
    size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    if (first > 0xF4 || length > text.length)
        return 0;
    low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : low;
    high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : high;
    if (length > 1 && (bytes[1] < low || bytes[1] > high))
        return 0;
    for (size_t i = 2; i < length; i++)
        if (bytes[i] < 0x80 || bytes[i] > 0xBF)
            return 0;
    return length;
}

static void write_ascii(hs_buffer *out, char byte)
{
    static const char short_escapes[] = "\"\"\\\\\bb\ff\nn\rr\tt"; /* byte, letter */

    for (size_t i = 0; i + 1 < sizeof short_escapes; i += 2) {
        if (byte == short_escapes[i]) {
            hs_buffer_append_byte(out, '\\');
            hs_buffer_append_byte(out, short_escapes[i + 1]);
            return;
        }
    }
    if ((unsigned char)byte < 0x20)
        hs_buffer_printf(out, "\\u%04x", (unsigned char)byte);
    else
        hs_buffer_append_byte(out, byte);
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/* How many bytes at the front of `text` stand for themselves, as most do. */
static size_t plain_length(hs_str text)
{
    size_t length = 0;
    while (length < text.length && is_plain((unsigned char)text.bytes[length]))
        length++;
    return length;
}

void hs_json_write_string(hs_buffer *out, hs_str text)
{
    hs_buffer_append_byte(out, '"');
    while (text.length > 0) {
        size_t plain = plain_length(text);
        hs_buffer_append(out, text.bytes, plain);
        text = hs_str_slice(text, plain, text.length);
        if (text.length == 0)
            break;
        size_t length = sequence_length(text);
        if (length == 0)
            hs_buffer_append_text(out, "\xEF\xBF\xBD");
        else if (length == 1)
            write_ascii(out, text.bytes[0]);
        else
            hs_buffer_append(out, text.bytes, length);
        text = hs_str_slice(text, length ? length : 1, text.length);
    }
    hs_buffer_append_byte(out, '"');
}
