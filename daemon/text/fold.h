/* Words as one compares them: lower case, and letters without their marks ("Núñez" is "nunez").
 *
 * Compatibility decomposition and case folding of the Unicode Character Database through utf8proc
 * (UAX #15, UAX #44), a character at a time; ASCII takes a short way.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Bytes that one folded character may take. */
#define HS_FOLD_ROOM 72

/* Writes the folded form of a character; returns its length in bytes, 0 for a combining mark. */
size_t hs_fold_character(uint32_t code_point, char out[HS_FOLD_ROOM]);
