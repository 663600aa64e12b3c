#pragma once

/*
 * The network in training: word vectors summed from a vocabulary row and hashed rows, layers of
 * bidirectional recurrent cells, and on top one linear map to everything that is predicted:
 * tag logits, arc vectors of dependents and heads, label vectors of dependents and heads.
 *
 * The cell couples its input gate to the forget gate (Greff et al., "LSTM: A Search Space
 * Odyssey", 2017) and gives h = o * c, so that states stay within -1 and 1. The squashing function
 * is the rational x(27 + x^2) / (27 + 9x^2), clamped at 3, in training and in analysis alike.
 * Arcs and labels follow Dozat and Manning, "Deep Biaffine Attention" (2017), with a two-layer
 * classifier for labels after Kiperwasser and Goldberg (2016). A masked word is guessed from its
 * context by a sampled softmax as a further task (Devlin et al. 2019).
 */

#include "train/random.h"
#include "train/sample.h"

enum { LAYERS_MAX = 4, WORD_UNKNOWN = 0, WORD_MASKED = 1, WORD_FIRST = 2 };

struct shape {
    uint32_t vocabulary;
    uint32_t buckets;
    uint32_t input;
    uint32_t hidden;
    uint32_t layers;
    uint32_t arc;
    uint32_t label;
};

/* Offsets into the dense parameters. */
struct layout {
    size_t input_bias;
    struct {
        size_t from_input;  /* [3 hidden][input]: forget, candidate, output */
        size_t from_hidden; /* [3 hidden][hidden] */
        size_t bias;
    } cells[LAYERS_MAX][2];
    size_t heads;      /* [head_width][2 hidden] */
    size_t heads_bias; /* [head_width] */
    size_t arc_map;    /* [arc][arc], applied to heads */
    size_t arc_map_bias;
    size_t arc_root; /* [arc] */
    size_t arc_distance;
    size_t label_root; /* [label] */
    size_t relations;  /* [HS_DEPREL_COUNT][label] */
    size_t relations_bias;
    size_t guess; /* [input][2 hidden] */
    size_t guess_bias;
    size_t size;
    size_t head_width;
    size_t head_arc_dependent; /* columns of the head outputs */
    size_t head_arc_head;
    size_t head_label_dependent;
    size_t head_label_head;
};

/* A table of vectors with lazily updated rows. */
struct table {
    uint32_t rows;
    uint32_t width;
    float *values;
    float *gradient;
    float *first_moment;
    float *second_moment;
    uint32_t *touched;
    uint32_t touched_count;
    uint8_t *is_touched;
};

struct network {
    struct shape shape;
    struct layout layout;
    float *values;
    float *gradient;
    float *first_moment;
    float *second_moment;
    struct table words;
    struct table hashed;
    struct table guesses; /* output vectors of guessed words; not part of a model */
    float *vocabulary_counts;
    uint64_t *vocabulary_hashes;
    uint64_t step;
};

struct loss_weights {
    float upos, xpos, features, names, arcs, labels, guesses;
};

struct pass_options {
    bool training; /* dropout, and gradients */
    float word_dropout;
    float input_dropout;
    float layer_dropout;
    float mask_rate;
    float tree_mask_rate; /* the same of sentences that have trees */
    struct loss_weights weights;
    uint64_t *random;
};

struct losses {
    double upos, xpos, features, names, arcs, labels, guesses;
    size_t words, tree_words, name_words, guess_words;
};

struct network *network_create(const struct shape *shape, uint64_t seed);
void network_destroy(struct network *network);

/*
 * One pass over a batch. In training adds the gradient; otherwise writes predictions into
 * `predicted`: a copy of the batch's samples to overwrite, in the same order.
 */
void network_pass(struct network *network, struct sample *const *batch, size_t count,
                  const struct pass_options *options, struct losses *losses,
                  struct sample *predicted);

/* Adam (Kingma and Ba 2015) with the gradient clipped to `clip` in norm; clears the gradient. */
void network_update(struct network *network, float rate, float clip);

bool network_save(const struct network *network, const char *path);
struct network *network_load(const char *path);
