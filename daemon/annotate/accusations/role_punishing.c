#include "annotate/accusations/role_punishing.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/reading/syntax.h"

/* The verb that a charge behind "for" or "over" hangs on, where no word accuses: "sacked her | for
 * stealing", "was expelled | for bullying"; or HS_NONE. */
static uint32_t verb_of_charge(const hs_sight *s)
{
    static const char *const reasons[] = {"for", "over", "on", NULL};
    uint32_t charge = hs_sight_first_joined(s, s->charge), verb = s->tree[charge].head;
    uint8_t deprel = s->tree[charge].deprel;
    if (verb != HS_NO_WORD && deprel == HS_DEPREL_ACL &&
        s->tree[verb].deprel == HS_DEPREL_OBL_AGENT) {
        verb = s->tree[verb].head; /* "was jailed by a judge | for stealing" */
        deprel = HS_DEPREL_ADVCL;
    }
    if (s->cue != HS_NONE || verb == HS_NO_WORD || verb > charge ||
        s->tree[verb].upos != HS_UPOS_VERB ||
        (deprel != HS_DEPREL_OBL && deprel != HS_DEPREL_ADVCL))
        return HS_NONE;
    bool reason = hs_sight_has_case(s, charge, reasons) ||
                  hs_word_lemma_among(&s->tree[charge - 1], reasons); /* "for stealing" */
    return reason ? verb : HS_NONE;
}

static bool turned_against(const hs_sight *s, uint32_t verb, uint32_t token)
{
    static const char *const at[] = {"at", "against", NULL};
    return s->tree[token].head == verb && s->tree[token].deprel == HS_DEPREL_OBL &&
           hs_sight_has_case(s, token, at);
}

/* Whether somebody stands between a verb and the charge to whom it does something. */
static bool done_to_somebody(const hs_sight *s, uint32_t verb)
{
    enum { NEAR = 12 };
    for (uint32_t t = verb + 1; t < s->charge && t < verb + NEAR; t++)
        if (turned_against(s, verb, t) ||
            (s->tree[t].head == verb && s->tree[t].deprel == HS_DEPREL_OBJ))
            return s->tree[t].upos == HS_UPOS_PROPN || s->tree[t].upos == HS_UPOS_PRON ||
                   hs_word_is(&s->r->words.items[s->it->words[t].word],
                              HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP) | HS_LEX(ORGANISATION));
    return false;
}

/* Whether the lexicon has a verb in the passive for one that says what its subject did, or is
 * punished for: "fined", "expelled". */
static bool is_punished(const hs_sight *s, uint32_t verb)
{
    static const uint32_t for_it = HS_ACCUSE_OBJECT | HS_ACCUSE_FOR | HS_ACCUSE_POWER;
    return s->it->words[verb].passive && s->it->words[verb].lexeme->accuse_roles & for_it;
}

/* Whether a charge is itself such a verb with its reason: "was struck off by a panel for lying". */
static bool punishes(const hs_sight *s)
{
    enum { NEAR = 16 };
    static const char *const reasons[] = {"for", "over", NULL};
    uint32_t verb = s->charge;
    if (s->cue != HS_NONE || s->tree[verb].upos != HS_UPOS_VERB || !is_punished(s, verb) ||
        s->it->words[verb].lexeme->accuse_roles & HS_ACCUSE_VIOLENCE)
        return false;
    for (uint32_t t = verb + 1; t < s->it->charge.end && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&s->tree[t], reasons))
            return true;
    return false;
}

/* Likewise in the active: "the agency | fined the cannery for stealing overtime". */
static bool punishes_object(const hs_sight *s)
{
    static const uint32_t for_it = HS_ACCUSE_OBJECT | HS_ACCUSE_FOR;
    static const char *const verbs[] = {"fine",    "jail",    "sack",     "fire", "expel",
                                        "suspend", "dismiss", "sentence", "ban",  NULL};
    enum { NEAR = 16 };
    static const char *const reasons[] = {"for", "over", NULL};
    uint32_t verb = s->charge, object = s->it->words[verb].object;
    if (s->cue != HS_NONE || s->tree[verb].upos != HS_UPOS_VERB || s->it->words[verb].passive ||
        !hs_word_lemma_among(&s->tree[verb], verbs) || object == HS_NONE || object < verb ||
        !(s->it->words[verb].lexeme->accuse_roles & for_it))
        return false;
    for (uint32_t t = object + 1; t < s->it->charge.end && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&s->tree[t], reasons))
            return true;
    return false;
}

bool hs_role_punishes_noun(const hs_sight *s)
{
    uint32_t verb = verb_of_charge(s);
    if (verb == HS_NONE && punishes(s))
        verb = s->charge;
    if (verb == HS_NONE && punishes_object(s))
        return true;
    if (verb == HS_NONE || !is_punished(s, verb) || s->it->words[verb].subject == HS_NONE)
        return false;
    uint8_t upos = s->tree[s->it->words[verb].subject].upos;
    return upos == HS_UPOS_NOUN || upos == HS_UPOS_NUM;
}

uint8_t hs_role_bars_of_punishing(const hs_sight *s, uint32_t top)
{
    static const char *const by[] = {"by", NULL};
    uint32_t verb = verb_of_charge(s), token = hs_sight_first_joined(s, top);
    if (verb == HS_NONE && punishes(s)) {
        bool judge = s->tree[token].head == s->charge && hs_sight_has_case(s, token, by);
        return token == s->it->words[s->charge].subject ? HS_SURE_ACCUSED | HS_AIMED_AT
               : judge                                  ? HS_SURE_ACCUSER | HS_BARRED_ACCUSED
                                                        : 0;
    }
    if (verb == HS_NONE && punishes_object(s))
        return token == s->it->words[s->charge].subject  ? HS_BARRED_ACCUSED
               : token == s->it->words[s->charge].object ? HS_SURE_ACCUSED | HS_AIMED_AT
                                                         : 0;
    if (verb == HS_NONE)
        return 0;
    if (is_punished(s, verb)) {
        bool beside = s->tree[token].head == verb && (s->tree[token].deprel == HS_DEPREL_OBL ||
                                                      s->tree[token].deprel == HS_DEPREL_OBL_AGENT);
        return token == s->it->words[verb].subject ? HS_SURE_ACCUSED | HS_BARRED_ACCUSER
               : !beside                           ? 0
               : hs_sight_has_case(s, token, by)   ? HS_SURE_ACCUSER | HS_BARRED_ACCUSED
                                                   : HS_BARRED_ACCUSED; /* "from the party" */
    }
    if (s->it->words[verb].passive || !done_to_somebody(s, verb))
        return 0;
    if (token == hs_sight_agent(s, verb))
        return HS_SURE_ACCUSER | HS_BARRED_ACCUSED;
    return turned_against(s, verb, token) ? HS_SURE_ACCUSED | HS_BARRED_ACCUSER : 0;
}
