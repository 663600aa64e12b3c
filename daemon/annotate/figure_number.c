/* Numbers, in digits and in words: "1,000", "2½", "6.5 million", "two hundred and five",
 * "twenty-first", "two-thirds", "one in five", "hundreds of thousands". What a number counts, and
 * how exactly, is figure.c's matter.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/figure_reader.h"

#define VALUE_MAX 1e24

static bool digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "1,000", "4.5", ".5": digits with groups and at most one point, nothing else. */
static bool parse_digits(hs_str text, double *value)
{
    char digits[HS_FIGURE_DIGITS_MAX + 2];
    size_t used = 0, count = 0;
    bool point = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (digit(byte) && count++ >= HS_FIGURE_DIGITS_MAX)
            return false;
        if (byte == ',' && !point && i > 0 && i + 1 < text.length && digit(text.bytes[i + 1]))
            continue;
        if (!digit(byte) && (byte != '.' || point))
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
              {"⅕", 1 / 5.0}, {"⅛", 1 / 8.0}, {"⅜", 3 / 8.0}, {"⅝", 5 / 8.0}, {"⅞", 7 / 8.0}};

/* "½", "2½". */
static bool parse_vulgar(hs_str text, double *value)
{
    for (size_t i = 0; i < sizeof vulgar / sizeof vulgar[0]; i++) {
        hs_str sign = hs_str_from(vulgar[i].text);
        if (!hs_str_ends_with(text, sign))
            continue;
        *value = 0;
        hs_str whole = hs_str_slice(text, 0, text.length - sign.length);
        if (whole.length > 0 && !parse_digits(whole, value))
            return false;
        *value += vulgar[i].value;
        return true;
    }
    return false;
}

/* "3/4": a proper fraction of small numbers. */
static bool parse_ratio(hs_str text, double *value)
{
    const char *slash = memchr(text.bytes, '/', text.length);
    double above, below;
    if (!slash || !parse_digits(hs_str_slice(text, 0, (size_t)(slash - text.bytes)), &above) ||
        !parse_digits(hs_str_slice(text, (size_t)(slash - text.bytes) + 1, text.length), &below))
        return false;
    *value = above / below;
    return above >= 1 && above < below && below <= 16;
}

static bool letter_in(char byte, const char *letters)
{
    return byte && strchr(letters, byte);
}

/* "21st". */
static bool parse_ordinal(hs_str text, double *value)
{
    if (text.length < 3 || !digit(text.bytes[0]))
        return false;
    char a = (char)(text.bytes[text.length - 2] | 32), b = (char)(text.bytes[text.length - 1] | 32);
    bool ending =
        (a == 't' && b == 'h') || (a == 's' && b == 't') || (letter_in(a, "nr") && b == 'd');
    return ending && parse_digits(hs_str_slice(text, 0, text.length - 2), value);
}

static const hs_lexeme *lexeme_at(const hs_figure_reader *r, uint32_t at, enum hs_lex_number kind)
{
    if (at >= r->count)
        return NULL;
    const hs_lexeme *lexeme = hs_lexicon_find(hs_figure_token(r, at));
    return lexeme->number_kind == kind ? lexeme : NULL;
}

/* "million", "bn"; single letters only when they stand right behind digits. */
static double multiplier_at(const hs_figure_reader *r, uint32_t at)
{
    static const struct {
        const char *text;
        double value;
        bool joined;
    } short_forms[] = {{"k", 1e3, true},    {"m", 1e6, true},    {"b", 1e9, true},
                       {"mn", 1e6, false},  {"mln", 1e6, false}, {"tn", 1e12, false},
                       {"trn", 1e12, false}};
    if (at >= r->count)
        return 0;
    bool joined = at > 0 && !r->tokens[at - 1].space_after;
    for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++)
        if (hs_figure_word(r, at, short_forms[i].text))
            return joined || !short_forms[i].joined ? short_forms[i].value : 0;
    const hs_lexeme *lexeme = lexeme_at(r, at, HS_LEX_NUMBER_MULTIPLIER);
    return lexeme ? hs_lexicon_number(lexeme) : 0;
}

/* Takes the multipliers from `end` on: "6.5 million", "two hundred thousand". */
static void take_multipliers(const hs_figure_reader *r, hs_number *number)
{
    while (number->end < r->count) {
        bool hyphen = hs_figure_hyphen(r, number->end);
        double factor = multiplier_at(r, number->end + hyphen);
        if (factor == 0 || number->value * factor > VALUE_MAX)
            return;
        number->value *= factor;
        number->scale *= factor;
        number->end += hyphen + 1u;
    }
}

