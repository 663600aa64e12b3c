#pragma once

/*
 * The task of pretraining: a masked word is guessed from its context among the other masked words
 * of the batch and words drawn by frequency (sampled softmax with corrected logits, Jean et al.
 * 2015).
 */

#include "train/heads.h"

/* Adds the gradients of the task's weights and that by `top` to `top_gradient`. */
void guesses_train(struct network *network, const struct heads_input *input,
                   const struct pass_options *options, float scale, struct losses *losses,
                   float *top_gradient);
