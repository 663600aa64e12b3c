/* Finding annotations: the one interface behind which engines stand.
 *
 * Two steps. Each block is analysed by itself (mentions, quote candidates, accusing words, figures)
 * and the result kept with the block, so an edit pays for the blocks it touched only. Linking then
 * runs over the blocks' summaries: who "he" is, which paragraphs one quote runs over, which
 * accusation an answer answers. Long documents are linked in chapters (chapters.h), which versions
 * share. The result depends on the blocks alone: incremental equals fresh.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>

#include "annotate/annotation.h"
#include "text/block.h"

/* Annotates the blocks of one document version. Never fails: it returns what it has. NULL only
 * when `cancel` (may be NULL) became true meanwhile, which is checked at each block.
 * The result holds every annotation, thoughts and low-scoring claims included; callers filter. */
hs_annotations *hs_annotate(hs_block_list *blocks, const atomic_bool *cancel);

/* The same for whoever asks only who said what and which figures stand where: quotes with their
 * speakers and claims with their quantities are as above (as good as, where an accusation would
 * have told who "he" is); accusations and answers are not looked for, nor what a claim is worth.
 * Nobody else may use the blocks. */
hs_annotations *hs_annotate_quotes(hs_block_list *blocks, const atomic_bool *cancel);

/* Has threads of their own open and check the trained models, so that they are there when the first
 * text comes. Without it they are opened by the first text. `tells` whether the log shall say that
 * the language model is missing; a daemon's shall, while the one client of another is answered so.
 */
void hs_annotate_prepare(bool tells);

/* What a claim's check-worthiness must reach to be shown, unless the user says otherwise. */
#define HS_CLAIM_THRESHOLD_DEFAULT 0.5f
