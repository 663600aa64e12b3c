/* The blocks of a document: reading a whole source, or the part of it that an edit can have
 * changed, and putting the list together from kept, shared and new blocks. The readers of the
 * markups find the texts, block_kind.c their kinds, block.c analyses them.
 */
#include "text/block.h"

#include <assert.h>
#include <stdlib.h>

#include "base/sorted.h"
#include "text/block_kind.h"
#include "text/block_make.h"
#include "text/block_runs.h"
#include "text/ignore.h"
#include "text/markup.h"

/* An edit, and which stretch of the new source was read again for it. Blocks of the old list in
 * front of `read.start` stay, those from `read.end` on move by `shift`. */
typedef struct reread {
    const hs_block_list *previous; /* NULL: nothing to share */
    hs_span replaced;              /* in the old source */
    uint32_t inserted;
    uint32_t shift; /* from old to new offsets behind the edit, modulo 2^32 */
    hs_span read;   /* in the new source */
} reread;

static const struct {
    const char *language_id;
    const char *ending;
    hs_markup markup;
} markup_names[] = {
    {"markdown", ".md", HS_MARKUP_MARKDOWN}, {"markdown", ".markdown", HS_MARKUP_MARKDOWN},
    {"html", ".html", HS_MARKUP_HTML},       {"html", ".htm", HS_MARKUP_HTML},
    {"xhtml", ".xhtml", HS_MARKUP_HTML},
};

hs_markup hs_markup_from_language_id(const char *language_id)
{
    for (size_t i = 0; language_id && i < HS_COUNT(markup_names); i++)
        if (strcmp(language_id, markup_names[i].language_id) == 0)
            return markup_names[i].markup;
    return HS_MARKUP_PLAIN;
}

hs_markup hs_markup_from_file_name(const char *file_name)
{
    hs_str name = hs_str_from(file_name ? file_name : "");
    for (size_t i = 0; i < HS_COUNT(markup_names); i++) {
        hs_str ending = hs_str_from(markup_names[i].ending);
        if (name.length > ending.length &&
            hs_str_equal_ignoring_case(hs_str_slice(name, name.length - ending.length, name.length),
                                       ending))
            return markup_names[i].markup;
    }
    return HS_MARKUP_PLAIN;
}

static uint32_t to_new(const reread *edit, uint32_t old_offset)
{
    return old_offset >= edit->replaced.end ? old_offset + edit->shift : old_offset;
}

/* The first entry of the old list that starts at or behind an old offset. */
static size_t first_from(const hs_block_list *list, uint32_t old_offset)
{
    return hs_sorted_first(list->entries, list->count, source_start, old_offset);
}

static const hs_block_list no_blocks = {.count = 0};

/* The entries of the old list that were in the part read again, and those behind it. */
typedef struct old_parts {
    const hs_block_list *list;
    size_t kept;  /* entries in front */
    size_t moved; /* the first entry behind */
} old_parts;

static old_parts split_old(const reread *edit, size_t source_length)
{
    if (!edit->previous)
        return (old_parts){&no_blocks, 0, 0};
    size_t kept = first_from(edit->previous, edit->read.start);
    if (edit->read.end == source_length)
        return (old_parts){edit->previous, kept, edit->previous->count};
    return (old_parts){edit->previous, kept,
                       first_from(edit->previous, edit->read.end - edit->shift)};
}

/* The old entry that a draft may share: the one from the same place, if it reads the same.
 * `*cursor` goes up through the old entries from call to call. */
static const hs_block_entry *find_shared(const reread *edit, const old_parts *old, size_t *cursor,
                                         const hs_draft_list *drafts, const hs_draft *draft)
{
    const hs_block_entry *entries = old->list->entries;
    while (*cursor < old->moved &&
           to_new(edit, entries[*cursor].source_start) < draft->source_start)
        ++*cursor;
    if (*cursor == old->moved)
        return NULL;
    const hs_block_entry *entry = &entries[*cursor];
    if (to_new(edit, entry->source_start) != draft->source_start ||
        entry->markup_kind != draft->kind ||
        ((entry->traits & HS_TRAIT_MARKED) != 0) != draft->settled ||
        !hs_block_matches(entry->block, drafts, draft))
        return NULL;
    return entry;
}

/* A kind that no block has: the block is still to be analysed. */
enum { NOT_ANALYSED = 0xff };

/* In place of an old entry's number. */
enum { NEW_BLOCK = UINT32_MAX };

/* A list that is being made, and of each entry which of the old list's it is, whose block still
 * belongs to that; NEW_BLOCK: none, and the block is its own. */
typedef struct making {
    hs_block_list *list;
    uint32_t *origins;
} making;

static hs_block_entry *add_entry(making *made, uint32_t origin)
{
    made->origins[made->list->count] = origin;
    return &made->list->entries[made->list->count++];
}

