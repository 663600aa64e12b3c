/* The table: a name, and the one handler that answers it. */
#include "features/methods.h"

#include <string.h>

#include "base/memory.h"
#include "features/call_hierarchy.h"
#include "features/code_action.h"
#include "features/code_lens.h"
#include "features/diagnostics.h"
#include "features/document_link.h"
#include "features/document_symbol.h"
#include "features/document_sync.h"
#include "features/folding.h"
#include "features/hover.h"
#include "features/inlay_hint.h"
#include "features/lifecycle.h"
#include "features/ours.h"
#include "features/quote_completion.h"
#include "features/references.h"
#include "features/semantic_tokens_requests.h"
#include "features/workspace_events.h"
#include "features/workspace_symbol.h"

#define OURS "hearsay/"

static const hs_method requests[] = {
    {.name = "initialize", .handle = hs_initialize},
    {.name = "shutdown", .handle = hs_shutdown},
    {.name = "textDocument/hover", .needs = HS_NEEDS_POSITION, .document = hs_hover},
    {.name = "textDocument/completion", .handle = hs_completion_request},
    {.name = "textDocument/documentLink", .view = hs_document_link},
    {.name = "textDocument/definition", .needs = HS_NEEDS_POSITION, .document = hs_definition},
    {.name = "textDocument/references", .needs = HS_NEEDS_POSITION, .document = hs_references},
    {.name = "textDocument/documentHighlight",
     .needs = HS_NEEDS_POSITION,
     .document = hs_document_highlight},
    {.name = "textDocument/documentSymbol", .view = hs_document_symbol},
    {.name = "textDocument/inlayHint", .needs = HS_NEEDS_RANGE, .view = hs_inlay_hint},
    {.name = "textDocument/foldingRange", .view = hs_folding_range},
    {.name = "textDocument/selectionRange",
     .needs = HS_NEEDS_POSITIONS,
     .document = hs_selection_range},
    {.name = "textDocument/codeLens", .view = hs_code_lens},
    {.name = "codeLens/resolve", .handle = hs_code_lens_resolve},
    {.name = "textDocument/codeAction", .needs = HS_NEEDS_RANGE, .document = hs_code_action},
    {.name = "codeAction/resolve", .handle = hs_code_action_resolve},
    {.name = "workspace/executeCommand", .handle = hs_execute_command},
    {.name = "workspace/symbol", .handle = hs_workspace_symbol},
    {.name = "textDocument/prepareCallHierarchy",
     .needs = HS_NEEDS_POSITION,
     .document = hs_call_hierarchy_prepare},
    {.name = "callHierarchy/incomingCalls", .handle = hs_call_hierarchy_incoming},
    {.name = "callHierarchy/outgoingCalls", .handle = hs_call_hierarchy_outgoing},
    {.name = "textDocument/diagnostic", .document = hs_document_diagnostic},
    {.name = "workspace/diagnostic", .handle = hs_workspace_diagnostic},
    {.name = "textDocument/semanticTokens/full", .handle = hs_semantic_tokens_full},
    {.name = "textDocument/semanticTokens/full/delta", .handle = hs_semantic_tokens_delta},
    {.name = "textDocument/semanticTokens/range",
     .needs = HS_NEEDS_RANGE,
     .view = hs_semantic_tokens_range},
    {.name = "hearsay/analyse", .handle = hs_ours_analyse},
    {.name = "hearsay/annotate", .handle = hs_ours_annotate},
    {.name = "hearsay/annotations", .needs = HS_MAY_HAVE_RANGE, .view = hs_ours_annotations},
    {.name = "hearsay/desk", .handle = hs_ours_desk},
    {.name = "hearsay/archive", .handle = hs_ours_archive},
    {.name = "hearsay/import", .handle = hs_ours_import},
    {.name = "hearsay/search", .handle = hs_ours_search},
    {.name = "hearsay/status", .handle = hs_ours_status},
    {.name = "hearsay/stop", .handle = hs_ours_stop},
    {.name = "hearsay/verify", .handle = hs_ours_verify},
};

static const hs_method notifications[] = {
    {.name = "initialized", .handle = hs_initialized},
    {.name = "exit", .handle = hs_exit},
    {.name = "$/setTrace", .handle = hs_set_trace},
    {.name = "textDocument/didOpen", .handle = hs_did_open},
    {.name = "textDocument/didChange", .handle = hs_did_change},
    {.name = "textDocument/didSave", .handle = hs_did_save},
    {.name = "textDocument/didClose", .handle = hs_did_close},
    {.name = "workspace/didChangeConfiguration", .handle = hs_did_change_configuration},
    {.name = "workspace/didChangeWatchedFiles", .handle = hs_did_change_watched_files},
    {.name = "workspace/didChangeWorkspaceFolders", .handle = hs_did_change_workspace_folders},
};

static const hs_method *find(const hs_method *methods, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(methods[i].name, name) == 0)
            return &methods[i];
    }
    return NULL;
}

const hs_method *hs_method_find_request(const char *name)
{
    return find(requests, HS_COUNT(requests), name);
}

const hs_method *hs_method_find_notification(const char *name)
{
    return find(notifications, HS_COUNT(notifications), name);
}

bool hs_method_is_ours(const char *name)
{
    return strncmp(name, OURS, strlen(OURS)) == 0;
}
