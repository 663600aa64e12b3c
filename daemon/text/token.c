/* Walks over a text and cuts it: white space, marks, clitics and split words. Where a word, number
 * or address ends is word_scan.c's. */
#include "text/token.h"

#include "base/array.h"
#include "text/address_scan.h"
#include "text/character.h"
#include "text/word_scan.h"

typedef struct cutter {
    hs_str text;
    HS_ARRAY(hs_token) tokens;
    size_t mail_search_end;
    bool single_quote_open; /* an apostrophe-like mark opened a quotation */
    uint64_t bytes_read;
} cutter;

#define WORD(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* Words that the treebanks split with no apostrophe; `first` bytes go to the first part. */
static const struct {
    hs_str word;
    uint8_t first;
} split_words[] = {
    {WORD("cannot"), 3}, {WORD("gonna"), 3},  {WORD("wanna"), 3},    {WORD("gotta"), 3},
    {WORD("dont"), 2},   {WORD("doesnt"), 4}, {WORD("didnt"), 3},    {WORD("isnt"), 2},
    {WORD("wasnt"), 3},  {WORD("arent"), 3},  {WORD("couldnt"), 5},  {WORD("wouldnt"), 5},
    {WORD("hasnt"), 3},  {WORD("havent"), 4}, {WORD("shouldnt"), 6}, {WORD("wont"), 2},
    {WORD("cant"), 2},   {WORD("outta"), 3},  {WORD("aint"), 2},     {WORD("thats"), 4},
    {WORD("ive"), 1},    {WORD("im"), 1},     {WORD("whats"), 4},    {WORD("youre"), 3},
    {WORD("youll"), 3},  {WORD("theres"), 5}, {WORD("arnt"), 2},     {WORD("theyre"), 4},
};

/* Words that begin with an apostrophe. */
static const hs_str elided_words[] = {WORD("em"),  WORD("til"),   WORD("cause"), WORD("bout"),
                                      WORD("cuz"), WORD("round"), WORD("n")};

static const hs_str clitics[] = {WORD("s"),  WORD("m"),  WORD("d"), WORD("t"),
                                 WORD("re"), WORD("ve"), WORD("ll")};

/* Letters that make one currency sign with the dollar behind them. */
static const hs_str dollar_prefixes[] = {WORD("US"), WORD("A"),  WORD("C"),  WORD("HK"), WORD("NZ"),
                                         WORD("CA"), WORD("AU"), WORD("NT"), WORD("R"),  WORD("S")};

/* Marks that make one token together. */
static const hs_str emoticons[] = {
    WORD(":-)"), WORD(":-("), WORD(";-)"), WORD(":-D"), WORD(":-P"), WORD(":-/"),   WORD("^_^"),
    WORD(":)"),  WORD(":("),  WORD(";)"),  WORD(":D"),  WORD("=)"),  WORD(":P"),    WORD(":p"),
    WORD("<3"),  WORD(":/"),  WORD("=("),  WORD("XD"),  WORD("=D"),  WORD("[...]"),
};

static hs_character look(cutter *c, size_t offset)
{
    c->bytes_read++;
    if (offset >= c->text.length)
        return (hs_character){0, 0, HS_CHARACTER_SPACE};
    return hs_character_at(c->text, offset);
}

static bool is_word_class(uint8_t class)
{
    return class == HS_CHARACTER_LETTER || class == HS_CHARACTER_DIGIT;
}

static void push(cutter *c, size_t start, size_t end, bool joined)
{
    *hs_array_push(&c->tokens) =
        (hs_token){.span = {(uint32_t)start, (uint32_t)end}, .joined = joined};
}

static hs_str last_token(const cutter *c)
{
    if (c->tokens.count == 0)
        return hs_str_make(c->text.bytes, 0);
    return hs_token_text(c->text, &c->tokens.items[c->tokens.count - 1]);
}

/* True when a token ends right before `offset`. */
static bool adjoins_token(const cutter *c, size_t offset)
{
    return c->tokens.count > 0 && c->tokens.items[c->tokens.count - 1].span.end == offset;
}

/* True when a token that ends in a letter or digit ends right before `offset`. */
static bool adjoins_word(const cutter *c, size_t offset)
{
    if (!adjoins_token(c, offset))
        return false;
    uint8_t before = (uint8_t)c->text.bytes[offset - 1];
    hs_str word = last_token(c);
    bool stopped = before == '.' && word.length > 1 && word.bytes[0] != '.';
    return stopped || before >= 0x80 || is_word_class(hs_character_at(c->text, offset - 1).class);
}

