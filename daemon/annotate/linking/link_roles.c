/* Who is accused, accuses or answers: gathers the parties that it could be, says what the document
 * knows of each, and weighs them (role_features.h).
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "annotate/accusations/role_model.h"
#include "annotate/linking/linker.h"

enum {
    SIDES_MAX = 48,
    NOBODIES = 2,  /* of them: the text itself, and nobody that it tells */
    LATELY = 4,    /* accusations back, … */
    ONCE_MOST = 2, /* … and how often at most is "once" rather than "often" */
};

/* Of those joined by "and" to the likeliest accused: how far behind it one may be. */
#define JOINED_WITHIN 3.0f

/* What is taken off the scores of those whom the network does not look at. */
#define OUT_OF_IT 1000.0f

/* Of all mentions; where and what it is is told of the likeliest one alone. */
#define RELATIONS ((UINT64_C(1) << (HS_SIGHT_in_cue + 1)) - 1)

#define BIT(name) (UINT64_C(1) << HS_PARTY_##name)

void (*hs_roles_observer)(const hs_linker *linker, const hs_role_choice *choice);

/* One choice in the making. Who it could be and what the document knows of them is gathered once;
 * each task weighs its own copy. */
typedef struct choosing {
    hs_linker *linker;
    const hs_ranker *model;
    const hs_roles *roles;
    hs_role_task task;
    hs_side voice;
    uint32_t accuser;                       /* already known, or HS_NONE */
    uint32_t now;                           /* sentence, counted over the document */
    hs_place places[HS_ROLE_MENTIONS_MAX];  /* of the finding's mentions, … */
    uint32_t side_of[HS_ROLE_MENTIONS_MAX]; /* … and whose they are, or HS_NONE */
    uint32_t entities[SIDES_MAX];           /* of the sides, to find one by */
    hs_role_side sides[SIDES_MAX];
    uint32_t count;
} choosing;

static uint32_t find_side(const choosing *c, uint32_t entity)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->entities[i] == entity)
            return i;
    return HS_NONE;
}

/* The side of an entity, entered if there is room for it beside the two that are no party. */
static uint32_t enter(choosing *c, uint32_t entity)
{
    if (entity == HS_NONE || entity == HS_UNRESOLVED)
        return HS_NONE;
    uint32_t found = find_side(c, entity);
    if (found != HS_NONE || c->count == SIDES_MAX - NOBODIES)
        return found;
    c->entities[c->count] = entity;
    c->sides[c->count] =
        (hs_role_side){.side = {.entity = entity, .mention = {.block = c->linker->block}},
                       .mention = HS_NONE,
                       .joined = HS_NONE,
                       .best = -1e30f};
    return c->count++;
}

/* Notes what a party was told to be elsewhere. */
static void note(choosing *c, uint32_t entity, uint64_t party)
{
    uint32_t side = enter(c, entity);
    if (side != HS_NONE)
        c->sides[side].party |= party;
}

static void gather_mentions(choosing *c)
{
    for (uint32_t i = 0; i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        c->side_of[i] = HS_NONE;
        if (mention->reference == HS_NONE)
            continue;
        const hs_reference *references = c->linker->findings->references;
        uint32_t meant = mention->owner ? references[mention->reference].owner : mention->reference;
        if (meant == HS_NONE || hs_reference_is_nobody(&references[meant]))
            continue;
        hs_side side = hs_link_referred(c->linker, meant);
        c->places[i] = side.mention;
        c->side_of[i] = enter(c, side.entity);
        if (c->side_of[i] != HS_NONE)
            c->sides[c->side_of[i]].party |= BIT(mentioned_here);
    }
}

static uint32_t known_back(const hs_linker *linker)
{
    uint32_t room = (uint32_t)HS_COUNT(linker->accusations);
    return linker->accusation_count < room ? linker->accusation_count : room;
}

static uint32_t slot_back(const hs_linker *linker, uint32_t back)
{
    return (linker->accusation_count - back) % (uint32_t)HS_COUNT(linker->accusations);
}

