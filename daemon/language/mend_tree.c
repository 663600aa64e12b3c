/* Looks around a word of a tree. Heads are followed only where the tree is changed, up to the root;
 * all else goes over neighbours.
 */
#include "language/mend_tree.h"

uint32_t hs_mend_low(const hs_mend_tree *t, uint32_t i)
{
    return i > t->span.first + HS_MEND_REACH ? i - HS_MEND_REACH : t->span.first;
}

uint32_t hs_mend_high(const hs_mend_tree *t, uint32_t i)
{
    return i + HS_MEND_REACH < t->span.end ? i + HS_MEND_REACH : t->span.end;
}

bool hs_mend_is_word(const hs_mend_tree *t, uint32_t i, const char *form)
{
    const hs_word *word = &t->words[i];
    return hs_str_is_ignoring_case(hs_str_slice(t->text, word->byte_start, word->byte_end), form);
}

bool hs_mend_is_comma(const hs_mend_tree *t, uint32_t i)
{
    return i >= t->span.first && i < t->span.end && t->words[i].xpos == HS_XPOS_COMMA;
}

bool hs_mend_is_nominal(const hs_word *word)
{
    return word->upos == HS_UPOS_NOUN || word->upos == HS_UPOS_PROPN || word->upos == HS_UPOS_PRON;
}

bool hs_mend_is_finite(const hs_word *word)
{
    unsigned xpos = word->xpos;
    return xpos == HS_XPOS_VBD || xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP || xpos == HS_XPOS_MD;
}

uint32_t hs_mend_child(const hs_mend_tree *t, uint32_t head, enum hs_deprel relation, uint32_t from,
                       uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (t->words[i].head == head && t->words[i].deprel == relation)
            return i;
    return HS_NO_WORD;
}

bool hs_mend_has_child(const hs_mend_tree *t, uint32_t head, enum hs_deprel relation)
{
    return hs_mend_child(t, head, relation, hs_mend_low(t, head), hs_mend_high(t, head)) !=
           HS_NO_WORD;
}

bool hs_mend_has_subject(const hs_mend_tree *t, uint32_t verb)
{
    for (uint32_t i = hs_mend_low(t, verb); i < hs_mend_high(t, verb); i++) {
        const hs_word *word = &t->words[i];
        if (word->head == verb &&
            (hs_deprel_is_subject(word->deprel) || word->deprel == HS_DEPREL_CSUBJ ||
             word->deprel == HS_DEPREL_CSUBJ_PASS || word->deprel == HS_DEPREL_EXPL))
            return true;
    }
    return false;
}

uint32_t hs_mend_subject_before(const hs_mend_tree *t, uint32_t verb, uint32_t word)
{
    for (uint32_t i = word; i > hs_mend_low(t, word); i--)
        if (t->words[i - 1].head == verb && hs_deprel_is_subject(t->words[i - 1].deprel))
            return i - 1;
    return HS_NO_WORD;
}

bool hs_mend_tells(const hs_mend_tree *t, uint32_t verb)
{
    if (hs_mend_is_finite(&t->words[verb]))
        return true;
    for (uint32_t i = hs_mend_low(t, verb); i < verb; i++) {
        const hs_word *word = &t->words[i];
        bool auxiliary = word->deprel == HS_DEPREL_AUX || word->deprel == HS_DEPREL_AUX_PASS ||
                         word->deprel == HS_DEPREL_COP;
        if (word->head == verb && auxiliary && hs_mend_is_finite(word))
            return true;
    }
    return false;
}

hs_word_span hs_mend_phrase_of(const hs_mend_tree *t, uint32_t top)
{
    hs_word_span p = {top, top + 1};
    while (p.first > t->span.first && top - p.first < HS_MEND_LONGEST_PHRASE) {
        const hs_word *before = &t->words[p.first - 1];
        if (before->upos == HS_UPOS_PUNCT || before->head < p.first || before->head > top)
            break;
        p.first--;
    }
    while (p.end < t->span.end && p.end - top < HS_MEND_LONGEST_PHRASE) {
        const hs_word *behind = &t->words[p.end];
        if (behind->upos == HS_UPOS_PUNCT || behind->upos == HS_UPOS_VERB || behind->head < top ||
            behind->head >= p.end)
            break;
        p.end++;
    }
    return p;
}

uint32_t hs_mend_right_before(const hs_mend_tree *t, uint32_t verb)
{
    uint32_t end = verb;
    while (end > t->span.first) {
        const hs_word *before = &t->words[end - 1];
        bool own = before->head == verb &&
                   (before->deprel == HS_DEPREL_AUX || before->deprel == HS_DEPREL_AUX_PASS ||
                    before->deprel == HS_DEPREL_ADVMOD);
        if (!own)
            break;
        end--;
    }
    for (uint32_t i = end; i > t->span.first && i + HS_MEND_LONGEST_PHRASE > end; i--) {
        const hs_word *word = &t->words[i - 1];
        if (word->upos == HS_UPOS_PUNCT || word->upos == HS_UPOS_VERB ||
            word->upos == HS_UPOS_SCONJ)
            break;
        bool outside = word->head < i - 1 || word->head >= end;
        if (hs_mend_is_nominal(word) && outside && word->deprel != HS_DEPREL_FLAT &&
            hs_mend_phrase_of(t, i - 1).end == end)
            return i - 1;
    }
    return HS_NO_WORD;
}

void hs_mend_attach(hs_mend_tree *t, uint32_t word, uint32_t head, enum hs_deprel relation)
{
    uint32_t above = head;
    if (t->words[word].head == HS_NO_WORD)
        return;
    for (uint32_t steps = t->span.end - t->span.first; above != HS_NO_WORD && steps > 0; steps--) {
        if (above == word)
            return;
        above = t->words[above].head;
    }
    t->words[word].head = head;
    t->words[word].deprel = (uint8_t)relation;
}

void hs_mend_attach_subject(hs_mend_tree *t, uint32_t word, uint32_t verb)
{
    hs_mend_attach(t, word, verb,
                   hs_mend_has_child(t, verb, HS_DEPREL_AUX_PASS) ? HS_DEPREL_NSUBJ_PASS
                                                                  : HS_DEPREL_NSUBJ);
}
