/* Which mistakes are looked for at which word. How each is mended stands in the files that
 * mend_tree.h names; this one leaves everything else to them.
 */
#include "language/mend.h"

#include "language/mend_tree.h"

typedef void mend(hs_mend_tree *tree, uint32_t word);

static void mend_relative_clause(hs_mend_tree *t, uint32_t i)
{
    hs_mend_that(t, i);
    if (t->words[i].deprel != HS_DEPREL_ACL_RELCL)
        return;
    hs_mend_relative(t, i);
    hs_mend_of_last(t, i);
    hs_mend_who(t, i);
}

static void mend_joined_verb(hs_mend_tree *t, uint32_t i)
{
    if (t->words[i].upos == HS_UPOS_VERB)
        hs_mend_of_last(t, i);
}

/* What is looked for at a word, by how the parser hung it on its head, in this order. */
static mend *const by_relation[HS_DEPREL_COUNT][5] = {
    [HS_DEPREL_CCOMP] = {hs_mend_clause_before, hs_mend_clause_around, hs_mend_said,
                         hs_mend_said_deed, hs_mend_speaker},
    [HS_DEPREL_PARATAXIS] = {hs_mend_clause_before, hs_mend_clause_around, hs_mend_said,
                             hs_mend_speaker},
    [HS_DEPREL_ACL_RELCL] = {mend_relative_clause},
    [HS_DEPREL_OBL_UNMARKED] = {hs_mend_premier},
    [HS_DEPREL_NSUBJ] = {hs_mend_joined},
    [HS_DEPREL_NSUBJ_PASS] = {hs_mend_joined},
    [HS_DEPREL_APPOS] = {hs_mend_guilty, hs_mend_speaker},
    [HS_DEPREL_XCOMP] = {hs_mend_found},
    [HS_DEPREL_AMOD] = {hs_mend_found, hs_mend_aged},
    [HS_DEPREL_OBJ] = {hs_mend_guilty},
    [HS_DEPREL_FLAT] = {hs_mend_guilty},
    [HS_DEPREL_ACL] = {hs_mend_said_deed, hs_mend_participle, hs_mend_of},
    [HS_DEPREL_CONJ] = {mend_joined_verb},
    [HS_DEPREL_AUX] = {hs_mend_auxiliary},
    [HS_DEPREL_NMOD] = {hs_mend_agent, hs_mend_of},
    [HS_DEPREL_OBL] = {hs_mend_agent, hs_mend_of},
    [HS_DEPREL_ADVCL] = {hs_mend_agent, hs_mend_of},
};

static void mend_word(hs_mend_tree *t, uint32_t i)
{
    if (t->words[i].head == HS_NO_WORD) {
        hs_mend_speaker(t, i);
        return;
    }
    uint8_t relation = t->words[i].deprel; /* until it is another */
    for (mend *const *step = by_relation[relation]; *step && t->words[i].deprel == relation; step++)
        (*step)(t, i);
}

void hs_tree_mend(hs_str text, hs_word *words, const hs_word_span *sentences, uint32_t count)
{
    for (uint32_t s = 0; s < count; s++) {
        hs_mend_tree t = {text, words, sentences[s]};
        for (uint32_t i = t.span.first; i < t.span.end; i++)
            mend_word(&t, i);
        for (uint32_t i = t.span.first; i < t.span.end; i++)
            if (hs_deprel_is_subject(t.words[i].deprel) && t.words[i].head != HS_NO_WORD)
                hs_mend_second_subject(&t, i);
    }
}
