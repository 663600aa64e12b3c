/* Cutting a document into chapters, and finding those that an earlier version has already. Joining
 * them to one result is in chapters_join.c, linking one in link.c.
 */
#include "annotate/linking/chapters.h"

#include <stdlib.h>

#include "annotate/block_findings.h"
#include "annotate/linking/link_several.h"
#include "annotate/linking/link_steps.h"
#include "base/array.h"
#include "base/memory.h"
#include "text/calendar.h"

enum {
    OPENS_ONE_IN = 4,   /* of the paragraphs that could, where no heading comes */
    KNOWN_CHAPTERS = 3, /* before one, whose full names it knows */
};

typedef struct cutter {
    hs_chapters *chapters;
    const hs_chapters *previous; /* or NULL */
    const atomic_bool *cancel;   /* likewise */
    size_t likely;               /* where in `previous` the next chapter may be found again */
    HS_ARRAY(hs_link_task) read; /* chapters that are to be linked, their blocks being read */
    hs_link_ahead ahead;         /* of one of them at most */
    bool is_ahead;
    hs_arena scratch;
} cutter;

static bool cancelled(const cutter *cut)
{
    return cut->cancel && atomic_load_explicit(cut->cancel, memory_order_relaxed);
}

static const hs_block_findings *findings_of(cutter *cut, hs_block *block)
{
    hs_block_findings_make(block, cut->previous ? HS_FINDINGS_EDITED : HS_FINDINGS_ALL,
                           &cut->scratch);
    return hs_block_attachment(block);
}

static bool capital(const hs_token *token)
{
    return token->shape == HS_TOKEN_CAPITALISED || token->shape == HS_TOKEN_UPPER;
}

/* "Ana Ruiz, …", "Mr Ruiz said"; "The minister …" and "He …" go on with what was told before, "On
 * Monday …" may. By its letters alone: a block that has just been edited is not read yet. */
static bool opens_with_name(const hs_block *block)
{
    if (block->token_count < 2 || !capital(&block->tokens[0]) || !capital(&block->tokens[1]))
        return false;
    hs_str second = hs_token_text(block->text, &block->tokens[1]);
    return !hs_weekday_named(second) && !hs_month_named(second);
}

/* Whether a chapter may begin with the block, so many bytes behind the last one's beginning:
 * nothing before it should have to be known, so it is none that goes on with a quote or a turn. */
static bool may_open(const hs_block *block, uint32_t bytes, bool transcript)
{
    if (block->kind == HS_BLOCK_HEADING)
        return true;
    if (block->hash % OPENS_ONE_IN != 0)
        return false;
    if (transcript || block->kind == HS_BLOCK_TRANSCRIPT_TURN)
        return block->kind == HS_BLOCK_TRANSCRIPT_TURN;
    if (block->kind != HS_BLOCK_PARAGRAPH ||
        (block->quotation_count > 0 && block->quotations[0].span.start == 0))
        return false;
    return bytes >= HS_CHAPTER_BYTES_GOOD || opens_with_name(block);
}

/* From the first block's beginning to the last one's. */
static uint32_t source_bytes(const hs_block_list *list)
{
    return list->count == 0
               ? 0
               : list->entries[list->count - 1].source_start - list->entries[0].source_start;
}

static size_t chapter_end(const cutter *cut, size_t from)
{
    const hs_block_list *list = cut->chapters->blocks;
    const hs_block_entry *entries = list->entries;
    bool transcript = false;
    if (source_bytes(list) < HS_CHAPTERS_TEXT_LEAST)
        return list->count;
    for (size_t i = from + 1; i < list->count; i++) {
        uint32_t bytes = entries[i].source_start - entries[from].source_start;
        transcript = transcript || entries[i - 1].kind == HS_BLOCK_TRANSCRIPT_TURN;
        if (bytes >= HS_CHAPTER_BYTES_MOST ||
            (bytes >= HS_CHAPTER_BYTES_LEAST && may_open(entries[i].block, bytes, transcript)))
            return i;
    }
    return list->count;
}

/* Findings of all blocks but those that are still to be read; the last of these, and how many. */
static uint32_t gather_findings(const hs_block_list *blocks, const hs_block_findings **findings,
                                uint32_t *last)
{
    uint32_t unread = 0;
    for (uint32_t i = 0; i < blocks->count; i++) {
        findings[i] = hs_block_attachment(blocks->entries[i].block);
        if (findings[i])
            continue;
        *last = i;
        unread++;
    }
    return unread;
}

