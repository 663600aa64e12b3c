/* A query is prepared once: its stems in a table, its neighbouring pairs and character n-grams in
 * sets of bits. A fact-check is then read once, and its stems looked up.
 */
#include "evidence/ranking_features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
    GRAM = 4,
    GRAM_BITS = 1 << 15,
    PAIR_BITS = 1 << 14,
    WORD_BYTES = 64,
    SOFT_TERMS_MAX = 80, /* stems of a query that latent vectors are compared with one by one */
};

#define CONTENT_RARITY 3.0f /* stems under it say little about what a text is about */
#define CLAIM_LENGTH 20.0f  /* terms of a usual claim and title, for BM25 */
#define TITLE_LENGTH 10.0f
#define BM25_K 1.2f
#define BM25_B 0.75f

typedef struct query_term {
    uint64_t stem;
    float rarity;
    uint8_t flags; /* those that all its places have in common */
    const int8_t *latent;
    float latent_length;
} query_term;

struct hs_ranking_query {
    const hs_ranking_model *model;
    hs_ranking_text read;
    query_term *terms; /* each stem once */
    uint32_t count;
    uint32_t *slots; /* 1 + index */
    uint32_t mask;
    uint32_t width;
    float all_rarity, all_squares;
    float latent[HS_RANKING_LATENT_MAX];
    uint8_t grams[GRAM_BITS / 8];
    uint8_t pairs[PAIR_BITS / 8];
};

/* A fact-check's part while its features are counted. */
typedef struct part {
    hs_ranking_text read;
    float *rarity;
    const query_term **match; /* of each term, or NULL */
    const int8_t **latent;
    float length;
} part;

static uint32_t bit_of(uint64_t hash, uint32_t bits)
{
    return (uint32_t)(hash * 0x9e3779b97f4a7c15u >> 40) & (bits - 1);
}

static void set_bit(uint8_t *set, uint32_t bit)
{
    set[bit / 8] |= (uint8_t)(1 << bit % 8);
}

static bool has_bit(const uint8_t *set, uint32_t bit)
{
    return set[bit / 8] >> bit % 8 & 1;
}

static size_t fold_term(hs_str text, const hs_ranking_term *term, char out[WORD_BYTES])
{
    char folded[HS_FOLD_ROOM];
    size_t length = 0, end = term->at + term->length;
    for (size_t at = term->at; at < end;) {
        size_t size = hs_fold_character(hs_utf8_next(text, at, &at), folded);
        if (length + size > WORD_BYTES)
            break;
        memcpy(out + length, folded, size);
        length += size;
    }
    return length;
}

static float vector_length(const int8_t *vector, uint32_t width)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < width; i++)
        sum += vector[i] * vector[i];
    return sqrtf((float)sum);
}

static float cosine_of(const float *a, const float *b, uint32_t width)
{
    float ab = 0, aa = 0, bb = 0;
    for (uint32_t i = 0; i < width; i++) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? ab / sqrtf(aa * bb) : 0;
}

static void add_latent(float *sum, const int8_t *vector, uint32_t width, float weight)
{
    float length = vector_length(vector, width);
    for (uint32_t i = 0; i < width && length > 0; i++)
        sum[i] += weight * vector[i];
}

/* ---------------------------------------------------------------- the query */

static query_term *slot_term(const hs_ranking_query *q, uint64_t stem, uint32_t *slot)
{
    uint32_t i = (uint32_t)(stem >> 9) & q->mask;
    while (q->slots[i] && q->terms[q->slots[i] - 1].stem != stem)
        i = (i + 1) & q->mask;
    *slot = i;
    return q->slots[i] ? &q->terms[q->slots[i] - 1] : NULL;
}

