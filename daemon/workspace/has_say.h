/* Whether a text gives an accused party a say: an answer, or any words of its own or of whoever
 * speaks for it.
 */
#pragma once

#include "annotate/annotation.h"

/* Anywhere in the text. `speaks`: by entity, whether it answers or is quoted. */
bool hs_party_has_its_say(const hs_annotations *annotations, const bool *speaks,
                          const hs_party *accused);

/* Whether an accused party, of the several that an accusation may have, answers it. */
bool hs_party_answers(const hs_annotations *annotations, const hs_accusation *accusation,
                      const hs_party *accused);
