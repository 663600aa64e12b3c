/* A shallow tagger. Function words and marks first, then names by their capitals, then nouns
 * against verbs by what stands before. Phrases and clauses are built on it elsewhere.
 */
#include "annotate/reading/tags.h"
#include "base/memory.h"

#define AUXILIARY (HS_LEX(BE) | HS_LEX(HAVE) | HS_LEX(DO) | HS_LEX(MODAL))

/* Classes of the lexicon that settle the tag, the first that fits. */
static const struct {
    uint64_t classes;
    hs_tag tag;
} settled[] = {
    {HS_LEX(TO), HS_TAG_TO},
    {HS_LEX(THAT), HS_TAG_THAT},
    {AUXILIARY, HS_TAG_AUXILIARY},
    {HS_LEX(NEGATION), HS_TAG_NEGATION},
    {HS_LEX(POSSESSIVE), HS_TAG_DETERMINER},
    {HS_LEX(SUBJECT_PRONOUN) | HS_LEX(OBJECT_PRONOUN), HS_TAG_PRONOUN},
    {HS_LEX(RELATIVE), HS_TAG_RELATIVE},
    {HS_LEX(PREPOSITION), HS_TAG_PREPOSITION},
    {HS_LEX(SUBORDINATOR), HS_TAG_SUBORDINATOR},
    {HS_LEX(QUESTION), HS_TAG_RELATIVE},
    {HS_LEX(CONJUNCTION), HS_TAG_CONJUNCTION},
    {HS_LEX(DETERMINER), HS_TAG_DETERMINER},
};

static const struct {
    const char *text;
    hs_tag tag;
} marks[] = {
    {",", HS_TAG_COMMA},   {".", HS_TAG_STOP},    {"?", HS_TAG_STOP},    {"!", HS_TAG_STOP},
    {"…", HS_TAG_STOP},    {"...", HS_TAG_STOP},  {":", HS_TAG_COLON},   {"–", HS_TAG_DASH},
    {"—", HS_TAG_DASH},    {"--", HS_TAG_DASH},   {"(", HS_TAG_BRACKET}, {")", HS_TAG_BRACKET},
    {"[", HS_TAG_BRACKET}, {"]", HS_TAG_BRACKET}, {"-", HS_TAG_HYPHEN},  {"‑", HS_TAG_HYPHEN},
};

static bool is_quotation_mark(hs_str text)
{
    static const char *const quotes[] = {"\"", "“", "”", "„", "‟", "«",  "»", "‹",
                                         "›",  "'", "‘", "’", "‚", "``", "''"};
    for (size_t i = 0; i < HS_COUNT(quotes); i++)
        if (hs_str_is(text, quotes[i]))
            return true;
    return false;
}

static hs_tag tag_of_mark(const hs_words *words, uint32_t i)
{
    const hs_shallow_word *word = &words->items[i];
    hs_str text = hs_word_text(words, i);
    if (is_quotation_mark(text)) {
        if (!word->quotation)
            return HS_TAG_PUNCTUATION;
        const hs_quotation *quotation = &words->block->quotations[word->quotation - 1];
        return word->span.start < quotation->inside.start ? HS_TAG_OPEN_MARK
               : word->span.end > quotation->inside.end   ? HS_TAG_CLOSE_MARK
                                                          : HS_TAG_PUNCTUATION;
    }
    for (size_t k = 0; k < HS_COUNT(marks); k++)
        if (hs_str_is(text, marks[k].text)) {
            bool spaced = i > 0 && words->items[i - 1].space_after && word->space_after;
            return marks[k].tag == HS_TAG_HYPHEN && spaced ? HS_TAG_DASH : marks[k].tag;
        }
    return HS_TAG_PUNCTUATION;
}

/* The first word of a sentence, quotation or heading line, where a capital says nothing. */
static bool begins(const hs_words *words, uint32_t i)
{
    const hs_shallow_word *word = &words->items[i];
    if (words->sentences[word->sentence].first == i)
        return true;
    uint8_t before = words->items[i - 1].tag;
    return before == HS_TAG_OPEN_MARK || before == HS_TAG_COLON || before == HS_TAG_STOP ||
           before == HS_TAG_DASH ||
           (before == HS_TAG_PUNCTUATION && words->sentences[word->sentence].first == i - 1);
}

