/* Descriptions to entities: "the minister", "her lawyer", "Brennick council", "two brokers, Ana
 * Ruiz and Tom Orlo". Whom one means among those whom the text has told of, candidates.c chooses.
 */
#include <stdio.h>
#include <string.h>

#include "annotate/reading/meaning.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/candidate_fits.h"
#include "annotate/resolution/candidates.h"
#include "annotate/resolution/office_kinds.h"
#include "annotate/resolution/resolve.h"

/* Whose they are: of "Ana Ruiz's lawyers" Ana Ruiz, and of "lawyers for Ana Ruiz" as well. */
static uint32_t owner_of(hs_linker *linker, const hs_reference *reference)
{
    if (reference->owner != HS_NONE)
        return hs_resolve_reference(linker, reference->owner);
    const hs_block_findings *findings = linker->findings;
    uint32_t next = (uint32_t)(reference - findings->references) + 1;
    if (!reference->plural || next >= findings->reference_count)
        return HS_NONE;
    const hs_reference *other = &findings->references[next];
    if (other->kind != HS_REFERENCE_NAME || other->span.end != reference->span.end ||
        other->span.start <= reference->head.end)
        return HS_NONE;
    hs_str between = hs_linker_text(linker, (hs_span){reference->head.end, other->span.start});
    bool belongs = hs_str_equal(between, HS_STR(" for ")) ||
                   hs_str_equal(between, HS_STR(" of ")) || hs_str_equal(between, HS_STR(" to "));
    return belongs ? hs_resolve_reference(linker, next) : HS_NONE;
}

/* What two descriptions share when they say the same: "his lawyer" is another's than "her lawyer".
 */
uint64_t hs_resolve_description_key(hs_linker *linker, const hs_reference *reference)
{
    uint32_t owner = owner_of(linker, reference);
    return owner == HS_NONE ? reference->name_hash
                            : reference->name_hash ^ (owner + 1) * UINT64_C(0x9e3779b97f4a7c15);
}

/* The first apostrophe of a text: ' or its curled form; 0: there is none. */
static char apostrophe(hs_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] == '\'' ||
            (i + 2 < text.length && memcmp(text.bytes + i, "\xE2\x80\x99", 3) == 0))
            return text.bytes[i];
    return 0;
}

/* Whether apostrophes are curled in this block, or in the nearest before it that has one. */
static bool curls(const hs_linker *linker)
{
    enum { BACK = 8 };
    char mark = 0;
    for (uint32_t i = 0; i <= linker->block && i < BACK && !mark; i++)
        mark = apostrophe(linker->blocks->entries[linker->block - i].block->text);
    return mark && mark != '\'';
}

/* "her lawyer", but not the letter of "she wrote a letter". */
static bool owned_by_pronoun(const hs_linker *linker, const hs_reference *reference)
{
    if (reference->owner == HS_NONE)
        return false;
    const hs_reference *owner = &linker->findings->references[reference->owner];
    return owner->kind == HS_REFERENCE_PRONOUN && owner->span.start >= reference->span.start &&
           owner->span.start < reference->span.end;
}

/* "Ana Ruiz's lawyer" for "her lawyer"; the words themselves where they name the owner. */
static hs_str name_of_described(hs_linker *linker, const hs_reference *reference)
{
    hs_str words = hs_linker_text(linker, reference->span);
    if (!owned_by_pronoun(linker, reference))
        return words;
    uint32_t owner = hs_resolve_reference(linker, reference->owner);
    if (owner == HS_NONE || hs_linker_entity(linker, owner)->name.length == 0 ||
        hs_linker_entity(linker, owner)->described) /* or names of names would grow without end */
        return words;
    hs_str name = hs_linker_entity(linker, owner)->name;
    bool ends_in_s = name.bytes[name.length - 1] == 's';
    const char *mark = curls(linker) ? "\xE2\x80\x99" : "'";
    hs_str rest = hs_linker_text(linker, (hs_span){reference->name.start, reference->span.end});
    size_t room = name.length + rest.length + 8;
    char *text = hs_arena_alloc(linker->arena, room);
    int length = snprintf(text, room, "%.*s%s%s %.*s", (int)name.length, name.bytes, mark,
                          ends_in_s ? "" : "s", (int)rest.length, rest.bytes);
    return hs_str_make(text, (size_t)length);
}