static void gather_history(choosing *c)
{
    const hs_linker *linker = c->linker;
    for (uint32_t back = 1; back <= known_back(linker) && back <= LATELY; back++) {
        uint32_t slot = slot_back(linker, back);
        uint64_t accused = back == 1 ? BIT(accused_last) : BIT(accused_lately);
        accused |= linker->accusations[slot].sentence == c->now ? BIT(accused_this_sentence) : 0;
        note(c, linker->accusations[slot].accuser, back == 1 ? BIT(accuser_last) : 0);
        for (uint32_t k = 0; k < linker->accusations[slot].accused_count; k++)
            note(c, linker->accusations[slot].accused[k], accused);
    }
    for (uint32_t i = 0; i < HS_COUNT(linker->leading); i++)
        enter(c, linker->leading[i]);
    for (uint32_t i = 0; i < linker->recent_count; i++)
        enter(c, linker->recent[i]);
}

/* The two that are no party: the text itself, and nobody that it tells. */
static void add_nobodies(choosing *c)
{
    for (int i = 0; i < NOBODIES; i++)
        c->entities[c->count + (uint32_t)i] = HS_NONE;
    const hs_role_side nobody = {
        .side = {.entity = HS_NONE}, .mention = HS_NONE, .joined = HS_NONE};
    c->sides[c->count] = nobody;
    c->sides[c->count++].side.author = true;
    c->sides[c->count] = nobody;
    c->sides[c->count++].open = true;
}

static uint64_t by_speech(const choosing *c, const hs_role_side *it)
{
    unsigned situation = c->roles->situation;
    uint64_t bits = 0;
    if (it->open) {
        bits |= BIT(open);
        bits |= situation & HS_SITUATION_NOUN ? BIT(open_noun) : 0;
        bits |= situation & HS_SITUATION_PASSIVE ? BIT(open_passive) : 0;
        bits |= situation & HS_SITUATION_HAS_SUBJECT ? BIT(open_has_subject) : 0;
        bits |= situation & HS_SITUATION_RULE_OPEN ? BIT(open_by_rule) : 0;
        bits |= situation & HS_SITUATION_JUDGED ? BIT(open_judged) : 0;
        return bits | (situation & HS_SITUATION_IN_MARKS ? BIT(open_in_marks) : 0);
    }
    if (it->side.author) {
        bits |= BIT(author);
        bits |= !c->voice.author ? BIT(author_quoted) : 0;
        bits |= situation & HS_SITUATION_HAS_SUBJECT ? BIT(author_of_subject) : 0;
        bits |= situation & HS_SITUATION_JUDGED && c->voice.author ? BIT(author_judges) : 0;
        return bits |
               (situation & HS_SITUATION_RULE_SPEAKER && c->voice.author ? BIT(author_by_rule) : 0);
    }
    if (c->voice.author || it->side.entity != c->voice.entity)
        return bits;
    bits |= BIT(speaker);
    bits |= situation & HS_SITUATION_IN_MARKS ? BIT(speaker_in_marks) : 0;
    bits |= situation & HS_SITUATION_JUDGED ? BIT(speaker_judges) : 0;
    bits |= situation & HS_SITUATION_HAS_SUBJECT ? BIT(speaker_has_subject) : 0;
    bits |= situation & HS_SITUATION_NOUN ? BIT(speaker_of_noun) : 0;
    return bits | (situation & HS_SITUATION_RULE_SPEAKER ? BIT(speaker_by_rule) : 0);
}

static uint64_t by_accusations(const choosing *c, uint32_t index)
{
    const hs_linked_entity *entity = hs_linker_entity(c->linker, index);
    uint64_t bits = 0;
    if (entity->accused > 0)
        bits |= entity->accused <= ONCE_MOST ? BIT(accused_once) : BIT(accused_often);
    if (entity->accuses > 0)
        bits |= entity->accuses <= ONCE_MOST ? BIT(accuser_once) : BIT(accuser_often);
    bits |= index == c->linker->most_accused ? BIT(most_accused) : 0;
    return bits | (entity->answered ? BIT(answered) : 0);
}

