/* Names of one word: surnames, first names, initials of bodies, firms by their first word, and
 * spellings that are nearly those of somebody the text named lately.
 */
#include "annotate/reading/lexicon.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/candidates.h"
#include "annotate/resolution/resolve.h"

/* "Bryne" where the text knows a Byrne: the latest few are looked through. */
static uint32_t find_near_spelling(hs_linker *linker, const hs_reference *reference)
{
    hs_str name = hs_linker_text(linker, reference->name);
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *entity = hs_linker_entity(linker, linker->recent[i]);
        if (entity->full && entity->kind == HS_ENTITY_PERSON &&
            !hs_genders_clash(entity->gender, reference->gender) &&
            hs_names_nearly_equal(hs_name_last_word(entity->name), name))
            return linker->recent[i];
    }
    return HS_NONE;
}

static bool several_bear(hs_linker *linker, uint64_t surname)
{
    uint32_t latest = hs_entities_find(&linker->entities, HS_KEY_SURNAME, surname);
    return latest != HS_NONE && hs_linker_entity(linker, latest)->same_last != HS_NONE;
}

/* Of several who bear a surname the only one who was called what stands before it: "Senator Ruiz".
 * HS_NONE: none was, or more than one. */
static uint32_t find_by_office(hs_linker *linker, const hs_reference *reference)
{
    enum { MOST = 16 };
    uint32_t found = HS_NONE;
    uint32_t bearer = hs_entities_find(&linker->entities, HS_KEY_SURNAME, reference->head_hash);
    for (int steps = 0; reference->role_hash && bearer != HS_NONE && steps < MOST; steps++) {
        const hs_linked_entity *it = hs_linker_entity(linker, bearer);
        if (hs_hashes_hold(it->roles, it->role_count, reference->role_hash)) {
            if (found != HS_NONE)
                return HS_NONE;
            found = bearer;
        }
        bearer = it->same_last;
    }
    return found;
}

/* "VP" in a heading, "The Governor:" before a turn: the only one who is named with that office; but
 * "The Chair:" is whoever presides. */
static uint32_t find_by_bare_office(hs_linker *linker, const hs_reference *reference)
{
    uint64_t office = hs_role_hash(hs_linker_text(linker, reference->head));
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_OFFICE, office);
    bool presides = hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN &&
                    office == hs_role_hash(HS_STR("chair"));
    bool one = entity != HS_NONE && entity != HS_SEVERAL && !reference->role_hash && !presides &&
               hs_linker_entity(linker, entity)->kind == HS_ENTITY_PERSON;
    return one ? entity : HS_NONE;
}

/* "Council", "Courthouse", "Rovers" of a body's name: what is in or of a place, by which the place
 * alone does not go. */
bool hs_body_of_place(hs_str name)
{
    static const uint32_t kinds = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP |
                                  1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE | 1u << HS_KIND_BODY;
    hs_str last = hs_name_last_word(name);
    bool several = last.length > 3 && hs_str_ends_with(last, HS_STR("s"));
    hs_meaning meaning = hs_meaning_of(last, HS_MEANING_OF_NOUN);
    if (!meaning && several)
        meaning = hs_meaning_of(hs_str_slice(last, 0, last.length - 1), HS_MEANING_OF_NOUN);
    return !meaning || kinds >> hs_meaning_get(meaning, HS_MEANING_KIND) & 1u ||
           hs_lexicon_find(last)->classes & (HS_LEX(ORGANISATION) | HS_LEX(GROUP));
}

/* "Corvane said", where the text knows Corvane Resources: what acts is no place that "in" and "at"
 * name. */
static bool acts(hs_linker *linker, const hs_reference *reference)
{
    hs_str text = hs_linker_block(linker)->text;
    hs_str behind = hs_str_slice(text, reference->name.end, text.length);
    return !reference->place && !reference->gender && !reference->role_hash &&
           (reference->subject || reference->speaks || reference->relation == HS_PLACE_SUBJECT ||
            hs_office_of_firms(behind));
}

/* "Orlo City", "Orlo Rovers": a club, which goes by its town. */
bool hs_resolve_is_club(hs_str name)
{
    static const char *const endings[] = {"City",     "United",    "Rovers", "Wanderers",
                                          "Athletic", "Wednesday", "Albion", "Hotspur"};
    for (size_t i = 0; i < HS_COUNT(endings); i++)
        if (hs_str_is(hs_name_last_word(name), endings[i]))
            return true;
    return false;
}

/* "Orlo" for "Orlo & Sons"; but "Brennick" is the place, not Brennick Council. What it is called
 * once it is called later, too. */
