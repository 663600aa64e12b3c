/*
 * Maximum spanning arborescence. The best head of each word is taken first; where that leaves
 * several roots, the one root that loses least by it. Only where either leaves a cycle does the
 * contraction algorithm run; where that has several roots too, once more, with arcs from the root
 * made so dear that it uses just one, which takes many more contractions.
 */

#include "language/tree.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum { NODES = HS_TREE_WORDS_MAX + 1 };

static const float root_penalty = 1e5f;

static uint32_t best_heads(const float *scores, uint32_t n, uint32_t stride, uint32_t *heads)
{
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; d++) {
        const float *row = scores + (size_t)d * stride;
        uint32_t best = 0;
        float most = row[0];
        for (uint32_t h = 1; h <= n; h++)
            if (__builtin_expect(row[h] > most, false) && h != d + 1) {
                most = row[h];
                best = h;
            }
        heads[d] = best;
        roots += best == 0;
    }
    return roots;
}

/* Of all ways to have one root, cycles allowed, the best: no tree with one root can be better. */
static void best_heads_of_one_root(const float *scores, uint32_t n, uint32_t stride,
                                   uint32_t *heads)
{
    uint32_t root = 0;
    float gain = 0;
    for (uint32_t d = 0; d < n; d++) {
        const float *row = scores + (size_t)d * stride;
        uint32_t best = d == 0 ? 2 : 1;
        for (uint32_t h = best + 1; h <= n; h++)
            if (h != d + 1 && row[h] > row[best])
                best = h;
        heads[d] = best;
        if (d == 0 || row[0] - row[best] > gain) {
            gain = row[0] - row[best];
            root = d;
        }
    }
    heads[root] = 0;
}

/* Whether every word reaches the root. */
static bool is_tree(const uint32_t *heads, uint32_t n)
{
    uint8_t state[NODES] = {2}; /* 0 unseen, 1 on the path, 2 reaches the root */
    for (uint32_t start = 1; start <= n; start++) {
        uint32_t at = start;
        while (state[at] == 0) {
            state[at] = 1;
            at = heads[at - 1];
        }
        if (state[at] == 1)
            return false;
        for (at = start; state[at] == 1; at = heads[at - 1])
            state[at] = 2;
    }
    return true;
}

/* An arc of the contracted graph and the arc between words that it stands for. */
struct arc {
    float weight;
    uint8_t from;
    uint8_t to;
};

struct member {
    uint64_t words[3]; /* the set of words merged into it */
    struct arc arc;    /* its best entering arc when the cycle was contracted */
};

struct cycle {
    uint16_t first_member;
    uint16_t member_count;
};

/* The graph under contraction: merged nodes live on in the node of their cycle's first member. */
struct graph {
    uint32_t node_count;
    struct arc arcs[NODES * NODES]; /* by `to`, then by `from`: an arc's rivals stand together */
    uint64_t words[NODES][3];
    bool alive[NODES];
    uint8_t best[NODES];
    struct cycle cycles[NODES];
    struct member members[2 * NODES];
    uint16_t cycle_count;
    uint16_t member_count;
};

static struct arc *arc_at(struct graph *graph, uint32_t from, uint32_t to)
{
    return &graph->arcs[to * graph->node_count + from];
}

static void graph_fill(struct graph *graph, const float *scores, uint32_t n, uint32_t stride,
                       float penalty)
{
    graph->node_count = n + 1;
    graph->cycle_count = graph->member_count = 0;
    memset(graph->words, 0, graph->node_count * sizeof graph->words[0]);
    for (uint32_t node = 0; node <= n; node++) {
        graph->alive[node] = true;
        graph->words[node][node / 64] |= (uint64_t)1 << (node % 64);
    }
    for (uint32_t d = 1; d <= n; d++)
        for (uint32_t h = 0; h <= n; h++) {
            float weight = scores[(size_t)(d - 1) * stride + h] - (h == 0 ? penalty : 0);
            *arc_at(graph, h, d) = (struct arc){weight, (uint8_t)h, (uint8_t)d};
        }
}

static void choose_best(struct graph *graph, uint32_t d)
{
    const struct arc *arcs = arc_at(graph, 0, d);
    uint32_t best = 0;
    for (uint32_t h = 1; h < graph->node_count; h++)
        if (graph->alive[h] && h != d && arcs[h].weight > arcs[best].weight)
            best = h;
    graph->best[d] = (uint8_t)best;
}

