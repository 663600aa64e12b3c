/* Looks from shallow words into the dependency tree and back. */
#include "annotate/reading/syntax.h"

enum { REACH = 160 }; /* tokens that a look goes to either side */

/* The block's tokens that words [first, end) hold. */
static hs_word_range tokens_of(const hs_reading *r, hs_word_range range)
{
    if (range.first >= range.end)
        return (hs_word_range){0, 0};
    const hs_shallow_word *last = hs_reading_word(r, range.end - 1);
    return (hs_word_range){hs_reading_word(r, range.first)->first_token,
                           last->first_token + last->lexeme->word_count};
}

uint32_t hs_syntax_top(const hs_reading *r, hs_word_range range)
{
    hs_word_range tokens = tokens_of(r, range);
    uint32_t top = HS_NONE;
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        const hs_word *token = hs_syntax_token(r, i);
        bool outside = token->head < tokens.first || token->head >= tokens.end;
        if (!outside || token->upos == HS_UPOS_PUNCT || token->upos == HS_UPOS_ADP)
            continue;
        if (top == HS_NONE ||
            (hs_syntax_names_person(token) && !hs_syntax_names_person(hs_syntax_token(r, top))))
            top = i;
    }
    return top == HS_NONE ? HS_NONE : hs_reading_word_of_token(r, top);
}

hs_syntax_name hs_syntax_name_in(const hs_reading *r, uint32_t first, uint32_t end)
{
    hs_word_range tokens = tokens_of(r, (hs_word_range){first, end});
    hs_syntax_name found = {{0, 0}, HS_NAME_OTHER}, last = found;
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        uint8_t tag = hs_syntax_token(r, i)->entity_tag;
        uint32_t start = i;
        while (i + 1 < tokens.end && hs_syntax_token(r, i + 1)->entity_tag == tag)
            i++;
        if (!tag || (tag != 1 + HS_NAME_PERSON && i + 1 < tokens.end))
            continue;
        found = (hs_syntax_name){
            {hs_reading_word_of_token(r, start), hs_reading_word_of_token(r, i) + 1},
            (enum hs_name_type)(tag - 1)};
        if (tag == 1 + HS_NAME_PERSON)
            last = found;
    }
    return last.words.end ? last : found;
}

enum hs_deprel hs_syntax_relation(const hs_reading *r, uint32_t word)
{
    return (enum hs_deprel)hs_syntax_token(r, hs_reading_token(r, word))->deprel;
}

uint32_t hs_syntax_head(const hs_reading *r, uint32_t word)
{
    uint32_t head = hs_syntax_token(r, hs_reading_token(r, word))->head;
    return head == HS_NO_WORD ? HS_NONE : hs_reading_word_of_token(r, head);
}

uint32_t hs_syntax_range_head(const hs_reading *r, hs_token_range range)
{
    for (uint32_t t = range.first; t < range.end; t++) {
        uint32_t head = r->syntax->words[t].head;
        bool outside = head == HS_NO_WORD || head < range.first || head >= range.end;
        if (outside && r->syntax->words[t].upos != HS_UPOS_PUNCT)
            return t;
    }
    return range.first;
}

uint32_t hs_syntax_phrase_top(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t top = hs_syntax_top(r, (hs_word_range){phrase->first, phrase->head + 1});
    return hs_reading_token(r, top == HS_NONE ? phrase->head : top);
}

uint32_t hs_syntax_apposed_to(const hs_reading *r, uint32_t word)
{
    enum hs_deprel relation = hs_syntax_relation(r, word);
    bool same = relation == HS_DEPREL_APPOS || relation == HS_DEPREL_FLAT ||
                relation == HS_DEPREL_NMOD_DESC;
    return same ? hs_syntax_head(r, word) : HS_NONE;
}

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

static uint32_t subject_near(const hs_reading *r, uint32_t verb)
{
    uint32_t end = verb + REACH < r->syntax->word_count ? verb + REACH : r->syntax->word_count;
    for (uint32_t i = verb > REACH ? verb - REACH : 0; i < end; i++) {
        const hs_word *word = hs_syntax_token(r, i);
        if (word->head == verb && hs_deprel_is_subject(word->deprel))
            return i;
    }
    return HS_NONE;
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
                                         hs_syntax_token(r, token->head)->head == at &&
                                         hs_syntax_token(r, token->head)->deprel == HS_DEPREL_ACL &&
                                         !came_by(hs_syntax_token(r, token->head)));
        if (named && own && has_case(r, i, by, HS_COUNT(by)))
            return token->head != at && subject_near(r, token->head) != HS_NONE
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

uint32_t hs_syntax_controller(const hs_reading *r, uint32_t participle)
{
    enum { STEPS = 3 };
    const hs_word *word = hs_syntax_token(r, participle);
    if (word->xpos != HS_XPOS_VBG || word->deprel != HS_DEPREL_ADVCL ||
        subject_near(r, participle) != HS_NONE)
        return HS_NONE;
    uint32_t above = word->head;
    for (int step = 0; step < STEPS && above != HS_NO_WORD; step++) {
        uint32_t subject = subject_near(r, above);
        if (subject != HS_NONE)
            return subject;
        above = hs_syntax_token(r, above)->head; /* "went on to promise, saying" */
    }
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

uint32_t hs_syntax_author(const hs_reading *r, uint32_t document)
{
    uint32_t at = hs_reading_token(r, document);
    uint32_t author = author_behind(r, at);
    if (author == HS_NONE)
        author = author_by_verb(r, at);
    return author == HS_NONE ? HS_NONE : hs_reading_word_of_token(r, author);
}

uint32_t hs_syntax_sentence(const hs_reading *r, uint32_t token)
{
    uint32_t low = 0, high = r->syntax->sentence_count;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (r->syntax->sentences[middle].first <= token)
            low = middle;
        else
            high = middle;
    }
    return low;
}
