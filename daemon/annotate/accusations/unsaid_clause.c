/* Clauses that nobody asserts who names them: not said, not believed, not proven, a myth. */
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/syntax.h"

enum { FAULTY = 3 };

bool hs_unsaid_tells_fault(const hs_accusation_word *word)
{
    return hs_meaning_get(word->meaning, HS_MEANING_FAULT) >= FAULTY ||
           hs_meaning_get(word->quality, HS_MEANING_FAULT) >= FAULTY;
}

bool hs_unsaid_proves(const hs_word *word)
{
    static const char *const verbs[] = {"prove", "show", "establish", "demonstrate", NULL};
    return word->upos == HS_UPOS_VERB && hs_word_lemma_among(word, verbs);
}

static bool says(const hs_word *word)
{
    static const char *const verbs[] = {"say", "claim", "suggest", "allege", "imply", NULL};
    return hs_word_lemma_among(word, verbs);
}

/* "stops short of | saying that", "did not go so far as to | say that". */
static bool stops_short(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    enum { FAR = 5 };
    static const char *const go[] = {"go", NULL}, *const of[] = {"short", NULL},
                             *const far[] = {"far", NULL};
    const hs_word *tree = r->syntax->words;
    if (verb >= 2 && tree[verb].xpos == HS_XPOS_VBG && hs_word_lemma_among(&tree[verb - 2], of))
        return true;
    bool so_far = verb > FAR && hs_word_lemma_among(&tree[verb - 3], far);
    for (uint32_t t = verb; so_far && t > 0 && t + FAR >= verb; t--)
        if (hs_word_lemma_among(&tree[t - 1], go))
            return hs_unsaid_negated(words, t - 1);
    return false;
}

/* "I do not say that", "nobody claims that"; not "did not say why". */
static bool not_said(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                     uint32_t above)
{
    return r->syntax->words[token].deprel == HS_DEPREL_CCOMP && says(&r->syntax->words[above]) &&
           ((hs_unsaid_negated(words, above) && !words[above].question) ||
            stops_short(r, words, above));
}

/* "Failed to prove that", "have to show that", "could not establish that"; not "failed to show
 * respect". */
static bool unproven(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                     uint32_t above)
{
    static const char *const holds[] = {"fail", "have", "need", "struggle", "unable", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[token].deprel != HS_DEPREL_CCOMP || !hs_unsaid_proves(&tree[above]))
        return false;
    uint32_t over = tree[above].head;
    return hs_unsaid_negated(words, above) ||
           (tree[above].deprel == HS_DEPREL_XCOMP && over != HS_NO_WORD &&
            hs_word_lemma_among(&tree[over], holds));
}

/* Whether one of some words hangs on a verb that it stands in front of: "could", "not". */
static bool has_helper(const hs_reading *r, uint32_t verb, const char *const *lemmas)
{
    enum { NEAR = 8 };
    for (uint32_t t = verb; t > 0 && t + NEAR > verb; t--)
        if (r->syntax->words[t - 1].head == verb &&
            hs_word_lemma_among(&r->syntax->words[t - 1], lemmas))
            return true;
    return false;
}

/* Whether a word's clause tells a wrong as done: "he stole it", "he took bribes", "is a liar", not
 * "he never lied". */
static bool tells_wrong(const hs_accusation_word *words, uint32_t token)
{
    uint32_t object = words[token].object;
    return !words[token].negated && (hs_unsaid_tells_fault(&words[token]) ||
                                     (object != HS_NONE && hs_unsaid_tells_fault(&words[object])));
}

/* "Don't believe for a | moment | that he stole it": the verb of thought, though the parse hangs
 * the clause on the noun; HS_NO_WORD where a clause tells what no verb thinks. */
static uint32_t behind_moment(const hs_word *tree, uint32_t clause, uint32_t above)
{
    static const char *const moments[] = {"minute", "moment", "second", NULL};
    if (tree[clause].deprel == HS_DEPREL_CCOMP)
        return above;
    return tree[clause].deprel == HS_DEPREL_ACL_RELCL && hs_word_lemma_among(&tree[above], moments)
               ? tree[above].head
               : HS_NO_WORD;
}

