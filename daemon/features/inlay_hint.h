/* textDocument/inlayHint: behind a pronoun that speaks or is accused, the name it stands for. */
#pragma once

#include "features/context.h"

hs_view_writer hs_inlay_hint;
