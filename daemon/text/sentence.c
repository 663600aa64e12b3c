/* Decides behind which tokens a sentence ends. The tokenizer has already told full stops from the
 * stops of abbreviations; what remains are closing marks, ellipses, abbreviations that may end a
 * sentence, and reporting clauses. */
#include "text/sentence.h"

#include "base/array.h"
#include "text/abbreviation.h"
#include "text/character.h"
#include "text/word_scan.h"

/* How far a reporting verb may stand behind a quoted question: "Why?" the old man from Orlo asked
 */
#define REPORTING_CLAUSE_TOKENS 6

/* Behind so many tokens a sentence ends all the same. Nobody writes such; but what is looked for
 * throughout a sentence must not take long in a list of a megabyte. */
#define LONGEST_TOKENS 1000

typedef struct splitter {
    hs_str text;
    const hs_token *tokens;
    size_t count;
    size_t first; /* of the sentence being read */
    HS_ARRAY(hs_sentence) sentences;
} splitter;

typedef enum stop_kind {
    STOP_NONE,
    STOP_FULL,         /* "." */
    STOP_QUESTION,     /* "?", "!", "?!" */
    STOP_ELLIPSIS,     /* "...", "…" */
    STOP_ABBREVIATION, /* "Inc.", "p.m." */
} stop_kind;

#define WORD(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const hs_str reporting_verbs[] = {
    WORD("said"),    WORD("says"),      WORD("say"),       WORD("asked"),     WORD("asks"),
    WORD("told"),    WORD("wrote"),     WORD("added"),     WORD("replied"),   WORD("answered"),
    WORD("shouted"), WORD("cried"),     WORD("tweeted"),   WORD("wondered"),  WORD("demanded"),
    WORD("yelled"),  WORD("exclaimed"), WORD("screamed"),  WORD("joked"),     WORD("chanted"),
    WORD("reads"),   WORD("read"),      WORD("continued"), WORD("insisted"),  WORD("quipped"),
    WORD("writes"),  WORD("remarked"),  WORD("repeated"),  WORD("explained"), WORD("declared"),
    WORD("warned"),  WORD("recalled"),  WORD("responded"), WORD("retorted"),  WORD("pleaded"),
    WORD("begged"),  WORD("mused"),     WORD("inquired"),  WORD("thundered"), WORD("countered"),
};

static hs_str token_text(const splitter *s, size_t index)
{
    return hs_token_text(s->text, &s->tokens[index]);
}

static bool is(const splitter *s, size_t index, const char *word)
{
    return hs_str_is(token_text(s, index), word);
}

static bool starts_lower(const splitter *s, size_t index)
{
    uint8_t shape = s->tokens[index].shape;
    if (shape == HS_TOKEN_LOWER)
        return true;
    return hs_character_is_lower(hs_character_at(s->text, s->tokens[index].span.start).codepoint);
}

static stop_kind stop_of(const splitter *s, size_t index)
{
    hs_str word = token_text(s, index);
    uint8_t last = (uint8_t)word.bytes[word.length - 1];
    if (s->tokens[index].shape == HS_TOKEN_PUNCTUATION) {
        if (last == '.')
            return word.length == 1 ? STOP_FULL : STOP_ELLIPSIS;
        if (last == '?' || last == '!')
            return STOP_QUESTION;
        return hs_str_ends_with(word, HS_STR("\xe2\x80\xa6")) ? STOP_ELLIPSIS : STOP_NONE;
    }
    return last == '.' && word.length > 1 ? STOP_ABBREVIATION : STOP_NONE;
}

/* A mark that closes what the stop stands in: it adjoins the stop, and no word adjoins it. */
static bool is_closer(const splitter *s, size_t index)
{
    static const hs_str closers[] = {
        WORD(")"),
        WORD("]"),
        WORD("\""),
        WORD("'"),
        WORD("''"),
        WORD("\xe2\x80\x9d"),
        WORD("\xe2\x80\x99"),
        WORD("\xc2\xbb"),
        WORD("\xe2\x80\xba"),
        WORD("\xe2\x80\x99\xe2\x80\x99"),
        WORD("\xe2\x80\x9c"),
        WORD(">>"),
    };
    hs_str word = token_text(s, index);
    for (size_t i = 0; i < HS_COUNT(closers); i++)
        if (hs_str_equal(word, closers[i]))
            return true;
    return false;
}

static bool is_quote_mark(const splitter *s, size_t index)
{
    return is_closer(s, index) && !is(s, index, ")") && !is(s, index, "]");
}

/* Does a reporting clause follow: "he asked", "Ms Orlo said"? */
static bool reports_speech(const splitter *s, size_t index)
{
    size_t end = index + REPORTING_CLAUSE_TOKENS;
    for (size_t i = index; i < end && i < s->count; i++) {
        stop_kind stop = stop_of(s, i);
        if ((stop != STOP_NONE && stop != STOP_ABBREVIATION) || is_quote_mark(s, i) ||
            is(s, i, ","))
            return false;
        for (size_t v = 0; v < HS_COUNT(reporting_verbs); v++)
            if (hs_str_equal(token_text(s, i), reporting_verbs[v]))
                return i > index || !s->tokens[i].space_after || i + 1 < s->count;
    }
    return false;
}

