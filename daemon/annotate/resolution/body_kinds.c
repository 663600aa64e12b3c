#include "annotate/resolution/body_kinds.h"

#include <pthread.h>

#include "annotate/reading/hashed_words.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

/* Kinds of corpus/lexicon/bodies.tsv. */
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

#include "annotate/body_table.h"

static hs_hashed_word name_hashes[HS_COUNT(body_names)], noun_hashes[HS_COUNT(body_nouns)];
static hs_hashed_word onlooker_hashes[HS_COUNT(body_onlookers)], firm_hashes[HS_COUNT(body_firms)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_from(const body_word *words, size_t count, hs_hashed_word *hashed)
{
    hs_hashed_words_fill(hashed, count, words, sizeof *words, hs_name_hash);
}

static void fill(void)
{
    fill_from(body_names, HS_COUNT(body_names), name_hashes);
    fill_from(body_nouns, HS_COUNT(body_nouns), noun_hashes);
    fill_from(body_onlookers, HS_COUNT(body_onlookers), onlooker_hashes);
    fill_from(body_firms, HS_COUNT(body_firms), firm_hashes);
}

static uint32_t kind_of(uint64_t hash)
{
    uint32_t place = hs_hashed_words_find(name_hashes, HS_COUNT(name_hashes), hash);
    return place == HS_NONE ? 0 : body_names[place].kinds;
}

/* Whether what a noun means may be called as firms are. */
static uint32_t with_names_of_firms(uint32_t kind)
{
    bool alike = kind & (SOCIETY | FUND | CLUB | HOSPITAL | SCHOOL | MUSEUM | CHURCH);
    bool may = kind & FIRM || (alike && !(kind & (UNION | OFFICE)));
    return may ? kind | LIKE_FIRM : kind;
}

/* What a noun says that only describes bodies: "charity". */
static uint32_t kind_described(uint64_t hash)
{
    uint32_t noun = hs_hashed_words_find(noun_hashes, HS_COUNT(noun_hashes), hash);
    return noun == HS_NONE ? 0 : body_nouns[noun].kinds;
}

uint32_t hs_body_kinds_of(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    uint32_t described = kind_described(reference->head_hash);
    if (described)
        return with_names_of_firms(described);
    uint32_t kind = kind_of(reference->head_hash);
    return with_names_of_firms(!kind && reference->enterprise ? FIRM | BANK : kind);
}

/* "Campaign group", "the consumer group": no firm, unlike "retail group". */
static bool group_for_cause(const hs_linked_entity *entity)
{
    static const char *const group[] = {"group", NULL};
    static const char *const causes[] = {
        "campaign", "campaigning", "consumer",  "pressure", "advocacy",      "rights", "lobby",
        "action",   "protest",     "community", "support",  "environmental", NULL};
    for (uint32_t i = 1; i < entity->modifier_count; i++)
        if (hs_role_among(entity->modifiers[i - 1], group) &&
            hs_role_among(entity->modifiers[i], causes))
            return true;
    return false;
}

/* "The engineers' union SATU", "the charity Age Concern". */
static uint32_t kinds_called(const hs_linked_entity *entity)
{
    if (group_for_cause(entity))
        return SOCIETY;
    uint32_t kinds = entity->modifier_count > 0 ? kind_of(entity->modifiers[0]) : 0;
    if (!kinds && entity->modifier_count > 0)
        kinds = kind_described(entity->modifiers[0]);
    for (uint32_t i = 0; i < entity->role_count && !kinds; i++)
        kinds = kind_described(entity->roles[i]);
    return kinds;
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
    if (!named && !entity->described && entity->kind != HS_ENTITY_PERSON)
        named = kinds_called(entity);
    return !named && firm ? LIKE_FIRM : named;
}

bool hs_body_kinds_clash(uint32_t kinds, const hs_linked_entity *entity)
{
    uint32_t named = kinds ? kinds_named(entity) : 0;
    bool other_body = kinds & (GOVERNMENT | ARMED) && entity->kind == HS_ENTITY_ORGANISATION &&
                      entity->full &&
                      !entity->described; /* "World Relief Programme", "Orlo Head" */
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
    return hs_hashed_words_hold(onlooker_hashes, HS_COUNT(onlooker_hashes), reference->head_hash);
}

bool hs_body_is_any_firm(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    return hs_hashed_words_hold(firm_hashes, HS_COUNT(firm_hashes), reference->head_hash);
}
