/* Groups tagged words into noun phrases, left to right. Which of them name parties is
 * references.c's matter.
 */
#include "annotate/reading/phrases.h"

#include "base/array.h"
#include "base/memory.h"

typedef struct grouper {
    const hs_words *words;
    hs_phrases phrases;
} grouper;

static const hs_shallow_word *word_at(const grouper *g, uint32_t i)
{
    return &g->words->items[i];
}

static bool is_ampersand(const grouper *g, uint32_t i)
{
    return hs_str_equal(hs_word_text(g->words, i), HS_STR("&"));
}

/* "Harbour Post/Ostra". */
static bool is_slash(const grouper *g, uint32_t i)
{
    return hs_str_equal(hs_word_text(g->words, i), HS_STR("/")) && i > 0 &&
           !word_at(g, i - 1)->space_after && !word_at(g, i)->space_after;
}

/* "Khan" of "Inspector A. R. Khan of Orlo police", "Ruiz" of "Ana Ruiz of Orlo": whoever is of a
 * place, which is no part of the name. */
static bool ends_person(const grouper *g, uint32_t i)
{
    if (i == 0 || hs_word_is(word_at(g, i), HS_LEX(ORGANISATION)) ||
        word_at(g, i - 1)->sentence != word_at(g, i)->sentence)
        return false;
    hs_str before = hs_word_text(g->words, i - 1);
    bool initial = before.length == 2 && before.bytes[1] == '.';
    return initial || hs_word_is(word_at(g, i - 1), HS_LEX(GIVEN_NAME) | HS_LEX(HONORIFIC));
}

/* "and" or "of" between two capitals inside one name: "Bank of Osterleigh", "Ministry of Works". */
static bool joins_name(const grouper *g, uint32_t i, uint32_t end)
{
    if (i + 1 >= end || word_at(g, i - 1)->tag != HS_TAG_NAME)
        return false;
    const hs_shallow_word *next = word_at(g, i + 1);
    if (is_ampersand(g, i) || is_slash(g, i))
        return next->tag == HS_TAG_NAME;
    bool of = hs_str_equal(hs_word_text(g->words, i), HS_STR("of"));
    bool organisation = hs_word_is(word_at(g, i - 1), HS_LEX(ORGANISATION)) ||
                        !hs_word_is(word_at(g, i - 1), HS_LEX(ROLE) | HS_LEX(GIVEN_NAME));
    if (of && ends_person(g, i - 1))
        return false;
    if (of && organisation && next->tag == HS_TAG_NAME)
        return !hs_word_is(word_at(g, i - 1), HS_LEX(ROLE));
    return hs_word_is(word_at(g, i), HS_LEX(PARTICLE)) && word_at(g, i)->shape == HS_TOKEN_LOWER &&
           word_at(g, i)->tag != HS_TAG_DETERMINER && next->tag == HS_TAG_NAME;
}

/* "last year" of "inspectors last year". */
static bool tells_when(const grouper *g, uint32_t i)
{
    hs_str text = hs_word_text(g->words, i);
    bool which = hs_str_equal(text, HS_STR("last")) || hs_str_equal(text, HS_STR("next"));
    return which && i + 1 < g->words->count &&
           hs_word_is(word_at(g, i + 1), HS_LEX(TIME) | HS_LEX(WEEKDAY) | HS_LEX(MONTH));
}

/* "January" of "In January Ruiz said": no first name. */
static bool dates(const grouper *g, uint32_t i)
{
    static const char *const words[] = {"in",   "since", "until", "by",
                                        "last", "next",  "early", "late"};
    if (i == 0 || !hs_word_is(word_at(g, i), HS_LEX(MONTH)))
        return false;
    for (size_t k = 0; k < HS_COUNT(words); k++)
        if (hs_str_is_ignoring_case(hs_word_text(g->words, i - 1), words[k]))
            return true;
    return false;
}

/* "2018" of "In 2018 prosecutors said", "In March 2021 regulators said": when a sentence happens.
 */