static uint64_t by_distance(const choosing *c, uint32_t index)
{
    const hs_linker *linker = c->linker;
    const hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (entity->mentions == 0)
        return BIT(not_yet);
    uint32_t away = c->now > entity->sentence ? c->now - entity->sentence : 0;
    uint64_t bits = away == 0    ? BIT(sentence_of)
                    : away == 1  ? BIT(sentence_ago)
                    : away <= 3  ? BIT(two_or_three_ago)
                    : away <= 10 ? BIT(up_to_ten_ago)
                                 : BIT(further_ago);
    bits |= entity->block + 1 == linker->block ? BIT(block_ago) : 0;
    bits |= entity->subject ? BIT(latest_subject) : 0;
    bits |= entity->quoted ? BIT(latest_quoted) : 0;
    return bits |
           (linker->recent_count > 0 && linker->recent[0] == index ? BIT(latest_mentioned) : 0);
}

static uint64_t by_nature(const choosing *c, uint32_t index)
{
    static const uint64_t kinds[] = {[HS_ENTITY_PERSON] = BIT(person),
                                     [HS_ENTITY_ORGANISATION] = BIT(organisation),
                                     [HS_ENTITY_PLACE] = BIT(place),
                                     [HS_ENTITY_GROUP] = BIT(group),
                                     [HS_ENTITY_OTHER] = BIT(other)};
    const hs_linker *linker = c->linker;
    const hs_linked_entity *entity = hs_linker_entity(linker, index);
    uint64_t bits = kinds[entity->kind] | (entity->sure_person ? BIT(sure_person) : 0);
    bits |= entity->described ? BIT(described) : 0;
    bits |= entity->country ? BIT(country) : 0;
    bits |= entity->in_heading ? BIT(in_heading) : 0;
    bits |= entity->in_lead ? BIT(in_lead) : 0;
    bits |= index == linker->leading[0] ? BIT(most_mentioned) : 0;
    bits |= index == linker->leading[1] ? BIT(second_mentioned) : 0;
    bits |= entity->mentions <= 1   ? BIT(once)
            : entity->mentions <= 3 ? BIT(twice_or_thrice)
            : entity->mentions <= 9 ? BIT(up_to_nine)
                                    : BIT(often);
    bits |= entity->spoke ? BIT(spoke) : 0;
    bits |= index == linker->last_speaker ? BIT(latest_speaker) : 0;
    bits |= index == linker->previous_speaker ? BIT(former_speaker) : 0;
    if (c->voice.entity != index && hs_link_same_side(linker, c->voice.entity, index))
        bits |= BIT(of_speaker_side);
    return bits;
}

static void describe(const choosing *c, hs_role_side *it)
{
    it->party |= by_speech(c, it);
    if (it->side.entity != HS_NONE)
        it->party |= by_accusations(c, it->side.entity) | by_distance(c, it->side.entity) |
                     by_nature(c, it->side.entity);
}

/* Everything but what depends on the task. Of the sides only those in use are ever touched. */
static void gather(choosing *c, hs_linker *linker, const hs_role_subject *subject)
{
    c->linker = linker;
    c->model = hs_role_model_shared();
    c->roles = subject->roles;
    c->voice = hs_link_voice(linker, subject->attribution);
    c->accuser = HS_NONE;
    c->now = linker->sentence_base + subject->sentence;
    c->count = 0;
    gather_mentions(c);
    enter(c, c->voice.entity);
    gather_history(c);
    add_nobodies(c);
    for (uint32_t i = 0; i < c->count; i++)
        describe(c, &c->sides[i]);
}

static void copy_choosing(choosing *to, const choosing *from)
{
    memcpy(to, from, offsetof(choosing, sides));
    memcpy(to->sides, from->sides, from->count * sizeof *from->sides);
    to->count = from->count;
}

