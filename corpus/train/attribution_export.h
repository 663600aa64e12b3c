/* Turns a trained encoder into the attribution section of a model file. */
#pragma once

#include "base/buffer.h"
#include "train/attribution_encoder.h"

/* What the model knows of a word's form. */
struct known_form {
    uint32_t form;
    uint32_t row;   /* of its vector; 0: none of its own */
    uint32_t level; /* cue level, from 1 */
};

void attribution_export(const struct encoder *encoder, const struct known_form *forms,
                        size_t form_count, const float *calibration, hs_buffer *out);
