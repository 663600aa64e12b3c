/* Building the edits. Which fixes are offered is decided in code_action.c. */
#include "features/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "features/annotation_json.h"
#include "features/config_file.h"
#include "features/configuration.h"
#include "features/uri.h"
#include "protocol/json.h"
#include "workspace/checks.h"

const char *const hs_fix_names[HS_FIX_KIND_COUNT] = {
    [HS_FIX_ATTRIBUTE] = "hearsay.attribute",
    [HS_FIX_SOURCE_WORDING] = "hearsay.useSourceWording",
    [HS_FIX_IGNORE_HERE] = "hearsay.ignoreHere",
    [HS_FIX_IGNORE_RULE] = "hearsay.ignoreRule",
};

bool hs_fix_suits(hs_fix_kind kind, hs_rule rule)
{
    if (kind == HS_FIX_SOURCE_WORDING)
        return rule == HS_RULE_ALTERED_QUOTE;
    return kind != HS_FIX_ATTRIBUTE || rule == HS_RULE_UNATTRIBUTED_QUOTE;
}

/* Where an entity is last mentioned in front of a place; an empty place if nowhere. */
static hs_place last_mention(const hs_entity *entity, hs_place place)
{
    hs_place last = {0};
    for (size_t i = 0;
         i < entity->mention_count && hs_place_before(entity->mentions[i].place, place); i++)
        last = entity->mentions[i].place;
    return last;
}

size_t hs_fix_candidates(const hs_view *view, const hs_finding *finding, hs_str *names,
                         size_t capacity)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    hs_place places[8];
    size_t count = 0;
    if (finding->annotation == HS_NONE || capacity > HS_COUNT(places))
        return 0;
    hs_place quote = annotations->items[finding->annotation].first;
    for (size_t i = 0; i < annotations->entity_count; i++) {
        const hs_entity *entity = &annotations->entities[i];
        hs_place place = last_mention(entity, quote);
        if (entity->kind != HS_ENTITY_PERSON || entity->name.length == 0 || hs_place_none(place))
            continue;
        size_t at = count < capacity ? count++ : capacity;
        while (at > 0 && hs_place_before(places[at - 1], place)) {
            if (at < capacity) {
                places[at] = places[at - 1];
                names[at] = names[at - 1];
            }
            at--;
        }
        if (at < capacity) {
            places[at] = place;
            names[at] = entity->name;
        }
    }
    return count;
}

/* One text edit of the document itself. */
static void write_text_edit(hs_view *view, hs_json_writer *json, hs_span span, hs_str text)
{
    hs_json_begin_object(json);
    hs_view_write_member(view, json, "range", span);
    hs_json_member_string(json, "newText", text);
    hs_json_end_object(json);
}

static void begin_edit(hs_view *view, hs_json_writer *json)
{
    hs_json_begin_object(json);
    if (!view->abilities.document_changes) {
        hs_json_key(json, "changes");
        hs_json_begin_object(json);
        hs_json_key_string(json, hs_str_from(view->uri));
        hs_json_begin_array(json);
        return;
    }
    hs_json_key(json, "documentChanges");
    hs_json_begin_array(json);
    hs_json_begin_object(json);
    hs_json_key(json, "textDocument");
    hs_json_begin_object(json);
    hs_json_member_text(json, "uri", view->uri);
    hs_json_member_integer(json, "version", view->snapshot->version);
    hs_json_end_object(json);
    hs_json_key(json, "edits");
    hs_json_begin_array(json);
}

static void end_edit(const hs_view *view, hs_json_writer *json)
{
    hs_json_end_array(json);
    hs_json_end_object(json);
    if (view->abilities.document_changes)
        hs_json_end_array(json);
    hs_json_end_object(json);
}

/* The text inside the marks that end where `place` does; else `place` itself. */
static hs_span inside_marks(const hs_block *block, hs_place place)
{
    for (size_t i = 0; i < block->quotation_count; i++) {
        const hs_quotation *quotation = &block->quotations[i];
        if (quotation->span.end == place.span.end && !quotation->unclosed)
            return quotation->inside;
    }
    return place.span;
}

