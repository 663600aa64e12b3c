/* Full names: entered a block ahead, so that "Ms Ruiz" in a headline line finds the "Ana Ruiz" of
 * the same block; those given only later are found because the full names of the document are
 * entered first of all. Also the offices they come with, and headings that only look like names.
 */
#include <string.h>

#include "annotate/reading/firm_words.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/office_fields.h"
#include "annotate/resolution/resolve.h"

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

/* Enters a name's words, and its capitals as what it may be called for short. */
static void note_words_of_name(hs_linker *linker, uint32_t index)
{
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    char capitals[HS_ACRONYM_MAX];
    size_t letters = 0;
    for (size_t at = 0; at < entity->name.length;) {
        hs_str word = hs_name_next_word(entity->name, &at);
        bool capital = word.length > 0 && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
        if (capital && letters < HS_ACRONYM_MAX)
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
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (entity->kind != HS_ENTITY_ORGANISATION || name.length <= entity->name.length)
        return;
    entity->name = name;
    entity->name_word_count = 0;
    note_words_of_name(linker, index);
}

/* Whether only a firm is called so: "Orlo & Sons", "Orlo Foods", but not the Ruiz Foundation. */
bool hs_resolve_is_firm(hs_str name)
{
    return hs_firm_word(hs_name_last_word(name)) & HS_FIRM_ONLY ||
           memchr(name.bytes, '&', name.length) != NULL;
}

/* By what parts of a full name a person is found again. */
static void note_person(hs_linker *linker, const hs_reference *reference, uint32_t index)
{
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (reference->sure_person)
        set_if_free(linker, HS_KEY_FIRST, reference->first_hash, index);
    if (entity->name_word_count == 3)
        set_if_free(linker, HS_KEY_MIDDLE, entity->name_words[1], index);
    entity->same_last = hs_entities_find(&linker->entities, HS_KEY_SURNAME, reference->head_hash);
    hs_entities_set(&linker->entities, HS_KEY_SURNAME, reference->head_hash, index);
    hs_entities_set(&linker->entities, HS_KEY_PERSON, person_hash(reference), index);
}

/* "Orbis Payments": called after what it deals in, though nothing else tells that it is a body. */
static bool deals_in(const hs_reference *reference, hs_str name)
{
    bool person = reference->sure_person || reference->gender || reference->honorific;
    return !person && !reference->place && !reference->country &&
           hs_str_ends_with(name, HS_STR("s")) && !hs_body_of_place(name);
}

uint32_t hs_resolve_add_named(hs_linker *linker, const hs_reference *reference)
{
    hs_linked_entity entity = {
        .name = hs_linker_text(linker, reference->name),
        .kind = reference->entity_kind,
        .gender = reference->gender,
        .full = reference->word_count > 1,
        .place = reference->place,
        .article = reference->article,
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
        (reference->entity_kind == HS_ENTITY_ORGANISATION || hs_resolve_is_firm(entity.name) ||
         hs_resolve_is_club(entity.name) || deals_in(reference, entity.name)))
        set_if_free(linker, HS_KEY_BODY_FIRST, reference->first_hash, index);
    if (reference->word_count > 1 && reference->entity_kind == HS_ENTITY_PERSON)
        note_person(linker, reference, index);
    return index;
}

/* The name that stands right behind another, joined to it by "and". */
static const hs_reference *joined_name(const hs_linker *linker, const hs_reference *reference)
{
    const hs_block_findings *findings = linker->findings;
    uint32_t next = (uint32_t)(reference - findings->references) + 1;
    if (next >= findings->reference_count)
        return NULL;
    const hs_reference *other = &findings->references[next];
    hs_span between = {reference->span.end, other->span.start};
    return other->kind == HS_REFERENCE_NAME && between.start < between.end &&
                   hs_str_equal(hs_linker_text(linker, between), HS_STR(" and "))
               ? other
               : NULL;
}

static uint32_t add_person(hs_linker *linker, hs_str name, const hs_reference *given,
                           uint64_t surname)
{
    uint32_t index = hs_entities_add(
        &linker->entities, (hs_linked_entity){.name = name,
                                              .kind = HS_ENTITY_PERSON,
                                              .gender = given->gender,
                                              .full = true,
                                              .sure_person = true,
                                              .first_hash = given->head_hash,
                                              .last_hash = surname,
                                              .same_last = hs_entities_find(
                                                  &linker->entities, HS_KEY_SURNAME, surname)});
    note_words_of_name(linker, index);
    hs_entities_set(&linker->entities, HS_KEY_NAME, hs_name_hash(name), index);
    hs_entities_set(&linker->entities, HS_KEY_SURNAME, surname, index);
    set_if_free(linker, HS_KEY_FIRST, given->head_hash, index);
    set_if_free(linker, given->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE : HS_KEY_LAST_MALE,
                surname, index);
    return index;
}

uint32_t hs_resolve_of_couple(hs_linker *linker, const hs_reference *reference)
{
    const hs_reference *other = reference->word_count == 1 && reference->gender &&
                                        !reference->honorific && !reference->role_hash
                                    ? joined_name(linker, reference)
                                    : NULL;
    if (!other || other->word_count != 2 || !other->gender || other->honorific ||
        other->entity_kind != HS_ENTITY_PERSON)
        return HS_NONE;
    const hs_entities *entities = &linker->entities;
    uint32_t bearer = hs_entities_find(entities, HS_KEY_FIRST, reference->head_hash);
    if (hs_entities_find(entities, HS_KEY_LAST, reference->head_hash) != HS_NONE ||
        (bearer != HS_NONE && hs_linker_entity(linker, bearer)->last_hash != other->head_hash))
        return HS_NONE; /* "Ruiz and Tom Orlo" */
    hs_str given = hs_linker_text(linker, reference->name);
    hs_str last = hs_name_last_word(hs_linker_text(linker, other->name));
    size_t length = given.length + 1 + last.length;
    char *name = hs_arena_alloc(linker->arena, length);
    memcpy(name, given.bytes, given.length);
    name[given.length] = ' ';
    memcpy(name + given.length + 1, last.bytes, last.length);
    hs_str full = hs_str_make(name, length);
    uint32_t known = hs_entities_find(&linker->entities, HS_KEY_NAME, hs_name_hash(full));
    return known == HS_NONE ? add_person(linker, full, reference, other->head_hash) : known;
}

/* A longer form of a name wins; of spellings as long as each other the one that most use
 * (a majority vote in one pass: Boyer and Moore 1981). */
static void vote_for_name(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    hs_linked_entity *entity = hs_linker_entity(linker, index);
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
    hs_str first = hs_name_next_word(a, &at), second = hs_name_next_word(b, &other);
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
        (reference->word_count > 2 && hs_linker_entity(linker, entity)->name_word_count > 2))
        return HS_NONE;
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    name_in_full(linker, entity, hs_linker_text(linker, reference->name));
    return entity;
}

