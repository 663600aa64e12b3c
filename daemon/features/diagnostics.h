/* Diagnostics: the findings of the rules, pushed (publish.c) and pulled (LSP 3.17, "Pull
 * Diagnostics"). */
#pragma once

#include "features/context.h"
#include "features/json_writer.h"
#include "features/view.h"
#include "workspace/document.h"

/* An array of all findings. */
void hs_diagnostics_write(hs_view *view, hs_json_writer *json);

/* Of all that a client is sent of the findings, their lines and columns too: an edit may move
 * a range without moving a byte. The same hash, the same diagnostics; it is the result id of pulls.
 */
uint64_t hs_diagnostics_hash(hs_view *view);

/* One diagnostic for a finding. */
void hs_diagnostic_write(hs_view *view, const hs_finding *finding, hs_json_writer *json);

/* The one diagnostic that says that the document is out of step. */
void hs_diagnostic_write_out_of_step(const hs_document *document, hs_json_writer *json);

hs_document_handler hs_document_diagnostic;
hs_handler hs_workspace_diagnostic;
