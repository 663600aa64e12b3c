/* Rows of the accusation model's table for each token, from the tree, the lexicon and the
 * attributions around it.
 */
#include "annotate/accusations/accusation_inputs.h"

#include <string.h>

#include "annotate/accusations/word_meanings.h"
#include "annotate/reading/syntax.h"

#define WITHOUT UINT32_MAX

uint32_t hs_accusation_hash(uint32_t kind, uint64_t value)
{
    uint64_t x = value + (uint64_t)kind * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((x ^ (x >> 31)) % HS_ACCUSATION_ROWS);
}

/* What the lexicon told of accusing words when the networks learnt (accusing.tsv: "r", and
 * "b", "h", "u", "v" and "w" came later).
 */
static unsigned accusing_weight(const hs_lexeme *lexeme)
{
    return lexeme->accuse_roles & HS_LETTER('r') ? 0 : lexeme->accuse_weight;
}

static uint32_t accusing_roles(const hs_lexeme *lexeme)
{
    static const uint32_t later =
        HS_LETTER('b') | HS_LETTER('h') | HS_LETTER('u') | HS_LETTER('v') | HS_LETTER('w');
    return accusing_weight(lexeme) ? lexeme->accuse_roles & ~later : 0;
}

/* The same of harm: what ends an idiom has none of its own. */
static unsigned harm_weight(const hs_lexeme *lexeme)
{
    return lexeme->harm_weight > 1 ? lexeme->harm_weight : 0;
}

/* What the lexicon holds a word to be: 0 nothing; else accusing, harmful by weight, answering,
 * reporting. */
static uint8_t class_of(const hs_lexeme *lexeme, hs_meaning meaning)
{
    unsigned fault = hs_meaning_get(meaning, HS_MEANING_FAULT);
    unsigned harm = harm_weight(lexeme) ? harm_weight(lexeme) : fault;
    if (accusing_weight(lexeme))
        return (uint8_t)(accusing_weight(lexeme) >= 7 ? 1 : 2);
    if (harm >= 3)
        return (uint8_t)(harm >= 7 ? 3 : harm >= 5 ? 4 : 5);
    if (lexeme->answer_weight)
        return 6;
    if (lexeme->report_frames)
        return lexeme->report_thought ? 8 : 7;
    if (lexeme->noun_frames)
        return 9;
    return 0;
}

static void find_lexemes(const hs_reading *r, hs_accusation_word *words)
{
    uint32_t word = 0, count = r->syntax->word_count;
    for (uint32_t t = 0; t < count; t++) {
        while (word + 1 < r->words.count && r->words.items[word + 1].first_token <= t)
            word++;
        bool first = r->words.items[word].first_token == t;
        words[t].word = word;
        words[t].lexeme = first ? r->words.items[word].lexeme : &hs_lexeme_unknown;
    }
}

static bool predicate(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    return r->syntax->words[t].upos == HS_UPOS_VERB || words[t].subject != WITHOUT;
}

static bool modal_lemma(const hs_word *word)
{
    static const char *const lemmas[] = {"would", "could", "might", "may", "should", "can"};
    for (size_t i = 0; i < sizeof lemmas / sizeof lemmas[0]; i++)
        if (word->lemma_length == strlen(lemmas[i]) &&
            memcmp(word->lemma, lemmas[i], word->lemma_length) == 0)
            return true;
    return false;
}

/* What a token's dependents say about it. */
/* "Has itself been criticised": no subject beside one. */
static bool emphatic(const hs_word *word)
{
    static const char *const selves[] = {"itself",     "himself",   "herself", "themselves",
                                         "themself",   "ourselves", "myself",  "yourself",
                                         "yourselves", NULL};
    return word->upos == HS_UPOS_PRON && hs_syntax_lemma_among(word, selves);
}

static void note_subject(const hs_word *word, hs_accusation_word *head, uint32_t t)
{
    if (head->subject == WITHOUT || !emphatic(word))
        head->subject = t;
}

