/* References: which noun phrases name or stand for parties, and what they say of them (gender,
 * number, country, role). Who they are is linking's matter.
 */
#include "annotate/age.h"
#include "annotate/cue.h"
#include "annotate/mention_model.h"
#include "annotate/name_hash.h"
#include "annotate/name_parts.h"
#include "annotate/noun_kind.h"
#include "annotate/reference_ties.h"
#include "annotate/syntax.h"

#define PERSON_WORDS (HS_LEX(ROLE) | HS_LEX(KIN))
#define TIME_WORDS (HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME))

typedef struct maker {
    hs_reading *r;
    bool *used;        /* phrases that a detector refers to */
    uint32_t *numbers; /* phrase to reference */
    HS_ARRAY(hs_reference) references;
} maker;

static uint64_t hash_words(const hs_reading *r, uint32_t first, uint32_t end)
{
    hs_span span = hs_reading_span(r, first, end);
    return hs_name_hash(hs_str_slice(r->block->text, span.start, span.end));
}

static bool has_class(const hs_reading *r, uint32_t first, uint32_t end, uint64_t classes)
{
    for (uint32_t i = first; i < end; i++)
        if (hs_word_is(hs_reading_word(r, i), classes))
            return true;
    return false;
}

static hs_entity_kind kind_of_name(const hs_reading *r, const hs_phrase *phrase, uint32_t first)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    uint32_t words = phrase->head + 1 - first;
    for (uint32_t i = first; i < phrase->head; i++) /* "Osterman-Pugh" is one name */
        words -= hs_reading_tag(r, i) == HS_TAG_HYPHEN ? 2 : 0;
    if (has_class(r, phrase->first, first, HS_LEX(HONORIFIC) | HS_LEX(TITLE) | PERSON_WORDS))
        return HS_ENTITY_PERSON;
    if (hs_word_is(head, HS_LEX(COUNTRY) | HS_LEX(CAPITAL)) && words == 1)
        return HS_ENTITY_PLACE;
    if (has_class(r, first, phrase->head + 1, HS_LEX(ORGANISATION)))
        return HS_ENTITY_ORGANISATION;
    if (hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)))
        return HS_ENTITY_PERSON;
    if (hs_word_is(head, HS_LEX(GROUP) | HS_LEX(DEMONYM)))
        return HS_ENTITY_GROUP;
    if (words == 1)
        return head->shape == HS_TOKEN_UPPER ? HS_ENTITY_ORGANISATION : HS_ENTITY_OTHER;
    bool article = phrase->first < first && hs_reading_tag(r, phrase->first) == HS_TAG_DETERMINER;
    return article || words > 3 || head->shape == HS_TOKEN_UPPER ? HS_ENTITY_ORGANISATION
                                                                 : HS_ENTITY_PERSON;
}

static hs_gender gender_of(const hs_reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool tells = hs_word_is(word, HS_BEFORE_NAME | PERSON_WORDS | HS_LEX(GIVEN_NAME));
        if (tells && word->lexeme->gender)
            return (hs_gender)word->lexeme->gender;
    }
    return HS_GENDER_UNKNOWN;
}

/* Up to three words that qualify a description or a name, the nearest first: "Democratic" of "the
 * Democratic candidate". */
static void set_modifiers(const hs_reading *r, uint32_t first, uint32_t end,
                          hs_reference *reference)
{
    enum { MOST = sizeof reference->modifiers / sizeof reference->modifiers[0] };
    for (uint32_t i = end; i-- > first && reference->modifier_count < MOST;) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool tells = hs_word_nominal(word) &&
                     !hs_word_is(word, HS_LEX(HONORIFIC) | HS_LEX(TITLE) | HS_LEX(ROLE));
        if (tells)
            reference->modifiers[reference->modifier_count++] = hash_words(r, i, i + 1);
    }
}

static void set_name(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                     hs_reference *reference)
{
    uint32_t end = hs_name_end(r, first, phrase->head);
    reference->name = hs_reading_span(r, first, phrase->head + 1);
    reference->head = hs_name_last_part(r, end - 1);
    reference->name_hash = hash_words(r, first, end);
    reference->head_hash =
        hs_name_hash(hs_str_slice(r->block->text, reference->head.start, reference->head.end));
    reference->first_hash = hash_words(r, first, first + 1);
    hs_str stem = hs_word_text(&r->words, first);
    reference->stem_hash = hs_name_hash(hs_str_slice(stem, 0, stem.length < 3 ? stem.length : 3));
    uint32_t count = end - first;
    for (uint32_t i = first + 1; i + 1 < end; i++) /* "Osterman-Pugh" is one word */
        count -= count > 2 && hs_name_hyphen(r, i) ? 2 : 0;
    reference->word_count = (uint8_t)(count > 200 ? 200 : count);
}

