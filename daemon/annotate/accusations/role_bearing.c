#include "annotate/accusations/role_bearing.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/reading/syntax.h"

/* "Admitted | a charge of fraud": the word that the charge stands behind. */
static uint32_t over_counts(const hs_sight *s, uint32_t token)
{
    static const char *const counts[] = {"charge", "count", "offence", "offense", NULL};
    uint32_t head = s->tree[token].head;
    uint8_t deprel = s->tree[token].deprel; /* "counts of | polluting the river" */
    bool counted = (deprel == HS_DEPREL_NMOD || deprel == HS_DEPREL_ACL) && head != HS_NO_WORD &&
                   hs_word_lemma_among(&s->tree[head], counts);
    return counted ? head : token;
}

/* The verb by which somebody owns up to the charge: "admitted stealing", "confessed to fraud",
 * "pleaded guilty to theft"; or HS_NONE. */
static uint32_t verb_of_admission(const hs_sight *s)
{
    static const char *const admits[] = {"admit", NULL}, *const confesses[] = {"confess", NULL};
    static const char *const pleads[] = {"plead", NULL}, *const guilty[] = {"guilty", NULL};
    static const char *const to[] = {"to", NULL};
    uint32_t charge = over_counts(s, hs_sight_first_joined(s, s->charge));
    uint32_t verb = s->tree[charge].head;
    uint8_t deprel = s->tree[charge].deprel;
    if (s->cue != HS_NONE || verb == HS_NO_WORD || verb > charge)
        return HS_NONE;
    bool behind_to = deprel == HS_DEPREL_OBL && hs_sight_has_case(s, charge, to);
    if (behind_to && hs_word_lemma_among(&s->tree[verb], guilty))
        verb = s->tree[verb].head == HS_NO_WORD ? verb : s->tree[verb].head;
    bool itself = deprel == HS_DEPREL_XCOMP || deprel == HS_DEPREL_OBJ;
    bool admitted = (itself && hs_word_lemma_among(&s->tree[verb], admits)) ||
                    ((behind_to || deprel == HS_DEPREL_XCOMP) &&
                     (hs_word_lemma_among(&s->tree[verb], confesses) ||
                      hs_word_lemma_among(&s->tree[verb], pleads)));
    return admitted && !s->it->words[verb].passive && !s->it->words[verb].negated ? verb : HS_NONE;
}

/* "Was the victim of a smear", "two people died for the price of a lock", "our members pay for
 * their mistakes". */
static bool suffers(const hs_sight *s, uint32_t token)
{
    static const char *const sufferers[] = {"victim", "target", NULL};
    static const char *const die[] = {"die", "suffer", "drown", "perish", NULL};
    static const char *const pay[] = {"pay", NULL}, *const price[] = {"price", NULL};
    static const char *const faults[] = {"mistake", "failure", "error", "blunder", "greed", NULL};
    static const char *const pro[] = {"for", NULL};
    uint32_t head = s->tree[token].head;
    if (head == HS_NO_WORD || s->it->words[head].subject != token)
        return false;
    if (s->it->words[head].copula)
        return hs_word_lemma_among(&s->tree[head], sufferers);
    if (s->cue != HS_NONE || !hs_token_range_holds(s->it->charge, head))
        return false; /* "a man accused of theft has died" */
    if (!hs_word_lemma_among(&s->tree[head], pay) || s->it->words[head].passive)
        return hs_word_lemma_among(&s->tree[head], die);
    uint32_t object = s->it->words[head].object;
    if (object != HS_NONE)
        return hs_word_lemma_among(&s->tree[object], price);
    for (uint32_t t = head + 1; t < s->it->charge.end; t++)
        if (s->tree[t].head == head && hs_word_lemma_among(&s->tree[t], faults) &&
            hs_sight_has_case(s, t, pro))
            return true;
    return false;
}

/* "Criticises delays after death of farmer": whoever died, though the wrong be another. */
static bool dies_meanwhile(const hs_sight *s, uint32_t token)
{
    static const char *const ends[] = {"death", "suicide", "drowning", "disappearance",
                                       "loss",  "murder",  "killing",  NULL};
    uint32_t head = s->tree[token].head;
    return s->tree[token].deprel == HS_DEPREL_NMOD && head != HS_NO_WORD &&
           hs_word_lemma_among(&s->tree[head], ends) && hs_sight_preposition(s, token) == HS_OF;
}

/* "Five aid workers were killed when shells struck": who suffers in the main clause what the charge
 * tells more of. */
