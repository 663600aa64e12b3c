/* Gathers the candidates of a mention, says what is known of each, and weighs it. */
#include "annotate/candidates.h"

#include <pthread.h>

#include "annotate/resolution_weights.h"
#include "annotate/weigher.h"

void (*hs_candidates_observer)(const hs_linker *linker, const hs_candidates *candidates);

/* Candidates that may be among the recent ones too, which are each another, stand first. */
enum { NOT_RECENT = 4 };

#define BIT(name) (UINT64_C(1) << HS_CANDIDATE_##name)

_Static_assert(HS_CANDIDATE_FEATURE_COUNT <= 64, "a feature is a bit of 64");

typedef struct situation {
    const hs_linker *linker;
    const hs_linked_entity *entities;
    const hs_reference *reference;
    hs_mention_kind kind;
    uint32_t now;       /* sentence, counted over the document */
    uint32_t enclosing; /* who speaks the words that the mention stands in */
    uint32_t described; /* entity that the same words described, or HS_NONE */
    uint32_t most;      /* mentions of the candidate that has most */
    uint32_t latest;    /* entity that was mentioned last, or HS_NONE */
    uint32_t block;     /* that the mention stands in */
    uint32_t country;   /* of the owner */
    uint8_t gender;     /* of the mention */
    bool gendered;      /* somebody with a gender is meant */
    bool object;        /* of a sentence whose subject is another */
    bool role_known;    /* some candidate is known by the mention's role */
    bool alone;         /* there is but one that the text knows */
} situation;

static const hs_linked_entity *entity_at(const situation *s, uint32_t entity)
{
    return &s->entities[entity];
}

static bool kind_fits(const situation *s, const hs_linked_entity *entity)
{
    bool person = entity->kind == HS_ENTITY_PERSON || entity->kind == HS_ENTITY_OTHER;
    switch (s->kind) {
    case HS_MENTION_HE:
    case HS_MENTION_PERSON:
        return person || entity->sure_person;
    case HS_MENTION_IT:
    case HS_MENTION_BODY:
    case HS_MENTION_THEY:
        return !entity->sure_person;
    default:
        return true;
    }
}

static bool fits(const situation *s, uint32_t candidate, uint32_t except)
{
    const hs_linked_entity *entity = entity_at(s, candidate);
    return candidate != except && kind_fits(s, entity) &&
           !(s->gender && entity->gender && entity->gender != s->gender);
}

static bool holds(const uint64_t *hashes, uint32_t count, uint64_t hash)
{
    for (uint32_t i = 0; i < count; i++)
        if (hashes[i] == hash)
            return true;
    return false;
}

