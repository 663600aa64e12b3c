/* References by their own words: names, of whatever kind of party, and how they are looked up;
 * common nouns; pronouns.
 */
#include "annotate/references/reference_words.h"

#include "annotate/reading/authorship.h"
#include "annotate/reading/firm_words.h"
#include "annotate/reading/given_gender.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/name_hash.h"
#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"
#include "annotate/references/reference_places.h"
#include "annotate/references/told_of.h"

uint64_t hs_reference_hash_words(const hs_reading *r, uint32_t first, uint32_t end)
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
    if (has_class(r, phrase->first, first, HS_LEX(HONORIFIC) | HS_LEX(TITLE) | HS_PERSON_WORDS))
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

static hs_gender gender_by(const hs_reading *r, uint32_t first, uint32_t end, uint64_t classes)
{
    for (uint32_t i = first; i < end; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (hs_word_is(word, classes) && word->lexeme->gender)
            return (hs_gender)word->lexeme->gender;
    }
    return HS_GENDER_UNKNOWN;
}

static hs_gender gender_of(const hs_reading *r, uint32_t first, uint32_t end)
{
    return gender_by(r, first, end, HS_BEFORE_NAME | HS_PERSON_WORDS | HS_LEX(GIVEN_NAME));
}

/* Of a name with the words in front of it. "Chairman Ana Ruiz" is a woman; and "Virginia Governor
 * Tom Orlo" is none: given names tell of whoever bears them. */
static hs_gender gender_of_name(const hs_reading *r, uint32_t first, uint32_t name)
{
    static const char *const any[] = {"chairman", NULL};
    hs_gender given = gender_by(r, name, name + 1, HS_LEX(GIVEN_NAME));
    hs_gender told = gender_by(r, first, name, HS_BEFORE_NAME | HS_PERSON_WORDS);
    bool chairs = name > first && hs_reading_word_among(r, name - 1, any);
    if (told && !(chairs && given))
        return told;
    return given ? given : gender_of(r, name, name + 1);
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
            reference->modifiers[reference->modifier_count++] =
                hs_reference_hash_words(r, i, i + 1);
    }
}

static void set_name(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                     hs_reference *reference)
{
    uint32_t end = hs_name_end(r, first, phrase->head);
    reference->name = hs_reading_span(r, first, phrase->head + 1);
    reference->head = hs_name_last_part(r, end - 1);
    reference->name_hash = hs_reference_hash_words(r, first, end);
    reference->head_hash =
        hs_name_hash(hs_str_slice(r->block->text, reference->head.start, reference->head.end));
    reference->first_hash = hs_reference_hash_words(r, first, first + 1);
    hs_str stem = hs_word_text(&r->words, first);
    reference->stem_hash = hs_name_hash(hs_str_slice(stem, 0, stem.length < 3 ? stem.length : 3));
    uint32_t count = end - first;
    for (uint32_t i = first + 1; i + 1 < end; i++) /* "Osterman-Pugh" is one word */
        count -= count > 2 && hs_name_hyphen(r, i) ? 2 : 0;
    reference->word_count = (uint8_t)(count > 200 ? 200 : count);
}

/* "Ana Ruiz", "Clay Ruiz"; of rarer given names only where no ordinary word follows: "Clay
 * Foods". */
static bool begins_with_given_name(const hs_reading *r, uint32_t first, uint32_t head)
{
    return hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)) ||
           (head == first + 1 && hs_given_gender(hs_word_text(&r->words, first)) &&
            !hs_noun_in_capitals(r, head));
}

/* What kind of party the name tags make of a name whose words do not tell: "the singer Ana Vale" is
 * no body, "the Orlo Courier" nobody. */
