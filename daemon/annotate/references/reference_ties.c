/* Appositions, antecedents and authors: by the parse where there is one, by commas where not. */
#include "annotate/references/reference_ties.h"

#include "annotate/quotes/cue.h"
#include "annotate/reading/authorship.h"
#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"
#include "annotate/references/naming.h"
#include "annotate/references/phrase_before.h"
#include "annotate/references/reference_kinds.h"
#include "annotate/references/reference_members.h"
#include "annotate/references/reference_words.h"

typedef struct ties {
    const hs_reading *r;
    const uint32_t *numbers;
    hs_reference *references;
} ties;

/* "The regulator, Waterwatch": a name of which nothing else tells what it is. */
static bool body_of(const hs_reference *description, const hs_reference *name)
{
    return description->kind == HS_REFERENCE_DESCRIPTION && description->definite &&
           description->entity_kind == HS_ENTITY_ORGANISATION && name->kind == HS_REFERENCE_NAME &&
           name->entity_kind == HS_ENTITY_OTHER;
}

static bool may_be_one(const hs_reference *a, const hs_reference *b)
{
    bool persons = a->entity_kind == HS_ENTITY_PERSON || b->entity_kind == HS_ENTITY_PERSON;
    bool bodies = (a->entity_kind == HS_ENTITY_ORGANISATION && a->entity_kind == b->entity_kind) ||
                  body_of(a, b) || body_of(b, a);
    return a->sentence == b->sentence && (persons || bodies) && a->kind != b->kind &&
           a->kind != HS_REFERENCE_PRONOUN && b->kind != HS_REFERENCE_PRONOUN &&
           a->entity_kind != HS_ENTITY_PLACE && b->entity_kind != HS_ENTITY_PLACE &&
           !hs_reference_is_nobody(a) && !hs_reference_is_nobody(b) && !a->national && !b->national;
}

/* "whose husband": somebody else than the name before it. */
static bool of_whose(const hs_reading *r, uint32_t phrase)
{
    uint32_t word = r->phrases.items[phrase].first;
    hs_str whose = HS_STR("whose");
    return hs_str_equal_ignoring_case(hs_word_text(&r->words, word), whose) ||
           (word > 0 && hs_str_equal_ignoring_case(hs_word_text(&r->words, word - 1), whose));
}

/* "Ana Ruiz: Governor, …": a turn's label and whom the turn speaks to. */
static bool label_between(const ties *t, uint32_t a, uint32_t b)
{
    const hs_reading *r = t->r;
    uint32_t first = a < b ? a : b, last = a < b ? b : a;
    if (r->phrases.items[first].first > 0 ||
        t->references[t->numbers[first]].kind != HS_REFERENCE_NAME)
        return false;
    for (uint32_t i = r->phrases.items[first].end; i < r->phrases.items[last].first; i++)
        if (hs_reading_tag(r, i) == HS_TAG_COLON)
            return true;
    return false;
}

/* "The site's owner, Orlo Homes": a noun for a person or a firm says here that it is a firm; and
 * "Orlo Vance, a carmaker", "the pill's maker, Orlo Vance", "Ana Vance, a fashion chain" are no
 * people. */
static void take_for_firm(const ties *t, uint32_t phrase, uint32_t other)
{
    hs_reference *described = &t->references[t->numbers[phrase]];
    hs_reference *name = &t->references[t->numbers[other]];
    uint32_t head = t->r->phrases.items[phrase].head;
    if (described->kind != HS_REFERENCE_DESCRIPTION || described->gender || described->plural ||
        name->kind != HS_REFERENCE_NAME)
        return;
    bool makes = hs_reading_word_is(t->r, head, "maker") ||
                 hs_word_is(hs_reading_word(t->r, head), HS_LEX(ENTERPRISE));
    bool chain = makes && !described->definite && name->word_count > 1 && !name->honorific &&
                 !name->role_hash && !name->age && !hs_noun_person_or_firm(t->r, head);
    if (makes && (hs_reference_by_tags(t->r, name) || chain))
        hs_reference_take_for_body(name);
    if (name->entity_kind == HS_ENTITY_ORGANISATION && hs_noun_person_or_firm(t->r, head) &&
        !hs_reference_given_name(t->r, name)) {
        described->entity_kind = HS_ENTITY_ORGANISATION;
        described->human = false;
    }
}

