/* Of two nouns in front of a verb only one is its subject: the other is that of a clause between
 * them, "the man | Mara Veldt | accused left", or no subject at all.
 */
#include "language/mend_tree.h"

/* "Whom" of "Ana Ruiz, whom | Tom Orlo | accused": on the clause's verb, or on who stands before.
 */
static uint32_t relative_pronoun(const hs_mend_tree *t, uint32_t verb, uint32_t who)
{
    uint32_t noun = t->words[verb].head, low = hs_mend_low(t, who);
    for (uint32_t i = who; i > noun + 1 && i > low; i--) {
        const hs_word *word = &t->words[i - 1];
        if (word->upos == HS_UPOS_PRON &&
            (word->head == verb || (word->head == who && word->xpos == HS_XPOS_WP)))
            return i - 1;
    }
    return HS_NO_WORD;
}

/* "The man | Mara Veldt | accused of rape left", "Ana Ruiz, whom | Tom Orlo | accused": who stands
 * right in front of a relative clause's verb without another subject is its subject. */
void hs_mend_relative(hs_mend_tree *t, uint32_t verb)
{
    const hs_word *it = &t->words[verb];
    uint32_t noun = it->head, who = hs_mend_right_before(t, verb);
    if (who == HS_NO_WORD || noun >= who || t->words[who].head == verb ||
        (!hs_mend_is_finite(it) && !hs_mend_tells(t, verb)))
        return;
    hs_word_span p = hs_mend_phrase_of(t, who);
    uint32_t object = relative_pronoun(t, verb, who);
    if (object != HS_NO_WORD && t->words[object].head == who)
        p.first = object + 1;
    if (object == HS_NO_WORD
            ? hs_mend_has_subject(t, verb) || hs_mend_phrase_of(t, noun).end < p.first
            : t->words[who].head >= object)
        return;
    uint8_t relation = t->words[who].deprel;
    bool apposed = relation == HS_DEPREL_APPOS && t->words[who].head == noun;
    bool second = object == HS_NO_WORD && hs_deprel_is_subject(t->words[who].deprel) &&
                  t->words[who].head == t->words[noun].head &&
                  hs_deprel_is_subject(t->words[noun].deprel);
    if (!apposed && !second)
        return;
    hs_mend_attach_subject(t, who, verb);
    if (object != HS_NO_WORD &&
        (hs_deprel_is_subject(t->words[object].deprel) || t->words[object].head == who))
        hs_mend_attach(t, object, verb, HS_DEPREL_OBJ);
}

/* Of a word's name, as the network tags it (network.h). */
static bool is_named(const hs_word *word, enum hs_name_type type)
{
    return word->entity_tag && (word->entity_tag - 1) / 2 == (int)type;
}

/* "Who" of a clause behind a body's name, or HS_NO_WORD. */
static uint32_t who_of_body(const hs_mend_tree *t, uint32_t verb)
{
    uint32_t low = hs_mend_low(t, verb), body = t->words[verb].head, who = verb;
    if (body >= verb || !is_named(&t->words[body], HS_NAME_ORGANISATION) ||
        t->words[body].deprel != HS_DEPREL_NMOD)
        return HS_NO_WORD;
    while (who > body + 1 && who > low && t->words[who].xpos != HS_XPOS_WP)
        who--;
    bool found = t->words[who].xpos == HS_XPOS_WP && hs_mend_is_word(t, who, "who");
    return found && t->words[who].head == verb ? who : HS_NO_WORD;
}

/* "Tom Orlo, head of the Orlo Trust, | who | accuses her", "the head of the Orlo Trust | who":
 * "who" tells of people, not of the body whose name stands behind what they are to it; of a noun
 * that may be no person only where no comma lets it add something to the name. */
