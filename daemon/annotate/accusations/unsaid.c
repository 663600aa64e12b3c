#include "annotate/accusations/unsaid.h"

#include "annotate/accusations/predicate.h"
#include "annotate/reading/syntax.h"

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
            hs_word_lemma_among(&tree[t - 1], lemmas))
            return t - 1;
    return HS_NONE;
}

/* "if he lied"; but "as if they had not been exposed as frauds before" says that they were. */
static bool supposed(const hs_reading *r, uint32_t token)
{
    static const char *const marks[] = {"if", "unless", NULL}, *const as[] = {"as", NULL};
    uint32_t mark = find_in_front(r, token, HS_DEPREL_MARK, marks);
    return mark != HS_NONE && (mark == 0 || !hs_word_lemma_among(&r->syntax->words[mark - 1], as));
}

/* "Not only corrupt". */
static bool not_only(const hs_reading *r, uint32_t token)
{
    enum { NEAR = 4 };
    static const char *const limits[] = {"only", "just", "merely", "simply", "alone", NULL};
    for (uint32_t t = token; t > 0 && t + NEAR > token; t--)
        if (hs_word_lemma_among(&r->syntax->words[t - 1], limits))
            return true;
    return false;
}

/* "They are not spies", "he is no thief". */
static bool is_not(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { FAULTY = 4 };
    uint8_t upos = r->syntax->words[token].upos;
    return words[token].negated && words[token].copula && !words[token].hypothetical &&
           (upos == HS_UPOS_NOUN || upos == HS_UPOS_ADJ) && !not_only(r, token) &&
           hs_meaning_get(words[token].meaning, HS_MEANING_FAULT) >= FAULTY;
}

/* "never lied", "did not steal"; but "he will never give up stealing" says that he steals. */
static bool not_done(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { FAULTY = 2, WRONG = 5 }; /* "never left her side", not "never answered" */
    static const char *const future[] = {"will", "shall", NULL};
    unsigned fault = hs_meaning_get(words[token].meaning, HS_MEANING_FAULT);
    return words[token].negated && (!words[token].hypothetical || fault >= WRONG) &&
           find_in_front(r, token, HS_DEPREL_AUX, future) == HS_NONE &&
           r->syntax->words[token].upos == HS_UPOS_VERB && fault >= FAULTY;
}

/* "Took his own life", "killed herself": done to oneself. */
static bool own_death(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const take[] = {"take", "end", NULL}, *const life[] = {"life", NULL};
    static const char *const kill[] = {"kill", "hang", "shoot", "poison", "harm", "drown", NULL};
    static const char *const selves[] = {"himself", "herself", "themselves", "themself", NULL};
    static const char *const own[] = {"own", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t object = words[verb].object;
    if (tree[verb].upos != HS_UPOS_VERB || object == HS_NONE || object <= verb)
        return false;
    return hs_word_lemma_among(&tree[object], life)
               ? hs_word_lemma_among(&tree[verb], take) &&
                     hs_word_lemma_among(&tree[object - 1], own)
               : hs_word_lemma_among(&tree[verb], kill) &&
                     hs_reading_word_among(r, words[object].word, selves);
}

/* "Urged the firm | not to mislead them", "promised | not to cut corners": the words may begin with
 * the verb or with whom it is said to. */
static bool bidden_not_to(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { NEAR = 12 };
    static const char *const bids[] = {"urge",    "ask",   "beg",   "promise", "vow",  "pledge",
                                       "implore", "agree", "order", "advise",  "tell", NULL};
    const hs_word *tree = r->syntax->words;
    bool told = tree[token].deprel == HS_DEPREL_OBJ || tree[token].deprel == HS_DEPREL_IOBJ;
    uint32_t verb = told ? tree[token].head : token;
    if (tree[verb].upos != HS_UPOS_VERB || words[verb].negated ||
        !hs_word_lemma_among(&tree[verb], bids))
        return false;
    for (uint32_t t = verb + 1; t < r->syntax->word_count && t < verb + NEAR; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_XCOMP)
            return words[t].negated;
    return false;
}

static bool is_ground(const hs_reading *r, uint32_t token)
{
    static const char *const grounds[] = {"evidence",   "proof", "sign", "indication",
                                          "suggestion", "basis", NULL};
    return hs_word_lemma_among(&r->syntax->words[token], grounds);
}

bool hs_unsaid_negated(const hs_accusation_word *words, uint32_t token)
{
    uint32_t subject = words[token].subject;
    return words[token].negated ||
           (subject != HS_NONE &&
            (words[subject].negated || hs_lexeme_is(words[subject].lexeme, HS_LEX(NEGATION))));
}

/* "A murder | he did not commit". */
static bool not_committed(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { NEAR = 8 };
    static const char *const commits[] = {"commit", "do", NULL};
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = token + 1; t < r->syntax->word_count && t < token + NEAR; t++)
        if (tree[t].head == token && tree[t].deprel == HS_DEPREL_ACL_RELCL &&
            hs_word_lemma_among(&tree[t], commits))
            return words[t].negated;
    return false;
}

