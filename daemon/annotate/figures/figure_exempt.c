/* What looks like a number and counts nothing: numbers in names ("Resolution 1701", "Boeing 737",
 * "10 Downing Street", "COVID-19"), telephone numbers, words of which a number is a part ("third
 * party", "five-star"). Times of the day and scores are figure_exempt_times.c's.
 */
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* Nouns behind which a number is a name's, be they in capitals or not: "section 18". */
static const char *const numbered[] = {
    "section",   "sections", "article", "articles",   "chapter", "page",       "pages",
    "paragraph", "clause",   "room",    "version",    "verse",   "figure",     "table",
    "appendix",  "tier",     "channel", "route",      "flight",  "gate",       "junction",
    "terminal",  "type",     "stage",   "category",   "annex",   "highway",    "schedule",
    "episode",   "exhibit",  "vitamin", "interstate", "psalm",   "resolution", "bus",
    "footnote",  "line",     "phase",   "grade",      "windows",
};

/* Likewise only with a capital: "Title 42", but "the title 42 times". */
static const char *const numbered_capitals[] = {
    "title",    "form",        "court",     "area",        "group",  "box",        "formula",
    "year",     "bill",        "operation", "model",       "unit",   "class",      "level",
    "zone",     "sector",      "block",     "building",    "suite",  "flat",       "apartment",
    "apt.",     "platform",    "exit",      "pier",        "rule",   "regulation", "directive",
    "order",    "amendment",   "measure",   "proposition", "prop",   "prop.",      "question",
    "protocol", "volume",      "vol.",      "part",        "book",   "act",        "scene",
    "season",   "apollo",      "boeing",    "airbus",      "iphone", "ipad",       "galaxy",
    "android",  "playstation", "xbox",      "radio",       "studio", "bbc",        "itv",
    "district", "ward",        "precinct",  "lot",         "bay",    "reactor",    "pool",
    "h.r.",     "s.",          "h.r",       "falcon",      "soyuz",  "gemini",     "fahrenheit",
    "item",     "count",       "division",  "key",         "pub.l.", "catch",      "ligue",
};

/* Whether what follows a number shows that it counts: a unit, a multiplier, "times". */
static bool counts_on(const hs_figure_reader *r, uint32_t end)
{
    const char *unit;
    double factor;
    return hs_number_multiplier(r, end) > 0 || hs_figure_unit(r, end, &unit, &factor);
}

static bool plain_digits(const hs_figure_reader *r, uint32_t at)
{
    uint32_t value;
    return at < r->count && hs_figure_digits(hs_figure_token(r, at), 1, 5, &value);
}

/* "Resolution 1701", "section 18", "Operation Desert 2". */
static uint32_t named(const hs_figure_reader *r, uint32_t at)
{
    enum { BACK = 3 };
    bool digits = plain_digits(r, at) || (hs_figure_digit(hs_figure_token(r, at).bytes[0]) &&
                                          hs_figure_shape(r, at, HS_TOKEN_OTHER));
    bool word = hs_figure_capital(r, at) && !r->title_case;
    if (at == 0 || (!digits && !word) || counts_on(r, at + 1))
        return 0;
    bool near = HS_FIGURE_ANY(r, at - 1, numbered);
    if (near && (hs_figure_capital(r, at - 1) || !hs_figure_many(r, at + 1)))
        return at + 1;
    for (uint32_t back = 1; back <= BACK && back <= at && hs_figure_capital(r, at - back); back++)
        if (HS_FIGURE_ANY(r, at - back, numbered_capitals))
            return at + 1;
    bool other = hs_figure_shape(r, at - 1, HS_TOKEN_OTHER); /* "iPhone", "iOS" */
    return (other && HS_FIGURE_ANY(r, at - 1, numbered_capitals)) ||
                   (hs_figure_words(r, at - 2, "group of") && hs_figure_capital(r, at - 2))
               ? at + 1
               : 0;
}

/* "the Boeing 737", "the Tesla Model 3": behind a name that "the" begins. */
static uint32_t named_thing(const hs_figure_reader *r, uint32_t at)
{
    enum { BACK = 3 };
    static const char *const articles[] = {"the", "a", "an", "his", "her", "their", "its"};
    static const char *const ranks[] = {"no.", "no", "number"};
    if (!plain_digits(r, at) || r->title_case || hs_date_year(r, at) || counts_on(r, at + 1) ||
        hs_figure_many(r, at + 1) || HS_FIGURE_ANY(r, at - 1, ranks) || hs_date_month(r, at - 1) ||
        hs_date_month(r, at + 1))
        return 0;
    uint32_t back = 1;
    while (back <= BACK && back <= at && hs_figure_capital(r, at - back) &&
           !HS_FIGURE_ANY(r, at - back, articles))
        back++;
    return back > 1 && back <= at && HS_FIGURE_ANY(r, at - back, articles) ? at + 1 : 0;
}

