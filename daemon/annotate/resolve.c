/* Names, short forms and roles to entities. Full names are entered a block ahead, so that "Ms Ruiz"
 * in a headline line finds the "Ana Ruiz" of the same block; a name that is given in full only
 * later is found because the full names of the document are entered first of all.
 */
#include <string.h>

#include "annotate/candidates.h"
#include "annotate/lexicon.h"
#include "annotate/name_hash.h"

enum { ACRONYM_MAX = 8 }; /* letters */

static hs_linked_entity *entity_at(hs_linker *linker, uint32_t entity)
{
    return &linker->entities.items.items[entity];
}

static bool genders_clash(uint8_t a, uint8_t b)
{
    return a && b && a != b;
}

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

/* The first of a name keeps it: news introduces its main bearer first. */
static void set_if_free(hs_linker *linker, hs_entity_key key, uint64_t hash, uint32_t entity)
{
    if (hs_entities_find(&linker->entities, key, hash) == HS_NONE)
        hs_entities_set(&linker->entities, key, hash, entity);
}

static uint64_t person_hash(const hs_reference *reference)
{
    return reference->stem_hash * 31 + reference->head_hash;
}

/* The word that starts at *at, which moves behind it and the space there; empty at the end. */
static hs_str next_word(hs_str text, size_t *at)
{
    size_t start = *at;
    while (*at < text.length && text.bytes[*at] != ' ')
        ++*at;
    hs_str word = hs_str_slice(text, start, *at);
    *at += *at < text.length;
    return word;
}

static hs_str last_word(hs_str text)
{
    size_t start = text.length;
    while (start > 0 && text.bytes[start - 1] != ' ')
        start--;
    return hs_str_slice(text, start, text.length);
}

/* Enters a name's words, and its capitals as what it may be called for short. */
static void note_words_of_name(hs_linker *linker, uint32_t index)
{
    hs_linked_entity *entity = entity_at(linker, index);
    char capitals[ACRONYM_MAX];
    size_t letters = 0;
    for (size_t at = 0; at < entity->name.length;) {
        hs_str word = next_word(entity->name, &at);
        bool capital = word.length > 0 && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
        if (capital && letters < ACRONYM_MAX)
            capitals[letters++] = word.bytes[0];
        if (entity->name_word_count < HS_ENTITY_WORDS)
            entity->name_words[entity->name_word_count++] = hs_name_hash(word);
    }
    if (letters >= 2 && entity->kind != HS_ENTITY_PERSON)
        set_if_free(linker, HS_KEY_ACRONYM, hs_name_hash(hs_str_make(capitals, letters)), index);
}

/* A body that was named more shortly so far gets its full name. */
static void name_in_full(hs_linker *linker, uint32_t index, hs_str name)
{
    hs_linked_entity *entity = entity_at(linker, index);
    if (entity->kind != HS_ENTITY_ORGANISATION || name.length <= entity->name.length)
        return;
    entity->name = name;
    entity->name_word_count = 0;
    note_words_of_name(linker, index);
}

/* Whether only a firm is called so: "Orlo & Sons", "Orlo Foods", but not the Ruiz Foundation. */
static bool firms_name(hs_str name)
{
    static const char *const ends[] = {
        "inc",          "inc.",       "ltd",       "ltd.",       "plc",     "llc",
        "corp",         "corp.",      "co",        "co.",        "group",   "holdings",
        "brothers",     "bros",       "sons",      "partners",   "estates", "homes",
        "housing",      "properties", "foods",     "energy",     "power",   "gas",
        "oil",          "petroleum",  "mining",    "steel",      "water",   "motors",
        "motor",        "airlines",   "airways",   "air",        "rail",    "buses",
        "ferries",      "shipping",   "lines",     "logistics",  "freight", "construction",
        "systems",      "software",   "media",     "pharma",     "care",    "therapeutics",
        "laboratories", "labs",       "chemicals", "industries", "capital", "financial",
        "insurance",    "mutual",     "savings",   "stores",     "brewery", "ales",
        "technologies", "electric",   "telecom",
    };
    hs_str last = last_word(name);
    for (size_t i = 0; i < HS_COUNT(ends); i++)
        if (hs_str_equal_ignoring_case(last, hs_str_from(ends[i])))
            return true;
    return memchr(name.bytes, '&', name.length) != NULL;
}