static void note_dependent(const hs_reading *r, hs_accusation_word *words, uint32_t t)
{
    const hs_word *word = &r->syntax->words[t];
    if (word->head == HS_NO_WORD)
        return;
    hs_accusation_word *head = &words[word->head];
    const hs_lexeme *lexeme = words[t].lexeme;
    switch ((enum hs_deprel)word->deprel) {
    case HS_DEPREL_NSUBJ_PASS:
        head->passive = true;
        note_subject(word, head, t);
        break;
    case HS_DEPREL_NSUBJ:
        note_subject(word, head, t);
        break;
    case HS_DEPREL_OBJ:
        head->object = t;
        break;
    case HS_DEPREL_NMOD_POSS:
        head->possessor = t;
        break;
    case HS_DEPREL_COP:
        head->copula = true;
        break;
    case HS_DEPREL_AUX_PASS:
        head->passive = head->helped = true;
        break;
    case HS_DEPREL_AUX:
        head->hypothetical |= modal_lemma(word);
        break;
    case HS_DEPREL_MARK:
        head->hypothetical |= hs_lexeme_is(lexeme, HS_LEX(HYPOTHETICAL));
        break;
    default:
        break;
    }
    head->negated |= hs_lexeme_is(lexeme, HS_LEX(NEGATION));
}

/* Whether a word has the form of a verb in the past of which somebody suffers, and no object. */
static bool may_be_passive(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    enum { HARMED = 5 };
    const hs_word *word = &r->syntax->words[t];
    bool past = word->xpos == HS_XPOS_VBD || word->xpos == HS_XPOS_VBN;
    bool suffered = words[t].lexeme->accuse_roles & (HS_LETTER('o') | HS_LETTER('h')) ||
                    hs_meaning_get(words[t].meaning, HS_MEANING_HARM) >= HARMED;
    return word->upos == HS_UPOS_VERB && past && suffered && words[t].object == WITHOUT &&
           words[t].subject != WITHOUT && words[t].subject < t;
}

/* "Teacher accused of hitting pupil": headings leave out the "is". */
static bool headline_passive(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    static const char *const links[] = {"of", "for", "over", "after", "by", "amid", NULL};
    return may_be_passive(r, words, t) && t + 1 < r->syntax->word_count &&
           hs_syntax_lemma_among(&r->syntax->words[t + 1], links);
}

/* "Firm fined £2m for fraud": what somebody is punished with. */
static bool punished_with(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    const hs_word *tree = r->syntax->words;
    uint32_t object = words[t].object;
    bool past = tree[t].xpos == HS_XPOS_VBD || tree[t].xpos == HS_XPOS_VBN;
    return words[t].lexeme->accuse_roles & HS_LETTER('h') && tree[t].upos == HS_UPOS_VERB && past &&
           object != WITHOUT &&
           (tree[object].upos == HS_UPOS_SYM || tree[object].upos == HS_UPOS_NUM) &&
           words[t].subject != WITHOUT && words[t].subject < t;
}

/* "Mayor found guilty of bribery", "found at fault", "Mayor urged to quit": the same of verbs that
 * accuse nobody themselves. */
static bool headline_suffered(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    static const char *const found[] = {"find", NULL}, *const guilty[] = {"guilty", "liable", "at",
                                                                          "responsible", NULL};
    static const char *const to[] = {"to", NULL};
    static const char *const urges[] = {"urge", "tell", "order", "ask", "force", "beg", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[t].upos != HS_UPOS_VERB || t + 1 >= r->syntax->word_count ||
        (tree[t].xpos != HS_XPOS_VBD && tree[t].xpos != HS_XPOS_VBN) ||
        words[t].subject == WITHOUT || words[t].subject > t)
        return false;
    return hs_syntax_lemma_among(&tree[t], found)
               ? hs_syntax_lemma_among(&tree[t + 1], guilty)
               : hs_syntax_lemma_among(&tree[t], urges) && hs_syntax_lemma_among(&tree[t + 1], to);
}

/* "Mr Orlo, indicted last week on two charges, hit back": nothing but an aside stands between a
 * comma and its subject. */
static bool passive_aside(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    static const char *const comma[] = {",", NULL};
    const hs_word *tree = r->syntax->words;
    if (!may_be_passive(r, words, t) || !hs_syntax_lemma_among(&tree[t - 1], comma))
        return false;
    for (uint32_t k = words[t].subject + 1; k + 1 < t; k++)
        if (tree[k].head != words[t].subject || tree[k].deprel != HS_DEPREL_FLAT)
            return false;
    return true;
}