/* What kind of party the name tags make of a name whose words do not tell. */
static void believe_tags(hs_syntax_name tagged, bool given, hs_reference *reference)
{
    if (tagged.words.first >= tagged.words.end)
        return;
    bool told = given || reference->honorific || reference->country;
    if (tagged.type == HS_NAME_PERSON && !told && reference->entity_kind != HS_ENTITY_GROUP)
        reference->entity_kind = HS_ENTITY_PERSON;
    else if (tagged.type == HS_NAME_ORGANISATION && !told &&
             reference->entity_kind == HS_ENTITY_PERSON)
        reference->entity_kind = HS_ENTITY_ORGANISATION;
    else if (tagged.type == HS_NAME_PLACE && !told && reference->entity_kind == HS_ENTITY_PERSON)
        reference->entity_kind = HS_ENTITY_PLACE;
}

/* The noun of a body's name: "Board" of "Brennick Board of Works". HS_NONE: no word tells. */
static uint32_t noun_of_body(const hs_reading *r, uint32_t first, uint32_t head)
{
    uint32_t noun = first;
    while (noun < head && hs_reading_word(r, noun + 1)->shape != HS_TOKEN_LOWER)
        noun++;
    return hs_word_is(hs_reading_word(r, noun), HS_LEX(ORGANISATION)) ? noun : HS_NONE;
}

/* What a body is called for short: "the board", "Brennick board". */
static void set_body(const hs_reading *r, uint32_t first, uint32_t head, hs_reference *reference)
{
    uint32_t noun = noun_of_body(r, first, head);
    if (reference->entity_kind != HS_ENTITY_ORGANISATION || first == head || noun == HS_NONE)
        return;
    uint32_t place = noun > first ? first : head;
    reference->head = hs_name_last_part(r, noun);
    reference->head_hash = hash_words(r, noun, noun + 1);
    reference->body_hash = hs_body_hash(hash_words(r, place, place + 1), reference->head_hash);
}

/* "Orlo & Sons", "Bramley & Orme": a firm, whatever its parts look like. */
static bool firm_of_several(const hs_reading *r, uint32_t first, uint32_t head)
{
    for (uint32_t i = first + 1; i < head; i++)
        if (hs_reading_word_is(r, i, "&"))
            return true;
    return false;
}