static bool opens_with_year(const grouper *g, uint32_t i)
{
    static const char *const words[] = {"In", "Since", "By", "Until", "From"};
    hs_str text = hs_word_text(g->words, i);
    if (text.length != 4 || (text.bytes[0] != '1' && text.bytes[0] != '2') || i == 0 ||
        word_at(g, i)->tag != HS_TAG_NUMBER)
        return false;
    uint32_t at = i > 1 && hs_word_is(word_at(g, i - 1), HS_LEX(MONTH)) ? i - 2 : i - 1;
    for (size_t k = 0; k < HS_COUNT(words); k++)
        if (hs_str_is(hs_word_text(g->words, at), words[k]))
            return true;
    return false;
}

/* "$500" of "fined Tom Orlo $500". */
static bool sum_of_money(const grouper *g, uint32_t i)
{
    static const char *const signs[] = {"$", "\xC2\xA3", "\xE2\x82\xAC"};
    for (size_t k = 0; k < HS_COUNT(signs); k++)
        if (hs_str_starts_with(hs_word_text(g->words, i), hs_str_from(signs[k])))
            return true;
    return false;
}

/* "On Monday Mr Orlo …", "the minister Mr Orlo", "the man | Ana Ruiz accused": a new phrase starts.
 */
static bool breaks_before(const grouper *g, uint32_t i)
{
    const hs_shallow_word *before = word_at(g, i - 1);
    if (word_at(g, i)->opens_clause)
        return true;
    if (tells_when(g, i))
        return before->tag == HS_TAG_NOUN || before->tag == HS_TAG_NAME;
    if (before->tag == HS_TAG_NAME && sum_of_money(g, i))
        return true;
    if (before->tag == HS_TAG_NUMBER && opens_with_year(g, i - 1))
        return hs_word_nominal(word_at(g, i));
    if (hs_word_is(before, HS_LEX(WEEKDAY)) || dates(g, i - 1))
        return word_at(g, i)->tag == HS_TAG_NAME;
    if (hs_word_is(word_at(g, i), HS_LEX(WEEKDAY)))
        return before->tag == HS_TAG_NAME || hs_word_is(before, HS_LEX(ROLE));
    return hs_word_is(word_at(g, i), HS_LEX(HONORIFIC)) && before->tag == HS_TAG_NOUN &&
           hs_word_is(before, HS_LEX(TIME));
}

/* The word behind the nickname in marks that opens at `i` inside a name (Rosalind “Posy” Tarrant),
 * or `i`. */
static uint32_t over_nickname(const grouper *g, uint32_t i, uint32_t end)
{
    enum { WORDS_MAX = 2 };
    if (word_at(g, i)->tag != HS_TAG_OPEN_MARK || word_at(g, i - 1)->tag != HS_TAG_NAME)
        return i;
    uint32_t at = i + 1;
    if (at < end && word_at(g, at)->tag == HS_TAG_DETERMINER) /* “the Hammer” */
        at++;
    while (at < end && at <= i + WORDS_MAX && hs_word_nominal(word_at(g, at)))
        at++;
    bool closes = at > i + 1 && at + 1 < end && word_at(g, at)->tag == HS_TAG_CLOSE_MARK &&
                  word_at(g, at + 1)->tag == HS_TAG_NAME;
    return closes ? at + 1 : i;
}

/* "Inc." of "Orlo Pumps, Inc.": what kind of firm a name in front of a comma is, and no other. */
static bool goes_on_as_firm(const grouper *g, uint32_t i, uint32_t end)
{
    static const char *const forms[] = {"Inc.",   "Inc",   "LLC", "Ltd", "Ltd.", "LLP",
                                        "L.L.C.", "Corp.", "Co.", "PLC", "plc"};
    if (word_at(g, i)->tag != HS_TAG_COMMA || word_at(g, i - 1)->tag != HS_TAG_NAME || i + 1 >= end)
        return false;
    for (size_t k = 0; k < HS_COUNT(forms); k++)
        if (hs_str_is(hs_word_text(g->words, i + 1), forms[k]))
            return true;
    return false;
}

