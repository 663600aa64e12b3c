/* What of it is shown that the model of answers takes for answers: from which confidence on, and
 * whose words answer nothing, however they sound, those of witnesses, experts and the like, who
 * speak of others; and once all of the text is known, what in front of every accusation answers one
 * that follows.
 */
#include <pthread.h>

#include "annotate/accusations/answer_model.h"
#include "annotate/linking/ids.h"
#include "annotate/linking/link_findings.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

/* Who never answers for others, … */
static const char *const bystanders[] = {
    "witness",     "prosecutor", "detective",   "coroner",    "campaigner",  "rival",
    "survivor",    "witnesses",  "prosecutors", "detectives", "campaigners", "survivors",
    "pathologist", "victim",     "victims",     "critic",     "critics",     "opponents",
    "voter",       "voters",     "villager",    "villagers"};

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

/* Whoever the text names later may turn out to have accused himself: nobody answers his own words.
 */
static bool answers_itself(const hs_linker *linker, const hs_answer *answer)
{
    if (answer->to == HS_NONE || !answer->by.known || answer->by.entity == HS_NONE)
        return false;
    const hs_party *accuser = &linker->items[answer->to].accusation.accuser;
    return accuser->known && accuser->entity == answer->by.entity;
}

/* "Orlo denies theft", says a heading, and the text below who accuses him of it: the first that
 * accuses whoever answers, among those that follow. */
static uint32_t accused_below(const hs_linker *linker, uint32_t answer)
{
    enum { AHEAD = 32 }; /* items */
    const hs_party *by = &linker->items[answer].answer.by;
    for (uint32_t i = answer + 1; i < linker->item_count && i <= answer + AHEAD; i++) {
        const hs_annotation *item = &linker->items[i];
        const hs_party *accuser = &item->accusation.accuser;
        if (item->kind != HS_ANNOTATION_ACCUSATION || item->confidence == HS_LEFT_OUT ||
            (accuser->known && hs_link_same_side(linker, accuser->entity, by->entity)))
            continue;
        for (uint32_t k = 0; k < item->accusation.accused_count; k++)
            if (item->accusation.accused[k].known &&
                hs_link_same_side(linker, item->accusation.accused[k].entity, by->entity))
                return i;
    }
    return HS_NONE;
}

/* What each answers, once all is known. Where nobody was accused before, it takes more to answer
 * what the text does not tell of. */
static void find_answered(hs_linker *linker)
{
    bool accused_before = false;
    for (uint32_t i = 0; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        hs_answer *answer = &item->answer;
        accused_before = accused_before || item->kind == HS_ANNOTATION_ACCUSATION;
        if (item->kind != HS_ANNOTATION_ANSWER || item->confidence == HS_LEFT_OUT)
            continue;
        if (answer->to == HS_NONE && answer->by.known && answer->by.entity != HS_NONE)
            answer->to = accused_below(linker, i);
        else if (answers_itself(linker, answer))
            answer->to = HS_NONE;
        if (answer->to == HS_NONE && !accused_before &&
            item->confidence < HS_ANSWER_TO_NOTHING_LEAST)
            item->confidence = HS_LEFT_OUT;
    }
}

/* The lists of answers, once all are known. */
void hs_link_finish_answers(hs_linker *linker)
{
    uint32_t answers = 0;
    find_answered(linker);
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind == HS_ANNOTATION_ANSWER && item->answer.to != HS_NONE) {
            linker->items[item->answer.to].accusation.answer_count++;
            answers++;
        }
    }
    uint32_t *lists = hs_arena_new_array(linker->arena, uint32_t, answers);
    for (uint32_t i = 0; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ACCUSATION || item->accusation.answer_count == 0)
            continue;
        item->accusation.answers = lists;
        lists += item->accusation.answer_count;
        item->accusation.answer_count = 0;
    }
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ANSWER || item->answer.to == HS_NONE)
            continue;
        hs_accusation *accusation = &linker->items[item->answer.to].accusation;
        ((uint32_t *)accusation->answers)[accusation->answer_count++] = i;
    }
}