/* "COVID-19", "F-16": a hyphen ties the number to capitals. */
static uint32_t tied_to_name(const hs_figure_reader *r, uint32_t at)
{
    if (at < 2 || !hs_figure_digit(hs_figure_token(r, at).bytes[0]) ||
        !hs_figure_hyphen(r, at - 1) || !hs_figure_tight(r, at - 1) || !hs_figure_tight(r, at - 2))
        return 0;
    const hs_lexeme *before = hs_figure_entry(r, at - 2);
    return hs_figure_capital(r, at - 2) && !hs_date_month(r, at - 2) && !before->number_kind &&
                   !before->unit
               ? at + 1
               : 0;
}

/* "7-Eleven", "5G", "4x4". */
static uint32_t tied_to_letters(const hs_figure_reader *r, uint32_t at)
{
    hs_str text = hs_figure_token(r, at);
    if (!hs_figure_digit(text.bytes[0]))
        return 0;
    if (hs_figure_word(r, at - 1, "#") && hs_figure_shape(r, at, HS_TOKEN_OTHER))
        return at + 1; /* "#7days" */
    if (!hs_figure_tight(r, at))
        return 0;
    hs_str next = hs_figure_token(r, at + 1);
    if (hs_str_equal(next, HS_STR("G")) || hs_str_equal(next, HS_STR("D")))
        return at + 2;
    bool name = hs_figure_hyphen(r, at + 1) && hs_figure_tight(r, at + 1) &&
                hs_figure_shape(r, at + 2, HS_TOKEN_CAPITALISED) && !r->title_case;
    const char *unit;
    double factor;
    return name && !hs_date_month(r, at + 2) && !hs_figure_unit(r, at + 2, &unit, &factor) ? at + 3
                                                                                           : 0;
}

static bool street(const hs_figure_reader *r, uint32_t at)
{
    static const char *const kinds[] = {
        "street",  "st",      "st.",      "avenue",  "ave",   "ave.",      "road",
        "rd",      "lane",    "drive",    "square",  "place", "boulevard", "blvd",
        "blvd.",   "terrace", "crescent", "row",     "way",   "mews",      "close",
        "gardens", "parade",  "broadway", "highway", "court"};
    return hs_figure_capital(r, at) && HS_FIGURE_ANY(r, at, kinds);
}

/* "10 Downing Street", "221B Baker Street", "Fifth Avenue". */
static uint32_t address(const hs_figure_reader *r, uint32_t at)
{
    enum { WORDS = 3 };
    bool digits = hs_figure_digit(hs_figure_token(r, at).bytes[0]);
    uint32_t first = at + 1;
    if (!digits && !hs_figure_capital(r, at))
        return 0;
    if (hs_figure_tight(r, at) && hs_figure_shape(r, at + 1, HS_TOKEN_CAPITALISED) && digits)
        first++; /* the "B" of "221B" */
    for (uint32_t next = first; next < first + WORDS && hs_figure_capital(r, next); next++)
        if (street(r, next) && (next > first || !digits))
            return next + 1;
    return !digits && street(r, first) ? first + 1 : 0;
}

/* "0800 123 456", "+44 20 7946 0958", "007": no count is written with a zero in front. */
static uint32_t telephone(const hs_figure_reader *r, uint32_t at)
{
    hs_str text = hs_figure_token(r, at);
    uint32_t value;
    bool zero = text.length > 1 && text.bytes[0] == '0' && hs_figure_digits(text, 2, 20, &value);
    bool plus = text.length > 2 && text.bytes[0] == '+' &&
                hs_figure_digits(hs_str_slice(text, 1, text.length), 1, 20, &value) &&
                hs_figure_shape(r, at + 1, HS_TOKEN_NUMBER);
    if (!zero && !plus)
        return 0;
    uint32_t end = at + 1;
    while (end < r->count && hs_figure_digits(hs_figure_token(r, end), 2, 20, &value))
        end++;
    const char *unit;
    double factor;
    bool count = end == at + 1 && hs_figure_unit(r, end, &unit, &factor);
    return count ? 0 : end;
}

/* "No 10" is where Britain is governed from; "44 BC" is before any date that is kept here. */
static uint32_t house_or_era(const hs_figure_reader *r, uint32_t at)
{
    static const char *const eras[] = {"bc", "bce", "b.c.", "b.c.e."};
    static const char *const behind[] = {"in", "on", "seed", "spot", "for", "with", "and", "of"};
    hs_str text = hs_figure_token(r, at);
    if (!hs_figure_digit(text.bytes[0]))
        return 0;
    if (hs_figure_shape(r, at + 1, HS_TOKEN_UPPER) && HS_FIGURE_ANY(r, at + 1, eras))
        return at + 2;
    bool house = hs_str_equal(text, HS_STR("10")) || hs_str_equal(text, HS_STR("11"));
    bool no = hs_figure_capital(r, at - 1) &&
              (hs_figure_word(r, at - 1, "no") || hs_figure_word(r, at - 1, "number"));
    return house && no && !HS_FIGURE_ANY(r, at + 1, behind) ? at + 1 : 0;
}

