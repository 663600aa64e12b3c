/* Whose words marks without a cue are. They go on with what was said before; or two people talk by
 * turns, a paragraph each ("Colour?" "Black."), and it is the other's turn; or the sentence before
 * says who is about to speak ("Ana Ruiz was furious.").
 *
 * That people talk by turns is told by short paragraphs of marks and perhaps a few words more that
 * follow each other, with questions among them: a speech that goes on has longer ones. Of later
 * paragraphs only the text is looked at, and a few of them (link_ahead.h).
 */
#include "annotate/resolution/resolve.h"

enum {
    TURN_BYTES = 400,   /* of a paragraph at most */
    TAG_BYTES = 70,     /* of those, outside marks */
    TURNS_AHEAD = 6,    /* paragraphs that are looked at */
    LEAST_TURNS = 3,    /* where no question was asked just before */
    SHORT_TOKENS = 10,  /* "Every day?" */
    ANSWER_TOKENS = 28, /* of a question or its answer */
    MEAN_TOKENS = 18,   /* of turns */
    LEAD_BLOCKS = 3,    /* in which a text may open with somebody's words */
};

static const hs_block *block_at(const hs_linker *linker, uint32_t index)
{
    return linker->blocks->entries[index].block;
}

/* Bytes of a block outside marks that are closed. */
static uint32_t bytes_outside(const hs_block *block)
{
    uint32_t outside = (uint32_t)block->text.length;
    for (size_t i = 0; i < block->quotation_count; i++)
        if (block->quotations[i].depth == 0)
            outside -= block->quotations[i].span.end - block->quotations[i].span.start;
    return outside;
}

/* A paragraph that opens with marks, all of them closed, and holds little else. */
static bool is_turn(const hs_block *block)
{
    if ((block->kind != HS_BLOCK_PARAGRAPH && block->kind != HS_BLOCK_QUOTE) ||
        block->text.length > TURN_BYTES || block->quotation_count == 0 || block->token_count == 0 ||
        block->quotations[0].span.start != block->tokens[0].span.start)
        return false;
    for (size_t i = 0; i < block->quotation_count; i++)
        if (block->quotations[i].unclosed)
            return false;
    return bytes_outside(block) <= TAG_BYTES;
}

/* Whether the last words in a turn's marks are a question. */
static bool asks(const hs_block *turn)
{
    hs_span inside = turn->quotations[0].inside;
    for (size_t i = 1; i < turn->quotation_count; i++)
        if (turn->quotations[i].depth == 0)
            inside = turn->quotations[i].inside;
    return inside.end > inside.start && turn->text.bytes[inside.end - 1] == '?';
}

/* Whether the turns around the block in hand are short and some ask. */
static bool turns_follow(const hs_linker *linker)
{
    uint32_t first = linker->talk.block, questions = 0, count = 0;
    size_t tokens = 0;
    for (uint32_t i = first; i < linker->blocks->count && i <= first + TURNS_AHEAD; i++) {
        const hs_block *block = block_at(linker, i);
        if (!is_turn(block))
            break;
        questions += asks(block);
        tokens += block->token_count;
        count++;
    }
    return count >= LEAST_TURNS && questions > 0 && tokens <= (size_t)count * MEAN_TOKENS;
}

/* Whether the paragraph before was a turn. */
static bool behind_turn(const hs_linker *linker)
{
    return linker->talk.block != HS_NONE && linker->talk.block + 1 == linker->block;
}

/* Whether a name stands between commas, as that of whoever is spoken to does. */
static bool stands_apart(hs_str text, hs_span name)
{
    if (name.start < 2 || name.end >= text.length)
        return false;
    char behind = text.bytes[name.end];
    return text.bytes[name.start - 2] == ',' && text.bytes[name.start - 1] == ' ' &&
           (behind == ',' || behind == '.' || behind == '?' || behind == '!');
}

