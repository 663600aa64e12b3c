/* Units: those of the lexicon, and those whose letters are also something else ("m", "p", "won",
 * "pounds"), where case, nearness and neighbours decide. Which number a unit belongs to is
 * figure_measure.c's matter.
 */
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

static bool one_of(const char *unit, const char *const *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

bool hs_figure_is_time(const char *unit)
{
    static const char *const units[] = {"second", "minute", "hour", "day", "week", "month", "year"};
    return one_of(unit, units, HS_COUNT(units));
}

/* Three capitals, or the name of a money that several countries have. */
bool hs_figure_is_currency(const char *unit)
{
    static const char *const shared[] = {"mark",  "crown", "peso",   "shilling",
                                         "dinar", "riyal", "dirham", "krone"};
    size_t upper = strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return (upper == 3 && unit[3] == '\0') || one_of(unit, shared, HS_COUNT(shared));
}

bool hs_figure_is_count(const char *unit)
{
    static const char *const units[] = {"person", "seat", "vote", "job", "household", "times"};
    return one_of(unit, units, HS_COUNT(units));
}

enum {
    TIGHT = 1, /* only right behind the digits: "30p" */
    LOWER = 2, /* only in lower case: "p" */
    UPPER = 4, /* only in capitals: "C" */
    ALONE = 8, /* only where no noun follows: "14 stone", not "14 stone walls" */
    BOTH = TIGHT | LOWER,
};

/* Not in the lexicon, where they would be taken for units wherever they stand. */
static const struct {
    const char *word;
    const char *unit;
    double factor;
    uint8_t needs;
} short_units[] = {
    {"p", "GBP", 0.01, BOTH},
    {"c", "USD", 0.01, BOTH},
    {"C", "degree", 1, TIGHT | UPPER},
    {"F", "degree fahrenheit", 1, TIGHT | UPPER},
    {"g", "kilogram", 0.001, BOTH},
    {"h", "hour", 1, BOTH},
    {"l", "litre", 1, BOTH},
    {"hr", "hour", 1, LOWER},
    {"hrs", "hour", 1, LOWER},
    {"min", "minute", 1, LOWER},
    {"mins", "minute", 1, LOWER},
    {"sec", "second", 1, LOWER},
    {"secs", "second", 1, LOWER},
    {"yr", "year", 1, LOWER},
    {"yrs", "year", 1, LOWER},
    {"pc", "percent", 1, LOWER},
    {"pp", "percentage point", 1, LOWER},
    {"ppt", "percentage point", 1, LOWER},
    {"bp", "percentage point", 0.01, BOTH},
    {"bps", "percentage point", 0.01, LOWER},
    {"ha", "hectare", 1, LOWER},
    {"x", "times", 1, BOTH},
    {"MB", "byte", 1e6, UPPER},
    {"GB", "byte", 1e9, UPPER},
    {"TB", "byte", 1e12, UPPER},
    {"bucks", "USD", 1, LOWER},
    {"quid", "GBP", 1, LOWER},
    {"st", "kilogram", 6.35029318, BOTH},
    {"stone", "kilogram", 6.35029318, LOWER | ALONE},
    {"oz", "kilogram", 0.028349523, LOWER},
    {"rand", "ZAR", 1, LOWER},
    {"real", "BRL", 1, LOWER | ALONE},
    {"baht", "THB", 1, LOWER},
    {"won", "KRW", 1, LOWER | ALONE},
    {"m", "metre", 1, LOWER},
};

static bool all_lower(hs_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] >= 'A' && text.bytes[i] <= 'Z')
            return false;
    return true;
}

/* The short unit that is this word: its index, or -1. `tight`: right behind digits. */
static int short_unit(hs_str word, bool tight)
{
    if (word.length > 5)
        return -1;
    for (size_t i = 0; i < HS_COUNT(short_units); i++) {
        uint8_t needs = short_units[i].needs;
        hs_str text = hs_str_from(short_units[i].word);
        bool same = needs & UPPER ? hs_str_equal(word, text)
                                  : hs_str_equal_ignoring_case(word, text) &&
                                        (!(needs & LOWER) || all_lower(word));
        if (same && (tight || !(needs & TIGHT)))
            return (int)i;
    }
    return -1;
}

/* What "m" and "won" need besides: "50 m" is a length, "$50 m" and "50m" are millions; "900,000
 * won", but "of 300, 200 won". */
static bool short_unit_fits(const hs_figure_reader *r, uint32_t at, int which)
{
    static const char *const lengths[] = {
        "tall",        "long",         "high",   "deep",      "wide",  "sprint", "race",
        "hurdles",     "freestyle",    "relay",  "dash",      "pool",  "final",  "butterfly",
        "backstroke",  "breaststroke", "thick",  "across",    "apart", "away",   "tower",
        "underground", "underwater",   "radius", "exclusion", "above", "below",  "record"};
    const char *word = short_units[which].word;
    bool tight = at > 0 && hs_figure_tight(r, at - 1);
    if (strcmp(word, "m") == 0) {
        bool money = false;
        for (uint32_t back = 1; back <= 2 && back < at; back++) {
            const hs_lexeme *before = hs_figure_entry(r, at - 1 - back);
            double factor;
            money =
                money || (before->unit && hs_figure_is_currency(hs_lexicon_unit(before, &factor)));
        }
        uint32_t next = at + 1u + hs_figure_hyphen(r, at + 1);
        return !money && (!tight || HS_FIGURE_ANY(r, next, lengths));
    }
    if (strcmp(word, "won") == 0) {
        double value = 0;
        bool large =
            at > 0 && (hs_number_multiplier(r, at - 1) >= 1000 ||
                       (hs_number_digits(hs_figure_token(r, at - 1), &value) && value >= 1000));
        static const char *const objects[] = {"the", "a", "an", "their", "his", "her", "by", "in"};
        return large && !HS_FIGURE_ANY(r, at + 1, objects) && !hs_figure_capital(r, at + 1);
    }
    return true;
}