/* "The top Democrat", "another Republican". */
static bool is_member(const ties *t, uint32_t phrase)
{
    return hs_reference_one_of_party(t->r, &t->r->phrases.items[phrase],
                                     &t->references[t->numbers[phrase]]);
}

/* "The top Democrat on the panel, Ana Ruiz": the one in front of a name describes whoever bears it.
 */
static void take_for_member(const ties *t, uint32_t phrase, uint32_t other)
{
    uint32_t a = t->numbers[phrase], b = t->numbers[other];
    hs_reference *it = a == HS_NONE ? NULL : &t->references[a];
    if (phrase > other || !it || b == HS_NONE || !is_member(t, phrase) ||
        t->references[b].kind != HS_REFERENCE_NAME || !t->references[b].sure_person ||
        t->references[b].word_count < 2)
        return;
    hs_reference_describe_member(it);
}

static void tie(const ties *t, uint32_t first, uint32_t second)
{
    take_for_member(t, first, second);
    uint32_t a = t->numbers[first], b = t->numbers[second];
    if (a == HS_NONE || b == HS_NONE || a == b ||
        !may_be_one(&t->references[a], &t->references[b]) ||
        of_whose(t->r, first > second ? first : second) || label_between(t, first, second))
        return;
    if (t->references[a].apposed != HS_NONE || t->references[b].apposed != HS_NONE ||
        t->references[a].members[0] != HS_NONE || t->references[b].members[0] != HS_NONE)
        return;
    take_for_firm(t, first, second);
    take_for_firm(t, second, first);
    t->references[a].apposed = b;
    t->references[b].apposed = a;
}

/* "The Bishop of Orlo, Ana Ruiz": an office in capitals is no name beside one. */
static void take_for_office(const ties *t, uint32_t phrase, uint32_t other)
{
    uint32_t a = t->numbers[phrase], b = t->numbers[other];
    const hs_phrase *it = &t->r->phrases.items[phrase];
    hs_reference *office = a == HS_NONE ? NULL : &t->references[a];
    if (!office || b == HS_NONE || office->kind != HS_REFERENCE_NAME || office->sure_person ||
        office->word_count != 1 || t->references[b].kind != HS_REFERENCE_NAME ||
        !t->references[b].sure_person || t->references[b].word_count < 2 ||
        !hs_reading_word_is(t->r, it->first, "the") ||
        !hs_word_is(hs_reading_word(t->r, it->head), HS_LEX(ROLE)))
        return;
    office->kind = HS_REFERENCE_DESCRIPTION;
    office->entity_kind = HS_ENTITY_PERSON;
    office->role = hs_reading_word(t->r, it->head)->span;
    office->role_hash = hs_name_described(t->r, it->head, it->head);
}

static bool governed(const hs_reading *r, const hs_phrase *phrase)
{
    if (phrase->first == 0)
        return false;
    uint8_t before = hs_reading_tag(r, phrase->first - 1);
    return before == HS_TAG_PREPOSITION || before == HS_TAG_TO;
}

/* Whether the description `phrase` goes on with a name, from `word`: "his lawyer, Ana Ruiz". */
static bool names_person(const ties *t, uint32_t phrase, uint32_t word)
{
    uint32_t name = hs_reading_phrase_from(t->r, word);
    return name != HS_NONE && t->numbers[name] != HS_NONE && t->numbers[phrase] != HS_NONE &&
           t->references[t->numbers[phrase]].kind == HS_REFERENCE_DESCRIPTION &&
           t->references[t->numbers[name]].kind == HS_REFERENCE_NAME &&
           may_be_one(&t->references[t->numbers[phrase]], &t->references[t->numbers[name]]);
}

/* "Ana Ruiz, the union's leader,": two phrases with a comma or dash between, one a name, the other
 * not. */
