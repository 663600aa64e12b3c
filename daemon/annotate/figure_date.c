/* Dates: "12 March 2021", "March 12", "2021-03-12", "2016", "2016-17", "the 1990s", and those that
 * count from the text's own day: "last year", "three weeks ago", "on Monday".
 */
#include <math.h>
#include <string.h>

#include "annotate/figure_reader.h"

enum { YEAR_FIRST = 1500, YEAR_END = 2100 };

static bool digits_only(hs_str text, size_t least, size_t most, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || i >= most)
            return false;
        *value = *value * 10 + (uint32_t)(text.bytes[i] - '0');
    }
    return text.length >= least;
}

static bool any_word(const hs_figure_reader *r, uint32_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (hs_figure_word(r, at, words[i]))
            return true;
    return false;
}

#define ANY_WORD(r, at, words) any_word(r, at, words, sizeof words / sizeof words[0])

/* 1 to 12, or 0. A month needs its capital: "may", "march". */
static uint32_t month_at(const hs_figure_reader *r, uint32_t at)
{
    static const char *const names[12] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};
    static const char *const shorts[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    if (at >= r->count || r->tokens[at].shape == HS_TOKEN_LOWER)
        return 0;
    hs_str text = hs_figure_token(r, at);
    if (hs_str_ends_with(text, HS_STR(".")))
        text.length--;
    if (hs_str_equal_ignoring_case(text, HS_STR("sept")))
        return 9;
    for (uint32_t i = 0; i < 12; i++)
        if (hs_str_equal_ignoring_case(text, hs_str_from(names[i])) ||
            hs_str_equal_ignoring_case(text, hs_str_from(shorts[i])))
            return i + 1;
    return 0;
}

static uint32_t year_at(const hs_figure_reader *r, uint32_t at)
{
    uint32_t year;
    bool is = at < r->count && digits_only(hs_figure_token(r, at), 4, 4, &year) &&
              year >= YEAR_FIRST && year < YEAR_END;
    return is ? year : 0;
}

/* "12", "12th": 1 to 31, or 0. */
static uint32_t day_at(const hs_figure_reader *r, uint32_t at)
{
    hs_number number;
    uint32_t day;
    if (at >= r->count)
        return 0;
    if (digits_only(hs_figure_token(r, at), 1, 2, &day))
        return day <= 31 ? day : 0;
    char first = hs_figure_token(r, at).bytes[0];
    if (first < '0' || first > '9' || !hs_number_read(r, at, &number) ||
        number.form != HS_NUMBER_ORDINAL || number.value > 31)
        return 0;
    return (uint32_t)number.value;
}

