/* PolNeAR's articles as training data: blocks of words with gold labels, and what is needed to
 * write predictions in the form that the scorer reads.
 *
 * An attribution's spans become labels of the words that they hold, without the marks at their
 * edges, on which annotators differ (annotate/quotes/attribution_labels.h).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/quotes/attribution_labels.h"
#include "annotate/quotes/attribution_words.h"
#include "base/arena.h"
#include "text/token.h"

enum { DEPREL_MAX = 96, POS_MAX = 64 };

struct block_sample {
    const hs_block *block; /* a reference */
    uint32_t *starts;      /* [count] bytes of the article where words start and end */
    uint32_t *ends;
    hs_attribution_word *words;
    uint32_t count;
    const int8_t *states; /* [count][hs_language_network_width] of the language network */
    uint8_t *gold;
    uint8_t *pos;         /* part of speech, 0 unknown */
    uint8_t *deprel;      /* relation to the head and its side, 0 unknown */
    uint32_t article;     /* UINT32_MAX: a sentence of a treebank, without gold labels */
    uint32_t *vocabulary; /* [count] rows of word vectors */
    uint32_t *inputs;     /* [count][HS_ATTRIBUTION_INPUTS] */
};

struct article {
    const char *path;
    hs_str text;
    uint32_t first_block;
    uint32_t block_count;
    bool held_out; /* not trained on: for choices and calibration */
    bool written;  /* of our own writing */
};

struct attribution_data {
    struct article *articles;
    size_t article_count;
    struct block_sample *blocks;
    size_t block_count;
    size_t word_count; /* of all blocks */
    hs_arena arena;
};

/* Adds every article of a folder (*.txt with the first *_????.ann beside it). */
bool attribution_data_read(struct attribution_data *data, const char *folder);
/* Adds the silver parts of speech (tab-separated, packed by gzip) where the words agree. */
bool attribution_data_read_silver(struct attribution_data *data, const char *path);
/* Reads a treebank (CoNLL-U) as blocks of one sentence with parts of speech and relations;
 * documents whose name holds one of `skip` (NULL-terminated) are left out. */
bool attribution_data_read_treebank(struct attribution_data *data, const char *path,
                                    const char *const *skip);