/* A mention may be the likeliest of its party. */
static void weigh_mention(choosing *c, uint32_t index)
{
    const hs_role_mention *mention = &c->roles->mentions[index];
    hs_role_side *it = &c->sides[c->side_of[index]];
    float score = hs_weigh(&c->model->sight_weighers[c->task], mention->features);
    uint64_t relations = (it->sight | mention->features) & RELATIONS;
    if (score > it->best) {
        it->best = score;
        it->side.mention = c->places[index];
        it->mention = index;
        it->joined = mention->joined;
        it->sight = mention->features;
    }
    it->sight |= relations;
}

/* What else is known once the accuser is. */
static void note_accuser(choosing *c)
{
    const hs_linker *linker = c->linker;
    uint32_t side = find_side(c, c->accuser);
    if (side != HS_NONE)
        c->sides[side].party |= BIT(accuser);
    for (uint32_t back = 1; back <= known_back(linker) && back <= LATELY; back++) {
        uint32_t slot = slot_back(linker, back);
        if (linker->accusations[slot].accuser != c->accuser)
            continue;
        for (uint32_t k = 0; k < linker->accusations[slot].accused_count; k++) {
            side = find_side(c, linker->accusations[slot].accused[k]);
            if (side != HS_NONE)
                c->sides[side].party |= BIT(accused_by_accuser);
        }
    }
}

static float linear_score(const choosing *c, const hs_role_side *it)
{
    return hs_ranker_linear(c->model, c->task, it->sight, it->party);
}

static float network_score(const choosing *c, const int16_t *question, const hs_role_side *it)
{
    hs_ranker_inputs inputs = {.question = question, .sight = it->sight, .party = it->party};
    if (it->mention != HS_NONE)
        inputs.option = c->roles->mentions[it->mention].sums;
    return hs_ranker_output(c->model, c->task, &inputs);
}

/* Who judges is whoever speaks: it cannot be open. Accused is neither who suffers the wrong nor a
 * thing. */
static bool ruled_out(const choosing *c, const hs_role_side *it)
{
    const uint64_t innocent =
        (UINT64_C(1) << HS_SIGHT_charge_victim) | (UINT64_C(1) << HS_SIGHT_thing);
    bool accused = c->task == HS_ROLE_ACCUSED_BY_WORD || c->task == HS_ROLE_ACCUSED_ASSERTED;
    if (accused && it->mention != HS_NONE)
        return c->roles->mentions[it->mention].features & innocent;
    return c->task == HS_ROLE_ACCUSER_BY_WORD && it->open &&
           c->roles->situation & HS_SITUATION_JUDGED;
}

/* Those whom the network looks at, in order; returns how many. */
static uint32_t pick_likely(choosing *c, uint32_t picked[SIDES_MAX], float scores[SIDES_MAX])
{
    float most = -1e30f;
    for (uint32_t i = 0; i < c->count; i++) {
        scores[i] = ruled_out(c, &c->sides[i]) ? -OUT_OF_IT : linear_score(c, &c->sides[i]);
        c->sides[i].score = scores[i] - OUT_OF_IT;
        most = scores[i] > most ? scores[i] : most;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        picked[count] = i;
        scores[count] = scores[i];
        count += scores[i] >= most - c->model->behind;
    }
    return count;
}

/* Scores to shares: a softmax. */
static void fill_shares(choosing *c, const uint32_t *picked, const float *scores, uint32_t count,
                        float most)
{
    float shares[SIDES_MAX], total = 0;
    for (uint32_t k = 0; k < count; k++)
        total += shares[k] = expf(scores[k] - most);
    for (uint32_t k = 0; k < count; k++)
        c->sides[picked[k]].side.share = shares[k] / total;
}

