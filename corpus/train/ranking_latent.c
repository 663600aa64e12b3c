/* Texts become sparse rows of weighted stems; the subspace is multiplied by the matrix and its
 * transpose in turn and made orthonormal in between.
 */
#include "train/ranking_latent.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "evidence/ranking_model.h"
#include "evidence/ranking_text.h"

enum { ITERATIONS = 8, SPARE = 8, LEAST_TEXTS = 2 };

typedef struct stem_use {
    uint64_t stem;
    uint32_t text;
} stem_use;

typedef struct entry {
    uint32_t term;
    float weight;
} entry;

typedef struct corpus {
    HS_ARRAY(stem_use) uses; /* each stem once a text */
    HS_ARRAY(uint64_t) stems;
    HS_ARRAY(float) rarity;
    entry *entries; /* of text i: [starts[i], starts[i + 1]) */
    size_t *starts;
    uint32_t texts;
} corpus;

static int by_stem(const void *a, const void *b)
{
    const stem_use *x = a, *y = b;
    if (x->stem != y->stem)
        return x->stem < y->stem ? -1 : 1;
    return (x->text > y->text) - (x->text < y->text);
}

static void add_text(corpus *c, hs_str text, uint32_t number)
{
    hs_arena scratch = {0};
    hs_ranking_text read = hs_ranking_read(text, &scratch);
    for (uint32_t i = 0; i < read.count; i++)
        *hs_array_push(&c->uses) = (stem_use){read.terms[i].stem, number};
    hs_arena_finish(&scratch);
}

static void count_stems(corpus *c)
{
    qsort(c->uses.items, c->uses.count, sizeof *c->uses.items, by_stem);
    size_t kept = 0;
    for (size_t i = 0; i < c->uses.count; i++) {
        if (kept == 0 || by_stem(&c->uses.items[kept - 1], &c->uses.items[i]) != 0)
            c->uses.items[kept++] = c->uses.items[i];
    }
    c->uses.count = kept;
    for (size_t first = 0, end; first < kept; first = end) {
        for (end = first; end < kept && c->uses.items[end].stem == c->uses.items[first].stem;)
            end++;
        float texts = (float)(end - first);
        if (texts < LEAST_TEXTS)
            continue;
        *hs_array_push(&c->stems) = c->uses.items[first].stem;
        *hs_array_push(&c->rarity) = logf(1 + ((float)c->texts - texts + 0.5f) / (texts + 0.5f));
    }
}

static uint32_t term_of(const corpus *c, uint64_t stem)
{
    size_t low = 0, high = c->stems.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c->stems.items[middle] < stem)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->stems.count && c->stems.items[low] == stem ? (uint32_t)low : UINT32_MAX;
}

/* The rows, each of length one. */
static void build_matrix(corpus *c)
{
    c->starts = calloc(c->texts + 2, sizeof *c->starts);
    c->entries = calloc(c->uses.count + 1, sizeof *c->entries);
    for (size_t i = 0; i < c->uses.count; i++)
        c->starts[c->uses.items[i].text + 2] += term_of(c, c->uses.items[i].stem) != UINT32_MAX;
    for (uint32_t t = 2; t < c->texts + 2; t++)
        c->starts[t] += c->starts[t - 1];
    for (size_t i = 0; i < c->uses.count; i++) {
        uint32_t term = term_of(c, c->uses.items[i].stem);
        if (term != UINT32_MAX)
            c->entries[c->starts[c->uses.items[i].text + 1]++] =
                (entry){term, c->rarity.items[term]};
    }
    for (uint32_t t = 0; t < c->texts; t++) {
        float square = 0;
        for (size_t i = c->starts[t]; i < c->starts[t + 1]; i++)
            square += c->entries[i].weight * c->entries[i].weight;
        for (size_t i = c->starts[t]; i < c->starts[t + 1]; i++)
            c->entries[i].weight /= sqrtf(square);
    }
}

/* Gram and Schmidt, over the columns of terms × width. */
static void make_orthonormal(float *v, size_t terms, uint32_t width)
{
    for (uint32_t k = 0; k < width; k++) {
        for (uint32_t j = 0; j <= k; j++) {
            double dot = 0;
            for (size_t i = 0; i < terms; i++)
                dot += (double)v[i * width + j] * v[i * width + k];
            float by = j < k ? (float)dot : 1 - 1 / (float)sqrt(dot + 1e-30);
            for (size_t i = 0; i < terms; i++)
                v[i * width + k] -= by * v[i * width + (j < k ? j : k)];
        }
    }
}

