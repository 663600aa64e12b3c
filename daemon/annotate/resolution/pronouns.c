/* Pronouns to entities: "he", "she", "they" and "it" by rank among who was named lately
 * (candidates.h), "I" and "you" by whose words they stand in.
 */
#include <string.h>

#include "annotate/resolution/candidates.h"
#include "annotate/resolution/resolve.h"

uint32_t hs_resolve_enclosing(hs_linker *linker, const hs_reference *reference)
{
    return reference->inside == HS_NONE ? linker->block_speaker
                                        : hs_resolve_speaker(linker, reference->inside);
}

/* Whoever is called "he" once is no "she" from there on. */
static uint32_t with_gender(hs_linker *linker, const hs_reference *reference, uint32_t entity)
{
    if (entity != HS_NONE && reference->gender && !hs_linker_entity(linker, entity)->gender)
        hs_linker_entity(linker, entity)->gender = reference->gender;
    return entity;
}

uint32_t hs_resolve_person(hs_linker *linker, const hs_reference *reference, uint32_t except)
{
    hs_mention_kind kind =
        reference->kind == HS_REFERENCE_PRONOUN ? HS_MENTION_HE : HS_MENTION_PERSON;
    return with_gender(linker, reference, hs_candidates_choose(linker, reference, kind, except));
}

uint32_t hs_resolve_own_voice(hs_linker *linker, const hs_reference *reference)
{
    const hs_block_findings *findings = linker->findings;
    bool verbatim = reference->inside == HS_NONE ||
                    findings->attributions[reference->inside].form == HS_FORM_BLOCK;
    return verbatim && !reference->quoted ? hs_resolve_enclosing(linker, reference) : HS_NONE;
}

/* "Ana Ruiz", "the doctors": of whom something may be said; not "the plan". */
static bool topical(const hs_reference *it)
{
    return it->kind == HS_REFERENCE_NAME ||
           (it->kind == HS_REFERENCE_DESCRIPTION && it->definite &&
            (it->plural || it->human || it->entity_kind == HS_ENTITY_PERSON ||
             it->entity_kind == HS_ENTITY_ORGANISATION));
}

uint32_t hs_resolve_said_of(const hs_linker *linker, const hs_reference *mention)
{
    enum { NEAR = 8 };
    static const hs_str of = {" of ", 4};
    const hs_block_findings *findings = linker->findings;
    if (mention->inside == HS_NONE)
        return HS_NONE;
    hs_span cue = findings->attributions[mention->inside].cue;
    hs_span behind = {cue.end, cue.end + (uint32_t)of.length};
    uint32_t first = (uint32_t)(mention - findings->references) + 1;
    for (uint32_t i = first; i < findings->reference_count && i < first + NEAR; i++) {
        const hs_reference *it = &findings->references[i];
        if (hs_span_empty(cue) || it->span.start != behind.end || !topical(it) ||
            !hs_str_equal(hs_linker_text(linker, behind), of))
            continue;
        bool person = it->entity_kind == HS_ENTITY_PERSON || it->entity_kind == HS_ENTITY_OTHER;
        bool same = !hs_genders_clash(it->gender, mention->gender);
        bool somebody = mention->gender || mention->kind != HS_REFERENCE_PRONOUN;
        bool fits = somebody ? person && same : !it->sure_person;
        return fits ? i : HS_NONE;
    }
    return HS_NONE;
}

/* Whether somebody's words are told in others': "called my wife a “fool”" is not his "my". */
static bool paraphrases(const hs_attribution *attribution, const hs_reference *reference)
{
    return attribution->form == HS_FORM_INDIRECT ||
           (attribution->form == HS_FORM_MIXED && !reference->quoted);
}

static bool verbatim_around(const hs_attribution *attribution, const hs_reference *reference)
{
    for (uint32_t k = 0; k < attribution->content_count; k++)
        if (!paraphrases(attribution, reference) &&
            hs_span_overlap(attribution->content[k], reference->span))
            return true;
    return false;
}

