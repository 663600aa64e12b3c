/* The object of a verb that stands in front of its clause: "the firm that she has accused of
 * fraud", "the man he blamed", "the board, which they spent years attacking".
 */
#pragma once

#include "annotate/reading/syntax.h"

typedef struct hs_relative_object {
    uint32_t noun;    /* the token that the clause tells of; HS_NONE: the verb has none such */
    uint32_t subject; /* of the clause's verb */
} hs_relative_object;

/* Of a verb at `token` that is `tokens` tokens long: "rails against". */
hs_relative_object hs_relative_object_find(const hs_reading *reading, uint32_t token,
                                           uint32_t tokens);