static void add_query_term(hs_ranking_query *q, const hs_ranking_term *term)
{
    uint32_t slot, width;
    query_term *known = slot_term(q, term->stem, &slot);
    if (known) {
        known->flags &= term->flags;
        return;
    }
    query_term *added = &q->terms[q->count++];
    q->slots[slot] = q->count;
    *added = (query_term){.stem = term->stem, .flags = term->flags};
    added->rarity = hs_ranking_rarity(q->model, term->stem, &added->latent, &width);
    q->all_rarity += added->rarity;
    q->all_squares += added->rarity * added->rarity;
    if (!added->latent)
        return;
    q->width = width;
    added->latent_length = vector_length(added->latent, width);
    add_latent(q->latent, added->latent, width, added->rarity);
}

static void add_grams(hs_ranking_query *q, const hs_ranking_term *term)
{
    char word[WORD_BYTES];
    size_t length = fold_term(q->read.text, term, word);
    for (size_t i = 0; i + GRAM <= length; i++)
        set_bit(q->grams, bit_of(hs_hash_bytes(word + i, GRAM, 0), GRAM_BITS));
}

static uint32_t pair_bit(uint64_t first, uint64_t second)
{
    return bit_of(first * 31 + second, PAIR_BITS);
}

hs_ranking_query *hs_ranking_query_make(const hs_ranking_model *model, hs_str claim,
                                        hs_arena *arena)
{
    hs_ranking_query *q = hs_arena_new(arena, hs_ranking_query);
    q->model = model;
    q->read = hs_ranking_read(claim, arena);
    q->mask = 15;
    while (q->mask < 2 * q->read.count)
        q->mask = 2 * q->mask + 1;
    q->slots = hs_arena_new_array(arena, uint32_t, q->mask + 1);
    q->terms = hs_arena_new_array(arena, query_term, q->read.count + 1);
    uint64_t before = 0;
    for (uint32_t i = 0; i < q->read.count; i++) {
        const hs_ranking_term *term = &q->read.terms[i];
        uint32_t slot;
        add_query_term(q, term);
        add_grams(q, term);
        if (slot_term(q, term->stem, &slot)->rarity < CONTENT_RARITY)
            continue;
        if (before)
            set_bit(q->pairs, pair_bit(before, term->stem));
        before = term->stem;
    }
    return q;
}

/* ---------------------------------------------------------------- the fact-check */

static part read_part(const hs_ranking_query *q, hs_str text, hs_arena *scratch)
{
    part p = {.read = hs_ranking_read(text, scratch)};
    uint32_t slot, width;
    p.rarity = hs_arena_new_array(scratch, float, p.read.count + 1);
    p.match = hs_arena_new_array(scratch, const query_term *, p.read.count + 1);
    p.latent = hs_arena_new_array(scratch, const int8_t *, p.read.count + 1);
    for (uint32_t i = 0; i < p.read.count; i++) {
        p.match[i] = slot_term(q, p.read.terms[i].stem, &slot);
        p.rarity[i] = hs_ranking_rarity(q->model, p.read.terms[i].stem, &p.latent[i], &width);
    }
    p.length = (float)p.read.count;
    return p;
}

/* How often term `i` stands in the part, or 0 if it stood before. */
static uint32_t count_term(const part *p, uint32_t i)
{
    uint32_t count = 0;
    for (uint32_t j = 0; j < p->read.count; j++) {
        if (p->read.terms[j].stem != p->read.terms[i].stem)
            continue;
        if (j < i)
            return 0;
        count++;
    }
    return count;
}

static float bm25(const part *p, float usual_length)
{
    float sum = 0;
    for (uint32_t i = 0; i < p->read.count; i++) {
        uint32_t count = p->match[i] ? count_term(p, i) : 0;
        float frequency = (float)count;
        if (count > 0)
            sum += p->rarity[i] * frequency * (BM25_K + 1) /
                   (frequency + BM25_K * (1 - BM25_B + BM25_B * p->length / usual_length));
    }
    return sum;
}

