/* Who cannot be meant by a mention, whatever the network makes of him: another kind or gender, an
 * argument of the same word, whom somebody who looks on speaks of; and things that do not speak.
 */
#include "annotate/resolution/candidate_fits.h"

#include <string.h>

#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/office_fields.h"
#include "annotate/resolution/office_kinds.h"

static bool several_people(const hs_linked_entity *entity)
{
    bool name = entity->name.length > 0 && memchr(entity->name.bytes, ' ', entity->name.length);
    return entity->kind == HS_ENTITY_GROUP && (entity->described || !name);
}

/* "The palace" is nobody: a noun that no list has, but that is known not to be for people. */
static bool no_person(const hs_reference *reference)
{
    return reference->kind == HS_REFERENCE_DESCRIPTION && reference->noun_kind && !reference->human;
}

/* Whether a text ends as sentences do: with a stop, or the mark that closes a quote. */
static bool ends_sentence(hs_str text)
{
    static const char *const ends[] = {".", "!", "?", "\"", "'", "\u201d", "\u2019"};
    for (size_t i = 0; i < HS_COUNT(ends); i++)
        if (hs_str_ends_with(text, hs_str_from(ends[i])))
            return true;
    return false;
}

/* Whether a block is a heading, or looks like one: "Ex-mayor gets seven years". */
static bool is_headline(const hs_linker *linker, uint32_t block)
{
    const hs_block *it = linker->blocks->entries[block].block;
    return it->kind == HS_BLOCK_HEADING || !ends_sentence(it->text);
}

static bool surely_person(const hs_situation *s, const hs_linked_entity *entity)
{
    return entity->sure_person &&
           (!hs_entity_person_by_tag(entity) || is_headline(s->linker, entity->named_in));
}

/* "They say the company spied": somebody else than the company. */
static bool may_be_of(const hs_situation *s, const hs_linked_entity *entity)
{
    return entity->kind == HS_ENTITY_ORGANISATION && !entity->several &&
           !hs_body_kinds_clash(hs_body_kinds_of(s->of_body), entity);
}

/* "“They took our money,” said one mother": whoever speaks says "we" of the parents, the nurses or
 * the residents of whom she is one. */
static bool speakers_own(const hs_situation *s, const hs_linked_entity *entity)
{
    static const char *const parents[] = {"mother", "father", "mum", "dad", NULL};
    if (s->enclosing == HS_NONE || !s->reference->quoted || !several_people(entity) ||
        !hs_str_ends_with(entity->name, HS_STR("s")))
        return false;
    const hs_linked_entity *speaker = hs_situation_entity(s, s->enclosing);
    hs_str one = hs_str_slice(entity->name, 0, entity->name.length - 1);
    bool of_parents = hs_str_is_ignoring_case(one, "parent");
    bool own = hs_hashes_hold(speaker->roles, speaker->role_count, hs_role_hash(one));
    for (uint32_t i = 0; i < speaker->role_count && of_parents; i++)
        own = own || hs_role_among(speaker->roles[i], parents);
    return own;
}

/* "“It preyed on people,” the charity's head said": not the charity, unless his words tell of it;
 * nor is it "they" of "“They lied to us,” he said".
 */
static bool speakers_body(const hs_situation *s, uint32_t candidate)
{
    if (s->enclosing == HS_NONE || !s->reference->quoted ||
        !(s->kind == HS_MENTION_IT || s->against_us))
        return false;
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    const hs_linked_entity *speaker = hs_situation_entity(s, s->enclosing);
    bool in_words = entity->block == s->block && entity->inside == s->reference->inside;
    bool body = entity->kind == HS_ENTITY_ORGANISATION ||
                (s->against_us && entity->kind != HS_ENTITY_PERSON);
    return speaker->kind == HS_ENTITY_PERSON && hs_entity_is_of(speaker, candidate) && body &&
           !in_words;
}

