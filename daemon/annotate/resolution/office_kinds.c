#include "annotate/resolution/office_kinds.h"

#include <pthread.h>

#include "annotate/reading/name_hash.h"

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
};

/* A word, the kinds of who is called so, and the kinds of those whom it may mean besides. */
static const struct {
    const char *word;
    uint32_t kinds, meant;
} words[] = {
    {"senator", LAWMAKER | POLITICIAN, 0},
    {"representative", LAWMAKER | POLITICIAN, 0},
    {"congressman", LAWMAKER | POLITICIAN, 0},
    {"congresswoman", LAWMAKER | POLITICIAN, 0},
    {"assemblyman", LAWMAKER | POLITICIAN, 0},
    {"assemblywoman", LAWMAKER | POLITICIAN, 0},
    {"mp", LAWMAKER | POLITICIAN, 0},
    {"mep", LAWMAKER | POLITICIAN, 0},
    {"peer", LAWMAKER | POLITICIAN, 0},
    {"backbencher", LAWMAKER | POLITICIAN, 0},
    {"lawmaker", LAWMAKER | POLITICIAN, LAWMAKER},
    {"legislator", LAWMAKER | POLITICIAN, LAWMAKER},
    {"parliamentarian", LAWMAKER | POLITICIAN, LAWMAKER},
    {"minister", POLITICIAN, 0},
    {"mayor", POLITICIAN, 0},
    {"governor", POLITICIAN, 0},
    {"president", POLITICIAN, 0},
    {"premier", POLITICIAN, 0},
    {"chancellor", POLITICIAN, 0},
    {"councillor", POLITICIAN, 0},
    {"secretary", POLITICIAN, 0},
    {"politician", POLITICIAN, POLITICIAN | LAWMAKER},
    {"candidate", CANDIDATE | POLITICIAN, CANDIDATE},
    {"nominee", CANDIDATE, CANDIDATE},
    {"contender", CANDIDATE, CANDIDATE},
    {"hopeful", CANDIDATE, CANDIDATE},
    {"front-runner", CANDIDATE, CANDIDATE},
    {"frontrunner", CANDIDATE, CANDIDATE},
    {"sergeant", POLICE | SOLDIER, 0},
    {"constable", POLICE, 0},
    {"inspector", POLICE, 0},
    {"superintendent", POLICE, 0},
    {"detective", POLICE, 0},
    {"trooper", POLICE, 0},
    {"sheriff", POLICE, 0},
    {"pc", POLICE, 0},
    {"policeman", POLICE, POLICE},
    {"policewoman", POLICE, POLICE},
    {"officer", POLICE | SOLDIER, POLICE | SOLDIER},
    {"captain", SOLDIER | PLAYER, 0},
    {"lieutenant", POLICE | SOLDIER, 0},
    {"colonel", SOLDIER, 0},
    {"major", SOLDIER, 0},
    {"corporal", SOLDIER, 0},
    {"general", SOLDIER, 0},
    {"soldier", SOLDIER, SOLDIER},
    {"marine", SOLDIER, 0},
    {"surgeon", DOCTOR, 0},
    {"gp", DOCTOR, 0},
    {"physician", DOCTOR, DOCTOR},
    {"psychiatrist", DOCTOR, 0},
    {"gynaecologist", DOCTOR, 0},
    {"anaesthetist", DOCTOR, 0},
    {"paediatrician", DOCTOR, 0},
    {"cardiologist", DOCTOR, 0},
    {"oncologist", DOCTOR, 0},
    {"dentist", DOCTOR, 0},
    {"doctor", DOCTOR, DOCTOR},
    {"medic", DOCTOR, DOCTOR},
    {"executive", BUSINESS, BUSINESS},
    {"chairman", BUSINESS, 0},
    {"director", BUSINESS, 0},
    {"founder", BUSINESS | OWNER, 0},
    {"developer", BUSINESS | OWNER, 0},
    {"financier", BUSINESS, 0},
    {"banker", BUSINESS, 0},
    {"tycoon", BUSINESS, BUSINESS},
    {"magnate", BUSINESS, BUSINESS},
    {"mogul", BUSINESS, BUSINESS},
    {"billionaire", BUSINESS, BUSINESS},
    {"entrepreneur", BUSINESS, BUSINESS},
    {"industrialist", BUSINESS, BUSINESS},
    {"businessman", BUSINESS, BUSINESS},
    {"businesswoman", BUSINESS, BUSINESS},
    {"boss", BUSINESS | COACH, BUSINESS | COACH},
    {"singer", PERFORMER, 0},
    {"rapper", PERFORMER, 0},
    {"guitarist", PERFORMER, 0},
    {"actor", PERFORMER, 0},
    {"actress", PERFORMER, 0},
    {"comedian", PERFORMER, 0},
    {"presenter", PERFORMER | JOURNALIST, 0},
    {"dancer", PERFORMER, 0},
    {"musician", PERFORMER, PERFORMER},
    {"performer", PERFORMER, PERFORMER},
    {"entertainer", PERFORMER, PERFORMER},
    {"artist", PERFORMER, PERFORMER},
    {"star", PERFORMER | PLAYER, PERFORMER | PLAYER},
    {"celebrity", PERFORMER, PERFORMER},
    {"striker", PLAYER, 0},
    {"midfielder", PLAYER, 0},
    {"defender", PLAYER, 0},
    {"goalkeeper", PLAYER, 0},
    {"winger", PLAYER, 0},
    {"quarterback", PLAYER, 0},
    {"batsman", PLAYER, 0},
    {"bowler", PLAYER, 0},
    {"sprinter", PLAYER, 0},
    {"runner", PLAYER, 0},
    {"swimmer", PLAYER, 0},
    {"cyclist", PLAYER, 0},
    {"rower", PLAYER, 0},
    {"boxer", PLAYER, 0},
    {"golfer", PLAYER, 0},
    {"jockey", PLAYER, 0},
    {"footballer", PLAYER, PLAYER},
    {"cricketer", PLAYER, PLAYER},
    {"player", PLAYER, PLAYER},
    {"athlete", PLAYER, PLAYER},
    {"coach", COACH, COACH},
    {"trainer", COACH, COACH},
    {"manager", COACH, 0},
    {"headteacher", TEACHER, 0},
    {"headmaster", TEACHER, 0},
    {"headmistress", TEACHER, 0},
    {"lecturer", TEACHER | SCHOLAR, 0},
    {"teacher", TEACHER, TEACHER},
    {"tutor", TEACHER, TEACHER},
    {"professor", SCHOLAR, 0},
    {"historian", SCHOLAR, 0},
    {"economist", SCHOLAR, 0},
    {"physicist", SCHOLAR, 0},
    {"chemist", SCHOLAR, 0},
    {"biologist", SCHOLAR, 0},
    {"psychologist", SCHOLAR, 0},
    {"scientist", SCHOLAR, SCHOLAR},
    {"researcher", SCHOLAR, SCHOLAR},
    {"academic", SCHOLAR, SCHOLAR},
    {"scholar", SCHOLAR, SCHOLAR},
    {"bishop", CLERIC, 0},
    {"archbishop", CLERIC, 0},
    {"cardinal", CLERIC, 0},
    {"vicar", CLERIC, 0},
    {"pastor", CLERIC, 0},
    {"rector", CLERIC, 0},
    {"imam", CLERIC, 0},
    {"rabbi", CLERIC, 0},
    {"priest", CLERIC, CLERIC},
    {"cleric", CLERIC, CLERIC},
    {"clergyman", CLERIC, CLERIC},
    {"solicitor", LAWYER, 0},
    {"barrister", LAWYER, 0},
    {"prosecutor", LAWYER, 0},
    {"attorney", LAWYER, 0},
    {"lawyer", LAWYER, LAWYER},
    {"editor", JOURNALIST, 0},
    {"correspondent", JOURNALIST, 0},
    {"columnist", JOURNALIST | WRITER, 0},
    {"anchor", JOURNALIST, 0},
    {"host", JOURNALIST | PERFORMER, 0},
    {"reporter", JOURNALIST, JOURNALIST},
    {"journalist", JOURNALIST, JOURNALIST},
    {"broadcaster", JOURNALIST | PERFORMER, 0},
    {"novelist", WRITER, 0},
    {"poet", WRITER, 0},
    {"playwright", WRITER, 0},
    {"biographer", WRITER, 0},
    {"author", WRITER, WRITER},
    {"writer", WRITER, WRITER},
    {"landlord", OWNER, 0},
    {"landlady", OWNER, 0},
    {"proprietor", OWNER, OWNER},
    {"owner", OWNER, OWNER},
    {"trucker", DRIVER, 0},
    {"motorist", DRIVER, DRIVER},
    {"driver", DRIVER, DRIVER},
    {"ambassador", DIPLOMAT | OFFICIAL, 0},
    {"consul", DIPLOMAT, 0},
    {"envoy", DIPLOMAT, DIPLOMAT},
    {"emissary", DIPLOMAT, DIPLOMAT},
    {"diplomat", DIPLOMAT, DIPLOMAT},
    {"administrator", OFFICIAL, 0},
    {"commissioner", OFFICIAL | POLICE, 0},
    {"undersecretary", OFFICIAL, 0},
    {"official", OFFICIAL, OFFICIAL},
    {"magistrate", JUDGE, 0},
    {"justice", JUDGE, 0},
    {"judge", JUDGE, JUDGE},
    {"campaigner", CAMPAIGNER, CAMPAIGNER},
    {"activist", CAMPAIGNER, CAMPAIGNER},
    {"organiser", CAMPAIGNER, 0},
    {"organizer", CAMPAIGNER, 0},
    {"protester", CAMPAIGNER, 0},
    {"grower", FARMER, FARMER},
    {"smallholder", FARMER, 0},
    {"rancher", FARMER, 0},
    {"shepherd", FARMER, 0},
    {"farmer", FARMER, FARMER},
    {"welder", WORKER, 0},
    {"miner", WORKER, 0},
    {"nurse", WORKER, 0},
    {"cleaner", WORKER, 0},
    {"docker", WORKER, 0},
    {"cook", WORKER, 0},
    {"worker", WORKER, WORKER},
    {"undergraduate", STUDENT, 0},
    {"pupil", STUDENT, 0},
    {"freshman", STUDENT, 0},
    {"sophomore", STUDENT, 0},
    {"student", STUDENT, STUDENT},
    {"shopkeeper", TRADER, 0},
    {"stallholder", TRADER, 0},
    {"grocer", TRADER, 0},
    {"dealer", TRADER, TRADER},
    {"broker", TRADER, 0},
    {"trader", TRADER, TRADER},
    {"adviser", ADVISER, ADVISER},
    {"advisor", ADVISER, ADVISER},
    {"aide", ADVISER, ADVISER},
    {"king", MONARCH, 0},
    {"queen", MONARCH, 0},
    {"monarch", MONARCH, MONARCH},
    {"auditor", EXAMINER, 0},
    {"coroner", EXAMINER, 0},
    {"ombudsman", EXAMINER, 0},
    {"admiral", SOLDIER, 0},
    {"brigadier", SOLDIER, 0},
    {"commander", SOLDIER | POLICE, SOLDIER | POLICE},
    {"consultant", DOCTOR, 0},
    {"pathologist", DOCTOR, 0},
    {"pediatrician", DOCTOR, 0},
    {"kc", LAWYER, 0},
    {"qc", LAWYER, 0},
    {"counsel", LAWYER, LAWYER},
    {"advocate", LAWYER, 0},
    {"virologist", SCHOLAR, 0},
    {"epidemiologist", SCHOLAR, 0},
    {"climatologist", SCHOLAR, 0},
    {"ecologist", SCHOLAR, 0},
    {"geologist", SCHOLAR, 0},
    {"astronomer", SCHOLAR, 0},
    {"sociologist", SCHOLAR, 0},
    {"pianist", PERFORMER, 0},
    {"drummer", PERFORMER, 0},
    {"violinist", PERFORMER, 0},
    {"composer", PERFORMER, 0},
    {"painter", PERFORMER, 0},
    {"sculptor", PERFORMER, 0},
    {"photographer", PERFORMER, 0},
    {"gymnast", PLAYER, 0},
    {"pitcher", PLAYER, 0},
    {"investor", BUSINESS, 0},
    {"millionaire", BUSINESS, BUSINESS},
    {"principal", TEACHER, 0},
    {"msp", LAWMAKER | POLITICIAN, 0},
};