/* Whether a description's noun is for something that neither acts nor speaks: "its prices". */
static bool means_thing(const hs_reference *reference)
{
    static const uint32_t parties =
        1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE;
    return reference->entity_kind == HS_ENTITY_OTHER && reference->noun_kind && !reference->human &&
           !(parties >> reference->noun_kind & 1u);
}

static uint32_t add_described(hs_linker *linker, const hs_reference *reference)
{
    uint32_t owner = owner_of(linker, reference);
    uint32_t entity = hs_entities_add(
        &linker->entities,
        (hs_linked_entity){.name = name_of_described(linker, reference),
                           .role = hs_linker_text(linker, reference->role),
                           .kind = reference->entity_kind,
                           .gender = reference->gender,
                           .same_last = HS_NONE,
                           .composed = owned_by_pronoun(linker, reference) ||
                                       (reference->owner == HS_NONE && owner != HS_NONE),
                           .whose = hs_reference_is_whose(linker, reference),
                           .owner = owner == HS_NONE ? 0 : owner + 1,
                           .described = true,
                           .several = reference->several,
                           .document = reference->document,
                           .evidence = reference->evidence,
                           .thing = means_thing(reference)});
    hs_entities_set(&linker->entities, HS_KEY_DESCRIPTION,
                    hs_resolve_description_key(linker, reference), entity);
    hs_resolve_enrich(linker, entity, reference);
    if (reference->entity_kind == HS_ENTITY_PERSON)
        hs_resolve_enter_role(linker, entity, reference);
    if (reference->entity_kind == HS_ENTITY_ORGANISATION)
        hs_entities_set(&linker->entities, HS_KEY_LAST, reference->head_hash, entity);
    return entity;
}

/* "the Ruiz campaign" rather than "Ana Ruiz's campaign", which was put together for "her
 * campaign", "Ruiz's lawyers" rather than "lawyers for Ruiz", and "the GWU union" rather than
 * "union" of a heading. */
static void name_by_words(hs_linker *linker, uint32_t index, const hs_reference *reference)
{
    hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (reference->own_name && entity->described && entity->modifier_count == 0) {
        entity->name = hs_linker_text(linker, reference->span);
        hs_resolve_enrich(linker, index, reference);
        return;
    }
    bool said = reference->owner != HS_NONE &&
                linker->findings->references[reference->owner].kind == HS_REFERENCE_NAME;
    if (!entity->composed || !said ||
        hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION,
                         hs_resolve_description_key(linker, reference)) != index)
        return;
    entity->name = hs_linker_text(linker, reference->span);
    entity->composed = false;
}

/* "Ruiz's barrister", "her spokesman": somebody whom the text says to be that, or else another than
 * all so far. */
static bool of_somebody(hs_linker *linker, const hs_reference *reference)
{
    const hs_reference *owner =
        reference->owner == HS_NONE ? NULL : &linker->findings->references[reference->owner];
    bool named = owner && owner->kind == HS_REFERENCE_NAME;
    bool his = owner && owned_by_pronoun(linker, reference) && owner->gender &&
               hs_reference_is_voice(reference);
    return (named || his) && owner->entity_kind == HS_ENTITY_PERSON &&
           reference->entity_kind == HS_ENTITY_PERSON &&
           hs_entities_find(&linker->entities, HS_KEY_ROLE, reference->role_hash) == HS_NONE;
}

/* "The landlord", "the developer": a person or a firm. Where nobody is called so, it may be a firm
 * that the text has named. */
static uint32_t firm_called_so(hs_linker *linker, const hs_reference *reference)
{
    static const char *const either[] = {"landlord", "developer", "contractor", "broadcaster",
                                         "builder",  "owner",     "publisher",  "producer",
                                         "supplier", "employer",  "promoter",   "organiser"};
    hs_str head = hs_linker_text(linker, reference->head);
    bool may = false;
    for (size_t i = 0; i < HS_COUNT(either); i++)
        may = may || hs_str_is_ignoring_case(head, either[i]);
    bool alone = reference->span.end == reference->head.end; /* not "the owner of Orlo Foods" */
    if (!may || !alone || reference->gender || reference->owner != HS_NONE ||
        reference->word_count != 1 ||
        hs_entities_find(&linker->entities, HS_KEY_OFFICE, reference->role_hash) != HS_NONE ||
        hs_entities_find(&linker->entities, HS_KEY_ROLE, reference->role_hash) != HS_NONE)
        return HS_NONE;
    hs_reference firm = *reference;
    firm.entity_kind = HS_ENTITY_ORGANISATION;
    firm.enterprise = true;
    uint32_t entity = hs_candidates_choose(linker, &firm, HS_MENTION_BODY, HS_NONE);
    return entity != HS_NONE && !hs_linker_entity(linker, entity)->described ? entity : HS_NONE;
}