static void believe_tags(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                         hs_syntax_name tagged, hs_reference *reference)
{
    if (tagged.words.first >= tagged.words.end)
        return;
    bool given = begins_with_given_name(r, first, phrase->head);
    bool body = reference->entity_kind == HS_ENTITY_ORGANISATION;
    bool office = has_class(r, phrase->first, first, HS_PERSON_WORDS);
    bool article = body && first == phrase->first + 1 && first < phrase->head &&
                   hs_reading_word_is(r, phrase->first, "the");
    bool told = given || reference->honorific || reference->country;
    if (tagged.type == HS_NAME_PERSON && given && body && reference->word_count == 2)
        reference->entity_kind = HS_ENTITY_PERSON; /* "Ana House" */
    else if (tagged.type == HS_NAME_PERSON && !told && !article &&
             reference->entity_kind != HS_ENTITY_GROUP)
        reference->entity_kind = HS_ENTITY_PERSON;
    else if (tagged.type == HS_NAME_ORGANISATION && !told && !office &&
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

/* The word that tells a body from others of its kind: whatever stands in front, "Brennick" of
 * "Brennick Board of Works", else the last; of ministries the first behind "of": "Foreign" of
 * "Norwegian Ministry of Foreign Affairs". */
static uint32_t telling_of_body(const hs_reading *r, uint32_t first, uint32_t noun, uint32_t head)
{
    static const char *const ministries[] = {"ministry", "department", NULL};
    uint32_t of = noun + 1, place = noun + 2;
    if (of >= head || !hs_reading_word_is(r, of, "of") ||
        (noun > first && !hs_reading_word(r, first)->lexeme->country) ||
        !hs_reading_word_among(r, noun, ministries))
        return noun > first ? first : head;
    if (place < head && hs_reading_word_is(r, place, "the"))
        place++;
    return place;
}

/* What a body is called for short: "the board", "Brennick board". */
static void set_body(const hs_reading *r, uint32_t first, uint32_t head, hs_reference *reference)
{
    uint32_t noun = noun_of_body(r, first, head);
    if (reference->entity_kind != HS_ENTITY_ORGANISATION || first == head || noun == HS_NONE)
        return;
    uint32_t place = telling_of_body(r, first, noun, head);
    reference->head = hs_name_last_part(r, noun);
    reference->head_hash = hs_reference_hash_words(r, noun, noun + 1);
    reference->body_hash =
        hs_body_hash(hs_reference_hash_words(r, place, place + 1), reference->head_hash);
}

/* "Orlo & Sons", "Bramley & Orme": a firm, whatever its parts look like. */
static bool firm_of_several(const hs_reading *r, uint32_t first, uint32_t head)
{
    for (uint32_t i = first + 1; i < head; i++)
        if (hs_reading_word_is(r, i, "&"))
            return true;
    return false;
}

/* Whether a word that the name tags leave out in front of a person's name belongs to it: a known
 * first name, or one that nothing is known of before a surname alone, or a surname before a given
 * name with a hyphen: "Lam Pui-yee". */
static bool first_name(const hs_reading *r, uint32_t word, hs_word_range tagged)
{
    const hs_shallow_word *it = hs_reading_word(r, word);
    bool paired = tagged.end == tagged.first + 3 && hs_name_hyphen(r, tagged.first + 1);
    bool alone = tagged.first == word + 1 && (paired || tagged.end == tagged.first + 1);
    hs_str text = hs_word_text(&r->words, word);
    bool known = it->classes != 0 || hs_meaning_of(text, HS_MEANING_OF_NOUN) != 0 ||
                 hs_str_ends_with(text, HS_STR(".")); /* "Whip", "Pres." */
    bool month = hs_word_is(it, HS_LEX(MONTH)) && !hs_str_ends_with(text, HS_STR("."));
    return hs_word_is(it, HS_LEX(GIVEN_NAME)) || /* "June Rossiter": no date (phrases.c) */
           (alone && (!known || month) && it->shape == HS_TOKEN_CAPITALISED);
}

static void set_country(const hs_shallow_word *word, hs_reference *reference)
{
    if (!hs_word_is(word, HS_LEX(COUNTRY) | HS_LEX(CAPITAL) | HS_LEX(DEMONYM)))
        return;
    reference->country = word->lexeme->country;
    reference->capital = !hs_word_is(word, HS_LEX(COUNTRY) | HS_LEX(DEMONYM));
}

/* The office in the words [from, name) before a name: "Mayor" of "Mayor Ana Ruiz". */
static void set_role(const hs_reading *r, uint32_t from, uint32_t name, hs_reference *reference)
{
    reference->role_hash = hs_name_office(r, from, name);
    while (from < name && !hs_word_is(hs_reading_word(r, from), HS_LEX(ROLE)))
        from++;
    if (from < name)
        reference->role = hs_reading_span(r, from, name);
}

/* "Tarnley Resources": words that no surname is. */
static bool ends_as_firm(const hs_reading *r, uint32_t first, uint32_t head)
{
    unsigned firm = head > first ? hs_firm_word(hs_word_text(&r->words, head)) : 0;
    bool given = hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)) ||
                 hs_given_gender(hs_word_text(&r->words, first));
    return firm & (given ? HS_FIRM_BEHIND_GIVEN : HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN);
}

