/* Likelihoods as trained models are given them. */
#pragma once

#include <math.h>

/* Scaled so that the numbers are about as large as features that are 0 or 1. */
static inline float hs_log_odds(float likelihood)
{
    enum { SCALE = 3 };
    float within_bounds = fminf(fmaxf(likelihood, 0.001f), 0.999f);
    return logf(within_bounds / (1 - within_bounds)) / SCALE;
}
