/* What happens in a plot, or is told of nobody in particular: it accuses nobody. */
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/syntax.h"

/* "Anyone who steals", "anyone who steals may be jailed": nobody in particular. */
static bool by_anyone(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const anyone[] = {"anyone", "anybody", NULL}, *const who[] = {"who", NULL};
    const hs_word *tree = r->syntax->words;
    bool relative = tree[verb].deprel == HS_DEPREL_ACL_RELCL;
    uint32_t whom = relative ? tree[verb].head : words[verb].subject;
    return whom != HS_NONE && whom != HS_NO_WORD && whom < verb &&
           hs_syntax_lemma_among(&tree[whom], anyone) &&
           (relative || hs_syntax_lemma_among(&tree[whom + 1], who));
}

/* "In the novel", "in her new play". */
static bool is_fiction(const hs_word *word)
{
    static const char *const works[] = {"novel",  "play",  "opera",   "comedy", "thriller",
                                        "sitcom", "movie", "musical", "film",   NULL};
    return word->upos == HS_UPOS_NOUN && hs_syntax_lemma_among(word, works);
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
        hs_syntax_lemma_among(&tree[tree[anchor].head], plays) &&
        plays_somebody(words, tree[anchor].head))
        return true;
    if (tree[anchor].xpos != HS_XPOS_VBZ && tree[anchor].xpos != HS_XPOS_VBP)
        return false;
    uint32_t token = anchor;
    for (int step = 0; step < STEPS_UP && tree[token].head != HS_NO_WORD; step++) {
        token = tree[token].head;
        uint32_t subject = words[token].subject;
        if (tree[token].upos == HS_UPOS_VERB && token < anchor &&
            ((hs_syntax_lemma_among(&tree[token], plays) && plays_somebody(words, token)) ||
             (subject != HS_NONE && is_fiction(&tree[subject]) &&
              hs_syntax_lemma_among(&tree[token], tells))))
            return true;
    }
    uint32_t first = r->syntax->sentences[hs_syntax_sentence(r, anchor)].first;
    for (uint32_t t = first + 1; t < anchor && t < first + NEAR; t++)
        if (is_fiction(&tree[t]) && hs_syntax_lemma_among(&tree[first], in) &&
            tree[first].head == t)
            return true;
    return false;
}

bool hs_unsaid_plot(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor)
{
    return by_anyone(r, words, anchor) || in_plot(r, words, anchor);
}
