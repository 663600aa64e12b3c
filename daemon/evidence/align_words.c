/* Cutting a text into comparable words: one walk over its characters for the words, one over the
 * words for numbers of several ("twenty-five", "two thousand"), and for a source one over its
 * quotation marks.
 */
#include "evidence/align_words.h"

#include <stdlib.h>

#include "text/character.h"
#include "text/quotation.h"
#include "text/utf8.h"

enum { NUMBER_LENGTH_MAX = 24 };

typedef struct scanner {
    hs_str text;
    hs_align_text *out;
    uint32_t capacity;
    char *folded; /* room for all that the text's words fold to */
    size_t folded_used;
    bool quote; /* of a draft: gaps have a meaning */
    bool bracketed;
} scanner;

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc;
}

static bool is_wordy(uint32_t c)
{
    return hs_utf8_is(c, HS_CHAR_LETTER | HS_CHAR_DIGIT);
}

static hs_align_word *push(scanner *s)
{
    hs_align_text *out = s->out;
    if (out->count >= s->capacity)
        return NULL;
    hs_align_word *word = &out->words[out->count++];
    *word = (hs_align_word){0};
    return word;
}

/* Whether a lower-case word has little content. */
static bool is_common(hs_str folded)
{
    static const char words[] =
        " a an the and or but if as at by for from in into of on to with than then that this "
        "these those there here it its it's he him his she her they them their we us our you your "
        "i me my is am are was were be been being do does did has have had will would can could "
        "shall should may might must not no so just very all also what which who whom when where "
        "how i'm i've i'd i'll we're we've we'll they're you're that's don't ";
    if (folded.length == 0 || folded.length > 7)
        return false;
    char wanted[10] = " ";
    memcpy(wanted + 1, folded.bytes, folded.length);
    wanted[folded.length + 1] = ' ';
    return memmem(words, sizeof words - 1, wanted, folded.length + 2) != NULL;
}

static void push_folded(scanner *s, hs_span span, hs_str folded, uint8_t flags)
{
    hs_align_word *word = push(s);
    if (!word)
        return;
    word->span = span;
    word->folded = folded;
    word->key = hs_str_hash(folded);
    word->flags = flags | (s->bracketed ? HS_ALIGN_BRACKETED : 0);
    if (is_common(folded))
        word->flags |= HS_ALIGN_COMMON;
    if (hs_str_equal(folded, HS_STR("not")) || hs_str_equal(folded, HS_STR("never")) ||
        hs_str_equal(folded, HS_STR("no")) || hs_str_equal(folded, HS_STR("cannot")) ||
        hs_str_ends_with(folded, HS_STR("n't")))
        word->flags |= HS_ALIGN_NEGATION;
}

/* Whether the character at `at`, inside a word so far, goes on with it; `*skip`: it is a mark that
 * the folded word leaves out. */
static bool goes_on(const scanner *s, size_t start, size_t at, uint32_t c, bool *skip)
{
    *skip = false;
    if (is_wordy(c))
        return true;
    size_t next;
    uint32_t here = hs_utf8_next(s->text, at, &next);
    uint32_t after = next < s->text.length ? hs_utf8_after(s->text, next) : 0;
    uint32_t before = at > start ? hs_utf8_before(s->text, at) : 0;
    if (here == 0xad || here == 0x200b || here == 0x200d) { /* soft hyphen, zero width */
        *skip = true;
        return true;
    }
    if (!is_wordy(after) || !is_wordy(before))
        return (here == '[' || here == ']') && is_wordy(after) && before != 0 ? (*skip = true)
                                                                              : false;
    if (is_apostrophe(here))
        return true;
    if (here == '[' || here == ']')
        return *skip = true;
    bool digits = hs_utf8_is(before, HS_CHAR_DIGIT) && hs_utf8_is(after, HS_CHAR_DIGIT);
    if (here == ',')
        return digits ? (*skip = true) : false;
    if (here != '.')
        return false;
    if (digits)
        return true;
    size_t previous;
    hs_utf8_previous(s->text, at, &previous);
    bool single = previous == start || hs_utf8_before(s->text, previous) == '.';
    return single ? (*skip = true) : false; /* "U.S." */
}

/* The word that starts at `at`; returns the byte behind it. */
static size_t scan_word(scanner *s, size_t at)
{
    size_t start = at, first = s->folded_used;
    while (at < s->text.length) {
        size_t next;
        bool skip;
        uint32_t c = hs_utf8_next(s->text, at, &next);
        if (!goes_on(s, start, at, c, &skip))
            break;
        char *to = s->folded + s->folded_used;
        if (is_apostrophe(c) && !skip)
            *to = '\'', s->folded_used++;
        else if (c < 0x80 && !skip)
            *to = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c), s->folded_used++;
        else if (!skip)
            s->folded_used += hs_character_lower(hs_str_slice(s->text, at, next), to);
        at = next;
    }
    hs_str folded = hs_str_make(s->folded + first, s->folded_used - first);
    push_folded(s, (hs_span){(uint32_t)start, (uint32_t)at}, folded, 0);
    return at;
}

