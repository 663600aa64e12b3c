/* What holds for a finding as a whole: whose voice it is in, and whether each accuses the other.
 * Part of role_sights.h's work.
 */
#include "annotate/accusations/role_sights.h"
#include "annotate/reading/syntax.h"

/* "the liar", "a sexist joke", "falsely": whoever utters such a word accuses, where "accused" and
 * "criticism" tell of an accuser of their own. */
static bool judges(const hs_sight *s)
{
    static const unsigned tells = HS_LETTER('o') | HS_LETTER('f') | HS_LETTER('c') |
                                  HS_LETTER('g') | HS_LETTER('i') | HS_LETTER('p') | HS_LETTER('d');
    const hs_accusation_word *word = &s->it->words[s->cue];
    const hs_lexeme *lexeme = s->r->words.items[word->word].lexeme;
    bool wrong = hs_meaning_get(word->meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
    if (lexeme->accuse_roles & tells || lexeme->noun_frames)
        return false;
    switch ((enum hs_upos)s->tree[s->cue].upos) {
    case HS_UPOS_VERB:
        return lexeme->accuse_roles & HS_LETTER('s');
    case HS_UPOS_NOUN:
        return wrong && hs_meaning_get(word->meaning, HS_MEANING_KIND) != HS_KIND_CASE;
    case HS_UPOS_ADJ: /* not "guilty of": a court says so */
        return wrong && !(lexeme->accuse_roles & HS_LETTER('s'));
    case HS_UPOS_ADV:
        return wrong;
    default:
        return false;
    }
}

static bool has_each_other(const hs_sight *s, uint32_t verb)
{
    enum { NEAR = 4 };
    static const char *const one[] = {"each", "one", NULL};
    static const char *const other[] = {"other", "another", NULL};
    for (uint32_t t = verb + 1; t + 1 < s->r->syntax->word_count && t < verb + NEAR; t++)
        if (hs_syntax_lemma_among(&s->tree[t], one) &&
            hs_syntax_lemma_among(&s->tree[t + 1], other) &&
            (t == verb + 1 || s->tree[t].head == verb || s->tree[t + 1].head == verb))
            return true;
    return false;
}

/* "Accused each other", "called one another liars", "took turns calling each other unfit". */
static bool mutual(const hs_sight *s)
{
    static const char *const calls[] = {"call", "brand", "label", "dub", NULL};
    uint32_t at = s->cue != HS_NONE ? s->cue : s->charge;
    uint32_t over = s->tree[at].head;
    if (s->cue != HS_NONE && has_each_other(s, s->cue))
        return true;
    if (over != HS_NO_WORD && over < at && hs_syntax_lemma_among(&s->tree[over], calls))
        return has_each_other(s, over);
    for (uint32_t t = s->it->charge.first; s->cue == HS_NONE && t < s->it->charge.end; t++)
        if (hs_syntax_lemma_among(&s->tree[t], calls) && has_each_other(s, t))
            return true;
    return false;
}

uint8_t hs_sight_situation(const hs_sight *s)
{
    const hs_role_case *it = s->it;
    const hs_accusation_word *anchor = &it->words[it->anchor];
    uint8_t upos = s->tree[it->anchor].upos;
    unsigned bits = s->r->words.items[anchor->word].quotation != 0 ? HS_SITUATION_IN_MARKS : 0;
    bits |= s->cue != HS_NONE && s->cue_agent != HS_NONE ? HS_SITUATION_HAS_SUBJECT : 0;
    bits |= s->cue != HS_NONE && judges(s) ? HS_SITUATION_JUDGED : 0;
    bits |= mutual(s) ? HS_SITUATION_MUTUAL : 0;
    bits |= upos == HS_UPOS_NOUN || upos == HS_UPOS_ADJ ? HS_SITUATION_NOUN : 0;
    bits |= anchor->passive ? HS_SITUATION_PASSIVE : 0;
    if (it->rule && it->rule->accuser == HS_NONE)
        bits |= it->rule->open_accuser ? HS_SITUATION_RULE_OPEN : HS_SITUATION_RULE_SPEAKER;
    return (uint8_t)bits;
}
