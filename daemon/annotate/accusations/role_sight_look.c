/* A finding's words looked up in the tree: what they hang on, who does what they say and whom the
 * text judges. How a mention stands to them is role_sights.c's.
 */
#include "annotate/accusations/role_nouns.h"
#include "annotate/accusations/role_sights.h"
#include "annotate/accusations/role_target.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum { STEPS = 6 }; /* up the tree */

static bool relative(const hs_sight *s, uint32_t token)
{
    static const char *const that[] = {"that", NULL};
    return (s->r->words.items[s->it->words[token].word].classes & HS_LEX(RELATIVE)) != 0 ||
           (s->tree[token].upos == HS_UPOS_PRON && hs_word_lemma_among(&s->tree[token], that));
}

/* "Spent her first term | attacking", "took turns calling": the verb whose time a noun tells,
 * behind which the clause of what is done in it hangs; HS_NO_WORD. */
static uint32_t verb_of_time(const hs_sight *s, uint32_t noun)
{
    enum { UP = 3 };
    static const char *const turns[] = {"turn", "time", NULL};
    hs_meaning meaning = hs_noun_in_capitals(s->r, s->it->words[noun].word);
    bool time = hs_meaning_of_time(meaning) || hs_word_lemma_among(&s->tree[noun], turns);
    for (int step = 0; time && step < UP && noun != HS_NO_WORD; step++) {
        uint8_t deprel = s->tree[noun].deprel;
        noun = deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_NMOD || deprel == HS_DEPREL_OBL
                   ? s->tree[noun].head
                   : HS_NO_WORD;
        if (noun != HS_NO_WORD && s->tree[noun].upos == HS_UPOS_VERB)
            return noun;
    }
    return HS_NO_WORD;
}

/* "Called a charlatan by colleagues for promoting cures", "lost her job for promoting them": the
 * verb that such a reason is for, though the parse hangs it on who says so or on a noun for no
 * party; HS_NO_WORD: none is. */
static uint32_t verb_of_reason(const hs_sight *s, uint32_t gerund)
{
    static const char *const reasons[] = {"for", "over", NULL};
    uint32_t noun = s->tree[gerund].head;
    if (gerund == 0 || !hs_word_lemma_among(&s->tree[gerund - 1], reasons) ||
        s->tree[noun].head == HS_NO_WORD)
        return HS_NO_WORD;
    uint8_t deprel = s->tree[noun].deprel;
    bool thing = (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_OBL) &&
                 s->tree[noun].upos == HS_UPOS_NOUN && !hs_role_names_party(s, noun);
    return thing || deprel == HS_DEPREL_OBL_AGENT ? s->tree[noun].head : HS_NO_WORD;
}

/* Where the phrase of a subject hangs in the tree: of a name whose words the parse makes a subject
 * each, as of "candidate Ana Ruiz", by the first. */
static uint32_t whole_subject(const hs_sight *s, uint32_t subject)
{
    uint32_t phrase = s->r->phrases.phrase_at[s->it->words[subject].word];
    if (phrase == HS_NONE)
        return subject;
    uint32_t top = hs_syntax_phrase_top(s->r, &s->r->phrases.items[phrase]);
    bool same = s->tree[top].head == s->tree[subject].head &&
                s->tree[top].deprel == s->tree[subject].deprel;
    return same ? top : subject;
}

/* "Accused of theft by X, Orlo left": a participle of which the subject of its verb is told. */
static bool participle_aside(const hs_sight *s, uint32_t token)
{
    const hs_word *it = &s->tree[token];
    bool having =
        token > 0 && s->tree[token - 1].head == token && s->tree[token - 1].deprel == HS_DEPREL_AUX;
    return it->deprel == HS_DEPREL_ADVCL && it->xpos == HS_XPOS_VBN && !having;
}

/* The subject of a predicate: its own, else that of what governs it ("started attacking", "lied and
 * cheated"); of a clause behind a noun that noun. */