/* "1 000 000", with spaces that do not break. */
static void take_spaced_groups(const hs_figure_reader *r, hs_number *number)
{
    while (number->end < r->count && number->value < 1e15) {
        const hs_token *last = &r->tokens[number->end - 1], *next = &r->tokens[number->end];
        hs_str gap = hs_str_slice(r->text, last->span.end, next->span.start);
        hs_str group = hs_figure_token(r, number->end);
        bool narrow = hs_str_equal(gap, HS_STR("\xc2\xa0")) ||
                      hs_str_equal(gap, HS_STR("\xe2\x80\xaf")) ||
                      hs_str_equal(gap, HS_STR("\xe2\x80\x89"));
        double value;
        if (!narrow || group.length != 3 || !parse_digits(group, &value) || value != floor(value))
            return;
        number->value = number->value * 1000 + value;
        number->end++;
    }
}

/* "and a half". */
static void take_half(const hs_figure_reader *r, hs_number *number)
{
    static const char *const ways[] = {"and a half", "- and - a - half", "and one half"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        uint32_t words = hs_figure_words(r, number->end, ways[i]);
        if (words > 0) {
            number->value += 0.5;
            number->end += words;
            return;
        }
    }
}

static bool read_digits(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    hs_str text = hs_figure_token(r, at);
    if (parse_ordinal(text, &number->value)) {
        number->form = HS_NUMBER_ORDINAL;
        return true;
    }
    if (parse_ratio(text, &number->value)) {
        number->form = HS_NUMBER_FRACTION;
        return true;
    }
    bool plus = text.length > 1 && text.bytes[0] == '+';
    if (plus)
        text = hs_str_slice(text, 1, text.length);
    if (parse_vulgar(text, &number->value)) {
        number->form = number->value < 1 ? HS_NUMBER_FRACTION : HS_NUMBER_CARDINAL;
    } else if (!parse_digits(text, &number->value))
        return false;
    number->digits = true;
    take_spaced_groups(r, number);
    double part;
    if (number->end < r->count && number->value == floor(number->value) &&
        (parse_ratio(hs_figure_token(r, number->end), &part) ||
         (number->form == HS_NUMBER_CARDINAL && hs_figure_token(r, number->end).length <= 3 &&
          parse_vulgar(hs_figure_token(r, number->end), &part)))) {
        number->value += part; /* "3 1/2" */
        number->end++;
    }
    take_half(r, number);
    take_multipliers(r, number);
    return true;
}

/* A cardinal or ordinal word below a hundred that may stand behind `current`, as in "twenty-one"
 * and "two hundred and five". */
static bool fits_behind(double current, double value)
{
    double rest = fmod(current, 100);
    return current >= 20 &&
           (rest == 0 ? value < 100 : fmod(rest, 10) == 0 && rest >= 20 && value < 10);
}

/* Goes on with a number in words. `total` holds what thousands and more have closed. */
static void take_words(const hs_figure_reader *r, hs_number *number, double current)
{
    double total = 0, last_scale = VALUE_MAX;
    while (number->end < r->count) {
        uint32_t at = number->end;
        bool link =
            hs_figure_hyphen(r, at) || (current + total >= 100 && hs_figure_word(r, at, "and"));
        at += link;
        const hs_lexeme *word = lexeme_at(r, at, HS_LEX_NUMBER_CARDINAL);
        const hs_lexeme *rank = word ? NULL : lexeme_at(r, at, HS_LEX_NUMBER_ORDINAL);
        double factor = word || rank ? 0 : multiplier_at(r, at);
        double value = word ? hs_lexicon_number(word) : rank ? hs_lexicon_number(rank) : 0;
        if (factor == 100 && current > 0 && current < 100)
            current *= 100;
        else if (factor >= 1000 && factor < last_scale && current > 0) {
            total += current * factor;
            number->scale = last_scale = factor;
            current = 0;
        } else if (factor == 12 && current > 0 && total == 0)
            current *= 12;
        else if ((word || rank) && value > 0 &&
                 (current == 0 ? total > 0 : fits_behind(current, value)))
            current += value;
        else
            break;
        number->end = at + 1;
        if (rank) {
            number->form = HS_NUMBER_ORDINAL;
            break;
        }
    }
    number->value = total + current;
}