/* "Appeared in court | charged with fraud": whoever appeared is. */
static void find_charged(const hs_reading *r, hs_accusation_word *words, uint32_t t)
{
    const hs_word *it = &r->syntax->words[t];
    if (it->deprel != HS_DEPREL_ADVCL || it->xpos != HS_XPOS_VBN || it->head > t ||
        words[t].subject != WITHOUT || words[t].object != WITHOUT ||
        !(words[t].lexeme->accuse_roles & HS_LETTER('o')))
        return;
    words[t].subject = words[it->head].subject;
    words[t].passive = words[t].subject != WITHOUT;
}

/* Passives that the parse takes for verbs whose subject acts. */
static void find_passives(const hs_reading *r, hs_accusation_word *words)
{
    bool heading = r->block->kind == HS_BLOCK_HEADING;
    for (uint32_t t = 0; t < r->syntax->word_count; t++) {
        find_charged(r, words, t);
        words[t].passive =
            words[t].passive || passive_aside(r, words, t) ||
            (heading && (headline_passive(r, words, t) || headline_suffered(r, words, t) ||
                         punished_with(r, words, t)));
    }
}

/* "Ruiz, who sells them, charged that …": what the parse takes for a passive, though it has no
 * auxiliary, but an object or a clause of its own. */
static void find_false_passives(const hs_reading *r, hs_accusation_word *words)
{
    const hs_word *tree = r->syntax->words;
    if (r->block->kind == HS_BLOCK_HEADING)
        return;
    for (uint32_t t = 0; t < r->syntax->word_count; t++) {
        uint32_t verb = tree[t].head;
        bool own = tree[t].deprel == HS_DEPREL_OBJ || tree[t].deprel == HS_DEPREL_CCOMP ||
                   tree[t].deprel == HS_DEPREL_XCOMP;
        if (own && t > verb && verb != HS_NO_WORD && words[verb].passive && !words[verb].helped &&
            tree[verb].deprel == HS_DEPREL_ROOT)
            words[verb].passive = false;
    }
}

static void find_governors(const hs_reading *r, hs_accusation_word *words)
{
    enum { STEPS = 6 };
    for (uint32_t t = 0; t < r->syntax->word_count; t++) {
        uint32_t at = t;
        for (int step = 0; step < STEPS && at != HS_NO_WORD && !predicate(r, words, at); step++)
            at = r->syntax->words[at].head;
        words[t].governor = at != HS_NO_WORD && predicate(r, words, at) ? at : WITHOUT;
    }
}

static void mark_questions(const hs_reading *r, hs_accusation_word *words)
{
    for (uint32_t s = 0; s < r->syntax->sentence_count; s++) {
        hs_word_span sentence = r->syntax->sentences[s];
        const hs_word *last = &r->syntax->words[sentence.end - 1];
        bool question = r->syntax->text.bytes[last->byte_start] == '?';
        for (uint32_t t = sentence.first; t < sentence.end; t++)
            words[t].question = question;
    }
}

hs_accusation_word *hs_accusation_words(const hs_reading *r, hs_arena *arena)
{
    uint32_t count = r->syntax->word_count;
    hs_accusation_word *words = hs_arena_new_array(arena, hs_accusation_word, count + 1);
    for (uint32_t t = 0; t < count; t++)
        words[t].subject = words[t].object = words[t].possessor = WITHOUT;
    find_lexemes(r, words);
    for (uint32_t t = 0; t < count; t++)
        note_dependent(r, words, t);
    hs_word_meanings_find(r, words);
    find_passives(r, words);
    find_false_passives(r, words);
    hs_word_idioms_find(r, words);
    for (uint32_t t = 0; t < count; t++)
        words[t].wrong = class_of(words[t].lexeme, words[t].meaning);
    find_governors(r, words);
    mark_questions(r, words);
    return words;
}

bool hs_accusation_calls(const hs_word *verb)
{
    static const char *const verbs[] = {"call", "brand", "label", "describe", "dub", NULL};
    return hs_syntax_lemma_among(verb, verbs);
}

