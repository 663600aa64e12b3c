/* Telling kinds of blocks apart by the conventions of news pages and wire copy: labels, shapes and
 * a few tables of words. Careful rather than complete: a paragraph that is taken for boilerplate is
 * lost to the analysis, one that is not costs nothing.
 */
#include "text/block_kind.h"

#include "text/calendar.h"
#include "text/turn_label.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
    LONGEST_SHORT_LINE = 160, /* bytes; only shorter texts are looked at for what they may be */
    MOST_HEADLINE_WORDS = 18,
    MOST_DATED_WORDS = 32, /* of a headline behind a date */
    MOST_BYLINE_WORDS = 14,
    LEAST_TURNS = 2,      /* of a transcript */
    MOST_PLACE_WORDS = 3, /* in capitals, in front of a dash */
    LONGEST_CAPTION = 300,
    MOST_DATELINE_WORDS = 9,
};

/* Page furniture, by how it starts (lower case). `whole`: only when nothing follows. */
typedef struct phrase {
    const char *text;
    bool whole;
} phrase;

static const phrase furniture[] = {
    {"image copyright", false},
    {"image source", false},
    {"media playback is unsupported", false},
    {"this video can not be played", false},
    {"this video cannot be played", false},
    {"share this", false},
    {"share on ", false},
    {"share page", true},
    {"share", true},
    {"copy link", true},
    {"read more", false},
    {"read next", false},
    {"related articles", true},
    {"related topics", true},
    {"related stories", true},
    {"related links", true},
    {"related content", true},
    {"more on this story", true},
    {"most read", true},
    {"sign up for ", false},
    {"sign up to ", false},
    {"sign in", true},
    {"subscribe", true},
    {"subscribe to ", false},
    {"follow us", false},
    {"updates to this page", true},
    {"show all updates", true},
    {"last updated", false},
    {"first published", false},
    {"first published.", true},
    {"published:", false},
    {"updated:", false},
    {"print this page", true},
    {"print", true},
    {"email this", false},
    {"back to top", true},
    {"skip to ", false},
    {"advertisement", true},
    {"advertising", true},
    {"sponsored", true},
    {"we use cookies", false},
    {"this site uses cookies", false},
    {"this website uses cookies", false},
    {"by continuing to use this site", false},
    {"accept cookies", true},
    {"accept all", true},
    {"cookie settings", true},
    {"cookies", true},
    {"privacy policy", true},
    {"terms and conditions", true},
    {"terms of use", true},
    {"all rights reserved", false},
    {"copyright \u00a9", false},
    {"\u00a9", false},
    {"contact us", true},
    {"contacts", true},
    {"contact:", false},
    {"media contact", false},
    {"press contact", false},
    {"media enquiries", false},
    {"press enquiries", false},
    {"media inquiries", false},
    {"consular queries", false},
    {"for media enquiries", false},
    {"tel:", false},
    {"telephone:", false},
    {"phone:", false},
    {"fax:", false},
    {"email:", false},
    {"e-mail:", false},
    {"opening hours", false},
    {"view comments", true},
    {"comments", true},
    {"leave a comment", true},
};

/* Lines that stand in for a picture; its caption comes next. */
static const phrase image_lines[] = {
    {"open image modal", true}, {"open image in gallery", true}, {"view image in fullscreen", true},
    {"view image", true},       {"view gallery", true},          {"enlarge image", true},
    {"image copyright", false}, {"image source", false},
};

/* Credits of a report, which end it. */
static const phrase credits[] = {
    {"reporting by ", false},
    {"(reporting by ", false},
    {"additional reporting by ", false},
    {"(additional reporting by ", false},
    {"editing by ", false},
    {"(editing by ", false},
    {"writing by ", false},
    {"(writing by ", false},
};

static const char *const time_words[] = {"a.m", "p.m", "am",  "pm",   "gmt",  "bst",     "utc",
                                         "est", "edt", "cet", "cest", "noon", "midnight"};

#define IN(word, table) hs_word_in(word, table, HS_COUNT(table))

static bool matches_phrase(hs_str text, const phrase *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!hs_word_may_start(text, phrases[i].text))
            continue;
        hs_str wanted = hs_str_from(phrases[i].text);
        if (phrases[i].whole ? hs_str_equal_ignoring_case(text, wanted)
                             : hs_str_starts_ignoring_case(text, wanted))
            return true;
    }
    return false;
}

