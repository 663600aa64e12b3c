/* What a number counts: the unit in front of it or behind, what adds to it ("6ft 2in"), and the
 * rate that it is of ("an hour", "50 patients a day").
 */
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* "$", "US$", "USD", "Rs." in front: the unit, and the token that it begins with. */
static uint32_t currency_before(const hs_figure_reader *r, uint32_t first, hs_measure *found)
{
    uint32_t at = first - 1;
    if (first == r->taken)
        return first;
    if (hs_figure_word(r, at, ".") && at > r->taken && hs_figure_word(r, at - 1, "rs"))
        at--;
    uint8_t shape = r->tokens[at].shape;
    hs_str text = hs_figure_token(r, at);
    const hs_lexeme *lexeme = hs_figure_entry(r, at);
    bool rupees = hs_str_equal(text, HS_STR("Rs"));
    if (!lexeme->unit || shape == HS_TOKEN_LOWER || (shape == HS_TOKEN_CAPITALISED && !rupees))
        return first;
    double factor;
    const char *unit = hs_lexicon_unit(lexeme, &factor);
    if (!hs_figure_is_currency(unit))
        return first;
    found->unit = unit;
    found->factor = factor;
    return at;
}

/* "tenfold", "ten - fold". */
static uint32_t fold_behind(const hs_figure_reader *r, uint32_t at)
{
    at += hs_figure_hyphen(r, at);
    return hs_figure_word(r, at, "fold") ? at + 1 : 0;
}

/* "an hour", "per day", "- a - week", "every year": what follows, or 0. */
static uint32_t rate_way(const hs_figure_reader *r, uint32_t at)
{
    static const char *const ways[] = {"per", "a", "an", "/", "each", "every"};
    uint32_t joined = hs_figure_words(r, at, "- a -");
    if (joined)
        return at + joined;
    return HS_FIGURE_ANY(r, at, ways) ? at + 1 : 0;
}

/* A rate behind `end`, of which `counted` is counted. A rate of "a mile" is given as one of the
 * canonical unit. */
static void take_rate(const hs_figure_reader *r, hs_measure *found, uint32_t end)
{
    static const char *const persons[] = {"head", "capita", "person"};
    static const char *const later[] = {"ago", "later", "earlier", "before", "after", "old"};
    uint32_t at = rate_way(r, end);
    if (!at)
        return;
    if (HS_FIGURE_ANY(r, at, persons)) {
        found->per = "person";
        found->end = at + 1;
        return;
    }
    const char *unit;
    double factor;
    uint32_t behind = hs_figure_unit(r, at, &unit, &factor);
    if (!behind || HS_FIGURE_ANY(r, behind, later))
        return;
    if (strcmp(unit, "GBP") == 0 && hs_figure_word(r, at, "pound")) {
        unit = "kilogram"; /* "$5 a pound" */
        factor = 0.45359237;
    } else if (hs_figure_is_currency(unit))
        return;
    bool time = hs_figure_is_time(unit);
    if (hs_figure_is_time(found->unit) && !(time && strcmp(unit, found->unit) != 0))
        return;
    if (hs_figure_word(r, end, "every") && !time)
        return;
    found->per = unit;
    found->per_factor = factor;
    found->factor /= factor;
    found->more /= factor;
    found->end = behind;
}

/* "50 patients a day", "1,200 new homes every year": the rate stands behind the noun. */
static void take_rate_of_noun(const hs_figure_reader *r, hs_measure *found)
{
    uint32_t at = found->end;
    for (uint32_t words = 1; words <= 2; words++, at++) {
        if (!hs_figure_shape(r, at, HS_TOKEN_LOWER))
            return;
        const char *unit;
        double factor;
        uint32_t way = hs_figure_many(r, at) ? rate_way(r, at + 1) : 0;
        if (way && hs_figure_unit(r, way, &unit, &factor) && hs_figure_is_time(unit)) {
            take_rate(r, found, at + 1);
            return;
        }
    }
}

/* "2in" behind "6ft", "4oz" behind "7lb", "6lb" behind "11st". */
static void take_smaller(const hs_figure_reader *r, uint32_t unit_at, hs_measure *found)
{
    static const struct {
        const char *words[4];
        const char *smaller[4];
        double below, factor;
        bool bare; /* "six foot two" */
    } pairs[] = {
        {{"ft", "foot", "feet"}, {"in", "inch", "inches", "ins"}, 12, 0.0254, true},
        {{"lb", "lbs", "pounds", "pound"}, {"oz", "ounce", "ounces"}, 16, 0.028349523, false},
        {{"st", "stone"}, {"lb", "lbs", "pounds", "pound"}, 14, 0.45359237, false},
    };
    hs_number number;
    for (size_t i = 0; i < HS_COUNT(pairs); i++) {
        bool larger = false;
        for (size_t k = 0; k < 4 && pairs[i].words[k]; k++)
            larger = larger || hs_figure_word(r, unit_at, pairs[i].words[k]);
        if (!larger || found->end >= r->count || !hs_number_read(r, found->end, &number) ||
            number.form == HS_NUMBER_ORDINAL || number.value >= pairs[i].below || number.unit)
            continue;
        bool named = false;
        for (size_t k = 0; k < 4 && pairs[i].smaller[k]; k++)
            named = named || hs_figure_word(r, number.end, pairs[i].smaller[k]);
        bool bare = pairs[i].bare && !hs_figure_shape(r, number.end, HS_TOKEN_LOWER);
        if (!named && !bare)
            continue;
        found->end = number.end + named;
        found->more = number.value * pairs[i].factor;
        if (pairs[i].below != 12 && strcmp(found->unit, "GBP") == 0) {
            found->unit = "kilogram"; /* pounds, as the ounces tell */
            found->factor = 0.45359237;
        }
        return;
    }
}

/* "10 miles", "5-year", "hundreds of dollars". */
static void unit_behind(const hs_figure_reader *r, const hs_number *number, hs_measure *found)
{
    bool hyphen = hs_figure_hyphen(r, number->end);
    bool of = number->form == HS_NUMBER_LOOSE && hs_figure_word(r, number->end, "of");
    bool share = number->form == HS_NUMBER_FRACTION && hs_figure_word(r, number->end, "of");
    const char *unit;
    double factor;
    uint32_t end = share ? 0 : hs_figure_unit_past(r, number->end + hyphen + of, &unit, &factor);
    if (hyphen && hs_figure_word(r, number->end + 1, "odd"))
        end = hs_figure_unit(r, number->end + 2, &unit, &factor);
    if (!end)
        return;
    found->unit = unit;
    found->factor = factor;
    found->end = end;
    take_smaller(r, end - 1, found);
}

hs_measure hs_measure_read(const hs_figure_reader *r, const hs_number *number)
{
    hs_measure found = {number->first, number->end, "", "", 1, 1, 0};
    uint32_t fold = fold_behind(r, number->end);
    if (fold) {
        found.unit = "times";
        found.end = fold;
        return found;
    }
    if (number->unit) {
        found.unit = number->unit;
        found.factor = number->factor;
    } else {
        found.first = currency_before(r, number->first, &found);
        if (found.first == number->first)
            unit_behind(r, number, &found);
    }
    if (hs_figure_word(r, number->end, "bpd")) {
        found = (hs_measure){number->first, number->end + 1, "barrel", "day", 1, 1, 0};
    } else if (found.unit[0])
        take_rate(r, &found, found.end);
    else if (number->form != HS_NUMBER_FRACTION)
        take_rate_of_noun(r, &found);
    return found;
}
