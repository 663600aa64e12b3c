/* Long documents in chapters, so that an edit pays for the chapter it touched only.
 *
 * A chapter is a run of blocks that is linked as a text by itself: names, open quotes and
 * accusations do not reach into the next one. Where chapters begin depends on the blocks alone
 * (content-defined: behind 32 KiB of source, the next heading or paragraph whose hash says so), so
 * that the cuts behind an edit are found again. A document under that size is one chapter. A
 * chapter whose blocks did not change is shared by both versions.
 *
 * Chapters are immutable and reference counted (atomic), any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "text/block.h"

#define HS_CHAPTER_BYTES_LEAST 32768u /* of source, behind which a chapter may end, */
#define HS_CHAPTER_BYTES_MOST 49152u  /* and where it must */

/* One chapter's annotations: blocks, offsets of the source and indices in them count from the
 * chapter's own beginning. */
typedef struct hs_chapter {
    hs_annotations *annotations; /* one reference */
    uint64_t salt;               /* that its ids have in them */
    uint32_t first_block;        /* in the document */
    uint32_t source_start;       /* what source offsets count from */
    uint32_t first_item;         /* index of its first annotation when joined */
} hs_chapter;

typedef struct hs_chapters {
    atomic_uint references;
    hs_block_list *blocks; /* of the whole document; one reference */
    size_t count;          /* at least 1 */
    hs_chapter items[];
} hs_chapters;

/* Annotates the blocks. Chapters of `previous` (may be NULL) that are still the same are shared.
 * NULL only when `cancel` (may be NULL) became true meanwhile. */
hs_chapters *hs_chapters_annotate(hs_block_list *blocks, const hs_chapters *previous,
                                  const atomic_bool *cancel);
hs_chapters *hs_chapters_ref(hs_chapters *chapters);
void hs_chapters_unref(hs_chapters *chapters); /* NULL is fine */

/* The annotations of the whole document. Parties of one name in several chapters become one. Cost
 * grows with the document, but for one of a single chapter; the caller's reference. */
hs_annotations *hs_chapters_join(const hs_chapters *chapters);

/* Bytes of the document's source that a place of a chapter covers. */
static inline hs_span hs_chapter_source(const hs_chapter *chapter, hs_place place)
{
    hs_span span = hs_place_source(chapter->annotations, place);
    return (hs_span){span.start + chapter->source_start, span.end + chapter->source_start};
}
