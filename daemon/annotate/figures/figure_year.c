/* Years, and their parts and tens: "2016", "2016-17", "AD 410", "nineteen ninety-eight", "the
 * 1990s", "the eighties", "the second quarter of 2020". What four digits count is told apart here.
 */
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* Years that news speak of; round ones are as likely to count. */
static bool recent(uint32_t year)
{
    return year > 1990 && year < 2040 && year % 50 != 0;
}

/* Words that bound a count: "at least 1600 died". Behind some of them a year can stand too. */
static bool bounded(const hs_figure_reader *r, uint32_t at)
{
    static const char *const times[] = {"in",      "by",   "since", "until",  "till",
                                        "to",      "from", "after", "before", "for",
                                        "through", "or",   "dating"};
    uint32_t first = at;
    hs_figure_reader whole = *r;
    whole.taken = 0;
    uint8_t bound = hs_bound_before(&whole, &first);
    if (bound == HS_FIGURE_EXACT || HS_FIGURE_ANY(r, first - 1, times))
        return false;
    if (bound == HS_FIGURE_ABOUT && recent(hs_date_year(r, at)))
        return false; /* "some 2016 candidates" */
    if (bound == HS_FIGURE_ABOUT && !hs_figure_word(r, first, "some"))
        return hs_figure_shape(r, at + 1, HS_TOKEN_LOWER) &&
               !hs_lexeme_is(hs_figure_entry(r, at + 1),
                             HS_LEX(PREPOSITION) | HS_LEX(CONJUNCTION) | HS_LEX(ADVERB));
    return true;
}

/* Verbs whose object is a number of people or things, never a year. */
static bool counted_by_verb(const hs_figure_reader *r, uint32_t at)
{
    static const char *const verbs[] = {
        "killed",   "kills",     "killing",  "injured",   "wounded",    "hurt",      "arrested",
        "detained", "employs",   "employed", "hired",     "displaced",  "evacuated", "rescued",
        "seats",    "holds",     "sold",     "bought",    "built",      "deported",  "jailed",
        "executed", "treated",   "tested",   "infected",  "vaccinated", "totalled",  "totaled",
        "numbered", "numbering", "drew",     "attracted", "housed",     "carried",   "trained",
        "teaches",  "numbers",   "contains", "contained"};
    return HS_FIGURE_ANY(r, at - 1, verbs);
}

/* Whether the words behind four digits are of what is counted: "1900 ferrymen", "1800 new homes",
 * "1500 of them", "1800-strong". */
static bool counts_noun(const hs_figure_reader *r, uint32_t at)
{
    static const char *const between[] = {
        "new",   "extra",  "more",   "other", "additional", "armed", "local", "young",  "people",
        "small", "public", "police", "rural", "foreign",    "poor",  "large", "british"};
    static const char *const tied[] = {"strong",   "seat",   "bed",  "member", "page",  "plus",
                                       "capacity", "person", "room", "odd",    "pupil", "seater"};
    static const char *const whole[] = {"of them", "of the", "of those", "of its",
                                        "of his",  "of her", "of their", "of these"};
    for (size_t i = 0; i < HS_COUNT(whole); i++)
        if (hs_figure_words(r, at + 1, whole[i]))
            return true;
    if (hs_figure_hyphen(r, at + 1) && HS_FIGURE_ANY(r, at + 2, tied))
        return true;
    return hs_figure_many(r, at + 1) ||
           (HS_FIGURE_ANY(r, at + 1, between) && hs_figure_shape(r, at + 2, HS_TOKEN_LOWER));
}

/* Whether digits that look like a year count something: "2000 people", "1900 ferrymen". */
static bool counts_something(const hs_figure_reader *r, uint32_t at)
{
    static const char *const times[] = {"in",   "since", "by",    "until",  "before", "after",
                                        "year", "early", "late",  "mid",    "during", "through",
                                        "(",    "till",  "years", "between"};
    static const char *const named[] = {"the", "this", "that", "its", "their", "his", "her", "our"};
    static const char *const either[] = {"of", "and", "to", "from"};
    const char *unit;
    double factor;
    if (hs_figure_unit_past(r, at + 1, &unit, &factor) ||
        (hs_figure_hyphen(r, at + 1) && hs_figure_unit(r, at + 2, &unit, &factor) &&
         hs_figure_tight(r, at)) ||
        (at > 0 && r->tokens[at - 1].shape != HS_TOKEN_LOWER && hs_figure_entry(r, at - 1)->unit))
        return true;
    if (hs_figure_shape(r, at + 1, HS_TOKEN_LOWER) && hs_number_multiplier(r, at + 1) > 0)
        return true;
    if (bounded(r, at) || counted_by_verb(r, at))
        return true;
    if (HS_FIGURE_ANY(r, at - 1, times) || HS_FIGURE_ANY(r, at - 1, named) ||
        hs_figure_word(r, at - 1, "'s") || hs_figure_word(r, at - 1, "’s"))
        return false;
    if (HS_FIGURE_ANY(r, at - 1, either) && hs_date_year(r, at - 2))
        return false; /* "2016 and 2020" */
    return counts_noun(r, at) && (!recent(hs_date_year(r, at)) || hs_figure_hyphen(r, at + 1));
}

