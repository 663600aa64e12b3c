/* Finding and pairing quotation marks. One pass collects the marks with what their surroundings
 * allow them to be, telling single marks from apostrophes as far as one mark shows it; a second
 * pass pairs them with a short stack. Whether a quotation is speech is not asked here.
 */
#include "text/quotation.h"

#include <stdlib.h>

#include "base/array.h"
#include "text/utf8.h"
#include "text/words.h"

enum { DEEPEST = 8 }; /* nested quotations; marks further in are passed over */

/* What one mark may be. */
enum {
    MAY_OPEN = 1,
    MAY_CLOSE = 2,
    MAY_END_WORD = 4, /* a single mark that closes or is an apostrophe: "bosses'" */
    AFTER_DIGIT = 8,  /* inches or feet, perhaps */
};

typedef struct mark {
    uint32_t start;
    uint32_t end;
    uint32_t character;
    uint8_t roles;
    uint8_t next_single; /* what the next single mark does; see note_next_singles */
} mark;

typedef HS_ARRAY(mark) mark_array;

static bool is_single_style(unsigned style)
{
    return style == HS_MARK_STRAIGHT_SINGLE || style == HS_MARK_CURLY_SINGLE;
}

/* --- What a mark may be, by what stands beside it --- */

static bool is_opening_bracket(uint32_t character)
{
    return character == '(' || character == '[' || character == '{';
}

static bool is_dash(uint32_t character)
{
    return character == '-' || (character >= 0x2010 && character <= 0x2015);
}

static bool is_double_mark(uint32_t character)
{
    return character == '"' || (character >= 0x201c && character <= 0x201e) || character == 0xab ||
           character == 0xbb;
}

static bool is_opening_mark(uint32_t character)
{
    return character == 0x201c || character == 0x2018 || character == 0x201e ||
           character == 0x201a || character == 0xab || character == 0x2039;
}

static bool is_word_character(uint32_t character)
{
    return hs_utf8_is(character, HS_CHAR_LETTER | HS_CHAR_DIGIT);
}

static bool is_space_or_edge(uint32_t character)
{
    return character == 0 || hs_utf8_is(character, HS_CHAR_SPACE | HS_CHAR_CONTROL);
}

static bool is_comma_like(uint32_t character)
{
    return character == ',' || character == ':' || character == ';';
}

/* An opening mark may follow `before`. */
static bool opens_after(uint32_t before)
{
    return is_space_or_edge(before) || is_opening_bracket(before) || is_dash(before) ||
           is_opening_mark(before) || before == '/' || before == '"' || before == '\'' ||
           before == '=' || before == 0x2026;
}

static unsigned double_roles(uint32_t before, uint32_t after)
{
    unsigned roles = 0;
    bool space_before = is_space_or_edge(before), space_after = is_space_or_edge(after);
    if (!space_after && opens_after(before))
        roles |= MAY_OPEN;
    if (!space_before && !is_opening_bracket(before))
        roles |= MAY_CLOSE;
    /* A space is missing: `he said:"We will go."` */
    if (roles == MAY_CLOSE && hs_utf8_is(after, HS_CHAR_UPPER) &&
        (is_comma_like(before) || hs_utf8_is(before, HS_CHAR_LOWER)))
        roles |= MAY_OPEN;
    if (space_before && space_after) /* a mark between spaces: whichever is needed */
        roles = before == 0 ? MAY_OPEN : after == 0 ? MAY_CLOSE : MAY_OPEN | MAY_CLOSE;
    if (hs_utf8_is(before, HS_CHAR_DIGIT))
        roles |= AFTER_DIGIT;
    return roles;
}

