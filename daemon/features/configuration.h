/* Where settings come from: defaults, initializationOptions, the editor's configuration, and the
 * nearest `.hearsay.json` from the document's folder up to the workspace folder that holds it;
 * each lies over those before it.
 *
 * Folders are watched through the host; a file that changes is parsed whole and then takes the old
 * one's place. One that cannot be read leaves the last good settings in force and is reported to
 * every client concerned, with its line. Loop thread only.
 */
#pragma once

#include <jansson.h>

#include "features/open_document.h"

/* Begins and ends watching for a document (whose `uri` is not needed for the latter). */
void hs_configuration_enter(hs_open_document *open, const char *uri);
void hs_configuration_leave(hs_open_document *open);

/* A reference to the settings in force for a document. */
hs_settings *hs_configuration_settings_for(const hs_open_document *open);

/* Settings for hearsay/annotate: what the session configured, without any folder's. */
hs_settings *hs_configuration_settings_of(const hs_session_state *client);

/* Takes what initialize or didChangeConfiguration brought: the settings themselves or, as editors
 * send them, an object that has them under "hearsay". Errors are shown to the user and leave the
 * old ones in force. */
void hs_configuration_set_options(hs_session_state *client, const json_t *options);
void hs_configuration_set(hs_session_state *client, const json_t *configuration);

/* A document was analysed: once all are that other settings hold for now, the client is asked to
 * ask anew for what it shows. Settings often come after that. */
void hs_configuration_analysed(hs_session_state *client);

/* Asks the client for its configuration, if it can be asked. */
void hs_configuration_ask(hs_session_state *client);

/* A file may have changed: reads what differs and applies it to whom it concerns. */
void hs_configuration_check_files(hs_features *features);

/* The nearest existing .hearsay.json of a document, or where one would be made; malloc'd, NULL when
 * the document is no file. `exists` says which. */
char *hs_configuration_file_for(const hs_open_document *open, bool *exists);