static bool known_lowercase(const hs_shallow_word *word)
{
    const hs_lexeme *lexeme = word->lexeme;
    return lexeme->forms || lexeme->report_frames ||
           hs_word_is(word, HS_LEX(NOT_A_NAME) | HS_LEX(ADVERB) | HS_LEX(NUMBER) | HS_LEX(GROUP) |
                                HS_LEX(ADJECTIVE)) ||
           lexeme->noun_frames || lexeme->harm_weight;
}

static bool ends_with(const hs_words *words, uint32_t i, const char *ending)
{
    hs_str text = hs_word_text(words, i);
    hs_str suffix = hs_str_from(ending);
    return text.length > suffix.length + 2 && hs_str_ends_with(text, suffix);
}

static bool is_name(const hs_words *words, uint32_t i)
{
    const hs_shallow_word *word = &words->items[i];
    if (!hs_word_capital(word) || hs_word_is(word, HS_LEX(WEEKDAY)))
        return false;
    if (hs_word_is(word, HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL) | HS_LEX(GIVEN_NAME) |
                             HS_LEX(MONTH) | HS_LEX(HONORIFIC)))
        return true;
    if (words->title_case)
        return !known_lowercase(word) || word->shape == HS_TOKEN_UPPER;
    if (!begins(words, i))
        return true;
    bool next_capital = i + 1 < words->sentences[word->sentence].end &&
                        hs_word_capital(&words->items[i + 1]) &&
                        !hs_word_is(&words->items[i + 1], HS_LEX(NOT_A_NAME));
    if (known_lowercase(word))
        return next_capital && hs_word_is(word, HS_LEX(ORGANISATION) | HS_LEX(ADJECTIVE));
    if (hs_word_is(word, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(ORGANISATION)))
        return next_capital;
    return !ends_with(words, i, "ing") && !ends_with(words, i, "ed") && !ends_with(words, i, "ly");
}

static hs_tag last_content_tag(const hs_words *words, uint32_t i)
{
    while (i > words->sentences[words->items[i].sentence].first) {
        i--;
        if (words->items[i].tag != HS_TAG_ADVERB)
            return words->items[i].tag;
    }
    return HS_TAG_STOP;
}

static bool plural(const hs_words *words, uint32_t i)
{
    return hs_word_is(&words->items[i], HS_LEX(GROUP)) || ends_with(words, i, "s");
}

/* Whether the word after `i` shows that `i` took an object or a clause. */
static bool object_follows(const hs_words *words, uint32_t i)
{
    const hs_shallow_word *word = &words->items[i];
    if (i + 1 >= words->sentences[word->sentence].end)
        return false;
    const hs_shallow_word *next = &words->items[i + 1];
    return hs_word_is(next, HS_LEX(THAT) | HS_LEX(DETERMINER) | HS_LEX(POSSESSIVE) |
                                HS_LEX(SUBJECT_PRONOUN) | HS_LEX(OBJECT_PRONOUN)) ||
           hs_word_capital(next) || next->shape == HS_TOKEN_PUNCTUATION;
}

/* "Ana Ruiz and Tobin Carrow talk": two names make a plural subject. */
static bool joined_names(const hs_words *words, uint32_t i)
{
    uint32_t first = words->sentences[words->items[i].sentence].first;
    while (i > first && words->items[i - 1].tag == HS_TAG_NAME)
        i--;
    return i > first + 1 && words->items[i - 1].tag == HS_TAG_CONJUNCTION &&
           words->items[i - 2].tag == HS_TAG_NAME;
}