/* Words that lost their first letters: 'tis, rock 'n' roll. */
static bool is_elision(hs_str text, size_t word_start)
{
    static const char *const elided[] = {
        "tis",   "twas", "twere", "twill", "twould", "tisn",   "twasn", "em",  "im",    "er",
        "cause", "coz",  "cos",   "til",   "till",   "bout",   "round", "n",   "neath", "cept",
        "ello",  "ere",  "fraid", "kay",   "nuff",   "nother", "sup",   "tude"};
    size_t end = word_start, next = word_start;
    while (end < text.length && is_word_character(hs_utf8_next(text, end, &next)))
        end = next;
    hs_str word = hs_str_slice(text, word_start, end);
    if (hs_word_in(word, elided, HS_COUNT(elided)))
        return true;
    /* '90s, '68: a year without its century. */
    return word.length >= 2 && word.length <= 3 && word.bytes[0] >= '0' && word.bytes[0] <= '9' &&
           word.bytes[1] >= '0' && word.bytes[1] <= '9' &&
           (word.length == 2 || word.bytes[2] == 's');
}

/* A plural's possessive, a dropped g, "o'": the word in front may own the mark. */
static bool word_may_own_mark(hs_str text, size_t mark_start)
{
    size_t at;
    uint32_t last = hs_utf8_previous(text, mark_start, &at);
    if (last == 's' || last == 'S' || last == 'z' || last == 'x')
        return true;
    hs_str before = hs_str_slice(text, 0, mark_start);
    return (hs_str_ends_with(before, HS_STR("in")) && mark_start > 4) ||
           hs_str_ends_with(before, HS_STR(" o")) || hs_str_ends_with(before, HS_STR(" th"));
}

/* The roles of ' ‘ ’ between `before` and `after`; none for an apostrophe. */
static unsigned single_roles(hs_str text, const mark *m, uint32_t before, uint32_t after)
{
    bool word_before = is_word_character(before), word_after = is_word_character(after);
    if (word_before && word_after)
        return 0;
    unsigned roles = 0;
    bool may_open = opens_after(before) && !is_space_or_edge(after) && m->character != 0x2019;
    if (may_open && !is_elision(text, m->end))
        roles |= MAY_OPEN;
    if (m->character == 0x2018) /* it closes ‚so‘ */
        return roles || is_space_or_edge(before) || word_after ? roles : MAY_CLOSE;
    if (!is_space_or_edge(before) && !is_opening_bracket(before) && !word_after) {
        bool owned = word_before && is_space_or_edge(after) && after != 0 &&
                     word_may_own_mark(text, m->start);
        roles |= owned ? MAY_END_WORD : MAY_CLOSE;
        if (hs_utf8_is(before, HS_CHAR_DIGIT))
            roles |= AFTER_DIGIT;
    }
    return roles;
}

static bool is_single_mark(uint32_t character)
{
    return character == '\'' || character == 0x2018 || character == 0x2019;
}

static bool is_quotation_mark(uint32_t character)
{
    return is_single_mark(character) || is_double_mark(character) || character == 0x201a ||
           character == 0x201b || character == 0x2039 || character == 0x203a;
}

/* The "n" of rock 'n' roll leaves a mark behind it that is no closing mark. */
static bool ends_elided_n(hs_str text, const mark *m)
{
    hs_str before = hs_str_slice(text, 0, m->start);
    return hs_str_ends_with(before, HS_STR("'n")) || hs_str_ends_with(before, HS_STR("\u2019n")) ||
           hs_str_ends_with(before, HS_STR("\u2018n"));
}

static unsigned roles_of(hs_str text, const mark *m)
{
    uint32_t before = hs_utf8_before(text, m->start), after = hs_utf8_after(text, m->end);
    if (is_single_mark(m->character))
        return ends_elided_n(text, m) ? 0 : single_roles(text, m, before, after);
    if (m->character == '"')
        return double_roles(before, after);
    if (m->character == 0x201e || m->character == 0x201a || m->character == 0x201b)
        return MAY_OPEN;
    unsigned roles =
        (is_space_or_edge(after) ? 0 : MAY_OPEN) | (is_space_or_edge(before) ? 0 : MAY_CLOSE);
    return roles ? roles : MAY_OPEN | MAY_CLOSE; /* « spaced » */
}