void hs_mend_who(hs_mend_tree *t, uint32_t verb)
{
    enum { STEPS_UP = 3 };
    uint32_t who = who_of_body(t, verb), noun = t->words[verb].head;
    if (who == HS_NO_WORD)
        return;
    bool adds = hs_mend_is_comma(t, who - 1);
    for (int step = 0; step < STEPS_UP && t->words[noun].deprel == HS_DEPREL_NMOD; step++) {
        uint32_t over = t->words[noun].head;
        const hs_word *it = &t->words[over];
        if (over >= noun || !hs_mend_is_nominal(it))
            return;
        noun = over;
        bool person =
            is_named(it, HS_NAME_PERSON) || (it->upos == HS_UPOS_NOUN && !it->entity_tag &&
                                             (!adds || it->deprel == HS_DEPREL_APPOS));
        if (person) {
            hs_mend_attach(t, verb, noun, HS_DEPREL_ACL_RELCL);
            return;
        }
    }
}

/* Whether a clause from its relative pronoun on has a verb that is one of several's: "who have". */
static bool is_of_several(const hs_mend_tree *t, uint32_t pronoun, uint32_t verb)
{
    for (uint32_t i = pronoun; i <= verb; i++)
        if (t->words[i].xpos == HS_XPOS_VBP || hs_mend_is_word(t, i, "were"))
            return true;
    return false;
}

/* The relative pronoun that opens a clause behind a comma, or HS_NO_WORD. */
static uint32_t pronoun_behind_comma(const hs_mend_tree *t, uint32_t verb)
{
    uint32_t low = hs_mend_low(t, verb), head = t->words[verb].head, pronoun = verb;
    if (head >= verb)
        return HS_NO_WORD;
    while (pronoun > head && pronoun > low && t->words[pronoun].xpos != HS_XPOS_WP &&
           t->words[pronoun].xpos != HS_XPOS_WDT)
        pronoun--;
    return pronoun > head + 2 && pronoun < verb && hs_mend_is_comma(t, pronoun - 1) &&
                   t->words[pronoun].head == verb
               ? pronoun
               : HS_NO_WORD;
}

/* "Tom Orlo and Ana Ruiz, | who | is accused of theft": of those joined by "and" the clause tells
 * of the last, behind whom it stands, unless its verb says that it is of several. So it does where
 * the parse joins it to the clause of another: "Tom Orlo, who left, and Ana Ruiz, | who stayed". */
void hs_mend_of_last(hs_mend_tree *t, uint32_t verb)
{
    enum { STEPS_UP = 4 };
    uint32_t pronoun = pronoun_behind_comma(t, verb);
    if (pronoun == HS_NO_WORD)
        return;
    uint32_t first = t->words[verb].head, last = pronoun - 2;
    bool joined = t->words[verb].deprel == HS_DEPREL_CONJ;
    if (joined && t->words[first].deprel == HS_DEPREL_ACL_RELCL)
        first = t->words[first].head;
    else if (joined || is_of_several(t, pronoun, verb))
        return;
    for (int step = 0; step < STEPS_UP && last > first && last < pronoun; step++) {
        if (t->words[last].deprel == HS_DEPREL_CONJ && t->words[last].head == first) {
            if (hs_mend_is_nominal(&t->words[last]))
                hs_mend_attach(t, verb, last, HS_DEPREL_ACL_RELCL);
            return;
        }
        last = t->words[last].head;
    }
}

static bool is_auxiliary(const hs_word *word)
{
    static const char *const lemmas[] = {"be",     "have",  "do",   "get",    "will", "would",
                                         "can",    "could", "may",  "might",  "must", "shall",
                                         "should", "ought", "need", "dare",   "use",  "let",
                                         "'s",     "'d",    "'ll",  "better", "keep", NULL};
    return hs_word_lemma_among(word, lemmas);
}

/* "PM accused of bribery": the premier, where the parser sees an hour. */
void hs_mend_premier(hs_mend_tree *t, uint32_t hour)
{
    hs_word *words = t->words;
    uint32_t verb = words[hour].head;
    if (!hs_mend_is_word(t, hour, "PM") || verb < hour || words[verb].upos != HS_UPOS_VERB ||
        hs_mend_has_subject(t, verb) ||
        (hour > t->span.first && words[hour - 1].upos == HS_UPOS_NUM))
        return;
    hs_mend_attach(t, hour, verb,
                   words[verb].xpos == HS_XPOS_VBN ? HS_DEPREL_NSUBJ_PASS : HS_DEPREL_NSUBJ);
}

