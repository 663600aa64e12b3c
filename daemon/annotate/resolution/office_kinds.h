/* What kind of people an office or trade makes of its holder, and whom a wider noun may mean by
 * that: "the lawmaker" a senator, "the officer" a sergeant, "the star" a singer. Constant data, any
 * thread.
 */
#pragma once

#include "annotate/resolution/entities.h"

/* The kinds that somebody is of who is called so, by the hash of that word (hs_role_hash), a bit
 * each; 0: the word tells none. */
uint32_t hs_office_kinds_of_role(uint64_t role);

/* Whether none of the kinds decides anything for others: a nurse, a student, and who has none. */
bool hs_office_kinds_powerless(uint32_t kinds);

/* Whether nobody holds both: a general is no mayor, where a businessman may be. Kinds as above. */
bool hs_office_kinds_clash(uint32_t kinds, uint32_t others);

/* The kinds of those whom a description's noun may mean; 0: a noun that is no wider than an office.
 */
uint32_t hs_office_kinds_meant(const hs_reference *reference);

/* "The caretaker", "the taxi driver": a trade of those who come with a scene, whom a text seldom
 * calls so without telling of it first. */
bool hs_office_of_scene(const hs_reference *reference);
bool hs_office_comes_with_scene(uint64_t role); /* by its word alone */
