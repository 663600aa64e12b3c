/* The published address goes before the file that was imported; words that the archive does not
 * know have no link.
 */
#include "features/document_link.h"

#include "workspace/checks.h"

static bool has_scheme(hs_str uri)
{
    return hs_str_starts_with(uri, HS_STR("https://")) ||
           hs_str_starts_with(uri, HS_STR("http://")) || hs_str_starts_with(uri, HS_STR("file://"));
}

static void write_link(hs_view *view, hs_json_writer *json, hs_place place,
                       const hs_evidence *evidence)
{
    hs_str target = has_scheme(evidence->url) ? evidence->url : evidence->uri;
    if (!has_scheme(target))
        return;
    hs_buffer tooltip = {0};
    hs_str source = evidence->title.length > 0 ? evidence->title : evidence->uri;
    hs_buffer_printf(&tooltip, "%s: %.*s", hs_verdict_name(evidence->verdict), HS_STR_ARGS(source));
    hs_json_begin_object(json);
    hs_view_write_member(view, json, "range", hs_view_span(view, place));
    hs_json_member_string(json, "target", target);
    hs_json_member_string(json, "tooltip", hs_buffer_str(&tooltip));
    hs_json_end_object(json);
    hs_buffer_finish(&tooltip);
}

void hs_document_link(hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    hs_json_begin_array(json);
    for (size_t i = 0; view->snapshot->checks && i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        const hs_checked *checked = hs_checks_find(view->snapshot->checks, annotation->id);
        hs_place place;
        if (checked && checked->answer.count > 0 && hs_snapshot_shows(view->snapshot, annotation) &&
            hs_check_places(annotations, annotation, &place, 1) == 1)
            write_link(view, json, place, &checked->answer.evidence[0]);
    }
    hs_json_end_array(json);
}