/* "Carmaker Orlo" and "the fashion chain Ana Ruiz" are firms, "carmaker Ana Ruiz" is not. */
static bool named_as_firm(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                          const hs_reference *reference)
{
    static const char *const chains[] = {"chain", "company", "firm",    "retailer", "label",
                                         "brand", "bank",    "airline", "charity",  NULL};
    if (!reference->honorific && ends_as_firm(r, first, phrase->head))
        return true;
    if (first == phrase->first || reference->honorific)
        return false;
    bool chain = hs_reading_word_among(r, first - 1, chains) &&
                 hs_reading_tag(r, phrase->first) == HS_TAG_DETERMINER;
    return chain || (hs_word_is(hs_reading_word(r, first - 1), HS_LEX(ENTERPRISE)) &&
                     !hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)));
}

/* Whether it names a person, and of what gender, as the words and the name tags tell. */
static void set_gender(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                       hs_syntax_name tagged, hs_reference *reference)
{
    if (reference->entity_kind == HS_ENTITY_PERSON || reference->entity_kind == HS_ENTITY_OTHER)
        reference->gender = (uint8_t)gender_of_name(r, phrase->first, first);
    reference->honorific = has_class(r, phrase->first, first, HS_LEX(HONORIFIC) | HS_LEX(TITLE));
    if (reference->honorific)
        reference->entity_kind = HS_ENTITY_PERSON;
    believe_tags(r, phrase, first, tagged, reference);
    if (!reference->gender && reference->entity_kind == HS_ENTITY_PERSON && first < phrase->head)
        reference->gender = (uint8_t)hs_given_gender(hs_word_text(&r->words, first));
}

/* "Friday", "Copper Road", the place of a dateline: "R-Danforth": names that are nobody's. */
static void set_nobody(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                       hs_syntax_name tagged, hs_reference *reference)
{
    reference->time = !reference->honorific && !hs_syntax_person(tagged) &&
                      has_class(r, first, first + 1, HS_TIME_WORDS) &&
                      has_class(r, phrase->head, phrase->head + 1, HS_TIME_WORDS);
    reference->street = !reference->honorific &&
                        hs_reference_no_party(r, first, phrase->head, tagged, reference->name);
    bool dateline = reference->name.end <= r->block->dateline.end; /* "PORT ORLO, Jan. 3 —" */
    reference->time = reference->time || (dateline && !reference->country);
}

/* "Bishop | of Tarrant", "Chancellor | of the Exchequer": whoever is known by an office alone is
 * called by all of it. */
