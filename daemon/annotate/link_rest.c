/* Accusations, answers and claims of a block to annotations: whose words they stand in, who is
 * accused, which accusation an answer answers.
 */
#include "annotate/linker.h"

enum {
    ANSWER_REACH = 32,  /* accusations that an answer may go back */
    DENIAL_REACH = 12,  /* sentences, for answers that no word marks */
    COUNTER_REACH = 40, /* likewise, for accusing back */
    ANSWER_GOES_ON = 3, /* sentences, for what is said after an answer */
    SURE_ANSWER = 75,   /* percent: answers even when no accusation is found for it */
};

/* Of the answers that a word marks surely about six in ten are annotated ones. */
#define ANSWER_CONFIDENCE 0.006f

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
    uint32_t count =
        linker->accusation_count < ANSWER_REACH ? linker->accusation_count : ANSWER_REACH;
    for (uint32_t back = 1; back <= count; back++) {
        uint32_t slot = (linker->accusation_count - back) % ANSWER_REACH;
        if (linker->accusations[slot].accused_count == 0 ||
            linker->accusations[slot].accused[0] == HS_NONE ||
            linker->accusations[slot].accused[0] == accuser)
            continue;
        *accused = (hs_side){.entity = linker->accusations[slot].accused[0],
                             .mention = {.block = linker->block}};
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
                     uint32_t count, uint32_t sentence)
{
    if (accuser != HS_NONE)
        linker->entities.items.items[accuser].accuses++;
    uint32_t slot = linker->accusation_count++ % ANSWER_REACH;
    linker->accusations[slot].item = item;
    linker->accusations[slot].accuser = accuser;
    linker->accusations[slot].accused_count = count;
    linker->accusations[slot].sentence = linker->sentence_base + sentence;
    for (uint32_t k = 0; k < count; k++) {
        linker->accusations[slot].accused[k] = accused[k].entity;
        note_accused(linker, accused[k].entity);
    }
}

/* One party speaks for another: the same, or of the same country. */
static bool same_side(const hs_linker *linker, uint32_t a, uint32_t b)
{
    if (a == HS_NONE || b == HS_NONE)
        return false;
    const hs_linked_entity *x = &linker->entities.items.items[a];
    const hs_linked_entity *y = &linker->entities.items.items[b];
    return a == b || (x->country && x->country == y->country);
}

/* The latest accusation against `party`, within `reach` sentences; made by `accuser` unless that is
 * HS_NONE. */
static uint32_t accusation_against(const hs_linker *linker, uint32_t party, uint32_t accuser,
                                   uint32_t reach)
{
    uint32_t count =
        linker->accusation_count < ANSWER_REACH ? linker->accusation_count : ANSWER_REACH;
    for (uint32_t back = 1; back <= count; back++) {
        uint32_t slot = (linker->accusation_count - back) % ANSWER_REACH;
        if (linker->sentence_base - linker->accusations[slot].sentence > reach ||
            (accuser != HS_NONE && !same_side(linker, linker->accusations[slot].accuser, accuser)))
            continue;
        for (uint32_t k = 0; k < linker->accusations[slot].accused_count; k++)
            if (same_side(linker, linker->accusations[slot].accused[k], party))
                return linker->accusations[slot].item;
    }
    return HS_NONE;
}

static void add_answer(hs_linker *linker, hs_annotation answer, uint32_t by, uint32_t sentence)
{
    answer.kind = HS_ANNOTATION_ANSWER;
    linker->items[linker->item_count++] = answer;
    if (by != HS_NONE)
        linker->entities.items.items[by].answered = true;
    linker->last_answer.by = by;
    linker->last_answer.to = answer.answer.to;
    linker->last_answer.kind = answer.answer.kind;
    linker->last_answer.sentence = linker->sentence_base + sentence;
}

/* Whether an answering word already stands in the attribution's sentence. */
static bool answered_here(const hs_linker *linker, const hs_attribution *attribution)
{
    for (uint32_t i = 0; i < linker->findings->answering_count; i++)
        if (linker->findings->answering[i].sentence == attribution->sentence)
            return true;
    return false;
}

