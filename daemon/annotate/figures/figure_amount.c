/* Amounts: a number with its sign, its unit before or behind it, what bounds it ("at least") and
 * the range that it opens ("10 to 12 percent").
 */
#include <math.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

static uint8_t kind_of(const char *unit, uint8_t form)
{
    if (unit[0] == '\0')
        return form == HS_NUMBER_FRACTION ? HS_FIGURE_FRACTION : HS_FIGURE_NUMBER;
    if (hs_figure_is_currency(unit))
        return HS_FIGURE_MONEY;
    if (strncmp(unit, "percent", 7) == 0)
        return HS_FIGURE_PERCENT;
    if (strcmp(unit, "times") == 0)
        return HS_FIGURE_MULTIPLE;
    return hs_figure_is_time(unit) ? HS_FIGURE_DURATION : HS_FIGURE_AMOUNT;
}

/* "-5", "minus 5", "−0.4": moves `first` back over the sign. "plus or minus", "±" leave the sign
 * open, and the value is how much. */
static double sign_before(const hs_figure_reader *r, uint32_t *first)
{
    static const char *const both[] = {"plus or minus", "+ / -", "±", "+ / −", "+-"};
    for (size_t i = 0; i < HS_COUNT(both); i++) {
        uint32_t count = i < 2 || i == 3 ? 3 : 1;
        if (*first >= r->taken + count && hs_figure_words(r, *first - count, both[i])) {
            *first -= count;
            return 1;
        }
    }
    if (*first == r->taken)
        return 1;
    uint32_t at = *first - 1;
    bool mark =
        hs_figure_word(r, at, "-") || hs_figure_word(r, at, "−") || hs_figure_word(r, at, "–");
    bool free = mark && !r->tokens[at].space_after && (at == 0 || r->tokens[at - 1].space_after);
    if (!free && !hs_figure_word(r, at, "minus"))
        return 1;
    *first = at;
    return -1;
}

/* The word behind which the number stands that a range goes up to, or 0. */
static uint32_t range_link(const hs_figure_reader *r, const hs_measure *low, uint32_t first)
{
    static const char *const wide[] = {"anywhere", "ranging", "ranged", "ranges", "range"};
    uint32_t at = low->end;
    bool between = hs_figure_word(r, first - 1, "between");
    bool from = hs_figure_word(r, first - 1, "from") && !HS_FIGURE_ANY(r, first - 2, wide);
    bool hyphen = (hs_figure_hyphen(r, at) || hs_figure_word(r, at, "—")) && hs_figure_tight(r, at);
    if (hyphen && !hs_figure_word(r, at + 1, "to")) { /* "7-Eleven" is a name */
        bool name = hs_figure_capital(r, at + 1) && !hs_figure_capital(r, low->first);
        return name ? 0 : at + 1;
    }
    if (hs_figure_word(r, at, "to") && !from)
        return hs_figure_contest(r, first) ? 0 : at + 1;
    uint32_t hung = hs_figure_words(r, at, "- to -");
    if (!hung && hs_figure_words(r, at, "- to") && r->tokens[at].space_after)
        hung = 2;
    if (hung)
        return at + hung; /* "18-to-34-year-olds", "16- to 24-year-olds" */
    bool alone = low->unit[0] == '\0' && low->end < r->count;
    if ((between && hs_figure_word(r, at, "and")) || (alone && hs_figure_word(r, at, "or")))
        return at + 1;
    return 0;
}

/* The number that a range goes up to: behind "to", a dash, "or", or "and" after "between". */
static bool range_behind(const hs_figure_reader *r, const hs_measure *low, uint32_t first,
                         hs_number *high)
{
    uint32_t at = range_link(r, low, first);
    const char *unit;
    double factor;
    if (!at)
        return false;
    if (at < r->count && low->unit[0] && hs_figure_unit(r, at, &unit, &factor) == at + 1 &&
        strcmp(unit, low->unit) == 0 && hs_figure_is_currency(unit))
        at++; /* "$10-$12" */
    if (at >= r->count || !hs_number_read(r, at, high) || high->form == HS_NUMBER_ORDINAL ||
        high->form == HS_NUMBER_FIGURES || hs_figure_time_of_day(r, at))
        return false;
    bool date = hs_date_month(r, high->end) || (low->unit[0] && hs_date_year(r, at));
    return !date; /* "in the 12 weeks to 30 November", "the six months to 2021" */
}

/* "rose from 10 to 12 percent", "leads 48 to 44 percent": the first figure has the second one's
 * unit; "to 4.1 percent from 4.6": the second has the first one's. */
