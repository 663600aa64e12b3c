/* The days that dates and relative dates stand for, in the proleptic Gregorian calendar. How they
 * are read is figure_date.c's matter.
 */
#include <math.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"

/* Days since 1 March of the year 0, in the proleptic Gregorian calendar, and back: years that
 * begin in March end with the leap day. */
static int64_t day_number(int64_t date)
{
    int64_t year = date / 10000, month = date / 100 % 100, day = date % 100;
    year -= month <= 2;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + of_year;
}

static int64_t date_of(int64_t number)
{
    int64_t year = (10000 * number + 14780) / 3652425;
    int64_t of_year = number - (year * 365 + year / 4 - year / 100 + year / 400);
    if (of_year < 0) {
        year--;
        of_year = number - (year * 365 + year / 4 - year / 100 + year / 400);
    }
    int64_t month = (5 * of_year + 2) / 153;
    int64_t day = of_year - (153 * month + 2) / 5 + 1;
    return (year + (month >= 10)) * 10000 + (month < 10 ? month + 3 : month - 9) * 100 + day;
}

static bool set_days(int64_t first, int64_t last, uint32_t *low, uint32_t *high)
{
    if (first < HS_YEAR_OLDEST * 10000 || last < first || last >= (int64_t)HS_YEAR_END * 10000)
        return false;
    *low = (uint32_t)first;
    *high = (uint32_t)last;
    return true;
}

static bool set_months(int64_t first, int64_t months, uint32_t *low, uint32_t *high)
{
    if (first < (int64_t)HS_YEAR_OLDEST * 12 || first + months > (int64_t)HS_YEAR_END * 12)
        return false;
    int64_t last = first + months - 1;
    uint32_t year = (uint32_t)(last / 12), month = (uint32_t)(last % 12) + 1;
    return set_days(first / 12 * 10000 + (first % 12 + 1) * 100 + 1,
                    (int64_t)year * 10000 + month * 100 + hs_date_days_of(year, month), low, high);
}

/* A day or month whose year is open: the one nearest to the text's day. */
static void nearest(uint32_t value, uint32_t today, uint32_t *low, uint32_t *high)
{
    uint32_t month = value / 100, day = value % 100;
    int64_t best = INT64_MAX;
    enum { LEAP_YEARS = 8 }; /* between two of them at most: there is no 29 February 2100 */
    for (uint32_t year = today / 10000 - LEAP_YEARS; year <= today / 10000 + LEAP_YEARS; year++) {
        if (day > hs_date_days_of(year, month))
            continue;
        int64_t middle = day_number((int64_t)year * 10000 + month * 100 + (day ? day : 15));
        int64_t away = middle - day_number(today);
        if ((away < 0 ? -away : away) < best) {
            hs_figure date = {0};
            best = away < 0 ? -away : away;
            hs_date_set(&date, year, month, day);
            *low = (uint32_t)date.low;
            *high = (uint32_t)date.high;
        }
    }
}

/* Likewise of a range of them, which ends within a year: "3-5 May", "December-February". */
static bool nearest_range(const hs_figure *figure, uint32_t today, uint32_t *low, uint32_t *high)
{
    nearest((uint32_t)figure->low, today, low, high);
    if (figure->high == figure->low)
        return true;
    hs_figure end = {0};
    uint32_t last = (uint32_t)figure->high, year = *low / 10000;
    hs_date_set(&end, year + (last < (uint32_t)figure->low), last / 100, last % 100);
    *high = (uint32_t)end.high;
    return true;
}

/* The weekday 1 (Monday) to 7 as seen from a day: the last one, the day itself counted, unless the
 * words say otherwise. */
static int64_t weekday_day(int64_t today, int64_t weekday, uint8_t direction)
{
    int64_t back = ((today + 2) % 7 - (weekday - 1) + 7) % 7;
    switch ((hs_figure_direction)direction) {
    case HS_FIGURE_PAST:
        return today - back;
    case HS_FIGURE_LAST:
        return today - (back ? back : 7);
    case HS_FIGURE_AHEAD:
        return today - back + (back ? 7 : 0);
    case HS_FIGURE_NEXT:
        return today - back + 7;
    }
    return today - back;
}

static bool shifted_days(const hs_figure *figure, double value, uint32_t today, uint32_t *low,
                         uint32_t *high)
{
    int64_t shift = (int64_t)floor(value), day = day_number(today);
    int64_t month = (int64_t)(today / 10000) * 12 + today / 100 % 100 - 1;
    const char *unit = figure->unit;
    int64_t weekday = (day + 2) % 7; /* 0: Monday */
    if (strcmp(unit, "day") == 0)
        return set_days(date_of(day + shift), date_of(day + shift), low, high);
    if (strcmp(unit, "weekday") == 0) {
        int64_t then = weekday_day(day, shift, figure->direction);
        return set_days(date_of(then), date_of(then), low, high);
    }
    if (strcmp(unit, "week") == 0) {
        int64_t monday = day - weekday + shift * 7;
        return set_days(date_of(monday), date_of(monday + 6), low, high);
    }
    if (strcmp(unit, "month") == 0)
        return set_months(month + shift, 1, low, high);
    if (strcmp(unit, "quarter") == 0)
        return set_months(month / 3 * 3 + shift * 3, 3, low, high);
    if (strcmp(unit, "year") == 0)
        return set_months((month / 12 + shift) * 12, 12, low, high);
    if (strcmp(unit, "decade") == 0)
        return set_months((month / 120 + shift) * 120, 120, low, high);
    return false;
}

/* From the first day that the bound allows to the last one. */
static bool relative_days(const hs_figure *figure, uint32_t today, uint32_t *low, uint32_t *high)
{
    uint32_t first, last, inner;
    if (figure->bound == HS_FIGURE_EXACT)
        return shifted_days(figure, figure->value, today, low, high);
    if (!isfinite(figure->low) || !isfinite(figure->high) ||
        !shifted_days(figure, figure->low, today, &first, &inner) ||
        !shifted_days(figure, figure->high, today, &inner, &last))
        return false;
    return set_days(first, last, low, high);
}

bool hs_figure_days(const hs_figure *figure, uint32_t document_date, uint32_t *low, uint32_t *high)
{
    bool known = document_date >= HS_YEAR_FIRST * 10000u && document_date < HS_YEAR_END * 10000u;
    if (figure->kind == HS_FIGURE_RELATIVE)
        return known && relative_days(figure, document_date, low, high);
    if (figure->kind != HS_FIGURE_DATE)
        return false;
    if (figure->value < 10000)
        return known && nearest_range(figure, document_date, low, high);
    return set_days((int64_t)figure->low, (int64_t)figure->high, low, high);
}
