/* Modules: the parts of the archive that bring large libraries with them, PostgreSQL's and those
 * for mail and feeds. Each is a shared object, loaded when it is first needed and then kept, so
 * that a daemon that reads an editor's texts starts without them.
 *
 * A module calls functions of the program that loads it: the program exports its symbols, and its
 * run path leads to the modules (`module_user` in meson.build). The version is part of a module's
 * file name, so that one of another version is not found. Any thread may call.
 */
#pragma once

#include "base/error.h"

#define HS_MODULE_POSTGRES "hearsay-postgres-" HS_VERSION ".so"
#define HS_MODULE_READERS "hearsay-readers-" HS_VERSION ".so"

/* To be cast to the function's own type. */
typedef void hs_module_function(void);

/* NULL with the reason when the module, or a library that it needs, cannot be loaded. */
hs_module_function *hs_module_find(const char *module, const char *function, hs_error *error);
