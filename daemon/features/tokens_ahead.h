/* Highlights that are worked out with the analysis that they are of.
 *
 * Who asked for the highlights of the last version asks for those of the next. So the thread that
 * analyses it goes on to work them out, with all that they are made of at hand, and finds what
 * differs from those that the client has; the loop's thread has but to write it. Where nobody asks,
 * nothing is worked out again until somebody does.
 */
#pragma once

#include "features/semantic_tokens.h"

struct hs_open_document;

typedef struct hs_tokens_ahead {
    hs_token_array *before; /* what the client has, one reference; NULL: nobody asked */
    hs_encoding encoding;
    hs_token_array *after; /* one reference, or NULL */
    hs_snapshot *snapshot; /* what `after` is of, likewise */
    hs_token_difference difference;
} hs_tokens_ahead;

/* With an analysis that starts, and with one that is done, on the loop's thread. What was worked
 * out takes the place of what the document had. */
hs_tokens_ahead hs_tokens_ahead_begin(const struct hs_open_document *open);
void hs_tokens_ahead_end_take(struct hs_open_document *open, hs_tokens_ahead *ahead);

/* On the analysis's thread; `snapshot` may be NULL. */
void hs_tokens_ahead_run(hs_tokens_ahead *ahead, hs_snapshot *snapshot);

/* Whether it answers who has `before`, about the document as it is. */
bool hs_tokens_ahead_answers(const struct hs_open_document *open, const hs_token_array *before);

void hs_tokens_ahead_drop(hs_tokens_ahead *ahead);
