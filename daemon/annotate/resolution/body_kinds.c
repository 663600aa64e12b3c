#include "annotate/resolution/body_kinds.h"

#include <pthread.h>

#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

enum {
    STATE = 1 << 0,
    FIRM = 1 << 1,
    BANK = 1 << 2,
    OFFICE = 1 << 3, /* of a state or a town */
    COURT = 1 << 4,
    PARLIAMENT = 1 << 5,
    PARTY = 1 << 6,
    UNION = 1 << 7,
    POLICE = 1 << 8,
    SCHOOL = 1 << 9,
    HOSPITAL = 1 << 10,
    MUSEUM = 1 << 11,
    CHURCH = 1 << 12,
    PRESS = 1 << 13,
    SOCIETY = 1 << 14, /* of members or for a cause */
    CLUB = 1 << 15,
    PLACE = 1 << 16, /* a town or region, which stands for its council or its club */
    ARMED = 1 << 18,
    FUND = 1 << 19, /* for a cause, without members */
    GOVERNMENT = 1 << 20,
    LIKE_FIRM = 1 << 17, /* "Orlo Foods", but charities and clubs have such names too */
};

typedef struct kind_word {
    const char *word;
    uint32_t kind;
} kind_word;

/* Words of names, which descriptions use alike where `nouns` does not tell otherwise. */
static const kind_word words[] = {
    {"airlines", FIRM},
    {"airways", FIRM},
    {"holdings", FIRM},
    {"industries", FIRM},
    {"motors", FIRM},
    {"ltd", FIRM},
    {"plc", FIRM},
    {"inc", FIRM},
    {"corp", FIRM},
    {"bank", BANK},
    {"savings", BANK},
    {"agency", OFFICE},
    {"authority", OFFICE},
    {"board", OFFICE},
    {"bureau", OFFICE},
    {"commission", OFFICE},
    {"committee", OFFICE},
    {"council", OFFICE},
    {"department", OFFICE},
    {"directorate", OFFICE},
    {"secretariat", OFFICE},
    {"inspectorate", OFFICE},
    {"ministry", OFFICE},
    {"ombudsman", OFFICE},
    {"regulator", OFFICE},
    {"office", OFFICE},
    {"treasury", OFFICE},
    {"court", COURT},
    {"tribunal", COURT},
    {"assembly", PARLIAMENT},
    {"congress", PARLIAMENT},
    {"senate", PARLIAMENT},
    {"parliament", PARLIAMENT},
    {"party", PARTY},
    {"union", UNION},
    {"unions", UNION},
    {"police", POLICE},
    {"constabulary", POLICE},
    {"academy", SCHOOL},
    {"college", SCHOOL},
    {"school", SCHOOL},
    {"university", SCHOOL},
    {"clinic", HOSPITAL},
    {"hospital", HOSPITAL},
    {"hospitals", HOSPITAL},
    {"government", GOVERNMENT},
    {"infirmary", HOSPITAL},
    {"gallery", MUSEUM},
    {"museum", MUSEUM},
    {"cathedral", CHURCH},
    {"church", CHURCH},
    {"diocese", CHURCH},
    {"mosque", CHURCH},
    {"synagogue", CHURCH},
    {"magazine", PRESS},
    {"newspaper", PRESS},
    {"gazette", PRESS},
    {"herald", PRESS},
    {"journal", PRESS},
    {"chronicle", PRESS},
    {"review", PRESS},
    {"tribune", PRESS},
    {"advertiser", PRESS},
    {"argus", PRESS},
    {"broadcasting", PRESS | FIRM},
    {"channel", PRESS | FIRM},
    {"news", PRESS | FIRM},
    {"press", PRESS | FIRM},
    {"courier", PRESS | FIRM},
    {"echo", PRESS},
    {"examiner", PRESS},
    {"fm", PRESS},
    {"mail", PRESS | FIRM},
    {"mercury", PRESS | FIRM},
    {"observer", PRESS},
    {"radio", PRESS},
    {"sentinel", PRESS | FIRM},
    {"telegraph", PRESS},
    {"television", PRESS | FIRM},
    {"tv", PRESS},
    {"times", PRESS | FIRM},
    {"post", PRESS | FIRM},
    {"army", ARMED},
    {"navy", ARMED},
    {"foundation", FUND},
    {"institute", SOCIETY | FUND | SCHOOL},
    {"society", SOCIETY},
    {"league", SOCIETY | CLUB | PARTY},
    {"front", SOCIETY | PARTY},
    {"movement", SOCIETY | PARTY},
    {"programme", SOCIETY | FUND | OFFICE},
    {"fund", FUND | SOCIETY | OFFICE | FIRM},
    {"trust", SOCIETY | HOSPITAL | SCHOOL},
    {"alliance", UNION | SOCIETY | PARTY},
    {"association", UNION | SOCIETY},
    {"albion", CLUB},
    {"athletic", CLUB},
    {"hotspur", CLUB},
    {"rovers", CLUB},
    {"united", CLUB},
    {"wanderers", CLUB},
    {"brotherhood", UNION | SOCIETY | PARTY},
    {"coalition", SOCIETY | PARTY},
    {"confederation", UNION | SOCIETY},
    {"federation", UNION | SOCIETY},
    {"guild", UNION | SOCIETY},
    {"workers", UNION | PARTY},
    {"workers'", UNION | PARTY},
};

