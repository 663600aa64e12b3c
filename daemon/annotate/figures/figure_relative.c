/* Dates that count from the text's own day: "last year", "this morning", "nearly 40 years ago",
 * "next Tuesday". figure_days.c finds their days.
 */
#include <math.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"
#include "text/calendar.h"

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
    for (size_t i = 0; i < HS_COUNT(units); i++)
        if (hs_figure_word(r, at, units[i]))
            return units[i];
    return NULL;
}

static uint32_t weekday_at(const hs_figure_reader *r, uint32_t at)
{
    return at < r->count ? hs_weekday_named(hs_figure_token(r, at)) : 0;
}

/* Words behind which a day lies ahead, and those that turn to the past again. */
static int word_direction(const hs_figure_reader *r, uint32_t at)
{
    static const char *const ahead[] = {"will", "shall",     "'ll", "’ll",
                                        "wo",   "scheduled", "due", "expected"};
    static const char *const past[] = {"was", "were", "had", "did", "ago", "would", "told"};
    if (HS_FIGURE_ANY(r, at, ahead))
        return 1;
    const hs_lexeme *word = hs_figure_entry(r, at);
    bool reported = word->report_frames && (word->forms & HS_LEX_FORM_PAST);
    return reported || HS_FIGURE_ANY(r, at, past) ? -1 : 0;
}

/* Whether a weekday lies ahead: "will open on Tuesday", "On Tuesday the court will rule". */
static bool lies_ahead(const hs_figure_reader *r, uint32_t at)
{
    enum { SEEN = 12 };
    for (uint32_t back = 1; back <= SEEN && back <= at; back++) {
        int direction = word_direction(r, at - back);
        if (direction != 0)
            return direction > 0;
    }
    for (uint32_t next = at + 1; at <= 2 && next < at + SEEN && next < r->count; next++) {
        int direction = word_direction(r, next);
        if (direction != 0)
            return direction > 0;
    }
    return false;
}

/* Whether a weekday is part of a name: "The Sunday Times", "Black Friday". */
static bool named_day(const hs_figure_reader *r, uint32_t at)
{
    static const char *const before[] = {"black",  "bloody", "good",   "ash",  "palm",
                                         "super",  "cyber",  "shrove", "whit", "sheffield",
                                         "maundy", "holy",   "easter"};
    static const char *const behind[] = {"times",   "telegraph", "mirror", "mail",
                                         "express", "post",      "herald", "independent",
                                         "people",  "sun",       "night"};
    return (hs_figure_capital(r, at - 1) && HS_FIGURE_ANY(r, at - 1, before)) ||
           (hs_figure_capital(r, at + 1) && HS_FIGURE_ANY(r, at + 1, behind)) ||
           (hs_figure_words(r, at - 2, "mail on") && hs_figure_capital(r, at - 2));
}

/* "Monday", "next Tuesday", "last Friday". */
static uint32_t read_weekday(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const struct {
        const char *word;
        int8_t direction;
    } shifts[] = {{"last", HS_FIGURE_LAST},
                  {"this", HS_FIGURE_AHEAD},
                  {"next", HS_FIGURE_NEXT},
                  {"coming", HS_FIGURE_AHEAD}};
    uint32_t weekday = weekday_at(r, at);
    if (!weekday || named_day(r, at))
        return 0;
    figure->direction = lies_ahead(r, at) ? HS_FIGURE_AHEAD : HS_FIGURE_PAST;
    bool told = hs_figure_word(r, at - 2, "the"); /* "the next Tuesday": of a tale */
    for (size_t i = 0; i < HS_COUNT(shifts) && !told; i++)
        if (hs_figure_word(r, at - 1, shifts[i].word))
            figure->direction = shifts[i].direction;
    return relative(figure, weekday, "weekday", at + 1);
}

/* "The Tonight Show", "This Morning": names of what is broadcast. */
static bool titled(const hs_figure_reader *r, uint32_t at, uint32_t words)
{
    bool within = hs_figure_capital(r, at - 1) || hs_figure_word(r, at - 1, "the");
    bool capital =
        words > 1 ? hs_figure_capital(r, at + words - 1) : hs_figure_capital(r, at) && within;
    return capital && !r->title_case;
}

/* "yesterday", "tonight", "this morning", "the day before yesterday". */
static uint32_t read_day(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const struct {
        const char *words;
        int value;
    } days[] = {{"yesterday", -1},
                {"today", 0},
                {"tonight", 0},
                {"tomorrow", 1},
                {"last night", -1},
                {"this morning", 0},
                {"this afternoon", 0},
                {"this evening", 0},
                {"the day before yesterday", -2},
                {"the day after tomorrow", 2}};
    for (size_t i = 0; i < HS_COUNT(days); i++) {
        uint32_t words = hs_figure_words(r, at, days[i].words);
        if (words && !titled(r, at, words))
            return relative(figure, days[i].value, "day", at + words);
    }
    return 0;
}

