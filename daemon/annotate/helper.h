/* A second pair of hands for an edit: one thread of the process that waits, so that what two can do
 * at once starts within microseconds.
 *
 * Whoever offers work goes on with something else and then takes it back: done, or not begun, where
 * the helper is busy or gets no core; then it is the offerer's own again. So nothing takes longer
 * than without help, and nothing waits for its turn. Any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>

typedef struct hs_helper_work {
    void (*run)(struct hs_helper_work *work); /* on the helper */
    atomic_bool done;                         /* it has run; starts false */
} hs_helper_work;

/* Whether there is one: not where the process may use one core only. */
bool hs_helper_available(void);

/* Hands the work over; false: nobody is free, or the machine has one core. It must stay where it is
 * until it is taken back. */
bool hs_helper_offer(hs_helper_work *work);

/* Ends an offer: true when the helper has run it, for which this waits once it has begun; false
 * when it had not begun and never will. */
bool hs_helper_take_back(hs_helper_work *work);

/* In a work that needs something of its offerer: waits for the flag, and for who has it: sets it.
 * The wait is short as a rule, so that both sides of it look before they sleep. */
void hs_helper_await(const atomic_bool *flag);
void hs_helper_tell(atomic_bool *flag);

/* Hands something brief to the helper while it waits so for this very thread; false: it does not.
 */
bool hs_helper_offer_aside(hs_helper_work *work);