/* "I don't think that he stole it", "nobody believes that", "doubts that"; "I don't think that he
 * told the truth" says that he lied. */
static bool not_believed(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                         uint32_t above)
{
    static const char *const thinks[] = {"think", "believe", "suppose", "imagine", NULL};
    static const char *const doubts[] = {"doubt", NULL};
    static const char *const could[] = {"can", "could", NULL}; /* "I couldn't believe that" */
    const hs_word *tree = r->syntax->words;
    above = behind_moment(tree, token, above);
    if (above == HS_NO_WORD || tree[above].upos != HS_UPOS_VERB || words[above].question ||
        !tells_wrong(words, token) || has_helper(r, above, could))
        return false;
    return hs_unsaid_negated(words, above) ? hs_word_lemma_among(&tree[above], thinks)
                                           : hs_word_lemma_among(&tree[above], doubts);
}

/* "Rejected the idea that", "dispelled the notion". */
static bool turned_down(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const corrects[] = {"debunk", "dispel", "disprove", "counter",
                                           "combat", "scoff",  "correct",  NULL};
    uint32_t verb = r->syntax->words[noun].head;
    return verb != HS_NO_WORD && r->syntax->words[verb].upos == HS_UPOS_VERB &&
           !words[verb].negated &&
           (hs_accusation_word_denies(&words[verb]) ||
            hs_word_lemma_among(&r->syntax->words[verb], corrects));
}

/* "A false belief", "a debunked claim". */
static bool called_false(const hs_reading *r, uint32_t noun)
{
    enum { NEAR = 5 };
    static const char *const false_[] = {"false",      "mistaken",  "wrong",    "absurd",
                                         "ridiculous", "misguided", "baseless", "erroneous",
                                         "untrue",     "debunked",  "bogus",    "fabricated",
                                         "fake",       "incorrect", NULL};
    for (uint32_t t = noun; t > 0 && t + NEAR > noun; t--)
        if (r->syntax->words[t - 1].head == noun &&
            hs_word_lemma_among(&r->syntax->words[t - 1], false_))
            return true;
    return false;
}

/* "The myth that migrants steal", "rejected the idea that he lied", "a false belief that". */
static bool false_idea(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const myths[] = {"myth", "misconception", "stereotype", "fallacy", NULL};
    static const char *const ideas[] = {"idea",       "notion",    "belief", "perception",
                                        "impression", "suspicion", NULL};
    static const char *const that[] = {"that", NULL};
    const hs_word *tree = r->syntax->words;
    if (noun + 1 >= r->syntax->word_count || !hs_word_lemma_among(&tree[noun + 1], that))
        return false;
    if (hs_word_lemma_among(&tree[noun], myths))
        return !words[noun].negated;
    return hs_word_lemma_among(&tree[noun], ideas) &&
           (called_false(r, noun) || turned_down(r, words, noun));
}

/* "A false report | that he was arrested". */
static bool false_report(const hs_reading *r, uint32_t token, uint32_t above)
{
    static const char *const told[] = {"report", "story", "rumour", "rumor", "claim",
                                       "post",   "tip",   "tale",   NULL};
    uint8_t deprel = r->syntax->words[token].deprel;
    return (deprel == HS_DEPREL_ACL || deprel == HS_DEPREL_ACL_RELCL ||
            deprel == HS_DEPREL_CCOMP) &&
           hs_word_lemma_among(&r->syntax->words[above], told) && called_false(r, above);
}

/* "Falsely reported | that he was arrested". */
static bool falsely_told(const hs_reading *r, uint32_t token, uint32_t above)
{
    static const char *const falsely[] = {"falsely",     "wrongly",     "mistakenly",
                                          "erroneously", "incorrectly", NULL};
    static const char *const tells[] = {"report", "say",   "state",   "suggest", "tell",
                                        "claim",  "write", "publish", "imply",   NULL};
    const hs_word *tree = r->syntax->words;
    return above > 0 && tree[token].deprel == HS_DEPREL_CCOMP &&
           hs_word_lemma_among(&tree[above], tells) &&
           hs_word_lemma_among(&tree[above - 1], falsely);
}

