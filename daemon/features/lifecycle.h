/* initialize, initialized, shutdown, exit and $/setTrace (LSP 3.17, "Lifecycle Messages"). */
#pragma once

#include "features/context.h"

hs_handler hs_initialize;
hs_handler hs_initialized;
hs_handler hs_shutdown;
hs_handler hs_exit;
hs_handler hs_set_trace;