/* "The company | Ana Ruiz | sued has closed": a verb that is no auxiliary, right behind a name,
 * tells of what stands before the name. */
void hs_mend_auxiliary(hs_mend_tree *t, uint32_t verb)
{
    uint32_t main = t->words[verb].head, who = hs_mend_right_before(t, verb), noun = HS_NO_WORD;
    if (main < verb || who == HS_NO_WORD || !hs_mend_is_finite(&t->words[verb]) ||
        t->words[verb].xpos == HS_XPOS_MD || is_auxiliary(&t->words[verb]) ||
        t->words[who].upos != HS_UPOS_PROPN)
        return;
    uint8_t relation = t->words[who].deprel;
    bool second = hs_deprel_is_subject(t->words[who].deprel) &&
                  (t->words[who].head == main || t->words[who].head == verb);
    if (relation == HS_DEPREL_APPOS || relation == HS_DEPREL_FLAT)
        noun = t->words[who].head;
    else if (second)
        noun = hs_mend_child(t, who, HS_DEPREL_NMOD_DESC, hs_mend_low(t, who), who);
    if (noun == HS_NO_WORD || noun + 1 != who ||
        (t->words[noun].upos != HS_UPOS_NOUN && t->words[noun].upos != HS_UPOS_PRON))
        return;
    if (second)
        hs_mend_attach(t, noun, main, (enum hs_deprel)relation);
    if (t->words[noun].head != main || !hs_deprel_is_subject(t->words[noun].deprel))
        return;
    hs_mend_attach(t, verb, noun, HS_DEPREL_ACL_RELCL);
    hs_mend_attach(t, who, verb, HS_DEPREL_NSUBJ);
    t->words[verb].upos = HS_UPOS_VERB;
}

/* "The guard Ana Ruiz | accused of assault": what has a subject of its own is no participle. */
void hs_mend_participle(hs_mend_tree *t, uint32_t verb)
{
    hs_word *it = &t->words[verb];
    uint32_t who = hs_mend_right_before(t, verb);
    bool past = it->xpos == HS_XPOS_VBN || it->xpos == HS_XPOS_VBD;
    if (!past || who == HS_NO_WORD || t->words[who].head != verb ||
        t->words[who].deprel != HS_DEPREL_NSUBJ || hs_mend_phrase_of(t, who).first <= it->head)
        return;
    it->deprel = HS_DEPREL_ACL_RELCL;
    if (!hs_mend_tells(t, verb))
        it->xpos = HS_XPOS_VBD;
}

/* "The union, | the parents | and the church accused": two subjects in front of a verb, of which
 * the latter joins a third. */
void hs_mend_joined(hs_mend_tree *t, uint32_t second)
{
    uint32_t verb = t->words[second].head;
    if (verb == HS_NO_WORD || verb < second || !hs_mend_has_child(t, second, HS_DEPREL_CONJ))
        return;
    hs_word_span p = hs_mend_phrase_of(t, second);
    if (!hs_mend_is_comma(t, p.first - 1))
        return;
    for (uint32_t i = hs_mend_low(t, second); i < second; i++)
        if (t->words[i].head == verb && hs_deprel_is_subject(t->words[i].deprel) &&
            hs_mend_phrase_of(t, i).end + 1 == p.first)
            hs_mend_attach(t, second, i, HS_DEPREL_CONJ);
}

/* A dash, or a hyphen with spaces around it. */
static bool is_dash(const hs_mend_tree *t, uint32_t i)
{
    bool alone = i > t->span.first && i + 1 < t->span.end &&
                 t->words[i - 1].byte_end < t->words[i].byte_start &&
                 t->words[i].byte_end < t->words[i + 1].byte_start;
    return hs_mend_is_word(t, i, "—") || hs_mend_is_word(t, i, "–") ||
           hs_mend_is_word(t, i, "--") || (alone && hs_mend_is_word(t, i, "-"));
}

