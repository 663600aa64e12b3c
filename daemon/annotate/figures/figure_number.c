/* Numbers in digits: "1,000", "1,50,000", "12 000", "3,5", "2½", "6.5 million", "35C", "Rs500".
 * Those in words are figure_words.c's; what a number counts, and how exactly, is figure_amount.c's
 * matter.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* "1.250.000": points between groups of three, as in German or Spanish. Two of them: with one it
 * is a fraction, and with three it may be an address. */
static bool point_groups(hs_str text)
{
    size_t points = 0, run = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] != '.') {
            run++;
            continue;
        }
        if (run == 0 || run > 3 || (points > 0 && run != 3))
            return false;
        points++;
        run = 0;
    }
    return points == 2 && run == 3;
}

bool hs_number_digits(hs_str text, double *value)
{
    char digits[HS_FIGURE_DIGITS_MAX + 2];
    size_t used = 0, count = 0;
    bool point = false, groups = point_groups(text);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (hs_figure_digit(byte) && count++ >= HS_FIGURE_DIGITS_MAX)
            return false;
        if (byte == ',' && !point && i > 0 && i + 1 < text.length &&
            hs_figure_digit(text.bytes[i + 1]))
            continue;
        if (byte == '.' && groups)
            continue;
        if (!hs_figure_digit(byte) && (byte != '.' || point))
            return false;
        point = point || byte == '.';
        digits[used++] = byte;
    }
    digits[used] = '\0';
    *value = strtod(digits, NULL);
    return count > 0 && text.bytes[text.length - 1] != '.';
}

static const struct {
    const char *text;
    double value;
} vulgar[] = {{"½", 1 / 2.0}, {"⅓", 1 / 3.0}, {"⅔", 2 / 3.0}, {"¼", 1 / 4.0}, {"¾", 3 / 4.0},
              {"⅕", 1 / 5.0}, {"⅖", 2 / 5.0}, {"⅗", 3 / 5.0}, {"⅘", 4 / 5.0}, {"⅙", 1 / 6.0},
              {"⅚", 5 / 6.0}, {"⅛", 1 / 8.0}, {"⅜", 3 / 8.0}, {"⅝", 5 / 8.0}, {"⅞", 7 / 8.0}};

/* "½", "2½". */
static bool parse_vulgar(hs_str text, double *value)
{
    for (size_t i = 0; i < HS_COUNT(vulgar); i++) {
        hs_str sign = hs_str_from(vulgar[i].text);
        if (!hs_str_ends_with(text, sign))
            continue;
        *value = 0;
        hs_str whole = hs_str_slice(text, 0, text.length - sign.length);
        if (whole.length > 0 && !hs_number_digits(whole, value))
            return false;
        *value += vulgar[i].value;
        return true;
    }
    return false;
}

/* A proper fraction that one writes so; "9/11" and "7/9" are days. */
static bool ratio(double above, double below, double *value)
{
    static const double usual[] = {2, 3, 4, 5, 6, 8, 10, 12, 16};
    bool known = false;
    for (size_t i = 0; i < HS_COUNT(usual); i++)
        known = known || below == usual[i];
    if (!known || above < 1 || above >= below || above != floor(above))
        return false;
    *value = above / below;
    return true;
}

/* "3/4". */
static bool parse_ratio(hs_str text, double *value)
{
    const char *slash = memchr(text.bytes, '/', text.length);
    double above, below;
    return slash && hs_number_digits(hs_str_slice(text, 0, (size_t)(slash - text.bytes)), &above) &&
           hs_number_digits(hs_str_slice(text, (size_t)(slash - text.bytes) + 1, text.length),
                            &below) &&
           ratio(above, below, value);
}

/* A fraction at a token: "1/2", or "1⁄2" with the slash of fractions, which is a token of its own.
 * The token behind it, or 0. */
static uint32_t ratio_at(const hs_figure_reader *r, uint32_t at, double *value)
{
    double above, below;
    if (at >= r->count)
        return 0;
    if (parse_ratio(hs_figure_token(r, at), value))
        return at + 1;
    if (at + 2 < r->count && hs_figure_word(r, at + 1, "⁄") &&
        hs_number_digits(hs_figure_token(r, at), &above) &&
        hs_number_digits(hs_figure_token(r, at + 2), &below) && ratio(above, below, value))
        return at + 3;
    return 0;
}

static bool letter_in(char byte, const char *letters)
{
    return byte && strchr(letters, byte);
}

