/* Names are lowered, stripped of titles, possessives and points, then compared by words. */
#include "train/parties.h"

#include <string.h>

#include "base/array.h"

enum { NAME_MAX_BYTES = 256 };

static const char *const titles[] = {"mr",        "mrs",   "ms",      "miss",           "dr",
                                     "sir",       "dame",  "lord",    "lady",           "sen",
                                     "senator",   "rep",   "gov",     "governor",       "president",
                                     "prime",     "the",   "general", "representative", "minister",
                                     "secretary", "former"};

static const char *const synonyms[][8] = {
    {"uk", "britain", "united kingdom", "great britain", "london", "uk government",
     "british government"},
    {"us", "u.s.", "usa", "united states", "america", "washington", "u.s. government"},
    {"russia", "moscow", "kremlin", "russian federation", "russian government"},
};

static bool is_title(const char *word, size_t length)
{
    for (size_t i = 0; i < HS_COUNT(titles); i++)
        if (strlen(titles[i]) == length && memcmp(titles[i], word, length) == 0)
            return true;
    return false;
}

/* Cuts "'s", "’s", "'" or "’" off the end. */
static size_t without_possessive(const char *text, size_t length)
{
    size_t end = length;
    if (end > 0 && text[end - 1] == 's')
        end--;
    if (end > 0 && text[end - 1] == '\'')
        return end - 1;
    if (end > 2 && memcmp(text + end - 3, "\xe2\x80\x99", 3) == 0)
        return end - 3;
    return length;
}

static void make_key(hs_str name, char *key)
{
    char lowered[NAME_MAX_BYTES];
    size_t length = 0;
    for (size_t i = 0; i < name.length && length + 1 < sizeof lowered; i++) {
        char byte = name.bytes[i];
        lowered[length++] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    lowered[length] = 0;
    length = without_possessive(lowered, length);
    size_t out = 0;
    for (size_t i = 0; i < length; i++) {
        bool space = lowered[i] == ' ' || lowered[i] == '\n';
        if (lowered[i] == '.' || lowered[i] == ',')
            continue;
        if (!space)
            key[out++] = lowered[i];
        else if (out > 0 && key[out - 1] != ' ')
            key[out++] = ' ';
    }
    while (out > 0 && key[out - 1] == ' ')
        out--;
    key[out] = 0;
    for (char *space = strchr(key, ' '); space && is_title(key, (size_t)(space - key));
         space = strchr(key, ' '))
        memmove(key, space + 1, strlen(space + 1) + 1);
}

static bool synonymous(const char *a, const char *b)
{
    for (size_t i = 0; i < HS_COUNT(synonyms); i++) {
        int found = 0;
        for (size_t k = 0; k < HS_COUNT(synonyms[i]) && synonyms[i][k]; k++)
            found += (strcmp(synonyms[i][k], a) == 0) + (strcmp(synonyms[i][k], b) == 0);
        if (found >= 2)
            return true;
    }
    return false;
}

bool same_party(hs_str a, hs_str b)
{
    char x[NAME_MAX_BYTES], y[NAME_MAX_BYTES];
    make_key(a, x);
    make_key(b, y);
    if (!x[0] || !y[0])
        return strcmp(x, y) == 0;
    if (strcmp(x, y) == 0 || synonymous(x, y))
        return true;
    const char *shorter = strlen(x) < strlen(y) ? x : y;
    const char *longer = shorter == x ? y : x;
    size_t n = strlen(shorter), m = strlen(longer);
    if (strcmp(shorter, "author") == 0 || strcmp(shorter, "unknown") == 0 || n == m)
        return false;
    bool ends = memcmp(longer + m - n, shorter, n) == 0 && longer[m - n - 1] == ' ';
    bool begins = memcmp(longer, shorter, n) == 0 && longer[n] == ' ';
    return ends || begins;
}
