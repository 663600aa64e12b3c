/* Web and mail addresses, each of which is one token. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The end of a web or mail address at `start`, or `start` when there is none. Addresses end before
 * white space and leave closing punctuation behind. `*at_search_end` remembers how far a search
 * for a mail address has failed (0 at first), so that no byte is searched twice. */
size_t hs_address_scan(hs_str text, size_t start, size_t *at_search_end, uint64_t *bytes_read);
