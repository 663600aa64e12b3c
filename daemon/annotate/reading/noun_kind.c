/* What kind of party a noun means, by its form and by what ordinary words mean (meaning.h). */
#include "annotate/reading/noun_kind.h"

#include <string.h>

#include "annotate/reading/lexicon.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

/* Classes of common nouns that say nothing of who or what they are. */
#define FORM_CLASSES                                                                               \
    (HS_LEX(NOUN_FORM) | HS_LEX(VERB) | HS_LEX(OPINION) | HS_LEX(CRIME) | HS_LEX(VAGUE))

/* "Ferrymen accused her": a noun that opens a sentence and looks like a name, for several people.
 */
bool hs_noun_men(const hs_reading *r, uint32_t word)
{
    enum { SHORTEST = 7 }; /* longer than "Carmen" and "Bremen" */
    hs_str text = hs_word_text(&r->words, word);
    bool opens =
        word == 0 || hs_reading_word(r, word - 1)->sentence != hs_reading_word(r, word)->sentence;
    return opens && text.length >= SHORTEST &&
           !hs_word_is(hs_reading_word(r, word), HS_LEX(GIVEN_NAME)) &&
           hs_str_equal(hs_str_slice(text, text.length - 3, text.length), HS_STR("men"));
}

/* "Ostrans", "many Ostrans": people of a country, not the country, which "the Ostrans" may mean. */
bool hs_noun_people(const hs_reading *r, const hs_phrase *phrase)
{
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    hs_str text = hs_word_text(&r->words, phrase->head);
    bool the = hs_str_equal_ignoring_case(hs_word_text(&r->words, phrase->first), HS_STR("the"));
    return hs_word_is(head, HS_LEX(DEMONYM)) && !hs_word_is(head, HS_LEX(COUNTRY)) &&
           text.bytes[text.length - 1] == 's' && r->syntax &&
           r->syntax->words[head->first_token].xpos == HS_XPOS_NNPS &&
           !(the && phrase->head == phrase->first + 1);
}

bool hs_noun_member(const hs_reading *r, uint32_t word)
{
    char plural[32];
    hs_str text = hs_word_text(&r->words, word);
    bool changes = text.length > 2 && hs_str_ends_with(text, HS_STR("y")); /* "Tory" */
    size_t stem = text.length - changes;
    hs_str ending = changes ? HS_STR("ies") : HS_STR("s");
    if (hs_reading_word(r, word)->shape != HS_TOKEN_CAPITALISED ||
        hs_word_is(hs_reading_word(r, word), HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(ORGANISATION)) ||
        stem + ending.length > sizeof plural)
        return false;
    memcpy(plural, text.bytes, stem);
    memcpy(plural + stem, ending.bytes, ending.length);
    hs_str whole = hs_str_make(plural, stem + ending.length);
    return hs_lexicon_find(whole)->classes & HS_LEX(GROUP);
}

/* "New Mexico" of "the New Mexico Republican": one or two words that name no body. */
static bool names_home(const hs_reading *r, uint32_t first, uint32_t end)
{
    enum { LONGEST = 2 };
    for (uint32_t i = first; i < end; i++)
        if (hs_reading_tag(r, i) != HS_TAG_NAME ||
            hs_reading_word(r, i)->shape != HS_TOKEN_CAPITALISED ||
            hs_word_is(hs_reading_word(r, i), HS_LEX(ORGANISATION) | HS_LEX(GROUP)))
            return false;
    return end > first && end <= first + LONGEST;
}

bool hs_noun_national(const hs_reading *r, const hs_phrase *phrase)
{
    static const char *const all[] = {"sh", "ch", "ese", "ss"};
    static const char *const articles[] = {"the", "a", "an", NULL};
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    hs_str text = hs_word_text(&r->words, phrase->head);
    if (hs_word_is(head, HS_LEX(COUNTRY)) || phrase->head == phrase->first ||
        !hs_reading_word_among(r, phrase->first, articles) || hs_str_ends_with(text, HS_STR("s")))
        return false;
    if (phrase->head > phrase->first + 1)
        return names_home(r, phrase->first + 1, phrase->head) && hs_noun_member(r, phrase->head);
    if (!hs_word_is(head, HS_LEX(DEMONYM)) && !hs_noun_member(r, phrase->head))
        return false;
    for (size_t i = 0; i < HS_COUNT(all); i++)
        if (hs_str_ends_with(text, hs_str_from(all[i])))
            return false;
    return true;
}

