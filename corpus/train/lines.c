/* gzip, as a program, unpacks. */
#include "train/lines.h"

#include <stdlib.h>
#include <string.h>

bool lines_open(struct lines *lines, const char *path)
{
    char command[4096];
    size_t length = strlen(path);
    *lines = (struct lines){.packed = length > 3 && strcmp(path + length - 3, ".gz") == 0};
    if (lines->packed) {
        int written = snprintf(command, sizeof command, "gzip -dc '%s' 2>/dev/null", path);
        lines->file = (size_t)written < sizeof command ? popen(command, "r") : NULL;
    } else {
        lines->file = fopen(path, "r");
    }
    return lines->file != NULL;
}

char *lines_next(struct lines *lines)
{
    if (getline(&lines->line, &lines->room, lines->file) <= 0)
        return NULL;
    lines->line[strcspn(lines->line, "\r\n")] = '\0';
    return lines->line;
}

bool lines_close(struct lines *lines)
{
    free(lines->line);
    return (lines->packed ? pclose(lines->file) : fclose(lines->file)) == 0;
}
