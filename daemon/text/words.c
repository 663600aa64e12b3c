/* Words of short lines, for telling bylines, datelines and the like; the tokens that analysis works
 * on are token.c's. */
#include "text/words.h"

#include "text/utf8.h"

bool hs_word_next(hs_str text, size_t *at, hs_span *word)
{
    size_t next = *at;
    while (*at < text.length && hs_utf8_is(hs_utf8_next(text, *at, &next), HS_CHAR_SPACE))
        *at = next;
    if (*at == text.length)
        return false;
    word->start = (uint32_t)*at;
    while (*at < text.length && !hs_utf8_is(hs_utf8_next(text, *at, &next), HS_CHAR_SPACE))
        *at = next;
    word->end = (uint32_t)*at;
    return true;
}

hs_str hs_word_bare(hs_str text, hs_span word)
{
    const unsigned kept = HS_CHAR_LETTER | HS_CHAR_DIGIT;
    size_t start = word.start, end = word.end, next;
    while (start < end && !hs_utf8_is(hs_utf8_next(text, start, &next), kept))
        start = next;
    while (end > start && !hs_utf8_is(hs_utf8_previous(text, end, &next), kept))
        end = next;
    return hs_str_slice(text, start, end);
}

bool hs_word_in(hs_str word, const char *const *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (hs_str_is_ignoring_case(word, table[i]))
            return true;
    return false;
}

bool hs_word_starts_upper(hs_str word)
{
    return word.length > 0 && hs_utf8_is(hs_utf8_after(word, 0), HS_CHAR_UPPER);
}

bool hs_word_all_upper(hs_str word)
{
    bool upper = false;
    for (size_t at = 0; at < word.length;) {
        unsigned classes = hs_utf8_classes(hs_utf8_next(word, at, &at));
        if (classes & HS_CHAR_LOWER)
            return false;
        upper |= (classes & HS_CHAR_UPPER) != 0;
    }
    return upper;
}

bool hs_word_is_number(hs_str word)
{
    return word.length > 0 && hs_utf8_is(hs_utf8_after(word, 0), HS_CHAR_DIGIT);
}

bool hs_word_name_particle(hs_str word)
{
    static const char *const particles[] = {"of",  "de", "van", "von", "der", "den", "del",
                                            "di",  "da", "la",  "le",  "el",  "al",  "bin",
                                            "ibn", "du", "dos", "ter", "zu"};
    return hs_word_in(word, particles, HS_COUNT(particles));
}