static uint32_t find_body_by_first(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_BODY_FIRST, reference->head_hash);
    if (entity == HS_NONE || reference->honorific)
        return HS_NONE;
    const hs_linked_entity *body = hs_linker_entity(linker, entity);
    if (!body->in_prose && !hs_resolve_is_firm(body->name)) /* "Orlo Acts" of a heading */
        return HS_NONE;
    if (hs_resolve_is_firm(body->name) ||
        (reference->entity_kind == HS_ENTITY_ORGANISATION && !reference->sure_person))
        return entity;
    bool place = body->place || hs_body_of_place(body->name);
    if (!acts(linker, reference) || (place && !hs_resolve_is_club(body->name)))
        return HS_NONE;
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    return entity;
}

/* "The House" is no house whose name ends so: neither Orlo House nor the White House. */
static bool ends_in_house(const hs_linked_entity *known, hs_str name)
{
    return hs_str_equal(name, HS_STR("House")) && known->name.length > name.length &&
           hs_str_equal(hs_name_last_word(known->name), name);
}

/* "Congress" is not the Orlo Congress of Nurses, unlike the Congress of Orlo and the Orlo Congress.
 */
static bool has_it_inside(const hs_linked_entity *known, hs_str name)
{
    static const hs_str chambers[] = {{"Congress", 8}, {"Parliament", 10}, {"Senate", 6}};
    return hs_str_among_ignoring_case(name, chambers, HS_COUNT(chambers)) &&
           !hs_str_starts_with(known->name, name) && !hs_str_ends_with(known->name, name);
}

/* "Tom Orlo … His wife, Ana, said. Mrs Orlo said": whom the text told of lately as being of the
 * family of somebody who bears the name, by a first name or none. */
static uint32_t find_in_family(hs_linker *linker, const hs_reference *reference)
{
    if (!reference->honorific || !reference->gender)
        return HS_NONE;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *it = hs_linker_entity(linker, linker->recent[i]);
        if (it->kind != HS_ENTITY_PERSON || it->full || it->gender != reference->gender ||
            !it->owner || !hs_link_relative(it) ||
            hs_linker_entity(linker, it->owner - 1)->last_hash != reference->head_hash)
            continue;
        hs_entities_set(&linker->entities,
                        it->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE : HS_KEY_LAST_MALE,
                        reference->head_hash, linker->recent[i]);
        return linker->recent[i];
    }
    return HS_NONE;
}

/* "Tom Orlo, 19, drowned … His father, David, said. Mr Orlo said": not the dead one. */
static uint32_t find_bereaved(hs_linker *linker, const hs_reference *reference)
{
    hs_entity_key key =
        reference->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE : HS_KEY_LAST_MALE;
    uint32_t bearer = hs_entities_find(&linker->entities, key, reference->head_hash);
    bool dead = bearer != HS_NONE && hs_linker_entity(linker, bearer)->dead;
    return dead ? find_in_family(linker, reference) : HS_NONE;
}

/* "Lord", "Baroness" in front of a surname, as it stands there; empty for other titles. */
static hs_str peerage(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const titles[] = {"Lord ",     "Lady ",     "Baron ",
                                         "Baroness ", "Viscount ", "Earl "};
    hs_str text = hs_linker_text(linker, (hs_span){reference->span.start, reference->name.end});
    for (size_t i = 0; i < HS_COUNT(titles); i++)
        if (hs_str_starts_with(text, hs_str_from(titles[i])))
            return text;
    return (hs_str){0};
}

static bool some_bearer_told(const hs_linker *linker, uint64_t surname)
{
    enum { MOST = 16 };
    uint32_t bearer = hs_entities_find(&linker->entities, HS_KEY_SURNAME, surname);
    for (int steps = 0; bearer != HS_NONE && steps < MOST; steps++) {
        const hs_linked_entity *it = hs_linker_entity(linker, bearer);
        if (it->mentions > 0)
            return true;
        bearer = it->same_last;
    }
    return false;
}

/* "Lord Orlo", where the text names several Orlos in full, and none of them so far: one more. */
static uint32_t find_peer(hs_linker *linker, const hs_reference *reference)
{
    hs_str name = peerage(linker, reference);
    if (!name.length)
        return HS_NONE;
    uint32_t known = hs_entities_find(&linker->entities, HS_KEY_NAME, hs_name_hash(name));
    if (known != HS_NONE || some_bearer_told(linker, reference->head_hash))
        return known;
    known = hs_entities_add(&linker->entities, (hs_linked_entity){.name = name,
                                                                  .kind = HS_ENTITY_PERSON,
                                                                  .gender = reference->gender,
                                                                  .sure_person = true,
                                                                  .last_hash = reference->head_hash,
                                                                  .same_last = HS_NONE});
    hs_entities_set(&linker->entities, HS_KEY_NAME, hs_name_hash(name), known);
    return known;
}

