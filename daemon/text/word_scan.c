/* Scans one word: letters, digits, and the marks that stay inside a word (the apostrophe of
 * "O'Rourke", the stops of "U.S.", the commas of "1,000", the hyphen of "re-elected"). Clitics,
 * marks and white space are token.c's, addresses address_scan.c's. */
#include "text/word_scan.h"

#include "base/memory.h"
#include "text/abbreviation.h"
#include "text/character.h"

/* Bytes of a word beyond which these patterns are no longer looked for. */
#define DOTTED_LETTERS_MAX 15
#define AMPERSAND_NAME_MAX 8

typedef struct scan {
    hs_str text;
    size_t start;
    size_t at; /* end of what the word has so far */
    hs_str previous;
    size_t piece;    /* start of the piece behind the last full stop */
    bool all_digits; /* digits and their separators so far */
    uint64_t *bytes_read;
} scan;

#define WORD(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* Prefixes whose hyphen the treebanks leave inside the word. */
static const hs_str prefixes[] = {
    WORD("e"),     WORD("non"),   WORD("re"),      WORD("mid"),   WORD("anti"),   WORD("co"),
    WORD("pre"),   WORD("pro"),   WORD("cross"),   WORD("post"),  WORD("semi"),   WORD("sub"),
    WORD("multi"), WORD("ex"),    WORD("counter"), WORD("mini"),  WORD("socio"),  WORD("intra"),
    WORD("inter"), WORD("micro"), WORD("super"),   WORD("ultra"), WORD("psycho"), WORD("over"),
    WORD("arch"),  WORD("macro"), WORD("trans"),   WORD("uh"),    WORD("mm"),     WORD("hm"),
    WORD("sub"),
};

/* Units that the treebanks cut from the number before them. */
static const hs_str units[] = {
    WORD("pm"),  WORD("am"),  WORD("k"),  WORD("m"),  WORD("bn"),  WORD("b"),   WORD("mm"),
    WORD("cm"),  WORD("km"),  WORD("kg"), WORD("g"),  WORD("lb"),  WORD("lbs"), WORD("ft"),
    WORD("mg"),  WORD("ml"),  WORD("t"),  WORD("tn"), WORD("mph"), WORD("kph"), WORD("hp"),
    WORD("x"),   WORD("mn"),  WORD("gb"), WORD("mb"), WORD("hrs"), WORD("min"), WORD("mins"),
    WORD("sec"), WORD("in"),  WORD("oz"), WORD("p"),  WORD("bps"), WORD("kw"),  WORD("mw"),
    WORD("gw"),  WORD("km2"), WORD("sq"),
};

/* Last parts of host and file names. */
static const hs_str name_endings[] = {
    WORD("com"),  WORD("org"), WORD("net"), WORD("gov"), WORD("edu"), WORD("co"),  WORD("uk"),
    WORD("info"), WORD("tv"),  WORD("io"),  WORD("eu"),  WORD("de"),  WORD("fr"),  WORD("ca"),
    WORD("au"),   WORD("ru"),  WORD("doc"), WORD("xls"), WORD("pdf"), WORD("txt"), WORD("html"),
    WORD("htm"),  WORD("jpg"), WORD("png"), WORD("gif"), WORD("zip"), WORD("exe"), WORD("docx"),
    WORD("csv"),  WORD("url"), WORD("mil"), WORD("int"), WORD("ie"),  WORD("nz"),  WORD("me"),
};

static const hs_str slashed_words[] = {
    WORD("w/o"), WORD("n/a"), WORD("s/he"), WORD("c/o"), WORD("a/c"), WORD("l/c"), WORD("i/c"),
};

static const hs_str sentence_openers[] = {
    WORD("the"),   WORD("a"),      WORD("an"),      WORD("this"),  WORD("that"), WORD("these"),
    WORD("those"), WORD("he"),     WORD("she"),     WORD("it"),    WORD("they"), WORD("we"),
    WORD("i"),     WORD("you"),    WORD("his"),     WORD("her"),   WORD("its"),  WORD("their"),
    WORD("our"),   WORD("my"),     WORD("but"),     WORD("and"),   WORD("in"),   WORD("on"),
    WORD("at"),    WORD("for"),    WORD("as"),      WORD("if"),    WORD("when"), WORD("while"),
    WORD("after"), WORD("before"), WORD("however"), WORD("there"), WORD("what"), WORD("who"),
    WORD("how"),   WORD("why"),    WORD("no"),      WORD("not"),   WORD("also"), WORD("some"),
    WORD("many"),  WORD("since"),  WORD("so"),      WORD("then"),  WORD("with"), WORD("by"),
    WORD("from"),  WORD("to"),     WORD("another"), WORD("one"),   WORD("both"), WORD("all"),
};

