/* One hint a place: the same "he" may be a quote's source and an accuser. */
#include "features/inlay_hint.h"

#include <stdlib.h>

#include "features/lookup.h"

typedef struct name_hint {
    uint32_t offset; /* the pronoun's end in the source */
    uint32_t entity;
} name_hint;

typedef struct hint_list {
    hs_view *view;
    HS_ARRAY(name_hint) hints;
} hint_list;

static void add(hint_list *list, const hs_party *party)
{
    if (!hs_party_is_pronoun(hs_snapshot_annotations(list->view->snapshot), party))
        return;
    hs_span span = hs_view_span(list->view, party->mention);
    if (span.end >= list->view->range.start && span.end <= list->view->range.end)
        *hs_array_push(&list->hints) = (name_hint){span.end, party->entity};
}

static void add_annotation(hint_list *list, const hs_annotation *annotation)
{
    switch (annotation->kind) {
    case HS_ANNOTATION_QUOTE:
        add(list, &annotation->quote.speaker);
        break;
    case HS_ANNOTATION_ACCUSATION:
        add(list, &annotation->accusation.accuser);
        for (size_t i = 0; i < annotation->accusation.accused_count; i++)
            add(list, &annotation->accusation.accused[i]);
        break;
    case HS_ANNOTATION_ANSWER:
        add(list, &annotation->answer.by);
        break;
    case HS_ANNOTATION_CLAIM:
        break;
    }
}

static int compare(const void *a, const void *b)
{
    const name_hint *left = a, *right = b;
    return (left->offset > right->offset) - (left->offset < right->offset);
}

static void write_hint(hs_view *view, hs_json_writer *json, const name_hint *hint)
{
    hs_position position = hs_view_position(view, hint->offset);
    hs_buffer label = {0};
    hs_buffer_append_text(&label, "= ");
    hs_buffer_append_str(&label,
                         hs_snapshot_annotations(view->snapshot)->entities[hint->entity].name);
    hs_json_begin_object(json);
    hs_json_key(json, "position");
    hs_json_write_position(json, position);
    hs_json_member_string(json, "label", hs_buffer_str(&label));
    hs_json_member_boolean(json, "paddingLeft", true);
    hs_json_end_object(json);
    hs_buffer_finish(&label);
}

void hs_inlay_hint(hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    hint_list list = {.view = view};
    for (size_t i = 0; view->snapshot->settings->inlay_hints && i < annotations->count; i++) {
        if (hs_snapshot_shows(view->snapshot, &annotations->items[i]))
            add_annotation(&list, &annotations->items[i]);
    }
    if (list.hints.count > 0)
        qsort(list.hints.items, list.hints.count, sizeof(name_hint), compare);
    hs_json_begin_array(json);
    for (size_t i = 0; i < list.hints.count; i++) {
        if (i == 0 || list.hints.items[i].offset != list.hints.items[i - 1].offset)
            write_hint(view, json, &list.hints.items[i]);
    }
    hs_json_end_array(json);
    hs_array_finish(&list.hints);
}