/* Where the phrase that starts at `first` ends, and its last nominal. */
static uint32_t phrase_end(const grouper *g, uint32_t first, uint32_t end, uint32_t *head)
{
    uint32_t i = first;
    *head = HS_NONE;
    bool determined = word_at(g, first)->tag == HS_TAG_DETERMINER;
    for (; i < end; i++) {
        const hs_shallow_word *word = word_at(g, i);
        if (i > first && breaks_before(g, i))
            break;
        if (hs_word_nominal(word)) {
            *head = i;
        } else if (word->tag == HS_TAG_HYPHEN) {
            if (i == first || word_at(g, i - 1)->space_after || i + 1 >= end)
                break;
            if (*head != HS_NONE && *head == i - 1)
                continue;
            break;
        } else if (i > first && word_at(g, i - 1)->tag == HS_TAG_HYPHEN) {
            *head = i; /* the second half of a compound, whatever it is alone */
        } else if (word->tag == HS_TAG_DETERMINER && i == first) {
            continue;
        } else if (word->tag == HS_TAG_ADVERB && i + 1 < end && determined && *head == HS_NONE) {
            continue; /* "the recently elected" */
        } else if (i > first && *head == i - 1 && joins_name(g, i, end)) {
            continue;
        } else if (i > first && *head == i - 1 && goes_on_as_firm(g, i, end)) {
            return i + 2;
        } else if (i > first && *head == i - 1 && over_nickname(g, i, end) > i) {
            i = over_nickname(g, i, end) - 1;
        } else {
            break;
        }
    }
    return *head == HS_NONE ? i : *head + 1;
}

static void push(grouper *g, hs_phrase phrase)
{
    uint32_t index = g->phrases.count++;
    g->phrases.items[index] = phrase;
    for (uint32_t i = phrase.first; i < phrase.end; i++)
        g->phrases.phrase_at[i] = index;
}

/* A run of a role and a name splits nowhere: the name is the head ("foreign minister Ana Ruiz").
 * With a demonym or organisation in front the last word still is. */
static void group_sentence(grouper *g, hs_word_range sentence)
{
    uint32_t owner = HS_NONE;
    for (uint32_t i = sentence.first; i < sentence.end;) {
        const hs_shallow_word *word = word_at(g, i);
        bool relative = word->tag == HS_TAG_RELATIVE && hs_word_is(word, HS_LEX(RELATIVE)) &&
                        i > sentence.first;
        if (word->tag == HS_TAG_PRONOUN || relative) {
            push(g, (hs_phrase){i, i + 1, i + 1, i, HS_NONE, false});
            i++;
            continue;
        }
        if (word->tag == HS_TAG_DETERMINER && hs_word_is(word, HS_LEX(POSSESSIVE))) {
            push(g, (hs_phrase){i, i + 1, i + 1, i, HS_NONE, true});
            owner = g->phrases.count - 1;
        }
        bool starts = hs_word_nominal(word) || word->tag == HS_TAG_DETERMINER;
        uint32_t head = HS_NONE, end = starts ? phrase_end(g, i, sentence.end, &head) : i + 1;
        if (head == HS_NONE && word->tag == HS_TAG_DETERMINER && hs_word_is(word, HS_LEX(GROUP)))
            head = i, end = i + 1; /* "some said" */
        if (head == HS_NONE) {
            owner = word->tag == HS_TAG_POSSESSIVE ? owner : HS_NONE;
            i++;
            continue;
        }
        bool owns = end < sentence.end && word_at(g, end)->tag == HS_TAG_POSSESSIVE;
        push(g, (hs_phrase){i, end, end, head, owner, owns});
        owner = owns ? g->phrases.count - 1 : HS_NONE;
        i = end + (owns ? 1 : 0);
    }
}

