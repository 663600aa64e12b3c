/* Whose words answer nothing, however they sound: those of witnesses, experts and the like, who
 * speak of others.
 */
#include <pthread.h>

#include "annotate/linking/linker.h"
#include "annotate/reading/name_hash.h"

/* Who never answers for others, … */
static const char *const bystanders[] = {
    "witness",     "prosecutor", "detective",   "coroner",    "campaigner",  "rival",
    "survivor",    "witnesses",  "prosecutors", "detectives", "campaigners", "survivors",
    "pathologist", "victim",     "victims",     "critic",     "critics",     "opponents"};

/* … and who does so where the text does not name him: Professor Ruiz may well be accused. */
static const char *const unnamed[] = {
    "doctor",      "doctors",    "expert",    "experts",    "analyst",   "analysts",   "neighbour",
    "neighbours",  "neighbor",   "neighbors", "professor",  "judge",     "resident",   "residents",
    "economist",   "economists", "historian", "academic",   "scientist", "scientists", "researcher",
    "researchers", "onlooker",   "passenger", "passengers", "villagers", "parents"};

static uint64_t bystander_hashes[HS_COUNT(bystanders)], unnamed_hashes[HS_COUNT(unnamed)];
static pthread_once_t hashed = PTHREAD_ONCE_INIT;

static void hash_words(void)
{
    for (size_t i = 0; i < HS_COUNT(bystanders); i++)
        bystander_hashes[i] = hs_role_hash(hs_str_from(bystanders[i]));
    for (size_t i = 0; i < HS_COUNT(unnamed); i++)
        unnamed_hashes[i] = hs_role_hash(hs_str_from(unnamed[i]));
}

/* "A witness said", "the prosecutor, Tom Orlo, said": of no accused one's side, as far as the text
 * tells. */
static bool only_bystander(const hs_linked_entity *entity)
{
    pthread_once(&hashed, hash_words);
    if (entity->accused > 0)
        return false;
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (hs_hashes_hold(bystander_hashes, HS_COUNT(bystander_hashes), entity->roles[i]) ||
            (entity->described &&
             hs_hashes_hold(unnamed_hashes, HS_COUNT(unnamed_hashes), entity->roles[i])))
            return true;
    return false;
}

/* "She stood by her account": an accuser whom nobody accuses. */
static bool stands_by_charge(const hs_possible_answer *it, const hs_linked_entity *entity)
{
    return it->view->told == HS_ANSWER_JUSTIFICATION && it->to == HS_NONE && !it->said &&
           entity->accuses > 0 && entity->accused == 0;
}

bool hs_link_answer_barred(const hs_linker *linker, const hs_possible_answer *it)
{
    if (it->by.entity == HS_NONE)
        return it->by.author && it->to == HS_NONE;
    const hs_linked_entity *entity = hs_linker_entity(linker, it->by.entity);
    return !it->of_accused && (only_bystander(entity) || stands_by_charge(it, entity));
}