/* "The paper" is a newspaper that the text has named, where there is one. */
static uint32_t press_called_so(hs_linker *linker, const hs_reference *reference)
{
    if (!hs_str_equal_ignoring_case(hs_linker_text(linker, reference->head), HS_STR("paper")) ||
        !reference->definite || reference->word_count != 1 || reference->owner != HS_NONE)
        return HS_NONE;
    hs_reference press = *reference;
    press.entity_kind = HS_ENTITY_ORGANISATION;
    press.document = false;
    press.enterprise = true;
    uint32_t entity = hs_candidates_choose(linker, &press, HS_MENTION_BODY, HS_NONE);
    bool named = entity != HS_NONE && !hs_linker_entity(linker, entity)->described;
    return named && hs_body_kinds_fit(hs_body_kinds_of(&press), hs_linker_entity(linker, entity))
               ? entity
               : HS_NONE;
}

/* "The city of Ardley": Ardley, or HS_NONE. */
static uint32_t place_behind(hs_linker *linker, const hs_reference *reference)
{
    const hs_block_findings *findings = linker->findings;
    uint32_t next = (uint32_t)(reference - findings->references) + 1;
    hs_str of = HS_STR(" of ");
    bool named = next < findings->reference_count &&
                 findings->references[next].kind == HS_REFERENCE_NAME &&
                 findings->references[next].span.start == reference->head.end + of.length;
    return named ? hs_resolve_reference(linker, next) : HS_NONE;
}

/* Whether a description is of a town: "the city", and no "city hall". */
static bool says_town(const hs_linker *linker, const hs_reference *reference)
{
    static const hs_str towns[] = {{"town", 4}, {"city", 4}, {"village", 7}, {"borough", 7}};
    return hs_str_among_ignoring_case(hs_linker_text(linker, reference->head), towns,
                                      HS_COUNT(towns)) &&
           hs_body_kinds_of_place(reference);
}

/* The place that the paragraphs around tell of most, by its name, or HS_NONE. */
static uint32_t place_around(const hs_linker *linker)
{
    enum { BLOCKS = 3, MENTIONS = 64 };
    uint32_t best = HS_NONE, count = (uint32_t)linker->mentions.count;
    for (uint32_t i = count; i-- > 0 && i + MENTIONS >= count;) {
        const hs_linked_mention *mention = &linker->mentions.items[i];
        const hs_linked_entity *entity = hs_linker_entity(linker, mention->entity);
        if (mention->mention.place.block + BLOCKS < linker->block)
            break;
        bool fits = (entity->kind == HS_ENTITY_PLACE || entity->place) && !entity->country &&
                    !entity->described;
        if (fits &&
            (best == HS_NONE || entity->mentions > hs_linker_entity(linker, best)->mentions))
            best = mention->entity;
    }
    return best;
}

/* "The town said", "accused the town"; "the city of Ardley". */
static uint32_t town_called_so(hs_linker *linker, const hs_reference *reference)
{
    if (!says_town(linker, reference))
        return HS_NONE;
    hs_str text = hs_linker_block(linker)->text;
    if (hs_str_starts_with(hs_str_slice(text, reference->head.end, text.length), HS_STR(" of ")))
        return place_behind(linker, reference);
    bool acts = reference->speaks || reference->relation == HS_PLACE_SUBJECT ||
                reference->relation == HS_PLACE_OBJECT;
    bool told =
        hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION, reference->name_hash) != HS_NONE;
    return acts && !told ? place_around(linker) : HS_NONE;
}

/* Whom the same words described before, or HS_NONE. */
static uint32_t find_told(hs_linker *linker, const hs_reference *reference)
{
    return hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION,
                            hs_resolve_description_key(linker, reference));
}

/* Whoever speaks is not meant: neither in his own words, nor by "Ana Ruiz said the mayor had lied".
 */
static uint32_t not_meant(hs_linker *linker, const hs_reference *reference)
{
    uint32_t own = hs_resolve_own_voice(linker, reference);
    return own == HS_NONE && reference->inside != HS_NONE &&
                   hs_situation_does_wrong(linker, reference)
               ? hs_resolve_enclosing(linker, reference)
               : own;
}

