/* Labels in front of a transcript's turns: "Question:", "Q.", "Ana Ruiz:", "The Chair (Ms Ruiz):".
 * What is a label is told by capitals, offices and how long it is.
 */
#include "text/turn_label.h"

#include "text/block_kind.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
    MOST_NAME_WORDS = 4,
    MOST_OFFICE_WORDS = 8, /* "The Secretary of State for …" */
    MOST_LABEL_WORDS = 14, /* a turn's name and what tells more of it */
    LONGEST_LABEL = 120,
    LONGEST_HANDLE = 40,
};

/* Whoever asks in a transcript; lower case. */
static const char *const turn_roles[] = {
    "question", "answer",    "q",         "a",           "moderator",   "interviewer",
    "host",     "presenter", "reporter",  "journalist",  "chair",       "chairman",
    "anchor",   "audience",  "spokesman", "spokeswoman", "spokesperson"};

/* Words before a colon that name no speaker. */
static const char *const not_speakers[] = {
    "the",       "note",       "correction", "update",    "updated",      "exclusive", "analysis",
    "opinion",   "photo",      "picture",    "video",     "watch",        "listen",    "live",
    "source",    "sources",    "date",       "time",      "place",        "address",   "subject",
    "from",      "to",         "cc",         "re",        "tags",         "topics",    "warning",
    "summary",   "background", "present",    "apologies", "attending",    "attendees", "panellists",
    "panelists", "guests",     "hosts",      "guest",     "participants", "editor",    "editors",
    "ed"};

/* What the parts of a fact check are called. */
static const char *const check_parts[] = {"claim",  "claims",  "fact",  "facts",
                                          "ruling", "verdict", "truth", "context"};

/* What kind of piece a headline says it is. */
static const char *const piece_names[] = {
    "q&a",       "explainer",  "factbox", "obituary", "profile",    "review",
    "interview", "letter",     "fact",    "breaking", "fact-check", "panel",
    "podcast",   "transcript", "debate",  "minutes",  "analysis",   "opinion"};

/* Likewise as a label's last word: "Political memo". */
static const char *const kinds_of_piece[] = {"memo",     "analysis", "opinion",
                                             "notebook", "sketch",   "explainer"};

/* Between "Ana Ruiz, …" and a colon they make a sentence of it, not a turn's label. */
static const char *const label_breakers[] = {
    "said",     "says",   "told",    "tells",    "added",     "adds",      "asked",     "asks",
    "wrote",    "writes", "replied", "warned",   "continued", "explained", "tweeted",   "posted",
    "is",       "are",    "was",     "were",     "has",       "have",      "had",       "will",
    "would",    "who",    "which",   "insisted", "concluded", "stated",    "commented", "argued",
    "answered", "put",    "read",    "reads"};

/* Inside names of offices, */
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

#define IN(word, table) hs_word_in(word, table, HS_COUNT(table))

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

/* "Tuesday's Briefing": what belongs to somebody speaks for nobody. */
static bool possessive(hs_str word)
{
    return hs_str_ends_with(word, HS_STR("'s")) || hs_str_ends_with(word, HS_STR("\u2019s"));
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
    bool the = hs_str_starts_ignoring_case(text, HS_STR("the ")), office = false;
    hs_word_next(text, &next, &word);
    bool titled = the || IN(hs_word_bare(text, word), office_words);
    size_t most = titled ? MOST_OFFICE_WORDS : MOST_NAME_WORDS;
    for (size_t words = 0; words < most + 1 && hs_word_next(text, at, &word); words++) {
        if (words > 0 && text.bytes[word.start] == '(') {
            *at = start;
            return (office || !the) && skip_description(text, at, true);
        }
        start = *at;
        hs_str bare = hs_word_bare(text, word);
        bool small = hs_word_name_particle(bare) || (titled && IN(bare, office_particles));
        office = office || IN(bare, office_words);
        if (words == most || bare.length == 0 || possessive(bare) ||
            (!hs_word_starts_upper(bare) && !small) || ends_with_any(text, word, ";?!"))
            return false;
        if (ends_with_any(text, word, ":"))
            return office || words > 0 || !the;
        if (ends_with_any(text, word, ","))
            return (office || !the) && words > 0 && description_starts(text, *at) &&
                   skip_description(text, at, false);
    }
    return false;
}