/* A year before 1500, where words leave nothing else: "in 1215", "dates from 1066", "AD 410". */
static uint32_t old_year(const hs_figure_reader *r, uint32_t at)
{
    static const char *const sure[] = {"in", "since", "until", "year", "circa", "c.", "ad"};
    static const char *const dated[] = {"dates", "dating", "dated", "date"};
    static const char *const eras[] = {"ad", "ce", "a.d."};
    uint32_t year;
    if (at >= r->count || !hs_figure_digits(hs_figure_token(r, at), 2, 4, &year) ||
        year >= HS_YEAR_FIRST || year < 1)
        return 0;
    bool era = hs_figure_shape(r, at - 1, HS_TOKEN_UPPER) && HS_FIGURE_ANY(r, at - 1, eras);
    bool behind = hs_figure_shape(r, at + 1, HS_TOKEN_UPPER) && HS_FIGURE_ANY(r, at + 1, eras);
    if (era || behind)
        return year;
    bool dates = hs_figure_word(r, at - 1, "from") && HS_FIGURE_ANY(r, at - 2, dated);
    const char *unit;
    double factor;
    bool free = hs_figure_shape(r, at + 1, HS_TOKEN_LOWER) &&
                !hs_lexeme_is(hs_figure_entry(r, at + 1),
                              HS_LEX(PREPOSITION) | HS_LEX(CONJUNCTION) | HS_LEX(ADVERB));
    return year >= HS_YEAR_OLDEST && (HS_FIGURE_ANY(r, at - 1, sure) || dates) && !free &&
                   !hs_figure_unit(r, at + 1, &unit, &factor)
               ? year
               : 0;
}

/* "2016", "2016-17", "2016–2019", "AD 410". */
static uint32_t read_digits(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    uint32_t year = hs_date_year(r, at), last;
    if (!hs_figure_digit(hs_figure_token(r, at).bytes[0]))
        return 0;
    if (!year || counts_something(r, at)) {
        year = year ? 0 : old_year(r, at);
        if (!year)
            return 0;
        hs_date_set(figure, year, 0, 0);
        bool era = hs_figure_shape(r, at + 1, HS_TOKEN_UPPER) && !hs_figure_word(r, at - 1, "ad") &&
                   (hs_figure_word(r, at + 1, "ad") || hs_figure_word(r, at + 1, "ce"));
        return at + 1u + era;
    }
    hs_date_set(figure, year, 0, 0);
    if (at + 2 >= r->count || !hs_figure_hyphen(r, at + 1) || r->tokens[at].space_after)
        return at + 1;
    last = hs_date_year(r, at + 2);
    if (!last && hs_figure_digits(hs_figure_token(r, at + 2), 2, 2, &last))
        last += year / 100 * 100;
    if (last <= year || last >= HS_YEAR_END)
        return at + 1;
    figure->high = last * 10000 + 1231;
    figure->bound = HS_FIGURE_BETWEEN;
    return at + 3;
}

/* "mid-2016"; "2023/24": one year of two. */
static uint32_t read_joined(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_str text = hs_figure_token(r, at);
    uint32_t year, last;
    if (text.length == 8 && hs_str_equal_ignoring_case(hs_str_slice(text, 0, 4), HS_STR("mid-")) &&
        hs_figure_digits(hs_str_slice(text, 4, 8), 4, 4, &year) && year >= HS_YEAR_FIRST &&
        year < HS_YEAR_END) {
        hs_date_set(figure, year, 0, 0);
        return at + 1;
    }
    if (text.length < 7 || text.bytes[4] != '/' ||
        !hs_figure_digits(hs_str_slice(text, 0, 4), 4, 4, &year) ||
        !hs_figure_digits(hs_str_slice(text, 5, text.length), 2, 4, &last) ||
        year < HS_YEAR_FIRST || year >= HS_YEAR_END)
        return 0;
    if (last < 100)
        last += year / 100 * 100 + (last < year % 100 ? 100 : 0);
    if (last != year + 1 || last >= HS_YEAR_END)
        return 0;
    hs_date_set(figure, year, 0, 0);
    figure->high = last * 10000 + 1231;
    figure->bound = HS_FIGURE_BETWEEN;
    return at + 1;
}