/* "“They lied,” she told the council": not the council, to which she says "you". */
static bool spoken_to(const hs_situation *s, uint32_t candidate)
{
    if (!s->reference->quoted || s->reference->inside == HS_NONE ||
        s->reference->kind != HS_REFERENCE_PRONOUN)
        return false;
    const hs_block_findings *findings = s->linker->findings;
    uint32_t addressee = findings->attributions[s->reference->inside].addressee;
    return addressee != HS_NONE && s->linker->resolved[addressee] == candidate;
}

static bool kind_fits(const hs_situation *s, const hs_linked_entity *entity)
{
    bool person = entity->kind == HS_ENTITY_PERSON || entity->kind == HS_ENTITY_OTHER;
    switch (s->kind) {
    case HS_MENTION_HE:
    case HS_MENTION_PERSON:
        return (person && !entity->thing && !entity->document && !entity->article) ||
               entity->sure_person;
    case HS_MENTION_BODY: /* "the company" is neither "the unions" nor "Environmentalists" */
        return !(s->reference->enterprise
                     ? surely_person(s, entity) || hs_entity_only_place(entity) ||
                           (several_people(entity) && !s->crowd)
                     : entity->sure_person);
    case HS_MENTION_IT: /* "it said": neither "its workers" nor whom the text calls "he"; "accused
                         * it" may be a firm whose name looks like people's */
        return !(s->reference->blamed && entity->sentence < s->now ? surely_person(s, entity)
                                                                   : entity->sure_person) &&
               !(s->reference->speaks && (entity->several || entity->gender));
    case HS_MENTION_GROUP:
    case HS_MENTION_THEY:
        return !entity->sure_person && !(s->accused && hs_entity_only_place(entity)) &&
               !((s->accused || s->against_us) && entity->thing && !entity->several) &&
               !(s->of_body && may_be_of(s, entity)) && !speakers_own(s, entity);
    case HS_MENTION_THING:
        return !no_person(s->reference) || entity->kind != HS_ENTITY_PERSON;
    default:
        return true;
    }
}

/* "Orlo broke the rules, the regulator said": whom the words of a body that looks on tell of. */
static bool looked_on(const hs_situation *s, const hs_linked_entity *entity)
{
    return s->onlooker != HS_NONE && entity->inside == s->onlooker && entity->block == s->block &&
           entity->subject &&
           !hs_hashes_hold(entity->name_words, entity->name_word_count, s->reference->head_hash) &&
           !hs_hashes_hold(entity->roles, entity->role_count, s->reference->role_hash);
}

static bool called_so(const hs_situation *s, const hs_linked_entity *entity)
{
    return hs_hashes_hold(entity->roles, entity->role_count, s->reference->role_hash);
}

static bool describes_person(const hs_situation *s)
{
    return s->kind == HS_MENTION_PERSON && s->reference->kind == HS_REFERENCE_DESCRIPTION;
}

/* "The coroner" is nobody of whom a text has told without saying so, "the inspector general" no
 * mayor. */
static bool other_office(const hs_situation *s, const hs_linked_entity *entity)
{
    return describes_person(s) &&
           (hs_office_kinds_clash(hs_office_kinds_of_role(s->reference->role_hash),
                                  entity->office_kinds) ||
            (!entity->described && hs_body_looks_on(s->reference) && !called_so(s, entity)));
}

/* "The chief of police said": nobody who talks with whoever says that, unless he is known as such.
 */
static bool talks_here(const hs_situation *s, uint32_t candidate)
{
    const hs_linker *linker = s->linker;
    return describes_person(s) && s->reference->role_hash &&
           hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN &&
           (candidate == linker->turn_speakers[0] || candidate == linker->turn_speakers[1]) &&
           !called_so(s, hs_situation_entity(s, candidate));
}

