/* Drawing the graph: parties on a circle, neighbours in it near each other, accusations as arrows
 * that bend towards the middle. Thick arrows stand for many; red ones have an accusation in them
 * that nobody answered.
 */
#include "cli/graph.h"

#include <math.h>
#include <stdint.h>

enum { LABEL_LENGTH = 30, LABEL_ROOM = 190, CENTRE_LEAST = 130, PER_PARTY = 9, NODE_SIZE = 5 };

const char hs_graph_style[] =
    "figure { margin: 0 0 1rem; break-inside: avoid; }\n"
    "figcaption { font: .8125rem/1.5 system-ui, sans-serif; color: var(--faint); }\n"
    ".graph { display: block; width: 100%; height: auto; max-width: 60rem; margin: 1rem auto; }\n"
    "@media screen and (max-width: 40rem) { .scroll { overflow-x: auto; }\n"
    "  .scroll .graph { min-width: 36rem; } }\n"
    ".graph text { font: 13px sans-serif; fill: currentColor; }\n"
    ".graph .party { fill: #5b6b7b; }\n.graph .unnamed { fill: var(--paper); stroke: #5b6b7b; }\n"
    ".graph .accuses { fill: none; stroke: #b3382c; }\n"
    ".graph .answered { stroke: #3f7d5a; stroke-dasharray: 5 4; }\n"
    ".graph .tip { fill: #b3382c; stroke: none; }\n.graph .answered-tip { fill: #3f7d5a; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  .graph .party { fill: #a8b6c4; }\n  .graph .unnamed { stroke: #a8b6c4; }\n"
    "  .graph .accuses { stroke: #ef7f72; }\n  .graph .answered { stroke: #7cc79b; }\n"
    "  .graph .tip { fill: #ef7f72; }\n  .graph .answered-tip { fill: #7cc79b; } }\n";

typedef struct drawing {
    const hs_graph *graph;
    hs_buffer *out;
    size_t shown[HS_GRAPH_SHOWN]; /* in the circle's order */
    size_t count;
    double centre_x, centre_y, radius;
} drawing;

static size_t between(const hs_graph *graph, size_t a, size_t b)
{
    size_t sum = 0;
    for (size_t i = 0; i < graph->edges.count; i++) {
        const hs_graph_edge *edge = &graph->edges.items[i];
        if ((edge->from == a && edge->to == b) || (edge->from == b && edge->to == a))
            sum += edge->count;
    }
    return sum;
}

/* Each place of the circle goes to whoever has most to do with the one before it. */
static void arrange(drawing *d)
{
    for (size_t i = 1; i < d->count; i++) {
        size_t best = i, most = 0;
        for (size_t k = i; k < d->count; k++) {
            size_t sum = between(d->graph, d->shown[i - 1], d->shown[k]);
            if (sum > most) {
                most = sum;
                best = k;
            }
        }
        size_t next = d->shown[best];
        for (size_t k = best; k > i; k--) /* the others keep their order */
            d->shown[k] = d->shown[k - 1];
        d->shown[i] = next;
    }
}

static double angle_of(const drawing *d, size_t place)
{
    return 2 * 3.14159265358979 * (double)place / (double)d->count - 3.14159265358979 / 2;
}

static void append_escaped(hs_buffer *out, const char *text, size_t most)
{
    size_t points = 0;
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        points += (byte & 0xc0) != 0x80;
        if (points > most) {
            hs_buffer_append_text(out, "\xe2\x80\xa6");
            return;
        }
        if (byte == '&')
            hs_buffer_append_text(out, "&amp;");
        else if (byte == '<')
            hs_buffer_append_text(out, "&lt;");
        else if (byte == '>')
            hs_buffer_append_text(out, "&gt;");
        else if (byte == '"')
            hs_buffer_append_text(out, "&quot;");
        else
            hs_buffer_append_byte(out, byte < 0x20 || byte == 0x7f ? ' ' : *at);
    }
}

static size_t place_of(const drawing *d, size_t node)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->shown[i] == node)
            return i;
    return SIZE_MAX;
}

static void write_title(drawing *d, const hs_graph_edge *edge)
{
    hs_buffer_append_text(d->out, "<title>");
    append_escaped(d->out, hs_graph_label(&d->graph->nodes.items[edge->from]), SIZE_MAX);
    hs_buffer_append_text(d->out, " against ");
    append_escaped(d->out, hs_graph_label(&d->graph->nodes.items[edge->to]), SIZE_MAX);
    hs_buffer_printf(d->out, ": %zu, answered: %zu</title>", edge->count, edge->answered);
}

/* The arrow's head at (x, y), pointing along (dx, dy), of length 1. */
static void write_tip(drawing *d, double x, double y, double dx, double dy, bool answered)
{
    double back_x = x - 9 * dx, back_y = y - 9 * dy;
    hs_buffer_printf(d->out, "<path class=\"tip%s\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>",
                     answered ? " answered-tip" : "", x, y, back_x - 4 * dy, back_y + 4 * dx,
                     back_x + 4 * dy, back_y - 4 * dx);
}

