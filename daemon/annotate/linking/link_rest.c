/* Accusations and claims of a block to annotations: whose words they stand in and who is accused.
 */
#include <string.h>

#include "annotate/accusations/role_features.h"
#include "annotate/figures/figures.h"
#include "annotate/linking/link_findings.h"
#include "annotate/resolution/resolve.h"
#include "base/sorted.h"

static hs_place place_of(const hs_linker *linker, uint32_t reference)
{
    const hs_reference *named = &linker->findings->references[reference];
    return hs_linker_place(linker, named->kind == HS_REFERENCE_NAME ? named->name : named->span);
}

/* Whose words an attribution's content is; outside all of them the block's speaker or the text. */
hs_side hs_link_voice(const hs_linker *linker, uint32_t attribution)
{
    hs_side side = {.entity = linker->block_speaker, .mention = {.block = linker->block}};
    if (attribution != HS_NONE && linker->quote_of[attribution] != HS_NONE) {
        const hs_party *speaker = &linker->items[linker->quote_of[attribution]].quote.speaker;
        side.entity = speaker->known ? speaker->entity : HS_NONE;
        side.mention = speaker->mention;
    } else {
        side.author = linker->block_speaker == HS_NONE;
    }
    return side;
}

hs_side hs_link_referred(hs_linker *linker, uint32_t reference)
{
    return (hs_side){.entity = hs_resolve_party(linker, reference),
                     .mention = place_of(linker, reference)};
}

hs_party hs_link_side_party(const hs_linker *linker, hs_side side)
{
    hs_party party = hs_link_party(linker, side.entity, side.mention);
    if (side.author) {
        party.known = true;
        party.author = true;
    }
    return party;
}

static uint32_t quote_over(const hs_linker *linker, uint32_t attribution)
{
    return attribution == HS_NONE ? linker->block_quote : linker->quote_of[attribution];
}

/* Nobody accuses himself: "he accused him" names two. */
static void tell_apart(hs_linker *linker, uint32_t reference, const hs_side *accuser,
                       hs_side *accused)
{
    const hs_reference *named = &linker->findings->references[reference];
    if (accused->entity == HS_NONE || accused->entity != accuser->entity ||
        named->kind != HS_REFERENCE_PRONOUN || named->first_person)
        return;
    accused->entity = hs_resolve_person(linker, named, accuser->entity);
}

/* Whom an accusation that names nobody is against: whoever the accuser, or anybody, accused last.
 */
