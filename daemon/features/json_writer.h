/* Writing JSON as text, member by member, in the order that the caller chooses.
 *
 *     hs_json_writer json = {0};
 *     hs_json_begin_object(&json);
 *     hs_json_key(&json, "line");
 *     hs_json_integer(&json, 3);
 *     hs_json_end_object(&json);
 *     … hs_buffer_str(&json.buffer) …
 *     hs_json_finish(&json);
 *
 * Commas are the writer's business; balance is the caller's. Nothing here fails. Needs no jansson,
 * so workers may use it; one thread at a time.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/str.h"

typedef struct hs_json_writer {
    hs_buffer buffer;
    bool comma_due; /* a value stands before the next one in the same container */
} hs_json_writer;

void hs_json_finish(hs_json_writer *json);

void hs_json_begin_object(hs_json_writer *json);
void hs_json_end_object(hs_json_writer *json);
void hs_json_begin_array(hs_json_writer *json);
void hs_json_end_array(hs_json_writer *json);
void hs_json_key(hs_json_writer *json, const char *key);   /* plain ASCII without quotes */
void hs_json_key_string(hs_json_writer *json, hs_str key); /* any bytes, escaped */

/* Escaped; bytes that are not UTF-8 become U+FFFD. */
void hs_json_string(hs_json_writer *json, hs_str value);
void hs_json_text(hs_json_writer *json, const char *value);
void hs_json_integer(hs_json_writer *json, int64_t value);
void hs_json_hundredths(hs_json_writer *json, double value); /* rounded to two decimals */
void hs_json_real(hs_json_writer *json, double value); /* 15 significant digits; NaN gives null */
void hs_json_boolean(hs_json_writer *json, bool value);
void hs_json_null(hs_json_writer *json);
void hs_json_raw(hs_json_writer *json, hs_str value); /* one JSON value that is ready */

/* A key and its value at once. */
void hs_json_member_string(hs_json_writer *json, const char *key, hs_str value);
void hs_json_member_if_any(hs_json_writer *json, const char *key, hs_str value); /* unless empty */
void hs_json_member_text(hs_json_writer *json, const char *key, const char *value);
void hs_json_member_integer(hs_json_writer *json, const char *key, int64_t value);
void hs_json_member_boolean(hs_json_writer *json, const char *key, bool value);
void hs_json_member_null(hs_json_writer *json, const char *key);
