/* The cache is a table of two-way sets: a new answer takes the place of the older of two. */
#include "evidence/checked.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "evidence/claim_check.h"
#include "evidence/quote_check.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static hs_checked *kept[HS_CHECKED_KEPT / 2][2]; /* the newer first; guarded by the mutex */

static uint64_t key_of(const hs_check_question *question, uint64_t generation)
{
    const uint64_t kind[] = {generation, question->claim, question->indirect, question->factchecks,
                             question->piece_count};
    uint64_t key = hs_hash_bytes(kind, sizeof kind, 1);
    for (size_t i = 0; i < question->piece_count; i++)
        key = hs_hash_bytes(question->pieces[i].bytes, question->pieces[i].length, key);
    return hs_hash_bytes(question->speaker.bytes, question->speaker.length, key);
}

static hs_checked *take_reference(hs_checked *checked)
{
    atomic_fetch_add_explicit(&checked->references, 1, memory_order_relaxed);
    return checked;
}

void hs_checked_unref(hs_checked *checked)
{
    if (!checked || atomic_fetch_sub_explicit(&checked->references, 1, memory_order_acq_rel) != 1)
        return;
    hs_arena arena = checked->arena; /* the object lies in it */
    hs_arena_finish(&arena);
}

static hs_checked *find_kept(uint64_t key)
{
    hs_checked **set = kept[key % HS_COUNT(kept)], *found = NULL;
    pthread_mutex_lock(&mutex);
    for (size_t i = 0; i < 2 && !found; i++) {
        if (set[i] && set[i]->key == key)
            found = take_reference(set[i]);
    }
    pthread_mutex_unlock(&mutex);
    return found;
}

static void keep(hs_checked *checked)
{
    hs_checked **set = kept[checked->key % HS_COUNT(kept)];
    take_reference(checked);
    pthread_mutex_lock(&mutex);
    hs_checked *gone = set[1];
    set[1] = set[0];
    set[0] = checked;
    pthread_mutex_unlock(&mutex);
    hs_checked_unref(gone);
}

hs_checked *hs_checked_find(const hs_check_question *question, uint64_t generation)
{
    return find_kept(key_of(question, generation));
}

/* The question copied: its answer speaks of these bytes. */
static hs_checked *make(const hs_check_question *question, uint64_t key)
{
    hs_arena arena = {0};
    hs_buffer text = {0};
    hs_checked *checked = hs_arena_new(&arena, hs_checked);
    hs_span *pieces = hs_arena_new_array(&arena, hs_span, question->piece_count);
    atomic_init(&checked->references, 1);
    for (size_t i = 0; i < question->piece_count; i++) {
        if (i > 0)
            hs_buffer_append_byte(&text, '\n');
        pieces[i].start = (uint32_t)text.length;
        hs_buffer_append_str(&text, question->pieces[i]);
        pieces[i].end = (uint32_t)text.length;
    }
    checked->key = key;
    checked->text = hs_arena_copy_str(&arena, hs_buffer_str(&text));
    checked->pieces = pieces;
    checked->piece_count = question->piece_count;
    checked->arena = arena;
    hs_buffer_finish(&text);
    return checked;
}

static bool ask(hs_archive *archive, const hs_check_question *question, hs_checked *checked,
                hs_error *error)
{
    if (question->claim) {
        hs_claim_question claim = {.text = checked->text,
                                   .span = {0, (uint32_t)checked->text.length},
                                   .factchecks = question->factchecks};
        return hs_claim_check(archive, &claim, &checked->arena, &checked->answer, error);
    }
    hs_quote_question quote = {.text = checked->text,
                               .pieces = checked->pieces,
                               .piece_count = checked->piece_count,
                               .speaker = hs_arena_copy_str(&checked->arena, question->speaker),
                               .indirect = question->indirect};
    return hs_quote_check(archive, &quote, &checked->arena, &checked->answer, error);
}

hs_checked *hs_checked_ask(hs_archive *archive, const hs_check_question *question,
                           uint64_t generation, hs_error *error)
{
    hs_checked *checked = make(question, key_of(question, generation));
    if (!ask(archive, question, checked, error)) {
        hs_checked_unref(checked);
        return NULL;
    }
    keep(checked);
    return checked;
}

void hs_checked_forget(void)
{
    for (size_t i = 0; i < HS_COUNT(kept); i++) {
        for (size_t k = 0; k < 2; k++) {
            hs_checked_unref(kept[i][k]);
            kept[i][k] = NULL;
        }
    }
}
