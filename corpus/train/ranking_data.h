/* The data of the ranking's training: fact-checks, posts, and which belongs to which
 * (CheckThat! 2020, task 2), and further text for how words go together. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

typedef struct ranking_claim {
    hs_str id, claim, title;
} ranking_claim;

typedef struct ranking_post {
    hs_str id, text;
    uint32_t wanted[4]; /* claims, by index */
    size_t wanted_count;
} ranking_post;

typedef HS_ARRAY(ranking_claim) ranking_claims;
typedef HS_ARRAY(ranking_post) ranking_posts;
typedef HS_ARRAY(hs_str) ranking_lines;

/* All strings lie in the arena. False with the reason. */
bool ranking_read_claims(const char *path, ranking_claims *claims, hs_arena *arena,
                         hs_error *error);
bool ranking_read_posts(const char *directory, const ranking_claims *claims, ranking_posts *posts,
                        hs_arena *arena, hs_error *error);

/* The lines of every .txt file of a directory. */
bool ranking_read_lines(const char *directory, ranking_lines *lines, hs_arena *arena,
                        hs_error *error);
