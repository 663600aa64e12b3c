/* Who is of whose side: a country's minister, a firm's chairwoman, somebody's lawyer.
 */
#include <pthread.h>

#include "annotate/reading/hashed_words.h"
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

static const char *const opponents[] = {"rival",    "opponent", "challenger", "critic",
                                        "accuser",  "victim",   "attacker",   "killer",
                                        "abuser",   "enemy",    "detractor",  "predecessor",
                                        "opposite", "creditor", "competitor", "prosecutor"};

static const char *const relatives[] = {
    "brother",
    "sister",
    "cousin",
    "uncle",
    "aunt",
    "son",
    "daughter",
    "father",
    "mother",
    "wife",
    "husband",
    "nephew",
    "niece",
    "grandson",
    "widow",
    "widower",
    "ex-wife",
    "partner",
    "stepson",
    "ex-husband",
    "grandmother",
    "mum",
    "dad",
    "mom",
    "fiance",
    "fiancee",
    "fianc\u00e9",
    "fianc\u00e9e",
    "boyfriend",
    "girlfriend",
    "stepfather",
    "stepmother",
    "grandfather",
    "granddaughter",
    "ex-boyfriend",
    "ex-girlfriend",
    "ex-partner",
    "stepdaughter",
    "stepbrother",
    "stepsister",
    "brother-in-law",
    "sister-in-law",
    "father-in-law",
    "mother-in-law",
    "son-in-law",
    "daughter-in-law",
};

/* Who speaks for somebody. */
static const char *const voices[] = {
    "spokesman", "spokesmen",  "spokespeople", "lawyer",   "lawyers",   "attorney",
    "attorneys", "solicitor",  "solicitors",   "counsel",  "barrister", "barristers",
    "secretary", "strategist", "strategists",  "manager",  "agent",     "adviser",
    "advisers",  "advisor",    "advisors",     "campaign", "camp",      "team",
    "office",    "surrogate",  "surrogates",   "defender", "defenders", "apologists",
    "director",  "publicist"};

static hs_hashed_word opponent_hashes[HS_COUNT(opponents)], relative_hashes[HS_COUNT(relatives)];
static hs_hashed_word voice_hashes[HS_COUNT(voices)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_from(const char *const *words, size_t count, hs_hashed_word *hashed)
{
    hs_hashed_words_fill(hashed, count, words, sizeof *words, hs_role_hash);
}

static void fill(void)
{
    fill_from(opponents, HS_COUNT(opponents), opponent_hashes);
    fill_from(relatives, HS_COUNT(relatives), relative_hashes);
    fill_from(voices, HS_COUNT(voices), voice_hashes);
}

/* "Ana Ruiz's rival", "the bank's critics": who is somebody's, but not of his side. */
static bool is_opponent(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    return hs_hashed_words_hold(opponent_hashes, HS_COUNT(opponent_hashes), reference->role_hash);
}

uint32_t hs_reference_of_whom(const hs_linker *linker, const hs_reference *reference, bool *at)
{
    enum { NEAR = 3 };
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(reference - findings->references);
    for (uint32_t i = own + 1; i < findings->reference_count && i <= own + NEAR; i++) {
        const hs_reference *other = &findings->references[i];
        if (other->span.start <= reference->head.end || other->span.end > reference->span.end)
            continue;
        hs_str between = hs_linker_text(linker, (hs_span){reference->head.end, other->span.start});
        *at = hs_str_equal(between, HS_STR(" at "));
        if (*at || hs_str_equal(between, HS_STR(" for ")) ||
            hs_str_equal(between, HS_STR(" of ")) || hs_str_equal(between, HS_STR(" to ")))
            return i;
    }
    return HS_NONE;
}

static bool is_body(const hs_linker *linker, uint32_t entity)
{
    if (entity == HS_NONE)
        return false;
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    return it->kind == HS_ENTITY_ORGANISATION || (it->kind == HS_ENTITY_OTHER && !it->place);
}

/* What stands before a name in its phrase: "Corvane chief executive " of "Corvane chief executive
 * Ana Ruiz". */
static hs_str before_name(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const articles[] = {"The ", "the "};
    hs_str text = hs_linker_text(linker, (hs_span){reference->span.start, reference->name.start});
    for (size_t i = 0; i < HS_COUNT(articles); i++)
        if (hs_str_starts_with(text, hs_str_from(articles[i])))
            return hs_str_slice(text, 4, text.length);
    return text;
}

/* The body whose name, the longest that the text knows, such words begin with, or HS_NONE. */
static uint32_t body_in_front(const hs_linker *linker, hs_str words)
{
    enum { MOST = 6 };
    static const hs_entity_key keys[] = {HS_KEY_NAME, HS_KEY_ACRONYM};
    uint32_t found = HS_NONE, count = 0;
    for (size_t i = 0; i < words.length && count < MOST; i++) {
        if (words.bytes[i] != ' ')
            continue;
        count++;
        uint64_t hash = hs_name_hash(hs_str_slice(words, 0, i));
        for (size_t k = 0; k < HS_COUNT(keys); k++) {
            uint32_t entity = hs_entities_find(&linker->entities, keys[k], hash);
            found = is_body(linker, entity) ? entity : found;
        }
    }
    return found;
}

/* Whether such words begin with an office of firms rather than towns: "chief executive Ana Ruiz".
 */
bool hs_office_of_firms(hs_str words)
{
    static const char *const offices[] = {
        "chief executive", "managing director", "chairman",         "chairwoman",
        "chair",           "general secretary", "director",         "boss",
        "spokesman",       "spokeswoman",       "finance director", "medical director",
        "headteacher",     "vice-chancellor",   "principal",        "founder"};
    hs_str text =
        hs_str_starts_with(words, HS_STR(" ")) ? hs_str_slice(words, 1, words.length) : words;
    for (size_t i = 0; i < HS_COUNT(offices); i++) {
        hs_str office = hs_str_from(offices[i]);
        if (text.length > office.length && text.bytes[office.length] == ' ' &&
            hs_str_equal_ignoring_case(hs_str_slice(text, 0, office.length), office))
            return true;
    }
    return false;
}

/* "Corvane chief executive", where the text knows Corvane Resources. */
static uint32_t firm_in_front(const hs_linker *linker, hs_str words)
{
    size_t end = 0;
    while (end < words.length && words.bytes[end] != ' ')
        end++;
    if (!hs_office_of_firms(hs_str_slice(words, end, words.length)))
        return HS_NONE;
    uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_BODY_FIRST,
                                       hs_name_hash(hs_str_slice(words, 0, end)));
    bool firm = entity != HS_NONE && !hs_body_of_place(hs_linker_entity(linker, entity)->name);
    return firm ? entity : HS_NONE;
}

