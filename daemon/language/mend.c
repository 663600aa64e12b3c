#include "language/mend.h"

enum { REACH = 48, LONGEST_PHRASE = 12, NONE = UINT32_MAX };

typedef struct tree {
    hs_str text;
    hs_word *words;
    hs_word_span span;
} tree;

/* A noun with what stands around it and hangs on it: words [first, end). */
typedef struct phrase {
    uint32_t first, top, end;
} phrase;

static bool is_word(const tree *t, uint32_t i, const char *form)
{
    const hs_word *word = &t->words[i];
    return hs_str_equal_ignoring_case(hs_str_slice(t->text, word->byte_start, word->byte_end),
                                      hs_str_from(form));
}

static bool has_lemma(const hs_word *word, const char *const *lemmas)
{
    for (; *lemmas; lemmas++)
        if (hs_str_equal(hs_str_make(word->lemma, word->lemma_length), hs_str_from(*lemmas)))
            return true;
    return false;
}

static bool is_comma(const tree *t, uint32_t i)
{
    return i >= t->span.first && i < t->span.end && t->words[i].xpos == HS_XPOS_COMMA;
}

static bool is_nominal(const hs_word *word)
{
    return word->upos == HS_UPOS_NOUN || word->upos == HS_UPOS_PROPN || word->upos == HS_UPOS_PRON;
}

static bool is_subject(const hs_word *word)
{
    return word->deprel == HS_DEPREL_NSUBJ || word->deprel == HS_DEPREL_NSUBJ_PASS;
}

static bool is_finite(unsigned xpos)
{
    return xpos == HS_XPOS_VBD || xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP || xpos == HS_XPOS_MD;
}

static uint32_t low(const tree *t, uint32_t i)
{
    return i > t->span.first + REACH ? i - REACH : t->span.first;
}

static uint32_t high(const tree *t, uint32_t i)
{
    return i + REACH < t->span.end ? i + REACH : t->span.end;
}

/* The first word of [from, end) that hangs on `head` by a relation, or NONE. */
static uint32_t child(const tree *t, uint32_t head, enum hs_deprel relation, uint32_t from,
                      uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (t->words[i].head == head && t->words[i].deprel == relation)
            return i;
    return NONE;
}

static bool has_child(const tree *t, uint32_t head, enum hs_deprel relation)
{
    return child(t, head, relation, low(t, head), high(t, head)) != NONE;
}

static bool has_subject(const tree *t, uint32_t verb)
{
    for (uint32_t i = low(t, verb); i < high(t, verb); i++) {
        const hs_word *word = &t->words[i];
        if (word->head == verb &&
            (is_subject(word) || word->deprel == HS_DEPREL_CSUBJ ||
             word->deprel == HS_DEPREL_CSUBJ_PASS || word->deprel == HS_DEPREL_EXPL))
            return true;
    }
    return false;
}

/* Whether a clause tells something of a time: "lied", "had lied", "is a liar"; not "to lie". */
static bool tells(const tree *t, uint32_t verb)
{
    if (is_finite(t->words[verb].xpos))
        return true;
    for (uint32_t i = low(t, verb); i < verb; i++) {
        const hs_word *word = &t->words[i];
        bool auxiliary = word->deprel == HS_DEPREL_AUX || word->deprel == HS_DEPREL_AUX_PASS ||
                         word->deprel == HS_DEPREL_COP;
        if (word->head == verb && auxiliary && is_finite(word->xpos))
            return true;
    }
    return false;
}

/* Hangs a word elsewhere, unless that would close a circle. */
static void attach(tree *t, uint32_t word, uint32_t head, enum hs_deprel relation)
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

static void attach_subject(tree *t, uint32_t word, uint32_t verb)
{
    attach(t, word, verb,
           has_child(t, verb, HS_DEPREL_AUX_PASS) ? HS_DEPREL_NSUBJ_PASS : HS_DEPREL_NSUBJ);
}

static phrase phrase_of(const tree *t, uint32_t top)
{
    phrase p = {top, top, top + 1};
    while (p.first > t->span.first && top - p.first < LONGEST_PHRASE) {
        const hs_word *before = &t->words[p.first - 1];
        if (before->upos == HS_UPOS_PUNCT || before->head < p.first || before->head > top)
            break;
        p.first--;
    }
    while (p.end < t->span.end && p.end - top < LONGEST_PHRASE) {
        const hs_word *behind = &t->words[p.end];
        if (behind->upos == HS_UPOS_PUNCT || behind->upos == HS_UPOS_VERB || behind->head < top ||
            behind->head >= p.end)
            break;
        p.end++;
    }
    return p;
}