/* Of several who bear a surname, the one who is meant; HS_NONE where that is open, or there is but
 * one. */
static uint32_t find_among_bearers(hs_linker *linker, const hs_reference *reference)
{
    if (!several_bear(linker, reference->head_hash))
        return HS_NONE;
    uint32_t chosen = find_peer(linker, reference);
    if (chosen == HS_NONE)
        chosen = find_by_office(linker, reference);
    return chosen == HS_NONE ? hs_candidates_choose(linker, reference, HS_MENTION_SHORT, HS_NONE)
                             : chosen;
}

/* "The White House" is not the House: a word that the lexicon knows with a blank in it means nobody
 * with a shorter name. */
static bool has_less_of_it(const hs_linked_entity *known, hs_str name)
{
    return known->name.length < name.length && memchr(name.bytes, ' ', name.length) != NULL;
}

/* Whether whoever a key gives may go by that name; `first`: it is the first of his own. */
static bool may_bear(const hs_linker *linker, const hs_linked_entity *known,
                     const hs_reference *reference, bool first)
{
    bool person = known->kind == HS_ENTITY_PERSON || known->kind == HS_ENTITY_OTHER;
    hs_str name = hs_linker_text(linker, reference->name);
    bool another =
        !known->sure_person &&
        (ends_in_house(known, name) || has_it_inside(known, name) || has_less_of_it(known, name));
    return (first || !hs_genders_clash(known->gender, reference->gender)) && !another &&
           (person || !reference->honorific);
}

/* Whom the text has named so that a word of it, or its initials, are this one. */
static uint32_t find_by_keys(hs_linker *linker, const hs_reference *reference)
{
    const hs_entity_key keys[] = {reference->gender == HS_GENDER_FEMALE ? HS_KEY_LAST_FEMALE
                                  : reference->gender                   ? HS_KEY_LAST_MALE
                                                                        : HS_KEY_LAST,
                                  HS_KEY_LAST,
                                  HS_KEY_NAME,
                                  HS_KEY_FIRST,
                                  HS_KEY_ACRONYM,
                                  HS_KEY_MIDDLE};
    for (size_t k = 0; k < HS_COUNT(keys); k++) {
        uint64_t hash = keys[k] == HS_KEY_ACRONYM
                            ? hs_acronym_hash(hs_linker_text(linker, reference->name))
                            : reference->head_hash;
        uint32_t entity = hs_entities_find(&linker->entities, keys[k], hash);
        bool surname_first = keys[k] == HS_KEY_FIRST && reference->honorific;
        bool surname_alone = keys[k] == HS_KEY_LAST && !reference->honorific &&
                             !reference->role_hash; /* "Grace said", of Peter Grace */
        if (entity == HS_NONE || !may_bear(linker, hs_linker_entity(linker, entity), reference,
                                           surname_first || surname_alone))
            continue;
        if (surname_first && reference->gender) /* "Mr Wei" of Wei Lanfen, or "Sir Tom" */
            hs_linker_entity(linker, entity)->gender = reference->gender;
        return entity;
    }
    return HS_NONE;
}

uint32_t hs_resolve_short_name(hs_linker *linker, const hs_reference *reference)
{
    static uint32_t (*const ways[])(hs_linker *, const hs_reference *) = {
        find_bereaved,       find_among_bearers, find_by_keys,      find_in_family,
        find_by_bare_office, find_body_by_first, find_near_spelling};
    uint32_t entity = reference->as_it ? find_body_by_first(linker, reference) : HS_NONE;
    for (size_t i = 0; i < HS_COUNT(ways) && entity == HS_NONE; i++)
        entity = ways[i](linker, reference); /* as_it: Orlo Foods, though its head is Ana Orlo */
    return entity;
}

/* "Northern Counties" for Northern Counties Railways; "West Orlo" is not West Orlo Police. */
uint32_t hs_resolve_beginning(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_BODY_FIRST, reference->first_hash);
    if (entity == HS_NONE || !acts(linker, reference))
        return HS_NONE;
    const hs_linked_entity *body = hs_linker_entity(linker, entity);
    hs_str name = hs_linker_text(linker, reference->name);
    bool begins = body->name.length > name.length && body->name.bytes[name.length] == ' ' &&
                  hs_str_equal_ignoring_case(hs_str_slice(body->name, 0, name.length), name);
    if (!begins || !body->in_prose || body->place || hs_body_of_place(body->name))
        return HS_NONE;
    hs_entities_set(&linker->entities, HS_KEY_NAME, reference->name_hash, entity);
    return entity;
}