/* Every mark starts with one of these bytes. */
static bool may_start_mark(char byte)
{
    return byte == '"' || byte == '\'' || byte == '`' || byte == '\xe2' || byte == '\xc2';
}

/* Two single marks on end are a double one, as some wires send it: ''so'' or ``so''. Of three, the
 * double one stands outside. Returns the character that the pair at `at` stands for, or 0. */
static uint32_t doubled_mark(hs_str text, size_t at)
{
    static const struct {
        hs_str pair;
        uint32_t character;
    } doubled[] = {
        {{"''", 2}, '"'},
        {{"``", 2}, 0x201c},
        {{"\u2018\u2018", 6}, 0x201c},
        {{"\u2019\u2019", 6}, 0x201d},
    };
    hs_str rest = hs_str_slice(text, at, text.length);
    for (size_t i = 0; i < HS_COUNT(doubled); i++) {
        hs_str pair = doubled[i].pair, single = hs_str_slice(pair, 0, pair.length / 2);
        if (!hs_str_starts_with(rest, pair))
            continue;
        hs_str behind = hs_str_slice(rest, pair.length, rest.length);
        bool closing = !is_space_or_edge(hs_utf8_before(text, at));
        return closing && hs_str_starts_with(behind, single) ? 0 : doubled[i].character;
    }
    return 0;
}

static void add_mark(hs_str text, mark_array *marks, size_t start, size_t end, uint32_t character)
{
    mark m = {(uint32_t)start, (uint32_t)end, character, 0, 0};
    m.roles = (uint8_t)roles_of(text, &m);
    if (m.roles)
        *hs_array_push(marks) = m;
}

static void collect_marks(hs_str text, mark_array *marks)
{
    for (size_t at = 0; at < text.length;) {
        if (!may_start_mark(text.bytes[at])) {
            at++;
            continue;
        }
        size_t next;
        uint32_t character = hs_utf8_next(text, at, &next);
        uint32_t doubled = doubled_mark(text, at);
        if (doubled)
            add_mark(text, marks, at, at + 2 * (next - at), doubled);
        else if (is_quotation_mark(character))
            add_mark(text, marks, at, next, character);
        at = doubled ? at + 2 * (next - at) : next;
    }
}

/* For each mark: whether the next single mark behind it that is no doubtful apostrophe opens or
 * closes. A doubtful mark closes unless a sure closing mark comes first. */
static void note_next_singles(mark_array *marks)
{
    uint8_t next = 0;
    for (size_t i = marks->count; i-- > 0;) {
        mark *m = &marks->items[i];
        m->next_single = next;
        if (is_single_mark(m->character) && m->roles & (MAY_OPEN | MAY_CLOSE))
            next = m->roles & MAY_OPEN ? MAY_OPEN : MAY_CLOSE;
    }
}

/* --- Pairing --- */

typedef struct open_mark {
    uint32_t index; /* in quotations */
    uint8_t style;
} open_mark;

typedef struct pairing {
    hs_str text;
    HS_ARRAY(hs_quotation) quotations; /* by opening offset; a style of NO_STYLE is struck out */
    open_mark stack[DEEPEST];
    size_t depth;
    uint32_t doubles_left; /* straight double marks not looked at yet */
} pairing;

enum { NO_STYLE = 0xff };

static void open_quotation(pairing *p, const mark *m, hs_mark_style style)
{
    if (p->depth == DEEPEST)
        return;
    uint32_t end = (uint32_t)p->text.length;
    p->stack[p->depth++] = (open_mark){(uint32_t)p->quotations.count, (uint8_t)style};
    *hs_array_push(&p->quotations) = (hs_quotation){.span = {m->start, end},
                                                    .inside = {m->end, end},
                                                    .style = (uint8_t)style,
                                                    .unclosed = true};
}

static bool in_styles(unsigned style, unsigned styles)
{
    return (styles >> style & 1u) != 0;
}

