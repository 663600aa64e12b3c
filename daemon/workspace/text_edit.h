/* One replaced stretch of a text, and how several edits in a row make one.
 *
 * Bytes [start, old_end) of the text before became [start, new_end) of the text after.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct hs_text_edit {
    uint32_t start;
    uint32_t old_end;
    uint32_t new_end;
    bool any; /* false: the text is unchanged and the rest is meaningless */
} hs_text_edit;

/* The one edit that covers `first` and, after it, `then`. */
hs_text_edit hs_text_edit_compose(hs_text_edit first, hs_text_edit then);
