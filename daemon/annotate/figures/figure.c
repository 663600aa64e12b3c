/* Figures: goes through the tokens and lets the readers of dates, multiples, ranks and amounts try
 * each; tells what words look like.
 */
#include "annotate/figures/figures.h"

#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/array.h"
#include "base/memory.h"

uint32_t hs_figure_words_from(const hs_figure_reader *r, uint32_t at, const char *words)
{
    uint32_t count = 0;
    while (*words) {
        size_t length = strcspn(words, " ");
        if (at + count >= r->count ||
            !hs_str_equal_ignoring_case(hs_figure_token(r, at + count), hs_str_make(words, length)))
            return 0;
        count++;
        words += length + (words[length] == ' ');
    }
    return count;
}

bool hs_figure_any(const hs_figure_reader *r, uint32_t at, const char *const *words, size_t count)
{
    if (at >= r->count)
        return false;
    hs_str text = hs_figure_token(r, at);
    for (size_t i = 0; i < count; i++)
        if (hs_str_is_ignoring_case(text, words[i]))
            return true;
    return false;
}

bool hs_figure_many(const hs_figure_reader *r, uint32_t at)
{
    static const char *const irregular[] = {"men",       "women",    "children", "people", "police",
                                            "sheep",     "cattle",   "fish",     "staff",  "dead",
                                            "victims",   "crew",     "mice",     "teeth",  "geese",
                                            "personnel", "homeless", "wounded",  "injured"};
    if (!hs_figure_shape(r, at, HS_TOKEN_LOWER))
        return false;
    hs_str noun = hs_figure_token(r, at);
    if (noun.length > 3 && hs_str_ends_with(noun, HS_STR("men")))
        return true;
    if (HS_FIGURE_ANY(r, at, irregular))
        return true;
    const hs_lexeme *lexeme = hs_lexicon_find(noun);
    return noun.length > 3 && hs_str_ends_with(noun, HS_STR("s")) &&
           !hs_str_ends_with(noun, HS_STR("ss")) && !hs_lexeme_is(lexeme, HS_LEX(VERB));
}

/* "first", "No. 3", "21st". */
static uint32_t read_rank(const hs_figure_reader *r, const hs_number *number, hs_figure *figure)
{
    static const char *const marks[] = {"no.", "number", "#", "no"};
    *figure = (hs_figure){.span = {number->first, number->end},
                          .value = number->value,
                          .low = number->value,
                          .high = number->value,
                          .unit = "rank",
                          .per = "",
                          .kind = HS_FIGURE_RANK};
    if (number->form == HS_NUMBER_ORDINAL)
        return number->end;
    if (number->first == r->taken || number->form != HS_NUMBER_CARDINAL)
        return 0;
    for (size_t i = 0; i < HS_COUNT(marks); i++)
        if (hs_figure_word(r, number->first - 1, marks[i]) && (i != 3 || number->digits)) {
            figure->span.start = number->first - 1;
            return number->end;
        }
    return 0;
}

/* Whether "double" and the like change what they stand with: "will double", "double the rate". */
static bool multiplies(const hs_figure_reader *r, uint32_t at)
{
    static const char *const before[] = {"will",    "would", "could",  "to",   "may",    "might",
                                         "can",     "must",  "should", "than", "nearly", "almost",
                                         "roughly", "about", "'ll",    "’ll",  "shall",  "not"};
    static const char *const behind[] = {"the",  "that",  "its",  "their", "his", "her",
                                         "what", "those", "this", "last",  "our"};
    static const char *const named[] = {"digits", "digit", "down", "check", "standards", "bills"};
    return !hs_figure_hyphen(r, at + 1) && !HS_FIGURE_ANY(r, at + 1, named) &&
           (HS_FIGURE_ANY(r, at - 1, before) || HS_FIGURE_ANY(r, at + 1, behind));
}

