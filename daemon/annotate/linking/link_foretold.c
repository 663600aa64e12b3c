/* "Drug firm hid risk of pill" in a heading, and paragraphs later who the firm is: whoever a text
 * describes at its beginning and names later becomes one party at the end, if the text calls the
 * named one so, accuses both of the like or accuses nobody else who fits, tells of the named one
 * next and as of somebody known, or if nobody else accuses whom the described one does.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/linking/foretold_signs.h"
#include "annotate/linking/ids.h"
#include "annotate/linking/link_alike.h"
#include "annotate/linking/link_findings.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/office_fields.h"
#include "annotate/resolution/office_kinds.h"
#include "base/sorted.h"

enum {
    ALIKE = 2,      /* words that two charges have in common */
    LOOKED_AT = 32, /* descriptions, so that a long first paragraph costs a bounded time */
};

/* Whether an entity is no more than a description. */
static bool only_described(const hs_linker *linker, const hs_linked_entity *entity, bool human)
{
    return linker->opens_text && entity->described && !entity->composed && !entity->whose &&
           (!entity->country || entity->kind == HS_ENTITY_PERSON) && entity->member_count == 0 &&
           (entity->kind == HS_ENTITY_PERSON || entity->kind == HS_ENTITY_ORGANISATION ||
            (human && (entity->kind == HS_ENTITY_OTHER || entity->kind == HS_ENTITY_GROUP)));
}

static bool may_be(const hs_linked_entity *described, const hs_linked_entity *named)
{
    uint8_t kind = described->kind == HS_ENTITY_OTHER ? HS_ENTITY_PERSON : described->kind;
    return !named->described && named->kind == kind && !named->country &&
           !hs_genders_clash(described->gender, named->gender);
}

/* Of "Firm accused of poisoning river" and "accused Petrolane of poisoning": a firm's name is often
 * tagged as a person's where no text knew it. */
static bool may_be_firm(const hs_linked_entity *described, const hs_linked_entity *named)
{
    return described->kind == HS_ENTITY_ORGANISATION && named->kind == HS_ENTITY_PERSON &&
           hs_entity_person_by_tag(named);
}

void hs_link_note_foretold(hs_linker *linker, const hs_accusing *accusing, uint32_t accused)
{
    if (accused == HS_NONE || !accusing->view || !linker->opens_text)
        return;
    const hs_linked_entity *entity = hs_linker_entity(linker, accused);
    if (linker->block < HS_FORETOLD_LEAD && entity->block < HS_FORETOLD_LEAD &&
        only_described(linker, entity, false) && linker->foretold_count < HS_FORETOLD_MAX) {
        linker->foretold[linker->foretold_count++] =
            (hs_foretold){.described = accused, .named = HS_NONE, .view = accusing->view};
        return;
    }
    for (uint32_t i = 0; i < linker->foretold_count; i++) {
        hs_foretold *it = &linker->foretold[i];
        uint32_t common = hs_link_shared_words(it->view, accusing->view);
        const hs_linked_entity *described = hs_linker_entity(linker, it->described);
        if (common > it->common && !entity->in_heading &&
            (may_be(described, entity) || may_be_firm(described, entity)))
            it->named = accused, it->common = common;
    }
}

/* By entity: the number of its first mention, of who is named the first by name; or HS_NONE. */
static void find_first_mentions(const hs_linker *linker, uint32_t *first)
{
    memset(first, 0xff, linker->entities.items.count * sizeof *first);
    for (uint32_t i = (uint32_t)linker->mentions.count; i-- > 0;) {
        const hs_linked_mention *it = hs_foretold_mention(linker, i);
        if (hs_linker_entity(linker, it->entity)->described ||
            hs_foretold_reference(linker, it)->kind == HS_REFERENCE_NAME)
            first[it->entity] = i;
    }
}

static bool called_alike(const hs_linked_entity *a, const hs_linked_entity *b)
{
    for (uint32_t i = 0; i < a->role_count; i++)
        for (uint32_t k = 0; k < b->role_count; k++)
            if (a->roles[i] == b->roles[k])
                return true;
    return false;
}