/* 3 for "third", "thirds"; 0 for what is no denominator. */
static double denominator_at(const hs_figure_reader *r, uint32_t at)
{
    static const struct {
        const char *text;
        double value;
    } plurals[] = {{"halves", 2},      {"thirds", 3},       {"quarters", 4},     {"fourths", 4},
                   {"fifths", 5},      {"sixths", 6},       {"sevenths", 7},     {"eighths", 8},
                   {"ninths", 9},      {"tenths", 10},      {"quarter", 4},      {"half", 2},
                   {"hundredth", 100}, {"hundredths", 100}, {"thousandth", 1000}};
    if (at >= r->count)
        return 0;
    for (size_t i = 0; i < sizeof plurals / sizeof plurals[0]; i++)
        if (hs_figure_word(r, at, plurals[i].text))
            return plurals[i].value;
    const hs_lexeme *rank = lexeme_at(r, at, HS_LEX_NUMBER_ORDINAL);
    if (rank && hs_lexicon_number(rank) >= 4)
        return hs_lexicon_number(rank);
    return hs_figure_word(r, at, "third") ? 3 : 0;
}

/* "two-thirds", "three quarters", "one fifth of": a count from 1 to 99 and its denominator. */
static bool take_denominator(const hs_figure_reader *r, hs_number *number, bool article)
{
    bool hyphen = hs_figure_hyphen(r, number->end);
    uint32_t at = number->end + hyphen;
    double below = denominator_at(r, at);
    double above = article ? 1 : number->value;
    if (below == 0 || above < 1 || above >= 100 || above != floor(above))
        return false;
    bool plural = hs_str_ends_with(hs_figure_token(r, at), HS_STR("s"));
    bool surely = below == 2 || (below == 4 && hs_figure_token(r, at).bytes[0] == 'q') || plural;
    if (!surely && !hs_figure_word(r, at + 1, "of") && !hyphen)
        return false; /* "a third man" */
    if (above > 1 && !plural)
        return false;
    number->value = above / below;
    number->form = HS_NUMBER_FRACTION;
    number->end = at + 1;
    return true;
}

/* "one in five", "three out of four". */
static void take_chance(const hs_figure_reader *r, hs_number *number)
{
    static const char *const ways[] = {"in", "out of", "- in -"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        uint32_t words = hs_figure_words(r, number->end, ways[i]);
        hs_number all = {.first = number->end + words, .end = number->end + words + 1, .scale = 1};
        if (words == 0 || all.first >= r->count)
            continue;
        const hs_lexeme *word = lexeme_at(r, all.first, HS_LEX_NUMBER_CARDINAL);
        if (word)
            take_words(r, &all, hs_lexicon_number(word));
        else if (!parse_digits(hs_figure_token(r, all.first), &all.value))
            continue;
        const char *unit;
        double factor;
        bool year = all.value >= 1800 && all.value < 2100;
        bool timed = hs_figure_unit(r, all.end, &unit, &factor) && hs_figure_is_time(unit);
        if (number->value < 1 || all.value <= number->value || all.value > 1e7 || year || timed)
            return; /* "one in 2016", "one in ten years" */
        number->value /= all.value;
        number->form = HS_NUMBER_FRACTION;
        number->end = all.end;
        return;
    }
}

/* "hundreds of thousands", "dozens of". */
static bool read_loose(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    static const struct {
        const char *text;
        double value;
    } words[] = {{"tens", 10},       {"dozens", 12},    {"scores", 20},    {"hundreds", 100},
                 {"thousands", 1e3}, {"millions", 1e6}, {"billions", 1e9}, {"trillions", 1e12}};
    double value = 1;
    uint32_t end = at;
    for (size_t i = 0; i < sizeof words / sizeof words[0];) {
        if (!hs_figure_word(r, end, words[i].text) || value * words[i].value > 1e15) {
            i++;
            continue;
        }
        value *= words[i].value;
        end++;
        if (!hs_figure_word(r, end, "of") || !hs_figure_word(r, end + 1, "thousands")) {
            bool more = hs_figure_word(r, end, "of") && (hs_figure_word(r, end + 1, "millions") ||
                                                         hs_figure_word(r, end + 1, "billions"));
            if (!more)
                break;
        }
        end++;
        i = 0;
    }
    bool counts = value > 20 || hs_figure_word(r, end, "of");
    if (end == at || value <= 10 || !counts)
        return false;
    *number = (hs_number){at, end, value * 2, value, HS_NUMBER_LOOSE, false};
    return true;
}

