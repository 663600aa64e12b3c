/* didOpen, didChange, didSave, didClose (LSP 3.17, "Text Document Synchronization"). */
#pragma once

#include "features/context.h"

hs_handler hs_did_open;
hs_handler hs_did_change;
hs_handler hs_did_save;
hs_handler hs_did_close;