/* The place in the stack of the innermost open mark of the styles; p->depth if none. */
static size_t find_open(const pairing *p, unsigned styles)
{
    for (size_t i = p->depth; i-- > 0;)
        if (in_styles(p->stack[i].style, styles))
            return i;
    return p->depth;
}

/* Closes the open mark at `place`. Those opened further in never closed: they were apostrophes, or
 * marks out of place. */
static void close_quotation(pairing *p, size_t place, const mark *m)
{
    for (size_t i = place + 1; i < p->depth; i++)
        p->quotations.items[p->stack[i].index].style = NO_STYLE;
    hs_quotation *quotation = &p->quotations.items[p->stack[place].index];
    quotation->span.end = m->end;
    quotation->inside.end = m->start;
    quotation->unclosed = false;
    p->depth = place;
}

#define STYLE(name) (1u << HS_MARK_##name)

/* 6'2": the double mark behind feet and inches. */
static bool is_inches(hs_str text, const mark *m)
{
    size_t at = m->start;
    while (at > 0 && text.bytes[at - 1] >= '0' && text.bytes[at - 1] <= '9')
        at--;
    if (at == m->start || at == 0)
        return false;
    uint32_t feet = hs_utf8_previous(text, at, &at);
    return (feet == '\'' || feet == 0x2019 || feet == 0x2032) &&
           hs_utf8_is(hs_utf8_before(text, at), HS_CHAR_DIGIT);
}

static void pair_straight_double(pairing *p, const mark *m)
{
    p->doubles_left--;
    size_t open = find_open(p, STYLE(STRAIGHT_DOUBLE));
    if (open == p->depth) /* a curly mark may have been closed with a straight one */
        open = m->roles == MAY_CLOSE ? find_open(p, STYLE(CURLY_DOUBLE)) : open;
    bool is_open = open < p->depth;
    if (m->roles & AFTER_DIGIT && is_inches(p->text, m) && (!is_open || p->doubles_left > 0))
        return;
    if (is_open && m->roles & MAY_CLOSE)
        close_quotation(p, open, m);
    else if (m->roles & MAY_OPEN)
        open_quotation(p, m, HS_MARK_STRAIGHT_DOUBLE);
}

static void pair_opening_curly(pairing *p, const mark *m)
{
    bool closes = (m->roles & MAY_CLOSE) != 0;
    size_t low = find_open(p, STYLE(LOW_DOUBLE));
    size_t curly = find_open(p, STYLE(CURLY_DOUBLE));
    if (closes && low < p->depth)
        close_quotation(p, low, m); /* „so“ */
    else if (closes && !(m->roles & MAY_OPEN) && curly < p->depth)
        close_quotation(p, curly, m); /* the wrong mark: “so“ */
    else
        open_quotation(p, m, HS_MARK_CURLY_DOUBLE);
}

static void pair_closing_curly(pairing *p, const mark *m)
{
    size_t open = find_open(p, STYLE(CURLY_DOUBLE) | STYLE(LOW_DOUBLE));
    if (open == p->depth)
        open = find_open(p, STYLE(STRAIGHT_DOUBLE));
    if (open < p->depth)
        close_quotation(p, open, m);
    else if (m->roles == MAY_OPEN)
        open_quotation(p, m, HS_MARK_CURLY_DOUBLE); /* the wrong mark: ”so” */
}

/* « and », ‹ and ›; some typographies turn them round. */
static void pair_guillemet(pairing *p, const mark *m, bool pointing_left, hs_mark_style style)
{
    size_t open = find_open(p, 1u << style);
    if (open < p->depth && m->roles & MAY_CLOSE && (!pointing_left || !(m->roles & MAY_OPEN)))
        close_quotation(p, open, m);
    else if (pointing_left || m->roles == MAY_OPEN)
        open_quotation(p, m, style);
}

static bool can_double_close_later(const pairing *p, size_t place)
{
    for (size_t i = place; i < p->depth; i++)
        if (p->stack[i].style == HS_MARK_STRAIGHT_DOUBLE && p->doubles_left > 0)
            return true;
    return false;
}

