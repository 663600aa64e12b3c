/* Learns lemma rules from treebanks (language/lemma.h says what a rule is).
 *
 * Words in small letters vote for their capitalised twins too, so that the start of a sentence
 * finds them. Documents of genres that may not be used commercially are left out. The same
 * treebanks, in whatever order, give the same bytes.
 */
#pragma once

#include <stddef.h>

#include "base/buffer.h"
#include "train/conllu.h"

typedef struct hs_lemma_trainer hs_lemma_trainer;

typedef struct hs_lemma_training {
    size_t words;   /* distinct, with their tags */
    size_t rules;   /* distinct */
    size_t endings; /* kept, whole words among them */
} hs_lemma_training;

hs_lemma_trainer *hs_lemma_trainer_create(void);
void hs_lemma_trainer_destroy(hs_lemma_trainer *trainer);

/* The treebank may be finished afterwards. */
void hs_lemma_trainer_add(hs_lemma_trainer *trainer, const hs_conllu *treebank);

/* Adds a word from a source that is less to be trusted: it counts only when no treebank has the
 * form. */
void hs_lemma_trainer_add_word(hs_lemma_trainer *trainer, hs_str form, hs_str lemma, uint8_t upos,
                               uint8_t xpos);

/* Appends the model section. Once, after all treebanks are added. */
hs_lemma_training hs_lemma_trainer_learn(hs_lemma_trainer *trainer, hs_buffer *section);
