/* The terms under which the archive keeps a passage, and asks for it.
 *
 * A term is a word: folded (text/fold.h), possessive and plural endings off, function words left
 * out. Where two of three neighbouring words are among the commonest, the three together are a term
 * too (a hash of 30 bits behind "_"): "we will do" is rare where each of its words is not. The idea
 * is that of "common grams" in web search; here they make quotes of plain words findable.
 * Texts and questions must be cut alike: whoever changes how gives the archives a new version, with
 * a step that cuts again what they hold (store_sqlite_schema.c, store_postgres_schema.c).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define HS_TERM_BYTES_MOST 32 /* longer words are cut */

typedef struct hs_terms {
    const hs_str *items; /* each once, in the order of first appearance */
    size_t count;
} hs_terms;

typedef enum hs_terms_kind {
    HS_TERMS_WORDS, /* words only: what a claim or a search is about */
    HS_TERMS_ALL,   /* with runs of common words: how something was put */
} hs_terms_kind;

/* The terms of a text, in the arena. */
hs_terms hs_terms_of(hs_str text, hs_terms_kind kind, hs_arena *arena);

/* Whether a folded word is one of the commonest. */
bool hs_term_is_common(hs_str word);

/* Cuts the next word (a run of letters, digits and apostrophes within) at or behind `*at`; its
 * folded form goes to `out`. Returns the length, 0 at the end. `*start` is where the word begins.
 */
size_t hs_term_next_word(hs_str text, size_t *at, size_t *start, char out[HS_TERM_BYTES_MOST]);