enum { PREFIXES = 7 }; /* numbers by which "former" or "deputy" changes an office's hash */

static const char *const other_words[] = {"other", "rival", "former", "second", "fellow", "new"};

static uint64_t hashes[HS_COUNT(words)], other_hashes[HS_COUNT(other_words)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    for (size_t i = 0; i < HS_COUNT(words); i++)
        hashes[i] = hs_role_hash(hs_str_from(words[i].word));
    for (size_t i = 0; i < HS_COUNT(other_words); i++)
        other_hashes[i] = hs_name_hash(hs_str_from(other_words[i]));
}

uint32_t hs_office_kinds_of_role(uint64_t role)
{
    pthread_once(&filled, fill);
    for (size_t i = 0; role && i < HS_COUNT(words); i++)
        if ((hashes[i] ^ role) < PREFIXES)
            return words[i].kinds;
    return 0;
}

bool hs_office_kinds_clash(uint32_t kinds, uint32_t others)
{
    static const uint32_t strict = POLICE | SOLDIER | JUDGE | CLERIC | DOCTOR | PLAYER | TEACHER |
                                   DIPLOMAT | JOURNALIST | EXAMINER;
    static const uint32_t elected = LAWMAKER | POLITICIAN | CANDIDATE;
    return kinds && others && !(kinds & others) && !(kinds & ~strict) &&
           !(others & ~(strict | elected));
}

/* Kinds of which a text seldom tells of several: "the hotel tycoon" is the tycoon, where "the
 * defence lawyer" may be another than the lawyer. */
static const uint32_t by_qualifier = BUSINESS | PERFORMER | PLAYER | COACH | SCHOLAR | CLERIC |
                                     WRITER | MONARCH | LAWMAKER | CANDIDATE;

/* "The other candidate", "the rival tycoon". */
static bool says_other(const hs_reference *reference)
{
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        if (hs_hashes_hold(other_hashes, HS_COUNT(other_words), reference->modifiers[i]))
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
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hashes[i] == reference->role_hash)
            return bare ? words[i].meant : words[i].meant & by_qualifier;
    return 0;
}
