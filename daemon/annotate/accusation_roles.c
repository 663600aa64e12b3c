/* Mentions near a finding, and how each stands to its cue and charge: by the tree, the order of
 * words and the attributions.
 */
#include "annotate/accusation_roles.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/syntax.h"

enum {
    SENTENCES_BACK = 3,
    SEEN_MOST = 48, /* mentions that are looked at, the nearest ones */
    STEPS = 6,      /* up the tree */
};

#define BIT(name) (UINT64_C(1) << HS_SIGHT_##name)

/* The finding's words in the tree. */
typedef struct sight {
    const hs_role_case *it;
    const hs_reading *r;
    const hs_word *tree;
    uint32_t charge, cue; /* the tokens that they hang on; HS_NONE without a cue */
    uint32_t agent;       /* who does what the charge says, directly or by a governing clause */
    uint32_t cue_agent;
    bool agent_far, agent_passive, cue_far, cue_passive;
    uint32_t governor; /* subject of the predicate that the charge hangs on */
    uint32_t root_subject, former_root_subject;
    uint32_t sentence;
    uint32_t attribution;
} sight;

static bool relative(const sight *s, uint32_t token)
{
    return (s->r->words.items[s->it->words[token].word].classes & HS_LEX(RELATIVE)) != 0;
}

/* The subject of a predicate: its own, else that of what governs it ("started attacking", "lied and
 * cheated"); of a clause behind a noun that noun. */