/* "21st"; "12st" is a weight. */
static bool parse_ordinal(hs_str text, double *value)
{
    if (text.length < 3 || !hs_figure_digit(text.bytes[0]))
        return false;
    char a = (char)(text.bytes[text.length - 2] | 32), b = (char)(text.bytes[text.length - 1] | 32);
    char last = text.bytes[text.length - 3];
    bool teen = text.length > 3 && text.bytes[text.length - 4] == '1';
    bool ending = (a == 't' && b == 'h') || (a == 's' && b == 't' && last == '1' && !teen) ||
                  (letter_in(a, "nr") && b == 'd');
    return ending && hs_number_digits(hs_str_slice(text, 0, text.length - 2), value);
}

/* The bytes of digits, points and commas that a text begins with. */
static size_t digits_span(hs_str text)
{
    size_t at = 0;
    while (at < text.length &&
           (hs_figure_digit(text.bytes[at]) || text.bytes[at] == '.' || text.bytes[at] == ','))
        at++;
    return at;
}

/* "35C", "20kWh": a unit in the number's own token. */
static bool parse_glued(hs_str text, hs_number *number)
{
    size_t end = digits_span(text);
    return end > 0 && end < text.length &&
           hs_number_digits(hs_str_slice(text, 0, end), &number->value) &&
           hs_figure_unit_glued(hs_str_slice(text, end, text.length), &number->unit,
                                &number->factor);
}

/* "grand" as a thousand: where nothing that could be grand follows. */
static bool grand_counts(const hs_figure_reader *r, uint32_t at)
{
    return at + 1 >= r->count || hs_figure_shape(r, at + 1, HS_TOKEN_PUNCTUATION) ||
           hs_lexeme_is(hs_figure_entry(r, at + 1), HS_LEX(PREPOSITION) | HS_LEX(DETERMINER));
}

/* "million", "bn"; single letters only when they stand right behind digits. */
double hs_number_multiplier(const hs_figure_reader *r, uint32_t at)
{
    static const struct {
        const char *text;
        double value;
        bool joined;
    } short_forms[] = {{"k", 1e3, true},    {"m", 1e6, true},    {"b", 1e9, true},
                       {"t", 1e12, true},   {"mn", 1e6, false},  {"mln", 1e6, false},
                       {"tn", 1e12, false}, {"trn", 1e12, false}};
    if (at >= r->count)
        return 0;
    bool joined = at > 0 && hs_figure_tight(r, at - 1);
    const char *unit;
    double factor;
    for (size_t i = 0; i < HS_COUNT(short_forms); i++) {
        if (!hs_figure_word(r, at, short_forms[i].text))
            continue;
        bool metres = i == 1 && hs_figure_unit(r, at, &unit, &factor);
        bool tonnes = i == 3 && !hs_str_equal(hs_figure_token(r, at), HS_STR("T"));
        bool fits = (joined || !short_forms[i].joined) && !metres && !tonnes;
        return fits ? short_forms[i].value : 0;
    }
    if (hs_figure_word(r, at, "grand"))
        return at > 0 && grand_counts(r, at) ? 1000 : 0;
    const hs_lexeme *lexeme = hs_figure_entry(r, at);
    return lexeme->number_kind == HS_LEX_NUMBER_MULTIPLIER ? hs_lexicon_number(lexeme) : 0;
}

/* Takes the multipliers from `end` on: "6.5 million", "two hundred thousand". */
void hs_number_take_multipliers(const hs_figure_reader *r, hs_number *number)
{
    while (number->end < r->count) {
        bool hyphen = hs_figure_hyphen(r, number->end);
        double factor = hs_number_multiplier(r, number->end + hyphen);
        if (factor == 0 || number->value * factor > HS_NUMBER_MAX)
            return;
        number->value *= factor;
        number->scale *= factor;
        number->end += hyphen + 1u;
    }
}

/* "and a half": of what the number counts, or of the million before. */
void hs_number_take_half(const hs_figure_reader *r, hs_number *number)
{
    static const char *const ways[] = {"and a half", "- and - a - half", "and one half"};
    for (size_t i = 0; i < HS_COUNT(ways); i++) {
        uint32_t words = hs_figure_words(r, number->end, ways[i]);
        if (words > 0) {
            number->value += 0.5 * number->scale;
            number->end += words;
            return;
        }
    }
}

