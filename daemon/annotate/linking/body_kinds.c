#include "annotate/linking/body_kinds.h"

#include <pthread.h>

#include "annotate/reading/name_hash.h"

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
};

typedef struct kind_word {
    const char *word;
    uint32_t kind;
} kind_word;

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
    {"agency", OFFICE},
    {"authority", OFFICE},
    {"board", OFFICE},
    {"bureau", OFFICE},
    {"commission", OFFICE},
    {"committee", OFFICE},
    {"council", OFFICE},
    {"department", OFFICE},
    {"inspectorate", OFFICE},
    {"ministry", OFFICE},
    {"office", OFFICE},
    {"court", COURT},
    {"tribunal", COURT},
    {"assembly", PARLIAMENT},
    {"congress", PARLIAMENT},
    {"senate", PARLIAMENT},
    {"parliament", PARLIAMENT},
    {"party", PARTY},
    {"union", UNION},
    {"police", POLICE},
    {"constabulary", POLICE},
    {"academy", SCHOOL},
    {"college", SCHOOL},
    {"school", SCHOOL},
    {"university", SCHOOL},
    {"clinic", HOSPITAL},
    {"hospital", HOSPITAL},
    {"hospitals", HOSPITAL},
    {"government", OFFICE},
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
};

/* Nouns that may mean more than their own kind: a police department, a news agency, a school's
 * board. */
static const kind_word wide[] = {
    {"agency", OFFICE | POLICE | FIRM},
    {"authority", OFFICE | POLICE | HOSPITAL},
    {"bank", BANK | FIRM | OFFICE},
    {"board", 0},
    {"committee", OFFICE | PARTY | PARLIAMENT},
    {"department", OFFICE | POLICE | SCHOOL},
    {"office", OFFICE | POLICE | COURT},
};

static uint64_t hashes[HS_COUNT(words)], wide_hashes[HS_COUNT(wide)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_from(const kind_word *from, size_t count, uint64_t *to)
{
    for (size_t i = 0; i < count; i++)
        to[i] = hs_name_hash(hs_str_from(from[i].word));
}

static void fill(void)
{
    fill_from(words, HS_COUNT(words), hashes);
    fill_from(wide, HS_COUNT(wide), wide_hashes);
}

static uint32_t kind_of(uint64_t hash)
{
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hashes[i] == hash)
            return words[i].kind;
    return 0;
}

uint32_t hs_body_kinds_of(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    for (size_t i = 0; i < HS_COUNT(wide); i++)
        if (wide_hashes[i] == reference->head_hash)
            return wide[i].kind;
    uint32_t kind = kind_of(reference->head_hash);
    return !kind && reference->enterprise ? FIRM | BANK : kind;
}

/* A country's, and what the words of a name say. */
static uint32_t kinds_named(const hs_linked_entity *entity)
{
    uint32_t named = entity->country && entity->kind == HS_ENTITY_PLACE ? STATE : 0;
    for (uint32_t i = 0; !entity->described && i < entity->name_word_count; i++)
        named |= kind_of(entity->name_words[i]);
    return named;
}

bool hs_body_kinds_clash(uint32_t kinds, const hs_linked_entity *entity)
{
    uint32_t named = kinds ? kinds_named(entity) : 0;
    return named && !(kinds & named);
}

bool hs_body_named(const hs_linked_entity *entity)
{
    return kinds_named(entity) & ~(uint32_t)FIRM;
}
