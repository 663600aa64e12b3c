/* Allocation that cannot fail.
 *
 * Running out of memory is not an error that a caller could mend: these functions abort with one
 * line on stderr. Sizes that come from outside are capped before they get here.
 * Thread safe. What they return is freed with free().
 */
#pragma once

#include <stddef.h>

#if defined(__GNUC__)
#define HS_PRINTF(format_index, first_argument)                                                    \
    __attribute__((format(printf, format_index, first_argument)))
#else
#define HS_PRINTF(format_index, first_argument)
#endif

/* Number of elements of an array whose type is an array (not a pointer). */
#define HS_COUNT(array) (sizeof(array) / sizeof((array)[0]))

void *hs_alloc(size_t size);                            /* uninitialised */
void *hs_alloc_zeroed(size_t count, size_t size);       /* aborts when count * size overflows */
void *hs_realloc(void *old, size_t count, size_t size); /* aborts when count * size overflows */
char *hs_string_copy(const char *text);
char *hs_string_copy_n(const char *bytes, size_t length); /* adds the closing NUL */
