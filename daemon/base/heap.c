/* glibc's knobs: mallopt(3), malloc_trim(3). */
#include "base/heap.h"

#include <assert.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void hs_heap_keep(size_t bytes)
{
#ifdef __GLIBC__
    assert(bytes <= 1u << 30); /* glibc takes an int */
    mallopt(M_TRIM_THRESHOLD, (int)bytes);
    mallopt(M_MMAP_THRESHOLD, (int)bytes);
#else
    (void)bytes;
#endif
}

void hs_heap_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
