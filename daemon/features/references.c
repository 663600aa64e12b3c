/* Following a party through its text. */
#include "features/references.h"

#include "features/lookup.h"
#include "features/verification_json.h"
#include "workspace/checks.h"

enum { HIGHLIGHT_TEXT = 1, HIGHLIGHT_READ = 2, HIGHLIGHT_WRITE = 3 }; /* LSP's kinds */

/* The shown annotation whose words hold the spot, the shortest such, or NULL. */
static const hs_annotation *annotation_at(const hs_view *view, hs_spot spot, unsigned kinds)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    const hs_annotation *found = NULL;
    uint32_t shortest = UINT32_MAX;
    hs_place place;
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (!(kinds & (1u << annotation->kind)) || !hs_snapshot_shows(view->snapshot, annotation) ||
            !hs_annotation_holds(annotation, spot, &place) ||
            place.span.end - place.span.start >= shortest)
            continue;
        found = annotation;
        shortest = place.span.end - place.span.start;
    }
    return found;
}

/* The party that a position is about: the one mentioned there or the speaker of the quote. */
static uint32_t entity_about(const hs_view *view, hs_spot spot)
{
    uint32_t entity = hs_entity_at(view, spot, NULL);
    if (entity != HS_NONE)
        return entity;
    const hs_annotation *quote = annotation_at(view, spot, 1u << HS_ANNOTATION_QUOTE);
    return quote && quote->quote.speaker.known ? quote->quote.speaker.entity : HS_NONE;
}

static void write_highlight(hs_context *context, hs_place place, int kind)
{
    if (hs_place_none(place))
        return;
    hs_json_begin_object(context->json);
    hs_view_write_member(&context->view, context->json, "range",
                         hs_view_span(&context->view, place));
    hs_json_member_integer(context->json, "kind", kind);
    hs_json_end_object(context->json);
}

static void highlight_annotation(hs_context *context, const hs_annotation *annotation)
{
    switch (annotation->kind) {
    case HS_ANNOTATION_QUOTE:
        for (size_t i = 0; i < annotation->quote.content_count; i++)
            write_highlight(context, annotation->quote.content[i], HIGHLIGHT_TEXT);
        write_highlight(context, annotation->quote.source, HIGHLIGHT_WRITE);
        write_highlight(context, annotation->quote.cue, HIGHLIGHT_READ);
        break;
    case HS_ANNOTATION_CLAIM:
        write_highlight(context, annotation->claim.place, HIGHLIGHT_TEXT);
        break;
    case HS_ANNOTATION_ACCUSATION:
        write_highlight(context, annotation->accusation.charge, HIGHLIGHT_TEXT);
        write_highlight(context, annotation->accusation.cue, HIGHLIGHT_READ);
        break;
    case HS_ANNOTATION_ANSWER:
        write_highlight(context, annotation->answer.text, HIGHLIGHT_TEXT);
        write_highlight(context, annotation->answer.cue, HIGHLIGHT_READ);
        break;
    }
}

void hs_document_highlight(hs_context *context)
{
    hs_view *view = &context->view;
    hs_spot spot = hs_spot_at(view, context->offset);
    uint32_t entity = hs_entity_at(view, spot, NULL);
    const hs_annotation *annotation = annotation_at(view, spot, ~0u);
    hs_json_begin_array(context->json);
    if (entity != HS_NONE) {
        const hs_entity *party = &hs_snapshot_annotations(view->snapshot)->entities[entity];
        for (size_t i = 0; i < party->mention_count; i++)
            write_highlight(context, party->mentions[i].place,
                            party->mentions[i].pronoun ? HIGHLIGHT_READ : HIGHLIGHT_TEXT);
    } else if (annotation) {
        highlight_annotation(context, annotation);
    }
    hs_json_end_array(context->json);
}

/* Where the archive has the words of the quote or claim at the spot; NULL: nowhere. */
static const hs_evidence *source_of(const hs_view *view, hs_spot spot)
{
    const hs_annotation *annotation =
        annotation_at(view, spot, 1u << HS_ANNOTATION_QUOTE | 1u << HS_ANNOTATION_CLAIM);
    const hs_checked *checked =
        annotation ? hs_checks_find(view->snapshot->checks, annotation->id) : NULL;
    return checked && checked->answer.count > 0 ? &checked->answer.evidence[0] : NULL;
}

static void write_source(const hs_view *view, hs_json_writer *json, const hs_evidence *evidence)
{
    hs_json_begin_object(json);
    hs_json_member_string(json, "uri", evidence->uri);
    hs_json_key(json, "range");
    hs_evidence_write_range(json, evidence, view->encoding);
    hs_json_end_object(json);
}

/* Where an entity is first mentioned; an empty place if nowhere. */
static hs_place first_mention(const hs_view *view, uint32_t entity)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    if (entity == HS_NONE || annotations->entities[entity].mention_count == 0)
        return (hs_place){0};
    return annotations->entities[entity].mentions[0].place;
}

/* A mention leads to the party's first one, other words of an answer to the accusation, those of
 * another quote to the speaker. What is mentioned for the first time leads nowhere by itself. */
static hs_place defined_at(const hs_view *view, hs_spot spot)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    const hs_annotation *answer = annotation_at(view, spot, 1u << HS_ANNOTATION_ANSWER);
    hs_place mention = {0};
    hs_place first = first_mention(view, hs_entity_at(view, spot, &mention));
    bool leads = !hs_place_none(first) && hs_place_before(first, mention);
    if (!leads && answer && answer->answer.to != HS_NONE)
        return annotations->items[answer->answer.to].accusation.charge;
    return hs_place_none(first) ? first_mention(view, entity_about(view, spot)) : first;
}

void hs_definition(hs_context *context)
{
    hs_view *view = &context->view;
    hs_spot spot = hs_spot_at(view, context->offset);
    const hs_evidence *source =
        hs_entity_at(view, spot, NULL) == HS_NONE ? source_of(view, spot) : NULL;
    if (source && source->uri.length > 0) {
        write_source(view, context->json, source);
        return;
    }
    hs_place place = defined_at(view, spot);
    if (hs_place_none(place))
        hs_json_null(context->json);
    else
        hs_view_write_location(view, context->json, hs_view_span(view, place));
}

static void write_quotes_of(hs_context *context, uint32_t entity)
{
    hs_view *view = &context->view;
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (annotation->kind != HS_ANNOTATION_QUOTE || !annotation->quote.speaker.known ||
            annotation->quote.speaker.entity != entity ||
            !hs_snapshot_shows(view->snapshot, annotation))
            continue;
        for (size_t j = 0; j < annotation->quote.content_count; j++)
            hs_view_write_location(view, context->json,
                                   hs_view_span(view, annotation->quote.content[j]));
    }
}

void hs_references(hs_context *context)
{
    hs_view *view = &context->view;
    uint32_t entity = entity_about(view, hs_spot_at(view, context->offset));
    const json_t *options = json_object_get(context->params, "context");
    hs_json_begin_array(context->json);
    if (entity != HS_NONE) {
        const hs_entity *party = &hs_snapshot_annotations(view->snapshot)->entities[entity];
        if (json_is_true(json_object_get(options, "includeDeclaration")) &&
            party->mention_count > 0)
            hs_view_write_location(view, context->json,
                                   hs_view_span(view, party->mentions[0].place));
        write_quotes_of(context, entity);
    }
    hs_json_end_array(context->json);
}
