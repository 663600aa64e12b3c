/* What linking need not read again of words that may answer: for each attribution, answering word
 * and accusation of a block, what the model of answers makes of its words (answer_model.h).
 */
#pragma once

#include "annotate/accusations/answer_inputs.h"
#include "text/near.h"

typedef struct hs_answer_views {
    hs_reading *reading;
    const hs_accusation_word *words;
    const hs_accusation_output *output;
    const hs_likelihoods *likelihoods; /* of answers */
} hs_answer_views;

/* For looking up answers by their cue or text. */
hs_near hs_answering_near(const hs_answering *answers, size_t count, hs_arena *arena);

/* Sets the `view` of everything that the reading found. */
void hs_answer_views_make(const hs_answer_views *views);

/* Hears of each view's inputs, for training; NULL. Set before any thread reads. */
extern void (*hs_answer_inputs_observer)(const hs_answer_view *view,
                                         const hs_answer_inputs *inputs);
