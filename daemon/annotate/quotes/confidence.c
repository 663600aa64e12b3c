/* Confidence by pattern and by the cue's weight, set so that of the quotes given 0.8 about 80 %
 * share words with an annotated one on training news; docs/ENGINE.md says how that was measured.
 */
#include "annotate/quotes/confidence.h"

/* The model's confidence is that cue, source and content all meet a gold attribution's; that the
 * words are quoted at all is likelier. The line was fitted to the training articles whose quotes
 * are annotated (docs/MODELS.md, "Confidence"). */
#define AMONG_GOLD_LEAST 0.48f
#define AMONG_GOLD_SLOPE 0.49f

/* How strong a sign the pattern is, from 0 to 1. */
static const float of_pattern[HS_PATTERN_COUNT] = {
    [HS_PATTERN_DIRECT_AFTER] = 0.92f, [HS_PATTERN_DIRECT_BEFORE] = 0.95f,
    [HS_PATTERN_CLAUSE_THAT] = 0.85f,  [HS_PATTERN_CLAUSE_ZERO] = 0.75f,
    [HS_PATTERN_POSTPOSED] = 0.82f,    [HS_PATTERN_ACCORDING] = 0.85f,
    [HS_PATTERN_INFINITIVE] = 0.55f,   [HS_PATTERN_OBJECT] = 0.5f,
    [HS_PATTERN_NOUN] = 0.55f,         [HS_PATTERN_COLON] = 0.5f,
    [HS_PATTERN_FRAGMENT] = 0.7f,      [HS_PATTERN_STATEMENT] = 0.8f,
    [HS_PATTERN_TURN] = 0.95f,         [HS_PATTERN_LOOSE] = 0.6f,
};

float hs_confidence_of_quote(const hs_attribution *attribution, bool speaker_known)
{
    if (attribution->confidence > 0)
        return AMONG_GOLD_LEAST + AMONG_GOLD_SLOPE * attribution->confidence;
    float strength = of_pattern[attribution->pattern];
    strength *= 0.7f + 0.035f * (float)(attribution->weight > 9 ? 9 : attribution->weight);
    return 0.5f + 0.5f * (speaker_known ? strength : strength * 0.8f);
}