/* "The transport secretary" is no permanent secretary, nor the health secretary. */
static bool other_field(const hs_linker *linker, uint32_t mention, uint32_t named)
{
    return hs_office_field_clashes(
        hs_foretold_reference(linker, hs_foretold_mention(linker, mention)),
        hs_linker_entity(linker, named));
}

/* The only party named behind a description that the text calls so too, or HS_NONE. */
static uint32_t called_so(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        if (i == described || first[i] == HS_NONE || first[i] < first[described] ||
            !hs_foretold_in_section(linker, first[described], first[i]) ||
            hs_foretold_in_heading(linker, first[i]) ||
            !may_be(hs_linker_entity(linker, described), hs_linker_entity(linker, i)) ||
            !called_alike(hs_linker_entity(linker, described), hs_linker_entity(linker, i)) ||
            other_field(linker, first[described], i))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found;
}

/* "Ferry firm" is no agency. */
static bool other_kind(const hs_linker *linker, uint32_t mention, uint32_t named)
{
    uint32_t kinds =
        hs_body_kinds_of(hs_foretold_reference(linker, hs_foretold_mention(linker, mention)));
    return hs_body_kinds_clash(kinds, hs_linker_entity(linker, named));
}

/* "Water regulator accused": neither the firms nor the parties of which the text tells, but one
 * whose name or whom the text says to be such an office. */
static bool watches_others(const hs_linker *linker, uint32_t mention, uint32_t named)
{
    static const char *const words[] = {"regulator", "watchdog", "ombudsman", "inspectorate", NULL};
    const hs_reference *it = hs_foretold_reference(linker, hs_foretold_mention(linker, mention));
    const hs_linked_entity *entity = hs_linker_entity(linker, named);
    return hs_role_among(it->role_hash, words) &&
           !hs_body_kinds_fit(hs_body_kinds_of(it), entity) &&
           !hs_hashes_hold(entity->roles, entity->role_count, it->role_hash);
}

/* Whether a body that is accused at a text's beginning cannot be one that it names. */
static bool other_accused(const hs_linker *linker, uint32_t mention, uint32_t named)
{
    return other_kind(linker, mention, named) || watches_others(linker, mention, named);
}

static uint32_t accused_alike(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_foretold *best = NULL;
    for (uint32_t i = 0; i < linker->foretold_count; i++) {
        const hs_foretold *it = &linker->foretold[i];
        if (it->described == described && it->named != HS_NONE &&
            first[it->named] > first[described] && it->common >= ALIKE &&
            !other_accused(linker, first[described], it->named) &&
            (!best || it->common > best->common))
            best = it;
    }
    return best ? best->named : HS_NONE;
}

static bool holds_role(const hs_linked_entity *entity, const char *word)
{
    return hs_hashes_hold(entity->roles, entity->role_count, hs_role_hash(hs_str_from(word)));
}

/* Whether a name says what body it is, and that another than the one described: a firm is no
 * agency, the foreign ministry not the Ministry of Works. "Orlo trust" may be Orlo Hospitals. */
static bool other_body(const hs_linked_entity *described, uint32_t kinds,
                       const hs_linked_entity *named)
{
    for (uint32_t i = 0; i < described->modifier_count; i++)
        if (hs_hashes_hold(named->name_words, named->name_word_count, described->modifiers[i]))
            return kinds && hs_body_kinds_clash(kinds, named);
    return hs_body_named(named) &&
           (!kinds || described->modifier_count > 0 || hs_body_kinds_clash(kinds, named));
}

/* Whether a body that is described may have been named: what a body's name is the words do not
 * always show. */
static bool body_fits(const hs_linked_entity *described, uint32_t kinds,
                      const hs_linked_entity *named)
{
    bool tagged = (!kinds || hs_body_kinds_may_be_firm(kinds)) && hs_entity_person_by_tag(named);
    bool person = named->sure_person || named->gender;
    return (!person || tagged) && (named->kind != HS_ENTITY_GROUP || hs_foretold_body(named)) &&
           !other_body(described, kinds, named);
}