static void take_office(const hs_reading *r, const hs_phrase *whole, uint32_t first,
                        hs_reference *reference)
{
    const hs_shallow_word *head = hs_reading_word(r, whole->head);
    uint32_t end = hs_phrase_own_end(r, whole);
    hs_meaning meaning = hs_meaning_of(hs_word_text(&r->words, whole->head), HS_MEANING_OF_NOUN);
    bool person = hs_word_is(head, HS_LEX(ROLE)) ||
                  hs_meaning_get(meaning, HS_MEANING_KIND) == HS_KIND_PERSON;
    if (first == whole->head && whole->end == whole->head + 1 && person && whole->end < end &&
        hs_reading_word_is(r, whole->end, "of") &&
        hs_reading_word(r, end - 1)->shape != HS_TOKEN_LOWER)
        reference->name.end = hs_reading_word(r, end - 1)->span.end;
}

/* What the name tags say of a name, or what else tells surely. */
static hs_syntax_name tagged_name(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                                  bool governed, bool firm)
{
    if (firm)
        return (hs_syntax_name){{0, 0}, HS_NAME_ORGANISATION};
    if (governed)
        return (hs_syntax_name){{first, phrase->head + 1}, HS_NAME_PLACE};
    return r->syntax && !hs_name_holds_marks(r, phrase)
               ? hs_syntax_name_in(r, phrase->first, phrase->head + 1)
               : (hs_syntax_name){{0, 0}, HS_NAME_OTHER};
}

static void take_for_group(hs_reference *reference)
{
    reference->entity_kind = HS_ENTITY_GROUP;
    reference->plural = true;
    reference->sure_person = false;
    reference->gender = 0;
}

/* "Witness B", "Officer X": a letter alone is nobody's name. */
static bool lettered(const hs_reading *r, const hs_phrase *phrase, uint32_t first)
{
    return first == phrase->head && first > phrase->first &&
           hs_word_text(&r->words, first).length == 1 &&
           hs_word_capital(hs_reading_word(r, first - 1)) &&
           hs_word_is(hs_reading_word(r, first - 1), HS_PERSON_WORDS);
}

/* A name as its words and the name tags have it. */
typedef struct found_name {
    const hs_phrase *phrase;
    uint32_t first;        /* its own words are [first, phrase->head] */
    hs_syntax_name tagged; /* what the name tags see in it */
    bool governed;         /* "the government of Orlo" */
    bool firm;             /* "Orlo, Ruiz & Co" */
    bool letter;           /* "Witness B" */
    bool one_word;
    bool people; /* one word that means a people: "the Orlans" */
} found_name;

static found_name find_name(const hs_reading *r, const hs_phrase *phrase)
{
    found_name it = {.phrase = phrase, .first = hs_name_start(r, phrase)};
    it.governed = hs_reference_governed_place(r, phrase->first, phrase->head);
    it.firm = firm_of_several(r, it.first, phrase->head);
    it.tagged = tagged_name(r, phrase, it.first, it.governed, it.firm);
    uint32_t tagged = it.tagged.words.first;
    if (hs_syntax_person(it.tagged) && tagged > it.first &&
        !first_name(r, it.first, it.tagged.words) && tagged <= phrase->head &&
        !hs_name_hyphen(r, tagged - 1))
        it.first = tagged;
    it.letter = lettered(r, phrase, it.first);
    it.first -= it.letter;
    it.one_word = it.first == phrase->head;
    it.people = it.one_word && hs_noun_people(r, phrase);
    return it;
}

