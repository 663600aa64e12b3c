#include "annotate/resolution/office_kinds.h"

#include <pthread.h>

#include "annotate/reading/hashed_words.h"
#include "annotate/reading/name_hash.h"

/* Kinds of corpus/lexicon/offices.tsv. */
enum {
    LAWMAKER = 1 << 0,
    POLITICIAN = 1 << 1,
    CANDIDATE = 1 << 2,
    POLICE = 1 << 3,
    SOLDIER = 1 << 4,
    DOCTOR = 1 << 5,
    BUSINESS = 1 << 6,
    PERFORMER = 1 << 7,
    PLAYER = 1 << 8,
    COACH = 1 << 9,
    TEACHER = 1 << 10,
    SCHOLAR = 1 << 11,
    CLERIC = 1 << 12,
    LAWYER = 1 << 13,
    JOURNALIST = 1 << 14,
    WRITER = 1 << 15,
    OWNER = 1 << 16,
    DRIVER = 1 << 17,
    DIPLOMAT = 1 << 18,
    OFFICIAL = 1 << 19,
    JUDGE = 1 << 20,
    CAMPAIGNER = 1 << 21,
    FARMER = 1 << 22,
    WORKER = 1 << 23,
    STUDENT = 1 << 24,
    TRADER = 1 << 25,
    ADVISER = 1 << 26,
    MONARCH = 1 << 27,
    EXAMINER = 1 << 28,
    SPOKES = 1 << 29,
};

#include "annotate/office_table.h"

enum { PREFIXES = 7 }; /* numbers by which "former" or "deputy" changes an office's hash */

static const char *const other_words[] = {"other", "rival", "former", "second", "fellow", "new"};

static const char *const scene_words[] = {
    "anaesthetist", "bailiff",      "barmaid",    "barman",    "bartender",   "bouncer",
    "bystander",    "cabbie",       "caller",     "caretaker", "cashier",     "clerk",
    "concierge",    "constable",    "consultant", "coroner",   "detective",   "dispatcher",
    "doctor",       "doorman",      "foreman",    "host",      "inspector",   "interpreter",
    "interviewer",  "judge",        "landlady",   "lifeguard", "magistrate",  "midwife",
    "moderator",    "neighbour",    "officer",    "onlooker",  "operator",    "paramedic",
    "passer-by",    "pathologist",  "pharmacist", "policeman", "policewoman", "postman",
    "postwoman",    "receptionist", "registrar",  "sergeant",  "shopkeeper",  "treasurer",
    "undertaker",   "waiter",       "waitress",   "warden"};

static hs_hashed_word hashes[HS_COUNT(office_words)], other_hashes[HS_COUNT(other_words)];
static hs_hashed_word scene_hashes[HS_COUNT(scene_words)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    hs_hashed_words_fill(hashes, HS_COUNT(hashes), office_words, sizeof office_words[0],
                         hs_role_hash);
    hs_hashed_words_fill(other_hashes, HS_COUNT(other_hashes), other_words, sizeof other_words[0],
                         hs_name_hash);
    hs_hashed_words_fill(scene_hashes, HS_COUNT(scene_hashes), scene_words, sizeof scene_words[0],
                         hs_role_hash);
}

uint32_t hs_office_kinds_of_role(uint64_t role)
{
    pthread_once(&filled, fill);
    const uint64_t prefix = PREFIXES;
    size_t at = hs_hashed_words_below(hashes, HS_COUNT(hashes), role & ~prefix);
    uint32_t first = HS_NONE;
    for (; role && at < HS_COUNT(hashes) && (hashes[at].hash ^ role) <= prefix; at++)
        if ((hashes[at].hash ^ role) < prefix && hashes[at].place < first)
            first = hashes[at].place;
    return first == HS_NONE ? 0 : office_words[first].kinds;
}

bool hs_office_kinds_powerless(uint32_t kinds)
{
    return !(kinds & ~(uint32_t)(WORKER | STUDENT | SPOKES));
}

bool hs_office_kinds_clash(uint32_t kinds, uint32_t others)
{
    static const uint32_t strict = POLICE | SOLDIER | JUDGE | CLERIC | DOCTOR | PLAYER | TEACHER |
                                   DIPLOMAT | JOURNALIST | EXAMINER;
    static const uint32_t elected = LAWMAKER | POLITICIAN | CANDIDATE;
    return kinds & strict && others && !(kinds & others) && !(kinds & ~(strict | OFFICIAL)) &&
           !(others & ~(strict | elected | SPOKES));
}

/* Kinds of which a text seldom tells of several: "the hotel tycoon" is the tycoon, where "the
 * defence lawyer" may be another than the lawyer. */
static const uint32_t by_qualifier = BUSINESS | PERFORMER | PLAYER | COACH | SCHOLAR | CLERIC |
                                     WRITER | MONARCH | LAWMAKER | CANDIDATE;

/* "The other candidate", "the rival tycoon". */
static bool says_other(const hs_reference *reference)
{
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        if (hs_hashed_words_hold(other_hashes, HS_COUNT(other_hashes), reference->modifiers[i]))
            return true;
    return false;
}

uint32_t hs_office_kinds_meant(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    bool singular = reference->kind == HS_REFERENCE_DESCRIPTION && reference->definite &&
                    reference->owner == HS_NONE && !reference->plural;
    bool bare = reference->word_count == 1;
    if (!singular || (!bare && (reference->word_count > 3 || says_other(reference))))
        return 0;
    uint32_t place = hs_hashed_words_find(hashes, HS_COUNT(hashes), reference->role_hash);
    uint32_t meant = place == HS_NONE ? 0 : office_words[place].meant;
    return bare ? meant : meant & by_qualifier;
}

bool hs_office_comes_with_scene(uint64_t role)
{
    pthread_once(&filled, fill);
    return hs_hashed_words_hold(scene_hashes, HS_COUNT(scene_hashes), role);
}

bool hs_office_of_scene(const hs_reference *reference)
{
    bool one = reference->kind == HS_REFERENCE_DESCRIPTION && reference->role_hash &&
               reference->owner == HS_NONE && !reference->plural && !reference->age;
    return one && (hs_office_comes_with_scene(reference->role_hash) ||
                   (reference->word_count == 2 && reference->modifier_count == 1 &&
                    reference->role_hash == hs_role_hash(HS_STR("driver"))));
}