static uint32_t read_short(const hs_figure_reader *r, uint32_t at, const char **unit,
                           double *factor)
{
    bool tight = at > 0 && hs_figure_tight(r, at - 1) && r->tokens[at - 1].shape == HS_TOKEN_NUMBER;
    int which = short_unit(hs_figure_token(r, at), tight);
    if (which < 0 || !short_unit_fits(r, at, which))
        return 0;
    bool noun = hs_figure_shape(r, at + 1, HS_TOKEN_LOWER) &&
                !hs_lexeme_is(hs_figure_entry(r, at + 1),
                              HS_LEX(PREPOSITION) | HS_LEX(CONJUNCTION) | HS_LEX(ADVERB) |
                                  HS_LEX(DETERMINER) | HS_LEX(COMPARISON));
    if ((short_units[which].needs & ALONE) && noun)
        return 0;
    *unit = short_units[which].unit;
    *factor = short_units[which].factor;
    return at + 1;
}

/* Whether the pounds at a token weigh something: "weighs 20 pounds", "2 pounds of flour". */
static bool pounds_weigh(const hs_figure_reader *r, uint32_t at)
{
    static const char *const scales[] = {"weigh",  "weighs", "weighed", "weighing",
                                         "weight", "gained", "heavier", "lighter"};
    static const char *const things[] = {
        "flour", "sugar",  "butter",    "meat",       "beef",     "rice",     "cocaine",
        "meth",  "heroin", "marijuana", "cannabis",   "fentanyl", "fat",      "muscle",
        "gold",  "fish",   "food",      "explosives", "potatoes", "pressure", "thrust",
        "trash", "waste",  "ice",       "coal",       "copper",   "uranium",  "plastic"};
    static const char *const bodies[] = {"baby",  "boy",    "girl", "bomb", "man",  "dog", "weight",
                                         "woman", "turkey", "bass", "cat",  "fish", "ball"};
    for (uint32_t back = 2; back <= 5 && back <= at; back++)
        if (HS_FIGURE_ANY(r, at - back, scales))
            return true;
    if (hs_figure_word(r, at + 1, "of"))
        return HS_FIGURE_ANY(r, at + 2, things);
    bool joined = at > 0 && hs_figure_hyphen(r, at - 1);
    return hs_figure_words(r, at + 1, "in weight") || hs_figure_word(r, at + 1, "heavier") ||
           hs_figure_word(r, at + 1, "lighter") || hs_figure_word(r, at + 1, "overweight") ||
           (joined && HS_FIGURE_ANY(r, at + 1, bodies));
}

/* "square km", "per cent": the longest phrase of the lexicon that is a unit, else the word. */
uint32_t hs_figure_unit(const hs_figure_reader *r, uint32_t at, const char **unit, double *factor)
{
    if (at >= r->count)
        return 0;
    const hs_lexeme *word = hs_figure_entry(r, at);
    for (unsigned i = 0; i < word->phrase_count; i++) {
        const hs_lexeme *phrase = hs_lexicon_phrase(word, i);
        if (phrase->unit && hs_figure_words(r, at, hs_lexeme_text(phrase)) == phrase->word_count) {
            *unit = hs_lexicon_unit(phrase, factor);
            return at + phrase->word_count;
        }
    }
    if (!word->unit)
        return read_short(r, at, unit, factor);
    *unit = hs_lexicon_unit(word, factor);
    bool pounds =
        strcmp(*unit, "GBP") == 0 && *factor == 1 && (hs_figure_token(r, at).bytes[0] | 32) == 'p';
    if (pounds && pounds_weigh(r, at)) {
        *unit = "kilogram";
        *factor = 0.45359237;
    }
    return at + 1;
}

uint32_t hs_figure_unit_past(const hs_figure_reader *r, uint32_t at, const char **unit,
                             double *factor)
{
    static const char *const between[] = {
        "more",       "full",  "whole", "consecutive", "straight", "successive", "further",
        "additional", "extra", "long",  "short",       "other",    "new",        "of"};
    uint32_t end = hs_figure_unit(r, at, unit, factor);
    if (!end && HS_FIGURE_ANY(r, at, between))
        end = hs_figure_unit(r, at + 1, unit, factor);
    return end;
}

bool hs_figure_unit_glued(hs_str suffix, const char **unit, double *factor)
{
    int which = short_unit(suffix, true);
    if (which >= 0) {
        *unit = short_units[which].unit;
        *factor = short_units[which].factor;
        return strcmp(short_units[which].word, "m") != 0;
    }
    const hs_lexeme *lexeme = hs_lexicon_find(suffix);
    if (!lexeme->unit || suffix.length < 2)
        return false;
    *unit = hs_lexicon_unit(lexeme, factor);
    return true;
}