/* The body that spoke just before: whose "chief executive Ana Ruiz" is. */
static uint32_t body_that_spoke(const hs_linker *linker, uint32_t entity)
{
    uint32_t latest =
        linker->last_speaker == entity ? linker->previous_speaker : linker->last_speaker;
    if (latest == entity || !is_body(linker, latest))
        return HS_NONE;
    return hs_linker_entity(linker, latest)->spoke_in + 1 >= linker->block ? latest : HS_NONE;
}

/* "Orlo Foods denied it. “…,” spokeswoman Ana Ruiz said": who answered in a sentence before, or
 * whom that speaks for; HS_NONE. */
static uint32_t who_answered(const hs_linker *linker, const hs_reference *reference)
{
    enum { LOOKED_AT = 32 }; /* answers of a paragraph */
    const hs_block_findings *f = linker->findings;
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < f->answering_count && i < LOOKED_AT; i++) {
        const hs_answering *it = &f->answering[i];
        uint32_t by = it->by == HS_NONE || it->sentence >= reference->sentence
                          ? HS_NONE
                          : linker->resolved[it->by];
        found = by == HS_NONE || by == HS_UNRESOLVED ? found : by;
    }
    uint32_t client = found == HS_NONE ? 0 : hs_linker_entity(linker, found)->speaks_for;
    return client ? client - 1 : found;
}

/* Whose side the words before a name tell. */
static uint32_t by_office(const hs_linker *linker, const hs_reference *reference, uint32_t entity)
{
    hs_str words = before_name(linker, reference);
    uint32_t body = body_in_front(linker, words);
    if (body == HS_NONE)
        body = firm_in_front(linker, words);
    bool bare =
        body == HS_NONE && (reference->opens || reference->speaks) && hs_office_of_firms(words);
    return bare && !hs_linker_entity(linker, entity)->side ? body_that_spoke(linker, entity) : body;
}

/* "A spokesperson said", where a body spoke just before. */
static bool bare_spokesman(const hs_reference *reference)
{
    return reference->kind == HS_REFERENCE_DESCRIPTION && reference->speaks &&
           reference->word_count == 1 && reference->role_hash == hs_role_hash(HS_STR("spokesman"));
}

bool hs_link_loose_voice(const hs_linked_entity *entity)
{
    pthread_once(&filled, fill);
    if (!entity->described || entity->side || entity->speaks_for || entity->owner)
        return false;
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (hs_hashed_words_hold(voice_hashes, HS_COUNT(voice_hashes), entity->roles[i]))
            return true;
    return false;
}