/* "“It was the manager,” Ana Ruiz said": another; "your mother" may be who says it. */
static bool describes_himself(const hs_situation *s, uint32_t candidate)
{
    return describes_person(s) && s->reference->quoted && candidate == s->enclosing &&
           s->reference->owner == HS_NONE;
}

bool hs_own_names_hold(const hs_own_names *names, uint64_t first, uint64_t last)
{
    for (uint32_t i = 0; i < names->count; i++) {
        uint64_t own_first = names->items[i].first, own_last = names->items[i].last;
        if (own_first ? own_last == last && (own_first == first || first == last)
                      : own_last == last || own_last == first)
            return true;
    }
    return false;
}

/* "“Ruiz is weak on this,” he said", "She said Ms Ruiz had lied": nobody whom his own words name.
 */
static bool named_in_own_words(const hs_situation *s, const hs_linked_entity *entity)
{
    return s->own_names.count > 0 &&
           hs_own_names_hold(&s->own_names, entity->first_hash, entity->last_hash);
}

/* "Ruiz's campaign" is not the Orlo campaign, nor "the campaign" of which nobody is told that it is
 * hers; and "his father" not the father of whoever spoke before. */
static bool anothers(const hs_situation *s, const hs_linked_entity *entity)
{
    uint32_t owner = s->reference->owner;
    if (owner == HS_NONE || s->owner == HS_NONE || hs_entity_is_of(entity, s->owner) ||
        s->reference->kind != HS_REFERENCE_DESCRIPTION || !entity->described)
        return false;
    const hs_reference *whose = &s->linker->findings->references[owner];
    bool by_name = whose->kind == HS_REFERENCE_NAME;
    if (entity->owner)
        return by_name || hs_reference_is_relative(s->reference);
    return by_name && whose->entity_kind == HS_ENTITY_PERSON;
}

/* "The mayor's office" is not the Home Office, of which nobody is told that it is hers. */
static bool another_office(const hs_situation *s, uint32_t candidate)
{
    static const char *const office[] = {"office", NULL};
    uint32_t owner = s->reference->owner;
    if (owner == HS_NONE || s->reference->kind != HS_REFERENCE_DESCRIPTION ||
        !hs_role_among(s->reference->role_hash, office))
        return false;
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    const hs_reference *whose = &s->linker->findings->references[owner];
    bool person = whose->kind == HS_REFERENCE_PRONOUN ? whose->gender != 0
                                                      : whose->entity_kind == HS_ENTITY_PERSON;
    hs_str holder = hs_linker_text(s->linker, whose->head); /* "Orlo Sheriff's Office" is his */
    return person && !entity->described &&
           !(whose->role_hash && hs_str_contains_ignoring_case(entity->name, holder)) &&
           !(s->owner != HS_NONE && hs_entity_is_of(entity, s->owner));
}

/* "Constable Ruiz helped her as her husband had robbed her": nobody of whom the text has told what
 * he is without saying that he is hers, but for one of her surname, or whose wife it says that she
 * is. */
static bool unrelated(const hs_situation *s, const hs_linked_entity *entity)
{
    if (s->owner == HS_NONE || !describes_person(s) || entity->described ||
        entity->role_count == 0 || called_so(s, entity) || !hs_reference_is_relative(s->reference))
        return false;
    const hs_linked_entity *owner = hs_situation_entity(s, s->owner);
    return !(owner->last_hash && owner->last_hash == entity->last_hash) &&
           !hs_entity_is_of(entity, s->owner) &&
           !hs_entity_is_of(owner, (uint32_t)(entity - s->entities));
}

/* "The caretaker said he had knocked": nobody whom the text knows by a name alone, or as kin, but
 * for whom the sentence before is about: "Orlo opened his shop. The shopkeeper said". */