/* Person, body or place, of what country and gender. */
static void set_kind(const hs_reading *r, found_name *it, hs_reference *reference)
{
    const hs_phrase *phrase = it->phrase;
    reference->entity_kind = (uint8_t)kind_of_name(r, phrase, it->first);
    bool unsure = reference->entity_kind == HS_ENTITY_OTHER ||
                  (reference->entity_kind == HS_ENTITY_PERSON && /* "the port of Sankt Olav" */
                   !begins_with_given_name(r, it->first, phrase->head));
    if (it->governed && unsure)
        reference->entity_kind = HS_ENTITY_PLACE;
    if (it->one_word && !it->people)
        set_country(hs_reading_word(r, phrase->head), reference);
    reference->national = hs_noun_national(r, phrase);
    if (reference->national && !it->one_word)
        reference->entity_kind = HS_ENTITY_OTHER; /* "the Utah Republican": no body's name */
    set_gender(r, phrase, it->first, it->tagged, reference);
    if (it->firm || named_as_firm(r, phrase, it->first, reference)) {
        it->tagged = (hs_syntax_name){{0, 0}, HS_NAME_ORGANISATION};
        reference->entity_kind = HS_ENTITY_ORGANISATION;
        reference->gender = HS_GENDER_UNKNOWN;
    }
}

/* Surely a person, surely a place, or nobody at all. */
static void set_certainty(const hs_reading *r, const found_name *it, hs_reference *reference)
{
    const hs_phrase *phrase = it->phrase;
    uint32_t first = it->first;
    reference->article = it->one_word && !it->people && !reference->national && first > 0 &&
                         hs_reading_word_is(r, first - 1, "the") && !reference->country &&
                         !reference->honorific;
    reference->place = it->governed || hs_reference_in_place(r, phrase->first, it->tagged) ||
                       hs_reference_home(r, phrase, first, it->tagged);
    set_body(r, first, phrase->head, reference);
    reference->sure_person =
        reference->entity_kind == HS_ENTITY_PERSON &&
        (has_class(r, phrase->first, first, HS_LEX(HONORIFIC) | HS_LEX(TITLE) | HS_PERSON_WORDS) ||
         hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)) ||
         hs_syntax_person(it->tagged) || it->letter);
    set_nobody(r, phrase, first, it->tagged, reference);
}

void hs_reference_describe_name(const hs_reading *r, const hs_phrase *whole,
                                hs_reference *reference)
{
    hs_phrase phrase = hs_name_part(r, whole);
    found_name it = find_name(r, &phrase);
    reference->kind = HS_REFERENCE_NAME;
    reference->definite = true;
    set_name(r, &phrase, it.first, reference);
    take_office(r, &phrase, it.first, reference);
    set_kind(r, &it, reference);
    set_certainty(r, &it, reference);
    if (it.people || (it.one_word && !reference->honorific && hs_noun_men(r, phrase.head)))
        take_for_group(reference);
    set_modifiers(r, phrase.first, reference->national ? phrase.head + 1 : it.first, reference);
    set_role(r, phrase.first, it.first, reference);
}