static bool verb_in_base_form(const hs_words *words, uint32_t i, hs_tag before)
{
    switch (before) {
    case HS_TAG_TO:
    case HS_TAG_AUXILIARY:
    case HS_TAG_NEGATION:
    case HS_TAG_PRONOUN:
    case HS_TAG_RELATIVE:
        return true;
    case HS_TAG_NOUN:
    case HS_TAG_NAME:
        if (before == HS_TAG_NAME && joined_names(words, i))
            return true;
        return plural(words, i - 1) &&
               (!hs_word_is(&words->items[i], HS_LEX(NOUN_FORM)) || object_follows(words, i));
    case HS_TAG_CONJUNCTION:
    case HS_TAG_COMMA:
    case HS_TAG_STOP:
    case HS_TAG_OPEN_MARK:
        return !hs_word_is(&words->items[i], HS_LEX(NOUN_FORM)) || object_follows(words, i);
    default:
        return false;
    }
}

static bool verb_in_third_form(const hs_words *words, uint32_t i, hs_tag before)
{
    bool noun_too = hs_word_is(&words->items[i], HS_LEX(NOUN_FORM));
    bool adjective = before == HS_TAG_NOUN && hs_word_is(&words->items[i - 1], HS_LEX(ADJECTIVE));
    if (adjective)
        return false; /* "the alleged attempts" */
    switch (before) {
    case HS_TAG_PRONOUN:
    case HS_TAG_RELATIVE:
    case HS_TAG_CLOSE_MARK:
        return true;
    case HS_TAG_NAME:
    case HS_TAG_NOUN:
    case HS_TAG_POSSESSIVE:
    case HS_TAG_NUMBER:
    case HS_TAG_COMMA:
    case HS_TAG_CONJUNCTION:
    case HS_TAG_DASH:
    case HS_TAG_STOP:
    case HS_TAG_THAT:
        return before != HS_TAG_POSSESSIVE && (!noun_too || object_follows(words, i));
    default:
        return false;
    }
}

static bool is_verb(const hs_words *words, uint32_t i)
{
    uint8_t forms = words->items[i].lexeme->forms;
    hs_tag direct = i > 0 && words->items[i - 1].sentence == words->items[i].sentence
                        ? (hs_tag)words->items[i - 1].tag
                        : HS_TAG_STOP;
    hs_tag before = last_content_tag(words, i);
    if (forms & HS_LEX_FORM_PAST && direct != HS_TAG_DETERMINER && direct != HS_TAG_POSSESSIVE)
        return !(forms & HS_LEX_FORM_BASE) || verb_in_base_form(words, i, before) ||
               before == HS_TAG_NAME || before == HS_TAG_NOUN;
    if (forms & HS_LEX_FORM_PARTICIPLE)
        return direct != HS_TAG_DETERMINER && direct != HS_TAG_POSSESSIVE;
    if (forms & HS_LEX_FORM_ING)
        return direct != HS_TAG_DETERMINER && direct != HS_TAG_POSSESSIVE &&
               !(direct == HS_TAG_NOUN && hs_word_is(&words->items[i], HS_LEX(NOUN_FORM)));
    if (forms & HS_LEX_FORM_THIRD && verb_in_third_form(words, i, before))
        return true;
    return forms & HS_LEX_FORM_BASE && verb_in_base_form(words, i, before);
}

static hs_tag tag_by_ending(const hs_words *words, uint32_t i)
{
    hs_tag before = i > 0 ? (hs_tag)words->items[i - 1].tag : HS_TAG_STOP;
    bool modifies = before == HS_TAG_DETERMINER || before == HS_TAG_POSSESSIVE ||
                    before == HS_TAG_PREPOSITION || before == HS_TAG_NUMBER;
    if (ends_with(words, i, "ly"))
        return HS_TAG_ADVERB;
    bool gerund = ends_with(words, i, "ing") && (!modifies || before == HS_TAG_PREPOSITION);
    if (gerund || (!modifies && ends_with(words, i, "ed")))
        return HS_TAG_VERB;
    return HS_TAG_NOUN;
}