/* "OSTRA (AP) — Fans": a place in front of the sentence proper. */
static bool is_dateline(const hs_mend_tree *t, uint32_t i, uint32_t second)
{
    if (hs_mend_phrase_of(t, i).first > t->span.first || t->words[i].upos != HS_UPOS_PROPN ||
        t->words[t->span.first].upos != HS_UPOS_PROPN)
        return false;
    for (uint32_t k = i + 1; k < second && k < i + HS_MEND_LONGEST_PHRASE; k++)
        if (is_dash(t, k))
            return true;
    return false;
}

/* "Past battles" of "that in past battles has been": behind a preposition; "after" and its like may
 * open a clause instead, "six in ten voters" is one phrase. */
static bool is_oblique(const hs_mend_tree *t, uint32_t first, uint32_t second)
{
    static const char *const conjunctions[] = {"after", "before", "since", "until", "as",
                                               "than",  "for",    "like",  NULL};
    uint32_t preposition = hs_mend_child(t, second, HS_DEPREL_CASE, hs_mend_low(t, second), second);
    return preposition != HS_NO_WORD && preposition > first &&
           t->words[first].upos != HS_UPOS_NUM && t->words[preposition].xpos != HS_XPOS_POS &&
           !hs_word_lemma_among(&t->words[preposition], conjunctions);
}

/* "Which | critics | condemn": the object in front of a clause's subject. */
static bool is_relative_object(const hs_mend_tree *t, uint32_t first, uint32_t second)
{
    const hs_word *it = &t->words[first], *verb = &t->words[it->head];
    bool relative =
        it->xpos == HS_XPOS_WP || (it->xpos == HS_XPOS_WDT && verb->deprel == HS_DEPREL_ACL_RELCL);
    return relative && verb->upos == HS_UPOS_VERB && hs_mend_right_before(t, it->head) == second &&
           (!hs_mend_has_child(t, it->head, HS_DEPREL_OBJ) || hs_mend_is_word(t, first, "whom")) &&
           !hs_mend_has_child(t, it->head, HS_DEPREL_AUX_PASS);
}

/* "Adviser | David Orlo", of which nobody makes a clause ("the support Mr Orlo found"). */
static bool describes_name(const hs_mend_tree *t, uint32_t first, uint32_t second)
{
    const hs_word *it = &t->words[first], *name = &t->words[second], *verb = &t->words[it->head];
    return name->upos == HS_UPOS_PROPN && name->entity_tag == 1 + HS_NAME_PERSON &&
           it->upos == HS_UPOS_NOUN && !it->entity_tag &&
           hs_mend_phrase_of(t, first).end == hs_mend_phrase_of(t, second).first &&
           verb->deprel != HS_DEPREL_ACL_RELCL && verb->deprel != HS_DEPREL_ACL &&
           verb->deprel != HS_DEPREL_CONJ && verb->deprel != HS_DEPREL_APPOS &&
           !hs_mend_is_word(t, hs_mend_phrase_of(t, second).first, "Mr.") &&
           !hs_mend_is_word(t, hs_mend_phrase_of(t, second).first, "Mr");
}

/* Of two subjects in front of a verb the one that is none. */
void hs_mend_second_subject(hs_mend_tree *t, uint32_t second)
{
    uint32_t first = hs_mend_subject_before(t, t->words[second].head, second);
    if (first == HS_NO_WORD)
        return;
    if (is_oblique(t, first, second))
        t->words[second].deprel = HS_DEPREL_OBL;
    else if (is_relative_object(t, first, second))
        t->words[first].deprel = HS_DEPREL_OBJ;
    else if (describes_name(t, first, second))
        hs_mend_attach(t, first, second, HS_DEPREL_NMOD_DESC);
    else if (second < t->words[second].head && is_dateline(t, first, second))
        t->words[first].deprel = HS_DEPREL_PARATAXIS;
}
