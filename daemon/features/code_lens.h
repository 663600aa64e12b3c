/* textDocument/codeLens: over the first mention of a party, what it does in the text. */
#pragma once

#include "features/context.h"

hs_view_writer hs_code_lens;
hs_handler hs_code_lens_resolve;