static void tie_by_comma(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    const hs_phrase *first = &r->phrases.items[i];
    if (first->end_extended + 1 >= r->words.count || first->owns)
        return;
    uint8_t between = hs_reading_tag(r, first->end_extended);
    if (between != HS_TAG_COMMA && between != HS_TAG_DASH && between != HS_TAG_BRACKET)
        return;
    static const char *const when[] = {"once", "formerly", "now", "previously", "then", NULL};
    bool dated =
        hs_reading_word_among(r, first->end_extended + 1, when); /* "Ruiz, once a priest," */
    uint32_t next = hs_reading_phrase_from(r, first->end_extended + (dated ? 2 : 1));
    while (next != HS_NONE && r->phrases.items[next].owns && next + 1 < r->phrases.count)
        next++;
    if (next == HS_NONE)
        return;
    uint32_t end = hs_name_with_place(r, &r->phrases.items[next]);
    uint8_t behind = end < r->words.count ? hs_reading_tag(r, end) : HS_TAG_STOP;
    if (end < r->words.count && hs_reading_word_is(r, end, ";"))
        behind = HS_TAG_STOP;
    if (behind == HS_TAG_COMMA && governed(r, first) && names_person(t, next, end + 1))
        return;
    if (between != HS_TAG_COMMA && !names_person(t, i, first->end_extended + 1))
        return; /* "a former mayor -- Ana Ruiz, who", "The Minister (Ms Ruiz)" */
    if (behind == HS_TAG_COMMA || behind == HS_TAG_STOP || behind == HS_TAG_RELATIVE ||
        behind == HS_TAG_BRACKET || behind == HS_TAG_CLOSE_MARK || behind == HS_TAG_DASH) {
        take_for_office(t, i, next);
        take_for_office(t, next, i);
        tie(t, i, next);
    }
}

/* "The newspaper The Kalder Courier": a name whose article has a capital, right behind what it is.
 */
static void tie_titled(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    const hs_phrase *first = &r->phrases.items[i];
    uint32_t next = hs_reading_phrase_from(r, first->end);
    if (next == HS_NONE || first->owns || t->numbers[next] == HS_NONE ||
        !hs_str_equal(hs_word_text(&r->words, first->end), HS_STR("The")) ||
        t->references[t->numbers[i]].kind != HS_REFERENCE_DESCRIPTION)
        return;
    tie(t, i, next);
}

uint32_t hs_reference_apposition(const hs_reading *r, uint32_t phrase)
{
    if (!r->syntax)
        return HS_NONE;
    uint32_t word = hs_syntax_apposed_to(r, r->phrases.items[phrase].head);
    uint32_t other = word == HS_NONE ? HS_NONE : r->phrases.phrase_at[word];
    return other == phrase ? HS_NONE : other;
}

uint32_t hs_reference_author(const hs_reading *r, uint32_t phrase)
{
    uint32_t head = r->phrases.items[phrase].head;
    if (!r->syntax || !hs_author_speaks_in(r, head))
        return HS_NONE;
    uint32_t word = hs_author_of(r, head);
    uint32_t author = word == HS_NONE ? HS_NONE : r->phrases.phrase_at[word];
    return author == phrase ? HS_NONE : author;
}

/* Whether a phrase describes one person, or one body where the name may be a body's. */
static bool describes_one(const ties *t, uint32_t phrase, bool body)
{
    if (t->numbers[phrase] == HS_NONE)
        return false;
    const hs_reference *it = &t->references[t->numbers[phrase]];
    if (!body && is_member(t, phrase))
        return true;
    if (it->kind != HS_REFERENCE_DESCRIPTION || it->plural || it->document)
        return false;
    return body ? it->entity_kind == HS_ENTITY_ORGANISATION
                : it->entity_kind == HS_ENTITY_PERSON ||
                      hs_noun_person(t->r, t->r->phrases.items[phrase].head);
}

/* "A surgeon at the town's hospital, Ana Ruiz, said": whoever stands farthest back before the
 * comma in front of the name, the words between hanging on it. */