bool hs_link_addresses(hs_linker *linker, uint32_t entity)
{
    const hs_block_findings *findings = linker->findings;
    hs_str text = hs_linker_block(linker)->text;
    for (uint32_t i = 0; i < findings->reference_count && entity != HS_NONE; i++) {
        const hs_reference *it = &findings->references[i];
        if (it->quoted && it->kind == HS_REFERENCE_NAME && it->honorific &&
            stands_apart(text, it->span) && hs_resolve_reference(linker, i) == entity)
            return true;
    }
    return false;
}

bool hs_link_takes_turn(hs_linker *linker)
{
    const hs_block *block = hs_linker_block(linker);
    if (!behind_turn(linker) || linker->open != HS_NONE || !is_turn(block))
        return false;
    const hs_block *before = block_at(linker, linker->talk.block);
    bool brief = block->token_count <= ANSWER_TOKENS && before->token_count <= ANSWER_TOKENS;
    bool answers = asks(before) && brief;
    bool retorts = asks(block) && block->token_count <= SHORT_TOKENS && brief;
    linker->talk.alternates = linker->talk.alternates || answers || retorts ||
                              hs_link_addresses(linker, linker->talk.speakers[0]) ||
                              turns_follow(linker);
    return linker->talk.alternates;
}

/* With whom somebody talks of whom no turn is known yet: whoever is addressed, else the person
 * named latest. */
static uint32_t partner(const hs_linker *linker)
{
    uint32_t speaker = linker->talk.speakers[0];
    if (linker->talk.addressee != HS_NONE && linker->talk.addressee != speaker)
        return linker->talk.addressee;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *it = hs_linker_entity(linker, linker->recent[i]);
        if (it->kind == HS_ENTITY_PERSON && linker->recent[i] != speaker && !it->quoted &&
            !it->described)
            return linker->recent[i];
    }
    return HS_NONE;
}

static uint32_t other_speaker(const hs_linker *linker)
{
    return linker->talk.speakers[1] != HS_NONE ? linker->talk.speakers[1] : partner(linker);
}

uint32_t hs_link_next_speaker(const hs_linker *linker, uint8_t gender)
{
    if (!behind_turn(linker) || !linker->talk.alternates || !is_turn(hs_linker_block(linker)))
        return HS_NONE;
    uint32_t other = other_speaker(linker);
    if (other == HS_NONE)
        return HS_NONE;
    uint8_t own = hs_linker_entity(linker, other)->gender;
    return own == HS_GENDER_UNKNOWN || own == gender ? other : HS_NONE;
}

void hs_link_note_turn(hs_linker *linker, uint32_t quote, uint32_t speaker)
{
    hs_talk *talk = &linker->talk;
    if (!is_turn(hs_linker_block(linker)) || talk->block == linker->block)
        return;
    if (!behind_turn(linker))
        *talk = (hs_talk){.speakers = {HS_NONE, HS_NONE}};
    if (speaker != linker->last_speaker && hs_link_addresses(linker, linker->last_speaker)) {
        talk->speakers[0] = linker->last_speaker;
        talk->alternates = true;
    }
    talk->block = linker->block;
    talk->addressee = linker->items[linker->quotes.items[quote].item].quote.addressee.entity;
    if (speaker == talk->speakers[0])
        return;
    talk->speakers[1] = talk->speakers[0];
    talk->speakers[0] = speaker;
}

/* Whether a reference can say whom a sentence is about: "she", a name, or "the groundsman" in front
 * of all else. */
static bool tells_subject(const hs_reference *it)
{
    switch (it->kind) {
    case HS_REFERENCE_PRONOUN:
        return it->gender != HS_GENDER_UNKNOWN;
    case HS_REFERENCE_NAME:
        return true;
    default:
        return it->opens;
    }
}

/* The person who is the subject of a sentence of the block in hand, else the only one whom it
 * names: a reference, or HS_NONE. */
