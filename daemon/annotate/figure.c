/* Figures: a number with its sign, its unit before or behind it, what bounds it ("at least"), the
 * range that it opens ("10 to 12 percent") and the rate that it is of ("an hour").
 */
#include "annotate/figure.h"

#include <math.h>
#include <string.h>

#include "annotate/figure_reader.h"
#include "base/array.h"

bool hs_figure_word(const hs_figure_reader *r, uint32_t at, const char *word)
{
    return at < r->count && hs_str_equal_ignoring_case(hs_figure_token(r, at), hs_str_from(word));
}

uint32_t hs_figure_words(const hs_figure_reader *r, uint32_t at, const char *words)
{
    uint32_t count = 0;
    while (*words) {
        size_t length = strcspn(words, " ");
        if (at + count >= r->count ||
            !hs_str_equal_ignoring_case(hs_figure_token(r, at + count), hs_str_make(words, length)))
            return 0;
        count++;
        words += length + (words[length] == ' ');
    }
    return count;
}

bool hs_figure_is_time(const char *unit)
{
    static const char *const units[] = {"second", "minute", "hour", "day", "week", "month", "year"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

/* "square km", "per cent": the longest phrase of the lexicon that is a unit, else the word. */
static uint32_t plain_unit(const hs_figure_reader *r, uint32_t at, const char **unit,
                           double *factor)
{
    if (at >= r->count)
        return 0;
    const hs_lexeme *word = hs_lexicon_find(hs_figure_token(r, at));
    for (unsigned i = 0; i < word->phrase_count; i++) {
        const hs_lexeme *phrase = hs_lexicon_phrase(word, i);
        if (phrase->unit && hs_figure_words(r, at, hs_lexeme_text(phrase)) == phrase->word_count) {
            *unit = hs_lexicon_unit(phrase, factor);
            return at + phrase->word_count;
        }
    }
    if (!word->unit)
        return 0;
    *unit = hs_lexicon_unit(word, factor);
    return at + 1;
}

uint32_t hs_figure_unit(const hs_figure_reader *r, uint32_t at, const char **unit, double *factor)
{
    static const char *const between[] = {
        "more",       "full",  "whole", "consecutive", "straight", "successive", "further",
        "additional", "extra", "long",  "short",       "other",    "new",        "of"};
    uint32_t end = plain_unit(r, at, unit, factor);
    for (size_t i = 0; !end && i < sizeof between / sizeof between[0]; i++)
        if (hs_figure_word(r, at, between[i]))
            end = plain_unit(r, at + 1, unit, factor);
    return end;
}

static bool is_currency(const char *unit)
{
    size_t upper = strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return (upper == 3 && unit[3] == '\0') || strcmp(unit, "mark") == 0 ||
           strcmp(unit, "crown") == 0;
}

static uint8_t kind_of(const char *unit, uint8_t form)
{
    if (unit[0] == '\0')
        return form == HS_NUMBER_FRACTION ? HS_FIGURE_FRACTION : HS_FIGURE_NUMBER;
    if (is_currency(unit))
        return HS_FIGURE_MONEY;
    if (strncmp(unit, "percent", 7) == 0)
        return HS_FIGURE_PERCENT;
    if (strcmp(unit, "times") == 0)
        return HS_FIGURE_MULTIPLE;
    return hs_figure_is_time(unit) ? HS_FIGURE_DURATION : HS_FIGURE_AMOUNT;
}

/* "$", "US$", "USD" in front: the unit, and the token that it begins with. */
static uint32_t currency_before(const hs_figure_reader *r, uint32_t first, const char **unit,
                                double *factor)
{
    if (first == r->taken)
        return first;
    const hs_token *token = &r->tokens[first - 1];
    const hs_lexeme *lexeme = hs_lexicon_find(hs_figure_token(r, first - 1));
    if (!lexeme->unit || token->shape == HS_TOKEN_LOWER || token->shape == HS_TOKEN_CAPITALISED)
        return first;
    const char *found = hs_lexicon_unit(lexeme, factor);
    if (!is_currency(found))
        return first;
    *unit = found;
    return first - 1;
}

/* "tenfold", "ten - fold". */
static uint32_t fold_behind(const hs_figure_reader *r, uint32_t at)
{
    at += hs_figure_hyphen(r, at);
    return hs_figure_word(r, at, "fold") ? at + 1 : 0;
}

typedef struct measure {
    uint32_t first, end;
    const char *unit;
    const char *per;
    double factor;
} measure;

static bool time_of_day(const hs_figure_reader *r, uint32_t at)
{
    static const char *const words[] = {"am",      "pm",      "a.m.", "p.m.", "a.m",     "p.m",
                                        "o'clock", "o’clock", "gmt",  "noon", "midnight"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (hs_figure_word(r, at, words[i]))
            return true;
    return false;
}

/* "an hour", "per day", "a head". */
static void take_rate(const hs_figure_reader *r, measure *found)
{
    static const char *const persons[] = {"head", "capita", "person"};
    static const char *const ways[] = {"per", "a", "an", "/"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (!hs_figure_word(r, found->end, ways[i]))
            continue;
        const char *unit;
        double factor;
        for (size_t k = 0; k < sizeof persons / sizeof persons[0]; k++)
            if (hs_figure_word(r, found->end + 1, persons[k])) {
                found->per = "person";
                found->end += 2;
                return;
            }
        uint32_t end = plain_unit(r, found->end + 1, &unit, &factor);
        if (!end || (hs_figure_is_time(unit) && factor != 1) || is_currency(unit))
            return;
        found->per = unit;
        found->end = end;
        return;
    }
}

static measure read_measure(const hs_figure_reader *r, const hs_number *number)
{
    measure found = {number->first, number->end, "", "", 1};
    uint32_t fold = fold_behind(r, number->end);
    if (fold) {
        found.unit = "times";
        found.end = fold;
        return found;
    }
    found.first = currency_before(r, number->first, &found.unit, &found.factor);
    if (found.first == number->first) {
        bool hyphen = hs_figure_hyphen(r, number->end);
        bool of = number->form == HS_NUMBER_LOOSE && hs_figure_word(r, number->end, "of");
        const char *unit;
        uint32_t end = hs_figure_unit(r, number->end + hyphen + of, &unit, &found.factor);
        bool share = number->form == HS_NUMBER_FRACTION && hs_figure_word(r, number->end, "of");
        if (end && !share) {
            found.unit = unit;
            found.end = end;
        } else
            found.factor = 1;
    }
    if (found.unit[0] && !hs_figure_is_time(found.unit))
        take_rate(r, &found);
    return found;
}

static const struct {
    const char *words;
    uint8_t bound;
} before[] =
    {
        {"at least", HS_FIGURE_AT_LEAST},
        {"no fewer than", HS_FIGURE_AT_LEAST},
        {"no less than", HS_FIGURE_AT_LEAST},
        {"not less than", HS_FIGURE_AT_LEAST},
        {"a minimum of", HS_FIGURE_AT_LEAST},
        {"upwards of", HS_FIGURE_AT_LEAST},
        {"upward of", HS_FIGURE_AT_LEAST},
        {"slightly more than", HS_FIGURE_JUST_OVER},
        {"a little over", HS_FIGURE_JUST_OVER},
        {"a little more than", HS_FIGURE_JUST_OVER},
        {"just over", HS_FIGURE_JUST_OVER},
        {"just above", HS_FIGURE_JUST_OVER},
        {"no more than", HS_FIGURE_AT_MOST},
        {"not more than", HS_FIGURE_AT_MOST},
        {"up to", HS_FIGURE_AT_MOST},
        {"at most", HS_FIGURE_AT_MOST},
        {"as many as", HS_FIGURE_AT_MOST},
        {"as much as", HS_FIGURE_AT_MOST},
        {"a maximum of", HS_FIGURE_AT_MOST},
        {"more than", HS_FIGURE_MORE_THAN},
        {"greater than", HS_FIGURE_MORE_THAN},
        {"higher than", HS_FIGURE_MORE_THAN},
        {"in excess of", HS_FIGURE_MORE_THAN},
        {"well over", HS_FIGURE_MORE_THAN},
        {"over", HS_FIGURE_MORE_THAN},
        {"above", HS_FIGURE_MORE_THAN},
        {"exceeding", HS_FIGURE_MORE_THAN},
        {"slightly less than", HS_FIGURE_NEARLY},
        {"a little under", HS_FIGURE_NEARLY},
        {"just under", HS_FIGURE_NEARLY},
        {"just below", HS_FIGURE_NEARLY},
        {"just short of", HS_FIGURE_NEARLY},
        {"close to", HS_FIGURE_NEARLY},
        {"not quite", HS_FIGURE_NEARLY},
        {"nearly", HS_FIGURE_NEARLY},
        {"almost", HS_FIGURE_NEARLY},
        {"less than", HS_FIGURE_LESS_THAN},
        {"fewer than", HS_FIGURE_LESS_THAN},
        {"lower than", HS_FIGURE_LESS_THAN},
        {"under", HS_FIGURE_LESS_THAN},
        {"below", HS_FIGURE_LESS_THAN},
        {"about", HS_FIGURE_ABOUT},
        {"around", HS_FIGURE_ABOUT},
        {"approximately", HS_FIGURE_ABOUT},
        {"roughly", HS_FIGURE_ABOUT},
        {"some", HS_FIGURE_ABOUT},
        {"an estimated", HS_FIGURE_ABOUT},
        {"estimated", HS_FIGURE_ABOUT},
        {"circa", HS_FIGURE_ABOUT},
        {"in the region of", HS_FIGURE_ABOUT},
},
  behind[] =
      {
          {"or more", HS_FIGURE_AT_LEAST},   {"or so", HS_FIGURE_ABOUT},
          {"or less", HS_FIGURE_AT_MOST},    {"or fewer", HS_FIGURE_AT_MOST},
          {"at least", HS_FIGURE_AT_LEAST},  {"or thereabouts", HS_FIGURE_ABOUT},
          {"or higher", HS_FIGURE_AT_LEAST}, {"at most", HS_FIGURE_AT_MOST},
},
  joined[] = {
      {"- plus", HS_FIGURE_AT_LEAST}, {"plus", HS_FIGURE_AT_LEAST}, {"+", HS_FIGURE_AT_LEAST},
      {"- odd", HS_FIGURE_ABOUT},     {"odd", HS_FIGURE_ABOUT},
};

/* What stands in front of a figure that begins with `first` and bounds it; moves `first` back. */
static uint8_t bound_before(const hs_figure_reader *r, uint32_t *first)
{
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        uint32_t count = 1;
        for (const char *at = before[i].words; *at; at++)
            count += *at == ' ';
        if (*first >= r->taken + count && hs_figure_words(r, *first - count, before[i].words)) {
            *first -= count;
            return before[i].bound;
        }
    }
    return HS_FIGURE_EXACT;
}

/* "1,000-plus", "80-odd": right behind the number. */
static uint8_t bound_joined(const hs_figure_reader *r, uint32_t *end)
{
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        uint32_t count = hs_figure_words(r, *end, joined[i].words);
        bool alone = count == 1 && joined[i].words[0] != '+';
        if (count &&
            !(alone && r->tokens[*end - 1].space_after && strcmp(joined[i].words, "odd") != 0)) {
            *end += count;
            return joined[i].bound;
        }
    }
    return HS_FIGURE_EXACT;
}

static uint8_t bound_behind(const hs_figure_reader *r, uint32_t *end)
{
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
        uint32_t count = hs_figure_words(r, *end, behind[i].words);
        if (count) {
            *end += count;
            return behind[i].bound;
        }
    }
    return HS_FIGURE_EXACT;
}

