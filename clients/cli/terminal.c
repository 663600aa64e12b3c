/* Asks the system about standard output. */
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
