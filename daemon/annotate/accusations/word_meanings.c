/* Lemmas are looked up by themselves, then with the word that they hang on. Idioms around an object
 * are taken for a verb that means as much.
 */
#include "annotate/accusations/word_meanings.h"

#include "annotate/reading/syntax.h"

/* Plurals that the lemmas leave as they are are known by their singular. */
static hs_meaning meaning_of_noun(hs_str lemma)
{
    hs_meaning meaning = hs_meaning_of(lemma, HS_MEANING_OF_NOUN);
    if (meaning == 0 && lemma.length > 3 && lemma.bytes[lemma.length - 1] == 's')
        meaning = hs_meaning_of(hs_str_make(lemma.bytes, lemma.length - 1), HS_MEANING_OF_NOUN);
    return meaning;
}

static hs_meaning meaning_of(const hs_word *word)
{
    if (word->entity_tag || word->lemma_length == 0)
        return 0;
    hs_str lemma = hs_word_lemma(word);
    switch ((enum hs_upos)word->upos) {
    case HS_UPOS_VERB:
        return hs_meaning_of(lemma, HS_MEANING_OF_VERB);
    case HS_UPOS_NOUN:
        return meaning_of_noun(lemma);
    case HS_UPOS_ADJ:
    case HS_UPOS_ADV:
        return hs_meaning_of(lemma, HS_MEANING_OF_QUALITY);
    default:
        return 0;
    }
}

static hs_str letters_of(const hs_reading *r, const hs_word *word)
{
    return hs_str_make(r->syntax->text.bytes + word->byte_start, word->byte_end - word->byte_start);
}

static hs_meaning pair_of_noun(const hs_reading *r, const hs_word *word, const hs_word *head)
{
    switch ((enum hs_deprel)word->deprel) {
    case HS_DEPREL_AMOD:
    case HS_DEPREL_COMPOUND:
        return hs_meaning_of_pair(letters_of(r, word), hs_word_lemma(head), HS_MEANING_OF_NOUN);
    case HS_DEPREL_NMOD:
        return hs_meaning_of_pair(hs_word_lemma(head), hs_word_lemma(word), HS_MEANING_OF_NOUN);
    default:
        return 0;
    }
}

/* Of two words that mean something else together the first or the head is given that meaning. */
static void note_pair(const hs_reading *r, hs_accusation_word *words, uint32_t t)
{
    const hs_word *tree = r->syntax->words, *word = &tree[t];
    uint32_t at = word->head;
    if (at == HS_NO_WORD || word->entity_tag)
        return;
    if (word->deprel == HS_DEPREL_CASE && tree[at].deprel == HS_DEPREL_OBL)
        at = tree[at].head; /* a preposition goes with the verb */
    if (at == HS_NO_WORD)
        return;
    const hs_word *head = &tree[at];
    hs_meaning meaning = 0;
    if (head->upos == HS_UPOS_NOUN && !head->entity_tag)
        meaning = pair_of_noun(r, word, head);
    else if (head->upos == HS_UPOS_VERB &&
             (word->deprel == HS_DEPREL_COMPOUND_PRT || word->deprel == HS_DEPREL_OBJ ||
              word->deprel == HS_DEPREL_CASE))
        meaning = hs_meaning_of_pair(hs_word_lemma(head), hs_word_lemma(word), HS_MEANING_OF_VERB);
    if (meaning)
        words[at].meaning = meaning;
}

/* Keeps the quality that tells most against what it is said of. */
static void note_quality(const hs_reading *r, hs_accusation_word *words, uint32_t t)
{
    const hs_word *word = &r->syntax->words[t];
    if (word->head == HS_NO_WORD || (word->upos != HS_UPOS_ADJ && word->upos != HS_UPOS_ADV))
        return;
    hs_meaning *kept = &words[word->head].quality;
    if (*kept == 0 || hs_meaning_get(words[t].meaning, HS_MEANING_FAULT) >
                          hs_meaning_get(*kept, HS_MEANING_FAULT))
        *kept = words[t].meaning;
}

void hs_word_meanings_find(const hs_reading *r, hs_accusation_word *words)
{
    uint32_t count = r->syntax->word_count;
    for (uint32_t t = 0; t < count; t++)
        words[t].meaning = meaning_of(&r->syntax->words[t]);
    for (uint32_t t = 0; t < count; t++) {
        note_pair(r, words, t);
        note_quality(r, words, t);
    }
}

/* "Put their lives at risk", "put her own career at risk": nobody else's. */
static bool own_life(const hs_reading *r, const hs_accusation_word *words, uint32_t object)
{
    static const char *const own[] = {"life", "health", "career", "neck", "body", "job", NULL};
    uint32_t of = object == HS_NONE ? HS_NONE : words[object].possessor;
    return of != HS_NONE && hs_lexeme_is(words[of].lexeme, HS_LEX(POSSESSIVE)) &&
           hs_word_lemma_among(&r->syntax->words[object], own);
}

/* Whether a verb has somebody act, or acted upon, and an object: "the firm put lives", "the town
 * was held by". */
static bool done_by_party(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    enum { THING = 16, NO_NOUN = 17 };
    if (words[verb].negated || words[verb].hypothetical)
        return false;
    if (words[verb].passive || words[verb].subject == HS_NONE)
        return words[verb].subject != HS_NONE;
    if (own_life(r, words, words[verb].object))
        return false;
    unsigned kind = hs_accusation_party_kind(r, words, words[verb].subject);
    bool deed = hs_meaning_get(words[words[verb].subject].meaning, HS_MEANING_KIND) == HS_KIND_ACT;
    return words[verb].object != HS_NONE && (deed || kind != THING) && kind != NO_NOUN;
}

void hs_word_idioms_find(const hs_reading *r, hs_accusation_word *words)
{
    static const char *const verbs[] = {"put", "place", "hold", "hang", "lead", "leave", NULL};
    const hs_word *tree = r->syntax->words;
    const hs_str deed = HS_STR("endanger");
    for (uint32_t t = 0; t < r->syntax->word_count; t++) {
        if (words[t].lexeme->harm_part != HS_LEX_PART_ADVERB || words[t].lexeme->word_count == 1)
            continue;
        uint32_t verb = tree[hs_reading_token(r, words[t].word)].head;
        if (verb != HS_NO_WORD && tree[verb].deprel == HS_DEPREL_OBJ)
            verb = tree[verb].head; /* "left | tenants to fend for themselves" */
        if (verb == HS_NO_WORD || verb > t || !hs_word_lemma_among(&tree[verb], verbs) ||
            !done_by_party(r, words, verb))
            continue;
        words[verb].lexeme = hs_lexicon_find(deed);
        words[verb].meaning = hs_meaning_of(deed, HS_MEANING_OF_VERB);
    }
}