/* An accusation thrown back: its accuser was accused by its accused before. */
static void add_counter(hs_linker *linker, uint32_t index, hs_side accuser, const hs_party *accused,
                        uint32_t count)
{
    const hs_accusing *accusing = &linker->findings->accusing[index];
    uint32_t to = HS_NONE;
    for (uint32_t k = 0; k < count && to == HS_NONE; k++)
        if (accused[k].entity != HS_NONE)
            to = accusation_against(linker, accuser.entity, accused[k].entity, COUNTER_REACH);
    if (to == HS_NONE || accuser.entity == HS_NONE)
        return;
    add_answer(linker,
               (hs_annotation){
                   .id = accusing->text_hash,
                   .confidence = 0.4f,
                   .answer = {.kind = HS_ANSWER_COUNTER,
                              .by = hs_link_side_party(linker, accuser),
                              .cue = hs_linker_place(linker, accusing->cue),
                              .text = hs_linker_place(linker, accusing->charge),
                              .to = to},
               },
               accuser.entity, accusing->sentence);
}

/* What an accused party says soon after, with "not" or "never" early in it, denies; what it says
 * right after an answer goes on answering. */
void hs_link_implied_answers(hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->findings->attribution_count; i++) {
        const hs_attribution *attribution = &linker->findings->attributions[i];
        uint32_t speaker = linker->speakers[i];
        if (attribution->act != HS_ACT_SPEECH || linker->quote_of[i] == HS_NONE ||
            speaker == HS_NONE || speaker == HS_UNRESOLVED || attribution->content_count == 0 ||
            attribution->pattern == HS_PATTERN_OBJECT || answered_here(linker, attribution))
            continue;
        uint32_t now = linker->sentence_base + attribution->sentence;
        bool goes_on = linker->last_answer.by == speaker &&
                       now - linker->last_answer.sentence <= ANSWER_GOES_ON;
        uint32_t to = accusation_against(linker, speaker, HS_NONE, DENIAL_REACH);
        if (goes_on)
            to = linker->last_answer.to;
        else if (!attribution->denies || to == HS_NONE)
            continue;
        hs_answer_kind kind =
            goes_on && !attribution->denies ? linker->last_answer.kind : HS_ANSWER_DENIAL;
        if (kind == HS_ANSWER_NO_COMMENT)
            continue;
        hs_annotation answer = {
            .id = attribution->text_hash,
            .confidence = 0.35f,
            .answer = {.kind = kind,
                       .by = linker->items[linker->quote_of[i]].quote.speaker,
                       .cue = hs_linker_place(linker, attribution->cue),
                       .text = hs_linker_place(linker, attribution->content[0]),
                       .to = to},
        };
        add_answer(linker, answer, speaker, attribution->sentence);
    }
}

/* By the rules' references, or by the trained model's shares. */
static hs_role_subject subject_of(const hs_accusing *accusing)
{
    return (hs_role_subject){.roles = &accusing->roles,
                             .cue = accusing->cue,
                             .charge = accusing->charge,
                             .attribution = accusing->attribution,
                             .sentence = accusing->sentence,
                             .by_word = accusing->form == HS_ACCUSATION_EXPLICIT};
}

static hs_side find_accuser(hs_linker *linker, const hs_accusing *accusing)
{
    hs_role_subject subject = subject_of(accusing);
    if (accusing->learned)
        return hs_link_accuser(linker, &subject);
    if (accusing->accuser != HS_NONE)
        return hs_link_referred(linker, accusing->accuser);
    if (accusing->open_accuser)
        return (hs_side){.entity = HS_NONE};
    return hs_link_voice(linker, accusing->attribution);
}