/* The likeliest side. All but a few are out of it from the start. */
static uint32_t choose_likeliest(choosing *c)
{
    uint32_t picked[SIDES_MAX], best = 0;
    float scores[SIDES_MAX];
    uint32_t count = pick_likely(c, picked, scores);
    hs_ranker_units question;
    hs_ranker_unfold(c->model, c->roles->sums, question);
    for (uint32_t k = 0; k < count; k++) {
        hs_role_side *it = &c->sides[picked[k]];
        it->score = scores[k] += count > 1 ? network_score(c, question, it) : 0;
        best = scores[k] > scores[best] ? k : best;
    }
    fill_shares(c, picked, scores, count, scores[best]);
    return picked[best];
}

/* Weighs what was gathered; the likeliest side. */
static uint32_t choose(choosing *c, hs_role_task task, uint32_t accuser)
{
    c->task = task;
    c->accuser = accuser;
    if (accuser != HS_NONE)
        note_accuser(c);
    for (uint32_t i = 0; i < c->roles->count; i++)
        if (c->side_of[i] != HS_NONE)
            weigh_mention(c, i);
    return choose_likeliest(c);
}

static void report(const choosing *c, const hs_role_subject *subject)
{
    if (hs_roles_observer)
        hs_roles_observer(c->linker, &(hs_role_choice){subject, c->task, c->sides, c->count});
}

/* A speaker who is not named near the finding is mentioned where the quote says who speaks. */
static hs_side voiced(const choosing *c, const hs_role_side *it)
{
    hs_side side = it->side;
    bool mentioned = it->party & BIT(mentioned_here);
    if (side.entity != HS_NONE && side.entity == c->voice.entity && !mentioned)
        side.mention = c->voice.mention;
    return side;
}

hs_side hs_link_answerer(hs_linker *linker, const hs_role_subject *subject)
{
    choosing c;
    gather(&c, linker, subject);
    uint32_t best = choose(&c, HS_ROLE_ANSWERER, HS_NONE);
    report(&c, subject);
    return voiced(&c, &c.sides[best]);
}

/* The likeliest but one. */
static uint32_t runner_up(const choosing *c, uint32_t best)
{
    uint32_t second = best == 0 ? 1 : 0;
    for (uint32_t i = 0; i < c->count; i++)
        if (i != best && c->sides[i].score > c->sides[second].score)
            second = i;
    return second;
}

/* Nobody accuses himself: of two roles that one party would have, the one that costs less goes to
 * the next. */
static void tell_apart(const choosing *accuser, uint32_t *from, const choosing *accused,
                       uint32_t *against)
{
    uint32_t entity = accuser->sides[*from].side.entity;
    if (entity == HS_NONE || entity != accused->sides[*against].side.entity)
        return;
    uint32_t other_from = runner_up(accuser, *from), other = runner_up(accused, *against);
    float cost_from = accuser->sides[*from].score - accuser->sides[other_from].score;
    float cost = accused->sides[*against].score - accused->sides[other].score;
    if (cost_from < cost)
        *from = other_from;
    else
        *against = other;
}

static hs_str name_of(const choosing *c, const hs_role_side *it)
{
    return hs_linker_entity(c->linker, it->side.entity)->name;
}

/* A place that is part of a body's name is not accused beside it: "Brennick council". */
static bool is_part_of(const choosing *c, const hs_role_side *it, const hs_role_side *whole)
{
    hs_str name = name_of(c, it), around = name_of(c, whole);
    const char *found = name.length < around.length
                            ? memmem(around.bytes, around.length, name.bytes, name.length)
                            : NULL;
    return found && (found == around.bytes || found[-1] == ' ');
}

/* "The Ostran authorities": as good as the country. */
static bool governs(const hs_linked_entity *entity)
{
    static const char *const words[] = {"authorities", "government", "regime"};
    for (size_t i = 0; i < HS_COUNT(words); i++) {
        hs_str word = hs_str_from(words[i]), name = entity->name;
        if (name.length > word.length &&
            memcmp(name.bytes + name.length - word.length, word.bytes, word.length) == 0)
            return true;
    }
    return false;
}

