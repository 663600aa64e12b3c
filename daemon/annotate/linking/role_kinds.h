/* What kind of role another word says: a sergeant is "the officer" too, and a senator "the
 * lawmaker". Constant data, any thread.
 */
#pragma once

#include "annotate/linking/entities.h"

/* Whether an entity has been called something that is of the kind which a role says. */
bool hs_role_kind_fits(uint64_t role, const hs_linked_entity *entity);