static hs_character look(scan *s, size_t offset)
{
    (*s->bytes_read)++;
    if (offset >= s->text.length)
        return (hs_character){0, 0, HS_CHARACTER_SPACE};
    return hs_character_at(s->text, offset);
}

static bool is_word_class(uint8_t class)
{
    return class == HS_CHARACTER_LETTER || class == HS_CHARACTER_DIGIT ||
           class == HS_CHARACTER_EXTENDER;
}

static bool is_digit_at(scan *s, size_t offset)
{
    return look(s, offset).class == HS_CHARACTER_DIGIT;
}

static hs_str so_far(const scan *s)
{
    return hs_str_slice(s->text, s->start, s->at);
}

/* The end of the letters and digits from `from`, or `from` + the look-ahead when they go on. */
static size_t alphanumeric_end(scan *s, size_t from)
{
    size_t at = from;
    while (at < from + HS_WORD_LOOKAHEAD) {
        hs_character c = look(s, at);
        if (!is_word_class(c.class))
            break;
        at += c.length;
    }
    return at;
}

/* The first byte behind white space. */
static size_t skip_space(hs_str text, size_t offset)
{
    size_t end = offset + HS_WORD_LOOKAHEAD;
    while (offset < text.length && offset < end) {
        hs_character c = hs_character_at(text, offset);
        if (c.class != HS_CHARACTER_SPACE)
            break;
        offset += c.length;
    }
    return offset;
}

bool hs_sentence_opens(hs_str text, size_t offset)
{
    size_t start = skip_space(text, offset);
    if (start >= text.length)
        return true;
    if (!hs_character_is_upper(hs_character_at(text, start).codepoint))
        return false;
    size_t end = start;
    while (end < text.length && end < start + 16 &&
           hs_character_at(text, end).class == HS_CHARACTER_LETTER)
        end++;
    return hs_str_among_ignoring_case(hs_str_slice(text, start, end), sentence_openers,
                                      HS_COUNT(sentence_openers));
}

/* "p.m", "U.S": a few single letters with stops between. */
static bool is_dotted_letters(hs_str word)
{
    if (word.length < 3 || word.length > DOTTED_LETTERS_MAX || word.length % 2 == 0)
        return false;
    for (size_t i = 0; i < word.length; i++) {
        uint8_t byte = (uint8_t)word.bytes[i];
        bool letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
        if (i % 2 == 0 ? !letter : byte != '.')
            return false;
    }
    return true;
}

/* A single capital before a full stop: an initial, when a name can go on there. */
static bool is_initial(scan *s)
{
    hs_character letter = look(s, s->start);
    if (s->at != s->start + letter.length || !hs_character_is_upper(letter.codepoint))
        return false;
    size_t next = skip_space(s->text, s->at + 1);
    if (next >= s->text.length)
        return false;
    uint32_t after = look(s, next).codepoint;
    if (hs_character_is_lower(after)) /* "Ana G. and Tom Vey": a sentence would not go on small */
        return letter.codepoint != 'I' && s->previous.length > 1 &&
               hs_character_is_upper(hs_character_at(s->previous, 0).codepoint);
    if (!hs_character_is_upper(after))
        return false;
    if (s->previous.length == 0)
        return true;
    uint32_t before = hs_character_at(s->previous, 0).codepoint;
    if (hs_character_is_lower(before))
        return letter.codepoint != 'I' && !hs_sentence_opens(s->text, s->at + 1);
    bool name_before = hs_character_is_upper(before) || before == ',' || before == '(' ||
                       before == '"' || before == 0x201c;
    return letter.codepoint == 'I' ? name_before && s->previous.length > 2 : name_before;
}

/* "Selm, Mass.", "(D-Mass.)": behind a comma, hyphen or bracket. */
static bool in_place(const scan *s)
{
    return s->previous.length == 1 && memchr(",(-", s->previous.bytes[0], 3) != NULL;
}

static bool keeps_stop(scan *s, hs_abbreviation kind)
{
    size_t next = skip_space(s->text, s->at + 1);
    bool at_end = next >= s->text.length;
    hs_character after = look(s, next);
    bool capital = hs_character_is_upper(look(s, s->start).codepoint);
    switch (kind) {
    case HS_ABBREVIATION_NONE:
        return false;
    case HS_ABBREVIATION_TITLE:
        return capital && !at_end;
    case HS_ABBREVIATION_NUMBER:
        return after.class == HS_CHARACTER_DIGIT;
    case HS_ABBREVIATION_DATE:
        return capital && !at_end &&
               (after.class == HS_CHARACTER_DIGIT || after.codepoint == ',' ||
                hs_character_is_lower(after.codepoint));
    case HS_ABBREVIATION_INNER:
        return !at_end;
    case HS_ABBREVIATION_PLACE:
        return capital && in_place(s) && !hs_sentence_opens(s->text, s->at + 1);
    case HS_ABBREVIATION_EITHER:
        return !hs_sentence_opens(s->text, s->at + 1);
    case HS_ABBREVIATION_TRAILING:
        return !at_end && !hs_character_is_upper(after.codepoint);
    }
    return false;
}