static bool of_the_scene(const hs_situation *s, const hs_linked_entity *entity)
{
    if (!s->of_scene || entity->titled || called_so(s, entity))
        return false;
    if (entity->described) /* nor is the pathologist the caretaker */
        return entity->role_count == 1 && hs_office_comes_with_scene(entity->roles[0]) &&
               !(hs_office_kinds_of_role(s->reference->role_hash) & entity->office_kinds);
    bool told = entity->role_count > 0 && !hs_link_relative(entity);
    bool before = entity->block == s->block && entity->relation == HS_PLACE_SUBJECT &&
                  s->now - entity->sentence == 1;
    return !told && !before;
}

/* "The daughter of one victim": nobody who is named, and nobody else's daughter. */
static bool anothers_relative(const hs_situation *s, const hs_linked_entity *entity)
{
    return describes_person(s) &&
           (entity->composed || (!entity->described && !called_so(s, entity))) &&
           hs_reference_is_whose(s->linker, s->reference);
}

/* "The fire service" is not "the ambulance service", nor the school board the planning board. A
 * hospital or school may be called now by where it is, now by what it does. */
static bool otherwise_qualified(const hs_situation *s, const hs_linked_entity *entity)
{
    static const char *const offices[] = {
        "agency",  "authority", "board",      "bureau",       "commission",   "committee",
        "council", "court",     "department", "directorate",  "inspectorate", "ministry",
        "office",  "panel",     "service",    "subcommittee", "tribunal",     NULL};
    const hs_reference *it = s->reference;
    if (it->modifier_count == 0 || !entity->described || entity->modifier_count == 0 ||
        it->kind != HS_REFERENCE_DESCRIPTION || !called_so(s, entity) ||
        !hs_role_among(it->role_hash, offices))
        return false;
    for (uint32_t i = 0; i < it->modifier_count; i++)
        if (hs_hashes_hold(entity->modifiers, entity->modifier_count, it->modifiers[i]))
            return false;
    return true;
}

/* "The College of Nurses accused the trust. The trust said": not the college, which the text told
 * of beside it. */
static bool told_beside(const hs_situation *s, uint32_t candidate)
{
    if (s->described == HS_NONE || s->described == candidate || s->kind != HS_MENTION_BODY)
        return false;
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    const hs_linked_entity *described = hs_situation_entity(s, s->described);
    return !entity->described && described->mentions > 0 && entity->mentions > 0 &&
           s->now > entity->sentence && entity->sentence == described->sentence &&
           !called_so(s, entity);
}

bool hs_situation_fits(const hs_situation *s, uint32_t candidate, uint32_t except)
{
    const hs_linked_entity *entity = hs_situation_entity(s, candidate);
    uint8_t age = s->reference->age;
    for (uint32_t i = 0; i < s->beside_count; i++)
        if (s->beside[i] == candidate)
            return false;
    return candidate != except && !hs_genders_clash(s->gender, entity->gender) &&
           kind_fits(s, entity) && !speakers_body(s, candidate) && !spoken_to(s, candidate) &&
           !looked_on(s, entity) && !other_office(s, entity) && !named_in_own_words(s, entity) &&
           !talks_here(s, candidate) && !told_beside(s, candidate) &&
           !another_office(s, candidate) && !describes_himself(s, candidate) &&
           !anothers(s, entity) && !otherwise_qualified(s, entity) &&
           !anothers_relative(s, entity) && !unrelated(s, entity) && !of_the_scene(s, entity) &&
           !hs_body_kinds_clash(s->body_kinds, entity) &&
           !hs_office_field_clashes(s->reference, entity) &&
           !hs_office_owner_clashes(s->linker, s->reference, s->owner, entity) &&
           !hs_office_heads_another(s->linker, s->reference, entity) &&
           !(age && entity->age && entity->age != age);
}

bool hs_situation_against_us(const hs_linker *linker, const hs_reference *reference)
{
    enum { NEAR = 4 }; /* references behind */
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(reference - findings->references);
    if (!reference->quoted || reference->governor == HS_NONE ||
        reference->relation != HS_PLACE_SUBJECT)
        return false;
    for (uint32_t i = own + 1; i < findings->reference_count && i <= own + NEAR; i++) {
        const hs_reference *it = &findings->references[i];
        if (it->kind == HS_REFERENCE_PRONOUN && it->first_person &&
            it->sentence == reference->sentence && it->governor == reference->governor)
            return true;
    }
    return false;
}

