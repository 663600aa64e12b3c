/* Answering words that answer no accusation: "was denied bail", "rejected the bill", "was admitted
 * to hospital".
 */
#pragma once

#include "annotate/accusations/answer_inputs.h"

/* By what the cue's verb has for its object, or by its being done to somebody; the reading has
 * syntax. */
bool hs_answer_idle(const hs_answer_case *answer);
