/* Percent-encoding and the file: scheme; nothing else of URIs. */
#include "features/uri.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    int lower = tolower((unsigned char)digit);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

char *hs_path_from_uri(const char *uri)
{
    const char *rest = uri;
    hs_buffer path = {0};
    if (strncmp(rest, "file://", 7) != 0)
        return NULL;
    rest += 7;
    if (strncmp(rest, "localhost/", 10) == 0)
        rest += 9;
    if (*rest != '/')
        return NULL;
    for (; *rest != '\0' && *rest != '?' && *rest != '#'; rest++) {
        char byte = *rest;
        if (byte == '%') {
            int high = hex_value(rest[1]);
            int low = high < 0 ? -1 : hex_value(rest[2]);
            if (low < 0 || high * 16 + low == 0) {
                hs_buffer_finish(&path);
                return NULL;
            }
            byte = (char)(high * 16 + low);
            rest += 2;
        }
        hs_buffer_append_byte(&path, byte);
    }
    return hs_buffer_take(&path);
}

void hs_uri_from_path(hs_buffer *out, const char *path)
{
    hs_buffer_append_text(out, "file://");
    for (; *path != '\0'; path++) {
        unsigned char byte = (unsigned char)*path;
        if (isalnum(byte) || strchr("/-._~", byte))
            hs_buffer_append_byte(out, *path);
        else
            hs_buffer_printf(out, "%%%02X", byte);
    }
}
