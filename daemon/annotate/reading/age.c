#include "annotate/reading/age.h"
#include "base/memory.h"

#include <stdbool.h>
#include <string.h>

enum { OLDEST = 120 };

static bool is_digit(hs_str text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* The number of at most three digits that begins at `at`; its end goes to `end`. 0: there is none.
 */
static unsigned number_at(hs_str text, size_t at, size_t *end)
{
    unsigned number = 0;
    *end = at;
    while (is_digit(text, *end) && *end < at + 3)
        number = number * 10 + (unsigned)(text.bytes[(*end)++] - '0');
    return is_digit(text, *end) || number > OLDEST ? 0 : number;
}

static bool follows(hs_str text, size_t at, const char *words)
{
    size_t length = strlen(words);
    return at <= text.length && text.length - at >= length &&
           memcmp(text.bytes + at, words, length) == 0;
}

/* "46-year-old" inside a phrase. */
static unsigned inside(hs_str text, hs_span phrase)
{
    for (size_t at = phrase.start; at < phrase.end; at++) {
        if (!is_digit(text, at) || (at > phrase.start && is_digit(text, at - 1)))
            continue;
        size_t end;
        unsigned number = number_at(text, at, &end);
        bool old = follows(text, end, "-year-old") || follows(text, end, " year old");
        size_t behind = end + strlen("-year-old");
        bool several = old && behind < text.length && text.bytes[behind] == 's';
        if (number && old && !several)
            return number;
    }
    return 0;
}

/* ", 46," and the like behind a name. A number that goes on ("In 2019, 46 people") is no age. */
static unsigned behind(hs_str text, size_t at)
{
    static const char *const openings[] = {", aged ", " aged ", ", ", " ("};
    for (size_t i = 0; i < HS_COUNT(openings); i++) {
        if (!follows(text, at, openings[i]))
            continue;
        size_t end;
        unsigned number = number_at(text, at + strlen(openings[i]), &end);
        bool ends = end >= text.length || memchr(",.;)", text.bytes[end], 4);
        bool fraction = end + 1 < text.length && is_digit(text, end + 1);
        return ends && !fraction ? number : 0;
    }
    return 0;
}

uint8_t hs_age_told(hs_str text, hs_span phrase, hs_span name)
{
    unsigned age = inside(text, phrase);
    return (uint8_t)(age ? age : behind(text, name.end));
}
