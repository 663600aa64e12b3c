/* Days and months of the calendar: "12 March 2021", "March 12", "2021-03-12", "25/12/1998", and
 * ranges of them: "3-5 May 1998", "between May and July 1998".
 */
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

typedef struct calendar_day {
    uint32_t year, month, day; /* 0: not given */
    uint32_t end;              /* the token behind */
} calendar_day;

/* "12", "12th", and "third" before "of": 1 to 31 and the token behind, or 0. */
static uint32_t day_at(const hs_figure_reader *r, uint32_t at, uint32_t *end)
{
    hs_number number;
    uint32_t day;
    if (at >= r->count)
        return 0;
    *end = at + 1;
    hs_str text = hs_figure_token(r, at);
    if (hs_figure_digits(text, 1, 2, &day))
        return day <= 31 ? day : 0;
    bool digits = hs_figure_digit(text.bytes[0]);
    uint8_t kind = digits ? HS_LEX_NUMBER_NONE : hs_figure_entry(r, at)->number_kind;
    bool word = kind == HS_LEX_NUMBER_ORDINAL || kind == HS_LEX_NUMBER_FRACTION ||
                kind == HS_LEX_NUMBER_CARDINAL;
    if ((!digits && !word) || !hs_number_read(r, at, &number) || number.form != HS_NUMBER_ORDINAL ||
        number.value > 31 || number.value < 1)
        return 0;
    *end = number.end;
    if (!digits && !(hs_figure_word(r, number.end, "of") && hs_date_month(r, number.end + 1)))
        return 0;
    return (uint32_t)number.value;
}

/* "'98": of the hundred years up to 2029. */
static uint32_t short_year_at(const hs_figure_reader *r, uint32_t at)
{
    static const char *const marks[] = {"'", "’", "‘"};
    hs_str text = at < r->count ? hs_figure_token(r, at) : hs_str_make("", 0);
    uint32_t year;
    for (size_t i = 0; i < HS_COUNT(marks); i++) {
        hs_str mark = hs_str_from(marks[i]);
        if (hs_str_starts_with(text, mark) &&
            hs_figure_digits(hs_str_slice(text, mark.length, text.length), 2, 2, &year))
            return year < 30 ? 2000 + year : 1900 + year;
    }
    return 0;
}

/* The year behind a day or month, past a comma or "of": the token behind it, or `at`. Behind a day
 * it may be an old one. */
static uint32_t take_year(const hs_figure_reader *r, uint32_t at, bool day, uint32_t *year)
{
    uint32_t behind = at + (hs_figure_word(r, at, ",") || hs_figure_word(r, at, "of"));
    *year = hs_date_year(r, behind);
    if (!*year)
        *year = short_year_at(r, behind);
    if (!*year && day && behind < r->count &&
        !(hs_figure_digits(hs_figure_token(r, behind), 4, 4, year) && *year >= HS_YEAR_OLDEST &&
          *year < HS_YEAR_FIRST))
        *year = 0;
    return *year ? behind + 1 : at;
}

/* Whether a month without day and year is one: "April Jones", "Theresa May", "del Mar" are not. */
static bool month_stands_alone(const hs_figure_reader *r, uint32_t at)
{
    static const char *const times[] = {
        "in", "since", "by",    "until", "till",    "from",       "to",     "between", "and",
        "or", "last",  "next",  "this",  "early",   "late",       "mid",    "during",  "before",
        "of", "after", "every", "each",  "through", "throughout", "ending", "for"};
    static const char *const also_names[] = {"april", "june", "august", "march"};
    hs_str text = hs_figure_token(r, at);
    bool timed = HS_FIGURE_ANY(r, at - 1, times);
    bool ahead = hs_figure_capital(r, at + 1) && !r->title_case;
    bool behind = at > 0 && hs_figure_shape(r, at - 1, HS_TOKEN_CAPITALISED) && !r->title_case;
    if (hs_figure_hyphen(r, at - 1) || hs_figure_hyphen(r, at + 1))
        return !hs_str_equal(text, HS_STR("May")) && text.length > 3;
    if (hs_str_equal_ignoring_case(text, HS_STR("march")) &&
        (hs_figure_word(r, at + 1, "on") || hs_figure_word(r, at + 1, "for")) && !timed)
        return false; /* "the March on Washington" */
    if (text.length <= 3 || hs_str_ends_with(text, HS_STR(".")))
        return timed && !(hs_str_equal(text, HS_STR("May")) && hs_figure_word(r, at - 1, "for")) &&
               !hs_figure_word(r, at - 1, "or");
    if (HS_FIGURE_ANY(r, at, also_names))
        return timed || (!ahead && !behind);
    return true;
}

