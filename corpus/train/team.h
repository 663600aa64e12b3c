/* Two passes at once: a second thread takes every other batch and keeps a gradient of its own,
 * which is added to the network's before the update. A step then learns from two batches. What
 * comes out depends on the seed alone, not on which thread is ahead.
 */
#pragma once

#include "train/network.h"

struct team;

/* The network must outlive the team. Passes of the second thread draw from their own numbers,
 * begun at `seed`. */
struct team *team_create(struct network *network, uint64_t seed);
void team_destroy(struct team *team);

struct batch_of_samples {
    struct sample *const *samples;
    size_t count; /* may be 0 for the second */
};

/* A training pass over both; the gradient of either stands in the network afterwards. */
void team_pass(struct team *team, const struct batch_of_samples batches[2],
               const struct pass_options *options, struct losses *losses);
