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

/* True when the text at `offset` goes on, after white space, with a capitalised word that often
 * opens a sentence ("The", "He", "But"), or ends there. */
bool hs_sentence_opens(hs_str text, size_t offset);
