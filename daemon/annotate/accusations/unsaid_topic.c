/* What words ask, or name as what a quarrel is about, or who fights a wrong: nobody says that it is
 * so, or is to blame for it. */
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/syntax.h"

enum { FAULTY = 4 };

static bool faulty(const hs_accusation_word *word)
{
    return hs_meaning_get(word->meaning, HS_MEANING_FAULT) >= FAULTY ||
           hs_meaning_get(word->quality, HS_MEANING_FAULT) >= FAULTY;
}

/* How a clause asks. */
typedef struct asking {
    bool inverted; /* "did she" */
    bool reason;   /* "why", "how": of what is so */
    bool other;    /* a further clause does: "they took it, and what is there to show for it?" */
} asking;

static asking asking_of(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    enum { NEAR = 12, FAR = 32 };
    static const char *const reasons[] = {"why", "how", NULL};
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    uint32_t first = verb > sentence.first + NEAR ? verb - NEAR : sentence.first;
    uint32_t subject = words[verb].subject;
    asking found = {0};
    for (uint32_t t = first; t < sentence.end && t < verb + FAR; t++) {
        if (tree[t].head != verb)
            continue;
        found.inverted = found.inverted || (tree[t].upos == HS_UPOS_AUX && subject != HS_NONE &&
                                            t < subject && subject < verb);
        found.reason = found.reason || hs_word_lemma_among(&tree[t], reasons);
        found.other = found.other || (t > verb && tree[t].deprel == HS_DEPREL_CONJ &&
                                      tree[t].upos == HS_UPOS_VERB);
    }
    return found;
}

/* Whether what a word stands in ends as a question: "Did you take it?" she asked. */
static bool in_question(const hs_reading *r, uint32_t token)
{
    enum { FAR = 48 };
    static const char *const asks[] = {"?", NULL}, *const ends[] = {".", "!", "\"", NULL};
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, token)];
    for (uint32_t t = token; t < sentence.end && t < token + FAR; t++)
        if (r->syntax->words[t].upos == HS_UPOS_PUNCT) {
            if (hs_word_lemma_among(&r->syntax->words[t], asks))
                return true;
            if (hs_word_lemma_among(&r->syntax->words[t], ends))
                return false;
        }
    return false;
}

/* "Did you take money?", "You took the view that it would pass?"; not "Isn't that a bribe?" and
 * "Why did you lie?", which say that it is so, nor "You lied to us?". */
static bool asked(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const char *const it[] = {"it", NULL};
    uint32_t subject = words[token].subject;
    if (!in_question(r, token) || r->syntax->words[token].upos != HS_UPOS_VERB)
        return false;
    asking how = asking_of(r, words, token);
    if (how.other || words[token].negated)
        return false;
    if (how.reason && subject != HS_NONE && !hs_word_lemma_among(&r->syntax->words[subject], it))
        return false; /* "why did they take the fee?" */
    return (how.inverted && !how.reason) || !faulty(&words[token]);
}

/* "Traded charges over the burned plant", "a row over stolen songs". */
static bool quarrelled_over(const hs_reading *r, uint32_t token)
{
    enum { STEPS = 3, BEFORE = 8 };
    static const char *const over[] = {"over", "about", NULL};
    static const char *const quarrels[] = {"row",    "spar",     "clash", "argue",   "quarrel",
                                           "bicker", "squabble", "trade", "debate",  "dispute",
                                           "grill",  "quiz",     "joust", "quibble", NULL};
    const hs_word *tree = r->syntax->words;
    bool topic = false;
    if (tree[token].upos != HS_UPOS_NOUN)
        return false;
    for (uint32_t t = token; t > 0 && t + BEFORE > token; t--)
        topic = topic || (tree[t - 1].head == token && tree[t - 1].deprel == HS_DEPREL_CASE &&
                          hs_word_lemma_among(&tree[t - 1], over));
    for (int step = 0; step < STEPS && topic; step++) {
        token = tree[token].head;
        if (token == HS_NO_WORD)
            return false;
        if (hs_word_lemma_among(&tree[token], quarrels) ||
            (token > 0 && hs_word_lemma_among(&tree[token - 1], quarrels)))
            return true; /* "trade | charges over" */
    }
    return false;
}

/* "Opposed | fraud", "spoke | against fraud", "stood up | to bullies": whether who does what a verb
 * tells fights what hangs on it. */
