/* "Drug firm hid risk of pill" in a heading, and paragraphs later who the firm is: whoever a text
 * describes at its beginning and names later becomes one party at the end, if the text calls the
 * named one so, accuses both of the like or accuses nobody else who fits, tells of the named one
 * next and as of somebody known, or if nobody else accuses whom the described one does.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/linking/ids.h"
#include "annotate/linking/link_alike.h"
#include "annotate/linking/link_findings.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/office_kinds.h"

enum {
    LEAD = 3,       /* blocks, headings counted */
    ALIKE = 2,      /* words that two charges have in common */
    LOOKED_AT = 32, /* descriptions, so that a long first paragraph costs a bounded time */
};

/* Whether an entity is no more than a description. */
static bool only_described(const hs_linker *linker, const hs_linked_entity *entity, bool human)
{
    return linker->opens_text && entity->described && !entity->composed && !entity->country &&
           entity->member_count == 0 &&
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
    if (linker->block < LEAD && entity->block < LEAD && only_described(linker, entity, false) &&
        linker->foretold_count < HS_FORETOLD_MAX) {
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

static const hs_linked_mention *mention_at(const hs_linker *linker, uint32_t mention)
{
    return &linker->mentions.items[mention];
}

static const hs_reference *reference_of(const hs_linker *linker, const hs_linked_mention *mention)
{
    return &linker->all_findings[mention->mention.place.block]->references[mention->reference];
}

/* By entity: the number of its first mention, of who is named the first by name; or HS_NONE. */
static void find_first_mentions(const hs_linker *linker, uint32_t *first)
{
    memset(first, 0xff, linker->entities.items.count * sizeof *first);
    for (uint32_t i = (uint32_t)linker->mentions.count; i-- > 0;) {
        const hs_linked_mention *it = mention_at(linker, i);
        if (hs_linker_entity(linker, it->entity)->described ||
            reference_of(linker, it)->kind == HS_REFERENCE_NAME)
            first[it->entity] = i;
    }
}

static uint32_t block_of(const hs_linker *linker, uint32_t mention)
{
    return mention_at(linker, mention)->mention.place.block;
}

static bool is_heading(const hs_linker *linker, uint32_t block)
{
    return linker->blocks->entries[block].block->kind == HS_BLOCK_HEADING;
}

/* Whether a block opens a section: several briefs may stand under each other, each by a heading. */
static bool opens_section(const hs_linker *linker, uint32_t block)
{
    return is_heading(linker, block) || (block > 0 && is_heading(linker, block - 1));
}

/* Whether two mentions stand in one section, where the former is not in the text's lead: a brief
 * names whom it began with before the next heading. */
static bool in_one_section(const hs_linker *linker, uint32_t mention, uint32_t later)
{
    enum { BLOCKS = 6 };
    uint32_t from = block_of(linker, mention), to = block_of(linker, later);
    if (from < LEAD)
        return true;
    if (to > from + BLOCKS)
        return false;
    for (uint32_t block = from + 1; block <= to; block++)
        if (is_heading(linker, block) && !is_heading(linker, block - 1))
            return false;
    return true;
}

static bool in_heading(const hs_linker *linker, uint32_t mention)
{
    return hs_linker_heading(linker, mention_at(linker, mention)->mention.place.block);
}

static bool called_alike(const hs_linked_entity *a, const hs_linked_entity *b)
{
    for (uint32_t i = 0; i < a->role_count; i++)
        for (uint32_t k = 0; k < b->role_count; k++)
            if (a->roles[i] == b->roles[k])
                return true;
    return false;
}

/* The only party named behind a description that the text calls so too, or HS_NONE. */
static uint32_t called_so(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        if (i == described || first[i] == HS_NONE || first[i] < first[described] ||
            !in_one_section(linker, first[described], first[i]) || in_heading(linker, first[i]) ||
            !may_be(hs_linker_entity(linker, described), hs_linker_entity(linker, i)) ||
            !called_alike(hs_linker_entity(linker, described), hs_linker_entity(linker, i)))
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
    uint32_t kinds = hs_body_kinds_of(reference_of(linker, mention_at(linker, mention)));
    return hs_body_kinds_clash(kinds, hs_linker_entity(linker, named));
}

static uint32_t accused_alike(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_foretold *best = NULL;
    for (uint32_t i = 0; i < linker->foretold_count; i++) {
        const hs_foretold *it = &linker->foretold[i];
        if (it->described == described && it->named != HS_NONE &&
            first[it->named] > first[described] && it->common >= ALIKE &&
            !other_kind(linker, first[described], it->named) &&
            (!best || it->common > best->common))
            best = it;
    }
    return best ? best->named : HS_NONE;
}

/* "The Chamber of Traders" is a body, though "traders" are people; and so may "Halcyon" be, which
 * only its capital makes a person. */
static bool known_as_body(const hs_linked_entity *named)
{
    return named->kind == HS_ENTITY_ORGANISATION ||
           (named->kind == HS_ENTITY_GROUP && named->name_word_count > 2) ||
           hs_entity_person_by_tag(named);
}

static bool acts(const hs_reference *it)
{
    return it->speaks || it->subject || it->relation == HS_PLACE_SUBJECT;
}

/* "A man", "Drug firm", "the head of a clinic said": not "the firm", unless it stands in a heading.
 */
static bool announces(const hs_linker *linker, const hs_linked_mention *mention)
{
    const hs_reference *it = reference_of(linker, mention);
    hs_str text = linker->blocks->entries[mention->mention.place.block].block->text;
    hs_str behind = hs_str_slice(text, it->head.end, text.length);
    bool of = acts(it) && hs_str_starts_with(behind, HS_STR(" of "));
    return it->kind == HS_REFERENCE_DESCRIPTION && !it->plural && !it->quoted &&
           (!it->definite || of || hs_linker_heading(linker, mention->mention.place.block));
}

/* Whether a text tells of somebody by a full name alone, as of one who is known by now: "Ana Ruiz,
 * 54, admitted", not "the mayor, Ana Ruiz". Firms have names of one word. */
static bool named_bare(const hs_linker *linker, const hs_linked_mention *mention)
{
    const hs_reference *it = reference_of(linker, mention);
    bool full = it->word_count > 1 || known_as_body(hs_linker_entity(linker, mention->entity));
    return it->kind == HS_REFERENCE_NAME && full && it->apposed == HS_NONE && !it->role_hash &&
           !it->country && !hs_reference_is_nobody(it) && it->owner == HS_NONE &&
           it->relation != HS_PLACE_POSSESSOR &&
           !hs_linker_heading(linker, mention->mention.place.block);
}

/* "The report, by the Orlo Trust, said": whose words a text gives, though the name is no subject.
 */
static bool author_speaks(const hs_linker *linker, const hs_linked_mention *mention)
{
    const hs_reference *it = reference_of(linker, mention);
    hs_str before = hs_str_slice(linker->blocks->entries[mention->mention.place.block].block->text,
                                 0, it->span.start);
    bool by =
        hs_str_ends_with(before, HS_STR("by ")) || hs_str_ends_with(before, HS_STR("by the "));
    return by && hs_linker_entity(linker, mention->entity)->spoke > 0;
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
    return (!person || tagged) && (named->kind != HS_ENTITY_GROUP || known_as_body(named)) &&
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
    const hs_linked_mention *it = mention_at(linker, mention);
    uint32_t block = it->mention.place.block, sentence = reference_of(linker, it)->sentence;
    for (uint32_t i = 0; i < linker->mentions.count; i++) {
        const hs_linked_mention *other = mention_at(linker, i);
        if (other->entity == entity && !other->mention.pronoun &&
            other->mention.place.block == block &&
            reference_of(linker, other)->sentence == sentence)
            return true;
    }
    return false;
}

/* The only party named behind an accused description that is accused too, or else answers. */
static uint32_t accused_alone(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    if (!it->accused || !announces(linker, mention_at(linker, first[described])))
        return HS_NONE;
    uint32_t kinds = hs_body_kinds_of(reference_of(linker, mention_at(linker, first[described])));
    uint32_t accused = HS_NONE, answers = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count && accused != HS_SEVERAL; i++) {
        const hs_linked_entity *named = hs_linker_entity(linker, i);
        bool answered = named->answered && answers != HS_SEVERAL;
        if (!(named->accused || answered) || first[i] == HS_NONE || first[i] < first[described] ||
            !in_one_section(linker, first[described], first[i]) || in_heading(linker, first[i]) ||
            !fits(it, kinds, named) || other_kind(linker, first[described], i) ||
            stands_beside(linker, first[described], i))
            continue;
        if (named->accused)
            accused = accused == HS_NONE ? i : HS_SEVERAL;
        else if (named->answered)
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
            first[i] < first[described] || !in_one_section(linker, first[described], first[i]) ||
            in_heading(linker, first[i]) || !may_be(body, entity))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found == HS_NONE || other_kind(linker, first[described], found) ? HS_NONE : found;
}

/* Whether the latter stands behind the former's sentence, and near. */
static bool soon_behind(const hs_linker *linker, uint32_t mention, uint32_t later)
{
    enum { BLOCKS = 3 };
    const hs_linked_mention *a = mention_at(linker, mention), *b = mention_at(linker, later);
    uint32_t from = a->mention.place.block, to = b->mention.place.block;
    return to > from ? to - from <= BLOCKS
                     : reference_of(linker, a)->sentence < reference_of(linker, b)->sentence;
}

/* Whether a text goes on with somebody as it begins: "A bookkeeper has been jailed" and then "Ana
 * Ruiz, 54, admitted". */
static bool goes_on(const hs_linker *linker, uint32_t mention)
{
    const hs_linked_mention *it = mention_at(linker, mention);
    const hs_reference *reference = reference_of(linker, it);
    if (!named_bare(linker, it) || reference->dies)
        return false;
    return reference->relation == HS_PLACE_ATTRIBUTE
               ? author_speaks(linker, it)
               : reference->opens || reference->speaks || reference->age;
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
    const hs_linked_entity *it = hs_linker_entity(linker, mention_at(linker, mention)->entity);
    const hs_linked_entity *named = hs_linker_entity(linker, entity);
    uint32_t kinds = hs_body_kinds_of(reference_of(linker, mention_at(linker, mention)));
    return first[entity] != HS_NONE && first[entity] > mention &&
           in_one_section(linker, mention, first[entity]) && !in_heading(linker, first[entity]) &&
           fits(it, kinds, named) && !other_kind(linker, mention, entity) &&
           !hs_office_kinds_clash(it->office_kinds, named->office_kinds);
}

/* "Ex-aide sues senator": of those named behind the description who accuse whom it does, the only
 * one, or the first where the text names him soon and without another office. */
static uint32_t accuses_alike(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, described);
    uint32_t against = HS_NONE, found = HS_NONE;
    bool several = false;
    if (!it->accuses || !announces(linker, mention_at(linker, first[described])) ||
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
    bool first_of_them = soon_behind(linker, first[described], first[found]) &&
                         (!named->office_kinds || called_alike(it, named));
    return first_of_them ? found : HS_NONE;
}

/* Two descriptions of one party: "Tech giant" of a heading, "a technology company" of the lead;
 * "Adjuncts" and "seven instructors". */
static bool described_alike(const hs_linker *linker, uint32_t a, uint32_t b, const uint32_t *first)
{
    const hs_linked_entity *it = hs_linker_entity(linker, a), *other = hs_linker_entity(linker, b);
    if (!only_described(linker, other, true) || other->document || other->thing ||
        first[b] == HS_NONE || !in_heading(linker, first[a]) || in_heading(linker, first[b]) ||
        it->kind != other->kind || hs_genders_clash(it->gender, other->gender))
        return false;
    const hs_reference *x = reference_of(linker, mention_at(linker, first[a]));
    const hs_reference *y = reference_of(linker, mention_at(linker, first[b]));
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
    bool may = announces(linker, mention_at(linker, first[described])) &&
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
    const hs_linked_mention *begins = mention_at(linker, first[described]);
    if (!announces(linker, begins) || !acts(reference_of(linker, begins)) || stays_unnamed(it))
        return HS_NONE;
    uint32_t kinds = hs_body_kinds_of(reference_of(linker, begins)), next = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *named = hs_linker_entity(linker, i);
        bool party = it->kind == HS_ENTITY_ORGANISATION
                         ? known_as_body(named)
                         : named->kind == HS_ENTITY_PERSON && named->full;
        if (first[i] != HS_NONE && first[i] > first[described] && party && !named->described &&
            (next == HS_NONE || first[i] < first[next]))
            next = i;
    }
    bool same = next != HS_NONE && in_one_section(linker, first[described], first[next]) &&
                soon_behind(linker, first[described], first[next]) &&
                goes_on(linker, first[next]) && fits(it, kinds, hs_linker_entity(linker, next));
    if (same && hs_body_looks_on(reference_of(linker, begins)) &&
        is_looked_on(linker, reference_of(linker, begins), kinds, next))
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
        const hs_linked_mention *mention = mention_at(linker, i);
        const hs_reference *reference = reference_of(linker, mention);
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

/* "A postmistress told": a noun that no list has, by its ending one person's, who speaks. */
static bool speaks_as_person(const hs_linker *linker, const hs_linked_mention *mention)
{
    static const char *const endings[] = {"er", "or", "ist", "ess", "man", "ian"};
    const hs_reference *it = reference_of(linker, mention);
    hs_str text = linker->blocks->entries[mention->mention.place.block].block->text;
    hs_str head = hs_str_slice(text, it->head.start, it->head.end);
    if (!it->speaks || it->plural || it->document || it->deed)
        return false;
    for (size_t i = 0; i < HS_COUNT(endings); i++)
        if (hs_str_ends_with(head, hs_str_from(endings[i])))
            return true;
    return false;
}

/* Whether a text's beginning describes a party that it does not name there. */
static bool foretells(const hs_linker *linker, uint32_t entity, uint32_t mention)
{
    if (mention == HS_NONE ||
        (block_of(linker, mention) >= LEAD && !opens_section(linker, block_of(linker, mention))))
        return false;
    const hs_linked_mention *it = mention_at(linker, mention);
    return only_described(linker, hs_linker_entity(linker, entity),
                          reference_of(linker, it)->human || reference_of(linker, it)->plural ||
                              speaks_as_person(linker, it));
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
