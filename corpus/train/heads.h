#pragma once

/*
 * What stands on top of the recurrent layers: tag groups, arcs, labels and guesses of masked words.
 * Rows are by sentence here.
 */

#include "train/network.h"

struct heads_input {
    struct sample **sentences;
    struct sample **predicted; /* where predictions go; unused in training */
    size_t count;
    size_t rows;
    const float *top; /* [rows][2 hidden] */
    const uint8_t *masked;
};

/* Adds gradients of the heads' weights and writes that by `top` to `gradient`. */
void heads_train(struct network *network, const struct pass_options *options,
                 const struct heads_input *input, struct losses *losses, float *gradient);

void heads_predict(const struct network *network, const struct heads_input *input);

/* Cross-entropy of a softmax; turns its logits into the gradient by them, times `weight`. */
double softmax_loss(float *logits, size_t count, size_t gold, float weight);

/* Labels of a tag group's gold value in a word, or LABEL_NONE. */
struct tag_group {
    uint32_t first;
    uint32_t size;
};

enum { TAG_GROUPS = 3 + HS_FEATURE_GROUP_COUNT };
extern const struct tag_group tag_groups[TAG_GROUPS];
int tag_of(const struct sample_word *word, int group);
