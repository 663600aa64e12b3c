/* By the tree, by kind, by voice and by what rules and network say of a mention. */
#include "annotate/accusations/role_sights.h"

#include "annotate/accusations/role_nouns.h"
#include "annotate/accusations/role_target.h"
#include "annotate/accusations/role_victims.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum { STEPS = 6 }; /* up the tree */

#define BIT(name) (UINT64_C(1) << HS_SIGHT_##name)

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

/* "Called a charlatan by colleagues for promoting cures": the verb that such a reason is for,
 * though the parse hangs it on who says so; HS_NO_WORD: none is. */
static uint32_t verb_of_reason(const hs_sight *s, uint32_t gerund)
{
    static const char *const reasons[] = {"for", "over", NULL};
    uint32_t noun = s->tree[gerund].head;
    if (gerund == 0 || !hs_word_lemma_among(&s->tree[gerund - 1], reasons) ||
        s->tree[noun].deprel != HS_DEPREL_OBL_AGENT || s->tree[noun].head == HS_NO_WORD)
        return HS_NO_WORD;
    return s->tree[noun].head;
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

/* "of the columnist Ana Ruiz": "of" may hang on what she is, and that on her or beside her. */
static bool of_phrase(const hs_sight *s, uint32_t head, uint32_t token)
{
    return head == token || (head < token && s->tree[head].head == token) ||
           (head + 1 == token && s->tree[head].head == s->tree[token].head);
}

uint32_t hs_sight_case(const hs_sight *s, uint32_t token)
{
    uint32_t first = token > 6 ? token - 6 : 0;
    for (uint32_t t = first; t < token; t++)
        if (s->tree[t].deprel == HS_DEPREL_CASE && of_phrase(s, s->tree[t].head, token))
            return t;
    return HS_NONE;
}

bool hs_sight_hangs_on(const hs_sight *s, uint32_t token, uint32_t over)
{
    for (int step = 0; step < STEPS && token != HS_NO_WORD; step++, token = s->tree[token].head)
        if (token == over)
            return true;
    return false;
}

uint32_t hs_sight_cue_roles(const hs_sight *s)
{
    return s->cue == HS_NONE ? 0
                             : s->r->words.items[s->it->words[s->cue].word].lexeme->accuse_roles;
}

enum hs_preposition hs_sight_preposition(const hs_sight *s, uint32_t token)
{
    static const char *const against[] = {"against", "at", "on", "toward", "towards", "over", NULL};
    static const char *const by[] = {"by", NULL}, *const of[] = {"of", NULL},
                             *const from[] = {"from", NULL}, *const to[] = {"to", NULL};
    static const char *const pro[] = {"for", "with", NULL};
    uint32_t at = hs_sight_case(s, token);
    if (at == HS_NONE)
        return HS_NO_PREPOSITION;
    const hs_word *word = &s->tree[at];
    return hs_word_lemma_among(word, by)        ? HS_BY
           : hs_word_lemma_among(word, of)      ? HS_OF
           : hs_word_lemma_among(word, from)    ? HS_FROM
           : hs_word_lemma_among(word, pro)     ? HS_FOR
           : hs_word_lemma_among(word, to)      ? HS_TO
           : hs_word_lemma_among(word, against) ? HS_AGAINST
                                                : HS_OTHER_PREPOSITION;
}

static bool compound(uint8_t deprel)
{
    return deprel == HS_DEPREL_COMPOUND || deprel == HS_DEPREL_AMOD ||
           deprel == HS_DEPREL_NMOD_UNMARKED || deprel == HS_DEPREL_NMOD_DESC;
}

/* "The trusts" of "one of the trusts", which stand where "one" does. */
static bool part_of(const hs_sight *s, uint32_t token)
{
    static const char *const one[] = {"one", NULL};
    uint32_t head = s->tree[token].head;
    return s->tree[token].deprel == HS_DEPREL_NMOD && head != HS_NO_WORD && head < token &&
           hs_word_lemma_among(&s->tree[head], one) && hs_sight_preposition(s, token) == HS_OF;
}

/* "The mayor of Orlo and her father": the parse joins the father to the town. The mayor, or
 * HS_NONE.
 */
static uint32_t joined_over(const hs_sight *s, uint32_t joined, uint32_t to)
{
    uint32_t over = s->tree[to].head;
    bool people = s->tree[joined].upos == HS_UPOS_NOUN &&
                  s->it->words[joined].possessor != HS_NONE && s->tree[to].upos == HS_UPOS_PROPN &&
                  s->tree[to].deprel == HS_DEPREL_NMOD && over != HS_NO_WORD &&
                  s->tree[over].upos == HS_UPOS_NOUN && hs_sight_preposition(s, to) == HS_OF;
    const hs_shallow_word *own = hs_reading_word(s->r, s->it->words[joined].word);
    return people && hs_word_is(own, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP)) &&
                   hs_word_is(hs_reading_word(s->r, s->it->words[over].word), HS_LEX(ROLE))
               ? over
               : HS_NONE;
}

