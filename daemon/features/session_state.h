/* One session as the features see it: what it negotiated, what it has open, how it is configured.
 *
 * Made when the session opens, gone when it closes. Loop thread only.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "base/array.h"
#include "base/map.h"
#include "features/features.h"
#include "features/latency.h"
#include "text/position.h"
#include "workspace/settings.h"

/* What of the client's capabilities changes our answers. */
typedef struct hs_abilities {
    bool markdown_hover;
    bool hierarchical_symbols;
    bool configuration;       /* workspace/configuration may be asked */
    bool pulls_diagnostics;   /* textDocument/diagnostic: then nothing is pushed */
    bool refresh_diagnostics; /* workspace/diagnostic/refresh; who cannot be asked does not pull */
    bool refresh_code_lens;   /* workspace/codeLens/refresh */
    bool refresh_tokens;      /* workspace/semanticTokens/refresh */
    bool refresh_hints;       /* workspace/inlayHint/refresh */
    bool code_description;
    bool diagnostic_data;
    bool code_action_literals;
    bool code_action_resolve;
    bool document_changes; /* versioned workspace edits */
    bool create_files;     /* workspace edits may create files */
    bool apply_edit;       /* workspace/applyEdit may be asked */
} hs_abilities;

typedef enum hs_session_phase {
    HS_PHASE_NEW,         /* no initialize yet: hearsay/… only */
    HS_PHASE_INITIALIZED, /* initialize was answered */
    HS_PHASE_SHUT_DOWN,   /* shutdown was answered: exit only */
} hs_session_phase;

typedef struct hs_session_state {
    hs_features *features;
    hs_session *session;
    hs_session_phase phase;
    hs_encoding encoding;
    hs_abilities abilities;
    int process;              /* the client's process, or 0 */
    bool wants_annotations;   /* hearsay/didAnnotate */
    bool waits_for_archive;   /* answers about a document come when the archive was asked */
    bool knows_archive_away;  /* was told that the archive cannot be asked */
    bool knows_model_missing; /* was told that there is no language model */
    bool shows_old_settings;  /* what it was told of some document follows earlier ones */
    hs_map documents;         /* uri → hs_open_document */
    HS_ARRAY(char *) folders; /* paths of the workspace's folders */
    json_t *options;          /* settings in initializationOptions, or NULL */
    json_t *configuration;    /* settings from the editor, or NULL */
} hs_session_state;

/* The features as their own files see them. */
struct hs_features {
    const hs_host *host;
    HS_ARRAY(hs_session_state *) clients;
    hs_map config_folders; /* path → hs_config_folder (configuration.c) */
    hs_latency latencies[HS_LATENCY_KINDS];
    uint64_t tokens_results; /* the newest result id given out */
    uint64_t started_ms;
    struct hs_check_retry *check_retry; /* waits for the archive to come back (checking.c) */
    struct hs_watched_folders *watched_folders; /* or NULL */
};

hs_session_state *hs_session_state_create(hs_features *features, hs_session *session);
void hs_session_state_destroy(hs_session_state *client); /* closes its documents */

/* Adds a folder of the workspace; NULL and URIs that are no folder's are passed over. */
void hs_session_state_add_folder(hs_session_state *client, const char *uri);

/* window/showMessage; `type` is LSP's MessageType. */
void hs_session_state_show_message(hs_session_state *client, int type, const char *text);
