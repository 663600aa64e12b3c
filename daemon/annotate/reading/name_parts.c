/* Which words of a phrase are a name, and which are its own: by tags and lexicon, and by the parse
 * where there is one. */
#include "annotate/reading/name_parts.h"

#include <string.h>

#include "annotate/reading/lexicon.h"
#include "annotate/reading/name_hash.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/retag_names.h"
#include "annotate/reading/syntax.h"
#include "base/memory.h"

bool hs_name_hyphen(const hs_reading *r, uint32_t i)
{
    return hs_reading_tag(r, i) == HS_TAG_HYPHEN;
}

static bool slash(const hs_reading *r, uint32_t i)
{
    return hs_str_equal(hs_word_text(&r->words, i), HS_STR("/"));
}

static bool initials(const hs_reading *r, uint32_t i)
{
    hs_str text = hs_word_text(&r->words, i);
    return text.length == 2 && text.bytes[1] == '.';
}

/* The article of “the Hammer” inside a name. */
static bool nicknaming(const hs_reading *r, const hs_phrase *phrase, uint32_t i)
{
    return hs_reading_tag(r, i) == HS_TAG_DETERMINER && i > phrase->first &&
           hs_reading_tag(r, i - 1) == HS_TAG_OPEN_MARK;
}

/* "Republican" of "Republican Ruiz": a word whose plural is a group, before a name that nothing
 * takes for a body's. */
static bool party_member(const hs_reading *r, uint32_t i, uint32_t head)
{
    char plural[32];
    hs_str text = hs_word_text(&r->words, i);
    uint8_t entity =
        r->syntax ? r->syntax->words[hs_reading_token(r, head)].entity_tag : 1 + HS_NAME_OTHER;
    if (i == head || i + 2 < head || text.length + 1 >= sizeof plural ||
        entity == 1 + HS_NAME_ORGANISATION || entity == 1 + HS_NAME_PLACE ||
        hs_reading_tag(r, i + 1) != HS_TAG_NAME || (i > 0 && hs_name_hyphen(r, i - 1)) ||
        hs_word_is(hs_reading_word(r, i), HS_LEX(DEMONYM) | HS_LEX(COUNTRY)) ||
        hs_word_is(hs_reading_word(r, head), HS_LEX(ORGANISATION) | HS_LEX(GROUP)))
        return false;
    memcpy(plural, text.bytes, text.length);
    plural[text.length] = 's';
    return hs_lexicon_find(hs_str_make(plural, text.length + 1))->classes & HS_LEX(GROUP);
}

/* Whether a word is an ordinary one, which heads no person's or firm's name by itself. */
static bool ordinary(const hs_reading *r, uint32_t i)
{
    return hs_word_is(hs_reading_word(r, i), HS_LEX(ORGANISATION) | HS_LEX(GROUP)) ||
           hs_noun_in_capitals(r, i) ||
           hs_meaning_of(hs_word_text(&r->words, i), HS_MEANING_OF_QUALITY);
}

/* A rank in letters is one before a name only: "PC Carrow", but not "PC World". */
static bool ranks(const hs_reading *r, uint32_t i)
{
    static const char *const adjectives[] = {"premier", "general", NULL};
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (hs_reading_word_among(r, i, adjectives) && ordinary(r, i + 1))
        return false; /* "Premier Division", "General Medical Board" */
    return word->shape != HS_TOKEN_UPPER || !hs_word_is(word, HS_LEX(TITLE)) || !ordinary(r, i + 1);
}

/* Trades that are surnames as well. */
static bool surname_too(const hs_reading *r, uint32_t i)
{
    static const char *const names[] = {
        "archer", "barber",   "bowler",  "butler",   "carter",   "carver",   "chandler", "cooper",
        "dancer", "draper",   "driver",  "falconer", "farmer",   "fisher",   "forester", "foster",
        "fowler", "gardener", "hooper",  "hunter",   "marshall", "miller",   "palmer",   "parker",
        "porter", "potter",   "ranger",  "sadler",   "sawyer",   "shepherd", "singer",   "skinner",
        "slater", "spicer",   "steward", "tanner",   "taylor",   "thatcher", "tucker",   "turner",
        "walker", "warden",   "weaver",  "webster",  "wheeler",  NULL};
    return hs_reading_word_among(r, i, names);
}