/* The ellipsis at `at`: "…", "...", ". . .", with brackets around it; its length, or 0. */
static size_t ellipsis_length(hs_str text, size_t at)
{
    size_t i = at, dots = 0;
    bool open = text.bytes[i] == '[' || text.bytes[i] == '(';
    if (open)
        i++;
    while (i < text.length) {
        size_t next;
        uint32_t c = hs_utf8_next(text, i, &next);
        if (c == 0x2026)
            dots += 3;
        else if (c == '.')
            dots++;
        else if (c != ' ' || dots == 0 || next >= text.length || text.bytes[next] != '.')
            break;
        i = next;
    }
    if (dots < 3)
        return 0;
    if (open) {
        if (i >= text.length || (text.bytes[i] != ']' && text.bytes[i] != ')'))
            return 0;
        i++;
    }
    return i - at;
}

/* Characters that are words by themselves; false when `c` is none. */
static bool scan_symbol(scanner *s, size_t at, size_t next, uint32_t c)
{
    hs_span span = {(uint32_t)at, (uint32_t)next};
    if (c == '%')
        push_folded(s, span, HS_STR("percent"), 0);
    else if (c == '&')
        push_folded(s, span, HS_STR("and"), 0);
    else if ((c == '$' || c == 0x20ac || c == 0xa3 || c == 0xa5) && next < s->text.length &&
             hs_utf8_is(hs_utf8_after(s->text, next), HS_CHAR_DIGIT))
        push_folded(s, span, hs_str_slice(s->text, at, next), 0);
    else
        return false;
    return true;
}

static void scan(scanner *s, size_t at, size_t end)
{
    hs_str whole = s->text;
    s->text.length = end;
    while (at < end) {
        size_t next;
        uint32_t c = hs_utf8_next(s->text, at, &next);
        size_t gap = s->quote && (c == 0x2026 || c == '.' || c == '[' || c == '(')
                         ? ellipsis_length(s->text, at)
                         : 0;
        if (gap > 0) {
            hs_align_word *word = push(s);
            if (word)
                *word = (hs_align_word){.span = {(uint32_t)at, (uint32_t)(at + gap)},
                                        .flags = HS_ALIGN_GAP};
            at += gap;
            continue;
        }
        if (is_wordy(c)) {
            at = scan_word(s, at);
            continue;
        }
        if (c == '[') {
            /* "[t]he" is one word; "[the minister]" is the writer's own words */
            size_t behind = next;
            if (next < end && is_wordy(hs_utf8_after(s->text, next)))
                hs_utf8_next(s->text, next, &behind);
            s->bracketed = !(behind > next && behind < end && s->text.bytes[behind] == ']' &&
                             behind + 1 < end && is_wordy(hs_utf8_after(s->text, behind + 1)));
        } else if (c == ']') {
            s->bracketed = false;
        } else {
            scan_symbol(s, at, next, c);
        }
        at = next;
    }
    s->text = whole;
}

/* ---------------------------------------------------------------- numbers */

typedef struct number_word {
    const char *text;
    int value;
} number_word;

static const number_word small_numbers[] = {
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},
};

static bool number_from_word(hs_str folded, double *value)
{
    if (folded.length < 3 || folded.length > 9)
        return false;
    for (size_t i = 0; i < HS_COUNT(small_numbers); i++) {
        if (folded.bytes[0] == small_numbers[i].text[0] &&
            hs_str_is(folded, small_numbers[i].text)) {
            *value = small_numbers[i].value;
            return true;
        }
    }
    return false;
}

static bool number_from_digits(hs_str folded, double *value)
{
    char digits[NUMBER_LENGTH_MAX + 1];
    if (folded.length == 0 || folded.length > NUMBER_LENGTH_MAX)
        return false;
    for (size_t i = 0; i < folded.length; i++) {
        char c = folded.bytes[i];
        if ((c < '0' || c > '9') && (c != '.' || i == 0))
            return false;
        digits[i] = c;
    }
    digits[folded.length] = '\0';
    *value = strtod(digits, NULL);
    return true;
}

static double multiplier(hs_str folded)
{
    static const struct {
        const char *text;
        double value;
    } table[] = {{"hundred", 1e2}, {"thousand", 1e3},  {"million", 1e6},
                 {"billion", 1e9}, {"trillion", 1e12}, {"bn", 1e9}};
    for (size_t i = 0; i < HS_COUNT(table); i++) {
        if (hs_str_is(folded, table[i].text))
            return table[i].value;
    }
    return 0;
}

/* Whether only spaces and hyphens part a word from the one before. */
static bool joined(const hs_align_text *out, uint32_t i)
{
    const hs_align_word *a = &out->words[i - 1], *b = &out->words[i];
    if (b->flags & (HS_ALIGN_GAP | HS_ALIGN_SEAM))
        return false;
    for (size_t at = a->span.end; at < b->span.start;) {
        uint32_t c = hs_utf8_next(out->text, at, &at);
        if (!hs_utf8_is(c, HS_CHAR_SPACE) && c != '-' && c != 0x2010 && c != 0x2011)
            return false;
    }
    return true;
}