unsigned hs_accusation_party_kind(const hs_reading *r, const hs_accusation_word *words,
                                  uint32_t token)
{
    if (token == WITHOUT)
        return 0;
    const hs_word *word = &r->syntax->words[token];
    uint64_t classes = r->words.items[words[token].word].classes;
    if (word->upos == HS_UPOS_PRON || hs_lexeme_is(words[token].lexeme, HS_LEX(POSSESSIVE)))
        return classes & HS_LEX(FIRST_PERSON)              ? 1
               : classes & HS_LEX(SECOND_PERSON)           ? 2
               : classes & (HS_LEX(MALE) | HS_LEX(FEMALE)) ? 3
               : classes & HS_LEX(PLURAL_PRONOUN)          ? 4
               : classes & HS_LEX(NEUTER)                  ? 5
               : classes & HS_LEX(RELATIVE)                ? 6
                                                           : 7;
    if (classes & (HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL)))
        return 8;
    if (word->entity_tag)
        return 8u + word->entity_tag;
    static const char *const sides[] = {"west", "east", NULL}; /* "blames the West" */
    bool side =
        r->block->tokens[token].shape == HS_TOKEN_CAPITALISED && hs_syntax_lemma_among(word, sides);
    if (word->upos == HS_UPOS_PROPN || side)
        return 13;
    if (classes & (HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(TITLE)))
        return 14;
    if (classes & (HS_LEX(GROUP) | HS_LEX(ORGANISATION)))
        return 15;
    if (word->upos != HS_UPOS_NOUN)
        return 17;
    hs_str lemma = hs_str_make(word->lemma, word->lemma_length); /* "hospital trusts" */
    if (word->xpos == HS_XPOS_NNS && hs_lexeme_is(hs_lexicon_find(lemma), HS_LEX(ORGANISATION)))
        return 18;
    unsigned sort = hs_meaning_get(words[token].meaning, HS_MEANING_KIND);
    return sort >= HS_KIND_PERSON && sort <= HS_KIND_OFFICE ? 18 : 16;
}

uint64_t hs_accusation_letters(const char *bytes, size_t length)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        byte = (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
        hash = (hash ^ byte) * UINT64_C(1099511628211);
    }
    return hash;
}

static unsigned coarse(uint8_t upos)
{
    return upos == HS_UPOS_VERB                         ? 1
           : upos == HS_UPOS_NOUN                       ? 2
           : upos == HS_UPOS_ADJ                        ? 3
           : upos == HS_UPOS_PROPN || upos == HS_UPOS_X ? 4
                                                        : 5;
}

/* Names say nothing that holds elsewhere: they share one lemma. */
uint64_t hs_accusation_lemma(const hs_word *word)
{
    if (word->upos == HS_UPOS_PROPN || word->entity_tag || word->upos == HS_UPOS_NUM)
        return word->upos == HS_UPOS_NUM ? 1 : 2u + word->entity_tag;
    return hs_accusation_letters(word->lemma, word->lemma_length) * 8 + coarse(word->upos);
}

static uint64_t prefix_hash(const hs_word *word)
{
    enum { PREFIX = 5 };
    if (word->upos == HS_UPOS_PROPN || word->entity_tag || word->upos == HS_UPOS_NUM)
        return 0;
    return hs_accusation_letters(word->lemma,
                                 word->lemma_length < PREFIX ? word->lemma_length : PREFIX);
}

/* Whose words a token stands in, and what kind of words. */
static uint64_t voice_of(const hs_reading *r, uint32_t word)
{
    uint32_t inside = r->attribution_at[word];
    uint64_t marked = r->words.items[word].quotation != 0;
    if (inside == HS_NONE)
        return marked;
    const hs_attribution *attribution = &r->attributions.items[inside];
    return 2 + marked + 2u * attribution->act + 4u * attribution->form;
}

static uint64_t source_of(const hs_reading *r, uint32_t word)
{
    uint32_t inside = r->attribution_at[word];
    if (inside == HS_NONE)
        return 0;
    const hs_attribution *attribution = &r->attributions.items[inside];
    uint64_t kind = 1;
    if (attribution->source != HS_NONE)
        kind = 2u + r->words.items[r->phrases.items[attribution->source].head].tag;
    uint64_t cue = 0;
    if (!hs_span_empty(attribution->cue)) {
        uint32_t at = hs_reading_word_at(r, attribution->cue.start);
        cue = at < r->words.count ? class_of(r->words.items[at].lexeme, 0) : 0;
    }
    return kind * 16 + cue;
}

static uint64_t clause_of(const hs_reading *r, const hs_accusation_word *words, uint32_t at)
{
    if (at == WITHOUT)
        return 0;
    const hs_accusation_word *word = &words[at];
    return 1 + word->negated + 2u * word->hypothetical + 4u * word->passive + 8u * word->copula +
           16u * word->question + 32u * hs_accusation_party_kind(r, words, word->subject);
}

