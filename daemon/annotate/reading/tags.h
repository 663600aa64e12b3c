/* The coarse part of speech of each word of a block (hs_shallow_word.tag), by lexicon, shape,
 * ending and neighbours. Linear time. */
#pragma once

#include "annotate/reading/words.h"

void hs_tags_assign(hs_words *words);