static bool accused_before(const hs_linker *linker, uint32_t accuser, hs_side *accused)
{
    for (uint32_t back = 1; back <= hs_linker_known_back(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        if (known->accused_count == 0 || known->accused[0] == HS_NONE ||
            known->accused[0] == accuser)
            continue;
        *accused = (hs_side){.entity = known->accused[0], .mention = {.block = linker->block}};
        return true;
    }
    return false;
}

static void note_accused(hs_linker *linker, uint32_t index)
{
    hs_linked_entity *entities = linker->entities.items.items;
    if (index == HS_NONE)
        return;
    entities[index].accused++;
    if (linker->most_accused == HS_NONE ||
        entities[index].accused > entities[linker->most_accused].accused)
        linker->most_accused = index;
}

static void remember(hs_linker *linker, uint32_t item, uint32_t accuser, const hs_party *accused,
                     uint32_t count, const hs_accusing *accusing)
{
    if (accuser != HS_NONE)
        hs_linker_entity(linker, accuser)->accuses++;
    hs_known_accusation *known =
        &linker->accusations[linker->accusation_count++ % HS_COUNT(linker->accusations)];
    *known = (hs_known_accusation){.item = item,
                                   .accuser = accuser,
                                   .accused_count = count,
                                   .sentence = linker->sentence_base + accusing->sentence,
                                   .view = accusing->view};
    for (uint32_t k = 0; k < count; k++) {
        known->accused[k] = accused[k].entity;
        note_accused(linker, accused[k].entity);
    }
}

static hs_side find_accuser(hs_linker *linker, const hs_accusing *accusing)
{
    if (accusing->accuser != HS_NONE)
        return hs_link_referred(linker, accusing->accuser);
    if (accusing->open_accuser)
        return (hs_side){.entity = HS_NONE};
    return hs_link_voice(linker, accusing->attribution);
}

static uint32_t find_accused(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                             hs_side sides[HS_ACCUSED_MAX])
{
    uint32_t count = accusing->accused_count;
    for (uint32_t k = 0; k < accusing->accused_count; k++) {
        uint32_t reference = accusing->accused[k];
        uint32_t owner = linker->findings->references[reference].owner;
        bool owned = accusing->accused_owner && owner != HS_NONE;
        sides[k] = hs_link_referred(linker, owned ? owner : reference);
        tell_apart(linker, owned ? owner : reference, accuser, &sides[k]);
    }
    if (count == 0 && accused_before(linker, accuser->entity, &sides[0]))
        count = 1;
    return count;
}

/* What a court hears is neither its own charge nor the text's, though nobody is named whose it is.
 */
static void keep_open(hs_linker *linker, const hs_accusing *accusing, hs_side *accuser)
{
    if (accusing->attribution == HS_NONE)
        return;
    const hs_attribution *heard = &linker->findings->attributions[accusing->attribution];
    bool by_listener = heard->open_speaker && heard->addressee != HS_NONE &&
                       accuser->entity != HS_NONE &&
                       hs_resolve_reference(linker, heard->addressee) == accuser->entity;
    if (heard->open_speaker && (accuser->author || by_listener))
        *accuser = (hs_side){.entity = HS_NONE, .mention = {.block = linker->block}};
}

/* The attribution of a finding's sentence whose cue accuses, else the one that its words stand in.
 * Attributions stand in the order of their sentences. */
static uint32_t attribution_of(const hs_linker *linker, const hs_accusing *accusing)
{
    enum { MOST = 16 }; /* of a sentence */
    const hs_block_findings *findings = linker->findings;
    uint32_t first = (uint32_t)hs_sorted_first(findings->attributions, findings->attribution_count,
                                               sentence, accusing->sentence);
    for (uint32_t i = first; i < findings->attribution_count && i < first + MOST; i++)
        if (hs_span_overlap(findings->attributions[i].cue, accusing->cue))
            return i;
    return accusing->attribution;
}

/* Whether a mention stands in the finding's sentence. */
static bool in_sentence(const hs_linker *linker, const hs_accusing *accusing, const hs_side *side)
{
    const hs_block *block = hs_linker_block(linker);
    const hs_sentence *sentence = &block->sentences[accusing->sentence];
    return side->mention.block == linker->block && !hs_span_empty(side->mention.span) &&
           side->mention.span.start >= block->tokens[sentence->first_token].span.start;
}

/* "The report finds no bribe but criticises officials": whoever is quoted by the word that accuses,
 * rather than somebody whom its sentence does not tell of. */
static void rather_who_says_it(hs_linker *linker, const hs_accusing *accusing, hs_side *accuser)
{
    uint32_t index = attribution_of(linker, accusing);
    if (accuser->entity == HS_NONE || accuser->author || index == HS_NONE ||
        in_sentence(linker, accusing, accuser) ||
        !hs_span_overlap(linker->findings->attributions[index].cue, accusing->cue) ||
        linker->findings->attributions[index].source == HS_NONE)
        return;
    uint32_t speaker = hs_resolve_speaker(linker, index);
    if (speaker != HS_NONE && speaker != accuser->entity)
        *accuser = hs_link_voice(linker, index);
}

/* By the rules' references, or by what was learnt. */
static uint32_t find_parties(hs_linker *linker, const hs_accusing *accusing, hs_side *accuser,
                             hs_side sides[HS_ACCUSED_MAX])
{
    if (accusing->learned) {
        hs_role_subject subject = {.roles = &accusing->roles,
                                   .cue = accusing->cue,
                                   .charge = accusing->charge,
                                   .attribution = accusing->attribution,
                                   .sentence = accusing->sentence,
                                   .by_word = accusing->form == HS_ACCUSATION_EXPLICIT};
        uint32_t count = hs_link_parties(linker, &subject, accuser, sides);
        if (count != HS_NONE && !hs_span_empty(accusing->cue))
            rather_who_says_it(linker, accusing, accuser);
        return count;
    }
    *accuser = find_accuser(linker, accusing);
    return find_accused(linker, accusing, accuser, sides);
}

static bool among(const hs_side *sides, uint32_t count, uint32_t entity)
{
    for (uint32_t i = 0; i < count; i++)
        if (sides[i].entity == entity)
            return true;
    return false;
}

/* The first reference that begins behind a byte. */
static uint32_t first_behind(const hs_block_findings *findings, uint32_t byte)
{
    return (uint32_t)hs_sorted_first(findings->references, findings->reference_count, span.start,
                                     hs_above(byte));
}

/* The group of "two brokers, Ana Ruiz and Tom Orlo" for either of them who is accused there. */
static uint32_t group_around(const hs_linker *linker, const hs_side *side)
{
    const hs_block_findings *f = linker->findings;
    hs_span at = side->mention.span;
    if (side->entity == HS_NONE || side->mention.block != linker->block || hs_span_empty(at))
        return side->entity;
    enum { NEAR = 16 }; /* references between a description and those whom it means */
    uint32_t behind = first_behind(f, at.start);
    for (uint32_t i = behind > NEAR ? behind - NEAR : 0; i < behind; i++) {
        const uint32_t *members = f->references[i].members;
        if (members[0] != HS_NONE && at.start >= f->references[members[0]].name.start &&
            at.end <= f->references[members[1]].span.end && linker->resolved[i] != HS_NONE &&
            linker->resolved[i] != HS_UNRESOLVED)
            return linker->resolved[i];
    }
    return side->entity;
}

/* Each of "two brokers, Ana Ruiz and Tom Orlo" instead of the two; returns how many are accused. */
static uint32_t name_members(const hs_linker *linker, hs_side sides[HS_ACCUSED_MAX], uint32_t count)
{
    hs_side named[HS_ACCUSED_MAX];
    uint32_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t whole = group_around(linker, &sides[i]);
        const hs_linked_entity *entity = whole == HS_NONE ? NULL : hs_linker_entity(linker, whole);
        uint32_t members = entity ? entity->member_count : 0;
        for (uint32_t k = 0; k < (members ? members : 1) && total < HS_ACCUSED_MAX; k++) {
            hs_side side = sides[i];
            side.entity = members ? entity->members[k] : side.entity;
            if (side.entity == HS_NONE || !among(named, total, side.entity))
                named[total++] = side;
        }
    }
    memcpy(sides, named, total * sizeof *named);
    return total;
}