/* A full stop with no letter or digit behind it: does it belong to the word? */
static bool takes_last_stop(scan *s)
{
    hs_str word = so_far(s);
    if (look(s, s->at + 1).codepoint == '.')
        return is_dotted_letters(word) && look(s, s->at + 2).codepoint != '.';
    if (is_dotted_letters(word))
        return true;
    return is_initial(s) || keeps_stop(s, hs_abbreviation_find(word));
}

/* "galleryfurniture.com", "notes.doc": the end of a dotted name, or 0. */
static size_t dotted_name_end(scan *s)
{
    size_t piece = s->piece, at = s->at, limit = s->at + HS_WORD_LOOKAHEAD;
    while (at < limit && look(s, at).codepoint == '.') {
        size_t end = alphanumeric_end(s, at + 1);
        if (end == at + 1 || end > limit)
            break;
        piece = at + 1;
        at = end;
    }
    hs_str last = hs_str_slice(s->text, piece, at);
    if (at > s->at && hs_str_among_ignoring_case(last, name_endings, HS_COUNT(name_endings)))
        return at;
    return 0;
}

/* "N2" of "N2.4bn", "Rs2" of "Rs2.5": letters for a currency in front of a number. */
static bool is_amount(hs_str word)
{
    size_t letters = 0;
    while (letters < word.length && (word.bytes[letters] | 0x20) >= 'a' &&
           (word.bytes[letters] | 0x20) <= 'z')
        letters++;
    size_t at = letters;
    while (at < word.length && word.bytes[at] >= '0' && word.bytes[at] <= '9')
        at++;
    return letters > 0 && letters <= 2 && at > letters && at == word.length &&
           word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
}

/* The full stop at s->at: extends the word over it, or returns false. */
static bool take_stop(scan *s)
{
    hs_character next = look(s, s->at + 1);
    if (!is_word_class(next.class)) {
        if (takes_last_stop(s))
            s->at++;
        return false;
    }
    if (next.class == HS_CHARACTER_DIGIT && (s->all_digits || is_amount(so_far(s)))) {
        s->at++;
        return true;
    }
    if (next.class == HS_CHARACTER_DIGIT &&
        hs_abbreviation_find(so_far(s)) == HS_ABBREVIATION_NUMBER) {
        s->at++; /* "No.1" */
        return false;
    }
    size_t after_next = s->at + 1 + next.length;
    bool letter_follows = is_word_class(look(s, after_next).class);
    hs_str word = so_far(s);
    if (next.class == HS_CHARACTER_LETTER && !letter_follows &&
        (is_dotted_letters(word) || word.length == 1)) {
        s->at = after_next;
        return true;
    }
    size_t end = alphanumeric_end(s, s->at + 1);
    hs_str longer = hs_str_slice(s->text, s->start, end);
    if (hs_abbreviation_find(longer) != HS_ABBREVIATION_NONE && look(s, end).codepoint == '.') {
        s->at = end + 1;
        return false;
    }
    size_t name_end = dotted_name_end(s);
    if (name_end == 0)
        return false;
    s->at = name_end;
    return true;
}

/* Digit groups that hyphens join into one number: telephone numbers and dates. */
static const uint8_t hyphen_groups[][5] = {
    {3, 3, 4}, {3, 4}, {1, 3, 3, 4}, {5, 4}, {4, 2, 2}, {2, 2, 4}, {2, 2, 2}, {3, 2, 4},
};

static size_t hyphened_number_end(scan *s)
{
    uint8_t groups[5] = {0};
    size_t count = 0, at = s->start;
    for (;;) {
        size_t from = at;
        while (is_digit_at(s, at) && at - from < 9)
            at++;
        if (at == from || count == 4)
            return 0;
        groups[count++] = (uint8_t)(at - from);
        if (look(s, at).codepoint != '-' || !is_digit_at(s, at + 1))
            break;
        at++;
    }
    if (is_word_class(look(s, at).class))
        return 0;
    for (size_t i = 0; i < HS_COUNT(hyphen_groups); i++)
        if (memcmp(groups, hyphen_groups[i], sizeof groups) == 0)
            return at;
    return 0;
}