static void describe_name(const hs_reading *r, const hs_phrase *whole, hs_reference *reference)
{
    hs_phrase part = hs_name_part(r, whole);
    const hs_phrase *phrase = &part;
    hs_syntax_name tagged = {{0, 0}, HS_NAME_OTHER};
    if (r->syntax && !hs_name_holds_marks(r, phrase))
        tagged = hs_syntax_name_in(r, phrase->first, phrase->head + 1);
    uint32_t first = hs_name_start(r, phrase);
    bool firm = firm_of_several(r, first, phrase->head);
    if (firm)
        tagged = (hs_syntax_name){{0, 0}, HS_NAME_ORGANISATION};
    if (hs_syntax_person(tagged) && tagged.words.first > first &&
        tagged.words.first <= phrase->head && !hs_name_hyphen(r, tagged.words.first - 1))
        first = tagged.words.first;
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    reference->kind = HS_REFERENCE_NAME;
    reference->definite = true;
    set_name(r, phrase, first, reference);
    reference->entity_kind = (uint8_t)kind_of_name(r, phrase, first);
    bool one_word = first == phrase->head;
    bool people = one_word && hs_noun_people(r, phrase);
    if (one_word && !people &&
        hs_word_is(head, HS_LEX(COUNTRY) | HS_LEX(CAPITAL) | HS_LEX(DEMONYM))) {
        reference->country = head->lexeme->country;
        reference->capital = !hs_word_is(head, HS_LEX(COUNTRY) | HS_LEX(DEMONYM));
        reference->demonym =
            hs_word_is(head, HS_LEX(DEMONYM)) && !hs_word_is(head, HS_LEX(COUNTRY));
    }
    if (reference->entity_kind == HS_ENTITY_PERSON || reference->entity_kind == HS_ENTITY_OTHER)
        reference->gender = (uint8_t)gender_of(r, phrase->first, first + 1);
    reference->honorific = has_class(r, phrase->first, first, HS_LEX(HONORIFIC) | HS_LEX(TITLE));
    if (reference->honorific)
        reference->entity_kind = HS_ENTITY_PERSON;
    believe_tags(tagged, hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)), reference);
    if (firm) {
        reference->entity_kind = HS_ENTITY_ORGANISATION;
        reference->gender = HS_GENDER_UNKNOWN;
    }
    set_body(r, first, phrase->head, reference);
    reference->sure_person =
        reference->entity_kind == HS_ENTITY_PERSON &&
        (has_class(r, phrase->first, first, HS_LEX(HONORIFIC) | HS_LEX(TITLE) | PERSON_WORDS) ||
         hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)) || hs_syntax_person(tagged));
    reference->time = !reference->honorific && !hs_syntax_person(tagged) &&
                      has_class(r, first, first + 1, TIME_WORDS) &&
                      has_class(r, phrase->head, phrase->head + 1, TIME_WORDS);
    bool dateline = reference->name.end <= r->block->dateline.end; /* "PORT ORLO, Jan. 3 —" */
    reference->time = reference->time || (dateline && !reference->country);
    if (people || (one_word && !reference->honorific && hs_noun_men(r, phrase->head))) {
        reference->entity_kind = HS_ENTITY_GROUP;
        reference->plural = true;
        reference->sure_person = false;
        reference->gender = 0;
    }
    set_modifiers(r, phrase->first, first, reference);
    reference->role_hash = hs_name_office(r, phrase->first, first);
    uint32_t role = phrase->first;
    while (role < first && !hs_word_is(hs_reading_word(r, role), HS_LEX(ROLE)))
        role++;
    if (role < first)
        reference->role = hs_reading_span(r, role, first);
}

static bool definite(const hs_reading *r, const hs_phrase *phrase)
{
    hs_str first = hs_word_text(&r->words, phrase->first);
    return phrase->owner != UINT32_MAX || hs_str_equal_ignoring_case(first, HS_STR("the")) ||
           hs_str_equal_ignoring_case(first, HS_STR("this")) ||
           hs_str_equal_ignoring_case(first, HS_STR("these")) ||
           hs_word_is(hs_reading_word(r, phrase->first), HS_LEX(POSSESSIVE));
}

/* "Prime Minister said": the one who is. */
static bool capital_office(const hs_reading *r, const hs_phrase *phrase)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    return r->syntax && hs_word_is(head, HS_LEX(ROLE)) && !hs_word_is(head, HS_LEX(GROUP)) &&
           hs_reading_tag(r, phrase->first) != HS_TAG_DETERMINER &&
           (head->shape == HS_TOKEN_UPPER ||
            (head->shape == HS_TOKEN_CAPITALISED && phrase->head > phrase->first));
}

static void describe_common(const hs_reading *r, const hs_phrase *phrase, hs_reference *reference)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    uint32_t first = phrase->first;
    if (first < phrase->head && hs_reading_tag(r, first) == HS_TAG_DETERMINER)
        first++;
    reference->kind = HS_REFERENCE_DESCRIPTION;
    reference->definite = definite(r, phrase) || capital_office(r, phrase);
    set_name(r, phrase, first, reference);
    set_modifiers(r, first, phrase->head, reference);
    reference->role = head->span;
    reference->role_hash = hs_name_described(r, first, phrase->head);
    reference->gender = (uint8_t)gender_of(r, first, phrase->head + 1);
    reference->plural = hs_word_is(head, HS_LEX(GROUP)) || hs_noun_persons(r, phrase->head);
    reference->document = hs_word_is(head, HS_LEX(DOCUMENT));
    reference->deed = !reference->document && hs_noun_deed(r, phrase->head);
    reference->entity_kind = reference->plural                        ? HS_ENTITY_GROUP
                             : hs_word_is(head, PERSON_WORDS)         ? HS_ENTITY_PERSON
                             : hs_word_is(head, HS_LEX(ORGANISATION)) ? HS_ENTITY_ORGANISATION
                                                                      : HS_ENTITY_OTHER;
    reference->enterprise = hs_word_is(head, HS_LEX(ENTERPRISE)) && reference->definite &&
                            reference->word_count == 1 && phrase->owner == UINT32_MAX;
}