static uint32_t add_named(hs_linker *linker, const hs_reference *reference)
{
    hs_linked_entity entity = {
        .name = hs_linker_text(linker, reference->name),
        .kind = reference->entity_kind,
        .gender = reference->gender,
        .full = reference->word_count > 1,
        .first_hash = reference->first_hash,
        .last_hash = reference->head_hash,
        .same_last = HS_NONE,
    };
    uint32_t index = hs_entities_add(&linker->entities, entity);
    note_words_of_name(linker, index);
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, index);
    set_if_free(linker, HS_KEY_LAST, reference->head_hash, index);
    if (reference->gender)
        set_if_free(linker,
                    reference->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE : HS_KEY_LAST_MALE,
                    reference->head_hash, index);
    if (reference->body_hash)
        set_if_free(linker, HS_KEY_BODY, reference->body_hash, index);
    if (reference->word_count > 1 &&
        (reference->entity_kind == HS_ENTITY_ORGANISATION || firms_name(entity.name)))
        set_if_free(linker, HS_KEY_BODY_FIRST, reference->first_hash, index);
    if (reference->word_count > 1 && reference->entity_kind == HS_ENTITY_PERSON) {
        if (reference->sure_person)
            set_if_free(linker, HS_KEY_FIRST, reference->first_hash, index);
        if (entity_at(linker, index)->name_word_count == 3)
            set_if_free(linker, HS_KEY_MIDDLE, entity_at(linker, index)->name_words[1], index);
        entity_at(linker, index)->same_last =
            hs_entities_find(&linker->entities, HS_KEY_SURNAME, reference->head_hash);
        hs_entities_set(&linker->entities, HS_KEY_SURNAME, reference->head_hash, index);
        hs_entities_set(&linker->entities, HS_KEY_PERSON, person_hash(reference), index);
    }
    return index;
}

static bool plain_country(const hs_reference *reference)
{
    return reference->country && !reference->capital;
}

/* A longer form of a name wins; of spellings as long as each other the one that most use
 * (a majority vote in one pass: Boyer and Moore 1981). */
static void vote_for_name(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    hs_linked_entity *entity = entity_at(linker, index);
    hs_str name = hs_linker_text(linker, reference->name);
    if (hs_str_equal(name, entity->name))
        entity->name_votes++;
    else if (entity->kind == HS_ENTITY_PERSON &&
             (name.length > entity->name.length ||
              (name.length == entity->name.length && entity->name_votes-- <= 0))) {
        entity->name = name;
        entity->name_votes = 1;
    }
}

/* Of two names that begin alike: "Tim" and "Timothy", "Jeffrey" and "Jeffery", but not "Tracy" and
 * "Travis". */
static bool first_names_agree(hs_str a, hs_str b)
{
    size_t at = 0, other = 0;
    hs_str first = next_word(a, &at), second = next_word(b, &other);
    size_t least = first.length < second.length ? first.length : second.length;
    return hs_str_equal_ignoring_case(hs_str_slice(first, 0, least),
                                      hs_str_slice(second, 0, least)) ||
           hs_names_nearly_equal(first, second);
}

/* "Brennick Council" where the text knows the Brennick Borough Council, or the other way round. */
static uint32_t find_body(hs_linker *linker, const hs_reference *reference)
{
    if (!reference->body_hash)
        return HS_NONE;
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_BODY, reference->body_hash);
    if (entity == HS_NONE ||
        (reference->word_count > 2 && entity_at(linker, entity)->name_word_count > 2))
        return HS_NONE;
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    name_in_full(linker, entity, hs_linker_text(linker, reference->name));
    return entity;
}

