/* What the names of firms end with. Constant data, any thread. */
#pragma once

#include "base/str.h"

enum {
    HS_FIRM_ONLY = 1,         /* only firms are called so: "Orlo Foods", "Orlo Bank" */
    HS_FIRM_NO_SURNAME = 2,   /* no surname either, whatever stands in front: "Tarnley Resources" */
    HS_FIRM_BEHIND_GIVEN = 4, /* … be it a given name: "Harris Foods", but Samantha Power */
};

/* The above of the last word of a name; 0: a word that tells nothing. */
unsigned hs_firm_word(hs_str last);
