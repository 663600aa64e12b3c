/* Texts with names marked word by word: "word I-PER" (CoNLL 2003, wikigold) or
 * "1<tab>word<tab>B-PER<tab>…" (Universal NER). A name starts at B-, or at I- where no name of
 * the same type goes on. Lines with '#' and "-DOCSTART-" are passed over.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"
#include "train/score.h"

typedef struct hs_named_text {
    hs_buffer source;
    HS_ARRAY(hs_str) words;           /* borrow the source */
    HS_ARRAY(uint32_t) sentence_ends; /* index of the word behind each sentence */
    HS_ARRAY(hs_named_span) names;    /* ascending */
} hs_named_text;                      /* zero-initialised = empty */

bool hs_named_text_read(hs_named_text *text, const char *path, hs_error *error);
bool hs_named_text_parse(hs_named_text *text, hs_str bytes, const char *name, hs_error *error);
/* A table as a tagger left it, compressed with gzip: begin, end, word, lemma, tag, PERSON or
 * another type, …; only persons are read, neighbouring ones as one name. */
bool hs_named_text_read_silver(hs_named_text *text, const char *path, hs_error *error);
void hs_named_text_finish(hs_named_text *text);

/* Keeps the names of the given types only ("PER", "LOC"…, ended by NULL). */
void hs_named_text_keep(hs_named_text *text, const char *const *types);
