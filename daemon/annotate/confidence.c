/* Prior confidence by pattern and by the cue's weight. The figures are shares of right answers on
 * annotated training news, rounded; docs/ENGINE.md says how they were measured.
 */
#include "annotate/confidence.h"

static const float of_pattern[HS_PATTERN_COUNT] = {
    [HS_PATTERN_DIRECT_AFTER] = 0.92f, [HS_PATTERN_DIRECT_BEFORE] = 0.95f,
    [HS_PATTERN_CLAUSE_THAT] = 0.85f,  [HS_PATTERN_CLAUSE_ZERO] = 0.75f,
    [HS_PATTERN_POSTPOSED] = 0.82f,    [HS_PATTERN_ACCORDING] = 0.85f,
    [HS_PATTERN_INFINITIVE] = 0.55f,   [HS_PATTERN_OBJECT] = 0.5f,
    [HS_PATTERN_NOUN] = 0.55f,         [HS_PATTERN_COLON] = 0.5f,
    [HS_PATTERN_FRAGMENT] = 0.7f,      [HS_PATTERN_STATEMENT] = 0.8f,
    [HS_PATTERN_TURN] = 0.95f,         [HS_PATTERN_LOOSE] = 0.6f,
    [HS_PATTERN_CONTINUED] = 0.85f,
};

float hs_confidence_of_quote(const hs_attribution *attribution, bool speaker_known)
{
    float confidence = of_pattern[attribution->pattern];
    confidence *= 0.7f + 0.035f * (float)(attribution->weight > 9 ? 9 : attribution->weight);
    return speaker_known ? confidence : confidence * 0.8f;
}
