/* The parties of one document, found by name while linking.
 *
 * Entities are looked up by hashes that the blocks hold ready: full name, last word ("Lavrov"),
 * first word ("Boris"), country, role ("minister"), description. The latest entity given a key wins
 * it, which is how news uses short forms. One thread; lives for one linking.
 */
#pragma once

#include "annotate/block_findings.h"
#include "base/array.h"

typedef enum hs_entity_key {
    HS_KEY_NAME,
    HS_KEY_LAST,
    HS_KEY_FIRST,
    HS_KEY_COUNTRY,
    HS_KEY_ROLE,
    HS_KEY_DESCRIPTION,
    HS_KEY_PERSON,      /* first and last word, whatever initials stand between */
    HS_KEY_BODY,        /* likewise: "Brennick council", the Brennick Borough Council */
    HS_KEY_LAST_FEMALE, /* "Mrs Holm" */
    HS_KEY_LAST_MALE,
    HS_KEY_SURNAME,    /* the latest person entered with a last word; `same_last` leads on */
    HS_KEY_ACRONYM,    /* "KCNA" of "Korean Central News Agency" */
    HS_KEY_ALONE,      /* a word that somewhere is a name by itself, or heads a description */
    HS_KEY_MIDDLE,     /* the second of a person's three words: "Coto" of "Ana Coto Funes" */
    HS_KEY_BODY_FIRST, /* "Orlo" of "Orlo & Sons" */
    HS_KEY_DOCUMENT,   /* "report": who speaks in the one that was told of */
    HS_KEY_LABEL,      /* "MODERATOR", in front of a turn */
    HS_KEY_OFFICE, /* role_hash of the one person who is named with it anywhere, or HS_SEVERAL */
} hs_entity_key;

enum { HS_ENTITY_ROLES = 4, HS_ENTITY_WORDS = 6, HS_ENTITY_MEMBERS = 5 };

#define HS_SEVERAL (UINT32_MAX - 1) /* in place of an entity */

/* What is looked at in each choice among entities stands first, close together. */
typedef struct hs_linked_entity {
    uint32_t sentence; /* of the latest mention, counted over the document */
    uint32_t block;    /* likewise */
    uint32_t first;    /* the sentence of the first mention */
    uint32_t mentions;
    uint32_t spoke;    /* how often it was the speaker */
    uint32_t spoke_in; /* the block where it last was */
    uint32_t accused;  /* how often, so far */
    uint32_t accuses;  /* likewise */
    uint32_t governor; /* of the latest mention, a token of its block, */
    uint32_t inside;   /* and its attribution there, or HS_NONE */
    uint32_t named_in; /* the block in which it was last named */
    uint32_t here;     /* mentions in the block of the latest */
    const struct hs_ranker_kept
        *sums;        /* as_option of the latest mention by name, else by description */
    bool named;       /* and it was by name */
    uint8_t relation; /* of the latest mention: hs_clause_place */
    uint8_t kind;     /* hs_entity_kind */
    uint8_t gender;   /* hs_gender */
    uint8_t country;  /* that it is or belongs to; 1 + index, or 0 */
    uint8_t age;      /* years, or 0: unsaid */
    bool full;        /* its name has several words */
    bool sure_person; /* not only two capitalised words */
    bool by_tag;      /* … but by no more than the tag of a name of one word */
    bool titled;      /* some mention has a title that tells of an office: "PC Orlo", "Dr Ruiz" */
    bool place;       /* something was said to be in it or near it */
    bool article;     /* its name of one word stood behind "the": no person */
    bool no_minister; /* "permanent secretary": of no field; known ahead of the walk */
    bool described;   /* known by a description only */
    bool own_name;    /* likewise, that holds its name: "Orlo council" */
    bool several;     /* likewise, by a plural: "its customers" */
    bool thing;       /* likewise, by a noun for none that acts: "its prices" */
    bool document;    /* likewise, by a noun for one in which somebody speaks: "his letter" */
    bool evidence;    /* likewise, that shows something: "records" */
    bool composed;    /* likewise, and its name is put together: "Ana Ruiz's lawyer" */
    bool whose;       /* likewise, by a noun for kin and whose: "the daughter of one victim" */
    bool subject;     /* the latest mention was a subject */
    bool quoted;      /* it stood inside quotation marks */
    bool by_pronoun;  /* it was a pronoun */
    bool in_prose;    /* some block that is no heading names it in full */
    bool in_heading;  /* some mention stood in one */
    bool in_lead;     /* or in the text's first blocks */
    bool answered;    /* to an accusation */
    bool dead;        /* the text told of the death: "Ana Ruiz, 50, died" */
    uint8_t role_count;
    uint8_t modifier_count;
    uint8_t name_word_count;
    uint32_t owner;                      /* 1 + whose it was first said to be, or 0 */
    uint32_t side;                       /* 1 + whose aide, minister or lawyer it is, or 0 */
    uint32_t speaks_for;                 /* 1 + whose spokesman or campaign it is, or 0 */
    uint64_t roles[HS_ENTITY_ROLES];     /* role_hash of what it was called */
    uint32_t office_kinds;               /* of people, that these say: office_kinds.h */
    uint64_t modifiers[HS_ENTITY_WORDS]; /* words that stood beside them */
    uint64_t name_words[HS_ENTITY_WORDS];
    hs_str name;
    hs_str role;
    uint64_t first_hash; /* of a name of several words */
    uint64_t last_hash;
    uint32_t same_last; /* another with the same last word, or HS_NONE */
    int32_t name_votes; /* for the spelling in `name` */
    uint8_t member_count;
    uint32_t members[HS_ENTITY_MEMBERS]; /* of a group, where the text names each of them */
} hs_linked_entity;

