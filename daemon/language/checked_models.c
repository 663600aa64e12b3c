/* A short list in memory, read once, and the file behind it, to which lines are only added; one
 * that has grown full is begun anew. */
#include "language/checked_models.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/str.h"

enum {
    LINE_BYTES = 17, /* with its end */
    LINES_MOST = 64, /* several versions' models, in the source tree and installed */
    SETTLED_SECONDS = 2,
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char *kept_at;
static bool is_read;
static bool is_whole; /* nothing but lines, with room for more */
static size_t line_count;
static char lines[LINES_MOST * LINE_BYTES];

void hs_checked_models_keep(char *path)
{
    free(kept_at);
    kept_at = path;
    is_read = false;
    line_count = 0;
}

static hs_model_identity identify(int file, uint64_t contents)
{
    hs_model_identity identity = {.settled = false};
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0)
        return identity;
    const uint64_t read[] = {
        (uint64_t)status.st_dev,          (uint64_t)status.st_ino,
        (uint64_t)status.st_size,         (uint64_t)status.st_mtim.tv_sec,
        (uint64_t)status.st_mtim.tv_nsec, (uint64_t)status.st_ctim.tv_sec,
        (uint64_t)status.st_ctim.tv_nsec, contents,
    };
    snprintf(identity.line, sizeof identity.line, "%016" PRIx64 "\n",
             hs_hash_bytes(read, sizeof read, 0));
    identity.settled = time(NULL) - status.st_ctim.tv_sec >= SETTLED_SECONDS;
    return identity;
}

static void read_lines(void)
{
    is_read = true;
    int file = open(kept_at, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    ssize_t size = file >= 0 ? read(file, lines, sizeof lines) : 0;
    if (file >= 0)
        close(file);
    line_count = size > 0 ? (size_t)size / LINE_BYTES : 0;
    is_whole = size >= 0 && (size_t)size % LINE_BYTES == 0 && line_count < LINES_MOST;
}

static bool stands_there(const char *line)
{
    for (size_t i = 0; i < line_count; i++)
        if (memcmp(lines + i * LINE_BYTES, line, LINE_BYTES) == 0)
            return true;
    return false;
}

bool hs_checked_models_know(int file, uint64_t contents, hs_model_identity *identity)
{
    *identity = identify(file, contents);
    if (!kept_at || !identity->settled)
        return false;
    pthread_mutex_lock(&mutex);
    if (!is_read)
        read_lines();
    bool known = stands_there(identity->line);
    pthread_mutex_unlock(&mutex);
    return known;
}

static void add_line(const char *line)
{
    hs_file_make_folders(kept_at);
    int how = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (is_whole ? O_APPEND : O_TRUNC);
    int file = open(kept_at, how, 0600);
    if (file < 0)
        return;
    line_count = is_whole ? line_count : 0;
    bool written = hs_file_write_all(file, line, LINE_BYTES);
    if (written)
        memcpy(lines + line_count++ * LINE_BYTES, line, LINE_BYTES);
    is_whole = written && line_count < LINES_MOST;
    close(file);
}

void hs_checked_models_note(const hs_model_identity *identity)
{
    if (!kept_at || !identity->settled)
        return;
    pthread_mutex_lock(&mutex);
    if (!is_read)
        read_lines();
    if (!stands_there(identity->line))
        add_line(identity->line);
    pthread_mutex_unlock(&mutex);
}
