/* What is known of a candidate and of a mention with it, as the weights and the network have learnt
 * it: corpus/models/resolution.tsv, mention_features.h.
 */
#include "annotate/resolution/candidate_fits.h"

#define BIT(name) (UINT64_C(1) << HS_CANDIDATE_##name)
#define PAIR(name) (UINT64_C(1) << HS_PAIR_##name)

_Static_assert(HS_CANDIDATE_FEATURE_COUNT <= 64, "a feature is a bit of 64");

bool hs_candidate_named_body(const hs_linked_entity *entity)
{
    return entity->kind == HS_ENTITY_ORGANISATION && !entity->described;
}

static uint64_t by_distance(const hs_situation *s, const hs_linked_entity *entity)
{
    if (entity->mentions == 0)
        return BIT(not_yet);
    uint32_t away = s->now > entity->sentence ? s->now - entity->sentence : 0;
    uint64_t bits = away == 0   ? BIT(same_sentence)
                    : away == 1 ? BIT(sentence_before)
                    : away <= 3 ? BIT(two_or_three_before)
                    : away <= 7 ? BIT(up_to_seven_before)
                                : BIT(further_before);
    bits |= entity->block == s->block ? BIT(same_block) : 0;
    bits |= entity->block + 1 == s->block ? BIT(block_before) : 0;
    bits |= entity->subject ? BIT(subject) : 0;
    bits |= entity->quoted ? BIT(quoted) : 0;
    bits |= entity->by_pronoun ? BIT(pronoun) : 0;
    return bits | (s->object && away == 0 && entity->subject ? BIT(object_of_subject) : 0);
}

static uint64_t by_speech(const hs_situation *s, uint32_t candidate)
{
    const hs_linker *linker = s->linker;
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    uint64_t bits = 0;
    if (candidate == linker->last_speaker)
        bits |= BIT(latest_speaker) | (s->reference->goes_on ? BIT(goes_on) : 0);
    if (candidate == linker->previous_speaker)
        bits |= BIT(speaker_before);
    if (candidate == s->enclosing)
        bits |= s->reference->quoted ? BIT(enclosing_quotes) : BIT(enclosing_reports);
    if (entity->spoke)
        bits |= BIT(spoke) | (entity->spoke_in == s->block ? BIT(spoke_in_block) : 0);
    return bits;
}

static uint64_t by_nature(const hs_situation *s, const hs_linked_entity *entity)
{
    static const uint64_t kinds[] = {[HS_ENTITY_PERSON] = BIT(person),
                                     [HS_ENTITY_ORGANISATION] = BIT(organisation),
                                     [HS_ENTITY_PLACE] = BIT(place),
                                     [HS_ENTITY_GROUP] = BIT(group),
                                     [HS_ENTITY_OTHER] = BIT(other)};
    bool body = s->reference->enterprise || (s->kind == HS_MENTION_IT && s->reference->blamed);
    bool firm = body && hs_entity_person_by_tag(entity);
    uint64_t bits = firm ? BIT(organisation) : kinds[entity->kind];
    if (s->gendered)
        bits |= !entity->gender               ? BIT(gender_unknown)
                : entity->gender == s->gender ? BIT(gender_fits)
                                              : 0;
    bits |= entity->sure_person && !firm ? BIT(sure_person) : 0;
    return bits | (entity->described ? BIT(described) : 0);
}

static uint64_t by_mentions(const hs_situation *s, const hs_linked_entity *entity)
{
    uint32_t mentions = entity->mentions;
    uint64_t bits = mentions <= 1   ? BIT(once)
                    : mentions <= 3 ? BIT(twice_or_thrice)
                    : mentions <= 9 ? BIT(up_to_nine)
                                    : BIT(often);
    return bits | (mentions == s->most ? BIT(most_mentioned) : 0);
}

