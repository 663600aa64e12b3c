/* A transcript's turns: who is meant by the label in front of one where the words themselves do not
 * say it ("MH:" of Mara Holm, "THE CHAIR:" of whoever presided, "Pickering:", which reads like a
 * verb), and who asks the questions, of whom the text tells in passing ("Mara Holm asked the
 * questions").
 */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"
#include "text/turn_label.h"

enum { INITIALS_MOST = 4 };

static bool is_person(const hs_linker *linker, uint32_t entity)
{
    return entity != HS_NONE && hs_linker_entity(linker, entity)->kind == HS_ENTITY_PERSON;
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

/* The attribution that the turn in hand is, or NULL. */
static const hs_attribution *own_attribution(const hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->findings->attribution_count; i++)
        if (linker->findings->attributions[i].pattern == HS_PATTERN_TURN)
            return &linker->findings->attributions[i];
    return NULL;
}

/* Whether a name's words begin with the letters of a label, "MH" of "Mara Holm"; a hyphen joins
 * words or separates them. */
static bool fits_initials(hs_str name, hs_str label, bool hyphens)
{
    size_t used = 0;
    bool begins = true;
    for (size_t i = 0; i < name.length; i++) {
        char letter = name.bytes[i];
        if (begins && letter != ' ') {
            if (used == label.length || letter != label.bytes[used])
                return false;
            used++;
        }
        begins = letter == ' ' || (hyphens && letter == '-');
    }
    return used == label.length;
}

static bool are_initials(hs_str label)
{
    if (label.length < 2 || label.length > INITIALS_MOST)
        return false;
    for (size_t i = 0; i < label.length; i++)
        if (label.bytes[i] < 'A' || label.bytes[i] > 'Z')
            return false;
    return true;
}

/* The one person with those initials; HS_NONE where there is none, or another too. */
static uint32_t by_initials(const hs_linker *linker, hs_str label)
{
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *it = hs_linker_entity(linker, i);
        if (it->kind != HS_ENTITY_PERSON || !it->full ||
            !(fits_initials(it->name, label, false) || fits_initials(it->name, label, true)))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found;
}

/* Who presides; where the text says it of nobody, somebody who is known by the label alone. */
static uint32_t chair_of(hs_linker *linker, uint32_t source)
{
    const hs_reference *reference = &linker->findings->references[source];
    uint64_t role = reference->role_hash;
    if (linker->chair != HS_NONE || reference->kind != HS_REFERENCE_DESCRIPTION ||
        hs_entities_find(&linker->entities, HS_KEY_ROLE, role) != HS_NONE ||
        hs_entities_find(&linker->entities, HS_KEY_OFFICE, role) != HS_NONE)
        return linker->chair;
    linker->chair =
        hs_entities_add(&linker->entities, (hs_linked_entity){.name = label_of(linker),
                                                              .kind = HS_ENTITY_PERSON,
                                                              .described = true,
                                                              .last_hash = reference->head_hash,
                                                              .same_last = HS_NONE});
    return linker->chair;
}

uint32_t hs_link_labelled(const hs_linker *linker)
{
    return hs_entities_find(&linker->entities, HS_KEY_LABEL, hs_name_hash(label_of(linker)));
}

/* Whoever bears a label's name elsewhere in the text. */
static uint32_t bearer_of(const hs_linker *linker, hs_str label)
{
    bool alone;
    uint64_t whole = hs_name_hash(label), last = hs_name_hash(hs_turn_surname(label, &alone));
    struct {
        hs_entity_key key;
        uint64_t hash;
    } ways[] = {
        {HS_KEY_NAME, whole}, {HS_KEY_SURNAME, last}, {HS_KEY_LAST, whole}, {HS_KEY_FIRST, last}};
    for (size_t i = 0; i < HS_COUNT(ways) - (alone ? 0 : 1); i++) {
        uint32_t bearer = hs_entities_find(&linker->entities, ways[i].key, ways[i].hash);
        if (bearer < linker->entities.items.count)
            return bearer;
    }
    return HS_NONE;
}

uint32_t hs_link_office_labelled(const hs_linker *linker)
{
    bool alone;
    hs_str label = label_of(linker);
    hs_str word = hs_turn_surname(label, &alone);
    uint32_t bearer = alone ? bearer_of(linker, label) : HS_NONE;
    bool surname = bearer != HS_NONE && hs_linker_entity(linker, bearer)->name.length > word.length;
    if (!alone || surname || hs_turn_names_role(label)) /* "Baker:" of an Ana Baker, "Reporter:" */
        return HS_NONE;
    uint32_t holder = hs_entities_find(&linker->entities, HS_KEY_OFFICE, hs_role_hash(word));
    bool known = holder < linker->entities.items.count && is_person(linker, holder) &&
                 !hs_linker_entity(linker, holder)->described;
    return known ? holder : HS_NONE;
}

static uint32_t known_by_label(hs_linker *linker, hs_str label)
{
    uint64_t hash = hs_name_hash(label);
    uint32_t entity = hs_entities_add(
        &linker->entities,
        (hs_linked_entity){
            .name = label, .kind = HS_ENTITY_PERSON, .last_hash = hash, .same_last = HS_NONE});
    hs_entities_set(&linker->entities, HS_KEY_NAME, hash, entity);
    return entity;
}

