/* Checking a draft's quote against the archive.
 *
 * The archive names passages that share rare words or runs of words; each is aligned with the
 * quote, and who said it there is compared with whom the draft names. At most
 * HS_QUOTE_CANDIDATES passages are looked at, so that the cost does not grow with the archive.
 */
#pragma once

#include "evidence/verification.h"

#define HS_QUOTE_CANDIDATES 12

typedef struct hs_quote_question {
    hs_str text;           /* of the draft; repairs speak of its bytes */
    const hs_span *pieces; /* the quote's, in order, at most HS_QUOTE_PIECES_MAX are used */
    size_t piece_count;
    hs_str speaker; /* whom the draft names; empty: nobody */
    bool indirect;  /* not in marks: the words may differ */
} hs_quote_question;

#define HS_QUOTE_PIECES_MAX 64

/* Fills `answer` (in the arena). False with the reason when the archive cannot be asked. */
bool hs_quote_check(hs_archive *archive, const hs_quote_question *question, hs_arena *arena,
                    hs_verification *answer, hs_error *error);