/* "Airline", "carmaker", "retailer": what a firm is, and no part of its name. */
static bool describes_firm(const hs_reading *r, uint32_t i)
{
    static const char *const others[] = {"airline", "charity", "supermarket", "watchdog", NULL};
    hs_str text = hs_word_text(&r->words, i);
    bool agent = hs_str_ends_with(text, HS_STR("er")) || hs_str_ends_with(text, HS_STR("or"));
    return hs_word_is(hs_reading_word(r, i), HS_LEX(ENTERPRISE)) &&
           (agent || hs_reading_word_among(r, i, others)) &&
           !hs_str_ends_with(text, HS_STR("paper"));
}

/* Whether the word that opens a sentence says what the name behind it is: "Archaeologist Ana Ruiz",
 * "Defender Ruiz", "Airline Orlo". */
static bool opens_with_descriptor(const hs_reading *r, uint32_t first, uint32_t head)
{
    if (first >= head || first != hs_reading_sentence(r, first).first ||
        hs_reading_tag(r, first + 1) != HS_TAG_NAME)
        return false;
    bool trade = hs_noun_trade(r, first);
    if (first + 1 < head)
        return trade || (describes_firm(r, first) &&
                         (!ordinary(r, first + 1) || hs_retag_ends_body(r, head)));
    return ((trade && !surname_too(r, first)) || describes_firm(r, first)) && !ordinary(r, head);
}

/* "Consumer Markets Authority", "Housing Ombudsman Service": whether a word that may stand before a
 * name is part of a body's, by the name tags. */
static bool body_goes_on(const hs_reading *r, uint32_t i, uint32_t head)
{
    if (!r->syntax || !hs_word_is(hs_reading_word(r, head), HS_LEX(ORGANISATION)))
        return false;
    for (; i <= head; i++)
        if (hs_syntax_token(r, hs_reading_word(r, i)->first_token)->entity_tag !=
            1 + HS_NAME_ORGANISATION)
            return false;
    return true;
}

/* "Association of Headteachers and Deputies": whether a word stands behind a body's noun and "of".
 */
static bool body_of(const hs_reading *r, uint32_t first, uint32_t i)
{
    for (uint32_t k = first; k + 1 < i; k++)
        if (hs_word_is(hs_reading_word(r, k), HS_LEX(ORGANISATION)) &&
            hs_reading_word_is(r, k + 1, "of"))
            return true;
    return false;
}

/* "County Sheriff's Office": whether a body is named after whoever holds it (body_names.c). */
static bool named_after_holder(const hs_reading *r, const hs_phrase *phrase)
{
    static const char *const marks[] = {"'s", "\xE2\x80\x99s", NULL};
    return phrase->head >= phrase->first + 2 && hs_reading_word_among(r, phrase->head - 1, marks) &&
           hs_word_is(hs_reading_word(r, phrase->head - 2), HS_LEX(ROLE) | HS_LEX(TITLE));
}

