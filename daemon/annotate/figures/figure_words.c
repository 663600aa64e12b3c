/* Numbers in words: "two hundred and five", "twenty-first", "three point two", "a dozen",
 * "hundreds of thousands", "several hundred".
 */
#include <math.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* A cardinal or ordinal word below a hundred that may stand behind `current`, as in "twenty-one"
 * and "two hundred and five". */
static bool fits_behind(double current, double value)
{
    double rest = fmod(current, 100);
    return current >= 20 &&
           (rest == 0 ? value < 100 : fmod(rest, 10) == 0 && rest >= 20 && value < 10);
}

/* `total` holds what thousands and more have closed. */
void hs_number_take_words(const hs_figure_reader *r, hs_number *number, double current)
{
    double total = 0, last_scale = HS_NUMBER_MAX;
    while (number->end < r->count) {
        uint32_t at = number->end;
        bool link =
            hs_figure_hyphen(r, at) || (current + total >= 100 && hs_figure_word(r, at, "and"));
        at += link;
        const hs_lexeme *word = hs_figure_lexeme(r, at, HS_LEX_NUMBER_CARDINAL);
        const hs_lexeme *rank = word ? NULL : hs_figure_lexeme(r, at, HS_LEX_NUMBER_ORDINAL);
        double factor = word || rank ? 0 : hs_number_multiplier(r, at);
        double value = word ? hs_lexicon_number(word) : rank ? hs_lexicon_number(rank) : 0;
        if (factor == 100 && current > 0 && current < 100) {
            current *= 100;
            number->scale = 100;
        } else if (factor >= 1000 && factor < last_scale && current > 0) {
            total += current * factor;
            number->scale = last_scale = factor;
            current = 0;
        } else if (factor == 12 && current > 0 && total == 0)
            current *= 12;
        else if ((word || rank) && value > 0 &&
                 (current == 0 ? total > 0 : fits_behind(current, value)))
            current += value;
        else
            break;
        number->end = at + 1;
        if (rank) {
            number->form = HS_NUMBER_ORDINAL;
            break;
        }
    }
    number->value = total + current;
}

/* "three point two five": digits in words behind "point". */
static void take_point(const hs_figure_reader *r, hs_number *number)
{
    double unit = 0.1;
    if (!hs_figure_word(r, number->end, "point") || number->scale != 1)
        return;
    for (uint32_t at = number->end + 1; at < r->count && unit > 1e-7; at++, unit /= 10) {
        const hs_lexeme *word = hs_figure_lexeme(r, at, HS_LEX_NUMBER_CARDINAL);
        if (!word || hs_lexicon_number(word) > 9)
            return;
        number->value += hs_lexicon_number(word) * unit;
        number->end = at + 1;
    }
}

static const struct {
    const char *text;
    double value;
} loose_words[] = {{"tens", 10},       {"dozens", 12},    {"scores", 20},    {"hundreds", 100},
                   {"thousands", 1e3}, {"millions", 1e6}, {"billions", 1e9}, {"trillions", 1e12}};

/* "hundreds of thousands", "dozens of". */
static bool read_loose(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    double value = 1;
    uint32_t end = at;
    for (size_t i = 0; i < HS_COUNT(loose_words);) {
        if (!hs_figure_word(r, end, loose_words[i].text) || value * loose_words[i].value > 1e15) {
            i++;
            continue;
        }
        value *= loose_words[i].value;
        end++;
        bool more = hs_figure_word(r, end, "of") && (hs_figure_word(r, end + 1, "thousands") ||
                                                     hs_figure_word(r, end + 1, "millions") ||
                                                     hs_figure_word(r, end + 1, "billions"));
        if (!more)
            break;
        end++;
        i = 0;
    }
    bool counts = value > 20 || hs_figure_word(r, end, "of");
    if (end == at || value <= 10 || !counts)
        return false;
    *number = (hs_number){
        .first = at, .end = end, .value = value * 2, .scale = value, .form = HS_NUMBER_LOOSE};
    return true;
}