/* The attribution in whose voice "I" and "you" are said, or HS_NONE for the block's speaker: of
 * "they say you lied" in a quote or turn whoever is quoted. */
static uint32_t voice_of(const hs_linker *linker, const hs_reference *reference)
{
    const hs_block_findings *findings = linker->findings;
    if (reference->inside == HS_NONE ||
        !paraphrases(&findings->attributions[reference->inside], reference))
        return reference->inside;
    enum { NEAR = 16 }; /* attributions: they stand in the order of their words */
    uint32_t inside = reference->inside;
    uint32_t end =
        inside + NEAR < findings->attribution_count ? inside + NEAR : findings->attribution_count;
    for (uint32_t i = end; i-- > 0 && i + NEAR >= inside;)
        if (verbatim_around(&findings->attributions[i], reference))
            return i;
    bool own = findings->attributions[inside].form == HS_FORM_INDIRECT;
    return own && linker->block_speaker == HS_NONE ? reference->inside : HS_NONE;
}

/* To whom the text says that words are said, who is not their speaker, or HS_NONE. */
static uint32_t listener_of(hs_linker *linker, uint32_t attribution, uint32_t speaker)
{
    const hs_block_findings *findings = linker->findings;
    uint32_t listener = findings->attributions[attribution].addressee;
    if (listener == HS_NONE)
        return HS_NONE;
    const hs_reference *reference = &findings->references[listener];
    uint32_t entity = hs_resolve_party(linker, listener);
    if (entity == speaker && reference->kind == HS_REFERENCE_PRONOUN && reference->gender)
        entity = hs_resolve_person(linker, reference, speaker);
    return entity == speaker ? HS_NONE : entity;
}

/* In a transcript: whose turn came before. */
static uint32_t other_turn(const hs_linker *linker, uint32_t speaker)
{
    bool turn = hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN;
    if (!linker->turns_before && !turn)
        return HS_NONE;
    return linker->turn_speakers[0] != speaker ? linker->turn_speakers[0]
                                               : linker->turn_speakers[1];
}

/* "The judge told Ana Ruiz that she had shown no remorse. “You stole from a child,” he said": the
 * person, and no "court" or "judge", whom the speaker told something before in the paragraph. */
static uint32_t told_before(hs_linker *linker, uint32_t voice, uint32_t speaker)
{
    enum { BACK = 6 };
    for (uint32_t i = voice; speaker != HS_NONE && i-- > 0 && i + BACK >= voice;) {
        uint32_t listener = linker->findings->attributions[i].addressee;
        if (listener == HS_NONE ||
            linker->findings->references[listener].kind == HS_REFERENCE_DESCRIPTION ||
            hs_resolve_speaker(linker, i) != speaker)
            continue;
        uint32_t entity = listener_of(linker, i, speaker);
        return entity != HS_NONE && hs_linker_entity(linker, entity)->kind == HS_ENTITY_PERSON
                   ? entity
                   : HS_NONE;
    }
    return HS_NONE;
}

/* "Members of the panel were harsh. “You robbed them,” said Ana Ruiz": somebody is spoken to,
 * rather than a body or a group that spoke last: who spoke or was accused before. */
static uint32_t rather_somebody(const hs_linker *linker, uint32_t spoke, uint32_t speaker)
{
    if (spoke == HS_NONE || hs_linker_entity(linker, spoke)->kind == HS_ENTITY_PERSON)
        return spoke;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *it = hs_linker_entity(linker, linker->recent[i]);
        if (linker->recent[i] != speaker && it->sure_person && (it->spoke || it->accused > 0))
            return linker->recent[i];
    }
    return spoke;
}

