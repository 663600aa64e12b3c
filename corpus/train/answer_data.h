/* What list_answers printed: what may be an answer, with the annotated ones that it hits. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/accusations/answer_features.h"
#include "annotate/accusations/answer_inputs.h"
#include "base/array.h"

enum {
    ANSWER_STATES = HS_ANSWER_STATE_COUNT * HS_ACCUSATION_STATE,
    ANSWER_HITS_MOST = 6,
    ANSWER_GROUPS_MOST = 8,
    ANSWER_ACTIVE_MOST = HS_ANSWER_ROWS_MOST + 64,
};

struct answer_hit {
    uint16_t number; /* of the annotated answer in its text */
    uint8_t percent; /* of the shorter one's bytes */
    uint8_t kind;
    bool party; /* it is right */
};

struct answer_choice {
    uint32_t document;
    hs_span spans[2]; /* bytes of the text: cue, words */
    struct answer_hit hits[ANSWER_HITS_MOST];
    uint8_t hit_count;
    uint16_t active[ANSWER_ACTIVE_MOST]; /* numbers of rows, then of features behind all rows */
    uint16_t active_count;
    float numbers[HS_ANSWER_NUMBERS];
    int8_t states[ANSWER_STATES];
};

struct answer_document {
    uint32_t annotated;
    uint32_t group; /* the number of the folder that it came from */
    uint32_t first, end;
};

struct answer_data {
    HS_ARRAY(struct answer_document) documents;
    HS_ARRAY(struct answer_choice) choices;
};

/* Adds a list's texts; false, with the line's number in `line`, where it is damaged. */
bool answer_data_read(struct answer_data *data, const char *path, size_t *line);
void answer_data_finish(struct answer_data *data);
