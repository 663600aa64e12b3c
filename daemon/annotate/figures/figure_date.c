/* Dates: which reader knows them, and what years and months are in digits and letters.
 */
#include "annotate/figures/figure_reader.h"
#include "base/memory.h"
#include "text/calendar.h"

/* 1 to 12, or 0; "mid-March" is March. A month needs its capital: "may", "march". */
uint32_t hs_date_month(const hs_figure_reader *r, uint32_t at)
{
    static const char *const parts[] = {"mid-", "early-", "late-", "Mid-", "Early-", "Late-"};
    if (at >= r->count)
        return 0;
    hs_str text = hs_figure_token(r, at);
    for (size_t i = 0; i < HS_COUNT(parts); i++) {
        hs_str part = hs_str_from(parts[i]);
        if (text.length > part.length && hs_str_starts_with(text, part))
            text = hs_str_slice(text, part.length, text.length);
    }
    if (text.length < 3 || text.bytes[0] < 'A' || text.bytes[0] > 'S')
        return 0;
    if (hs_str_ends_with(text, HS_STR(".")))
        text.length--;
    uint32_t month = hs_month_named(text);
    return month ? month : hs_month_abbreviated(text);
}

uint32_t hs_date_year(const hs_figure_reader *r, uint32_t at)
{
    uint32_t year;
    bool is = at < r->count && hs_figure_digits(hs_figure_token(r, at), 4, 4, &year) &&
              year >= HS_YEAR_FIRST && year < HS_YEAR_END;
    return is ? year : 0;
}

uint32_t hs_date_days_of(uint32_t year, uint32_t month)
{
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* First and last day of what is given; the year 0 leaves them open. */
void hs_date_set(hs_figure *figure, uint32_t year, uint32_t month, uint32_t day)
{
    uint32_t first = year * 10000 + month * 100 + day, last = first;
    figure->value = first;
    if (year > 0) {
        uint32_t last_month = month ? month : 12;
        uint32_t last_day = day ? day : hs_date_days_of(year, last_month);
        first = year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
        last = year * 10000 + last_month * 100 + last_day;
    }
    figure->low = first;
    figure->high = last;
    figure->unit = "date";
    figure->kind = HS_FIGURE_DATE;
}

uint32_t hs_date_read(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static uint32_t (*const readers[])(const hs_figure_reader *, uint32_t, hs_figure *) = {
        hs_calendar_read_digits, hs_calendar_read, hs_age_read, hs_year_read, hs_relative_read,
    };
    for (size_t i = 0; i < HS_COUNT(readers); i++) {
        *figure = (hs_figure){.span = {at, at}, .unit = "", .per = ""};
        uint32_t end = readers[i](r, at, figure);
        if (end) {
            figure->span.end = end;
            return end;
        }
    }
    return 0;
}