/* "nineteen ninety-eight", "twenty twenty-one". */
static uint32_t read_words(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const before[] = {"in", "of",     "since", "from", "until",
                                         "by", "before", "after", "late", "early"};
    const hs_lexeme *hundreds = hs_figure_entry(r, at);
    if (hundreds->number_kind != HS_LEX_NUMBER_CARDINAL || !HS_FIGURE_ANY(r, at - 1, before) ||
        at + 1 >= r->count || hs_figure_hyphen(r, at + 1))
        return 0;
    const hs_lexeme *rest = hs_figure_entry(r, at + 1);
    double first = hs_lexicon_number(hundreds);
    if (first < 15 || first > 20 || rest->number_kind != HS_LEX_NUMBER_CARDINAL ||
        hs_lexicon_number(rest) < 10)
        return 0;
    hs_number number = {.end = at + 2, .scale = 1};
    hs_number_take_words(r, &number, hs_lexicon_number(rest));
    if (number.value > 99 || number.form != HS_NUMBER_CARDINAL)
        return 0;
    hs_date_set(figure, (uint32_t)(first * 100 + number.value), 0, 0);
    return number.end;
}

static uint32_t set_decade(hs_figure *figure, uint32_t year, uint32_t end)
{
    hs_date_set(figure, year, 0, 0);
    figure->high = (year + (year % 100 == 0 && year < 1900 ? 99 : 9)) * 10000 + 1231;
    figure->bound = HS_FIGURE_BETWEEN;
    return end;
}

/* "1990s", "mid-1990s", "'90s". */
static uint32_t read_decade(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const parts[] = {"mid-", "early-", "late-", "'", "’", "‘", "mid"};
    hs_str text = hs_figure_token(r, at);
    uint32_t year;
    bool shortened = false;
    if (!hs_str_ends_with(text, HS_STR("s")))
        return 0;
    for (size_t i = 0; i < HS_COUNT(parts); i++) {
        hs_str part = hs_str_from(parts[i]);
        if (text.length > part.length &&
            hs_str_equal_ignoring_case(hs_str_slice(text, 0, part.length), part)) {
            shortened = i >= 3 && i <= 5;
            text = hs_str_slice(text, part.length, text.length);
            break;
        }
    }
    if (!hs_figure_digits(hs_str_slice(text, 0, text.length - 1), 2, 4, &year))
        return 0;
    if (text.length == 3 && (shortened || year >= 20) && year % 10 == 0)
        year += 1900;
    if (year < HS_YEAR_FIRST || year >= HS_YEAR_END || year % 10 != 0)
        return 0;
    return set_decade(figure, year, at + 1);
}

/* "the eighties". */
static uint32_t read_decade_words(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const before[] = {"the", "early", "late", "mid", "nineteen"};
    if (!HS_FIGURE_ANY(r, at - 1, before))
        return 0;
    uint32_t decade = at < r->count ? hs_figure_decade(hs_figure_token(r, at)) : 0;
    return decade ? set_decade(figure, 1900 + decade, at + 1) : 0;
}

/* The part of a year that begins with a token: 1 to 4 of `*parts`; moves `*end` behind it. */
static uint32_t part_of_year(const hs_figure_reader *r, uint32_t at, uint32_t *parts, uint32_t *end)
{
    static const char *const ranks[] = {"first", "second", "third", "fourth"};
    hs_str text = hs_figure_token(r, at);
    if (text.length == 2 && text.bytes[1] >= '1' && text.bytes[1] <= '4' &&
        (text.bytes[0] == 'Q' || text.bytes[0] == 'H')) {
        *parts = text.bytes[0] == 'Q' ? 4 : 2;
        *end = at + 1;
        return (uint32_t)(text.bytes[1] - '0');
    }
    uint32_t noun = at + 1u + hs_figure_hyphen(r, at + 1);
    *parts = hs_figure_word(r, noun, "quarter") ? 4 : hs_figure_word(r, noun, "half") ? 2 : 0;
    *end = noun + 1;
    if (*parts == 0)
        return 0;
    if (hs_figure_word(r, at, "last") || hs_figure_word(r, at, "final"))
        return *parts;
    for (uint32_t i = 0; i < 4; i++)
        if (hs_figure_word(r, at, ranks[i]))
            return i + 1;
    return 0;
}

/* "the second quarter of 2020", "Q3 2020", "the first half of 2020". */
static uint32_t read_part(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    uint32_t parts, end, part = part_of_year(r, at, &parts, &end);
    if (!part || part > parts)
        return 0;
    end += hs_figure_word(r, end, "of") || hs_figure_word(r, end, ",");
    uint32_t year = hs_date_year(r, end), months = 12 / parts;
    if (!year)
        return 0;
    hs_date_set(figure, year, (part - 1) * months + 1, 0);
    figure->high = year * 10000 + part * months * 100 + hs_date_days_of(year, part * months);
    return end + 1;
}

uint32_t hs_year_read(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static uint32_t (*const readers[])(const hs_figure_reader *, uint32_t, hs_figure *) = {
        read_digits, read_joined, read_part, read_words, read_decade, read_decade_words,
    };
    for (size_t i = 0; i < HS_COUNT(readers); i++) {
        uint32_t end = readers[i](r, at, figure);
        if (end)
            return end;
    }
    return 0;
}