/* The nominal whose phrase ends right in front of a verb, its auxiliaries and adverbs; NONE. */
static uint32_t right_before(const tree *t, uint32_t verb)
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
    for (uint32_t i = end; i > t->span.first && i + LONGEST_PHRASE > end; i--) {
        const hs_word *word = &t->words[i - 1];
        if (word->upos == HS_UPOS_PUNCT || word->upos == HS_UPOS_VERB ||
            word->upos == HS_UPOS_SCONJ)
            break;
        bool outside = word->head < i - 1 || word->head >= end;
        if (is_nominal(word) && outside && word->deprel != HS_DEPREL_FLAT &&
            phrase_of(t, i - 1).end == end)
            return i - 1;
    }
    return NONE;
}

/* Verbs that tell what somebody says or thinks, whose clause needs no "that". */
static bool reports(const hs_word *verb)
{
    static const char *const lemmas[] = {
        "say",    "allege",   "claim",  "argue",    "insist", "warn",    "believe", "think",
        "add",    "announce", "assert", "conclude", "find",   "note",    "suggest", "maintain",
        "report", "write",    "tell",   "complain", "rule",   "declare", NULL};
    return verb->upos == HS_UPOS_VERB && has_lemma(verb, lemmas);
}

static bool is_clause(const hs_word *word)
{
    return word->deprel == HS_DEPREL_CCOMP || word->deprel == HS_DEPREL_PARATAXIS;
}

/* "| Tom Orlo | was cheated, Ana Ruiz said", both on "said": the former, with what stands in front
 * of the clause between, is the clause's. */
static void mend_clause_before(tree *t, uint32_t clause)
{
    uint32_t verb = t->words[clause].head, first = NONE, second = NONE;
    if (verb < clause || verb - clause > REACH || has_subject(t, clause) || !tells(t, clause))
        return;
    for (uint32_t i = low(t, clause); i < high(t, verb); i++) {
        if (t->words[i].head != verb || !is_subject(&t->words[i]))
            continue;
        if (i > clause)
            second = i;
        else if (first == NONE)
            first = i;
        else
            return;
    }
    if (first == NONE || second == NONE)
        return;
    for (uint32_t i = low(t, clause); i < clause; i++) {
        uint8_t relation = t->words[i].deprel;
        if (t->words[i].head == verb &&
            (relation == HS_DEPREL_OBL || relation == HS_DEPREL_ADVMOD ||
             relation == HS_DEPREL_OBL_UNMARKED || relation == HS_DEPREL_ADVCL))
            attach(t, i, clause, (enum hs_deprel)relation);
    }
    attach_subject(t, first, clause);
}

/* "The mayor, | Ana Ruiz | said, had lied": the clause goes on behind who says so, who stands
 * between commas, be it as a second subject or as one of two. */
static void mend_clause_around(tree *t, uint32_t clause)
{
    uint32_t verb = t->words[clause].head;
    if (verb > clause || clause - verb > REACH || !is_comma(t, verb + 1) ||
        has_subject(t, clause) || !tells(t, clause))
        return;
    uint32_t second = right_before(t, verb), first = NONE;
    if (second == NONE || !is_comma(t, phrase_of(t, second).first - 1))
        return;
    for (uint32_t i = low(t, second); i < second; i++)
        if (t->words[i].head == verb && is_subject(&t->words[i]))
            first = i;
    const hs_word *who = &t->words[second];
    bool own = who->head == verb && is_subject(who);
    bool joined = who->head == first && !has_child(t, second, HS_DEPREL_CC) &&
                  (who->deprel == HS_DEPREL_CONJ || who->deprel == HS_DEPREL_APPOS);
    if (first == NONE || !(own || joined))
        return;
    attach_subject(t, first, clause);
    attach(t, second, verb, HS_DEPREL_NSUBJ);
}

/* "…, Karl Denner alleged", "Tom Orlo, prosecutors allege, ran it": who stands right in front of a
 * verb of saying without a subject, behind a comma, is no apposition to what stands before. */