uint32_t hs_name_start(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t first = phrase->head;
    while (first > phrase->first) {
        const hs_shallow_word *before = hs_reading_word(r, first - 1);
        bool part =
            before->tag == HS_TAG_NAME || before->tag == HS_TAG_HYPHEN || initials(r, first - 1) ||
            (hs_word_is(before, HS_LEX(PARTICLE)) && before->tag != HS_TAG_DETERMINER) ||
            hs_str_equal(hs_word_text(&r->words, first - 1), HS_STR("&")) || slash(r, first - 1) ||
            before->tag == HS_TAG_PREPOSITION || before->tag == HS_TAG_OPEN_MARK ||
            before->tag == HS_TAG_CLOSE_MARK || nicknaming(r, phrase, first - 1);
        if (!part)
            break;
        first--;
    }
    if (named_after_holder(r, phrase))
        return first;
    for (uint32_t i = first; i < phrase->head; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        const hs_shallow_word *next = hs_reading_word(r, i + 1);
        if (word->shape == HS_TOKEN_LOWER && i > first &&
            hs_word_is(hs_reading_word(r, i - 1), HS_LEX(ORGANISATION)))
            break; /* "Committee on Consumer Protection" */
        if (body_goes_on(r, i, phrase->head) || body_of(r, first, i))
            break;
        bool title = hs_word_is(word, HS_BEFORE_NAME) && !hs_word_is(word, HS_LEX(GIVEN_NAME)) &&
                     word->shape != HS_TOKEN_LOWER && ranks(r, i);
        bool demonym = hs_word_is(word, HS_LEX(DEMONYM)) && hs_word_is(next, HS_BEFORE_NAME);
        bool office = next->tag == HS_TAG_NAME && hs_word_is(next, HS_BEFORE_NAME) &&
                      i + 1 < phrase->head && !hs_word_is(next, HS_LEX(GIVEN_NAME));
        if ((title || demonym || office || party_member(r, i, phrase->head)) &&
            next->tag != HS_TAG_HYPHEN)
            first = i + 1;
    }
    return opens_with_descriptor(r, first, phrase->head) ? first + 1 : first;
}

uint32_t hs_name_end(const hs_reading *r, uint32_t first, uint32_t head)
{
    static const char *const suffixes[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};
    hs_str text = hs_word_text(&r->words, head);
    for (size_t k = 0; k < HS_COUNT(suffixes); k++)
        if (head > first && hs_str_is_ignoring_case(text, suffixes[k]))
            return head;
    return head + 1;
}

static bool part_of_name(const hs_reading *r, uint32_t i)
{
    static const uint32_t never = 1u << HS_UPOS_VERB | 1u << HS_UPOS_AUX | 1u << HS_UPOS_ADV |
                                  1u << HS_UPOS_ADP | 1u << HS_UPOS_SCONJ | 1u << HS_UPOS_CCONJ |
                                  1u << HS_UPOS_DET | 1u << HS_UPOS_PRON | 1u << HS_UPOS_PUNCT;
    bool titled =
        i > 0 && hs_word_is(hs_reading_word(r, i - 1), HS_LEX(HONORIFIC)); /* "Mr Banning" */
    return titled || hs_retag_ends_body(r, i) ||
           !(never >> r->syntax->words[hs_reading_token(r, i)].upos & 1);
}

bool hs_name_holds_marks(const hs_reading *r, const hs_phrase *phrase)
{
    for (uint32_t i = phrase->first; i < phrase->head; i++)
        if (hs_reading_tag(r, i) == HS_TAG_OPEN_MARK)
            return true;
    return false;
}

/* Whether a name ends before a word that the name tags leave out of it. */
static bool ends_name(const hs_reading *r, uint32_t i)
{
    bool joins = hs_reading_word_is(r, i, "&"); /* "Orlo | & Dow" */
    bool name = (part_of_name(r, i) || joins) && hs_reading_tag(r, i) == HS_TAG_NAME;
    return !name && !hs_name_hyphen(r, i);
}

/* "KC" of "Ana Ruiz KC". */
static bool letters_behind(const hs_reading *r, uint32_t i)
{
    static const char *const letters[] = {"KC",  "QC",  "MP",  "MEP", "MSP", "MLA", "TD",
                                          "OBE", "MBE", "CBE", "MD",  "JP",  NULL};
    for (size_t k = 0; letters[k]; k++)
        if (hs_str_is(hs_word_text(&r->words, i), letters[k]))
            return true;
    return false;
}

