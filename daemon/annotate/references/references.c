/* References: which noun phrases name or stand for parties, and the detectors' phrases as
 * references. What their words say is reference_words.c's matter, what their clauses say
 * reference_clause.c's, who they are linking's.
 */
#include "annotate/references/references.h"
#include "annotate/quotes/cue.h"
#include "annotate/reading/age.h"
#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"
#include "annotate/references/mention_model.h"
#include "annotate/references/naming.h"
#include "annotate/references/reference_clause.h"
#include "annotate/references/reference_speakers.h"
#include "annotate/references/reference_ties.h"
#include "annotate/references/reference_words.h"

typedef struct maker {
    hs_reading *r;
    bool *used;        /* phrases that a detector refers to */
    uint32_t *numbers; /* phrase to reference */
    HS_ARRAY(hs_reference) references;
} maker;

static bool pronoun(const hs_reading *r, const hs_phrase *phrase)
{
    const hs_shallow_word *word = hs_reading_word(r, phrase->first);
    return phrase->end == phrase->first + 1 &&
           (word->tag == HS_TAG_PRONOUN || word->tag == HS_TAG_RELATIVE ||
            (word->tag == HS_TAG_DETERMINER && hs_word_is(word, HS_LEX(POSSESSIVE))));
}

/* Phrases that become references whether a detector uses them or not. */
static bool names_party(const hs_reading *r, const hs_phrase *phrase)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    if (pronoun(r, phrase))
        return hs_word_is(head, HS_LEX(MALE) | HS_LEX(FEMALE));
    if (head->tag == HS_TAG_NAME)
        return !hs_word_is(head, HS_TIME_WORDS) ||
               (phrase->head > phrase->first && /* "Ana Day" */
                hs_word_is(hs_reading_word(r, phrase->head - 1), HS_LEX(GIVEN_NAME)));
    return head->tag == HS_TAG_NOUN &&
           hs_word_is(head,
                      HS_PERSON_WORDS | HS_LEX(GROUP) | HS_LEX(ORGANISATION) | HS_LEX(DOCUMENT));
}

static bool subject(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t i = phrase->end_extended;
    while (i < r->words.count && hs_reading_tag(r, i) == HS_TAG_ADVERB)
        i++;
    return i < r->words.count &&
           (hs_reading_tag(r, i) == HS_TAG_VERB || hs_reading_tag(r, i) == HS_TAG_AUXILIARY);
}

/* "an interview with X", "X's interview to Y", "interviewed by X", "talks to X": who asks the
 * questions of a transcript. A heading "Interview with X" says who answers. */
static bool follows_interview(const hs_reading *r, const hs_phrase *phrase)
{
    static const hs_str talks[] = {{"interview", 9}, {"interviewed", 11}, {"talks", 5},
                                   {"talked", 6},    {"speaks", 6},       {"spoke", 5},
                                   {"explains", 8},  {"tells", 5}};
    if (phrase->first < 2 || hs_reading_tag(r, phrase->head) != HS_TAG_NAME)
        return false;
    uint8_t between = hs_reading_tag(r, phrase->first - 1);
    if (between != HS_TAG_PREPOSITION && between != HS_TAG_TO)
        return false;
    hs_str word = hs_word_text(&r->words, phrase->first - 2);
    if (phrase->first == 2 && hs_str_equal_ignoring_case(word, talks[0]))
        return false;
    bool asks = phrase->end > phrase->first + 1 || !r->syntax ||
                hs_syntax_person(hs_syntax_name_in(r, phrase->first, phrase->end));
    for (size_t i = 0; i < HS_COUNT(talks); i++)
        if (hs_str_equal_ignoring_case(word, talks[i])) /* "talks to Orlo" may be of a country */
            return i < 2 || asks;
    return false;
}

static uint32_t push(maker *m, hs_reference reference)
{
    *hs_array_push(&m->references) = reference;
    return (uint32_t)(m->references.count - 1);
}

static hs_reference blank(const maker *m, uint32_t word)
{
    return (hs_reference){.owner = HS_NONE,
                          .apposed = HS_NONE,
                          .members = {HS_NONE, HS_NONE},
                          .inside = m->r->attribution_at[word],
                          .sentence = hs_reading_word(m->r, word)->sentence,
                          .quoted = hs_reading_word(m->r, word)->quotation != 0};
}

typedef void describe(const hs_reading *r, const hs_phrase *phrase, hs_reference *reference);

