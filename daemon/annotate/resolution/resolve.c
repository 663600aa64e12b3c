/* References to entities: names and countries here, descriptions and pronouns by their own files;
 * and what a reference tells of whom it means.
 */
#include "annotate/resolution/resolve.h"
#include "annotate/reading/lexicon.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/candidates.h"
#include "annotate/resolution/office_kinds.h"

static uint32_t country_entity(hs_linker *linker, unsigned country)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_COUNTRY, country);
    if (entity != HS_NONE)
        return entity;
    entity = hs_entities_add(&linker->entities,
                             (hs_linked_entity){.name = hs_str_from(hs_lexicon_country(country)),
                                                .kind = HS_ENTITY_PLACE,
                                                .country = (uint8_t)country,
                                                .same_last = HS_NONE,
                                                .full = true});
    hs_entities_set(&linker->entities, HS_KEY_COUNTRY, country, entity);
    return entity;
}

static bool plain_country(const hs_reference *reference)
{
    return reference->country && !reference->capital;
}

/* What a reference calls an entity. */
static void note_calling(hs_linked_entity *entity, const hs_reference *reference)
{
    if (reference->role_hash && entity->role_count < HS_ENTITY_ROLES &&
        !hs_hashes_hold(entity->roles, entity->role_count, reference->role_hash))
        entity->roles[entity->role_count++] = reference->role_hash;
    entity->office_kinds |= hs_office_kinds_of_role(reference->role_hash);
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        if (entity->modifier_count < HS_ENTITY_WORDS)
            entity->modifiers[entity->modifier_count++] = reference->modifiers[i];
}

/* Whether it is a person, and whether only the tag of a name of one word says so. */
static void note_person(hs_linked_entity *entity, const hs_reference *reference)
{
    bool tagged_only = reference->kind == HS_REFERENCE_NAME && reference->word_count == 1 &&
                       !reference->honorific && !reference->gender;
    bool other =
        tagged_only && (reference->article || (entity->full && hs_resolve_is_firm(entity->name)) ||
                        (entity->place && entity->kind == HS_ENTITY_PLACE));
    bool sure =
        (reference->sure_person && !other) ||
        (reference->kind == HS_REFERENCE_DESCRIPTION && reference->entity_kind == HS_ENTITY_PERSON);
    entity->by_tag =
        sure ? tagged_only && (entity->by_tag || !entity->sure_person) : entity->by_tag;
    entity->sure_person = entity->sure_person || sure;
}

/* Which kind of party it is, where the text has not said so before. */
static void note_kind(hs_linked_entity *entity, const hs_reference *reference)
{
    if (reference->enterprise && hs_entity_person_by_tag(entity)) { /* "Lumera … the company" */
        entity->kind = HS_ENTITY_ORGANISATION;
        entity->sure_person = entity->by_tag = false;
    }
    if (reference->honorific ||
        (entity->kind == HS_ENTITY_OTHER && reference->entity_kind == HS_ENTITY_PERSON))
        entity->kind = HS_ENTITY_PERSON;
    if (entity->kind == HS_ENTITY_OTHER && reference->kind == HS_REFERENCE_DESCRIPTION &&
        reference->entity_kind == HS_ENTITY_ORGANISATION)
        entity->kind = HS_ENTITY_ORGANISATION; /* "Orlo, the lender" */
}

/* Whose it is, and of which country by that. */
static void note_owner(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    if (reference->owner == HS_NONE)
        return;
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (!entity->country)
        entity->country = linker->findings->references[reference->owner].country;
    uint32_t owner = entity->owner ? HS_NONE : hs_resolve_reference(linker, reference->owner);
    entity = hs_linker_entity(linker, index); /* others may have been added */
    entity->owner = entity->owner || owner == HS_NONE || owner == index ? entity->owner : owner + 1;
}

/* Whether a name has a title in front that tells more than a gender: "PC Orlo", "Dr Ruiz", "Mr
 * Justice Orlo". */
static bool has_title(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const plain[] = {"Mr ", "Mrs ", "Ms ", "Miss ", "Mr. ", "Mrs. ", "Ms. "};
    uint32_t start = reference->span.start, name = reference->name.start;
    if (reference->kind != HS_REFERENCE_NAME || start >= name)
        return false;
    hs_str words = hs_linker_text(linker, (hs_span){start, name});
    for (size_t i = 0; i < HS_COUNT(plain); i++)
        if (hs_str_is(words, plain[i]))
            return false;
    return true;
}

/* "Mr Justice Orlo", "Recorder Ana Ruiz", "the Rev Tom Vale": what a title in front of a name says
 * that somebody is, whom the text calls the judge or the vicar from then on; 0: nothing. */