/* Whether a name in somebody's words stands for another than him: in marks one who does something;
 * else behind him and in the first clause, in any place, since "she" is nobody whom what she says
 * names. "Orlo was late, he said" may be Orlo. */
static bool told_of_by(const hs_linker *linker, const hs_reference *he, const hs_reference *name)
{
    const hs_attribution *said = &linker->findings->attributions[name->inside];
    bool acts = name->subject || name->relation == HS_PLACE_SUBJECT;
    if (said->form == HS_FORM_DIRECT)
        return acts && name->quoted;
    uint32_t start = he->span.end, end = name->span.start;
    if (name->quoted || start >= end ||
        !(acts || name->relation == HS_PLACE_OBJECT || name->relation == HS_PLACE_OBLIQUE))
        return false;
    hs_str between = hs_linker_text(linker, (hs_span){start, end});
    return memchr(between.bytes, ',', between.length) == NULL;
}

/* "He said that", "asked him whether". */
static bool speaks_or_hears(const hs_attribution *said, uint32_t reference)
{
    return said->source == reference || said->addressee == reference;
}

hs_own_names hs_situation_own_names(const hs_linker *linker, const hs_reference *reference)
{
    enum { NEAR = 24 }; /* references to either side */
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(reference - findings->references);
    hs_own_names names = {.count = 0};
    bool hears =
        reference->kind == HS_REFERENCE_PRONOUN &&
        (reference->relation == HS_PLACE_OBJECT || reference->relation == HS_PLACE_OBLIQUE);
    if (!(reference->speaks || hears) || reference->quoted || !reference->gender)
        return names;
    uint32_t end = own + NEAR < findings->reference_count ? own + NEAR : findings->reference_count;
    for (uint32_t i = own > NEAR ? own - NEAR : 0; i < end && names.count < HS_OWN_NAMES_MOST;
         i++) {
        const hs_reference *it = &findings->references[i];
        if (it->kind != HS_REFERENCE_NAME || it->inside == HS_NONE ||
            !speaks_or_hears(&findings->attributions[it->inside], own) ||
            !told_of_by(linker, reference, it))
            continue;
        names.items[names.count].last = it->head_hash;
        names.items[names.count++].first = it->word_count > 1 ? it->first_hash : 0;
    }
    return names;
}

/* Whether a sentence opens with what somebody was asked, "Asked whether", "When pressed on",
 * "Questioned by Ms Hale", or with what he says of others: "Noting that", "Responding to". */
static bool opens_asking(const hs_linker *linker, uint32_t sentence)
{
    static const hs_str when = {"When ", 5};
    static const char *const words[] = {
        "asked ",          "questioned ",     "pressed ",       "challenged ",
        "confronted ",     "cross-examined ", "told ",          "reminded of",
        "quizzed ",        "it was put to ",  "noting that ",   "insisting ",
        "arguing that ",   "claiming that ",  "accusing ",      "criticising ",
        "criticizing ",    "responding to ",  "replying to ",   "referring to ",
        "turning to ",     "praising ",       "describing ",    "pointing out that ",
        "warning ",        "complaining ",    "alleging that ", "blaming ",
        "stressing that ", "adding that ",    "citing "};
    const hs_block *block = hs_linker_block(linker);
    uint32_t start = block->tokens[block->sentences[sentence].first_token].span.start;
    hs_str text = hs_str_slice(block->text, start, block->text.length);
    if (hs_str_starts_with(text, when))
        text = hs_str_slice(text, when.length, text.length);
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hs_str_starts_ignoring_case(text, hs_str_from(words[i])))
            return true;
    return false;
}

