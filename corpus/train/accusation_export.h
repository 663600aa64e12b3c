/* The accusation section's layout; its reader is annotate/accusation_model.c. */
#pragma once

#include "annotate/accusation_model.h"
#include "base/buffer.h"
#include "train/accusation_encoder.h"

enum { ROLE_OUTPUTS = HS_ROLE_TASKS * HS_ROLE_HIDDEN };

/* The network that scores candidates for the roles, in training. */
struct role_network {
    struct dense
        dense; /* candidate and anchor [ROLE_OUTPUTS][state], bias and out [ROLE_OUTPUTS] */
    struct table table; /* [HS_ROLE_ROWS][HS_ROLE_HIDDEN] */
};

void role_network_init(struct role_network *network, uint64_t seed);

struct role_layout {
    size_t candidate, anchor, bias, out, size;
};
struct role_layout role_layout(void);

/* Networks of one shape; their scores are averaged. */
void accusation_export(const struct encoder *encoders, size_t count,
                       const struct role_network *roles, const float *settings, hs_buffer *out);

/* The section's bytes, and a model bound to them. */
struct shipped {
    hs_buffer bytes;
    void *aligned;
    hs_accusation_model model;
};

void ship(struct shipped *shipped, const struct encoder *encoders, size_t count,
          const struct role_network *roles, const float *settings);
