/* What somebody says, and who says it: a clause keeps its own subject on either side of "she said",
 * whoever stands right in front of a verb of saying is its subject, and "that" opens what is said.
 */
#include "language/mend_tree.h"

/* Verbs that tell what somebody says or thinks, whose clause needs no "that". */
static bool reports(const hs_word *verb)
{
    static const char *const lemmas[] = {
        "say",    "allege",   "claim",  "argue",    "insist", "warn",    "believe", "think",
        "add",    "announce", "assert", "conclude", "find",   "note",    "suggest", "maintain",
        "report", "write",    "tell",   "complain", "rule",   "declare", NULL};
    return verb->upos == HS_UPOS_VERB && hs_word_lemma_among(verb, lemmas);
}

static bool is_clause(const hs_word *word)
{
    return word->deprel == HS_DEPREL_CCOMP || word->deprel == HS_DEPREL_PARATAXIS;
}

/* "| Tom Orlo | was cheated, Ana Ruiz said", both on "said": the former, with what stands in front
 * of the clause between, is the clause's. */
void hs_mend_clause_before(hs_mend_tree *t, uint32_t clause)
{
    uint32_t verb = t->words[clause].head, first = HS_NO_WORD, second = HS_NO_WORD;
    if (verb < clause || verb - clause > HS_MEND_REACH || hs_mend_has_subject(t, clause) ||
        !hs_mend_tells(t, clause))
        return;
    for (uint32_t i = hs_mend_low(t, clause); i < hs_mend_high(t, verb); i++) {
        if (t->words[i].head != verb || !hs_deprel_is_subject(t->words[i].deprel))
            continue;
        if (i > clause)
            second = i;
        else if (first == HS_NO_WORD)
            first = i;
        else
            return;
    }
    if (first == HS_NO_WORD || second == HS_NO_WORD)
        return;
    for (uint32_t i = hs_mend_low(t, clause); i < clause; i++) {
        uint8_t relation = t->words[i].deprel;
        if (t->words[i].head == verb &&
            (relation == HS_DEPREL_OBL || relation == HS_DEPREL_ADVMOD ||
             relation == HS_DEPREL_OBL_UNMARKED || relation == HS_DEPREL_ADVCL))
            hs_mend_attach(t, i, clause, (enum hs_deprel)relation);
    }
    hs_mend_attach_subject(t, first, clause);
}

/* "The mayor, | Ana Ruiz | said, had lied": the clause goes on behind who says so, who stands
 * between commas, be it as a second subject or as one of two. */
void hs_mend_clause_around(hs_mend_tree *t, uint32_t clause)
{
    uint32_t verb = t->words[clause].head;
    if (verb > clause || clause - verb > HS_MEND_REACH || !hs_mend_is_comma(t, verb + 1) ||
        hs_mend_has_subject(t, clause) || !hs_mend_tells(t, clause))
        return;
    uint32_t second = hs_mend_right_before(t, verb);
    if (second == HS_NO_WORD || !hs_mend_is_comma(t, hs_mend_phrase_of(t, second).first - 1))
        return;
    uint32_t first = hs_mend_subject_before(t, verb, second);
    const hs_word *who = &t->words[second];
    bool own = who->head == verb && hs_deprel_is_subject(who->deprel);
    bool joined = who->head == first && !hs_mend_has_child(t, second, HS_DEPREL_CC) &&
                  (who->deprel == HS_DEPREL_CONJ || who->deprel == HS_DEPREL_APPOS);
    if (first == HS_NO_WORD || !(own || joined))
        return;
    hs_mend_attach_subject(t, first, clause);
    hs_mend_attach(t, second, verb, HS_DEPREL_NSUBJ);
}

/* "…, Karl Denner alleged", "Tom Orlo, prosecutors allege, ran it": who stands right in front of a
 * verb of saying without a subject, behind a comma, is no apposition to what stands before. */