/* What descriptions may mean by a noun: a police department, a news agency, a school's board; and
 * what a town's name may stand for. 0: a noun that tells nothing. */
static const kind_word nouns[] = {
    {"agency", OFFICE | POLICE | FIRM},
    {"airline", FIRM},
    {"alliance", UNION | SOCIETY | PARTY | STATE},
    {"lender", BANK | FIRM},
    {"maker", FIRM},
    {"military", ARMED},
    {"association", UNION | SOCIETY},
    {"authority", OFFICE | POLICE | HOSPITAL | PLACE},
    {"bank", BANK | FIRM | OFFICE},
    {"board", 0},
    {"bureau", OFFICE | POLICE | SOCIETY},
    {"campaign", 0},
    {"broadcaster", PRESS | FIRM},
    {"charity", SOCIETY | FUND | CHURCH | HOSPITAL | SCHOOL},
    {"carmaker", FIRM},
    {"carrier", FIRM},
    {"club", CLUB | SOCIETY | PLACE},
    {"committee", OFFICE | PARTY | PARLIAMENT},
    {"company", FIRM | BANK},
    {"contractor", FIRM},
    {"developer", FIRM},
    {"builder", FIRM},
    {"corporation", FIRM | BANK | OFFICE | PRESS},
    {"council", OFFICE | PLACE},
    {"country", STATE | PLACE},
    {"nation", STATE | PLACE},
    {"city", PLACE},
    {"town", PLACE},
    {"village", PLACE},
    {"county", PLACE},
    {"borough", PLACE},
    {"department", OFFICE | POLICE | SCHOOL},
    {"federation", UNION | SOCIETY | STATE},
    {"firm", FIRM | BANK},
    {"force", POLICE | ARMED},
    {"foundation", FUND},
    {"giant", FIRM | BANK},
    {"government", GOVERNMENT},
    {"league", SOCIETY | PARTY},
    {"group", FIRM | BANK | SOCIETY | FUND | UNION | PARTY | HOSPITAL | SCHOOL | PRESS | CHURCH},
    {"hospital", HOSPITAL | PLACE},
    {"institute", SOCIETY | FUND | SCHOOL},
    {"institution", 0},
    {"network", FIRM | PRESS | SOCIETY | FUND},
    {"office", OFFICE | POLICE | COURT},
    {"organisation", FIRM | SOCIETY | FUND | UNION | OFFICE | PARTY | CHURCH},
    {"organization", FIRM | SOCIETY | FUND | UNION | OFFICE | PARTY | CHURCH},
    {"outlet", FIRM | PRESS},
    {"paper", PRESS},
    {"partnership", FIRM | SOCIETY | OFFICE},
    {"police", POLICE | PLACE},
    {"publication", PRESS},
    {"publisher", PRESS | FIRM},
    {"regulator", OFFICE | SOCIETY},
    {"school", SCHOOL | PLACE},
    {"state", STATE | GOVERNMENT | PLACE},
    {"broadsheet", PRESS},
    {"collective", SOCIETY | FUND | UNION | FIRM},
    {"consortium", FIRM | BANK | SOCIETY | SCHOOL},
    {"employer", 0},
    {"library", MUSEUM | OFFICE | SCHOOL | PLACE},
    {"lobby", SOCIETY | FUND | UNION},
    {"ngo", SOCIETY | FUND | CHURCH},
    {"nonprofit", SOCIETY | FUND | CHURCH | HOSPITAL | SCHOOL},
    {"non-profit", SOCIETY | FUND | CHURCH | HOSPITAL | SCHOOL},
    {"orchestra", MUSEUM | SOCIETY},
    {"provider", FIRM | OFFICE | SOCIETY | FUND | HOSPITAL | SCHOOL},
    {"site", PRESS | FIRM},
    {"station", PRESS | FIRM | POLICE},
    {"subcommittee", OFFICE | PARTY | PARLIAMENT},
    {"retailer", FIRM},
    {"supplier", FIRM},
    {"team", CLUB | STATE | PLACE | SCHOOL | FIRM | POLICE | ARMED},
    {"tabloid", PRESS},
    {"theatre", MUSEUM | FIRM},
    {"tank", SOCIETY | FUND | SCHOOL}, /* of thinkers */
    {"thinktank", SOCIETY | FUND | SCHOOL},
    {"tribunal", COURT | OFFICE},
    {"trust", SOCIETY | FUND | HOSPITAL | SCHOOL | FIRM},
    {"union", UNION | SOCIETY},
    {"university", SCHOOL | PLACE},
    {"watchdog", OFFICE | SOCIETY},
    {"website", PRESS | FIRM},
};