/* A rating of 0-9 in four steps. */
static unsigned grade(hs_meaning meaning, enum hs_meaning_place place)
{
    unsigned rating = hs_meaning_get(meaning, place);
    return rating >= 7 ? 3 : rating >= 5 ? 2 : rating >= 2;
}

/* Very bad, bad, neutral, good; 0 of unknown words. */
static unsigned tone_of(hs_meaning meaning)
{
    unsigned tone = hs_meaning_get(meaning, HS_MEANING_TONE);
    return tone == 0 ? 0 : tone <= 2 ? 1 : tone <= 5 ? 2 : tone <= 7 ? 3 : 4;
}

static unsigned meant_as(const hs_word *word)
{
    return word->upos == HS_UPOS_VERB ? 1 : word->upos == HS_UPOS_NOUN ? 2 : 3;
}

/* Whose fault it is: with what part of speech, how much the subject's, the object's, the victim's;
 * of a noun its kind, of a quality what it is said of. */
static uint64_t fault_of(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    if (t == WITHOUT || words[t].meaning == 0)
        return 0;
    hs_meaning meaning = words[t].meaning;
    unsigned part = meant_as(&r->syntax->words[t]);
    unsigned kind = hs_meaning_get(meaning, HS_MEANING_KIND);
    return part +
           4u * (grade(meaning, HS_MEANING_FAULT) +
                 4u * (grade(meaning, HS_MEANING_BLAME) +
                       4u * (grade(meaning, HS_MEANING_HARM) + 4u * (part == 1 ? 0 : kind))));
}

/* What is said by it, in which tone. */
static uint64_t speech_of(hs_meaning meaning)
{
    return hs_meaning_get(meaning, HS_MEANING_SPEECH) + 16u * tone_of(meaning) +
           128u * hs_meaning_get(meaning, HS_MEANING_MODE);
}

static uint64_t field_of(hs_meaning meaning)
{
    return hs_meaning_get(meaning, HS_MEANING_FIELD) + 16u * tone_of(meaning);
}

/* Fault and kind of a noun, for what stands around it. */
static uint64_t sort_of(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    if (t == WITHOUT)
        return 0;
    return 1 + grade(words[t].meaning, HS_MEANING_FAULT) +
           4u * hs_meaning_get(words[t].meaning, HS_MEANING_KIND) +
           64u * hs_accusation_party_kind(r, words, t);
}

/* What the lexicon knows of a sentence. */
typedef struct sentence_words {
    uint64_t weightiest; /* accusing, harmful and answering words, and its length */
    uint64_t faults;     /* the largest of its verbs, nouns, qualities, objects blamed and harmed */
    uint64_t tones;      /* how many bad and good words, and whether some criticise */
    uint64_t fields;     /* those of its bad words, a bit each */
} sentence_words;

