#include "annotate/accusations/role_asking.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/reading/syntax.h"

/* The verb that is to find out whether a finding's words are so, or HS_NONE. */
static uint32_t verb_of_finding_out(const hs_sight *s)
{
    static const char *const verbs[] = {"investigate", "examine", "determine", "probe",    "review",
                                        "establish",   "look",    "find",      "consider", "check",
                                        "explore",     "decide",  "inquire",   "see",      NULL};
    enum { STEPS = 3 };
    uint32_t at = s->cue != HS_NONE ? s->cue : s->charge;
    for (int step = 0; step < STEPS; step++) {
        uint32_t over = s->tree[at].head;
        if (over == HS_NO_WORD || over > at)
            return HS_NONE;
        if (s->tree[at].deprel == HS_DEPREL_CCOMP || s->tree[at].deprel == HS_DEPREL_ADVCL)
            return hs_syntax_lemma_among(&s->tree[over], verbs) ? over : HS_NONE;
        at = over;
    }
    return HS_NONE;
}

/* The verb by which somebody is asked to, or HS_NONE. */
static uint32_t verb_of_asking(const hs_sight *s)
{
    static const char *const verbs[] = {"ask",      "urge",   "call", "request", "press", "want",
                                        "petition", "demand", "beg",  "implore", "write", NULL};
    enum { STEPS = 3 };
    uint32_t at = verb_of_finding_out(s);
    for (int step = 0; at != HS_NONE && step < STEPS; step++) {
        at = s->tree[at].head;
        if (at == HS_NO_WORD)
            return HS_NONE;
        if (s->tree[at].upos == HS_UPOS_VERB && hs_syntax_lemma_among(&s->tree[at], verbs))
            return s->it->words[at].passive ? HS_NONE : at;
    }
    return HS_NONE;
}

uint8_t hs_role_bars_of_asking(const hs_sight *s, uint32_t top)
{
    uint32_t asks = verb_of_asking(s), token = hs_sight_first_joined(s, top);
    if (asks == HS_NONE)
        return 0;
    if (token == hs_sight_agent(s, asks))
        return HS_SURE_ACCUSER | HS_BARRED_ACCUSED;
    bool asked =
        s->tree[token].head == asks && token > asks &&
        (s->tree[token].deprel == HS_DEPREL_OBJ || s->tree[token].deprel == HS_DEPREL_IOBJ ||
         s->tree[token].deprel == HS_DEPREL_OBL);
    return asked ? HS_BARRED_ACCUSER | HS_BARRED_ACCUSED : 0;
}