/* Heads that take "of the ministry", "for the campaign", "at the university" with them. */
static bool takes_complement(const grouper *g, const hs_phrase *phrase)
{
    const hs_shallow_word *head = word_at(g, phrase->head);
    return hs_word_is(head, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP) | HS_LEX(ORGANISATION) |
                                HS_LEX(DOCUMENT)) ||
           (head->tag == HS_TAG_NOUN && hs_word_is(head, HS_LEX(NOUN_FORM)) &&
            !head->lexeme->forms) ||
           head->tag == HS_TAG_NUMBER;
}

static bool attaches(const grouper *g, uint32_t i)
{
    static const char *const prepositions[] = {"of", "for", "at", "from", "in", "with", "to"};
    hs_str text = hs_word_text(g->words, i);
    for (size_t k = 0; k < HS_COUNT(prepositions); k++)
        if (hs_str_is(text, prepositions[k]))
            return true;
    return false;
}

/* "and Meridia" of "the foreign ministers of Kartha and Meridia": behind the complement that ends
 * at `at` a second name of one word, of several who have an office. Where it ends, or `at`. */
static uint32_t behind_second(const grouper *g, const hs_phrase *phrase,
                              const hs_phrase *complement, uint32_t at, uint32_t end)
{
    bool both = hs_str_equal(hs_word_text(g->words, complement->first), HS_STR("both"));
    const hs_shallow_word *head = word_at(g, phrase->head);
    hs_str plural = hs_word_text(g->words, phrase->head);
    if (at + 2 >= end || !hs_word_is(head, HS_LEX(ROLE) | HS_LEX(GROUP)) ||
        (complement->end - complement->first != 1 && !both) ||
        plural.bytes[plural.length - 1] != 's' ||
        word_at(g, complement->head)->tag != HS_TAG_NAME ||
        !hs_str_equal(hs_word_text(g->words, at), HS_STR("and")))
        return at;
    uint32_t next = g->phrases.phrase_at[at + 1];
    bool name = next != HS_NONE && g->phrases.items[next].first == at + 1 &&
                (both || g->phrases.items[next].end == at + 2) && !g->phrases.items[next].owns &&
                word_at(g, at + 1)->tag == HS_TAG_NAME;
    return name ? g->phrases.items[next].end : at;
}

static void extend(grouper *g, hs_phrase *phrase)
{
    uint32_t end = g->words->sentences[word_at(g, phrase->first)->sentence].end;
    uint32_t at = phrase->end;
    bool takes = takes_complement(g, phrase);
    for (int links = 0; links < 3 && takes && at + 1 < end; links++) {
        bool of = hs_str_equal(hs_word_text(g->words, at), HS_STR("of"));
        if (!attaches(g, at) || word_at(g, phrase->head)->tag == HS_TAG_PRONOUN)
            break;
        uint32_t next = g->phrases.phrase_at[at + 1];
        if (next == HS_NONE || g->phrases.items[next].first != at + 1 ||
            word_at(g, at + 1)->tag == HS_TAG_PRONOUN ||
            word_at(g, at + 1)->tag == HS_TAG_RELATIVE) /* "a wreck in which" */
            break;
        const hs_phrase *complement = &g->phrases.items[next];
        if (!of && word_at(g, complement->head)->tag == HS_TAG_NUMBER)
            break;
        while (complement->owns && next + 1 < g->phrases.count &&
               g->phrases.items[next + 1].owner == next)
            complement = &g->phrases.items[++next];
        at = complement->end;
        if (of)
            at = behind_second(g, phrase, complement, at, end);
    }
    phrase->end_extended = at;
}

hs_phrases hs_phrases_find(const hs_words *words, hs_arena *scratch)
{
    grouper g = {.words = words};
    g.phrases.items = hs_arena_new_array(scratch, hs_phrase, 2 * (size_t)words->count);
    g.phrases.phrase_at = hs_arena_new_array(scratch, uint32_t, words->count);
    memset(g.phrases.phrase_at, 0xff, words->count * sizeof *g.phrases.phrase_at);
    for (uint32_t i = 0; i < words->sentence_count; i++)
        group_sentence(&g, words->sentences[i]);
    for (uint32_t i = g.phrases.count; i-- > 0;)
        extend(&g, &g.phrases.items[i]);
    return g.phrases;
}
