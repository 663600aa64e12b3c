#pragma once

/* Turns a trained network into the bytes of a model's network section: weights to 8 bits with a
 * scale an output, vectors to 8 bits with a scale a row. language/network.h has the layout. */

#include "base/buffer.h"
#include "train/network.h"

void network_export(const struct network *network, hs_buffer *out);
