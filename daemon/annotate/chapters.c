/* Cutting a document into chapters, and finding those that an earlier version has already. Joining
 * them to one result is in chapters_join.c, linking one in link.c.
 */
#include "annotate/chapters.h"

#include <stdlib.h>

#include "annotate/block_findings.h"
#include "annotate/link.h"
#include "base/array.h"
#include "base/memory.h"

enum { OPENS_ONE_IN = 32 }; /* of the paragraphs, where no heading comes */

/* Whether a chapter may begin with the block: nothing before it should have to be known, so it is
 * none that goes on with a quote. */
static bool may_open(const hs_block *block)
{
    if (block->kind == HS_BLOCK_HEADING)
        return true;
    if (block->kind != HS_BLOCK_PARAGRAPH && block->kind != HS_BLOCK_TRANSCRIPT_TURN)
        return false;
    if (block->quotation_count > 0 && block->quotations[0].span.start == 0)
        return false;
    return block->hash % OPENS_ONE_IN == 0;
}

static size_t chapter_end(const hs_block_list *list, size_t from)
{
    const hs_block_entry *entries = list->entries;
    for (size_t i = from + 1; i < list->count; i++) {
        uint32_t bytes = entries[i].source_start - entries[from].source_start;
        if (bytes >= HS_CHAPTER_BYTES_MOST ||
            (bytes >= HS_CHAPTER_BYTES_LEAST && may_open(entries[i].block)))
            return i;
    }
    return list->count;
}

static hs_annotations *annotate(hs_block_list *blocks, uint64_t salt, const atomic_bool *cancel)
{
    hs_arena scratch = {0};
    const hs_block_findings **findings = hs_alloc_zeroed(blocks->count + 1, sizeof *findings);
    bool stopped = false;
    for (size_t i = 0; i < blocks->count && !stopped; i++) {
        findings[i] = hs_block_findings_of(blocks->entries[i].block, &scratch);
        stopped = cancel && atomic_load_explicit(cancel, memory_order_relaxed);
    }
    hs_arena_finish(&scratch);
    hs_annotations *result = stopped ? NULL : hs_link(blocks, findings, salt, cancel);
    free(findings);
    return result;
}

/* Whether a chapter's list has the blocks [from, to) of a document's, at the same distances. */
static bool same_blocks(const hs_block_list *chapter, const hs_block_list *list, size_t from,
                        size_t to)
{
    if (chapter->count != to - from)
        return false;
    const hs_block_entry *entries = list->entries + from;
    for (size_t i = 0; i < chapter->count; i++)
        if (chapter->entries[i].block != entries[i].block ||
            chapter->entries[i].source_start != entries[i].source_start - entries[0].source_start)
            return false;
    return true;
}

static hs_annotations *find_shared(const hs_chapters *previous, const hs_block_list *list,
                                   size_t from, size_t to, uint64_t salt)
{
    for (size_t i = 0; previous && i < previous->count; i++) {
        const hs_chapter *chapter = &previous->items[i];
        if (chapter->salt == salt && same_blocks(chapter->annotations->blocks, list, from, to))
            return hs_annotations_ref(chapter->annotations);
    }
    return NULL;
}

/* The first chapter's ids have no salt; others take theirs from the first block, and from how many
 * chapters begin alike before. */
static uint64_t choose_salt(const hs_chapters *chapters, size_t first_block)
{
    if (chapters->count == 0)
        return 0;
    uint64_t hash = chapters->blocks->entries[first_block].block->hash;
    uint64_t alike = 1;
    for (size_t i = 0; i < chapters->count; i++)
        alike += chapters->blocks->entries[chapters->items[i].first_block].block->hash == hash;
    return hs_hash_bytes((const char *)&alike, sizeof alike, hash);
}

static bool add_chapter(hs_chapters *chapters, size_t from, size_t to, const hs_chapters *previous,
                        const atomic_bool *cancel)
{
    hs_block_list *list = chapters->blocks;
    hs_chapter chapter = {.salt = choose_salt(chapters, from), .first_block = (uint32_t)from};
    if (from == 0 && to == list->count) {
        chapter.annotations = annotate(list, chapter.salt, cancel);
    } else {
        chapter.source_start = list->entries[from].source_start;
        chapter.annotations = find_shared(previous, list, from, to, chapter.salt);
        if (!chapter.annotations) {
            hs_block_list *slice = hs_block_list_slice(list, from, to);
            chapter.annotations = annotate(slice, chapter.salt, cancel);
            hs_block_list_unref(slice);
        }
    }
    if (!chapter.annotations)
        return false;
    if (chapters->count > 0) {
        const hs_chapter *before = &chapters->items[chapters->count - 1];
        chapter.first_item = before->first_item + (uint32_t)before->annotations->count;
    }
    chapters->items[chapters->count++] = chapter;
    return true;
}

hs_chapters *hs_chapters_annotate(hs_block_list *blocks, const hs_chapters *previous,
                                  const atomic_bool *cancel)
{
    HS_ARRAY(size_t) ends = {0};
    size_t end = 0;
    do {
        end = chapter_end(blocks, end);
        *hs_array_push(&ends) = end;
    } while (end < blocks->count);
    hs_chapters *chapters =
        hs_alloc_zeroed(1, sizeof *chapters + ends.count * sizeof chapters->items[0]);
    atomic_init(&chapters->references, 1);
    chapters->blocks = hs_block_list_ref(blocks);
    bool whole = true;
    for (size_t i = 0; i < ends.count && whole; i++)
        whole =
            add_chapter(chapters, i > 0 ? ends.items[i - 1] : 0, ends.items[i], previous, cancel);
    hs_array_finish(&ends);
    if (!whole) {
        hs_chapters_unref(chapters);
        return NULL;
    }
    return chapters;
}

hs_chapters *hs_chapters_ref(hs_chapters *chapters)
{
    atomic_fetch_add_explicit(&chapters->references, 1, memory_order_relaxed);
    return chapters;
}

void hs_chapters_unref(hs_chapters *chapters)
{
    if (!chapters || atomic_fetch_sub_explicit(&chapters->references, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < chapters->count; i++)
        hs_annotations_unref(chapters->items[i].annotations);
    hs_block_list_unref(chapters->blocks);
    free(chapters);
}
