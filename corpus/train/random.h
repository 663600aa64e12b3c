/* Numbers by chance for training: SplitMix64 (Steele, Lea and Flood 2014), the same on every
 * machine. The state is the caller's; any number will do to begin with.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

uint64_t random_next(uint64_t *state);
float random_unit(uint64_t *state); /* from 0 up to, but without, 1 */

/* Puts items of `size` bytes, at most RANDOM_ITEM_BYTES, into random order. */
enum { RANDOM_ITEM_BYTES = 16 };
void random_shuffle(void *items, size_t count, size_t size, uint64_t *state);

/* Fills `values` with numbers from -range to range. */
void randomise(float *values, size_t count, float range, uint64_t *state);
