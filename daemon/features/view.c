/* Offsets to positions and back. A cursor remembers the line and column reached, so that a pass
 * over many spans counts each line's characters once. */
#include "features/view.h"

#include <string.h>

void hs_view_init(hs_view *view, const hs_snapshot *snapshot, const char *uri,
                  const hs_session_state *client)
{
    hs_view_init_plain(view, snapshot, client->encoding);
    view->uri = uri;
    view->abilities = client->abilities;
}

void hs_view_init_plain(hs_view *view, const hs_snapshot *snapshot, hs_encoding encoding)
{
    *view = (hs_view){
        .snapshot = snapshot,
        .encoding = encoding,
        .range = {0, (uint32_t)snapshot->text->length},
        .counter = {.text = hs_source_text_str(snapshot->text), .encoding = encoding},
    };
}

/* The line that holds an offset: near the cursor as a rule, by halving otherwise. */
static uint32_t find_line(const hs_line_index *lines, uint32_t from, uint32_t offset)
{
    size_t low = 0, high = lines->line_count;
    if (lines->line_starts[from] <= offset) {
        for (unsigned steps = 0; steps < 8; steps++, from++) {
            if (from + 1 == lines->line_count || lines->line_starts[from + 1] > offset)
                return from;
        }
        low = from;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

hs_position hs_view_position(hs_view *view, uint32_t offset)
{
    const hs_line_index *lines = &view->snapshot->text->lines;
    uint32_t line = find_line(lines, view->cursor_line, offset);
    if (line != view->cursor_line || offset < view->counter.byte) {
        view->counter.byte = lines->line_starts[line];
        view->counter.units = 0;
        view->cursor_line = line;
    }
    if (view->encoding == HS_ENCODING_UTF8)
        return (hs_position){line, offset - lines->line_starts[line]};
    return (hs_position){line, hs_unit_counter_advance(&view->counter, offset)};
}

hs_range hs_view_range(hs_view *view, hs_span span)
{
    hs_position start = hs_view_position(view, span.start);
    return (hs_range){start, hs_view_position(view, span.end)};
}

hs_span hs_view_span(const hs_view *view, hs_place place)
{
    return hs_block_source_span(&hs_snapshot_blocks(view->snapshot)->entries[place.block],
                                place.span);
}

uint32_t hs_view_offset(const hs_view *view, hs_position position)
{
    uint32_t offset;
    hs_line_index_offset(&view->snapshot->text->lines, hs_source_text_str(view->snapshot->text),
                         view->encoding, position, &offset);
    return offset;
}

void hs_json_write_position(hs_json_writer *json, hs_position position)
{
    hs_json_begin_object(json);
    hs_json_member_integer(json, "line", position.line);
    hs_json_member_integer(json, "character", position.character);
    hs_json_end_object(json);
}

void hs_view_write_range(hs_view *view, hs_json_writer *json, hs_span span)
{
    hs_range range = hs_view_range(view, span);
    hs_json_begin_object(json);
    hs_json_key(json, "start");
    hs_json_write_position(json, range.start);
    hs_json_key(json, "end");
    hs_json_write_position(json, range.end);
    hs_json_end_object(json);
}

void hs_view_write_member(hs_view *view, hs_json_writer *json, const char *key, hs_span span)
{
    hs_json_key(json, key);
    hs_view_write_range(view, json, span);
}

void hs_view_write_location(hs_view *view, hs_json_writer *json, hs_span span)
{
    hs_json_begin_object(json);
    hs_json_member_text(json, "uri", view->uri);
    hs_view_write_member(view, json, "range", span);
    hs_json_end_object(json);
}

hs_str hs_view_words(const hs_view *view, hs_place place)
{
    const hs_block *block = hs_snapshot_blocks(view->snapshot)->entries[place.block].block;
    return hs_str_slice(block->text, place.span.start, place.span.end);
}

hs_str hs_party_label(const hs_party *party)
{
    if (party->author)
        return HS_STR("the text itself");
    return party->known ? party->name : HS_STR("nobody named");
}

hs_str hs_view_role_beside(const hs_entity *entity, hs_str shown)
{
    size_t length = entity->role.length;
    if (shown.length < length)
        return entity->role;
    size_t start = shown.length - length;
    bool whole = start == 0 || shown.bytes[start - 1] == ' ';
    bool told =
        whole && hs_str_equal_ignoring_case(hs_str_slice(shown, start, shown.length), entity->role);
    return told ? HS_STR("") : entity->role;
}
