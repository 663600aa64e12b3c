/* What field an office or a ministry has, and whose it is: "the foreign ministry" is no defence
 * ministry, "Istra's prime minister" no minister of Norland's. Constant data, any thread.
 */
#pragma once

#include "annotate/resolution/linker.h"

/* "Permanent secretary", "general secretary": whether an office in a block's text is of nobody who
 * has a field, as the health secretary has. */
bool hs_office_no_minister(hs_str text, const hs_reference *reference);

/* Whether a description cannot mean an entity by the field that it tells. */
bool hs_office_field_clashes(const hs_reference *reference, const hs_linked_entity *entity);

/* Whether it cannot by its owner, an entity or HS_NONE: who is called so is another's. */
bool hs_office_owner_clashes(const hs_linker *linker, const hs_reference *reference, uint32_t owner,
                             const hs_linked_entity *entity);

/* "The director of Harrow Trust": whether an entity leads, or speaks for, a body of another name.
 */
bool hs_office_heads_another(const hs_linker *linker, const hs_reference *reference,
                             const hs_linked_entity *entity);