static void mend_speaker(tree *t, uint32_t verb)
{
    hs_word *says = &t->words[verb];
    if (!reports(says) || !is_finite(says->xpos) || has_subject(t, verb) || verb == t->span.first ||
        verb + 1 >= t->span.end || t->words[verb + 1].upos != HS_UPOS_PUNCT)
        return;
    for (uint32_t i = verb; i > low(t, verb); i--) {
        hs_word *who = &t->words[i - 1];
        if (!is_nominal(who) || who->deprel != HS_DEPREL_APPOS || phrase_of(t, i - 1).end != verb)
            continue;
        if (!is_comma(t, phrase_of(t, i - 1).first - 1))
            return;
        uint32_t other = who->head, above = t->words[other].head;
        if (says->head == other) { /* as a second apposition */
            if (!is_comma(t, verb + 1) || above == HS_NO_WORD)
                return;
            attach(t, verb, above, HS_DEPREL_PARATAXIS);
        } else if (says->head >= i - 1 || says->head < other) {
            return;
        }
        attach(t, i - 1, verb, HS_DEPREL_NSUBJ);
        return;
    }
}

/* "The man | Mara Veldt | accused of rape left", "Ana Ruiz, whom | Tom Orlo | accused": who stands
 * right in front of a relative clause's verb without another subject is its subject. */
static void mend_relative(tree *t, uint32_t verb)
{
    const hs_word *it = &t->words[verb];
    uint32_t noun = it->head, who = right_before(t, verb), object = NONE;
    if (who == NONE || noun >= who || t->words[who].head == verb ||
        (!is_finite(it->xpos) && !tells(t, verb)))
        return;
    phrase p = phrase_of(t, who);
    for (uint32_t i = noun + 1; i < who; i++)
        if (t->words[i].upos == HS_UPOS_PRON &&
            (t->words[i].head == verb ||
             (t->words[i].head == who && t->words[i].xpos == HS_XPOS_WP)))
            object = i;
    if (object != NONE && t->words[object].head == who)
        p.first = object + 1;
    if (object == NONE ? has_subject(t, verb) || phrase_of(t, noun).end < p.first
                       : t->words[who].head >= object)
        return;
    uint8_t relation = t->words[who].deprel;
    bool apposed = relation == HS_DEPREL_APPOS && t->words[who].head == noun;
    bool second = object == NONE && is_subject(&t->words[who]) &&
                  t->words[who].head == t->words[noun].head && is_subject(&t->words[noun]);
    if (!apposed && !second)
        return;
    attach_subject(t, who, verb);
    if (object != NONE && (is_subject(&t->words[object]) || t->words[object].head == who))
        attach(t, object, verb, HS_DEPREL_OBJ);
}

static bool is_auxiliary(const hs_word *word)
{
    static const char *const lemmas[] = {"be",     "have",  "do",   "get",    "will", "would",
                                         "can",    "could", "may",  "might",  "must", "shall",
                                         "should", "ought", "need", "dare",   "use",  "let",
                                         "'s",     "'d",    "'ll",  "better", "keep", NULL};
    return has_lemma(word, lemmas);
}

/* "The company | Ana Ruiz | sued has closed": a verb that is no auxiliary, right behind a name,
 * tells of what stands before the name. */
static void mend_auxiliary(tree *t, uint32_t verb)
{
    uint32_t main = t->words[verb].head, who = right_before(t, verb), noun = NONE;
    if (main < verb || who == NONE || !is_finite(t->words[verb].xpos) ||
        t->words[verb].xpos == HS_XPOS_MD || is_auxiliary(&t->words[verb]) ||
        t->words[who].upos != HS_UPOS_PROPN)
        return;
    uint8_t relation = t->words[who].deprel;
    bool second =
        is_subject(&t->words[who]) && (t->words[who].head == main || t->words[who].head == verb);
    if (relation == HS_DEPREL_APPOS || relation == HS_DEPREL_FLAT)
        noun = t->words[who].head;
    else if (second)
        noun = child(t, who, HS_DEPREL_NMOD_DESC, low(t, who), who);
    if (noun == NONE || noun + 1 != who ||
        (t->words[noun].upos != HS_UPOS_NOUN && t->words[noun].upos != HS_UPOS_PRON))
        return;
    if (second)
        attach(t, noun, main, (enum hs_deprel)relation);
    if (t->words[noun].head != main || !is_subject(&t->words[noun]))
        return;
    attach(t, verb, noun, HS_DEPREL_ACL_RELCL);
    attach(t, who, verb, HS_DEPREL_NSUBJ);
    t->words[verb].upos = HS_UPOS_VERB;
}