static bool harmed_beside(const hs_sight *s, uint32_t token)
{
    enum { HARMS = 5, BLAMED = 3 };
    uint32_t verb = s->tree[token].head;
    return s->cue == HS_NONE && s->tree[token].deprel == HS_DEPREL_NSUBJ_PASS &&
           verb != HS_NO_WORD && !hs_token_range_holds(s->it->charge, verb) &&
           hs_meaning_get(s->it->words[verb].meaning, HS_MEANING_HARM) >= HARMS &&
           hs_meaning_get(s->it->words[verb].meaning, HS_MEANING_BLAME) < BLAMED;
}

/* "Should have warned the public", which he did not. */
static bool ought_to(const hs_sight *s, uint32_t verb)
{
    enum { NEAR = 4 };
    static const char *const should[] = {"should", "ought", NULL};
    for (uint32_t t = verb; t > 0 && t + NEAR > verb; t--)
        if (s->tree[t - 1].head == verb && hs_word_lemma_among(&s->tree[t - 1], should))
            return true;
    return false;
}

/* "She had warned the firm about it", "raised concerns", "tried to expose a fraud": whoever told of
 * a wrong did not do it. */
static bool raises_alarm(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 16 };
    static const char *const warns[] = {"warn", "alert", "notify", "flag", NULL};
    static const char *const exposes[] = {"expose", "uncover", "unmask", NULL};
    static const char *const raises[] = {"raise", "voice", NULL};
    static const char *const concerns[] = {"concern", "alarm", "fear", "objection", NULL};
    uint32_t verb = s->tree[token].head;
    if (s->cue != HS_NONE || verb == HS_NO_WORD || s->it->words[verb].subject != token ||
        s->it->words[verb].passive || s->it->words[verb].negated || ought_to(s, verb))
        return false;
    if (hs_word_lemma_among(&s->tree[verb], warns))
        return true;
    for (uint32_t t = verb + 1; t < s->it->charge.end && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&s->tree[t], exposes) && !s->it->words[t].passive)
            return true;
    uint32_t object = s->it->words[verb].object;
    return object != HS_NONE && hs_word_lemma_among(&s->tree[verb], raises) &&
           hs_word_lemma_among(&s->tree[object], concerns);
}

/* "It was the board that hid it": whoever did what the clause tells. */
static bool singled_out(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 12 };
    static const char *const it[] = {"it", NULL}, *const that[] = {"that", "who", NULL};
    uint32_t subject = s->it->words[token].subject;
    if (s->cue != HS_NONE || subject == HS_NONE || !s->it->words[token].copula ||
        s->it->words[token].negated || !hs_word_lemma_among(&s->tree[subject], it))
        return false;
    uint32_t end = s->r->syntax->word_count;
    for (uint32_t t = token + 1; t < end && t < token + NEAR; t++)
        if (s->tree[t].head == token && s->tree[t].deprel == HS_DEPREL_ACL_RELCL)
            return (t == s->charge || hs_token_range_holds(s->it->charge, t)) &&
                   s->it->words[t].subject != HS_NONE &&
                   hs_word_lemma_among(&s->tree[s->it->words[t].subject], that);
    return false;
}

/* "She has sued for wrongful dismissal", "is suing": whomever she sues the words do not say. */
static bool sues_somebody(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 3 };
    static const char *const sue[] = {"sue", NULL}, *const have[] = {"have", NULL};
    uint32_t cue = s->cue;
    if (cue == HS_NONE || s->it->words[cue].subject != token || s->it->words[cue].helped ||
        s->it->words[cue].object != HS_NONE || !hs_word_lemma_among(&s->tree[cue], sue))
        return false;
    bool active = s->tree[cue].xpos == HS_XPOS_VBG;
    for (uint32_t t = cue; t > 0 && t + NEAR > cue && !active; t--)
        active = s->tree[t - 1].head == cue && hs_word_lemma_among(&s->tree[t - 1], have);
    return active;
}

uint8_t hs_role_bars_of_bearing(const hs_sight *s, uint32_t top)
{
    uint32_t token = hs_sight_first_joined(s, top);
    if (sues_somebody(s, token))
        return HS_SURE_ACCUSER | HS_BARRED_ACCUSED;
    if (singled_out(s, token))
        return HS_SURE_ACCUSED | HS_BARRED_ACCUSER;
    uint32_t admission = verb_of_admission(s);
    if (admission != HS_NONE && token == s->it->words[admission].subject)
        return HS_SURE_ACCUSED | HS_BARRED_ACCUSER;
    bool innocent = suffers(s, token) || dies_meanwhile(s, token) || harmed_beside(s, token) ||
                    raises_alarm(s, token);
    return (uint8_t)((innocent ? HS_BARRED_ACCUSED : 0) |
                     (admission != HS_NONE ? HS_BARRED_ACCUSER : 0));
}
