#include "annotate/accusations/role_asking.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/reading/syntax.h"

static bool asks(const hs_word *word)
{
    static const char *const verbs[] = {
        "ask", "urge",    "call",  "request", "press",     "want",    "petition", "demand",
        "beg", "implore", "write", "invite",  "encourage", "beseech", "appeal",   NULL};
    return word->upos == HS_UPOS_VERB && hs_word_lemma_among(word, verbs);
}

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
            return hs_word_lemma_among(&s->tree[over], verbs) ? over : HS_NONE;
        at = over;
    }
    return HS_NONE;
}

/* The verb by which somebody is asked to, or HS_NONE. */
static uint32_t verb_of_asking(const hs_sight *s)
{
    enum { STEPS = 3 };
    uint32_t at = verb_of_finding_out(s);
    for (int step = 0; at != HS_NONE && step < STEPS; step++) {
        at = s->tree[at].head;
        if (at == HS_NO_WORD)
            return HS_NONE;
        if (asks(&s->tree[at]))
            return s->it->words[at].passive ? HS_NONE : at;
    }
    return HS_NONE;
}

/* "The regulator ordered the firm to repay customers": who has a wrong made good. */
static bool orders_redress(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 16 };
    static const char *const orders[] = {"order", "instruct", "direct", "require", "tell", NULL};
    static const char *const redress[] = {"pay",        "repay",     "refund",    "compensate",
                                          "reimburse",  "apologise", "apologize", "return",
                                          "recompense", NULL};
    uint32_t verb = s->tree[token].head;
    if (s->cue != HS_NONE || verb == HS_NO_WORD || s->it->words[verb].subject != token ||
        !hs_word_lemma_among(&s->tree[verb], orders))
        return false;
    for (uint32_t t = verb + 1; t < s->r->syntax->word_count && t < verb + NEAR; t++)
        if (s->tree[t].head == verb && hs_word_lemma_among(&s->tree[t], redress))
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
    return hs_word_lemma_among(verb, acts);
}

/* "Urged voters to reject this shameful plan", "call on firms to join us in speaking out". */
static bool is_asked(const hs_sight *s, uint32_t token)
{
    enum { NEAR = 16 };
    static const char *const links[] = {"on", "upon", "to", NULL};
    uint32_t verb = s->tree[token].head;
    if (verb == HS_NO_WORD || verb > token || !asks(&s->tree[verb]) ||
        !(s->tree[token].deprel == HS_DEPREL_OBJ || s->tree[token].deprel == HS_DEPREL_IOBJ ||
          hs_sight_has_case(s, token, links)))
        return false;
    for (uint32_t t = token + 1; t < s->r->syntax->word_count && t < token + NEAR; t++)
        if (s->tree[t].xpos == HS_XPOS_VB && (s->tree[t].head == verb || s->tree[t].head == token))
            return helps(&s->tree[t]) && hs_sight_hangs_on(s, s->charge, t);
    return false;
}

/* "Exposed the mayor's fraud". */
static bool exposes(const hs_sight *s, uint32_t token)
{
    static const char *const verbs[] = {"expose",   "uncover", "unmask",  "unearth", "discover",
                                        "document", "oppose",  "resist",  "detect",  "fight",
                                        "confront", "combat",  "prevent", "foil",    NULL};
    uint32_t wrong = s->cue != HS_NONE ? s->cue : s->charge, verb = s->tree[wrong].head;
    return s->tree[wrong].upos == HS_UPOS_NOUN && verb != HS_NO_WORD &&
           s->tree[wrong].deprel == HS_DEPREL_OBJ && !s->it->words[verb].passive &&
           s->it->words[verb].subject == token && hs_word_lemma_among(&s->tree[verb], verbs);
}