static bool definite(const hs_reading *r, const hs_phrase *phrase)
{
    hs_str first = hs_word_text(&r->words, phrase->first);
    return phrase->owner != HS_NONE || hs_str_equal_ignoring_case(first, HS_STR("the")) ||
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

/* "One", "another", "a third": words for any of several, which nobody is called by. */
static bool stands_for_any(const hs_reading *r, uint32_t word)
{
    static const char *const words[] = {"one",    "another", "second", "third",
                                        "fourth", "fifth",   "others", NULL};
    return hs_reading_word_among(r, word, words);
}

/* "It was in my head", "hit him on his head": no head of anything. */
static bool part_of_body(const hs_reading *r, const hs_phrase *phrase)
{
    static const char *const whose[] = {"my", "your", "his", "her", NULL};
    static const char *const where[] = {"in",   "on",    "to",      "over",   "into",    "off",
                                        "from", "above", "against", "around", "through", NULL};
    uint32_t first =
        phrase->owner == HS_NONE ? phrase->first : r->phrases.items[phrase->owner].first;
    return hs_reading_word_is(r, phrase->head, "head") && first > 0 && phrase->head <= first + 1 &&
           hs_reading_word_among(r, first, whose) && hs_reading_word_among(r, first - 1, where);
}

/* "The spring", "the year": nobody, though "Day said" may be somebody. */
static bool time_span(const hs_reading *r, const hs_phrase *phrase)
{
    return hs_reading_word(r, phrase->head)->shape == HS_TOKEN_LOWER &&
           !stands_for_any(r, phrase->head) &&
           hs_meaning_of_time(
               hs_meaning_of(hs_word_text(&r->words, phrase->head), HS_MEANING_OF_NOUN));
}

/* What the head noun means: a person, a body, a document, a time. */
static void set_noun(const hs_reading *r, const hs_phrase *phrase, hs_reference *reference)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    reference->plural = hs_word_is(head, HS_LEX(GROUP)) || hs_noun_persons(r, phrase->head);
    reference->several = reference->plural && hs_noun_several(r, phrase->head);
    reference->document = hs_author_speaks_in(r, phrase->head);
    reference->evidence = hs_word_is(head, HS_LEX(EVIDENCE));
    reference->deed = !reference->document && hs_noun_deed(r, phrase->head);
    reference->entity_kind = reference->plural                        ? HS_ENTITY_GROUP
                             : hs_word_is(head, HS_PERSON_WORDS)      ? HS_ENTITY_PERSON
                             : hs_word_is(head, HS_LEX(ORGANISATION)) ? HS_ENTITY_ORGANISATION
                                                                      : HS_ENTITY_OTHER;
    reference->time = reference->entity_kind == HS_ENTITY_OTHER &&
                      (hs_word_is(head, HS_LEX(WEEKDAY) | HS_LEX(MONTH)) || time_span(r, phrase));
    reference->noun_kind = (uint8_t)hs_noun_kind(r, phrase);
    reference->human = hs_word_is(head, HS_PERSON_WORDS) || hs_noun_person(r, phrase->head);
    if (part_of_body(r, phrase)) {
        reference->entity_kind = HS_ENTITY_OTHER;
        reference->human = false;
        reference->role_hash = 0;
        reference->noun_kind = HS_KIND_THING;
    }
}

/* "Orlo council", "the GWU union": nobody whom a text has still to name, where "Leeds firm" of a
 * heading, "a Leeds firm" and "the Leeds firm" may be. */
static bool own_name(const hs_reading *r, const hs_phrase *phrase, uint32_t first)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    if (first == phrase->head || !hs_word_is(head, HS_LEX(ORGANISATION)) ||
        hs_reading_tag(r, phrase->head - 1) != HS_TAG_NAME)
        return false;
    const hs_shallow_word *name = hs_reading_word(r, phrase->head - 1);
    if (hs_word_is(name, HS_LEX(COUNTRY)) ||
        (name->shape != HS_TOKEN_CAPITALISED && name->shape != HS_TOKEN_UPPER))
        return false;
    return first == phrase->first
               ? r->block->kind != HS_BLOCK_HEADING
               : name->shape == HS_TOKEN_UPPER && hs_reading_word_is(r, phrase->first, "the");
}

void hs_reference_describe_common(const hs_reading *r, const hs_phrase *phrase,
                                  hs_reference *reference)
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
    if (!stands_for_any(r, phrase->head))
        reference->role_hash = hs_name_described(r, first, phrase->head);
    reference->gender = (uint8_t)gender_of(r, first, phrase->head + 1);
    set_noun(r, phrase, reference);
    reference->own_name = own_name(r, phrase, first);
    reference->enterprise = hs_word_is(head, HS_LEX(ENTERPRISE)) && reference->definite &&
                            hs_reference_told_of(r, phrase, first);
}

void hs_reference_describe_pronoun(const hs_reading *r, const hs_phrase *phrase,
                                   hs_reference *reference)
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
    reference->entity_kind = reference->gender ? HS_ENTITY_PERSON : HS_ENTITY_OTHER;
}

void hs_reference_take_for_firm(const hs_phrase *phrase, hs_reference *it)
{
    it->entity_kind = HS_ENTITY_ORGANISATION;
    it->human = false;
    it->enterprise = it->definite && it->word_count == 1 && phrase->owner == HS_NONE;
}