uint32_t hs_sight_first_joined(const hs_sight *s, uint32_t top)
{
    for (int step = 0; step < STEPS && top != s->last_joined &&
                       (s->tree[top].deprel == HS_DEPREL_CONJ || part_of(s, top));
         step++) {
        uint32_t to = s->tree[top].head;
        uint32_t over = s->tree[top].deprel == HS_DEPREL_CONJ ? joined_over(s, top, to) : HS_NONE;
        top = over == HS_NONE ? to : over;
    }
    return top;
}

/* "questioned X about Y", "X, described by Z as Y", "X is under investigation by Z for Y". */
static uint64_t by_governor(const hs_sight *s, uint32_t token)
{
    uint32_t governor = s->governor;
    if (governor == HS_NONE)
        return 0;
    const hs_accusation_word *known = &s->it->words[governor];
    const hs_word *word = &s->tree[governor];
    if (token == known->subject)
        return known->passive ? BIT(governor_object) : BIT(governor_subject);
    if (word->deprel == HS_DEPREL_ACL && word->xpos == HS_XPOS_VBN && word->head == token)
        return BIT(governor_object);
    if (s->tree[token].head != governor || token == s->charge)
        return 0;
    uint8_t deprel = s->tree[token].deprel;
    if (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_IOBJ)
        return BIT(governor_object);
    return hs_sight_preposition(s, token) == HS_BY ? BIT(governor_by) : 0;
}

/* "What they call a betrayal by X": whoever "by" names behind the noun for a deed that is the
 * charge, wherever the parse hangs it but on another word of the charge; not "called a charlatan by
 * X". */
static bool done_by(const hs_sight *s, uint32_t token)
{
    uint32_t head = s->tree[token].head;
    unsigned kind = hs_meaning_get(s->it->words[s->charge].meaning, HS_MEANING_KIND);
    return kind >= HS_KIND_EVENT && s->tree[s->charge].upos == HS_UPOS_NOUN && token > s->charge &&
           head != HS_NO_WORD && hs_token_range_holds(s->it->charge, token) &&
           !hs_token_range_holds(s->it->charge, head) && hs_sight_preposition(s, token) == HS_BY;
}

static uint64_t by_charge(const hs_sight *s, uint32_t token)
{
    uint32_t head = s->tree[token].head;
    uint8_t deprel = s->tree[token].deprel;
    uint64_t bits = 0;
    if (token == s->agent)
        bits |= s->agent_passive ? BIT(charge_passive)
                : s->agent_far   ? BIT(charge_subject_far)
                                 : BIT(charge_subject);
    bits |= by_governor(s, token) | (hs_role_suffers(s, token) ? BIT(charge_victim) : 0);
    if (token == s->charge)
        bits |= BIT(charge_itself);
    if (s->tree[s->charge].head == token && (s->tree[s->charge].deprel == HS_DEPREL_ACL ||
                                             s->tree[s->charge].deprel == HS_DEPREL_ACL_RELCL))
        bits |= BIT(antecedent);
    if (head != s->charge)
        return bits | (done_by(s, token) ? BIT(charge_by) : 0);
    if (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_IOBJ)
        return bits | BIT(charge_object);
    if (deprel == HS_DEPREL_NMOD_POSS)
        return bits | BIT(charge_possessor);
    if (compound(deprel))
        return bits | BIT(compound);
    enum hs_preposition preposition = hs_sight_preposition(s, token);
    return bits | (preposition == HS_BY   ? BIT(charge_by)
                   : preposition == HS_OF ? BIT(charge_of)
                   : preposition          ? BIT(charge_oblique)
                                          : 0);
}

