/* Reads the token file and compares tokens. */
#include "server/token.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_private(int descriptor, const char *path, hs_error *error)
{
    struct stat status;

    if (fstat(descriptor, &status) != 0)
        return hs_error_set(error, "%s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return hs_error_set(error, "%s: not a regular file", path);
    if (status.st_uid != geteuid() || (status.st_mode & 077) != 0)
        return hs_error_set(
            error, "%s: others can read the token; give the file to yourself, mode 0600", path);
    return true;
}

static bool take_token(hs_buffer *token, char *bytes, size_t length, const char *path,
                       hs_error *error)
{
    while (length > 0 && is_blank(bytes[length - 1]))
        length--;
    while (length > 0 && is_blank(bytes[0])) {
        bytes++;
        length--;
    }
    if (length < HS_TOKEN_LEAST || length > HS_TOKEN_MOST)
        return hs_error_set(error, "%s: a token has %zu to %zu bytes", path, HS_TOKEN_LEAST,
                            HS_TOKEN_MOST);
    hs_buffer_append(token, bytes, length);
    return true;
}

bool hs_token_read(hs_buffer *token, const char *path, hs_error *error)
{
    char bytes[HS_TOKEN_MOST + 64];
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (descriptor < 0)
        return hs_error_set(error, "%s: %s", path, strerror(errno));
    bool fine = is_private(descriptor, path, error);
    ssize_t length = fine ? read(descriptor, bytes, sizeof bytes) : -1;
    if (fine && length < 0)
        fine = hs_error_set(error, "%s: %s", path, strerror(errno));
    close(descriptor);
    return fine && take_token(token, bytes, (size_t)length, path, error);
}

bool hs_token_matches(const hs_buffer *token, hs_str shown)
{
    volatile unsigned char difference = 0;

    if (token->length == 0 || shown.length != token->length)
        return false;
    for (size_t i = 0; i < token->length; i++)
        difference |= (unsigned char)(token->bytes[i] ^ shown.bytes[i]);
    return difference == 0;
}
