/* What kind of body a noun or a name says, as far as words tell it: "the museum" is no country,
 * "the bank" no Senate, "the company" no commission. Constant data, any thread.
 */
#pragma once

#include "annotate/resolution/entities.h"

/* The kinds that a description can mean, a bit each; 0: its noun tells none. */
uint32_t hs_body_kinds_of(const hs_reference *reference);

/* Whether one that says these kinds cannot mean an entity, by what its name says. */
bool hs_body_kinds_clash(uint32_t kinds, const hs_linked_entity *entity);

/* Whether its name says that it is of one of them: "the charity" may be the Orlo Trust. */
bool hs_body_kinds_fit(uint32_t kinds, const hs_linked_entity *entity);

/* Whether a firm may be of them. */
bool hs_body_kinds_may_be_firm(uint32_t kinds);

/* Whether a bare description says that it is a place: "the town". */
bool hs_body_kinds_of_place(const hs_reference *reference);

/* Whether an entity's name says what body it is, and that no firm: a council, a court. */
bool hs_body_named(const hs_linked_entity *entity);

/* Whether a description's noun says no more than that it is a firm: "the company". */
bool hs_body_is_any_firm(const hs_reference *reference);

/* Whether a description's noun says that who is meant speaks about others rather than itself: "the
 * regulator". */
bool hs_body_looks_on(const hs_reference *reference);