static uint32_t person_in(hs_linker *linker, uint32_t sentence)
{
    const hs_block_findings *findings = linker->findings;
    uint32_t named = HS_NONE;
    bool several = false;
    for (uint32_t i = hs_linker_first_reference(linker, sentence); i < findings->reference_count;
         i++) {
        const hs_reference *it = &findings->references[i];
        if (it->sentence > sentence)
            break;
        if (it->quoted || !tells_subject(it))
            continue;
        uint32_t entity = hs_resolve_reference(linker, i);
        if (entity == HS_NONE || hs_linker_entity(linker, entity)->kind != HS_ENTITY_PERSON)
            continue;
        if (it->subject)
            return i;
        if (it->kind != HS_REFERENCE_NAME)
            continue;
        several = several || (named != HS_NONE && hs_resolve_reference(linker, named) != entity);
        named = i;
    }
    return several ? HS_NONE : named;
}

void hs_link_set_scene(hs_linker *linker)
{
    const hs_block *block = hs_linker_block(linker);
    const hs_block_findings *findings = linker->findings;
    linker->scene = HS_NONE;
    if (block->kind != HS_BLOCK_PARAGRAPH || hs_linker_heading(linker, linker->block) ||
        block->sentence_count == 0)
        return;
    bool open = false;
    for (uint32_t i = 0; i < findings->attribution_count; i++) {
        if (findings->attributions[i].act != HS_ACT_SPEECH)
            continue;
        open = findings->attributions[i].open_speaker;
        if (!open)
            return; /* who spoke there is known as the latest speaker */
    }
    uint32_t person = person_in(linker, (uint32_t)block->sentence_count - 1);
    if (open)
        linker->scene = HS_SCENE_OPEN;
    else if (person != HS_NONE)
        linker->scene = hs_resolve_reference(linker, person);
}

/* Who speaks in the attribution before, in the same paragraph; HS_UNRESOLVED where there is none.
 */
static uint32_t speaker_before(const hs_linker *linker, uint32_t index)
{
    if (index == 0)
        return HS_UNRESOLVED;
    if (linker->findings->attributions[index - 1].open_speaker)
        return HS_NONE; /* "…," a court was told. "…" */
    return linker->speakers[index - 1] == HS_NONE ? HS_UNRESOLVED : linker->speakers[index - 1];
}

/* "There had not, Mr Orlo said." "Not one?" "No, my lord.": a brief question in front of marks that
 * are its answer, asked by whoever spoke before the latest speaker. */
static bool asks_again(const hs_linker *linker)
{
    const hs_block *block = hs_linker_block(linker);
    uint32_t next = linker->block + 1;
    if (!is_turn(block) || !asks(block) || block->token_count > SHORT_TOKENS ||
        bytes_outside(block) > 0 || next >= linker->blocks->count || linker->scene != HS_NONE ||
        linker->previous_speaker == HS_NONE)
        return false;
    const hs_block *answer = block_at(linker, next);
    return is_turn(answer) && bytes_outside(answer) == 0 && answer->token_count <= ANSWER_TOKENS &&
           hs_linker_entity(linker, linker->previous_speaker)->kind == HS_ENTITY_PERSON &&
           hs_linker_entity(linker, linker->last_speaker)->kind == HS_ENTITY_PERSON;
}

/* “It will be late.” | That was Ana Ruiz's message: whether a sentence says of the marks before it
 * whose they are. */
static bool tells_of_marks(const hs_linker *linker, uint32_t sentence)
{
    static const hs_str openings[] = {
        {"That was ", 9},         {"That is ", 8},     {"Those were ", 11}, {"These were ", 11},
        {"With those words", 16}, {"With that, ", 11}, {"So said ", 8},     {"So says ", 8},
        {"Those are ", 10},       {"These are ", 10}};
    const hs_block *block = hs_linker_block(linker);
    hs_str text = hs_linker_text(linker, block->sentences[sentence].span);
    for (size_t i = 0; i < HS_COUNT(openings); i++)
        if (hs_str_starts_with(text, openings[i]))
            return true;
    return false;
}