/* One day or month: "12 March 2021", "12th of March", "March 12, 2021", "March 2021", "March". */
static bool read_one(const hs_figure_reader *r, uint32_t at, calendar_day *found)
{
    uint32_t end, day = day_at(r, at, &end);
    *found = (calendar_day){.day = day};
    if (day) {
        bool hyphen = hs_figure_hyphen(r, end) && hs_figure_tight(r, end) && hs_figure_tight(r, at);
        uint32_t named = end + (hyphen || hs_figure_word(r, end, "of"));
        found->month = hs_date_month(r, named);
        if (!found->month)
            return false;
        hyphen = hyphen && hs_figure_hyphen(r, named + 1) && hs_date_year(r, named + 2);
        found->end = take_year(r, named + 1u + hyphen, true, &found->year);
    } else {
        found->month = hs_date_month(r, at);
        if (!found->month)
            return false;
        end = at + 1;
        bool written = at + 1 < r->count && hs_figure_digit(hs_figure_token(r, at + 1).bytes[0]);
        found->day = written ? day_at(r, at + 1, &end) : 0;
        const char *unit;
        double factor;
        bool other = found->day && (found->day > hs_date_days_of(4, found->month) ||
                                    hs_figure_unit(r, end, &unit, &factor));
        if (other || !found->day) {
            found->day = 0;
            end = at + 1;
        }
        found->end = take_year(r, end, found->day > 0, &found->year);
    }
    return found->day <= hs_date_days_of(found->year ? found->year : 4, found->month);
}

/* The day that a range goes up to, behind a link at `at`: "5" of "May 3-5, 1998", or a date. */
static bool read_last(const hs_figure_reader *r, const calendar_day *first, uint32_t at,
                      calendar_day *last)
{
    if (read_one(r, at, last))
        return true;
    uint32_t end, day = first->day ? day_at(r, at, &end) : 0;
    const char *unit;
    double factor;
    if (!day || first->year || day <= first->day || hs_figure_unit(r, end, &unit, &factor))
        return false;
    *last = (calendar_day){.month = first->month, .day = day};
    last->end = take_year(r, end, true, &last->year);
    return day <= hs_date_days_of(last->year ? last->year : 4, last->month);
}

/* Makes a range of two days. The first one's year is the last one's, or the year before. */
static void set_range(hs_figure *figure, const calendar_day *first, const calendar_day *last)
{
    hs_figure end = {0};
    bool over = first->month > last->month;
    uint32_t year = first->year ? first->year : last->year ? last->year - over : 0;
    hs_date_set(figure, year, first->month, first->day);
    hs_date_set(&end, last->year ? last->year : year ? year + over : 0, last->month, last->day);
    figure->high = end.high;
    figure->bound = HS_FIGURE_BETWEEN;
}

/* "between May and July 1998", "May 3-5": the token behind the range, or 0. */
static uint32_t read_range(const hs_figure_reader *r, uint32_t at, const calendar_day *first,
                           hs_figure *figure)
{
    static const char *const up_to[] = {"to", "until", "till", "through"};
    uint32_t link = first->end;
    bool dash =
        (hs_figure_hyphen(r, link) || hs_figure_word(r, link, "—")) && !r->tokens[link].space_after;
    bool word = HS_FIGURE_ANY(r, link, up_to) ||
                (hs_figure_word(r, at - 1, "between") && hs_figure_word(r, link, "and"));
    calendar_day last;
    if ((!dash && !word) || !read_last(r, first, link + 1, &last))
        return 0;
    bool shared = !first->year && (last.year || dash);
    if ((first->day > 0) != (last.day > 0))
        return 0;
    bool bare = last.month == first->month && last.day && !first->year;
    uint32_t year = first->year ? first->year : last.year ? last.year : 4;
    if (!(dash || shared || bare) || (last.year && first->year > last.year) ||
        first->day > hs_date_days_of(year, first->month))
        return 0;
    set_range(figure, first, &last);
    return last.end;
}

