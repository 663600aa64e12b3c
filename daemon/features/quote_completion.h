/* Behind an opening quotation mark: quotes of the archive that go on with what is typed. */
#pragma once

#include "features/context.h"

/* textDocument/completion: quotes where the cursor stands in a quotation that is being written and
 * there is an archive; else names (completion.h). */
hs_handler hs_completion_request;
