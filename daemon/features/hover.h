/* textDocument/hover: a card for what stands under the cursor. */
#pragma once

#include "features/context.h"

hs_document_handler hs_hover;