static void set_limits(hs_figure *figure)
{
    double tenth = fabs(figure->value) / 10;
    figure->low = figure->high = figure->value;
    switch ((hs_figure_bound)figure->bound) {
    case HS_FIGURE_ABOUT:
        figure->low -= tenth;
        figure->high += tenth;
        break;
    case HS_FIGURE_NEARLY:
        figure->low -= tenth;
        break;
    case HS_FIGURE_JUST_OVER:
        figure->high += tenth;
        break;
    case HS_FIGURE_AT_LEAST:
    case HS_FIGURE_MORE_THAN:
        figure->high = HUGE_VAL;
        break;
    case HS_FIGURE_AT_MOST:
    case HS_FIGURE_LESS_THAN:
        figure->low = -HUGE_VAL;
        break;
    case HS_FIGURE_EXACT:
    case HS_FIGURE_BETWEEN:
        break;
    }
}

/* "-5", "minus 5", "−0.4": moves `first` back over the sign. */
static double sign_before(const hs_figure_reader *r, uint32_t *first)
{
    if (*first == r->taken)
        return 1;
    uint32_t at = *first - 1;
    bool mark = hs_figure_word(r, at, "-") || hs_figure_word(r, at, "−");
    bool free = mark && !r->tokens[at].space_after && (at == 0 || r->tokens[at - 1].space_after);
    if (!free && !hs_figure_word(r, at, "minus"))
        return 1;
    *first = at;
    return -1;
}