static uint32_t agent_of(const hs_sight *s, uint32_t token, bool *far, bool *passive)
{
    bool aside = participle_aside(s, token);
    *far = *passive = false;
    for (int step = 0; step < STEPS && token != HS_NO_WORD; step++) {
        const hs_accusation_word *known = &s->it->words[token];
        const hs_word *word = &s->tree[token];
        bool clause = word->deprel == HS_DEPREL_ACL_RELCL || word->deprel == HS_DEPREL_ACL;
        if (known->subject != HS_NONE) {
            *passive = step == 0 ? known->passive : aside;
            return clause && relative(s, known->subject) ? word->head
                                                         : whole_subject(s, known->subject);
        }
        if (clause) {
            uint32_t verb = word->xpos == HS_XPOS_VBG ? verb_of_time(s, word->head) : HS_NO_WORD;
            if (verb == HS_NO_WORD && word->xpos == HS_XPOS_VBG)
                verb = verb_of_reason(s, token);
            if (verb != HS_NO_WORD) {
                *far = true;
                token = verb;
                continue;
            }
            bool participle = word->xpos == HS_XPOS_VBN || word->xpos == HS_XPOS_VBD;
            *passive = step == 0 && participle; /* "Orlo, sued over wages", by any tag */
            return word->head;
        }
        if (word->deprel != HS_DEPREL_CONJ && word->deprel != HS_DEPREL_XCOMP &&
            word->deprel != HS_DEPREL_ADVCL && word->deprel != HS_DEPREL_CCOMP)
            break;
        *far = true;
        token = word->head;
    }
    return HS_NONE;
}

/* "Boss under fire for": of a state that no verb tells, who stands in front of it. */
static uint32_t before_state(const hs_sight *s, uint32_t cue)
{
    uint32_t head = s->tree[cue].head;
    bool state = s->tree[cue].deprel == HS_DEPREL_NMOD && head != HS_NO_WORD && head < cue &&
                 s->r->words.items[s->it->words[cue].word].lexeme->accuse_roles & HS_ACCUSE_SUBJECT;
    return state && s->it->words[head].subject == HS_NONE ? head : HS_NONE;
}

/* "Attributed the attack to Y": the doer of a wrong that is so traced to him; HS_NONE: none is. */
static uint32_t traced_to(const hs_sight *s, uint32_t wrong)
{
    enum { NEAR = 16 };
    static const char *const traces[] = {"attribute", "trace", "link", NULL};
    static const char *const to[] = {"to", NULL};
    uint32_t verb = s->tree[wrong].head;
    if (verb == HS_NO_WORD || s->tree[wrong].deprel != HS_DEPREL_OBJ ||
        !hs_word_lemma_among(&s->tree[verb], traces))
        return HS_NONE;
    for (uint32_t t = wrong + 1; t < s->r->syntax->word_count && t < wrong + NEAR; t++)
        if (s->tree[t].deprel == HS_DEPREL_CASE && hs_word_lemma_among(&s->tree[t], to) &&
            s->tree[t].head > t &&
            (s->tree[s->tree[t].head].head == verb || s->tree[s->tree[t].head].head == wrong))
            return s->tree[t].head;
    return HS_NONE;
}

/* "It was wrong for X to mock Y", "of X to mock Y": who does what an infinitive says behind a word
 * that judges it; HS_NONE where nobody is named so. */
static uint32_t judged_for(const hs_sight *s, uint32_t deed)
{
    enum { NEAR = 16 };
    static const char *const links[] = {"for", "of", NULL};
    uint32_t word = s->tree[deed].head;
    if (word == HS_NO_WORD || word > deed || s->tree[word].upos != HS_UPOS_ADJ ||
        s->tree[deed].upos != HS_UPOS_VERB || s->tree[deed].xpos != HS_XPOS_VB ||
        s->it->words[deed].subject != HS_NONE)
        return HS_NONE;
    for (uint32_t t = word + 1; t < deed && t < word + NEAR; t++)
        if (s->tree[t].deprel == HS_DEPREL_CASE && hs_word_lemma_among(&s->tree[t], links) &&
            s->tree[t].head > t && s->tree[t].head < deed && s->tree[s->tree[t].head].head == word)
            return s->tree[t].head;
    return HS_NONE;
}

