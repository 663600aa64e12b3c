/* textDocument/documentSymbol: the parties, and under each what it says and is accused of. */
#pragma once

#include "features/context.h"

hs_view_writer hs_document_symbol;