/* Share of the rarity of the part's terms with `flags` (0: all) that the query has; -1: none. */
static float cover(const part *p, uint8_t flags, uint8_t without, float *missing)
{
    float all = 0, found = 0;
    for (uint32_t i = 0; i < p->read.count; i++) {
        uint8_t has = p->read.terms[i].flags;
        if ((flags && !(has & flags)) || (has & without))
            continue;
        all += p->rarity[i];
        found += p->match[i] ? p->rarity[i] : 0;
    }
    if (missing)
        *missing = all - found;
    return all > 0 ? found / all : -1;
}

static float gram_share(const hs_ranking_query *q, const part *p, uint32_t i)
{
    char word[WORD_BYTES];
    size_t length = fold_term(p->read.text, &p->read.terms[i], word), all = 0, found = 0;
    if (p->match[i])
        return 1;
    for (size_t at = 0; at + GRAM <= length; at++, all++)
        found += has_bit(q->grams, bit_of(hs_hash_bytes(word + at, GRAM, 0), GRAM_BITS));
    return all > 0 ? (float)found / (float)all : 0;
}

static float grams(const hs_ranking_query *q, const part *p, float *misspelt)
{
    float all = 0, found = 0;
    for (uint32_t i = 0; i < p->read.count; i++) {
        float share = gram_share(q, p, i);
        all += p->rarity[i];
        found += p->rarity[i] * share;
        if (!p->match[i] && share >= 0.6f)
            *misspelt += p->rarity[i] * share;
    }
    return all > 0 ? found / all : 0;
}

static void note_rarest(float best[3], float rarity)
{
    for (int i = 0; i < 3; i++) {
        if (rarity <= best[i])
            continue;
        float swap = best[i];
        best[i] = rarity;
        rarity = swap;
    }
}

/* What is counted once for each stem of the claim and title together. */
static void count_union(const hs_ranking_query *q, const part *claim, const part *title, float *f)
{
    float best[3] = {0}, dot = 0, squares = 0, rarity = 0;
    for (int which = 0; which < 2; which++) {
        const part *p = which ? title : claim;
        for (uint32_t i = 0; i < p->read.count; i++) {
            bool seen = count_term(p, i) == 0;
            for (uint32_t j = 0; which && !seen && j < claim->read.count; j++)
                seen = claim->read.terms[j].stem == p->read.terms[i].stem;
            if (seen)
                continue;
            float square = p->rarity[i] * p->rarity[i];
            squares += square;
            if (!p->match[i])
                continue;
            dot += square;
            rarity += p->rarity[i];
            note_rarest(best, p->rarity[i]);
            f[HS_FEATURE_matched] += p->rarity[i] >= CONTENT_RARITY;
            if (p->match[i]->flags & HS_RANKING_SIGNATURE)
                f[HS_FEATURE_signature_cover] += p->rarity[i];
            if (p->match[i]->flags & HS_RANKING_TAG)
                f[HS_FEATURE_tags_cover] += p->rarity[i];
        }
    }
    f[HS_FEATURE_cosine] =
        squares > 0 && q->all_squares > 0 ? dot / sqrtf(squares * q->all_squares) : 0;
    f[HS_FEATURE_cover_query] = q->all_rarity > 0 ? rarity / q->all_rarity : 0;
    f[HS_FEATURE_rarest] = best[0];
    f[HS_FEATURE_second] = best[1];
    f[HS_FEATURE_third] = best[2];
}

/* Neighbours that are neighbours in the query too, and the longest run of the query's words. */
static void count_order(const hs_ranking_query *q, const part *p, float *f, float *possible)
{
    uint64_t before = 0;
    float run = 0, before_rarity = 0;
    for (uint32_t i = 0; i < p->read.count; i++) {
        if (p->rarity[i] < CONTENT_RARITY)
            continue;
        run = p->match[i] ? run + p->rarity[i] : 0;
        if (run > f[HS_FEATURE_run])
            f[HS_FEATURE_run] = run;
        uint64_t stem = p->read.terms[i].stem;
        float weight = before ? (p->rarity[i] + before_rarity) / 2 : 0;
        *possible += weight;
        if (before && p->match[i] && has_bit(q->pairs, pair_bit(before, stem)))
            f[HS_FEATURE_pairs] += weight;
        before = stem;
        before_rarity = p->rarity[i];
    }
}