/* "several hundred", "a few thousand", "many thousands": as much as the plural says. */
static bool read_several(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    static const char *const ways[] = {"several", "a few", "many", "some few"};
    for (size_t i = 0; i < HS_COUNT(ways); i++) {
        uint32_t words = hs_figure_words(r, at, ways[i]);
        if (words == 0)
            continue;
        hs_number inner = {.end = at + words, .value = 1, .scale = 1};
        hs_number_take_multipliers(r, &inner);
        if (inner.end == at + words) {
            bool plural = read_loose(r, at + words, number);
            number->first = at;
            return plural;
        }
        *number = (hs_number){.first = at,
                              .end = inner.end,
                              .value = 2 * inner.value,
                              .scale = inner.value,
                              .form = HS_NUMBER_LOOSE};
        return true;
    }
    return false;
}

/* "a year and a half": the number, as of a unit that is named within it. */
static bool read_unit_and_half(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    const char *unit;
    double factor;
    uint32_t end = hs_figure_unit(r, at + 1, &unit, &factor);
    if (!end || hs_figure_is_count(unit))
        return false;
    static const char *const long_ones[] = {"decade", "century", "fortnight"};
    hs_number half = {.end = end, .scale = 1};
    hs_number_take_half(r, &half);
    if (half.end == end && !HS_FIGURE_ANY(r, at + 1, long_ones))
        return false; /* "a year" alone counts nothing */
    number->value = 1 + half.value;
    number->unit = unit;
    number->factor = factor;
    number->end = half.end;
    return true;
}

/* "a million", "a dozen", "a third of", "a couple of", "an hour and a half". */
static bool read_article(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    if (!hs_figure_word(r, at, "a") && !hs_figure_word(r, at, "an"))
        return false;
    if (hs_number_multiplier(r, at + 1) > 1) {
        number->value = 1;
        number->end = at + 1;
        hs_number_take_words(r, number, 1);
        hs_number_take_half(r, number);
        hs_number_take_multipliers(r, number);
        return number->end > at + 1;
    }
    if (hs_figure_word(r, at + 1, "couple")) {
        number->value = 2;
        number->end = at + 2 + hs_figure_word(r, at + 2, "of");
        hs_number_take_multipliers(r, number);
        return true;
    }
    if (read_unit_and_half(r, at, number))
        return true;
    bool whole = hs_figure_hyphen(r, at + 2) && hs_number_multiplier(r, at + 3) > 1;
    if (hs_figure_word(r, at + 1, "half") &&
        (whole || (!hs_figure_hyphen(r, at + 2) && !hs_figure_word(r, at + 2, "of"))))
        return false; /* "a half hour" is read from "half" on */
    number->end = at + 1;
    return hs_number_take_denominator(r, number, true);
}

/* "one of", "no one", "the one who", "one-off": pronouns, and parts of words. */
static bool is_pronoun(const hs_figure_reader *r, uint32_t at)
{
    static const char *const before[] = {"no",   "any",    "every", "some",  "the",
                                         "this", "that",   "which", "each",  "another",
                                         "only", "anyone", "day",   "square"};
    static const char *const behind[] = {
        "of",  "another", "who",   "that", "should", "can", "could", "might", "must", "is",
        "was", "has",     "would", "will", ",",      ".",   "'s",    "’s",    "day",  "by"};
    const char *unit;
    double factor;
    if (!hs_figure_word(r, at, "one"))
        return false;
    if (hs_figure_hyphen(r, at + 1) && hs_figure_tight(r, at))
        return !hs_figure_lexeme(r, at + 2, HS_LEX_NUMBER_MULTIPLIER) &&
               !hs_figure_lexeme(r, at + 2, HS_LEX_NUMBER_ORDINAL) &&
               !hs_figure_word(r, at + 2, "in") && !hs_figure_word(r, at + 2, "third") &&
               !hs_figure_word(r, at + 2, "half") && !hs_figure_word(r, at + 2, "quarter") &&
               !hs_figure_word(r, at + 2, "and") && !hs_figure_unit(r, at + 2, &unit, &factor);
    return HS_FIGURE_ANY(r, at - 1, before) || HS_FIGURE_ANY(r, at + 1, behind) ||
           hs_figure_words(r, at - 2, "one by") ||
           (hs_figure_word(r, at - 1, "at") && hs_figure_word(r, at + 1, "point")) ||
           at + 1 >= r->count;
}