/* What stands in front of a phrase, as one of its own. */
static uint32_t add_in_front(maker *m, hs_word_range words, describe *as)
{
    const hs_reading *r = m->r;
    hs_phrase phrase = {
        .first = words.first, .end = words.end, .head = words.end - 1, .owner = HS_NONE};
    hs_reference reference = blank(m, words.first);
    reference.span = hs_word_range_span(&r->words, words);
    as(r, &phrase, &reference);
    hs_reference_place(r, phrase.first, phrase.head, &reference);
    return push(m, reference);
}

static uint32_t add_qualifier(maker *m, hs_word_range name)
{
    return add_in_front(m, name, hs_reference_describe_name);
}

/* "police" of "police brutality": those whom a reader knows, as if it said "the police". */
static uint32_t add_body(maker *m, hs_word_range noun)
{
    uint32_t added = add_in_front(m, noun, hs_reference_describe_common);
    m->references.items[added].definite = true;
    return added;
}

/* "Ana Ruiz supporters": the phrase is no party, but the name in front of it is somebody's. */
static void add_full_qualifier(maker *m, const hs_phrase *phrase)
{
    hs_word_range name = hs_name_qualifying(m->r, phrase);
    if (name.end > name.first + 1)
        add_qualifier(m, name);
}

/* People have ages, and so has "the 46-year-old"; laws have others. */
static bool may_have_age(const hs_reading *r, uint32_t head, const hs_reference *reference)
{
    if (reference->kind == HS_REFERENCE_DESCRIPTION && reference->entity_kind == HS_ENTITY_OTHER)
        return hs_str_ends_with(hs_word_text(&r->words, head), HS_STR("old")) ||
               hs_noun_person(r, head);
    return reference->kind != HS_REFERENCE_PRONOUN && (reference->entity_kind == HS_ENTITY_PERSON ||
                                                       reference->entity_kind == HS_ENTITY_OTHER);
}

/* "Ana Ruiz, 54, of Quarry Rise": a person, whatever the name tags make of the name. */
static void set_age(const hs_reading *r, const hs_phrase *phrase, hs_reference *reference)
{
    bool name = reference->kind == HS_REFERENCE_NAME && reference->word_count > 1 &&
                !reference->country && !hs_reference_is_nobody(reference);
    if (!name && !may_have_age(r, phrase->head, reference))
        return;
    reference->age = hs_age_told(r->block->text, hs_reading_span(r, phrase->first, phrase->end),
                                 reference->name);
    if (name && reference->age) {
        reference->entity_kind = HS_ENTITY_PERSON;
        reference->sure_person = true;
    }
}

/* What the phrase itself says: its words, its clause and its age. */
static hs_reference describe_phrase(const maker *m, const hs_phrase *phrase)
{
    const hs_reading *r = m->r;
    hs_reference it = blank(m, phrase->first);
    it.span = hs_reading_span(r, phrase->first, phrase->end_extended);
    if (pronoun(r, phrase))
        hs_reference_describe_pronoun(r, phrase, &it);
    else if (hs_reading_tag(r, phrase->head) == HS_TAG_NAME)
        hs_reference_describe_name(r, phrase, &it);
    else
        hs_reference_describe_common(r, phrase, &it);
    if (it.kind == HS_REFERENCE_DESCRIPTION && !it.plural && hs_noun_mostly_firm(r, phrase->head))
        hs_reference_take_for_firm(phrase, &it);
    hs_reference_place(r, phrase->first, phrase->head, &it);
    it.span.end = hs_reading_word(r, hs_phrase_own_end(r, phrase) - 1)->span.end;
    set_age(r, phrase, &it);
    it.subject = subject(r, phrase);
    return it;
}

/* "the town's mayor": a phrase spans those that own it. */
static void set_owner(const maker *m, const hs_phrase *phrase, hs_reference *it)
{
    enum { LINKS = 3 };
    const hs_phrase *phrases = m->r->phrases.items;
    uint32_t owner = phrase->owner;
    if (owner != HS_NONE)
        it->owner = m->numbers[owner];
    for (int links = 0; owner != HS_NONE && links < LINKS; links++) {
        it->span.start = hs_reading_word(m->r, phrases[owner].first)->span.start;
        owner = phrases[owner].owner;
    }
}

/* "Orlo supporters", "police brutality": what stands in front of the head owns it, where nothing
 * else does. */
static void add_owner_in_front(maker *m, const hs_phrase *phrase, hs_reference *it)
{
    const hs_reading *r = m->r;
    hs_word_range name = hs_name_qualifying(r, phrase);
    if (name.end > 0 && it->owner == HS_NONE) {
        it->owner = add_qualifier(m, name);
        if (it->kind == HS_REFERENCE_DESCRIPTION && name.end <= phrase->head)
            it->name_hash = hs_reference_hash_words(r, name.end, phrase->head + 1);
    }
    hs_word_range body = hs_noun_body_qualifying(r, phrase);
    if (body.end > 0 && it->owner == HS_NONE)
        it->owner = add_body(m, body);
}

