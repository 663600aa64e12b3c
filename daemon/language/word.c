/* Looks at one word of an analysis; what several say together is for others. */

#include "language/language.h"

bool hs_word_lemma_among(const hs_word *word, const char *const *lemmas)
{
    for (; *lemmas; lemmas++)
        if (hs_str_is(hs_word_lemma(word), *lemmas))
            return true;
    return false;
}
