/* Parsing JSON that a stranger sent, with its nesting capped before the parser recurses.
 *
 * Strings may hold \u0000. An escape of half a surrogate pair (JavaScript clients send these while
 * an editor splits a character) is read as U+FFFD, which is one UTF-16 unit just as the half is,
 * so positions keep their meaning. Invalid UTF-8 is a parse error. Any thread.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

/* A new reference, or NULL with the place and cause of the error. Any JSON value will do. Nesting
 * and the number of values (an empty array or object counts twice) are looked at before memory is
 * taken for them. */
json_t *hs_json_parse(hs_str text, size_t depth_limit, size_t value_limit, hs_error *error);

/* The flags with which jansson writes a value's numbers as they were read: 0.57, and not
 * 0.56999999999999995, but for one that needs all its digits, which all are given then. */
size_t hs_json_reals(const json_t *value);

/* Appends the value as compact JSON, on one line; whole numbers stay whole. */
void hs_json_write(hs_buffer *out, const json_t *value);

/* Appends the bytes as a JSON string, quotes included; what is not valid UTF-8 becomes U+FFFD. */
void hs_json_write_string(hs_buffer *out, hs_str text);