static bool is_date_word(hs_str word)
{
    return hs_month_named(word) || hs_month_abbreviated(word) || hs_weekday_named(word);
}

/* The last character that is no closing mark or bracket. */
static uint32_t final_character(hs_str text)
{
    size_t end = text.length;
    while (end > 0) {
        uint32_t last = hs_utf8_previous(text, end, &end);
        if (!hs_utf8_is(last, HS_CHAR_SPACE) && last != '"' && last != '\'' && last != ')' &&
            last != ']' && last != 0x201d && last != 0x2019 && last != 0xbb)
            return last;
    }
    return 0;
}

static bool is_final_stop(uint32_t character)
{
    return character == '.' || character == '!' || character == '?' || character == 0x2026;
}

static size_t count_words(hs_str text)
{
    size_t count = 0;
    hs_span word;
    for (size_t at = 0; hs_word_next(text, &at, &word);)
        count++;
    return count;
}

/* Nothing to read in it: rules, stars, telephone numbers, clock times, addresses of pages. */
static bool has_no_words(hs_str text)
{
    size_t letters = 0, digits = 0, words = 0;
    hs_span word;
    for (size_t at = 0; hs_word_next(text, &at, &word); words++)
        for (size_t i = word.start; i < word.end;) {
            unsigned classes = hs_utf8_classes(hs_utf8_next(text, i, &i));
            letters += (classes & HS_CHAR_LETTER) != 0;
            digits += (classes & HS_CHAR_DIGIT) != 0;
        }
    if (letters == 0)
        return true;
    if (digits >= 7 && letters * 2 <= digits)
        return true;
    return words == 1 && (hs_str_starts_ignoring_case(text, HS_STR("http://")) ||
                          hs_str_starts_ignoring_case(text, HS_STR("https://")) ||
                          hs_str_starts_ignoring_case(text, HS_STR("www.")) ||
                          memchr(text.bytes, '@', text.length) != NULL);
}

/* "By Ana Ruiz, political correspondent": no final stop, and somebody is named. */
static bool is_byline(hs_str text)
{
    if (matches_phrase(text, credits, HS_COUNT(credits)))
        return true;
    if (!hs_str_starts_ignoring_case(text, HS_STR("by ")) || is_final_stop(final_character(text)) ||
        final_character(text) == ':' || count_words(text) > MOST_BYLINE_WORDS)
        return false;
    size_t at = 3, capitalised = 0;
    for (hs_span word; hs_word_next(text, &at, &word);) {
        hs_str bare = hs_word_bare(text, word);
        if (is_date_word(bare) || hs_word_is_number(bare))
            return false;
        capitalised += hs_word_starts_upper(bare);
    }
    return capitalised >= 2;
}

/* Ends like "17:48". */
static bool is_clock_time(hs_str text)
{
    const char *end = text.bytes + text.length;
    return text.length >= 4 && hs_utf8_is((unsigned char)end[-1], HS_CHAR_DIGIT) &&
           hs_utf8_is((unsigned char)end[-2], HS_CHAR_DIGIT) && end[-3] == ':' &&
           hs_utf8_is((unsigned char)end[-4], HS_CHAR_DIGIT);
}

/* "News / Minister / Interviews": a trail of links. */
static bool is_link_trail(hs_str text)
{
    static const char *const separators[] = {"/", "|", "\u00b7", "\u203a", "\u00bb", "\u2022"};
    size_t at = 0, found = 0;
    for (hs_span word; hs_word_next(text, &at, &word);)
        found += IN(hs_str_slice(text, word.start, word.end), separators);
    return found >= 2 && !is_final_stop(final_character(text));
}

/* "Orlo, 3 August 2020", "7 p.m.", "Orlo: 00:08": only place and date. */
static bool is_dateline(hs_str text)
{
    size_t at = 0, words = 0, named = 0, numbers = 0;
    for (hs_span word; hs_word_next(text, &at, &word); words++) {
        hs_str bare = hs_word_bare(text, word);
        if (is_date_word(bare) || IN(bare, time_words))
            named++;
        else if (hs_word_is_number(bare))
            numbers++;
        else if (bare.length > 0 && (!hs_word_starts_upper(bare) || words >= 3))
            return false;
    }
    if (words > MOST_DATELINE_WORDS)
        return false;
    return (named > 0 && named + numbers >= 2) || (words <= 2 && is_clock_time(text));
}