static uint32_t described_before(const ties *t, uint32_t comma, bool body)
{
    enum { LINKS = 4 };
    uint32_t found = HS_NONE;
    uint32_t phrase = hs_phrase_before(t->r, comma);
    for (int links = 0; phrase != HS_NONE && links < LINKS; links++) {
        found = describes_one(t, phrase, body) ? phrase : found;
        phrase = hs_phrase_governor(t->r, phrase);
    }
    return found;
}

/* Whether a verb follows the comma at `i`: what stands before is its subject. */
static bool verb_behind(const hs_reading *r, uint32_t i)
{
    for (i++; i < r->words.count && hs_reading_tag(r, i) == HS_TAG_ADVERB;)
        i++;
    return i < r->words.count &&
           (hs_reading_tag(r, i) == HS_TAG_VERB || hs_reading_tag(r, i) == HS_TAG_AUXILIARY);
}

/* A name between the comma behind a subject and the one before its verb, whatever the name tags
 * make of it. */
static void tie_named_subject(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    const hs_phrase *name = &r->phrases.items[i];
    hs_reference *it = &t->references[t->numbers[i]];
    uint32_t end = name->end_extended;
    if (name->first < 2 || end >= r->words.count || name->owns || it->kind != HS_REFERENCE_NAME ||
        it->country || hs_reference_is_nobody(it) ||
        hs_reading_tag(r, name->first - 1) != HS_TAG_COMMA ||
        hs_reading_tag(r, end) != HS_TAG_COMMA || !verb_behind(r, end))
        return;
    bool body = false;
    uint32_t phrase = described_before(t, name->first - 1, body);
    if (phrase == HS_NONE && !it->sure_person)
        phrase = described_before(t, name->first - 1, body = true);
    uint32_t number = phrase == HS_NONE ? HS_NONE : t->numbers[phrase];
    if (number == HS_NONE || t->references[number].sentence != it->sentence ||
        (it->word_count == 1 && it->entity_kind == HS_ENTITY_PLACE))
        return;
    t->references[number].entity_kind = body ? HS_ENTITY_ORGANISATION : HS_ENTITY_PERSON;
    if (it->entity_kind == HS_ENTITY_PLACE || it->entity_kind == HS_ENTITY_OTHER)
        it->entity_kind = t->references[number].entity_kind;
    tie(t, phrase, i);
}

/* Where a person's name begins that stands behind nouns in its phrase: "nursing | Ana Ruiz". */
static uint32_t name_start(const hs_reading *r, const hs_reference *name)
{
    return hs_reading_word_at(r, name->name.start);
}

static bool names_office(const hs_reading *r, uint32_t word)
{
    return hs_word_is(hs_reading_word(r, word), HS_LEX(ROLE)) ||
           hs_str_starts_ignoring_case(hs_word_text(&r->words, word), HS_STR("ex-"));
}

/* "His wife, director of nursing Ana Ruiz": whoever is told of in front of the office, too. */
static void tie_described(const ties *t, uint32_t office, uint32_t name)
{
    uint32_t first = t->r->phrases.items[office].first;
    if (first < 2 || hs_reading_tag(t->r, first - 1) != HS_TAG_COMMA)
        return;
    uint32_t phrase = described_before(t, first - 1, false);
    hs_reference *it = phrase == HS_NONE ? NULL : &t->references[t->numbers[phrase]];
    if (it && it->apposed == HS_NONE && it->members[0] == HS_NONE &&
        it->sentence == t->references[t->numbers[name]].sentence)
        it->apposed = t->numbers[name];
}

/* "Director of nursing Ana Ruiz said", "leader of the council Ana Ruiz": an office that has no
 * article, what it is of, and at once who holds it; not "father of the victim Tom Orlo". */
