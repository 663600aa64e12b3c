/* Telling kinds of blocks apart by the conventions of news pages and wire copy: labels, shapes and
 * a few tables of words. Careful rather than complete: a paragraph that is taken for boilerplate is
 * lost to the analysis, one that is not costs nothing.
 */
#include "text/block_kind.h"

#include "text/utf8.h"
#include "text/words.h"

enum {
    LONGEST_SHORT_LINE = 160, /* bytes; only shorter texts are looked at for what they may be */
    MOST_HEADLINE_WORDS = 18,
    MOST_DATED_WORDS = 32, /* of a headline behind a date */
    MOST_BYLINE_WORDS = 14,
    MOST_NAME_WORDS = 4,
    MOST_OFFICE_WORDS = 8, /* "The Secretary of State for …" */
    MOST_LABEL_WORDS = 14, /* a turn's name and what tells more of it */
    LONGEST_LABEL = 120,
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

/* Whoever asks in a transcript; lower case. */
static const char *const turn_roles[] = {
    "question", "answer",    "q",         "a",           "moderator",   "interviewer",
    "host",     "presenter", "reporter",  "journalist",  "chair",       "chairman",
    "anchor",   "audience",  "spokesman", "spokeswoman", "spokesperson"};

/* Words before a colon that name no speaker. */
static const char *const not_speakers[] = {
    "the",     "note",  "correction", "update", "updated", "breaking", "exclusive", "analysis",
    "opinion", "photo", "picture",    "video",  "watch",   "listen",   "live",      "source",
    "sources", "date",  "time",       "place",  "address", "subject",  "from",      "to",
    "cc",      "re",    "tags",       "topics", "warning", "summary",  "background"};

/* What kind of piece a headline says it is. */
static const char *const piece_names[] = {"q&a",     "explainer", "factbox",   "obituary",
                                          "profile", "review",    "interview", "letter"};

/* Between "Ana Ruiz, …" and a colon they make a sentence of it, not a turn's label. */
static const char *const label_breakers[] = {
    "said",     "says",   "told",    "tells",    "added",     "adds",      "asked",     "asks",
    "wrote",    "writes", "replied", "warned",   "continued", "explained", "tweeted",   "posted",
    "is",       "are",    "was",     "were",     "has",       "have",      "had",       "will",
    "would",    "who",    "which",   "insisted", "concluded", "stated",    "commented", "argued",
    "answered", "put",    "read",    "reads"};

/* Small words inside names. */
static const char *const name_particles[] = {"of",  "de", "van", "von", "der", "den", "del",
                                             "di",  "da", "la",  "le",  "el",  "al",  "bin",
                                             "ibn", "du", "dos", "ter", "zu"};

/* And inside names of offices, */
static const char *const office_particles[] = {"for", "and", "the"};

/* which hold one of these. */
static const char *const office_words[] = {
    "chair",       "chairman",  "chairwoman", "chairperson",  "speaker",    "president",
    "minister",    "secretary", "governor",   "mayor",        "rev",        "reverend",
    "hon",         "lord",      "lady",       "leader",       "judge",      "court",
    "witness",     "clerk",     "coroner",    "chancellor",   "archbishop", "bishop",
    "attorney",    "premier",   "ambassador", "commissioner", "moderator",  "presenter",
    "interviewer", "counsel",   "solicitor",  "director",     "spokesman",  "spokeswoman",
    "chief",       "foreign",   "member",     "deputy"};

static const char *const date_words[] = {
    "january",   "february", "march",     "april",    "may",    "june",     "july",  "august",
    "september", "october",  "november",  "december", "jan",    "feb",      "mar",   "apr",
    "jun",       "jul",      "aug",       "sep",      "sept",   "oct",      "nov",   "dec",
    "monday",    "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday"};

static const char *const time_words[] = {"a.m", "p.m", "am",  "pm",   "gmt",  "bst",     "utc",
                                         "est", "edt", "cet", "cest", "noon", "midnight"};

#define IN(word, table) hs_word_in(word, table, HS_COUNT(table))

static bool starts_with_phrase(hs_str text, hs_str start)
{
    return text.length >= start.length &&
           hs_str_equal_ignoring_case(hs_str_slice(text, 0, start.length), start);
}

static bool matches_phrase(hs_str text, const phrase *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!hs_word_may_start(text, phrases[i].text))
            continue;
        hs_str wanted = hs_str_from(phrases[i].text);
        if (phrases[i].whole ? hs_str_equal_ignoring_case(text, wanted)
                             : starts_with_phrase(text, wanted))
            return true;
    }
    return false;
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
    return words == 1 && (starts_with_phrase(text, HS_STR("http://")) ||
                          starts_with_phrase(text, HS_STR("https://")) ||
                          starts_with_phrase(text, HS_STR("www.")) ||
                          memchr(text.bytes, '@', text.length) != NULL);
}