uint32_t hs_link_label(hs_linker *linker, uint32_t speaker)
{
    hs_str label = label_of(linker);
    if (label.length == 0)
        return speaker;
    if (speaker == HS_NONE)
        speaker = bearer_of(linker, label);
    if (speaker == HS_NONE)
        speaker = known_by_label(linker, label);
    hs_entities_set(&linker->entities, HS_KEY_LABEL, hs_name_hash(label), speaker);
    return speaker;
}

void hs_link_turn_label(hs_linker *linker)
{
    hs_str label = label_of(linker);
    const hs_attribution *turn = own_attribution(linker);
    if (!turn || turn->source == HS_NONE || turn->question || turn->answer)
        return;
    bool initials = are_initials(label);
    if (!initials && !hs_turn_chairs(label))
        return;
    uint32_t entity = hs_link_labelled(linker);
    if (entity == HS_NONE)
        entity = initials ? by_initials(linker, label) : chair_of(linker, turn->source);
    if (entity == HS_NONE || linker->resolved[turn->source] != HS_UNRESOLVED)
        return;
    linker->resolved[turn->source] = entity;
    hs_link_mention(linker, turn->source, entity);
}

/* Words in front of a name or behind it that say what its bearer does. */
typedef struct beside {
    const char *words;
    bool in_front;
    bool near; /* only right in front of the first turn */
} beside;

static const beside asking[] = {
    {" asked the questions", false, false},
    {" asks the questions", false, false},
    {" put the questions", false, false},
    {" did the asking", false, false},
    {" conducted the interview", false, false},
    {" conducted this interview", false, false},
    {" is the interviewer", false, false},
    {"interviewed by ", true, false},
    {"interview by ", true, false},
    {"he spoke to ", true, true},
    {"he talked to ", true, true},
    {"they spoke to ", true, true},
    {"cross-examined by ", true, false},
    {"questioned by ", true, false},
    {"questions by ", true, false},
    {" met him ", false, true},
    {" met her ", false, true},
    {" met them ", false, true},
    {"he tells ", true, true}, /* and "she" */
    {"he told ", true, true},
    {"they told ", true, true},
    {"our reporter, ", true, true},
    {"our correspondent, ", true, true},
};

/* Not "the yard's chairman, Mara Holm": the committee's may be another. */
static const beside presiding[] = {
    {" presided", false, false},        {" presides", false, false},
    {" presiding", false, false},       {" was in the chair", false, false},
    {" is in the chair", false, false}, {" in the chair", false, false},
    {" took the chair", false, false},  {" (chair", false, false},
    {"chaired by ", true, false},
};

/* What stands beside a name, as long as the wanted words; else empty. */
static hs_str words_beside(hs_str text, hs_span name, size_t length, bool in_front)
{
    if (in_front)
        return name.start >= length ? hs_str_slice(text, name.start - length, name.start)
                                    : (hs_str){0};
    return name.end + length <= text.length ? hs_str_slice(text, name.end, name.end + length)
                                            : (hs_str){0};
}

static bool stands(hs_str text, hs_span name, const beside *words, size_t count, bool near)
{
    for (size_t i = 0; i < count; i++) {
        hs_str wanted = hs_str_from(words[i].words);
        hs_str there = words_beside(text, name, wanted.length, words[i].in_front);
        if ((near || !words[i].near) && hs_str_equal_ignoring_case(there, wanted))
            return true;
    }
    return false;
}

/* "Interview: Ana Ruiz" at the end of a text or under its heading names who asks; a heading that
 * begins so, "Interview: Ana Ruiz on the bridge", whoever is asked. */
static bool credited(const hs_linker *linker, hs_span name)
{
    hs_str text = hs_linker_block(linker)->text;
    hs_str wanted = HS_STR("interview: ");
    return linker->block > 0 && name.end + 1 >= text.length &&
           hs_str_equal_ignoring_case(words_beside(text, name, wanted.length, true), wanted);
}

static bool turn_follows(const hs_linker *linker)
{
    uint32_t next = linker->block + 1;
    return next < linker->blocks->count &&
           linker->blocks->entries[next].block->kind == HS_BLOCK_TRANSCRIPT_TURN;
}

void hs_link_note_parts(hs_linker *linker)
{
    const hs_block *block = hs_linker_block(linker);
    if (!linker->has_turns || block->kind == HS_BLOCK_TRANSCRIPT_TURN)
        return;
    bool near = turn_follows(linker);
    for (uint32_t i = 0; i < linker->findings->reference_count; i++) {
        const hs_reference *it = &linker->findings->references[i];
        if (it->kind != HS_REFERENCE_NAME || it->quoted)
            continue;
        uint32_t entity = hs_resolve_reference(linker, i);
        if (!is_person(linker, entity))
            continue;
        if (linker->interviewer == HS_NONE && linker->interviewee != entity &&
            (credited(linker, it->name) ||
             stands(block->text, it->name, asking, HS_COUNT(asking), near)))
            linker->interviewer = entity;
        if (linker->chair == HS_NONE &&
            stands(block->text, it->name, presiding, HS_COUNT(presiding), near))
            linker->chair = entity;
    }
}

void hs_link_note_question(hs_linker *linker, uint32_t item)
{
    *hs_array_push(&linker->questions) = item;
}

void hs_link_fill_questions(hs_linker *linker)
{
    for (size_t i = 0; i < linker->questions.count && linker->interviewer != HS_NONE; i++) {
        hs_quote *quote = &linker->items[linker->questions.items[i]].quote;
        hs_place nowhere = {.block = quote->source.block};
        quote->speaker = hs_link_party(linker, linker->interviewer, nowhere);
    }
    linker->questions.count = 0;
}
