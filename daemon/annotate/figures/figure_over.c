/* "Over" in front of a figure that is not more than it: "rose over three years" is how long it
 * took, "a row over 200 homes" what it is about.
 */
#include "annotate/figures/figure_reader.h"

static bool of_class(const hs_figure_reader *r, uint32_t at, uint64_t classes)
{
    return at < r->count && hs_lexeme_is(hs_figure_entry(r, at), classes);
}

/* "Well over", "just over": these measure. */
static bool graded(const hs_figure_reader *r, uint32_t over)
{
    static const char *const degrees[] = {"well", "just", "little", "slightly", "far", "way"};
    return HS_FIGURE_ANY(r, over - 1, degrees);
}

/* Whether what stands in front asks how long something is: "for over a year", "took over a year".
 */
static bool asks_how_long(const hs_figure_reader *r, uint32_t before)
{
    static const char *const words[] = {
        "take",   "takes",    "took",     "taken",  "taking", "last",     "lasts",
        "lasted", "lasting",  "spend",    "spends", "spent",  "spending", "wait",
        "waits",  "waited",   "waiting",  "stay",   "stayed", "live",     "lived",
        "served", "survived", "there",    "here",   "than",   "already",  "span",
        "spans",  "spanned",  "spanning", "now",    "late",   "long",     "old"};
    return HS_FIGURE_ANY(r, before, words) ||
           of_class(r, before, HS_LEX(PREPOSITION) | HS_LEX(TO) | HS_LEX(BE) | HS_LEX(HAVE));
}

/* "Over six weeks, the team …", "over two years the plan …": a clause follows. */
static bool clause_behind(const hs_figure_reader *r, uint32_t end)
{
    return hs_figure_word(r, end, ",") || hs_figure_capital(r, end) ||
           of_class(r, end, HS_LEX(DETERMINER) | HS_LEX(SUBJECT_PRONOUN));
}

/* "Rose 4 per cent over three years". */
static bool while_it_lasts(const hs_figure_reader *r, uint32_t over, uint32_t end)
{
    static const char *const more[] = {"ago",   "earlier", "later",  "old",   "late",
                                       "early", "away",    "longer", "older", "younger"};
    if (HS_FIGURE_ANY(r, end, more))
        return false;
    bool begins = over == 0 || hs_figure_shape(r, over - 1, HS_TOKEN_PUNCTUATION) ||
                  of_class(r, over - 1, HS_LEX(CONJUNCTION) | HS_LEX(THAT));
    return begins ? clause_behind(r, end) : !asks_how_long(r, over - 1);
}

/* What people do over something, and what is done to them. */
static bool quarrels(const hs_figure_reader *r, uint32_t before)
{
    static const char *const words[] = {
        "row",        "rows",       "anger",         "fury",         "outrage",    "uproar",
        "outcry",     "backlash",   "criticism",     "controversy",  "scandal",    "dispute",
        "disputes",   "clash",      "clashes",       "clashed",      "spat",       "feud",
        "fight",      "battle",     "protest",       "protests",     "protested",  "concern",
        "concerns",   "worries",    "fears",         "alarm",        "doubts",     "debate",
        "talks",      "strike",     "strikes",       "lawsuit",      "complaint",  "complaints",
        "apology",    "apologises", "apologised",    "apologizes",   "apologized", "resigns",
        "resigned",   "resign",     "quit",          "quits",        "inquiry",    "enquiry",
        "probe",      "probed",     "investigation", "investigated", "sue",        "sues",
        "sued",       "suing",      "sacked",        "suspended",    "arrested",   "questioned",
        "criticised", "criticized", "condemned",     "slammed",      "accused",    "grilled",
        "angry",      "furious",    "unhappy",       "divided",      "split",      "tensions",
        "question",   "questions",  "argument",      "arguments",    "argued",     "fought",
        "quarrel",    "standoff",   "unrest",        "pressure",     "scrutiny",   "rift",
        "deadlock",   "confusion",  "uncertainty",   "warning",      "warnings",   "warned"};
    return HS_FIGURE_ANY(r, before, words);
}

/* "Fined over £500 theft": money that something cost stands in front of it as in a headline. */
static bool of_a_noun(const hs_figure_reader *r, const hs_figure_over *it)
{
    static const char *const punished[] = {"fined",  "jailed",  "charged", "convicted",
                                           "banned", "dropped", "fired",   "trial"};
    static const char *const nouns[] = {"theft",    "fraud", "scam",    "loss",   "losses",
                                        "debt",     "debts", "bribe",   "bribes", "bill",
                                        "contract", "deal",  "robbery", "raid",   "con"};
    return it->money && HS_FIGURE_ANY(r, it->first - 2, punished) &&
           HS_FIGURE_ANY(r, it->end, nouns);
}

bool hs_figure_over_else(const hs_figure_reader *r, const hs_figure_over *it)
{
    if (it->first <= r->taken || !hs_figure_word(r, it->first - 1, "over") ||
        graded(r, it->first - 1))
        return false;
    if (it->duration)
        return while_it_lasts(r, it->first - 1, it->end);
    return it->first > 1 && (quarrels(r, it->first - 2) || of_a_noun(r, it));
}
