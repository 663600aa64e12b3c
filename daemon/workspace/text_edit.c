/* Composing edits. Between the text before both edits and the one after them, everything in front
 * of the union's start and behind its end is unchanged; offsets behind shift by the growth.
 */
#include "workspace/text_edit.h"

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

hs_text_edit hs_text_edit_compose(hs_text_edit first, hs_text_edit then)
{
    if (!first.any)
        return then;
    if (!then.any)
        return first;
    uint32_t middle_end = larger(first.new_end, then.old_end); /* in the text between the two */
    return (hs_text_edit){
        .start = first.start < then.start ? first.start : then.start,
        .old_end = first.old_end + (middle_end - first.new_end),
        .new_end = then.new_end + (middle_end - then.old_end),
        .any = true,
    };
}