static uint32_t agent_of(const sight *s, uint32_t token, bool *far, bool *passive)
{
    *far = *passive = false;
    for (int step = 0; step < STEPS && token != HS_NO_WORD; step++) {
        const hs_accusation_word *known = &s->it->words[token];
        const hs_word *word = &s->tree[token];
        bool clause = word->deprel == HS_DEPREL_ACL_RELCL || word->deprel == HS_DEPREL_ACL;
        if (known->subject != HS_NONE) {
            *passive = step == 0 && known->passive;
            return clause && relative(s, known->subject) ? word->head : known->subject;
        }
        if (clause) {
            *passive = step == 0 && word->xpos == HS_XPOS_VBN;
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

static uint32_t root_subject(const sight *s, uint32_t sentence)
{
    hs_word_span span = s->r->syntax->sentences[sentence];
    for (uint32_t t = span.first; t < span.end; t++)
        if (s->tree[t].head == HS_NO_WORD)
            return s->it->words[t].subject;
    return HS_NONE;
}

static sight look(const hs_role_case *it)
{
    const hs_reading *r = it->reading;
    sight s = {.it = it, .r = r, .tree = r->syntax->words, .cue = HS_NONE, .cue_agent = HS_NONE};
    s.charge = hs_syntax_range_head(r, it->charge);
    s.agent = agent_of(&s, s.charge, &s.agent_far, &s.agent_passive);
    if (!hs_token_range_empty(it->cue)) {
        s.cue = hs_syntax_range_head(r, it->cue);
        s.cue_agent = agent_of(&s, s.cue, &s.cue_far, &s.cue_passive);
    }
    uint32_t governor = it->words[s.charge].governor;
    s.governor =
        governor == HS_NONE || governor == s.charge ? HS_NONE : it->words[governor].subject;
    s.sentence = hs_syntax_sentence(r, it->anchor);
    s.root_subject = root_subject(&s, s.sentence);
    s.former_root_subject = s.sentence > 0 ? root_subject(&s, s.sentence - 1) : HS_NONE;
    s.attribution = r->attribution_at[it->words[it->anchor].word];
    return s;
}

enum preposition { NO_PREPOSITION, BY, OF, FROM, FOR, AGAINST, OTHER_PREPOSITION };

static enum preposition preposition_of(const sight *s, uint32_t token)
{
    static const char *const against[] = {"against", "at", "on",   "toward",
                                          "towards", "to", "over", NULL};
    static const char *const by[] = {"by", NULL}, *const of[] = {"of", NULL},
                             *const from[] = {"from", NULL};
    static const char *const pro[] = {"for", "with", NULL};
    uint32_t first = token > 6 ? token - 6 : 0;
    for (uint32_t t = first; t < token; t++) {
        const hs_word *word = &s->tree[t];
        if (word->head != token || word->deprel != HS_DEPREL_CASE)
            continue;
        return hs_syntax_lemma_among(word, by)        ? BY
               : hs_syntax_lemma_among(word, of)      ? OF
               : hs_syntax_lemma_among(word, from)    ? FROM
               : hs_syntax_lemma_among(word, pro)     ? FOR
               : hs_syntax_lemma_among(word, against) ? AGAINST
                                                      : OTHER_PREPOSITION;
    }
    return NO_PREPOSITION;
}

static bool compound(uint8_t deprel)
{
    return deprel == HS_DEPREL_COMPOUND || deprel == HS_DEPREL_AMOD ||
           deprel == HS_DEPREL_NMOD_UNMARKED || deprel == HS_DEPREL_NMOD_DESC;
}

/* Of names joined by "and" the first: where it hangs in the tree. */
static uint32_t first_joined(const sight *s, uint32_t top)
{
    for (int step = 0; step < STEPS && s->tree[top].deprel == HS_DEPREL_CONJ; step++)
        top = s->tree[top].head;
    return top;
}

static uint64_t by_charge(const sight *s, uint32_t token)
{
    uint32_t head = s->tree[token].head;
    uint8_t deprel = s->tree[token].deprel;
    uint64_t bits = 0;
    if (token == s->agent)
        bits |= s->agent_passive ? BIT(charge_passive)
                : s->agent_far   ? BIT(charge_subject_far)
                                 : BIT(charge_subject);
    if (token == s->governor)
        bits |= BIT(governor_subject);
    if (token == s->charge)
        bits |= BIT(charge_itself);
    if (s->tree[s->charge].head == token && (s->tree[s->charge].deprel == HS_DEPREL_ACL ||
                                             s->tree[s->charge].deprel == HS_DEPREL_ACL_RELCL))
        bits |= BIT(antecedent);
    if (head != s->charge)
        return bits;
    if (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_IOBJ)
        return bits | BIT(charge_object);
    if (deprel == HS_DEPREL_NMOD_POSS)
        return bits | BIT(charge_possessor);
    if (compound(deprel))
        return bits | BIT(charge_compound);
    enum preposition preposition = preposition_of(s, token);
    return bits | (preposition == BY   ? BIT(charge_by)
                   : preposition == OF ? BIT(charge_of)
                   : preposition       ? BIT(charge_oblique)
                                       : 0);
}

static uint64_t inside_charge(const sight *s, uint32_t token)
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
    case HS_DEPREL_NMOD_POSS:
        return bits | BIT(inner_possessor);
    default:
        return bits;
    }
}

static uint64_t by_cue(const sight *s, uint32_t token)
{
    if (s->cue == HS_NONE)
        return 0;
    uint8_t deprel = s->tree[token].deprel;
    uint64_t bits = hs_token_range_holds(s->it->cue, token) ? BIT(in_cue) : 0;
    if (token == s->cue_agent)
        bits |= s->cue_passive ? BIT(cue_passive)
                : s->cue_far   ? BIT(cue_subject_far)
                               : BIT(cue_subject);
    if (s->tree[token].head != s->cue)
        return bits;
    if (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_IOBJ)
        return bits | BIT(cue_object);
    if (deprel == HS_DEPREL_NMOD_POSS)
        return bits | BIT(cue_possessor);
    if (compound(deprel))
        return bits | BIT(cue_compound);
    switch (preposition_of(s, token)) {
    case BY:
        return bits | BIT(cue_by);
    case OF:
        return bits | BIT(cue_of);
    case FROM:
        return bits | BIT(cue_from);
    case FOR:
        return bits | BIT(cue_for);
    case AGAINST:
        return bits | BIT(cue_against);
    default:
        return bits;
    }
}

static uint64_t by_place(const sight *s, uint32_t token, uint32_t top)
{
    uint64_t bits = token < s->it->anchor ? BIT(before) : BIT(after);
    uint32_t sentence = hs_syntax_sentence(s->r, token);
    if (sentence + 1 == s->sentence)
        bits |= BIT(sentence_before);
    else if (sentence < s->sentence)
        bits |= BIT(further_before);
    bits |= top == s->root_subject ? BIT(root_subject) : 0;
    return bits | (top == s->former_root_subject ? BIT(former_root_subject) : 0);
}

static uint64_t by_kind(const sight *s, uint32_t token)
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

static uint64_t by_voice(const sight *s, uint32_t phrase, uint32_t token)
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
static uint64_t by_feeling(const sight *s, uint32_t token)
{
    const float *stance = s->it->output->scores[token] + HS_LANE_STANCE;
    int likeliest = 0;
    for (int k = 1; k < HS_STANCES; k++)
        likeliest = stance[k] > stance[likeliest] ? k : likeliest;
    return likeliest == HS_STANCE_ATTACKED  ? BIT(attacked)
           : likeliest == HS_STANCE_AGAINST ? BIT(attacker)
                                            : 0;
}

static uint64_t by_rules(const sight *s, uint32_t phrase, bool owner)
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

/* `top` is where the phrase hangs in the tree; of several joined by "and" each stands where the
 * first does. */
static uint64_t mention_features(const sight *s, uint32_t phrase, uint32_t token, uint32_t top)
{
    uint32_t joined = first_joined(s, top);
    return by_charge(s, joined) | inside_charge(s, joined) | by_cue(s, joined) |
           by_place(s, token, top) | by_kind(s, token) | by_voice(s, phrase, token) |
           by_feeling(s, token) | by_rules(s, phrase, false);
}

/* Of whoever owns or qualifies a phrase: "Russia's actions", "Russian interference". */
static uint64_t owner_features(const sight *s, uint32_t phrase, uint32_t token, uint32_t top)
{
    uint64_t bits = BIT(owner) | by_rules(s, phrase, true) | by_place(s, token, top);
    bits |= top == s->charge ? BIT(owner_of_charge) : 0;
    bits |= top == s->cue ? BIT(owner_of_cue) : 0;
    bits |= top == s->agent ? BIT(owner_of_agent) : 0;
    return bits | (hs_token_range_holds(s->it->charge, token) ? BIT(owner_in_charge) : 0);
}

static bool may_be_party(const hs_reading *r, uint32_t phrase)
{
    uint8_t tag = hs_reading_tag(r, r->phrases.items[phrase].head);
    return tag == HS_TAG_NAME || tag == HS_TAG_NOUN || tag == HS_TAG_PRONOUN ||
           tag == HS_TAG_DETERMINER || tag == HS_TAG_RELATIVE;
}

/* The phrases that begin before the finding's sentence ends are those before this one. */
static uint32_t phrases_until(const hs_reading *r, uint32_t end_token)
{
    uint32_t low = 0, high = r->phrases.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (r->words.items[r->phrases.items[middle].first].first_token < end_token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "nearest": of what could be a party at all, on either side of the anchor. */
static void mark_nearest(const sight *s, hs_role_mention *mentions, const uint32_t *tokens,
                         uint32_t count)
{
    uint32_t before = HS_NONE, after = HS_NONE;
    for (uint32_t i = 0; i < count; i++) {
        if (mentions[i].features & (BIT(thing) | BIT(owner) | BIT(relative)))
            continue;
        if (tokens[i] < s->it->anchor && (before == HS_NONE || tokens[i] > tokens[before]))
            before = i;
        if (tokens[i] > s->it->anchor && (after == HS_NONE || tokens[i] < tokens[after]))
            after = i;
    }
    if (before != HS_NONE)
        mentions[before].features |= BIT(nearest_before);
    if (after != HS_NONE)
        mentions[after].features |= BIT(nearest_after);
}

/* The token whose state is read. A word that tells a gender has none: what a state makes of it is
 * not to weigh. */
static uint32_t token_to_read(const sight *s, uint32_t token)
{
    const hs_shallow_word *word = &s->r->words.items[s->it->words[token].word];
    bool gendered = word->classes & (HS_LEX(MALE) | HS_LEX(FEMALE)) || word->lexeme->gender;
    return gendered ? HS_NONE : token;
}

static uint32_t list_mentions(const sight *s, hs_role_mention *mentions)
{
    const hs_reading *r = s->r;
    uint32_t tokens[SEEN_MOST + 1], count = 0;
    uint32_t first = s->sentence > SENTENCES_BACK ? s->sentence - SENTENCES_BACK : 0;
    uint32_t start = r->syntax->sentences[first].first;
    for (uint32_t i = phrases_until(r, r->syntax->sentences[s->sentence].end); i-- > 0;) {
        const hs_phrase *phrase = &r->phrases.items[i];
        if (r->words.items[phrase->first].first_token < start || count + 2 > SEEN_MOST)
            break;
        if (!may_be_party(r, i))
            continue;
        uint32_t token = hs_reading_token(r, phrase->head);
        uint32_t top = hs_syntax_phrase_top(r, phrase), joined = first_joined(s, top);
        tokens[count] = token;
        mentions[count++] = (hs_role_mention){.reference = i,
                                              .joined = joined,
                                              .features = mention_features(s, i, token, top),
                                              .token = token_to_read(s, token)};
        if (!hs_reading_qualified(r, i))
            continue;
        tokens[count] = token;
        mentions[count++] = (hs_role_mention){.reference = i,
                                              .joined = joined,
                                              .features = owner_features(s, i, token, top),
                                              .token = token_to_read(s, token),
                                              .owner = true};
    }
    mark_nearest(s, mentions, tokens, count);
    return count;
}

/* The better of its two roles. */
static float likelihood(const sight *s, uint64_t features)
{
    const hs_weigher *weighers = s->it->model->sight_weighers;
    bool named = s->cue != HS_NONE;
    if (s->it->answer)
        return hs_weigh(&weighers[HS_ROLE_ANSWERER], features);
    hs_role_task accused_task = named ? HS_ROLE_ACCUSED_BY_WORD : HS_ROLE_ACCUSED_ASSERTED;
    hs_role_task accuser_task = named ? HS_ROLE_ACCUSER_BY_WORD : HS_ROLE_ACCUSER_ASSERTED;
    float accused = hs_weigh(&weighers[accused_task], features);
    float accuser = hs_weigh(&weighers[accuser_task], features);
    return accused > accuser ? accused : accuser;
}

static uint32_t keep_likeliest(const sight *s, hs_role_mention *mentions, uint32_t count)
{
    float scores[SEEN_MOST];
    for (uint32_t i = 0; i < count; i++)
        scores[i] = likelihood(s, mentions[i].features);
    uint32_t kept = count < HS_ROLE_MENTIONS_MAX ? count : HS_ROLE_MENTIONS_MAX;
    for (uint32_t i = 0; i < kept; i++) {
        uint32_t best = i;
        for (uint32_t k = i + 1; k < count; k++)
            best = scores[k] > scores[best] ? k : best;
        hs_role_mention mention = mentions[best];
        float score = scores[best];
        mentions[best] = mentions[i], scores[best] = scores[i];
        mentions[i] = mention, scores[i] = score;
    }
    return kept;
}

static uint8_t situation_of(const sight *s)
{
    const hs_role_case *it = s->it;
    const hs_accusation_word *anchor = &it->words[it->anchor];
    uint8_t upos = s->tree[it->anchor].upos;
    unsigned bits = s->r->words.items[anchor->word].quotation != 0 ? HS_SITUATION_IN_MARKS : 0;
    bits |= s->cue != HS_NONE && s->cue_agent != HS_NONE ? HS_SITUATION_HAS_SUBJECT : 0;
    bits |= upos == HS_UPOS_NOUN || upos == HS_UPOS_ADJ ? HS_SITUATION_NOUN : 0;
    bits |= anchor->passive ? HS_SITUATION_PASSIVE : 0;
    if (it->rule && it->rule->accuser == HS_NONE)
        bits |= it->rule->open_accuser ? HS_SITUATION_RULE_OPEN : HS_SITUATION_RULE_SPEAKER;
    return (uint8_t)bits;
}

static const int8_t *state_of(const sight *s, uint32_t token)
{
    return token == HS_NONE ? NULL : hs_reading_state(s->r, token);
}

static uint32_t slot_of(const sight *s, uint32_t token)
{
    return token == HS_NONE ? s->r->syntax->word_count : token;
}

/* Notes the tokens of which nothing is summed up yet, each once; returns how many. */
static uint32_t find_unread(const sight *s, const hs_role_mention *mentions, uint32_t count,
                            uint32_t unread[HS_ROLE_MENTIONS_MAX])
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (k < found && unread[k] != mentions[i].token)
            k++;
        if (k == found && !s->it->sums[slot_of(s, mentions[i].token)])
            unread[found++] = mentions[i].token;
    }
    return found;
}

/* What linking need not work out again each time: the sums of the network's inputs that the block
 * alone decides. Those of a mention are the same for all findings. */
static void sum_up_mentions(const sight *s, hs_role_mention *mentions, uint32_t count)
{
    const hs_ranker *model = s->it->model;
    int8_t states[HS_ROLE_MENTIONS_MAX][HS_RANKER_STATE];
    uint32_t unread[HS_ROLE_MENTIONS_MAX];
    uint32_t more = find_unread(s, mentions, count, unread);
    hs_ranker_units sums[HS_ROLE_MENTIONS_MAX];
    hs_ranker_kept *kept = hs_arena_room(s->r->arena, more, sizeof *kept);
    for (uint32_t i = 0; i < more; i++) {
        const int8_t *state = state_of(s, unread[i]);
        if (state)
            memcpy(states[i], state, sizeof states[i]);
        else
            memset(states[i], 0, sizeof states[i]);
        s->it->sums[slot_of(s, unread[i])] = &kept[i];
    }
    hs_ranker_read_states(model, &model->from_option, states[0], more, sums);
    hs_ranker_keep(sums, more, kept);
    for (uint32_t i = 0; i < count; i++)
        mentions[i].sums = s->it->sums[slot_of(s, mentions[i].token)];
}

static const hs_ranker_kept *sum_up_finding(const sight *s)
{
    hs_ranker_units sums;
    hs_ranker_kept *kept = hs_arena_room(s->r->arena, 1, sizeof *kept);
    hs_ranker_read_question(s->it->model, state_of(s, s->charge), state_of(s, s->cue), sums);
    hs_ranker_keep(&sums, 1, kept);
    return kept;
}

hs_roles hs_roles_see(const hs_role_case *it)
{
    hs_role_mention mentions[SEEN_MOST];
    sight s = look(it);
    uint32_t count = keep_likeliest(&s, mentions, list_mentions(&s, mentions));
    sum_up_mentions(&s, mentions, count);
    return (hs_roles){
        .mentions = hs_arena_copy(it->reading->arena, mentions, count * sizeof *mentions),
        .sums = sum_up_finding(&s),
        .count = count,
        .charge = s.charge,
        .cue = s.cue,
        .situation = situation_of(&s),
    };
}
