/* Who accuses whom. An item names its party, so it outlives edits; the text's own voice is an item
 * too, at the top of the document.
 */
#include "features/call_hierarchy.h"

#include <stdlib.h>

#include "base/memory.h"
#include "features/lookup.h"
#include "protocol/jsonrpc.h"

static void write_item(hs_view *view, hs_json_writer *json, const hs_party *party)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    const hs_entity *entity =
        party->known && party->entity != HS_NONE ? &annotations->entities[party->entity] : NULL;
    hs_str role = entity ? hs_view_role_beside(entity, hs_party_label(party)) : HS_STR("");
    hs_span span = entity && entity->mention_count > 0
                       ? hs_view_span(view, entity->mentions[0].place)
                       : (hs_span){0, 0};
    hs_json_begin_object(json);
    hs_json_member_string(json, "name", hs_party_label(party));
    hs_json_member_integer(json, "kind", HS_SYMBOL_PARTY);
    if (role.length > 0)
        hs_json_member_string(json, "detail", role);
    hs_json_member_text(json, "uri", view->uri);
    hs_view_write_member(view, json, "range", span);
    hs_view_write_member(view, json, "selectionRange", span);
    hs_json_key(json, "data");
    hs_json_begin_object(json);
    hs_json_member_string(json, "party", party->known ? party->name : HS_STR(""));
    hs_json_end_object(json);
    hs_json_end_object(json);
}

void hs_call_hierarchy_prepare(hs_context *context)
{
    hs_view *view = &context->view;
    uint32_t entity = hs_entity_at(view, hs_spot_at(view, context->offset), NULL);
    if (entity == HS_NONE) {
        hs_json_null(context->json);
        return;
    }
    hs_party party = {.known = true,
                      .name = hs_snapshot_annotations(view->snapshot)->entities[entity].name,
                      .entity = entity};
    hs_json_begin_array(context->json);
    write_item(view, context->json, &party);
    hs_json_end_array(context->json);
}

/* Parties are the same when their entities are; all that is not known is one, as is the author. */
static bool same_party(const hs_party *a, const hs_party *b)
{
    if (a->known != b->known || a->author != b->author)
        return false;
    return !a->known || (a->entity == b->entity && hs_str_equal(a->name, b->name));
}

/* One accusation seen from the party asked about: the other side, and where. */
typedef struct edge {
    const hs_party *other;
    hs_place charge;
    bool written;
} edge;

typedef HS_ARRAY(edge) edge_list;

static bool is_asked(const hs_party *party, hs_str name)
{
    return name.length > 0 ? party->known && hs_str_equal(party->name, name) : party->author;
}

static void collect_edges(const hs_view *view, hs_str name, bool incoming, edge_list *edges)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        const hs_accusation *accusation = &annotation->accusation;
        if (annotation->kind != HS_ANNOTATION_ACCUSATION)
            continue;
        for (size_t j = 0; j < accusation->accused_count; j++) {
            const hs_party *accused = &accusation->accused[j];
            if (is_asked(incoming ? accused : &accusation->accuser, name))
                *hs_array_push(edges) =
                    (edge){incoming ? &accusation->accuser : accused, accusation->charge, false};
        }
    }
}

/* All edges to the same other party make one call with several ranges. */
static void write_call(hs_view *view, hs_json_writer *json, edge_list *edges, size_t first,
                       bool incoming)
{
    const hs_party *other = edges->items[first].other;
    hs_json_begin_object(json);
    hs_json_key(json, incoming ? "from" : "to");
    write_item(view, json, other);
    hs_json_key(json, "fromRanges");
    hs_json_begin_array(json);
    for (size_t i = first; i < edges->count; i++) {
        if (edges->items[i].written || !same_party(edges->items[i].other, other))
            continue;
        edges->items[i].written = true;
        hs_view_write_range(view, json, hs_view_span(view, edges->items[i].charge));
    }
    hs_json_end_array(json);
    hs_json_end_object(json);
}

static void answer(hs_session_state *client, hs_request *request, const json_t *params,
                   bool incoming)
{
    const json_t *item = json_object_get(params, "item");
    const char *uri = hs_json_characters(json_object_get(item, "uri"));
    const json_t *party = json_object_get(json_object_get(item, "data"), "party");
    const hs_host *host = client->features->host;
    const hs_open_document *open = uri ? hs_open_document_find(client, uri) : NULL;
    hs_json_writer json = {0};
    edge_list edges = {0};
    hs_view view;
    if (!json_is_string(party)) {
        host->fail(request, HS_RPC_INVALID_PARAMS, "params.item is none of ours");
        return;
    }
    if (!open || !open->document.snapshot || open->document.out_of_step) {
        host->fail(request, HS_RPC_CONTENT_MODIFIED, "the document is no longer open");
        return;
    }
    hs_view_init(&view, open->document.snapshot, open->document.uri, client);
    collect_edges(&view, hs_str_make(json_string_value(party), json_string_length(party)), incoming,
                  &edges);
    hs_json_begin_array(&json);
    for (size_t i = 0; i < edges.count; i++) {
        if (!edges.items[i].written)
            write_call(&view, &json, &edges, i, incoming);
    }
    hs_json_end_array(&json);
    hs_array_finish(&edges);
    hs_reply_written(host, request, &json);
}

void hs_call_hierarchy_incoming(hs_session_state *client, hs_request *request, const json_t *params)
{
    answer(client, request, params, true);
}

void hs_call_hierarchy_outgoing(hs_session_state *client, hs_request *request, const json_t *params)
{
    answer(client, request, params, false);
}
