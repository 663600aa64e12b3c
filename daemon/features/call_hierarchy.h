/* Call hierarchy: incoming calls are those who accuse a party, outgoing ones those it accuses. */
#pragma once

#include "features/context.h"

hs_document_handler hs_call_hierarchy_prepare;
hs_handler hs_call_hierarchy_incoming;
hs_handler hs_call_hierarchy_outgoing;
