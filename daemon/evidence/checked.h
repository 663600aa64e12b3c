/* Questions to the archive with their answers, kept by content.
 *
 * The same words by the same speaker get the same answer wherever they stand, until the archive
 * changes: so an edit costs only what it touches. The cache is one for the process and holds the
 * newest HS_CHECKED_KEPT. Results are immutable and reference counted (atomic). Any thread.
 */
#pragma once

#include <stdatomic.h>

#include "evidence/verification.h"

typedef struct hs_check_question {
    bool claim;           /* else a quote */
    const hs_str *pieces; /* of the text, in order; a claim has one */
    size_t piece_count;
    hs_str speaker;  /* of a quote; empty: nobody named */
    bool indirect;   /* a quote without marks */
    bool factchecks; /* a claim that is worth looking for among the fact-checks */
} hs_check_question;

typedef struct hs_checked {
    atomic_uint references;
    uint64_t key;
    hs_str text;           /* the pieces, a line end between them: repairs speak of its bytes */
    const hs_span *pieces; /* where each lies in `text` */
    size_t piece_count;
    hs_verification answer;
    hs_arena arena;
} hs_checked;

#define HS_CHECKED_KEPT 8192

/* What is known already, or NULL. `generation`: of the archive (archive_shared.h). */
hs_checked *hs_checked_find(const hs_check_question *question, uint64_t generation);

/* Asks the archive and keeps the answer. NULL with the reason. */
hs_checked *hs_checked_ask(hs_archive *archive, const hs_check_question *question,
                           uint64_t generation, hs_error *error);

void hs_checked_unref(hs_checked *checked); /* NULL is fine */

/* Forgets all that is kept, at the process's end. */
void hs_checked_forget(void);
