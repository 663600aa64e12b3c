/* The table of methods that the daemon answers. */
#pragma once

#include "features/context.h"

/* NULL when there is no such request. */
const hs_method *hs_method_find_request(const char *name);

/* Notifications have no reply: request is NULL in their handlers. */
const hs_method *hs_method_find_notification(const char *name);

/* Whether a method is answered without `initialize`. */
bool hs_method_is_ours(const char *name);
