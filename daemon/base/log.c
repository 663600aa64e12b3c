/* Formats a log line into one buffer and writes it with a single call, so that lines of several
 * threads do not mix. */
#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/shorten.h"

static const char *const names[] = {"error", "warning", "info", "debug"}; /* by hs_log_level */

static hs_log_level log_level = HS_LOG_WARNING;

bool hs_log_set_level(const char *name)
{
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            log_level = (hs_log_level)i;
            return true;
        }
    }
    return false;
}

void hs_log_write(hs_log_level level, const char *module, const char *format, ...)
{
    static const int journal_priorities[] = {3, 4, 6, 7};
    if (level > log_level)
        return;
    char line[1024];
    int length = getenv("JOURNAL_STREAM")
                     ? snprintf(line, sizeof line, "<%d>%s: ", journal_priorities[level], module)
                     : snprintf(line, sizeof line, "hearsayd: %s: %s: ", names[level], module);
    va_list arguments;
    va_start(arguments, format);
    hs_shorten_format(line + length, sizeof line - (size_t)length - 1, format, arguments);
    va_end(arguments);
    size_t end = strlen(line);
    line[end++] = '\n';
    if (write(STDERR_FILENO, line, end) < 0)
        return; /* nowhere left to say it */
}
