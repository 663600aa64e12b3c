/* Watching files and folders for changes.
 *
 * A file is watched through its folder, so that it may be missing at first and be replaced, as
 * editors do when they save. Loop thread only.
 */
#pragma once

typedef struct hs_server hs_server;
typedef struct hs_watch hs_watch;

/* NULL when the path cannot be watched or too many are. */
hs_watch *hs_watch_create(hs_server *server, const char *path, void (*changed)(void *data),
                          void *data);

/* `changed` is not called any more. NULL is fine. */
void hs_watch_destroy(hs_watch *watch);
