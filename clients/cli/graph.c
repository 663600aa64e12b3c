/* Gathering the graph, and its form for Graphviz. Drawing it is graph_svg.c's. */
#include "cli/graph.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void hs_graph_finish(hs_graph *graph)
{
    for (size_t i = 0; i < graph->nodes.count; i++)
        free(graph->nodes.items[i].name);
    hs_array_finish(&graph->nodes);
    hs_array_finish(&graph->edges);
    hs_map_finish(&graph->numbers);
}

static size_t number_of(const hs_graph *graph, hs_str key)
{
    return (size_t)(uintptr_t)hs_map_get(&graph->numbers, key) - 1; /* SIZE_MAX: none */
}

size_t hs_graph_node_of(hs_graph *graph, hs_graph_party party, hs_str name)
{
    hs_buffer key = {0};
    if (party != HS_GRAPH_NAMED)
        name = (hs_str){"", 0};
    hs_buffer_printf(&key, "%d ", (int)party);
    hs_buffer_append_str(&key, name);
    size_t number = number_of(graph, hs_buffer_str(&key));
    if (number == SIZE_MAX && graph->nodes.count < HS_GRAPH_PARTIES_MAX) {
        hs_graph_node *node = hs_array_push(&graph->nodes);
        *node = (hs_graph_node){.party = party, .name = hs_alloc(name.length + 1)};
        memcpy(node->name, name.bytes, name.length);
        node->name[name.length] = '\0';
        number = graph->nodes.count - 1;
        hs_map_set(&graph->numbers, hs_buffer_str(&key), (void *)(uintptr_t)(number + 1));
    }
    hs_buffer_finish(&key);
    return number;
}

void hs_graph_add(hs_graph *graph, size_t from, size_t to, bool answered)
{
    if (from == SIZE_MAX || to == SIZE_MAX)
        return;
    graph->nodes.items[from].accusations++;
    graph->nodes.items[to].accusations++;
    hs_buffer key = {0};
    hs_buffer_printf(&key, "%zu>%zu", from, to);
    size_t number = number_of(graph, hs_buffer_str(&key));
    if (number == SIZE_MAX) {
        *hs_array_push(&graph->edges) = (hs_graph_edge){.from = from, .to = to};
        number = graph->edges.count - 1;
        hs_map_set(&graph->numbers, hs_buffer_str(&key), (void *)(uintptr_t)(number + 1));
    }
    hs_buffer_finish(&key);
    graph->edges.items[number].count++;
    graph->edges.items[number].answered += answered;
}

const char *hs_graph_label(const hs_graph_node *node)
{
    return node->party == HS_GRAPH_AUTHOR    ? "the text itself"
           : node->party == HS_GRAPH_UNKNOWN ? "somebody unnamed"
                                             : node->name;
}

size_t hs_graph_shown(const hs_graph *graph, size_t shown[HS_GRAPH_SHOWN])
{
    size_t count = 0;
    for (size_t i = 0; i < graph->nodes.count; i++) {
        size_t at = count < HS_GRAPH_SHOWN ? count++ : HS_GRAPH_SHOWN;
        while (at > 0 &&
               graph->nodes.items[i].accusations > graph->nodes.items[shown[at - 1]].accusations) {
            if (at < HS_GRAPH_SHOWN)
                shown[at] = shown[at - 1];
            at--;
        }
        if (at < HS_GRAPH_SHOWN)
            shown[at] = i;
    }
    return count;
}

static void write_quoted(hs_buffer *out, const char *text)
{
    hs_buffer_append_byte(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            hs_buffer_append_byte(out, '\\');
        hs_buffer_append_byte(out, (unsigned char)*text < 0x20 ? ' ' : *text);
    }
    hs_buffer_append_byte(out, '"');
}

void hs_graph_write_dot(const hs_graph *graph, hs_buffer *out)
{
    hs_buffer_append_text(out, "digraph accusations {\n  rankdir=LR;\n  node [shape=box];\n");
    for (size_t i = 0; i < graph->nodes.count; i++) {
        hs_buffer_printf(out, "  p%zu [label=", i);
        write_quoted(out, hs_graph_label(&graph->nodes.items[i]));
        hs_buffer_append_text(
            out, graph->nodes.items[i].party == HS_GRAPH_NAMED ? "];\n" : ", style=dashed];\n");
    }
    for (size_t i = 0; i < graph->edges.count; i++) {
        const hs_graph_edge *edge = &graph->edges.items[i];
        hs_buffer_printf(out, "  p%zu -> p%zu [label=\"%zu\"%s];\n", edge->from, edge->to,
                         edge->count, edge->answered < edge->count ? ", color=firebrick" : "");
    }
    hs_buffer_append_text(out, "}\n");
}
