/* The arena: a list of chunks, each filled from its front. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    SMALLEST_CHUNK_BYTES = 256,
    LARGEST_CHUNK_BYTES = 256 * 1024,
    GROWS_BY = 4,             /* a chunk has a fourth of what all before it have */
    KEPT_BYTES = 1024 * 1024, /* at most, for reuse */
};

struct hs_arena_chunk {
    hs_arena_chunk *older;
    size_t capacity;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

static hs_arena_chunk *add_chunk(hs_arena *arena, size_t capacity)
{
    hs_arena_chunk *chunk = hs_alloc(sizeof *chunk + capacity);
    *chunk = (hs_arena_chunk){.older = arena->newest, .capacity = capacity};
    arena->newest = chunk;
    arena->bytes_reserved += sizeof *chunk + capacity;
    return chunk;
}

static void free_chunks(hs_arena_chunk *chunk)
{
    while (chunk) {
        hs_arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

void hs_arena_finish(hs_arena *arena)
{
    free_chunks(arena->newest);
    *arena = (hs_arena){0};
}

void hs_arena_reset(hs_arena *arena)
{
#ifdef HS_ARENA_MALLOC
    hs_arena_finish(arena);
#else
    hs_arena_chunk *newest = arena->newest;
    if (newest && newest->older) { /* one chunk next time */
        size_t needed = arena->bytes_reserved < KEPT_BYTES ? arena->bytes_reserved : KEPT_BYTES;
        hs_arena_finish(arena);
        add_chunk(arena, needed);
    } else if (newest) {
        newest->used = 0;
    }
#endif
}

static hs_arena_chunk *chunk_with_room(hs_arena *arena, size_t size)
{
#ifdef HS_ARENA_MALLOC
    return add_chunk(arena, size);
#else
    hs_arena_chunk *chunk = arena->newest;
    if (chunk && chunk->capacity - chunk->used >= size)
        return chunk;
    size_t capacity = arena->bytes_reserved / GROWS_BY;
    if (capacity < SMALLEST_CHUNK_BYTES)
        capacity = SMALLEST_CHUNK_BYTES;
    if (capacity > LARGEST_CHUNK_BYTES)
        capacity = LARGEST_CHUNK_BYTES;
    return add_chunk(arena, size > capacity ? size : capacity);
#endif
}

static void *take(hs_arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    assert(size <= SIZE_MAX / 2);
#ifndef HS_ARENA_MALLOC
    size = (size + alignment - 1) & ~(alignment - 1);
#else
    (void)alignment;
#endif
    hs_arena_chunk *chunk = chunk_with_room(arena, size);
    void *memory = chunk->bytes + chunk->used;
    chunk->used += size;
    return memory;
}

void *hs_arena_alloc(hs_arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

void *hs_arena_alloc_array(hs_arena *arena, size_t count, size_t size)
{
    assert(size == 0 || count <= SIZE_MAX / 2 / size);
    return hs_arena_alloc(arena, count * size);
}

void *hs_arena_room(hs_arena *arena, size_t count, size_t size)
{
    assert(size == 0 || count <= SIZE_MAX / 2 / size);
    return take(arena, count * size);
}

hs_str hs_arena_copy_str(hs_arena *arena, hs_str str)
{
    char *copy = take(arena, str.length + 1);
    if (str.length)
        memcpy(copy, str.bytes, str.length);
    copy[str.length] = '\0';
    return hs_str_make(copy, str.length);
}

void *hs_arena_copy(hs_arena *arena, const void *bytes, size_t size)
{
    void *copy = take(arena, size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

void hs_arena_fetch(const hs_arena *arena)
{
    enum { LINE = 64 };
    for (const hs_arena_chunk *chunk = arena->newest; chunk; chunk = chunk->older)
        for (size_t at = 0; at < chunk->used; at += LINE)
            __builtin_prefetch(chunk->bytes + at);
}
