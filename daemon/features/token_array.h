/* Answers of semantic tokens in LSP's form, five numbers a token, kept by chapter: an answer shares
 * with the one before the numbers of all chapters that stayed the same, so that neither making it
 * nor comparing both costs what the document is long.
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "features/json_writer.h"
#include "workspace/snapshot.h"

enum { HS_TOKEN_NUMBERS = 5 }; /* of a token: line, character, length, type, modifiers */

/* The tokens of one chapter, wherever it stands. Immutable, reference counted (atomic). */
typedef struct hs_token_run {
    atomic_uint references;
    uint32_t count;     /* of numbers; at least those of one token */
    hs_position last;   /* of its last token, lines counted from the chapter's first */
    uint32_t numbers[]; /* each token's place relative to the one before; the first one's, likewise
                           counted from the chapter's first line */
} hs_token_run;

typedef struct hs_token_chapter {
    hs_token_run *run;     /* one reference; NULL: no tokens */
    uint32_t opening[2];   /* the first token's place relative to the last of the chapters before */
    uint32_t source_start; /* the bytes that they depend on: whole lines */
    uint32_t source_end;
} hs_token_chapter;

/* One answer. Immutable, reference counted (loop thread). */
typedef struct hs_token_array {
    unsigned references;
    hs_encoding encoding;
    hs_snapshot *snapshot; /* of a long document: what its chapters are; else NULL */
    size_t count;          /* of numbers in all */
    size_t chapter_count;  /* as many as the snapshot has */
    hs_token_chapter chapters[];
} hs_token_array;

/* Any thread. */
hs_token_run *hs_token_run_create(const uint32_t *numbers, size_t count, hs_position last);
hs_token_run *hs_token_run_ref(hs_token_run *run);

/* With room for so many chapters, none of which is there yet. */
hs_token_array *hs_token_array_create(size_t chapters, hs_encoding encoding);

/* Adds the next chapter, whose first line is `line`. Takes over the run's reference; NULL is no
 * tokens. `newest` is where the last token so far begins, and is moved on. */
void hs_token_array_add_take(hs_token_array *tokens, hs_token_run *run, uint32_t line,
                             hs_position *newest);

hs_token_array *hs_token_array_ref(hs_token_array *tokens);
void hs_token_array_unref(hs_token_array *tokens); /* NULL is fine */

/* How many numbers two answers have in common, at the front and then at the back. Any thread. */
typedef struct hs_token_difference {
    size_t front, back;
} hs_token_difference;
hs_token_difference hs_token_array_compare(const hs_token_array *before,
                                           const hs_token_array *after);

/* {"resultId", "data"}; without an id when `result_id` is 0. */
void hs_token_array_write(hs_json_writer *json, const hs_token_array *tokens, uint64_t result_id);

/* {"resultId", "edits"}: at most one edit, of what differs. */
void hs_token_array_write_delta(hs_json_writer *json, const hs_token_array *before,
                                const hs_token_array *after, hs_token_difference difference,
                                uint64_t result_id);
