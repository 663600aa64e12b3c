/* Those who may accuse, be accused or answer in one finding, and what the document knows of them:
 * part of link_roles.c's work.
 */
#pragma once

#include "annotate/accusations/role_model.h"
#include "annotate/linking/link_findings.h"

enum { HS_ROLE_SIDES_MAX = 48 };

/* One choice in the making. Who it could be and what the document knows of them is gathered once;
 * each task weighs its own copy. */
typedef struct hs_role_sides {
    hs_linker *linker;
    const hs_ranker *model;
    const hs_roles *roles;
    hs_role_task task;
    hs_side voice;
    uint32_t accuser;                      /* already known, or HS_NONE */
    uint32_t left_out;                     /* side that is only named for another one's sake, … */
    uint32_t listener;                     /* … and that is only told; HS_NONE: none is */
    uint32_t now;                          /* sentence, counted over the document */
    hs_place places[HS_ROLE_MENTIONS_MAX]; /* of the finding's mentions, … */
    uint32_t side_of[HS_ROLE_MENTIONS_MAX]; /* … and whose they are, or HS_NONE */
    uint32_t entities[HS_ROLE_SIDES_MAX];   /* of the sides, to find one by */
    hs_role_side sides[HS_ROLE_SIDES_MAX];
    uint32_t count;
} hs_role_sides;

/* Everything but what depends on the task. Of the sides only those in use are ever touched. */
void hs_role_sides_gather(hs_role_sides *sides, hs_linker *linker, const hs_role_subject *subject);

void hs_role_sides_copy(hs_role_sides *to, const hs_role_sides *from);

/* The side of an entity, or HS_NONE. */
uint32_t hs_role_sides_find(const hs_role_sides *sides, uint32_t entity);

/* Whether the text names a party only behind the sentence of the finding, which does not tell of
 * it. */
bool hs_role_side_named_later(const hs_role_sides *sides, const hs_role_side *it);

/* How many of the latest accusations tell something of a role (hs_linker_known). */
uint32_t hs_role_sides_lately(const hs_linker *linker);
