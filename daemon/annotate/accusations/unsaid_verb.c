/* Accusing verbs that accuse nobody: held back, of oneself, of things, in general. */
#include "annotate/accusations/predicate.h"
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/syntax.h"

/* "Refused to call for X to | resign": the call that a demand hangs on, or the verb itself. */
static uint32_t call_above(const hs_reading *r, uint32_t verb)
{
    static const char *const calls[] = {"call", "ask", "push", "demand", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t above = tree[verb].head;
    bool clause = tree[verb].deprel == HS_DEPREL_XCOMP || tree[verb].deprel == HS_DEPREL_CCOMP ||
                  tree[verb].deprel == HS_DEPREL_ADVCL;
    return clause && above < verb && tree[above].upos == HS_UPOS_VERB &&
                   hs_word_lemma_among(&tree[above], calls)
               ? above
               : verb;
}

/* "refused to blame", "stopped short of accusing". */
static bool held_back(const hs_reading *r, uint32_t verb)
{
    static const char *const holds[] = {"refuse", "decline", "avoid", "stop", "refrain", NULL};
    static const char *const with[] = {"refuse", "decline", NULL}, *const of[] = {"short", NULL};
    const hs_word *tree = r->syntax->words;
    verb = call_above(r, verb);
    uint32_t above = tree[verb].head;
    if (above == HS_NO_WORD)
        return false;
    if (tree[verb].deprel == HS_DEPREL_XCOMP &&
        hs_word_lemma_among(&tree[above], tree[verb].xpos == HS_XPOS_VBG ? holds : with))
        return true;
    bool short_of = verb >= 2 && hs_word_lemma_among(&tree[verb - 2], of);
    return short_of && tree[verb].xpos == HS_XPOS_VBG;
}

/* What hangs on a verb: its object, and what stands behind "on" or "upon"; tokens, or HS_NONE. */
typedef struct hung {
    uint32_t object, on;
} hung;

static hung hung_on(const hs_reading *r, uint32_t verb)
{
    enum { NEAR = 40 };
    static const char *const ons[] = {"on", "upon", NULL};
    const hs_word *tree = r->syntax->words;
    hung found = {HS_NONE, HS_NONE};
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end && t < verb + NEAR; t++) {
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_OBJ)
            found.object = t;
        else if (tree[t].deprel == HS_DEPREL_CASE && hs_word_lemma_among(&tree[t], ons) &&
                 tree[t].head != HS_NO_WORD)
            found.on = tree[t].head;
    }
    return found;
}

/* "blamed himself". */
static bool oneself(const hs_word *word)
{
    static const char *const selves[] = {"himself", "herself",    "itself",    "myself",
                                         "oneself", "themselves", "ourselves", NULL};
    return hs_word_lemma_among(word, selves);
}

/* "government cuts", "council staff": a body that a noun is qualified by. */
static bool of_body(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = noun; t > 0 && tree[t - 1].head == noun; t--) {
        unsigned kind = hs_meaning_get(words[t - 1].meaning, HS_MEANING_KIND);
        if (tree[t - 1].upos == HS_UPOS_PROPN ||
            (tree[t - 1].upos == HS_UPOS_NOUN && kind >= HS_KIND_PERSON && kind <= HS_KIND_OFFICE))
            return true;
    }
    return false;
}

/* Whether a noun means a thing that nobody is named for: "high fuel prices", "faulty wiring". */
static bool nobodys(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    const uint32_t somebody = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE |
                              1u << HS_KIND_PLACE | 1u << HS_KIND_CASE | 1u << HS_KIND_TRAIT;
    static const char *const faults[] = {"fault", NULL}; /* "a technical fault" */
    uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, token)];
    unsigned kind = hs_meaning_get(words[token].meaning, HS_MEANING_KIND);
    bool thing = !(somebody >> kind & 1u) || hs_word_lemma_among(&r->syntax->words[token], faults);
    return r->syntax->words[token].upos == HS_UPOS_NOUN && thing &&
           !hs_predicate_is_party(r, phrase) && hs_predicate_party_of(r, phrase) == HS_NONE &&
           (phrase == HS_NONE || !hs_reading_qualified(r, phrase)) && !of_body(r, words, token);
}

