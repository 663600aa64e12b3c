/* Who is accused, accuses or answers: the likeliest of those whom it could be (role_likeliest.h),
 * and what rules change of that.
 */
#include <string.h>

#include "annotate/accusations/role_bars.h"
#include "annotate/linking/link_findings.h"
#include "annotate/linking/role_accuser.h"
#include "annotate/linking/role_likeliest.h"
#include "annotate/linking/role_own.h"
#include "annotate/linking/role_sides.h"
#include "annotate/resolution/office_kinds.h"
#include "annotate/resolution/resolve.h"

/* Of those joined by "and" to the likeliest accused: how far behind it one may be. */
#define JOINED_WITHIN 3.0f

#define BIT(name) (UINT64_C(1) << HS_PARTY_##name)

void (*hs_roles_observer)(const hs_linker *linker, const hs_role_choice *choice);

static void report(const hs_role_sides *c, const hs_role_subject *subject)
{
    if (hs_roles_observer)
        hs_roles_observer(c->linker, &(hs_role_choice){subject, c->task, c->sides, c->count});
}

/* A speaker who is not named near the finding is mentioned where the quote says who speaks. */
static hs_side voiced(const hs_role_sides *c, const hs_role_side *it)
{
    hs_side side = it->side;
    bool mentioned = it->party & BIT(mentioned_here);
    if (side.entity != HS_NONE && side.entity == c->voice.entity && !mentioned)
        side.mention = c->voice.mention;
    return side;
}

hs_side hs_link_answerer(hs_linker *linker, const hs_role_subject *subject)
{
    hs_role_sides c;
    hs_role_sides_gather(&c, linker, subject);
    uint32_t best = hs_role_likeliest(&c, HS_ROLE_ANSWERER, HS_NONE);
    report(&c, subject);
    return voiced(&c, &c.sides[best]);
}

/* Nobody accuses himself: of two roles that one party would have, the one that costs less goes to
 * the next. */
static void tell_apart(const hs_role_sides *accuser, uint32_t *from, const hs_role_sides *accused,
                       uint32_t *against)
{
    uint32_t entity = accuser->sides[*from].side.entity;
    if (entity == HS_NONE || entity != accused->sides[*against].side.entity)
        return;
    uint32_t other_from = hs_role_runner_up(accuser, *from);
    uint32_t other = hs_role_runner_up(accused, *against);
    float cost_from = accuser->sides[*from].score - accuser->sides[other_from].score;
    float cost = accused->sides[*against].score - accused->sides[other].score;
    if (cost_from < cost)
        *from = other_from;
    else
        *against = other;
}

static hs_str name_of(const hs_role_sides *c, const hs_role_side *it)
{
    return hs_linker_entity(c->linker, it->side.entity)->name;
}

/* A place that is part of a body's name is not accused beside it: "Brennick council". */
static bool is_part_of(const hs_role_sides *c, const hs_role_side *it, const hs_role_side *whole)
{
    hs_str name = name_of(c, it), around = name_of(c, whole);
    const char *found = name.length < around.length
                            ? memmem(around.bytes, around.length, name.bytes, name.length)
                            : NULL;
    return found && (found == around.bytes || found[-1] == ' ');
}

/* "The Ostran authorities": as good as the country. */
static bool governs(const hs_linked_entity *entity)
{
    static const char *const words[] = {"authorities", "government", "regime"};
    for (size_t i = 0; i < HS_COUNT(words); i++) {
        hs_str word = hs_str_from(words[i]), name = entity->name;
        if (name.length > word.length &&
            memcmp(name.bytes + name.length - word.length, word.bytes, word.length) == 0)
            return true;
    }
    return false;
}

/* "Ana Ruiz's aides", "an Ostran swimmer": whose they are is not accused beside them. */
static bool owns_other(const hs_role_sides *c, const hs_role_side *it, const hs_role_side *first)
{
    const hs_role_mention *mentions = c->roles->mentions;
    const hs_linked_entity *entities = c->linker->entities.items.items;
    return mentions[it->mention].owner != mentions[first->mention].owner &&
           !governs(&entities[it->side.entity]) && !governs(&entities[first->side.entity]);
}

static bool is_accused_too(const hs_role_sides *c, const hs_role_side *it,
                           const hs_role_side *first)
{
    return it->side.entity != HS_NONE && it->joined != HS_NONE && it->joined == first->joined &&
           it->score >= first->score - JOINED_WITHIN && !is_part_of(c, it, first) &&
           !owns_other(c, it, first);
}

