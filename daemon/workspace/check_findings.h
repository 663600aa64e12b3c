/* Findings from what the archive says: altered and misattributed quotes, contradicted figures and
 * claims that fact-checkers rated false. */
#pragma once

#include "annotate/linking/chapters.h"
#include "base/arena.h"
#include "base/array.h"
#include "workspace/checks.h"
#include "workspace/findings.h"

typedef HS_ARRAY(hs_finding) hs_finding_array;

/* Appends a finding for each check that raises one and is not silenced; messages in the arena. */
void hs_check_findings(const hs_chapters *chapters, const hs_settings *settings,
                       const hs_checks *checks, hs_arena *arena, hs_finding_array *found);
