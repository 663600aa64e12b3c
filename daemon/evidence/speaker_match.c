/* Names are compared word by word from the end: the surname must agree, what stands before it must
 * not disagree. Names of institutions agree when one has all words of the other.
 */
#include "evidence/speaker_match.h"

#include "text/fold.h"
#include "text/utf8.h"

enum { WORDS_MAX = 8 };

static size_t split(hs_str key, hs_str words[WORDS_MAX])
{
    size_t count = 0;
    for (size_t at = 0; at < key.length && count < WORDS_MAX;) {
        const char *space = memchr(key.bytes + at, ' ', key.length - at);
        size_t end = space ? (size_t)(space - key.bytes) : key.length;
        if (end > at)
            words[count++] = hs_str_slice(key, at, end);
        at = end + 1;
    }
    return count;
}

static bool has_word(const hs_str *words, size_t count, hs_str word)
{
    for (size_t i = 0; i < count; i++) {
        if (hs_str_equal(words[i], word))
            return true;
    }
    return false;
}

static bool all_in(const hs_str *some, size_t some_count, const hs_str *all, size_t all_count)
{
    for (size_t i = 0; i < some_count; i++) {
        if (!has_word(all, all_count, some[i]))
            return false;
    }
    return true;
}

hs_speaker_match hs_speaker_compare(hs_str first_key, hs_str second_key)
{
    hs_str a[WORDS_MAX], b[WORDS_MAX];
    size_t a_count = split(first_key, a), b_count = split(second_key, b);
    if (a_count == 0 || b_count == 0)
        return HS_SPEAKER_UNKNOWN;
    if (all_in(a, a_count, b, b_count) || all_in(b, b_count, a, a_count))
        return HS_SPEAKER_SAME;
    if (!hs_str_equal(a[a_count - 1], b[b_count - 1]) || a_count < 2 || b_count < 2)
        return HS_SPEAKER_OTHER;
    bool initial = a[0].length == 1 || b[0].length == 1;
    return hs_str_equal(a[0], b[0]) || (initial && a[0].bytes[0] == b[0].bytes[0])
               ? HS_SPEAKER_SAME
               : HS_SPEAKER_OTHER;
}

bool hs_speaker_named_in(hs_str key, hs_str text)
{
    hs_str words[WORDS_MAX];
    size_t count = split(key, words);
    if (count == 0)
        return false;
    hs_str wanted = words[count - 1];
    char folded[HS_FOLD_ROOM];
    size_t matched = 0; /* bytes of `wanted` that the word so far has; SIZE_MAX: another word */
    for (size_t at = 0; at < text.length;) {
        uint32_t c = hs_utf8_next(text, at, &at);
        if (!hs_utf8_is(c, HS_CHAR_LETTER | HS_CHAR_DIGIT)) {
            if (matched == wanted.length)
                return true;
            matched = 0;
            continue;
        }
        size_t length = hs_fold_character(c, folded);
        if (matched <= wanted.length && length <= wanted.length - matched &&
            memcmp(wanted.bytes + matched, folded, length) == 0)
            matched += length;
        else
            matched = SIZE_MAX;
    }
    return matched == wanted.length;
}
