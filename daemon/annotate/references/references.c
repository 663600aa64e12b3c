/* References: which noun phrases name or stand for parties, what they are tied to, and where they
 * stand. What their words say is reference_words.c's matter, who they are linking's.
 */
#include "annotate/references/references.h"
#include "annotate/quotes/cue.h"
#include "annotate/reading/age.h"
#include "annotate/reading/given_gender.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"
#include "annotate/references/mention_model.h"
#include "annotate/references/naming.h"
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

/* Whether a verb tells of its subject's death. */
static bool tells_of_death(const hs_word *verb, enum hs_deprel subject)
{
    static const char *const die[] = {"die", "drown", "perish", NULL};
    static const char *const kill[] = {"kill", "murder", "drown", "shoot", "stab", NULL};
    return verb->upos == HS_UPOS_VERB &&
           hs_syntax_lemma_among(verb, subject == HS_DEPREL_NSUBJ_PASS ? kill : die);
}

/* Whether "for" or "over" follows a token: "blamed it for", "was criticised over". */
static bool charge_follows(const hs_reading *r, uint32_t token)
{
    static const char *const links[] = {"for", "over", NULL};
    return token + 1 < r->syntax->word_count &&
           hs_syntax_lemma_among(&r->syntax->words[token + 1], links);
}

/* Whether a verb tells of a wrong that is done on purpose: "lied", with its object "broke the law".
 */
static bool intends_wrong(const hs_reading *r, uint32_t verb)
{
    enum { FAULT = 7, PURPOSE = 8, NEAR = 6 };
    const hs_word *tree = r->syntax->words;
    hs_str lemma = hs_str_make(tree[verb].lemma, tree[verb].lemma_length);
    hs_meaning meaning = hs_meaning_of(lemma, HS_MEANING_OF_VERB);
    for (uint32_t t = verb + 1; t < r->syntax->word_count && t < verb + NEAR; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_OBJ) {
            hs_str object = hs_str_make(tree[t].lemma, tree[t].lemma_length);
            hs_meaning pair = hs_meaning_of_pair(lemma, object, HS_MEANING_OF_VERB);
            meaning = pair ? pair : meaning;
            break;
        }
    return hs_meaning_get(meaning, HS_MEANING_FAULT) >= FAULT &&
           hs_meaning_get(meaning, HS_MEANING_KIND) >= PURPOSE;
}

/* Whether a verb is said of parties alone: of the object of "accused", the subject of "was
 * accused", the object of "blamed … for", the subject of "lied".
 */
static bool blames(const hs_reading *r, uint32_t token, uint32_t verb, enum hs_deprel as)
{
    static const char *const verbs[] = {"accuse", "charge", "sue", "prosecute", "convict", NULL};
    static const char *const with_charge[] = {"blame", "criticise", "criticize", "condemn",
                                              "fault", "denounce",  "attack",    NULL};
    const hs_word *it = &r->syntax->words[verb];
    bool suffers = as == HS_DEPREL_OBJ || as == HS_DEPREL_NSUBJ_PASS;
    if (it->upos != HS_UPOS_VERB)
        return false;
    if (as == HS_DEPREL_NSUBJ)
        return intends_wrong(r, verb);
    return suffers && (hs_syntax_lemma_among(it, verbs) ||
                       (hs_syntax_lemma_among(it, with_charge) &&
                        charge_follows(r, as == HS_DEPREL_OBJ ? token : verb)));
}

/* Whether a verb is its sentence's main one, or stands on a par with it: "Ruiz left and Orlo
 * stayed". */