/* "Complained | filed a complaint to the regulator about the bank": whoever only hears of it. */
static bool hears_complaint(const hs_sight *s, uint32_t token)
{
    static const char *const to[] = {"to", NULL};
    static const char *const verbs[] = {"complain", "protest", "appeal", NULL};
    static const char *const nouns[] = {"complaint", "appeal", "petition", "plea", NULL};
    uint32_t head = s->tree[token].head;
    uint8_t deprel = s->tree[token].deprel;
    if ((deprel != HS_DEPREL_OBL && deprel != HS_DEPREL_NMOD) || head > token ||
        !hs_sight_has_case(s, token, to))
        return false;
    uint32_t object = s->it->words[head].object;
    return hs_word_lemma_among(&s->tree[head], nouns) ||
           (s->tree[head].upos == HS_UPOS_VERB && hs_word_lemma_among(&s->tree[head], verbs)) ||
           (object != HS_NONE && hs_word_lemma_among(&s->tree[object], nouns));
}

uint8_t hs_role_bars_of_asking(const hs_sight *s, uint32_t top)
{
    uint32_t verb = verb_of_asking(s), token = hs_sight_first_joined(s, top);
    bool innocent = orders_redress(s, token) || is_asked(s, token) || exposes(s, token) ||
                    hears_complaint(s, token);
    if (verb != HS_NONE && token == hs_sight_agent(s, verb))
        return HS_SURE_ACCUSER | HS_BARRED_ACCUSED;
    bool asked =
        verb != HS_NONE && s->tree[token].head == verb && token > verb &&
        (s->tree[token].deprel == HS_DEPREL_OBJ || s->tree[token].deprel == HS_DEPREL_IOBJ ||
         s->tree[token].deprel == HS_DEPREL_OBL);
    return asked ? HS_BARRED_ACCUSER | HS_BARRED_ACCUSED : innocent ? HS_BARRED_ACCUSED : 0;
}

/* Whether a clause behind a word is what its subject takes for true: "maintains that", "is sure".
 */
static bool takes_for_true(const hs_sight *s, uint32_t above)
{
    static const char *const sure[] = {"sure",     "certain",   "convinced", "adamant",
                                       "positive", "confident", NULL};
    static const char *const thinks[] = {"hold", "feel", "think", "believe", NULL};
    const hs_word *it = &s->tree[above];
    uint32_t frames = hs_reading_word(s->r, s->it->words[above].word)->lexeme->report_frames;
    if (it->upos != HS_UPOS_VERB)
        return hs_word_lemma_among(it, sure);
    return frames & HS_FRAME_THAT || hs_word_lemma_among(it, thinks);
}

static bool does(const hs_accusation_word *verb, uint32_t token)
{
    return verb->subject == token && !verb->passive && !verb->negated && !verb->question;
}

/* "The inquiry found years of neglect by X": a verb that brings to light what is its object. */
static bool finds(const hs_sight *s, uint32_t verb)
{
    static const char *const verbs[] = {"find", "uncover", "reveal", "expose", "document", NULL};
    return s->tree[verb].upos == HS_UPOS_VERB && hs_word_lemma_among(&s->tree[verb], verbs);
}

bool hs_role_asserts(const hs_sight *s, uint32_t token)
{
    enum { STEPS = 3 };
    uint32_t at = s->charge;
    if (s->cue != HS_NONE || s->attribution != HS_NONE)
        return false;
    uint32_t object = s->it->words[at].object;
    if (finds(s, at))
        return object != HS_NONE && does(&s->it->words[at], token) &&
               hs_meaning_get(s->it->words[object].meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
    for (int step = 0; step < STEPS; step++) {
        uint32_t above = s->tree[at].head;
        if (above == HS_NO_WORD)
            return false;
        bool found =
            (s->tree[at].deprel == HS_DEPREL_OBJ || s->tree[at].deprel == HS_DEPREL_XCOMP) &&
            finds(s, above);
        if (found || s->tree[at].deprel == HS_DEPREL_CCOMP)
            return above < at && does(&s->it->words[above], token) &&
                   (found || takes_for_true(s, above));
        at = above;
    }
    return false;
}