/* By the whole name, or as the same person with another initial or spelling. */
uint32_t hs_resolve_long_name(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_NAME, reference->name_hash);
    if (entity == HS_NONE && reference->entity_kind == HS_ENTITY_ORGANISATION)
        return find_body(linker, reference);
    if (entity != HS_NONE || reference->entity_kind != HS_ENTITY_PERSON)
        return entity;
    entity = hs_entities_find(&linker->entities, HS_KEY_PERSON, person_hash(reference));
    if (entity != HS_NONE && !first_names_agree(hs_linker_entity(linker, entity)->name,
                                                hs_linker_text(linker, reference->name)))
        return HS_NONE;
    if (entity == HS_NONE ||
        hs_genders_clash(hs_linker_entity(linker, entity)->gender, reference->gender))
        return HS_NONE;
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    return entity;
}

/* A lead that opens the text is no headline, though no mark tells it from one: it is long, ends in
 * a stop, and most of its words have no capital. */
static bool is_prose(const hs_linker *linker)
{
    enum { HEADLINE_MOST = 110 }; /* bytes */
    const hs_block *block = hs_linker_block(linker);
    if (!hs_linker_heading(linker, linker->block))
        return true;
    if (block->kind == HS_BLOCK_HEADING || block->text.length <= HEADLINE_MOST ||
        !hs_str_ends_with(block->text, HS_STR(".")))
        return false;
    uint32_t words = 0, small = 0;
    for (size_t i = 1; i < block->text.length; i++)
        if (block->text.bytes[i - 1] == ' ') {
            words++;
            small += block->text.bytes[i] >= 'a' && block->text.bytes[i] <= 'z';
        }
    return 2 * small > words;
}

void hs_resolve_full_names(hs_linker *linker, const hs_names_asked *asked)
{
    const hs_block_findings *findings = linker->findings;
    bool prose = is_prose(linker);
    for (uint32_t i = 0; i < findings->full_name_count; i++) {
        const hs_reference *reference = &findings->references[findings->full_names[i]];
        if (asked && !hs_names_may_mean(asked, hs_linker_block(linker), reference))
            continue;
        uint32_t entity = hs_resolve_long_name(linker, reference);
        if (entity == HS_NONE)
            entity = hs_resolve_beginning(linker, reference);
        if (entity == HS_NONE)
            entity = hs_resolve_add_named(linker, reference);
        vote_for_name(linker, entity, reference);
        hs_linker_entity(linker, entity)->in_prose |= prose;
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
    uint32_t entity = hs_resolve_long_name(linker, name);
    if (entity == HS_NONE || hs_linker_entity(linker, entity)->kind !=
                                 (body ? HS_ENTITY_ORGANISATION : HS_ENTITY_PERSON))
        return;
    if (hs_office_no_minister(hs_linker_block(linker)->text, reference))
        hs_linker_entity(linker, entity)->no_minister = true;
    uint32_t holder = hs_entities_find(&linker->entities, HS_KEY_OFFICE, office);
    if (holder != entity)
        hs_entities_set(&linker->entities, HS_KEY_OFFICE, office,
                        holder == HS_NONE ? entity : HS_SEVERAL);
}

void hs_resolve_names(hs_linker *linker)
{
    hs_resolve_full_names(linker, NULL);
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
    const hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (entity->in_prose || entity->kind != HS_ENTITY_PERSON || !entity->full ||
        hs_resolve_is_firm(entity->name) ||
        hs_entities_find(entities, HS_KEY_ALONE, entity->last_hash) != HS_NONE)
        return HS_NONE;
    uint32_t bearer = hs_entities_find(entities, HS_KEY_LAST, entity->first_hash);
    bool known = bearer != HS_NONE && bearer != index &&
                 hs_linker_entity(linker, bearer)->in_prose &&
                 hs_linker_entity(linker, bearer)->kind == HS_ENTITY_PERSON;
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
