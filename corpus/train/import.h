/* Puts the weights of a model's network section back into a network in training: the inverse of
 * export.h but for what rounding to 8 bits took and for what a model does not hold (the guesses).
 */
#pragma once

#include "base/error.h"
#include "train/network.h"

/* The shapes must agree but for the vocabularies: words that the model does not know get the row of
 * unknown words. False with the reason. */
bool network_import(struct network *network, const char *model_path, hs_error *error);
