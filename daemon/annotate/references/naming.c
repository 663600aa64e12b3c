/* Names that a text gives whom it describes: by words that do so, in tables, and within the words
 * that a source is, which say of one party who it is. What stands side by side without such words
 * reference_ties.c ties.
 */
#include "annotate/references/naming.h"
#include "annotate/references/reference_kinds.h"

#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/references/references.h"

enum { NAMING_WORDS = 7 };

/* What gives a name, word by word. */
static const char *const naming[][NAMING_WORDS] = {
    {"identified", "as"},
    {"identified", "only", "as"},
    {"known", "as"},
    {"known", "only", "as"},
    {"who", "is", "known", "as"},
    {"who", "is", "known", "only", "as"},
    {"named", "as"},
    {"by", "the", "name", "of"},
    {"going", "by", "the", "name", "of"},
    {"calling", "himself"},
    {"calling", "herself"},
    {"who", "calls", "himself"},
    {"who", "calls", "herself"},
    {"who", "called", "himself"},
    {"who", "called", "herself"},
    {"who", "is", "named"},
    {"who", "was", "named"},
    {"who", "gave", "his", "name", "as"},
    {"who", "gave", "her", "name", "as"},
    {"who", "gave", "their", "name", "as"},
    {"who", "gave", "his", "name", "only", "as"},
    {"who", "gave", "her", "name", "only", "as"},
    {"who", "gave", "only", "the", "name"},
    {"who", "gave", "the", "name"},
    {"giving", "his", "name", "as"},
    {"giving", "her", "name", "as"},
    {"who", "goes", "by", "the", "name", "of"},
    {"who", "identified", "himself", "as"},
    {"who", "identified", "herself", "as"},
    {"who", "identified", "himself", "only", "as"},
    {"who", "identified", "herself", "only", "as"},
    {"who", "asked", "to", "be", "called"},
    {"who", "asked", "to", "be", "known", "as"},
    {"who", "asked", "to", "be", "named", "as"},
    {"who", "asked", "to", "be", "identified", "as"},
    {"who", "asked", "to", "be", "identified", "only", "as"},
    {"who", "wanted", "to", "be", "called"},
    {"whom", "we", "are", "calling"},
    {"who", "we", "are", "calling"},
    {"whom", "we", "will", "call"},
};

static uint32_t behind(const hs_reading *r, uint32_t at, const char *const *words)
{
    for (size_t i = 0; i < NAMING_WORDS && words[i]; i++, at++)
        if (at >= r->words.count || !hs_reading_word_is(r, at, words[i]))
            return HS_NONE;
    return at < r->words.count ? at : HS_NONE;
}

uint32_t hs_naming_from(const hs_reading *r, uint32_t at, bool *plain)
{
    static const char *const alone[] = {"named", "called", NULL};
    uint32_t word = at;
    *plain = false;
    if (at < r->words.count && hs_reading_tag(r, at) == HS_TAG_COMMA)
        word++;
    for (size_t i = 0; i < HS_COUNT(naming); i++) {
        uint32_t from = behind(r, word, naming[i]);
        if (from != HS_NONE)
            return from;
    }
    *plain = true;
    return at + 1 < r->words.count && hs_reading_word_among(r, at, alone) ? at + 1 : HS_NONE;
}

typedef struct sources {
    hs_reading *r;
    const uint32_t *numbers;
    hs_reference *references;
} sources;

static hs_reference *reference_of(const sources *s, uint32_t phrase)
{
    return s->numbers[phrase] == HS_NONE ? NULL : &s->references[s->numbers[phrase]];
}

/* "One of them", "another": whoever is picked out of several. */
static bool picks_one(const hs_reading *r, const hs_phrase *phrase)
{
    static const char *const words[] = {"one", "another", NULL};
    uint32_t behind = phrase->first + 1;
    return hs_reading_word_among(r, phrase->first, words) &&
           (phrase->end == behind || hs_reading_word_is(r, behind, "of"));
}

static bool ends_name(const hs_reading *r, uint32_t at, uint32_t end)
{
    uint8_t tag = at < r->words.count ? hs_reading_tag(r, at) : HS_TAG_STOP;
    return at == end || tag == HS_TAG_COMMA || tag == HS_TAG_STOP || tag == HS_TAG_BRACKET ||
           tag == HS_TAG_RELATIVE || tag == HS_TAG_DASH;
}

/* Whether a name is somebody's who may be called as the source is: whatever else hangs on that may
 * be a body, "a spokesman for its owner, Orlo Glass". */