/* "3-5 May 1998", "5 and 6 May": the first day, whose month stands behind the second. */
static uint32_t read_shared_month(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const lists[] = {"and", "or", ","};
    uint32_t link, day = day_at(r, at, &link);
    calendar_day last;
    if (!day || !hs_figure_digit(hs_figure_token(r, at).bytes[0]))
        return 0;
    bool range = hs_figure_hyphen(r, link) || hs_figure_word(r, link, "to");
    uint32_t next = link + 1, end, other;
    if (!range && !HS_FIGURE_ANY(r, link, lists))
        return 0;
    for (int i = 0; !range && i < 3; i++) { /* "5, 12 and 19 May" */
        other = day_at(r, next, &end);
        if (!other || !HS_FIGURE_ANY(r, end, lists))
            break;
        next = end + 1;
    }
    other = day_at(r, next, &end);
    if (!other || other <= day || !read_one(r, next, &last) || last.day != other)
        return 0;
    calendar_day first = {.year = last.year, .month = last.month, .day = day};
    if (range) {
        set_range(figure, &first, &last);
        return last.end;
    }
    hs_date_set(figure, first.year, first.month, first.day);
    return link;
}

uint32_t hs_calendar_read(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    calendar_day first;
    if (!read_one(r, at, &first))
        return read_shared_month(r, at, figure);
    uint32_t end = read_range(r, at, &first, figure);
    if (end)
        return end;
    if (!first.day && !first.year && !month_stands_alone(r, at))
        return 0;
    hs_date_set(figure, first.year, first.month, first.day);
    return first.end;
}

/* "2021-03-12", "2021/03/12", "2021-03-12T10:15". */
static uint32_t read_iso(hs_str text, uint32_t at, hs_figure *figure)
{
    uint32_t year, month, day;
    if (text.length < 10 || (text.length > 10 && text.bytes[10] != 'T') ||
        (text.bytes[4] != '-' && text.bytes[4] != '/') || text.bytes[7] != text.bytes[4] ||
        !hs_figure_digits(hs_str_slice(text, 0, 4), 4, 4, &year) || year < HS_YEAR_FIRST ||
        !hs_figure_digits(hs_str_slice(text, 5, 7), 2, 2, &month) || month < 1 || month > 12 ||
        !hs_figure_digits(hs_str_slice(text, 8, 10), 2, 2, &day) || day < 1 ||
        day > hs_date_days_of(year, month))
        return 0;
    hs_date_set(figure, year, month, day);
    return at + 1;
}

/* "25/12/1998", "12/25/1998", "25.12.1998": where only one of the two can be the month. */
static uint32_t read_slashed(hs_str text, uint32_t at, hs_figure *figure)
{
    if (text.length < 8 || text.length > 10)
        return 0;
    uint32_t parts[3] = {0}, count = 0;
    char mark = '\0';
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (hs_figure_digit(byte)) {
            parts[count] = parts[count] * 10 + (uint32_t)(byte - '0');
            continue;
        }
        if (!strchr("/.-", byte) || (mark && byte != mark) || ++count > 2)
            return 0;
        mark = byte;
    }
    uint32_t year = parts[2], month = parts[1] <= 12 ? parts[1] : parts[0];
    uint32_t day = parts[1] <= 12 ? parts[0] : parts[1];
    bool open = parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
    if (count != 2 || open || year < HS_YEAR_FIRST || year >= HS_YEAR_END || month < 1 ||
        month > 12 || day < 1 || day > hs_date_days_of(year, month))
        return 0;
    hs_date_set(figure, year, month, day);
    return at + 1;
}

/* "5/6 May": from one day to the next. */
static uint32_t read_night(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_str text = hs_figure_token(r, at);
    const char *slash = memchr(text.bytes, '/', text.length);
    calendar_day first = {0}, last = {.month = hs_date_month(r, at + 1)};
    if (!slash || !last.month ||
        !hs_figure_digits(hs_str_slice(text, 0, (size_t)(slash - text.bytes)), 1, 2, &first.day) ||
        !hs_figure_digits(hs_str_slice(text, (size_t)(slash - text.bytes) + 1, text.length), 1, 2,
                          &last.day) ||
        first.day < 1 || last.day <= first.day || last.day > hs_date_days_of(4, last.month))
        return 0;
    uint32_t end = take_year(r, at + 2, true, &last.year);
    first.month = last.month;
    set_range(figure, &first, &last);
    return end;
}

uint32_t hs_calendar_read_digits(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_str text = hs_figure_token(r, at);
    if (!hs_figure_digit(text.bytes[0]) || text.length < 3)
        return 0;
    uint32_t end = read_iso(text, at, figure);
    if (!end)
        end = read_slashed(text, at, figure);
    return end ? end : read_night(r, at, figure);
}