/* "The Lantern": whoever asks for it, or "THE RULES" of a list. */
static bool holds_no_office(hs_str label)
{
    hs_span word;
    for (size_t at = 0; hs_word_next(label, &at, &word);)
        if (IN(hs_word_bare(label, word), office_words))
            return false;
    return true;
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

/* "Q. Did you sign it?" */
static bool lettered(hs_str text)
{
    return text.length > 3 && (text.bytes[0] == 'Q' || text.bytes[0] == 'A') &&
           text.bytes[1] == '.' && text.bytes[2] == ' ';
}

/* "@ana_ruiz: We won.": the handle in front of a post, as far as its colon; 0 if there is none. */
static size_t handle_end(hs_str text)
{
    size_t end = 1;
    if (text.length < 2 || text.bytes[0] != '@')
        return 0;
    while (end < text.length && end <= LONGEST_HANDLE &&
           (text.bytes[end] == '_' ||
            hs_utf8_is(hs_utf8_after(text, end), HS_CHAR_LETTER | HS_CHAR_DIGIT)))
        end++;
    return end > 1 && end + 1 < text.length && text.bytes[end] == ':' && text.bytes[end + 1] == ' '
               ? end
               : 0;
}

/* The span of the words in front of a colon, if they look like a name; `*rest` is what follows. */
static bool split_bare(hs_str text, hs_str *name, hs_str *rest)
{
    size_t at = 0;
    hs_span first;
    if (lettered(text)) {
        *name = hs_str_slice(text, 0, 1);
        *rest = hs_str_slice(text, 3, text.length);
        return true;
    }
    if (handle_end(text) > 0) {
        *name = hs_str_slice(text, 1, handle_end(text));
        *rest = hs_str_slice(text, handle_end(text) + 2, text.length);
        return true;
    }
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

/* Likewise, but a transcript that is quoted as a whole has a mark in front of its first label:
 * "RUIZ: Thank you. */
static bool split_name(hs_str text, hs_str *name, hs_str *rest)
{
    size_t mark = opening_mark(text);
    return split_bare(hs_str_slice(text, mark, text.length), name, rest) &&
           (mark == 0 || hs_word_all_upper(*name));
}

hs_span hs_turn_label(hs_str text)
{
    hs_str name, rest;
    if (!split_name(text, &name, &rest))
        return (hs_span){0, 0};
    uint32_t start = (uint32_t)(name.bytes - text.bytes);
    return (hs_span){start, start + (uint32_t)name.length};
}

bool hs_turn_names_piece(hs_str label)
{
    hs_span first = {0, 0}, last = {0, 0};
    size_t at = 0;
    if (!hs_word_next(label, &at, &first))
        return false;
    last = first;
    while (hs_word_next(label, &at, &last))
        ;
    return IN(hs_word_bare(label, first), piece_names) ||
           IN(hs_word_bare(label, last), kinds_of_piece) ||
           IN(hs_word_bare(label, last), check_parts);
}

hs_str hs_turn_surname(hs_str label, bool *alone)
{
    hs_span word;
    hs_str last = {0};
    size_t words = 0;
    for (size_t at = 0; hs_word_next(label, &at, &word) && label.bytes[word.start] != '('; words++)
        last = hs_word_bare(label, word);
    *alone = words == 1;
    return last;
}

bool hs_turn_names_role(hs_str label)
{
    return IN(label, turn_roles);
}

bool hs_turn_chairs(hs_str label)
{
    static const char *const chairs[] = {"chair", "chairman", "chairwoman", "chairperson"};
    bool alone;
    return IN(hs_turn_surname(label, &alone), chairs);
}

unsigned hs_turn_traits(hs_str text)
{
    hs_str name, rest;
    if (!split_name(text, &name, &rest))
        return 0;
    if (IN(name, turn_roles)) /* but "A. Ruiz signed" is no answer */
        return HS_TRAIT_TURN | (lettered(text) ? 0 : HS_TRAIT_SURE_TURN);
    if (handle_end(text) > 0) /* several of them make a thread: one may be whom it is told to */
        return HS_TRAIT_TURN;
    hs_span first = {0, 0};
    size_t at = 0;
    hs_word_next(name, &at, &first);
    bool office =
        hs_str_starts_ignoring_case(name, HS_STR("the ")); /* "The Chair", "The Rev Ruiz" */
    if (!office && IN(hs_word_bare(name, first), not_speakers) && !hs_word_all_upper(name))
        return 0;
    if (hs_turn_names_piece(name))
        return 0;
    return office && holds_no_office(name) ? HS_TRAIT_WEAK_TURN : HS_TRAIT_TURN;
}
