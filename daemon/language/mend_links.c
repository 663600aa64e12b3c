/* Phrases with "by" and "of", "guilty", and what somebody is found to have done, which belong to a
 * verb, not to the noun before or behind them.
 */
#include "language/mend_tree.h"

/* A verb with the charge behind "of"; not "the suspect, Tom Orlo, of Ostra". */
static bool charges(const hs_word *word)
{
    static const char *const lemmas[] = {"accuse", "convict", "suspect", "acquit", NULL};
    return word->upos == HS_UPOS_VERB && hs_word_lemma_among(word, lemmas);
}

/* The passive verb that a noun behind it stands under, at most a few steps away. */
static uint32_t passive_above(const hs_mend_tree *t, uint32_t noun)
{
    enum { STEPS_UP = 3 };
    uint32_t verb = t->words[noun].head;
    for (int step = 1; verb != HS_NO_WORD && t->words[verb].upos != HS_UPOS_VERB; step++)
        verb = step < STEPS_UP ? t->words[verb].head : HS_NO_WORD;
    if (verb == HS_NO_WORD || t->words[verb].xpos != HS_XPOS_VBN)
        return HS_NO_WORD;
    bool fronted = t->words[verb].deprel == HS_DEPREL_ADVCL && /* "Accused of it by X, he left" */
                   !hs_mend_has_child(t, verb, HS_DEPREL_NSUBJ);
    bool passive = fronted || hs_mend_has_child(t, verb, HS_DEPREL_AUX_PASS) ||
                   t->words[verb].deprel == HS_DEPREL_ACL;
    return passive && !hs_mend_has_child(t, verb, HS_DEPREL_OBL_AGENT) ? verb : HS_NO_WORD;
}

/* "Branded a liar | by Ana Ruiz", "accused of theft by", "of hiding it by", "condemned as cruel
 * by", "attacked in Ostra by": what nobody is the maker of. */
void hs_mend_agent(hs_mend_tree *t, uint32_t agent)
{
    static const char *const naming[] = {"brand", "label", "dub",      "call",    "describe",
                                         "deem",  "name",  "denounce", "condemn", NULL};
    uint32_t noun = t->words[agent].head, by = hs_mend_phrase_of(t, agent).first;
    if (noun >= agent || !hs_mend_is_word(t, by, "by") || t->words[by].head != agent || by <= noun)
        return;
    uint32_t verb = passive_above(t, noun);
    if (verb == HS_NO_WORD || verb > noun)
        return;
    const hs_word *passive = &t->words[verb];
    bool direct = t->words[noun].head == verb;
    bool named = direct && hs_word_lemma_among(passive, naming);
    bool charged = direct && charges(passive);
    bool placed = t->words[noun].upos == HS_UPOS_PROPN && t->words[noun].entity_tag;
    bool manner = direct && t->words[noun].upos == HS_UPOS_ADV; /* "treated badly | by Ana Ruiz" */
    if (named || charged || placed || manner)
        hs_mend_attach(t, agent, verb, HS_DEPREL_OBL_AGENT);
}

/* "Accused Ana Ruiz, the mayor, | of theft": behind a comma "of" goes on with the verb. */
void hs_mend_of(hs_mend_tree *t, uint32_t charge)
{
    uint32_t low = hs_mend_low(t, charge), verb = charge;
    uint32_t of = hs_mend_child(t, charge, HS_DEPREL_CASE, low, charge);
    if (of == HS_NO_WORD)
        of = hs_mend_child(t, charge, HS_DEPREL_MARK, low, charge);
    if (of == HS_NO_WORD || of == t->span.first || !hs_mend_is_word(t, of, "of") ||
        !hs_mend_is_comma(t, of - 1))
        return;
    while (verb > low && !charges(&t->words[verb]))
        verb--;
    if (!charges(&t->words[verb]) || t->words[charge].head <= verb || t->words[charge].head > of)
        return;
    for (uint32_t i = verb + 1; i + 1 < of; i++)
        if (hs_mend_is_word(t, i, "of") && t->words[i].head != HS_NO_WORD &&
            t->words[t->words[i].head].head == verb)
            return;
    hs_mend_attach(t, charge, verb,
                   t->words[charge].upos == HS_UPOS_VERB ? HS_DEPREL_ADVCL : HS_DEPREL_OBL);
}

/* The object in front of "guilty" where that is taken for a part or an apposition of it, or for the
 * object itself: "found Ana Ruiz | guilty", "found Orlo | guilty". */
static uint32_t found_guilty(const hs_mend_tree *t, uint32_t guilty)
{
    uint32_t above = t->words[guilty].head;
    if (t->words[guilty].deprel != HS_DEPREL_OBJ)
        return above < guilty ? above : HS_NO_WORD;
    const hs_word *before = &t->words[guilty - 1];
    bool part = before->head == guilty && hs_mend_is_nominal(before);
    return part ? guilty - 1 : HS_NO_WORD;
}

