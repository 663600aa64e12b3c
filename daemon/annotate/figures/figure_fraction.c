/* Parts of a whole: "two-thirds", "a fifth lower", "half an hour", "a quarter of a million", "one
 * in five".
 */
#include <math.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* 3 for "third", "thirds"; 0 for what is no denominator. */
static double denominator_at(const hs_figure_reader *r, uint32_t at)
{
    static const struct {
        const char *text;
        double value;
    } plurals[] = {{"halves", 2},      {"thirds", 3},       {"quarters", 4},     {"fourths", 4},
                   {"fifths", 5},      {"sixths", 6},       {"sevenths", 7},     {"eighths", 8},
                   {"ninths", 9},      {"tenths", 10},      {"quarter", 4},      {"half", 2},
                   {"hundredth", 100}, {"hundredths", 100}, {"thousandth", 1000}};
    if (at >= r->count)
        return 0;
    for (size_t i = 0; i < HS_COUNT(plurals); i++)
        if (hs_figure_word(r, at, plurals[i].text))
            return plurals[i].value;
    const hs_lexeme *rank = hs_figure_lexeme(r, at, HS_LEX_NUMBER_ORDINAL);
    if (rank && hs_lexicon_number(rank) >= 4)
        return hs_lexicon_number(rank);
    return hs_figure_word(r, at, "third") ? 3 : 0;
}

/* Whether "a third" at [first, end) is a part, not the third one: "fell by a third", "a fifth
 * lower", "almost a third". */
static bool is_part(const hs_figure_reader *r, uint32_t first, uint32_t end)
{
    static const char *const changes[] = {
        "by",      "fell",   "rose",   "dropped",  "jumped",    "grew",      "shrank",
        "climbed", "gained", "shed",   "declined", "down",      "up",        "slipped",
        "plunged", "soared", "fallen", "risen",    "decreased", "increased", "slumped",
        "nearly",  "almost", "about",  "around",   "roughly",   "than",      "over",
        "under",   "only",   "just",   "least",    "barely",    "quite",     "approximately"};
    static const char *const compared[] = {"lower",  "higher",  "more",    "less",    "fewer",
                                           "bigger", "smaller", "larger",  "cheaper", "faster",
                                           "slower", "longer",  "shorter", "worse",   "better",
                                           "below",  "above",   "off",     "dearer"};
    static const char *const times[] = {"last", "this", "next", "each", "every"};
    if (HS_FIGURE_ANY(r, end, compared) || hs_figure_word(r, end, "of"))
        return true;
    bool noun = hs_figure_shape(r, end, HS_TOKEN_LOWER) && !HS_FIGURE_ANY(r, end, times) &&
                !hs_lexeme_is(hs_figure_entry(r, end),
                              HS_LEX(PREPOSITION) | HS_LEX(CONJUNCTION) | HS_LEX(ADVERB));
    return HS_FIGURE_ANY(r, first - 1, changes) && !noun;
}

/* Words of which "half-" and "quarter-" make one: no part of them is counted. */
static bool joined_word(const hs_figure_reader *r, uint32_t end)
{
    const char *unit;
    double factor;
    return hs_figure_hyphen(r, end) && hs_figure_tight(r, end - 1) && hs_figure_tight(r, end) &&
           hs_figure_shape(r, end + 1, HS_TOKEN_LOWER) && hs_number_multiplier(r, end + 1) == 0 &&
           !hs_figure_unit(r, end + 1, &unit, &factor) && !hs_figure_word(r, end + 1, "point") &&
           !hs_figure_word(r, end + 1, "a") && !hs_figure_word(r, end + 1, "of") &&
           !hs_figure_word(r, end + 1, "price");
}

bool hs_number_take_denominator(const hs_figure_reader *r, hs_number *number, bool article)
{
    bool hyphen = hs_figure_hyphen(r, number->end);
    uint32_t at = number->end + hyphen;
    double below = denominator_at(r, at);
    double above = article ? 1 : number->value;
    if (below == 0 || above < 1 || above >= 100 || above != floor(above) || joined_word(r, at + 1))
        return false;
    bool plural = hs_str_ends_with(hs_figure_token(r, at), HS_STR("s"));
    bool surely = below == 2 || (below == 4 && hs_figure_token(r, at).bytes[0] == 'q') || plural;
    if (!surely && !hyphen && !is_part(r, number->first, at + 1))
        return false; /* "a third man" */
    if (above > 1 && !plural)
        return false;
    number->value = above / below;
    number->form = HS_NUMBER_FRACTION;
    number->end = at + 1;
    return true;
}

