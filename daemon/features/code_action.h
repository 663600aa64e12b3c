/* Code actions and commands: attribute a quote, ignore a finding here, ignore a rule everywhere
 * (LSP 3.17, "Code Action", "Execute Command"). What they change is in fix.h.
 *
 * A client that knows code action literals gets edits; to the others the same actions go as
 * commands, which send the edit with workspace/applyEdit. All edits are made by the client, so they
 * can be undone.
 */
#pragma once

#include "features/context.h"

extern const char *const hs_code_action_kinds[];
extern const size_t hs_code_action_kind_count;

hs_document_handler hs_code_action;
hs_handler hs_code_action_resolve;
hs_handler hs_execute_command;
