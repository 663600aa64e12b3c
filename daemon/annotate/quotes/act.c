/* Weighs features and state of a cue. */
#include "annotate/quotes/act.h"

#include "annotate/act_weights.h"

void (*hs_acts_observer)(const hs_reading *reading, const hs_attribution *attribution,
                         uint64_t features, const int8_t *state);

float hs_act_weigh(uint64_t features, const int8_t *state)
{
    float sum = 0;
    for (; features; features &= features - 1)
        sum += act_weights[HS_SAYING_SPEECH][__builtin_ctzll(features)];
    for (int i = 0; i < HS_ACT_STATE; i++)
        sum += act_state_weights[HS_SAYING_SPEECH][i] * (float)state[i];
    return sum;
}
