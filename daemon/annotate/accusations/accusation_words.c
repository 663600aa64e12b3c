/* What the tree and the lexicon say of each token of a block: what depends on it, what it hangs on,
 * whether it is passive, denied or asked, and what it means.
 */
#include "annotate/accusations/accusation_words.h"

#include "annotate/accusations/word_meanings.h"
#include "annotate/reading/syntax.h"

unsigned hs_accusation_learnt_weight(const hs_lexeme *lexeme)
{
    return lexeme->accuse_roles & HS_ACCUSE_RULES_ONLY ? 0 : lexeme->accuse_weight;
}

uint32_t hs_accusation_learnt_roles(const hs_lexeme *lexeme)
{
    static const uint32_t later = HS_ACCUSE_VIOLENCE | HS_ACCUSE_POWER | HS_ACCUSE_DEMAND |
                                  HS_ACCUSE_NOUN_AIMED | HS_ACCUSE_NOUN_WHOSE;
    return hs_accusation_learnt_weight(lexeme) ? lexeme->accuse_roles & ~later : 0;
}

unsigned hs_accusation_learnt_harm(const hs_lexeme *lexeme)
{
    return lexeme->harm_weight > 1 ? lexeme->harm_weight : 0;
}

uint8_t hs_accusation_class(const hs_lexeme *lexeme, hs_meaning meaning)
{
    unsigned fault = hs_meaning_get(meaning, HS_MEANING_FAULT);
    unsigned harm = hs_accusation_learnt_harm(lexeme) ? hs_accusation_learnt_harm(lexeme) : fault;
    if (hs_accusation_learnt_weight(lexeme))
        return (uint8_t)(hs_accusation_learnt_weight(lexeme) >= 7 ? 1 : 2);
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

bool hs_accusation_predicate(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    return r->syntax->words[t].upos == HS_UPOS_VERB || words[t].subject != HS_NONE;
}

static bool modal_lemma(const hs_word *word)
{
    static const char *const lemmas[] = {"would", "could", "might", "may", "should", "can", NULL};
    return hs_word_lemma_among(word, lemmas);
}

/* "Said Ana Ruiz | would | accuse the bank": what she will do, told in the past, unless it hangs on
 * an "if". */
static bool told_future(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    enum { NEAR = 24 };
    static const char *const would[] = {"would", NULL}, *const ifs[] = {"if", "unless", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t verb = tree[t].head, says = tree[verb].head;
    if (!hs_word_lemma_among(&tree[t], would) ||
        !(words[verb].lexeme->accuse_roles & HS_ACCUSE_OBJECT) ||
        tree[verb].deprel != HS_DEPREL_CCOMP || says == HS_NO_WORD || says > t ||
        tree[says].xpos != HS_XPOS_VBD || !words[says].lexeme->report_frames)
        return false;
    bool somebody = false; /* unlike "would sue" */
    uint32_t end = r->syntax->sentences[hs_syntax_sentence(r, t)].end;
    for (uint32_t i = says; i < end && i < verb + NEAR; i++) {
        somebody = somebody || (tree[i].head == verb && tree[i].deprel == HS_DEPREL_OBJ);
        if (hs_word_lemma_among(&tree[i], ifs))
            return false;
    }
    return somebody;
}

/* "Has itself been criticised": no subject beside one. */
static bool emphatic(const hs_word *word)
{
    static const char *const selves[] = {"itself",     "himself",   "herself", "themselves",
                                         "themself",   "ourselves", "myself",  "yourself",
                                         "yourselves", NULL};
    return word->upos == HS_UPOS_PRON && hs_word_lemma_among(word, selves);
}

static void note_subject(const hs_word *word, hs_accusation_word *head, uint32_t t)
{
    if (head->subject == HS_NONE || !emphatic(word))
        head->subject = t;
}

/* What a token says about the word that it hangs on. */
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
        head->hypothetical |= modal_lemma(word) && !told_future(r, words, t);
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
    bool suffered = words[t].lexeme->accuse_roles & (HS_ACCUSE_OBJECT | HS_ACCUSE_POWER) ||
                    hs_meaning_get(words[t].meaning, HS_MEANING_HARM) >= HARMED;
    return word->upos == HS_UPOS_VERB && past && suffered && words[t].object == HS_NONE &&
           words[t].subject != HS_NONE && words[t].subject < t;
}

/* "Teacher accused of hitting pupil": headings leave out the "is". */
static bool headline_passive(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    static const char *const links[] = {"of", "for", "over", "after", "by", "amid", NULL};
    return may_be_passive(r, words, t) && t + 1 < r->syntax->word_count &&
           hs_word_lemma_among(&r->syntax->words[t + 1], links);
}

/* "Firm fined £2m for fraud": what somebody is punished with. */
static bool punished_with(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    const hs_word *tree = r->syntax->words;
    uint32_t object = words[t].object;
    bool past = tree[t].xpos == HS_XPOS_VBD || tree[t].xpos == HS_XPOS_VBN;
    return words[t].lexeme->accuse_roles & HS_ACCUSE_POWER && tree[t].upos == HS_UPOS_VERB &&
           past && object != HS_NONE &&
           (tree[object].upos == HS_UPOS_SYM || tree[object].upos == HS_UPOS_NUM) &&
           words[t].subject != HS_NONE && words[t].subject < t;
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
        words[t].subject == HS_NONE || words[t].subject > t)
        return false;
    return hs_word_lemma_among(&tree[t], found)
               ? hs_word_lemma_among(&tree[t + 1], guilty)
               : hs_word_lemma_among(&tree[t], urges) && hs_word_lemma_among(&tree[t + 1], to);
}

