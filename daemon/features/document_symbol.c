/* Symbols, as a tree or, for clients that cannot show one, as a list with containers. */
#include "features/document_symbol.h"

#include <stdlib.h>

#include "base/memory.h"
#include "features/lookup.h"

#define NAME_BYTES 80u

/* The annotations of each party as chained lists: `first[entity]`, then `next`. */
typedef struct chain_link {
    uint32_t annotation;
    uint32_t next; /* index of a link, or HS_NONE */
} chain_link;

typedef struct party_index {
    uint32_t *first;
    uint32_t *last;
    HS_ARRAY(chain_link) links;
} party_index;

static void chain(party_index *index, const hs_party *party, uint32_t annotation)
{
    if (!party->known || party->entity == HS_NONE)
        return;
    uint32_t added = (uint32_t)index->links.count;
    *hs_array_push(&index->links) = (chain_link){annotation, HS_NONE};
    if (index->first[party->entity] == HS_NONE)
        index->first[party->entity] = added;
    else
        index->links.items[index->last[party->entity]].next = added;
    index->last[party->entity] = added;
}

static void build_index(party_index *index, const hs_snapshot *snapshot)
{
    const hs_annotations *annotations = hs_snapshot_annotations(snapshot);
    size_t size = annotations->entity_count + 1;
    index->first = hs_alloc(size * sizeof *index->first);
    index->last = hs_alloc(size * sizeof *index->last);
    for (size_t i = 0; i < size; i++)
        index->first[i] = HS_NONE;
    for (uint32_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (annotation->kind == HS_ANNOTATION_QUOTE && hs_snapshot_shows(snapshot, annotation))
            chain(index, &annotation->quote.speaker, i);
        if (annotation->kind != HS_ANNOTATION_ACCUSATION)
            continue;
        for (size_t j = 0; j < annotation->accusation.accused_count; j++)
            chain(index, &annotation->accusation.accused[j], i);
    }
}

static void finish_index(party_index *index)
{
    free(index->first);
    free(index->last);
    hs_array_finish(&index->links);
}

static hs_str shortened(hs_str text)
{
    size_t length = text.length < NAME_BYTES ? text.length : NAME_BYTES;
    while (length > 0 && length < text.length && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    return hs_str_slice(text, 0, length);
}

static hs_place main_place(const hs_annotation *annotation)
{
    return annotation->kind == HS_ANNOTATION_QUOTE ? annotation->quote.content[0]
                                                   : annotation->accusation.charge;
}

static hs_span covered(const hs_view *view, const hs_annotation *annotation)
{
    return (hs_span){hs_view_span(view, annotation->first).start,
                     hs_view_span(view, annotation->last).end};
}

static void write_name_and_kind(hs_view *view, hs_json_writer *json,
                                const hs_annotation *annotation)
{
    bool quote = annotation->kind == HS_ANNOTATION_QUOTE;
    hs_json_member_string(json, "name", shortened(hs_view_words(view, main_place(annotation))));
    if (view->abilities.hierarchical_symbols)
        hs_json_member_text(json, "detail", quote ? "says" : "is accused of");
    hs_json_member_integer(json, "kind", quote ? HS_SYMBOL_QUOTE : HS_SYMBOL_ACCUSATION);
}

static void write_child(hs_view *view, hs_json_writer *json, const hs_annotation *annotation)
{
    hs_span place = hs_view_span(view, main_place(annotation));
    hs_json_begin_object(json);
    write_name_and_kind(view, json, annotation);
    hs_view_write_member(view, json, "range", hs_span_join(covered(view, annotation), place));
    hs_view_write_member(view, json, "selectionRange", place);
    hs_json_end_object(json);
}

static void write_tree(hs_view *view, hs_json_writer *json, const party_index *index,
                       const hs_entity *entity, uint32_t first)
{
    const hs_annotation *items = hs_snapshot_annotations(view->snapshot)->items;
    hs_span name = hs_view_span(view, entity->mentions[0].place);
    hs_str role = hs_view_role_beside(entity, entity->name);
    hs_span range = name;
    for (uint32_t i = first; i != HS_NONE; i = index->links.items[i].next)
        range = hs_span_join(range, covered(view, &items[index->links.items[i].annotation]));
    hs_json_begin_object(json);
    hs_json_member_string(json, "name", entity->name);
    if (role.length > 0)
        hs_json_member_string(json, "detail", role);
    hs_json_member_integer(json, "kind", HS_SYMBOL_PARTY);
    hs_view_write_member(view, json, "range", range);
    hs_view_write_member(view, json, "selectionRange", name);
    hs_json_key(json, "children");
    hs_json_begin_array(json);
    for (uint32_t i = first; i != HS_NONE; i = index->links.items[i].next)
        write_child(view, json, &items[index->links.items[i].annotation]);
    hs_json_end_array(json);
    hs_json_end_object(json);
}

static void write_list(hs_view *view, hs_json_writer *json, const party_index *index,
                       const hs_entity *entity, uint32_t first)
{
    hs_json_begin_object(json);
    hs_json_member_string(json, "name", entity->name);
    hs_json_member_integer(json, "kind", HS_SYMBOL_PARTY);
    hs_json_key(json, "location");
    hs_view_write_location(view, json, hs_view_span(view, entity->mentions[0].place));
    hs_json_end_object(json);
    for (uint32_t i = first; i != HS_NONE; i = index->links.items[i].next) {
        const hs_annotation *annotation =
            &hs_snapshot_annotations(view->snapshot)->items[index->links.items[i].annotation];
        hs_json_begin_object(json);
        write_name_and_kind(view, json, annotation);
        hs_json_key(json, "location");
        hs_view_write_location(view, json, hs_view_span(view, main_place(annotation)));
        hs_json_member_string(json, "containerName", entity->name);
        hs_json_end_object(json);
    }
}

void hs_document_symbol(hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    party_index index = {0};
    build_index(&index, view->snapshot);
    hs_json_begin_array(json);
    for (size_t i = 0; i < annotations->entity_count; i++) {
        const hs_entity *entity = &annotations->entities[i];
        if (index.first[i] == HS_NONE || entity->mention_count == 0 || entity->name.length == 0)
            continue;
        if (view->abilities.hierarchical_symbols)
            write_tree(view, json, &index, entity, index.first[i]);
        else
            write_list(view, json, &index, entity, index.first[i]);
    }
    hs_json_end_array(json);
    finish_index(&index);
}
