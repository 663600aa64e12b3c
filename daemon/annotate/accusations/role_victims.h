/* Who suffers what a charge tells: nobody who is accused of it. Part of role_sights.c's work. */
#pragma once

#include "annotate/accusations/role_sights.h"

/* Whether a mention that hangs in the tree by `token` is done the wrong: "the killing of X by Y",
 * "deceived X", "X was lied to". */
bool hs_role_suffers(const hs_sight *sight, uint32_t token);

/* "An attack on the hospitals of X": whose they are suffers it. */
bool hs_role_owns_target(const hs_sight *sight, uint32_t token);

/* "She was sacked after she told the board", "… were lied to and asked the police to act": who only
 * hears something, or is asked for it. */
bool hs_role_is_told(const hs_sight *sight, uint32_t token);

/* "Tom" of "published a false story that Tom had stolen it": whoever tells it does wrong, whom "he"
 * may mean. */
bool hs_role_told_falsely_of(const hs_sight *sight, uint32_t token);

/* Whom a thing was taken from, who is insulted, given something or helped, the speaker's parent: no
 * wrong is told of him, though he may stand where an accused could. */
bool hs_role_only_affected(const hs_sight *sight, uint32_t token);