/* "The prime minister's spokesman", where the text has told of spokesmen of others alone: one more,
 * unless the same words told of him. */
static bool voice_of_another(hs_linker *linker, const hs_reference *reference)
{
    uint32_t owner = reference->owner;
    if (owner == HS_NONE || !hs_reference_is_voice(reference) ||
        linker->findings->references[owner].span.start >= reference->head.start)
        return false;
    uint32_t whose = hs_resolve_reference(linker, owner);
    bool others = false;
    for (uint32_t i = 0; whose != HS_NONE && i < linker->recent_count; i++) {
        const hs_linked_entity *it = hs_linker_entity(linker, linker->recent[i]);
        if (it->kind != HS_ENTITY_PERSON ||
            !hs_hashes_hold(it->roles, it->role_count, reference->role_hash))
            continue;
        bool told = it->described && hs_str_contains_ignoring_case(it->name, HS_STR(" for "));
        if (hs_entity_is_of(it, whose) || !(it->owner || it->side || it->speaks_for || told))
            return false;
        others = true;
    }
    return others;
}

/* Whether a name has the word that somebody is called by: "Sheriff" of "Orlo Sheriff's Office". */
static bool named_after(const hs_linker *linker, const hs_linked_entity *body,
                        const hs_reference *holder)
{
    hs_str word = hs_name_last_word(hs_linker_text(linker, holder->head));
    for (size_t at = 0; at < body->name.length;) {
        hs_str next = hs_name_next_word(body->name, &at);
        if (hs_str_equal_ignoring_case(hs_str_slice(next, 0, word.length), word))
            return true;
    }
    return false;
}

/* "Ruiz's office", "the senator's office" is not the Budget Office, though the sheriff's office may
 * be the Orlo Sheriff's Office. */
static bool of_another(const hs_linker *linker, uint32_t entity, const hs_reference *reference)
{
    static const hs_str held[] = {{"office", 6}, {"campaign", 8}, {"administration", 14}};
    const hs_reference *holder =
        reference->owner == HS_NONE ? NULL : &linker->findings->references[reference->owner];
    if (!holder || entity == HS_NONE || hs_linker_entity(linker, entity)->described ||
        !hs_str_among_ignoring_case(hs_linker_text(linker, reference->head), held, HS_COUNT(held)))
        return false;
    const hs_linked_entity *body = hs_linker_entity(linker, entity);
    if (holder->kind == HS_REFERENCE_PRONOUN) /* "her office" */
        return holder->gender && !apostrophe(body->name);
    return (holder->entity_kind == HS_ENTITY_PERSON || holder->role_hash) &&
           !named_after(linker, body, holder);
}

/* The person or body that a definite description is likeliest to mean, or HS_NONE. */
static uint32_t choose_described(hs_linker *linker, const hs_reference *reference)
{
    if (of_somebody(linker, reference) || voice_of_another(linker, reference))
        return find_told(linker, reference);
    switch ((hs_entity_kind)reference->entity_kind) {
    case HS_ENTITY_PERSON: {
        uint32_t firm = firm_called_so(linker, reference);
        return firm == HS_NONE ? hs_resolve_person(linker, reference, not_meant(linker, reference))
                               : firm;
    }
    case HS_ENTITY_ORGANISATION:
    case HS_ENTITY_PLACE:
        return hs_candidates_choose(linker, reference, HS_MENTION_BODY, HS_NONE);
    default:
        return hs_candidates_choose(linker, reference,
                                    hs_office_kinds_meant(reference)    ? HS_MENTION_PERSON
                                    : hs_body_kinds_of_place(reference) ? HS_MENTION_BODY
                                                                        : HS_MENTION_THING,
                                    HS_NONE);
    }
}

/* "Brennick council", "Brennick's council": the body of that place and noun that the text names. */
static uint32_t body_named(hs_linker *linker, const hs_reference *reference)
{
    if (reference->entity_kind != HS_ENTITY_ORGANISATION || reference->owner == HS_NONE)
        return HS_NONE;
    const hs_reference *owner = &linker->findings->references[reference->owner];
    if (owner->kind != HS_REFERENCE_NAME)
        return HS_NONE;
    return hs_entities_find(&linker->entities, HS_KEY_BODY,
                            hs_body_hash(owner->first_hash, reference->head_hash));
}