static bool read_blocks(cutter *cut, const hs_block_list *blocks,
                        const hs_block_findings **findings)
{
    for (size_t i = 0; i < blocks->count; i++) {
        if (findings[i])
            continue;
        findings[i] = findings_of(cut, blocks->entries[i].block);
        if (cancelled(cut))
            return false;
    }
    return true;
}

/* The version before for a block, as far as numbers tell which it was. */
static bool find_stand_in(const cutter *cut, const hs_chapter *chapter, uint32_t block,
                          hs_link_stand_in *stand_in)
{
    const hs_block_list *before = cut->previous ? cut->previous->blocks : NULL;
    uint32_t index = chapter->first_block + block;
    if (!before || before->count != cut->chapters->blocks->count ||
        !hs_block_attachment(before->entries[index].block))
        return false;
    *stand_in = (hs_link_stand_in){block, before, index};
    return true;
}

/* Reads what is still to be read; where that is one block, the helper begins to link meanwhile. */
static bool read_chapter(cutter *cut, const hs_chapter *chapter, hs_link_task *task,
                         const hs_block_findings **findings)
{
    uint32_t last = 0, unread = gather_findings(task->blocks, findings, &last);
    hs_link_stand_in stand_in;
    task->findings = findings;
    if (unread != 1 || cut->is_ahead || !find_stand_in(cut, chapter, last, &stand_in) ||
        !hs_link_ahead_start(&cut->ahead, task->blocks, findings, &task->around, stand_in,
                             cut->cancel))
        return read_blocks(cut, task->blocks, findings);
    cut->is_ahead = true;
    findings[last] = findings_of(cut, task->blocks->entries[last].block);
    hs_link_ahead_tell(&cut->ahead, findings);
    task->ahead = &cut->ahead;
    return true;
}

/* Reads the chapter, which gives its names and date, and leaves it to be linked with others; false
 * when cancelled. Takes over the blocks. */
static bool put_off(cutter *cut, hs_chapter *chapter, hs_block_list *blocks,
                    const hs_link_around *around)
{
    const hs_block_findings **findings = hs_alloc_zeroed(blocks->count + 1, sizeof *findings);
    hs_link_task task = {.blocks = blocks,
                         .around = *around,
                         .result = &cut->chapters->items[cut->chapters->count].annotations};
    bool whole = read_chapter(cut, chapter, &task, findings);
    *hs_array_push(&cut->read) = task;
    if (whole) {
        chapter->names = hs_link_names_hash(blocks);
        chapter->date = around->date ? around->date : hs_link_date(findings, blocks->count);
    }
    return whole;
}

/* Links what was put off, if all of it was read; false when cancelled. */
static bool link_chapters(cutter *cut, bool whole)
{
    if (whole)
        hs_link_several(cut->read.items, cut->read.count, cut->cancel);
    else if (cut->is_ahead)
        hs_annotations_unref(hs_link_ahead_finish(&cut->ahead));
    for (size_t i = 0; i < cut->read.count; i++) {
        hs_link_task *task = &cut->read.items[i];
        whole = whole && *task->result;
        hs_block_list_unref(task->blocks);
        free((void *)(uintptr_t)task->findings);
    }
    hs_array_finish(&cut->read);
    return whole;
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

/* The first block whose names a chapter knows. */
static size_t known_from(const hs_chapters *chapters, size_t chapter)
{
    size_t from = chapter > KNOWN_CHAPTERS ? chapter - KNOWN_CHAPTERS : 0;
    return chapters->items[from].first_block;
}

/* Whether a chapter of the version before, whose blocks are those of this one, can know nothing
 * else now: the names before it are the same, or those of them that it may mean. */
static bool knows_the_same(const cutter *cut, size_t before, const hs_chapter *chapter,
                           const hs_link_around *around)
{
    const hs_chapters *previous = cut->previous;
    const hs_chapter *old = &previous->items[before];
    if (old->known == chapter->known)
        return true;
    if (before == 0 || !around->document)
        return false;
    const hs_link_around then = {.date = previous->items[0].date,
                                 .document = previous->blocks,
                                 .known_from = (uint32_t)known_from(previous, before),
                                 .known_to = old->first_block};
    return hs_link_same_around(old->annotations->blocks, &then, around);
}

/* A chapter of the version before that is the same, or NULL. Looked for behind the last found. */
static const hs_chapter *find_shared(cutter *cut, const hs_chapter *chapter, size_t to,
                                     const hs_link_around *around)
{
    size_t count = cut->previous ? cut->previous->count : 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = (cut->likely + i) % count;
        const hs_chapter *old = &cut->previous->items[at];
        if (old->salt == chapter->salt &&
            same_blocks(old->annotations->blocks, cut->chapters->blocks, chapter->first_block,
                        to) &&
            knows_the_same(cut, at, chapter, around)) {
            cut->likely = at + 1;
            return old;
        }
    }
    cut->likely++;
    return NULL;
}

