/* What a party is, as far as rules and features must know. */
#pragma once

#include <stdbool.h>

#include "annotate/annotation.h"

/* Whether the entity has a proper name, rather than a description ("the operator"). */
bool hs_entity_has_name(const hs_entity *entity);