static uint32_t days_of(uint32_t year, uint32_t month)
{
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* First and last day of what is given; the year 0 leaves them open. */
static void set_date(hs_figure *figure, uint32_t year, uint32_t month, uint32_t day)
{
    uint32_t first = year * 10000 + month * 100 + day, last = first;
    figure->value = first;
    if (year > 0) {
        uint32_t last_month = month ? month : 12;
        uint32_t last_day = day ? day : days_of(year, last_month);
        first = year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
        last = year * 10000 + last_month * 100 + last_day;
    }
    figure->low = first;
    figure->high = last;
    figure->unit = "date";
    figure->kind = HS_FIGURE_DATE;
}

/* "2021-03-12". */
static uint32_t read_iso(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_str text = hs_figure_token(r, at);
    uint32_t year, month, day;
    if (text.length != 10 || text.bytes[4] != '-' || text.bytes[7] != '-' ||
        !digits_only(hs_str_slice(text, 0, 4), 4, 4, &year) || year < YEAR_FIRST ||
        !digits_only(hs_str_slice(text, 5, 7), 2, 2, &month) || month < 1 || month > 12 ||
        !digits_only(hs_str_slice(text, 8, 10), 2, 2, &day) || day < 1 ||
        day > days_of(year, month))
        return 0;
    set_date(figure, year, month, day);
    return at + 1;
}

/* The year behind a day or month, past a comma or "of": the token behind it, or `at`. */
static uint32_t take_year(const hs_figure_reader *r, uint32_t at, uint32_t *year)
{
    uint32_t behind = at + (hs_figure_word(r, at, ",") || hs_figure_word(r, at, "of"));
    *year = year_at(r, behind);
    return *year ? behind + 1 : at;
}

/* "12 March 2021", "12th of March", "March 12, 2021", "March 2021", "March". */
static uint32_t read_calendar(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    uint32_t year, end, day = day_at(r, at), month = month_at(r, at);
    if (day) {
        uint32_t named = at + 1u + hs_figure_word(r, at + 1, "of");
        month = month_at(r, named);
        if (!month || day > days_of(4, month))
            return 0;
        end = take_year(r, named + 1, &year);
    } else if (month) {
        day = day_at(r, at + 1);
        bool other = day && (hs_figure_word(r, at + 2, "percent") || day > days_of(4, month));
        if (other)
            day = 0;
        end = take_year(r, at + 1u + (day > 0), &year);
        bool alone = !day && !year;
        if (alone && !hs_str_equal(hs_figure_token(r, at), HS_STR("May")) && at > 0)
            alone = false;
        if (alone &&
            !(at > 0 && (hs_figure_word(r, at - 1, "in") || hs_figure_word(r, at - 1, "since"))))
            return 0; /* "May" may be a name or a verb */
    } else
        return 0;
    if (day && year && day > days_of(year, month))
        return 0;
    set_date(figure, year, month, day);
    return end;
}

/* Whether digits that look like a year count something: "2000 people", "1900 ferrymen". */
static bool counts_something(const hs_figure_reader *r, uint32_t at)
{
    static const char *const before[] = {"in",     "since", "by",      "until", "before", "after",
                                         "during", "from",  "early",   "late",  "mid",    "of",
                                         "and",    "to",    "through", "(",     "year",   "till"};
    const char *unit;
    double factor;
    if (hs_figure_unit(r, at + 1, &unit, &factor) ||
        (at > 0 && hs_figure_unit(r, at - 1, &unit, &factor) &&
         r->tokens[at - 1].shape != HS_TOKEN_LOWER))
        return true;
    if (at + 1 < r->count && r->tokens[at + 1].shape == HS_TOKEN_LOWER &&
        hs_lexicon_find(hs_figure_token(r, at + 1))->number_kind == HS_LEX_NUMBER_MULTIPLIER)
        return true;
    if (at > 0 && ANY_WORD(r, at - 1, before))
        return false;
    if (at + 1 >= r->count || r->tokens[at + 1].shape != HS_TOKEN_LOWER)
        return false;
    hs_str noun = hs_figure_token(r, at + 1);
    return noun.length > 3 && hs_str_ends_with(noun, HS_STR("s")) &&
           !hs_lexeme_is(hs_lexicon_find(noun), HS_LEX(VERB));
}

/* "2016", "2016-17", "2016–2019". */
static uint32_t read_year(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    uint32_t year = year_at(r, at), last;
    if (!year || counts_something(r, at))
        return 0;
    set_date(figure, year, 0, 0);
    if (at + 2 >= r->count || !hs_figure_hyphen(r, at + 1) || r->tokens[at].space_after)
        return at + 1;
    last = year_at(r, at + 2);
    if (!last && digits_only(hs_figure_token(r, at + 2), 2, 2, &last))
        last += year / 100 * 100;
    if (last <= year || last >= YEAR_END)
        return at + 1;
    figure->high = last * 10000 + 1231;
    figure->bound = HS_FIGURE_BETWEEN;
    return at + 3;
}

/* "1990s", "mid-1990s", "'90s". */
static uint32_t read_decade(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const parts[] = {"mid-", "early-", "late-", "'", "’", "‘", "mid"};
    hs_str text = hs_figure_token(r, at);
    uint32_t year;
    bool shortened = false;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        hs_str part = hs_str_from(parts[i]);
        if (text.length > part.length &&
            hs_str_equal_ignoring_case(hs_str_slice(text, 0, part.length), part)) {
            shortened = i >= 3 && i <= 5;
            text = hs_str_slice(text, part.length, text.length);
            break;
        }
    }
    if (!hs_str_ends_with(text, HS_STR("s")) ||
        !digits_only(hs_str_slice(text, 0, text.length - 1), 2, 4, &year))
        return 0;
    if (text.length == 3 && (shortened || year >= 20) && year % 10 == 0)
        year += 1900;
    if (year < YEAR_FIRST || year >= YEAR_END || year % 10 != 0)
        return 0;
    set_date(figure, year, 0, 0);
    figure->high = (year + (year % 100 == 0 && year < 1900 ? 99 : 9)) * 10000 + 1231;
    figure->bound = HS_FIGURE_BETWEEN;
    return at + 1;
}

static uint32_t relative(hs_figure *figure, double value, const char *unit, uint32_t end)
{
    figure->value = figure->low = figure->high = value;
    figure->unit = unit;
    figure->kind = HS_FIGURE_RELATIVE;
    return end;
}

static const char *calendar_unit(const hs_figure_reader *r, uint32_t at)
{
    static const char *const units[] = {"day",  "week",   "month",  "quarter",
                                        "year", "decade", "century"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (hs_figure_word(r, at, units[i]))
            return units[i];
    return NULL;
}

static uint32_t weekday_at(const hs_figure_reader *r, uint32_t at)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    for (uint32_t i = 0; i < 7; i++)
        if (hs_figure_word(r, at, names[i]))
            return i + 1;
    return 0;
}