static uint64_t by_description(const hs_situation *s, uint32_t candidate)
{
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    const hs_reference *reference = s->reference;
    uint64_t bits = candidate == s->described ? BIT(same_description) : 0;
    if (reference->kind != HS_REFERENCE_DESCRIPTION)
        return bits;
    if (hs_hashes_hold(entity->roles, entity->role_count, reference->role_hash) ||
        (s->kind == HS_MENTION_PERSON && s->office_kinds & entity->office_kinds))
        bits |= BIT(role_fits);
    else if (entity->role_count > 0 && !(s->any_firm && !entity->sure_person))
        bits |= BIT(role_clashes);
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        if (hs_hashes_hold(entity->modifiers, entity->modifier_count, reference->modifiers[i]) ||
            hs_hashes_hold(entity->name_words, entity->name_word_count, reference->modifiers[i]))
            bits |= BIT(modifier_fits);
    if (hs_hashes_hold(entity->name_words, entity->name_word_count, reference->head_hash))
        bits |= BIT(word_of_name);
    if (s->country && entity->country)
        bits |= s->country == entity->country ? BIT(country_fits) : BIT(country_clashes);
    return bits;
}

static uint64_t of_somebody_new(const hs_situation *s)
{
    const hs_reference *reference = s->reference;
    uint64_t bits = BIT(new) | (s->role_known ? BIT(new_role_known) : BIT(new_role_unknown));
    bits |= reference->owner != HS_NONE ? BIT(new_owned) : 0;
    bits |= reference->enterprise ? BIT(new_enterprise) : 0;
    bits |= reference->word_count > 2 ? BIT(new_long) : 0;
    return bits | (reference->word_count == 1 && reference->owner == HS_NONE ? BIT(new_bare) : 0);
}

uint64_t hs_candidate_features(const hs_situation *s, uint32_t candidate)
{
    if (candidate == HS_NONE)
        return of_somebody_new(s);
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    uint64_t bits = by_distance(s, entity) | by_speech(s, candidate) | by_nature(s, entity) |
                    by_mentions(s, entity) | by_description(s, candidate);
    bits |= s->alone ? BIT(alone) : 0;
    bits |= candidate == s->latest ? BIT(latest) : 0;
    if (s->kind == HS_MENTION_SHORT && entity->first_hash == s->reference->head_hash)
        bits |= BIT(first_name);
    return bits;
}

uint64_t hs_candidate_of_mention(const hs_situation *s)
{
    static const uint64_t places[] = {
        [HS_PLACE_OTHER] = 0,
        [HS_PLACE_SUBJECT] = PAIR(own_subject),
        [HS_PLACE_OBJECT] = PAIR(own_object),
        [HS_PLACE_OBLIQUE] = PAIR(own_oblique),
        [HS_PLACE_POSSESSOR] = PAIR(own_possessor),
        [HS_PLACE_ATTRIBUTE] = PAIR(own_attribute),
        [HS_PLACE_JOINED] = PAIR(own_joined),
    };
    const hs_reference *it = s->reference;
    uint64_t bits = places[it->relation];
    bits |= it->opens ? PAIR(own_opens) : 0;
    bits |= it->quoted ? PAIR(own_quoted) : 0;
    bits |= it->inside != HS_NONE ? PAIR(own_inside) : 0;
    bits |= it->speaks ? PAIR(own_speaks) : 0;
    bits |= hs_linker_heading(s->linker, s->block) ? PAIR(own_heading) : 0;
    bits |= it->plural ? PAIR(own_plural) : 0;
    bits |= it->owner != HS_NONE ? PAIR(owned) : 0;
    return bits | (it->definite ? PAIR(own_definite) : 0);
}