/* "1.", "a.", "IV." at the front of a sentence number the item that follows. */
static bool is_list_number(const splitter *s, size_t index)
{
    if (index != s->first + 1 || index + 1 >= s->count || !s->tokens[index].space_after)
        return false;
    const hs_token *number = &s->tokens[s->first];
    size_t length = number->span.end - number->span.start;
    return (number->shape == HS_TOKEN_NUMBER && length <= 3) ||
           (number->shape != HS_TOKEN_PUNCTUATION && length == 1);
}

/* "I ... I do not know": the word before the ellipsis is said again. */
static bool repeats(const splitter *s, size_t index, size_t next)
{
    return next == index + 1 && index > s->first &&
           hs_str_equal(token_text(s, index - 1), token_text(s, next));
}

/* Whether the stop at `index`, with its closers up to `next`, ends the sentence there. */
static bool ends_sentence(const splitter *s, stop_kind stop, size_t index, size_t next)
{
    bool spaced = s->tokens[next - 1].space_after;
    bool quoted = next > index + 1 && is_quote_mark(s, next - 1);
    bool lower = starts_lower(s, next);
    uint8_t shape = s->tokens[next].shape;
    bool goes_on = is(s, next, ",") || is(s, next, ";") || is(s, next, ":") || is(s, next, ")") ||
                   is(s, next, ".") || is(s, next, "-") || is(s, next, "\xe2\x80\x93") ||
                   is(s, next, "\xe2\x80\x94");
    if (goes_on)
        return false;
    switch (stop) {
    case STOP_FULL:
        if (is_list_number(s, index))
            return false;
        if (next > index + 1 && lower)
            return false;
        return spaced || shape == HS_TOKEN_CAPITALISED || shape == HS_TOKEN_PUNCTUATION;
    case STOP_QUESTION:
        if (lower && (next > index + 1 || !spaced))
            return false;
        return !(quoted && reports_speech(s, next));
    case STOP_ELLIPSIS:
        if (!spaced && shape != HS_TOKEN_CAPITALISED)
            return false;
        return !lower && shape != HS_TOKEN_NUMBER && !repeats(s, index, next) &&
               !(quoted && reports_speech(s, next));
    case STOP_ABBREVIATION:
        return spaced && !lower && hs_sentence_opens(s->text, s->tokens[next].span.start);
    case STOP_NONE:
        break;
    }
    return false;
}

static bool may_end(const splitter *s, size_t index)
{
    hs_str word = token_text(s, index);
    hs_abbreviation kind = hs_abbreviation_find(hs_str_slice(word, 0, word.length - 1));
    if (kind == HS_ABBREVIATION_NONE) /* initials never, dotted letters may */
        return word.length > 3;
    return kind == HS_ABBREVIATION_EITHER || kind == HS_ABBREVIATION_PLACE ||
           kind == HS_ABBREVIATION_TRAILING;
}

static void push(splitter *s, size_t end)
{
    *hs_array_push(&s->sentences) = (hs_sentence){
        .span = {s->tokens[s->first].span.start, s->tokens[end - 1].span.end},
        .first_token = (uint32_t)s->first,
        .token_count = (uint32_t)(end - s->first),
    };
    s->first = end;
}

/* Behind a stop: reference numbers ("[17]") and emoticons, which the treebanks leave with the
 * sentence that they follow. */
static size_t skip_notes(const splitter *s, size_t next)
{
    for (;;) {
        if (next + 3 <= s->count && is(s, next, "[") && is(s, next + 2, "]") &&
            s->tokens[next + 1].shape == HS_TOKEN_NUMBER)
            next += 3;
        else if (next < s->count && s->tokens[next].shape == HS_TOKEN_OTHER &&
                 strchr(":;=^", s->text.bytes[s->tokens[next].span.start]))
            next++;
        else
            return next;
    }
}

/* Reads the token at `index`; returns the next one to read. */
static size_t read_token(splitter *s, size_t index)
{
    stop_kind stop = stop_of(s, index);
    size_t next = index + 1;
    if (stop == STOP_NONE || (stop == STOP_ABBREVIATION && !may_end(s, index)))
        return next;
    while (next < s->count && !s->tokens[next - 1].space_after &&
           (is_closer(s, next) || stop_of(s, next) == STOP_QUESTION ||
            stop_of(s, next) == STOP_ELLIPSIS))
        next++;
    next = skip_notes(s, next);
    if (next < s->count && ends_sentence(s, stop, index, next))
        push(s, next);
    return next;
}

hs_sentence *hs_sentences_split(hs_str text, const hs_token *tokens, size_t token_count,
                                hs_arena *arena, size_t *count)
{
    splitter s = {.text = text, .tokens = tokens, .count = token_count};
    for (size_t i = 0; i < token_count;) {
        i = read_token(&s, i);
        if (i >= s.first + LONGEST_TOKENS && i < token_count && !tokens[i].joined)
            push(&s, i);
    }
    if (s.first < token_count)
        push(&s, token_count);
    hs_sentence *sentences = hs_arena_new_array(arena, hs_sentence, s.sentences.count);
    if (s.sentences.count > 0)
        memcpy(sentences, s.sentences.items, s.sentences.count * sizeof *sentences);
    *count = s.sentences.count;
    hs_array_finish(&s.sentences);
    return sentences;
}