void hs_mend_speaker(hs_mend_tree *t, uint32_t verb)
{
    hs_word *says = &t->words[verb];
    if (!reports(says) || !hs_mend_is_finite(says) || hs_mend_has_subject(t, verb) ||
        verb == t->span.first || verb + 1 >= t->span.end ||
        t->words[verb + 1].upos != HS_UPOS_PUNCT)
        return;
    for (uint32_t i = verb; i > hs_mend_low(t, verb); i--) {
        hs_word *who = &t->words[i - 1];
        if (!hs_mend_is_nominal(who) || who->deprel != HS_DEPREL_APPOS ||
            hs_mend_phrase_of(t, i - 1).end != verb)
            continue;
        if (!hs_mend_is_comma(t, hs_mend_phrase_of(t, i - 1).first - 1))
            return;
        uint32_t other = who->head;
        if (other == HS_NO_WORD)
            return;
        uint32_t above = t->words[other].head;
        bool around = hs_mend_is_comma(t, verb + 1);
        if (says->head == other) { /* as a second apposition */
            if (!around)
                return;
            if (above != HS_NO_WORD) /* "it was Tom Orlo, Ana Ruiz said, who lied" */
                hs_mend_attach(t, verb, above, HS_DEPREL_PARATAXIS);
        } else if (says->head == HS_NO_WORD) { /* "Tom Orlo, Ana Ruiz claims, | took bribes" */
            if (!around || above == HS_NO_WORD || above < verb || t->words[above].head != verb)
                return;
            t->words[above].deprel = HS_DEPREL_CCOMP;
        } else if (says->head >= i - 1 || says->head < other) {
            return;
        }
        hs_mend_attach(t, i - 1, verb, HS_DEPREL_NSUBJ);
        return;
    }
}

/* "Said | Ana Ruiz | lied", "claims | the firm | paid bribes": whoever stands between a verb of
 * saying and another that has no subject is the latter's. */
void hs_mend_said(hs_mend_tree *t, uint32_t verb)
{
    const hs_word *clause = &t->words[verb];
    uint32_t says = clause->head, who = hs_mend_right_before(t, verb);
    if (who == HS_NO_WORD || says >= who || t->words[who].head != says ||
        !reports(&t->words[says]) || hs_mend_phrase_of(t, who).first != says + 1 ||
        hs_mend_has_subject(t, verb) || !hs_mend_tells(t, verb))
        return;
    const hs_word *it = &t->words[who];
    if (it->deprel == HS_DEPREL_OBJ ||
        (hs_deprel_is_subject(it->deprel) && clause->deprel == HS_DEPREL_CCOMP))
        hs_mend_attach_subject(t, who, verb);
}

/* The verb of saying that a noun behind it stands under, at most a few steps away. */
static uint32_t report_above(const hs_mend_tree *t, uint32_t noun)
{
    enum { STEPS_UP = 4 };
    uint32_t says = noun;
    for (int step = 0; step < STEPS_UP; step++) {
        says = t->words[says].head;
        if (says == HS_NO_WORD)
            break;
        if (says < noun && reports(&t->words[says]))
            return noun - says <= HS_MEND_REACH ? says : HS_NO_WORD;
    }
    return HS_NO_WORD;
}

/* Whether a verb of saying has what is said beside it. */
static bool has_content(const hs_mend_tree *t, uint32_t says)
{
    for (uint32_t i = hs_mend_low(t, says); i < hs_mend_high(t, says); i++)
        if (t->words[i].head == says &&
            (is_clause(&t->words[i]) || t->words[i].deprel == HS_DEPREL_OBJ ||
             t->words[i].deprel == HS_DEPREL_XCOMP))
            return true;
    return false;
}

/* "Said in a letter to the board | that she had lied": "that" opens a clause with all its parts,
 * and what was said is missing. */