static uint64_t inside_charge(const hs_sight *s, uint32_t token)
{
    if (!hs_token_range_holds(s->it->charge, token))
        return 0;
    uint32_t head = s->tree[token].head;
    uint64_t bits = BIT(in_charge);
    if (head == HS_NO_WORD || head == s->charge || token == s->charge)
        return bits;
    switch ((enum hs_deprel)s->tree[token].deprel) {
    case HS_DEPREL_NSUBJ:
        return bits | BIT(inner_subject);
    case HS_DEPREL_OBJ:
    case HS_DEPREL_OBL:
    case HS_DEPREL_NSUBJ_PASS:
        return bits | BIT(inner_object);
    default:
        return bits;
    }
}

/* What the preposition in front of a mention makes of it for the cue. */
static uint64_t by_preposition(const hs_sight *s, uint32_t token)
{
    bool active = s->tree[s->cue].upos == HS_UPOS_VERB && !s->it->words[s->cue].passive;
    switch (hs_sight_preposition(s, token)) {
    case HS_BY: /* "condemned the killing of X by Y": Y condemns nothing */
        return active && hs_token_range_holds(s->it->charge, token) ? BIT(charge_by) : BIT(cue_by);
    case HS_OF:
        return BIT(cue_of);
    case HS_FROM:
        return BIT(cue_from);
    case HS_FOR:
        return BIT(cue_for);
    case HS_TO:
        return BIT(cue_to);
    case HS_AGAINST:
        return BIT(cue_against);
    default:
        return 0;
    }
}

/* Whether what hangs on `head` may be the cue's: on a noun's verb too, and "from X" anywhere behind
 * a noun, since it is hard to tell on what it hangs ("criticism for the move from X"). */
static bool may_hang_on_cue(const hs_sight *s, uint32_t token, uint32_t head)
{
    if (head == s->cue)
        return true;
    if (s->tree[s->cue].upos != HS_UPOS_NOUN || token <= s->cue)
        return false;
    return head == s->cue_verb ||
           (hs_token_range_holds(s->it->charge, head) && hs_sight_preposition(s, token) == HS_FROM);
}

static uint64_t by_cue(const hs_sight *s, uint32_t token)
{
    if (s->cue == HS_NONE)
        return 0;
    uint32_t head = s->tree[token].head;
    uint8_t deprel = s->tree[token].deprel;
    uint64_t bits = hs_token_range_holds(s->it->cue, token) ? BIT(in_cue) : 0;
    bits |= token == s->target ? BIT(cue_object) : 0;
    if (s->target != HS_NONE && head == s->target && hs_sight_preposition(s, token) == HS_BY)
        bits |= BIT(charge_by); /* "a speech by X that she denounced" */
    if (token == s->cue_agent)
        bits |= s->cue_passive ? BIT(cue_passive)
                : s->cue_far   ? BIT(cue_subject_far)
                               : BIT(cue_subject);
    if (s->cue_verb != HS_NONE && token == s->it->words[s->cue_verb].subject)
        bits |= BIT(cue_verb_subject);
    if (head == HS_NO_WORD || !may_hang_on_cue(s, token, head))
        return bits;
    if (head == s->cue) {
        if (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_IOBJ)
            return bits | BIT(cue_object);
        if (deprel == HS_DEPREL_NMOD_POSS)
            return bits | BIT(cue_possessor);
        if (compound(deprel))
            return bits | BIT(compound);
    }
    return bits | by_preposition(s, token);
}

static uint64_t by_place(const hs_sight *s, uint32_t token, uint32_t top)
{
    uint64_t bits = token < s->it->anchor ? BIT(before) : 0;
    bits |= hs_syntax_sentence(s->r, token) + 1 == s->sentence ? BIT(sentence_before) : 0;
    bits |= top == s->root_subject ? BIT(root_subject) : 0;
    return bits | (top == s->former_root_subject ? BIT(former_root_subject) : 0);
}