/* Whether what stands before or behind the tokens [first, end) can only belong to a number. */
static bool measured(const hs_figure_reader *r, uint32_t first, uint32_t end)
{
    const char *unit;
    double factor;
    const hs_lexeme *before = first > 0 ? hs_figure_entry(r, first - 1) : &hs_lexeme_unknown;
    if (before->unit && hs_figure_is_currency(hs_lexicon_unit(before, &factor)))
        return true;
    if (hs_number_multiplier(r, end) > 0)
        return true;
    return hs_figure_unit(r, end, &unit, &factor) && !hs_figure_is_count(unit);
}

/* How a group of three digits is set off from the number before it. */
typedef enum gap {
    NO_GAP,
    PLAIN_SPACE,
    FIRM_SPACE, /* one that does not break, or a narrow one */
} gap;

static gap gap_before(const hs_figure_reader *r, uint32_t at)
{
    static const char *const firm[] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89"};
    hs_str text = hs_str_slice(r->text, r->tokens[at - 1].span.end, r->tokens[at].span.start);
    for (size_t i = 0; i < HS_COUNT(firm); i++)
        if (hs_str_is(text, firm[i]))
            return FIRM_SPACE;
    return hs_str_equal(text, HS_STR(" ")) ? PLAIN_SPACE : NO_GAP;
}

/* "1 000 000", "12'000". Plain spaces hold a number together only where a unit tells so, and no
 * month stands before: "12 000 km", but "on 12 300 people". */
static void take_spaced_groups(const hs_figure_reader *r, hs_number *number)
{
    double value = number->value;
    uint32_t end = number->end, group;
    bool plain = false;
    if (r->tokens[number->first].span.end - r->tokens[number->first].span.start > 3)
        return;
    while (end < r->count && value < 1e15) {
        bool mark = (hs_figure_word(r, end, "'") || hs_figure_word(r, end, "’")) &&
                    hs_figure_tight(r, end - 1) && hs_figure_tight(r, end);
        gap set = mark ? FIRM_SPACE : gap_before(r, end);
        if (set == NO_GAP || end + mark >= r->count ||
            !hs_figure_digits(hs_figure_token(r, end + mark), 3, 3, &group))
            break;
        plain = plain || set == PLAIN_SPACE;
        value = value * 1000 + group;
        end += mark + 1u;
    }
    if (end == number->end ||
        (plain && (!measured(r, number->first, end) || hs_date_month(r, number->first - 1))))
        return;
    number->value = value;
    number->end = end;
}

/* "1,50,000", "1,00,00,000": lakhs and crores, in groups of two before the last three digits. */
static bool take_lakh_groups(const hs_figure_reader *r, hs_number *number)
{
    double value = number->value;
    uint32_t at = number->end, group;
    if (value >= 100 || value != floor(value))
        return false;
    while (at + 1 < r->count && value < 1e15 && hs_figure_word(r, at, ",") &&
           hs_figure_tight(r, at - 1) && hs_figure_tight(r, at)) {
        hs_str text = hs_figure_token(r, at + 1);
        double last;
        if (hs_figure_digits(text, 2, 2, &group)) {
            value = value * 100 + group;
            at += 2;
        } else if (text.length == 6 && text.bytes[2] == ',' && hs_number_digits(text, &last)) {
            number->value = value * 1e5 + last;
            number->end = at + 2;
            return true;
        } else
            return false;
    }
    return false;
}

/* "3,5 per cent", "EUR 3,5 million": a comma for the point, where a unit tells so. */
static void take_comma_fraction(const hs_figure_reader *r, hs_number *number)
{
    uint32_t comma = number->end, part;
    if (comma + 1 >= r->count || !hs_figure_word(r, comma, ",") || !hs_figure_tight(r, comma - 1) ||
        !hs_figure_tight(r, comma))
        return;
    hs_str text = hs_figure_token(r, comma + 1);
    bool list = hs_figure_word(r, comma + 2, ",") && hs_figure_tight(r, comma + 1);
    if (!hs_figure_digits(text, 1, 2, &part) || number->value != floor(number->value) || list ||
        !measured(r, number->first, comma + 2))
        return;
    number->value += part / (text.length == 1 ? 10.0 : 100.0);
    number->end = comma + 2;
}

/* "3 1/2", "3 ½". */
static void take_part(const hs_figure_reader *r, hs_number *number)
{
    double part = 0;
    if (number->end >= r->count || number->value != floor(number->value))
        return;
    uint32_t end = ratio_at(r, number->end, &part);
    if (!end && number->form == HS_NUMBER_CARDINAL && hs_figure_token(r, number->end).length <= 3 &&
        parse_vulgar(hs_figure_token(r, number->end), &part))
        end = number->end + 1;
    if (end) {
        number->value += part;
        number->end = end;
    }
}

