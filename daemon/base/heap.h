/* What becomes of freed memory: kept for the next keystroke, or handed back to the system.
 *
 * Any thread; for the whole process. Without glibc both do nothing.
 */
#pragma once

#include <stddef.h>

/* From now on so much freed memory is kept: what one keystroke's analysis frees, the next one's
 * takes again, and handing it back in between would cost a page fault for each page. */
void hs_heap_keep(size_t bytes);

/* Hands back what lies idle at the moment. Costs a pass over the heap, and faults for whoever needs
 * that memory again. */
void hs_heap_give_back(void);