/* "Her husband", "her former husband". */
static bool is_relative(uint64_t role)
{
    enum { FORMER = 1 }; /* hs_name_described */
    pthread_once(&filled, fill);
    return hs_hashed_words_hold(relative_hashes, HS_COUNT(relative_hashes), role) ||
           (role &&
            hs_hashed_words_hold(relative_hashes, HS_COUNT(relative_hashes), role ^ FORMER));
}

bool hs_reference_is_relative(const hs_reference *reference)
{
    return is_relative(reference->role_hash);
}

bool hs_reference_is_whose(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const numbers[] = {"two", "three", "four", "five", "six", "seven", "eight"};
    static const hs_str of = {" of ", 4};
    hs_str text = hs_linker_block(linker)->text;
    hs_str behind = hs_str_slice(text, reference->head.end, text.length);
    bool owned = reference->owner != HS_NONE && /* "accused his wife of theft" */
                 linker->findings->references[reference->owner].span.start < reference->head.start;
    if (owned || !hs_reference_is_relative(reference) || !hs_str_starts_with(behind, of))
        return false;
    behind = hs_str_slice(behind, of.length, behind.length);
    for (size_t i = 0; i < HS_COUNT(numbers); i++)
        if (hs_str_starts_with(behind, hs_str_from(numbers[i])))
            return false;
    return behind.length > 0 && !(behind.bytes[0] >= '0' && behind.bytes[0] <= '9');
}

bool hs_reference_is_rival(const hs_reference *reference)
{
    static const char *const words[] = {"rival", "opponent", "challenger", NULL};
    return hs_role_among(reference->role_hash, words);
}

bool hs_reference_is_head(const hs_reference *reference)
{
    static const char *const words[] = {"boss", "chief", "head", "leader", NULL};
    return hs_role_among(reference->role_hash, words);
}

bool hs_link_relative(const hs_linked_entity *entity)
{
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (is_relative(entity->roles[i]))
            return true;
    return false;
}

/* "Orlo campaign manager Ana Ruiz" is not of the Vance campaign: whether another word in front of a
 * name tells that a body which speaks for somebody is not meant. */
static bool speaks_for_another(const hs_linker *linker, const hs_reference *reference,
                               uint32_t body)
{
    uint32_t client = hs_linker_entity(linker, body)->speaks_for;
    for (uint32_t i = 0; client && i < reference->modifier_count; i++) {
        uint32_t named = hs_entities_find(&linker->entities, HS_KEY_LAST, reference->modifiers[i]);
        if (named != HS_NONE && named != body && named != client - 1)
            return true;
    }
    return false;
}

/* "Fund chairwoman Eileen Marsh", "Orlo boss Tom Brask": the body that a word in front of an office
 * names. */
static uint32_t body_by_word(const hs_linker *linker, const hs_reference *reference)
{
    static const hs_entity_key keys[] = {HS_KEY_LAST, HS_KEY_BODY_FIRST, HS_KEY_ACRONYM};
    if (reference->kind != HS_REFERENCE_NAME || !reference->role_hash)
        return HS_NONE;
    for (uint32_t i = 0; i < reference->modifier_count; i++)
        for (size_t k = 0; k < HS_COUNT(keys); k++) {
            uint32_t body = hs_entities_find(&linker->entities, keys[k], reference->modifiers[i]);
            if (body != HS_NONE && body != HS_SEVERAL &&
                hs_linker_entity(linker, body)->kind == HS_ENTITY_ORGANISATION)
                return speaks_for_another(linker, reference, body) ? HS_NONE : body;
        }
    return HS_NONE;
}

/* "Ana Ruiz's spokesman", "the Ruiz campaign", "lawyers for Ruiz", but no former one: who speaks
 * for somebody does not accuse him. */
bool hs_reference_is_voice(const hs_reference *reference)
{
    pthread_once(&filled, fill);
    return hs_hashed_words_hold(voice_hashes, HS_COUNT(voice_hashes), reference->role_hash);
}

bool hs_reference_has_genitive(const hs_linker *linker, const hs_reference *reference)
{
    static const hs_str marks[] = {{"'", 1}, {"\u2019", 3}};
    if (reference->owner == HS_NONE)
        return false;
    hs_str text = hs_linker_block(linker)->text;
    uint32_t end = linker->findings->references[reference->owner].span.end;
    hs_str behind = hs_str_slice(text, end, text.length);
    return hs_str_starts_with(behind, marks[0]) || hs_str_starts_with(behind, marks[1]);
}

/* "A former engineer at the firm", "a patient at the clinic": of nobody's side, as it may be. */
static bool stands_apart(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const served[] = {"patient",    "customer", "client",    "pupil",
                                         "student",    "resident", "tenant",    "passenger",
                                         "victim",     "user",     "neighbour", "neighbor",
                                         "subscriber", "shopper",  NULL};
    static const hs_str former = {"former ", 7};
    hs_str before = hs_linker_text(linker, (hs_span){reference->span.start, reference->head.start});
    return reference->kind == HS_REFERENCE_DESCRIPTION &&
           (hs_role_among(reference->role_hash, served) ||
            (reference->apposed == HS_NONE && hs_str_contains_ignoring_case(before, former)));
}