/* `kinds`: what the description's noun says, body_kinds.h. */
static bool fits(const hs_linked_entity *described, uint32_t kinds, const hs_linked_entity *named)
{
    bool of_kind = described->kind == HS_ENTITY_ORGANISATION
                       ? body_fits(described, kinds, named)
                       : named->kind == HS_ENTITY_PERSON &&
                             !hs_genders_clash(described->gender, named->gender);
    return of_kind && !named->described && !named->country &&
           !(described->age && named->age && described->age != named->age);
}

static bool among_accused(const hs_annotation *item, uint32_t entity)
{
    for (size_t k = 0; k < item->accusation.accused_count; k++)
        if (item->accusation.accused[k].known && item->accusation.accused[k].entity == entity)
            return true;
    return false;
}

/* Whether one accuses the other. */
static bool opposed(const hs_linker *linker, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ACCUSATION || !item->accusation.accuser.known)
            continue;
        uint32_t accuser = item->accusation.accuser.entity;
        if ((accuser == a && among_accused(item, b)) || (accuser == b && among_accused(item, a)))
            return true;
    }
    return false;
}

/* Whether the sentence of a mention tells of somebody beside it: another, then. */
static bool stands_beside(const hs_linker *linker, uint32_t mention, uint32_t entity)
{
    const hs_linked_mention *it = hs_foretold_mention(linker, mention);
    uint32_t block = it->mention.place.block,
             sentence = hs_foretold_reference(linker, it)->sentence;
    for (uint32_t i = 0; i < linker->mentions.count; i++) {
        const hs_linked_mention *other = hs_foretold_mention(linker, i);
        if (other->entity == entity && !other->mention.pronoun &&
            other->mention.place.block == block &&
            hs_foretold_reference(linker, other)->sentence == sentence)
            return true;
    }
    return false;
}

/* "Lawyers for Ana Ruiz", "Ana Ruiz's widow": who is named only to tell whose somebody is. */
static bool named_as_owner(const hs_linker *linker, uint32_t mention)
{
    const hs_reference *it = hs_foretold_reference(linker, hs_foretold_mention(linker, mention));
    return it->relation == HS_PLACE_ATTRIBUTE || it->relation == HS_PLACE_POSSESSOR;
}

/* Whether somebody answers what a description is accused of, or nobody knows what. */
static bool answers_for(const hs_linker *linker, uint32_t entity, uint32_t described)
{
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ANSWER || !item->answer.by.known ||
            item->answer.by.entity != entity)
            continue;
        uint32_t to = item->answer.to;
        if (to == HS_NONE || among_accused(&linker->items[to], described))
            return true;
    }
    return false;
}

/* The only party named behind an accused description that is accused too, or else answers. */
static uint32_t accused_alone(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    if (!it->accused ||
        !hs_foretold_announces(linker, hs_foretold_mention(linker, first[described])))
        return HS_NONE;
    uint32_t kinds = hs_body_kinds_of(
        hs_foretold_reference(linker, hs_foretold_mention(linker, first[described])));
    uint32_t accused = HS_NONE, answers = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count && accused != HS_SEVERAL; i++) {
        const hs_linked_entity *named = hs_linker_entity(linker, i);
        bool answered = named->answered && !named->accuses && answers != HS_SEVERAL;
        if (!(named->accused || answered) || first[i] == HS_NONE || first[i] < first[described] ||
            !hs_foretold_in_section(linker, first[described], first[i]) ||
            hs_foretold_in_heading(linker, first[i]) || !fits(it, kinds, named) ||
            other_accused(linker, first[described], i) ||
            other_field(linker, first[described], i) ||
            stands_beside(linker, first[described], i) ||
            hs_office_kinds_clash(it->office_kinds, named->office_kinds))
            continue;
        bool only_owner = named->kind == HS_ENTITY_PERSON && named_as_owner(linker, first[i]);
        if (named->accused)
            accused = accused == HS_NONE && !only_owner ? i : HS_SEVERAL;
        else if (answers_for(linker, i, described))
            answers = answers == HS_NONE ? i : HS_SEVERAL;
    }
    uint32_t found = accused == HS_NONE ? answers : accused;
    return found == HS_SEVERAL ? HS_NONE : found;
}

