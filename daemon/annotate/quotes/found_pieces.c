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
        if (phrase == HS_NONE)
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

/* "They were not, according to the letter, | sent on 1 March": what is said of the source. */
static void drop_aside(const hs_reading *r, hs_found_attribution *found)
{
    uint32_t kept = 1, end = found->source.end;
    if (!hs_token_is(r, found->cue.first, "according") || found->content[0].first > end ||
        hs_token_range_empty(found->source))
        return;
    uint32_t head = hs_reading_word_of_token(r, hs_syntax_range_head(r, found->source));
    if (!hs_word_is(hs_reading_word(r, head), HS_LEX(DOCUMENT)))
        return; /* "according to the fair, compared with 7,300 last year" */
    for (uint32_t k = 1; k < found->content_count; k++) {
        hs_token_range piece = found->content[k];
        bool aside = piece.first == end + 1 &&
                     hs_syntax_token(r, piece.first)->xpos == HS_XPOS_VBN &&
                     hs_syntax_token(r, end)->xpos == HS_XPOS_COMMA;
        if (!aside)
            found->content[kept++] = piece;
    }
    found->content_count = kept;
}

/* Whether one noun phrase, with what is said of it, stands in front of a verb: "letters seen by the
 * Echo | show". */
static bool may_say(const hs_reading *r, uint32_t first, uint32_t verb)
{
    uint32_t word = hs_reading_word_of_token(r, first);
    if (first >= verb || hs_reading_phrase_from(r, word) == HS_NONE ||
        hs_reading_tag(r, word) == HS_TAG_RELATIVE)
        return false;
    for (uint32_t t = first; t < verb; t++) {
        uint8_t xpos = hs_syntax_token(r, t)->xpos;
        if (xpos == HS_XPOS_VBD || xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP ||
            xpos == HS_XPOS_MD || xpos == HS_XPOS_TO || xpos == HS_XPOS_CC)
            return false;
    }
    return true;
}

bool hs_found_trailing(const hs_reading *r, const hs_attribution_word *words,
                       hs_found_attribution *found, hs_found_attribution *outer)
{
    enum { REACH = 14 };
    hs_token_range *content = &found->content[found->content_count - 1];
    uint32_t verb = content->end - 1, comma = verb;
    if (!r->syntax || content->first < found->cue.end || content->end < content->first + 4 ||
        words[verb].quoted || hs_syntax_token(r, verb)->upos != HS_UPOS_VERB)
        return false;
    const hs_lexeme *lexeme = hs_reading_word(r, hs_reading_word_of_token(r, verb))->lexeme;
    while (comma > content->first && comma + REACH > verb &&
           hs_syntax_token(r, comma)->xpos != HS_XPOS_COMMA)
        comma--;
    if (!(lexeme->report_frames & HS_FRAME_THAT) || lexeme->report_thought ||
        hs_syntax_token(r, comma)->xpos != HS_XPOS_COMMA || !may_say(r, comma + 1, verb))
        return false;
    uint32_t first = verb;
    while (first > 0 && words[first - 1].sentence == words[verb].sentence)
        first--;
    *outer = (hs_found_attribution){.cue = {verb, verb + 1},
                                    .source = {comma + 1, verb},
                                    .content_count = 1,
                                    .confidence = found->confidence};
    outer->content[0] = (hs_token_range){first, comma};
    content->end = comma;
    return true;
}

bool hs_found_part_pieces(const hs_reading *r, const hs_attribution_word *words,
                          hs_found_attribution *found, hs_found_attribution *second)
{
    if (!r->syntax || hs_token_range_empty(found->cue))
        return false;
    drop_titles(r, words, found);
    drop_aside(r, found);
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
