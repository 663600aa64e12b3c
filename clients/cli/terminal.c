/* Asks the system about standard output, and keeps texts from steering it. The texts that annotate
 * shows are cut into cells and cleaned there. */
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_STANDARD = 80, WIDTH_LEAST = 40, WIDTH_MOST = 100 };

int hs_terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    int width = WIDTH_STANDARD;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    else if (columns && atoi(columns) > 0)
        width = atoi(columns);
    return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

bool hs_terminal_wants_colour(const hs_options *options)
{
    const char *when = hs_options_value(options, HS_OPTION_COLOR);
    if (strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(none && none[0] != '\0') && terminal &&
           strcmp(terminal, "dumb") != 0;
}

/* The length of the character that must not reach a terminal at the front of `text`, or 0. */
static size_t steering_length(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x20 || bytes[0] == 0x7f)
        return 1;
    if (bytes[0] == 0xc2 && bytes[1] >= 0x80 && bytes[1] < 0xa0)
        return 2; /* U+0080 to U+009F */
    if (bytes[0] == 0xe2 && bytes[1] == 0x80 && bytes[2] >= 0xaa && bytes[2] <= 0xae)
        return 3; /* U+202A to U+202E */
    if (bytes[0] == 0xe2 && bytes[1] == 0x81 && bytes[2] >= 0xa6 && bytes[2] <= 0xa9)
        return 3; /* U+2066 to U+2069 */
    return 0;
}

void hs_terminal_write_plain(FILE *out, const char *text)
{
    while (*text) {
        size_t steering = steering_length(text);
        fputc(steering > 0 ? ' ' : *text, out);
        text += steering > 0 ? steering : 1;
    }
}

void hs_terminal_complain(const char *text)
{
    fputs("hearsay: ", stderr);
    hs_terminal_write_plain(stderr, text);
    fputc('\n', stderr);
}