/* "The guard Ana Ruiz | accused of assault": what has a subject of its own is no participle. */
static void mend_participle(tree *t, uint32_t verb)
{
    hs_word *it = &t->words[verb];
    uint32_t who = right_before(t, verb);
    bool past = it->xpos == HS_XPOS_VBN || it->xpos == HS_XPOS_VBD;
    if (!past || who == NONE || t->words[who].head != verb ||
        t->words[who].deprel != HS_DEPREL_NSUBJ || phrase_of(t, who).first <= it->head)
        return;
    it->deprel = HS_DEPREL_ACL_RELCL;
    if (!tells(t, verb))
        it->xpos = HS_XPOS_VBD;
}

/* "The union, | the parents | and the church accused": two subjects in front of a verb, of which
 * the latter joins a third. */
static void mend_joined(tree *t, uint32_t second)
{
    uint32_t verb = t->words[second].head;
    if (verb == HS_NO_WORD || verb < second || !has_child(t, second, HS_DEPREL_CONJ))
        return;
    phrase p = phrase_of(t, second);
    if (!is_comma(t, p.first - 1))
        return;
    for (uint32_t i = low(t, second); i < second; i++)
        if (t->words[i].head == verb && is_subject(&t->words[i]) &&
            phrase_of(t, i).end + 1 == p.first)
            attach(t, second, i, HS_DEPREL_CONJ);
}

/* "Said | Ana Ruiz | lied", "claims | the firm | paid bribes": whoever stands between a verb of
 * saying and another that has no subject is the latter's. */
static void mend_said(tree *t, uint32_t verb)
{
    const hs_word *clause = &t->words[verb];
    uint32_t says = clause->head, who = right_before(t, verb);
    if (who == NONE || says >= who || t->words[who].head != says || !reports(&t->words[says]) ||
        phrase_of(t, who).first != says + 1 || has_subject(t, verb) || !tells(t, verb))
        return;
    const hs_word *it = &t->words[who];
    if (it->deprel == HS_DEPREL_OBJ || (is_subject(it) && clause->deprel == HS_DEPREL_CCOMP))
        attach_subject(t, who, verb);
}

/* "Said in a letter to the board | that she had lied": "that" opens a clause with all its parts,
 * and what was said is missing. */
static void mend_that(tree *t, uint32_t clause)
{
    uint32_t noun = t->words[clause].head, that = NONE, says = noun;
    for (uint32_t i = noun + 1; i < clause && that == NONE; i++)
        if (t->words[i].head == clause)
            that = i;
    if (that != noun + 1 || !is_word(t, that, "that") || is_subject(&t->words[that]) ||
        !has_subject(t, clause) || t->words[noun].upos == HS_UPOS_VERB)
        return;
    for (int steps = 0; steps < 4 && says != HS_NO_WORD; steps++) {
        says = t->words[says].head;
        if (says != HS_NO_WORD && t->words[says].upos == HS_UPOS_VERB && says < noun &&
            reports(&t->words[says]))
            break;
    }
    if (says == HS_NO_WORD || !reports(&t->words[says]) || says > noun || noun - says > REACH)
        return;
    for (uint32_t i = low(t, says); i < high(t, says); i++)
        if (t->words[i].head == says &&
            (is_clause(&t->words[i]) || t->words[i].deprel == HS_DEPREL_OBJ ||
             t->words[i].deprel == HS_DEPREL_XCOMP))
            return;
    uint32_t of = child(t, noun, HS_DEPREL_CASE, low(t, noun), noun);
    if (is_clause(&t->words[says]) || (of != NONE && is_word(t, of, "about")))
        return;
    attach(t, clause, says, HS_DEPREL_CCOMP);
    t->words[that].deprel = HS_DEPREL_MARK;
    t->words[that].upos = HS_UPOS_SCONJ;
    t->words[that].xpos = HS_XPOS_IN;
}