/* By the whole name, or as the same person with another initial or spelling. */
static uint32_t find_full_name(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_NAME, reference->name_hash);
    if (entity == HS_NONE && reference->entity_kind == HS_ENTITY_ORGANISATION)
        return find_body(linker, reference);
    if (entity != HS_NONE || reference->entity_kind != HS_ENTITY_PERSON)
        return entity;
    entity = hs_entities_find(&linker->entities, HS_KEY_PERSON, person_hash(reference));
    if (entity != HS_NONE && !first_names_agree(entity_at(linker, entity)->name,
                                                hs_linker_text(linker, reference->name)))
        return HS_NONE;
    if (entity == HS_NONE || genders_clash(entity_at(linker, entity)->gender, reference->gender))
        return HS_NONE;
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    return entity;
}

void hs_resolve_full_names(hs_linker *linker)
{
    const hs_block_findings *findings = linker->findings;
    bool heading = hs_linker_heading(linker, linker->block);
    for (uint32_t i = 0; i < findings->full_name_count; i++) {
        const hs_reference *reference = &findings->references[findings->full_names[i]];
        uint32_t entity = find_full_name(linker, reference);
        if (entity == HS_NONE)
            entity = add_named(linker, reference);
        vote_for_name(linker, entity, reference);
        entity_at(linker, entity)->in_prose |= !heading;
    }
}

/* "Mayor Ana Ruiz" and "Ana Ruiz, the mayor", "Brennick Hospital Trust": who "the mayor" is in a
 * heading and "a hospital trust" in a lead, which stand before the name. */
static void enter_office(hs_linker *linker, const hs_reference *reference)
{
    const hs_reference *name = reference;
    if (reference->kind == HS_REFERENCE_DESCRIPTION && reference->apposed != HS_NONE)
        name = &linker->findings->references[reference->apposed];
    bool body = name == reference && reference->body_hash;
    uint64_t office =
        body ? hs_role_hash(hs_linker_text(linker, reference->head)) : reference->role_hash;
    if (!office || name->kind != HS_REFERENCE_NAME || name->word_count < 2)
        return;
    uint32_t entity = find_full_name(linker, name);
    if (entity == HS_NONE ||
        entity_at(linker, entity)->kind != (body ? HS_ENTITY_ORGANISATION : HS_ENTITY_PERSON))
        return;
    uint32_t holder = hs_entities_find(&linker->entities, HS_KEY_OFFICE, office);
    if (holder != entity)
        hs_entities_set(&linker->entities, HS_KEY_OFFICE, office,
                        holder == HS_NONE ? entity : HS_SEVERAL);
}

void hs_resolve_names(hs_linker *linker)
{
    hs_resolve_full_names(linker);
    hs_resolve_note_introduced(linker);
    for (uint32_t i = 0; i < linker->findings->reference_count; i++) {
        const hs_reference *reference = &linker->findings->references[i];
        if (reference->kind == HS_REFERENCE_NAME ? reference->word_count == 1
                                                 : reference->kind == HS_REFERENCE_DESCRIPTION)
            hs_entities_set(&linker->entities, HS_KEY_ALONE, reference->head_hash, 0);
        enter_office(linker, reference);
    }
}

/* Whose surname opens a name that is none, or HS_NONE: "Ruiz Wades" in a heading, where the text
 * names an Ana Ruiz and nobody Wades. */
static uint32_t surname_in_front(hs_linker *linker, uint32_t index)
{
    const hs_entities *entities = &linker->entities;
    const hs_linked_entity *entity = entity_at(linker, index);
    if (entity->in_prose || entity->kind != HS_ENTITY_PERSON || !entity->full ||
        hs_entities_find(entities, HS_KEY_ALONE, entity->last_hash) != HS_NONE)
        return HS_NONE;
    uint32_t bearer = hs_entities_find(entities, HS_KEY_LAST, entity->first_hash);
    bool known = bearer != HS_NONE && bearer != index && entity_at(linker, bearer)->in_prose &&
                 entity_at(linker, bearer)->kind == HS_ENTITY_PERSON;
    return known ? bearer : HS_NONE;
}

