/* What happens in a plot, or is told of nobody in particular: it accuses nobody. */
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/syntax.h"

/* Whether a noun's only dependents in front of it are determiners that leave open which: "any
 * minister", and bare "people". */
static bool of_no_particular(const hs_word *tree, uint32_t noun, uint32_t first)
{
    static const char *const open[] = {"any", "no", "every", NULL};
    return noun == first || tree[noun - 1].head != noun ||
           hs_word_lemma_among(&tree[noun - 1], open);
}

/* "Who lie", not "who lied": of a bare noun what holds of all such. */
static bool tells_of_all(const hs_reading *r, uint32_t noun)
{
    enum { NEAR = 5 };
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = noun + 2; t < r->syntax->word_count && t < noun + NEAR; t++)
        if (tree[t].upos == HS_UPOS_VERB || tree[t].upos == HS_UPOS_AUX)
            return tree[t].xpos != HS_XPOS_VBD && tree[t].xpos != HS_XPOS_VBN;
    return false;
}

bool hs_unsaid_generality(const hs_reading *r, uint32_t token)
{
    static const char *const who[] = {"who", NULL}, *const people[] = {"people", "one", NULL};
    static const char *const those[] = {"those", "that", "everyone", "everybody", NULL};
    static const char *const any[] = {"anyone", "anybody", "whoever", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[token].upos == HS_UPOS_PRON && hs_word_lemma_among(&tree[token], any))
        return true;
    if (token + 1 >= r->syntax->word_count || !hs_word_lemma_among(&tree[token + 1], who))
        return false;
    if (tree[token].upos != HS_UPOS_NOUN)
        return hs_word_lemma_among(&tree[token], those);
    uint32_t first = r->syntax->sentences[hs_syntax_sentence(r, token)].first;
    return of_no_particular(tree, token, first) &&
           (hs_word_lemma_among(&tree[token], people) || tells_of_all(r, token));
}

/* "Anyone who steals", "those who took bribes", "people who abuse animals are cowards": nobody in
 * particular does so, or is it. */
static bool by_anyone(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    enum { STEPS_UP = 3 };
    static const char *const who[] = {"who", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t token = anchor;
    if (hs_unsaid_generality(r, anchor))
        return true;
    for (int step = 0; step < STEPS_UP && token != HS_NO_WORD; step++) {
        uint32_t subject = words[token].subject, above = tree[token].head;
        if (subject != HS_NONE && subject > 0 && hs_word_lemma_among(&tree[subject], who))
            subject--;
        if (subject != HS_NONE && subject < token && hs_unsaid_generality(r, subject))
            return true;
        if (tree[token].deprel == HS_DEPREL_ACL_RELCL)
            return above < token && hs_unsaid_generality(r, above);
        if (tree[token].upos == HS_UPOS_NOUN || tree[token].deprel == HS_DEPREL_CCOMP ||
            tree[token].deprel == HS_DEPREL_ADVCL)
            return false; /* "anyone with the kind of greed that he has" */
        token = above;
    }
    return false;
}

/* "In the novel", "in her new play". */
static bool is_fiction(const hs_word *word)
{
    static const char *const works[] = {"novel",  "play",  "opera",   "comedy", "thriller",
                                        "sitcom", "movie", "musical", "film",   NULL};
    return word->upos == HS_UPOS_NOUN && hs_word_lemma_among(word, works);
}

static bool plays_somebody(const hs_accusation_word *words, uint32_t verb)
{
    uint32_t object = words[verb].object;
    return object != HS_NONE &&
           hs_meaning_get(words[object].meaning, HS_MEANING_KIND) == HS_KIND_PERSON;
}

/* "Plays a thief who robs a bank", "the play tells of a mayor who steals", "in the novel, a banker
 * cheats his wife": what happens in a plot, which is told in the present. */
static bool in_plot(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    enum { STEPS_UP = 5, NEAR = 12 };
    static const char *const plays[] = {"play", NULL}, *const in[] = {"in", NULL};
    static const char *const tells[] = {"tell", "follow", "centre", "center", "revolve", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[anchor].head != HS_NO_WORD && tree[anchor].deprel == HS_DEPREL_OBJ &&
        hs_word_lemma_among(&tree[tree[anchor].head], plays) &&
        plays_somebody(words, tree[anchor].head))
        return true;
    if (tree[anchor].xpos != HS_XPOS_VBZ && tree[anchor].xpos != HS_XPOS_VBP)
        return false;
    uint32_t token = anchor;
    for (int step = 0; step < STEPS_UP && tree[token].head != HS_NO_WORD; step++) {
        token = tree[token].head;
        uint32_t subject = words[token].subject;
        if (tree[token].upos == HS_UPOS_VERB && token < anchor &&
            ((hs_word_lemma_among(&tree[token], plays) && plays_somebody(words, token)) ||
             (subject != HS_NONE && is_fiction(&tree[subject]) &&
              hs_word_lemma_among(&tree[token], tells))))
            return true;
    }
    uint32_t first = r->syntax->sentences[hs_syntax_sentence(r, anchor)].first;
    for (uint32_t t = first + 1; t < anchor && t < first + NEAR; t++)
        if (is_fiction(&tree[t]) && hs_word_lemma_among(&tree[first], in) && tree[first].head == t)
            return true;
    return false;
}

bool hs_unsaid_plot(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    return by_anyone(r, words, anchor) || in_plot(r, words, anchor);
}