/* The passive verb that a noun behind it stands under, at most a few steps away. */
static uint32_t passive_above(const tree *t, uint32_t noun)
{
    for (int steps = 0; steps < 3 && noun != HS_NO_WORD; steps++) {
        noun = t->words[noun].head;
        if (noun == HS_NO_WORD || t->words[noun].upos != HS_UPOS_VERB)
            continue;
        bool passive =
            t->words[noun].xpos == HS_XPOS_VBN &&
            (has_child(t, noun, HS_DEPREL_AUX_PASS) || t->words[noun].deprel == HS_DEPREL_ACL);
        return passive && !has_child(t, noun, HS_DEPREL_OBL_AGENT) ? noun : NONE;
    }
    return NONE;
}

/* "Branded a liar | by Ana Ruiz", "accused of theft by", "condemned as cruel by", "attacked in
 * Ostra by": a noun that nobody is the maker of. */
static void mend_agent(tree *t, uint32_t agent)
{
    static const char *const naming[] = {"brand", "label", "dub",      "call",    "describe",
                                         "deem",  "name",  "denounce", "condemn", NULL};
    static const char *const charging[] = {"accuse", "convict", "suspect", "acquit", NULL};
    uint32_t noun = t->words[agent].head, by = phrase_of(t, agent).first;
    if (noun >= agent || !is_word(t, by, "by") || t->words[by].head != agent || by <= noun)
        return;
    uint32_t verb = passive_above(t, noun);
    if (verb == NONE || verb > noun)
        return;
    const hs_word *passive = &t->words[verb];
    bool direct = t->words[noun].head == verb;
    bool named = direct && has_lemma(passive, naming);
    bool charged = direct && has_lemma(passive, charging);
    bool placed = t->words[noun].upos == HS_UPOS_PROPN && t->words[noun].entity_tag;
    if (named || charged || placed)
        attach(t, agent, verb, HS_DEPREL_OBL_AGENT);
}

/* "Accused Ana Ruiz, the mayor, | of theft": behind a comma "of" goes on with the verb. */
static void mend_of(tree *t, uint32_t charge)
{
    static const char *const charging[] = {"accuse", "convict", "suspect", "acquit", NULL};
    uint32_t of = child(t, charge, HS_DEPREL_CASE, low(t, charge), charge), verb = charge;
    if (of == NONE)
        of = child(t, charge, HS_DEPREL_MARK, low(t, charge), charge);
    if (of == NONE || of == t->span.first || !is_word(t, of, "of") || !is_comma(t, of - 1))
        return;
    while (verb > low(t, charge) && !has_lemma(&t->words[verb], charging))
        verb--;
    if (!has_lemma(&t->words[verb], charging) || t->words[charge].head <= verb ||
        t->words[charge].head > of)
        return;
    for (uint32_t i = verb + 1; i + 1 < of; i++)
        if (is_word(t, i, "of") && t->words[i].head != HS_NO_WORD &&
            t->words[t->words[i].head].head == verb)
            return;
    attach(t, charge, verb,
           t->words[charge].upos == HS_UPOS_VERB ? HS_DEPREL_ADVCL : HS_DEPREL_OBL);
}

/* A dash, or a hyphen with spaces around it. */
static bool is_dash(const tree *t, uint32_t i)
{
    bool alone = i > t->span.first && i + 1 < t->span.end &&
                 t->words[i - 1].byte_end < t->words[i].byte_start &&
                 t->words[i].byte_end < t->words[i + 1].byte_start;
    return is_word(t, i, "—") || is_word(t, i, "–") || is_word(t, i, "--") ||
           (alone && is_word(t, i, "-"));
}

/* "OSTRA (AP) — Fans": a place in front of the sentence proper. */
static bool is_dateline(const tree *t, uint32_t i, uint32_t second)
{
    if (phrase_of(t, i).first > t->span.first || t->words[i].upos != HS_UPOS_PROPN ||
        t->words[t->span.first].upos != HS_UPOS_PROPN)
        return false;
    for (uint32_t k = i + 1; k < second && k < i + LONGEST_PHRASE; k++)
        if (is_dash(t, k))
            return true;
    return false;
}

/* "Past battles" of "that in past battles has been": behind a preposition; "after" and its like may
 * open a clause instead, "six in ten voters" is one phrase. */
static bool is_oblique(const tree *t, uint32_t first, uint32_t second)
{
    static const char *const conjunctions[] = {"after", "before", "since", "until", "as",
                                               "than",  "for",    "like",  NULL};
    uint32_t preposition = child(t, second, HS_DEPREL_CASE, low(t, second), second);
    return preposition != NONE && preposition > first && t->words[first].upos != HS_UPOS_NUM &&
           t->words[preposition].xpos != HS_XPOS_POS &&
           !has_lemma(&t->words[preposition], conjunctions);
}

