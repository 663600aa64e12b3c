/* A walk over the space-separated words of a short text, and tables of lower-case words to look
 * them up in. Private to daemon/text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/span.h"

/* The next run of characters without white space at or behind `*at`; false at the end. */
bool hs_word_next(hs_str text, size_t *at, hs_span *word);

/* The word without the punctuation around it. */
hs_str hs_word_bare(hs_str text, hs_span word);

/* Whether `text` and `other` start with the same letter, or bytes alike enough to look closer: most
 * entries of a table fall here. */
static inline bool hs_word_may_start(hs_str text, const char *other)
{
    return text.length > 0 && ((text.bytes[0] ^ other[0]) & ~0x20) == 0;
}

bool hs_word_in(hs_str word, const char *const *table, size_t count); /* case set aside */

bool hs_word_starts_upper(hs_str word);
bool hs_word_all_upper(hs_str word); /* has an upper-case letter and no lower-case one */
bool hs_word_is_number(hs_str word); /* digits, with . , : / - between or letters behind: "3rd" */

/* Small words inside names: "van", "de", "bin". */
bool hs_word_name_particle(hs_str word);
