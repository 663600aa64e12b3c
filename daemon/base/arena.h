/* An arena: many small objects, freed together.
 *
 * One arena per block for what the analysis keeps, one scratch arena per job. Nothing in an arena
 * owns a handle. Memory comes in chunks of 256 bytes to 256 KiB, each a fourth of what there is
 * already: a document keeps an arena a block, and little of them should lie idle. Larger objects
 * get a chunk of their own. With the build option -Darena=malloc each object is its own allocation,
 * so that AddressSanitizer sees every overrun. An arena belongs to one thread at a time.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"

typedef struct hs_arena_chunk hs_arena_chunk;

typedef struct hs_arena {
    hs_arena_chunk *newest;
    size_t bytes_reserved; /* taken from the system, for memory reports */
} hs_arena;                /* zero-initialised = empty */

void hs_arena_finish(hs_arena *arena);

/* Has what lies in it on its way to this core's caches. Any thread, while nothing is added. */
void hs_arena_fetch(const hs_arena *arena);

/* Forgets all objects. Room for as many again, within reason, is kept in one chunk. */
void hs_arena_reset(hs_arena *arena);

/* Zeroed memory, aligned for any type, valid until reset or finish. size 0 gives a valid pointer.
 */
void *hs_arena_alloc(hs_arena *arena, size_t size);
void *hs_arena_alloc_array(hs_arena *arena, size_t count, size_t size); /* overflow-checked */

/* The same, not zeroed: for what is written before it is read. */
void *hs_arena_room(hs_arena *arena, size_t count, size_t size);

#define hs_arena_new(arena, type) ((type *)hs_arena_alloc((arena), sizeof(type)))
#define hs_arena_new_array(arena, type, count)                                                     \
    ((type *)hs_arena_alloc_array((arena), (count), sizeof(type)))

/* A copy of the bytes with a NUL behind it (not counted in the length). */
hs_str hs_arena_copy_str(hs_arena *arena, hs_str str);
void *hs_arena_copy(hs_arena *arena, const void *bytes, size_t size);