typedef struct hs_entities {
    HS_ARRAY(hs_linked_entity) items;
    uint64_t *keys;   /* open addressing; 0 = free */
    uint32_t *values; /* entity index */
    uint32_t capacity;
    uint32_t used;
} hs_entities;

/* Whether nothing else says that it is a person: a firm's name that no text knew is tagged so too.
 */
static inline bool hs_entity_person_by_tag(const hs_linked_entity *entity)
{
    return entity->by_tag && !entity->full && !entity->gender;
}

/* Whether the text says that somebody is another's: his, of his side, or who speaks for him. */
static inline bool hs_entity_is_of(const hs_linked_entity *entity, uint32_t owner)
{
    return entity->owner == owner + 1 || entity->side == owner + 1 ||
           entity->speaks_for == owner + 1;
}

/* "Worked in the pit near Brennick": what things are in or near is no firm, nor who did them. */
static inline bool hs_entity_only_place(const hs_linked_entity *entity)
{
    return entity->place && !entity->country && entity->kind != HS_ENTITY_ORGANISATION &&
           !entity->described;
}

/* Whether a hash is one of some: of roles, of words. */
static inline bool hs_hashes_hold(const uint64_t *hashes, uint32_t count, uint64_t hash)
{
    for (uint32_t i = 0; i < count; i++)
        if (hashes[i] == hash)
            return true;
    return false;
}

/* Whether an entity is one of some. */
static inline bool hs_entities_hold(const uint32_t *entities, uint32_t count, uint32_t entity)
{
    for (uint32_t i = 0; i < count; i++)
        if (entities[i] == entity)
            return true;
    return false;
}

/* Whether two of hs_gender are known and differ. */
static inline bool hs_genders_clash(uint8_t a, uint8_t b)
{
    return a && b && a != b;
}

void hs_entities_init(hs_entities *entities, size_t references);
void hs_entities_finish(hs_entities *entities);

uint32_t hs_entities_find(const hs_entities *entities, hs_entity_key kind, uint64_t hash);
void hs_entities_set(hs_entities *entities, hs_entity_key kind, uint64_t hash, uint32_t entity);
uint32_t hs_entities_add(hs_entities *entities, hs_linked_entity entity);
