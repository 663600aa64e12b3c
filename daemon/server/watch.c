/* A libuv file system event on a folder, with the file's name as a filter. */
#include "server/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "server/server_private.h"

struct hs_watch {
    uv_fs_event_t event;
    hs_server *server;
    char *name; /* of the file in its folder, or NULL: everything in the folder */
    void (*changed)(void *data);
    void *data;
};

static void on_event(uv_fs_event_t *event, const char *name, int events, int status)
{
    hs_watch *watch = event->data;

    (void)events;
    if (status == 0 && (!watch->name || !name || strcmp(name, watch->name) == 0))
        watch->changed(watch->data);
}

static void on_watch_closed(uv_handle_t *handle)
{
    hs_watch *watch = handle->data;

    free(watch->name);
    free(watch);
}

void hs_watch_destroy(hs_watch *watch)
{
    if (!watch)
        return;
    watch->server->watch_count--;
    uv_close((uv_handle_t *)&watch->event, on_watch_closed);
}

/* The folder to watch for `path`; *name is the file in it, or NULL. Both are the caller's. */
static char *split_path(const char *path, char **name)
{
    struct stat status;
    const char *slash = strrchr(path, '/');

    *name = NULL;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return hs_string_copy(path);
    *name = hs_string_copy(slash ? slash + 1 : path);
    if (!slash)
        return hs_string_copy(".");
    return hs_string_copy_n(path, slash == path ? 1 : (size_t)(slash - path));
}

hs_watch *hs_watch_create(hs_server *server, const char *path, void (*changed)(void *data),
                          void *data)
{
    if (server->watch_count >= hs_limits_get()->watches)
        return NULL;
    hs_watch *watch = hs_alloc_zeroed(1, sizeof *watch);
    char *folder = split_path(path, &watch->name);
    watch->server = server;
    watch->changed = changed;
    watch->data = data;
    uv_fs_event_init(&server->loop, &watch->event);
    watch->event.data = watch;
    server->watch_count++;
    int status = uv_fs_event_start(&watch->event, on_event, folder, 0);
    free(folder);
    if (status == 0)
        return watch;
    hs_watch_destroy(watch);
    return NULL;
}