static bool names_somebody(const sources *s, const hs_phrase *source, uint32_t phrase)
{
    const hs_reference *name = reference_of(s, phrase);
    static const char *const any[] = {"a", "an", NULL}; /* "a Republican" */
    if (!name || hs_reading_word_among(s->r, s->r->phrases.items[phrase].first, any) ||
        name->kind != HS_REFERENCE_NAME || name->country || name->quoted ||
        hs_reference_is_nobody(name) || s->r->phrases.items[phrase].owns)
        return false;
    bool another =
        name->apposed != HS_NONE && s->references[name->apposed].kind == HS_REFERENCE_DESCRIPTION &&
        s->references[name->apposed].span.start > s->r->words.items[source->head].span.end;
    bool person = name->entity_kind == HS_ENTITY_PERSON || name->sure_person;
    const hs_reference *described = &s->references[s->numbers[source - s->r->phrases.items]];
    bool body = described->entity_kind == HS_ENTITY_ORGANISATION ||
                described->entity_kind == HS_ENTITY_GROUP;
    bool bare = source->end_extended == source->end && name->word_count > 1 &&
                name->entity_kind != HS_ENTITY_PLACE;
    return !another && (body ? name->entity_kind == HS_ENTITY_ORGANISATION : person || bare);
}

/* The name that the words of a source in [from, end) give whom it describes: a phrase, or HS_NONE.
 */
static uint32_t name_within(const sources *s, const hs_phrase *source, uint32_t end)
{
    const hs_reading *r = s->r;
    for (uint32_t i = source->end; i + 1 < end; i++) {
        if (hs_reading_tag(r, i) != HS_TAG_COMMA)
            continue;
        uint32_t phrase = hs_reading_phrase_from(r, i + 1);
        if (phrase == HS_NONE)
            return HS_NONE;
        if (names_somebody(s, source, phrase) && r->phrases.items[phrase].end <= end)
            return ends_name(r, hs_name_with_place(r, &r->phrases.items[phrase]), end) ? phrase
                                                                                       : HS_NONE;
        return HS_NONE;
    }
    return HS_NONE;
}

/* "One of them, a chemist who gave no name": whoever is told of behind the comma. */
static uint32_t described_within(const sources *s, const hs_phrase *source, uint32_t end)
{
    const hs_reading *r = s->r;
    uint32_t at = source->end;
    while (at < end && hs_reading_tag(r, at) != HS_TAG_COMMA)
        at++;
    uint32_t phrase = at + 1 < end ? hs_reading_phrase_from(r, at + 1) : HS_NONE;
    const hs_reference *it = phrase == HS_NONE ? NULL : reference_of(s, phrase);
    bool person = it && it->kind == HS_REFERENCE_DESCRIPTION && !it->plural &&
                  (it->entity_kind == HS_ENTITY_PERSON || it->human);
    return person ? phrase : HS_NONE;
}

static bool holds_whose(const hs_reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (hs_reading_word_is(r, i, "whose"))
            return true;
    return false;
}

static void tie_source(const sources *s, hs_attribution *attribution)
{
    const hs_reading *r = s->r;
    const hs_phrase *source = &r->phrases.items[attribution->source];
    uint32_t number = s->numbers[attribution->source];
    hs_reference *it = number == HS_NONE ? NULL : &s->references[number];
    bool one = picks_one(r, source);
    bool member = it && hs_reference_one_of_party(r, source, it);
    if (!it || (it->kind == HS_REFERENCE_NAME && !member) || it->document ||
        it->apposed != HS_NONE || it->members[0] != HS_NONE ||
        (!one && (it->several || it->kind == HS_REFERENCE_PRONOUN)))
        return;
    uint32_t end = hs_reading_words_in(r, attribution->source_span).end;
    uint32_t name = name_within(s, source, end);
    if (name == HS_NONE) {
        uint32_t described = one ? described_within(s, source, end) : HS_NONE;
        attribution->source = described == HS_NONE ? attribution->source : described;
        return;
    }
    if (holds_whose(r, source->end, r->phrases.items[name].first)) {
        attribution->source = name;
        return;
    }
    hs_reference *named = &s->references[s->numbers[name]];
    it->apposed = s->numbers[name];
    if (member)
        hs_reference_describe_member(it);
    if (named->apposed == HS_NONE)
        named->apposed = number;
    if (named->entity_kind != HS_ENTITY_PERSON && (it->human || one))
        named->entity_kind = HS_ENTITY_PERSON;
}

void hs_naming_of_sources(hs_reading *r, const uint32_t *numbers, hs_reference *references)
{
    sources s = {r, numbers, references};
    for (size_t i = 0; i < r->attributions.count; i++)
        if (r->attributions.items[i].source != HS_NONE &&
            !hs_span_empty(r->attributions.items[i].source_span))
            tie_source(&s, &r->attributions.items[i]);
}
