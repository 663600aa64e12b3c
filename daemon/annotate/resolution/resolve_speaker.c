/* Who speaks: the source that an attribution names, and in interviews whoever asks and answers. */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/resolve.h"

/* "She talks to Ana Ruiz about …": who asks the questions, and who answers them. */
void hs_resolve_interviewer(hs_linker *linker, const hs_reference *reference, uint32_t entity)
{
    const hs_reference *references = linker->findings->references;
    const hs_linked_entity *asks = hs_linker_entity(linker, entity);
    if (asks->country || hs_body_named(asks)) /* "talks to Congress" */
        return;
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
    enum { LOOKED_AT = 512 }; /* entities, of which the first stand in front of the transcript */
    for (uint32_t i = 0; i < linker->entities.items.count && i < LOOKED_AT; i++) {
        const hs_linked_entity *entity = hs_linker_entity(linker, i);
        if (entity->kind == HS_ENTITY_PERSON && i != linker->interviewer && !entity->described &&
            entity->mentions > most) {
            best = i;
            most = entity->mentions;
        }
    }
    linker->interviewee = best;
    return best;
}

/* "Tom Orlo blamed the press, though he added …": somebody else than the latest speaker, of whom
 * the sentence tells, or the paragraph where that one has not spoken in it; HS_NONE for nobody. */
static uint32_t told_of_another(hs_linker *linker, uint32_t source)
{
    enum { BACK = 16 };
    const hs_reference *references = linker->findings->references, *it = &references[source];
    bool fresh = hs_linker_entity(linker, linker->last_speaker)->spoke_in != linker->block;
    for (uint32_t i = source; i-- > 0 && i + BACK >= source;) {
        const hs_reference *other = &references[i];
        if (!fresh && other->sentence != it->sentence)
            return HS_NONE;
        bool named = other->kind == HS_REFERENCE_NAME ||
                     (other->apposed != HS_NONE && /* "the mayor, Ana Ruiz," */
                      references[other->apposed].kind == HS_REFERENCE_NAME);
        if (!named || other->relation != HS_PLACE_SUBJECT || other->quoted ||
            other->inside != HS_NONE || other->entity_kind != HS_ENTITY_PERSON)
            continue;
        uint32_t entity = hs_resolve_reference(linker, i);
        if (entity == linker->last_speaker)
            return HS_NONE;
        if (entity != HS_NONE &&
            !hs_genders_clash(hs_linker_entity(linker, entity)->gender, it->gender))
            return entity;
    }
    return HS_NONE;
}

/* "he added" after somebody spoke whom "he" fits: whoever did; HS_NONE where that says nothing. */
static uint32_t goes_on_speaking(hs_linker *linker, const hs_attribution *attribution)
{
    if (!attribution->goes_on || attribution->source == HS_NONE || linker->last_speaker == HS_NONE)
        return HS_NONE;
    const hs_linked_entity *last = hs_linker_entity(linker, linker->last_speaker);
    const hs_reference *source = &linker->findings->references[attribution->source];
    if (source->kind != HS_REFERENCE_PRONOUN || !source->gender ||
        hs_genders_clash(last->gender, source->gender) || last->kind != HS_ENTITY_PERSON)
        return HS_NONE;
    uint32_t another = told_of_another(linker, attribution->source);
    return another == HS_NONE ? linker->last_speaker : another;
}

/* "…," she said, where two people talk by turns and it is hers. */
static uint32_t next_by_turn(const hs_linker *linker, const hs_attribution *attribution)
{
    if (attribution->source == HS_NONE || !attribution->leads ||
        attribution->form != HS_FORM_DIRECT)
        return HS_NONE;
    const hs_reference *source = &linker->findings->references[attribution->source];
    bool pronoun = source->kind == HS_REFERENCE_PRONOUN && source->gender && !source->quoted;
    return pronoun ? hs_link_next_speaker(linker, source->gender) : HS_NONE;
}

/* Whether an attribution's cue begins with one of some words, a list that NULL ends. */
static bool cue_begins(const hs_linker *linker, const hs_attribution *attribution,
                       const char *const *words)
{
    hs_str cue = hs_linker_text(linker, attribution->cue);
    for (; *words; words++) {
        hs_str word = hs_str_from(*words);
        if (hs_str_starts_with(cue, word) &&
            (cue.length == word.length || cue.bytes[word.length] == ' '))
            return true;
    }
    return false;
}

/* "Put it to her that": whoever stands between a cue and what it reports, or HS_NONE. */
static uint32_t between(hs_linker *linker, const hs_attribution *attribution)
{
    enum { NEAR = 5 };
    const hs_block_findings *findings = linker->findings;
    uint32_t first = attribution->source + 1;
    for (uint32_t i = first; i < findings->reference_count && i < first + NEAR; i++) {
        const hs_reference *it = &findings->references[i];
        bool person = it->kind == HS_REFERENCE_PRONOUN ? it->gender != 0
                                                       : it->entity_kind == HS_ENTITY_PERSON;
        if (person && it->span.start >= attribution->cue.start && attribution->content_count > 0 &&
            it->span.end <= attribution->content[0].start)
            return i;
    }
    return HS_NONE;
}

/* "Mr Hale suggested he had lied", "accused her of lying": whom what is said tells of first, "he"
 * or "her"; or HS_NONE. */
static uint32_t told_of_first(const hs_linker *linker, const hs_attribution *attribution)
{
    enum { NEAR = 5 };
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(attribution - findings->attributions);
    uint32_t first = attribution->source + 1;
    for (uint32_t i = first; i < findings->reference_count && i < first + NEAR; i++) {
        const hs_reference *it = &findings->references[i];
        if (it->inside == own)
            return it->kind == HS_REFERENCE_PRONOUN && it->gender &&
                           (it->subject || it->span.start == attribution->content[0].start)
                       ? i
                       : HS_NONE;
    }
    return HS_NONE;
}

