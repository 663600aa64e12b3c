/* What the block shows of words that may answer an accusation, for the model of answers
 * (answer_model.h): rows of a hashed table for its words, states of the language network, and what
 * the accusation model makes of them. Whose words they are and what was said before, linking adds.
 */
#pragma once

#include <stdint.h>

#include "annotate/accusations/accusation_spans.h"

enum {
    HS_ANSWER_ROWS = 4096,
    HS_ANSWER_ROWS_MOST = 96, /* of one that may answer */
    HS_ANSWER_CONTENTS_MOST = 8,
};

/* The states that are read: of the head of the content, of the cue, and the content's mean. */
typedef enum hs_answer_state {
    HS_ANSWER_STATE_CONTENT,
    HS_ANSWER_STATE_CUE,
    HS_ANSWER_STATE_MEAN,
    HS_ANSWER_STATE_COUNT
} hs_answer_state;

/* Log odds of the accusation model, a third of them: that a sentence holds an answer, the largest;
 * that a word stands in one, the largest and the mean; then for each kind how much it is that. */
enum {
    HS_ANSWER_NUMBER_SENTENCE,
    HS_ANSWER_NUMBER_INSIDE,
    HS_ANSWER_NUMBER_MEAN,
    HS_ANSWER_NUMBER_KINDS,
    HS_ANSWER_NUMBERS = HS_ANSWER_NUMBER_KINDS + HS_ANSWER_KINDS,
};

/* Words that may answer, as tokens. */
typedef struct hs_answer_case {
    const hs_reading *reading;
    const hs_accusation_word *words;
    const hs_accusation_output *output;
    const hs_likelihoods *likelihoods;
    hs_token_range cue;                               /* empty: none */
    hs_token_range contents[HS_ANSWER_CONTENTS_MOST]; /* at least one, not empty */
    uint32_t content_count;
    const hs_attribution *attribution; /* whose content they are, or NULL */
} hs_answer_case;

typedef struct hs_answer_inputs {
    uint32_t rows[HS_ANSWER_ROWS_MOST];
    uint32_t row_count;
    int8_t states[HS_ANSWER_STATE_COUNT][HS_ACCUSATION_STATE];
    float numbers[HS_ANSWER_NUMBERS];
    float likely;  /* that a word of it stands in an answer: the largest likelihood, … */
    uint32_t best; /* … and the content where it is */
} hs_answer_inputs;

void hs_answer_inputs_read(const hs_answer_case *it, hs_answer_inputs *inputs);
