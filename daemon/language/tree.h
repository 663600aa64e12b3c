#pragma once

/*
 * The best dependency tree under arc scores: the maximum spanning arborescence with exactly one
 * child of the root (Chu and Liu 1965, Edmonds 1967). Work is O(n^2) where the best heads already
 * form a tree, which is nearly always; else each contraction costs n times the length of its cycle,
 * which is O(n^2) in all.
 */

#include <stdint.h>

#define HS_TREE_WORDS_MAX 128

/*
 * `scores[dependent * stride + head]` for dependents 0..n-1 and heads 0..n, where head 0 is the
 * root and head h > 0 is word h - 1. Writes each word's head in the same numbering. 0 < n <= 128,
 * stride > n. Ties go to the lower head. Scores must lie within -200 and 200: the penalty that
 * keeps roots down to one outweighs any sum of them, at a precision of about 0.01 among rival
 * roots.
 */
void hs_tree_decode(const float *scores, uint32_t n, uint32_t stride, uint32_t *heads);