/* Those who speak about others: "Orlo broke the rules, the regulator said". */
static const char *const onlookers[] = {
    "union",      "regulator",  "watchdog",     "charity",    "newspaper",  "magazine",
    "paper",      "ministry",   "court",        "tribunal",   "inquiry",    "inspectorate",
    "ombudsman",  "government", "committee",    "website",    "tabloid",    "federation",
    "police",     "agency",     "constabulary", "coroner",    "judge",      "prosecutor",
    "think tank", "foundation", "association",  "parliament", "campaigner", "commission",
};

static const char *const firms[] = {"company", "firm", "group", "business", "corporation"};

static uint64_t hashes[HS_COUNT(words)], noun_hashes[HS_COUNT(nouns)];
static uint64_t onlooker_hashes[HS_COUNT(onlookers)], firm_hashes[HS_COUNT(firms)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_from(const kind_word *from, size_t count, uint64_t *to)
{
    for (size_t i = 0; i < count; i++)
        to[i] = hs_name_hash(hs_str_from(from[i].word));
}

static void fill(void)
{
    fill_from(words, HS_COUNT(words), hashes);
    fill_from(nouns, HS_COUNT(nouns), noun_hashes);
    for (size_t i = 0; i < HS_COUNT(onlookers); i++)
        onlooker_hashes[i] = hs_name_hash(hs_str_from(onlookers[i]));
    for (size_t i = 0; i < HS_COUNT(firms); i++)
        firm_hashes[i] = hs_name_hash(hs_str_from(firms[i]));
}

static uint32_t kind_of(uint64_t hash)
{
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hashes[i] == hash)
            return words[i].kind;
    return 0;
}