/* "We take any allegation of bullying seriously": none in particular. */
static bool taken_seriously(const hs_reading *r, uint32_t token)
{
    enum { NEAR = 16 };
    static const char *const takes[] = {"take", "treat", NULL};
    static const char *const how[] = {"seriously", NULL};
    const hs_analysis *syntax = r->syntax;
    if (!hs_word_lemma_among(&syntax->words[token], takes))
        return false;
    uint32_t end = syntax->sentences[hs_syntax_sentence(r, token)].end;
    for (uint32_t t = token + 1; t < end && t < token + NEAR; t++)
        if (hs_word_lemma_among(&syntax->words[t], how))
            return true;
    return false;
}

/* "Had not intended to deceive", "did not try to mislead". */
static bool not_meant(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const means[] = {"intend", "mean", "try", "attempt", "seek", "want", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t above = tree[token].head;
    return above != HS_NO_WORD && tree[token].deprel == HS_DEPREL_XCOMP &&
           hs_unsaid_negated(words, above) && hs_word_lemma_among(&tree[above], means);
}

/* "No intention of misleading them", "no effort to hide it", unlike "no effort to help". */
static bool not_intended(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    enum { NEAR = 8 };
    static const char *const ends[] = {"effort", "intention", "attempt", "intent",
                                       "desire", "wish",      "plan",    NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t governor = words[noun].governor;
    if (!hs_word_lemma_among(&tree[noun], ends) ||
        !(words[noun].negated || (governor != HS_NONE && words[governor].negated)))
        return false;
    for (uint32_t t = noun + 1; t < r->syntax->word_count && t < noun + NEAR; t++)
        if (tree[t].head == noun && tree[t].deprel == HS_DEPREL_ACL)
            return hs_unsaid_tells_fault(&words[t]);
    return false;
}

/* "Will not tolerate abuse", "does not permit fraud": what nobody does who says so. */
static bool not_borne(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const bears[] = {"tolerate",    "condone", "permit", "allow",
                                        "countenance", "accept",  "excuse", NULL};
    uint32_t object = words[verb].object;
    return object != HS_NONE && hs_unsaid_negated(words, verb) &&
           hs_word_lemma_among(&r->syntax->words[verb], bears) &&
           hs_unsaid_tells_fault(&words[object]);
}

/* Whether a clause hangs on a verb: "prove that". */
static bool has_clause(const hs_reading *r, uint32_t verb)
{
    enum { NEAR = 16 };
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = verb + 1; t < r->syntax->word_count && t < verb + NEAR; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_CCOMP)
            return true;
    return false;
}

/* "Once it became aware of the allegations". */
static bool heard_of(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const aware[] = {"aware", "unaware", NULL};
    uint32_t above = r->syntax->words[token].head;
    return above != HS_NO_WORD && words[token].lexeme->accuse_roles & HS_ACCUSE_NOUN &&
           hs_word_lemma_among(&r->syntax->words[above], aware);
}

/* "Had failed to prove that": of itself. */
static bool fails_to_prove(const hs_reading *r, uint32_t token)
{
    enum { NEAR = 4 };
    static const char *const fails[] = {"fail", "struggle", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[token], fails))
        return false;
    for (uint32_t t = token + 1; t < r->syntax->word_count && t < token + NEAR; t++)
        if (tree[t].head == token && tree[t].deprel == HS_DEPREL_XCOMP &&
            hs_unsaid_proves(&tree[t]))
            return has_clause(r, t);
    return false;
}