/* "By Ana Ruiz, political correspondent": no final stop, and somebody is named. */
static bool is_byline(hs_str text)
{
    if (matches_phrase(text, credits, HS_COUNT(credits)))
        return true;
    if (!starts_with_phrase(text, HS_STR("by ")) || is_final_stop(final_character(text)) ||
        final_character(text) == ':' || count_words(text) > MOST_BYLINE_WORDS)
        return false;
    size_t at = 3, capitalised = 0;
    for (hs_span word; hs_word_next(text, &at, &word);) {
        hs_str bare = hs_word_bare(text, word);
        if (IN(bare, date_words) || hs_word_is_number(bare))
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
        if (IN(bare, date_words) || IN(bare, time_words))
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
    return hs_word_is_number(date) || IN(date, date_words);
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

static bool ends_with_any(hs_str text, hs_span word, const char *characters)
{
    char last = text.bytes[word.end - 1];
    return last != '\0' && strchr(characters, last) != NULL;
}

/* What a label may hold behind the name: "(Tarrow West)", "chief executive of the council". Moves
 * `*at` behind the colon. */
static bool skip_description(hs_str text, size_t *at, bool bracket)
{
    hs_span word;
    for (size_t words = 0; words < MOST_LABEL_WORDS && hs_word_next(text, at, &word); words++) {
        if (word.end > LONGEST_LABEL || IN(hs_word_bare(text, word), label_breakers))
            return false;
        size_t length = word.end - word.start;
        bool closed = length > 1 && text.bytes[word.end - 2] == ')';
        if (ends_with_any(text, word, ":"))
            return closed == bracket;
        if (ends_with_any(text, word, ".;?!\"") && length > 3)
            return false;
    }
    return false;
}

/* A description behind a comma starts in lower case or with an office. */
static bool description_starts(hs_str text, size_t at)
{
    hs_span word;
    if (!hs_word_next(text, &at, &word))
        return false;
    hs_str bare = hs_word_bare(text, word);
    return hs_utf8_is(hs_utf8_after(bare, 0), HS_CHAR_LOWER) || IN(bare, office_words);
}

/* Moves `*at` behind the colon of "Ana Ruiz:", "The Chair:", "Ana Ruiz, the union's leader:" or
 * "Ana Ruiz (Tarrow West):"; false if no name is in front of one. */
static bool skip_label(hs_str text, size_t *at)
{
    hs_span word = {0, 0};
    size_t start = *at, next = *at;
    bool the = starts_with_phrase(text, HS_STR("the ")), office = !the;
    hs_word_next(text, &next, &word);
    bool titled = the || IN(hs_word_bare(text, word), office_words);
    size_t most = titled ? MOST_OFFICE_WORDS : MOST_NAME_WORDS;
    for (size_t words = 0; words < most + 1 && hs_word_next(text, at, &word); words++) {
        if (words > 0 && text.bytes[word.start] == '(') {
            *at = start;
            return office && skip_description(text, at, true);
        }
        start = *at;
        hs_str bare = hs_word_bare(text, word);
        bool small = IN(bare, name_particles) || (titled && IN(bare, office_particles));
        office = office || IN(bare, office_words);
        if (words == most || bare.length == 0 || (!hs_word_starts_upper(bare) && !small) ||
            ends_with_any(text, word, ";?!"))
            return false;
        if (ends_with_any(text, word, ":"))
            return office;
        if (ends_with_any(text, word, ","))
            return office && words > 0 && description_starts(text, *at) &&
                   skip_description(text, at, false);
    }
    return false;
}

/* The bytes of a quotation mark that a text opens with. */
static size_t opening_mark(hs_str text)
{
    static const char *const marks[] = {"\"", "\u201c"};
    for (size_t i = 0; i < HS_COUNT(marks); i++)
        if (text.length > strlen(marks[i]) && memcmp(text.bytes, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* The span of the words in front of a colon, if they look like a name; `*rest` is what follows. A
 * transcript that is quoted as a whole has a mark in front of its first label, "RUIZ: Thank you. */
static bool split_name(hs_str text, hs_str *name, hs_str *rest)
{
    size_t at = 0, mark = opening_mark(text);
    hs_span first;
    if (mark > 0)
        return split_name(hs_str_slice(text, mark, text.length), name, rest) &&
               hs_word_all_upper(*name);
    if (!hs_word_starts_upper(text) || !skip_label(text, &at))
        return false;
    *name = hs_str_slice(text, 0, at);
    while (name->length > 0 && name->bytes[name->length - 1] != ':')
        name->length--;
    name->length--;
    if (!hs_word_next(text, &at, &first))
        return false;
    *rest = hs_str_slice(text, first.start, text.length);
    return true;
}

hs_span hs_block_kind_speaker(hs_str text)
{
    hs_str name, rest;
    if (!split_name(text, &name, &rest))
        return (hs_span){0, 0};
    uint32_t start = (uint32_t)(name.bytes - text.bytes);
    return (hs_span){start, start + (uint32_t)name.length};
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
    signs->dated |= IN(bare, date_words);
    signs->comma |= text.bytes[word.end - 1] == ',';
    return hs_word_starts_upper(bare) || hs_word_is_number(bare) || IN(bare, name_particles);
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

static unsigned turn_traits(hs_str text)
{
    hs_str name, rest;
    if (!split_name(text, &name, &rest))
        return 0;
    if (IN(name, turn_roles))
        return HS_TRAIT_TURN | HS_TRAIT_SURE_TURN;
    hs_span first = {0, 0};
    size_t at = 0;
    hs_word_next(name, &at, &first);
    bool office = starts_with_phrase(name, HS_STR("the ")); /* "The Chair", "The Rev Ruiz" */
    if (!office && IN(hs_word_bare(name, first), not_speakers) && !hs_word_all_upper(name))
        return 0;
    if (IN(hs_word_bare(name, first), piece_names))
        return 0;
    return is_final_stop(final_character(rest)) ? HS_TRAIT_TURN : 0;
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
        traits |= turn_traits(text);
        if (guess && text.length <= LONGEST_SHORT_LINE && is_headline(text))
            traits |= HS_TRAIT_HEADLINE;
    }
    entry->own_kind = (uint8_t)kind;
    entry->traits =
        (uint8_t)(traits | (settled ? HS_TRAIT_SETTLED : 0) | (marked ? HS_TRAIT_MARKED : 0));
}

size_t hs_block_kind_count_turns(const hs_block_entry *entries, size_t count)
{
    size_t turns = 0;
    for (size_t i = 0; i < count; i++)
        turns += (entries[i].traits & HS_TRAIT_TURN) != 0;
    return turns;
}

hs_block_kind hs_block_kind_decide(const hs_block_entry *entries, size_t count, size_t index,
                                   size_t turns)
{
    const hs_block_entry *entry = &entries[index];
    unsigned traits = entry->traits;
    unsigned before = index > 0 ? entries[index - 1].traits : 0;
    if (traits & HS_TRAIT_SETTLED)
        return (hs_block_kind)entry->own_kind;
    if (traits & HS_TRAIT_SURE_TURN || (traits & HS_TRAIT_TURN && turns >= 2))
        return HS_BLOCK_TRANSCRIPT_TURN;
    if (before & HS_TRAIT_IMAGE && traits & HS_TRAIT_CAPTION && !(traits & HS_TRAIT_SENTENCE))
        return HS_BLOCK_CAPTION;
    /* A question is a headline only at the top. */
    if (traits & HS_TRAIT_HEADLINE && count > 1 && (index == 0 || !(traits & HS_TRAIT_SENTENCE)))
        return HS_BLOCK_HEADING;
    return (hs_block_kind)entry->own_kind;
}