static void set_number(hs_align_word *word, double value)
{
    double canonical = value + 0.0;
    word->flags |= HS_ALIGN_NUMBER;
    word->value = value;
    word->key = hs_hash_bytes(&canonical, sizeof canonical, 1);
}

/* Turns number words into numbers and several that make one into one word. */
static void read_numbers(hs_align_text *out)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < out->count; used++) {
        hs_align_word word = out->words[i];
        double value, more;
        bool spelled = number_from_word(word.folded, &value);
        i++;
        if (spelled || number_from_digits(word.folded, &value)) {
            uint32_t end = i;
            if (spelled && value >= 20 && end < out->count && joined(out, end) &&
                number_from_word(out->words[end].folded, &more) && more >= 1 && more < 10) {
                value += more;
                end++;
            }
            for (double m; end < out->count && joined(out, end) &&
                           (m = multiplier(out->words[end].folded)) > 0;
                 end++)
                value *= m;
            word.span.end = out->words[end - 1].span.end;
            set_number(&word, value);
            i = end;
        }
        out->words[used] = word;
    }
    out->count = used;
}

/* ---------------------------------------------------------------- texts */

static uint32_t room_for(size_t bytes, uint32_t most)
{
    return bytes / 2 + 2 < most ? (uint32_t)(bytes / 2 + 2) : most;
}

hs_align_text hs_align_quote(hs_str text, const hs_span *pieces, size_t piece_count,
                             hs_arena *arena)
{
    size_t bytes = 0;
    for (size_t i = 0; i < piece_count; i++)
        bytes += 4 + pieces[i].end - pieces[i].start;
    hs_align_text out = {.text = text};
    scanner s = {.text = text, .out = &out, .quote = true};
    s.capacity = room_for(bytes, HS_ALIGN_QUOTE_WORDS_MAX);
    s.folded = hs_arena_alloc(arena, HS_LOWER_ROOM(bytes));
    out.words = hs_arena_new_array(arena, hs_align_word, s.capacity);
    for (size_t i = 0; i < piece_count; i++) {
        hs_align_word *seam = i > 0 ? push(&s) : NULL;
        if (seam)
            *seam =
                (hs_align_word){.span = {pieces[i].start, pieces[i].start}, .flags = HS_ALIGN_SEAM};
        s.bracketed = false;
        scan(&s, pieces[i].start, pieces[i].end);
    }
    read_numbers(&out);
    return out;
}

enum { INTERRUPTION_WORDS_MAX = 25 };

/* Flags the words of one paragraph ([first, end) of the words, its text beginning at `start`). */
static void flag_quotations(hs_align_text *out, uint32_t first, uint32_t end, hs_str paragraph,
                            uint32_t start, hs_arena *arena)
{
    size_t count;
    hs_quotation *quotations = hs_quotations_find(paragraph, arena, &count);
    uint32_t at = first, behind = UINT32_MAX; /* first word behind the quotation before */
    for (size_t q = 0; q < count; q++) {
        if (quotations[q].depth > 0)
            continue;
        while (at < end && out->words[at].span.start < start + quotations[q].span.start)
            at++;
        if (behind != UINT32_MAX && at - behind <= INTERRUPTION_WORDS_MAX) {
            for (uint32_t i = behind; i < at; i++)
                out->words[i].flags |= HS_ALIGN_INTERRUPTION;
        }
        for (; at < end && out->words[at].span.start < start + quotations[q].span.end; at++)
            out->words[at].flags |= HS_ALIGN_QUOTED;
        behind = at;
    }
}

hs_align_text hs_align_source(hs_str text, hs_arena *arena)
{
    hs_align_text out = {.text = text};
    scanner s = {.text = text, .out = &out};
    s.capacity = room_for(text.length, HS_ALIGN_SOURCE_WORDS_MAX);
    s.folded = hs_arena_alloc(arena, HS_LOWER_ROOM(text.length));
    out.words = hs_arena_new_array(arena, hs_align_word, s.capacity);
    scan(&s, 0, text.length);
    read_numbers(&out);
    uint32_t at = 0;
    for (size_t start = 0; start < text.length;) {
        const char *line = memchr(text.bytes + start, '\n', text.length - start);
        size_t end = line ? (size_t)(line - text.bytes) : text.length;
        uint32_t first = at;
        while (at < out.count && out.words[at].span.start < end)
            at++;
        if (at > first)
            flag_quotations(&out, first, at, hs_str_slice(text, start, end), (uint32_t)start,
                            arena);
        start = end + 1;
    }
    return out;
}

bool hs_align_ends_before(const hs_align_text *text, uint32_t at)
{
    if (at == 0 || at >= text->count)
        return true;
    const hs_align_word *a = &text->words[at - 1], *b = &text->words[at];
    if (((a->flags ^ b->flags) & HS_ALIGN_QUOTED) != 0)
        return true;
    for (size_t i = a->span.end; i < b->span.start;) {
        size_t next;
        uint32_t c = hs_utf8_next(text->text, i, &next);
        if (c == '.' || c == '?' || c == '!' || c == '\n' || c == 0x2026 || c == 0x201c ||
            c == 0x201d || c == '"')
            return true;
        i = next;
    }
    return false;
}
