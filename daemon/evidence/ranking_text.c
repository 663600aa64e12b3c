/* One walk over the text: runs without white space are told apart as addresses, tags or words, and
 * words cut at what is no letter, digit or apostrophe.
 */
#include "evidence/ranking_text.h"

#include <string.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { STEM_BYTES_MAX = 40 };

typedef struct reader {
    hs_ranking_text *out;
    size_t signature; /* where it begins; SIZE_MAX: none */
    bool marked, first;
} reader;

/* ---------------------------------------------------------------- stems */

static bool ends(const char *word, size_t length, const char *ending)
{
    size_t size = strlen(ending);
    return length > size && memcmp(word + length - size, ending, size) == 0;
}

static bool vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool has_vowel(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (vowel(word[i]))
            return true;
    }
    return false;
}

static size_t strip_verbal(char *word, size_t length)
{
    size_t cut = ends(word, length, "ing") ? 3 : ends(word, length, "ed") ? 2 : 0;
    if (cut == 0 || length < cut + 2 || !has_vowel(word, length - cut))
        return length;
    length -= cut;
    char last = word[length - 1];
    if (length > 2 && last == word[length - 2] && !vowel(last) && last != 'l' && last != 's' &&
        last != 'z')
        length--;
    return length;
}

size_t hs_ranking_stem(char *word, size_t length)
{
    static const struct {
        const char *ending, *instead;
    } table[] = {{"ational", "at"}, {"ization", "iz"}, {"isation", "iz"}, {"fulness", "ful"},
                 {"ation", "at"},   {"ition", "it"},   {"ment", ""},      {"ness", ""},
                 {"ally", "al"},    {"ously", "ou"},   {"ible", ""},      {"able", ""},
                 {"ance", ""},      {"ence", ""},      {"ion", ""},       {"ity", ""},
                 {"ize", "iz"},     {"ise", "iz"},     {"ly", ""},        {"ers", ""},
                 {"er", ""},        {"or", ""},        {"ism", ""},       {"ist", ""}};
    if (length <= 3)
        return length;
    if (ends(word, length, "sses"))
        length -= 2;
    else if (ends(word, length, "ies"))
        length -= 2;
    else if (word[length - 1] == 's' && word[length - 2] != 's' && word[length - 2] != 'u')
        length--;
    length = strip_verbal(word, length);
    for (size_t i = 0; i < HS_COUNT(table); i++) {
        size_t ending = strlen(table[i].ending), instead = strlen(table[i].instead);
        if (length < ending + 4 || !ends(word, length, table[i].ending))
            continue;
        memcpy(word + length - ending, table[i].instead, instead);
        length = length - ending + instead;
        break;
    }
    if (length > 3 && word[length - 1] == 'e')
        length--;
    if (length > 3 && word[length - 1] == 'y')
        word[length - 1] = 'i';
    return length;
}

/* ---------------------------------------------------------------- words */

static bool is_number(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((bytes[i] < '0' || bytes[i] > '9') && bytes[i] != '.')
            return false;
    }
    return length > 0 && bytes[0] != '.';
}

static void note_year(hs_ranking_text *out, const char *bytes, size_t length, bool signature)
{
    if (length != 4 || !is_number(bytes, 4) || memchr(bytes, '.', 4))
        return;
    unsigned year = 0;
    for (size_t i = 0; i < 4; i++)
        year = year * 10 + (unsigned)(bytes[i] - '0');
    if (year < 1800 || year > 2100)
        return;
    if (signature) {
        out->signature_year = (uint16_t)year;
        return;
    }
    for (size_t i = 0; i < HS_COUNT(out->years); i++) {
        if (out->years[i] == 0 || out->years[i] == year) {
            out->years[i] = (uint16_t)year;
            return;
        }
    }
}

/* Adds the word at [start, end), which is letters, digits, and marks to leave out. */
static void add_word(reader *r, size_t start, size_t end, uint8_t flags)
{
    hs_ranking_text *out = r->out;
    char stem[STEM_BYTES_MAX + HS_FOLD_ROOM];
    size_t length = 0;
    if (out->count >= HS_RANKING_TERMS_MAX)
        return;
    for (size_t at = start; at < end && length < STEM_BYTES_MAX;) {
        uint32_t c = hs_utf8_next(out->text, at, &at);
        if (c == '\'' || c == 0x2019) {
            if (at < end && end - at <= 1)
                break; /* "'s", "'t" */
            continue;
        }
        if (c != ',')
            length += hs_fold_character(c, stem + length);
    }
    if (length == 0)
        return;
    bool signature = start >= r->signature;
    flags |= r->marked ? HS_RANKING_MARKED : 0;
    flags |= r->first ? HS_RANKING_FIRST : 0;
    flags |= signature ? HS_RANKING_SIGNATURE : 0;
    if (hs_utf8_is(hs_utf8_after(out->text, start), HS_CHAR_UPPER))
        flags |= HS_RANKING_CAPITAL;
    if (is_number(stem, length)) {
        flags |= HS_RANKING_NUMBER;
        note_year(out, stem, length, signature);
    } else {
        length = hs_ranking_stem(stem, length);
    }
    out->terms[out->count++] = (hs_ranking_term){.stem = hs_hash_bytes(stem, length, 0),
                                                 .at = (uint32_t)start,
                                                 .length = (uint16_t)(end - start),
                                                 .flags = flags};
    r->first = false;
}

