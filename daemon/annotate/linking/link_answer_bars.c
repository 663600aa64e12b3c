/* What of it is shown that the model of answers takes for answers: from which confidence on, and
 * whose words answer nothing, however they sound, those of witnesses, experts and the like, who
 * speak of others.
 */
#include <pthread.h>

#include "annotate/accusations/answer_model.h"
#include "annotate/linking/link_findings.h"
#include "annotate/reading/hashed_words.h"
#include "annotate/reading/name_hash.h"

/* Who never answers for others, … */
static const char *const bystanders[] = {
    "witness",     "prosecutor", "detective",   "coroner",     "campaigner",
    "rival",       "survivor",   "witnesses",   "prosecutors", "detectives",
    "campaigners", "survivors",  "pathologist", "victim",      "victims",
    "critic",      "critics",    "opponents",   "voter",       "voters",
    "villager",    "villagers",  "judge",       "magistrate",  "magistrates"};

/* … and who does so where the text does not name him: Professor Ruiz may well be accused. */
static const char *const unnamed[] = {
    "doctor",     "doctors",   "expert",     "experts",   "analyst",    "analysts",   "neighbour",
    "neighbours", "neighbor",  "neighbors",  "professor", "resident",   "residents",  "economist",
    "economists", "historian", "academic",   "scientist", "scientists", "researcher", "researchers",
    "onlooker",   "passenger", "passengers", "villagers", "parents"};

static hs_hashed_word bystander_hashes[HS_COUNT(bystanders)], unnamed_hashes[HS_COUNT(unnamed)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    hs_hashed_words_fill(bystander_hashes, HS_COUNT(bystanders), bystanders, sizeof bystanders[0],
                         hs_role_hash);
    hs_hashed_words_fill(unnamed_hashes, HS_COUNT(unnamed), unnamed, sizeof unnamed[0],
                         hs_role_hash);
}

/* "A witness said", "the prosecutor, Tom Orlo, said": of no accused one's side, as far as the text
 * tells. */
static bool only_bystander(const hs_linked_entity *entity)
{
    pthread_once(&filled, fill);
    if (entity->accused > 0)
        return false;
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (hs_hashed_words_hold(bystander_hashes, HS_COUNT(bystander_hashes), entity->roles[i]) ||
            (entity->described &&
             hs_hashed_words_hold(unnamed_hashes, HS_COUNT(unnamed_hashes), entity->roles[i])))
            return true;
    return false;
}

/* "She stood by her account": an accuser whom nobody accuses. */
static bool stands_by_charge(const hs_possible_answer *it, const hs_linked_entity *entity)
{
    return it->view->told == HS_ANSWER_JUSTIFICATION && it->to == HS_NONE && !it->said &&
           entity->accuses > 0 && entity->accused == 0;
}

/* "The complaint says": what accuses in court. */
static bool in_suit(const hs_linker *linker, const hs_possible_answer *it)
{
    static const hs_str suits[] = {
        {"lawsuit", 7}, {"suit", 4}, {"complaint", 9}, {"indictment", 10}};
    const hs_block_findings *findings = linker->findings;
    uint32_t source =
        it->attribution == HS_NONE ? HS_NONE : findings->attributions[it->attribution].source;
    return source != HS_NONE && findings->references[source].document &&
           hs_str_among_ignoring_case(hs_linker_text(linker, findings->references[source].head),
                                      suits, HS_COUNT(suits));
}

bool hs_link_answer_barred(const hs_linker *linker, const hs_possible_answer *it)
{
    if (it->by.entity == HS_NONE)
        return it->by.author && it->to == HS_NONE;
    const hs_linked_entity *entity = hs_linker_entity(linker, it->by.entity);
    return !it->of_accused &&
           (only_bystander(entity) || stands_by_charge(it, entity) || in_suit(linker, it));
}

/* From which confidence on the model's are shown: about where one costs as much as it wins. */
#define ANSWER_LEAST 0.25f

/* The same for words that themselves accuse further: of those less sure one in four is an answer.
 */
#define ACCUSING_LEAST 0.46f

/* Of what the accused side is quoted with, where its words tell by themselves how they answer. */
#define TOLD_LEAST 0.15f

/* Of words that are found by the accusation network alone, and by which nobody is quoted. */
#define FOUND_LEAST 0.35f

/* Of what is mostly talk that goes on: of those less sure one in four is an answer. */
#define TALK_LEAST 0.5f

#define BIT(name) (UINT64_C(1) << HS_ANSWER_FEATURE_##name)

static bool holds_all(uint64_t features, uint64_t bits)
{
    return (features & bits) == bits;
}

static bool tells_how(const hs_possible_answer *it)
{
    return it->said && it->of_accused && it->view->told != HS_ANSWER_KINDS && it->to != HS_NONE;
}

/* Whoever has answered says more, or has just accused; or somebody admits what has to do with no
 * accusation. */
static bool only_talks(const hs_possible_answer *it, uint64_t features)
{
    return (it->goes_on && it->kind == HS_ANSWER_DENIAL) ||
           holds_all(features, BIT(last_1) | BIT(spoke_before)) ||
           holds_all(features, BIT(last_5) | BIT(last_by_party)) ||
           (it->kind == HS_ANSWER_ADMISSION && !it->said && !it->related);
}

float hs_link_answer_least(const hs_linker *linker, const hs_possible_answer *it, uint64_t features)
{
    if (linker->accusation_count == 0)
        return ANSWER_LEAST; /* until what follows is known: hs_link_finish_answers */
    bool silent = it->kind == HS_ANSWER_NO_COMMENT;
    if (!silent && only_talks(it, features))
        return TALK_LEAST;
    if (it->accuses_further)
        return ACCUSING_LEAST;
    if (tells_how(it))
        return TOLD_LEAST;
    bool found = !it->said && !silent && it->view->told == HS_ANSWER_KINDS;
    return found ? FOUND_LEAST : ANSWER_LEAST;
}
