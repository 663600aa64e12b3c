/* Scores of claims, once all of a chapter are known. Without the model the score by features stays.
 */
#include <stdlib.h>

#include "annotate/claims/claim_model.h"
#include "annotate/linking/link_findings.h"

static uint64_t speaker_of(const hs_block *block)
{
    hs_span span = block->speaker_span;
    return span.end > span.start
               ? hs_hash_bytes(block->text.bytes + span.start, span.end - span.start, 0)
               : 0;
}

void hs_link_note_claim(hs_linker *linker, uint32_t item, const hs_checkable *checkable)
{
    const hs_block *block = hs_linker_block(linker);
    *hs_array_push(&linker->claims) = (hs_linked_claim){
        .logit = checkable->logit,
        .turn_logit = checkable->turn_logit,
        .speaker = speaker_of(block),
        .item = item,
        .turn = block->kind == HS_BLOCK_TRANSCRIPT_TURN,
    };
}

void hs_link_finish_claims(hs_linker *linker)
{
    const hs_claim_model *model = hs_claim_model_shared();
    size_t count = linker->claims.count;
    if (!model || count == 0)
        return;
    float *scores = hs_alloc(count * sizeof *scores);
    hs_claim_scores(model->context, linker->claims.items, count, scores);
    for (size_t i = 0; i < count; i++) {
        hs_annotation *item = &linker->items[linker->claims.items[i].item];
        item->claim.checkworthiness = item->confidence = scores[i];
    }
    free(scores);
}
