/* Who accuses whom: parties as nodes, accusations between two as one edge, and its drawings.
 *
 * Filled by adding accusations; parties are told apart by name, and those of several documents
 * with one name are one. Drawings show the most involved parties, at most HS_GRAPH_SHOWN of them,
 * and depend on nothing but the graph. Texts are escaped. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/str.h"

enum {
    HS_GRAPH_SHOWN = 36,
    HS_GRAPH_PARTIES_MAX = 20000, /* further ones are left out */
};

typedef enum hs_graph_party {
    HS_GRAPH_NAMED,
    HS_GRAPH_AUTHOR, /* the text's own voice */
    HS_GRAPH_UNKNOWN,
} hs_graph_party;

typedef struct hs_graph_node {
    hs_graph_party party;
    char *name;         /* owned; "" unless named */
    size_t accusations; /* made and received */
} hs_graph_node;

typedef struct hs_graph_edge {
    size_t from, to; /* nodes */
    size_t count;
    size_t answered;
} hs_graph_edge;

typedef struct hs_graph {
    HS_ARRAY(hs_graph_node) nodes;
    HS_ARRAY(hs_graph_edge) edges;
    hs_map numbers; /* of nodes by name and of edges by their ends, plus one */
} hs_graph;         /* zero-initialised = empty */

void hs_graph_finish(hs_graph *graph);

/* The node of a party, new or not; `name` counts for named ones alone. SIZE_MAX when full. */
size_t hs_graph_node_of(hs_graph *graph, hs_graph_party party, hs_str name);

void hs_graph_add(hs_graph *graph, size_t from, size_t to, bool answered);

/* "the text itself", "somebody unnamed", or the name. */
const char *hs_graph_label(const hs_graph_node *node);

/* The nodes that a drawing shows, the most involved first: at most HS_GRAPH_SHOWN. */
size_t hs_graph_shown(const hs_graph *graph, size_t shown[HS_GRAPH_SHOWN]);

/* A <figure> with a picture and its caption for a page's body; hs_graph_style holds the rules that
 * it needs in the page's <style>, with colours for light and dark, beside --paper and --faint.
 * Nothing is written for a graph without edges. */
void hs_graph_write_figure(const hs_graph *graph, hs_buffer *out);
extern const char hs_graph_style[];

/* Graphviz. */
void hs_graph_write_dot(const hs_graph *graph, hs_buffer *out);
