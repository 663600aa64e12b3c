/* The markup readers: each turns a source into drafts of blocks (draft.h). Private to daemon/text.
 *
 * A reader never fails: any bytes give some drafts, in source order. What a reader of the page does
 * not see (code, front matter, scripts, navigation) gives none.
 *
 * HTML is read from its stream of tags and not from a tree: a tree builder recurses or takes
 * quadratic time on hostile nesting, and does not say where each byte of its text came from.
 */
#pragma once

#include "text/draft.h"

/* Plain text is read stanza by stanza. A stanza is a blank line, a line of more than 100
 * characters, or all the shorter lines that follow each other; what a stanza gives depends on its
 * own lines alone. */

/* Adds the drafts of the stanza that starts at `at` (a stanza's start); returns where the next one
 * starts. Sets `*separator` when the stanza is one line that stands alone wherever it is. */
uint32_t hs_plain_read_stanza(hs_draft_list *list, uint32_t at, bool *separator);

/* A stanza's start from which everything in front of `offset` reads as it did, whatever changes
 * from `offset` on. */
uint32_t hs_plain_stanza_before(hs_str source, uint32_t offset);

void hs_plain_read(hs_draft_list *list);
void hs_markdown_read(hs_draft_list *list);
void hs_html_read(hs_draft_list *list);