static uint64_t office_of_title(hs_str words)
{
    static const struct {
        const char *title, *office;
    } titles[] = {{"Mr Justice ", "judge"},   {"Mrs Justice ", "judge"},  {"Ms Justice ", "judge"},
                  {"Lord Justice ", "judge"}, {"Lady Justice ", "judge"}, {"Recorder ", "judge"},
                  {"Rev ", "priest"},         {"Rev. ", "priest"},        {"Reverend ", "priest"},
                  {"Father ", "priest"},      {"Fr ", "priest"},          {"Canon ", "priest"}};
    if (hs_str_starts_with(words, HS_STR("The ")) || hs_str_starts_with(words, HS_STR("the ")))
        words = hs_str_slice(words, 4, words.length);
    for (size_t i = 0; i < HS_COUNT(titles); i++)
        if (hs_str_starts_with(words, hs_str_from(titles[i].title)))
            return hs_role_hash(hs_str_from(titles[i].office));
    return 0;
}

static void note_title(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    uint64_t role = office_of_title(
        hs_str_slice(hs_linker_block(linker)->text, reference->span.start, reference->name.end));
    if (!role)
        return;
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (entity->role_count < HS_ENTITY_ROLES &&
        !hs_hashes_hold(entity->roles, entity->role_count, role))
        entity->roles[entity->role_count++] = role;
    entity->office_kinds |= hs_office_kinds_of_role(role);
    hs_entities_set(&linker->entities, HS_KEY_ROLE, role, index);
}

void hs_resolve_enrich(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    note_calling(entity, reference);
    if (reference->own_name) /* not "Orlo Council Says", which is read as "Orlo council says" */
        entity->own_name |= hs_linker_text(linker, reference->head).bytes[0] >= 'a';
    if (!entity->gender && reference->gender && entity->kind != HS_ENTITY_ORGANISATION)
        entity->gender = reference->gender;
    entity->age = entity->age ? entity->age : reference->age;
    entity->place = entity->place || (reference->place && !(entity->full && entity->sure_person));
    entity->dead = entity->dead || reference->dies;
    if (has_title(linker, reference)) {
        entity->titled = true;
        note_title(linker, index, reference);
    }
    entity->article = entity->article || (reference->article && !entity->full);
    note_person(entity, reference);
    note_kind(entity, reference);
    if (!entity->role.length && reference->kind == HS_REFERENCE_NAME &&
        !hs_span_empty(reference->role))
        entity->role = hs_linker_text(linker, reference->role);
    note_owner(linker, index, reference);
}

void hs_resolve_enter_role(hs_linker *linker, uint32_t entity, const hs_reference *reference)
{
    if (reference->role_hash)
        hs_entities_set(&linker->entities, HS_KEY_ROLE, reference->role_hash, entity);
}

/* A bare "Ruiz" goes to the Ruiz who is named most; with a gender to the latest of that gender. */
static void prefer_last_name(hs_linker *linker, uint32_t entity, const hs_reference *reference)
{
    const hs_linked_entity *named = hs_linker_entity(linker, entity);
    if (named->kind != HS_ENTITY_PERSON || reference->word_count < 2)
        return;
    uint32_t holder = hs_entities_find(&linker->entities, HS_KEY_LAST, named->last_hash);
    if (holder == HS_NONE || named->mentions > hs_linker_entity(linker, holder)->mentions)
        hs_entities_set(&linker->entities, HS_KEY_LAST, named->last_hash, entity);
    if (named->gender)
        hs_entities_set(&linker->entities,
                        named->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE : HS_KEY_LAST_MALE,
                        named->last_hash, entity);
}

/* "Jordan" and "Paris" are people where the text names a Jordan or Paris in full. */
static bool surname(hs_linker *linker, const hs_reference *reference)
{
    uint32_t holder = hs_entities_find(&linker->entities, HS_KEY_LAST, reference->head_hash);
    return holder != HS_NONE && hs_linker_entity(linker, holder)->sure_person;
}

/* So is "Sofia" where it names a Sofia. */
static bool person_known(hs_linker *linker, const hs_reference *reference)
{
    uint32_t bearer = hs_entities_find(&linker->entities, HS_KEY_FIRST, reference->head_hash);
    return surname(linker, reference) ||
           (reference->word_count == 1 && bearer < linker->entities.items.count &&
            hs_linker_entity(linker, bearer)->kind == HS_ENTITY_PERSON);
}

/* "Pyongyang denied it": a capital that acts is a government. */
static bool governs(const hs_reference *reference)
{
    return reference->country && reference->capital && reference->relation == HS_PLACE_SUBJECT;
}