/* What kind of thing a noun is that no list has (enum hs_meaning_kind), or 0. */
static unsigned kind_of_noun(const hs_reading *r, uint32_t word)
{
    const hs_shallow_word *head = hs_reading_word(r, word);
    if (!r->syntax || head->classes & ~FORM_CLASSES)
        return 0;
    const hs_word *token = &r->syntax->words[head->first_token];
    hs_str lemma = hs_word_lemma(token);
    return hs_meaning_get(hs_meaning_of(lemma, HS_MEANING_OF_NOUN), HS_MEANING_KIND);
}

/* Several people by such a noun: "staffers", "attackers". */
bool hs_noun_persons(const hs_reading *r, uint32_t word)
{
    return kind_of_noun(r, word) == HS_KIND_PERSON &&
           r->syntax->words[hs_reading_word(r, word)->first_token].xpos == HS_XPOS_NNS;
}

bool hs_noun_several(const hs_reading *r, uint32_t word)
{
    static const char *const irregular[] = {"people", "men", "women", "children", NULL};
    return hs_str_ends_with(hs_word_text(&r->words, word), HS_STR("s")) ||
           hs_reading_word_among(r, word, irregular);
}

/* One person; in headings also where the parse takes the noun for a name. */
bool hs_noun_person(const hs_reading *r, uint32_t word)
{
    if (kind_of_noun(r, word) != HS_KIND_PERSON)
        return false;
    const hs_shallow_word *noun = hs_reading_word(r, word);
    uint8_t xpos = r->syntax->words[noun->first_token].xpos;
    return xpos == HS_XPOS_NN || (xpos == HS_XPOS_NNP && noun->tag == HS_TAG_NOUN);
}

bool hs_noun_person_or_firm(const hs_reading *r, uint32_t word)
{
    static const char *const nouns[] = {
        "landlord",  "developer",  "contractor",  "broadcaster", "builder",   "owner",
        "publisher", "producer",   "supplier",    "employer",    "promoter",  "organiser",
        "organizer", "pollster",   "auditor",     "consultant",  "exporter",  "importer",
        "dealer",    "trader",     "broker",      "wholesaler",  "vendor",    "rival",
        "partner",   "competitor", "shareholder", "investor",    "creditor",  "donor",
        "sponsor",   "buyer",      "seller",      "claimant",    "plaintiff", "defendant",
        "client",    "customer",   "grower",      "driller",     "hotelier",  "surveyor",
        "architect", "designer",   "filmmaker",   "challenger",  "opponent",  "neighbour",
        "neighbor",  NULL};
    return hs_reading_word_among(r, word, nouns) ||
           hs_str_ends_with(hs_word_text(&r->words, word), HS_STR("maker"));
}

bool hs_noun_mostly_firm(const hs_reading *r, uint32_t word)
{
    static const char *const nouns[] = {"contractor", "broadcaster", "publisher",  "supplier",
                                        "exporter",   "importer",    "wholesaler", "vendor",
                                        "driller",    "developer",   NULL};
    return hs_reading_word_among(r, word, nouns);
}

bool hs_noun_trade(const hs_reading *r, uint32_t word)
{
    enum { SHORTEST = 6 }; /* "Hunter" and "Mason" are names too, and known as such */
    const hs_shallow_word *noun = hs_reading_word(r, word);
    hs_str text = hs_word_text(&r->words, word);
    hs_meaning meaning = hs_meaning_of(text, HS_MEANING_OF_NOUN);
    return text.length >= SHORTEST && !(noun->classes & ~FORM_CLASSES) &&
           hs_meaning_get(meaning, HS_MEANING_KIND) == HS_KIND_PERSON;
}

hs_meaning hs_noun_in_capitals(const hs_reading *r, uint32_t word)
{
    hs_str text = hs_word_text(&r->words, word);
    hs_meaning meaning = hs_meaning_of(text, HS_MEANING_OF_NOUN);
    if (!meaning && text.length > 3 && hs_str_ends_with(text, HS_STR("s")))
        meaning = hs_meaning_of(hs_str_slice(text, 0, text.length - 1), HS_MEANING_OF_NOUN);
    return meaning;
}

