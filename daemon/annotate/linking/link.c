/* Drives the linking: enters the document's full names, walks the blocks in order (references and
 * attributions by sentence, then what hangs on them), and puts the result in order.
 */
#include "annotate/linking/link.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/linking/ids.h"
#include "annotate/linking/link_alike.h"
#include "annotate/linking/link_findings.h"
#include "annotate/linking/link_steps.h"
#include "annotate/resolution/resolve.h"

enum { DATED_BLOCKS = 12 }; /* from the top, among which the text's day is looked for */

static bool cancelled(const atomic_bool *cancel)
{
    return cancel && atomic_load_explicit(cancel, memory_order_relaxed);
}

typedef struct totals {
    size_t items;
    size_t references;
    uint32_t most_references, most_attributions;
} totals;

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static totals count_up(const hs_block_list *blocks, const hs_block_findings *const *findings)
{
    totals sum = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        const hs_block_findings *f = findings[i];
        sum.items += 2 * (size_t)f->attribution_count + 3 * (size_t)f->accusing_count +
                     f->answering_count + f->checkable_count;
        sum.references += f->reference_count;
        sum.most_references = larger(sum.most_references, f->reference_count);
        sum.most_attributions = larger(sum.most_attributions, f->attribution_count);
    }
    return sum;
}

static void enter_block(hs_linker *linker, uint32_t block)
{
    linker->block = block;
    linker->findings = linker->all_findings[block];
}

/* References in order, each attribution once its sentence is read: whoever spoke there is known to
 * the pronouns of the next sentence. */
static void walk_block(hs_linker *linker)
{
    const hs_block_findings *f = linker->findings;
    for (uint32_t i = 0; i < f->reference_count; i++)
        linker->resolved[i] = HS_UNRESOLVED;
    for (uint32_t i = 0; i < f->attribution_count; i++)
        linker->speakers[i] = HS_UNRESOLVED, linker->quote_of[i] = HS_NONE;
    hs_link_block_opening(linker);
    uint32_t attribution = 0;
    for (uint32_t i = 0; i < f->reference_count; i++) {
        while (attribution < f->attribution_count &&
               f->attributions[attribution].sentence < f->references[i].sentence)
            hs_link_attribution(linker, attribution++);
        if (f->references[i].inside != HS_NONE && f->references[i].kind == HS_REFERENCE_PRONOUN)
            hs_resolve_speaker(linker, f->references[i].inside);
        hs_resolve_reference(linker, i);
    }
    while (attribution < f->attribution_count)
        hs_link_attribution(linker, attribution++);
    hs_link_note_sides(linker);
    for (uint32_t i = 0; i < f->accusing_count; i++)
        hs_link_accusing(linker, i);
    hs_link_answers(linker);
    for (uint32_t i = 0; i < f->checkable_count; i++)
        hs_link_checkable(linker, i);
    hs_link_block_closing(linker);
}

uint32_t hs_link_date(const hs_block_findings *const *findings, size_t count)
{
    uint32_t date = 0;
    for (size_t i = 0; i < count && i < DATED_BLOCKS && date == 0; i++)
        date = findings[i]->date;
    return date;
}

/* Of the block that another stands in for, the other's; what is told of its words is copied, for
 * they may go before the result. */
static void resolve_names_of(hs_linker *linker, const hs_link_stand_in *other)
{
    hs_block_list *own = linker->blocks;
    hs_str words = other->list->entries[other->index].block->text;
    linker->blocks = (hs_block_list *)(uintptr_t)other->list; /* only read */
    linker->block = other->index;
    hs_resolve_names(linker);
    linker->blocks = own;
    for (size_t i = 0; i < linker->entities.items.count; i++) {
        hs_str *name = &hs_linker_entity(linker, i)->name;
        if (name->bytes >= words.bytes && name->bytes < words.bytes + words.length)
            *name = hs_arena_copy_str(linker->arena, *name);
    }
}