static bool fights(const hs_reading *r, const hs_accusation_word *words, uint32_t verb,
                   uint32_t against)
{
    enum { NEAR = 5 };
    static const char *const verbs[] = {"crack",  "combat", "tackle",   "curb",   "prevent",
                                        "oppose", "stamp",  "confront", "expose", NULL};
    static const char *const stands[] = {"campaign", "speak", "stand", "fight", NULL};
    static const char *const links[] = {"against", "to", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[verb].upos != HS_UPOS_VERB || words[verb].negated)
        return false;
    if (hs_word_lemma_among(&tree[verb], verbs))
        return true;
    if (!hs_word_lemma_among(&tree[verb], stands))
        return false;
    for (uint32_t t = against; t > verb && t + NEAR > against; t--)
        if (tree[t - 1].head == against && tree[t - 1].deprel == HS_DEPREL_CASE)
            return hs_word_lemma_among(&tree[t - 1], links);
    return false;
}

/* "The logic | of the council": it is somebody's. */
static bool whose(const hs_reading *r, uint32_t noun)
{
    static const char *const links[] = {"of", "by", NULL};
    return noun + 1 < r->syntax->word_count &&
           hs_word_lemma_among(&r->syntax->words[noun + 1], links);
}

/* "Cracked down on fraud", "to prevent abuse": who fights a wrong, and what is fought. */
static bool fights_wrong(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { NEAR = 8 };
    const hs_word *tree = r->syntax->words;
    if (tree[token].upos == HS_UPOS_NOUN && tree[token].head != HS_NO_WORD &&
        tree[token].head < token && words[token].possessor == HS_NONE && !whose(r, token))
        return fights(r, words, tree[token].head, token); /* not "oppose Istra's theft of it" */
    if (tree[token].upos != HS_UPOS_VERB)
        return false;
    for (uint32_t t = token + 1; t < r->syntax->word_count && t < token + NEAR; t++)
        if (tree[t].head == token && tree[t].upos == HS_UPOS_NOUN && faulty(&words[t]) &&
            words[t].possessor == HS_NONE && !whose(r, t))
            return fights(r, words, token, t);
    return false;
}

/* "Praised her for exposing the fraud". */
static bool praised(const hs_reading *r, uint32_t token)
{
    static const char *const praises[] = {"praise",       "thank", "applaud", "commend", "honour",
                                          "congratulate", "laud",  "salute",  "honor",   NULL};
    static const char *const pro[] = {"for", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t verb = tree[token].head;
    return verb != HS_NO_WORD && verb < token && token > 0 && tree[token].xpos == HS_XPOS_VBG &&
           tree[verb].upos == HS_UPOS_VERB && hs_word_lemma_among(&tree[verb], praises) &&
           hs_word_lemma_among(&tree[token - 1], pro);
}

/* "Police killed the gunman", "guards wrestled the thief to the ground". */
static bool overpowers(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    enum { HARMS = 5, CROOK = 7 };
    static const char *const holds[] = {"wrestle", "restrain", "tackle",    "stop",   "catch",
                                        "disarm",  "arrest",   "overpower", "detain", "chase",
                                        "knock",   "hold",     NULL};
    const hs_word *tree = r->syntax->words;
    bool whom_alone = tree[anchor].deprel == HS_DEPREL_OBJ && tree[anchor].head < anchor;
    uint32_t verb = whom_alone ? tree[anchor].head : anchor, object = words[verb].object;
    if (tree[verb].upos != HS_UPOS_VERB || words[verb].passive || object == HS_NONE ||
        object < verb || tree[object].upos != HS_UPOS_NOUN || words[object].possessor != HS_NONE)
        return false;
    hs_meaning whom = words[object].meaning; /* "kill gunman" means less than "kill" */
    hs_meaning alone = hs_meaning_of(hs_word_lemma(&tree[verb]), HS_MEANING_OF_VERB);
    return hs_meaning_get(whom, HS_MEANING_KIND) == HS_KIND_PERSON &&
           hs_meaning_get(whom, HS_MEANING_FAULT) >= CROOK &&
           (hs_meaning_get(alone, HS_MEANING_HARM) >= HARMS ||
            hs_word_lemma_among(&tree[verb], holds));
}

bool hs_unsaid_topic(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    return asked(r, words, anchor) || quarrelled_over(r, anchor) ||
           fights_wrong(r, words, anchor) || praised(r, anchor) || overpowers(r, words, anchor);
}
