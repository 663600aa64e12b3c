/* The words: a determiner or none, a vague noun, and an ending that says nothing or none. */
#include "workspace/vague.h"

#include <stddef.h>

#include "base/memory.h"

static const char *const openings[] = {
    "some of the", "some",  "many",    "several", "a few",     "few", "most", "the", "numerous",
    "certain",     "other", "various", "unnamed", "anonymous", "his", "her",  "its", "their",
};
static const char *const nouns[] = {
    "critics",     "experts",    "analysts",    "observers",    "commentators", "insiders",
    "sources",     "opponents",  "detractors",  "sceptics",     "skeptics",     "supporters",
    "people",      "others",     "pundits",     "well-wishers", "rivals",       "onlookers",
    "many",        "some",       "a source",    "an insider",   "an expert",    "a critic",
    "an observer", "one source", "one insider", "one critic",   "one expert",   "one observer",
};
static const char *const endings[] = {
    "close to the matter",          "familiar with the matter",
    "with knowledge of the matter", "close to the talks",
    "familiar with the talks",      "close to the case",
    "familiar with the situation",  "in the know",
};

static hs_str trimmed(hs_str words)
{
    while (words.length > 0 && words.bytes[0] == ' ')
        words = hs_str_slice(words, 1, words.length);
    while (words.length > 0 && words.bytes[words.length - 1] == ' ')
        words.length--;
    return words;
}

static hs_str without_opening(hs_str words)
{
    for (size_t i = 0; i < HS_COUNT(openings); i++) {
        hs_str opening = hs_str_from(openings[i]);
        if (words.length > opening.length && words.bytes[opening.length] == ' ' &&
            hs_str_equal_ignoring_case(hs_str_slice(words, 0, opening.length), opening))
            return trimmed(hs_str_slice(words, opening.length, words.length));
    }
    return words;
}

static hs_str without_ending(hs_str words)
{
    for (size_t i = 0; i < HS_COUNT(endings); i++) {
        hs_str ending = hs_str_from(endings[i]);
        size_t cut = words.length - ending.length;
        if (words.length > ending.length &&
            hs_str_equal_ignoring_case(hs_str_slice(words, cut, words.length), ending))
            return trimmed(hs_str_slice(words, 0, cut));
    }
    return words;
}

bool hs_is_vague_source(hs_str words)
{
    hs_str whole = without_ending(trimmed(words));
    hs_str bare = without_opening(whole);
    for (size_t i = 0; i < HS_COUNT(nouns); i++) {
        if (hs_str_equal_ignoring_case(bare, hs_str_from(nouns[i])) ||
            hs_str_equal_ignoring_case(whole, hs_str_from(nouns[i])))
            return true;
    }
    return false;
}