/* "The Six Nations", "the Big Three": a cardinal with a capital within a sentence. */
static uint32_t capital_word(const hs_figure_reader *r, uint32_t at)
{
    const hs_lexeme *word = hs_figure_entry(r, at);
    if (word->number_kind != HS_LEX_NUMBER_CARDINAL || r->title_case || at == 0 ||
        !hs_figure_shape(r, at, HS_TOKEN_CAPITALISED))
        return 0;
    bool the = hs_figure_word(r, at - 1, "the") && hs_figure_capital(r, at + 1);
    bool name = hs_figure_capital(r, at - 1) && !hs_figure_word(r, at - 1, "the") && at > 1 &&
                !hs_figure_unit(r, at + 1, &(const char *){NULL}, &(double){0});
    return the || name ? at + 1 : 0;
}

/* "five-star", "ten-pin", "12-gauge", "two-faced": words of their own. */
static uint32_t compound(const hs_figure_reader *r, uint32_t at)
{
    static const char *const parts[] = {"star", "gauge", "pin", "faced", "edged", "handed"};
    return hs_figure_hyphen(r, at + 1) && hs_figure_tight(r, at) && HS_FIGURE_ANY(r, at + 2, parts)
               ? at + 3
               : 0;
}

/* Ordinals that make one word with the next: "third party", "second nature". */
static bool set_phrase(const hs_figure_reader *r, const hs_number *number)
{
    static const char *const phrases[] = {
        "third party",    "third parties",  "third rail",    "third estate",    "third way",
        "second hand",    "second nature",  "second wind",   "second fiddle",   "second thoughts",
        "second thought", "second guess",   "sixth form",    "sixth sense",     "fifth column",
        "fourth estate",  "seventh heaven", "first lady",    "first ladies",    "first minister",
        "first aid",      "first name",     "first names",   "first hand",      "first thing",
        "first place",    "first of",       "first glance",  "first sight",     "first light",
        "first class",    "first instance", "first refusal", "first principles"};
    for (size_t i = 0; i < HS_COUNT(phrases); i++)
        if (hs_figure_words(r, number->first, phrases[i]))
            return true;
    return hs_figure_word(r, number->end, "half") || hs_figure_word(r, number->end, "amendment");
}

bool hs_figure_no_rank(const hs_figure_reader *r, const hs_number *number)
{
    static const char *const tied[] = {"hand",  "party", "class",  "rate",   "degree", "world",
                                       "guess", "time",  "person", "past",   "aid",    "string",
                                       "come",  "hands", "form",   "former", "footer"};
    static const char *const units[] = {
        "congressional", "district", "circuit",  "amendment",  "street",   "avenue",   "century",
        "battalion",     "division", "infantry", "brigade",    "regiment", "fleet",    "army",
        "legion",        "armored",  "armoured", "airborne",   "cavalry",  "precinct", "ward",
        "corps",         "squadron", "lt.",      "lieutenant", "marine",   "marines"};
    static const char *const movers[] = {"i", "we", "you", "they", "to"};
    uint32_t at = number->first, end = number->end;
    bool first = hs_figure_word(r, at, "first"), second = hs_figure_word(r, at, "second");
    if ((first && hs_figure_word(r, at - 1, "at")) || set_phrase(r, number))
        return true;
    if (hs_figure_hyphen(r, end) && HS_FIGURE_ANY(r, end + 1, tied))
        return true;
    if (second && (HS_FIGURE_ANY(r, at - 1, movers) || hs_figure_word(r, at - 1, "split")))
        return true;
    bool capital = hs_figure_shape(r, at, HS_TOKEN_CAPITALISED);
    if (capital && hs_figure_word(r, end, ",") && !hs_figure_capital(r, at - 1) &&
        !hs_figure_shape(r, at - 1, HS_TOKEN_LOWER))
        return true; /* "Second, the bill is late" */
    if (r->title_case || !hs_figure_capital(r, end))
        return false;
    return capital || HS_FIGURE_ANY(r, end, units); /* "Second World War", "5th Circuit" */
}

uint32_t hs_figure_exempt(const hs_figure_reader *r, uint32_t at)
{
    static uint32_t (*const rules[])(const hs_figure_reader *, uint32_t) = {
        hs_figure_time_of_day, telephone,    tied_to_name, tied_to_letters, address,         named,
        named_thing,           house_or_era, capital_word, compound,        hs_figure_score,
    };
    hs_str text = hs_figure_token(r, at);
    bool digits = hs_figure_digit(text.bytes[0]) || text.bytes[0] == '+';
    if (!digits && !hs_figure_entry(r, at)->number_kind)
        return 0;
    for (size_t i = 0; i < HS_COUNT(rules); i++) {
        uint32_t end = rules[i](r, at);
        if (end)
            return end;
    }
    return 0;
}