/* "Published 13 October 2020", however it goes on. */
static bool is_page_date(hs_str text)
{
    static const char *const starts[] = {"published", "updated", "posted", "modified"};
    hs_span first = {0, 0}, second = {0, 0};
    size_t at = 0;
    if (!hs_word_next(text, &at, &first) || !hs_word_next(text, &at, &second) ||
        !IN(hs_word_bare(text, first), starts))
        return false;
    hs_str date = hs_word_bare(text, second);
    return hs_word_is_number(date) || is_date_word(date);
}

/* "Ana Ruiz at the dam (Bo Lind/PA)", "… (Photo by Bo Lind)": a credit in brackets ends it. */
static bool ends_with_credit(hs_str text)
{
    if (text.length < 4 || text.bytes[text.length - 1] != ')')
        return false;
    size_t open = text.length - 1;
    while (open > 0 && text.bytes[open] != '(')
        open--;
    if (open == 0)
        return false;
    hs_str inside = hs_str_slice(text, open + 1, text.length - 1);
    static const phrase labels[] = {{"photo", false},
                                    {"image:", false},
                                    {"picture:", false},
                                    {"credit", false},
                                    {"image by", false}};
    if (matches_phrase(inside, labels, HS_COUNT(labels)))
        return true;
    const char *slash = memchr(inside.bytes, '/', inside.length);
    if (!slash || count_words(inside) > 6)
        return false;
    hs_str agency = hs_str_slice(inside, (size_t)(slash + 1 - inside.bytes), inside.length);
    return hs_word_starts_upper(inside) && hs_word_starts_upper(agency);
}

static bool is_dash(hs_str word)
{
    static const char *const dashes[] = {"-", "--", "\u2013", "\u2014"};
    return IN(word, dashes);
}

/* What the words in front of a dateline's dash have shown. */
typedef struct dateline_signs {
    bool place_in_capitals; /* the first word */
    bool dated;
    bool comma;
    bool agency; /* the word in front of the dash ends a bracket */
} dateline_signs;

/* Whether a dateline may hold the word; notes what it shows. */
static bool is_dateline_word(hs_str text, hs_span word, dateline_signs *signs)
{
    hs_str bare = hs_word_bare(text, word);
    if (word.start == 0)
        signs->place_in_capitals = bare.length >= 3 && hs_word_all_upper(bare);
    signs->agency = text.bytes[word.end - 1] == ')';
    signs->dated |= is_date_word(bare);
    signs->comma |= text.bytes[word.end - 1] == ',';
    return hs_word_starts_upper(bare) || hs_word_is_number(bare) || hs_word_name_particle(bare);
}

hs_span hs_block_kind_dateline(hs_str text)
{
    const hs_span none = {0, 0};
    dateline_signs signs = {0};
    size_t at = 0, words = 0;
    for (hs_span word; words <= MOST_DATELINE_WORDS && hs_word_next(text, &at, &word); words++) {
        if (!is_dash(hs_str_slice(text, word.start, word.end))) {
            if (!is_dateline_word(text, word, &signs))
                return none;
            continue;
        }
        hs_span next;
        bool place = signs.place_in_capitals && (words <= MOST_PLACE_WORDS || signs.comma);
        bool sure = place || signs.agency || signs.dated;
        if (words == 0 || !sure || !hs_word_next(text, &at, &next) ||
            hs_utf8_is(hs_utf8_after(text, next.start), HS_CHAR_LOWER))
            return none;
        return (hs_span){0, word.end};
    }
    return none;
}

/* A sentence ends inside: “No.” */
static bool quotes_sentence(hs_str text)
{
    static const char *const ends[] = {".\"", "?\"", "!\"", ".\u201d", "?\u201d", "!\u201d"};
    for (size_t i = 0; i < HS_COUNT(ends); i++)
        if (memmem(text.bytes, text.length, ends[i], strlen(ends[i])))
            return true;
    return false;
}

/* "16.07.2020 - ": a list of a page's texts. */
static bool opens_with_date(hs_str text)
{
    hs_span date, dash;
    size_t at = 0;
    return hs_word_next(text, &at, &date) && hs_word_next(text, &at, &dash) &&
           date.end - date.start >= 8 && hs_word_is_number(hs_word_bare(text, date)) &&
           is_dash(hs_str_slice(text, dash.start, dash.end));
}