static uint64_t by_clause(const hs_situation *s, const hs_linked_entity *entity)
{
    const hs_reference *it = s->reference;
    bool here = entity->mentions > 0 && entity->block == s->block;
    bool sentence = entity->mentions > 0 && entity->sentence == s->now;
    bool subject = entity->relation == HS_PLACE_SUBJECT;
    uint64_t bits = 0;
    if (here && it->governor != HS_NONE && entity->governor == it->governor) {
        bits |= PAIR(same_governor);
        bits |= subject && it->relation == HS_PLACE_OBJECT ? PAIR(object_of_same) : 0;
    }
    if (subject && it->relation == HS_PLACE_SUBJECT)
        bits |= PAIR(both_subjects);
    if (entity->relation == HS_PLACE_OBJECT && it->relation == HS_PLACE_OBJECT)
        bits |= PAIR(both_objects);
    if (sentence && subject && it->relation == HS_PLACE_POSSESSOR)
        bits |= PAIR(possessor_beside);
    if (here && entity->inside == it->inside && it->inside != HS_NONE)
        bits |= PAIR(same_attribution);
    static const uint64_t places[] = {
        [HS_PLACE_SUBJECT] = PAIR(its_subject),
        [HS_PLACE_OBJECT] = PAIR(its_object),
        [HS_PLACE_OBLIQUE] = PAIR(its_oblique),
        [HS_PLACE_POSSESSOR] = PAIR(its_possessor),
        [HS_PLACE_JOINED] = 0,
    };
    bits |= places[entity->relation];
    return bits | (entity->quoted == it->quoted ? PAIR(same_marks) : 0);
}

static uint64_t by_prominence(const hs_situation *s, uint32_t candidate)
{
    const hs_linker *linker = s->linker;
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    uint64_t bits = 0;
    if (s->reference->kind == HS_REFERENCE_PRONOUN) {
        unsigned number = hs_pronoun_number(s->reference);
        bool outside = linker->latest_by_pronoun[0][number] == candidate;
        bool inside = linker->latest_by_pronoun[1][number] == candidate;
        bits |= outside || inside ? PAIR(latest_so_called) : 0;
        bits |= (s->reference->quoted ? inside : outside) ? PAIR(so_called_alike) : 0;
        bits |= (outside || inside) && s->now - entity->sentence <= 1 ? PAIR(so_called_near) : 0;
    }
    bits |= candidate == s->nearest[0]   ? PAIR(nearest)
            : candidate == s->nearest[1] ? PAIR(second_nearest)
            : candidate == s->nearest[2] ? PAIR(third_nearest)
                                         : 0;
    bits |= candidate == s->nearest_subject ? PAIR(nearest_subject) : 0;
    if (entity->mentions > 0 && entity->block == s->block) {
        bits |= entity->named_in == s->block ? PAIR(named_here) : 0;
        bits |= entity->here >= 4 ? PAIR(often_here) : entity->here >= 2 ? PAIR(twice_here) : 0;
    }
    bits |= candidate == s->owner ? PAIR(owner) : 0;
    bits |= entity->in_heading ? PAIR(in_heading) : 0;
    bits |= entity->in_lead ? PAIR(in_lead) : 0;
    bits |= candidate == linker->leading[0] ? PAIR(leading) : 0;
    bits |= candidate == linker->leading[1] ? PAIR(second_leading) : 0;
    bits |= candidate == linker->most_accused ? PAIR(most_accused) : 0;
    bits |= entity->accused ? PAIR(accused_before) : 0;
    return bits | (entity->country ? PAIR(country) : 0);
}

/* What is more than its parts: who goes on speaking, two descriptions that do not agree, "the
 * theatre" after "the Lantern Theatre". */
static uint64_t by_both(const hs_situation *s, uint32_t candidate)
{
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    const hs_reference *it = s->reference;
    uint64_t bits = it->speaks && candidate == s->linker->last_speaker ? PAIR(speaks_on) : 0;
    if (it->kind != HS_REFERENCE_DESCRIPTION)
        return bits;
    if (it->enterprise && hs_candidate_named_body(entity))
        bits |= PAIR(named_body) | (s->bodies == 1 ? PAIR(only_named_body) : 0);
    bool fits = hs_hashes_hold(entity->roles, entity->role_count, it->role_hash) ||
                hs_hashes_hold(entity->name_words, entity->name_word_count, it->head_hash);
    if (entity->described && candidate != s->described && !fits)
        bits |= PAIR(otherwise_described);
    if (it->word_count == 1 && entity->last_hash == it->head_hash)
        bits |= PAIR(last_word);
    return bits;
}

uint64_t hs_candidate_pair(const hs_situation *s, uint32_t candidate)
{
    if (candidate == HS_NONE)
        return s->own | PAIR(nobody);
    return s->own | by_clause(s, hs_situation_entity(s, candidate)) | by_prominence(s, candidate) |
           by_both(s, candidate);
}
