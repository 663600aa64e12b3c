/* The nets of answers as a section of a model file (annotate/accusations/answer_model.h). */
#pragma once

#include "base/buffer.h"
#include "train/answer_net.h"

/* Appends the section, in which the nets' hidden units stand side by side; `encoder` is the
 * fingerprint of the language network that was read. */
void answer_export(const struct answer_net nets[ANSWER_NETS], uint64_t encoder, hs_buffer *out);
