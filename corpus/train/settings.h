/* What is set on a trainer's command line: name=value. Numbers stand in a struct, beside a table
 * that has a line for each.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct setting {
    const char *name;
    size_t offset; /* of a double */
    double initial;
};

#define SETTING(type, member, value)                                                               \
    {                                                                                              \
        .name = #member, .offset = offsetof(type, member), .initial = value                        \
    }

void settings_fill(const struct setting *known, size_t count, void *settings);

/* False where the argument is not of this form, or no setting of that name is known. */
bool settings_set(const struct setting *known, size_t count, void *settings, const char *argument);

/* The same for one text, which is borrowed. */
bool settings_set_text(const char *name, const char *argument, const char **text);