static bool word_goes_on(hs_str text, size_t at, size_t end, uint32_t c)
{
    if (hs_utf8_is(c, HS_CHAR_LETTER | HS_CHAR_DIGIT))
        return true;
    size_t next;
    hs_utf8_next(text, at, &next);
    uint32_t after = next < end ? hs_utf8_after(text, next) : 0;
    if (c == '\'' || c == 0x2019)
        return hs_utf8_is(after, HS_CHAR_LETTER);
    if (c == ',' || c == '.')
        return hs_utf8_is(after, HS_CHAR_DIGIT) && at > 0 &&
               hs_utf8_is(hs_utf8_before(text, at), HS_CHAR_DIGIT);
    return false;
}

/* A tag's words: cut where a capital follows a small letter, or a small one two capitals. */
static void add_tag(reader *r, size_t start, size_t end)
{
    size_t first = start;
    uint32_t before = 0;
    for (size_t at = start; at < end;) {
        size_t next;
        uint32_t c = hs_utf8_next(r->out->text, at, &next);
        uint32_t after = next < end ? hs_utf8_after(r->out->text, next) : 0;
        bool upper = hs_utf8_is(c, HS_CHAR_UPPER), digit = hs_utf8_is(c, HS_CHAR_DIGIT);
        bool cut = c == '_' || (at > first && upper && !hs_utf8_is(before, HS_CHAR_UPPER)) ||
                   (at > first && upper && hs_utf8_is(after, HS_CHAR_LOWER)) ||
                   (at > first && digit != hs_utf8_is(before, HS_CHAR_DIGIT));
        if (cut) {
            if (at > first)
                add_word(r, first, at, HS_RANKING_TAG);
            first = c == '_' ? next : at;
        }
        before = c;
        at = next;
    }
    if (end > first)
        add_word(r, first, end, HS_RANKING_TAG);
}

static bool contains(hs_str run, const char *part)
{
    return memmem(run.bytes, run.length, part, strlen(part)) != NULL;
}

/* Where an address begins in a run, or its length: posts glue them to the word before. */
static size_t find_address(hs_ranking_text *out, hs_str run)
{
    static const char *const starts[] = {"https://", "http://", "pic.twitter.com/", "www.",
                                         "t.co/"};
    size_t least = run.length;
    for (size_t i = 0; i < HS_COUNT(starts); i++) {
        const char *at = memmem(run.bytes, run.length, starts[i], strlen(starts[i]));
        if (at && (size_t)(at - run.bytes) < least)
            least = (size_t)(at - run.bytes);
    }
    if (least < run.length) {
        bool picture = contains(run, "pic.twitter.com/");
        out->picture |= picture;
        out->address |= !picture || contains(run, "http");
    }
    return least;
}

static void read_run(reader *r, size_t start, size_t end)
{
    hs_str text = r->out->text;
    end = start + find_address(r->out, hs_str_slice(text, start, end));
    for (size_t at = start; at < end;) {
        size_t next;
        uint32_t c = hs_utf8_next(text, at, &next);
        bool tag = (c == '#' || c == '@') && next < end;
        if (!tag && !hs_utf8_is(c, HS_CHAR_LETTER | HS_CHAR_DIGIT)) {
            if (c == 0x201c || (c == '"' && !r->marked) || c == 0x2018)
                r->marked = true;
            else if (c == 0x201d || c == '"' || (c == 0x2019 && r->marked))
                r->marked = false;
            r->first |= c == '.' || c == '?' || c == '!' || c == ':';
            at = next;
            continue;
        }
        size_t first = tag ? next : at;
        for (at = first; at < end; at = next) {
            c = hs_utf8_next(text, at, &next);
            if (!(tag && c == '_') && !(tag ? hs_utf8_is(c, HS_CHAR_LETTER | HS_CHAR_DIGIT)
                                            : word_goes_on(text, at, end, c)))
                break;
        }
        if (tag)
            add_tag(r, first, at);
        else
            add_word(r, first, at, 0);
    }
}

/* Where "— Name (@handle) date" begins at the text's end, or SIZE_MAX. */
static size_t find_signature(hs_str text)
{
    const char *dash = "\xe2\x80\x94";
    size_t from = text.length > 160 ? text.length - 160 : 0;
    const char *handle = memmem(text.bytes + from, text.length - from, "(@", 2);
    if (!handle)
        return SIZE_MAX;
    size_t found = SIZE_MAX;
    for (size_t at = from; at + 3 <= (size_t)(handle - text.bytes); at++) {
        if (memcmp(text.bytes + at, dash, 3) == 0)
            found = at;
    }
    return found;
}

hs_ranking_text hs_ranking_read(hs_str text, hs_arena *arena)
{
    if (text.length > HS_RANKING_BYTES_MAX)
        text.length = HS_RANKING_BYTES_MAX;
    hs_ranking_text out = {.text = text};
    size_t room = text.length / 2 + 1;
    out.terms = hs_arena_new_array(arena, hs_ranking_term,
                                   room < HS_RANKING_TERMS_MAX ? room : HS_RANKING_TERMS_MAX);
    reader r = {.out = &out, .signature = find_signature(text), .first = true};
    for (size_t at = 0; at < text.length;) {
        size_t start = at, next = at;
        while (at < text.length && !hs_utf8_is(hs_utf8_next(text, at, &next), HS_CHAR_SPACE))
            at = next;
        if (at > start)
            read_run(&r, start, at);
        else
            at = next;
    }
    return out;
}