static void push(hs_figure **next, const hs_figure_reader *r, hs_figure figure, uint32_t first,
                 uint32_t end)
{
    figure.span = hs_figure_span(r, first, end);
    *(*next)++ = figure;
}

/* "first", "No. 3", "21st". */
static uint32_t read_rank(const hs_figure_reader *r, const hs_number *number, hs_figure **next)
{
    static const char *const not_ranks[] = {"lady", "minister", "amendment", "aid",  "name",
                                            "hand", "thing",    "place",     "half", "of"};
    static const char *const marks[] = {"no.", "number", "#", "no"};
    const hs_figure rank = {.value = number->value,
                            .low = number->value,
                            .high = number->value,
                            .unit = "rank",
                            .per = "",
                            .kind = HS_FIGURE_RANK};
    bool first = hs_figure_word(r, number->first, "first");
    if (number->form == HS_NUMBER_ORDINAL) {
        if (first && number->first > 0 && hs_figure_word(r, number->first - 1, "at"))
            return number->end;
        for (size_t i = 0; first && i < sizeof not_ranks / sizeof not_ranks[0]; i++)
            if (hs_figure_word(r, number->end, not_ranks[i]))
                return number->end;
        if (hs_figure_word(r, number->end, "-") && hs_figure_word(r, number->end + 1, "hand"))
            return number->end;
        push(next, r, rank, number->first, number->end);
        return number->end;
    }
    if (number->first == r->taken || number->form != HS_NUMBER_CARDINAL)
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (hs_figure_word(r, number->first - 1, marks[i]) && (i != 3 || number->digits)) {
            push(next, r, rank, number->first - 1, number->end);
            return number->end;
        }
    return 0;
}

