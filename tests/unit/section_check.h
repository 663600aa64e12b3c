/* What every reader of a model's section must do, whatever the model: take it whole, refuse it cut
 * or with a header that does not fit, and stay within its bounds however it is damaged.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

struct section {
    hs_buffer whole; /* as it was written */
    char *copy;      /* to be cut and damaged, aligned as a mapped section is; what a test binds */
};

/* Makes the copy whole (again). */
void section_reset(struct section *section);
void section_finish(struct section *section);

/* Binds a model to the first `size` bytes of the copy and, where that works, runs it and checks
 * what holds for any weights; false where it was refused, with a reason. */
typedef bool section_run(size_t size);

void section_check_whole(struct section *section, section_run *run);

/* Cut behind each of the first bytes, then at every `step`. */
void section_check_cut(struct section *section, section_run *run, size_t step);

/* The header's 32-bit words, a bit each of those that have one right value. */
void section_check_header(struct section *section, section_run *run, uint64_t words);

void section_check_damage(struct section *section, section_run *run, int rounds);
