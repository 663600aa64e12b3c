/* name=value on the command line. */
#include "train/settings.h"

#include <stdlib.h>
#include <string.h>

static double *place_of(const struct setting *setting, void *settings)
{
    return (double *)(void *)((char *)settings + setting->offset);
}

void settings_fill(const struct setting *known, size_t count, void *settings)
{
    for (size_t i = 0; i < count; i++)
        *place_of(&known[i], settings) = known[i].initial;
}

bool settings_set(const struct setting *known, size_t count, void *settings, const char *argument)
{
    const char *value;
    for (size_t i = 0; i < count; i++)
        if (settings_set_text(known[i].name, argument, &value)) {
            *place_of(&known[i], settings) = atof(value);
            return true;
        }
    return false;
}

bool settings_set_text(const char *name, const char *argument, const char **text)
{
    size_t length = strlen(name);
    if (strncmp(argument, name, length) != 0 || argument[length] != '=')
        return false;
    *text = argument + length + 1;
    return true;
}
