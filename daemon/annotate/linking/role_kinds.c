#include "annotate/linking/role_kinds.h"

#include <pthread.h>

#include "annotate/reading/name_hash.h"

enum { WORDS_MOST = 20 };

/* The kind first, then what is of it; a word may be of several. */
static const char *const kinds[][WORDS_MOST] = {
    {"officer", "sergeant", "constable", "inspector", "detective", "superintendent", "trooper",
     "lieutenant", "captain", "sheriff", "policeman", "policewoman", "commander", "major",
     "colonel", "corporal"},
    {"detective", "inspector", "sergeant", "superintendent"},
    {"commander", "general", "colonel", "admiral", "brigadier", "major"},
    {"soldier", "corporal", "private", "sergeant", "marine"},
    {"politician", "senator", "mp", "representative", "councillor", "minister", "mayor", "governor",
     "lawmaker", "legislator", "candidate", "msp", "mep", "peer", "chancellor"},
    {"lawmaker", "senator", "mp", "representative", "legislator", "deputy", "msp", "mep",
     "assemblyman", "assemblywoman"},
    {"legislator", "senator", "representative", "lawmaker", "assemblyman", "assemblywoman"},
    {"official", "director", "commissioner", "administrator", "undersecretary", "ambassador"},
    {"diplomat", "ambassador", "envoy", "consul"},
    {"envoy", "ambassador", "emissary"},
    {"doctor", "surgeon", "physician", "gp", "paediatrician", "pediatrician", "psychiatrist",
     "cardiologist", "oncologist", "anaesthetist", "consultant", "pathologist", "medic"},
    {"lawyer", "barrister", "solicitor", "prosecutor", "counsel", "advocate", "qc", "kc"},
    {"judge", "magistrate", "justice", "sheriff"},
    {"teacher", "headteacher", "head", "headmaster", "headmistress", "principal", "tutor"},
    {"academic", "professor", "lecturer", "historian", "economist", "scientist", "sociologist"},
    {"scientist", "biologist", "physicist", "chemist", "geologist", "ecologist", "epidemiologist",
     "researcher", "virologist", "climatologist", "astronomer"},
    {"researcher", "professor", "scientist", "biologist", "epidemiologist", "psychologist"},
    {"cleric", "priest", "bishop", "archbishop", "vicar", "pastor", "imam", "rabbi", "rector"},
    {"priest", "vicar", "bishop", "archbishop", "rector"},
    {"boss", "executive", "chief", "director", "founder", "chairman", "president", "manager"},
    {"manager", "coach", "boss"},
    {"businessman", "entrepreneur", "tycoon", "developer", "millionaire", "billionaire", "owner",
     "founder", "financier", "investor", "magnate"},
    {"entrepreneur", "founder", "businessman"},
    {"trader", "shopkeeper", "stallholder", "grocer", "dealer", "broker"},
    {"player", "striker", "goalkeeper", "midfielder", "defender", "winger", "forward", "batsman",
     "bowler", "captain", "footballer", "quarterback", "pitcher"},
    {"athlete", "sprinter", "swimmer", "runner", "gymnast", "rower", "cyclist", "boxer"},
    {"star", "actor", "singer", "player", "striker", "footballer"},
    {"performer", "actor", "singer", "dancer", "comedian", "musician"},
    {"musician", "singer", "drummer", "guitarist", "pianist", "rapper", "composer", "violinist"},
    {"artist", "painter", "sculptor", "singer", "rapper", "photographer"},
    {"writer", "novelist", "author", "poet", "playwright", "journalist", "columnist"},
    {"author", "novelist", "writer", "historian", "biographer"},
    {"journalist", "reporter", "editor", "correspondent", "columnist", "broadcaster"},
    {"presenter", "broadcaster", "host", "anchor"},
    {"farmer", "grower", "smallholder", "rancher", "shepherd"},
    {"campaigner", "activist", "protester"},
    {"activist", "campaigner", "organiser", "organizer"},
    {"worker", "driver", "welder", "miner", "nurse", "cleaner", "docker", "cook"},
    {"student", "undergraduate", "pupil", "freshman", "sophomore"},
    {"monarch", "king", "queen"},
    {"aide", "adviser", "advisor", "secretary"},
    {"adviser", "aide", "advisor"},
};

static uint64_t hashes[HS_COUNT(kinds)][WORDS_MOST];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    for (size_t i = 0; i < HS_COUNT(kinds); i++)
        for (size_t k = 0; k < WORDS_MOST && kinds[i][k]; k++)
            hashes[i][k] = hs_role_hash(hs_str_from(kinds[i][k]));
}

bool hs_role_kind_fits(uint64_t role, const hs_linked_entity *entity)
{
    pthread_once(&filled, fill);
    if (!role || entity->role_count == 0)
        return false;
    for (size_t i = 0; i < HS_COUNT(kinds); i++) {
        if (hashes[i][0] != role)
            continue;
        for (size_t k = 1; k < WORDS_MOST && hashes[i][k]; k++)
            if (hs_hashes_hold(entity->roles, entity->role_count, hashes[i][k]))
                return true;
        return false;
    }
    return false;
}
