/* A linear-chain random field over name tags in training (Lafferty, McCallum and Pereira 2001),
 * where a word may have any of several tags: what counts is all ways through the allowed tags
 * together, against all well-formed ways.
 */
#pragma once

#include <stdint.h>

#include "train/name_data.h"

/* As in a model: to each tag, from a sentence's beginning and from each tag. */
typedef float name_transitions[1 + HS_NAME_TAG_COUNT][HS_NAME_TAG_COUNT];

/*
 * Minus the log-likelihood of the allowed tags of `count` words, at most NAME_WORDS_MAX. Writes its
 * gradient by the scores [count][HS_NAME_TAG_COUNT] and adds that by the transitions. 0 and no
 * gradient where no well-formed way is allowed.
 */
double name_field_loss(name_transitions transitions, const float *scores,
                       const struct name_word *words, uint32_t count, float *by_scores,
                       name_transitions by_transitions);