static void multiply(const corpus *c, const float *v, float *out, uint32_t width)
{
    float row[HS_RANKING_LATENT_MAX + SPARE];
    memset(out, 0, c->stems.count * width * sizeof *out);
    for (uint32_t t = 0; t < c->texts; t++) {
        memset(row, 0, sizeof row);
        for (size_t i = c->starts[t]; i < c->starts[t + 1]; i++)
            for (uint32_t k = 0; k < width; k++)
                row[k] += c->entries[i].weight * v[c->entries[i].term * (size_t)width + k];
        for (size_t i = c->starts[t]; i < c->starts[t + 1]; i++)
            for (uint32_t k = 0; k < width; k++)
                out[c->entries[i].term * (size_t)width + k] += c->entries[i].weight * row[k];
    }
}

/* Vectors of the stems, terms × (width + SPARE). The caller frees. */
static float *find_subspace(const corpus *c, uint32_t width)
{
    uint32_t all = width + SPARE, state = 12345;
    size_t size = c->stems.count * all;
    float *v = calloc(size, sizeof *v), *next = calloc(size, sizeof *next);
    for (size_t i = 0; i < size; i++) {
        state = state * 1664525u + 1013904223u;
        v[i] = (float)(state >> 8) / (float)(1 << 23) - 1;
    }
    for (int i = 0; i < ITERATIONS; i++) {
        make_orthonormal(v, c->stems.count, all);
        multiply(c, v, next, all);
        float *swap = v;
        v = next;
        next = swap;
    }
    free(next);
    return v; /* columns scaled by their eigenvalues */
}

static void append_vectors(const corpus *c, const float *v, uint32_t width, hs_buffer *section)
{
    uint32_t all = width + SPARE;
    float column[HS_RANKING_LATENT_MAX];
    for (uint32_t k = 0; k < width; k++) {
        double square = 0;
        for (size_t i = 0; i < c->stems.count; i++)
            square += (double)v[i * all + k] * v[i * all + k];
        /* eigenvalue to the quarter: leading directions must not drown the others */
        column[k] = (float)pow(square + 1e-30, -0.5 + 0.125);
    }
    for (size_t i = 0; i < c->stems.count; i++) {
        float most = 1e-20f, scaled[HS_RANKING_LATENT_MAX];
        for (uint32_t k = 0; k < width; k++) {
            scaled[k] = v[i * all + k] * column[k];
            most = fabsf(scaled[k]) > most ? fabsf(scaled[k]) : most;
        }
        for (uint32_t k = 0; k < width; k++)
            hs_buffer_append_byte(section, (char)(int8_t)lrintf(scaled[k] / most * 127));
    }
}

void ranking_terms_build(const ranking_claims *claims, const ranking_lines *lines, uint32_t width,
                         hs_buffer *section)
{
    corpus c = {0};
    for (size_t i = 0; i < claims->count; i++, c.texts++) {
        add_text(&c, claims->items[i].claim, c.texts);
        add_text(&c, claims->items[i].title, c.texts);
    }
    for (size_t i = 0; i < lines->count; i++, c.texts++)
        add_text(&c, lines->items[i], c.texts);
    count_stems(&c);
    build_matrix(&c);
    hs_ranking_terms_header header = {.count = (uint32_t)c.stems.count,
                                      .width = width,
                                      .scale = 1,
                                      .rarest = logf(1 + (float)c.texts / 1.5f)};
    hs_buffer_append(section, &header, sizeof header);
    hs_buffer_append(section, c.stems.items, c.stems.count * sizeof *c.stems.items);
    hs_buffer_append(section, c.rarity.items, c.rarity.count * sizeof *c.rarity.items);
    float *v = find_subspace(&c, width);
    append_vectors(&c, v, width, section);
    free(v);
    free(c.entries);
    free(c.starts);
    hs_array_finish(&c.uses);
    hs_array_finish(&c.stems);
    hs_array_finish(&c.rarity);
}
