/* Two sentences aligned word by word. Words that differ are told apart: figures and dates, which
 * may contradict; negation, which does; bounds before a figure; and the rest, of which a little is
 * the other writer's wording and more is another claim.
 */
#include "evidence/claim_compare.h"

#include <math.h>

#include "base/memory.h"
#include "text/calendar.h"

/* Chosen on drafts made from train text (docs/VERIFICATION.md). */
#define SIMILARITY_LEAST 0.72f
#define CONTRADICTION_LEAST 0.8f
#define WEIGHT_LEAST 3.5f

#define ROUNDED 0.1     /* "about 50" may be 45 to 55 */
#define BOUND_REACH 1.5 /* "more than 50" is hardly said of 75 and more */

typedef enum bound { EXACT, AT_LEAST, AT_MOST, ABOUT } bound;

typedef struct tally {
    float same, other;
    bool negated, figure_differs, date_differs;
} tally;

static bool among(hs_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (hs_str_is(word, list[i]))
            return true;
    }
    return false;
}

/* 1: a day of the week, 2: a month, 0: neither, nor "may", which is oftener a verb. */
static int date_class(hs_str word)
{
    bool is_month = hs_month_named(word) && !hs_str_is(word, "may");
    return hs_weekday_named(word) ? 1 : is_month ? 2 : 0;
}

static hs_str folded_at(const hs_align_text *text, uint32_t at)
{
    return at < text->count ? text->words[at].folded : HS_STR("");
}

/* What the words before the figure at `at` make of it. */
static bound bound_of(const hs_align_text *text, uint32_t at)
{
    static const char *const least[] = {"over", "above", "exceeding", "topping"};
    static const char *const most[] = {"under", "below", "nearly", "almost"};
    static const char *const about[] = {"about", "around", "roughly", "some", "approximately"};
    static const char *const more[] = {"more", "greater", "higher"};
    static const char *const less[] = {"less", "fewer", "lower"};
    hs_str before = at > 0 ? folded_at(text, at - 1) : HS_STR("");
    hs_str first = at > 1 ? folded_at(text, at - 2) : HS_STR("");
    if (hs_str_equal(before, HS_STR("than")))
        return among(first, more, HS_COUNT(more))   ? AT_LEAST
               : among(first, less, HS_COUNT(less)) ? AT_MOST
                                                    : EXACT;
    if (hs_str_equal(first, HS_STR("at")))
        return hs_str_equal(before, HS_STR("least"))  ? AT_LEAST
               : hs_str_equal(before, HS_STR("most")) ? AT_MOST
                                                      : EXACT;
    if (hs_str_equal(first, HS_STR("up")) && hs_str_equal(before, HS_STR("to")))
        return AT_MOST;
    return among(before, least, HS_COUNT(least))   ? AT_LEAST
           : among(before, most, HS_COUNT(most))   ? AT_MOST
           : among(before, about, HS_COUNT(about)) ? ABOUT
                                                   : EXACT;
}

/* Whether a figure with a bound may speak of the value `other`. */
static bool allows(double value, bound b, double other)
{
    double size = fabs(value);
    if (b == ABOUT)
        return fabs(value - other) <= ROUNDED * size;
    if (b == AT_LEAST)
        return other >= value && other <= value * BOUND_REACH;
    if (b == AT_MOST)
        return other <= value && other >= value / BOUND_REACH;
    return value == other;
}

static bool figures_agree(const hs_align_text *claim, uint32_t q, const hs_align_text *source,
                          uint32_t s)
{
    double a = claim->words[q].value, b = source->words[s].value;
    return allows(a, bound_of(claim, q), b) || allows(b, bound_of(source, s), a);
}

static bool is_bound_word(hs_str word)
{
    static const char *const words[] = {"more",    "less",   "than",   "over",          "under",
                                        "about",   "around", "nearly", "almost",        "least",
                                        "roughly", "some",   "fewer",  "approximately", "at"};
    return among(word, words, HS_COUNT(words));
}

static void count_pair(tally *t, const hs_align_text *claim, uint32_t q,
                       const hs_align_text *source, uint32_t s)
{
    const hs_align_word *a = &claim->words[q], *b = &source->words[s];
    int date = date_class(a->folded);
    if ((a->flags & HS_ALIGN_NUMBER) && (b->flags & HS_ALIGN_NUMBER)) {
        t->figure_differs |= !figures_agree(claim, q, source, s);
    } else if (date && date == date_class(b->folded)) {
        t->date_differs = true;
    } else if (!is_bound_word(a->folded) || !is_bound_word(b->folded)) {
        float weight = hs_align_weight(a), other = hs_align_weight(b);
        t->negated |= ((a->flags ^ b->flags) & HS_ALIGN_NEGATION) != 0;
        t->other += weight > other ? weight : other;
    }
}

static void count_single(tally *t, const hs_align_text *text, uint32_t at)
{
    const hs_align_word *word = &text->words[at];
    if (word->flags & HS_ALIGN_NEGATION)
        t->negated = !t->negated;
    else if (!is_bound_word(word->folded))
        t->other += hs_align_weight(word);
}

static void count_step(tally *t, const hs_align_step *step, const hs_align_text *claim,
                       const hs_align_text *source)
{
    uint32_t quotes = step->quote_end - step->quote_first;
    if (step->kind == HS_ALIGN_SAME) {
        for (uint32_t i = step->quote_first; i < step->quote_end; i++)
            t->same += hs_align_weight(&claim->words[i]);
    } else if (step->kind == HS_ALIGN_CHANGED) {
        for (uint32_t i = 0; i < quotes && step->source_first + i < step->source_end; i++)
            count_pair(t, claim, step->quote_first + i, source, step->source_first + i);
    } else {
        for (uint32_t i = step->quote_first; i < step->quote_end; i++)
            count_single(t, claim, i);
        for (uint32_t i = step->source_first; i < step->source_end; i++)
            count_single(t, source, i);
    }
}

hs_comparison hs_compare_claim(const hs_align_text *claim, const hs_align_text *source,
                               hs_arena *arena)
{
    hs_comparison result = {.alignment = hs_align(claim, source, arena)};
    const hs_alignment *alignment = &result.alignment;
    tally t = {0};
    if (alignment->source_first >= alignment->source_end)
        return result;
    for (uint32_t i = 0; i < alignment->step_count; i++)
        count_step(&t, &alignment->steps[i], claim, source);
    result.score = t.same + t.other > 0 ? t.same / (t.same + t.other) : 0;
    result.source = (hs_span){source->words[alignment->source_first].span.start,
                              source->words[alignment->source_end - 1].span.end};
    bool differs = t.negated || t.figure_differs || t.date_differs;
    if (t.same >= WEIGHT_LEAST &&
        result.score >= (differs ? CONTRADICTION_LEAST : SIMILARITY_LEAST))
        result.verdict = differs ? HS_VERDICT_CONTRADICTED : HS_VERDICT_SUPPORTED;
    return result;
}