/* "twice", "doubled", "tenfold". */
static uint32_t read_multiple(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const struct {
        const char *word;
        double value;
        bool bare; /* also a noun or an adjective */
    } words[] = {{"twice", 2, 0},         {"thrice", 3, 0},         {"doubled", 2, 0},
                 {"doubling", 2, 0},      {"tripled", 3, 0},        {"tripling", 3, 0},
                 {"trebled", 3, 0},       {"trebling", 3, 0},       {"quadrupled", 4, 0},
                 {"quadrupling", 4, 0},   {"quintupled", 5, 0},     {"quintupling", 5, 0},
                 {"sextupled", 6, 0},     {"halved", 0.5, 0},       {"halving", 0.5, 0},
                 {"twofold", 2, 0},       {"threefold", 3, 0},      {"fourfold", 4, 0},
                 {"fivefold", 5, 0},      {"sixfold", 6, 0},        {"sevenfold", 7, 0},
                 {"eightfold", 8, 0},     {"ninefold", 9, 0},       {"tenfold", 10, 0},
                 {"hundredfold", 100, 0}, {"thousandfold", 1e3, 0}, {"double", 2, 1},
                 {"triple", 3, 1},        {"treble", 3, 1},         {"quadruple", 4, 1},
                 {"quintuple", 5, 1},     {"halve", 0.5, 1}};
    for (size_t i = 0; i < HS_COUNT(words); i++) {
        if (!hs_figure_word(r, at, words[i].word) || (words[i].bare && !multiplies(r, at)))
            continue;
        *figure = (hs_figure){.span = {at, at + 1},
                              .value = words[i].value,
                              .unit = "times",
                              .per = "",
                              .kind = HS_FIGURE_MULTIPLE};
        figure->bound = hs_bound_before(r, &figure->span.start);
        hs_bound_set_limits(figure);
        return at + 1;
    }
    return 0;
}

/* Whether a figure can begin with a token: most words cannot, by their first letter. */
static bool may_begin(const hs_figure_reader *r, uint32_t at)
{
    const hs_token *token = &r->tokens[at];
    if (token->shape == HS_TOKEN_PUNCTUATION)
        return false;
    char letter = (char)(r->text.bytes[token->span.start] | 32);
    return letter < 'a' || letter > 'z' || token->shape == HS_TOKEN_OTHER ||
           strchr("abdefhjlmnopqstuwyz", letter);
}

/* The figure that begins with a token, its span in tokens: the token behind it. Without one, the
 * token to go on with, and figure->unit is NULL. */
static uint32_t read_at(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    figure->unit = NULL;
    uint32_t end = hs_figure_exempt(r, at);
    if (end)
        return end;
    end = hs_date_read(r, at, figure);
    if (!end)
        end = read_multiple(r, at, figure);
    if (end)
        return end;
    hs_number number;
    figure->unit = NULL;
    if (!hs_number_read(r, at, &number))
        return at + 1;
    if (number.form == HS_NUMBER_ORDINAL && hs_figure_no_rank(r, &number))
        return number.end;
    end = read_rank(r, &number, figure);
    return end ? end : hs_amount_read(r, number, figure);
}

/* Whether nearly every word has a capital, as in some headlines. */
static bool title_case(const hs_token *tokens, size_t count)
{
    enum { LONG = 5 };
    size_t lower = 0, capital = 0;
    for (size_t i = 0; i < count; i++) {
        bool longer = tokens[i].span.end - tokens[i].span.start >= LONG;
        lower += longer && tokens[i].shape == HS_TOKEN_LOWER;
        capital += longer &&
                   (tokens[i].shape == HS_TOKEN_CAPITALISED || tokens[i].shape == HS_TOKEN_UPPER);
    }
    return capital >= 3 && lower * 4 < capital;
}

size_t hs_figures_read_tokens(hs_str text, const hs_token *tokens, const hs_lexeme **entries,
                              size_t token_count, hs_arena *arena, const hs_figure **figures)
{
    if (!entries)
        entries = hs_arena_new_array(arena, const hs_lexeme *, token_count);
    hs_figure_reader reader = {.text = text,
                               .tokens = tokens,
                               .entries = entries,
                               .count = (uint32_t)token_count,
                               .title_case = title_case(tokens, token_count)};
    HS_ARRAY(hs_figure) all = {0};
    for (uint32_t at = 0; at < reader.count;) {
        if (!may_begin(&reader, at)) {
            at++;
            continue;
        }
        hs_figure figure;
        at = read_at(&reader, at, &figure);
        if (!figure.unit)
            continue;
        reader.taken = at;
        figure.span =
            (hs_span){tokens[figure.span.start].span.start, tokens[figure.span.end - 1].span.end};
        *hs_array_push(&all) = reader.last = figure;
    }
    *figures = hs_arena_copy(arena, all.items, all.count * sizeof *all.items);
    size_t count = all.count;
    hs_array_finish(&all);
    return count;
}

const char *hs_figure_kind_name(hs_figure_kind kind)
{
    static const char *const names[] = {"number",   "amount",   "money", "percent",  "fraction",
                                        "multiple", "duration", "date",  "relative", "rank"};
    return names[kind];
}

const char *hs_figure_bound_name(hs_figure_bound bound)
{
    static const char *const names[] = {"exact",     "about",     "nearly",
                                        "just-over", "at-least",  "more-than",
                                        "at-most",   "less-than", "between"};
    return names[bound];
}