/* "Found Ana Ruiz | guilty of fraud": what she is found to be, and no noun. */
void hs_mend_guilty(hs_mend_tree *t, uint32_t guilty)
{
    static const char *const finds[] = {"find", "declare", "pronounce", "hold", NULL};
    if (t->words[guilty].upos != HS_UPOS_NOUN || guilty <= t->span.first + 1 ||
        !hs_mend_is_word(t, guilty, "guilty"))
        return;
    uint32_t object = found_guilty(t, guilty);
    bool taken = t->words[guilty].deprel == HS_DEPREL_OBJ;
    uint32_t verb = object == HS_NO_WORD ? HS_NO_WORD : t->words[taken ? guilty : object].head;
    if (verb == HS_NO_WORD || verb > object || !hs_word_lemma_among(&t->words[verb], finds) ||
        (!taken && t->words[object].deprel != HS_DEPREL_OBJ))
        return;
    for (uint32_t i = verb + 1; i < object; i++)
        if (t->words[i].head == guilty)
            t->words[i].head = object;
    hs_mend_attach(t, guilty, verb, HS_DEPREL_XCOMP);
    hs_mend_attach(t, object, verb, HS_DEPREL_OBJ);
    t->words[guilty].upos = HS_UPOS_ADJ;
    t->words[guilty].xpos = HS_XPOS_JJ;
}

/* A verb behind which a clause without "that" may tell what somebody did. */
static bool finds(const hs_word *word)
{
    static const char *const lemmas[] = {"find", "hear", "show", "reveal", "rule", NULL};
    return (word->xpos == HS_XPOS_VBZ || word->xpos == HS_XPOS_VBD) &&
           hs_word_lemma_among(word, lemmas);
}

/* Makes a participle the verb of what is found, "who" its subject with what stands around it. */
static void found_to_have(hs_mend_tree *t, uint32_t deed, uint32_t who, uint32_t over)
{
    for (uint32_t i = over + 1; i < who; i++)
        if (t->words[i].head > who)
            t->words[i].head = who;
    hs_mend_attach(t, deed, over, HS_DEPREL_CCOMP);
    hs_mend_attach(t, who, deed, HS_DEPREL_NSUBJ);
    t->words[deed].xpos = HS_XPOS_VBD;
}

/* "Report finds firm | hid leak", "inquiry finds police | ignored warnings": a participle with an
 * object, or in front of the noun that is taken for the object of "finds". */
void hs_mend_found(hs_mend_tree *t, uint32_t deed)
{
    hs_word *it = &t->words[deed];
    if ((it->xpos != HS_XPOS_VBN && it->xpos != HS_XPOS_VBD) || deed <= t->span.first + 1 ||
        it->upos != HS_UPOS_VERB || !hs_mend_is_nominal(&t->words[deed - 1]))
        return;
    bool whole = it->deprel == HS_DEPREL_XCOMP;
    uint32_t noun = it->head, over = whole ? noun : t->words[noun].head, who = deed - 1;
    if (over == HS_NO_WORD || over >= who || !finds(&t->words[over]))
        return;
    if (t->words[who].deprel == HS_DEPREL_FLAT)
        who = t->words[who].head;
    if (whole ? t->words[who].head != over || t->words[who].deprel != HS_DEPREL_OBJ ||
                    !hs_mend_has_child(t, deed, HS_DEPREL_OBJ)
              : noun < deed || (t->words[who].head != noun && t->words[who].head != deed) ||
                    t->words[noun].deprel != HS_DEPREL_OBJ)
        return;
    found_to_have(t, deed, who, over);
    if (!whole)
        hs_mend_attach(t, noun, deed, HS_DEPREL_OBJ);
}

/* Verbs that have words for an object, and no people. */
static bool says(const hs_word *word)
{
    static const char *const lemmas[] = {"say",    "insist", "think", "believe",
                                         "allege", "argue",  NULL};
    return word->upos == HS_UPOS_VERB && hs_word_lemma_among(word, lemmas);
}

/* Whether "by" tells soon behind a participle who did it: "said words spoken by". */
static bool has_agent(const hs_mend_tree *t, uint32_t participle)
{
    enum { NEAR = 4 };
    for (uint32_t i = participle + 1; i < t->span.end && i <= participle + NEAR; i++)
        if (hs_mend_is_word(t, i, "by"))
            return true;
    return false;
}

void hs_mend_said_deed(hs_mend_tree *t, uint32_t deed)
{
    static const char *const sayings[] = {"word", "thing", "something", "prayer", NULL};
    hs_word *it = &t->words[deed];
    if (it->xpos != HS_XPOS_VBN || it->upos != HS_UPOS_VERB || deed <= t->span.first + 1 ||
        !hs_mend_is_nominal(&t->words[deed - 1]) || hs_mend_tells(t, deed))
        return;
    uint32_t who = deed - 1;
    if (t->words[who].deprel == HS_DEPREL_FLAT)
        who = t->words[who].head;
    uint32_t over = t->words[who].head;
    bool object = t->words[who].deprel == HS_DEPREL_OBJ || t->words[who].deprel == HS_DEPREL_IOBJ;
    if (over == HS_NO_WORD || over >= who || !object || !says(&t->words[over]) ||
        (it->head != who && it->head != over) || hs_mend_phrase_of(t, who).first != over + 1 ||
        hs_word_lemma_among(&t->words[who], sayings) || has_agent(t, deed))
        return;
    found_to_have(t, deed, who, over);
}
