/* The claim section as daemon/annotate/claims/claim_model.h reads it. */
#pragma once

#include "base/buffer.h"
#include "train/claim_net.h"

/* `context` has HS_CLAIM_CONTEXT_WEIGHTS numbers. `encoder` is the language network's fingerprint.
 */
void claim_export(struct claim_net *const *nets, uint32_t members, size_t state_width,
                  uint64_t encoder, const float *context, hs_buffer *out);