static size_t negation_start(hs_str text, size_t start, size_t end)
{
    static const hs_str negations[] = {WORD("n't"), WORD("n\xe2\x80\x99t")};
    for (size_t i = 0; i < HS_COUNT(negations); i++) {
        size_t length = negations[i].length;
        if (end - start > length &&
            hs_str_equal_ignoring_case(hs_str_slice(text, end - length, end), negations[i]))
            return end - length;
    }
    return end;
}

static void push_word(cutter *c, size_t start, size_t end)
{
    size_t middle = negation_start(c->text, start, end);
    hs_str word = hs_str_slice(c->text, start, end);
    for (size_t i = 0; middle == end && i < HS_COUNT(split_words); i++)
        if (word.length == split_words[i].word.length &&
            hs_str_equal_ignoring_case(word, split_words[i].word) && word.bytes[0] != 'I')
            middle = start + split_words[i].first; /* "Im" and "Ive" are names */
    push(c, start, middle, false);
    if (middle < end)
        push(c, middle, end, true);
}

static size_t cut_word(cutter *c, size_t start)
{
    size_t end = hs_address_scan(c->text, start, &c->mail_search_end, &c->bytes_read);
    if (end > start) {
        push(c, start, end, false);
        return end;
    }
    end = hs_word_scan(c->text, start, last_token(c), &c->bytes_read);
    hs_str word = hs_str_slice(c->text, start, end);
    if (look(c, end).codepoint == '$' &&
        hs_str_among_ignoring_case(word, dollar_prefixes, HS_COUNT(dollar_prefixes))) {
        push(c, start, end + 1, false);
        return end + 1;
    }
    push_word(c, start, end);
    return end;
}

/* The letters from `from`, at most four bytes of them. */
static size_t short_word_end(cutter *c, size_t from)
{
    size_t end = from;
    while (end < from + 6 && is_word_class(look(c, end).class))
        end += look(c, end).length;
    return end;
}

/* "'90s", "’72": a decade or year. */
static bool is_year(hs_str word)
{
    if (word.length != 2 && word.length != 3)
        return false;
    bool digits = word.bytes[0] >= '0' && word.bytes[0] <= '9' && word.bytes[1] >= '0' &&
                  word.bytes[1] <= '9';
    return digits && (word.length == 2 || word.bytes[2] == 's');
}

/* An apostrophe behind a word with no letter after it: a plural's possessive, or a closing mark. */
static size_t cut_final_apostrophe(cutter *c, size_t start, size_t end)
{
    hs_str word = last_token(c);
    char last = word.bytes[word.length - 1];
    bool possessive =
        !c->single_quote_open && (last == 's' || last == 'S' || last == 'x' || last == 'z');
    if (!possessive)
        c->single_quote_open = false;
    push(c, start, end, possessive);
    return end;
}

static size_t cut_apostrophe(cutter *c, size_t start, size_t length)
{
    size_t from = start + length;
    hs_character next = look(c, from);
    if (next.class == HS_CHARACTER_APOSTROPHE && next.codepoint == look(c, start).codepoint) {
        push(c, start, from + next.length, false);
        return from + next.length;
    }
    size_t end = short_word_end(c, from);
    hs_str tail = hs_str_slice(c->text, from, end);
    if (adjoins_token(c, start) && hs_str_among_ignoring_case(tail, clitics, HS_COUNT(clitics))) {
        push(c, start, end, adjoins_word(c, start));
        return end;
    }
    if (adjoins_word(c, start) && end == from)
        return cut_final_apostrophe(c, start, from);
    if (!adjoins_token(c, start) &&
        (hs_str_among_ignoring_case(tail, elided_words, HS_COUNT(elided_words)) || is_year(tail))) {
        push(c, start, end, false);
        return end;
    }
    c->single_quote_open = end > from;
    push(c, start, from, false);
    return from;
}

static size_t emoticon_end(cutter *c, size_t start)
{
    for (size_t i = 0; i < HS_COUNT(emoticons); i++) {
        size_t end = start + emoticons[i].length;
        c->bytes_read++;
        if (end <= c->text.length &&
            hs_str_equal(hs_str_slice(c->text, start, end), emoticons[i]) &&
            !is_word_class(look(c, end).class) && look(c, end).codepoint != '/')
            return end;
    }
    return start;
}

/* True for marks of which a run makes one token. */
static bool runs_together(uint32_t mark, uint32_t next)
{
    if (mark == '!' || mark == '?')
        return next == '!' || next == '?';
    if (mark == 0x2026)
        return next == 0x2026 || next == '.';
    return mark == next && mark < 0x80 && mark != 0 && strchr(".-=*~+#<>`|_^", (int)mark);
}

