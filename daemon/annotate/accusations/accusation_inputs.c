/* Rows of the accusation model's table for each token, from the tree, the lexicon and the
 * attributions around it.
 */
#include "annotate/accusations/accusation_inputs.h"

#include "annotate/reading/syntax.h"

uint32_t hs_accusation_hash(uint32_t input, uint64_t value)
{
    uint64_t x = value + (uint64_t)input * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((x ^ (x >> 31)) % HS_ACCUSATION_ROWS);
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
        cue = at < r->words.count ? hs_accusation_class(r->words.items[at].lexeme, 0) : 0;
    }
    return kind * 16 + cue;
}

static uint64_t clause_of(const hs_reading *r, const hs_accusation_word *words, uint32_t at)
{
    if (at == HS_NONE)
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
    if (t == HS_NONE || words[t].meaning == 0)
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
    if (t == HS_NONE)
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
        accuse = larger(accuse, hs_accusation_learnt_weight(lexeme));
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

/* The inputs, in the order in which the network learnt them: a row of its table is found by an
 * input's place here and its value. */
enum input {
    LEMMA,
    PREFIX,
    LEMMA_ABOVE,
    LEMMA_OF_OBJECT,
    LEMMA_OF_GOVERNOR,
    HARM,
    ACCUSING,
    CLASS,
    RELATION,
    CLASS_ABOVE,
    VOICE,
    SOURCE,
    CLAUSE,
    CLAUSE_OF_GOVERNOR,
    PARTY,
    PLACE,
    WEIGHTIEST,
    OBJECT,
    CLASS_OF_GOVERNOR,
    TAG,
    FAULT,
    SPEECH,
    FIELD,
    FAULT_ABOVE,
    SPEECH_ABOVE,
    FAULT_OF_GOVERNOR,
    SORT_OF_SUBJECT,
    SORT_OF_OBJECT,
    QUALITY,
    FAULTS,
    TONES,
    FIELDS,
    INPUTS,
};
_Static_assert((int)INPUTS == (int)HS_ACCUSATION_INPUTS, "an input has a place");

/* A token among those around it. */
typedef struct token {
    const hs_reading *r;
    const hs_accusation_word *words;
    uint32_t at;
    uint32_t above;    /* what it hangs on, or itself */
    uint32_t object;   /* its own, or HS_NONE */
    uint32_t governor; /* nearest predicate at it or above, or HS_NONE */
} token;

static token token_at(const hs_reading *r, const hs_accusation_word *words, uint32_t at)
{
    uint32_t head = r->syntax->words[at].head;
    return (token){
        r, words, at, head == HS_NO_WORD ? at : head, words[at].object, words[at].governor};
}

/* Lemmas, and what the lexicon has for the word. */
static void fill_words(const token *t, uint64_t *values)
{
    const hs_word *tree = t->r->syntax->words, *word = &tree[t->at];
    const hs_lexeme *lexeme = t->words[t->at].lexeme;
    bool governed = t->governor != HS_NONE && t->governor != t->at;
    unsigned harm = hs_accusation_learnt_harm(lexeme);
    values[LEMMA] = hs_accusation_lemma(word);
    values[PREFIX] = prefix_hash(word);
    values[LEMMA_ABOVE] = hs_accusation_lemma(&tree[t->above]) * 64 + word->deprel;
    values[LEMMA_OF_OBJECT] = t->object == HS_NONE ? 0 : hs_accusation_lemma(&tree[t->object]);
    values[LEMMA_OF_GOVERNOR] = governed ? hs_accusation_lemma(&tree[t->governor]) : 0;
    values[HARM] = harm * 8u + lexeme->harm_part * (harm != 0);
    values[ACCUSING] =
        hs_accusation_learnt_roles(lexeme) * 16u + hs_accusation_learnt_weight(lexeme);
    values[CLASS] =
        t->words[t->at].wrong * 16u + lexeme->answer_kind * (lexeme->answer_weight != 0);
}

/* Where the word stands: in the tree, in whose words, in what clause. */
static void fill_places(const token *t, uint64_t *values)
{
    const hs_reading *r = t->r;
    const hs_accusation_word *words = t->words;
    const hs_word *word = &r->syntax->words[t->at];
    uint32_t object = t->object == HS_NONE ? t->at : t->object;
    values[RELATION] = word->deprel * 32u + word->upos;
    values[CLASS_ABOVE] = (words[t->above].wrong * 64u + word->deprel) * 2 + (t->above == t->at);
    values[VOICE] = voice_of(r, words[t->at].word);
    values[SOURCE] = source_of(r, words[t->at].word);
    values[CLAUSE] = hs_accusation_predicate(r, words, t->at) ? clause_of(r, words, t->at) : 0;
    values[CLAUSE_OF_GOVERNOR] = clause_of(r, words, t->governor);
    values[PARTY] = hs_accusation_party_kind(r, words, t->at);
    values[OBJECT] = words[object].wrong * 32u + hs_accusation_party_kind(r, words, t->object);
    values[CLASS_OF_GOVERNOR] = t->governor == HS_NONE ? 0 : 1u + words[t->governor].wrong;
    values[TAG] = word->xpos;
}

/* What the word and those around it mean. */
static void fill_meanings(const token *t, uint64_t *values)
{
    const hs_reading *r = t->r;
    const hs_accusation_word *words = t->words;
    const hs_word *word = &r->syntax->words[t->at];
    hs_meaning meaning = words[t->at].meaning, quality = words[t->at].quality;
    bool governed = t->governor != HS_NONE;
    values[FAULT] = fault_of(r, words, t->at);
    values[SPEECH] = speech_of(meaning) * 4 + meant_as(word);
    values[FIELD] = field_of(meaning) * 4 + meant_as(word);
    values[FAULT_ABOVE] = fault_of(r, words, t->above) * 64 + word->deprel;
    values[SPEECH_ABOVE] = speech_of(words[t->above].meaning) * 64 + word->deprel;
    values[FAULT_OF_GOVERNOR] =
        governed && t->governor != t->at ? 1 + fault_of(r, words, t->governor) : 0;
    values[SORT_OF_SUBJECT] = governed ? 1 + sort_of(r, words, words[t->governor].subject) : 0;
    values[SORT_OF_OBJECT] = 1 + sort_of(r, words, t->object);
    values[QUALITY] = quality == 0 ? 0
                                   : 1 + grade(quality, HS_MEANING_FAULT) + 4u * tone_of(quality) +
                                         32u * hs_meaning_get(quality, HS_MEANING_MODE);
}

static void fill(const token *t, const sentence_words *sentence, uint64_t place, uint32_t *rows)
{
    uint64_t values[HS_ACCUSATION_INPUTS];
    fill_words(t, values);
    fill_places(t, values);
    fill_meanings(t, values);
    values[PLACE] = place * 16 + (uint64_t)t->r->block->kind;
    values[WEIGHTIEST] = sentence->weightiest;
    values[FAULTS] = sentence->faults;
    values[TONES] = sentence->tones;
    values[FIELDS] = sentence->fields;
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
        for (uint32_t t = syntax->sentences[s].first; t < syntax->sentences[s].end; t++) {
            token it = token_at(r, words, t);
            fill(&it, &sentence, place, rows[t]);
        }
    }
    return rows;
}