/* The person whom the sentence behind the marks is about, where they open the paragraph: a
 * reference, or HS_NONE. */
static uint32_t person_behind(hs_linker *linker, const hs_attribution *attribution, bool told)
{
    const hs_block *block = hs_linker_block(linker);
    hs_span last = attribution->content[attribution->content_count - 1];
    uint32_t next = attribution->sentence;
    while (next < block->sentence_count && block->sentences[next].span.start < last.end)
        next++;
    if (!attribution->leads || next >= block->sentence_count ||
        (told && !tells_of_marks(linker, next)))
        return HS_NONE;
    return person_in(linker, next);
}

/* Whether the block in hand is nothing but the marks that an attribution is. */
static bool all_marks(const hs_linker *linker, const hs_attribution *attribution)
{
    return attribution->leads && bytes_outside(hs_linker_block(linker)) == 0;
}

uint32_t hs_link_loose_speaker(hs_linker *linker, uint32_t index)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    if (linker->block_speaker != HS_NONE)
        return linker->block_speaker;
    uint32_t signer = all_marks(linker, attribution) ? hs_link_signer(linker) : HS_NONE;
    if (signer != HS_NONE)
        return signer;
    if (attribution->leads && hs_link_takes_turn(linker))
        return other_speaker(linker);
    if (attribution->leads && !behind_turn(linker) &&
        (asks_again(linker) || hs_link_addresses(linker, linker->last_speaker)))
        return linker->previous_speaker;
    uint32_t behind = person_behind(linker, attribution, true);
    if (behind != HS_NONE)
        return hs_resolve_reference(linker, behind);
    uint32_t before = speaker_before(linker, index);
    bool apart = index == 0 ||
                 linker->findings->attributions[index - 1].sentence + 1 < attribution->sentence;
    if (attribution->sentence > 0 && apart) { /* "Ana Ruiz laughed." */
        uint32_t subject = person_in(linker, attribution->sentence - 1);
        bool pronoun = subject != HS_NONE &&
                       linker->findings->references[subject].kind == HS_REFERENCE_PRONOUN;
        if (subject != HS_NONE && !(pronoun && before < HS_UNRESOLVED))
            return hs_resolve_reference(linker, subject);
    }
    if (before != HS_UNRESOLVED)
        return before;
    if (attribution->leads && linker->scene == HS_SCENE_OPEN)
        return HS_NONE;
    if (attribution->leads && linker->scene != HS_NONE)
        return linker->scene;
    if (linker->last_speaker != HS_NONE)
        return linker->last_speaker;
    behind = person_behind(linker, attribution, false);
    return behind == HS_NONE ? HS_NONE : hs_resolve_reference(linker, behind);
}

void hs_link_note_lead(hs_linker *linker, uint32_t item)
{
    const hs_block *block = hs_linker_block(linker);
    if (linker->block <= LEAD_BLOCKS && bytes_outside(block) == 0 &&
        block->kind == HS_BLOCK_PARAGRAPH) {
        linker->lead = item;
        linker->lead_block = linker->block;
    }
}

void hs_link_name_lead(hs_linker *linker)
{
    if (linker->lead == HS_NONE || linker->lead_block == linker->block)
        return;
    hs_quote *quote = &linker->items[linker->lead].quote;
    bool known = quote->speaker.known || linker->lead_block + 1 != linker->block;
    uint32_t person = known || hs_linker_block(linker)->kind != HS_BLOCK_PARAGRAPH
                          ? HS_NONE
                          : person_in(linker, 0);
    linker->lead = HS_NONE;
    if (person == HS_NONE)
        return;
    hs_place nowhere = {.block = quote->source.block};
    quote->speaker = hs_link_party(linker, hs_resolve_reference(linker, person), nowhere);
}