/* Whether "the Ruizes" or "the Carrows" are those of a surname that the text knows. */
static bool names_family(hs_linker *linker, const hs_reference *reference)
{
    hs_str name = hs_linker_text(linker, reference->name);
    hs_str whole = hs_linker_text(linker, reference->span);
    if (reference->word_count != 1 || reference->country || name.length < 3 ||
        name.bytes[name.length - 1] != 's' || whole.length <= 4 ||
        !hs_str_equal_ignoring_case(hs_str_slice(whole, 0, 4), HS_STR("the ")))
        return false;
    for (size_t ending = 1; ending <= 2; ending++) {
        uint64_t surname = hs_name_hash(hs_str_slice(name, 0, name.length - ending));
        if (hs_entities_find(&linker->entities, HS_KEY_SURNAME, surname) != HS_NONE)
            return true;
    }
    return false;
}

static uint32_t find_family(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_NAME, reference->name_hash);
    if (entity != HS_NONE)
        return entity;
    entity = hs_entities_add(&linker->entities,
                             (hs_linked_entity){.name = hs_linker_text(linker, reference->span),
                                                .kind = HS_ENTITY_GROUP,
                                                .last_hash = reference->head_hash,
                                                .same_last = HS_NONE});
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    return entity;
}

/* Somebody whom the text does not name: "the Russian". */
static uint32_t find_unnamed(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION, reference->name_hash);
    if (entity != HS_NONE)
        return entity;
    entity = hs_entities_add(&linker->entities,
                             (hs_linked_entity){.name = hs_linker_text(linker, reference->span),
                                                .kind = HS_ENTITY_PERSON,
                                                .country = reference->country,
                                                .same_last = HS_NONE,
                                                .described = true});
    hs_entities_set(&linker->entities, HS_KEY_DESCRIPTION, reference->name_hash, entity);
    return entity;
}

/* "A Belgian": somebody of whom nothing was told yet. */
static bool one_of_many(hs_linker *linker, const hs_reference *reference)
{
    hs_str words = hs_linker_text(linker, reference->span);
    return words.length > 1 && (words.bytes[0] == 'a' || words.bytes[0] == 'A') &&
           (words.bytes[1] == ' ' || words.bytes[1] == 'n');
}

/* Of "Tom Orlo, a Belgian" whoever is told to be one. */
static void note_nation(hs_linker *linker, const hs_reference *reference)
{
    uint32_t index = (uint32_t)(reference - linker->findings->references);
    const hs_reference *before = index > 0 ? reference - 1 : NULL;
    bool apposed =
        before && before->kind == HS_REFERENCE_NAME && before->span.end < reference->span.start &&
        hs_str_equal(hs_linker_text(linker, (hs_span){before->span.end, reference->span.start}),
                     HS_STR(", "));
    uint32_t entity = apposed ? hs_resolve_reference(linker, index - 1) : HS_NONE;
    if (entity != HS_NONE && hs_linker_entity(linker, entity)->kind == HS_ENTITY_PERSON &&
        !hs_linker_entity(linker, entity)->country)
        hs_linker_entity(linker, entity)->country = reference->country;
}

/* "A Belgian" is a party where he does something or something is done to him, but not where it says
 * what somebody is: "the coach, a Belgian". */
static uint32_t find_one_of_many(hs_linker *linker, const hs_reference *reference)
{
    bool party = reference->relation == HS_PLACE_SUBJECT ||
                 reference->relation == HS_PLACE_OBJECT || reference->relation == HS_PLACE_OBLIQUE;
    if (party)
        return find_unnamed(linker, reference);
    note_nation(linker, reference);
    return HS_NONE;
}

/* "The Belgian said": whoever of that country the text told of last, else the subject of the
 * sentence before or the likeliest person, of whom no country is known; of "the Democrat" a person
 * of any. */
static uint32_t find_national(hs_linker *linker, const hs_reference *reference)
{
    if (one_of_many(linker, reference))
        return find_one_of_many(linker, reference);
    for (uint32_t i = 0; reference->country && i < linker->recent_count; i++) {
        const hs_linked_entity *entity = hs_linker_entity(linker, linker->recent[i]);
        if (entity->kind == HS_ENTITY_PERSON && entity->country == reference->country)
            return linker->recent[i];
    }
    uint32_t subject = reference->speaks ? hs_resolve_subject_before(linker, reference) : HS_NONE;
    uint32_t best = subject == HS_NONE
                        ? hs_candidates_choose(linker, reference, HS_MENTION_PERSON, HS_NONE)
                        : hs_resolve_reference(linker, subject);
    const hs_linked_entity *entity = best == HS_NONE ? NULL : hs_linker_entity(linker, best);
    bool fits =
        entity && entity->kind == HS_ENTITY_PERSON && (!reference->country || !entity->country);
    return fits ? best : find_unnamed(linker, reference);
}

