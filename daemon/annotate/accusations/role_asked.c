#include "annotate/accusations/role_asked.h"

#include "annotate/reading/syntax.h"

bool hs_role_orders_redress(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 16 };
    static const char *const orders[] = {"order", "instruct", "direct", "require", "tell", NULL};
    static const char *const redress[] = {"pay",        "repay",     "refund",    "compensate",
                                          "reimburse",  "apologise", "apologize", "return",
                                          "recompense", NULL};
    uint32_t verb = s->tree[token].head;
    if (s->cue != HS_NONE || verb == HS_NO_WORD || s->it->words[verb].subject != token ||
        !hs_syntax_lemma_among(&s->tree[verb], orders))
        return false;
    for (uint32_t t = verb + 1; t < s->r->syntax->word_count && t < verb + NEAR; t++)
        if (s->tree[t].head == verb && hs_syntax_lemma_among(&s->tree[t], redress))
            return true;
    return false;
}

/* Whether a token hangs on another, if by way of others. */
static bool within(const hs_sight *s, uint32_t token, uint32_t over)
{
    enum { UP = 6 };
    for (int step = 0; step < UP && token != HS_NO_WORD; step++, token = s->tree[token].head)
        if (token == over)
            return true;
    return false;
}

/* "Reject", "join": what one does against a wrong, not to end one's own. */
static bool helps(const hs_word *verb)
{
    static const char *const acts[] = {
        "reject", "oppose",  "join",    "condemn",   "denounce",    "help",    "support",  "fight",
        "resist", "protect", "defend",  "vote",      "investigate", "examine", "block",    "throw",
        "back",   "pass",    "boycott", "intervene", "prosecute",   "punish",  "overturn", NULL};
    return hs_syntax_lemma_among(verb, acts);
}

bool hs_role_asked(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 16 };
    static const char *const asks[] = {"urge",      "ask",     "beg",  "invite", "implore",
                                       "encourage", "beseech", "call", "appeal", NULL};
    static const char *const links[] = {"on", "upon", "to", NULL};
    uint32_t verb = s->tree[token].head;
    if (verb == HS_NO_WORD || verb > token || s->tree[verb].upos != HS_UPOS_VERB ||
        !hs_syntax_lemma_among(&s->tree[verb], asks) ||
        !(s->tree[token].deprel == HS_DEPREL_OBJ || s->tree[token].deprel == HS_DEPREL_IOBJ ||
          hs_sight_has_case(s, token, links)))
        return false;
    for (uint32_t t = token + 1; t < s->r->syntax->word_count && t < token + NEAR; t++)
        if (s->tree[t].xpos == HS_XPOS_VB && (s->tree[t].head == verb || s->tree[t].head == token))
            return helps(&s->tree[t]) && within(s, s->charge, t);
    return false;
}

bool hs_role_exposes(const hs_sight *s, uint32_t token)
{
    static const char *const exposes[] = {"expose",   "uncover", "unmask",  "unearth", "discover",
                                          "document", "oppose",  "resist",  "detect",  "fight",
                                          "confront", "combat",  "prevent", "foil",    NULL};
    uint32_t wrong = s->cue != HS_NONE ? s->cue : s->charge, verb = s->tree[wrong].head;
    return s->tree[wrong].upos == HS_UPOS_NOUN && verb != HS_NO_WORD &&
           s->tree[wrong].deprel == HS_DEPREL_OBJ && !s->it->words[verb].passive &&
           s->it->words[verb].subject == token && hs_syntax_lemma_among(&s->tree[verb], exposes);
}