static void tie_office_holder(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    const hs_phrase *phrase = &r->phrases.items[i];
    hs_reference *it = &t->references[t->numbers[i]];
    if (it->kind != HS_REFERENCE_NAME || !it->sure_person || it->word_count < 2 ||
        phrase->owner != HS_NONE || it->apposed != HS_NONE)
        return;
    uint32_t name = name_start(r, it), of = name;
    while (of > 1 && of + 4 > name && !hs_tag_leads_on(hs_reading_tag(r, of - 1)))
        of--;
    if (of == name || of < 2 || !hs_tag_leads_on(hs_reading_tag(r, of - 1)) ||
        hs_noun_person(r, name - 1) || hs_word_is(hs_reading_word(r, name - 1), HS_PERSON_WORDS) ||
        hs_word_is(hs_reading_word(r, name - 1), HS_LEX(HONORIFIC)))
        return;
    uint32_t office = hs_reading_phrase_until(r, of - 1);
    if (office == HS_NONE || !names_office(r, r->phrases.items[office].head) ||
        hs_reading_tag(r, r->phrases.items[office].first) == HS_TAG_DETERMINER)
        return;
    if (describes_one(t, office, false))
        tie(t, office, i);
    tie_described(t, office, i);
}

static bool ends_apposition(uint8_t behind)
{
    return behind == HS_TAG_COMMA || behind == HS_TAG_STOP || behind == HS_TAG_RELATIVE ||
           behind == HS_TAG_VERB || behind == HS_TAG_AUXILIARY;
}

/* "A lawyer named Ana Ruiz", "a group called Clean Orlo", "the driver, identified as Tom Orlo"; not
 * "a lawyer called Ana Ruiz a liar". */
static void tie_by_naming(const ties *t, uint32_t i)
{
    static const char *const any[] = {"one", "another", NULL};
    const hs_reading *r = t->r;
    uint32_t at = r->phrases.items[i].end_extended;
    bool one = hs_reading_word_among(r, r->phrases.items[i].head, any);
    if (one && at + 1 < r->words.count && hs_reading_word_is(r, at, "of") &&
        hs_reading_word_is(r, at + 1, "them")) /* "another of them, named Ana Ruiz" */
        at += 2;
    bool plain;
    uint32_t from = hs_naming_from(r, at, &plain);
    uint32_t next = from == HS_NONE ? HS_NONE : hs_reading_phrase_from(r, from);
    uint32_t number = next == HS_NONE ? HS_NONE : t->numbers[next];
    if (number == HS_NONE || t->references[number].kind != HS_REFERENCE_NAME)
        return;
    uint32_t end = r->phrases.items[next].end;
    hs_reference *described = &t->references[t->numbers[i]], *name = &t->references[number];
    bool body = described->entity_kind == HS_ENTITY_ORGANISATION;
    if ((described->definite && plain) || name->country ||
        !((one && !plain) || describes_one(t, i, body)) || hs_reference_is_nobody(name) ||
        (end < r->words.count && !ends_apposition(hs_reading_tag(r, end)) &&
         !hs_reading_word_is(r, end, "in")))
        return;
    name->entity_kind = body ? HS_ENTITY_ORGANISATION : HS_ENTITY_PERSON;
    described->entity_kind = name->entity_kind;
    tie(t, i, next);
    tie_described(t, i, next);
}

/* Whom the verb at token `verb` gives a name: "the man was identified", "police named the man", "a
 * man, later named". */
static uint32_t token_named(const hs_reading *r, uint32_t verb)
{
    const hs_word *tree = r->syntax->words;
    if (tree[verb].deprel == HS_DEPREL_ACL || tree[verb].deprel == HS_DEPREL_ACL_RELCL)
        return tree[verb].head;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = sentence.first; t < sentence.end; t++)
        if (tree[t].head == verb &&
            (tree[t].deprel == HS_DEPREL_NSUBJ_PASS || tree[t].deprel == HS_DEPREL_OBJ))
            return t;
    return HS_NO_WORD;
}

