/* A claim, a post or a fact-check as terms that can be compared.
 *
 * A term is a stem: folded (text/fold.h), endings off by some rules of Porter (1980). Addresses on
 * the web and of pictures are left out and remembered as such; "#WordsLikeThese" and
 * "@WordsLikeThese" are cut at their capitals, and the signature of an embedded post
 * ("— Name (@handle) date") is told apart. Linear time; at most HS_RANKING_TERMS_MAX terms. All in
 * the arena. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    HS_RANKING_CAPITAL = 1, /* begins with a capital */
    HS_RANKING_NUMBER = 2,
    HS_RANKING_TAG = 4,       /* from a hashtag or a handle */
    HS_RANKING_SIGNATURE = 8, /* from the signature of a post */
    HS_RANKING_MARKED = 16,   /* inside quotation marks */
    HS_RANKING_FIRST = 32,    /* begins a sentence: its capital says little */
};

#define HS_RANKING_TERMS_MAX 600
#define HS_RANKING_BYTES_MAX 16384

typedef struct hs_ranking_term {
    uint64_t stem; /* hash */
    uint32_t at;   /* byte of the text */
    uint16_t length;
    uint8_t flags;
} hs_ranking_term;

typedef struct hs_ranking_text {
    hs_str text;
    hs_ranking_term *terms;
    uint32_t count;
    uint16_t years[4]; /* years named, 0 = none further */
    uint16_t signature_year;
    bool picture, address; /* has the address of a picture or film; of a page */
} hs_ranking_text;

hs_ranking_text hs_ranking_read(hs_str text, hs_arena *arena);

/* The stem of a folded word, cut off in place; returns the length. */
size_t hs_ranking_stem(char *word, size_t length);