/* Of several joined by "and" who accuse by a word the first speaks for all. */
static uint32_t first_joined(const hs_role_sides *c, uint32_t from)
{
    const uint64_t acts = (UINT64_C(1) << HS_SIGHT_cue_subject) | (UINT64_C(1) << HS_SIGHT_cue_by);
    const hs_role_mention *mentions = c->roles->mentions;
    const hs_role_side *it = &c->sides[from];
    if (it->mention == HS_NONE || mentions[it->mention].owner ||
        !(mentions[it->mention].features & acts))
        return from;
    uint32_t first = from;
    for (uint32_t i = 0; i < c->count; i++) {
        const hs_role_side *other = &c->sides[i];
        if (other->mention != HS_NONE && other->joined == it->joined &&
            !mentions[other->mention].owner &&
            mentions[other->mention].reference < mentions[c->sides[first].mention].reference)
            first = i;
    }
    return first;
}

/* "Condemned the verdict": whoever was accused before, and is no court, suffers it. */
static bool was_judged(const hs_role_sides *c, const hs_role_side *accused)
{
    const hs_linked_entity *entity = hs_linker_entity(c->linker, accused->side.entity);
    return c->roles->situation & HS_SITUATION_VERDICT && entity->kind == HS_ENTITY_PERSON &&
           entity->accused > 0;
}

/* "The bishop condemned the attack": nobody is held to have done it whom the text has not accused
 * and the sentence does not name. */
static bool committed_by_nobody(const hs_role_sides *c, const hs_role_side *accused)
{
    const hs_role_mention *mentions = c->roles->mentions;
    return c->roles->situation & HS_SITUATION_CRIME && !(accused->party & BIT(sentence_of)) &&
           !(accused->mention != HS_NONE && mentions[accused->mention].bars & HS_SURE_ACCUSED) &&
           hs_linker_entity(c->linker, accused->side.entity)->accused == 0;
}

/* "Rebels shelled the port. The envoy condemned the attack": who was told to have done one lately
 * is meant, where the one at `best` was not; a side, or `best`. */
static uint32_t committed_before(const hs_role_sides *c, uint32_t accuser, uint32_t best)
{
    enum { SENTENCES = 8 };
    if (!(c->roles->situation & HS_SITUATION_KNOWN_CRIME) ||
        c->sides[best].side.entity == HS_NONE || !committed_by_nobody(c, &c->sides[best]))
        return best;
    for (uint32_t back = 1; back <= hs_role_sides_lately(c->linker); back++) {
        const hs_known_accusation *known = hs_linker_known(c->linker, back);
        if (c->now - known->sentence > SENTENCES)
            break;
        uint32_t side = known->accused_count == 0 || known->accused[0] == accuser
                            ? HS_NONE
                            : hs_role_sides_find(c, known->accused[0]);
        if (side != HS_NONE)
            return side;
    }
    return best;
}

/* "Attacked free trade": nobody is accused whom the words do not name. */
static bool blamed_in_general(const hs_role_sides *c, const hs_role_side *accused)
{
#define SIGHT(name) (UINT64_C(1) << HS_SIGHT_##name)
    const uint64_t named = SIGHT(in_charge) | SIGHT(owner_in_charge) | SIGHT(cue_object) |
                           SIGHT(cue_against) | SIGHT(cue_of) | SIGHT(owner_of_cue);
#undef SIGHT
    return c->roles->situation & HS_SITUATION_GENERAL && !(accused->sight & named);
}

/* "Users criticised the system": nobody whom the sentence does not name, whom nobody accuses and
 * who holds no office has made it. */
static bool stands_by(const hs_role_sides *c, const hs_role_side *accused)
{
    const hs_linked_entity *entity = hs_linker_entity(c->linker, accused->side.entity);
    return c->roles->situation & HS_SITUATION_OF_THING && !(accused->party & BIT(sentence_of)) &&
           entity->kind == HS_ENTITY_PERSON && entity->sure_person &&
           !hs_entity_person_by_tag(entity) && entity->accused == 0 &&
           hs_office_kinds_powerless(entity->office_kinds);
}

/* "The state of Varenia", "the city of Brennick": whether a place is named for what it is. */
static bool names_place(const hs_role_sides *c, uint32_t whole, uint32_t part)
{
    static const char *const places[] = {"state",   "city",     "county", "town",  "province",
                                         "borough", "republic", "parish", "island"};
    const hs_reference *it = &c->linker->findings->references[whole];
    const hs_reference *name = &c->linker->findings->references[part];
    if (it->kind != HS_REFERENCE_DESCRIPTION || name->span.start <= it->head.end ||
        name->span.end > it->span.end)
        return false;
    for (size_t i = 0; i < HS_COUNT(places); i++)
        if (hs_str_is(hs_linker_text(c->linker, it->head), places[i]))
            return true;
    return false;
}