/* "blamed high fuel prices", "a fire blamed on faulty wiring", unlike "blamed it on the firm". */
static bool blames_things(const hs_reading *r, const hs_accusation_word *words, uint32_t verb,
                          hung its)
{
    static const char *const blame[] = {"blame", NULL};
    uint32_t target = its.on != HS_NONE ? its.on : its.object;
    if (target == HS_NONE && words[verb].passive) /* "lanterns, which have been blamed for" */
        target = r->syntax->words[verb].deprel == HS_DEPREL_ACL_RELCL ? r->syntax->words[verb].head
                                                                      : words[verb].subject;
    if (target == HS_NONE && words[verb].copula) /* "a technical fault was to blame" */
        target = words[verb].subject;
    return hs_word_lemma_among(&r->syntax->words[verb], blame) && target != HS_NONE &&
           nobodys(r, words, target);
}

/* Whether what follows a wrong says no more of whose it is: "of any kind", "in all its forms",
 * "in Norland", the sentence's end. */
static bool in_general(const hs_reading *r, uint32_t token)
{
    static const char *const opens[] = {"of", "in", NULL}, *const all[] = {"any", "all", NULL};
    static const char *const in[] = {"in", NULL};
    const hs_word *tree = r->syntax->words;
    if (token < r->syntax->word_count && tree[token].upos == HS_UPOS_PUNCT)
        return true;
    if (token + 1 >= r->syntax->word_count || !hs_word_lemma_among(&tree[token], opens))
        return false;
    return hs_word_lemma_among(&tree[token + 1], all) ||
           (hs_word_lemma_among(&tree[token], in) &&
            tree[token + 1].entity_tag == 1 + HS_NAME_PLACE);
}

/* "Condemns violence of any kind", "speaks out against racism": nobody's in particular. */
static bool condemns_in_general(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    enum { NEAR = 4 };
    static const char *const verbs[] = {"condemn", "deplore", "denounce", "oppose",
                                        "decry",   "reject",  NULL};
    static const char *const speaks[] = {"speak", "rail", NULL};
    static const char *const against[] = {"against", NULL};
    static const char *const wrongs[] = {
        "violence", "terrorism", "racism",      "hatred",     "extremism", "discrimination",
        "bullying", "abuse",     "bigotry",     "corruption", "injustice", "antisemitism",
        "cruelty",  "sexism",    "intolerance", "prejudice",  NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t wrong = HS_NONE;
    if (hs_word_lemma_among(&tree[verb], verbs) && words[verb].object == verb + 1)
        wrong = verb + 1;
    bool speaking = hs_word_lemma_among(&tree[verb], speaks);
    for (uint32_t t = verb + 1; speaking && t + 1 < r->syntax->word_count && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&tree[t], against))
            wrong = t + 1;
    return wrong != HS_NONE && hs_word_lemma_among(&tree[wrong], wrongs) &&
           in_general(r, wrong + 1);
}

/* "Claims victory", "claimed third gold": what somebody claims to have, not to be so. */
static bool claims_for_himself(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    enum { WRONG = 3, BAD = 5 };
    static const char *const claim[] = {"claim", NULL};
    uint32_t object = words[verb].object;
    if (!hs_word_lemma_among(&r->syntax->words[verb], claim) || object == HS_NONE || object < verb)
        return false;
    hs_meaning meaning = words[object].meaning;
    return hs_meaning_get(meaning, HS_MEANING_FAULT) < WRONG &&
           hs_meaning_get(meaning, HS_MEANING_TONE) > BAD &&
           hs_meaning_get(meaning, HS_MEANING_KIND) != HS_KIND_CASE;
}

/* "Prosecuting for the authority, Ana Ruiz said", "Prosecuting, Ana Ruiz": what a lawyer does in
 * court, without a word of whom he prosecutes. */
static bool appears_in_court(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const appears[] = {"prosecute", NULL};
    const hs_word *tree = r->syntax->words;
    return hs_word_lemma_among(&tree[verb], appears) && tree[verb].xpos == HS_XPOS_VBG &&
           words[verb].object == HS_NONE &&
           r->syntax->sentences[hs_syntax_sentence(r, verb)].first == verb;
}

/* "Charged firms thousands of pounds", "charged it £300": asked for, not accused of. */
static bool charges_money(const hs_reading *r, uint32_t verb)
{
    enum { NEAR = 12 };
    static const char *const charge[] = {"charge", "overcharge", NULL};
    static const char *const money[] = {"pound", "dollar", "euro", "cent", "penny", "pence",
                                        "fee",   "price",  "rent", "rate", "toll",  "£",
                                        "$",     "€",      "more", "less", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[verb], charge))
        return false;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end && t < verb + NEAR; t++) {
        bool asked = tree[t].head == verb &&
                     (tree[t].deprel == HS_DEPREL_OBJ || tree[t].deprel == HS_DEPREL_IOBJ);
        if (!asked && tree[t].head != HS_NO_WORD &&
            tree[t].head > verb && /* "thousands of pounds" */
            tree[tree[t].head].head == verb && tree[tree[t].head].deprel == HS_DEPREL_OBJ)
            asked = tree[t].deprel == HS_DEPREL_NMOD;
        if (asked && hs_word_lemma_among(&tree[t], money))
            return true;
    }
    return false;
}

