#pragma once

/*
 * Training sentences from every corpus in one form. Each sample says which of its labels are to be
 * learned; labels of one word that a source lacks are LABEL_NONE.
 */

#include "language/labels.h"
#include "language/word_features.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LABEL_NONE = -1, SAMPLE_WORDS_MAX = 128 };

/*
 * Name tags: 0 outside, then begin and inside of each entity type. NAME_SOME says that a word is
 * part of a name of unknown type.
 */
enum { NAME_OUT, NAME_TAG_COUNT = 1 + 2 * HS_NAME_TYPE_COUNT, NAME_SOME = -2 };

struct sample_word {
    uint32_t text; /* offset into the pool of word texts */
    uint32_t text_length;
    int32_t vocabulary; /* row, or 0 when unknown */
    uint32_t hashed[HS_WORD_HASHED];
    int16_t head; /* 0 the root, else 1 + index of the head */
    int8_t deprel;
    int8_t upos;
    int8_t xpos;
    int8_t name;
    int32_t features; /* bits, or LABEL_NONE */
};

struct sample {
    struct sample_word *words;
    uint32_t count;
    bool tree;
};

struct sample_set {
    struct sample *samples;
    size_t count;
    size_t capacity;
    size_t word_count;
    char *pool;
    size_t pool_size;
    size_t pool_capacity;
};

const char *sample_text(const struct sample_set *set, const struct sample_word *word);

/* Each adds the sentences of one file; false where the file cannot be read. */
bool sample_read_conllu(struct sample_set *set, const char *path, const char *const *skip_genres);
bool sample_read_silver(struct sample_set *set, const char *path);
bool sample_read_names(struct sample_set *set, const char *path);
/* Running text: one column of a table, cut into sentences and words by plain rules. */
bool sample_read_text(struct sample_set *set, const char *path, int column);

/* All .tsv files of a folder, in the order of their names. */
bool sample_read_folder(struct sample_set *set, const char *folder, int column);

/* A word list: one entry a line, "#" starts a comment. */
bool sample_read_list(struct sample_set *set, const char *path);

/*
 * What part-of-speech tags say of names in sentences that have no name tags: verbs and the like are
 * outside, proper nouns other than days, months and titles are part of some name.
 */
void sample_hint_names(struct sample_set *set);
