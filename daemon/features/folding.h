/* textDocument/foldingRange (sections under headings, quotes over several lines) and
 * textDocument/selectionRange (word, quote, sentence, block, document). */
#pragma once

#include "features/context.h"

hs_view_writer hs_folding_range;
hs_document_handler hs_selection_range;
