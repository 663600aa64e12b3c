/* textDocument/semanticTokens/full, full/delta and range. */
#pragma once

#include "features/context.h"

hs_handler hs_semantic_tokens_full;
hs_handler hs_semantic_tokens_delta;
hs_view_writer hs_semantic_tokens_range;