/* "last year", "this month". */
static uint32_t read_unit(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const struct {
        const char *word;
        int value;
    } shifts[] = {{"last", -1}, {"this", 0}, {"next", 1}};
    for (size_t i = 0; i < HS_COUNT(shifts); i++) {
        const char *unit = hs_figure_word(r, at, shifts[i].word) ? calendar_unit(r, at + 1) : NULL;
        bool span = unit && hs_figure_word(r, at - 1, "the"); /* "over the last year" */
        if (unit && !span && strcmp(unit, "day") != 0)
            return relative(figure, shifts[i].value, unit, at + 2);
    }
    return 0;
}

/* "over the past month", "in the last decade": as long as one such. */
static uint32_t read_stretch(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const before[] = {"over", "in", "during", "within", "for", "of", "from"};
    const char *unit;
    double factor;
    bool past = hs_figure_word(r, at, "past");
    if ((!past && !hs_figure_word(r, at, "last")) || !hs_figure_word(r, at - 1, "the") ||
        !HS_FIGURE_ANY(r, at - 2, before) || !calendar_unit(r, at + 1) ||
        hs_figure_word(r, at + 2, "of"))
        return 0;
    uint32_t end = hs_figure_unit(r, at + 1, &unit, &factor);
    if (!end || !hs_figure_is_time(unit) || (!past && strcmp(unit, "day") == 0))
        return 0;
    hs_number half = {.end = end, .value = 1, .scale = 1};
    hs_number_take_half(r, &half);
    figure->value = figure->low = figure->high = half.value * factor;
    figure->unit = unit;
    figure->kind = HS_FIGURE_DURATION;
    return half.end;
}

/* The number of "three years ago", "a decade ago", "half a century ago". */
static bool read_span(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    bool article = hs_figure_word(r, at, "a") || hs_figure_word(r, at, "an");
    char first = hs_figure_token(r, at).bytes[0];
    bool likely = article || hs_figure_digit(first) || hs_figure_entry(r, at)->number_kind;
    if (!likely)
        return false;
    const char *unit;
    double factor;
    if (hs_number_read(r, at, number))
        return number->form == HS_NUMBER_CARDINAL || number->form == HS_NUMBER_FRACTION;
    *number = (hs_number){.first = at, .end = at + 1, .value = 1};
    return article && hs_figure_unit(r, at + 1, &unit, &factor);
}

/* "nearly 40 years ago": from 36 to 40, counted back. */
static void count_back(hs_figure *figure)
{
    hs_bound_set_limits(figure);
    double low = figure->low;
    figure->value = -figure->value;
    figure->low = -figure->high;
    figure->high = -low;
}

/* "three or four years ago", "10-15 years ago": the upper number, or the lower one again. */
static double take_upper(const hs_figure_reader *r, hs_number *number)
{
    static const char *const links[] = {"or", "to"};
    hs_number upper;
    uint32_t at = number->end;
    bool linked = HS_FIGURE_ANY(r, at, links) || hs_figure_hyphen(r, at);
    if (number->unit || !linked || at + 1 >= r->count || !hs_number_read(r, at + 1, &upper) ||
        upper.form != HS_NUMBER_CARDINAL || upper.unit || upper.value <= number->value)
        return number->value;
    number->end = upper.end;
    return upper.value;
}

static uint32_t read_ago(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_number number;
    if (!read_span(r, at, &number) || number.value > 10000)
        return 0;
    double upper = take_upper(r, &number);
    if (upper > 10000)
        return 0;
    const char *unit = number.unit;
    double factor = number.factor;
    uint32_t behind = unit ? number.end : hs_figure_unit_past(r, number.end, &unit, &factor);
    if (!behind || !hs_figure_is_time(unit))
        return 0;
    uint8_t bound = HS_FIGURE_EXACT;
    if (!hs_figure_word(r, behind, "ago"))
        bound = hs_bound_behind(r, &behind); /* "10 years or so ago" */
    if (!hs_figure_word(r, behind, "ago"))
        return 0;
    relative(figure, number.value * factor, unit, behind + 1);
    if (bound == HS_FIGURE_EXACT)
        bound = hs_bound_before(r, &figure->span.start);
    figure->bound = bound;
    count_back(figure);
    if (upper > number.value) {
        figure->bound = HS_FIGURE_BETWEEN;
        figure->value = figure->low = -upper * factor;
        figure->high = -number.value * factor;
    }
    return behind + 1;
}

uint32_t hs_relative_read(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static uint32_t (*const readers[])(const hs_figure_reader *, uint32_t, hs_figure *) = {
        read_day, read_unit, read_stretch, read_weekday, read_ago,
    };
    for (size_t i = 0; i < HS_COUNT(readers); i++) {
        uint32_t end = readers[i](r, at, figure);
        if (end)
            return end;
    }
    return 0;
}
