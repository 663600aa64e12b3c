/* Finds the folder of the desk page and keeps its files. */
#include "server/page.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

#define LOG_MODULE "server"
#include "base/log.h"

static const hs_page_file files[] = {
    {"/", "index.html", "text/html; charset=utf-8"},
    {"/desk.js", "desk.js", "text/javascript; charset=utf-8"},
    {"/desk.css", "desk.css", "text/css; charset=utf-8"},
    {"/icon.svg", "icon.svg", "image/svg+xml"},
    {"/serif.woff2", "serif.woff2", "font/woff2"},
    {"/serif-more.woff2", "serif-more.woff2", "font/woff2"},
    {"/serif-italic.woff2", "serif-italic.woff2", "font/woff2"},
};

struct hs_page {
    hs_payload *bytes[HS_COUNT(files)]; /* NULL: not there */
};

/* Relative to the program's folder: installed, and in the build tree. */
static const char *const places[] = {"/../share/hearsay/web", "/../clients/web"};

static bool complained; /* who comes for a page that is not there comes again */

static bool read_folder(hs_page *page, const char *folder)
{
    hs_buffer path = {0}, bytes = {0};
    hs_error error;
    bool found = false;

    for (size_t i = 0; i < HS_COUNT(files); i++) {
        hs_buffer_clear(&path);
        hs_buffer_clear(&bytes);
        hs_buffer_printf(&path, "%s/%s", folder, files[i].name);
        if (access(path.bytes, F_OK) != 0)
            continue;
        if (hs_file_read(path.bytes, hs_limits_get()->page_file_bytes, &bytes, &error)) {
            page->bytes[i] = hs_payload_create_whole(hs_buffer_str(&bytes));
            found = true;
        } else if (!complained) {
            HS_LOG_WARN("the desk page: %s", error.text);
        }
    }
    hs_buffer_finish(&path);
    hs_buffer_finish(&bytes);
    return found;
}

static bool read_beside_program(hs_page *page)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    hs_buffer folder = {0};
    bool found = false;

    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    for (size_t i = 0; slash && !found && i < HS_COUNT(places); i++) {
        hs_buffer_clear(&folder);
        hs_buffer_append(&folder, self, (size_t)(slash - self));
        hs_buffer_append_text(&folder, places[i]);
        found = read_folder(page, folder.bytes);
    }
    hs_buffer_finish(&folder);
    return found;
}

hs_page *hs_page_load(void)
{
    hs_page *page = hs_alloc_zeroed(1, sizeof *page);
    const char *named = getenv("HEARSAY_WEB");
    bool found = named && named[0]
                     ? read_folder(page, named)
                     : read_beside_program(page) || read_folder(page, HS_INSTALLED_PAGE);

    if (found)
        return page;
    if (!complained)
        HS_LOG_NOTE("the desk page is not installed; WebSockets are served all the same");
    complained = true;
    hs_page_destroy(page);
    return NULL;
}

void hs_page_destroy(hs_page *page)
{
    for (size_t i = 0; page && i < HS_COUNT(files); i++)
        hs_payload_unref(page->bytes[i]);
    free(page);
}

const hs_page_file *hs_page_find(const hs_page *page, hs_str path, hs_payload **bytes)
{
    for (size_t i = 0; page && i < HS_COUNT(files); i++) {
        if (hs_str_is(path, files[i].path) && page->bytes[i]) {
            *bytes = page->bytes[i];
            return &files[i];
        }
    }
    return NULL;
}

/* No style: none may stand in the markup (web.c). */
const char *hs_page_missing(void)
{
    return "<!DOCTYPE html>\n"
           "<html lang=\"en\">\n"
           "<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<title>Hearsay: the desk page is missing</title>\n"
           "<h1>The desk page is missing</h1>\n"
           "<p>The daemon works, and editors and scripts can use it. The files of this page are "
           "made\n"
           "when Hearsay is built with npm and Node 18 or later. In the folder of its sources:\n"
           "<pre>    sudo apt install nodejs npm\n"
           "    ./dev build\n"
           "    build/release/clients/cli/hearsay stop\n"
           "    build/release/clients/cli/hearsay desk</pre>\n"
           "<p>If Hearsay is installed, install it anew after <code>./dev build</code>\n"
           "(<code>sudo meson install -C build/release</code>), and load this page again.\n"
           "<p>Where the files lie elsewhere, start the daemon with their folder in\n"
           "<code>HEARSAY_WEB</code>.\n";
}
