/* Claims the path of the Unix socket. Symbolic links are refused throughout: the directory may lie
 * in /tmp, where anybody can put one.
 */
#include "server/socket_path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buffer.h"

bool hs_socket_path_make_directory(const char *directory, hs_error *error)
{
    struct stat status;

    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return hs_error_set(error, "%s: cannot be made: %s; choose a socket with --socket=PATH",
                            directory, strerror(errno));
    if (lstat(directory, &status) != 0)
        return hs_error_set(error, "%s: %s", directory, strerror(errno));
    if (!S_ISDIR(status.st_mode))
        return hs_error_set(error, "%s: not a directory; remove it or choose --socket=PATH",
                            directory);
    if (status.st_uid != geteuid())
        return hs_error_set(error, "%s: belongs to another user; choose --socket=PATH", directory);
    if ((status.st_mode & 077) != 0)
        return hs_error_set(error, "%s: others may enter it; run chmod 700 %s", directory,
                            directory);
    return true;
}

/* The error for a lock that another process holds: who that is stands in the file. */
static bool report_holder(int lock, const char *path, hs_error *error)
{
    char text[32] = "";
    ssize_t length = pread(lock, text, sizeof text - 1, 0);
    long process = length > 0 ? strtol(text, NULL, 10) : 0;

    if (process <= 0)
        return hs_error_set(error, "%s: another hearsayd serves it", path);
    return hs_error_set(error,
                        "%s: another hearsayd (process %ld) serves it; end that one with "
                        "'hearsay stop', or choose another socket with --socket=PATH",
                        path, process);
}

static bool take_lock(int lock, const char *lock_path, const char *path, hs_error *error)
{
    struct stat status;

    if (fstat(lock, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid())
        return hs_error_set(error, "%s: not a file of ours; remove it", lock_path);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? report_holder(lock, path, error)
                                    : hs_error_set(error, "%s: %s", lock_path, strerror(errno));
    if (ftruncate(lock, 0) != 0 || dprintf(lock, "%ld\n", (long)getpid()) < 0)
        return hs_error_set(error, "%s: %s", lock_path, strerror(errno));
    return true;
}

static bool somebody_listens(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (probe < 0)
        return false;
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    bool connected = connect(probe, (struct sockaddr *)&address, sizeof address) == 0 ||
                     errno == EAGAIN; /* its queue is full */
    close(probe);
    return connected;
}

/* Nobody holds the lock, so a socket of ours that is still there is a dead daemon's, unless some
 * other program made it. */
static bool remove_stale(const char *path, hs_error *error)
{
    struct stat status;

    if (lstat(path, &status) != 0)
        return errno == ENOENT || hs_error_set(error, "%s: %s", path, strerror(errno));
    if (!S_ISSOCK(status.st_mode) || status.st_uid != geteuid())
        return hs_error_set(error, "%s: in the way and not a socket of ours; remove it", path);
    if (somebody_listens(path))
        return hs_error_set(error, "%s: another program listens there; choose --socket=PATH", path);
    if (unlink(path) != 0)
        return hs_error_set(error, "%s: %s", path, strerror(errno));
    return true;
}

/* False when the file was removed after it had been opened: a lock on it keeps nobody out. */
static bool is_still_there(int lock, const char *lock_path)
{
    struct stat ours, there;

    return fstat(lock, &ours) == 0 && lstat(lock_path, &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* The lock, held by us, or -1. */
static int open_lock(const char *lock_path, const char *path, hs_error *error)
{
    for (;;) {
        int lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (lock < 0) {
            hs_error_set(error, "%s: cannot be made: %s; choose another socket with --socket=PATH",
                         lock_path, strerror(errno));
            return -1;
        }
        bool taken = take_lock(lock, lock_path, path, error);
        if (taken && is_still_there(lock, lock_path))
            return lock;
        close(lock);
        if (!taken)
            return -1;
    }
}

bool hs_socket_path_claim(const char *path, int *lock, hs_error *error)
{
    struct sockaddr_un longest;
    hs_buffer lock_path = {0};

    *lock = -1;
    if (strlen(path) >= sizeof longest.sun_path)
        return hs_error_set(error, "%s: the path of a socket has at most %zu bytes", path,
                            sizeof longest.sun_path - 1);
    hs_buffer_printf(&lock_path, "%s.lock", path);
    *lock = open_lock(lock_path.bytes, path, error);
    hs_buffer_finish(&lock_path);
    if (*lock < 0)
        return false;
    if (remove_stale(path, error))
        return true;
    hs_socket_path_release(path, *lock);
    *lock = -1;
    return false;
}

void hs_socket_path_release(const char *path, int lock)
{
    hs_buffer lock_path = {0};

    hs_buffer_printf(&lock_path, "%s.lock", path);
    if (is_still_there(lock, lock_path.bytes))
        unlink(lock_path.bytes);
    close(lock);
    hs_buffer_finish(&lock_path);
}