static void resolve_all_names(hs_linker *linker, const hs_link_stand_in *other)
{
    for (uint32_t i = 0; i < linker->blocks->count; i++) {
        enter_block(linker, i);
        if (other && i == other->block)
            resolve_names_of(linker, other);
        else
            hs_resolve_names(linker);
    }
    for (uint32_t i = 0; i < linker->blocks->count; i++)
        if (hs_linker_heading(linker, i)) {
            enter_block(linker, i);
            hs_resolve_headings(linker);
        }
}

void hs_linking_walk(hs_linking *linking, uint32_t end)
{
    hs_linker *linker = &linking->linker;
    for (; linking->next < end && !cancelled(linking->cancel); linking->next++) {
        enter_block(linker, linking->next);
        walk_block(linker);
        linker->sentence_base +=
            (uint32_t)linker->blocks->entries[linking->next].block->sentence_count +
            1; /* a paragraph's gap */
    }
}

/* Of entities that got a number whose side each is of. */
static void note_sides(const hs_linker *linker, const uint32_t *number, hs_entity *entities)
{
    for (size_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *entity = hs_linker_entity(linker, (uint32_t)i);
        uint32_t side = entity->side ? entity->side : entity->speaks_for; /* "the mayor's office" */
        if (number[i] != HS_NONE && side)
            entities[number[i]].side = number[side - 1];
    }
}

/* Mentions grouped by entity, entities in order of first mention, empty ones left out. */
static void pack_entities(hs_linker *linker, hs_annotations *result)
{
    size_t count = linker->entities.items.count;
    uint32_t *number = hs_alloc(count * sizeof *number + 1);
    uint32_t *filled = hs_alloc_zeroed(count + 1, sizeof *filled);
    memset(number, 0xff, count * sizeof *number);
    hs_entity *entities = hs_arena_new_array(linker->arena, hs_entity, count);
    hs_mention *mentions = hs_arena_new_array(linker->arena, hs_mention, linker->mentions.count);
    size_t used = 0;
    for (size_t i = 0; i < linker->mentions.count; i++) {
        const hs_linked_mention *mention = &linker->mentions.items[i];
        const hs_linked_entity *entity = hs_linker_entity(linker, mention->entity);
        if (number[mention->entity] == HS_NONE) {
            number[mention->entity] = (uint32_t)result->entity_count++;
            entities[number[mention->entity]] = (hs_entity){entity->name,
                                                            entity->role,
                                                            (hs_entity_kind)entity->kind,
                                                            (hs_gender)entity->gender,
                                                            mentions + used,
                                                            entity->mentions,
                                                            HS_NONE};
            used += entity->mentions;
        }
        uint32_t to = number[mention->entity];
        mentions[entities[to].mentions - mentions + filled[to]++] = mention->mention;
    }
    note_sides(linker, number, entities);
    result->entities = entities;
    hs_ids_renumber_entities(linker->items, linker->item_count, number, entities);
    free(number);
    free(filled);
}

static void make_room(hs_linker *linker, const totals *sum)
{
    size_t references = sum->most_references + 1, attributions = sum->most_attributions + 1;
    linker->resolved = hs_realloc(linker->resolved, references, sizeof(uint32_t));
    linker->speakers = hs_realloc(linker->speakers, attributions, sizeof(uint32_t));
    linker->quote_of = hs_realloc(linker->quote_of, attributions, sizeof(uint32_t));
    linker->items = hs_realloc(linker->items, sum->items + 1, sizeof *linker->items);
}

static void set_up(hs_linker *linker)
{
    totals sum = count_up(linker->blocks, linker->all_findings);
    hs_entities_init(&linker->entities, sum.references);
    make_room(linker, &sum);
    for (size_t i = 0; i < linker->blocks->count; i++)
        linker->has_turns |= linker->blocks->entries[i].block->kind == HS_BLOCK_TRANSCRIPT_TURN;
    linker->chair = HS_NONE;
    linker->interviewer = linker->interviewee = linker->last_answer.by = HS_NONE;
    linker->last_speaker = linker->previous_speaker = HS_NONE;
    linker->asker = linker->asked = linker->lead = HS_NONE;
    linker->turn_speakers[0] = linker->turn_speakers[1] = HS_NONE;
    linker->leading[0] = linker->leading[1] = linker->most_accused = HS_NONE;
    memset(linker->latest_by_pronoun, 0xff, sizeof linker->latest_by_pronoun);
    linker->open = linker->adjacent = linker->statement = HS_NONE;
    linker->block_speaker = linker->block_quote = linker->scene = HS_NONE;
    linker->talk = (hs_talk){.block = HS_NONE, .speakers = {HS_NONE, HS_NONE}};
}

