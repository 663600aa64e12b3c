/* Where the head of a reference stands in the parse, and what the verb that it hangs on tells of
 * it.
 */
#include "annotate/references/reference_clause.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

static hs_clause_place clause_place(enum hs_deprel relation)
{
    switch (relation) {
    case HS_DEPREL_NSUBJ:
    case HS_DEPREL_NSUBJ_PASS:
    case HS_DEPREL_NSUBJ_OUTER:
        return HS_PLACE_SUBJECT;
    case HS_DEPREL_OBJ:
    case HS_DEPREL_IOBJ:
        return HS_PLACE_OBJECT;
    case HS_DEPREL_OBL:
    case HS_DEPREL_OBL_AGENT:
        return HS_PLACE_OBLIQUE;
    case HS_DEPREL_NMOD_POSS:
        return HS_PLACE_POSSESSOR;
    case HS_DEPREL_NMOD:
    case HS_DEPREL_COMPOUND:
        return HS_PLACE_ATTRIBUTE;
    case HS_DEPREL_CONJ:
        return HS_PLACE_JOINED;
    default:
        return HS_PLACE_OTHER;
    }
}

/* Whether a verb tells of its subject's death. */
static bool tells_of_death(const hs_word *verb, enum hs_deprel subject)
{
    static const char *const die[] = {"die", "drown", "perish", NULL};
    static const char *const kill[] = {"kill", "murder", "drown", "shoot", "stab", NULL};
    return verb->upos == HS_UPOS_VERB &&
           hs_word_lemma_among(verb, subject == HS_DEPREL_NSUBJ_PASS ? kill : die);
}

/* Whether "for" or "over" follows a token: "blamed it for", "was criticised over". */
static bool charge_follows(const hs_reading *r, uint32_t token)
{
    static const char *const links[] = {"for", "over", NULL};
    return token + 1 < r->syntax->word_count &&
           hs_word_lemma_among(&r->syntax->words[token + 1], links);
}

/* Whether a verb tells of a wrong that is done on purpose: "lied", with its object "broke the law".
 */
static bool intends_wrong(const hs_reading *r, uint32_t verb)
{
    enum { FAULT = 7, PURPOSE = 8, NEAR = 6 };
    const hs_word *tree = r->syntax->words;
    hs_str lemma = hs_word_lemma(&tree[verb]);
    hs_meaning meaning = hs_meaning_of(lemma, HS_MEANING_OF_VERB);
    for (uint32_t t = verb + 1; t < r->syntax->word_count && t < verb + NEAR; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_OBJ) {
            hs_str object = hs_word_lemma(&tree[t]);
            hs_meaning pair = hs_meaning_of_pair(lemma, object, HS_MEANING_OF_VERB);
            meaning = pair ? pair : meaning;
            break;
        }
    return hs_meaning_get(meaning, HS_MEANING_FAULT) >= FAULT &&
           hs_meaning_get(meaning, HS_MEANING_KIND) >= PURPOSE;
}

/* Whether a verb is said of parties alone: of the object of "accused", the subject of "was
 * accused", the object of "blamed … for", the subject of "lied".
 */
static bool blames(const hs_reading *r, uint32_t token, uint32_t verb, enum hs_deprel as)
{
    static const char *const verbs[] = {"accuse", "charge", "sue", "prosecute", "convict", NULL};
    static const char *const with_charge[] = {"blame", "criticise", "criticize", "condemn",
                                              "fault", "denounce",  "attack",    NULL};
    const hs_word *it = &r->syntax->words[verb];
    bool suffers = as == HS_DEPREL_OBJ || as == HS_DEPREL_NSUBJ_PASS;
    if (it->upos != HS_UPOS_VERB)
        return false;
    if (as == HS_DEPREL_NSUBJ)
        return intends_wrong(r, verb);
    return suffers && (hs_word_lemma_among(it, verbs) ||
                       (hs_word_lemma_among(it, with_charge) &&
                        charge_follows(r, as == HS_DEPREL_OBJ ? token : verb)));
}

/* Whether a verb is its sentence's main one, or stands on a par with it: "Ruiz left and Orlo
 * stayed". */
static bool in_main_clause(const hs_reading *r, uint32_t verb)
{
    enum { STEPS = 4 };
    const hs_word *words = r->syntax->words;
    for (int step = 0; step < STEPS && verb != HS_NO_WORD; step++) {
        uint8_t relation = words[verb].deprel;
        if (relation == HS_DEPREL_ROOT)
            return true;
        if (relation != HS_DEPREL_CONJ && relation != HS_DEPREL_PARATAXIS)
            return false;
        verb = words[verb].head;
    }
    return false;
}

void hs_reference_place(const hs_reading *r, uint32_t first, uint32_t head, hs_reference *reference)
{
    reference->token = reference->governor = HS_NONE;
    reference->opens = first == hs_reading_sentence(r, first).first;
    if (!r->syntax)
        return;
    const hs_shallow_word *shallow = hs_reading_word(r, head);
    bool gendered = hs_word_is(shallow, HS_LEX(MALE) | HS_LEX(FEMALE)) || shallow->lexeme->gender;
    uint32_t token = hs_reading_token(r, head);
    hs_phrase phrase = {.first = first, .head = head};
    const hs_word *word = &r->syntax->words[hs_syntax_phrase_top(r, &phrase)];
    reference->token = gendered ? HS_NONE : token;
    reference->governor = word->head == HS_NO_WORD ? HS_NONE : word->head;
    enum hs_deprel relation = (enum hs_deprel)word->deprel;
    reference->relation = (uint8_t)clause_place(relation);
    if (word->head == HS_NO_WORD)
        return;
    bool is_subject = reference->relation == HS_PLACE_SUBJECT;
    reference->blamed = blames(r, token, word->head, relation);
    reference->main = is_subject && in_main_clause(r, word->head);
    reference->dies = is_subject && tells_of_death(&r->syntax->words[word->head], relation);
}
