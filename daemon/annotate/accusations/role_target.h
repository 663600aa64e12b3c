/* Who an accusing verb says accuses whom, where they stand apart from it: "the firm that she has
 * accused of fraud", "was criticised in a speech by X". Part of role_bars.c's work; `token` is
 * where a mention hangs in the tree.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* "The firm that she has accused of fraud": the firm. HS_NONE: nobody is. */
uint32_t hs_role_target(const hs_sight *sight);

uint8_t hs_role_bars_of_target(const hs_sight *sight, uint32_t token);

/* "Was blamed for the crisis by X", "came under fire over it from X". */
bool hs_role_named_as_accuser(const hs_sight *sight, uint32_t phrase, uint32_t token);

/* "Survivors of a wreck in which thirty migrants drowned accuse X": the migrants, of whom only the
 * clause tells that says who the accusers are. They accuse nobody, and nobody accuses them. */
bool hs_role_within_accuser(const hs_sight *sight, uint32_t token);

/* "X was jailed for criticising the king", though others say so: whose the gerund of an accusing
 * verb is. */
bool hs_role_accuses_by_gerund(const hs_sight *sight, uint32_t token);

/* "Fraud by false representation", "death by dangerous driving": how, not by whom. */
bool hs_role_is_deed(const hs_sight *sight, uint32_t token);

/* Whether a noun is for a person; for people or a body. */
bool hs_role_is_person(const hs_sight *sight, uint32_t token);
bool hs_role_names_party(const hs_sight *sight, uint32_t token);

/* "The senator who accused X": the noun that the clause of an accusing verb tells of; or its
 * subject, where somebody says that it accuses: "Ruiz said the town had blamed X". */
bool hs_role_accuses(const hs_sight *sight, uint32_t token);