/* "Foreign ministers of the bloc condemned the attack": whoever is named within those who do has
 * not done it. */
static bool names_member(const hs_role_sides *c, uint32_t whole, uint32_t part)
{
    const hs_reference *it = &c->linker->findings->references[whole];
    const hs_reference *name = &c->linker->findings->references[part];
    return c->roles->situation & HS_SITUATION_CRIME && part != whole &&
           name->span.start > it->head.end && name->span.end <= it->span.end;
}

/* "Ostland's embassy condemned it": whose the accuser is, is not accused for being named there. */
static void leave_out_owner(hs_role_sides *c, const hs_role_side *accuser)
{
    const hs_role_mention *mentions = c->roles->mentions;
    if (accuser->mention == HS_NONE || mentions[accuser->mention].owner)
        return;
    uint32_t reference = mentions[accuser->mention].reference;
    uint32_t owner = c->linker->findings->references[reference].owner;
    for (uint32_t i = 0; i < c->roles->count; i++)
        if (mentions[i].reference == (mentions[i].owner ? reference : owner) ||
            names_place(c, reference, mentions[i].reference) ||
            names_member(c, reference, mentions[i].reference)) {
            c->left_out = c->side_of[i] == HS_NONE ? c->left_out : c->side_of[i];
            c->side_of[i] = HS_NONE;
        }
}

/* "She told the radio that she had been robbed": who is told is not accused, unless the words name
 * him or turn to him, as in marks. */
static void leave_out_listener(hs_role_sides *c, const hs_role_subject *subject)
{
    const uint64_t named =
        (UINT64_C(1) << HS_SIGHT_in_charge) | (UINT64_C(1) << HS_SIGHT_owner_in_charge);
    const hs_role_mention *mentions = c->roles->mentions;
    const hs_attribution *said = subject->attribution == HS_NONE
                                     ? NULL
                                     : &c->linker->findings->attributions[subject->attribution];
    if (!said || said->addressee == HS_NONE || said->form != HS_FORM_INDIRECT)
        return;
    uint32_t told = hs_resolve_party(c->linker, said->addressee);
    uint32_t listener = told == HS_NONE ? HS_NONE : hs_role_sides_find(c, told);
    for (uint32_t i = 0; listener != HS_NONE && i < c->roles->count; i++)
        if (c->side_of[i] == listener && mentions[i].features & named)
            return;
    for (uint32_t i = 0; listener != HS_NONE && i < c->roles->count; i++)
        c->side_of[i] = c->side_of[i] == listener ? HS_NONE : c->side_of[i];
    c->listener = listener;
}

/* "He told senators that accusations that he lied were false": who is told did not make them,
 * unless the words name him elsewhere. */
static void leave_out_told(hs_role_sides *a, const hs_role_subject *subject)
{
    const hs_attribution *said = subject->attribution == HS_NONE
                                     ? NULL
                                     : &a->linker->findings->attributions[subject->attribution];
    if (!said || said->addressee == HS_NONE || !subject->by_word)
        return;
    uint32_t listener = HS_NONE;
    for (uint32_t i = 0; i < a->roles->count; i++)
        if (a->roles->mentions[i].reference == said->addressee && !a->roles->mentions[i].owner) {
            listener = a->side_of[i];
            a->side_of[i] = HS_NONE;
        }
    for (uint32_t i = 0; listener != HS_NONE && i < a->roles->count; i++)
        if (a->side_of[i] == listener)
            return;
    a->listener = listener;
}

/* The two sides of the mentions that stand as told to a finding's words, in the order of the text;
 * one and HS_NONE, or none. */
static void find_two(const hs_role_sides *c, uint64_t sights, uint32_t subjects[2])
{
    const hs_role_mention *mentions = c->roles->mentions;
    uint32_t at[2] = {HS_NONE, HS_NONE};
    subjects[0] = subjects[1] = HS_NONE;
    for (uint32_t i = 0; i < c->roles->count; i++) {
        uint32_t side = c->side_of[i];
        if (side == HS_NONE || mentions[i].owner || !(mentions[i].features & sights) ||
            hs_role_mute(c, &mentions[i]) || side == subjects[0] || side == subjects[1])
            continue;
        int place = mentions[i].reference < at[0] ? 0 : 1;
        if (place == 0) {
            at[1] = at[0];
            subjects[1] = subjects[0];
        } else if (mentions[i].reference >= at[1]) {
            continue;
        }
        at[place] = mentions[i].reference;
        subjects[place] = side;
    }
}

