/* Treebanks in CoNLL-U (universaldependencies.org/format.html), read into memory.
 *
 * Surface tokens ("don't") and syntactic words ("do", "n't") are kept apart; empty nodes are left
 * out. All strings borrow the bytes that were read.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

typedef struct hs_conllu_word {
    hs_str form;
    hs_str lemma;
    hs_str upos;
    hs_str xpos;
    hs_str features;
    hs_str deprel;
    hs_str misc;
    uint32_t head;  /* 0 at a root, else 1 + index in the sentence */
    uint32_t token; /* index among all tokens */
} hs_conllu_word;

typedef struct hs_conllu_token {
    hs_str form;
    uint32_t first_word; /* index among all words */
    uint32_t word_count;
    bool space_after;
} hs_conllu_token;

typedef struct hs_conllu_sentence {
    uint32_t first_token, token_count;
    uint32_t first_word, word_count;
    hs_str document;    /* the id after "# newdoc", the latest one */
    bool new_paragraph; /* "# newpar" or "# newdoc" stands before it */
} hs_conllu_sentence;

typedef struct hs_conllu {
    hs_buffer source;
    HS_ARRAY(hs_conllu_word) words;
    HS_ARRAY(hs_conllu_token) tokens;
    HS_ARRAY(hs_conllu_sentence) sentences;
} hs_conllu; /* zero-initialised = empty */

/* Reads a file ("-" is standard input), or bytes that are copied. False with the line that is
 * wrong. */
bool hs_conllu_read(hs_conllu *treebank, const char *path, hs_error *error);
bool hs_conllu_parse(hs_conllu *treebank, hs_str bytes, const char *name, hs_error *error);
void hs_conllu_finish(hs_conllu *treebank);

/* Where a word stands in a text. */
typedef struct hs_conllu_place {
    uint32_t byte_start, byte_end;
} hs_conllu_place;

/* Appends the running text of the sentences [first, end) to `text`, one space between tokens that
 * have one, and sets the place of each of their words (`places` counts from the first of them).
 * Words whose forms do not spell their token share its whole span. */
void hs_conllu_text(const hs_conllu *treebank, size_t first, size_t end, hs_buffer *text,
                    hs_conllu_place *places);

/* The sentence behind the paragraph that starts at `first`. */
size_t hs_conllu_paragraph_end(const hs_conllu *treebank, size_t first);

/* True when the sentence's document is named after one of the genres ("fiction"), the way GUM names
 * its documents: GUM_fiction_beast. `genres` ends with NULL. */
bool hs_conllu_in_genre(const hs_conllu_sentence *sentence, const char *const *genres);

/* GUM's genres whose texts may not be used commercially: left out of all that ships. */
extern const char *const hs_conllu_unlicensed_genres[];