unsigned hs_noun_kind(const hs_reading *r, const hs_phrase *phrase)
{
    unsigned kind = kind_of_noun(r, phrase->head);
    if (kind || !r->syntax || hs_reading_tag(r, phrase->first) == HS_TAG_DETERMINER)
        return kind;
    const hs_shallow_word *head = hs_reading_word(r, phrase->head);
    bool quality = head->shape == HS_TOKEN_LOWER &&
                   r->syntax->words[head->first_token].upos == HS_UPOS_ADJ &&
                   hs_meaning_of(hs_word_text(&r->words, phrase->head), HS_MEANING_OF_QUALITY);
    return quality ? HS_KIND_TRAIT : 0;
}

/* What somebody does, says, thinks or is, but nobody: "admission", "plan", "voice". */
bool hs_noun_deed(const hs_reading *r, uint32_t word)
{
    static const uint32_t deeds = 1u << HS_KIND_ACT | 1u << HS_KIND_CASE | 1u << HS_KIND_RULE |
                                  1u << HS_KIND_STATE | 1u << HS_KIND_TRAIT | 1u << HS_KIND_IDEA;
    return hs_reading_word(r, word)->lexeme->noun_frames || (deeds >> kind_of_noun(r, word) & 1);
}

/* From this harm on whoever is a verb's object suffers it: "kill", "jail". */
enum { SUFFERED = 4, LONGEST_VERB = 24 };

static bool harms(hs_str verb)
{
    return hs_meaning_get(hs_meaning_of(verb, HS_MEANING_OF_VERB), HS_MEANING_HARM) >= SUFFERED;
}

/* "killing", "abusing", "stabbing". */
static bool harms_by_stem(hs_str stem)
{
    char verb[LONGEST_VERB];
    if (stem.length < 3 || stem.length + 1 > sizeof verb)
        return false;
    memcpy(verb, stem.bytes, stem.length);
    verb[stem.length] = 'e';
    bool doubled = verb[stem.length - 1] == verb[stem.length - 2];
    return harms(stem) || harms(hs_str_make(verb, stem.length + 1)) ||
           (doubled && harms(hs_str_make(verb, stem.length - 1)));
}

bool hs_noun_suffered(hs_str lemma)
{
    static const char *const words[] = {
        "abduction",    "arrest",      "assassination", "death",       "deportation",
        "detention",    "dismissal",   "displacement",  "eviction",    "execution",
        "exploitation", "expulsion",   "extradition",   "harassment",  "imprisonment",
        "intimidation", "massacre",    "mistreatment",  "occupation",  "oppression",
        "persecution",  "prosecution", "slaughter",     "suppression", "treatment",
        "invasion",     "annexation",  "repression",    "humiliation", "betrayal",
    };
    for (size_t i = 0; i < HS_COUNT(words); i++)
        if (hs_str_is(lemma, words[i]))
            return true;
    bool doing = lemma.length > 5 && hs_str_ends_with(lemma, HS_STR("ing"));
    return harms(lemma) || (doing && harms_by_stem(hs_str_slice(lemma, 0, lemma.length - 3)));
}

/* "police", "ministry": a noun for those who act as one. */
static bool means_body(const hs_reading *r, uint32_t word)
{
    const hs_shallow_word *it = hs_reading_word(r, word);
    unsigned kind = kind_of_noun(r, word);
    return hs_word_is(it, HS_LEX(ORGANISATION) | HS_LEX(GROUP)) || kind == HS_KIND_GROUP ||
           kind == HS_KIND_OFFICE;
}

static bool common_noun(const hs_reading *r, uint32_t word)
{
    return hs_reading_tag(r, word) == HS_TAG_NOUN &&
           hs_syntax_token(r, hs_reading_word(r, word)->first_token)->upos == HS_UPOS_NOUN;
}

hs_word_range hs_noun_body_qualifying(const hs_reading *r, const hs_phrase *phrase)
{
    if (!r->syntax || phrase->head == phrase->first || phrase->owner != HS_NONE ||
        !hs_noun_deed(r, phrase->head))
        return (hs_word_range){0, 0};
    uint32_t first = phrase->head - 1;
    if (!common_noun(r, first) || !means_body(r, first))
        return (hs_word_range){0, 0};
    while (first > phrase->first && common_noun(r, first - 1))
        first--;
    return (hs_word_range){first, phrase->head};
}
