/* What every fuzz target includes. A target is one LLVMFuzzerTestOneInput that aborts when a
 * promise is broken. Built with -Dfuzz=true it is a libFuzzer program; else replay.c runs it over
 * the seeds and mutations of them, as a test.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts with the message unless it is NULL. */
static inline void fuzz_check(const char *broken)
{
    if (!broken)
        return;
    fprintf(stderr, "broken: %s\n", broken);
    abort();
}

#define FUZZ_ASSERT(condition) fuzz_check((condition) ? NULL : #condition)

static inline hs_str fuzz_input(const uint8_t *data, size_t size)
{
    return hs_str_make((const char *)data, size);
}