static bool is_headline(hs_str text)
{
    uint32_t last = final_character(text);
    if (last == '.' || last == '!' || last == ':' || last == ',' || last == ';' || last == 0x2026 ||
        quotes_sentence(text))
        return false;
    uint32_t first = hs_utf8_after(text, 0);
    return hs_utf8_is(first, HS_CHAR_UPPER | HS_CHAR_DIGIT | HS_CHAR_PUNCTUATION) &&
           count_words(text) <= (opens_with_date(text) ? MOST_DATED_WORDS : MOST_HEADLINE_WORDS);
}

/* The kind of a short text by its words, or PARAGRAPH. */
static hs_block_kind kind_by_words(hs_str text)
{
    if (is_dateline(text))
        return HS_BLOCK_DATELINE;
    if (has_no_words(text) || is_page_date(text) || is_link_trail(text) ||
        matches_phrase(text, furniture, HS_COUNT(furniture)) ||
        matches_phrase(text, image_lines, HS_COUNT(image_lines)))
        return HS_BLOCK_BOILERPLATE;
    if (is_byline(text))
        return HS_BLOCK_BYLINE;
    return ends_with_credit(text) ? HS_BLOCK_CAPTION : HS_BLOCK_PARAGRAPH;
}

bool hs_block_kind_is_furniture(hs_str line)
{
    return line.length <= LONGEST_SHORT_LINE &&
           matches_phrase(line, furniture, HS_COUNT(furniture));
}

void hs_block_kind_judge(hs_block_entry *entry, hs_str text, hs_block_kind kind, bool marked,
                         bool guess)
{
    bool settled = marked;
    entry->markup_kind = (uint8_t)kind;
    unsigned traits = is_final_stop(final_character(text)) ? HS_TRAIT_SENTENCE : 0;
    if (text.length <= LONGEST_CAPTION)
        traits |= HS_TRAIT_CAPTION;
    if (text.length <= LONGEST_SHORT_LINE) {
        hs_block_kind by_words = kind_by_words(text);
        if (by_words == HS_BLOCK_BOILERPLATE || (!settled && by_words != HS_BLOCK_PARAGRAPH)) {
            kind = by_words;
            settled = true;
        }
        if (matches_phrase(text, image_lines, HS_COUNT(image_lines)))
            traits |= HS_TRAIT_IMAGE;
    }
    if (!settled) {
        unsigned turn = hs_turn_traits(text);
        bool post = text.length > 0 && text.bytes[0] == '@'; /* few end as sentences do */
        if (traits & HS_TRAIT_SENTENCE || turn & HS_TRAIT_SURE_TURN || post)
            traits |= turn;
        traits |= hs_interview_traits(text);
        if (guess && text.length <= LONGEST_SHORT_LINE && is_headline(text))
            traits |= HS_TRAIT_HEADLINE;
    }
    entry->own_kind = (uint8_t)kind;
    entry->traits =
        (uint16_t)(traits | (settled ? HS_TRAIT_SETTLED : 0) | (marked ? HS_TRAIT_MARKED : 0));
}

hs_block_row hs_block_kind_look_over(const hs_block_entry *entries, size_t count)
{
    hs_block_row row = {.count = count};
    for (size_t i = 0; i < count; i++)
        row.turns += (entries[i].traits & HS_TRAIT_TURN) != 0;
    if (row.turns < LEAST_TURNS)
        row.interview = hs_interview_find(entries, count);
    return row;
}

hs_block_kind hs_block_kind_decide(const hs_block_entry *entries, const hs_block_row *row,
                                   size_t index)
{
    const hs_block_entry *entry = &entries[index];
    unsigned traits = entry->traits;
    unsigned before = index > 0 ? entries[index - 1].traits : 0;
    if (traits & HS_TRAIT_SETTLED)
        return (hs_block_kind)entry->own_kind;
    bool label = traits & (HS_TRAIT_TURN | HS_TRAIT_WEAK_TURN);
    if (traits & HS_TRAIT_SURE_TURN || (label && row->turns >= LEAST_TURNS) ||
        hs_interview_turn(entries, row->interview, index))
        return HS_BLOCK_TRANSCRIPT_TURN;
    if (before & HS_TRAIT_IMAGE && traits & HS_TRAIT_CAPTION && !(traits & HS_TRAIT_SENTENCE))
        return HS_BLOCK_CAPTION;
    /* A question is a headline only at the top. */
    if (traits & HS_TRAIT_HEADLINE && row->count > 1 &&
        (index == 0 || !(traits & HS_TRAIT_SENTENCE)))
        return HS_BLOCK_HEADING;
    return (hs_block_kind)entry->own_kind;
}