/* "Ana Ruiz and Tom Orlo accused the firm": all who say the words that accuse, where the accuser is
 * one of them and none is accused. */
static hs_party all_accusers(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                             const hs_side *sides, uint32_t count)
{
    hs_party one = hs_link_side_party(linker, *accuser);
    uint32_t index = attribution_of(linker, accusing);
    if (index == HS_NONE || accuser->entity == HS_NONE ||
        linker->findings->attributions[index].joined_count == 0 ||
        linker->speakers[index] >= HS_UNRESOLVED)
        return one;
    uint32_t group =
        hs_resolve_joined(linker, &linker->findings->attributions[index], linker->speakers[index]);
    const hs_linked_entity *all = hs_linker_entity(linker, group);
    if (!hs_entities_hold(all->members, all->member_count, accuser->entity))
        return one;
    for (uint32_t k = 0; k < count; k++)
        if (hs_entities_hold(all->members, all->member_count, sides[k].entity))
            return one;
    return hs_link_party(linker, group, one.mention);
}

/* Enters an accusation among the annotations and among those that may be answered. */
static void enter(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                  hs_side sides[HS_ACCUSED_MAX], uint32_t count, float confidence)
{
    hs_party *accused = hs_arena_new_array(linker->arena, hs_party, HS_ACCUSED_MAX);
    for (uint32_t k = 0; k < count; k++)
        accused[k] = hs_link_side_party(linker, sides[k]);
    uint32_t item = linker->item_count++;
    linker->items[item] = (hs_annotation){
        .kind = HS_ANNOTATION_ACCUSATION,
        .id = accusing->text_hash,
        .confidence = confidence,
        .accusation =
            {
                .form = (hs_accusation_form)accusing->form,
                .accuser = all_accusers(linker, accusing, accuser, sides, count),
                .accused = accused,
                .accused_count = count,
                .cue = hs_linker_place(linker, accusing->cue),
                .charge = hs_linker_place(linker, accusing->charge),
                .quote = quote_over(linker, accusing->attribution),
            },
    };
    hs_verdict_note(linker, accusing, item);
    hs_link_accused_back(linker, accusing, accuser, sides, count);
    for (uint32_t k = 0; k < count; k++)
        hs_link_note_foretold(linker, accusing, sides[k].entity);
    remember(linker, item, accuser->entity, accused, count, accusing);
}