hs_phrase hs_name_part(const hs_reading *r, const hs_phrase *whole)
{
    hs_phrase part = *whole;
    while (part.head > part.first + 1 && letters_behind(r, part.head) &&
           hs_reading_tag(r, part.head - 1) == HS_TAG_NAME)
        part.head--;
    part.end = part.head < whole->head ? part.head + 1 : part.end;
    const hs_phrase without = part, *phrase = &without;
    if (!r->syntax || hs_name_holds_marks(r, phrase))
        return part;
    hs_syntax_name tagged = hs_syntax_name_in(r, phrase->first, phrase->end);
    if (hs_syntax_person(tagged) && tagged.words.first >= phrase->first &&
        tagged.words.end <= phrase->head + 1 &&
        (tagged.words.end == phrase->head + 1 || ends_name(r, tagged.words.end))) {
        part.head = tagged.words.end - 1;
        return part;
    }
    while (part.head > part.first && !part_of_name(r, part.head) && part_of_name(r, part.head - 1))
        part.head--;
    return part;
}

/* Where the run of names that begins at a word ends: behind "Press-Ostra" and "Post/Ostra" as a
 * whole. */
static uint32_t names_until(const hs_reading *r, uint32_t first, uint32_t limit)
{
    uint32_t end = first + 1;
    while (end < limit) {
        bool joined = end + 1 < limit && (hs_name_hyphen(r, end) || slash(r, end)) &&
                      hs_reading_tag(r, end + 1) == HS_TAG_NAME;
        if (!joined && hs_reading_tag(r, end) != HS_TAG_NAME)
            break;
        end += joined ? 2 : 1;
    }
    return end;
}

/* Whether a country's name only begins that of something else: "OSTRA TODAY", "Ostra Airlines", but
 * not "Ostra Prime Minister". */
static bool names_more(const hs_reading *r, uint32_t i, uint32_t end)
{
    const uint64_t apart = HS_BEFORE_NAME | HS_LEX(ROLE) | HS_LEX(GIVEN_NAME);
    return end > i + 1 && !hs_name_hyphen(r, i + 1) && !slash(r, i + 1) &&
           !hs_word_is(hs_reading_word(r, i + 1), apart);
}

/* "A TV ad", "a Web posting", "a PR firm": written like a name, and a noun all the same. */
static bool common_noun(const hs_reading *r, uint32_t i)
{
    const hs_word *token = r->syntax ? &r->syntax->words[hs_reading_token(r, i)] : NULL;
    return token && token->upos == HS_UPOS_NOUN && !token->entity_tag &&
           token->deprel == HS_DEPREL_COMPOUND;
}

hs_word_range hs_name_qualifying(const hs_reading *r, const hs_phrase *phrase)
{
    bool named = hs_reading_tag(r, phrase->head) == HS_TAG_NAME;
    for (uint32_t i = phrase->first; i < phrase->head; i++) {
        if (hs_reading_tag(r, i) != HS_TAG_NAME)
            continue;
        uint32_t end = names_until(r, i, phrase->head);
        if (!named && end == i + 1 && common_noun(r, i))
            continue;
        if (hs_reading_word(r, i)->lexeme->country && (named || !names_more(r, i, end)))
            return (hs_word_range){i, i + 1};
        bool name = !hs_word_is(hs_reading_word(r, i), HS_BEFORE_NAME | HS_LEX(MONTH));
        return !named && name ? (hs_word_range){i, end} : (hs_word_range){0, 0};
    }
    return (hs_word_range){0, 0};
}

hs_word_range hs_name_body_in_front(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t first = phrase->first + (hs_reading_tag(r, phrase->first) == HS_TAG_DETERMINER);
    if (!r->syntax || hs_reading_tag(r, phrase->head) != HS_TAG_NAME || first >= phrase->head ||
        hs_reading_tag(r, first) != HS_TAG_NAME)
        return (hs_word_range){0, 0};
    uint32_t end = names_until(r, first, phrase->head);
    bool office = end < phrase->head && hs_reading_word(r, end)->shape == HS_TOKEN_LOWER;
    bool several = end > first + 1 && hs_word_is(hs_reading_word(r, end - 1), HS_LEX(ORGANISATION));
    return office && several ? (hs_word_range){first, end} : (hs_word_range){0, 0};
}

bool hs_reading_qualified(const hs_reading *r, uint32_t phrase)
{
    const hs_phrase *it = &r->phrases.items[phrase];
    return it->owner == HS_NONE &&
           (hs_name_qualifying(r, it).end > 0 || hs_noun_body_qualifying(r, it).end > 0);
}

