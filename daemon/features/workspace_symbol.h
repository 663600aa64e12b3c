/* workspace/symbol: the parties of all open documents, by a part of their names. */
#pragma once

#include "features/context.h"

hs_handler hs_workspace_symbol;