/* Who accuses each other: the subject of the accusing verb or of what says so without one; of "took
 * turns calling each other unfit" that of the sentence. */
static void find_subjects(const hs_role_sides *c, uint32_t subjects[2])
{
    const uint64_t acts =
        (UINT64_C(1) << HS_SIGHT_cue_subject) | (UINT64_C(1) << HS_SIGHT_cue_subject_far) |
        (UINT64_C(1) << HS_SIGHT_cue_verb_subject) | (UINT64_C(1) << HS_SIGHT_charge_subject) |
        (UINT64_C(1) << HS_SIGHT_charge_subject_far);
    find_two(c, acts, subjects);
    if (subjects[0] == HS_NONE)
        find_two(c, UINT64_C(1) << HS_SIGHT_root_subject, subjects);
    for (uint32_t i = 0; subjects[0] != HS_NONE && subjects[1] == HS_NONE && i < c->count; i++)
        if (i != subjects[0] && c->sides[i].mention != HS_NONE && c->sides[i].joined != HS_NONE &&
            c->sides[i].joined == c->sides[subjects[0]].joined)
            subjects[1] = i;
}

/* "Ostland and Varenia accused each other", "the two countries accused each other". */
static bool accuse_each_other(hs_role_sides *a, hs_side *accuser, hs_side *accused)
{
    uint32_t subjects[2];
    if (!(a->roles->situation & HS_SITUATION_MUTUAL))
        return false;
    find_subjects(a, subjects);
    if (subjects[0] == HS_NONE ||
        (subjects[1] == HS_NONE &&
         hs_linker_entity(a->linker, a->sides[subjects[0]].side.entity)->kind == HS_ENTITY_PERSON))
        return false;
    *accuser = a->sides[subjects[0]].side;
    *accused = subjects[1] == HS_NONE ? *accuser : a->sides[subjects[1]].side;
    accuser->share = accused->share = 1;
    return true;
}

/* Whether a mention means people, or those who act for somebody: "deputy", "team". */
static bool means_people(const hs_role_sides *c, uint32_t mention)
{
    const hs_reference *it =
        &c->linker->findings->references[c->roles->mentions[mention].reference];
    const hs_linked_entity *entity =
        hs_linker_entity(c->linker, c->sides[c->side_of[mention]].side.entity);
    return it->entity_kind == HS_ENTITY_PERSON || it->entity_kind == HS_ENTITY_GROUP || it->human ||
           entity->speaks_for;
}

/* "The mayor of Orlo": whether the words of a description name whose or of what he is. */
static bool named_within(const hs_role_sides *c, const hs_reference *whole, uint32_t best)
{
    uint32_t mention = c->sides[best].mention;
    if (mention == HS_NONE || whole->kind != HS_REFERENCE_DESCRIPTION || whole->plural ||
        !whole->role_hash)
        return false;
    const hs_reference *part =
        &c->linker->findings->references[c->roles->mentions[mention].reference];
    return part->span.start > whole->head.end && part->span.end <= whole->span.end;
}

/* "Ruiz's deputy took it", "the head of Orlo Foods took it": the deputy is accused, not whose he
 * is. The side of whoever acts and is of the one at `best`, or `best`. */
static uint32_t acting_for(const hs_role_sides *c, uint32_t best)
{
    const uint64_t acts = (UINT64_C(1) << HS_SIGHT_charge_subject) |
                          (UINT64_C(1) << HS_SIGHT_cue_object) |
                          (UINT64_C(1) << HS_SIGHT_cue_passive);
    uint32_t entity = c->sides[best].side.entity;
    if (c->sides[best].sight & acts) /* "you betrayed your patients" */
        return best;
    for (uint32_t i = 0; entity != HS_NONE && i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        uint32_t side = c->side_of[i];
        if (mention->owner || !(mention->features & acts) || side == HS_NONE || side == best ||
            mention->bars & HS_BARRED_ACCUSED || mention->joined == c->sides[best].joined)
            continue;
        const hs_reference *it = &c->linker->findings->references[mention->reference];
        bool his = it->owner != HS_NONE && hs_link_referred(c->linker, it->owner).entity == entity;
        if ((his || named_within(c, it, best)) && means_people(c, i))
            return side;
    }
    return best;
}

