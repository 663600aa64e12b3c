/* From terms to passages: posting lists of the rarer terms are added up, the heaviest come first.
 *
 * A list is read to a cap. A term whose list is longer is common: it says little, and reading it
 * would take long. Where all terms are common, passages that have all of them are asked for
 * instead, then those that have all of one half. (Weights: inverse document frequency, Sparck
 * Jones 1972.)
 */
#include "evidence/archive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "evidence/archive_backend.h"

enum {
    LIST_MOST = 2000,  /* ids read of one term */
    TERMS_AT_ONCE = 6, /* terms asked for in one go */
    IDS_ENOUGH = 8000, /* ids after which no further terms are read */
    QUESTION_BYTES_MOST = 4096,
    THIRDS = 3,
    RAREST_MOST = 500, /* passages of the rarest term, beyond which thirds would take too long */
};

typedef struct tally {
    int64_t id; /* 0: a free slot */
    float weight;
    uint32_t matched;
} tally;

typedef struct search {
    hs_archive *archive;
    hs_archive_index index;
    hs_terms terms;
    hs_str *ordered; /* the terms, those that are likely rare first */
    double collection;
    tally *slots;
    size_t slot_count, used, ids_read;
    float asked_weight; /* of the terms that are not common */
    hs_str rarest;      /* the term that stands in fewest passages, of those that stand in any */
    size_t rarest_count;
    hs_arena scratch;
} search;

/* ---------------------------------------------------------------- adding up */

static tally *slot_of(search *s, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) & (s->slot_count - 1);
    while (s->slots[at].id != 0 && s->slots[at].id != id)
        at = (at + 1) & (s->slot_count - 1);
    return &s->slots[at];
}

static void make_room(search *s, size_t more)
{
    if ((s->used + more) * 2 <= s->slot_count)
        return;
    tally *old = s->slots;
    size_t old_count = s->slot_count;
    s->slot_count = s->slot_count ? s->slot_count : 1024;
    while ((s->used + more) * 2 > s->slot_count)
        s->slot_count *= 2;
    s->slots = hs_alloc_zeroed(s->slot_count, sizeof *s->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].id)
            *slot_of(s, old[i].id) = old[i];
    free(old);
}

static void add_list(search *s, const hs_posting_list *list)
{
    if (list->cut)
        return;
    float weight = (float)log(1 + s->collection / (double)(list->count + 1));
    s->asked_weight += weight;
    s->ids_read += list->count;
    make_room(s, list->count);
    for (size_t i = 0; i < list->count; i++) {
        tally *slot = slot_of(s, list->ids[i]);
        s->used += slot->id == 0;
        slot->id = list->ids[i];
        slot->weight += weight;
        slot->matched++;
    }
}

/* ---------------------------------------------------------------- asking */

static size_t rarity_guess(hs_str term)
{
    return term.bytes[0] == '_' ? 8 : hs_term_is_common(term) ? 0 : term.length;
}

static int by_rarity(const void *left, const void *right)
{
    size_t a = rarity_guess(*(const hs_str *)left), b = rarity_guess(*(const hs_str *)right);
    if (a != b)
        return a > b ? -1 : 1;
    return hs_str_compare(*(const hs_str *)left, *(const hs_str *)right);
}

static uint64_t *common_slot(search *s, hs_str term)
{
    return &s->archive->common_terms[s->index][hs_str_hash(term) % HS_COMMON_TERMS_KEPT];
}

/* The next terms to ask for, without those that were common before; they grow no rarer. */
static size_t next_terms(search *s, size_t *at, hs_str *terms)
{
    size_t count = 0;
    for (; *at < s->terms.count && count < TERMS_AT_ONCE; (*at)++)
        if (*common_slot(s, s->ordered[*at]) != hs_str_hash(s->ordered[*at]))
            terms[count++] = s->ordered[*at];
    return count;
}

