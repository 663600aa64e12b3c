/* Annotating documents for the archive: what the analysis finds, as the archive keeps it, and how
 * many threads do it. Accusations and what claims are worth are not kept, so not looked for. */
#pragma once

#include <stdatomic.h>

#include "evidence/archive.h"

/* Finds quotes and quantities in `document->text` and sets them with `model`; all in the arena.
 * False when `cancel` (may be NULL) became true meanwhile. Any thread. */
bool hs_archive_annotate_text(hs_archive_document *document, const atomic_bool *cancel,
                              hs_arena *arena);

/* The models that annotate now, as one number: another one after an update. */
uint64_t hs_archive_model(void);

/* How many threads an import or a new annotation takes: as many as there are processors. */
#define HS_ANNOTATING_THREADS_MOST 32
size_t hs_annotating_threads(void);

/* For the calling thread, one of those: somebody may be typing. */
void hs_annotating_lower_priority(void);