static void pair_single(pairing *p, const mark *m)
{
    const unsigned singles = STYLE(STRAIGHT_SINGLE) | STYLE(CURLY_SINGLE) | STYLE(LOW_SINGLE);
    size_t open = find_open(p, singles);
    bool is_open = open < p->depth;
    bool innermost = is_open && open + 1 == p->depth;
    if (is_open && m->roles & (MAY_CLOSE | MAY_END_WORD)) {
        if (m->roles & MAY_END_WORD && m->next_single == MAY_CLOSE)
            return;
        if (innermost || (m->roles & MAY_CLOSE && !can_double_close_later(p, open)))
            close_quotation(p, open, m);
        return;
    }
    if (m->roles & MAY_OPEN && !innermost)
        open_quotation(p, m, m->character == '\'' ? HS_MARK_STRAIGHT_SINGLE : HS_MARK_CURLY_SINGLE);
}

static void pair_mark(pairing *p, const mark *m)
{
    switch (m->character) {
    case '"':
        pair_straight_double(p, m);
        break;
    case 0x201c:
        pair_opening_curly(p, m);
        break;
    case 0x201d:
        pair_closing_curly(p, m);
        break;
    case 0x201e:
        open_quotation(p, m, HS_MARK_LOW_DOUBLE);
        break;
    case 0x201a:
        open_quotation(p, m, HS_MARK_LOW_SINGLE);
        break;
    case 0xab:
    case 0xbb:
        pair_guillemet(p, m, m->character == 0xab, HS_MARK_GUILLEMET);
        break;
    case 0x2039:
    case 0x203a:
        pair_guillemet(p, m, m->character == 0x2039, HS_MARK_SINGLE_GUILLEMET);
        break;
    default:
        pair_single(p, m);
    }
}

/* A single mark that never closes is an apostrophe, unless a quotation plainly starts there: at
 * the block's front or behind a comma or colon. */
static bool is_plain_start(hs_str text, uint32_t start)
{
    size_t at = start;
    uint32_t before = 0;
    while (at > 0 && is_space_or_edge(before = hs_utf8_previous(text, at, &at)))
        before = 0;
    return before == 0 || is_comma_like(before) || is_double_mark(before);
}

static void strike_unclosed_singles(pairing *p)
{
    for (size_t i = 0; i < p->depth; i++) {
        hs_quotation *quotation = &p->quotations.items[p->stack[i].index];
        if (is_single_style(quotation->style) && !is_plain_start(p->text, quotation->span.start))
            quotation->style = NO_STYLE;
    }
}

/* The quotations that were not struck out, with their depths. */
static hs_quotation *keep(const pairing *p, hs_arena *arena, size_t *count)
{
    hs_quotation *kept = hs_arena_new_array(arena, hs_quotation, p->quotations.count);
    uint32_t ends[DEEPEST];
    size_t depth = 0;
    *count = 0;
    for (size_t i = 0; i < p->quotations.count; i++) {
        hs_quotation quotation = p->quotations.items[i];
        if (quotation.style == NO_STYLE)
            continue;
        while (depth > 0 && ends[depth - 1] <= quotation.span.start)
            depth--;
        quotation.depth = (uint8_t)depth;
        ends[depth++] = quotation.span.end;
        kept[(*count)++] = quotation;
    }
    return kept;
}

hs_quotation *hs_quotations_find(hs_str text, hs_arena *arena, size_t *count)
{
    mark_array marks = {0};
    collect_marks(text, &marks);
    note_next_singles(&marks);
    pairing p = {.text = text};
    for (size_t i = 0; i < marks.count; i++)
        p.doubles_left += marks.items[i].character == '"';
    for (size_t i = 0; i < marks.count; i++)
        pair_mark(&p, &marks.items[i]);
    strike_unclosed_singles(&p);
    hs_quotation *found = keep(&p, arena, count);
    hs_array_finish(&marks);
    hs_array_finish(&p.quotations);
    return found;
}
