/* Notifications about the workspace: configuration, files, folders (LSP 3.17, "Workspace
 * Features"). */
#pragma once

#include "features/context.h"

hs_handler hs_did_change_configuration;
hs_handler hs_did_change_watched_files;
hs_handler hs_did_change_workspace_folders;