static bool take_hyphen(scan *s)
{
    hs_character next = look(s, s->at + 1);
    if (next.class == HS_CHARACTER_SPACE && next.length > 0 && s->at - s->start <= 2 &&
        !s->all_digits && hs_character_is_lower(look(s, s->start).codepoint)) {
        s->at++; /* a stutter: "th- the" */
        return false;
    }
    if (!is_word_class(next.class))
        return false;
    if (s->all_digits && next.class == HS_CHARACTER_DIGIT) {
        size_t end = hyphened_number_end(s);
        if (end > s->at) {
            s->at = end;
            return true;
        }
        return false;
    }
    bool in_compound = s->start > 0 && s->text.bytes[s->start - 1] == '-';
    if (in_compound || !hs_str_among_ignoring_case(so_far(s), prefixes, HS_COUNT(prefixes)))
        return false;
    s->at++;
    return true;
}

/* A comma, colon or slash between digits. */
static bool take_separator(scan *s, uint32_t mark)
{
    if (!s->all_digits || !is_digit_at(s, s->at + 1))
        return false;
    if (mark == ',') {
        size_t end = s->at + 1;
        while (end < s->at + 5 && is_digit_at(s, end))
            end++;
        if (end != s->at + 4)
            return false;
    }
    s->at++;
    return true;
}

static bool take_slash(scan *s)
{
    if (take_separator(s, '/'))
        return true;
    size_t end = alphanumeric_end(s, s->at + 1);
    if (!hs_str_among_ignoring_case(hs_str_slice(s->text, s->start, end), slashed_words,
                                    HS_COUNT(slashed_words)))
        return false;
    s->at = end;
    return false;
}

/* "AT&T", "PG&E": a few capitals on both sides. */
static bool take_ampersand(scan *s)
{
    hs_str word = so_far(s);
    if (word.length > AMPERSAND_NAME_MAX)
        return false;
    for (size_t i = 0; i < word.length; i++)
        if (word.bytes[i] < 'A' || word.bytes[i] > 'Z')
            return false;
    size_t next = s->at + 1;
    if (!hs_character_is_upper(look(s, next).codepoint) ||
        hs_character_is_lower(look(s, next + 1).codepoint))
        return false;
    s->at++;
    return true;
}

/* The clitics behind an apostrophe are cut by token.c; all else with a letter stays inside. */
static bool take_apostrophe(scan *s, size_t apostrophe_length)
{
    size_t from = s->at + apostrophe_length;
    hs_character next = look(s, from);
    if (next.class != HS_CHARACTER_LETTER)
        return false;
    size_t end = alphanumeric_end(s, from);
    static const hs_str clitics[] = {WORD("s"),  WORD("m"),  WORD("d"),
                                     WORD("re"), WORD("ve"), WORD("ll")};
    hs_str tail = hs_str_slice(s->text, from, end < s->text.length ? end : s->text.length);
    if (hs_str_among_ignoring_case(tail, clitics, HS_COUNT(clitics))) {
        hs_str word = so_far(s);
        bool decade = s->all_digits && (word.length == 2 || word.length == 4) &&
                      word.bytes[word.length - 1] == '0' && tail.bytes[0] == 's';
        if (decade && tail.length == 1)
            s->at = end;
        return false;
    }
    s->at = end;
    return true;
}

/* "5pm": the number ends before its unit. */
static bool unit_follows(scan *s)
{
    if (!s->all_digits || s->at == s->start)
        return false;
    size_t end = alphanumeric_end(s, s->at);
    return hs_str_among_ignoring_case(hs_str_slice(s->text, s->at, end), units, HS_COUNT(units));
}

/* Takes the next character, or returns false where the word ends. */
static bool step(scan *s)
{
    hs_character c = look(s, s->at);
    switch (c.class) {
    case HS_CHARACTER_LETTER:
        if (unit_follows(s))
            return false;
        s->all_digits = false;
        break;
    case HS_CHARACTER_DIGIT:
    case HS_CHARACTER_EXTENDER:
        break;
    case HS_CHARACTER_APOSTROPHE:
        return take_apostrophe(s, c.length);
    default:
        switch (c.codepoint) {
        case '.':
            return take_stop(s);
        case '-':
            return take_hyphen(s);
        case ',':
        case ':':
            return take_separator(s, c.codepoint);
        case '/':
            return take_slash(s);
        case '&':
            return take_ampersand(s);
        default:
            return false;
        }
    }
    s->at += c.length;
    return true;
}

size_t hs_word_scan(hs_str text, size_t start, hs_str previous, uint64_t *bytes_read)
{
    scan s = {.text = text,
              .start = start,
              .at = start,
              .previous = previous,
              .piece = start,
              .all_digits = true,
              .bytes_read = bytes_read};
    if (text.bytes[start] == '.' || text.bytes[start] == '+')
        s.at++;
    while (step(&s))
        continue;
    return s.at;
}