static void tear_down(hs_linker *linker)
{
    hs_entities_finish(&linker->entities);
    hs_array_finish(&linker->mentions);
    hs_array_finish(&linker->pieces);
    hs_array_finish(&linker->quotes);
    hs_array_finish(&linker->claims);
    hs_array_finish(&linker->possible);
    hs_array_finish(&linker->questions);
    hs_array_finish(&linker->doubtful);
    free(linker->resolved);
    free(linker->speakers);
    free(linker->quote_of);
    free(linker->items);
}

/* Of names that no prose gives, which hs_resolve_headings may take apart. */
static uint64_t last_words_asked(const hs_entities *entities)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < entities->items.count; i++)
        if (!entities->items.items[i].in_prose)
            bits |= hs_link_alone_bit(entities->items.items[i].last_hash);
    return bits;
}

void hs_linking_begin(hs_linking *linking, hs_block_list *blocks,
                      const hs_block_findings *const *findings, const hs_link_around *around,
                      const hs_link_stand_in *stand_in, const atomic_bool *cancel)
{
    hs_annotations *result = hs_alloc_zeroed(1, sizeof *result);
    atomic_init(&result->references, 1);
    result->blocks = hs_block_list_ref(blocks);
    *linking = (hs_linking){.result = result, .salt = around->salt, .cancel = cancel};
    hs_linker *linker = &linking->linker;
    linker->blocks = blocks;
    linker->all_findings = findings;
    linker->arena = &result->arena;
    linker->opens_text = around->document == NULL;
    linker->date = around->date;
    set_up(linker);
    if (linker->date == 0)
        linker->date = hs_link_date(findings, blocks->count);
    if (around->document)
        linking->asked = hs_link_names_asked(blocks, findings, stand_in);
    hs_link_known_names(linker, around, &linking->asked);
    resolve_all_names(linker, stand_in);
    linking->asked_alone = last_words_asked(&linker->entities);
}

void hs_linking_go_on(hs_linking *linking, const hs_block_findings *const *findings)
{
    linking->linker.all_findings = findings;
    totals sum = count_up(linking->linker.blocks, findings);
    make_room(&linking->linker, &sum);
}

hs_annotations *hs_linking_finish(hs_linking *linking)
{
    hs_linker *linker = &linking->linker;
    hs_annotations *result = linking->result;
    hs_linking_walk(linking, (uint32_t)linker->blocks->count);
    hs_link_finish_quotes(linker);
    hs_verdict_leave_out(linker);
    hs_link_finish_claims(linker);
    hs_link_name_heard(linker);
    hs_link_join_foretold(linker);
    hs_link_finish_answers(linker);
    pack_entities(linker, result);
    result->items =
        hs_ids_finish(linker->items, &linker->item_count, linking->salt, &result->arena);
    result->count = linker->item_count;
    tear_down(linker);
    if (cancelled(linking->cancel)) {
        hs_annotations_unref(result);
        return NULL;
    }
    return result;
}

void hs_linking_drop(hs_linking *linking)
{
    tear_down(&linking->linker);
    hs_annotations_unref(linking->result);
}

hs_annotations *hs_link(hs_block_list *blocks, const hs_block_findings *const *findings,
                        const hs_link_around *around, const atomic_bool *cancel)
{
    hs_linking linking;
    hs_linking_begin(&linking, blocks, findings, around, NULL, cancel);
    return hs_linking_finish(&linking);
}