/* "Ana Ruiz and Tom Orlo" for "two brokers", who are so named. */
static void name_by_members(hs_linker *linker, uint32_t group)
{
    hs_linked_entity *entity = hs_linker_entity(linker, group);
    if (entity->member_count == 2 && entity->described)
        hs_resolve_name_group(linker, group);
}

/* Who a group is, where its description is followed by their names. */
static void note_members(hs_linker *linker, uint32_t group, const hs_reference *reference)
{
    const hs_reference *references = linker->findings->references;
    uint32_t last = reference->members[1];
    if (reference->members[0] == HS_NONE || hs_linker_entity(linker, group)->member_count > 0)
        return;
    for (uint32_t i = reference->members[0]; i <= last; i++) {
        bool qualifies = i < last && references[i + 1].owner == i;
        uint32_t member = references[i].kind != HS_REFERENCE_NAME || qualifies
                              ? HS_NONE
                              : hs_resolve_reference(linker, i);
        hs_linked_entity *entity = hs_linker_entity(linker, group);
        if (member != HS_NONE && member != group && entity->member_count < HS_ENTITY_MEMBERS)
            entity->members[entity->member_count++] = member;
    }
    name_by_members(linker, group);
    /* "the brokers" and "the pair" are they from now on */
    hs_entities_set(&linker->entities, HS_KEY_DESCRIPTION, reference->head_hash, group);
    if (hs_linker_entity(linker, group)->member_count == 2)
        hs_entities_set(&linker->entities, HS_KEY_DESCRIPTION, hs_name_hash(HS_STR("pair")), group);
}

/* Whether an entity may be "the former": a party, or whatever has a name. */
static bool may_be_former(const hs_linked_entity *entity)
{
    return !entity->described || entity->kind != HS_ENTITY_OTHER;
}

/* "The former", "the latter": of the latest two that this paragraph and the one before tell of, the
 * one that was mentioned first, and the other. */
static uint32_t resolve_of_two(hs_linker *linker, const hs_reference *reference)
{
    hs_str head = hs_linker_text(linker, reference->head);
    bool latter = hs_str_equal_ignoring_case(head, HS_STR("latter"));
    if (!reference->definite || (!latter && !hs_str_equal_ignoring_case(head, HS_STR("former"))))
        return HS_NONE;
    uint32_t two[2], first[2] = {0, 0}, count = 0;
    for (uint32_t i = (uint32_t)linker->mentions.count; i-- > 0;) {
        const hs_linked_mention *mention = &linker->mentions.items[i];
        if (mention->mention.place.block + 1 < linker->block)
            break;
        if (!may_be_former(hs_linker_entity(linker, mention->entity)))
            continue;
        uint32_t k = 0;
        while (k < count && two[k] != mention->entity)
            k++;
        if (k == HS_COUNT(two))
            break;
        two[k] = mention->entity;
        first[k] = i;
        count += k == count;
    }
    if (count < HS_COUNT(two))
        return HS_NONE;
    uint32_t earlier = first[0] < first[1] ? 0 : 1;
    return two[latter ? 1 - earlier : earlier];
}

/* "Cook wins" in a heading, "Church added", where the text names an Ana Cook or Ana Church. */
static uint32_t bearer_in_heading(hs_linker *linker, const hs_reference *reference)
{
    if (reference->definite || reference->word_count != 1 ||
        !(hs_linker_heading(linker, linker->block) || reference->speaks))
        return HS_NONE;
    hs_str word = hs_linker_text(linker, reference->head);
    bool capital = word.length > 0 && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
    uint32_t bearer =
        capital ? hs_entities_find(&linker->entities, HS_KEY_LAST, reference->head_hash) : HS_NONE;
    return bearer != HS_NONE && hs_linker_entity(linker, bearer)->sure_person &&
                   hs_linker_entity(linker, bearer)->full
               ? bearer
               : HS_NONE;
}

/* “The speaker walked out,” he said of Ana Ruiz: the party that the quote begins with. */
static uint32_t said_of(hs_linker *linker, const hs_reference *reference)
{
    enum { MARKS = 4 }; /* bytes */
    const hs_attribution *said =
        reference->inside == HS_NONE ? NULL : &linker->findings->attributions[reference->inside];
    bool opens = said && said->content_count > 0 &&
                 reference->span.start <= said->content[0].start + MARKS && reference->definite &&
                 reference->subject && !reference->plural &&
                 reference->entity_kind == HS_ENTITY_PERSON;
    uint32_t topic = opens ? hs_resolve_said_of(linker, reference) : HS_NONE;
    return topic == HS_NONE ? HS_NONE : hs_resolve_reference(linker, topic);
}