/* "Ana Ruiz KC, for Mr Orlo, said", "Ana Ruiz, representing Mr Orlo,": whom somebody who is named
 * speaks for, or HS_NONE. */
static uint32_t stands_for(const hs_linker *linker, uint32_t index)
{
    static const hs_str letters[] = {{" KC", 3}, {" QC", 3}, {" SC", 3}};
    static const hs_str ties[] = {{", for ", 6},
                                  {", representing ", 15},
                                  {", acting for ", 13},
                                  {", appearing for ", 16},
                                  {", defending ", 12}};
    const hs_block_findings *findings = linker->findings;
    const hs_reference *it = &findings->references[index];
    if (!it->speaks || it->word_count < 2 || index + 1 >= findings->reference_count)
        return HS_NONE;
    const hs_reference *other = &findings->references[index + 1];
    uint32_t end = other->span.end;
    hs_str text = hs_linker_block(linker)->text;
    if (other->kind != HS_REFERENCE_NAME || other->span.start <= it->name.end ||
        hs_reference_is_nobody(other) || end >= text.length || text.bytes[end] != ',')
        return HS_NONE;
    hs_str between = hs_linker_text(linker, (hs_span){it->name.end, other->span.start});
    for (size_t i = 0; i < HS_COUNT(letters); i++)
        if (hs_str_starts_with(between, letters[i]))
            between = hs_str_slice(between, letters[i].length, between.length);
    for (size_t i = 0; i < HS_COUNT(ties); i++)
        if (hs_str_equal(between, ties[i]))
            return linker->resolved[index + 1];
    return HS_NONE;
}

static void note_side(hs_linker *linker, uint32_t index)
{
    const hs_reference *reference = &linker->findings->references[index];
    uint32_t entity = linker->resolved[index], owner = reference->owner;
    bool person = reference->entity_kind == HS_ENTITY_PERSON,
         voice = hs_reference_is_voice(reference);
    bool at = false;
    if (entity == HS_NONE || entity == HS_UNRESOLVED || !(person || voice) ||
        is_opponent(reference) || stands_apart(linker, reference))
        return;
    if (owner == HS_NONE && reference->kind == HS_REFERENCE_DESCRIPTION)
        owner = hs_reference_of_whom(linker, reference, &at);
    uint32_t whose = owner == HS_NONE ? HS_NONE : linker->resolved[owner];
    if (whose == HS_NONE && reference->kind == HS_REFERENCE_NAME)
        whose = by_office(linker, reference, entity);
    if (whose == HS_NONE && owner == HS_NONE)
        whose = body_by_word(linker, reference);
    uint32_t client = whose == HS_NONE && person && reference->kind == HS_REFERENCE_NAME
                          ? stands_for(linker, index)
                          : HS_NONE;
    whose = client == HS_NONE ? whose : client;
    voice = voice || client != HS_NONE;
    if (whose == HS_NONE && owner == HS_NONE && bare_spokesman(reference))
        whose = body_that_spoke(linker, entity);
    if (whose == HS_NONE && owner == HS_NONE && voice && reference->speaks &&
        !hs_linker_entity(linker, entity)->side)
        whose = who_answered(linker, reference);
    if (whose == HS_NONE || whose == HS_UNRESOLVED || whose == entity)
        return;
    if (person)
        hs_linker_entity(linker, entity)->side = whose + 1;
    if (voice && !at)
        hs_linker_entity(linker, entity)->speaks_for = whose + 1;
}

void hs_link_note_sides(hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->findings->reference_count; i++)
        note_side(linker, i);
}

/* "The Ruiz Foundation" is of the side of Ana Ruiz, Tom Ruiz is not. */
static bool named_after(const hs_linked_entity *one, const hs_linked_entity *other)
{
    bool namesakes = one->kind == HS_ENTITY_PERSON && !one->described;
    return other->name_word_count > 0 && !other->described && one != other && !namesakes &&
           hs_hashes_hold(one->name_words, one->name_word_count,
                          other->name_words[other->name_word_count - 1]);
}

bool hs_link_same_side(const hs_linker *linker, uint32_t a, uint32_t b)
{
    if (a == HS_NONE || b == HS_NONE)
        return false;
    const hs_linked_entity *x = hs_linker_entity(linker, a), *y = hs_linker_entity(linker, b);
    return a == b || x->side == b + 1 || y->side == a + 1 || (x->side && x->side == y->side) ||
           (x->country && x->country == y->country) || named_after(x, y) || named_after(y, x);
}