/* Whether the words of a finding name anybody, or turn to him. */
static bool names_anybody(const hs_role_sides *c)
{
    for (uint32_t i = 0; i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        const hs_reference *it = &c->linker->findings->references[mention->reference];
        if (c->side_of[i] != HS_NONE && !hs_role_mute(c, mention) &&
            mention->features & (UINT64_C(1) << HS_SIGHT_in_charge) &&
            (it->kind == HS_REFERENCE_NAME ||
             (it->kind == HS_REFERENCE_PRONOUN && (it->gender || it->second_person))))
            return true;
    }
    return false;
}

/* "That is a lie": who accused whoever says so or his side, else who spoke before; a side, or
 * `best`. */
static uint32_t retorted_to(const hs_role_sides *c, uint32_t accuser, uint32_t best)
{
    enum { SENTENCES = 6 };
    const hs_linker *linker = c->linker;
    if (!(c->roles->situation & HS_SITUATION_RETORT) || accuser == HS_NONE || names_anybody(c))
        return best;
    uint32_t whose = HS_NONE;
    for (uint32_t back = 1; back <= hs_role_sides_lately(linker) && whose == HS_NONE; back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        for (uint32_t k = 0; k < known->accused_count && c->now - known->sentence <= SENTENCES; k++)
            if (known->accuser != accuser && hs_link_same_side(linker, known->accused[k], accuser))
                whose = known->accuser;
    }
    if (whose == HS_NONE)
        whose = linker->last_speaker == accuser ? linker->previous_speaker : linker->last_speaker;
    uint32_t side = whose == HS_NONE || whose == accuser ? HS_NONE : hs_role_sides_find(c, whose);
    return side == HS_NONE || c->now - hs_linker_entity(linker, whose)->sentence > SENTENCES ? best
                                                                                             : side;
}

/* Whether the words accuse nobody, not even somebody unknown: what a thing did, or chance. */
static bool is_none(const hs_role_sides *c, const hs_side *accuser, const hs_role_side *first,
                    bool by_word)
{
    return (first->side.entity == HS_NONE && c->roles->situation & HS_SITUATION_THING) ||
           (!by_word && c->roles->situation & HS_SITUATION_CHANCE) ||
           (accuser->author && c->roles->situation & HS_SITUATION_CALLS);
}

/* Whether the words accuse, but nobody whom the text tells of. */
static bool against_nobody(const hs_role_sides *c, const hs_side *accuser,
                           const hs_role_side *first, bool by_word)
{
    return first->side.entity == HS_NONE || hs_own_member(c, accuser, first) ||
           (!by_word && hs_own_deed(c, accuser, first)) || was_judged(c, first) ||
           committed_by_nobody(c, first) || blamed_in_general(c, first) || stands_by(c, first);
}

uint32_t hs_link_parties(hs_linker *linker, const hs_role_subject *subject, hs_side *accuser,
                         hs_side accused[HS_ACCUSED_MAX])
{
    bool word = subject->by_word;
    hs_role_sides a, c;
    hs_role_sides_gather(&a, linker, subject);
    hs_role_sides_copy(&c, &a);
    leave_out_told(&a, subject);
    uint32_t from =
        hs_role_likeliest(&a, word ? HS_ROLE_ACCUSER_BY_WORD : HS_ROLE_ACCUSER_ASSERTED, HS_NONE);
    report(&a, subject);
    if (accuse_each_other(&a, accuser, &accused[0]))
        return 1;
    from = hs_accuser_settled(&a, first_joined(&a, from), word);
    leave_out_owner(&c, &a.sides[from]);
    leave_out_listener(&c, subject);
    uint32_t best = hs_role_likeliest(&c, word ? HS_ROLE_ACCUSED_BY_WORD : HS_ROLE_ACCUSED_ASSERTED,
                                      a.sides[from].side.entity);
    uint32_t count = 1;
    report(&c, subject);
    best = retorted_to(&c, a.sides[from].side.entity, acting_for(&c, best));
    best = committed_before(&c, a.sides[from].side.entity, best);
    tell_apart(&a, &from, &c, &best);
    *accuser = voiced(&a, &a.sides[from]);
    const hs_role_side *first = &c.sides[best];
    if (is_none(&c, accuser, first, word))
        return HS_NONE;
    if (against_nobody(&c, accuser, first, word))
        return 0;
    if (hs_own_people(&c, accuser, first) ||
        (!word && (hs_own_side(&c, accuser, first) || hs_own_client(&c, accuser))))
        return HS_NONE;
    accused[0] = first->side;
    for (uint32_t i = 0; i < c.count && count < HS_ACCUSED_MAX; i++)
        if (i != best && is_accused_too(&c, &c.sides[i], first) &&
            c.sides[i].side.entity != accuser->entity)
            accused[count++] = c.sides[i].side;
    return count;
}