/* "Ana Ruiz's aides", "an Ostran swimmer": whose they are is not accused beside them. */
static bool owns_other(const choosing *c, const hs_role_side *it, const hs_role_side *first)
{
    const hs_role_mention *mentions = c->roles->mentions;
    const hs_linked_entity *entities = c->linker->entities.items.items;
    return mentions[it->mention].owner != mentions[first->mention].owner &&
           !governs(&entities[it->side.entity]) && !governs(&entities[first->side.entity]);
}

static bool is_accused_too(const choosing *c, const hs_role_side *it, const hs_role_side *first)
{
    return it->side.entity != HS_NONE && it->joined != HS_NONE && it->joined == first->joined &&
           it->score >= first->score - JOINED_WITHIN && !is_part_of(c, it, first) &&
           !owns_other(c, it, first);
}

/* Of several joined by "and" who accuse by a word the first speaks for all. */
static uint32_t first_joined(const choosing *c, uint32_t from)
{
    const uint64_t acts = (UINT64_C(1) << HS_SIGHT_cue_subject) | (UINT64_C(1) << HS_SIGHT_cue_by);
    const hs_role_mention *mentions = c->roles->mentions;
    const hs_role_side *it = &c->sides[from];
    if (it->mention == HS_NONE || mentions[it->mention].owner ||
        !(mentions[it->mention].features & acts))
        return from;
    uint32_t first = from;
    for (uint32_t i = 0; i < c->count; i++) {
        const hs_role_side *other = &c->sides[i];
        if (other->mention != HS_NONE && other->joined == it->joined &&
            !mentions[other->mention].owner &&
            mentions[other->mention].reference < mentions[c->sides[first].mention].reference)
            first = i;
    }
    return first;
}

/* "He was ashamed of the findings", he said: what somebody says that he himself does or is accuses
 * nobody else whom the words do not name. */
static bool of_himself(const choosing *c, const hs_side *accuser, const hs_role_side *accused)
{
    const uint64_t subject = UINT64_C(1) << HS_SIGHT_charge_subject;
    const uint64_t named =
        (UINT64_C(1) << HS_SIGHT_in_charge) | (UINT64_C(1) << HS_SIGHT_owner_in_charge);
    if (accuser->entity == HS_NONE || accused->sight & named)
        return false;
    for (uint32_t i = 0; i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        if (mention->features & subject && !mention->owner && c->side_of[i] != HS_NONE &&
            c->sides[c->side_of[i]].side.entity == accuser->entity)
            return true;
    }
    return false;
}

uint32_t hs_link_parties(hs_linker *linker, const hs_role_subject *subject, hs_side *accuser,
                         hs_side accused[HS_ACCUSED_MAX])
{
    bool word = subject->by_word;
    choosing a, c;
    gather(&a, linker, subject);
    copy_choosing(&c, &a);
    uint32_t from = choose(&a, word ? HS_ROLE_ACCUSER_BY_WORD : HS_ROLE_ACCUSER_ASSERTED, HS_NONE);
    report(&a, subject);
    from = first_joined(&a, from);
    uint32_t best = choose(&c, word ? HS_ROLE_ACCUSED_BY_WORD : HS_ROLE_ACCUSED_ASSERTED,
                           a.sides[from].side.entity);
    uint32_t count = 1;
    report(&c, subject);
    tell_apart(&a, &from, &c, &best);
    *accuser = voiced(&a, &a.sides[from]);
    const hs_role_side *first = &c.sides[best];
    if (first->side.entity == HS_NONE || (!word && of_himself(&c, accuser, first)))
        return 0;
    accused[0] = first->side;
    for (uint32_t i = 0; i < c.count && count < HS_ACCUSED_MAX; i++)
        if (i != best && is_accused_too(&c, &c.sides[i], first) &&
            c.sides[i].side.entity != accuser->entity)
            accused[count++] = c.sides[i].side;
    return count;
}