static uint32_t resolve_name(hs_linker *linker, const hs_reference *reference)
{
    if (names_family(linker, reference))
        return find_family(linker, reference);
    if (reference->national)
        return find_national(linker, reference);
    if ((plain_country(reference) || governs(reference)) && !person_known(linker, reference))
        return country_entity(linker, reference->country);
    uint32_t entity = hs_resolve_of_couple(linker, reference);
    if (entity == HS_NONE)
        entity = reference->word_count > 1 ? hs_resolve_long_name(linker, reference)
                                           : hs_resolve_short_name(linker, reference);
    if (entity == HS_NONE)
        entity = hs_resolve_add_named(linker, reference);
    hs_resolve_enrich(linker, entity, reference);
    prefer_last_name(linker, entity, reference);
    if (reference->interviewer && linker->interviewer == HS_NONE)
        hs_resolve_interviewer(linker, reference, entity);
    hs_resolve_enter_role(linker, entity, reference);
    return entity;
}

/* "Our American colleagues": their country, in the words of whoever speaks for his own. */
static uint32_t colleagues_abroad(hs_linker *linker, const hs_reference *reference)
{
    static const hs_str our = {"our ", 4};
    static const char *const colleagues[] = {"colleagues", "partners", "counterparts", "friends"};
    hs_str whose = hs_linker_text(linker, (hs_span){reference->span.start, reference->head.start});
    if (!reference->plural || !hs_str_starts_ignoring_case(whose, our) ||
        whose.length <= our.length + 1)
        return HS_NONE;
    bool among = false;
    for (size_t i = 0; i < HS_COUNT(colleagues); i++)
        among = among || hs_str_is(hs_linker_text(linker, reference->head), colleagues[i]);
    if (!among)
        return HS_NONE;
    unsigned country = hs_lexicon_find(hs_str_slice(whose, our.length, whose.length - 1))->country;
    return country ? country_entity(linker, country) : HS_NONE;
}

/* Owners of owners ("her mother's brother's lawyer") that are resolved on the way to one, and no
 * more, whatever the text holds: each takes some of the stack. */
enum { RESOLVING_MOST = 32 };

uint32_t hs_resolve_reference(hs_linker *linker, uint32_t index)
{
    if (linker->resolved[index] != HS_UNRESOLVED)
        return linker->resolved[index];
    if (linker->resolving == RESOLVING_MOST)
        return HS_NONE;
    linker->resolving++;
    linker->resolved[index] = HS_NONE; /* ends a circle of references */
    const hs_reference *reference = &linker->findings->references[index];
    uint32_t entity = HS_NONE;
    switch ((hs_reference_kind)reference->kind) {
    case HS_REFERENCE_NAME:
        entity = hs_reference_is_nobody(reference) && !surname(linker, reference)
                     ? HS_NONE
                     : resolve_name(linker, reference);
        break;
    case HS_REFERENCE_DESCRIPTION:
        entity = colleagues_abroad(linker, reference);
        if (entity == HS_NONE && (!reference->time || reference->word_count > 1))
            entity = hs_resolve_description(linker, reference); /* but no "report Sunday" */
        break;
    case HS_REFERENCE_PRONOUN:
        entity = hs_resolve_pronoun(linker, reference);
        break;
    }
    linker->resolved[index] = entity;
    if (entity != HS_NONE)
        hs_link_mention(linker, index, entity);
    linker->resolving--;
    return entity;
}

uint32_t hs_resolve_party(hs_linker *linker, uint32_t index)
{
    if (index == HS_NONE)
        return HS_NONE;
    const hs_reference *reference = &linker->findings->references[index];
    uint32_t entity = hs_resolve_reference(linker, index);
    bool government = reference->kind == HS_REFERENCE_NAME && reference->capital &&
                      reference->country && !person_known(linker, reference);
    if (reference->kind == HS_REFERENCE_DESCRIPTION && reference->document) {
        uint32_t author = hs_resolve_author(linker, reference);
        return author == HS_NONE ? entity : author;
    }
    return government ? country_entity(linker, reference->country) : entity;
}

hs_party hs_link_party(const hs_linker *linker, uint32_t entity, hs_place mention)
{
    if (entity == HS_NONE)
        return (hs_party){.entity = HS_NONE};
    return (hs_party){
        .known = true,
        .name = hs_linker_entity(linker, entity)->name,
        .mention = mention,
        .entity = entity,
    };
}
