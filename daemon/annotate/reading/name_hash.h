/* Hashes of words by which names and roles are looked up. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* With ASCII letters' case and the curl of an apostrophe ("O’Hara") set aside. */
uint64_t hs_name_hash(hs_str text);

/* Of a role's last word, abbreviations and forms for women set aside: "Sen." is "senator",
 * "spokeswoman" "spokesman". */
uint64_t hs_role_hash(hs_str word);

/* Whether such a hash is one of those of a list of words, which ends with NULL. */
bool hs_role_among(uint64_t role, const char *const *words);

/* Whether two words of at least five letters, alike in the first, differ by one letter put in, left
 * out, changed or swapped with the next: "Byrne", "Bryne". */
bool hs_names_nearly_equal(hs_str a, hs_str b);

/* What stands behind a name's last space, or all of it. */
hs_str hs_name_last_word(hs_str name);

/* The word that starts at *at, which moves behind it and the space there; empty at the end. */
hs_str hs_name_next_word(hs_str name, size_t *at);

enum { HS_ACRONYM_MAX = 8 }; /* letters of a name that its short form may have */

/* Of a short form as the capitals of a name make it: without the stops of "E.P.A.". */
uint64_t hs_acronym_hash(hs_str name);
