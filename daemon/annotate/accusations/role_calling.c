#include "annotate/accusations/role_calling.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/reading/syntax.h"

/* What somebody is called: the cue, or the noun of a charge without one, "branded him “a snake”";
 * or HS_NONE. */
static uint32_t name_called(const hs_sight *s)
{
    if (s->cue != HS_NONE)
        return hs_sight_first_joined(s, s->cue);
    hs_meaning meaning = s->it->words[s->charge].meaning; /* not "a genius" */
    return s->tree[s->charge].upos == HS_UPOS_NOUN &&
                   hs_meaning_get(meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG
               ? s->charge
               : HS_NONE;
}

/* "Branded her ex-manager “a thief”", where the parse hangs the name on whom it is said of: him, or
 * the name itself. */
static uint32_t behind_object(const hs_sight *s, uint32_t name)
{
    enum { NEAR = 6 };
    uint32_t head = s->tree[name].head;
    if (head == HS_NO_WORD || head >= name || head + NEAR < name ||
        s->tree[head].deprel != HS_DEPREL_OBJ)
        return name;
    for (uint32_t t = head + 1; t < name; t++)
        if (hs_reading_word(s->r, s->it->words[t].word)->quotation)
            return head;
    return name;
}

/* The verb by which somebody is called a name: "called the minister a liar", "branded her a
 * traitor", "described him as a bully". HS_NONE: there is none. */
static uint32_t verb_of_calling(const hs_sight *s, uint32_t name)
{
    static const char *const as[] = {"as", NULL};
    uint32_t top = name == HS_NONE ? HS_NONE : behind_object(s, name);
    uint32_t verb = top == HS_NONE ? HS_NO_WORD : s->tree[top].head;
    if (verb == HS_NO_WORD || verb > top || s->tree[verb].upos != HS_UPOS_VERB ||
        s->it->words[verb].passive || !hs_accusation_calls(&s->tree[verb]))
        return HS_NONE;
    uint8_t deprel = s->tree[top].deprel;
    return deprel == HS_DEPREL_XCOMP || deprel == HS_DEPREL_OBJ ||
                   (deprel == HS_DEPREL_OBL && hs_sight_has_case(s, top, as))
               ? verb
               : HS_NONE;
}

/* Whom such a verb calls so: its object in front of the name, or HS_NONE. */
static uint32_t called(const hs_sight *s, uint32_t verb, uint32_t name)
{
    enum { NEAR = 12 };
    for (uint32_t t = verb + 1; t < name && t < verb + NEAR; t++)
        if (s->tree[t].head == verb &&
            (s->tree[t].deprel == HS_DEPREL_OBJ || s->tree[t].deprel == HS_DEPREL_IOBJ))
            return t;
    return HS_NONE;
}

uint8_t hs_role_bars_of_calling(const hs_sight *s, uint32_t token)
{
    uint32_t name = name_called(s), verb = verb_of_calling(s, name);
    uint32_t object = verb == HS_NONE ? HS_NONE : called(s, verb, name);
    if (object == HS_NONE)
        return 0;

    return token == object                    ? HS_SURE_ACCUSED | HS_BARRED_ACCUSER
           : token == hs_sight_agent(s, verb) ? HS_SURE_ACCUSER | HS_BARRED_ACCUSED
                                              : 0;
}

/* Who does what a verb says: its subject, or whom the clause that it opens tells of. */
static bool does(const hs_sight *s, uint32_t verb, uint32_t token)
{
    uint32_t subject = s->it->words[verb].subject;
    bool relative = s->tree[verb].deprel == HS_DEPREL_ACL_RELCL && s->tree[verb].head == token;
    return subject == token ||
           (relative && subject != HS_NONE && s->tree[subject].upos == HS_UPOS_PRON);
}

bool hs_role_calls_names(const hs_sight *s, uint32_t token)
{
    enum { REACH = 12 };
    uint32_t name = s->cue != HS_NONE ? s->cue : s->charge;
    uint32_t verb = s->tree[name].head;
    if (verb == HS_NO_WORD || s->tree[verb].upos != HS_UPOS_VERB || s->it->words[verb].passive ||
        !hs_accusation_calls(&s->tree[verb]) ||
        !(does(s, verb, token) || (s->cue != HS_NONE && s->cue_agent == token)))
        return false;
    static const char *const what[] = {"what", NULL}, *const it[] = {"it", "they", NULL};
    uint32_t of = s->tree[verb].head; /* "what she called | lies by X" */
    bool other = s->tree[verb].deprel == HS_DEPREL_ACL_RELCL && of < verb &&
                 hs_word_lemma_among(&s->tree[of], what) &&
                 !hs_word_lemma_among(&s->tree[token], it); /* whom it calls so */
    for (uint32_t t = verb + 1; t < name && t < verb + REACH; t++)
        other = other || (s->tree[t].head == verb && (s->tree[t].deprel == HS_DEPREL_OBJ ||
                                                      s->tree[t].deprel == HS_DEPREL_IOBJ));
    return s->tree[name].deprel == HS_DEPREL_XCOMP ||
           (s->tree[name].deprel == HS_DEPREL_OBJ && other);
}

/* The passive verb over a finding's words by which somebody is called names: "branded" of "was
 * branded vile by viewers". HS_NONE where there is none. */
static uint32_t called_by(const hs_sight *s)
{
    enum { STEPS = 3 };
    static const char *const others[] = {"slam", "deem", NULL};
    uint32_t at = s->cue != HS_NONE ? s->cue : s->charge;
    for (int step = 0; step < STEPS && at != HS_NO_WORD; step++, at = s->tree[at].head)
        if (s->tree[at].upos == HS_UPOS_VERB &&
            (hs_accusation_calls(&s->tree[at]) || hs_word_lemma_among(&s->tree[at], others)))
            return s->it->words[at].passive ? at : HS_NONE;
    return HS_NONE;
}

bool hs_role_names_are_told(const hs_sight *s)
{
    uint32_t verb = called_by(s);
    return verb != HS_NONE && s->it->words[verb].helped && /* not "Ruiz called her a liar" */
           !hs_reading_word(s->r, s->it->words[verb].word)->quotation;
}

bool hs_role_calls_names_by(const hs_sight *s, uint32_t token)
{
    static const char *const by[] = {"by", NULL};
    uint32_t verb = called_by(s), head = s->tree[token].head;
    return verb != HS_NONE && token > verb && hs_sight_has_case(s, token, by) &&
           head != HS_NO_WORD &&
           (head == verb || hs_token_range_holds(s->it->charge, head) ||
            s->tree[head].head == verb);
}