void hs_resolve_headings(hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->findings->reference_count; i++) {
        const hs_reference *reference = &linker->findings->references[i];
        if (reference->kind != HS_REFERENCE_NAME || reference->word_count < 2)
            continue;
        uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_NAME, reference->name_hash);
        uint32_t bearer = entity == HS_NONE ? HS_NONE : surname_in_front(linker, entity);
        if (bearer == HS_NONE)
            continue;
        hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, bearer);
        if (hs_entities_find(&linker->entities, HS_KEY_FIRST, reference->first_hash) == entity)
            hs_entities_set(&linker->entities, HS_KEY_FIRST, reference->first_hash, bearer);
    }
}

/* "Bryne" where the text knows a Byrne: the latest few are looked through. */
static uint32_t find_near_spelling(hs_linker *linker, const hs_reference *reference)
{
    hs_str name = hs_linker_text(linker, reference->name);
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *entity = entity_at(linker, linker->recent[i]);
        if (entity->full && entity->kind == HS_ENTITY_PERSON &&
            !genders_clash(entity->gender, reference->gender) &&
            hs_names_nearly_equal(last_word(entity->name), name))
            return linker->recent[i];
    }
    return HS_NONE;
}

static bool several_bear(hs_linker *linker, uint64_t surname)
{
    uint32_t latest = hs_entities_find(&linker->entities, HS_KEY_SURNAME, surname);
    return latest != HS_NONE && entity_at(linker, latest)->same_last != HS_NONE;
}

/* Of a short form as the capitals of a name make it: without the stops of "E.P.A.". */
static uint64_t acronym_hash(hs_linker *linker, const hs_reference *reference)
{
    char letters[ACRONYM_MAX];
    size_t count = 0;
    hs_str name = hs_linker_text(linker, reference->name);
    for (size_t i = 0; i < name.length; i++)
        if (name.bytes[i] != '.' && count < ACRONYM_MAX)
            letters[count++] = name.bytes[i];
    return hs_name_hash(hs_str_make(letters, count));
}

static bool called(const hs_linked_entity *entity, uint64_t role)
{
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (entity->roles[i] == role)
            return true;
    return false;
}

/* Of several who bear a surname the only one who was called what stands before it: "Senator Ruiz".
 * HS_NONE: none was, or more than one. */
static uint32_t find_by_office(hs_linker *linker, const hs_reference *reference)
{
    enum { MOST = 16 };
    uint32_t found = HS_NONE;
    uint32_t bearer = hs_entities_find(&linker->entities, HS_KEY_SURNAME, reference->head_hash);
    for (int steps = 0; reference->role_hash && bearer != HS_NONE && steps < MOST; steps++) {
        if (called(entity_at(linker, bearer), reference->role_hash)) {
            if (found != HS_NONE)
                return HS_NONE;
            found = bearer;
        }
        bearer = entity_at(linker, bearer)->same_last;
    }
    return found;
}

/* "VP" in a heading, "The Governor:" before a turn: the only one who is named with that office; but
 * "The Chair:" is whoever presides. */
static uint32_t find_by_bare_office(hs_linker *linker, const hs_reference *reference)
{
    uint64_t office = hs_role_hash(hs_linker_text(linker, reference->name));
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_OFFICE, office);
    bool presides = hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN &&
                    office == hs_role_hash(HS_STR("chair"));
    bool one = entity != HS_NONE && entity != HS_SEVERAL && !reference->role_hash && !presides &&
               entity_at(linker, entity)->kind == HS_ENTITY_PERSON;
    return one ? entity : HS_NONE;
}

/* "Orlo" for "Orlo & Sons"; but "Brennick" is the place, not Brennick Council. */
static uint32_t find_body_by_first(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_BODY_FIRST, reference->head_hash);
    if (entity == HS_NONE || reference->honorific || !entity_at(linker, entity)->in_prose)
        return HS_NONE;
    bool firm = firms_name(entity_at(linker, entity)->name);
    return firm || (reference->entity_kind == HS_ENTITY_ORGANISATION && !reference->sure_person)
               ? entity
               : HS_NONE;
}