bool hs_unsaid_falsely_told(const hs_reading *r, uint32_t token)
{
    enum { STEPS = 4 };
    for (int step = 0; step < STEPS; step++) {
        uint32_t above = r->syntax->words[token].head;
        if (above == HS_NO_WORD)
            return false;
        if (above < token && (false_report(r, token, above) || falsely_told(r, token, above)))
            return true;
        token = above;
    }
    return false;
}

/* Whether a word's clause hangs on such a noun. */
static bool of_false_idea(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                          uint32_t above)
{
    uint8_t deprel = r->syntax->words[token].deprel;
    return (deprel == HS_DEPREL_ACL || deprel == HS_DEPREL_ACL_RELCL ||
            deprel == HS_DEPREL_CCOMP) &&
           above < token && false_idea(r, words, above);
}

/* "It is not true that", "it is false that". */
static bool untrue(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                   uint32_t above)
{
    static const char *const true_[] = {"true", "correct", NULL}; /* "not right": unjust */
    static const char *const false_[] = {"false", "untrue", "nonsense", NULL};
    static const char *const not [] = {"not", NULL}; /* also in "not true", a word of the lexicon */
    const hs_word *tree = r->syntax->words;
    uint8_t deprel = tree[token].deprel;
    if ((deprel != HS_DEPREL_CCOMP && deprel != HS_DEPREL_CSUBJ) || !words[above].copula ||
        words[above].question || !tells_wrong(words, token))
        return false;
    bool negated = words[above].negated || has_helper(r, above, not );
    return hs_word_lemma_among(&tree[above], negated ? true_ : false_);
}

/* "False | that he stole it": the word itself. */
static bool calls_untrue(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { NEAR = 16 };
    for (uint32_t t = token + 1; t < r->syntax->word_count && t < token + NEAR; t++)
        if (r->syntax->words[t].head == token && untrue(r, words, t, token))
            return true;
    return false;
}

static bool wrong_to(const hs_reading *r, uint32_t verb, const char *const *wrong)
{
    static const char *const to[] = {"to", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t above = tree[verb].head;
    return verb > 0 && above != HS_NO_WORD && above < verb &&
           hs_word_lemma_among(&tree[verb - 1], to) && hs_word_lemma_among(&tree[above], wrong);
}

bool hs_unsaid_wrong_to(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const wrong[] = {
        "wrong",      "unfair",    "unjust",  "absurd",       "premature",   "easy",
        "tempting",   "early",     "foolish", "unreasonable", "unwise",      "simplistic",
        "ridiculous", "dishonest", "lazy",    "hard",         "nonsensical", "irresponsible",
        "outrageous", "difficult", NULL};
    return hs_accusation_word_accuses(&words[verb]) && wrong_to(r, verb, wrong);
}

/* "It would be wrong to say | that he cheated". */
static bool wrong_to_say(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                         uint32_t above)
{
    static const char *const wrong[] = {"wrong",      "unfair",    "inaccurate", "misleading",
                                        "incorrect",  "untrue",    "absurd",     "nonsense",
                                        "ridiculous", "dishonest", NULL};
    return says(&r->syntax->words[above]) && wrong_to(r, above, wrong) && tells_wrong(words, token);
}

bool hs_unsaid_clause(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    uint32_t above = r->syntax->words[token].head;
    if (false_idea(r, words, token) || calls_untrue(r, words, token))
        return true;
    return above != HS_NO_WORD &&
           (not_said(r, words, token, above) || unproven(r, words, token, above) ||
            not_believed(r, words, token, above) || of_false_idea(r, words, token, above) ||
            untrue(r, words, token, above) || wrong_to_say(r, words, token, above));
}