static void add_draft(making *made, const hs_draft_list *drafts, const hs_draft *draft)
{
    hs_block_entry *entry = add_entry(made, NEW_BLOCK);
    *entry = (hs_block_entry){.block = hs_block_create(drafts, draft),
                              .kind = NOT_ANALYSED,
                              .source_start = draft->source_start};
    hs_block_kind_judge(entry, entry->block->text, (hs_block_kind)draft->kind, draft->settled,
                        made->list->markup == HS_MARKUP_PLAIN);
}

static void add_old(making *made, const hs_block_list *old, size_t index, uint32_t source_start)
{
    hs_block_entry *entry = add_entry(made, (uint32_t)index);
    *entry = old->entries[index];
    entry->source_start = source_start;
}

static void add_drafts(making *made, const reread *edit, const old_parts *old,
                       const hs_draft_list *drafts)
{
    size_t cursor = old->kept;
    for (size_t i = 0; i < drafts->drafts.count; i++) {
        const hs_draft *draft = &drafts->drafts.items[i];
        const hs_block_entry *shared = find_shared(edit, old, &cursor, drafts, draft);
        if (shared)
            add_old(made, old->list, (size_t)(shared - old->list->entries), draft->source_start);
        else
            add_draft(made, drafts, draft);
    }
}

/* Kinds follow from the whole row of traits; a block whose kind is another now is made anew. */
static void settle_kinds(making *made)
{
    hs_block_list *list = made->list;
    hs_block_row row = hs_block_kind_look_over(list->entries, list->count);
    for (size_t i = 0; i < list->count; i++) {
        hs_block_entry *entry = &list->entries[i];
        hs_block_kind kind = hs_block_kind_decide(list->entries, &row, i);
        if (entry->kind == kind)
            continue;
        if (entry->kind == NOT_ANALYSED) {
            hs_block_analyse(entry->block, kind);
        } else {
            entry->block = hs_block_create_as(entry->block, kind);
            made->origins[i] = NEW_BLOCK;
        }
        entry->kind = (uint8_t)kind;
    }
}

/* The end of the entries at `i` that stood in the old list one behind the other. */
static size_t end_of_old(const making *made, size_t i)
{
    size_t end = i + 1;
    while (end < made->list->count && made->origins[end] == made->origins[i] + (end - i))
        end++;
    return end;
}

static void settle_owners(making *made, const hs_block_list *old)
{
    hs_block_runs runs = {.old = old};
    for (size_t i = 0; i < made->list->count;) {
        uint32_t origin = made->origins[i];
        if (origin == NEW_BLOCK) {
            hs_block_runs_add_take(&runs, made->list->entries[i++].block);
            continue;
        }
        size_t end = end_of_old(made, i);
        hs_block_runs_add_old(&runs, origin, origin + (end - i));
        i = end;
    }
    hs_block_runs_end(&runs, made->list);
}

/* Places a comment whose rules the caller fills in. */
static hs_ignore *add_ignore(hs_block_list *list, hs_ignore *ignores, hs_span source,
                             uint32_t anchor, bool whole_file)
{
    hs_ignore *ignore = &ignores[list->ignore_count++];
    uint32_t text_offset;
    *ignore = (hs_ignore){.source = source, .anchor = anchor, .whole_file = whole_file};
    if (!hs_block_list_find(list, anchor, &ignore->block_index, &text_offset))
        ignore->block_index = list->count;
    return ignore;
}

static void add_old_ignores(hs_block_list *list, hs_ignore *ignores, const hs_block_list *old,
                            hs_span within, uint32_t shift)
{
    for (size_t i = 0; i < old->ignore_count; i++) {
        const hs_ignore *was = &old->ignores[i];
        if (was->source.start < within.start || was->source.start >= within.end)
            continue;
        hs_ignore *ignore =
            add_ignore(list, ignores, (hs_span){was->source.start + shift, was->source.end + shift},
                       was->anchor + shift, was->whole_file);
        hs_str *rules = hs_arena_new_array(&list->arena, hs_str, was->rule_count);
        for (size_t k = 0; k < was->rule_count; k++)
            rules[k] = hs_arena_copy_str(&list->arena, was->rules[k]);
        ignore->rules = rules;
        ignore->rule_count = was->rule_count;
    }
}

static void settle_ignores(hs_block_list *list, const hs_draft_list *drafts, const reread *edit,
                           const hs_block_list *old)
{
    size_t most = drafts->ignores.count + old->ignore_count;
    if (most == 0)
        return;
    hs_ignore *ignores = hs_arena_new_array(&list->arena, hs_ignore, most);
    list->ignores = ignores;
    add_old_ignores(list, ignores, old, (hs_span){0, edit->read.start}, 0);
    for (size_t i = 0; i < drafts->ignores.count; i++) {
        const hs_ignore_draft *draft = &drafts->ignores.items[i];
        hs_ignore *ignore =
            add_ignore(list, ignores, draft->source, draft->anchor, draft->whole_file);
        ignore->rules =
            hs_ignore_rules(hs_str_slice(drafts->source, draft->words.start, draft->words.end),
                            &list->arena, &ignore->rule_count);
    }
    if (edit->read.end < drafts->source.length)
        add_old_ignores(list, ignores, old, (hs_span){edit->read.end - edit->shift, UINT32_MAX},
                        edit->shift);
}