static uint64_t by_kind(const hs_sight *s, uint32_t token)
{
    /* By hs_accusation_party_kind(). */
    static const uint64_t kinds[] = {
        0,
        BIT(me),
        BIT(you),
        BIT(he),
        BIT(they),
        BIT(it),
        BIT(relative),
        BIT(thing),
        BIT(place_name),
        BIT(person_name),
        BIT(organisation_name),
        BIT(place_name),
        BIT(other_name),
        BIT(other_name),
        BIT(person_noun),
        BIT(group_noun),
        BIT(thing),
        BIT(thing),
        BIT(group_noun),
    };
    unsigned kind = hs_accusation_party_kind(s->r, s->it->words, token);
    uint64_t bits = kind < HS_COUNT(kinds) ? kinds[kind] : BIT(other_name);
    bool plural = s->tree[token].xpos == HS_XPOS_NNS || s->tree[token].xpos == HS_XPOS_NNPS;
    return (bits ? bits : BIT(other_name)) | (plural ? BIT(plural) : 0);
}

static uint64_t by_voice(const hs_sight *s, uint32_t phrase, uint32_t token)
{
    uint32_t other = s->r->attribution_at[s->it->words[token].word];
    uint64_t bits = other == s->attribution ? BIT(same_voice)
                    : other != HS_NONE      ? BIT(other_voice)
                                            : 0;
    if (s->attribution == HS_NONE)
        return bits;
    const hs_attribution *attribution = &s->r->attributions.items[s->attribution];
    bits |= attribution->source == phrase ? BIT(source) : 0;
    return bits | (attribution->addressee == phrase ? BIT(addressee) : 0);
}

/* What other texts taught the network of the feeling towards a word. */
static uint64_t by_feeling(const hs_sight *s, uint32_t token)
{
    const float *stance = s->it->output->scores[token] + HS_LANE_STANCE;
    int likeliest = 0;
    for (int k = 1; k < HS_STANCES; k++)
        likeliest = stance[k] > stance[likeliest] ? k : likeliest;
    return likeliest == HS_STANCE_ATTACKED  ? BIT(attacked)
           : likeliest == HS_STANCE_AGAINST ? BIT(attacker)
                                            : 0;
}

static uint64_t by_rules(const hs_sight *s, uint32_t phrase, bool owner)
{
    const hs_accusing *rule = s->it->rule;
    if (!rule)
        return 0;
    uint64_t bits = rule->accuser == phrase && !owner ? BIT(rule_accuser) : 0;
    for (uint32_t k = 0; k < rule->accused_count; k++)
        if (rule->accused[k] == phrase && rule->accused_owner == owner)
            bits |= BIT(rule_accused);
    return bits;
}

uint64_t hs_sight_of_mention(const hs_sight *s, uint32_t phrase, uint32_t token, uint32_t top)
{
    uint32_t joined = hs_sight_first_joined(s, top);
    return by_charge(s, joined) | inside_charge(s, joined) | by_cue(s, joined) |
           by_place(s, token, top) | by_kind(s, token) | by_voice(s, phrase, token) |
           by_feeling(s, token) | by_rules(s, phrase, false);
}

/* "Police brutality" says whose it is as "the police's brutality" does. */
uint64_t hs_sight_of_body(const hs_sight *s, uint32_t phrase, uint32_t token)
{
    uint64_t bits = by_charge(s, token) | inside_charge(s, token) | by_cue(s, token) |
                    by_place(s, token, token) | by_kind(s, token) | by_voice(s, phrase, token) |
                    by_feeling(s, token) | by_rules(s, phrase, true);
    if (!(bits & BIT(compound)))
        return bits;
    bool charged = s->tree[token].head == s->charge;
    return (bits & ~BIT(compound)) | (charged ? BIT(charge_possessor) : BIT(cue_possessor));
}

uint64_t hs_sight_of_owner(const hs_sight *s, uint32_t phrase, uint32_t token, uint32_t top)
{
    uint64_t bits = BIT(owner) | by_rules(s, phrase, true) | by_place(s, token, top);
    bits |= top == s->charge || top == s->target ? BIT(owner_of_charge) : 0;
    bits |= top == s->cue ? BIT(owner_of_cue) : 0;
    bits |= top == s->agent ? BIT(owner_of_agent) : 0;
    return bits | (hs_token_range_holds(s->it->charge, token) ? BIT(owner_in_charge) : 0);
}

bool hs_sight_has_case(const hs_sight *s, uint32_t token, const char *const *lemmas)
{
    uint32_t at = hs_sight_case(s, token);
    return at != HS_NONE && hs_word_lemma_among(&s->tree[at], lemmas);
}