/* The number that a range goes up to: behind "to", a dash, or "and" after "between". */
static bool range_behind(const hs_figure_reader *r, const measure *low, uint32_t first,
                         hs_number *high)
{
    uint32_t at = low->end;
    bool between = first > r->taken && hs_figure_word(r, first - 1, "between");
    bool from = first > r->taken && hs_figure_word(r, first - 1, "from");
    bool dash = hs_figure_hyphen(r, at) && !r->tokens[at].space_after;
    bool link =
        dash || (hs_figure_word(r, at, "to") && !from) || (between && hs_figure_word(r, at, "and"));
    if (!link)
        return false;
    at++;
    const char *unit;
    double factor;
    if (at < r->count && low->unit[0] && low->first < low->end &&
        plain_unit(r, at, &unit, &factor) && strcmp(unit, low->unit) == 0 && is_currency(unit))
        at++; /* "$10-$12" */
    return at < r->count && hs_number_read(r, at, high) && high->form != HS_NUMBER_ORDINAL;
}

/* "rose from 10 to 12 percent": the first figure has the second one's unit. */
static void share_unit(const hs_figure_reader *r, uint32_t first, measure *unit)
{
    hs_number other;
    bool from = first > r->taken && hs_figure_word(r, first - 1, "from");
    if (!from || !hs_figure_word(r, unit->end, "to") || unit->end + 1 >= r->count ||
        !hs_number_read(r, unit->end + 1, &other))
        return;
    plain_unit(r, other.end, &unit->unit, &unit->factor);
}

/* Reads the figure of a number: pushes it and returns the token behind it. */
static uint32_t read_amount(const hs_figure_reader *r, hs_number number, hs_figure **next)
{
    uint8_t bound = bound_joined(r, &number.end);
    measure unit = read_measure(r, &number);
    if (number.digits && time_of_day(r, number.end))
        return number.end + 1;
    uint32_t first = unit.first;
    double sign = sign_before(r, &first);
    hs_figure figure = {.per = "", .bound = bound};
    hs_number high;
    hs_figure_reader inner = *r;
    double top = 0;
    if (sign > 0 && range_behind(r, &unit, first, &high)) {
        inner.taken = high.first;
        measure above = read_measure(&inner, &high);
        bool same =
            unit.unit[0] == '\0' || strcmp(unit.unit, above.unit) == 0 || above.unit[0] == '\0';
        double scale = number.scale == 1 && number.value < high.value / high.scale ? high.scale : 1;
        double factor = unit.unit[0] ? unit.factor : above.factor;
        top = high.value * (above.unit[0] ? above.factor : factor);
        if (same && number.value * scale * factor < top) {
            number.value *= scale;
            figure.bound = HS_FIGURE_BETWEEN;
            if (unit.unit[0] == '\0')
                unit.unit = above.unit, unit.per = above.per;
            unit.factor = factor;
            unit.end = above.end;
            if (first > r->taken && hs_figure_word(r, first - 1, "between"))
                first--;
        }
    }
    if (unit.unit[0] == '\0')
        share_unit(r, first, &unit);
    figure.value = sign * number.value * unit.factor;
    figure.unit = unit.unit;
    figure.per = unit.per;
    figure.kind = kind_of(unit.unit, number.form);
    if (number.form == HS_NUMBER_LOOSE)
        figure.bound = HS_FIGURE_ABOUT;
    if (figure.bound == HS_FIGURE_EXACT)
        figure.bound = bound_before(r, &first);
    if (figure.bound == HS_FIGURE_EXACT)
        figure.bound = bound_behind(r, &unit.end);
    set_limits(&figure);
    if (figure.bound == HS_FIGURE_BETWEEN)
        figure.high = top;
    if (number.form == HS_NUMBER_LOOSE) {
        figure.low = figure.value / 2;
        figure.high = figure.value * 5;
    }
    push(next, r, figure, first, unit.end);
    return unit.end;
}

