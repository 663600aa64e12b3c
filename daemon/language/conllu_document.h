/* The language analysis of a whole document as CoNLL-U, with the process's model (shared.h).
 *
 * Each block is a paragraph; boilerplate is left out. The places of words count in the source, in
 * the given unit. For inspection and evaluation.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "text/block.h"
#include "text/position.h"

/* Appends to `out`. False without an error when `cancel` (may be NULL) became true, and with one
 * when there is no model: `error->text` is then set, and empty otherwise. */
bool hs_conllu_write_document(hs_str source, hs_markup markup, hs_encoding encoding,
                              const atomic_bool *cancel, hs_buffer *out, hs_error *error);
