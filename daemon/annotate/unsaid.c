#include "annotate/unsaid.h"

#include "annotate/syntax.h"

enum {
    STEPS = 4,  /* up the tree */
    REACH = 15, /* words in front of a predicate in which "if" and "will" are looked for */
};

/* The nearest word in front of a predicate that is one of some and depends on it as told, or
 * HS_NONE. */
static uint32_t find_in_front(const hs_reading *r, uint32_t token, enum hs_deprel relation,
                              const char *const *lemmas)
{
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = token; t > 0 && t + REACH > token; t--)
        if (tree[t - 1].head == token && tree[t - 1].deprel == relation &&
            hs_syntax_lemma_among(&tree[t - 1], lemmas))
            return t - 1;
    return HS_NONE;
}

/* "if he lied"; but "as if they had not been exposed as frauds before" says that they were. */
static bool supposed(const hs_reading *r, uint32_t token)
{
    static const char *const marks[] = {"if", "unless", NULL}, *const as[] = {"as", NULL};
    uint32_t mark = find_in_front(r, token, HS_DEPREL_MARK, marks);
    return mark != HS_NONE &&
           (mark == 0 || !hs_syntax_lemma_among(&r->syntax->words[mark - 1], as));
}

/* "never lied", "did not steal"; but "he will never give up stealing" says that he steals. */
static bool not_done(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const future[] = {"will", "shall", NULL};
    return words[token].negated && !words[token].hypothetical &&
           find_in_front(r, token, HS_DEPREL_AUX, future) == HS_NONE &&
           r->syntax->words[token].upos == HS_UPOS_VERB &&
           hs_meaning_get(words[token].meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
}

static bool is_ground(const hs_reading *r, uint32_t token)
{
    static const char *const grounds[] = {"evidence",   "proof", "sign", "indication",
                                          "suggestion", "basis", NULL};
    return hs_syntax_lemma_among(&r->syntax->words[token], grounds);
}

/* "no evidence that", "did not find any sign of", "did not accuse them of". */
static bool withheld(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    const hs_accusation_word *word = &words[token];
    bool accuses = word->lexeme->accuse_roles && !(word->lexeme->accuse_roles & HS_LETTER('r'));
    if (accuses && r->syntax->words[token].upos == HS_UPOS_VERB) /* not "did not tell them that" */
        return word->negated;
    bool above = word->governor != HS_NONE && words[word->governor].negated;
    return is_ground(r, token) && (word->negated || above);
}

/* "The inspectors found no evidence of theft." */
static bool found_nothing(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    uint32_t object = words[token].object;
    return object != HS_NONE && is_ground(r, object) && withheld(r, words, object);
}

static bool is_claim(const hs_accusation_word *word)
{
    return word->lexeme->accuse_roles & HS_LETTER('p') ||
           hs_meaning_get(word->meaning, HS_MEANING_KIND) == HS_KIND_CASE;
}

/* "The claims against her were false." */
static bool claims_denied(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const denials[] = {"false",      "untrue", "baseless", "unfounded",
                                          "groundless", "wrong",  "nonsense", NULL};
    return !words[token].negated && words[token].subject != HS_NONE &&
           hs_syntax_lemma_among(&r->syntax->words[token], denials) &&
           is_claim(&words[words[token].subject]);
}

bool hs_unsaid_claim(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    uint32_t above = r->syntax->words[noun].head;
    return is_claim(&words[noun]) && above != HS_NO_WORD && words[above].subject == noun &&
           claims_denied(r, words, above);
}

bool hs_unsaid(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    if (not_done(r, words, anchor) || found_nothing(r, words, anchor) ||
        claims_denied(r, words, anchor))
        return true;
    uint32_t token = anchor;
    for (int step = 0; step < STEPS; step++) {
        if (supposed(r, token))
            return true;
        token = r->syntax->words[token].head;
        if (token == HS_NO_WORD)
            return false;
        if (withheld(r, words, token))
            return true;
    }
    return false;
}
