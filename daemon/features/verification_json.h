/* What the archive says of a quote or claim, as JSON (docs/PROTOCOL.md, "Verification"). */
#pragma once

#include "evidence/verification.h"
#include "features/json_writer.h"
#include "text/position.h"

/* Spans of documents count units of `encoding`; with `ranges`, LSP ranges stand beside them. */
void hs_verification_write(hs_json_writer *json, const hs_verification *verification,
                           hs_encoding encoding, bool ranges);

/* {"start": {…}, "end": {…}} of a piece of evidence in its document. */
void hs_evidence_write_range(hs_json_writer *json, const hs_evidence *evidence,
                             hs_encoding encoding);
