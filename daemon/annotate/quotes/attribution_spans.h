/* From labels to attributions: which cue, source and content belong together, and where their spans
 * begin and end in the text.
 *
 * A pure function of the block and its labels; linear time but for sorting.
 */
#pragma once

#include "annotate/quotes/attribution_labels.h"
#include "annotate/quotes/attribution_words.h"
#include "annotate/reading/token_range.h"

enum { HS_FOUND_CONTENT_MAX = 12 };

typedef struct hs_found_attribution {
    hs_token_range cue;    /* empty: none */
    hs_token_range source; /* likewise; may be that of an earlier attribution of the sentence */
    hs_token_range content[HS_FOUND_CONTENT_MAX];
    uint32_t content_count; /* 0: a cue that reports nothing here */
    uint32_t listener;      /* the token of who is told, 1 more; 0: the words behind the cue say */
    bool open;              /* the text leaves open who says it */
    float confidence;       /* of the labels that spell it */
} hs_found_attribution;

/* The attributions that the labels spell, in the order of their cues; those without a cue last. */
hs_found_attribution *hs_attribution_link(const hs_attribution_word *words, uint32_t count,
                                          const uint8_t *labels, hs_arena *arena,
                                          size_t *found_count);

/* The bytes of a range of content: with the quotation marks that it fills. */
hs_span hs_attribution_content_span(const hs_block *block, const hs_attribution_word *words,
                                    hs_token_range range);
