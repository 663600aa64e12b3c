/* Character references of HTML and Markdown: "&eacute;", "&#233;", "&#xe9;".
 *
 * HTML Living Standard, sections 13.2.5.72 to 13.2.5.84 (character reference states): some names
 * count without their semicolon, numbers that name no character give U+FFFD, and those from 0x80 to
 * 0x9f mean what Windows-1252 has there. Markdown (CommonMark 0.30, section 2.5) wants the
 * semicolon. Any thread.
 */
#pragma once

#include <stdbool.h>

#include "base/str.h"

enum { HS_ENTITY_MOST_BYTES = 8 }; /* of UTF-8 that one reference stands for */

/* The reference at the front of `source`, which starts with '&': how many bytes it takes, or 0 if
 * there is none. Writes what it stands for, without controls: those become spaces, NUL U+FFFD. */
size_t hs_entity_decode(hs_str source, bool needs_semicolon, char bytes[HS_ENTITY_MOST_BYTES],
                        size_t *length);