static void add_phrase(maker *m, uint32_t index)
{
    const hs_reading *r = m->r;
    const hs_phrase *phrase = &r->phrases.items[index];
    hs_reference reference = describe_phrase(m, phrase);
    set_owner(m, phrase, &reference);
    add_owner_in_front(m, phrase, &reference);
    if (follows_interview(r, phrase)) {
        uint32_t asks = add_qualifier(m, hs_name_first(r, phrase));
        m->references.items[asks].interviewer = true;
    }
    hs_word_range led = hs_name_body_in_front(r, phrase);
    if (led.end > 0)
        add_qualifier(m, led);
    m->numbers[index] = push(m, reference);
}

/* What a phrase in use is tied to is in use with it. */
static void note_tied(maker *m, uint32_t phrase)
{
    const uint32_t tied[] = {hs_reference_apposition(m->r, phrase),
                             hs_reference_author(m->r, phrase)};
    for (size_t i = 0; i < HS_COUNT(tied); i++)
        if (tied[i] != HS_NONE)
            m->used[tied[i]] = true;
}

static void use(maker *m, uint32_t phrase)
{
    for (int steps = 0; phrase != HS_NONE && steps < 3; steps++) {
        m->used[phrase] = true;
        uint32_t word = m->r->phrases.items[phrase].first;
        if (hs_reading_tag(m->r, word) == HS_TAG_RELATIVE) {
            uint32_t antecedent = hs_cue_antecedent(m->r, word);
            if (antecedent != HS_NONE)
                m->used[antecedent] = true;
        }
        note_tied(m, phrase);
        phrase = m->r->phrases.items[phrase].owner;
    }
}

static void use_mentions(maker *m, const hs_roles *roles)
{
    for (uint32_t i = 0; i < roles->count; i++)
        use(m, roles->mentions[i].reference);
}

/* "The cleaner is Ana Ruiz": whoever is named behind it. */
static bool named_behind(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t at = phrase->end_extended;
    return at + 1 < r->words.count &&
           (hs_reading_word_is(r, at, "is") || hs_reading_word_is(r, at, "was")) &&
           hs_reading_tag(r, at + 1) == HS_TAG_NAME && hs_noun_person(r, phrase->head);
}

static void note_uses(maker *m)
{
    const hs_reading *r = m->r;
    for (size_t i = 0; i < r->attributions.count; i++) {
        use(m, r->attributions.items[i].source);
        use(m, r->attributions.items[i].addressee);
        for (uint32_t k = 0; k < r->attributions.items[i].joined_count; k++)
            use(m, r->attributions.items[i].joined[k]);
    }
    for (size_t i = 0; i < r->accusing.count; i++) {
        use(m, r->accusing.items[i].accuser);
        for (uint32_t k = 0; k < r->accusing.items[i].accused_count; k++)
            use(m, r->accusing.items[i].accused[k]);
        use_mentions(m, &r->accusing.items[i].roles);
    }
    for (size_t i = 0; i < r->answering.count; i++) {
        use(m, r->answering.items[i].by);
        use_mentions(m, &r->answering.items[i].roles);
    }
}

static uint32_t number_of(const maker *m, uint32_t phrase)
{
    return phrase == HS_NONE ? HS_NONE : m->numbers[phrase];
}

static void renumber_mentions(maker *m, const hs_roles *roles)
{
    hs_role_mention *mentions = (hs_role_mention *)roles->mentions; /* the reading's own */
    for (uint32_t i = 0; i < roles->count; i++)
        mentions[i].reference = number_of(m, mentions[i].reference);
}

static void renumber(maker *m)
{
    hs_reading *r = m->r;
    for (size_t i = 0; i < r->attributions.count; i++) {
        hs_attribution *attribution = &r->attributions.items[i];
        attribution->source = number_of(m, attribution->source);
        if (attribution->source != HS_NONE) {
            m->references.items[attribution->source].speaks = true;
            m->references.items[attribution->source].goes_on = attribution->goes_on;
        }
        attribution->addressee = number_of(m, attribution->addressee);
        for (uint32_t k = 0; k < attribution->joined_count; k++)
            attribution->joined[k] = number_of(m, attribution->joined[k]);
    }
    for (size_t i = 0; i < r->accusing.count; i++) {
        hs_accusing *accusing = &r->accusing.items[i];
        accusing->accuser = number_of(m, accusing->accuser);
        for (uint32_t k = 0; k < accusing->accused_count; k++)
            accusing->accused[k] = number_of(m, accusing->accused[k]);
        renumber_mentions(m, &accusing->roles);
    }
    for (size_t i = 0; i < r->answering.count; i++) {
        r->answering.items[i].by = number_of(m, r->answering.items[i].by);
        renumber_mentions(m, &r->answering.items[i].roles);
    }
}