/* "last year", "this month", "yesterday", "Monday". */
static uint32_t read_deictic(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const struct {
        const char *word;
        int value;
    } shifts[] = {{"last", -1}, {"this", 0}, {"next", 1}},
      days[] = {{"yesterday", -1}, {"today", 0}, {"tomorrow", 1}};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        if (hs_figure_word(r, at, days[i].word) && !hs_figure_word(r, at + 1, "'s") &&
            !hs_figure_word(r, at + 1, "’s"))
            return relative(figure, days[i].value, "day", at + 1);
    for (size_t i = 0; i < sizeof shifts / sizeof shifts[0]; i++) {
        const char *unit = hs_figure_word(r, at, shifts[i].word) ? calendar_unit(r, at + 1) : NULL;
        bool span = unit && at > 0 && hs_figure_word(r, at - 1, "the"); /* "over the last year" */
        if (unit && !span && strcmp(unit, "day") != 0)
            return relative(figure, shifts[i].value, unit, at + 2);
    }
    uint32_t weekday = weekday_at(r, at);
    return weekday ? relative(figure, weekday, "weekday", at + 1) : 0;
}

/* "three years ago", "a decade ago". */
static uint32_t read_ago(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_number number;
    bool article = hs_figure_word(r, at, "a") || hs_figure_word(r, at, "an");
    if (article)
        number = (hs_number){.first = at, .end = at + 1, .value = 1};
    char first = hs_figure_token(r, at).bytes[0];
    bool likely = article || (first >= '0' && first <= '9') ||
                  hs_lexicon_find(hs_figure_token(r, at))->number_kind;
    if (!likely)
        return 0;
    const char *unit;
    double factor;
    uint32_t end = article && calendar_unit(r, at + 1) ? at + 1
                   : hs_number_read(r, at, &number)    ? number.end
                                                       : 0;
    if (!end || number.form != HS_NUMBER_CARDINAL || number.value > 10000)
        return 0;
    uint32_t behind = hs_figure_unit(r, end, &unit, &factor);
    if (!behind || !hs_figure_is_time(unit) || !hs_figure_word(r, behind, "ago"))
        return 0;
    return relative(figure, -number.value * factor, unit, behind + 1);
}

uint32_t hs_date_read(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static uint32_t (*const readers[])(const hs_figure_reader *, uint32_t, hs_figure *) = {
        read_iso, read_calendar, read_year, read_decade, read_deictic, read_ago,
    };
    *figure = (hs_figure){.unit = "", .per = ""};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        uint32_t end = readers[i](r, at, figure);
        if (end)
            return end;
    }
    return 0;
}

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
    if (first < YEAR_FIRST * 10000 || last < first || last >= (int64_t)YEAR_END * 10000)
        return false;
    *low = (uint32_t)first;
    *high = (uint32_t)last;
    return true;
}

static bool set_months(int64_t first, int64_t months, uint32_t *low, uint32_t *high)
{
    if (first < (int64_t)YEAR_FIRST * 12 || first + months > (int64_t)YEAR_END * 12)
        return false;
    int64_t last = first + months - 1;
    uint32_t year = (uint32_t)(last / 12), month = (uint32_t)(last % 12) + 1;
    return set_days(first / 12 * 10000 + (first % 12 + 1) * 100 + 1,
                    (int64_t)year * 10000 + month * 100 + days_of(year, month), low, high);
}

/* A day or month whose year is open: the one nearest to the text's day. */
static bool nearest(uint32_t value, uint32_t today, uint32_t *low, uint32_t *high)
{
    uint32_t month = value / 100, day = value % 100;
    int64_t best = INT64_MAX;
    for (uint32_t year = today / 10000 - 1; year <= today / 10000 + 1; year++) {
        int64_t middle = day_number((int64_t)year * 10000 + month * 100 + (day ? day : 15));
        int64_t away = middle - day_number(today);
        if ((away < 0 ? -away : away) < best) {
            hs_figure date = {0};
            best = away < 0 ? -away : away;
            set_date(&date, year, month, day);
            *low = (uint32_t)date.low;
            *high = (uint32_t)date.high;
        }
    }
    return true;
}

static bool relative_days(const hs_figure *figure, uint32_t today, uint32_t *low, uint32_t *high)
{
    int64_t shift = (int64_t)floor(figure->value), day = day_number(today);
    int64_t month = (int64_t)(today / 10000) * 12 + today / 100 % 100 - 1;
    const char *unit = figure->unit;
    int64_t weekday = (day + 2) % 7; /* 0: Monday */
    if (strcmp(unit, "day") == 0)
        return set_days(date_of(day + shift), date_of(day + shift), low, high);
    if (strcmp(unit, "weekday") == 0) {
        int64_t back = (weekday - (shift - 1) + 7) % 7;
        return set_days(date_of(day - back), date_of(day - back), low, high);
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

bool hs_figure_days(const hs_figure *figure, uint32_t document_date, uint32_t *low, uint32_t *high)
{
    bool known = document_date >= YEAR_FIRST * 10000u && document_date < YEAR_END * 10000u;
    if (figure->kind == HS_FIGURE_RELATIVE)
        return known && relative_days(figure, document_date, low, high);
    if (figure->kind != HS_FIGURE_DATE)
        return false;
    if (figure->value < 10000)
        return known && nearest((uint32_t)figure->value, document_date, low, high);
    return set_days((int64_t)figure->low, (int64_t)figure->high, low, high);
}
