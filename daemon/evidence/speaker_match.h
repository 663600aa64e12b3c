/* Whether two names may be one speaker's. */
#pragma once

#include "evidence/archive.h"

typedef enum hs_speaker_match {
    HS_SPEAKER_UNKNOWN, /* one of them names nobody */
    HS_SPEAKER_SAME,
    HS_SPEAKER_OTHER,
} hs_speaker_match;

/* Two keys (hs_archive_speaker_key). A surname agrees with a full name, initials with names; "J.
 * Smith" is not "Mary Smith". */
hs_speaker_match hs_speaker_compare(hs_str first_key, hs_str second_key);

/* Whether the last word of a key stands in a text. */
bool hs_speaker_named_in(hs_str key, hs_str text);