static void describe_pronoun(const hs_reading *r, const hs_phrase *phrase, hs_reference *reference)
{
    const hs_shallow_word *word = hs_reading_word(r, phrase->first);
    reference->kind = HS_REFERENCE_PRONOUN;
    set_name(r, phrase, phrase->first, reference);
    reference->gender = hs_word_is(word, HS_LEX(MALE))     ? HS_GENDER_MALE
                        : hs_word_is(word, HS_LEX(FEMALE)) ? HS_GENDER_FEMALE
                                                           : HS_GENDER_UNKNOWN;
    hs_str text = hs_word_text(&r->words, phrase->first);
    reference->plural = hs_word_is(word, HS_LEX(PLURAL_PRONOUN)) ||
                        hs_str_equal_ignoring_case(text, HS_STR("we")) ||
                        hs_str_equal_ignoring_case(text, HS_STR("our")) ||
                        hs_str_equal_ignoring_case(text, HS_STR("us"));
    reference->first_person = hs_word_is(word, HS_LEX(FIRST_PERSON)) ||
                              hs_str_equal_ignoring_case(text, HS_STR("our")) ||
                              hs_str_equal_ignoring_case(text, HS_STR("my"));
    reference->second_person =
        hs_word_is(word, HS_LEX(SECOND_PERSON)) || hs_str_equal_ignoring_case(text, HS_STR("your"));
    reference->neuter = hs_word_is(word, HS_LEX(NEUTER));
    reference->entity_kind = reference->gender ? HS_ENTITY_PERSON : HS_ENTITY_OTHER;
}

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
        return !hs_word_is(head, TIME_WORDS) ||
               (phrase->head > phrase->first && /* "Ana Day" */
                hs_word_is(hs_reading_word(r, phrase->head - 1), HS_LEX(GIVEN_NAME)));
    return head->tag == HS_TAG_NOUN &&
           hs_word_is(head, PERSON_WORDS | HS_LEX(GROUP) | HS_LEX(ORGANISATION) | HS_LEX(DOCUMENT));
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
    for (size_t i = 0; i < HS_COUNT(talks); i++)
        if (hs_str_equal_ignoring_case(word, talks[i]))
            return true;
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

static hs_clause_place clause_place(enum hs_deprel relation)
{
    switch (relation) {
    case HS_DEPREL_NSUBJ:
    case HS_DEPREL_NSUBJ_PASS:
    case HS_DEPREL_NSUBJ_OUTER:
        return HS_PLACE_SUBJECT;
    case HS_DEPREL_OBJ:
    case HS_DEPREL_IOBJ:
        return HS_PLACE_OBJECT;
    case HS_DEPREL_OBL:
    case HS_DEPREL_OBL_AGENT:
        return HS_PLACE_OBLIQUE;
    case HS_DEPREL_NMOD_POSS:
        return HS_PLACE_POSSESSOR;
    case HS_DEPREL_NMOD:
    case HS_DEPREL_COMPOUND:
        return HS_PLACE_ATTRIBUTE;
    case HS_DEPREL_CONJ:
        return HS_PLACE_JOINED;
    default:
        return HS_PLACE_OTHER;
    }
}

/* Where its head stands in the parse. */
static void place_in_clause(const hs_reading *r, uint32_t first, uint32_t head,
                            hs_reference *reference)
{
    reference->token = reference->governor = HS_NONE;
    reference->opens = first == hs_reading_sentence(r, first).first;
    if (!r->syntax)
        return;
    const hs_shallow_word *shallow = hs_reading_word(r, head);
    bool gendered = hs_word_is(shallow, HS_LEX(MALE) | HS_LEX(FEMALE)) || shallow->lexeme->gender;
    uint32_t token = hs_reading_token(r, head);
    hs_phrase phrase = {.first = first, .head = head};
    const hs_word *word = &r->syntax->words[hs_syntax_phrase_top(r, &phrase)];
    reference->token = gendered ? HS_NONE : token;
    reference->governor = word->head == HS_NO_WORD ? HS_NONE : word->head;
    reference->relation = (uint8_t)clause_place((enum hs_deprel)word->deprel);
}