/* "Asked her whether", "asked why". */
static bool puts_question(const hs_linker *linker, const hs_attribution *attribution)
{
    static const char *const words[] = {"whether ", "if ",  "why ",   "how ",
                                        "what ",    "who ", "where ", "when "};
    hs_str text = attribution->content_count > 0 ? hs_linker_text(linker, attribution->content[0])
                                                 : (hs_str){0};
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hs_str_starts_with(text, hs_str_from(words[i])))
            return true;
    return false;
}

void hs_link_note_asking(hs_linker *linker, const hs_attribution *attribution, uint32_t speaker)
{
    static const char *const asks[] = {"asked",      "asks",    "put",  "suggested", "accused",
                                       "challenged", "pressed", "told", "alleged",   NULL};
    linker->asker = linker->asked = HS_NONE;
    if (speaker == HS_NONE || attribution->source == HS_NONE ||
        !cue_begins(linker, attribution, asks))
        return;
    uint32_t listener =
        attribution->addressee == HS_NONE ? between(linker, attribution) : attribution->addressee;
    if (listener == HS_NONE)
        listener = told_of_first(linker, attribution);
    uint32_t asked = listener == HS_NONE ? HS_NONE : hs_resolve_party(linker, listener);
    if (listener != HS_NONE && asked == speaker)
        asked = hs_resolve_person(linker, &linker->findings->references[listener], speaker);
    if (asked == HS_NONE || asked == speaker)
        return;
    linker->asker = speaker;
    linker->asked = asked;
    linker->asks_whether = puts_question(linker, attribution);
}

/* "No," she replied: whoever was asked just before, and not who asked; or said, where a question
 * was put: "asked whether it was shut. “It was,” she said". */
static uint32_t who_replies(hs_linker *linker, const hs_attribution *attribution)
{
    static const char *const says[] = {"said", "says", NULL};
    static const char *const replies[] = {"replied", "answered", "responded", "replies", NULL};
    if (attribution->source == HS_NONE || linker->asker == HS_NONE || linker->asked == HS_NONE)
        return HS_NONE;
    const hs_reference *source = &linker->findings->references[attribution->source];
    const hs_linked_entity *asked = hs_linker_entity(linker, linker->asked);
    bool fits = source->kind == HS_REFERENCE_PRONOUN && source->gender && !source->quoted &&
                asked->kind == HS_ENTITY_PERSON && !hs_genders_clash(asked->gender, source->gender);
    bool answers = linker->asks_whether && attribution->form == HS_FORM_DIRECT &&
                   linker->last_speaker == linker->asker && cue_begins(linker, attribution, says);
    return fits && (answers || cue_begins(linker, attribution, replies)) ? linker->asked : HS_NONE;
}

/* Whether an owner can speak: "last month's plan" has none that can. */
static bool can_speak(const hs_reference *owner)
{
    return !hs_reference_is_nobody(owner) &&
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

/* "Ana Ruiz sent a letter. “It will close,” it said": whoever wrote what "it" means. */
static uint32_t writer_of(const hs_linker *linker, const hs_reference *source, uint32_t entity)
{
    if (source->kind != HS_REFERENCE_PRONOUN || source->gender || entity == HS_NONE)
        return entity;
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    return it->document && it->owner ? it->owner - 1 : entity;
}

/* Who says what a source says: of "Ana Ruiz's admission" Ana Ruiz. */
static uint32_t resolve_source(hs_linker *linker, uint32_t index)
{
    index = behind_dateline(linker, index);
    const hs_reference *source = &linker->findings->references[index];
    uint32_t entity = writer_of(linker, source, hs_resolve_party(linker, index));
    if (!source->deed || source->owner == HS_NONE ||
        !can_speak(&linker->findings->references[source->owner]))
        return entity;
    uint32_t owner = hs_resolve_party(linker, source->owner);
    return owner == HS_NONE ? entity : owner;
}

/* Whom a source means, by what its attribution tells. */
static void set_source(hs_linker *linker, uint32_t source, uint32_t entity)
{
    bool noted = linker->resolved[source] != HS_UNRESOLVED;
    linker->resolved[source] = entity;
    if (!noted && entity != HS_NONE)
        hs_link_mention(linker, source, entity);
}

/* Whose turn it is: one label is one speaker throughout, by what is known at its first turn. */
static uint32_t resolve_turn(hs_linker *linker, uint32_t source)
{
    uint32_t speaker = hs_link_labelled(linker);
    if (speaker == HS_NONE)
        speaker = hs_link_office_labelled(linker);
    if (speaker == HS_NONE && source != HS_NONE)
        speaker = resolve_source(linker, source);
    else if (source != HS_NONE)
        set_source(linker, source, speaker);
    return hs_link_label(linker, speaker);
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
    uint32_t next = who_replies(linker, attribution);
    if (next == HS_NONE)
        next = next_by_turn(linker, attribution);
    if (next == HS_NONE)
        next = goes_on_speaking(linker, attribution);
    if (next != HS_NONE)
        set_source(linker, attribution->source, next);
    bool turn =
        attribution->pattern == HS_PATTERN_TURN && !attribution->question && !attribution->answer;
    if (turn)
        linker->speakers[index] = resolve_turn(linker, attribution->source);
    else if (attribution->source != HS_NONE)
        linker->speakers[index] = resolve_source(linker, attribution->source);
    return linker->speakers[index];
}