static uint32_t find_accused(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                             hs_party *accused)
{
    hs_side sides[HS_ACCUSED_MAX];
    hs_role_subject subject = subject_of(accusing);
    uint32_t count = accusing->accused_count;
    if (accusing->learned)
        count = hs_link_accused(linker, &subject, accuser, sides);
    for (uint32_t k = 0; k < accusing->accused_count; k++) {
        uint32_t reference = accusing->accused[k];
        uint32_t owner = linker->findings->references[reference].owner;
        bool owned = accusing->accused_owner && owner != HS_NONE;
        sides[k] = hs_link_referred(linker, owned ? owner : reference);
        tell_apart(linker, owned ? owner : reference, accuser, &sides[k]);
    }
    if (count == 0 && !accusing->learned && accused_before(linker, accuser->entity, &sides[0]))
        count = 1;
    for (uint32_t k = 0; k < count; k++)
        accused[k] = hs_link_side_party(linker, sides[k]);
    return count;
}

void hs_link_accusing(hs_linker *linker, uint32_t index)
{
    const hs_accusing *accusing = &linker->findings->accusing[index];
    hs_side accuser = find_accuser(linker, accusing);
    hs_party *accused = hs_arena_new_array(linker->arena, hs_party, HS_ACCUSED_MAX);
    uint32_t count = find_accused(linker, accusing, &accuser, accused);
    uint32_t item = linker->item_count++;
    linker->items[item] = (hs_annotation){
        .kind = HS_ANNOTATION_ACCUSATION,
        .id = accusing->text_hash,
        .confidence = (float)accusing->score / 100.0f,
        .accusation =
            {
                .form = (hs_accusation_form)accusing->form,
                .accuser = hs_link_side_party(linker, accuser),
                .accused = accused,
                .accused_count = count,
                .cue = hs_linker_place(linker, accusing->cue),
                .charge = hs_linker_place(linker, accusing->charge),
                .quote = quote_over(linker, accusing->attribution),
            },
    };
    add_counter(linker, index, accuser, accused, count);
    remember(linker, item, accuser.entity, accused, count, accusing->sentence);
}

void hs_link_answering(hs_linker *linker, uint32_t index)
{
    const hs_answering *answering = &linker->findings->answering[index];
    hs_role_subject subject = {.roles = &answering->roles,
                               .cue = answering->cue,
                               .charge = answering->text,
                               .attribution = answering->attribution,
                               .sentence = answering->sentence,
                               .by_word = true};
    hs_side by = answering->learned         ? hs_link_answerer(linker, &subject)
                 : answering->by == HS_NONE ? hs_link_voice(linker, answering->attribution)
                                            : hs_link_referred(linker, answering->by);
    uint32_t to = accusation_against(linker, by.entity, HS_NONE, UINT32_MAX);
    if (to == HS_NONE && answering->score < SURE_ANSWER && !answering->learned)
        return;
    add_answer(linker,
               (hs_annotation){
                   .id = answering->text_hash,
                   .confidence =
                       (answering->learned ? 0.01f : ANSWER_CONFIDENCE) * (float)answering->score,
                   .answer = {.kind = (hs_answer_kind)answering->kind,
                              .by = hs_link_side_party(linker, by),
                              .cue = hs_linker_place(linker, answering->cue),
                              .text = hs_linker_place(linker, answering->text),
                              .to = to},
               },
               by.entity, answering->sentence);
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
                .claimant =
                    hs_link_side_party(linker, hs_link_voice(linker, checkable->attribution)),
                .quote = quote_over(linker, checkable->attribution),
                .quantities = quantities_of(linker, checkable),
                .quantity_count = checkable->figure_count,
            },
    };
}

/* The lists of answers, once all are known. */
void hs_link_finish_answers(hs_linker *linker)
{
    uint32_t answers = 0;
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind == HS_ANNOTATION_ANSWER && item->answer.to != HS_NONE) {
            linker->items[item->answer.to].accusation.answer_count++;
            answers++;
        }
    }
    uint32_t *lists = hs_arena_new_array(linker->arena, uint32_t, answers);
    for (uint32_t i = 0; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ACCUSATION || item->accusation.answer_count == 0)
            continue;
        item->accusation.answers = lists;
        lists += item->accusation.answer_count;
        item->accusation.answer_count = 0;
    }
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ANSWER || item->answer.to == HS_NONE)
            continue;
        hs_accusation *accusation = &linker->items[item->answer.to].accusation;
        ((uint32_t *)accusation->answers)[accusation->answer_count++] = i;
    }
}