static void count_numbers(const part *p, float *f)
{
    for (uint32_t i = 0; i < p->read.count; i++) {
        if (!(p->read.terms[i].flags & HS_RANKING_NUMBER))
            continue;
        if (p->match[i])
            f[HS_FEATURE_numbers_same]++;
        else
            f[HS_FEATURE_numbers_missing]++;
    }
}

static void compare_years(const hs_ranking_query *q, const hs_ranking_text *claim, float *f)
{
    f[HS_FEATURE_year_apart] = -1;
    for (size_t i = 0; i < 4 && claim->years[i]; i++) {
        for (size_t j = 0; j < 5; j++) {
            unsigned year = j < 4 ? q->read.years[j] : q->read.signature_year;
            if (!year)
                continue;
            float apart = fabsf((float)claim->years[i] - (float)year);
            if (f[HS_FEATURE_year_apart] < 0 || apart < f[HS_FEATURE_year_apart])
                f[HS_FEATURE_year_apart] = apart;
        }
    }
    f[HS_FEATURE_year_same] = f[HS_FEATURE_year_apart] == 0;
}

/* ---------------------------------------------------------------- latent */

static void sum_part(const part *p, uint32_t width, float *sum)
{
    for (uint32_t i = 0; i < p->read.count; i++) {
        if (p->latent[i])
            add_latent(sum, p->latent[i], width, p->rarity[i]);
    }
}

/* How well each term of the part is met by the query's nearest one. */
static float nearest(const hs_ranking_query *q, const part *p)
{
    float all = 0, found = 0;
    uint32_t terms = q->count < SOFT_TERMS_MAX ? q->count : SOFT_TERMS_MAX;
    for (uint32_t i = 0; i < p->read.count; i++) {
        if (p->rarity[i] < CONTENT_RARITY)
            continue;
        float best = p->match[i] ? 1 : 0;
        float length = p->latent[i] && !p->match[i] ? vector_length(p->latent[i], q->width) : 0;
        for (uint32_t j = 0; j < terms && length > 0; j++) {
            const query_term *term = &q->terms[j];
            if (!term->latent || term->rarity < CONTENT_RARITY || term->latent_length <= 0)
                continue;
            int32_t dot = 0;
            for (uint32_t k = 0; k < q->width; k++)
                dot += p->latent[i][k] * term->latent[k];
            float similar = (float)dot / (length * term->latent_length);
            best = similar > best ? similar : best;
        }
        all += p->rarity[i];
        found += p->rarity[i] * best;
    }
    return all > 0 ? found / all : 0;
}

static void compare_latent(const hs_ranking_query *q, const part *claim, const part *title,
                           float *f)
{
    float both[HS_RANKING_LATENT_MAX] = {0}, only[HS_RANKING_LATENT_MAX] = {0};
    sum_part(title, q->width, only);
    memcpy(both, only, sizeof both);
    sum_part(claim, q->width, both);
    f[HS_FEATURE_latent] = cosine_of(q->latent, both, q->width);
    f[HS_FEATURE_latent_title] = cosine_of(q->latent, only, q->width);
    f[HS_FEATURE_latent_best] = nearest(q, claim);
}

/* ---------------------------------------------------------------- all */

static bool has_any(const part *p, const char *const *stems, size_t count)
{
    for (size_t s = 0; s < count; s++) {
        uint64_t hash = hs_hash_bytes(stems[s], strlen(stems[s]), 0);
        for (uint32_t i = 0; i < p->read.count; i++) {
            if (p->read.terms[i].stem == hash)
                return true;
        }
    }
    return false;
}