/* "Which | critics | condemn": the object in front of a clause's subject. */
static bool is_relative_object(const tree *t, uint32_t first, uint32_t second)
{
    const hs_word *it = &t->words[first], *verb = &t->words[it->head];
    bool relative =
        it->xpos == HS_XPOS_WP || (it->xpos == HS_XPOS_WDT && verb->deprel == HS_DEPREL_ACL_RELCL);
    return relative && verb->upos == HS_UPOS_VERB && right_before(t, it->head) == second &&
           (!has_child(t, it->head, HS_DEPREL_OBJ) || is_word(t, first, "whom")) &&
           !has_child(t, it->head, HS_DEPREL_AUX_PASS);
}

/* "Adviser | David Orlo", of which nobody makes a clause ("the support Mr Orlo found"). */
static bool describes_name(const tree *t, uint32_t first, uint32_t second)
{
    const hs_word *it = &t->words[first], *name = &t->words[second], *verb = &t->words[it->head];
    return name->upos == HS_UPOS_PROPN && name->entity_tag == 1 + HS_NAME_PERSON &&
           it->upos == HS_UPOS_NOUN && !it->entity_tag &&
           phrase_of(t, first).end == phrase_of(t, second).first &&
           verb->deprel != HS_DEPREL_ACL_RELCL && verb->deprel != HS_DEPREL_ACL &&
           verb->deprel != HS_DEPREL_CONJ && verb->deprel != HS_DEPREL_APPOS &&
           !is_word(t, phrase_of(t, second).first, "Mr.") &&
           !is_word(t, phrase_of(t, second).first, "Mr");
}

/* Of two subjects in front of a verb the one that is none. */
static void mend_second_subject(tree *t, uint32_t second)
{
    uint32_t verb = t->words[second].head, first = NONE;
    for (uint32_t i = low(t, second); i < second; i++)
        if (t->words[i].head == verb && is_subject(&t->words[i]))
            first = i;
    if (first == NONE)
        return;
    if (is_oblique(t, first, second))
        t->words[second].deprel = HS_DEPREL_OBL;
    else if (is_relative_object(t, first, second))
        t->words[first].deprel = HS_DEPREL_OBJ;
    else if (describes_name(t, first, second))
        attach(t, first, second, HS_DEPREL_NMOD_DESC);
    else if (second < verb && is_dateline(t, first, second))
        t->words[first].deprel = HS_DEPREL_PARATAXIS;
}

static void mend_word(tree *t, uint32_t i)
{
    if (t->words[i].head == HS_NO_WORD) {
        mend_speaker(t, i);
        return;
    }
    switch ((enum hs_deprel)t->words[i].deprel) {
    case HS_DEPREL_CCOMP:
    case HS_DEPREL_PARATAXIS:
        mend_clause_before(t, i);
        mend_clause_around(t, i);
        mend_said(t, i);
        mend_speaker(t, i);
        break;
    case HS_DEPREL_ACL_RELCL:
        mend_that(t, i);
        if (t->words[i].deprel == HS_DEPREL_ACL_RELCL)
            mend_relative(t, i);
        break;
    case HS_DEPREL_NSUBJ:
    case HS_DEPREL_NSUBJ_PASS:
        mend_joined(t, i);
        break;
    case HS_DEPREL_APPOS:
        mend_speaker(t, i);
        break;
    case HS_DEPREL_ACL:
        mend_participle(t, i);
        mend_of(t, i);
        break;
    case HS_DEPREL_AUX:
        mend_auxiliary(t, i);
        break;
    case HS_DEPREL_NMOD:
    case HS_DEPREL_OBL:
    case HS_DEPREL_ADVCL:
        mend_agent(t, i);
        mend_of(t, i);
        break;
    default:
        break;
    }
}

void hs_tree_mend(hs_str text, hs_word *words, const hs_word_span *sentences, uint32_t count)
{
    for (uint32_t s = 0; s < count; s++) {
        tree t = {text, words, sentences[s]};
        for (uint32_t i = t.span.first; i < t.span.end; i++)
            mend_word(&t, i);
        for (uint32_t i = t.span.first; i < t.span.end; i++)
            if (is_subject(&t.words[i]) && t.words[i].head != HS_NO_WORD)
                mend_second_subject(&t, i);
    }
}
