/* The stems of the training texts: how rare each is, and its latent vector.
 *
 * Latent semantic analysis (Deerwester et al. 1990): the leading singular vectors of the matrix of
 * stems and texts, found by subspace iteration (Halko, Martinsson, Tropp 2011).
 */
#pragma once

#include "base/buffer.h"
#include "train/ranking_data.h"

/* Appends the section "ranking-terms" (evidence/ranking_model.h). */
void ranking_terms_build(const ranking_claims *claims, const ranking_lines *lines, uint32_t width,
                         hs_buffer *section);