static void note_rarest(search *s, hs_str term, const hs_posting_list *list)
{
    if (list->cut || list->count == 0 || (s->rarest_count > 0 && list->count >= s->rarest_count))
        return;
    s->rarest = term;
    s->rarest_count = list->count;
}

static bool read_lists(search *s, hs_error *error)
{
    for (size_t at = 0; at < s->terms.count && s->ids_read < IDS_ENOUGH;) {
        hs_posting_list lists[TERMS_AT_ONCE];
        hs_str terms[TERMS_AT_ONCE];
        size_t count = next_terms(s, &at, terms);
        if (count > 0 && !s->archive->backend->postings(s->archive, s->index, terms, count,
                                                        LIST_MOST, &s->scratch, lists, error))
            return false;
        for (size_t i = 0; i < count; i++) {
            if (lists[i].cut)
                *common_slot(s, terms[i]) = hs_str_hash(terms[i]);
            add_list(s, &lists[i]);
            note_rarest(s, terms[i], &lists[i]);
        }
    }
    return true;
}

/* Passages that have all of some terms; they count as if each term were rare. */
static bool read_all_of(search *s, size_t first, size_t end, size_t limit, hs_error *error)
{
    hs_posting_list list;
    if (first == end)
        return true;
    if (!s->archive->backend->postings_of_all(s->archive, s->index, s->terms.items + first,
                                              end - first, limit, &s->scratch, &list, error))
        return false;
    list.cut = false;
    add_list(s, &list);
    return true;
}

static bool read_common(search *s, size_t limit, hs_error *error)
{
    size_t count = s->terms.count;
    if (!read_all_of(s, 0, count, limit, error))
        return false;
    if (s->used > 0 || count < 2)
        return true;
    return read_all_of(s, 0, count / 2, limit, error) &&
           read_all_of(s, count / 2, count, limit, error);
}

/* ---------------------------------------------------------------- ties */

/* Whether more passages than are wanted have all of the terms that are not common. */
static bool is_tied(const search *s, size_t limit)
{
    size_t count = 0;
    float most = 0;
    for (size_t i = 0; i < s->slot_count; i++) {
        const tally *slot = &s->slots[i];
        if (slot->id == 0 || slot->weight < most)
            continue;
        count = slot->weight > most ? 1 : count + 1;
        most = slot->weight;
    }
    return count > limit;
}

/* Favours passages that have all terms, the common ones too, but those from `first` to `end`. The
 * rarest is asked for in any case: it keeps the question cheap. */
static bool favour_without(search *s, size_t first, size_t end, hs_error *error)
{
    hs_posting_list list;
    size_t count = 0;
    hs_str *terms = hs_arena_new_array(&s->scratch, hs_str, s->terms.count + 1);
    for (size_t i = 0; i < s->terms.count; i++)
        if (i < first || i >= end)
            terms[count++] = s->terms.items[i];
    terms[count++] = s->rarest;
    if (!s->archive->backend->postings_of_all(s->archive, s->index, terms, count, LIST_MOST,
                                              &s->scratch, &list, error))
        return false;
    list.cut = list.count == 0 || list.count >= LIST_MOST;
    add_list(s, &list);
    return true;
}

/* In a large archive many passages share a quote's few rare terms. Those that have all of its terms
 * come first; if none has, as a word was changed, those that have all but a third of them. */
static bool break_tie(search *s, size_t limit, hs_error *error)
{
    size_t count = s->terms.count;
    float before = s->asked_weight;
    if (!is_tied(s, limit))
        return true;
    if (!favour_without(s, 0, 0, error))
        return false;
    if (s->rarest_count > RAREST_MOST)
        return true;
    for (size_t i = 0; i < THIRDS && count >= THIRDS && s->asked_weight == before; i++)
        if (!favour_without(s, i * count / THIRDS, (i + 1) * count / THIRDS, error))
            return false;
    return true;
}

/* ---------------------------------------------------------------- the best */