static bool read_digits(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    hs_str text = hs_figure_token(r, at);
    if (parse_ordinal(text, &number->value)) {
        number->form = HS_NUMBER_ORDINAL;
        return true;
    }
    uint32_t ratio_end = ratio_at(r, at, &number->value);
    if (ratio_end) {
        number->form = HS_NUMBER_FRACTION;
        number->end = ratio_end;
        return true;
    }
    if (text.length > 1 && text.bytes[0] == '+')
        text = hs_str_slice(text, 1, text.length);
    number->digits = true;
    if (parse_vulgar(text, &number->value))
        number->form = number->value < 1 ? HS_NUMBER_FRACTION : HS_NUMBER_CARDINAL;
    else if (!hs_number_digits(text, &number->value))
        return parse_glued(text, number);
    if (!take_lakh_groups(r, number)) {
        take_spaced_groups(r, number);
        take_comma_fraction(r, number);
    }
    take_part(r, number);
    hs_number_take_half(r, number);
    hs_number_take_multipliers(r, number);
    return true;
}

/* The ".5" of "R2.5", which the tokenizer cuts off. */
static void take_cut_fraction(const hs_figure_reader *r, hs_number *number)
{
    uint32_t point = number->end, part;
    if (!hs_figure_word(r, point, ".") || !hs_figure_tight(r, point - 1) ||
        !hs_figure_tight(r, point) || !hs_figure_digits(hs_figure_token(r, point + 1), 1, 2, &part))
        return;
    bool one = r->tokens[point + 1].span.end - r->tokens[point + 1].span.start == 1;
    number->value += part / (one ? 10.0 : 100.0);
    number->end = point + 2;
}

/* The currency that a prefix names: "Rs", three capitals, or "R". */
static bool prefix_unit(hs_str prefix, hs_number *number)
{
    if (hs_str_equal(prefix, HS_STR("R"))) {
        number->unit = "ZAR"; /* with a multiplier: "R2" alone may be anything */
        number->factor = 1;
        return number->scale > 1;
    }
    const hs_lexeme *lexeme = hs_lexicon_find(prefix);
    bool known = hs_str_equal(prefix, HS_STR("Rs"));
    if (prefix.length == 3)
        known = prefix.bytes[0] < 'a' && prefix.bytes[1] < 'a' && prefix.bytes[2] < 'a';
    if (!lexeme->unit || !known)
        return false;
    number->unit = hs_lexicon_unit(lexeme, &number->factor);
    return hs_figure_is_currency(number->unit);
}

/* "R2.5 billion", "Rs500", "EUR12m": a currency in the number's own token. */
static bool read_prefixed(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    hs_str text = hs_figure_token(r, at);
    size_t letters = 0;
    while (letters < text.length && letters < 4 && !hs_figure_digit(text.bytes[letters]))
        letters++;
    hs_str prefix = hs_str_slice(text, 0, letters), rest = hs_str_slice(text, letters, text.length);
    size_t digits = digits_span(rest);
    hs_str suffix = hs_str_slice(rest, digits, rest.length);
    if (letters == 0 || digits == 0 ||
        !hs_number_digits(hs_str_slice(rest, 0, digits), &number->value))
        return false;
    number->digits = true;
    take_cut_fraction(r, number);
    if (suffix.length > 0) {
        const hs_lexeme *lexeme = hs_lexicon_find(suffix);
        if (lexeme->number_kind != HS_LEX_NUMBER_MULTIPLIER)
            return false;
        number->scale = hs_lexicon_number(lexeme);
        number->value *= number->scale;
    } else
        hs_number_take_multipliers(r, number);
    return prefix_unit(prefix, number);
}

bool hs_number_read(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    *number = (hs_number){.first = at, .end = at + 1, .scale = 1};
    uint8_t shape = r->tokens[at].shape;
    char first = hs_figure_token(r, at).bytes[0];
    if (shape == HS_TOKEN_NUMBER || hs_figure_digit(first) ||
        (first == '+' && shape != HS_TOKEN_PUNCTUATION)) {
        if (!read_digits(r, at, number))
            return false;
        if (number->form == HS_NUMBER_CARDINAL && number->scale == 1)
            hs_number_take_chance(r, number);
        else if (number->form == HS_NUMBER_FRACTION)
            hs_number_take_whole(r, number);
        return true;
    }
    if (shape == HS_TOKEN_OTHER && first >= 'A' && first <= 'Z')
        return read_prefixed(r, at, number);
    return hs_number_read_words(r, at, number);
}
