/* Who speaks: the source that an attribution names, and in interviews whoever asks and answers. */
#include "annotate/linker.h"
#include "annotate/name_hash.h"

/* "She talks to Ana Ruiz about …": who asks the questions, and who answers them. */
void hs_resolve_interviewer(hs_linker *linker, const hs_reference *reference, uint32_t entity)
{
    const hs_reference *references = linker->findings->references;
    linker->interviewer = entity;
    for (uint32_t i = (uint32_t)(reference - references); i-- > 0;) {
        const hs_reference *it = &references[i];
        if (it->sentence != reference->sentence)
            return;
        bool person = it->kind == HS_REFERENCE_PRONOUN ? it->gender != 0
                                                       : it->entity_kind == HS_ENTITY_PERSON;
        uint32_t other = it->subject && person ? hs_resolve_reference(linker, i) : HS_NONE;
        if (other == HS_NONE || other == entity || linker->interviewee != HS_NONE)
            continue;
        linker->interviewee = other;
        return;
    }
}

uint32_t hs_link_interviewee(hs_linker *linker)
{
    uint32_t best = HS_NONE, most = 0;
    if (linker->interviewee != HS_NONE)
        return linker->interviewee;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *entity = &linker->entities.items.items[i];
        if (entity->kind == HS_ENTITY_PERSON && i != linker->interviewer && !entity->described &&
            entity->mentions > most) {
            best = i;
            most = entity->mentions;
        }
    }
    linker->interviewee = best;
    return best;
}

/* "he added" after somebody spoke whom "he" fits. */
static bool goes_on_speaking(hs_linker *linker, const hs_attribution *attribution)
{
    if (!attribution->goes_on || attribution->source == HS_NONE || linker->last_speaker == HS_NONE)
        return false;
    const hs_linked_entity *last = &linker->entities.items.items[linker->last_speaker];
    const hs_reference *source = &linker->findings->references[attribution->source];
    return source->kind == HS_REFERENCE_PRONOUN && source->gender &&
           !(last->gender && last->gender != source->gender) && last->kind == HS_ENTITY_PERSON;
}

/* Whether an owner can speak: "last month's plan" has none that can. */
static bool can_speak(const hs_reference *owner)
{
    return !owner->time &&
           (owner->kind != HS_REFERENCE_DESCRIPTION || owner->entity_kind == HS_ENTITY_PERSON ||
            owner->entity_kind == HS_ENTITY_ORGANISATION || owner->entity_kind == HS_ENTITY_GROUP);
}

/* A source that takes in the dateline before it: "PORT ORLO — A union" is the union. */
static uint32_t behind_dateline(const hs_linker *linker, uint32_t index)
{
    const hs_block_findings *findings = linker->findings;
    uint32_t end = hs_linker_block(linker)->dateline.end, first = index;
    while (first < findings->reference_count && findings->references[first].span.end <= end)
        first++;
    bool known = first < findings->reference_count &&
                 findings->references[first].sentence == findings->references[index].sentence;
    return known ? first : index;
}

/* Who says what a source says: of "Ana Ruiz's admission" Ana Ruiz. */
static uint32_t resolve_source(hs_linker *linker, uint32_t index)
{
    index = behind_dateline(linker, index);
    uint32_t entity = hs_resolve_party(linker, index);
    const hs_reference *source = &linker->findings->references[index];
    if (!source->deed || source->owner == HS_NONE ||
        !can_speak(&linker->findings->references[source->owner]))
        return entity;
    uint32_t owner = hs_resolve_party(linker, source->owner);
    return owner == HS_NONE ? entity : owner;
}

/* The label in front of a turn, without its brackets: "Ana Ruiz (Tarrow West)". */
static hs_str label_of(const hs_linker *linker)
{
    hs_str label = hs_linker_text(linker, hs_linker_block(linker)->speaker_span);
    size_t end = 0;
    while (end < label.length && label.bytes[end] != '(')
        end++;
    while (end > 0 && label.bytes[end - 1] == ' ')
        end--;
    return hs_str_slice(label, 0, end);
}

/* A party that the reading does not know but by the label of its turns ("HOST:"): whoever bears
 * that name elsewhere, else one of its own. */
static uint32_t known_by_label(hs_linker *linker, hs_str label)
{
    static const hs_entity_key keys[] = {HS_KEY_NAME, HS_KEY_SURNAME, HS_KEY_LAST};
    uint64_t hash = hs_name_hash(label);
    for (size_t i = 0; i < HS_COUNT(keys); i++) {
        uint32_t bearer = hs_entities_find(&linker->entities, keys[i], hash);
        if (bearer != HS_NONE)
            return bearer;
    }
    uint32_t entity = hs_entities_add(
        &linker->entities,
        (hs_linked_entity){
            .name = label, .kind = HS_ENTITY_PERSON, .last_hash = hash, .same_last = HS_NONE});
    hs_entities_set(&linker->entities, HS_KEY_NAME, hash, entity);
    return entity;
}

/* Whose turn it is: one label is one speaker throughout, by what is known at its first turn. */
static uint32_t resolve_turn(hs_linker *linker, uint32_t source)
{
    hs_str label = label_of(linker);
    uint64_t hash = hs_name_hash(label);
    uint32_t speaker = hs_entities_find(&linker->entities, HS_KEY_LABEL, hash);
    if (speaker == HS_NONE && source != HS_NONE)
        speaker = resolve_source(linker, source);
    else if (source != HS_NONE)
        linker->resolved[source] = speaker;
    if (speaker == HS_NONE && label.length > 0)
        speaker = known_by_label(linker, label);
    if (speaker != HS_NONE)
        hs_entities_set(&linker->entities, HS_KEY_LABEL, hash, speaker);
    return speaker;
}

uint32_t hs_resolve_speaker(hs_linker *linker, uint32_t index)
{
    if (linker->speakers[index] != HS_UNRESOLVED)
        return linker->speakers[index];
    linker->speakers[index] = HS_NONE;
    const hs_attribution *attribution = &linker->findings->attributions[index];
    if (attribution->question)
        linker->speakers[index] = linker->interviewer;
    if (attribution->answer)
        linker->speakers[index] = hs_link_interviewee(linker);
    if (goes_on_speaking(linker, attribution))
        linker->resolved[attribution->source] = linker->last_speaker;
    bool turn =
        attribution->pattern == HS_PATTERN_TURN && !attribution->question && !attribution->answer;
    if (turn)
        linker->speakers[index] = resolve_turn(linker, attribution->source);
    else if (attribution->source != HS_NONE)
        linker->speakers[index] = resolve_source(linker, attribution->source);
    return linker->speakers[index];
}