static bool is_better(const tally *a, const tally *b)
{
    return a->weight != b->weight ? a->weight > b->weight : a->id < b->id;
}

/* The best tallies in order, `limit` at most; returns how many. Of thousands few are wanted: each
 * is compared with the last of the best, hardly any with more. */
static size_t choose(const search *s, size_t limit, tally *best)
{
    size_t count = 0;
    for (size_t i = 0; i < s->slot_count; i++) {
        const tally *slot = &s->slots[i];
        if (slot->id == 0 || (count == limit && (count == 0 || !is_better(slot, &best[count - 1]))))
            continue;
        size_t at = count < limit ? count++ : count - 1;
        for (; at > 0 && is_better(slot, &best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = *slot;
    }
    return count;
}

static bool fill(search *s, size_t limit, hs_arena *arena, hs_archive_candidates *found,
                 hs_error *error)
{
    if (limit > s->used)
        limit = s->used;
    tally *best = hs_arena_new_array(&s->scratch, tally, limit);
    size_t count = choose(s, limit, best), kept = 0;
    hs_archive_candidate *items = hs_arena_new_array(arena, hs_archive_candidate, count);
    int64_t *ids = hs_arena_new_array(&s->scratch, int64_t, count);
    hs_passage_place *places = hs_arena_new_array(&s->scratch, hs_passage_place, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = best[i].id;
        places[i] = (hs_passage_place){best[i].id, {0, 0}};
    }
    if (s->index == HS_INDEX_PASSAGES &&
        !s->archive->backend->places(s->archive, ids, count, places, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (places[i].document == 0)
            continue;
        items[kept++] = (hs_archive_candidate){
            .document = places[i].document,
            .place = places[i].place,
            .score = s->asked_weight > 0 ? best[i].weight / s->asked_weight : 0,
            .matched = best[i].matched,
        };
    }
    *found = (hs_archive_candidates){items, kept};
    return true;
}

static bool find(hs_archive *archive, hs_archive_index index, hs_str words, hs_terms_kind kind,
                 size_t limit, hs_arena *arena, hs_archive_candidates *found, hs_error *error)
{
    search s = {.archive = archive, .index = index};
    uint64_t size = 0;
    *found = (hs_archive_candidates){0};
    if (words.length > QUESTION_BYTES_MOST)
        words.length = QUESTION_BYTES_MOST;
    s.terms = hs_terms_of(words, kind, &s.scratch);
    s.ordered = hs_arena_copy(&s.scratch, s.terms.items, s.terms.count * sizeof *s.terms.items);
    if (s.terms.count > 0)
        qsort(s.ordered, s.terms.count, sizeof *s.ordered, by_rarity);
    bool fine = archive->backend->size(archive, index, &size, error);
    s.collection = (double)size;
    fine = fine && read_lists(&s, error) &&
           (s.used > 0 ? break_tie(&s, limit, error) : read_common(&s, limit, error)) &&
           fill(&s, limit, arena, found, error);
    free(s.slots);
    hs_arena_finish(&s.scratch);
    return fine;
}

bool hs_archive_find_quote(hs_archive *archive, hs_str quote, size_t limit, hs_arena *arena,
                           hs_archive_candidates *found, hs_error *error)
{
    return find(archive, HS_INDEX_PASSAGES, quote, HS_TERMS_ALL, limit, arena, found, error);
}

bool hs_archive_find_text(hs_archive *archive, hs_str words, size_t limit, hs_arena *arena,
                          hs_archive_candidates *found, hs_error *error)
{
    return find(archive, HS_INDEX_PASSAGES, words, HS_TERMS_WORDS, limit, arena, found, error);
}

bool hs_archive_find_factchecks(hs_archive *archive, hs_str claim, size_t limit, hs_arena *arena,
                                hs_archive_candidates *found, hs_error *error)
{
    return find(archive, HS_INDEX_FACTCHECKS, claim, HS_TERMS_WORDS, limit, arena, found, error);
}