hs_word_range hs_name_first(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t first = phrase->first;
    while (first < phrase->head && hs_reading_tag(r, first) != HS_TAG_NAME)
        first++;
    return (hs_word_range){first, names_until(r, first, phrase->head + 1)};
}

/* Whether what a preposition at `at` joins to a phrase hangs on the phrase by the parse, not on a
 * verb: "members of the board", but "attacked the firm from the pulpit". */
static bool belongs(const hs_reading *r, const hs_phrase *phrase, uint32_t at, uint32_t end)
{
    for (uint32_t i = at + 1; i < end; i++) {
        uint32_t head = hs_syntax_head(r, i);
        if (head != HS_NONE && head < at)
            return head >= phrase->first;
    }
    return true;
}

/* Whether a preposition stands at `i`, and not inside a compound: "asleep-at-the-wheel". */
static bool leads(const hs_reading *r, uint32_t i)
{
    return i < r->words.count && hs_reading_tag(r, i) == HS_TAG_PREPOSITION &&
           hs_reading_tag(r, i - 1) != HS_TAG_HYPHEN;
}

/* Whether a verb takes its charge behind a preposition at `at`: "accused | of", "blamed | for",
 * "charged | with". */
static bool takes_charge(const hs_reading *r, uint32_t verb, uint32_t at)
{
    const hs_word *token = &r->syntax->words[hs_reading_token(r, verb)];
    hs_str lemma = hs_word_lemma(token);
    if (token->upos != HS_UPOS_VERB)
        return false;
    if (hs_str_equal(hs_word_text(&r->words, at), HS_STR("of")))
        return hs_str_equal(lemma, HS_STR("accuse"));
    if (hs_str_equal(hs_word_text(&r->words, at), HS_STR("with")))
        return hs_str_equal(lemma, HS_STR("charge"));
    return hs_str_equal(hs_word_text(&r->words, at), HS_STR("for")) &&
           !hs_str_equal(lemma, HS_STR("accuse")) && /* "of a disregard | for life" */
           hs_reading_word(r, verb)->lexeme->accuse_roles & HS_ACCUSE_FOR;
}

/* "accused the mayor of fraud", "accused the firm and the mayor of fraud", "blamed the board for
 * the loss", "was accused by the mayor of fraud": whether what a preposition at `at` joins is the
 * charge. */
static bool charged(const hs_reading *r, const hs_phrase *phrase, uint32_t at, uint32_t end)
{
    enum { LINKS = 4 }; /* "the mayor and his aide of fraud", "one of his aides of fraud" */
    uint32_t object = phrase->head;
    for (int links = 0; links < LINKS && (hs_syntax_relation(r, object) == HS_DEPREL_CONJ ||
                                          hs_syntax_relation(r, object) == HS_DEPREL_NMOD);
         links++) {
        if (hs_syntax_head(r, object) == HS_NONE)
            return false;
        object = hs_syntax_head(r, object);
    }
    uint32_t verb = hs_syntax_head(r, object);
    enum hs_deprel relation = hs_syntax_relation(r, object);
    if (verb == HS_NONE || (relation != HS_DEPREL_OBJ && relation != HS_DEPREL_OBL_AGENT))
        return false;
    bool last = at + 1 < end; /* "accused the lawyer for the firm | of fraud" */
    for (uint32_t i = at + 1; i <= end; i++)
        last = last && !(leads(r, i) && takes_charge(r, verb, i));
    return last && takes_charge(r, verb, at);
}

/* "To eight years" of "sentenced an activist to eight years". */
static bool counts(const hs_reading *r, uint32_t at, uint32_t end)
{
    return hs_reading_word_is(r, at, "to") && at + 1 < end &&
           hs_reading_tag(r, at + 1) == HS_TAG_NUMBER;
}

