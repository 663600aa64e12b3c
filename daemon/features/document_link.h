/* textDocument/documentLink: from a quote or claim to where the archive has it. */
#pragma once

#include "features/context.h"

hs_view_writer hs_document_link;
