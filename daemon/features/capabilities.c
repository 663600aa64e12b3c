/* Both sides' capabilities. The client's are read through a table of paths into booleans. */
#include "features/capabilities.h"

#include <string.h>

#include "base/memory.h"
#include "features/code_action.h"
#include "features/fix.h"
#include "features/semantic_tokens.h"

/* The value at a path such as "textDocument.hover.contentFormat"; NULL when it is not there. */
static const json_t *at_path(const json_t *value, const char *path)
{
    char key[64];
    while (value && *path != '\0') {
        size_t length = strcspn(path, ".");
        memcpy(key, path, length);
        key[length] = '\0';
        value = json_object_get(value, key);
        path += length + (path[length] == '.');
    }
    return value;
}

static bool array_holds(const json_t *array, const char *text)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *item = json_string_value(json_array_get(array, i));
        if (item && strcmp(item, text) == 0)
            return true;
    }
    return false;
}

/* `what`: NULL, the capability is true; "", it is there; else it is a list that holds `what`. */
static const struct {
    size_t field;
    const char *path;
    const char *what;
} abilities[] = {
#define ABILITY(name, path, what)                                                                  \
    {                                                                                              \
        offsetof(hs_abilities, name), path, what                                                   \
    }
    ABILITY(markdown_hover, "textDocument.hover.contentFormat", "markdown"),
    ABILITY(hierarchical_symbols, "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport",
            NULL),
    ABILITY(configuration, "workspace.configuration", NULL),
    ABILITY(pulls_diagnostics, "textDocument.diagnostic", ""),
    ABILITY(refresh_diagnostics, "workspace.diagnostics.refreshSupport", NULL),
    ABILITY(refresh_code_lens, "workspace.codeLens.refreshSupport", NULL),
    ABILITY(refresh_tokens, "workspace.semanticTokens.refreshSupport", NULL),
    ABILITY(refresh_hints, "workspace.inlayHint.refreshSupport", NULL),
    ABILITY(code_description, "textDocument.publishDiagnostics.codeDescriptionSupport", NULL),
    ABILITY(diagnostic_data, "textDocument.publishDiagnostics.dataSupport", NULL),
    ABILITY(code_action_literals, "textDocument.codeAction.codeActionLiteralSupport", ""),
    ABILITY(code_action_resolve, "textDocument.codeAction.resolveSupport.properties", "edit"),
    ABILITY(document_changes, "workspace.workspaceEdit.documentChanges", NULL),
    ABILITY(create_files, "workspace.workspaceEdit.resourceOperations", "create"),
    ABILITY(apply_edit, "workspace.applyEdit", NULL),
#undef ABILITY
};

void hs_capabilities_read(hs_session_state *client, const json_t *capabilities)
{
    for (size_t i = 0; i < HS_COUNT(abilities); i++) {
        const json_t *value = at_path(capabilities, abilities[i].path);
        bool *field = (bool *)((char *)&client->abilities + abilities[i].field);
        if (!abilities[i].what)
            *field = json_is_true(value);
        else if (abilities[i].what[0] == '\0')
            *field = json_is_object(value);
        else
            *field = array_holds(value, abilities[i].what);
    }
    /* Settings and what the archive says come when the client has pulled. */
    client->abilities.pulls_diagnostics &= client->abilities.refresh_diagnostics;
}

static void write_sync(hs_json_writer *json)
{
    hs_json_key(json, "textDocumentSync");
    hs_json_begin_object(json);
    hs_json_member_boolean(json, "openClose", true);
    hs_json_member_integer(json, "change", 2); /* incremental */
    hs_json_key(json, "save");
    hs_json_begin_object(json);
    hs_json_member_boolean(json, "includeText", true);
    hs_json_end_object(json);
    hs_json_end_object(json);
}

