/* Text from outside made fit to stand in HTML. */
#pragma once

#include <stdio.h>

#include "base/str.h"

/* For content and for attributes in double quotes; controls that may not stand in HTML show as
 * U+FFFD. */
void hs_escape_html(FILE *out, hs_str text);