static uint32_t find_short_form(hs_linker *linker, const hs_reference *reference)
{
    if (several_bear(linker, reference->head_hash)) {
        uint32_t chosen = find_by_office(linker, reference);
        if (chosen == HS_NONE)
            chosen = hs_candidates_choose(linker, reference, HS_MENTION_SHORT, HS_NONE);
        if (chosen != HS_NONE)
            return chosen;
    }
    const hs_entity_key keys[] = {reference->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE
                                  : reference->gender                   ? HS_KEY_LAST_MALE
                                                                        : HS_KEY_LAST,
                                  HS_KEY_LAST,
                                  HS_KEY_NAME,
                                  HS_KEY_FIRST,
                                  HS_KEY_ACRONYM,
                                  HS_KEY_MIDDLE};
    for (size_t k = 0; k < HS_COUNT(keys); k++) {
        uint64_t hash =
            keys[k] == HS_KEY_ACRONYM ? acronym_hash(linker, reference) : reference->head_hash;
        uint32_t entity = hs_entities_find(&linker->entities, keys[k], hash);
        if (entity == HS_NONE)
            continue;
        const hs_linked_entity *known = entity_at(linker, entity);
        bool person = known->kind == HS_ENTITY_PERSON || known->kind == HS_ENTITY_OTHER;
        if (genders_clash(known->gender, reference->gender) || (reference->honorific && !person) ||
            (keys[k] == HS_KEY_FIRST && reference->honorific))
            continue;
        return entity;
    }
    uint32_t entity = find_by_bare_office(linker, reference);
    if (entity == HS_NONE)
        entity = find_body_by_first(linker, reference);
    return entity != HS_NONE ? entity : find_near_spelling(linker, reference);
}

/* What a reference calls an entity. */
static void note_calling(hs_linked_entity *entity, const hs_reference *reference)
{
    bool known = reference->role_hash == 0;
    for (uint32_t i = 0; i < entity->role_count; i++)
        known = known || entity->roles[i] == reference->role_hash;
    if (!known && entity->role_count < HS_ENTITY_ROLES)
        entity->roles[entity->role_count++] = reference->role_hash;
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        if (entity->modifier_count < HS_ENTITY_WORDS)
            entity->modifiers[entity->modifier_count++] = reference->modifiers[i];
}

/* The fuller name that a name of one word was entered for before, when there is one now. */
void hs_resolve_enrich(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    hs_linked_entity *entity = entity_at(linker, index);
    note_calling(entity, reference);
    if (!entity->gender && reference->gender && entity->kind != HS_ENTITY_ORGANISATION)
        entity->gender = reference->gender;
    entity->age = entity->age ? entity->age : reference->age;
    entity->sure_person =
        entity->sure_person || reference->sure_person ||
        (reference->kind == HS_REFERENCE_DESCRIPTION && reference->entity_kind == HS_ENTITY_PERSON);
    if (reference->honorific ||
        (entity->kind == HS_ENTITY_OTHER && reference->entity_kind == HS_ENTITY_PERSON))
        entity->kind = HS_ENTITY_PERSON;
    if (entity->kind == HS_ENTITY_OTHER && reference->kind == HS_REFERENCE_DESCRIPTION &&
        reference->entity_kind == HS_ENTITY_ORGANISATION)
        entity->kind = HS_ENTITY_ORGANISATION; /* "Orlo, the lender" */
    if (!hs_span_empty(reference->role) && reference->kind == HS_REFERENCE_NAME) {
        hs_str role = hs_linker_text(linker, reference->role);
        if (!entity->role.length)
            entity->role = role;
    }
    if (reference->owner != HS_NONE && !entity->country) {
        const hs_reference *owner = &linker->findings->references[reference->owner];
        entity->country = owner->country;
    }
}

