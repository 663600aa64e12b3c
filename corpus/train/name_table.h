/* The table of name_lists.h, made from a text file: a name, a tab and the number that holds the
 * bits of its kinds, a line.
 */
#pragma once

#include "base/error.h"
#include "language/name_lists.h"

/* The caller frees `slots`. False with the reason. */
bool name_table_read(const char *path, struct hs_name_lists *lists, hs_error *error);