static uint64_t by_distance(const situation *s, const hs_linked_entity *entity)
{
    if (entity->mentions == 0)
        return BIT(not_yet);
    uint32_t away = s->now - entity->sentence;
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

static uint64_t by_speech(const situation *s, uint32_t candidate)
{
    const hs_linker *linker = s->linker;
    const hs_linked_entity *entity = entity_at(s, candidate);
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

static uint64_t by_nature(const situation *s, const hs_linked_entity *entity)
{
    static const uint64_t kinds[] = {[HS_ENTITY_PERSON] = BIT(person),
                                     [HS_ENTITY_ORGANISATION] = BIT(organisation),
                                     [HS_ENTITY_PLACE] = BIT(place),
                                     [HS_ENTITY_GROUP] = BIT(group),
                                     [HS_ENTITY_OTHER] = BIT(other)};
    uint64_t bits = kinds[entity->kind];
    if (s->gendered)
        bits |= !entity->gender               ? BIT(gender_unknown)
                : entity->gender == s->gender ? BIT(gender_fits)
                                              : 0;
    bits |= entity->sure_person ? BIT(sure_person) : 0;
    return bits | (entity->described ? BIT(described) : 0);
}

static uint64_t by_mentions(const situation *s, const hs_linked_entity *entity)
{
    uint32_t mentions = entity->mentions;
    uint64_t bits = mentions <= 1   ? BIT(once)
                    : mentions <= 3 ? BIT(twice_or_thrice)
                    : mentions <= 9 ? BIT(up_to_nine)
                                    : BIT(often);
    return bits | (mentions == s->most ? BIT(most_mentioned) : 0);
}

static uint64_t by_description(const situation *s, uint32_t candidate)
{
    const hs_linked_entity *entity = entity_at(s, candidate);
    const hs_reference *reference = s->reference;
    uint64_t bits = candidate == s->described ? BIT(same_description) : 0;
    if (reference->kind != HS_REFERENCE_DESCRIPTION)
        return bits;
    if (holds(entity->roles, entity->role_count, reference->role_hash))
        bits |= BIT(role_fits);
    else if (entity->role_count > 0)
        bits |= BIT(role_clashes);
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        if (holds(entity->modifiers, entity->modifier_count, reference->modifiers[i]) ||
            holds(entity->name_words, entity->name_word_count, reference->modifiers[i]))
            bits |= BIT(modifier_fits);
    if (holds(entity->name_words, entity->name_word_count, reference->head_hash))
        bits |= BIT(word_of_name);
    if (s->country && entity->country)
        bits |= s->country == entity->country ? BIT(country_fits) : BIT(country_clashes);
    return bits;
}

static uint64_t of_somebody_new(const situation *s)
{
    const hs_reference *reference = s->reference;
    uint64_t bits = BIT(new) | (s->role_known ? BIT(new_role_known) : BIT(new_role_unknown));
    bits |= reference->owner != HS_NONE ? BIT(new_owned) : 0;
    bits |= reference->word_count > 2 ? BIT(new_long) : 0;
    return bits | (reference->word_count == 1 && reference->owner == HS_NONE ? BIT(new_bare) : 0);
}

static uint64_t describe(const situation *s, uint32_t candidate)
{
    if (candidate == HS_NONE)
        return of_somebody_new(s);
    const hs_linked_entity *entity = entity_at(s, candidate);
    uint64_t bits = by_distance(s, entity) | by_speech(s, candidate) | by_nature(s, entity) |
                    by_mentions(s, entity) | by_description(s, candidate);
    bits |= s->alone ? BIT(alone) : 0;
    bits |= candidate == s->latest ? BIT(latest) : 0;
    if (s->kind == HS_MENTION_SHORT && entity->first_hash == s->reference->head_hash)
        bits |= BIT(first_name);
    return bits;
}

static hs_weigher weighers[HS_MENTION_KIND_COUNT];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    for (int kind = 0; kind < HS_MENTION_KIND_COUNT; kind++)
        hs_weigher_fill(&weighers[kind], candidate_weights[kind], HS_CANDIDATE_FEATURE_COUNT);
}

static void add(const situation *s, hs_candidates *candidates, uint32_t entity, uint32_t except)
{
    if (entity == HS_NONE || candidates->count >= HS_CANDIDATES_MAX - 1 || !fits(s, entity, except))
        return;
    for (uint32_t i = 0; i < candidates->count && i < NOT_RECENT; i++)
        if (candidates->items[i].entity == entity)
            return;
    candidates->items[candidates->count++].entity = entity;
}

/* Those who bear a name of one word, last or first. */
static void add_bearers(const situation *s, hs_candidates *candidates, uint32_t except)
{
    const hs_entities *entities = &s->linker->entities;
    uint64_t hash = s->reference->head_hash;
    uint32_t bearer = hs_entities_find(entities, HS_KEY_SURNAME, hash);
    for (int steps = 0; bearer != HS_NONE && steps < HS_CANDIDATES_MAX; steps++) {
        add(s, candidates, bearer, except);
        bearer = entity_at(s, bearer)->same_last;
    }
    add(s, candidates, hs_entities_find(entities, HS_KEY_FIRST, hash), except);
}

static void gather(const situation *s, hs_candidates *candidates, uint32_t except)
{
    const hs_entities *entities = &s->linker->entities;
    if (s->kind == HS_MENTION_SHORT) {
        add_bearers(s, candidates, except);
        return;
    }
    add(s, candidates, s->described, except);
    if (s->reference->kind == HS_REFERENCE_DESCRIPTION) {
        add(s, candidates, hs_entities_find(entities, HS_KEY_ROLE, s->reference->role_hash),
            except);
        add(s, candidates, hs_entities_find(entities, HS_KEY_LAST, s->reference->head_hash),
            except);
    }
    for (uint32_t i = 0; i < s->linker->recent_count; i++)
        add(s, candidates, s->linker->recent[i], except);
    if (s->reference->kind == HS_REFERENCE_DESCRIPTION)
        candidates->items[candidates->count++].entity = HS_NONE;
}

static void note_what_is_known(situation *s, const hs_candidates *candidates)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        known += candidates->items[i].entity != HS_NONE;
    s->alone = known == 1;
    for (uint32_t i = 0; i < candidates->count; i++) {
        if (candidates->items[i].entity == HS_NONE)
            continue;
        const hs_linked_entity *entity = entity_at(s, candidates->items[i].entity);
        s->most = entity->mentions > s->most ? entity->mentions : s->most;
        s->role_known =
            s->role_known || holds(entity->roles, entity->role_count, s->reference->role_hash);
    }
}

static situation look(hs_linker *linker, const hs_reference *reference, hs_mention_kind kind)
{
    situation s = {.linker = linker,
                   .reference = reference,
                   .kind = kind,
                   .now = linker->sentence_base + reference->sentence,
                   .described = HS_NONE,
                   .block = linker->block,
                   .gender = reference->gender,
                   .gendered = reference->gender || kind == HS_MENTION_PERSON,
                   .object = !reference->subject && !reference->speaks};
    s.enclosing = hs_resolve_enclosing(linker, reference);
    if (reference->kind == HS_REFERENCE_DESCRIPTION)
        s.described = hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION,
                                       hs_resolve_description_key(linker, reference));
    if (reference->owner != HS_NONE)
        s.country = linker->findings->references[reference->owner].country;
    s.latest = linker->recent_count > 0 ? linker->recent[0] : HS_NONE;
    s.entities = linker->entities.items.items; /* none is added from here on */
    return s;
}

uint32_t hs_candidates_choose(hs_linker *linker, const hs_reference *reference,
                              hs_mention_kind kind, uint32_t except)
{
    situation s = look(linker, reference, kind);
    hs_candidates candidates; /* its items are filled one by one */
    candidates.kind = kind;
    candidates.reference = reference;
    candidates.count = 0;
    gather(&s, &candidates, except);
    note_what_is_known(&s, &candidates);
    hs_candidate *best = NULL;
    pthread_once(&filled, fill);
    for (uint32_t i = 0; i < candidates.count; i++) {
        hs_candidate *candidate = &candidates.items[i];
        candidate->features = describe(&s, candidate->entity);
        candidate->score = hs_weigh(&weighers[kind], candidate->features);
        if (!best || candidate->score > best->score)
            best = candidate;
    }
    if (hs_candidates_observer)
        hs_candidates_observer(linker, &candidates);
    return best ? best->entity : HS_NONE;
}
