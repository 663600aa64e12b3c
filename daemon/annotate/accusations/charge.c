#include "annotate/accusations/charge.h"

#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

hs_token_range hs_charge_behind_cue(const hs_reading *r, const hs_accusation_word *words,
                                    hs_token_range charge, hs_token_range cue)
{
    const hs_word *tree = r->syntax->words;
    uint32_t head = hs_syntax_range_head(r, cue);
    hs_token_range rest = {cue.end, charge.end};
    if (cue.end <= charge.first || cue.first >= charge.end ||
        words[head].lexeme->accuse_roles & HS_LETTER('s'))
        return charge;
    while (rest.first < rest.end &&
           (tree[rest.first].upos == HS_UPOS_ADP || tree[rest.first].upos == HS_UPOS_SCONJ))
        rest.first++;
    return rest.first < rest.end ? rest : charge;
}

/* Whether a token hangs on one of two others, directly or not, and comes to that one first. */
static bool hangs_on(const hs_word *tree, uint32_t token, uint32_t one, uint32_t other)
{
    enum { STEPS = 12 };
    for (int step = 0; step < STEPS && token != HS_NO_WORD; step++) {
        if (token == one || token == other)
            return token == one;
        token = tree[token].head;
    }
    return false;
}

/* "Allegations that X stole have alarmed Y": of a noun that is a sentence's subject, what is said
 * of it does not tell the wrong. */
static void cut_predicate(const hs_reading *r, hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    if (hs_token_range_empty(found->cue) || found->charge.first < found->cue.end)
        return;
    uint32_t noun = hs_syntax_range_head(r, found->cue), verb = tree[noun].head;
    bool subject =
        tree[noun].deprel == HS_DEPREL_NSUBJ || tree[noun].deprel == HS_DEPREL_NSUBJ_PASS;
    if (tree[noun].upos != HS_UPOS_NOUN || !subject || verb == HS_NO_WORD)
        return;
    for (uint32_t t = found->charge.first + 1; t < found->charge.end; t++)
        if (hangs_on(tree, t, verb, noun)) {
            found->charge.end = t;
            return;
        }
}

/* "A builder who | took £4,000 has been jailed": the subject in front of a charge that stands in a
 * clause or words about it, and whose own verb is inside the charge; HS_NONE where none is. */
static uint32_t subject_before(const hs_word *tree, hs_token_range charge)
{
    enum { STEPS = 12 };
    bool about = false;
    uint32_t t = charge.first;
    for (int step = 0; step < STEPS && t != HS_NO_WORD; step++) {
        uint32_t head = tree[t].head;
        bool subject = tree[t].deprel == HS_DEPREL_NSUBJ || tree[t].deprel == HS_DEPREL_NSUBJ_PASS;
        bool outside = t < charge.first || t >= charge.end;
        if (outside && about && subject && hs_token_range_holds(charge, head))
            return t;
        if (tree[t].deprel == HS_DEPREL_CONJ && !about)
            return HS_NONE;
        about = about || tree[t].deprel == HS_DEPREL_ACL || tree[t].deprel == HS_DEPREL_ACL_RELCL;
        t = head;
    }
    return HS_NONE;
}

void hs_charge_leave_main_clause(const hs_reading *r, const hs_accusation_word *words,
                                 hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t subject = subject_before(tree, found->charge);
    uint32_t verb = subject == HS_NONE ? HS_NONE : tree[subject].head;
    bool wrong = verb != HS_NONE && tree[subject].deprel == HS_DEPREL_NSUBJ &&
                 hs_meaning_get(words[verb].meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
    for (uint32_t t = found->charge.first + 1; verb != HS_NONE && !wrong && t < found->charge.end;
         t++) {
        if (!hangs_on(tree, t, verb, subject))
            continue;
        found->cut_off = (hs_token_range){t, found->charge.end};
        found->charge.end = t;
        if (hs_token_range_empty(found->cue))
            found->anchor = hs_syntax_range_head(r, found->charge);
        return;
    }
}

/* The word that a verb's object hangs on: behind the verb and near it, or HS_NONE. */
static uint32_t object_of(const hs_reading *r, uint32_t verb)
{
    enum { NEAR = 12 };
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end && t <= verb + NEAR; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_OBJ)
            return t;
    return HS_NONE;
}

/* "condemned | the arrest of X by Y": of a verb whose object may be the charge itself, where that
 * is something done. */
static void take_object(const hs_reading *r, const hs_accusation_word *words,
                        hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t verb = found->anchor;
    bool alone = found->charge.first == found->cue.first && found->charge.end == found->cue.end;
    if (!alone || tree[verb].upos != HS_UPOS_VERB || words[verb].passive ||
        !(words[verb].lexeme->accuse_roles & HS_LETTER('g')))
        return;
    uint32_t object = object_of(r, verb);
    if (object == HS_NONE || tree[object].upos != HS_UPOS_NOUN ||
        !(hs_noun_deed(r, hs_reading_word_of_token(r, object)) ||
          hs_noun_suffered(hs_str_make(tree[object].lemma, tree[object].lemma_length))))
        return;
    hs_token_range charge = {found->cue.end, object + 1};
    while (charge.end < r->syntax->word_count && tree[charge.end].upos != HS_UPOS_PUNCT &&
           hangs_on(tree, charge.end, object, verb))
        charge.end++;
    found->charge = charge;
}

/* Whether "for" and its like behind a verb give a charge, no time: "for speeding", not "for years".
 */
static bool charged_with(const hs_reading *r, uint32_t verb)
{
    static const char *const links[] = {"for", "over", "as", "about", NULL};
    static const char *const times[] = {"hour", "day",    "night", "week", "month",
                                        "year", "decade", "time",  "life", NULL};
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end; t++)
        if (hs_syntax_lemma_among(&tree[t], links) && tree[t].head != HS_NO_WORD &&
            !hs_syntax_lemma_among(&tree[tree[t].head], times))
            return true;
    return false;
}

/* "She says the church imprisoned her": what those who suffer it tell of, and whoever does it does
 * not accuse them in words. */
static bool complained_of(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const persons[] = {"I", "we", "he", "she", "they", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t object = object_of(r, verb);
    bool told =
        tree[verb].deprel == HS_DEPREL_CCOMP || r->attribution_at[words[verb].word] != HS_NONE;
    return told && !words[verb].passive && words[verb].lexeme->accuse_roles & HS_LETTER('h') &&
           object != HS_NONE && tree[object].upos == HS_UPOS_PRON &&
           hs_syntax_lemma_among(&tree[object], persons);
}

/* "Was attacked by a motorist", "she says they jailed her": not in words. */
static void take_for_deed(const hs_reading *r, const hs_accusation_word *words,
                          hs_found_accusation *found)
{
    uint32_t verb = found->anchor;
    if (hs_token_range_empty(found->cue))
        return;
    bool suffered = words[verb].passive && words[verb].lexeme->accuse_roles & HS_LETTER('b');
    if ((!suffered && !complained_of(r, words, verb)) || charged_with(r, verb))
        return;
    found->charge.first = found->charge.first < verb ? found->charge.first : verb;
    found->charge.end = found->charge.end > verb ? found->charge.end : verb + 1;
    found->cue = (hs_token_range){0, 0};
    found->explicit_form = false;
}

void hs_charge_mend(const hs_reading *r, const hs_accusation_word *words,
                    hs_found_accusation *found)
{
    take_for_deed(r, words, found);
    if (hs_token_range_empty(found->cue))
        return;
    cut_predicate(r, found);
    take_object(r, words, found);
}