void hs_mend_that(hs_mend_tree *t, uint32_t clause)
{
    uint32_t noun = t->words[clause].head, that = noun + 1;
    if (that >= clause || t->words[that].head != clause || !hs_mend_is_word(t, that, "that") ||
        hs_deprel_is_subject(t->words[that].deprel) || !hs_mend_has_subject(t, clause) ||
        t->words[noun].upos == HS_UPOS_VERB)
        return;
    uint32_t says = report_above(t, noun);
    if (says == HS_NO_WORD || is_clause(&t->words[says]) || has_content(t, says))
        return;
    uint32_t of = hs_mend_child(t, noun, HS_DEPREL_CASE, hs_mend_low(t, noun), noun);
    if (of != HS_NO_WORD && hs_mend_is_word(t, of, "about"))
        return;
    hs_mend_attach(t, clause, says, HS_DEPREL_CCOMP);
    t->words[that].deprel = HS_DEPREL_MARK;
    t->words[that].upos = HS_UPOS_SCONJ;
    t->words[that].xpos = HS_XPOS_IN;
}

enum { AGE = 5 }; /* words of "the 29-year-" in front of "old" */

/* "29-year-old" in front of a word that is taken for a noun, but goes on as what is claimed does.
 */
static bool aged_claims(const hs_mend_tree *t, uint32_t old)
{
    static const char *const lemmas[] = {"claim", "allege", NULL};
    uint32_t claims = old + 1, next = old + 2;
    if (old < t->span.first + AGE || next >= t->span.end || t->words[old].head != claims ||
        t->words[claims].xpos != HS_XPOS_NNS || !hs_word_lemma_among(&t->words[claims], lemmas) ||
        !hs_mend_is_word(t, old, "old") || !hs_mend_is_word(t, old - 2, "year") ||
        t->words[old - AGE + 1].upos != HS_UPOS_NUM || t->words[old - AGE].upos != HS_UPOS_DET)
        return false;
    switch ((enum hs_upos)t->words[next].upos) {
    case HS_UPOS_ADP: /* "claims of fraud" */
    case HS_UPOS_VERB:
    case HS_UPOS_AUX:
    case HS_UPOS_PUNCT:
    case HS_UPOS_CCONJ:
        return false;
    default:
        return true;
    }
}

/* The verb of what is claimed: above the noun, or the clause that was taken to tell of it. */
static uint32_t claimed_verb(const hs_mend_tree *t, uint32_t claims)
{
    enum { STEPS_UP = 3 };
    uint32_t at = claims;
    for (int step = 0; step < STEPS_UP && t->words[at].head != HS_NO_WORD; step++) {
        at = t->words[at].head;
        if (at > claims && t->words[at].upos == HS_UPOS_VERB)
            return at;
    }
    for (uint32_t i = claims + 1; i < hs_mend_high(t, claims); i++)
        if (t->words[i].head == claims &&
            (t->words[i].deprel == HS_DEPREL_ACL_RELCL || t->words[i].deprel == HS_DEPREL_ACL))
            return i;
    return HS_NO_WORD;
}

void hs_mend_aged(hs_mend_tree *t, uint32_t old)
{
    if (!aged_claims(t, old))
        return;
    uint32_t claims = old + 1, verb = claimed_verb(t, claims);
    if (verb == HS_NO_WORD || (!hs_mend_tells(t, verb) && !hs_mend_is_word(t, claims + 1, "to")))
        return;
    if (t->words[verb].head != claims) {
        t->words[claims].head = t->words[verb].head;
        t->words[claims].deprel = t->words[verb].deprel;
    }
    t->words[verb].head = claims;
    t->words[verb].deprel =
        hs_mend_is_word(t, claims + 1, "to") ? HS_DEPREL_XCOMP : HS_DEPREL_CCOMP;
    for (uint32_t i = hs_mend_low(t, old); i < old; i++) /* "in the interview, the 29-year-old" */
        if (t->words[i].head == claims || t->words[i].head == verb)
            t->words[i].head = i + AGE >= old ? old : claims;
    t->words[old].deprel = HS_DEPREL_NSUBJ;
    t->words[claims].upos = HS_UPOS_VERB;
    t->words[claims].xpos = HS_XPOS_VBZ;
    if (hs_mend_is_word(t, claims + 1, "that")) {
        t->words[claims + 1].deprel = HS_DEPREL_MARK;
        t->words[claims + 1].upos = HS_UPOS_SCONJ;
        t->words[claims + 1].xpos = HS_XPOS_IN;
    }
}
