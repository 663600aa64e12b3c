/* Looking at what another thread is about to bring instead of sleeping: waking up costs a tenth of
 * a millisecond. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

typedef struct hs_spin {
    uint64_t end; /* nanoseconds of the monotonic clock; 0: not begun */
    uint32_t looks;
} hs_spin;

/* Between two looks; false once `nanoseconds` have gone by since the first, about. */
static inline bool hs_spin_goes_on(hs_spin *spin, uint64_t nanoseconds)
{
    enum { LOOKS_A_TIME = 64 };
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
    if (spin->looks++ % LOOKS_A_TIME != 0)
        return true;
    uint64_t now = hs_clock_ns();
    if (spin->end == 0)
        spin->end = now + nanoseconds;
    return now < spin->end;
}
