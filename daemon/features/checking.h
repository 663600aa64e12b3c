/* Checking open documents against the archive, behind their analysis.
 *
 * A job of its own kind (host.h, submit_slow) asks; when it is done the document's snapshot is
 * replaced by one that has the answers, and what changed is pushed. Typing never waits for it:
 * answers of an earlier version hold for all annotations whose words are still the same. When the
 * archive cannot be asked (locked, server gone), it is tried again every few seconds until it can.
 * Loop thread only.
 */
#pragma once

#include "features/open_document.h"

/* After an analysis: checks what is not checked, unless there is no archive. */
void hs_checking_start(hs_open_document *open);

/* After a change of the archive: all open documents. */
void hs_checking_restart(hs_features *features);

/* The document is closed: what is under way need not end. */
void hs_checking_stop(hs_open_document *open);
