/* The words: a determiner or none, a vague noun, and an ending that says nothing or none. */
#include "workspace/vague.h"

#include <stddef.h>

#include "base/memory.h"

/* A slice with the length known at compile time: this runs over every source at each keystroke. */
#define WORDS(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const hs_str openings[] = {
    WORDS("some of the"), WORDS("some"),    WORDS("many"),    WORDS("several"),   WORDS("a few"),
    WORDS("few"),         WORDS("most"),    WORDS("the"),     WORDS("numerous"),  WORDS("certain"),
    WORDS("other"),       WORDS("various"), WORDS("unnamed"), WORDS("anonymous"), WORDS("his"),
    WORDS("her"),         WORDS("its"),     WORDS("their"),
};
static const hs_str nouns[] = {
    WORDS("critics"),      WORDS("experts"),      WORDS("analysts"),    WORDS("observers"),
    WORDS("commentators"), WORDS("insiders"),     WORDS("sources"),     WORDS("opponents"),
    WORDS("detractors"),   WORDS("sceptics"),     WORDS("skeptics"),    WORDS("supporters"),
    WORDS("people"),       WORDS("others"),       WORDS("pundits"),     WORDS("well-wishers"),
    WORDS("rivals"),       WORDS("onlookers"),    WORDS("many"),        WORDS("some"),
    WORDS("a source"),     WORDS("an insider"),   WORDS("an expert"),   WORDS("a critic"),
    WORDS("an observer"),  WORDS("one source"),   WORDS("one insider"), WORDS("one critic"),
    WORDS("one expert"),   WORDS("one observer"),
};
static const hs_str endings[] = {
    WORDS("close to the matter"),          WORDS("familiar with the matter"),
    WORDS("with knowledge of the matter"), WORDS("close to the talks"),
    WORDS("familiar with the talks"),      WORDS("close to the case"),
    WORDS("familiar with the situation"),  WORDS("in the know"),
};

static hs_str trimmed(hs_str words)
{
    while (words.length > 0 && words.bytes[0] == ' ')
        words = hs_str_slice(words, 1, words.length);
    while (words.length > 0 && words.bytes[words.length - 1] == ' ')
        words.length--;
    return words;
}

/* Equal with letter case set aside; `entry` is in lower case. The first letter settles nearly all.
 */
static bool matches(hs_str words, hs_str entry)
{
    return words.length == entry.length && (words.bytes[0] | 0x20) == entry.bytes[0] &&
           hs_str_equal_ignoring_case(words, entry);
}

static hs_str without_opening(hs_str words)
{
    for (size_t i = 0; i < HS_COUNT(openings); i++) {
        hs_str opening = openings[i];
        if (words.length > opening.length && words.bytes[opening.length] == ' ' &&
            matches(hs_str_slice(words, 0, opening.length), opening))
            return trimmed(hs_str_slice(words, opening.length, words.length));
    }
    return words;
}

static hs_str without_ending(hs_str words)
{
    for (size_t i = 0; i < HS_COUNT(endings); i++) {
        hs_str ending = endings[i];
        size_t cut = words.length - ending.length;
        if (words.length > ending.length && matches(hs_str_slice(words, cut, words.length), ending))
            return trimmed(hs_str_slice(words, 0, cut));
    }
    return words;
}

/* Nearly all sources are names: a capital behind the first letter settles it. */
static bool holds_name(hs_str words)
{
    for (size_t i = 1; i < words.length; i++) {
        if (words.bytes[i] >= 'A' && words.bytes[i] <= 'Z')
            return true;
    }
    return false;
}

bool hs_is_vague_source(hs_str words)
{
    if (holds_name(words))
        return false;
    hs_str whole = without_ending(trimmed(words));
    hs_str bare = without_opening(whole);
    for (size_t i = 0; i < HS_COUNT(nouns); i++) {
        if (matches(bare, nouns[i]) || matches(whole, nouns[i]))
            return true;
    }
    return false;
}
