/* By the tree, by kind, by voice and by what rules and network say of a mention. What the finding's
 * own words hang on is role_sight_look.c's.
 */
#include "annotate/accusations/role_sights.h"

#include "annotate/accusations/role_victims.h"
#include "annotate/reading/syntax.h"

enum { STEPS = 6 }; /* up the tree */

#define BIT(name) (UINT64_C(1) << HS_SIGHT_##name)

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

/* "Orbis Payments": a noun in capitals that ends a name. */
static bool ends_body(const hs_sight *s, uint32_t token)
{
    const hs_word *tree = s->tree;
    return token > 0 && tree[token].upos == HS_UPOS_NOUN && tree[token - 1].head == token &&
           tree[token - 1].upos == HS_UPOS_PROPN && !s->r->words.title_case &&
           s->r->block->kind != HS_BLOCK_HEADING &&
           hs_word_capital(hs_reading_word(s->r, s->it->words[token].word));
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
    if (bits == BIT(thing) && ends_body(s, token))
        return BIT(organisation_name);
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
