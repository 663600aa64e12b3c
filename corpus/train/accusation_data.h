/* The gold annotations of accusations and answers, and sentences with directed sentiment, as blocks
 * of words with labels: what train_accusation learns from.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/accusations/accusation_inputs.h"
#include "annotate/accusations/accusation_labels.h"
#include "annotate/reading/reading.h"
#include "base/array.h"

enum { NO_LABEL = 255, GOLD_PARTIES = 8 };

/* A phrase that may be somebody's name, with who it is by the daemon's own linking. */
struct candidate {
    uint32_t phrase;
    uint32_t token; /* its head */
    bool owner;     /* whoever qualifies the phrase ("Russian interference") */
    bool known;
    uint32_t entity; /* in the document */
    hs_str name;
};

/* Whose words an attribution's content is. */
struct voice {
    bool author, known;
    uint32_t entity;
    hs_str name;
};

struct gold_accusation {
    hs_str accuser;
    hs_str accused[GOLD_PARTIES];
    uint32_t accused_count;
    bool explicit_form;
    hs_span spans[2]; /* bytes of the text: cue, charge; empty: none */
};

struct gold_answer {
    hs_str by;
    uint8_t kind;
    uint32_t to; /* UINT32_MAX: none */
    hs_span spans[2];
};

struct wrong_block {
    hs_reading reading; /* up to its attributions */
    uint32_t count;     /* tokens */
    uint32_t *starts;   /* bytes of the text where tokens start and end */
    uint32_t *ends;
    hs_accusation_word *words;
    hs_accusation_rows *rows;
    uint8_t *accusing; /* gold labels; NO_LABEL at [0]: none are known for this block */
    uint8_t *answering;
    uint8_t *kind; /* NO_LABEL outside answers */
    uint8_t *part; /* NO_LABEL where no candidate's head stands */
    uint8_t *stance;
    struct candidate *candidates;
    uint32_t candidate_count;
    struct voice *voices; /* by attribution; one more for words outside all */
    uint32_t voice_count;
    float weight;
};

struct gold_document {
    const char *path;
    hs_block_list *list;
    uint32_t first_block; /* among the data's; a list's block without words has none */
    uint32_t block_count;
    struct gold_accusation *accusations;
    uint32_t accusation_count;
    struct gold_answer *answers;
    uint32_t answer_count;
    uint32_t fold;
};

struct accusation_data {
    HS_ARRAY(struct wrong_block) blocks;
    HS_ARRAY(struct gold_document) documents;
    hs_arena arena;
};

/* Whether the tokens [first, end) share a byte with either span. */
bool gold_touches(const struct wrong_block *block, const hs_span spans[2], uint32_t first,
                  uint32_t end);

/* Reads every NAME.json of a folder with NAME.txt beside it. False when there is none. */
bool accusation_data_read_gold(struct accusation_data *data, const char *folder, float weight);

/* Reads at most so many sentences with two bracketed parties and the direction between them; of
 * those with none, every sixth. */
bool accusation_data_read_stances(struct accusation_data *data, const char *path, float weight,
                                  size_t most);
