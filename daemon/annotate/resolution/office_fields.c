#include "annotate/resolution/office_fields.h"

#include <pthread.h>

#include "annotate/reading/hashed_words.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

static const char *const fields[] = {
    "agriculture", "ambulance",   "budget",      "coast",     "culture",     "customs",
    "defence",     "development", "economy",     "education", "elections",   "energy",
    "ethics",      "finance",     "fire",        "fisheries", "foreign",     "health",
    "home",        "housing",     "immigration", "industry",  "information", "intelligence",
    "interior",    "justice",     "labour",      "parole",    "planning",    "prime",
    "prison",      "probation",   "rail",        "school",    "science",     "sport",
    "tax",         "tourism",     "trade",       "transport", "water",       "weather",
    "environment",
};

/* As others write some of them. */
static const struct {
    const char *word, *field;
} spellings[] = {{"defense", "defence"},    {"labor", "labour"},        {"sports", "sport"},
                 {"election", "elections"}, {"electoral", "elections"}, {"prisons", "prison"},
                 {"railways", "rail"},      {"schools", "school"}};

static const char *const offices[] = {"agency",    "authority",  "board",    "commission",
                                      "committee", "department", "minister", "ministry",
                                      "office",    "secretary",  "service"};

static hs_hashed_word field_hashes[HS_COUNT(fields)], office_hashes[HS_COUNT(offices)];
static hs_hashed_word spelling_hashes[HS_COUNT(spellings)];
static uint64_t spelt_hashes[HS_COUNT(spellings)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    hs_hashed_words_fill(field_hashes, HS_COUNT(fields), fields, sizeof fields[0], hs_name_hash);
    hs_hashed_words_fill(office_hashes, HS_COUNT(offices), offices, sizeof offices[0],
                         hs_name_hash);
    hs_hashed_words_fill(spelling_hashes, HS_COUNT(spellings), spellings, sizeof spellings[0],
                         hs_name_hash);
    for (size_t i = 0; i < HS_COUNT(spellings); i++)
        spelt_hashes[i] = hs_name_hash(hs_str_from(spellings[i].field));
}

static uint64_t usual_spelling(uint64_t word)
{
    uint32_t place = hs_hashed_words_find(spelling_hashes, HS_COUNT(spelling_hashes), word);
    return place == HS_NONE ? word : spelt_hashes[place];
}

/* Which of the fields stand among some words, a bit each. */
static uint64_t fields_among(const uint64_t *words, uint32_t count)
{
    _Static_assert(HS_COUNT(fields) <= 64, "a field is a bit of 64");
    uint64_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t field =
            hs_hashed_words_find(field_hashes, HS_COUNT(field_hashes), usual_spelling(words[i]));
        found |= field == HS_NONE ? 0 : UINT64_C(1) << field;
    }
    return found;
}

bool hs_office_no_minister(hs_str text, const hs_reference *reference)
{
    static const hs_str kinds[] = {{"permanent secretary", 19}, {"general secretary", 17},
                                   {"press secretary", 15},     {"private secretary", 17},
                                   {"company secretary", 17},   {"parliamentary secretary", 23}};
    if (!reference->role_hash || reference->role_hash != hs_role_hash(HS_STR("secretary")) ||
        reference->role.end <= reference->span.start)
        return false;
    hs_str words = hs_str_slice(text, reference->span.start, reference->role.end);
    for (size_t i = 0; i < HS_COUNT(kinds); i++)
        if (hs_str_contains_ignoring_case(words, kinds[i]))
            return true;
    return false;
}

bool hs_office_field_clashes(const hs_reference *reference, const hs_linked_entity *entity)
{
    pthread_once(&filled, fill);
    if (reference->kind != HS_REFERENCE_DESCRIPTION ||
        !hs_hashed_words_hold(office_hashes, HS_COUNT(office_hashes), reference->head_hash))
        return false;
    uint64_t wanted = fields_among(reference->modifiers, reference->modifier_count);
    uint64_t own = fields_among(entity->modifiers, entity->modifier_count) |
                   fields_among(entity->name_words, entity->name_word_count);
    return wanted && (own ? !(wanted & own) : entity->no_minister);
}

/* "Istra's": by name. */
static bool owned_by_name(const hs_linker *linker, const hs_reference *reference)
{
    return reference->kind == HS_REFERENCE_DESCRIPTION && reference->owner != HS_NONE &&
           linker->findings->references[reference->owner].kind == HS_REFERENCE_NAME;
}

/* Offices of which somebody seldom holds two. */
static bool leads(uint64_t role)
{
    static const char *const heads[] = {
        "director",  "executive", "chairman",  "chief",  "head",    "leader",    "secretary",
        "spokesman", "boss",      "president", "editor", "manager", "principal", "headteacher",
        "dean",      "rector",    "founder",   "owner",  NULL};
    return hs_role_among(role, heads);
}

bool hs_office_heads_another(const hs_linker *linker, const hs_reference *reference,
                             const hs_linked_entity *entity)
{
    bool at = false, led = false;
    if (reference->kind != HS_REFERENCE_DESCRIPTION || !reference->definite || !entity->side ||
        !leads(reference->role_hash))
        return false;
    for (uint32_t i = 0; i < entity->role_count; i++)
        led = led || leads(entity->roles[i]);
    uint32_t whose = led ? hs_reference_of_whom(linker, reference, &at) : HS_NONE;
    if (whose == HS_NONE)
        return false;
    const hs_reference *body = &linker->findings->references[whose];
    const hs_linked_entity *own = hs_linker_entity(linker, entity->side - 1);
    return body->kind == HS_REFERENCE_NAME && body->entity_kind != HS_ENTITY_PERSON &&
           own->kind != HS_ENTITY_PERSON && !own->described &&
           !hs_hashes_hold(own->name_words, own->name_word_count, body->head_hash) &&
           !hs_hashes_hold(own->name_words, own->name_word_count, body->first_hash);
}

bool hs_office_owner_clashes(const hs_linker *linker, const hs_reference *reference, uint32_t owner,
                             const hs_linked_entity *entity)
{
    if (owner == HS_NONE || !entity->owner || entity->owner == owner + 1 ||
        !owned_by_name(linker, reference))
        return false;
    const hs_linked_entity *of = hs_linker_entity(linker, owner);
    const hs_linked_entity *other = hs_linker_entity(linker, entity->owner - 1);
    return of->kind != HS_ENTITY_PERSON && other->kind != HS_ENTITY_PERSON;
}
