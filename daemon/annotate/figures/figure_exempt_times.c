/* Times of the day and scores, which figure.h leaves out: "9.30 in the morning", "half past six",
 * "from 9 to 5 p.m.", "lost 1-3", "passed 52-48".
 */
#include <math.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* "pm", "o'clock", "in the morning": the token behind, or 0. */
static uint32_t clock_behind(const hs_figure_reader *r, uint32_t at)
{
    static const char *const words[] = {"am",      "pm",      "a.m.",     "p.m.", "a.m", "p.m",
                                        "o'clock", "o’clock", "gmt",      "bst",  "est", "utc",
                                        "cet",     "noon",    "midnight", "edt",  "et",  "oclock"};
    static const char *const parts[] = {"in the morning", "in the afternoon", "in the evening",
                                        "at night",       "on the dot",       "local time"};
    for (size_t i = 0; i < HS_COUNT(parts); i++) {
        uint32_t count = hs_figure_words(r, at, parts[i]);
        if (count)
            return at + count;
    }
    return HS_FIGURE_ANY(r, at, words) ? at + 1 : 0;
}

/* An hour, or hours and minutes: "9", "9.30", "six". */
static bool is_clock(const hs_figure_reader *r, uint32_t at, double *value)
{
    if (at >= r->count)
        return false;
    const hs_lexeme *word = hs_figure_entry(r, at);
    if (word->number_kind == HS_LEX_NUMBER_CARDINAL)
        *value = hs_lexicon_number(word);
    else if (!hs_number_digits(hs_figure_token(r, at), value))
        return false;
    return *value < 24 || (*value < 2400 && *value == floor(*value));
}

/* "half past six", "quarter to nine", "at five to nine". */
static uint32_t clock_phrase(const hs_figure_reader *r, uint32_t at)
{
    double minutes, hour;
    bool past = hs_figure_word(r, at + 1, "past");
    bool to = hs_figure_word(r, at + 1, "to");
    if ((!past && !to) || !is_clock(r, at + 2, &hour) || hour > 12)
        return 0;
    if (hs_figure_hyphen(r, at - 1))
        return 0;
    bool quarter = hs_figure_word(r, at, "quarter") || (past && hs_figure_word(r, at, "half"));
    bool at_five = is_clock(r, at, &minutes) && minutes < 30 &&
                   (past || (hs_figure_word(r, at - 1, "at") && minutes < hour));
    const char *unit;
    double factor;
    if (hs_figure_unit(r, at + 3, &unit, &factor) || hs_number_multiplier(r, at + 3) > 0)
        return 0;
    return quarter || (at_five && !hs_figure_many(r, at + 3)) ? at + 3 : 0;
}

uint32_t hs_figure_time_of_day(const hs_figure_reader *r, uint32_t at)
{
    double value, other;
    uint32_t phrase = clock_phrase(r, at);
    if (phrase)
        return phrase;
    if (!is_clock(r, at, &value))
        return 0;
    uint32_t end = clock_behind(r, at + 1);
    if (end)
        return end;
    bool link = hs_figure_word(r, at + 1, "to") || hs_figure_word(r, at + 1, "and") ||
                hs_figure_word(r, at + 1, "or") || hs_figure_hyphen(r, at + 1);
    if (!link || !is_clock(r, at + 2, &other))
        return 0;
    return clock_behind(r, at + 3); /* "from 9 to 5 p.m." */
}

bool hs_figure_contest(const hs_figure_reader *r, uint32_t at)
{
    enum { BACK = 6 };
    static const char *const words[] = {
        "beat",     "beats", "beating", "beaten",  "lost",     "won",      "win",      "wins",
        "winning",  "drew",  "drawn",   "defeat",  "defeated", "victory",  "voted",    "vote",
        "votes",    "ruled", "ruling",  "split",   "passed",   "approved", "rejected", "carried",
        "leads",    "led",   "lead",    "leading", "trails",   "trailed",  "trailing", "score",
        "thrashed", "tied",  "decided", "upheld",  "divided",  "narrowly", "downed",   "edged"};
    for (uint32_t back = 1; back <= BACK && back <= at; back++)
        if (HS_FIGURE_ANY(r, at - back, words))
            return true;
    return false;
}

/* One side of a score: "3", "fifty". */
static bool scored(const hs_figure_reader *r, uint32_t at, double *value)
{
    const hs_lexeme *word = hs_figure_lexeme(r, at, HS_LEX_NUMBER_CARDINAL);
    uint32_t whole = 0;
    if (!word && (at >= r->count || !hs_figure_digits(hs_figure_token(r, at), 1, 3, &whole)))
        return false;
    *value = word ? hs_lexicon_number(word) : whole;
    return true;
}

static bool currency_at(const hs_figure_reader *r, uint32_t at)
{
    double factor;
    const hs_lexeme *lexeme = at < r->count ? hs_figure_entry(r, at) : NULL;
    return lexeme && lexeme->unit && hs_figure_is_currency(hs_lexicon_unit(lexeme, &factor));
}

/* "6-4": digits on both sides of a hyphen, the first as high as the last. */
static bool falls_at(const hs_figure_reader *r, uint32_t at)
{
    double first, last;
    return hs_figure_hyphen(r, at + 1) && hs_figure_tight(r, at) && hs_figure_tight(r, at + 1) &&
           hs_figure_shape(r, at, HS_TOKEN_NUMBER) && scored(r, at, &first) &&
           scored(r, at + 2, &last) && first >= last;
}

/* The "3-6" of "6-4, 3-6, 7-5": another score of the match stands beside. */
static bool of_a_match(const hs_figure_reader *r, uint32_t at)
{
    bool comma = hs_figure_word(r, at - 1, ",");
    uint32_t before = at - 3u - comma, behind = at + 3u + hs_figure_word(r, at + 3, ",");
    return (at >= 3u + comma && falls_at(r, before)) || falls_at(r, behind);
}

/* "3-1", "fifty-fifty", "lost 48-52": two counts of one contest, with nothing that they count
 * behind them. The lower one last, or as many, or where words tell of a contest. */
uint32_t hs_figure_score(const hs_figure_reader *r, uint32_t at)
{
    static const char *const behind[] = {
        "win",     "vote",   "defeat", "victory", "loss",  "majority", "ruling", "decision",
        "verdict", "margin", "lead",   "draw",    "split", "party",    "score",  "triumph"};
    double first, last;
    if (!hs_figure_hyphen(r, at + 1) || !hs_figure_tight(r, at) || !hs_figure_tight(r, at + 1) ||
        !hs_figure_shape(r, at, r->tokens[at + 2].shape) || hs_date_year(r, at))
        return 0;
    if (!scored(r, at, &first) || !scored(r, at + 2, &last))
        return 0;
    bool words = !hs_figure_digit(hs_figure_token(r, at).bytes[0]);
    if (words && first >= 20 && last < 10)
        return 0; /* "twenty-one" */
    uint32_t end = at + 3;
    const char *unit;
    double factor;
    if (hs_figure_hyphen(r, end) || hs_number_multiplier(r, end) > 0 ||
        (hs_figure_unit(r, end, &unit, &factor) && !HS_FIGURE_ANY(r, end, behind)) ||
        hs_date_month(r, end) || hs_date_month(r, at - 1) || currency_at(r, at - 1))
        return 0;
    bool called = HS_FIGURE_ANY(r, end, behind);
    bool alone = !hs_figure_many(r, end);
    bool falls = first >= last || of_a_match(r, at);
    return called || (alone && (falls || hs_figure_contest(r, at))) ? end : 0;
}
