/* Two who were named and whom no list joins: "both candidates", "the two men", "the couple", and
 * "they" of a couple.
 */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

/* "both candidates", "the two men": as many as two, whom the text need not name beside it. */
static bool means_two(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const openings[] = {
        "both",    "both of them", "the two",     "both of the",  "the couple", "the pair",
        "the duo", "the brothers", "the sisters", "the siblings", "the twins",  "the newlyweds"};
    hs_str words = hs_linker_text(linker, reference->span);
    if (reference->document || reference->owner != HS_NONE)
        return false;
    for (size_t i = 0; i < HS_COUNT(openings); i++) {
        hs_str opening = hs_str_from(openings[i]);
        if (words.length >= opening.length &&
            hs_str_equal_ignoring_case(hs_str_slice(words, 0, opening.length), opening) &&
            (words.length == opening.length || words.bytes[opening.length] == ' '))
            return true;
    }
    return false;
}

/* Whether a noun tells that several are bodies: "both companies". */
static bool names_bodies(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const words[] = {"companies", "firms",    "banks",     "unions",
                                        "councils",  "agencies", "clubs",     "carriers",
                                        "chains",    "airlines", "charities", "trusts"};
    hs_str head = hs_linker_text(linker, reference->head);
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hs_str_is_ignoring_case(head, words[i]))
            return true;
    return false;
}

/* Whether a name may be a body's, and by a word alone if `short_too` says so: "Lumera". */
static bool may_be_body(const hs_linked_entity *entity, bool short_too)
{
    if (entity->kind == HS_ENTITY_GROUP)
        return false;
    if (entity->full)
        return !entity->sure_person;
    return short_too && !entity->place &&
           (entity->kind == HS_ENTITY_ORGANISATION || entity->kind == HS_ENTITY_OTHER ||
            hs_entity_person_by_tag(entity));
}

/* Whether an entity may be one of two whom a description means: not whoever does something to them
 * in its sentence. */
static bool one_of_two(const hs_linker *linker, const hs_linked_entity *entity,
                       const hs_reference *reference, bool bodies, bool short_too)
{
    bool acts = entity->sentence == linker->sentence_base + reference->sentence &&
                entity->relation == HS_PLACE_SUBJECT && reference->relation == HS_PLACE_OBJECT;
    if (entity->described || entity->country || acts)
        return false;
    return bodies ? may_be_body(entity, short_too) : entity->kind == HS_ENTITY_PERSON;
}

/* Whether the text tells of two whom it does not name: "two night staff", whom "the two workers"
 * may mean. */
static bool tells_of_two(const hs_linker *linker)
{
    enum { BACK = 24 };
    uint32_t count = (uint32_t)linker->mentions.count;
    for (uint32_t i = count; i-- > 0 && count - i <= BACK;) {
        const hs_linked_mention *mention = &linker->mentions.items[i];
        const hs_linked_entity *entity = hs_linker_entity(linker, mention->entity);
        if (entity->described && entity->member_count == 0 &&
            hs_str_starts_with(entity->name, HS_STR("two ")))
            return true;
    }
    return false;
}

/* The two people or bodies, and no more, whom the paragraph has named so far, or else the two whom
 * it and the one before name; whoever says "both" is none of them. */
static bool find_two(hs_linker *linker, const hs_reference *reference, bool bodies, bool short_too,
                     uint32_t two[2])
{
    uint32_t count = 0, from = linker->block;
    uint32_t speaker =
        reference->inside == HS_NONE ? HS_NONE : hs_resolve_enclosing(linker, reference);
    for (size_t i = linker->mentions.count; i-- > 0;) {
        uint32_t index = linker->mentions.items[i].entity;
        const hs_linked_entity *entity = hs_linker_entity(linker, index);
        if (linker->mentions.items[i].mention.place.block < from) {
            if (count == 2 || from != linker->block || from == 0)
                break;
            from--;
        }
        if (!one_of_two(linker, entity, reference, bodies, short_too) || index == speaker ||
            (count > 0 && two[0] == index) || (count > 1 && two[1] == index))
            continue;
        if (count == 2)
            return false;
        two[count++] = index;
    }
    return count == 2;
}