/* A node on a cycle of best arcs, or 0. */
static uint32_t find_cycle(const struct graph *graph)
{
    uint8_t seen[NODES] = {0};
    for (uint32_t start = 1; start < graph->node_count; start++) {
        if (!graph->alive[start])
            continue;
        uint32_t at = start;
        while (at != 0 && seen[at] == 0) {
            seen[at] = (uint8_t)start;
            at = graph->best[at];
        }
        if (at != 0 && seen[at] == start)
            return at;
    }
    return 0;
}

static void merge_outside(struct graph *graph, uint32_t into, const bool *inside, uint32_t node)
{
    struct arc in = {-4 * root_penalty, 0, 0};
    struct arc out = in;
    for (uint32_t member = 1; member < graph->node_count; member++) {
        if (!inside[member])
            continue;
        struct arc arc = *arc_at(graph, node, member);
        arc.weight -= arc_at(graph, graph->best[member], member)->weight;
        if (arc.weight > in.weight)
            in = arc;
        if (node != 0 && arc_at(graph, member, node)->weight > out.weight)
            out = *arc_at(graph, member, node);
    }
    *arc_at(graph, node, into) = in;
    *arc_at(graph, into, node) = out;
}

static void contract(struct graph *graph, uint32_t start)
{
    bool inside[NODES] = {false};
    struct cycle *cycle = &graph->cycles[graph->cycle_count++];
    *cycle = (struct cycle){graph->member_count, 0};
    uint32_t at = start;
    do {
        struct member *member = &graph->members[graph->member_count++];
        cycle->member_count++;
        memcpy(member->words, graph->words[at], sizeof member->words);
        member->arc = *arc_at(graph, graph->best[at], at);
        inside[at] = true;
        at = graph->best[at];
    } while (at != start);
    for (uint32_t node = 0; node < graph->node_count; node++)
        if (graph->alive[node] && !inside[node])
            merge_outside(graph, start, inside, node);
    for (uint32_t node = 1; node < graph->node_count; node++) {
        if (!inside[node] && inside[graph->best[node]])
            graph->best[node] = (uint8_t)start; /* its best arc now comes from the merged node */
        if (!inside[node] || node == start)
            continue;
        graph->alive[node] = false;
        for (int i = 0; i < 3; i++)
            graph->words[start][i] |= graph->words[node][i];
    }
    choose_best(graph, start);
}

static bool has_word(const uint64_t *words, uint32_t word)
{
    return words[word / 64] >> (word % 64) & 1;
}

/* Opens a cycle: the member that an outer arc enters keeps that arc, the others their own. */
static void expand(const struct graph *graph, const struct cycle *cycle, uint32_t *heads)
{
    const struct member *members = &graph->members[cycle->first_member];
    uint32_t entered = 0;
    for (uint32_t i = 0; i < cycle->member_count; i++)
        for (uint32_t word = 1; word < graph->node_count; word++)
            if (has_word(members[i].words, word) && heads[word - 1] != UINT32_MAX)
                entered = i;
    for (uint32_t i = 0; i < cycle->member_count; i++)
        if (i != entered)
            heads[members[i].arc.to - 1] = members[i].arc.from;
}

/* Returns how many roots it takes; a penalty is what each costs. */
static uint32_t decode_by_contraction(const float *scores, uint32_t n, uint32_t stride,
                                      float penalty, uint32_t *heads)
{
    struct graph graph;
    graph_fill(&graph, scores, n, stride, penalty);
    for (uint32_t d = 1; d <= n; d++)
        choose_best(&graph, d);
    for (uint32_t start; (start = find_cycle(&graph)) != 0;)
        contract(&graph, start);
    for (uint32_t d = 0; d < n; d++)
        heads[d] = UINT32_MAX;
    for (uint32_t d = 1; d <= n; d++)
        if (graph.alive[d]) {
            struct arc arc = *arc_at(&graph, graph.best[d], d);
            heads[arc.to - 1] = arc.from;
        }
    while (graph.cycle_count > 0)
        expand(&graph, &graph.cycles[--graph.cycle_count], heads);
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; d++)
        roots += heads[d] == 0;
    return roots;
}

void hs_tree_decode(const float *scores, uint32_t n, uint32_t stride, uint32_t *heads)
{
    assert(n > 0 && n <= HS_TREE_WORDS_MAX && stride > n);
    uint32_t roots = best_heads(scores, n, stride, heads);
    if (roots > 1)
        best_heads_of_one_root(scores, n, stride, heads);
    if (roots > 0 && is_tree(heads, n))
        return;
    if (roots > 1 || decode_by_contraction(scores, n, stride, 0, heads) > 1)
        decode_by_contraction(scores, n, stride, root_penalty, heads);
}
