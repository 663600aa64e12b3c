/* Ignore comments: a writer's way to switch rules off in the text itself.
 *
 *     <!-- hearsay-ignore vague-source -->      Markdown and HTML: for the block that the comment
 *                                               stands in, else the next one
 *     [hearsay-ignore vague-source]             plain text: a line of its own, for the next block
 *     <!-- hearsay-ignore-file -->              for the whole document
 *
 * Rule names are separated by spaces or commas; none means all rules. Private to daemon/text.
 */
#pragma once

#include "text/draft.h"

/* Whether `inside` (source bytes, the comment without its delimiters) is an ignore comment; if so
 * it is added to the list with `whole`, its full extent. */
bool hs_ignore_read(hs_draft_list *list, hs_span inside, hs_span whole);

/* The rule names in `words`, in `arena`. More than 32 are cut off. */
const hs_str *hs_ignore_rules(hs_str words, hs_arena *arena, size_t *count);