static size_t cut_mark(cutter *c, size_t start)
{
    hs_character mark = look(c, start);
    size_t end = start + mark.length;
    uint32_t last = mark.codepoint;
    for (;;) {
        hs_character next = look(c, end);
        if (next.class != HS_CHARACTER_EXTENDER && !runs_together(last, next.codepoint))
            break;
        if (next.class != HS_CHARACTER_EXTENDER)
            last = next.codepoint;
        end += next.length;
    }
    if (mark.codepoint == 0x2018)
        c->single_quote_open = true;
    push(c, start, end, false);
    return end;
}

/* A mark that begins a word: "#hashtag", "@name", ".5", "+44". */
static bool begins_word(cutter *c, size_t at, uint32_t mark)
{
    hs_character next = look(c, at + 1);
    if (mark == '#' || mark == '@')
        return next.class == HS_CHARACTER_LETTER && !adjoins_word(c, at);
    if (mark == '.' || mark == '+')
        return next.class == HS_CHARACTER_DIGIT && !adjoins_word(c, at);
    return false;
}

static size_t cut_tag(cutter *c, size_t start)
{
    size_t end = start + 1;
    for (;;) {
        hs_character next = look(c, end);
        if (!is_word_class(next.class) && next.class != HS_CHARACTER_EXTENDER)
            break;
        end += next.length;
    }
    push(c, start, end, false);
    return end;
}

static size_t cut_one(cutter *c, size_t at)
{
    hs_character first = look(c, at);
    switch (first.class) {
    case HS_CHARACTER_SPACE:
        return at + first.length;
    case HS_CHARACTER_LETTER:
    case HS_CHARACTER_DIGIT:
        return cut_word(c, at);
    case HS_CHARACTER_APOSTROPHE:
        return cut_apostrophe(c, at, first.length);
    default:
        break;
    }
    if (begins_word(c, at, first.codepoint))
        return first.codepoint == '#' || first.codepoint == '@' ? cut_tag(c, at) : cut_word(c, at);
    size_t end = emoticon_end(c, at);
    if (end > at) {
        push(c, at, end, false);
        return end;
    }
    return cut_mark(c, at);
}

static bool is_symbol(uint32_t codepoint)
{
    return codepoint < 0x80 && codepoint != 0 && strchr("$+<=>^|~", (int)codepoint);
}

typedef struct census {
    size_t letters, upper, digits, symbols, characters;
    bool first_upper;
} census;

static census count_characters(hs_str word)
{
    census n = {0};
    for (size_t at = 0; at < word.length;) {
        hs_character c = hs_character_at(word, at);
        bool upper = hs_character_is_upper(c.codepoint);
        n.first_upper |= at == 0 && upper;
        n.letters += c.class == HS_CHARACTER_LETTER;
        n.upper += upper;
        n.digits += c.class == HS_CHARACTER_DIGIT;
        n.symbols += is_symbol(c.codepoint) || c.codepoint >= 0x2100;
        n.characters++;
        at += c.length;
    }
    return n;
}

static hs_token_shape shape_of(hs_str word)
{
    census n = count_characters(word);
    if (n.letters == 0 && n.digits == 0)
        return n.symbols > 0 ? HS_TOKEN_OTHER : HS_TOKEN_PUNCTUATION;
    if (n.letters == 0)
        return HS_TOKEN_NUMBER;
    if (n.digits > 0 || n.symbols > 0)
        return HS_TOKEN_OTHER;
    if (n.upper == n.letters)
        return n.characters > 1 ? HS_TOKEN_UPPER : HS_TOKEN_CAPITALISED;
    if (n.first_upper)
        return HS_TOKEN_CAPITALISED;
    return n.upper == 0 ? HS_TOKEN_LOWER : HS_TOKEN_OTHER;
}

static void describe(cutter *c)
{
    for (size_t i = 0; i < c->tokens.count; i++) {
        hs_token *token = &c->tokens.items[i];
        token->shape = (uint8_t)shape_of(hs_token_text(c->text, token));
        token->space_after = token->span.end < c->text.length &&
                             look(c, token->span.end).class == HS_CHARACTER_SPACE;
    }
}

hs_token *hs_tokenize_counting(hs_str text, hs_arena *arena, size_t *count, uint64_t *bytes_read)
{
    cutter c = {.text = text};
    hs_array_reserve(&c.tokens, text.length / 5 + 8);
    for (size_t at = 0; at < text.length;)
        at = cut_one(&c, at);
    describe(&c);
    hs_token *tokens = hs_arena_new_array(arena, hs_token, c.tokens.count);
    if (c.tokens.count > 0)
        memcpy(tokens, c.tokens.items, c.tokens.count * sizeof *tokens);
    *count = c.tokens.count;
    *bytes_read += c.bytes_read;
    hs_array_finish(&c.tokens);
    return tokens;
}

hs_token *hs_tokenize(hs_str text, hs_arena *arena, size_t *count)
{
    uint64_t bytes_read = 0;
    return hs_tokenize_counting(text, arena, count, &bytes_read);
}