/* "the minister" later finds the person who was called that. */
void hs_resolve_enter_role(hs_linker *linker, uint32_t entity, const hs_reference *reference)
{
    if (reference->role_hash)
        hs_entities_set(&linker->entities, HS_KEY_ROLE, reference->role_hash, entity);
}

/* A bare "Ruiz" goes to the Ruiz who is named most; with a gender to the latest of that gender. */
static void prefer_last_name(hs_linker *linker, uint32_t entity, const hs_reference *reference)
{
    const hs_linked_entity *named = entity_at(linker, entity);
    if (named->kind != HS_ENTITY_PERSON || reference->word_count < 2)
        return;
    uint32_t holder = hs_entities_find(&linker->entities, HS_KEY_LAST, named->last_hash);
    if (holder == HS_NONE || named->mentions > entity_at(linker, holder)->mentions)
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
    return holder != HS_NONE && entity_at(linker, holder)->sure_person;
}

/* So is "Sofia" where it names a Sofia. */
static bool person_known(hs_linker *linker, const hs_reference *reference)
{
    uint32_t bearer = hs_entities_find(&linker->entities, HS_KEY_FIRST, reference->head_hash);
    return surname(linker, reference) ||
           (reference->word_count == 1 && bearer < linker->entities.items.count &&
            entity_at(linker, bearer)->kind == HS_ENTITY_PERSON);
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

/* "The Belgian said": whoever of that country the text told of last. */
static uint32_t find_national(hs_linker *linker, const hs_reference *reference)
{
    hs_str words = hs_linker_text(linker, reference->span);
    if (!reference->demonym || reference->word_count != 1 ||
        reference->relation != HS_PLACE_SUBJECT || words.length <= 4 ||
        !hs_str_equal_ignoring_case(hs_str_slice(words, 0, 4), HS_STR("the ")))
        return HS_NONE;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *entity = entity_at(linker, linker->recent[i]);
        if (entity->kind == HS_ENTITY_PERSON && entity->country == reference->country)
            return linker->recent[i];
    }
    return HS_NONE;
}

static uint32_t resolve_name(hs_linker *linker, const hs_reference *reference)
{
    if (names_family(linker, reference))
        return find_family(linker, reference);
    uint32_t national = find_national(linker, reference);
    if (national != HS_NONE)
        return national;
    if ((plain_country(reference) || governs(reference)) && !person_known(linker, reference))
        return country_entity(linker, reference->country);
    uint32_t entity = reference->word_count > 1 ? find_full_name(linker, reference)
                                                : find_short_form(linker, reference);
    if (entity == HS_NONE)
        entity = add_named(linker, reference);
    hs_resolve_enrich(linker, entity, reference);
    prefer_last_name(linker, entity, reference);
    if (reference->interviewer && linker->interviewer == HS_NONE)
        hs_resolve_interviewer(linker, reference, entity);
    hs_resolve_enter_role(linker, entity, reference);
    return entity;
}

uint32_t hs_resolve_reference(hs_linker *linker, uint32_t index)
{
    if (linker->resolved[index] != HS_UNRESOLVED)
        return linker->resolved[index];
    linker->resolved[index] = HS_NONE; /* ends a circle of references */
    const hs_reference *reference = &linker->findings->references[index];
    uint32_t entity = HS_NONE;
    switch ((hs_reference_kind)reference->kind) {
    case HS_REFERENCE_NAME:
        entity = reference->time && !surname(linker, reference) ? HS_NONE
                                                                : resolve_name(linker, reference);
        break;
    case HS_REFERENCE_DESCRIPTION:
        entity = hs_resolve_description(linker, reference);
        break;
    case HS_REFERENCE_PRONOUN:
        entity = hs_resolve_pronoun(linker, reference);
        break;
    }
    linker->resolved[index] = entity;
    if (entity != HS_NONE)
        hs_link_mention(linker, index, entity);
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
        return (hs_party){.entity = UINT32_MAX};
    return (hs_party){
        .known = true,
        .name = linker->entities.items.items[entity].name,
        .mention = mention,
        .entity = entity,
    };
}
