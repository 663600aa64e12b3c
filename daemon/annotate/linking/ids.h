/* The last steps of linking: covering spans, order, and ids that stay.
 *
 * An id mixes the kind, the words that the annotation covers, and how many of the same stand before
 * it in the chapter, which mixes in a salt of its own; so it outlives every edit that leaves those
 * words and the chapter's first block alone.
 */
#pragma once

#include "annotate/annotation.h"

/* Entity indices of the linking into those of the result, and the names that these ended up with.
 */
void hs_ids_renumber_entities(hs_annotation *items, uint32_t count, const uint32_t *number,
                              const hs_entity *entities);

/* Makes parties that are one entity another, before they are renumbered. */
void hs_ids_replace_entity(hs_annotation *items, uint32_t count, uint32_t from, uint32_t to);

/* The confidence of what is not shown after all. */
#define HS_LEFT_OUT 0.0f

/* Sets `first`, `last` and `id` (which holds the hash of the words) and returns the items sorted,
 * in the arena, with every index among them kept right; quotes without words and what is to be left
 * out are not among them, `count` becomes that of the others. Blocks' items come block by block. */
hs_annotation *hs_ids_finish(hs_annotation *items, uint32_t *count, uint64_t salt, hs_arena *arena);
