/* Pieces of content that stand in other sentences than their cue, where the model takes too many
 * for one quote: "“It will close,” said Ana Ruiz. He blamed “costs”", "said that it would close.
 * “We are sorry.”".
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/found_parts.h"
#include "annotate/reading/syntax.h"

/* The token that a piece begins with, its opening mark included. */
static uint32_t start_of(const hs_attribution_word *words, hs_token_range piece)
{
    const hs_attribution_word *first = &words[piece.first];
    bool marked = first->quoted && first->open < piece.first && first->open + 1 == piece.first;
    return marked ? first->open : piece.first;
}

static bool in_marks(const hs_attribution_word *words, hs_token_range piece)
{
    return words[piece.first].quoted || words[piece.first].open == piece.first;
}

static bool opens_sentence(const hs_attribution_word *words, hs_token_range piece)
{
    uint32_t start = start_of(words, piece);
    return start == 0 || words[start - 1].sentence != words[piece.first].sentence;
}

/* Whoever does what a verb says, as the words of a phrase; empty where nobody is named. */
static hs_token_range doer(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 24 };
    for (uint32_t t = verb; t > 0 && t + REACH > verb; t--) {
        const hs_word *word = hs_syntax_token(r, t - 1);
        if (word->head != verb || word->deprel != HS_DEPREL_NSUBJ)
            continue;
        uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, t - 1)];
        if (phrase == UINT32_MAX)
            return (hs_token_range){t - 1, t};
        uint32_t first = hs_reading_word(r, r->phrases.items[phrase].first)->first_token;
        return (hs_token_range){first, t};
    }
    return (hs_token_range){0, 0};
}

/* The verb of saying right in front of a piece, with what it is said of between: "called the plan
 * “…”". HS_NONE where there is none. */
static uint32_t cue_before(const hs_reading *r, const hs_attribution_word *words,
                           hs_token_range piece)
{
    enum { BETWEEN = 6 };
    uint32_t start = start_of(words, piece);
    for (uint32_t t = start; t > 0 && t + BETWEEN > start; t--) {
        if (words[t - 1].sentence != words[piece.first].sentence || words[t - 1].quoted)
            return HS_NONE;
        if (hs_syntax_token(r, t - 1)->upos != HS_UPOS_VERB)
            continue;
        const hs_lexeme *lexeme = hs_reading_word(r, hs_reading_word_of_token(r, t - 1))->lexeme;
        bool says = (lexeme->report_frames && !lexeme->report_thought) || lexeme->accuse_roles;
        return says ? t - 1 : HS_NONE;
    }
    return HS_NONE;
}

/* Whether the pieces from `k` on are no part of what the cue reports. */
static bool apart(const hs_attribution_word *words, const hs_found_attribution *found, uint32_t k)
{
    hs_token_range piece = found->content[k], first = found->content[0];
    if (piece.first < found->cue.end ||
        words[piece.first].sentence <= words[found->cue.end - 1].sentence)
        return false;
    bool marked = in_marks(words, piece), opens = opens_sentence(words, piece);
    if (!in_marks(words, first))
        return marked && opens && first.first >= found->cue.end;
    return !marked || !opens;
}

/* "…," she recalled in her memoir, “Dark Room”: the title is no part of what she recalled. */
static void drop_titles(const hs_reading *r, const hs_attribution_word *words,
                        hs_found_attribution *found)
{
    uint32_t kept = 1, count = r->syntax->word_count;
    for (uint32_t k = 1; k < found->content_count; k++) {
        hs_token_range piece = found->content[k];
        uint32_t start = start_of(words, piece), close = words[piece.first].close;
        bool marked = in_marks(words, piece) && piece.first >= found->cue.end && close < count;
        hs_word_range marks = {hs_reading_word_of_token(r, start),
                               marked ? hs_reading_word_of_token(r, close) + 1 : 0};
        if (!marked || !hs_content_titles_work(r, marks))
            found->content[kept++] = piece;
    }
    found->content_count = kept;
}

bool hs_found_part_pieces(const hs_reading *r, const hs_attribution_word *words,
                          hs_found_attribution *found, hs_found_attribution *second)
{
    if (!r->syntax || hs_token_range_empty(found->cue))
        return false;
    drop_titles(r, words, found);
    uint32_t at = 1;
    while (at < found->content_count && !apart(words, found, at))
        at++;
    if (at >= found->content_count)
        return false;
    hs_token_range piece = found->content[at];
    bool marked = in_marks(words, piece);
    uint32_t verb = opens_sentence(words, piece) ? HS_NONE : cue_before(r, words, piece);
    if (marked && verb == HS_NONE && in_marks(words, found->content[0]))
        return false;
    found->content_count = at;
    if (words[found->source.first].sentence > words[found->cue.end - 1].sentence)
        found->source = doer(r, hs_syntax_range_head(r, found->cue));
    *second = (hs_found_attribution){.content_count = 1, .confidence = found->confidence};
    second->content[0] = piece;
    if (verb == HS_NONE)
        return false;
    second->cue = (hs_token_range){verb, verb + 1};
    second->source = doer(r, verb);
    return !hs_token_range_empty(second->source);
}
