/* Linking tells of each choice; the marks of the text say who it should have been. */
#include "train/mention_choices.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/annotate.h"
#include "annotate/reading/reading.h"
#include "annotate/resolution/candidates.h"
#include "base/buffer.h"
#include "base/file.h"

enum { FILE_LIMIT = 16 << 20 };

/* A marked mention. */
struct mark {
    hs_span span;
    uint32_t party;
};

static struct mention_choices *out;
static HS_ARRAY(struct mark) marks;
static const int8_t **states_of_block; /* of the document's blocks, a row a token */
static size_t state_width;             /* numbers a row */

static uint32_t marked_party(hs_span span)
{
    for (size_t i = 0; i < marks.count; i++)
        if (marks.items[i].span.start == span.start && marks.items[i].span.end == span.end)
            return marks.items[i].party;
    return HS_NONE;
}

static bool marked_before(uint32_t party, hs_span span)
{
    for (size_t i = 0; i < marks.count; i++)
        if (marks.items[i].party == party && marks.items[i].span.end <= span.start)
            return true;
    return false;
}

static hs_span source_of(const hs_linker *linker, uint32_t block, const hs_reference *reference)
{
    return hs_block_source_span(&linker->blocks->entries[block], reference->name);
}

static const int8_t *state_of(uint32_t block, uint32_t token)
{
    return token == HS_NONE ? NULL : states_of_block[block] + token * state_width;
}

/* A mention of an entity so far: the latest by name, else by description, else any. */
struct latest {
    const hs_reference *reference; /* NULL: none */
    uint32_t block;
};

static struct latest latest_of(const hs_linker *linker, uint32_t entity)
{
    struct latest found[3] = {{0}};
    for (size_t i = linker->mentions.count; i-- > 0 && !found[HS_REFERENCE_NAME].reference;) {
        const hs_linked_mention *mention = &linker->mentions.items[i];
        uint32_t block = mention->mention.place.block;
        const hs_reference *it = &linker->all_findings[block]->references[mention->reference];
        if (mention->entity == entity && !found[it->kind].reference)
            found[it->kind] = (struct latest){it, block};
    }
    for (int kind = 0; kind < 3; kind++)
        if (found[kind].reference)
            return found[kind];
    return (struct latest){0};
}

static void add_option(const hs_linker *linker, const hs_candidate *candidate, uint32_t party)
{
    struct ranker_option option = {.sight = candidate->pair, .party = candidate->features};
    if (candidate->entity != HS_NONE) {
        struct latest latest = latest_of(linker, candidate->entity);
        if (latest.reference) {
            option.right = party != HS_NONE &&
                           marked_party(source_of(linker, latest.block, latest.reference)) == party;
            if (latest.reference->kind != HS_REFERENCE_PRONOUN)
                option.state = state_of(latest.block, latest.reference->token);
        }
    }
    *hs_array_push(&out->choices.options) = option;
}

/* Where a party was first described and is named by now, the name is what is wanted. */
static void prefer_named(struct ranker_option *options, uint32_t count)
{
    const uint64_t described = UINT64_C(1) << HS_CANDIDATE_described;
    bool named = false;
    for (uint32_t i = 0; i < count; i++)
        named = named || (options[i].right && !(options[i].party & described));
    for (uint32_t i = 0; i < count; i++)
        options[i].right = options[i].right && !(named && options[i].party & described);
}

/* Nobody of those is right where the words mean no party, or one that was not told of before. */
static void mark_nobody(const hs_candidates *candidates, struct ranker_choice *choice)
{
    for (uint32_t i = 0; i < candidates->count; i++)
        if (candidates->items[i].entity == HS_NONE) {
            out->choices.options.items[choice->first + i].right = true;
            choice->present = true;
        }
}

static void hear(const hs_linker *linker, const hs_candidates *candidates)
{
    const hs_reference *it = candidates->reference;
    hs_span source = source_of(linker, linker->block, it);
    uint32_t party = marked_party(source);
    struct ranker_choice choice = {
        .task = (uint32_t)candidates->kind,
        .words = {state_of(linker->block, it->governor), state_of(linker->block, it->token)},
        .first = (uint32_t)out->choices.options.count,
        .count = candidates->count};
    for (uint32_t i = 0; i < candidates->count; i++) {
        add_option(linker, &candidates->items[i], party);
        choice.present = choice.present || out->choices.options.items[choice.first + i].right;
    }
    prefer_named(&out->choices.options.items[choice.first], choice.count);
    if (!choice.present && (party == HS_NONE || !marked_before(party, source)))
        mark_nobody(candidates, &choice);
    if (candidates->count > 0)
        *hs_array_push(&out->choices.choices) = choice;
}

static bool read_file(const char *path, hs_buffer *text)
{
    hs_error error = {0};
    if (hs_file_read(path, FILE_LIMIT, text, &error))
        return true;
    fprintf(stderr, "%s\n", error.text);
    return false;
}

static void read_marks(const char *text)
{
    uint32_t party = 0;
    hs_array_clear(&marks);
    while (*text) {
        unsigned start, end;
        int length;
        if (sscanf(text, "%u-%u%n", &start, &end, &length) == 2) {
            *hs_array_push(&marks) = (struct mark){{start, end}, party};
            text += length;
        }
        party += *text == '\n';
        text += *text != '\0';
    }
}

static void read_states(const hs_block_list *blocks)
{
    states_of_block = hs_arena_new_array(&out->arena, const int8_t *, blocks->count);
    for (size_t i = 0; i < blocks->count; i++) {
        hs_reading reading = {
            .block = blocks->entries[i].block, .arena = &out->arena, .scratch = &out->arena};
        hs_reading_analyse(&reading);
        states_of_block[i] = reading.states;
        state_width = reading.state_width;
    }
}

static void read_text(const char *marked)
{
    hs_buffer text = {0}, table = {0};
    char path[4096];
    snprintf(path, sizeof path, "%.*s.txt", (int)strlen(marked) - 4, marked);
    if (read_file(path, &text) && read_file(marked, &table)) {
        hs_buffer_append_byte(&table, 0);
        read_marks(table.bytes);
        hs_block_list *blocks = hs_block_list_build(hs_buffer_str(&text), HS_MARKUP_PLAIN);
        read_states(blocks);
        hs_annotations_unref(hs_annotate(blocks, NULL));
        hs_block_list_unref(blocks);
    }
    hs_buffer_finish(&text);
    hs_buffer_finish(&table);
}

bool mention_choices_gather(struct mention_choices *it, const char *folder)
{
    char pattern[4096];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/*.tsv", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return false;
    out = it;
    hs_candidates_observer = hear;
    for (size_t i = 0; i < found.gl_pathc; i++)
        read_text(found.gl_pathv[i]);
    hs_candidates_observer = NULL;
    hs_array_finish(&marks);
    globfree(&found);
    return true;
}

void mention_choices_finish(struct mention_choices *it)
{
    ranker_choices_finish(&it->choices);
    hs_arena_finish(&it->arena);
}
