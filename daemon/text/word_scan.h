/* Where a word ends: the part of the tokenizer that looks inside words.
 *
 * Everything here looks at most WORD_LOOKAHEAD bytes beyond what it takes, so that cutting a text
 * is linear in its length whatever the text.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define HS_WORD_LOOKAHEAD 64

/* The end of the word that starts at `start` with a letter or digit, or with a full stop or plus
 * before a digit. `previous` are the bytes of the token before it (empty at the block's start).
 * `*bytes_read` grows by the number of bytes that were looked at. */
size_t hs_word_scan(hs_str text, size_t start, hs_str previous, uint64_t *bytes_read);

/* The end of a web or mail address at `start`, or `start` when there is none. Addresses end before
 * white space and leave closing punctuation behind. `*at_search_end` remembers how far a search
 * for a mail address has failed (0 at first), so that no byte is searched twice. */
size_t hs_address_scan(hs_str text, size_t start, size_t *at_search_end, uint64_t *bytes_read);

/* True when the text at `offset` goes on, after white space, with a capitalised word that often
 * opens a sentence ("The", "He", "But"), or ends there. */
bool hs_sentence_opens(hs_str text, size_t offset);