/* "The board" is one that a reader knows, where "Hospital chain" and "a chain" wait for a name. */
static bool awaits_name(const hs_linked_entity *entity)
{
    return !hs_str_starts_with(entity->name, HS_STR("the "));
}

/* "Told the Herald": who only hears something is not whom the beginning tells of. */
static bool listens(const hs_linker *linker, uint32_t mention)
{
    const hs_linked_mention *it = hs_foretold_mention(linker, mention);
    const hs_block_findings *findings = linker->all_findings[it->mention.place.block];
    const hs_attribution *all = findings->attributions;
    uint32_t count = findings->attribution_count,
             sentence = hs_foretold_reference(linker, it)->sentence;
    for (size_t i = hs_sorted_first(all, count, sentence, sentence);
         i < count && all[i].sentence == sentence; i++)
        if (all[i].addressee == it->reference)
            return true;
    return false;
}

/* The only body named behind one that is accused, where it accuses nobody, or HS_NONE. */
static uint32_t only_body(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *body = hs_linker_entity(linker, described);
    uint32_t found = HS_NONE;
    if (body->kind != HS_ENTITY_ORGANISATION || body->accused <= body->accuses ||
        !awaits_name(body))
        return HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *entity = hs_linker_entity(linker, i);
        if (i == described || first[i] == HS_NONE || entity->accuses > 0 ||
            first[i] < first[described] ||
            !hs_foretold_in_section(linker, first[described], first[i]) ||
            hs_foretold_in_heading(linker, first[i]) || !may_be(body, entity) ||
            listens(linker, first[i]))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found == HS_NONE || other_accused(linker, first[described], found) ? HS_NONE : found;
}

/* "A source", "a spokesman": words for those whom a text does not name. */
static bool stays_unnamed(const hs_linked_entity *described)
{
    static const char *const words[] = {"source",  "spokesman", "insider", "reader",   "commenter",
                                        "witness", "court",     "inquiry", "tribunal", "jury"};
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (holds_role(described, words[i]))
            return true;
    return described->modifier_count == 0 && holds_role(described, "panel");
}

/* Whether nothing speaks against a description of somebody who accuses being that name's. */
static bool may_accuse_as(const hs_linker *linker, uint32_t mention, uint32_t entity,
                          const uint32_t *first)
{
    const hs_linked_entity *it =
        hs_linker_entity(linker, hs_foretold_mention(linker, mention)->entity);
    const hs_linked_entity *named = hs_linker_entity(linker, entity);
    uint32_t kinds =
        hs_body_kinds_of(hs_foretold_reference(linker, hs_foretold_mention(linker, mention)));
    return first[entity] != HS_NONE && first[entity] > mention &&
           hs_foretold_in_section(linker, mention, first[entity]) &&
           !hs_foretold_in_heading(linker, first[entity]) && fits(it, kinds, named) &&
           !other_kind(linker, mention, entity) &&
           !hs_office_kinds_clash(it->office_kinds, named->office_kinds);
}

/* "Ex-aide sues senator": of those named behind the description who accuse whom it does, the only
 * one, or the first where the text names him soon and without another office. */
static uint32_t accuses_alike(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    uint32_t against = HS_NONE, found = HS_NONE;
    bool several = false;
    if (!it->accuses ||
        !hs_foretold_announces(linker, hs_foretold_mention(linker, first[described])) ||
        stays_unnamed(it))
        return HS_NONE;
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ACCUSATION || !item->accusation.accuser.known ||
            item->accusation.accuser.author || item->accusation.accused_count == 0)
            continue;
        uint32_t accuser = item->accusation.accuser.entity;
        if (accuser == described && against == HS_NONE && item->accusation.accused[0].known)
            against = item->accusation.accused[0].entity;
        else if (accuser != described && accuser != found && against != HS_NONE &&
                 among_accused(item, against) &&
                 may_accuse_as(linker, first[described], accuser, first)) {
            several = several || found != HS_NONE;
            found = found == HS_NONE || first[accuser] < first[found] ? accuser : found;
        }
    }
    if (found == HS_NONE || !several)
        return found;
    const hs_linked_entity *named = hs_linker_entity(linker, found);
    bool first_of_them = hs_foretold_soon_behind(linker, first[described], first[found]) &&
                         (!named->office_kinds || called_alike(it, named));
    return first_of_them ? found : HS_NONE;
}

