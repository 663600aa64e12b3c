/* The one table of days and months; what a date is made of is for those who read dates. */
#include "text/calendar.h"

enum { MONTHS = 12, WEEKDAYS = 7 };

static const char *const weekdays[WEEKDAYS] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
static const char *const months[MONTHS] = {"january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december"};
static const char *const short_months[MONTHS] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};

/* Counted from 1; 0: not in it. */
static uint32_t place_in(const char *const *names, uint32_t count, hs_str word)
{
    for (uint32_t i = 0; i < count; i++)
        if (hs_str_is_ignoring_case(word, names[i]))
            return i + 1;
    return 0;
}

uint32_t hs_weekday_named(hs_str word)
{
    return place_in(weekdays, WEEKDAYS, word);
}

uint32_t hs_month_named(hs_str word)
{
    return place_in(months, MONTHS, word);
}

uint32_t hs_month_abbreviated(hs_str word)
{
    return hs_str_is_ignoring_case(word, "sept") ? 9 : place_in(short_months, MONTHS, word);
}
