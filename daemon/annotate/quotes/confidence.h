/* How often a finding of a kind is right: prior confidences, measured on annotated news. */
#pragma once

#include "annotate/block_findings.h"

float hs_confidence_of_quote(const hs_attribution *attribution, bool speaker_known);