static void note_words(const hs_ranking_query *q, const part *claim, float *f)
{
    static const char *const pictures[] = {"photograph", "photo", "video", "imag",
                                           "pictur",     "meme",  "film",  "footag"};
    static const char *const sayings[] = {"said", "sai", "tweet", "quot", "stat", "call"};
    f[HS_FEATURE_picture] = (float)(q->read.picture + 2 * q->read.address);
    f[HS_FEATURE_picture_word] = has_any(claim, pictures, HS_COUNT(pictures));
    f[HS_FEATURE_said_word] = has_any(claim, sayings, HS_COUNT(sayings));
}

void hs_ranking_features(const hs_ranking_query *query, hs_str claim_text, hs_str title_text,
                         hs_arena *scratch, float f[HS_RANKING_FEATURE_COUNT])
{
    part claim = read_part(query, claim_text, scratch);
    part title = read_part(query, title_text, scratch);
    float possible = 0;
    memset(f, 0, HS_RANKING_FEATURE_COUNT * sizeof *f);
    f[HS_FEATURE_bm25_claim] = bm25(&claim, CLAIM_LENGTH);
    f[HS_FEATURE_bm25_title] = bm25(&title, TITLE_LENGTH);
    f[HS_FEATURE_bm25] = f[HS_FEATURE_bm25_claim] + f[HS_FEATURE_bm25_title];
    f[HS_FEATURE_cover_claim] = cover(&claim, 0, 0, NULL);
    f[HS_FEATURE_cover_title] = cover(&title, 0, 0, NULL);
    f[HS_FEATURE_names_cover] =
        cover(&claim, HS_RANKING_CAPITAL, HS_RANKING_FIRST | HS_RANKING_NUMBER,
              &f[HS_FEATURE_names_missing]);
    f[HS_FEATURE_marked_cover] = cover(&claim, HS_RANKING_MARKED, 0, NULL);
    f[HS_FEATURE_grams_claim] = grams(query, &claim, &f[HS_FEATURE_grams_query]);
    f[HS_FEATURE_grams_title] = grams(query, &title, &f[HS_FEATURE_grams_query]);
    count_union(query, &claim, &title, f);
    count_order(query, &claim, f, &possible);
    count_order(query, &title, f, &possible);
    f[HS_FEATURE_pairs_cover] = possible > 0 ? f[HS_FEATURE_pairs] / possible : 0;
    count_numbers(&claim, f);
    compare_years(query, &claim.read, f);
    compare_latent(query, &claim, &title, f);
    note_words(query, &claim, f);
    f[HS_FEATURE_query_length] = (float)query->read.count;
    f[HS_FEATURE_document_length] = claim.length + title.length;
}

void hs_ranking_compare(float (*features)[HS_RANKING_FEATURE_COUNT], size_t count)
{
    static const uint8_t of[][2] = {{HS_FEATURE_bm25_of_best, HS_FEATURE_bm25},
                                    {HS_FEATURE_cover_of_best, HS_FEATURE_cosine},
                                    {HS_FEATURE_latent_of_best, HS_FEATURE_latent_best}};
    for (size_t k = 0; k < 3; k++) {
        float best = 0;
        for (size_t i = 0; i < count; i++)
            best = features[i][of[k][1]] > best ? features[i][of[k][1]] : best;
        for (size_t i = 0; i < count; i++)
            features[i][of[k][0]] = best > 0 ? features[i][of[k][1]] / best : 0;
    }
    for (size_t i = 0; i < count; i++) {
        size_t better = 0;
        for (size_t j = 0; j < count; j++)
            better += features[j][HS_FEATURE_bm25] > features[i][HS_FEATURE_bm25];
        features[i][HS_FEATURE_rank] = (float)better;
    }
}