/* "'s" after a noun is the possessive unless what follows makes it "is". */
static hs_tag tag_of_clitic(const hs_words *words, uint32_t i)
{
    hs_str text = hs_word_text(words, i);
    bool bare = hs_str_equal(text, HS_STR("'")) || hs_str_equal(text, HS_STR("’"));
    if (bare)
        return HS_TAG_POSSESSIVE;
    bool s = hs_str_equal_ignoring_case(text, HS_STR("'s")) || hs_str_equal(text, HS_STR("’s"));
    if (!s || i == 0 || !hs_word_nominal(&words->items[i - 1]))
        return HS_TAG_AUXILIARY;
    if (i + 1 < words->count &&
        (hs_word_is(&words->items[i + 1], HS_LEX(DETERMINER) | HS_LEX(NEGATION)) ||
         hs_word_is(&words->items[i + 1], HS_LEX(PREPOSITION))))
        return HS_TAG_AUXILIARY;
    return HS_TAG_POSSESSIVE;
}

static bool is_clitic(const hs_words *words, uint32_t i)
{
    hs_str text = hs_word_text(words, i);
    if (i == 0 || words->items[i - 1].space_after || text.length > 5)
        return false;
    return text.bytes[0] == '\'' || hs_str_starts_with(text, HS_STR("’"));
}

static hs_tag tag_of(const hs_words *words, uint32_t i)
{
    const hs_shallow_word *word = &words->items[i];
    if (is_clitic(words, i) && (word->shape != HS_TOKEN_PUNCTUATION || !word->quotation))
        return tag_of_clitic(words, i);
    if (word->shape == HS_TOKEN_PUNCTUATION)
        return tag_of_mark(words, i);
    if (word->shape == HS_TOKEN_NUMBER)
        return HS_TAG_NUMBER;
    bool upper_name = word->shape == HS_TOKEN_UPPER && hs_word_is(word, HS_LEX(COUNTRY));
    for (size_t k = 0; !upper_name && k < HS_COUNT(settled); k++)
        if (hs_word_is(word, settled[k].classes) && !(word->lexeme->report_frames))
            return settled[k].tag;
    if (is_name(words, i))
        return HS_TAG_NAME;
    if (word->lexeme->forms && is_verb(words, i))
        return HS_TAG_VERB;
    if (word->lexeme->report_frames && !word->lexeme->forms)
        return HS_TAG_VERB; /* according to */
    bool idiom = word->lexeme->word_count > 1 && word->lexeme->accuse_part == HS_LEX_PART_ADVERB;
    if (idiom || hs_word_is(word, HS_LEX(ADVERB)))
        return HS_TAG_ADVERB; /* "under fire" too */
    if (hs_word_is(word, HS_LEX(NUMBER)))
        return HS_TAG_NUMBER;
    return word->lexeme->classes == 0 ? tag_by_ending(words, i) : HS_TAG_NOUN;
}

static bool reads_as_title_case(const hs_words *words)
{
    uint32_t capitals = 0, letters = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        const hs_lexeme *lexeme = words->items[i].lexeme;
        uint32_t weight = lexeme->accuse_roles ? lexeme->word_count : 1; /* "Under Fire Over" */
        bool capital = hs_word_capital(&words->items[i]);
        capitals += capital ? weight : 0;
        letters += capital ? weight : words->items[i].shape == HS_TOKEN_LOWER;
    }
    return letters >= 4 && capitals * 10 >= letters * 7;
}

/* "her" before a noun is a determiner, else a pronoun; "that" before a noun at most a determiner.
 */
static void settle_her(hs_words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        hs_shallow_word *word = &words->items[i];
        if (!hs_word_is(word, HS_LEX(POSSESSIVE)) || !hs_word_is(word, HS_LEX(OBJECT_PRONOUN)))
            continue;
        bool last = i + 1 >= words->sentences[word->sentence].end;
        word->tag =
            !last && hs_word_nominal(&words->items[i + 1]) ? HS_TAG_DETERMINER : HS_TAG_PRONOUN;
    }
}

void hs_tags_assign(hs_words *words)
{
    words->title_case = reads_as_title_case(words);
    for (uint32_t i = 0; i < words->count; i++)
        words->items[i].tag = (uint8_t)tag_of(words, i);
    settle_her(words);
}
