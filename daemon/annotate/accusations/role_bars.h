/* What a mention is or cannot be, whatever the model makes of it. Part of accusation_roles.c's
 * work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

enum {
    HS_BARRED_ACCUSED = 1, /* a place, somebody's client, whoever looks into it */
    HS_BARRED_ACCUSER = 2,
    HS_SURE_ACCUSER = 4,
    HS_SURE_ACCUSED = 16, /* "you lied", "called X a liar" */
    HS_AIMED_AT = 32,     /* so though no name tells whom it means */
    HS_SURE_BY_NOUN = 64, /* with HS_SURE_ACCUSED: "the attack on a judge" */
    HS_OWN_PEOPLE = 8,    /* somebody's own people, of whom no wrong is told */
};

/* Whether some word of the charge tells of a wrong, not of harm alone. */
bool hs_role_tells_wrong(const hs_sight *sight);

/* Whom a rule sees accused by its word. */
bool hs_role_named_by_rule(const hs_sight *sight, uint32_t phrase);

/* Of a phrase that hangs in the tree by `top`. */
uint8_t hs_role_bars(const hs_sight *sight, uint32_t phrase, uint32_t top);