static uint32_t add_qualifier(maker *m, hs_word_range name)
{
    const hs_reading *r = m->r;
    hs_phrase phrase = {
        .first = name.first, .end = name.end, .head = name.end - 1, .owner = UINT32_MAX};
    hs_reference reference = blank(m, name.first);
    reference.span = hs_word_range_span(&r->words, name);
    describe_name(r, &phrase, &reference);
    place_in_clause(r, phrase.first, phrase.head, &reference);
    return push(m, reference);
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

static void add_phrase(maker *m, uint32_t index)
{
    const hs_reading *r = m->r;
    const hs_phrase *phrase = &r->phrases.items[index];
    hs_reference reference = blank(m, phrase->first);
    reference.span = hs_reading_span(r, phrase->first, phrase->end_extended);
    if (pronoun(r, phrase))
        describe_pronoun(r, phrase, &reference);
    else if (hs_reading_tag(r, phrase->head) == HS_TAG_NAME)
        describe_name(r, phrase, &reference);
    else
        describe_common(r, phrase, &reference);
    place_in_clause(r, phrase->first, phrase->head, &reference);
    reference.span.end = hs_reading_word(r, hs_phrase_own_end(r, phrase) - 1)->span.end;
    if (may_have_age(r, phrase->head, &reference))
        reference.age = hs_age_told(r->block->text, hs_reading_span(r, phrase->first, phrase->end),
                                    reference.name);
    reference.subject = subject(r, phrase);
    if (phrase->owner != UINT32_MAX)
        reference.owner = m->numbers[phrase->owner];
    uint32_t start = phrase->owner;
    for (int links = 0; start != UINT32_MAX && links < 3; links++) { /* "the town's mayor" */
        reference.span.start = hs_reading_word(r, r->phrases.items[start].first)->span.start;
        start = r->phrases.items[start].owner;
    }
    hs_word_range name = hs_name_qualifying(r, phrase);
    if (name.end > 0 && reference.owner == HS_NONE) {
        reference.owner = add_qualifier(m, name);
        if (reference.kind == HS_REFERENCE_DESCRIPTION && name.end <= phrase->head)
            reference.name_hash = hash_words(r, name.end, phrase->head + 1);
    }
    if (follows_interview(r, phrase)) {
        hs_word_range asking = hs_name_first(r, phrase);
        uint32_t asks = add_qualifier(m, asking);
        m->references.items[asks].interviewer = true;
    }
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

/* A speaker who is described by a noun for a person is one: "a cashier said". */
static void note_speakers(maker *m)
{
    const hs_reading *r = m->r;
    for (size_t i = 0; i < r->attributions.count; i++) {
        uint32_t phrase = r->attributions.items[i].source;
        hs_reference *it = phrase == HS_NONE || m->numbers[phrase] == HS_NONE
                               ? NULL
                               : &m->references.items[m->numbers[phrase]];
        if (it && it->kind == HS_REFERENCE_DESCRIPTION && it->entity_kind == HS_ENTITY_OTHER &&
            !it->definite && hs_noun_person(r, r->phrases.items[phrase].head))
            it->entity_kind = HS_ENTITY_PERSON;
    }
}

static void note_uses(maker *m)
{
    const hs_reading *r = m->r;
    for (size_t i = 0; i < r->attributions.count; i++) {
        use(m, r->attributions.items[i].source);
        use(m, r->attributions.items[i].addressee);
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

void hs_read_references(hs_reading *r, hs_block_findings *findings)
{
    maker m = {.r = r};
    m.used = hs_arena_new_array(r->scratch, bool, r->phrases.count);
    m.numbers = hs_arena_new_array(r->scratch, uint32_t, r->phrases.count);
    memset(m.numbers, 0xff, r->phrases.count * sizeof *m.numbers);
    note_uses(&m);
    for (uint32_t i = 0; i < r->phrases.count; i++)
        if (m.used[i] || names_party(r, &r->phrases.items[i]))
            add_phrase(&m, i);
        else
            add_full_qualifier(&m, &r->phrases.items[i]);
    note_speakers(&m);
    hs_references_tie(r, m.numbers, m.references.items);
    hs_mentions_sum_up(r, m.references.items, m.references.count);
    renumber(&m);
    findings->reference_count = (uint32_t)m.references.count;
    findings->references =
        hs_arena_copy(r->arena, m.references.items, m.references.count * sizeof(hs_reference));
    hs_array_finish(&m.references);
    list_full_names(r, findings);
}