/* Whether what a noun means may be called as firms are. */
static uint32_t with_names_of_firms(uint32_t kind)
{
    bool alike = kind & (SOCIETY | FUND | CLUB | HOSPITAL | SCHOOL | MUSEUM | CHURCH);
    bool may = kind & FIRM || (alike && !(kind & (UNION | OFFICE)));
    return may ? kind | LIKE_FIRM : kind;
}

uint32_t hs_body_kinds_of(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    for (size_t i = 0; i < HS_COUNT(nouns); i++)
        if (noun_hashes[i] == reference->head_hash)
            return with_names_of_firms(nouns[i].kind);
    uint32_t kind = kind_of(reference->head_hash);
    return with_names_of_firms(!kind && reference->enterprise ? FIRM | BANK : kind);
}

/* A country's or town's, and what the words of a name say. */
static uint32_t kinds_named(const hs_linked_entity *entity)
{
    bool firm = !entity->described && hs_resolve_is_firm(entity->name);
    bool place = (entity->kind == HS_ENTITY_PLACE || entity->place) && !entity->described && !firm;
    uint32_t named = !place ? 0 : entity->country ? STATE : PLACE;
    uint32_t last = entity->described ? 0 : kind_of(entity->last_hash);
    if (last && entity->name_word_count > 1) /* "Police Standards Board": no police */
        return named | last;
    for (uint32_t i = 0; !entity->described && i < entity->name_word_count; i++)
        named |= kind_of(entity->name_words[i]);
    if (!named && !entity->described && entity->kind != HS_ENTITY_PERSON &&
        entity->modifier_count > 0)
        named = kind_of(entity->modifiers[0]); /* "the engineers' union SATU" */
    return !named && firm ? LIKE_FIRM : named;
}

bool hs_body_kinds_clash(uint32_t kinds, const hs_linked_entity *entity)
{
    uint32_t named = kinds ? kinds_named(entity) : 0;
    bool other_body = kinds & GOVERNMENT && entity->kind == HS_ENTITY_ORGANISATION &&
                      entity->full && !entity->described; /* "the World Relief Programme" */
    return named ? !(kinds & named) : other_body;
}

bool hs_body_kinds_fit(uint32_t kinds, const hs_linked_entity *entity)
{
    uint32_t named = kinds ? kinds_named(entity) : 0;
    if (named & (PRESS | FUND)) /* "the company" is not the Orlo Times rather than others */
        named &= ~(uint32_t)FIRM;
    if (kinds & ~(uint32_t)(PLACE | STATE)) /* "the hospital" is no town rather than others */
        named &= ~(uint32_t)PLACE;
    return kinds & named & ~(uint32_t)LIKE_FIRM;
}

bool hs_body_kinds_of_place(const hs_reference *reference)
{
    bool bare = reference->definite && reference->word_count == 1 && reference->owner == HS_NONE;
    return bare && hs_body_kinds_of(reference) == PLACE;
}

bool hs_body_kinds_of_firm(uint32_t kinds)
{
    return kinds & FIRM && !(kinds & ~(uint32_t)(FIRM | BANK | PRESS | LIKE_FIRM));
}

bool hs_body_kinds_may_be_firm(uint32_t kinds)
{
    return kinds & (FIRM | BANK);
}

bool hs_body_named(const hs_linked_entity *entity)
{
    return kinds_named(entity) & ~(uint32_t)(FIRM | PLACE | LIKE_FIRM);
}

bool hs_body_looks_on(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    for (size_t i = 0; i < HS_COUNT(onlookers); i++)
        if (onlooker_hashes[i] == reference->head_hash)
            return true;
    return false;
}

bool hs_body_is_any_firm(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    for (size_t i = 0; i < HS_COUNT(firms); i++)
        if (firm_hashes[i] == reference->head_hash)
            return true;
    return false;
}