/* "a quarter of a million", "three-quarters of an hour", "a quarter-million". */
void hs_number_take_whole(const hs_figure_reader *r, hs_number *number)
{
    const char *unit;
    double factor;
    uint32_t at = number->end;
    bool hyphen = hs_figure_hyphen(r, at) && hs_figure_tight(r, at);
    uint32_t tied = hs_figure_words(r, at, "- of - a -");
    bool of = tied || hs_figure_words(r, at, "of a") || hs_figure_words(r, at, "of an");
    if (number->unit || (!of && !hyphen))
        return;
    at += tied ? tied : of ? 2 : 1;
    if (hs_number_multiplier(r, at) > 1) {
        number->end = at;
        number->form = HS_NUMBER_CARDINAL;
        hs_number_take_multipliers(r, number);
        return;
    }
    uint32_t end = of ? hs_figure_unit(r, at, &unit, &factor) : 0;
    if (!end || hs_figure_is_count(unit))
        return;
    number->unit = unit;
    number->factor = factor;
    number->end = end;
    number->form = HS_NUMBER_CARDINAL;
}

/* The cardinal that a chance is out of: its end, or 0. */
static uint32_t all_at(const hs_figure_reader *r, uint32_t at, double *value)
{
    hs_number all = {.first = at, .end = at + 1, .scale = 1};
    const hs_lexeme *word = hs_figure_lexeme(r, at, HS_LEX_NUMBER_CARDINAL);
    if (word)
        hs_number_take_words(r, &all, hs_lexicon_number(word));
    else if (hs_figure_words(r, at, "a hundred") || hs_figure_words(r, at, "a million")) {
        all.end = at + 1;
        hs_number_take_words(r, &all, 1);
    } else if (at >= r->count || !hs_number_digits(hs_figure_token(r, at), &all.value))
        return 0;
    *value = all.value;
    return all.end;
}

/* "one child in five": where the noun stands between. */
static uint32_t noun_way(const hs_figure_reader *r, const hs_number *number)
{
    uint32_t at = number->end;
    double value;
    if (number->value != 1 || !hs_figure_shape(r, at, HS_TOKEN_LOWER) ||
        !hs_figure_word(r, at + 1, "in") ||
        hs_lexeme_is(hs_figure_entry(r, at),
                     HS_LEX(PREPOSITION) | HS_LEX(DETERMINER) | HS_LEX(CONJUNCTION)))
        return 0;
    uint32_t end = all_at(r, at + 2, &value);
    return end && value <= 100 && !hs_figure_many(r, end) ? 2 : 0;
}

void hs_number_take_chance(const hs_figure_reader *r, hs_number *number)
{
    static const char *const ways[] = {"in every",     "in",     "out of every", "out of",
                                       "- out - of -", "- in -", "of every"};
    uint32_t words = 0;
    for (size_t i = 0; words == 0 && i < HS_COUNT(ways); i++)
        words = hs_figure_words(r, number->end, ways[i]);
    bool joined = words == 3 && hs_figure_hyphen(r, number->end);
    if (words == 0)
        words = noun_way(r, number);
    double all;
    uint32_t end = words ? all_at(r, number->end + words, &all) : 0;
    if (!end)
        return;
    const char *unit;
    double factor;
    bool timed = hs_figure_unit_past(r, end + joined, &unit, &factor) && hs_figure_is_time(unit);
    bool year = all >= 1800 && all < 2100;
    if (number->value < 1 || all <= number->value || all > 1e7 || year || (timed && !joined))
        return; /* "one in 2016", "one in ten years" */
    number->value /= all;
    number->form = HS_NUMBER_FRACTION;
    number->end = end;
    if (joined && timed && hs_figure_hyphen(r, end))
        number->end = end + 2; /* "1-in-100-year": a chance a year */
}

bool hs_number_read_half(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    static const char *const not_before[] = {"the", "first", "second", "other",  "this",
                                             "his", "her",   "their",  "better", "its"};
    const char *unit;
    double factor;
    if (!hs_figure_word(r, at, "half") || HS_FIGURE_ANY(r, at - 1, not_before) ||
        joined_word(r, at + 1))
        return false;
    number->value = 0.5;
    number->form = HS_NUMBER_FRACTION;
    uint32_t joined = hs_figure_words(r, at + 1, "- a -") || hs_figure_words(r, at + 1, "- an -");
    bool article = hs_figure_word(r, at + 1, "a") || hs_figure_word(r, at + 1, "an");
    uint32_t whole = joined ? at + 4 : article ? at + 2 : at + 1u + hs_figure_hyphen(r, at + 1);
    bool tied = whole > at + 1;
    if (tied && hs_number_multiplier(r, whole) > 1) {
        number->end = whole;
        number->form = HS_NUMBER_CARDINAL;
        hs_number_take_multipliers(r, number);
    } else if (tied && hs_figure_unit_past(r, whole, &unit, &factor)) {
        number->end = article || joined ? whole : number->end;
        number->form = HS_NUMBER_CARDINAL;
    } else
        hs_number_take_whole(r, number);
    return true;
}
