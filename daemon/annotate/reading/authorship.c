/* Who writes, issues or speaks in a document, by the parse. */
#include "annotate/reading/authorship.h"

#include "annotate/reading/lexicon.h"
#include "annotate/reading/syntax.h"

enum { REACH = 160 }; /* tokens that a look goes to either side */

static bool has_case(const hs_reading *r, uint32_t token, const hs_str *prepositions, size_t count)
{
    for (uint32_t i = token; i > 0 && i + 12 > token; i--) {
        const hs_word *before = hs_syntax_token(r, i - 1);
        if (before->head != token || before->deprel != HS_DEPREL_CASE)
            continue;
        hs_str text = hs_str_slice(r->block->text, before->byte_start, before->byte_end);
        for (size_t k = 0; k < count; k++)
            if (hs_str_equal_ignoring_case(text, prepositions[k]))
                return true;
    }
    return false;
}

/* "A letter seen by the Chronicle": whoever came to have it did not write it. */
static bool came_by(const hs_word *verb)
{
    static const char *const verbs[] = {
        "see",     "view",    "obtain", "get",   "receive", "read",   "review",    "hear", "leak",
        "uncover", "acquire", "watch",  "share", "access",  "verify", "intercept", NULL};
    return hs_word_lemma_among(verb, verbs);
}

/* "A report written by", "data available from": what stands between a document and its author. */
static bool tells_of(const hs_word *word, uint32_t document)
{
    return word->head == document && !came_by(word) &&
           (word->deprel == HS_DEPREL_ACL || word->deprel == HS_DEPREL_AMOD);
}

/* Who stands behind a document with "by" or "from". */
static uint32_t author_behind(const hs_reading *r, uint32_t at)
{
    static const hs_str by[] = {{"by", 2}, {"from", 4}};
    uint32_t end = at + REACH < r->syntax->word_count ? at + REACH : r->syntax->word_count;
    for (uint32_t i = at + 1; i < end; i++) {
        const hs_word *token = hs_syntax_token(r, i);
        bool named = token->upos == HS_UPOS_PROPN || token->upos == HS_UPOS_NOUN;
        bool own = token->head == at || (token->head != HS_NO_WORD && token->head > at &&
                                         tells_of(hs_syntax_token(r, token->head), at));
        if (named && own && has_case(r, i, by, HS_COUNT(by)))
            return token->head != at && hs_syntax_subject(r, token->head) != HS_NONE
                       ? HS_NONE /* "found that it was paid by Orlo" */
                       : i;
    }
    return HS_NONE;
}

/* The subject of a verb; of a passive one there is none. */
static uint32_t subject_of(const hs_reading *r, uint32_t verb)
{
    for (uint32_t i = verb; i > 0 && i + REACH > verb; i--)
        if (hs_syntax_token(r, i - 1)->head == verb &&
            hs_syntax_token(r, i - 1)->deprel == HS_DEPREL_NSUBJ)
            return i - 1;
    return HS_NONE;
}

static bool lemma_is_one_of(const hs_word *word, const hs_str *lemmas, size_t count)
{
    hs_str lemma = hs_word_lemma(word);
    for (size_t i = 0; i < count; i++)
        if (hs_str_equal_ignoring_case(lemma, lemmas[i]))
            return true;
    return false;
}

/* Who issues a document or says something in it: "the council published a report", "in a report
 * the council said". */
static uint32_t author_by_verb(const hs_reading *r, uint32_t at)
{
    static const hs_str in[] = {{"in", 2}}, on[] = {{"on", 2}};
    static const hs_str issuing[] = {
        {"issue", 5}, {"release", 7}, {"publish", 7}, {"file", 4},      {"write", 5},
        {"draft", 5}, {"submit", 6},  {"produce", 7}, {"run", 3},       {"air", 3},
        {"mail", 4},  {"put", 3},     {"launch", 6},  {"circulate", 9}, {"distribute", 10},
        {"sign", 4},  {"send", 4},    {"post", 4},    {"unveil", 6},    {"pen", 3}};
    static const hs_str spending[] = {{"spend", 5}};
    static const hs_str saying[] = {
        {"say", 3},       {"write", 5},    {"warn", 4},     {"claim", 5}, {"criticise", 9},
        {"criticize", 9}, {"accuse", 6},   {"conclude", 8}, {"argue", 5}, {"find", 4},
        {"tell", 4},      {"set", 3},      {"describe", 8}, {"ask", 3},   {"urge", 4},
        {"demand", 6},    {"allege", 6},   {"complain", 8}, {"blame", 5}, {"call", 4},
        {"condemn", 7},   {"denounce", 8}, {"express", 7}};
    const hs_word *document = hs_syntax_token(r, at);
    if (document->head == HS_NO_WORD)
        return HS_NONE;
    const hs_word *verb = hs_syntax_token(r, document->head);
    bool issued =
        document->deprel == HS_DEPREL_OBJ && lemma_is_one_of(verb, issuing, HS_COUNT(issuing));
    bool paid = document->deprel == HS_DEPREL_OBL && has_case(r, at, on, HS_COUNT(on)) &&
                lemma_is_one_of(verb, spending, HS_COUNT(spending));
    bool said = document->deprel == HS_DEPREL_OBL && has_case(r, at, in, HS_COUNT(in)) &&
                lemma_is_one_of(verb, saying, HS_COUNT(saying));
    uint32_t subject = issued || paid || said ? subject_of(r, document->head) : HS_NONE;
    if (subject == HS_NONE && issued && verb->deprel == HS_DEPREL_XCOMP &&
        verb->head != HS_NO_WORD) /* "began airing an ad" */
        subject = subject_of(r, verb->head);
    if (subject == HS_NONE)
        return HS_NONE;
    uint8_t kind = hs_syntax_token(r, subject)->upos;
    return kind == HS_UPOS_PROPN || kind == HS_UPOS_NOUN || kind == HS_UPOS_PRON ? subject
                                                                                 : HS_NONE;
}