/* "Acquitted of", "cleared of", "not guilty of". */
static bool acquits(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const verbs[] = {"acquit", "clear", "exonerate", "absolve", NULL};
    static const char *const guilty[] = {"guilty", NULL}, *const face[] = {"face", NULL};
    static const char *const trials[] = {"charge", "prosecution", "trial", NULL};
    const hs_word *word = &r->syntax->words[token];
    uint32_t object = words[token].object;
    if (object != HS_NONE && words[token].negated && hs_word_lemma_among(word, face) &&
        hs_word_lemma_among(&r->syntax->words[object], trials))
        return true; /* "a guard who shot a man will not face charges" */
    return (word->upos == HS_UPOS_VERB && hs_word_lemma_among(word, verbs) &&
            !hs_unsaid_negated(words, token)) ||
           (words[token].negated && hs_word_lemma_among(word, guilty));
}

/* "no evidence that", "did not find any sign of", "did not accuse them of". */
static bool withheld(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    const hs_accusation_word *word = &words[token];
    bool accuses =
        word->lexeme->accuse_roles && !(word->lexeme->accuse_roles & HS_ACCUSE_RULES_ONLY);
    if (accuses && r->syntax->words[token].upos == HS_UPOS_VERB) /* not "did not tell them that" */
        return hs_unsaid_negated(words, token);
    bool above = word->governor != HS_NONE && words[word->governor].negated;
    return is_ground(r, token) && (word->negated || above);
}

/* "The inspectors found no evidence of theft." */
static bool found_nothing(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    uint32_t object = words[token].object;
    return object != HS_NONE && is_ground(r, object) && withheld(r, words, object);
}

/* "Did nothing wrong", "stole nothing"; not "did nothing". */
static bool did_nothing_wrong(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const nothing[] = {"nothing", NULL};
    static const char *const wrong[] = {"wrong",    "improper", "illegal",   "unlawful",
                                        "untoward", "unusual",  "dishonest", NULL};
    uint32_t object = words[token].object;
    if (object == HS_NONE || !hs_word_lemma_among(&r->syntax->words[object], nothing))
        return false;
    bool said = object + 1 < r->syntax->word_count &&
                hs_word_lemma_among(&r->syntax->words[object + 1], wrong);
    return said || hs_unsaid_tells_fault(&words[token]);
}

static bool is_claim(const hs_accusation_word *word)
{
    return word->lexeme->accuse_roles & HS_ACCUSE_NOUN ||
           hs_meaning_get(word->meaning, HS_MEANING_KIND) == HS_KIND_CASE;
}

static bool is_denial(const hs_word *word)
{
    static const char *const denials[] = {
        "false",    "untrue", "baseless",  "unfounded", "groundless", "wrong",
        "nonsense", "gossip", "rumour",    "rumor",     "insult",     "fiction",
        "fantasy",  "absurd", "ludicrous", "laughable", NULL};
    return hs_word_lemma_among(word, denials);
}

/* "The claims against her were false." */
static bool claims_denied(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    return !words[token].negated && words[token].subject != HS_NONE &&
           is_denial(&r->syntax->words[token]) && is_claim(&words[words[token].subject]);
}