/* "Condemned anyone who does so", "those who do so should be jailed": nobody in particular; "blamed
 * those who lead it for it" tells of some. */
static bool of_anyone(const hs_reading *r, const hs_accusation_word *words, uint32_t verb,
                      uint32_t object)
{
    static const char *const of[] = {"accuse", "blame", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t whom = words[verb].passive ? words[verb].subject : object;
    return whom != HS_NONE && tree[whom].upos != HS_UPOS_PROPN && hs_unsaid_generality(r, whom) &&
           (tree[whom].upos == HS_UPOS_PRON || words[verb].passive) &&
           !hs_word_lemma_among(&tree[verb], of);
}

bool hs_unsaid_of_nobody(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const none[] = {"neither", "none", "nobody", NULL}, *const no[] = {"no",
                                                                                          NULL};
    static const char *const some[] = {"few", "fewer", "less", "more", "other", "longer", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t next = verb + 1;
    if (tree[verb].upos != HS_UPOS_VERB || words[verb].passive ||
        !hs_accusation_word_accuses(&words[verb]) ||
        next + 1 >= r->syntax->sentences[hs_syntax_sentence(r, verb)].end)
        return false;
    return hs_word_lemma_among(&tree[next], none) ||
           (hs_word_lemma_among(&tree[next], no) && !hs_word_lemma_among(&tree[next + 1], some));
}

/* "Blaming officials was a mistake", "he said that accusing them won't help": what is said of
 * blaming, where nobody does. The tree makes anything of such a gerund. */
static bool said_of_blaming(const hs_reading *r, uint32_t verb)
{
    enum { NEAR = 10 };
    static const char *const that[] = {"that", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[verb].xpos != HS_XPOS_VBG)
        return false;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    const hs_word *before = verb == sentence.first ? NULL : &tree[verb - 1];
    bool opens =
        !before || hs_word_lemma_among(before, that) ||
        (before->upos == HS_UPOS_VERB && before->xpos != HS_XPOS_VBN &&
         before->xpos != HS_XPOS_VBG &&
         hs_reading_word(r, hs_reading_word_of_token(r, verb - 1))->lexeme->report_frames) ||
        hs_reading_tag(r, hs_reading_word_of_token(r, verb - 1)) == HS_TAG_OPEN_MARK;
    for (uint32_t t = verb + 1; opens && t < sentence.end && t < verb + NEAR; t++) {
        if (tree[t].upos == HS_UPOS_AUX || tree[t].xpos == HS_XPOS_VBZ)
            return t > verb + 1;
        if (tree[t].upos == HS_UPOS_VERB || tree[t].upos == HS_UPOS_SCONJ ||
            tree[t].upos == HS_UPOS_PRON || tree[t].upos == HS_UPOS_PUNCT)
            return false;
    }
    return false;
}

/* "refused" of "refused to blame". */
static bool holds_back(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    enum { NEAR = 5 };
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end && t < verb + NEAR; t++)
        if (r->syntax->words[t].head == verb && hs_accusation_word_accuses(&words[t]) &&
            held_back(r, t))
            return true;
    return false;
}

bool hs_unsaid_verb(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    if (r->syntax->words[verb].upos == HS_UPOS_ADJ)
        return hs_accusation_word_accuses(&words[verb]) &&
               hs_unsaid_negated(words, verb); /* "was not critical of" */
    if (r->syntax->words[verb].upos != HS_UPOS_VERB)
        return false;
    if (call_above(r, verb) != verb && held_back(r, verb))
        return true;
    if (claims_for_himself(r, words, verb) || condemns_in_general(r, words, verb) ||
        appears_in_court(r, words, verb) || charges_money(r, verb))
        return true;
    if (!hs_accusation_word_accuses(&words[verb]))
        return holds_back(r, words, verb);
    if (said_of_blaming(r, verb))
        return true;
    hung its = hung_on(r, verb);
    return hs_unsaid_negated(words, verb) || held_back(r, verb) ||
           hs_unsaid_wrong_to(r, words, verb) || blames_things(r, words, verb, its) ||
           of_anyone(r, words, verb, its.object) || hs_unsaid_of_nobody(r, words, verb) ||
           (!words[verb].passive && its.object != HS_NONE &&
            oneself(&r->syntax->words[its.object]));
}
