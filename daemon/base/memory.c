/* Allocation that aborts instead of returning NULL, with overflow checks on products. */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr, "hearsay: out of memory (%zu bytes asked for)\n", size);
    abort();
}

static size_t checked_product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory(SIZE_MAX);
    return count * size;
}

void *hs_alloc(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory)
        out_of_memory(size);
    return memory;
}

void *hs_alloc_zeroed(size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    void *memory = calloc(1, bytes ? bytes : 1);
    if (!memory)
        out_of_memory(bytes);
    return memory;
}

void *hs_realloc(void *old, size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        out_of_memory(bytes);
    return memory;
}

char *hs_string_copy(const char *text)
{
    return hs_string_copy_n(text, strlen(text));
}

char *hs_string_copy_n(const char *bytes, size_t length)
{
    char *copy = hs_alloc(length + 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}