static void share_unit(const hs_figure_reader *r, uint32_t first, hs_measure *unit)
{
    hs_number other;
    bool from = hs_figure_word(r, first - 1, "from");
    bool alone = !hs_figure_shape(r, unit->end, HS_TOKEN_LOWER) &&
                 !hs_figure_shape(r, unit->end, HS_TOKEN_NUMBER) && !hs_figure_hyphen(r, unit->end);
    if (from && alone && r->last.unit && r->taken + 1 == first &&
        (r->last.kind == HS_FIGURE_PERCENT || r->last.kind == HS_FIGURE_MONEY) && !r->last.per[0]) {
        unit->unit = r->last.unit;
        return;
    }
    if (!hs_figure_word(r, unit->end, "to") || unit->end + 1 >= r->count ||
        !(from || hs_figure_contest(r, first)) || !hs_number_read(r, unit->end + 1, &other))
        return;
    hs_figure_unit(r, other.end, &unit->unit, &unit->factor);
}

/* Makes a range of the figure where one goes on: its upper end, or 0. */
static double take_range(const hs_figure_reader *r, hs_number *number, hs_measure *unit,
                         uint32_t *first, hs_figure *figure)
{
    hs_number high;
    if (!range_behind(r, unit, *first, &high))
        return 0;
    if (number->form == HS_NUMBER_FRACTION && high.form != HS_NUMBER_FRACTION && !unit->unit[0])
        return 0; /* "fell by a third to 40" */
    hs_figure_reader inner = *r;
    inner.taken = unit->end;
    hs_measure above = hs_measure_read(&inner, &high);
    bool same =
        unit->unit[0] == '\0' || strcmp(unit->unit, above.unit) == 0 || above.unit[0] == '\0';
    double scale = number->scale == 1 && number->value < high.value / high.scale ? high.scale : 1;
    double factor = unit->unit[0] ? unit->factor : above.factor;
    double top = high.value * (above.unit[0] ? above.factor : factor) + above.more;
    double rate = unit->unit[0] && !unit->per[0] ? above.per_factor : 1; /* "20 to 30 km a day" */
    if (!same || (number->value * scale * factor + unit->more) / rate >= top)
        return 0;
    number->value *= scale;
    figure->bound = HS_FIGURE_BETWEEN;
    if (unit->unit[0] == '\0')
        unit->unit = above.unit;
    if (unit->per[0] == '\0')
        unit->per = above.per;
    unit->factor = factor / rate;
    unit->more /= rate;
    unit->end = above.end;
    *first -= hs_figure_word(r, *first - 1, "between") && *first > r->taken;
    return top;
}

static void set_bound(const hs_figure_reader *r, const hs_number *number, hs_measure *unit,
                      uint32_t *first, hs_figure *figure)
{
    if (number->form == HS_NUMBER_LOOSE)
        figure->bound = HS_FIGURE_ABOUT;
    if (number->form == HS_NUMBER_FIGURES)
        figure->bound = HS_FIGURE_BETWEEN;
    hs_figure_over over = {.first = *first,
                           .end = unit->end,
                           .duration = figure->kind == HS_FIGURE_DURATION,
                           .money = figure->kind == HS_FIGURE_MONEY};
    if (figure->bound == HS_FIGURE_EXACT && !hs_figure_over_else(r, &over))
        figure->bound = hs_bound_before(r, first);
    if (figure->bound == HS_FIGURE_EXACT)
        figure->bound = hs_bound_behind(r, &unit->end);
}

/* "by a factor of four". */
static bool factor_of(const hs_figure_reader *r, uint32_t *first)
{
    if (*first < r->taken + 3 || !hs_figure_words(r, *first - 3, "a factor of"))
        return false;
    *first -= 3;
    return true;
}

uint32_t hs_amount_read(const hs_figure_reader *r, hs_number number, hs_figure *figure)
{
    *figure = (hs_figure){.per = "", .bound = hs_bound_joined(r, &number.end)};
    hs_measure unit = hs_measure_read(r, &number);
    uint32_t first = unit.first;
    double sign = sign_before(r, &first);
    double top = sign > 0 ? take_range(r, &number, &unit, &first, figure) : 0;
    if (unit.unit[0] == '\0' && number.form != HS_NUMBER_FIGURES)
        share_unit(r, first, &unit);
    if (unit.unit[0] == '\0' && factor_of(r, &first))
        unit.unit = "times";
    figure->value = sign * (number.value * unit.factor + unit.more);
    figure->unit = unit.unit;
    figure->per = unit.per;
    figure->kind = kind_of(unit.unit, number.form);
    set_bound(r, &number, &unit, &first, figure);
    hs_bound_set_limits(figure);
    if (number.form == HS_NUMBER_FIGURES)
        figure->high = figure->value * 10 - 1;
    else if (figure->bound == HS_FIGURE_BETWEEN)
        figure->high = top;
    if (number.form == HS_NUMBER_LOOSE) {
        figure->low = figure->value / 2;
        figure->high = figure->value * 5;
    }
    figure->span = (hs_span){first, unit.end};
    return unit.end;
}