/* "twice", "doubled", "tenfold". */
static uint32_t read_multiple(const hs_figure_reader *r, uint32_t at, hs_figure **next)
{
    static const struct {
        const char *word;
        double value;
    } words[] = {{"twice", 2},      {"thrice", 3},    {"doubled", 2},   {"doubling", 2},
                 {"tripled", 3},    {"tripling", 3},  {"trebled", 3},   {"trebling", 3},
                 {"quadrupled", 4}, {"halved", 0.5},  {"halving", 0.5}, {"twofold", 2},
                 {"threefold", 3},  {"fourfold", 4},  {"fivefold", 5},  {"sixfold", 6},
                 {"sevenfold", 7},  {"eightfold", 8}, {"tenfold", 10},  {"hundredfold", 100}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!hs_figure_word(r, at, words[i].word))
            continue;
        uint32_t first = at;
        hs_figure figure = {
            .value = words[i].value, .unit = "times", .per = "", .kind = HS_FIGURE_MULTIPLE};
        figure.bound = bound_before(r, &first);
        set_limits(&figure);
        push(next, r, figure, first, at + 1);
        return at + 1;
    }
    return 0;
}

/* Whether a figure can begin with a token: most words cannot, by their first letter. */
static bool may_begin(const hs_figure_reader *r, uint32_t at)
{
    const hs_token *token = &r->tokens[at];
    if (token->shape == HS_TOKEN_PUNCTUATION)
        return false;
    char letter = (char)(r->text.bytes[token->span.start] | 32);
    return letter < 'a' || letter > 'z' || strchr("abdefhjlmnoqstwyz", letter);
}

static uint32_t read_at(const hs_figure_reader *r, uint32_t at, hs_figure **next)
{
    hs_figure date;
    uint32_t end = hs_date_read(r, at, &date);
    if (end) {
        push(next, r, date, at, end);
        return end;
    }
    end = read_multiple(r, at, next);
    if (end)
        return end;
    hs_number number;
    if (!hs_number_read(r, at, &number))
        return at + 1;
    end = read_rank(r, &number, next);
    return end ? end : read_amount(r, number, next);
}

size_t hs_figures_read_tokens(hs_str text, const hs_token *tokens, size_t token_count,
                              hs_arena *arena, const hs_figure **figures)
{
    hs_figure_reader reader = {text, tokens, (uint32_t)token_count, 0};
    hs_figure found[64];
    HS_ARRAY(hs_figure) all = {0};
    for (uint32_t at = 0; at < reader.count;) {
        hs_figure *next = found;
        if (!may_begin(&reader, at)) {
            at++;
            continue;
        }
        at = read_at(&reader, at, &next);
        if (next > found) {
            *hs_array_push(&all) = found[0];
            reader.taken = at;
        }
    }
    *figures = hs_arena_copy(arena, all.items, all.count * sizeof *all.items);
    size_t count = all.count;
    hs_array_finish(&all);
    return count;
}

size_t hs_figures_read(hs_str text, hs_arena *arena, const hs_figure **figures)
{
    size_t count;
    const hs_token *tokens = hs_tokenize(text, arena, &count);
    return hs_figures_read_tokens(text, tokens, count, arena, figures);
}

const char *hs_figure_kind_name(hs_figure_kind kind)
{
    static const char *const names[] = {"number",   "amount",   "money", "percent",  "fraction",
                                        "multiple", "duration", "date",  "relative", "rank"};
    return names[kind];
}

const char *hs_figure_bound_name(hs_figure_bound bound)
{
    static const char *const names[] = {"exact",     "about",     "nearly",
                                        "just-over", "at-least",  "more-than",
                                        "at-most",   "less-than", "between"};
    return names[bound];
}