static bool in_main_clause(const hs_reading *r, uint32_t verb)
{
    enum { STEPS = 4 };
    const hs_word *words = r->syntax->words;
    for (int step = 0; step < STEPS && verb != HS_NO_WORD; step++) {
        uint8_t relation = words[verb].deprel;
        if (relation == HS_DEPREL_ROOT)
            return true;
        if (relation != HS_DEPREL_CONJ && relation != HS_DEPREL_PARATAXIS)
            return false;
        verb = words[verb].head;
    }
    return false;
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
    reference->blamed =
        word->head != HS_NO_WORD && blames(r, token, word->head, (enum hs_deprel)word->deprel);
    reference->main = reference->relation == HS_PLACE_SUBJECT && word->head != HS_NO_WORD &&
                      in_main_clause(r, word->head);
    reference->dies = reference->relation == HS_PLACE_SUBJECT && word->head != HS_NO_WORD &&
                      tells_of_death(&r->syntax->words[word->head], (enum hs_deprel)word->deprel);
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
    place_in_clause(r, phrase.first, phrase.head, &reference);
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

static void take_for_firm(const hs_phrase *phrase, hs_reference *it)
{
    it->entity_kind = HS_ENTITY_ORGANISATION;
    it->human = false;
    it->enterprise = it->definite && it->word_count == 1 && phrase->owner == HS_NONE;
}

static void add_phrase(maker *m, uint32_t index)
{
    const hs_reading *r = m->r;
    const hs_phrase *phrase = &r->phrases.items[index];
    hs_reference reference = blank(m, phrase->first);
    reference.span = hs_reading_span(r, phrase->first, phrase->end_extended);
    if (pronoun(r, phrase))
        hs_reference_describe_pronoun(r, phrase, &reference);
    else if (hs_reading_tag(r, phrase->head) == HS_TAG_NAME)
        hs_reference_describe_name(r, phrase, &reference);
    else
        hs_reference_describe_common(r, phrase, &reference);
    if (reference.kind == HS_REFERENCE_DESCRIPTION && !reference.plural &&
        hs_noun_mostly_firm(r, phrase->head))
        take_for_firm(phrase, &reference);
    place_in_clause(r, phrase->first, phrase->head, &reference);
    reference.span.end = hs_reading_word(r, hs_phrase_own_end(r, phrase) - 1)->span.end;
    set_age(r, phrase, &reference);
    reference.subject = subject(r, phrase);
    if (phrase->owner != HS_NONE)
        reference.owner = m->numbers[phrase->owner];
    uint32_t start = phrase->owner;
    for (int links = 0; start != HS_NONE && links < 3; links++) { /* "the town's mayor" */
        reference.span.start = hs_reading_word(r, r->phrases.items[start].first)->span.start;
        start = r->phrases.items[start].owner;
    }
    hs_word_range name = hs_name_qualifying(r, phrase);
    if (name.end > 0 && reference.owner == HS_NONE) {
        reference.owner = add_qualifier(m, name);
        if (reference.kind == HS_REFERENCE_DESCRIPTION && name.end <= phrase->head)
            reference.name_hash = hs_reference_hash_words(r, name.end, phrase->head + 1);
    }
    hs_word_range body = hs_noun_body_qualifying(r, phrase);
    if (body.end > 0 && reference.owner == HS_NONE)
        reference.owner = add_body(m, body);
    if (follows_interview(r, phrase)) {
        hs_word_range asking = hs_name_first(r, phrase);
        uint32_t asks = add_qualifier(m, asking);
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

/* A noun for a house, a district or a band means those who act for it, as one body or several. */
static void take_for_actor(const hs_reading *r, const hs_phrase *phrase, hs_reference *it)
{
    static const uint32_t kinds = 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE;
    if (it->kind != HS_REFERENCE_DESCRIPTION || it->entity_kind != HS_ENTITY_OTHER || it->plural ||
        !(kinds >> it->noun_kind & 1u))
        return;
    bool several = r->syntax->words[hs_reading_token(r, phrase->head)].xpos == HS_XPOS_NNS;
    it->plural = it->several = several;
    it->entity_kind = several ? HS_ENTITY_GROUP : HS_ENTITY_ORGANISATION;
}

/* "… said it would pay", "… said its prices had risen": whoever speaks so is nobody called "he". */
static bool speaks_as_it(const hs_reading *r, const hs_attribution *attribution)
{
    static const char *const it[] = {"it", "its", NULL};
    if (attribution->form != HS_FORM_INDIRECT || attribution->content_count == 0 ||
        hs_span_empty(attribution->cue) || attribution->content[0].start < attribution->cue.start)
        return false;
    uint32_t word = hs_reading_word_at(r, attribution->content[0].start);
    if (word + 1 >= r->words.count || !hs_reading_word_among(r, word, it))
        return false;
    uint32_t token = hs_reading_token(r, word);
    const hs_word *over = !r->syntax || r->syntax->words[token].head == HS_NO_WORD
                              ? NULL
                              : &r->syntax->words[r->syntax->words[token].head];
    return over && (over->upos == HS_UPOS_VERB || hs_reading_word_is(r, word, "its"));
}

/* "The contractor said it …" is a firm, and "Orlo said it …" not surely a person. */
static void take_for_body(const hs_reading *r, const hs_phrase *phrase, hs_reference *it)
{
    bool one = it->kind == HS_REFERENCE_DESCRIPTION && it->definite && !it->plural;
    bool human = it->entity_kind == HS_ENTITY_PERSON || it->human;
    if (one && human && !it->gender && hs_noun_person_or_firm(r, phrase->head)) {
        take_for_firm(phrase, it);
    }
    if (it->kind == HS_REFERENCE_NAME && it->word_count == 1 && !it->gender && !it->honorific &&
        !it->role_hash && !it->age && it->entity_kind == HS_ENTITY_PERSON &&
        !hs_word_is(hs_reading_word(r, phrase->head), HS_LEX(GIVEN_NAME))) {
        it->entity_kind = HS_ENTITY_OTHER;
        it->sure_person = false;
    }
    it->as_it = it->kind == HS_REFERENCE_NAME && it->word_count == 1 && !it->honorific;
}

/* "Stanmere Vale sold its ground": two words that the name tags alone take for a person's. */
static void take_pair_for_body(const hs_reading *r, const hs_phrase *phrase, hs_reference *it)
{
    hs_str first = hs_word_text(&r->words, hs_reading_word_at(r, it->name.start));
    if (it->word_count == 2 && !it->gender && !it->honorific && !it->role_hash && !it->age &&
        it->entity_kind == HS_ENTITY_PERSON && phrase->owner == HS_NONE &&
        !hs_given_gender(first) &&
        !hs_word_is(hs_reading_word(r, hs_reading_word_at(r, it->name.start)),
                    HS_LEX(GIVEN_NAME))) {
        it->entity_kind = HS_ENTITY_ORGANISATION;
        it->sure_person = false;
    }
}

/* "Orlo thanked its workers": a name that only the name tags take for a person's and that opens the
 * block, the subject of what "its" hangs on: nothing before it may be whose it is. */
static void note_own(maker *m)
{
    const hs_reading *r = m->r;
    if (!r->syntax || r->phrases.count < 2 || m->numbers[0] == HS_NONE)
        return;
    hs_reference *name = &m->references.items[m->numbers[0]];
    uint32_t its = r->phrases.items[1].head;
    const hs_word *word = &r->syntax->words[hs_reading_token(r, its)];
    if (name->kind == HS_REFERENCE_NAME && name->relation == HS_PLACE_SUBJECT && !name->quoted &&
        hs_reading_word_is(r, its, "its") && word->head != HS_NO_WORD &&
        r->syntax->words[word->head].head == name->governor)
        name->word_count == 1 ? take_for_body(r, &r->phrases.items[0], name)
                              : take_pair_for_body(r, &r->phrases.items[0], name);
}

/* "a source | close to the company", "relatives | of the dead": whoever is known by no name keeps
 * the words behind the noun, as far as they are no clause. */
static void take_description(const hs_reading *r, hs_span source, const hs_phrase *phrase,
                             hs_reference *it)
{
    enum { LONGEST = 8 };
    uint32_t end = hs_phrase_own_end(r, phrase), first = end;
    if (!r->syntax || it->kind != HS_REFERENCE_DESCRIPTION || it->definite ||
        it->apposed != HS_NONE || source.end <= it->span.end || source.start > it->span.start)
        return;
    while (end < r->words.count && end < first + LONGEST &&
           hs_reading_word(r, end)->span.end <= source.end) {
        if (hs_word_is(hs_reading_word(r, end), HS_TIME_WORDS | HS_LEX(TIME)))
            return; /* "said last night" */
        uint8_t upos = r->syntax->words[hs_reading_token(r, end)].upos;
        if (upos == HS_UPOS_VERB || upos == HS_UPOS_AUX || upos == HS_UPOS_PRON ||
            upos == HS_UPOS_CCONJ || upos == HS_UPOS_SCONJ || upos == HS_UPOS_PUNCT)
            break;
        end++;
    }
    static const char *const loose[] = {"in", "on", "at", "to", "of", "for", "by", "from", NULL};
    bool whole = end >= r->words.count || hs_reading_word(r, end)->span.start >= source.end ||
                 hs_reading_tag(r, end) == HS_TAG_COMMA;
    while (end > first && r->syntax->words[hs_reading_token(r, end - 1)].upos == HS_UPOS_ADV)
        end--;
    bool hangs = end > first && hs_reading_word_among(r, end - 1, loose);
    if (whole && !hangs && end > first)
        it->span.end = hs_reading_word(r, end - 1)->span.end;
}

/* A speaker who is described by a noun for a person is one: "a cashier said"; and "the palace said"
 * is a body. */
static void note_speakers(maker *m)
{
    const hs_reading *r = m->r;
    for (size_t i = 0; i < r->attributions.count; i++) {
        uint32_t phrase = r->attributions.items[i].source;
        hs_reference *it = phrase == HS_NONE || m->numbers[phrase] == HS_NONE
                               ? NULL
                               : &m->references.items[m->numbers[phrase]];
        if (it && speaks_as_it(r, &r->attributions.items[i]))
            take_for_body(r, &r->phrases.items[phrase], it);
        if (it && it->kind == HS_REFERENCE_DESCRIPTION && it->entity_kind == HS_ENTITY_OTHER &&
            !it->definite && hs_noun_person(r, r->phrases.items[phrase].head))
            it->entity_kind = HS_ENTITY_PERSON;
        if (it)
            take_for_actor(r, &r->phrases.items[phrase], it);
        if (it)
            take_description(r, r->attributions.items[i].source_span, &r->phrases.items[phrase],
                             it);
    }
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
    note_speakers(&m);
    note_own(&m);
    hs_references_tie(r, m.numbers, m.references.items);
    hs_naming_of_sources(r, m.numbers, m.references.items);
    hs_mentions_sum_up(r, m.references.items, m.references.count);
    renumber(&m);
    findings->reference_count = (uint32_t)m.references.count;
    findings->references =
        hs_arena_copy(r->arena, m.references.items, m.references.count * sizeof(hs_reference));
    hs_array_finish(&m.references);
    list_full_names(r, findings);
}
