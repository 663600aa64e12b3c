/* The accusation section's layout; its reader is annotate/accusations/accusation_model.c. */
#pragma once

#include "annotate/accusations/accusation_model.h"
#include "base/buffer.h"
#include "train/accusation_encoder.h"

/* Networks of one shape; their scores are averaged. */
void accusation_export(const struct encoder *encoders, size_t count, const float *settings,
                       hs_buffer *out);

/* The section's bytes, and a model bound to them. */
struct shipped {
    hs_buffer bytes;
    void *aligned;
    hs_accusation_model model;
};

void ship(struct shipped *shipped, const struct encoder *encoders, size_t count,
          const float *settings);