uint32_t hs_sight_agent(const hs_sight *s, uint32_t predicate)
{
    bool far, passive;
    return agent_of(s, predicate, &far, &passive);
}

/* "Ana Ruiz" of "Tom Orlo and Ana Ruiz, who is accused": of those joined by "and" the last, of whom
 * alone a clause that is not of several tells; HS_NONE. */
static uint32_t last_joined(const hs_sight *s, uint32_t verb)
{
    static const char *const were[] = {"were", NULL};
    uint32_t noun = s->tree[verb].head, subject = s->it->words[verb].subject;
    if (s->tree[verb].deprel != HS_DEPREL_ACL_RELCL || noun == HS_NO_WORD ||
        s->tree[noun].deprel != HS_DEPREL_CONJ || subject == HS_NONE || subject > verb ||
        !relative(s, subject))
        return HS_NONE;
    for (uint32_t t = subject; t <= verb; t++)
        if (s->tree[t].xpos == HS_XPOS_VBP ||
            hs_reading_word_among(s->r, s->it->words[t].word, were))
            return HS_NONE;
    return noun;
}

static uint32_t root_subject(const hs_sight *s, uint32_t sentence)
{
    hs_word_span span = s->r->syntax->sentences[sentence];
    for (uint32_t t = span.first; t < span.end; t++)
        if (s->tree[t].head == HS_NO_WORD)
            return s->it->words[t].subject;
    return HS_NONE;
}

/* The verb whose object or oblique a noun is: "made | came forward with allegations". */
static uint32_t verb_over(const hs_sight *s, uint32_t noun)
{
    if (noun == HS_NONE || s->tree[noun].upos != HS_UPOS_NOUN ||
        (s->tree[noun].deprel != HS_DEPREL_OBJ && s->tree[noun].deprel != HS_DEPREL_OBL) ||
        s->tree[noun].head == HS_NO_WORD)
        return HS_NONE;
    uint32_t verb = s->tree[noun].head;
    return s->tree[verb].upos == HS_UPOS_VERB ? verb : HS_NONE;
}

hs_sight hs_sight_look(const hs_role_case *it)
{
    const hs_reading *r = it->reading;
    hs_sight s = {.it = it,
                  .r = r,
                  .tree = r->syntax->words,
                  .cue = HS_NONE,
                  .cue_agent = HS_NONE,
                  .last_joined = HS_NONE,
                  .target = HS_NONE};
    s.charge = hs_syntax_range_head(r, it->charge);
    s.agent = traced_to(&s, s.charge);
    s.judged = judged_for(&s, s.charge);
    s.agent = s.judged != HS_NONE ? s.judged : s.agent;
    if (s.agent == HS_NONE)
        s.agent = agent_of(&s, s.charge, &s.agent_far, &s.agent_passive);
    if (!hs_token_range_empty(it->cue)) {
        s.cue = hs_syntax_range_head(r, it->cue);
        s.cue_agent = agent_of(&s, s.cue, &s.cue_far, &s.cue_passive);
        s.cue_agent = s.cue_agent == HS_NONE ? before_state(&s, s.cue) : s.cue_agent;
        s.target = hs_role_target(&s);
    }
    s.last_joined = last_joined(&s, s.cue == HS_NONE ? s.charge : s.cue);
    uint32_t governor = it->words[s.charge].governor;
    s.governor = governor == s.charge ? HS_NONE : governor;
    s.cue_verb = verb_over(&s, s.cue);
    s.sentence = hs_syntax_sentence(r, it->anchor);
    s.root_subject = root_subject(&s, s.sentence);
    s.former_root_subject = s.sentence > 0 ? root_subject(&s, s.sentence - 1) : HS_NONE;
    s.attribution = r->attribution_at[it->words[it->anchor].word];
    hs_role_look_at_noun(&s);
    return s;
}