/* Whether a text's byte is a quotation mark, or begins one. */
static bool mark_at(hs_str text, uint32_t at)
{
    static const char *const marks[] = {
        "\"", "'", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x98", "\xe2\x80\x99"};
    for (size_t i = 0; i < HS_COUNT(marks); i++) {
        size_t length = strlen(marks[i]);
        if (at + length <= text.length && memcmp(text.bytes + at, marks[i], length) == 0)
            return true;
    }
    return false;
}

/* "“You lied to us, Mr Orlo,” she said", "“Tom, you lied”": a name by which marks speak to
 * somebody; not "“You robbed my husband, Tom”". */
static bool speaks_to(const hs_linker *linker, const hs_reference *name, const hs_reference *you)
{
    hs_str text = hs_linker_block(linker)->text;
    uint32_t start = name->span.start, end = name->span.end;
    if (name->kind != HS_REFERENCE_NAME || !name->quoted || name->inside != you->inside ||
        name->entity_kind == HS_ENTITY_PLACE || end + 1 >= text.length)
        return false;
    if (you->span.start == end + 2 && text.bytes[end] == ',')
        return true;
    const hs_reference *before = name > linker->findings->references ? name - 1 : name;
    bool beside =
        before->span.end + 2 == start &&
        (before->kind == HS_REFERENCE_NAME || before->human ||
         (before->kind == HS_REFERENCE_DESCRIPTION && before->entity_kind == HS_ENTITY_PERSON));
    return start > 2 && text.bytes[start - 2] == ',' && !beside &&
           memchr(",.?!", text.bytes[end], 4) && mark_at(text, end + 1);
}

/* Whom the marks that "you" stands in name as spoken to, or HS_NONE. */
static uint32_t called_by_name(hs_linker *linker, const hs_reference *you, uint32_t speaker)
{
    enum { NEAR = 12 };
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(you - findings->references);
    uint32_t end = own + NEAR < findings->reference_count ? own + NEAR : findings->reference_count;
    for (uint32_t i = own > 0 ? own - 1 : 0; you->quoted && i < end; i++) {
        if (i == own || !speaks_to(linker, &findings->references[i], you))
            continue;
        uint32_t entity = hs_resolve_reference(linker, i);
        return entity == speaker ? HS_NONE : entity;
    }
    return HS_NONE;
}

/* Whom "you" means: to whom the text says that it is said, else whoever spoke before. */
static uint32_t spoken_to(hs_linker *linker, const hs_reference *reference)
{
    uint32_t voice = voice_of(linker, reference);
    uint32_t speaker = voice == HS_NONE ? linker->block_speaker : hs_resolve_speaker(linker, voice);
    uint32_t other = called_by_name(linker, reference, speaker);
    if (other == HS_NONE && voice != HS_NONE)
        other = listener_of(linker, voice, speaker);
    if (other == HS_NONE && voice != HS_NONE)
        other = told_before(linker, voice, speaker);
    if (other == HS_NONE)
        other = other_turn(linker, speaker);
    if (other == HS_NONE)
        other = rather_somebody(linker,
                                linker->last_speaker != speaker ? linker->last_speaker
                                                                : linker->previous_speaker,
                                speaker);
    bool turn = hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN;
    return other == HS_NONE && turn ? hs_link_interviewee(linker) : other;
}

/* Whether an entity is a town, which seldom speaks. */
static bool is_town(const hs_linked_entity *entity)
{
    return entity->kind == HS_ENTITY_PLACE && !entity->country && !entity->several;
}

/* "Ana Ruiz and her brother, Tom, ran a guest house. Insurers accused them": the two who were named
 * together, rather than a house or a town, or whoever was last told of before they were. */
static uint32_t resolve_they(hs_linker *linker, const hs_reference *reference)
{
    uint32_t chosen = hs_candidates_choose(linker, reference, HS_MENTION_THEY, HS_NONE);
    const hs_linked_entity *entity = chosen == HS_NONE ? NULL : hs_linker_entity(linker, chosen);
    bool house = entity && ((entity->described && !entity->several &&
                             entity->kind != HS_ENTITY_GROUP && entity->member_count == 0) ||
                            is_town(entity));
    uint32_t since = entity && !house ? entity->sentence + 1 : 0;
    uint32_t couple = hs_resolve_couple(linker, reference, since);
    if (couple != HS_NONE)
        return couple;
    uint32_t before = hs_resolve_body_before(linker, reference);
    return before == HS_NONE ? chosen : hs_resolve_reference(linker, before);
}

static uint32_t resolve_it(hs_linker *linker, const hs_reference *reference)
{
    uint32_t before = hs_resolve_body_before(linker, reference);
    return before == HS_NONE ? hs_candidates_choose(linker, reference, HS_MENTION_IT, HS_NONE)
                             : hs_resolve_reference(linker, before);
}

/* "Orlo's deputy, Ana Ruiz, accused him": whose she is, but not whose lawyer; or HS_NONE. */
static uint32_t whose_subject(hs_linker *linker, const hs_reference *him)
{
    enum { NEAR = 8 };
    const hs_reference *references = linker->findings->references;
    if (him->relation != HS_PLACE_OBJECT || !him->blamed || him->quoted)
        return HS_NONE;
    for (uint32_t i = (uint32_t)(him - references), steps = 0; i-- > 0 && steps < NEAR; steps++) {
        const hs_reference *it = &references[i];
        if (it->sentence != him->sentence)
            return HS_NONE;
        if (it->relation != HS_PLACE_SUBJECT || it->governor != him->governor)
            continue;
        if (it->kind != HS_REFERENCE_DESCRIPTION || it->owner == HS_NONE ||
            references[it->owner].kind != HS_REFERENCE_NAME || hs_reference_is_voice(it) ||
            !hs_reference_has_genitive(linker, it))
            return HS_NONE;
        uint32_t owner = hs_resolve_reference(linker, it->owner);
        bool fits = owner != HS_NONE && hs_linker_entity(linker, owner)->kind == HS_ENTITY_PERSON &&
                    !hs_genders_clash(hs_linker_entity(linker, owner)->gender, him->gender);
        return fits ? owner : HS_NONE;
    }
    return HS_NONE;
}

/* "She said she had lied": of the likeliest, the speaker, rather whom he accuses. */
static uint32_t resolve_he(hs_linker *linker, const hs_reference *reference)
{
    uint32_t owner = whose_subject(linker, reference);
    if (owner != HS_NONE)
        return with_gender(linker, reference, owner);
    uint32_t likely = hs_resolve_person(linker, reference, hs_resolve_own_voice(linker, reference));
    uint32_t sentenced = hs_resolve_sentenced(linker, reference, likely);
    if (sentenced != HS_NONE)
        return with_gender(linker, reference, sentenced);
    if (likely == HS_NONE || likely != hs_resolve_enclosing(linker, reference))
        return likely;
    uint32_t accused = hs_resolve_accused_person(linker, reference, likely);
    return accused == HS_NONE ? likely : with_gender(linker, reference, accused);
}

uint32_t hs_resolve_pronoun(hs_linker *linker, const hs_reference *reference)
{
    if (reference->apposed != HS_NONE) /* who */
        return hs_resolve_party(linker, reference->apposed);
    uint32_t topic = reference->first_person || reference->second_person
                         ? HS_NONE
                         : hs_resolve_said_of(linker, reference);
    if (topic != HS_NONE)
        return hs_resolve_reference(linker, topic);
    uint32_t denier = hs_resolve_who_denies(linker, reference);
    if (denier != HS_NONE)
        return with_gender(linker, reference, denier);
    uint32_t subject = reference->gender && reference->speaks && !reference->quoted
                           ? hs_resolve_subject_before(linker, reference)
                           : HS_NONE;
    if (subject != HS_NONE) {
        uint32_t entity = hs_resolve_reference(linker, subject);
        if (entity == HS_NONE ||
            !hs_genders_clash(hs_linker_entity(linker, entity)->gender, reference->gender))
            return with_gender(linker, reference, entity);
    }
    if (reference->gender)
        return resolve_he(linker, reference);
    if (reference->first_person) {
        uint32_t voice = voice_of(linker, reference);
        return voice == HS_NONE ? linker->block_speaker : hs_resolve_speaker(linker, voice);
    }
    if (reference->second_person)
        return spoken_to(linker, reference);
    return reference->plural ? resolve_they(linker, reference) : resolve_it(linker, reference);
}