/* Likewise of bodies: those with a name of several words, or else of one too: "Lumera". */
static bool find_two_bodies(hs_linker *linker, const hs_reference *reference, uint32_t two[2])
{
    return find_two(linker, reference, true, false, two) ||
           find_two(linker, reference, true, true, two);
}

/* The party of two who were found backwards. */
static uint32_t both_of(hs_linker *linker, const uint32_t two[2])
{
    return hs_resolve_group(linker, (uint32_t[]){two[1], two[0]}, 2);
}

/* What all of several are, where their noun says so. */
static uint8_t gender_of_all(const hs_linker *linker, const hs_reference *reference)
{
    hs_str head = hs_linker_text(linker, reference->head);
    bool women = hs_str_equal_ignoring_case(head, HS_STR("women")) ||
                 hs_str_equal_ignoring_case(head, HS_STR("sisters"));
    bool men = hs_str_equal_ignoring_case(head, HS_STR("men")) ||
               hs_str_equal_ignoring_case(head, HS_STR("brothers"));
    return women ? HS_GENDER_FEMALE : men ? HS_GENDER_MALE : HS_GENDER_UNKNOWN;
}

/* Whether one of two was joined to the other, "Ana Ruiz and her brother, Tom": by a mention of
 * late. */
static bool were_joined(const hs_linker *linker, const uint32_t two[2])
{
    enum { BACK = 16 };
    uint32_t count = (uint32_t)linker->mentions.count;
    for (uint32_t i = count; i-- > 0 && count - i <= BACK;) {
        const hs_linked_mention *it = &linker->mentions.items[i];
        const hs_block_findings *findings = linker->all_findings[it->mention.place.block];
        if ((it->entity == two[0] || it->entity == two[1]) &&
            findings->references[it->reference].relation == HS_PLACE_JOINED)
            return true;
    }
    return false;
}

/* "Orlo Foods and Lumera … the companies": no more than two, whom the text joined. */
static bool find_joined(hs_linker *linker, const hs_reference *reference, uint32_t two[2])
{
    bool bare = reference->definite && reference->word_count == 1 && reference->owner == HS_NONE &&
                !reference->document;
    if (!bare || !find_two_bodies(linker, reference, two))
        return false;
    return hs_linker_entity(linker, two[0])->sentence ==
               hs_linker_entity(linker, two[1])->sentence &&
           were_joined(linker, two);
}

uint32_t hs_resolve_two(hs_linker *linker, const hs_reference *reference)
{
    uint32_t two[2];
    bool bodies = names_bodies(linker, reference);
    hs_str words = hs_linker_text(linker, reference->span);
    bool bare = hs_str_equal_ignoring_case(words, HS_STR("the two"));
    if (bodies && find_joined(linker, reference, two))
        return both_of(linker, two);
    if (!(reference->plural || bodies || bare) || !means_two(linker, reference))
        return HS_NONE;
    if (!bodies && !bare && tells_of_two(linker))
        return HS_NONE;
    uint64_t latest =
        hs_name_hash(bodies ? HS_STR("the latest two bodies") : HS_STR("the latest two"));
    if (bodies ? !find_two_bodies(linker, reference, two)
               : !find_two(linker, reference, false, false, two))
        return hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION, latest);
    uint8_t all = gender_of_all(linker, reference);
    for (size_t i = 0; i < 2; i++) { /* "both women" are not Ana Ruiz and Tom Orlo */
        if (hs_genders_clash(hs_linker_entity(linker, two[i])->gender, all))
            return HS_NONE;
    }
    uint32_t group = both_of(linker, two);
    hs_entities_set(&linker->entities, HS_KEY_DESCRIPTION, latest, group);
    return group;
}

uint32_t hs_resolve_couple(hs_linker *linker, const hs_reference *reference, uint32_t since)
{
    uint32_t two[2];
    if (!find_two(linker, reference, false, false, two))
        return HS_NONE;
    const hs_linked_entity *a = hs_linker_entity(linker, two[0]);
    const hs_linked_entity *b = hs_linker_entity(linker, two[1]);
    bool together = a->sentence == b->sentence && a->block == b->block && a->sentence >= since &&
                    were_joined(linker, two) &&
                    linker->sentence_base + reference->sentence - a->sentence <= 2;
    return together ? both_of(linker, two) : HS_NONE;
}