/* "Condemned the raid | as a disgrace", "jailed him on | allegations of theft": whether the same
 * word, one in the charge, or one with the same charge, has been entered as accusing whom this
 * does.
 */
static bool entered_before(const hs_linker *linker, const hs_accusing *accusing,
                           const hs_side *accuser, const hs_side *accused, uint32_t count)
{
    enum { BACK = 3 };
    uint32_t known = hs_linker_known_back(linker);
    if (hs_span_empty(accusing->cue) || count == 0)
        return false;
    for (uint32_t back = 1; back <= known && back <= BACK; back++) {
        const hs_known_accusation *it = hs_linker_known(linker, back);
        const hs_accusation *other = &linker->items[it->item].accusation;
        if (it->sentence != linker->sentence_base + accusing->sentence)
            return false;
        if ((hs_span_overlap(other->cue.span, accusing->cue) ||
             hs_span_contains(other->charge.span, accusing->cue) ||
             hs_span_overlap(other->charge.span, accusing->charge)) &&
            !hs_span_empty(other->cue.span) && it->accuser == accuser->entity &&
            it->accused_count > 0 && it->accused[0] == accused[0].entity)
            return true;
    }
    return false;
}

/* Whether each of two accuses the other: "accused each other". */
static bool both_ways(const hs_accusing *accusing, const hs_side *accuser, const hs_side *accused,
                      uint32_t count)
{
    return accusing->roles.situation & HS_SITUATION_MUTUAL && count == 1 &&
           accuser->entity != HS_NONE && accused->entity != accuser->entity;
}

void hs_link_accusing(hs_linker *linker, uint32_t index)
{
    const hs_accusing *accusing = &linker->findings->accusing[index];
    hs_side accuser, sides[HS_ACCUSED_MAX];
    uint32_t count = find_parties(linker, accusing, &accuser, sides);
    if (count == HS_NONE)
        return;
    keep_open(linker, accusing, &accuser);
    float confidence = (float)accusing->score / 100.0f;
    if (accusing->learned &&
        !hs_verdict_on_accusation(linker, accusing, &accuser, count ? sides : NULL, &confidence))
        return;
    count = name_members(linker, sides, count);
    if (entered_before(linker, accusing, &accuser, sides, count))
        return;
    enter(linker, accusing, &accuser, sides, count, confidence);
    if (!both_ways(accusing, &accuser, sides, count))
        return;
    hs_side back[HS_ACCUSED_MAX] = {accuser};
    enter(linker, accusing, &sides[0], back, 1, confidence);
}

/* The figures of a claim; relative dates against the text's own day, where it gives one. */
static const hs_quantity *quantities_of(hs_linker *linker, const hs_checkable *checkable)
{
    if (checkable->figure_count == 0)
        return NULL;
    hs_quantity *quantities =
        hs_arena_new_array(linker->arena, hs_quantity, checkable->figure_count);
    for (uint32_t k = 0; k < checkable->figure_count; k++) {
        const hs_figure *figure = &linker->findings->figures[checkable->first_figure + k];
        quantities[k] = (hs_quantity){
            .place = hs_linker_place(linker, figure->span),
            .value = figure->value,
            .unit = figure->unit,
            .per = figure->per,
            .low = figure->low,
            .high = figure->high,
            .kind = (hs_figure_kind)figure->kind,
            .bound = (hs_figure_bound)figure->bound,
        };
        hs_figure_days(figure, linker->date, &quantities[k].first_day, &quantities[k].last_day);
    }
    return quantities;
}

void hs_link_checkable(hs_linker *linker, uint32_t index)
{
    const hs_checkable *checkable = &linker->findings->checkable[index];
    hs_side claimant = hs_link_voice(linker, checkable->attribution);
    claimant.author = claimant.author && !checkable->open;
    hs_link_note_claim(linker, linker->item_count, checkable);
    linker->items[linker->item_count++] = (hs_annotation){
        .kind = HS_ANNOTATION_CLAIM,
        .id = checkable->text_hash,
        .confidence = checkable->score,
        .claim =
            {
                .place = hs_linker_place(linker, checkable->span),
                .checkworthiness = checkable->score,
                .worth = checkable->worth,
                .type = (hs_claim_type)checkable->type,
                .claimant = hs_link_side_party(linker, claimant),
                .quote = quote_over(linker, checkable->attribution),
                .quantities = quantities_of(linker, checkable),
                .quantity_count = checkable->figure_count,
            },
    };
}