/* "Mr Orlo, indicted last week on two charges, hit back": nothing but an aside stands between a
 * comma and its subject. */
static bool passive_aside(const hs_reading *r, const hs_accusation_word *words, uint32_t t)
{
    static const char *const comma[] = {",", NULL};
    const hs_word *tree = r->syntax->words;
    if (!may_be_passive(r, words, t) || !hs_word_lemma_among(&tree[t - 1], comma))
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
        words[t].subject != HS_NONE || words[t].object != HS_NONE ||
        !(words[t].lexeme->accuse_roles & HS_ACCUSE_OBJECT))
        return;
    words[t].subject = words[it->head].subject;
    words[t].passive = words[t].subject != HS_NONE;
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
        for (int step = 0;
             step < STEPS && at != HS_NO_WORD && !hs_accusation_predicate(r, words, at); step++)
            at = r->syntax->words[at].head;
        words[t].governor =
            at != HS_NO_WORD && hs_accusation_predicate(r, words, at) ? at : HS_NONE;
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
        words[t].subject = words[t].object = words[t].possessor = HS_NONE;
    find_lexemes(r, words);
    for (uint32_t t = 0; t < count; t++)
        note_dependent(r, words, t);
    hs_word_meanings_find(r, words);
    find_passives(r, words);
    find_false_passives(r, words);
    hs_word_idioms_find(r, words);
    for (uint32_t t = 0; t < count; t++)
        words[t].wrong = hs_accusation_class(words[t].lexeme, words[t].meaning);
    find_governors(r, words);
    mark_questions(r, words);
    return words;
}

bool hs_accusation_calls(const hs_word *verb)
{
    static const char *const verbs[] = {"call", "brand", "label", "describe", "dub", NULL};
    return hs_word_lemma_among(verb, verbs);
}

unsigned hs_accusation_party_kind(const hs_reading *r, const hs_accusation_word *words,
                                  uint32_t token)
{
    if (token == HS_NONE)
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
        r->block->tokens[token].shape == HS_TOKEN_CAPITALISED && hs_word_lemma_among(word, sides);
    if (word->upos == HS_UPOS_PROPN || side)
        return 13;
    if (classes & (HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(TITLE)))
        return 14;
    if (classes & (HS_LEX(GROUP) | HS_LEX(ORGANISATION)))
        return 15;
    if (word->upos != HS_UPOS_NOUN)
        return 17;
    hs_str lemma = hs_word_lemma(word); /* "hospital trusts" */
    if (word->xpos == HS_XPOS_NNS && hs_lexeme_is(hs_lexicon_find(lemma), HS_LEX(ORGANISATION)))
        return 18;
    unsigned sort = hs_meaning_get(words[token].meaning, HS_MEANING_KIND);
    return sort >= HS_KIND_PERSON && sort <= HS_KIND_OFFICE ? 18 : 16;
}
