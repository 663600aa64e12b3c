/* From labels of words to accusations and answers: cue and charge put together, with how sure the
 * model is of each.
 */
#pragma once

#include "annotate/accusations/accusation_model.h"
#include "annotate/quotes/attribution_spans.h"
#include "base/array.h"

typedef struct hs_found_accusation {
    hs_token_range cue; /* empty: none */
    hs_token_range charge;
    hs_token_range cut_off; /* what the charge lost to the clause around it; empty: nothing */
    uint32_t anchor;        /* the token of cue, else charge, that the roles are read from */
    bool explicit_form;
} hs_found_accusation;

typedef struct hs_found_answer {
    hs_token_range cue;
    hs_token_range text;
    uint32_t anchor;
    uint8_t kind; /* hs_answer_kind */
} hs_found_answer;

typedef HS_ARRAY(hs_found_accusation) hs_found_accusations;
typedef HS_ARRAY(hs_found_answer) hs_found_answers;

/* The tokens that a span holds. */
hs_token_range hs_accusation_tokens(const hs_reading *reading, hs_span span);

/* How likely it is that there are any, in the reading's scratch. */
typedef struct hs_likelihoods {
    const float *sentences;     /* that the sentence of the syntax holds any word of one */
    const hs_chain_row *tokens; /* of each label; 1 - [0] that the word stands in one */
} hs_likelihoods;

hs_likelihoods hs_likelihoods_read(const hs_chain *chain, const hs_reading *reading,
                                   const hs_accusation_output *output);

/* In each sentence that holds one with a likelihood of at least `least` (accusation_model.h's
 * settings, usually). */
void hs_accusation_find(const hs_accusation_model *model, const hs_reading *reading,
                        const hs_accusation_output *output, const hs_likelihoods *likelihoods,
                        float least, hs_found_accusations *found);
void hs_answer_find(const hs_accusation_model *model, const hs_reading *reading,
                    const hs_accusation_output *output, const hs_likelihoods *likelihoods,
                    float least, hs_found_answers *found);
