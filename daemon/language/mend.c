/* Which mistakes are looked for at which word. How each is mended stands in the files that
 * mend_tree.h names; this one leaves everything else to them.
 */
#include "language/mend.h"

#include "language/mend_tree.h"

static void mend_word(hs_mend_tree *t, uint32_t i)
{
    if (t->words[i].head == HS_NO_WORD) {
        hs_mend_speaker(t, i);
        return;
    }
    switch ((enum hs_deprel)t->words[i].deprel) {
    case HS_DEPREL_CCOMP:
    case HS_DEPREL_PARATAXIS:
        hs_mend_clause_before(t, i);
        hs_mend_clause_around(t, i);
        hs_mend_said(t, i);
        hs_mend_speaker(t, i);
        break;
    case HS_DEPREL_ACL_RELCL:
        hs_mend_that(t, i);
        if (t->words[i].deprel == HS_DEPREL_ACL_RELCL) {
            hs_mend_relative(t, i);
            hs_mend_of_last(t, i);
            hs_mend_who(t, i);
        }
        break;
    case HS_DEPREL_NSUBJ:
    case HS_DEPREL_NSUBJ_PASS:
        hs_mend_joined(t, i);
        break;
    case HS_DEPREL_APPOS:
        hs_mend_guilty(t, i);
        hs_mend_speaker(t, i);
        break;
    case HS_DEPREL_XCOMP:
    case HS_DEPREL_AMOD:
        hs_mend_found(t, i);
        break;
    case HS_DEPREL_OBJ:
    case HS_DEPREL_FLAT:
        hs_mend_guilty(t, i);
        break;
    case HS_DEPREL_ACL:
        hs_mend_participle(t, i);
        hs_mend_of(t, i);
        break;
    case HS_DEPREL_CONJ:
        if (t->words[i].upos == HS_UPOS_VERB)
            hs_mend_of_last(t, i);
        break;
    case HS_DEPREL_AUX:
        hs_mend_auxiliary(t, i);
        break;
    case HS_DEPREL_NMOD:
    case HS_DEPREL_OBL:
    case HS_DEPREL_ADVCL:
        hs_mend_agent(t, i);
        hs_mend_of(t, i);
        break;
    default:
        break;
    }
}

void hs_tree_mend(hs_str text, hs_word *words, const hs_word_span *sentences, uint32_t count)
{
    for (uint32_t s = 0; s < count; s++) {
        hs_mend_tree t = {text, words, sentences[s]};
        for (uint32_t i = t.span.first; i < t.span.end; i++)
            mend_word(&t, i);
        for (uint32_t i = t.span.first; i < t.span.end; i++)
            if (hs_mend_is_subject(&t.words[i]) && t.words[i].head != HS_NO_WORD)
                hs_mend_second_subject(&t, i);
    }
}
