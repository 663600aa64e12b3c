/* The input rows of the attribution network. */
#include "annotate/quotes/attribution_inputs.h"

enum {
    STATE_SHAPE = 0,                   /* shape, first in the sentence */
    STATE_QUOTE = STATE_SHAPE + 32,    /* inside, on or outside marks; closed or not */
    STATE_LEVEL = STATE_QUOTE + 16,    /* cue level */
    STATE_ANCHORS = STATE_LEVEL + 16,  /* levels of the nearest cues on either side */
    STATE_PLACE = STATE_ANCHORS + 128, /* in the sentence, in the block */
    STATE_AROUND = STATE_PLACE + 64,   /* levels beside the marks */
    STATE_LENGTH = STATE_AROUND + 256, /* of the quotation */
    STATE_KIND = STATE_LENGTH + 32,    /* of the block */
    STATE_END = STATE_KIND + 16,
};
_Static_assert((int)STATE_END <= (int)HS_ATTRIBUTION_STATES, "state rows");

static uint32_t hashed(uint32_t hash, uint32_t kind)
{
    uint32_t x = hash + kind * 0x9e3779b9u;
    x = (x ^ (x >> 16)) * 0x85ebca6bu;
    x = (x ^ (x >> 13)) * 0xc2b2ae35u;
    return (x ^ (x >> 16)) % HS_ATTRIBUTION_HASHED;
}

static uint32_t level_at(const hs_attribution_word *words, uint32_t count, uint32_t index)
{
    return index < count ? words[index].cue_level : 0;
}

static uint32_t form_at(const hs_attribution_word *words, uint32_t count, uint32_t index)
{
    return index < count ? words[index].form : 0;
}

static uint32_t length_bucket(uint32_t length)
{
    static const uint8_t bounds[] = {2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 45, 65};
    uint32_t bucket = 0;
    while (bucket < sizeof bounds && length >= bounds[bucket])
        bucket++;
    return bucket;
}

static uint32_t quote_state(const hs_attribution_word *word, uint32_t count)
{
    if (word->open == HS_NO_WORD_NEAR)
        return 0;
    uint32_t state = word->quoted ? 1 : word->shape == HS_ATTRIBUTION_SHAPE_OPEN ? 2 : 3;
    return state + (word->close >= count ? 4 : 0);
}

void hs_attribution_inputs(hs_block_kind kind, const hs_attribution_word *words, uint32_t count,
                           uint32_t index, uint32_t rows[HS_ATTRIBUTION_INPUTS])
{
    const hs_attribution_word *word = &words[index];
    bool first = index == 0 || words[index - 1].sentence != word->sentence;
    bool last = index + 1 == count || words[index + 1].sentence != word->sentence;
    bool marked = word->open != HS_NO_WORD_NEAR;
    uint32_t before = marked ? word->open - 1 : UINT32_MAX; /* wraps at the block's start */
    uint32_t after = marked && word->close < count ? word->close + 1 : UINT32_MAX;
    uint32_t end = word->close < count ? word->close : count;
    const uint32_t states = HS_ATTRIBUTION_HASHED;
    rows[0] = hashed(word->suffix2, 0);
    rows[1] = hashed(word->suffix3, 1);
    rows[2] = hashed(word->prefix3, 2);
    rows[3] = states + STATE_SHAPE + word->shape * 2u + first;
    rows[4] = states + STATE_QUOTE + quote_state(word, count);
    rows[5] = states + STATE_LEVEL + word->cue_level;
    rows[6] = states + STATE_ANCHORS + level_at(words, count, word->cue_left) * 8 +
              level_at(words, count, word->cue_right);
    rows[7] = states + STATE_PLACE + first + 2u * last + 4u * (word->sentence == 0) +
              8u * (words[count - 1].sentence == word->sentence);
    rows[8] = states + STATE_AROUND + (marked ? 64 : 0) + level_at(words, count, before) * 8 +
              level_at(words, count, after);
    rows[9] = states + STATE_LENGTH + (marked ? length_bucket(end - word->open) : 31);
    rows[10] = marked ? hashed(form_at(words, count, before) ^ form_at(words, count, after), 3)
                      : states + STATE_QUOTE + 15;
    rows[11] = states + STATE_KIND + (uint32_t)kind;
}
