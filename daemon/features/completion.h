/* textDocument/completion: the names of the text's parties. */
#pragma once

#include "features/context.h"

hs_document_handler hs_completion;