/* "half a million", "half an hour", "half of", "half-hour". */
static bool read_half(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    static const char *const not_before[] = {"the", "first", "second", "other", "this",
                                             "his", "her",   "their",  "better"};
    if (!hs_figure_word(r, at, "half"))
        return false;
    for (size_t i = 0; at > 0 && i < sizeof not_before / sizeof not_before[0]; i++)
        if (hs_figure_word(r, at - 1, not_before[i]))
            return false;
    if (hs_figure_word(r, at + 1, "-") && hs_figure_word(r, at + 2, "hearted"))
        return false;
    number->value = 0.5;
    number->form = HS_NUMBER_FRACTION;
    const char *unit;
    double factor;
    bool article = hs_figure_word(r, at + 1, "a") || hs_figure_word(r, at + 1, "an");
    if (article && multiplier_at(r, at + 2) > 1) {
        number->end = at + 2;
        number->form = HS_NUMBER_CARDINAL;
        take_multipliers(r, number);
    } else if (article && hs_figure_unit(r, at + 2, &unit, &factor)) {
        number->end = at + 2;
        number->form = HS_NUMBER_CARDINAL;
    } else if (hs_figure_hyphen(r, at + 1) && hs_figure_unit(r, at + 2, &unit, &factor))
        number->form = HS_NUMBER_CARDINAL;
    return true;
}

/* "a million", "a dozen", "a third of", "a couple of". */
static bool read_article(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    if (!hs_figure_word(r, at, "a") && !hs_figure_word(r, at, "an"))
        return false;
    double factor = multiplier_at(r, at + 1);
    if (factor > 1) {
        number->value = 1;
        number->end = at + 1;
        take_words(r, number, 1);
        take_half(r, number);
        take_multipliers(r, number);
        return number->end > at + 1;
    }
    if (hs_figure_word(r, at + 1, "couple")) {
        number->value = 2;
        number->end = at + 2 + hs_figure_word(r, at + 2, "of");
        return true;
    }
    if (hs_figure_word(r, at + 1, "half") && !hs_figure_hyphen(r, at + 2) &&
        !hs_figure_word(r, at + 2, "of"))
        return false; /* "a half hour" is read from "half" on */
    number->end = at + 1;
    return take_denominator(r, number, true);
}

/* "one of", "no one", "the one who": pronouns. */
static bool is_pronoun(const hs_figure_reader *r, uint32_t at)
{
    static const char *const before[] = {"no",   "any",   "every", "some",    "the",  "this",
                                         "that", "which", "each",  "another", "only", "anyone"};
    static const char *const behind[] = {
        "of",  "another", "who",   "that", "should", "can", "could", "might", "must", "is",
        "was", "has",     "would", "will", ",",      ".",   "'s",    "’s",    "day"};
    if (!hs_figure_word(r, at, "one"))
        return false;
    for (size_t i = 0; at > 0 && i < sizeof before / sizeof before[0]; i++)
        if (hs_figure_word(r, at - 1, before[i]))
            return true;
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++)
        if (hs_figure_word(r, at + 1, behind[i]))
            return true;
    return at + 1 >= r->count;
}

static bool read_words(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    const hs_lexeme *word = lexeme_at(r, at, HS_LEX_NUMBER_CARDINAL);
    const hs_lexeme *rank = word ? NULL : lexeme_at(r, at, HS_LEX_NUMBER_ORDINAL);
    if (rank || hs_figure_word(r, at, "third")) {
        number->value = rank ? hs_lexicon_number(rank) : 3;
        number->form = HS_NUMBER_ORDINAL;
        return true;
    }
    if (!word || is_pronoun(r, at))
        return false;
    take_words(r, number, hs_lexicon_number(word));
    if (number->form == HS_NUMBER_ORDINAL)
        return true;
    take_half(r, number);
    take_multipliers(r, number);
    if (!take_denominator(r, number, false))
        take_chance(r, number);
    return true;
}

bool hs_number_read(const hs_figure_reader *r, uint32_t at, hs_number *number)
{
    *number = (hs_number){.first = at, .end = at + 1, .scale = 1};
    uint8_t shape = r->tokens[at].shape;
    char first = hs_figure_token(r, at).bytes[0];
    if (shape == HS_TOKEN_NUMBER || digit(first) ||
        (first == '+' && shape != HS_TOKEN_PUNCTUATION)) {
        if (!read_digits(r, at, number))
            return false;
        if (number->form == HS_NUMBER_CARDINAL && number->scale == 1)
            take_chance(r, number);
        return true;
    }
    if (read_loose(r, at, number) || read_half(r, at, number) || read_article(r, at, number))
        return true;
    *number = (hs_number){.first = at, .end = at + 1, .scale = 1};
    return read_words(r, at, number);
}
