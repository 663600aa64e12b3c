/* Who a mention that is no full name stands for: the entities that it could be are ranked by a
 * linear model over what the document has said so far. "he", "it", "they", "the minister", "the
 * company", and a surname that several people share are each a kind of mention with weights of
 * their own (corpus/models/resolution.tsv, trained by corpus/train/train_resolution.py on annotated
 * news; a softmax over the candidates, as in mention ranking: Denis and Baldridge 2008). A
 * description may also be somebody new, which is a candidate like the others.
 */
#pragma once

#include "annotate/references/mention_features.h"
#include "annotate/resolution/linker.h"

enum { HS_CANDIDATES_MAX = 32 };

typedef struct hs_candidate {
    uint32_t entity;   /* or HS_NONE: somebody new */
    uint64_t features; /* a bit each */
    uint64_t pair;     /* likewise */
    float score;
} hs_candidate;

typedef struct hs_candidates {
    hs_mention_kind kind;
    const hs_reference *reference;
    hs_candidate items[HS_CANDIDATES_MAX];
    uint32_t count;
} hs_candidates;

/* The likeliest entity for a mention, `except` left out; HS_NONE for none or somebody new. */
uint32_t hs_candidates_choose(hs_linker *linker, const hs_reference *reference,
                              hs_mention_kind kind, uint32_t except);

/* Whether the trained model of mentions, not the weights alone, would choose. */
bool hs_candidates_trained(const hs_reference *reference);

/* Hears of each choice, for training; NULL. Set before any thread links. */
extern void (*hs_candidates_observer)(const hs_linker *linker, const hs_candidates *candidates);
