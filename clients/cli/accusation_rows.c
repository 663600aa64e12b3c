/* From annotations to rows: names, lines and words taken out of the daemon's JSON, which is checked
 * field by field. Each pair of accuser and accused becomes an edge of the graph.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/accusations.h"
#include "cli/json_text.h"

static size_t node_of(hs_graph *graph, const json_t *party)
{
    if (json_is_true(json_object_get(party, "author")))
        return hs_graph_node_of(graph, HS_GRAPH_AUTHOR, (hs_str){"", 0});
    const char *name = hs_json_text(party, "name");
    return hs_graph_node_of(graph, name[0] ? HS_GRAPH_NAMED : HS_GRAPH_UNKNOWN, hs_str_from(name));
}

static const char *shown(const json_t *party)
{
    if (json_is_true(json_object_get(party, "author")))
        return "the text itself";
    const char *name = hs_json_text(party, "name");
    return name[0] ? name : "somebody unnamed";
}

/* The bytes of a span, line ends as spaces; nothing when the span does not fit the text. */
static void append_span(hs_buffer *out, hs_str text, const json_t *span)
{
    json_int_t start = json_integer_value(json_object_get(span, "start"));
    json_int_t end = json_integer_value(json_object_get(span, "end"));
    if (start < 0 || end <= start || (size_t)end > text.length)
        return;
    for (size_t i = (size_t)start; i < (size_t)end; i++)
        hs_buffer_append_byte(out,
                              text.bytes[i] == '\n' || text.bytes[i] == '\r' ? ' ' : text.bytes[i]);
}

/* A document whose accusations are taken. */
typedef struct source {
    const char *path;
    hs_str text;
    hs_map answers;    /* id -> annotation */
    size_t byte, line; /* a place, and the line that it lies in: most are asked for in order */
} source;

static size_t line_at(source *from, size_t byte)
{
    if (byte < from->byte)
        from->byte = 0, from->line = 1;
    for (; from->byte < byte && from->byte < from->text.length; from->byte++)
        from->line += from->text.bytes[from->byte] == '\n';
    return from->line;
}

static size_t line_of(source *from, const json_t *accusation)
{
    const json_t *cue = json_object_get(accusation, "cue");
    const json_t *charge = json_object_get(accusation, "charge");
    json_int_t start = json_integer_value(json_object_get(charge, "start"));
    if (json_is_object(cue) && json_integer_value(json_object_get(cue, "start")) < start)
        start = json_integer_value(json_object_get(cue, "start"));
    return line_at(from, start > 0 ? (size_t)start : 0);
}

static void take_answers(hs_accusation_row *row, const source *from, const json_t *accusation)
{
    hs_buffer line = {0};
    size_t index;
    json_t *id;
    row->answer_list = json_array();
    json_array_foreach(json_object_get(accusation, "answers"), index, id)
    {
        const char *name = json_string_value(id);
        const json_t *answer = name ? hs_map_get(&from->answers, hs_str_from(name)) : NULL;
        if (!answer)
            continue;
        hs_buffer words = {0};
        append_span(&words, from->text, json_object_get(answer, "text"));
        hs_buffer_append_byte(&words, '\0');
        hs_buffer_printf(&line, "%s%s by %s: %s", line.length ? "; " : "",
                         hs_json_text(answer, "answer"), shown(json_object_get(answer, "by")),
                         words.bytes);
        json_array_append_new(row->answer_list,
                              json_pack("{s:s,s:s,s:s}", "kind", hs_json_text(answer, "answer"),
                                        "by", shown(json_object_get(answer, "by")), "text",
                                        words.bytes));
        hs_buffer_finish(&words);
    }
    hs_buffer_append_byte(&line, '\0');
    row->answers = hs_buffer_take(&line);
}

static void take_accused(hs_accusation_rows *rows, hs_accusation_row *row, size_t from,
                         const json_t *accused)
{
    hs_buffer names = {0};
    size_t index;
    json_t *party;
    bool answered = row->answers[0] != '\0';
    row->accused_names = json_array();
    json_array_foreach(accused, index, party)
    {
        hs_buffer_printf(&names, "%s%s", names.length ? ", " : "", shown(party));
        json_array_append_new(row->accused_names, json_string(shown(party)));
        hs_graph_add(&rows->graph, from, node_of(&rows->graph, party), answered);
    }
    if (names.length == 0) {
        hs_buffer_append_text(&names, "nobody named");
        hs_graph_add(&rows->graph, from, node_of(&rows->graph, NULL), answered);
    }
    hs_buffer_append_byte(&names, '\0');
    row->accused = hs_buffer_take(&names);
}

static void add_row(hs_accusation_rows *rows, source *from, const json_t *accusation)
{
    const json_t *accuser = json_object_get(accusation, "accuser");
    hs_buffer charge = {0};
    append_span(&charge, from->text, json_object_get(accusation, "charge"));
    if (charge.length == 0)
        append_span(&charge, from->text, json_object_get(accusation, "cue"));
    hs_buffer_append_byte(&charge, '\0');
    hs_accusation_row row = {
        .path = strdup(from->path),
        .line = line_of(from, accusation),
        .accuser = strdup(shown(accuser)),
        .charge = hs_buffer_take(&charge),
        .explicit_form = strcmp(hs_json_text(accusation, "form"), "explicit") == 0,
        .confidence = json_number_value(json_object_get(accusation, "confidence")),
    };
    take_answers(&row, from, accusation);
    take_accused(rows, &row, node_of(&rows->graph, accuser),
                 json_object_get(accusation, "accused"));
    *hs_array_push(&rows->items) = row;
}

void hs_accusation_rows_add(hs_accusation_rows *rows, const char *path, hs_str text,
                            const json_t *annotations)
{
    source from = {.path = path, .text = text, .line = 1};
    size_t index;
    json_t *annotation;
    json_array_foreach(annotations, index, annotation)
    {
        hs_str id = hs_str_from(hs_json_text(annotation, "id"));
        if (id.length > 0 && strcmp(hs_json_text(annotation, "kind"), "answer") == 0)
            hs_map_set(&from.answers, id, annotation);
    }
    json_array_foreach(annotations, index, annotation)
    {
        if (strcmp(hs_json_text(annotation, "kind"), "accusation") == 0)
            add_row(rows, &from, annotation);
    }
    hs_map_finish(&from.answers);
}

void hs_accusation_rows_finish(hs_accusation_rows *rows)
{
    for (size_t i = 0; i < rows->items.count; i++) {
        hs_accusation_row *row = &rows->items.items[i];
        free(row->path);
        free(row->accuser);
        free(row->accused);
        free(row->charge);
        free(row->answers);
        json_decref(row->accused_names);
        json_decref(row->answer_list);
    }
    hs_array_finish(&rows->items);
    hs_graph_finish(&rows->graph);
}