/* "She said that one in five had left": "one" stands for nobody where many follow. */
static bool chance(const hs_figure_reader *r, uint32_t at, const hs_number *number)
{
    static const char *const before[] = {"that", "the", "only", "some"};
    hs_number one = *number;
    one.value = 1;
    one.end = at + 1;
    if (!HS_FIGURE_ANY(r, at - 1, before) || !hs_figure_word(r, at, "one"))
        return false;
    hs_number_take_chance(r, &one);
    return one.form == HS_NUMBER_FRACTION;
}

/* "six-figure": from 100,000 on; a number whose value is its lower end. */
static bool take_figures(const hs_figure_reader *r, hs_number *number)
{
    bool hyphen = hs_figure_hyphen(r, number->end);
    uint32_t at = number->end + hyphen;
    if (!(hs_figure_word(r, at, "figure") || hs_figure_word(r, at, "figures")) ||
        number->value < (hyphen ? 3 : 5) || number->value > 12)
        return false; /* "three figures" may be men */
    number->scale = number->value = pow(10, number->value - 1);
    number->form = HS_NUMBER_FIGURES;
    number->end = at + 1;
    return true;
}

static bool read_cardinal(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    const hs_lexeme *word = hs_figure_lexeme(r, at, HS_LEX_NUMBER_CARDINAL);
    const hs_lexeme *rank = word ? NULL : hs_figure_lexeme(r, at, HS_LEX_NUMBER_ORDINAL);
    if (rank || hs_figure_word(r, at, "third")) {
        number->value = rank ? hs_lexicon_number(rank) : 3;
        number->form = HS_NUMBER_ORDINAL;
        return true;
    }
    const hs_lexeme *digit = hs_figure_lexeme(r, at + 2, HS_LEX_NUMBER_CARDINAL);
    bool point = digit && hs_figure_word(r, at + 1, "point") && hs_lexicon_number(digit) < 10;
    if (!word || (!point && is_pronoun(r, at) && !chance(r, at, number)))
        return false;
    hs_number_take_words(r, number, hs_lexicon_number(word));
    if (number->form == HS_NUMBER_ORDINAL || take_figures(r, number))
        return true;
    take_point(r, number);
    hs_number_take_half(r, number);
    hs_number_take_multipliers(r, number);
    if (!hs_number_take_denominator(r, number, false))
        hs_number_take_chance(r, number);
    return true;
}

/* "million-dollar": a multiplier alone counts one where a unit is tied to it. */
static bool read_bare(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    const char *unit;
    double factor, value = hs_number_multiplier(r, at);
    if (value < 1000 || !hs_figure_hyphen(r, at + 1) || !hs_figure_tight(r, at) ||
        !hs_figure_unit(r, at + 2, &unit, &factor))
        return false;
    number->value = number->scale = value;
    return true;
}

bool hs_number_read_words(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    const hs_number fresh = *number;
    if (read_loose(r, at, number) || read_several(r, at, number) ||
        hs_number_read_half(r, at, number))
        return true;
    *number = fresh;
    if (read_article(r, at, number)) {
        if (number->form == HS_NUMBER_FRACTION)
            hs_number_take_whole(r, number);
        return true;
    }
    *number = fresh;
    if (read_bare(r, at, number))
        return true;
    *number = fresh;
    if (!read_cardinal(r, at, number))
        return false;
    if (number->form == HS_NUMBER_FRACTION)
        hs_number_take_whole(r, number);
    return true;
}

uint32_t hs_figure_decade(hs_str word)
{
    static const char *const decades[] = {"twenties", "thirties",  "forties",  "fifties",
                                          "sixties",  "seventies", "eighties", "nineties"};
    for (uint32_t i = 0; i < HS_COUNT(decades); i++)
        if (hs_str_is_ignoring_case(word, decades[i]))
            return 20 + 10 * i;
    return 0;
}