static void write_tokens(hs_json_writer *json)
{
    hs_json_key(json, "semanticTokensProvider");
    hs_json_begin_object(json);
    hs_json_key(json, "legend");
    hs_json_begin_object(json);
    hs_json_key(json, "tokenTypes");
    hs_json_begin_array(json);
    for (size_t i = 0; i < HS_TOKEN_TYPE_COUNT; i++)
        hs_json_text(json, hs_token_type_names[i]);
    hs_json_end_array(json);
    hs_json_key(json, "tokenModifiers");
    hs_json_begin_array(json);
    for (size_t i = 0; i < hs_token_modifier_count; i++)
        hs_json_text(json, hs_token_modifier_names[i]);
    hs_json_end_array(json);
    hs_json_end_object(json);
    hs_json_member_boolean(json, "range", true);
    hs_json_key(json, "full");
    hs_json_begin_object(json);
    hs_json_member_boolean(json, "delta", true);
    hs_json_end_object(json);
    hs_json_end_object(json);
}

static void write_texts(hs_json_writer *json, const char *key, const char *const *texts,
                        size_t count)
{
    hs_json_key(json, key);
    hs_json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        hs_json_text(json, texts[i]);
    hs_json_end_array(json);
}

/* {"<name>Provider": {"resolveProvider": true, …}}, left open. */
static void begin_provider(hs_json_writer *json, const char *key, bool resolves)
{
    hs_json_key(json, key);
    hs_json_begin_object(json);
    if (resolves)
        hs_json_member_boolean(json, "resolveProvider", true);
}

/* Behind these, quotes of the archive are offered. */
static const char *const quote_marks[] = {"\"", "“", "«", "„"};

static void write_commands(hs_json_writer *json)
{
    begin_provider(json, "codeLensProvider", true);
    hs_json_end_object(json);
    begin_provider(json, "codeActionProvider", true);
    write_texts(json, "codeActionKinds", hs_code_action_kinds, hs_code_action_kind_count);
    hs_json_end_object(json);
    begin_provider(json, "executeCommandProvider", false);
    write_texts(json, "commands", hs_fix_names, HS_FIX_KIND_COUNT);
    hs_json_end_object(json);
    begin_provider(json, "completionProvider", false);
    write_texts(json, "triggerCharacters", quote_marks, HS_COUNT(quote_marks));
    hs_json_end_object(json);
    begin_provider(json, "documentLinkProvider", false);
    hs_json_end_object(json);
}

/* The workspace's are those of the open documents, which a client that pulls has already. Were they
 * announced, VS Code would keep the findings of closed documents, for the workspace's to come in
 * their place; and Neovim 0.12.4 would ask for nothing else when it is told to ask anew, and then
 * pass the answer over (docs/FEATURES.md, "Diagnostics of the workspace"). */
static void write_diagnostics(hs_json_writer *json)
{
    begin_provider(json, "diagnosticProvider", false);
    hs_json_member_text(json, "identifier", "hearsay");
    hs_json_member_boolean(json, "interFileDependencies", false);
    hs_json_member_boolean(json, "workspaceDiagnostics", false);
    hs_json_end_object(json);
}

static void write_workspace(hs_json_writer *json)
{
    hs_json_key(json, "workspace");
    hs_json_begin_object(json);
    hs_json_key(json, "workspaceFolders");
    hs_json_begin_object(json);
    hs_json_member_boolean(json, "supported", true);
    hs_json_member_boolean(json, "changeNotifications", true);
    hs_json_end_object(json);
    hs_json_end_object(json);
}

static const char *const plain_providers[] = {
    "hoverProvider",          "documentSymbolProvider", "documentHighlightProvider",
    "definitionProvider",     "referencesProvider",     "foldingRangeProvider",
    "selectionRangeProvider", "inlayHintProvider",      "workspaceSymbolProvider",
    "callHierarchyProvider",
};

void hs_capabilities_write(const hs_session_state *client, hs_json_writer *json)
{
    hs_json_begin_object(json);
    hs_json_member_text(json, "positionEncoding", hs_encoding_name(client->encoding));
    write_sync(json);
    for (size_t i = 0; i < HS_COUNT(plain_providers); i++)
        hs_json_member_boolean(json, plain_providers[i], true);
    write_tokens(json);
    write_commands(json);
    if (client->abilities.pulls_diagnostics)
        write_diagnostics(json);
    write_workspace(json);
    hs_json_end_object(json);
}
