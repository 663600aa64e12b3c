/* Loading modules, by the system's loader: it keeps what is loaded once and locks by itself.
 * Nothing is ever unloaded: libraries below may have started threads or left handlers behind.
 */
#include "evidence/module.h"

#include <dlfcn.h>

hs_module_function *hs_module_find(const char *module, const char *function, hs_error *error)
{
    void *loaded = dlopen(module, RTLD_NOW | RTLD_LOCAL);
    void *found = loaded ? dlsym(loaded, function) : NULL;
    if (!found)
        hs_error_set(error, "%s cannot be loaded (%s): install hearsay again, with all it needs",
                     module, dlerror());
    return (hs_module_function *)found;
}
