/* The section of roles; its reader is annotate/role_model.c. */
#pragma once

#include "base/buffer.h"
#include "train/role_net.h"

/* `encoder` is the fingerprint of the language network. */
void role_export(const struct role_net *net, uint64_t encoder, hs_buffer *out);