/* "Called the allegations hurtful and untrue", "called it fantasy": what he makes of them. */
static bool calls_claims(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const it[] = {"it", NULL}, *const that[] = {"that", "this", "it", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t verb = tree[token].head;
    if (hs_accusation_calls(&tree[token]) && words[token].object != HS_NONE)
        return hs_word_lemma_among(&tree[words[token].object], it);
    if (verb != HS_NO_WORD && verb < token &&
        (tree[token].deprel == HS_DEPREL_AMOD || tree[token].deprel == HS_DEPREL_NMOD))
        verb = tree[verb].head; /* as the parse has it */
    if (verb != HS_NO_WORD && verb < token && hs_accusation_calls(&tree[verb]) &&
        hs_word_lemma_among(&tree[verb + 1], that))
        return is_denial(&tree[token]); /* "called that false" */
    return verb != HS_NO_WORD && hs_accusation_calls(&tree[verb]) &&
           words[verb].object != HS_NONE && words[verb].object != token &&
           is_claim(&words[words[verb].object]);
}

/* "An alleged victim": who says to have suffered. */
static bool alleged_victim(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const sufferers[] = {"victim", "survivor", "target", "witness", NULL};
    uint32_t noun = r->syntax->words[token].head;
    return words[token].lexeme->accuse_roles & HS_ACCUSE_ALLEGED && noun != HS_NO_WORD &&
           (hs_word_lemma_among(&r->syntax->words[noun], sufferers) ||
            (token + 1 < r->syntax->word_count &&
             hs_word_lemma_among(&r->syntax->words[token + 1], sufferers)));
}

/* "…, an accusation that she rejected": named for the answer's sake. */
static bool named_to_deny(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    enum { NEAR = 8 };
    static const char *const calls[] = {"call", NULL};
    static const char *const article[] = {"a", NULL};
    const hs_word *tree = r->syntax->words;
    if (noun < 2 || tree[noun - 2].upos != HS_UPOS_PUNCT ||
        !hs_word_lemma_among(&tree[noun - 1], article))
        return false;
    for (uint32_t t = noun + 1; t < r->syntax->word_count && t < noun + NEAR; t++)
        if (tree[t].head == noun)
            return (tree[t].deprel == HS_DEPREL_ACL_RELCL || tree[t].deprel == HS_DEPREL_ACL) &&
                   (hs_accusation_word_denies(&words[t]) || hs_word_lemma_among(&tree[t], calls));
    return false;
}

/* "Called the allegations | hurtful": of which nothing else is told. */
static bool called_so(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const dismiss[] = {"dismiss", NULL};
    static const char *const tells[] = {"that", "of", "against", "about", "by", NULL};
    uint32_t verb = r->syntax->words[noun].head;
    return verb != HS_NO_WORD && words[verb].object == noun &&
           (hs_accusation_calls(&r->syntax->words[verb]) ||
            hs_word_lemma_among(&r->syntax->words[verb], dismiss)) &&
           noun + 1 < r->syntax->word_count &&
           !hs_word_lemma_among(&r->syntax->words[noun + 1], tells);
}

/* "Who is in charge of waste": no charge that anybody makes. */
static bool in_charge(const hs_reading *r, uint32_t noun)
{
    static const char *const charge[] = {"charge", NULL}, *const in[] = {"in", NULL};
    const hs_word *tree = r->syntax->words;
    return noun > 0 && hs_word_lemma_among(&tree[noun], charge) &&
           hs_word_lemma_among(&tree[noun - 1], in);
}

bool hs_unsaid_claim(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    uint32_t above = r->syntax->words[noun].head;
    if (in_charge(r, noun) || alleged_victim(r, words, noun) || heard_of(r, words, noun) ||
        (above != HS_NO_WORD && taken_seriously(r, above)) ||
        (is_claim(&words[noun]) && (named_to_deny(r, words, noun) || called_so(r, words, noun))))
        return true;
    return is_claim(&words[noun]) && above != HS_NO_WORD && words[above].subject == noun &&
           claims_denied(r, words, above);
}

bool hs_unsaid(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    if (own_death(r, words, anchor) || not_done(r, words, anchor) ||
        bidden_not_to(r, words, anchor) || found_nothing(r, words, anchor) ||
        did_nothing_wrong(r, words, anchor) || claims_denied(r, words, anchor) ||
        heard_of(r, words, anchor) || taken_seriously(r, anchor) || fails_to_prove(r, anchor) ||
        not_meant(r, words, anchor) || calls_claims(r, words, anchor) ||
        not_committed(r, words, anchor) || is_not(r, words, anchor) ||
        not_intended(r, words, anchor) || (is_ground(r, anchor) && withheld(r, words, anchor)))
        return true;
    uint32_t token = anchor;
    bool aside = false;
    if (not_borne(r, words, anchor))
        return true;
    for (int step = 0; step < STEPS; step++) {
        if (supposed(r, token) || acquits(r, words, token) ||
            (!aside && hs_unsaid_clause(r, words, token)))
            return true;
        aside = aside || r->syntax->words[token].deprel == HS_DEPREL_ADVCL ||
                r->syntax->words[token].deprel == HS_DEPREL_CONJ;
        token = r->syntax->words[token].head;
        if (token == HS_NO_WORD)
            return false;
        if (withheld(r, words, token) || taken_seriously(r, token) ||
            hs_unsaid_of_nobody(r, words, token) || hs_unsaid_wrong_to(r, words, token) ||
            not_borne(r, words, token) || not_intended(r, words, token))
            return true;
    }
    return false;
}