/* "The suit says", where the block told before who sued. */
static uint32_t who_sued(const hs_reading *r, uint32_t at)
{
    static const char *const suits[] = {"lawsuit", "suit", "complaint", NULL};
    static const char *const sue[] = {"sue", NULL};
    if (!hs_word_lemma_among(hs_syntax_token(r, at), suits))
        return HS_NONE;
    for (uint32_t i = at; i > 0 && i + REACH > at; i--)
        if (hs_syntax_token(r, i - 1)->upos == HS_UPOS_VERB &&
            hs_word_lemma_among(hs_syntax_token(r, i - 1), sue))
            return subject_of(r, i - 1);
    return HS_NONE;
}

/* What a part or a copy of something is of: in "a copy of the report", "one of her ads", "the front
 * page of the Times" the report, the ads and the Times. */
static uint32_t whole_of(const hs_reading *r, uint32_t part)
{
    enum { NEAR = 12 };
    static const hs_str of[] = {{"of", 2}, {"in", 2}};
    uint32_t end = part + NEAR < r->syntax->word_count ? part + NEAR : r->syntax->word_count;
    for (uint32_t i = part + 1; i < end; i++)
        if (hs_syntax_token(r, i)->head == part && hs_syntax_token(r, i)->deprel == HS_DEPREL_NMOD)
            return has_case(r, i, of, HS_COUNT(of)) ? i : HS_NONE;
    return HS_NONE;
}

/* "Her" of "her ads". */
static uint32_t owner_of(const hs_reading *r, uint32_t owned)
{
    enum { NEAR = 16 };
    for (uint32_t i = owned; i > 0 && i + NEAR > owned; i--)
        if (hs_syntax_token(r, i - 1)->head == owned &&
            hs_syntax_token(r, i - 1)->deprel == HS_DEPREL_NMOD_POSS)
            return i - 1;
    return HS_NONE;
}

static bool speaks_in(const hs_reading *r, uint32_t token)
{
    const hs_shallow_word *word = hs_reading_word(r, hs_reading_word_of_token(r, token));
    return hs_word_is(word, HS_LEX(DOCUMENT));
}

/* "Copy", "one": a part of documents or a likeness of one. */
static bool is_part(const hs_word *word)
{
    static const char *const parts[] = {"one",     "copy",    "draft", "version",
                                        "excerpt", "summary", NULL};
    return hs_word_lemma_among(word, parts);
}

/* Whether what hangs on a word so qualifies it: "editorial board". */
static bool is_editorial(const hs_reading *r, uint32_t board)
{
    static const char *const editorial[] = {"editorial", NULL};
    return board > 0 && hs_word_lemma_among(hs_syntax_token(r, board - 1), editorial);
}

/* "The editorial board", "the front page": in which a newspaper speaks. */
static bool of_newspaper(const hs_reading *r, uint32_t at)
{
    static const char *const pages[] = {"page", "cover", "headline", NULL},
                             *board[] = {"board", NULL};
    const hs_word *word = hs_syntax_token(r, at);
    return hs_word_lemma_among(word, pages) ||
           (hs_word_lemma_among(word, board) && is_editorial(r, at));
}

/* The newspaper named behind one of its pages, or HS_NONE. */
static uint32_t newspaper_of(const hs_reading *r, uint32_t at)
{
    uint32_t whole = of_newspaper(r, at) ? whole_of(r, at) : HS_NONE;
    return whole != HS_NONE && hs_syntax_token(r, whole)->upos == HS_UPOS_PROPN ? whole : HS_NONE;
}

/* The document of which a word names a part; HS_NONE: none. */
static uint32_t document_of(const hs_reading *r, uint32_t at)
{
    uint32_t whole = is_part(hs_syntax_token(r, at)) ? whole_of(r, at) : HS_NONE;
    return whole != HS_NONE && speaks_in(r, whole) ? whole : HS_NONE;
}

bool hs_author_speaks_in(const hs_reading *r, uint32_t word)
{
    if (hs_word_is(hs_reading_word(r, word), HS_LEX(DOCUMENT)) || !r->syntax)
        return hs_word_is(hs_reading_word(r, word), HS_LEX(DOCUMENT));
    uint32_t at = hs_reading_token(r, word);
    return document_of(r, at) != HS_NONE || of_newspaper(r, at);
}

uint32_t hs_author_of(const hs_reading *r, uint32_t document)
{
    uint32_t at = hs_reading_token(r, document), whole = document_of(r, at), author = HS_NONE;
    if (whole != HS_NONE) {
        at = whole;
        author = owner_of(r, at);
    }
    if (author == HS_NONE)
        author = newspaper_of(r, at);
    if (author == HS_NONE)
        author = author_behind(r, at);
    if (author == HS_NONE)
        author = author_by_verb(r, at);
    if (author == HS_NONE)
        author = who_sued(r, at);
    return author == HS_NONE ? HS_NONE : hs_reading_word_of_token(r, author);
}
