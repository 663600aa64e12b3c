#include "annotate/linking/office_kinds.h"

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
    {"captain", SOLDIER, 0},
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
};

enum { PREFIXES = 7 }; /* numbers by which "former" or "deputy" changes an office's hash */

static uint64_t hashes[HS_COUNT(words)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    for (size_t i = 0; i < HS_COUNT(words); i++)
        hashes[i] = hs_role_hash(hs_str_from(words[i].word));
}

uint32_t hs_office_kinds_of_role(uint64_t role)
{
    pthread_once(&filled, fill);
    for (size_t i = 0; role && i < HS_COUNT(words); i++)
        if ((hashes[i] ^ role) < PREFIXES)
            return words[i].kinds;
    return 0;
}

uint32_t hs_office_kinds_meant(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    bool bare = reference->kind == HS_REFERENCE_DESCRIPTION && reference->word_count == 1 &&
                reference->definite && reference->owner == HS_NONE && !reference->plural;
    for (size_t i = 0; bare && i < HS_COUNT(words); i++)
        if (hashes[i] == reference->role_hash)
            return words[i].meant;
    return 0;
}