/* Two descriptions of one party: "Tech giant" of a heading, "a technology company" of the lead;
 * "Adjuncts" and "seven instructors". */
static bool described_alike(const hs_linker *linker, uint32_t a, uint32_t b, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, a), *other = hs_linker_entity(linker, b);
    if (!only_described(linker, other, true) || other->document || other->thing ||
        first[b] == HS_NONE || !hs_foretold_in_heading(linker, first[a]) ||
        hs_foretold_in_heading(linker, first[b]) || it->kind != other->kind ||
        hs_genders_clash(it->gender, other->gender))
        return false;
    const hs_reference *x = hs_foretold_reference(linker, hs_foretold_mention(linker, first[a]));
    const hs_reference *y = hs_foretold_reference(linker, hs_foretold_mention(linker, first[b]));
    uint32_t kinds = hs_body_kinds_of(x), others = hs_body_kinds_of(y);
    return x->plural == y->plural && !(kinds && others && !(kinds & others)) &&
           !hs_office_kinds_clash(it->office_kinds, other->office_kinds);
}

/* Who says below what a description says in a heading or lead. */
static uint32_t says_alike(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    uint32_t found = stays_unnamed(it) ? HS_NONE : hs_link_says_alike(linker, described);
    if (found == HS_NONE)
        return HS_NONE;
    if (hs_linker_entity(linker, found)->described)
        return described_alike(linker, described, found, first) ? found : HS_NONE;
    bool may = hs_foretold_announces(linker, hs_foretold_mention(linker, first[described])) &&
               may_accuse_as(linker, first[described], found, first);
    return may ? found : HS_NONE;
}

/* Whether somebody is not who looks on: "the union" is not Orlo Foods, "a coroner" nobody who is
 * not called so. */
static bool is_looked_on(const hs_linker *linker, const hs_reference *onlooker, uint32_t kinds,
                         uint32_t entity)
{
    const hs_linked_entity *named = hs_linker_entity(linker, entity);
    if (named->kind == HS_ENTITY_PERSON)
        return !hs_hashes_hold(named->roles, named->role_count, onlooker->role_hash);
    return hs_body_kinds_clash(kinds, named);
}

/* Who is named first, and by the name alone, behind somebody whom the text begins with. */
static uint32_t told_next(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    const hs_linked_mention *begins = hs_foretold_mention(linker, first[described]);
    if (!hs_foretold_announces(linker, begins) ||
        !hs_foretold_acts(hs_foretold_reference(linker, begins)) || stays_unnamed(it) ||
        (it->country && !hs_foretold_reference(linker, begins)->definite))
        /* "Norwegian minister says": of two who meet, not whoever comes first */
        return HS_NONE;
    uint32_t kinds = hs_body_kinds_of(hs_foretold_reference(linker, begins)), next = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *named = hs_linker_entity(linker, i);
        bool party = it->kind == HS_ENTITY_ORGANISATION
                         ? hs_foretold_body(named)
                         : named->kind == HS_ENTITY_PERSON && named->full;
        if (first[i] != HS_NONE && first[i] > first[described] && party && !named->described &&
            (next == HS_NONE || first[i] < first[next]))
            next = i;
    }
    bool same = next != HS_NONE && hs_foretold_in_section(linker, first[described], first[next]) &&
                hs_foretold_soon_behind(linker, first[described], first[next]) &&
                hs_foretold_goes_on(linker, first[next]) &&
                fits(it, kinds, hs_linker_entity(linker, next));
    if (same && hs_body_looks_on(hs_foretold_reference(linker, begins)) &&
        is_looked_on(linker, hs_foretold_reference(linker, begins), kinds, next))
        return HS_NONE;
    return same ? next : HS_NONE;
}