/* "The man was identified by police as Ana Ruiz". */
static void tie_identified(const ties *t, uint32_t i)
{
    enum { BACK = 16 };
    static const char *const verbs[] = {"identified", "named", NULL};
    const hs_reading *r = t->r;
    const hs_phrase *name = &r->phrases.items[i];
    hs_reference *it = &t->references[t->numbers[i]];
    if (!r->syntax || name->first < 2 || it->kind != HS_REFERENCE_NAME || it->word_count < 2 ||
        it->country || hs_reference_is_nobody(it) || !hs_reading_word_is(r, name->first - 1, "as"))
        return;
    for (uint32_t w = name->first - 1; w-- > 0 && w + BACK > name->first;) {
        if (!hs_reading_word_among(r, w, verbs) || hs_reading_tag(r, w) != HS_TAG_VERB)
            continue;
        uint32_t token = token_named(r, hs_reading_token(r, w));
        uint32_t phrase = token == HS_NO_WORD
                              ? HS_NONE
                              : r->phrases.phrase_at[hs_reading_word_of_token(r, token)];
        if (phrase != HS_NONE && describes_one(t, phrase, false)) {
            it->entity_kind = HS_ENTITY_PERSON;
            tie(t, phrase, i);
        }
        return;
    }
}

/* "The cleaner is Ana Ruiz", "Ana Ruiz is the cleaner". */
static void tie_by_copula(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    const hs_phrase *first = &r->phrases.items[i];
    uint32_t at = first->end_extended;
    if (!r->syntax || at + 1 >= r->words.count || first->owns ||
        !(hs_reading_word_is(r, at, "is") || hs_reading_word_is(r, at, "was")))
        return;
    uint32_t next = hs_reading_phrase_from(r, at + 1);
    uint32_t a = t->numbers[i], b = next == HS_NONE ? HS_NONE : t->numbers[next];
    if (a == HS_NONE || b == HS_NONE)
        return;
    uint8_t behind = r->phrases.items[next].end_extended < r->words.count
                         ? hs_reading_tag(r, r->phrases.items[next].end_extended)
                         : HS_TAG_STOP;
    const hs_reference *name = &t->references[t->references[a].kind == HS_REFERENCE_NAME ? a : b];
    const hs_reference *other = name == &t->references[a] ? &t->references[b] : &t->references[a];
    bool person = name->entity_kind == HS_ENTITY_PERSON && name->word_count > 1;
    if (person && other->definite && other->owner == HS_NONE &&
        (other->entity_kind == HS_ENTITY_PERSON || other->human) &&
        (behind == HS_TAG_COMMA || behind == HS_TAG_STOP || behind == HS_TAG_RELATIVE))
        tie(t, i, next);
}

/* "who" stands for the phrase before it. */
static void tie_relative(const ties *t, uint32_t i)
{
    uint32_t word = t->r->phrases.items[i].first;
    if (hs_reading_tag(t->r, word) != HS_TAG_RELATIVE)
        return;
    uint32_t antecedent = hs_cue_antecedent(t->r, word);
    if (antecedent != HS_NONE && antecedent != i)
        t->references[t->numbers[i]].apposed = t->numbers[antecedent];
}

static void tie_author(const ties *t, uint32_t i)
{
    hs_reference *reference = &t->references[t->numbers[i]];
    uint32_t author = hs_reference_author(t->r, i);
    if (author != HS_NONE && t->numbers[author] != HS_NONE && reference->owner == HS_NONE)
        reference->owner = t->numbers[author];
}

void hs_references_tie(const hs_reading *r, const uint32_t *numbers, hs_reference *references)
{
    ties t = {r, numbers, references};
    for (uint32_t i = 0; i < r->phrases.count; i++) /* surest, so first */
        if (numbers[i] != HS_NONE) {
            hs_reference_take_kind(r, numbers, references, i);
            tie_named_subject(&t, i);
            tie_office_holder(&t, i);
        }
    for (uint32_t i = 0; i < r->phrases.count; i++) {
        if (numbers[i] == HS_NONE)
            continue;
        tie_titled(&t, i);
        tie_by_comma(&t, i); /* surer than the parse, so first */
        tie_by_copula(&t, i);
        tie_by_naming(&t, i);
        tie_identified(&t, i);
        tie_relative(&t, i);
        tie_author(&t, i);
        hs_reference_tie_members(r, numbers, references, i);
    }
    for (uint32_t i = 0; i < r->phrases.count; i++) {
        uint32_t apposition = numbers[i] == HS_NONE ? HS_NONE : hs_reference_apposition(r, i);
        if (apposition != HS_NONE)
            tie(&t, i, apposition);
    }
}
