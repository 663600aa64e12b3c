#include "annotate/resolution/office_fields.h"

#include <pthread.h>

#include "annotate/reading/name_hash.h"

static const char *const fields[] = {
    "agriculture", "culture",     "defence",     "development", "economy",  "education",
    "energy",      "finance",     "foreign",     "fisheries",   "health",   "home",
    "housing",     "labour",      "industry",    "information", "interior", "justice",
    "planning",    "prime",       "science",     "sport",       "tourism",  "trade",
    "transport",   "environment", "immigration",
};

/* As others write some of them. */
static const struct {
    const char *word, *field;
} spellings[] = {{"defense", "defence"}, {"labor", "labour"}, {"sports", "sport"}};

static const char *const offices[] = {"minister", "ministry", "secretary", "department"};

static uint64_t field_hashes[HS_COUNT(fields)];
static uint64_t spelling_hashes[HS_COUNT(spellings)], spelt_hashes[HS_COUNT(spellings)];
static uint64_t office_hashes[2 * HS_COUNT(offices)]; /* as heads and as roles */
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    for (size_t i = 0; i < HS_COUNT(fields); i++)
        field_hashes[i] = hs_name_hash(hs_str_from(fields[i]));
    for (size_t i = 0; i < HS_COUNT(spellings); i++) {
        spelling_hashes[i] = hs_name_hash(hs_str_from(spellings[i].word));
        spelt_hashes[i] = hs_name_hash(hs_str_from(spellings[i].field));
    }
    for (size_t i = 0; i < HS_COUNT(offices); i++) {
        office_hashes[2 * i] = hs_name_hash(hs_str_from(offices[i]));
        office_hashes[2 * i + 1] = hs_role_hash(hs_str_from(offices[i]));
    }
}

static uint64_t usual_spelling(uint64_t word)
{
    for (size_t i = 0; i < HS_COUNT(spellings); i++)
        if (spelling_hashes[i] == word)
            return spelt_hashes[i];
    return word;
}

/* Which of the fields stand among some words, a bit each. */
static uint64_t fields_among(const uint64_t *words, uint32_t count)
{
    _Static_assert(HS_COUNT(fields) <= 64, "a field is a bit of 64");
    uint64_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t word = usual_spelling(words[i]);
        for (size_t k = 0; k < HS_COUNT(fields); k++)
            found |= field_hashes[k] == word ? UINT64_C(1) << k : 0;
    }
    return found;
}

bool hs_office_field_clashes(const hs_reference *reference, const hs_linked_entity *entity)
{
    pthread_once(&filled, fill);
    if (reference->kind != HS_REFERENCE_DESCRIPTION ||
        !hs_hashes_hold(office_hashes, HS_COUNT(office_hashes), reference->head_hash))
        return false;
    uint64_t wanted = fields_among(reference->modifiers, reference->modifier_count);
    uint64_t own = fields_among(entity->modifiers, entity->modifier_count) |
                   fields_among(entity->name_words, entity->name_word_count);
    return wanted && own && !(wanted & own);
}

/* "Istra's": by name. */
static bool owned_by_name(const hs_linker *linker, const hs_reference *reference)
{
    return reference->kind == HS_REFERENCE_DESCRIPTION && reference->owner != HS_NONE &&
           linker->findings->references[reference->owner].kind == HS_REFERENCE_NAME;
}

bool hs_office_owner_clashes(const hs_linker *linker, const hs_reference *reference, uint32_t owner,
                             const hs_linked_entity *entity)
{
    if (owner == HS_NONE || !entity->owner || entity->owner == owner + 1 ||
        !owned_by_name(linker, reference))
        return false;
    const hs_linked_entity *of = hs_linker_entity(linker, owner);
    const hs_linked_entity *other = hs_linker_entity(linker, entity->owner - 1);
    return of->kind != HS_ENTITY_PERSON && other->kind != HS_ENTITY_PERSON &&
           hs_hashes_hold(entity->roles, entity->role_count, reference->role_hash);
}
