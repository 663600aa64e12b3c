/* Sentences with name tags, from every corpus that has some, as words that training may change.
 *
 * What a corpus says of a word is the set of tags that it allows, bit by bit: one tag where it is
 * sure, all where it says nothing, "outside or other" where it does not mark names of other kinds
 * and the word may be part of one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "language/outputs.h"

/* A bias of its own for each corpus takes up how eager it is to see names of a kind. */
enum { NAME_CORPUS_EWT, NAME_CORPUS_GUM, NAME_CORPUS_WIKI, NAME_CORPUS_SILVER, NAME_CORPORA };

enum { NAME_WORDS_MAX = 128, NAME_ANY = (1 << HS_NAME_TAG_COUNT) - 1 };

struct name_word {
    const char *text; /* not terminated */
    uint16_t length;
    uint16_t allowed; /* bits of name tags */
};

struct name_sentence {
    struct name_word *words;
    uint32_t count;
    int corpus;
};

struct name_set {
    struct name_sentence *sentences;
    size_t count;
    size_t capacity;
    size_t word_count;
};

/* Each adds a corpus; false where it cannot be read. Texts stay in memory until the program ends.
 *
 * Names of UD English EWT stand off in a file of this repository: a line holds the number of a
 * sentence of the treebank, from 1, and for each of its names the type, the first word and the one
 * behind the last, counted from 0. */
bool name_read_ewt(struct name_set *set, const char *treebank, const char *stand_off);
bool name_read_gum(struct name_set *set, const char *path, const char *const *skip_genres);
bool name_read_tagged(struct name_set *set, const char *path, int corpus);
bool name_read_silver(struct name_set *set, const char *path);

/* The one tag that a word may have, or -1. */
int name_only_tag(const struct name_word *word);

/* The length of the name that begins at `at`, or 0. */
uint32_t name_length_at(const struct name_sentence *sentence, uint32_t at);

/* Names of all kinds, each once, to put in the places of others. */
struct name_swap_pool {
    struct name_phrase {
        const struct name_word *words;
        uint32_t count;
    } * phrases[HS_NAME_TYPE_COUNT];
    size_t counts[HS_NAME_TYPE_COUNT];
};
void name_swap_pool_build(struct name_swap_pool *pool, const struct name_set *const *sets,
                          size_t set_count);

struct name_changes {
    float swap_rate;  /* of names: replaced by another of the type */
    float lower_rate; /* of sentences, and of names in others: put in lower case */
    float upper_rate; /* of sentences: in capitals */
    float form_rate;  /* of persons' names: in a form that texts have few of (name_forms.h) */
};

/* Room for sentences that were changed, given back all at once. */
struct name_scratch {
    char *bytes;
    size_t used;
    size_t size;
};

/* The sentence with some names replaced and letters changed. What it holds is in the scratch or
 * borrowed; false where the scratch is full. */
bool name_change(const struct name_swap_pool *pool, const struct name_sentence *sentence,
                 const struct name_changes *changes, uint64_t *random, struct name_scratch *scratch,
                 struct name_sentence *changed);
