/* The lines of a text file, one after another; of a packed one where its name ends in ".gz". */
#pragma once

#include <stdbool.h>
#include <stdio.h>

struct lines {
    FILE *file;
    bool packed;
    char *line;
    size_t room;
};

/* False where there is no such file; what is packed tells so only when it is closed. */
bool lines_open(struct lines *lines, const char *path);

/* The next line, without its end, to be read and cut until the next call; NULL behind the last. */
char *lines_next(struct lines *lines);

/* False where a packed file could not be read to its end. */
bool lines_close(struct lines *lines);