static void list_full_names(hs_reading *r, hs_block_findings *findings)
{
    const hs_reference *references = findings->references;
    uint32_t *list = hs_arena_new_array(r->scratch, uint32_t, findings->reference_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < findings->reference_count; i++)
        if (hs_reference_is_full_name(&references[i]))
            list[count++] = i;
    findings->full_names = hs_arena_copy(r->arena, list, count * sizeof *list);
    findings->full_name_count = count;
}

/* Whether a pronoun tells what "he" or "she" is: of somebody told of before. */
static bool tells_gender(const hs_reference *pronoun)
{
    return pronoun->kind == HS_REFERENCE_PRONOUN && pronoun->gender && pronoun->subject &&
           !pronoun->quoted;
}

/* What somebody says may be about others, but for "the 71-year-old said he" and "another said she".
 */
static bool of_himself(const hs_reference *pronoun, const hs_reference *described)
{
    return pronoun->inside != HS_NONE && described->speaks &&
           (described->age || !described->role_hash) && pronoun->sentence == described->sentence;
}

static bool is_somebody(const hs_reference *it)
{
    return it->kind != HS_REFERENCE_PRONOUN && it->entity_kind == HS_ENTITY_PERSON && !it->time;
}

/* Whether nothing but a pronoun may tell the gender: "the mayor", and "another", who speaks. */
static bool of_unknown_gender(const hs_reference *it)
{
    bool somebody =
        is_somebody(it) || (it->speaks && !it->role_hash && it->entity_kind == HS_ENTITY_OTHER);
    return it->kind == HS_REFERENCE_DESCRIPTION && somebody && !it->plural && !it->gender &&
           !it->quoted && it->inside == HS_NONE && (it->subject || it->speaks);
}

/* The pronoun that tells it, if nobody else was told of since, or HS_NONE: in what he himself says
 * nobody there, so that "another, who worked for Ana Ruiz, said she" is a woman too. */
static size_t telling_pronoun(const hs_reference *references, size_t count, size_t described)
{
    enum { NEAR = 24 };
    const hs_reference *it = &references[described];
    bool others = false;
    size_t end = described + NEAR < count ? described + NEAR : count;
    for (size_t k = described + 1; k < end && references[k].sentence <= it->sentence + 1; k++) {
        const hs_reference *other = &references[k];
        bool own = of_himself(other, it);
        if (tells_gender(other) && (own || (other->inside == HS_NONE && !others)))
            return k;
        bool somebody = is_somebody(other) && other->apposed != described && it->apposed != k;
        if (somebody && (other->inside != HS_NONE || !it->speaks))
            return HS_NONE;
        others = others || somebody;
    }
    return HS_NONE;
}

/* "The mayor was blunt. “We failed,” he said": no woman, then, and none of those named before. */
static void take_genders(hs_reference *references, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t pronoun =
            of_unknown_gender(&references[i]) ? telling_pronoun(references, count, i) : HS_NONE;
        if (pronoun == HS_NONE)
            continue;
        references[i].gender = references[pronoun].gender;
        references[i].entity_kind = HS_ENTITY_PERSON;
    }
}

void hs_read_references(hs_reading *r, hs_block_findings *findings)
{
    maker m = {.r = r};
    m.used = hs_arena_new_array(r->scratch, bool, r->phrases.count);
    m.numbers = hs_arena_new_array(r->scratch, uint32_t, r->phrases.count);
    memset(m.numbers, 0xff, r->phrases.count * sizeof *m.numbers);
    note_uses(&m);
    for (uint32_t i = 0; i < r->phrases.count; i++)
        if (m.used[i] || names_party(r, &r->phrases.items[i]) ||
            named_behind(r, &r->phrases.items[i]))
            add_phrase(&m, i);
        else
            add_full_qualifier(&m, &r->phrases.items[i]);
    hs_references_take_speakers(r, m.numbers, m.references.items);
    hs_references_tie(r, m.numbers, m.references.items);
    hs_naming_of_sources(r, m.numbers, m.references.items);
    hs_mentions_sum_up(r, m.references.items, m.references.count);
    renumber(&m);
    take_genders(m.references.items, m.references.count);
    findings->reference_count = (uint32_t)m.references.count;
    findings->references =
        hs_arena_copy(r->arena, m.references.items, m.references.count * sizeof(hs_reference));
    hs_array_finish(&m.references);
    list_full_names(r, findings);
}
