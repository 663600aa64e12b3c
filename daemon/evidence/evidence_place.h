/* Where in a document a piece of evidence stands. Private to daemon/evidence. */
#pragma once

#include "evidence/verification.h"

/* Fills in what a place needs: the document's names, the words, what stands around them, and the
 * positions. Strings are the document's, which lies in the same arena. */
void hs_evidence_place(hs_evidence *evidence, const hs_archive_document *document, hs_span span);
