/* textDocument/documentHighlight, definition and references.
 *
 * The definition of a party is where the text first gives its name; its references are what it
 * says. On a quote's words both speak of its speaker; an answer's definition is the accusation.
 */
#pragma once

#include "features/context.h"

hs_document_handler hs_document_highlight;
hs_document_handler hs_definition;
hs_document_handler hs_references;
