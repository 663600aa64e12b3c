#include "annotate/linking/role_sides.h"
#include "annotate/linking/link_findings.h"
#include "annotate/resolution/resolve.h"

#include <stddef.h>
#include <string.h>

enum {
    NOBODIES = 2,  /* of the sides: the text itself, and nobody that it tells */
    LATELY = 4,    /* accusations back, … */
    ONCE_MOST = 2, /* … and how often at most is "once" rather than "often" */
};

#define BIT(name) (UINT64_C(1) << HS_PARTY_##name)

uint32_t hs_role_sides_find(const hs_role_sides *c, uint32_t entity)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->entities[i] == entity)
            return i;
    return HS_NONE;
}

/* The side of an entity, entered if there is room for it beside the two that are no party. */
static uint32_t enter(hs_role_sides *c, uint32_t entity)
{
    if (entity == HS_NONE || entity == HS_UNRESOLVED)
        return HS_NONE;
    uint32_t found = hs_role_sides_find(c, entity);
    if (found != HS_NONE || c->count == HS_ROLE_SIDES_MAX - NOBODIES)
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
static void note(hs_role_sides *c, uint32_t entity, uint64_t party)
{
    uint32_t side = enter(c, entity);
    if (side != HS_NONE)
        c->sides[side].party |= party;
}

static void gather_mentions(hs_role_sides *c)
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

uint32_t hs_role_sides_lately(const hs_linker *linker)
{
    uint32_t known = hs_linker_known_back(linker);
    return known < LATELY ? known : LATELY;
}

static void gather_history(hs_role_sides *c)
{
    const hs_linker *linker = c->linker;
    for (uint32_t back = 1; back <= hs_role_sides_lately(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        uint64_t accused = back == 1 ? BIT(accused_last) : BIT(accused_lately);
        accused |= known->sentence == c->now ? BIT(accused_this_sentence) : 0;
        note(c, known->accuser, back == 1 ? BIT(accuser_last) : 0);
        for (uint32_t k = 0; k < known->accused_count; k++)
            note(c, known->accused[k], accused);
    }
    for (uint32_t i = 0; i < HS_COUNT(linker->leading); i++)
        enter(c, linker->leading[i]);
    for (uint32_t i = 0; i < linker->recent_count; i++)
        enter(c, linker->recent[i]);
}

/* The two that are no party: the text itself, and nobody that it tells. */
static void add_nobodies(hs_role_sides *c)
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

static uint64_t by_speech(const hs_role_sides *c, const hs_role_side *it)
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

static uint64_t by_accusations(const hs_role_sides *c, uint32_t index)
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

static uint64_t by_distance(const hs_role_sides *c, uint32_t index)
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

bool hs_role_side_named_later(const hs_role_sides *c, const hs_role_side *it)
{
    uint32_t index = it->side.entity;
    if (index == HS_NONE || it->mention != HS_NONE || index == c->voice.entity ||
        index == c->linker->block_speaker) /* whose label is no mention */
        return false;
    const hs_linked_entity *entity = hs_linker_entity(c->linker, index);
    return entity->mentions > 0 && entity->first > c->now;
}

static uint64_t by_nature(const hs_role_sides *c, uint32_t index)
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

static void describe(const hs_role_sides *c, hs_role_side *it)
{
    it->party |= by_speech(c, it);
    if (it->side.entity != HS_NONE)
        it->party |= by_accusations(c, it->side.entity) | by_distance(c, it->side.entity) |
                     by_nature(c, it->side.entity);
}

void hs_role_sides_gather(hs_role_sides *c, hs_linker *linker, const hs_role_subject *subject)
{
    c->linker = linker;
    c->model = hs_role_model_shared();
    c->roles = subject->roles;
    c->voice = hs_link_voice(linker, subject->attribution);
    c->accuser = c->left_out = c->listener = HS_NONE;
    c->now = linker->sentence_base + subject->sentence;
    c->count = 0;
    gather_mentions(c);
    enter(c, c->voice.entity);
    gather_history(c);
    add_nobodies(c);
    for (uint32_t i = 0; i < c->count; i++)
        describe(c, &c->sides[i]);
}

void hs_role_sides_copy(hs_role_sides *to, const hs_role_sides *from)
{
    memcpy(to, from, offsetof(hs_role_sides, sides));
    memcpy(to->sides, from->sides, from->count * sizeof *from->sides);
    to->count = from->count;
}