/* “It will stand.” becomes “It will stand,” said NAME. */
static void write_attribution(const hs_fix *fix, hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    const hs_quote *quote = &annotations->items[fix->finding->annotation].quote;
    hs_place place = quote->content[quote->content_count - 1];
    hs_str text = annotations->blocks->entries[place.block].block->text;
    hs_span inside = inside_marks(annotations->blocks->entries[place.block].block, place);
    char last = inside.end > inside.start ? text.bytes[inside.end - 1] : ' ';
    bool sentence_ends = last == '.' || last == '!' || last == '?';
    hs_buffer words = {0};
    hs_buffer_printf(&words, "%s said %.*s%s", sentence_ends || last == ',' ? "" : ",",
                     HS_STR_ARGS(fix->name), sentence_ends ? "." : "");
    uint32_t end = hs_view_span(view, place).end;
    if (last == '.') {
        hs_place stop = {place.block, {inside.end - 1, inside.end}};
        write_text_edit(view, json, hs_view_span(view, stop), HS_STR(","));
    }
    write_text_edit(view, json, (hs_span){end, end}, hs_buffer_str(&words));
    hs_buffer_finish(&words);
}

/* The words that differ, each replaced by the source's. */
static void write_wording(const hs_fix *fix, hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    const hs_annotation *annotation = &annotations->items[fix->finding->annotation];
    const hs_checked *checked = hs_checks_find(view->snapshot->checks, annotation->id);
    hs_place places[HS_CHECK_PLACES_MAX];
    size_t count = hs_check_places(annotations, annotation, places, HS_CHECK_PLACES_MAX);
    if (!checked || checked->answer.count == 0)
        return;
    const hs_evidence *evidence = &checked->answer.evidence[0];
    for (size_t i = 0; i < evidence->repair_count; i++) {
        const hs_repair *repair = &evidence->repairs[i];
        hs_place place = hs_check_place(checked, places, count, repair->span);
        if (place.span.end > 0 || !hs_place_none(place))
            write_text_edit(view, json, hs_view_span(view, place), repair->text);
    }
}

/* At the end of the block, where a comment means nothing to Markdown and HTML. */
static void write_comment(const hs_fix *fix, hs_view *view, hs_json_writer *json)
{
    const hs_block_list *blocks = hs_snapshot_blocks(view->snapshot);
    size_t block;
    uint32_t offset;
    hs_buffer comment = {0};
    if (!hs_block_list_find(blocks, fix->finding->source.start, &block, &offset))
        return;
    const hs_block_entry *entry = &blocks->entries[block];
    uint32_t end =
        hs_block_source_span(entry, (hs_span){0, (uint32_t)entry->block->text.length}).end;
    hs_buffer_printf(&comment, " <!-- hearsay-ignore %s -->", hs_rules[fix->finding->rule].code);
    write_text_edit(view, json, (hs_span){end, end}, hs_buffer_str(&comment));
    hs_buffer_finish(&comment);
}

/* The array or object under a key, made when it is not there; NULL when something else is. */
static json_t *member(json_t *root, const char *key, json_t *empty)
{
    json_t *found = json_object_get(root, key);
    if (!found) {
        json_object_set_new(root, key, empty);
        return empty;
    }
    bool same = json_typeof(found) == json_typeof(empty);
    json_decref(empty);
    return same ? found : NULL;
}

static bool change_configuration(const hs_fix *fix, json_t *root)
{
    const char *code = hs_rules[fix->finding->rule].code;
    if (fix->kind == HS_FIX_IGNORE_RULE) {
        json_t *rules = member(root, "rules", json_object());
        return rules && json_object_set_new(rules, code, json_string("off")) == 0;
    }
    char id[17];
    hs_annotation_id_text(fix->finding->id, id);
    json_t *ignore = member(root, "ignore", json_array());
    return ignore && json_array_append_new(
                         ignore, json_pack("{s:s, s:s}", "rule", code, "annotation", id)) == 0;
}

/* The new content of a configuration file whose present content is `old` (empty: none);
 * malloc'd, NULL when it is not a JSON object. */