uint32_t hs_situation_asked_about(const hs_linker *linker, const hs_reference *reference,
                                  uint32_t others[HS_BESIDE_MOST], uint32_t count)
{
    enum { NEAR = 12 };
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(reference - findings->references), before = count;
    if (!reference->speaks || reference->quoted || !reference->gender || reference->opens ||
        !opens_asking(linker, reference->sentence))
        return count;
    for (uint32_t i = own; i-- > 0 && i + NEAR >= own && count < HS_BESIDE_MOST;) {
        const hs_reference *it = &findings->references[i];
        if (it->sentence != reference->sentence)
            break;
        if (it->speaks && it->relation == HS_PLACE_SUBJECT) /* "Asked why, Ruiz said that he" */
            return before;
        uint32_t entity = linker->resolved[i];
        if (it->kind == HS_REFERENCE_NAME && entity < HS_UNRESOLVED)
            others[count++] = entity;
    }
    return count;
}

/* What a reference is the source of, or HS_NONE. */
static uint32_t attribution_of(const hs_block_findings *findings, const hs_reference *reference)
{
    uint32_t own = (uint32_t)(reference - findings->references);
    for (uint32_t i = 0; reference->speaks && i < findings->attribution_count; i++)
        if (findings->attributions[i].source == own)
            return i;
    return HS_NONE;
}

uint32_t hs_situation_blamed(const hs_linker *linker, const hs_reference *reference,
                             uint32_t others[HS_BESIDE_MOST], uint32_t count)
{
    enum { NEAR = 12 };
    static const char *const words[] = {"embassy", "ministry", "consulate", "mission",
                                        "delegation"};
    bool among = false;
    for (size_t i = 0; i < HS_COUNT(words); i++)
        among = among || hs_str_is(hs_linker_text(linker, reference->head), words[i]);
    const hs_block_findings *findings = linker->findings;
    uint32_t told = among ? attribution_of(findings, reference) : HS_NONE;
    uint32_t own = (uint32_t)(reference - findings->references);
    for (uint32_t i = own; told != HS_NONE && i-- > 0 && i + NEAR >= own;) {
        const hs_reference *it = &findings->references[i];
        if (it->inside != told || !hs_situation_does_wrong(linker, it))
            continue;
        uint32_t country = hs_entities_find(&linker->entities, HS_KEY_COUNTRY, it->country);
        const uint32_t same[] = {linker->resolved[i], it->country ? country : HS_NONE};
        for (size_t k = 0; k < HS_COUNT(same); k++) /* "London", the United Kingdom */
            if (same[k] < HS_UNRESOLVED && count < HS_BESIDE_MOST)
                others[count++] = same[k];
    }
    return count;
}

uint32_t hs_situation_onlooker(const hs_linker *linker, const hs_reference *reference)
{
    bool looks_on = reference->kind == HS_REFERENCE_DESCRIPTION && hs_body_looks_on(reference);
    return looks_on ? attribution_of(linker->findings, reference) : HS_NONE;
}

const hs_reference *hs_situation_of_body(const hs_linker *linker, const hs_reference *reference)
{
    enum { NEAR = 8 };
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(reference - findings->references);
    uint32_t told = attribution_of(findings, reference);
    for (uint32_t i = own + 1; i < findings->reference_count && i <= own + NEAR; i++) {
        const hs_reference *it = &findings->references[i];
        if (told != HS_NONE && it->inside == told && it->enterprise && !it->quoted &&
            it->relation == HS_PLACE_SUBJECT)
            return it;
    }
    return NULL;
}

bool hs_situation_qualified_alike(const hs_situation *s, const hs_linked_entity *entity)
{
    for (uint32_t i = 0; i < s->reference->modifier_count; i++)
        if (!hs_hashes_hold(entity->modifiers, entity->modifier_count, s->reference->modifiers[i]))
            return false;
    return s->reference->modifier_count > 0;
}
