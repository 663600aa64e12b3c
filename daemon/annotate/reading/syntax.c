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

uint32_t hs_syntax_subject(const hs_reading *r, uint32_t verb)
{
    uint32_t end = verb + REACH < r->syntax->word_count ? verb + REACH : r->syntax->word_count;
    for (uint32_t i = verb > REACH ? verb - REACH : 0; i < end; i++) {
        const hs_word *word = hs_syntax_token(r, i);
        if (word->head == verb && hs_deprel_is_subject(word->deprel))
            return i;
    }
    return HS_NONE;
}

uint32_t hs_syntax_controller(const hs_reading *r, uint32_t participle)
{
    enum { STEPS = 3 };
    const hs_word *word = hs_syntax_token(r, participle);
    if (word->xpos != HS_XPOS_VBG || word->deprel != HS_DEPREL_ADVCL ||
        hs_syntax_subject(r, participle) != HS_NONE)
        return HS_NONE;
    uint32_t above = word->head;
    for (int step = 0; step < STEPS && above != HS_NO_WORD; step++) {
        uint32_t subject = hs_syntax_subject(r, above);
        if (subject != HS_NONE)
            return subject;
        above = hs_syntax_token(r, above)->head; /* "went on to promise, saying" */
    }
    return HS_NONE;
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