/* The first chapter's ids have no salt; others take theirs from the first block, and from how many
 * chapters begin alike before. */
static uint64_t choose_salt(const hs_chapters *chapters, uint64_t opening)
{
    if (chapters->count == 0)
        return 0;
    uint64_t alike = 1;
    for (size_t i = 0; i < chapters->count; i++)
        alike += chapters->items[i].opening == opening;
    return hs_hash_bytes((const char *)&alike, sizeof alike, opening);
}

/* What the chapter knows of those before it, and a hash of that. */
static hs_link_around look_around(const hs_chapters *chapters, hs_chapter *chapter)
{
    hs_link_around around = {.salt = chapter->salt};
    if (chapters->count == 0)
        return around;
    size_t from = chapters->count > KNOWN_CHAPTERS ? chapters->count - KNOWN_CHAPTERS : 0;
    around.document = chapters->blocks;
    around.known_from = (uint32_t)known_from(chapters, chapters->count);
    around.known_to = chapter->first_block;
    around.date = chapters->items[0].date;
    chapter->known = around.date;
    for (size_t i = from; i < chapters->count; i++)
        chapter->known = hs_hash_bytes(&chapters->items[i].names, sizeof(uint64_t), chapter->known);
    return around;
}

/* Adds a chapter that is shared with the version before, or is to be linked; false when cancelled.
 */
static bool add_chapter(cutter *cut, size_t from, size_t to)
{
    hs_chapters *chapters = cut->chapters;
    hs_block_list *list = chapters->blocks;
    hs_chapter chapter = {.first_block = (uint32_t)from};
    bool whole = true;
    if (to > from)
        chapter.opening = list->entries[from].block->hash;
    chapter.salt = choose_salt(chapters, chapter.opening);
    hs_link_around around = look_around(chapters, &chapter);
    if (from == 0 && to == list->count) {
        whole = put_off(cut, &chapter, hs_block_list_ref(list), &around);
    } else {
        const hs_chapter *shared = find_shared(cut, &chapter, to, &around);
        chapter.source_start = list->entries[from].source_start;
        if (shared) {
            chapter.annotations = hs_annotations_ref(shared->annotations);
            chapter.names = shared->names;
            chapter.date = shared->date;
        } else {
            whole = put_off(cut, &chapter, hs_block_list_slice(list, from, to), &around);
        }
    }
    chapters->items[chapters->count++] = chapter;
    return whole;
}

static void count_items(hs_chapters *chapters)
{
    for (size_t i = 1; i < chapters->count; i++) {
        const hs_chapter *before = &chapters->items[i - 1];
        chapters->items[i].first_item = before->first_item + (uint32_t)before->annotations->count;
    }
}

hs_chapters *hs_chapters_annotate(hs_block_list *blocks, const hs_chapters *previous,
                                  const atomic_bool *cancel)
{
    size_t most = source_bytes(blocks) / HS_CHAPTER_BYTES_LEAST + 1;
    hs_chapters *chapters = hs_alloc_zeroed(1, sizeof *chapters + most * sizeof chapters->items[0]);
    cutter cut = {.chapters = chapters, .previous = previous, .cancel = cancel};
    atomic_init(&chapters->references, 1);
    chapters->blocks = hs_block_list_ref(blocks);
    size_t end = 0;
    bool whole = true;
    do {
        size_t from = end;
        end = chapter_end(&cut, from);
        whole = add_chapter(&cut, from, end);
    } while (whole && end < blocks->count);
    whole = link_chapters(&cut, whole);
    hs_arena_finish(&cut.scratch);
    if (!whole) {
        hs_chapters_unref(chapters);
        return NULL;
    }
    count_items(chapters);
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