static hs_block_list *assemble(const hs_draft_list *drafts, hs_markup markup, const reread *edit)
{
    old_parts old = split_old(edit, drafts->source.length);
    size_t most = old.kept + drafts->drafts.count + (old.list->count - old.moved);
    hs_block_list *list = hs_alloc_zeroed(1, sizeof *list + most * sizeof *list->entries);
    making made = {list, hs_alloc(most * sizeof *made.origins + 1)};
    atomic_init(&list->references, 1);
    list->markup = markup;
    for (size_t i = 0; i < old.kept; i++)
        add_old(&made, old.list, i, old.list->entries[i].source_start);
    add_drafts(&made, edit, &old, drafts);
    for (size_t i = old.moved; i < old.list->count; i++)
        add_old(&made, old.list, i, old.list->entries[i].source_start + edit->shift);
    settle_kinds(&made);
    settle_owners(&made, old.list);
    free(made.origins);
    settle_ignores(list, drafts, edit, old.list);
    return list;
}

static void read_all(hs_draft_list *drafts, hs_markup markup)
{
    static void (*const readers[])(hs_draft_list *) = {
        [HS_MARKUP_PLAIN] = hs_plain_read,
        [HS_MARKUP_MARKDOWN] = hs_markdown_read,
        [HS_MARKUP_HTML] = hs_html_read,
    };
    readers[markup](drafts);
}

/* Reads the stanzas that the edit can have changed: from one that starts safely in front of it, up
 * to a line that stands alone behind it. There old and new source agree on where stanzas start. */
static void read_edited_stanzas(hs_draft_list *drafts, reread *edit)
{
    uint32_t edit_end = edit->replaced.start + edit->inserted;
    uint32_t at = hs_plain_stanza_before(drafts->source, edit->replaced.start);
    edit->read.start = at;
    while (at < drafts->source.length) {
        bool separator, behind = at > edit_end;
        at = hs_plain_read_stanza(drafts, at, &separator);
        if (separator && behind)
            break;
    }
    edit->read.end = at;
}

hs_block_list *hs_block_list_build(hs_str source, hs_markup markup)
{
    assert(source.length < UINT32_MAX);
    hs_draft_list drafts = {.source = source};
    reread edit = {.read = {0, (uint32_t)source.length}};
    read_all(&drafts, markup);
    hs_block_list *list = assemble(&drafts, markup, &edit);
    hs_draft_list_finish(&drafts);
    return list;
}

hs_block_list *hs_block_list_rebuild(hs_str source, hs_markup markup, const hs_block_list *previous,
                                     hs_span replaced, uint32_t inserted)
{
    if (!previous || previous->markup != markup)
        return hs_block_list_build(source, markup);
    assert(source.length < UINT32_MAX);
    hs_draft_list drafts = {.source = source};
    reread edit = {.previous = previous,
                   .replaced = replaced,
                   .inserted = inserted,
                   .shift = inserted - (replaced.end - replaced.start),
                   .read = {0, (uint32_t)source.length}};
    if (markup == HS_MARKUP_PLAIN)
        read_edited_stanzas(&drafts, &edit);
    else
        read_all(&drafts, markup);
    hs_block_list *list = assemble(&drafts, markup, &edit);
    hs_draft_list_finish(&drafts);
    return list;
}

hs_block_list *hs_block_list_slice(const hs_block_list *list, size_t from, size_t to)
{
    assert(from < to && to <= list->count);
    size_t count = to - from;
    hs_block_list *slice = hs_alloc_zeroed(1, sizeof *slice + count * sizeof slice->entries[0]);
    atomic_init(&slice->references, 1);
    slice->markup = list->markup;
    slice->count = count;
    hs_block_runs runs = {0};
    for (size_t i = 0; i < count; i++) {
        slice->entries[i] = list->entries[from + i];
        slice->entries[i].source_start -= list->entries[from].source_start;
        hs_block_runs_add_take(&runs, hs_block_ref(slice->entries[i].block));
    }
    hs_block_runs_end(&runs, slice);
    return slice;
}

hs_block_list *hs_block_list_ref(hs_block_list *list)
{
    atomic_fetch_add_explicit(&list->references, 1, memory_order_relaxed);
    return list;
}

void hs_block_list_unref(hs_block_list *list)
{
    if (!list || atomic_fetch_sub_explicit(&list->references, 1, memory_order_acq_rel) > 1)
        return;
    hs_block_runs_unref(list);
    hs_arena_finish(&list->arena);
    free(list);
}
