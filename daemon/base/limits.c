/* Keeps the limits in force and reads settings of them. Who enforces a limit stands with its user:
 * the server, the workspace.
 */
#include "base/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static hs_limits limits = {
#define LIMIT_VALUE(name, value, least, most, meaning) .name = (value),
    HS_LIMITS(LIMIT_VALUE)
#undef LIMIT_VALUE
};

static const struct limit_row {
    const char *name;
    size_t *value;
    size_t least;
    size_t most;
    const char *meaning;
} rows[] = {
#define LIMIT_ROW(name, value, least, most, meaning) {#name, &limits.name, least, most, meaning},
    HS_LIMITS(LIMIT_ROW)
#undef LIMIT_ROW
};

const hs_limits *hs_limits_get(void)
{
    return &limits;
}

static const struct limit_row *find_row(hs_str name)
{
    for (size_t i = 0; i < HS_COUNT(rows); i++)
        if (hs_str_equal(hs_str_from(rows[i].name), name))
            return &rows[i];
    return NULL;
}

bool hs_limits_set(const char *assignment, hs_error *error)
{
    size_t name_length = strcspn(assignment, "=");
    const char *digits = assignment + name_length + (assignment[name_length] == '=');
    const struct limit_row *row = find_row(hs_str_make(assignment, name_length));
    char *end;

    if (!row)
        return hs_error_set(error, "no limit is called '%.*s'; hearsayd --limits lists them",
                            (int)name_length, assignment);
    errno = 0;
    unsigned long long value = strtoull(digits, &end, 10);
    if (digits[0] < '0' || digits[0] > '9' || *end || errno || value < row->least ||
        value > row->most)
        return hs_error_set(error, "limit %s: '%s' is not a number from %zu to %zu", row->name,
                            digits, row->least, row->most);
    *row->value = (size_t)value;
    return true;
}

void hs_limits_print(hs_buffer *out)
{
    for (size_t i = 0; i < HS_COUNT(rows); i++)
        hs_buffer_printf(out, "%s\t%zu\t%s\n", rows[i].name, *rows[i].value, rows[i].meaning);
}
