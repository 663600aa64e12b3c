/* Signs of a claim's kind, and what each is worth. */
#include "annotate/claims/claim_type.h"

enum { KINDS = HS_CLAIM_OTHER + 1 };

typedef enum sign {
    SIGN_DIGIT,
    SIGN_NUMBER_WORD,
    SIGN_THAN,        /* "poorer than", "twice as much" */
    SIGN_SUPERLATIVE, /* "the largest", "her first" */
    SIGN_MOVED,       /* "rose", "doubled" */
    SIGN_CAUSE,
    SIGN_RULE,
    SIGN_VOTE,
    SIGN_PAST,
} sign;

#define BIT(sign) (1u << (sign))

/* In the order in which they decide where there is no model. `worth` is added to the logit of the
 * kind: fitted to the gold train folders by logistic regression (docs/MODELS.md, Claims). */
static const struct {
    sign sign;
    hs_claim_type type;
    float worth;
} kinds[] = {
    {SIGN_THAN, HS_CLAIM_COMPARISON, 0.6f},
    {SIGN_MOVED, HS_CLAIM_COMPARISON, 0.1f},
    {SIGN_DIGIT, HS_CLAIM_QUANTITY, -0.5f},
    {SIGN_CAUSE, HS_CLAIM_CAUSE, 1.4f},
    {SIGN_SUPERLATIVE, HS_CLAIM_COMPARISON, 0.8f},
    {SIGN_VOTE, HS_CLAIM_RECORD, 0.2f},
    {SIGN_RULE, HS_CLAIM_RULE, 1.3f},
    {SIGN_NUMBER_WORD, HS_CLAIM_QUANTITY, 0.1f},
    {SIGN_PAST, HS_CLAIM_EVENT, -0.4f},
};

static bool number_behind(const hs_reading *r, uint32_t i, uint32_t end)
{
    for (uint32_t k = i + 1; k < end && k < i + 3; k++)
        if (hs_reading_word(r, k)->shape == HS_TOKEN_NUMBER)
            return true;
    return false;
}

/* "more than 400" counts, "more than ever" compares. */
static bool compares(const hs_reading *r, uint32_t i, uint32_t end)
{
    static const char *const times[] = {"twice", "half", "times", NULL};
    if (hs_reading_word_is(r, i, "than"))
        return !number_behind(r, i, end);
    return hs_reading_word_is(r, i, "as") && i > 0 && hs_reading_word_among(r, i - 1, times);
}

static bool superlative(const hs_reading *r, uint32_t i)
{
    static const char *const rest[] = {"first", "last", "only", NULL};
    if (r->syntax) {
        uint8_t xpos = r->syntax->words[hs_reading_token(r, i)].xpos;
        if (xpos == HS_XPOS_JJS || xpos == HS_XPOS_RBS)
            return true;
    }
    return i > 0 && hs_reading_tag(r, i - 1) == HS_TAG_DETERMINER &&
           (hs_reading_word_among(r, i, rest) ||
            (!r->syntax && hs_word_is(hs_reading_word(r, i), HS_LEX(SUPERLATIVE))));
}

static bool causes(const hs_reading *r, uint32_t i)
{
    static const char *const others[] = {"because",    "causes",   "causing", "prompting",
                                         "triggering", "sparking", NULL};
    bool due = hs_word_is(hs_reading_word(r, i), HS_LEX(PREPOSITION)); /* "due to start" */
    bool verb = due && r->syntax && i + 1 < r->words.count &&
                r->syntax->words[hs_reading_token(r, i + 1)].xpos == HS_XPOS_VB;
    return (hs_word_is(hs_reading_word(r, i), HS_LEX(CAUSE)) && !verb) ||
           hs_reading_word_among(r, i, others);
}

static bool rules(const hs_reading *r, uint32_t i)
{
    static const char *const others[] = {
        "must",       "allowed",    "allows", "entitled", "barred",           "bars",
        "prohibited", "forbidden",  "lawful", "unlawful", "unconstitutional", "cannot",
        "mandatory",  "compulsory", NULL};
    return hs_word_is(hs_reading_word(r, i), HS_LEX(RULE)) || hs_reading_word_among(r, i, others);
}

static hs_claim_signs signs_of_word(const hs_reading *r, uint32_t i, uint32_t end)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    bool verb = word->tag == HS_TAG_VERB;
    bool past = verb && (word->lexeme->forms & (HS_LEX_FORM_PAST | HS_LEX_FORM_PARTICIPLE)) != 0;
    hs_claim_signs signs = word->shape == HS_TOKEN_NUMBER ? BIT(SIGN_DIGIT)
                           : word->lexeme->number_kind    ? BIT(SIGN_NUMBER_WORD)
                                                          : 0;
    signs |= compares(r, i, end) ? BIT(SIGN_THAN) : 0;
    signs |= superlative(r, i) ? BIT(SIGN_SUPERLATIVE) : 0;
    signs |= verb && hs_word_is(word, HS_LEX(COMPARISON)) ? BIT(SIGN_MOVED) : 0;
    signs |= causes(r, i) ? BIT(SIGN_CAUSE) : 0;
    signs |= rules(r, i) ? BIT(SIGN_RULE) : 0;
    signs |= hs_word_is(word, HS_LEX(VOTE)) ? BIT(SIGN_VOTE) : 0;
    return signs | (past ? BIT(SIGN_PAST) : 0);
}

hs_claim_signs hs_claim_signs_of(const hs_reading *r, uint32_t first, uint32_t end)
{
    hs_claim_signs signs = 0;
    for (uint32_t i = first; i < end; i++)
        signs |= signs_of_word(r, i, end);
    return signs;
}

hs_claim_type hs_claim_type_by_signs(hs_claim_signs signs)
{
    for (size_t i = 0; i < HS_COUNT(kinds); i++)
        if (signs & BIT(kinds[i].sign))
            return kinds[i].type;
    return HS_CLAIM_OTHER;
}

hs_claim_type hs_claim_type_of(const float *logits, hs_claim_signs signs)
{
    float sums[KINDS];
    memcpy(sums, logits, sizeof sums);
    for (size_t i = 0; i < HS_COUNT(kinds); i++)
        if (signs & BIT(kinds[i].sign))
            sums[kinds[i].type] += kinds[i].worth;
    uint8_t best = 0;
    for (uint8_t k = 1; k < KINDS; k++)
        best = sums[k] > sums[best] ? k : best;
    return (hs_claim_type)best;
}