/* "The archaeologist": who alone is named with that word, where no list has it as an office. */
static uint32_t named_so(hs_linker *linker, const hs_reference *reference)
{
    if (!reference->human || !reference->definite || reference->plural ||
        reference->entity_kind != HS_ENTITY_OTHER || reference->owner != HS_NONE)
        return HS_NONE;
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_OFFICE, reference->role_hash);
    bool one = entity != HS_NONE && entity != HS_SEVERAL &&
               hs_linker_entity(linker, entity)->mentions > 0 &&
               hs_linker_entity(linker, entity)->kind == HS_ENTITY_PERSON;
    return one ? entity : HS_NONE;
}

/* "The Ostran government", "the Ostran embassy": a body with a name of its own, not the country. */
static bool own_body(hs_linker *linker, uint32_t entity, const hs_reference *reference)
{
    return entity != HS_NONE && hs_linker_entity(linker, entity)->country &&
           hs_linker_entity(linker, entity)->kind == HS_ENTITY_PLACE &&
           reference->owner != HS_NONE &&
           linker->findings->references[reference->owner].kind == HS_REFERENCE_NAME;
}

/* "This newspaper": whoever publishes the text, which it names nowhere else. */
static bool own_outlet(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const outlets[] = {"this newspaper", "this paper",  "this website",
                                          "this magazine",  "this column", "this programme"};
    hs_str text = hs_linker_text(linker, reference->span);
    for (size_t i = 0; i < HS_COUNT(outlets); i++)
        if (hs_str_is_ignoring_case(text, outlets[i]))
            return true;
    return false;
}

/* "The mayor, Ana Ruiz": whoever the name beside it is, or HS_NONE. */
static uint32_t bearer_beside(hs_linker *linker, const hs_reference *reference)
{
    uint32_t entity = hs_resolve_reference(linker, reference->apposed);
    if (entity != HS_NONE) { /* or the name waits for whoever this is */
        hs_resolve_enrich(linker, entity, reference);
        hs_resolve_enter_role(linker, entity, reference);
    }
    return entity;
}

/* Whom the text told of before, by its rules or as the likeliest; or HS_NONE. */
static uint32_t find_among_told(hs_linker *linker, const hs_reference *reference)
{
    bool group = reference->plural && reference->definite && !reference->document;
    uint32_t entity = HS_NONE;
    if (own_outlet(linker, reference))
        entity = find_told(linker, reference);
    else if (group && hs_candidates_trained(reference))
        entity = hs_candidates_choose(linker, reference, HS_MENTION_GROUP, HS_NONE);
    else if (reference->plural || reference->document)
        entity = find_told(linker, reference);
    else if (reference->definite)
        entity = choose_described(linker, reference);
    if (own_body(linker, entity, reference) || of_another(linker, entity, reference))
        entity = find_told(linker, reference);
    bool two = reference->members[0] == HS_NONE &&
               (entity == HS_NONE || hs_linker_entity(linker, entity)->member_count == 0);
    uint32_t pair = two ? hs_resolve_two(linker, reference) : HS_NONE;
    return pair == HS_NONE ? entity : pair;
}

uint32_t hs_resolve_description(hs_linker *linker, const hs_reference *reference)
{
    static uint32_t (*const ways[])(hs_linker *, const hs_reference *) = {
        body_named,      resolve_of_two, bearer_in_heading, named_so,
        press_called_so, town_called_so, said_of,           hs_resolve_tied};
    if (reference->apposed != HS_NONE &&
        linker->findings->references[reference->apposed].kind == HS_REFERENCE_NAME)
        return bearer_beside(linker, reference);
    if (reference->document)
        hs_resolve_author(linker, reference); /* "the report" later finds them */
    for (size_t i = 0; i < HS_COUNT(ways); i++) {
        uint32_t entity = ways[i](linker, reference);
        if (entity != HS_NONE)
            return entity;
    }
    uint32_t entity = find_among_told(linker, reference);
    if (entity == HS_NONE)
        entity = hs_resolve_ahead(linker, reference);
    if (entity == HS_NONE)
        entity = add_described(linker, reference);
    else
        name_by_words(linker, entity, reference);
    note_members(linker, entity, reference);
    return entity;
}