/* The end of a phrase without what the parse makes no part of it: "tenants of Elm Court say". */
uint32_t hs_phrase_own_end(const hs_reading *r, const hs_phrase *phrase)
{
    uint32_t end = phrase->end_extended;
    while (r->syntax && end > phrase->end &&
           r->syntax->words[hs_reading_token(r, end - 1)].upos == HS_UPOS_VERB)
        end--;
    for (uint32_t at = phrase->end; r->syntax && at < end; at++)
        if ((hs_reading_tag(r, at) == HS_TAG_PREPOSITION || counts(r, at, end)) &&
            (!belongs(r, phrase, at, end) || charged(r, phrase, at, end)))
            end = at;
    return end;
}

hs_span hs_name_last_part(const hs_reading *r, uint32_t word)
{
    hs_span span = hs_reading_word(r, word)->span;
    for (uint32_t at = span.end; at > span.start + 1; at--)
        if (r->block->text.bytes[at - 1] == ' ')
            return (hs_span){at, span.end};
    return span;
}

static uint64_t hash_of_office(const hs_reading *r, uint32_t word)
{
    hs_span last = hs_name_last_part(r, word);
    return hs_role_hash(hs_str_slice(r->block->text, last.start, last.end));
}

static bool begins(hs_str text, const char *word)
{
    hs_str start = hs_str_from(word);
    bool whole = text.length == start.length ||
                 (text.length > start.length &&
                  (text.bytes[start.length] == ' ' || text.bytes[start.length] == '-'));
    return whole && hs_str_equal_ignoring_case(hs_str_slice(text, 0, start.length), start);
}

/* "Former president", "shadow chancellor", "prime minister": another office than the one in hand; a
 * number for which. */
static uint64_t other_office(const hs_reading *r, uint32_t first, uint32_t role)
{
    static const struct {
        const char *word;
        uint64_t number;
    } others[] = {{"former", 1}, {"previous", 1}, {"ex", 1},        {"shadow", 2},
                  {"deputy", 3}, {"vice", 4},     {"assistant", 5}, {"prime", 6}};
    bool coroner = hs_reading_word_is(r, role, "coroner"); /* an assistant one is one too */
    for (uint32_t i = first; i <= role && !coroner; i++)
        for (size_t k = 0; k < HS_COUNT(others); k++) {
            hs_str text = hs_word_text(&r->words, i);
            bool itself = i == role && text.length == strlen(others[k].word); /* "the deputy" */
            if (begins(text, others[k].word) && !itself)
                return others[k].number;
        }
    return hs_reading_word_is(r, role, "pm") ? 6 : 0; /* "the PM" */
}

uint64_t hs_name_office(const hs_reading *r, uint32_t first, uint32_t end)
{
    static const char *const styles[] = {"dr",   "dr.",  "prof", "prof.", "professor",
                                         "sir",  "dame", "lord", "lady",  "rev",
                                         "rev.", "fr",   NULL};
    uint64_t hash = 0;
    for (uint32_t i = first; i < end; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool told = hash && hs_reading_word_among(r, i, styles); /* "coroner Dr Ana Ruiz" */
        if ((hs_word_is(word, HS_LEX(ROLE) | HS_LEX(TITLE)) && !told) ||
            (i + 1 == end && (hs_word_is(word, HS_LEX(KIN)) || hs_noun_trade(r, i))))
            hash = hash_of_office(r, i) ^ other_office(r, first, i);
    }
    return hash;
}

uint64_t hs_name_described(const hs_reading *r, uint32_t first, uint32_t head)
{
    return hash_of_office(r, head) ^ other_office(r, first, head);
}

uint32_t hs_name_with_place(const hs_reading *r, const hs_phrase *name)
{
    static const char *const words[] = {"of", "from", "at", NULL};
    uint32_t end = name->end_extended;
    if (end != name->end || end + 1 >= r->words.count ||
        hs_reading_tag(r, name->head) != HS_TAG_NAME || !hs_reading_word_among(r, end, words))
        return end;
    uint32_t place = hs_reading_phrase_from(r, end + 1);
    bool named = place != HS_NONE && !r->phrases.items[place].owns &&
                 hs_reading_tag(r, r->phrases.items[place].head) == HS_TAG_NAME;
    return named ? r->phrases.items[place].end_extended : end;
}