/* Who has an advertisement's narrator speak: whoever the text says it was paid for by. */
static uint32_t paid_for_by(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    static const hs_str paid = {"paid for by ", 12}, group = {"a group called ", 15};
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    if (!holds_role(it, "narrator") && !holds_role(it, "announcer"))
        return HS_NONE;
    for (uint32_t i = 0; i < linker->mentions.count; i++) {
        const hs_linked_mention *mention = hs_foretold_mention(linker, i);
        const hs_reference *reference = hs_foretold_reference(linker, mention);
        hs_str text = linker->blocks->entries[mention->mention.place.block].block->text;
        hs_str before = hs_str_slice(text, 0, reference->span.start);
        if (hs_str_ends_with(before, group))
            before = hs_str_slice(before, 0, before.length - group.length);
        if (reference->kind == HS_REFERENCE_NAME && hs_str_ends_with(before, paid))
            return first[mention->entity] == HS_NONE ? HS_NONE : mention->entity;
    }
    return HS_NONE;
}

static void join(hs_linker *linker, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < linker->mentions.count; i++)
        if (linker->mentions.items[i].entity == from)
            linker->mentions.items[i].entity = to;
    hs_linked_entity *entities = linker->entities.items.items;
    entities[to].mentions += entities[from].mentions;
    entities[from].mentions = 0;
    for (uint32_t i = 0; i < entities[from].role_count; i++)
        if (entities[to].role_count < HS_ENTITY_ROLES)
            entities[to].roles[entities[to].role_count++] = entities[from].roles[i];
    hs_ids_replace_entity(linker->items, linker->item_count, from, to);
}

/* Whether a text's beginning describes a party that it does not name there. */
static bool foretells(const hs_linker *linker, uint32_t entity, uint32_t mention)
{
    if (mention == HS_NONE ||
        (hs_foretold_block(linker, mention) >= HS_FORETOLD_LEAD &&
         !hs_foretold_opens_section(linker, hs_foretold_block(linker, mention))))
        return false;
    const hs_linked_mention *it = hs_foretold_mention(linker, mention);
    return only_described(linker, hs_linker_entity(linker, entity),
                          hs_foretold_reference(linker, it)->human ||
                              hs_foretold_reference(linker, it)->plural ||
                              hs_foretold_person(linker, it));
}

/* "Orlo council", "the GWU union": whoever is told of by a name is nobody whose name tells of
 * another. */
static bool named_otherwise(const hs_linked_entity *described, const hs_linked_entity *named)
{
    for (uint32_t i = 0; described->own_name && i < described->modifier_count; i++)
        if (hs_hashes_hold(named->name_words, named->name_word_count, described->modifiers[i]))
            return false;
    return described->own_name && !named->described;
}

typedef uint32_t (*way)(const hs_linker *linker, uint32_t described, const uint32_t *first);

static void join_by(hs_linker *linker, uint32_t *first, const way *ways, size_t count)
{
    uint32_t looked_at = 0;
    for (uint32_t i = 0; i < linker->entities.items.count && looked_at < LOOKED_AT; i++) {
        if (hs_linker_entity(linker, i)->mentions == 0 || !foretells(linker, i, first[i]))
            continue;
        looked_at++;
        for (size_t k = 0; k < count; k++) {
            uint32_t named = ways[k](linker, i, first);
            if (named == HS_NONE || opposed(linker, i, named) ||
                named_otherwise(hs_linker_entity(linker, i), hs_linker_entity(linker, named)) ||
                stands_beside(linker, first[i], named))
                continue;
            join(linker, i, named);
            if (hs_linker_entity(linker, named)->described && first[i] < first[named])
                first[named] = first[i];
            break;
        }
    }
}

void hs_link_join_foretold(hs_linker *linker)
{
    static const way ways[] = {paid_for_by, accused_alike, called_so,  accused_alone,
                               told_next,   accuses_alike, says_alike, only_body};
    static const way again[] = {called_so, accuses_alike, says_alike}; /* "Nurse" of a heading, "a
                                                              nurse" being known by now */
    if (!linker->opens_text)
        return;
    uint32_t *first = hs_alloc(linker->entities.items.count * sizeof *first + 1);
    find_first_mentions(linker, first);
    join_by(linker, first, ways, HS_COUNT(ways));
    join_by(linker, first, again, HS_COUNT(again));
    free(first);
}
