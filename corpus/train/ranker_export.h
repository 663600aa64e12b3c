/* The section of a ranker; its reader is annotate/networks/ranker.c. */
#pragma once

#include "base/buffer.h"
#include "train/ranker_net.h"

/* `encoder` is the fingerprint of the language network. */
void ranker_export(const struct ranker_net *net, uint64_t encoder, hs_buffer *out);
