/* Errors with a text that a user can act on.
 *
 * A function that can fail for a cause outside the program takes an `hs_error *` (which may be
 * NULL) as its last argument and returns false, NULL or -1. The text names the thing, the place
 * and the way out. Bugs assert instead.
 */
#pragma once

#include <stdbool.h>

#include "base/memory.h"

typedef struct hs_error {
    char text[512];
} hs_error;

/* Writes the text when `error` is not NULL; one that is too long has its paths shortened
 * (shorten.h). Always returns false, so that `return hs_error_set(error, …);` reads well. */
bool hs_error_set(hs_error *error, const char *format, ...) HS_PRINTF(2, 3);
