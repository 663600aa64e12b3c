/* Long documents in chapters, so that an edit pays for the chapter it touched only.
 *
 * A document of up to 32 KiB of source is one chapter. In a longer one a chapter is a run of blocks
 * that is linked by itself: of the text before it knows the full names in the chapters right before
 * it, and the text's own day; open quotes and accusations do not reach into the next one. Where
 * chapters begin depends on the blocks alone (content-defined: behind 6 KiB, the next heading, or
 * turn or paragraph whose hash says so, for a while one that opens with a name), so that the cuts
 * behind an edit are found again. A chapter is shared by both versions while its blocks, and those
 * of the names before it that it may mean (names_asked.h), stay the same.
 *
 * Chapters are immutable and reference counted (atomic), any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "text/block.h"

#define HS_CHAPTERS_TEXT_LEAST 32768u /* of source: a text that is shorter is one chapter */
#define HS_CHAPTER_BYTES_LEAST 6144u  /* behind which a chapter may end, … */
#define HS_CHAPTER_BYTES_GOOD 9216u   /* … from where on in front of no name, too, … */
#define HS_CHAPTER_BYTES_MOST 18432u  /* … and where it must */

/* One chapter's annotations: blocks, offsets of the source and indices in them count from the
 * chapter's own beginning. */
typedef struct hs_chapter {
    hs_annotations *annotations; /* one reference */
    uint64_t salt;               /* that its ids have in them */
    uint64_t opening;            /* hash of its first block */
    uint64_t names;              /* hash of the full names in it, … */
    uint64_t known;              /* … and of those that it knows from the chapters before */
    uint32_t date;               /* the text's own day; 0: not given */
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