static unsigned larger(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static sentence_words look_through(const hs_reading *r, const hs_accusation_word *words,
                                   hs_word_span sentence)
{
    enum { MOST = 3 };
    unsigned accuse = 0, harm = 0, answer = 0;
    unsigned faults[4] = {0}, blamed = 0, harmed = 0, tones[5] = {0}, criticises = 0;
    uint64_t fields = 0;
    for (uint32_t t = sentence.first; t < sentence.end; t++) {
        const hs_lexeme *lexeme = words[t].lexeme;
        accuse = larger(accuse, accusing_weight(lexeme));
        harm = larger(harm, lexeme->harm_weight);
        answer = larger(answer, lexeme->answer_weight);
        hs_meaning meaning = words[t].meaning;
        unsigned part = meant_as(&r->syntax->words[t]);
        faults[part] = larger(faults[part], grade(meaning, HS_MEANING_FAULT));
        blamed = larger(blamed, grade(meaning, HS_MEANING_BLAME));
        harmed = larger(harmed, grade(meaning, HS_MEANING_HARM));
        tones[tone_of(meaning)]++;
        criticises |= hs_meaning_get(meaning, HS_MEANING_SPEECH) == HS_SPEECH_CRITICISES;
        if (tone_of(meaning) == 1 || tone_of(meaning) == 2)
            fields |= UINT64_C(1) << hs_meaning_get(meaning, HS_MEANING_FIELD);
    }
    uint32_t length = sentence.end - sentence.first;
    return (sentence_words){
        .weightiest = accuse / 3 + 4u * (harm / 2) + 32u * (answer / 3) +
                      128u * (length > 40   ? 3
                              : length > 20 ? 2
                                            : length > 8),
        .faults = faults[1] + 4u * faults[2] + 16u * faults[3] + 64u * blamed + 256u * harmed,
        .tones = (tones[1] < MOST ? tones[1] : MOST) + 4u * (tones[2] < MOST ? tones[2] : MOST) +
                 16u * (tones[4] < MOST ? tones[4] : MOST) + 64u * criticises,
        .fields = fields & 0x7fe,
    };
}

static void fill(const hs_reading *r, const hs_accusation_word *words, uint32_t t,
                 sentence_words sentence, uint64_t place, uint32_t *rows)
{
    const hs_word *word = &r->syntax->words[t];
    const hs_accusation_word *known = &words[t];
    const hs_lexeme *lexeme = known->lexeme;
    uint32_t head = word->head == HS_NO_WORD ? t : word->head;
    const hs_word *above = &r->syntax->words[head];
    uint32_t object = known->object != WITHOUT ? known->object : t;
    const uint64_t values[HS_ACCUSATION_INPUTS] = {
        hs_accusation_lemma(word),
        prefix_hash(word),
        hs_accusation_lemma(above) * 64 + word->deprel,
        known->object != WITHOUT ? hs_accusation_lemma(&r->syntax->words[object]) : 0,
        known->governor != WITHOUT && known->governor != t
            ? hs_accusation_lemma(&r->syntax->words[known->governor])
            : 0,
        harm_weight(lexeme) * 8u + lexeme->harm_part * (harm_weight(lexeme) != 0),
        accusing_roles(lexeme) * 16u + accusing_weight(lexeme),
        known->wrong * 16u + lexeme->answer_kind * (lexeme->answer_weight != 0),
        word->deprel * 32u + word->upos,
        (words[head].wrong * 64u + word->deprel) * 2 + (head == t),
        voice_of(r, known->word),
        source_of(r, known->word),
        predicate(r, words, t) ? clause_of(r, words, t) : 0,
        clause_of(r, words, known->governor),
        hs_accusation_party_kind(r, words, t),
        place * 16 + (uint64_t)r->block->kind,
        sentence.weightiest,
        words[object].wrong * 32u + hs_accusation_party_kind(r, words, known->object),
        known->governor == WITHOUT ? 0 : 1u + words[known->governor].wrong,
        word->xpos,
        fault_of(r, words, t),
        speech_of(known->meaning) * 4 + meant_as(word),
        field_of(known->meaning) * 4 + meant_as(word),
        fault_of(r, words, head) * 64 + word->deprel,
        speech_of(words[head].meaning) * 64 + word->deprel,
        known->governor == WITHOUT || known->governor == t
            ? 0
            : 1 + fault_of(r, words, known->governor),
        known->governor == WITHOUT ? 0 : 1 + sort_of(r, words, words[known->governor].subject),
        1 + sort_of(r, words, known->object),
        known->quality == 0
            ? 0
            : 1 + grade(known->quality, HS_MEANING_FAULT) + 4u * tone_of(known->quality) +
                  32u * hs_meaning_get(known->quality, HS_MEANING_MODE),
        sentence.faults,
        sentence.tones,
        sentence.fields,
    };
    for (uint32_t i = 0; i < HS_ACCUSATION_INPUTS; i++)
        rows[i] = hs_accusation_hash(i, values[i]);
}

hs_accusation_rows *hs_accusation_inputs(const hs_reading *r, const hs_accusation_word *words,
                                         hs_arena *arena)
{
    const hs_analysis *syntax = r->syntax;
    hs_accusation_rows *rows = hs_arena_new_array(arena, hs_accusation_rows, syntax->word_count);
    for (uint32_t s = 0; s < syntax->sentence_count; s++) {
        sentence_words sentence = look_through(r, words, syntax->sentences[s]);
        uint64_t place = (s == 0) + 2u * (s + 1 == syntax->sentence_count);
        for (uint32_t t = syntax->sentences[s].first; t < syntax->sentences[s].end; t++)
            fill(r, words, t, sentence, place, rows[t]);
    }
    return rows;
}