/* A party that accuses itself: a loop outside the circle. */
static void write_loop(drawing *d, const hs_graph_edge *edge, double angle, bool answered)
{
    double x = d->centre_x + d->radius * cos(angle), y = d->centre_y + d->radius * sin(angle);
    double in_x = x - 26 * cos(angle), in_y = y - 26 * sin(angle);
    hs_buffer_printf(d->out, "<g><circle class=\"accuses%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"20\"/>",
                     answered ? " answered" : "", in_x, in_y);
    write_title(d, edge);
    hs_buffer_append_text(d->out, "</g>\n");
}

static void write_edge(drawing *d, const hs_graph_edge *edge)
{
    size_t from = place_of(d, edge->from), to = place_of(d, edge->to);
    if (from == SIZE_MAX || to == SIZE_MAX)
        return;
    bool answered = edge->answered >= edge->count;
    double a = angle_of(d, from), b = angle_of(d, to);
    if (from == to) {
        write_loop(d, edge, a, answered);
        return;
    }
    double x0 = d->centre_x + d->radius * cos(a), y0 = d->centre_y + d->radius * sin(a);
    double x1 = d->centre_x + d->radius * cos(b), y1 = d->centre_y + d->radius * sin(b);
    /* Bent towards the middle, and to the arrow's right so that two that answer each other part. */
    double apart = hypot(x1 - x0, y1 - y0) / (2 * d->radius);
    double pull = 0.2 + 0.4 * apart, rest = (1 - pull) / 2;
    double cx = pull * d->centre_x + rest * (x0 + x1) - 0.08 * (y1 - y0);
    double cy = pull * d->centre_y + rest * (y0 + y1) + 0.08 * (x1 - x0);
    double dx = x1 - cx, dy = y1 - cy, length = sqrt(dx * dx + dy * dy) + 1e-9;
    double tip_x = x1 - (NODE_SIZE + 2) * dx / length, tip_y = y1 - (NODE_SIZE + 2) * dy / length;
    double width = 1 + 1.2 * log((double)edge->count);
    hs_buffer_printf(d->out,
                     "<g><path class=\"accuses%s\" stroke-width=\"%.1f\" "
                     "d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\">",
                     answered ? " answered" : "", width > 6 ? 6 : width, x0, y0, cx, cy,
                     tip_x - 6 * dx / length, tip_y - 6 * dy / length);
    write_title(d, edge);
    hs_buffer_append_text(d->out, "</path>");
    write_tip(d, tip_x, tip_y, dx / length, dy / length, answered);
    hs_buffer_append_text(d->out, "</g>\n");
}

static void write_node(drawing *d, size_t place)
{
    const hs_graph_node *node = &d->graph->nodes.items[d->shown[place]];
    double angle = angle_of(d, place), across = cos(angle), down = sin(angle);
    double x = d->centre_x + d->radius * across, y = d->centre_y + d->radius * down;
    const char *anchor = across > 0.15 ? "start" : across < -0.15 ? "end" : "middle";
    double away = across > 0.15 || across < -0.15 ? 12 : 20;
    hs_buffer_printf(d->out, "<g><circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>",
                     node->party == HS_GRAPH_NAMED ? "party" : "unnamed", x, y, NODE_SIZE);
    hs_buffer_printf(d->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>", x + away * across,
                     y + away * down + 4, anchor,
                     node->party == HS_GRAPH_NAMED ? "" : " font-style=\"italic\"");
    append_escaped(d->out, hs_graph_label(node), LABEL_LENGTH);
    hs_buffer_append_text(d->out, "</text><title>");
    append_escaped(d->out, hs_graph_label(node), SIZE_MAX);
    hs_buffer_append_text(d->out, "</title></g>\n");
}

static void write_svg(const hs_graph *graph, hs_buffer *out)
{
    drawing d = {.graph = graph, .out = out};
    d.count = hs_graph_shown(graph, d.shown);
    arrange(&d);
    d.radius = CENTRE_LEAST + PER_PARTY * (double)d.count * 0.6;
    d.centre_x = d.radius + LABEL_ROOM + 20;
    d.centre_y = d.radius + 40;
    hs_buffer_printf(out,
                     "<svg class=\"graph\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" "
                     "viewBox=\"0 0 %.0f %.0f\"><title>Who accuses whom</title>\n",
                     2 * d.centre_x, 2 * d.centre_y);
    for (size_t i = 0; i < graph->edges.count; i++)
        write_edge(&d, &graph->edges.items[i]);
    for (size_t i = 0; i < d.count; i++)
        write_node(&d, i);
    if (d.count < graph->nodes.count)
        hs_buffer_printf(out, "<text x=\"8\" y=\"%.0f\">and %zu more parties</text>\n",
                         2 * d.centre_y - 8, graph->nodes.count - d.count);
    hs_buffer_append_text(out, "</svg>\n");
}

void hs_graph_write_figure(const hs_graph *graph, hs_buffer *out)
{
    if (graph->edges.count == 0)
        return;
    hs_buffer_append_text(out, "<figure>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
                               "aria-label=\"Who accuses whom\">\n");
    write_svg(graph, out);
    hs_buffer_append_text(out,
                          "</div>\n<figcaption>An arrow leads from who accuses to who is accused: "
                          "red where an accusation is not answered in the text, green and dashed "
                          "where all are.</figcaption>\n</figure>\n");
}