static char *new_configuration(const hs_fix *fix, hs_str old)
{
    json_t *root = old.length > 0 ? json_loadb(old.bytes, old.length, 0, NULL) : json_object();
    char *text = NULL;
    if (json_is_object(root) && change_configuration(fix, root))
        text = json_dumps(root, JSON_INDENT(4) | hs_json_reals(root));
    json_decref(root);
    return text;
}

static void write_file_edits(hs_json_writer *json, hs_str old, const char *text)
{
    hs_line_index lines;
    hs_line_index_init(&lines, old);
    hs_position end = hs_line_index_position(&lines, old, HS_ENCODING_UTF8, (uint32_t)old.length);
    hs_line_index_finish(&lines);
    hs_json_begin_array(json);
    hs_json_begin_object(json);
    hs_json_key(json, "range");
    hs_json_begin_object(json);
    hs_json_key(json, "start");
    hs_json_write_position(json, (hs_position){0, 0});
    hs_json_key(json, "end"); /* past the last line: the end of the text */
    hs_json_write_position(json, (hs_position){end.line + 1, 0});
    hs_json_end_object(json);
    hs_buffer content = {0};
    hs_buffer_printf(&content, "%s\n", text);
    hs_json_member_string(json, "newText", hs_buffer_str(&content));
    hs_buffer_finish(&content);
    hs_json_end_object(json);
    hs_json_end_array(json);
}

/* With `create`, the file comes first; that needs documentChanges. */
static void write_file_edit(const hs_view *view, hs_json_writer *json, hs_str uri, bool create,
                            hs_str old, const char *text)
{
    hs_json_begin_object(json);
    if (!view->abilities.document_changes) {
        hs_json_key(json, "changes");
        hs_json_begin_object(json);
        hs_json_key_string(json, uri);
        write_file_edits(json, old, text);
        hs_json_end_object(json);
        hs_json_end_object(json);
        return;
    }
    hs_json_key(json, "documentChanges");
    hs_json_begin_array(json);
    if (create) {
        hs_json_begin_object(json);
        hs_json_member_text(json, "kind", "create");
        hs_json_member_string(json, "uri", uri);
        hs_json_end_object(json);
    }
    hs_json_begin_object(json);
    hs_json_key(json, "textDocument");
    hs_json_begin_object(json);
    hs_json_member_string(json, "uri", uri);
    hs_json_member_null(json, "version");
    hs_json_end_object(json);
    hs_json_key(json, "edits");
    write_file_edits(json, old, text);
    hs_json_end_object(json);
    hs_json_end_array(json);
    hs_json_end_object(json);
}

static bool write_configuration_edit(const hs_fix *fix, const hs_view *view,
                                     const hs_open_document *open, hs_json_writer *json)
{
    bool exists, can_create = view->abilities.create_files && view->abilities.document_changes;
    char *path = hs_configuration_file_for(open, &exists);
    hs_buffer old = {0}, uri = {0};
    char *text = NULL;
    if (path && (exists ? hs_file_read(path, HS_CONFIG_FILE_BYTES_LIMIT, &old, NULL) : can_create))
        text = new_configuration(fix, hs_buffer_str(&old));
    if (text) {
        hs_uri_from_path(&uri, path);
        write_file_edit(view, json, hs_buffer_str(&uri), !exists, hs_buffer_str(&old), text);
    }
    bool written = text;
    free(text);
    free(path);
    hs_buffer_finish(&old);
    hs_buffer_finish(&uri);
    return written;
}

bool hs_fix_write_edit(const hs_fix *fix, hs_view *view, const hs_open_document *open,
                       hs_json_writer *json)
{
    bool in_text = fix->kind == HS_FIX_ATTRIBUTE || fix->kind == HS_FIX_SOURCE_WORDING ||
                   (fix->kind == HS_FIX_IGNORE_HERE && open->document.markup != HS_MARKUP_PLAIN);
    if (!in_text)
        return write_configuration_edit(fix, view, open, json);
    begin_edit(view, json);
    if (fix->kind == HS_FIX_ATTRIBUTE)
        write_attribution(fix, view, json);
    else if (fix->kind == HS_FIX_SOURCE_WORDING)
        write_wording(fix, view, json);
    else
        write_comment(fix, view, json);
    end_edit(view, json);
    return true;
}
