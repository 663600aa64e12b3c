/* What the network made of the latest sentences.
 *
 * Whoever types changes one sentence of a paragraph: the others are read again as they were. The
 * network looks at one sentence at a time, so that equal words in equal places give equal results,
 * which are kept here for the latest sentences, the oldest making room for the next. Any thread.
 */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "language/language.h"

enum { HS_SENTENCES_REMEMBERED = 64 };

typedef struct hs_remembered_sentence hs_remembered_sentence;

typedef struct hs_sentence_memory {
    size_t state_width;    /* of the language; set before the first sentence */
    pthread_mutex_t mutex; /* guards what follows */
    hs_remembered_sentence *sentences[HS_SENTENCES_REMEMBERED];
    uint32_t next; /* to be replaced */
} hs_sentence_memory;

void hs_sentence_memory_init(hs_sentence_memory *memory);
void hs_sentence_memory_finish(hs_sentence_memory *memory);
void hs_sentence_memory_clear(hs_sentence_memory *memory);

/* A sentence of `words`, or the piece of one that the network takes at once, whose byte ranges are
 * set and lie in `text`. Recalling fills in all that the network fills in, and a row of `states` a
 * word, or returns false. `states` has the rows of all of `words`. */
bool hs_sentence_recall(hs_sentence_memory *memory, hs_str text, hs_word *words,
                        hs_word_span sentence, int8_t *states);
void hs_sentence_remember(hs_sentence_memory *memory, hs_str text, const hs_word *words,
                          hs_word_span sentence, const int8_t *states);
