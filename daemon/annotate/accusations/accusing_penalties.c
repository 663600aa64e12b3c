/* Penalties that a noun names, "handed X a ban for doping", and what somebody was caught at. */
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

enum { FOR_A_REASON = 25, REACH = 8 }; /* points; words */

bool hs_accusing_wrong_word(const hs_reading *r, uint32_t word)
{
    if (hs_reading_word(r, word)->lexeme->harm_weight || !r->syntax)
        return r->syntax != NULL;
    const hs_word *it = hs_syntax_token(r, hs_reading_token(r, word));
    hs_str lemma = hs_word_lemma(it);
    hs_meaning meaning = it->upos == HS_UPOS_VERB   ? hs_meaning_of(lemma, HS_MEANING_OF_VERB)
                         : it->upos == HS_UPOS_NOUN ? hs_meaning_of(lemma, HS_MEANING_OF_NOUN)
                                                    : 0;
    return hs_meaning_get(meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
}

uint32_t hs_accusing_gerund(const hs_accusing_finder *f, uint32_t from)
{
    const hs_reading *r = f->r;
    while (from < f->predicate.cue.scope.end && hs_reading_tag(r, from) == HS_TAG_ADVERB)
        from++;
    bool gerund = from < f->predicate.cue.scope.end && r->syntax &&
                  hs_syntax_token(r, hs_reading_token(r, from))->xpos == HS_XPOS_VBG;
    return gerund ? from : HS_NONE;
}

hs_span hs_accusing_short_clause(const hs_accusing_finder *f, uint32_t first)
{
    const hs_reading *r = f->r;
    hs_span clause = hs_predicate_clause(r, &f->predicate, first, true);
    for (uint32_t i = first + 1; i + 1 < f->predicate.cue.scope.end; i++) {
        if (hs_reading_word(r, i)->span.start >= clause.end)
            break;
        if (hs_reading_tag(r, i) == HS_TAG_CONJUNCTION && hs_reading_tag(r, i + 1) == HS_TAG_VERB &&
            hs_reading_word(r, i + 1)->lexeme->forms != HS_LEX_FORM_ING)
            return hs_reading_span(r, first, i);
    }
    return clause;
}

/* Who gets what the noun in hand names, and from whom: by the verb over it. */
typedef struct handing {
    uint32_t to, from; /* phrases */
    bool passive;
} handing;

/* "Orbex handed a fine for it", "hit with a ban over it": a verb in the past without "was", whose
 * subject it is that gets what the noun names; not "handed a fine to X". */
static bool handed_in_headline(const hs_accusing_finder *f, const hs_predicate *p)
{
    static const char *const to[] = {"to", "on", NULL};
    const hs_reading *r = f->r;
    uint32_t noun = r->phrases.phrase_at[f->word], verb = hs_reading_token(r, p->cue.word);
    return r->block->kind == HS_BLOCK_HEADING && (p->object == HS_NONE || p->object == noun) &&
           hs_syntax_token(r, verb)->xpos != HS_XPOS_VBZ &&
           (f->word + 1 >= r->words.count || !hs_reading_word_among(r, f->word + 1, to));
}

static bool find_handing(const hs_accusing_finder *f, handing *out)
{
    static const char *const gives[] = {"hand",  "give", "slap", "hit",     "serve", "land",
                                        "issue", "deal", "face", "receive", "get",   NULL};
    static const char *const gets[] = {"face", "receive", "get", NULL};
    const hs_reading *r = f->r;
    uint32_t token = hs_reading_token(r, f->word), verb = r->syntax->words[token].head;
    if (verb == HS_NO_WORD || verb > token || r->syntax->words[verb].upos != HS_UPOS_VERB ||
        !hs_word_lemma_among(&r->syntax->words[verb], gives))
        return false;
    hs_predicate p = hs_predicate_read(r, hs_reading_word_of_token(r, verb), NULL);
    if (p.cue.negated || p.hypothetical || p.question)
        return false;
    bool gotten = hs_word_lemma_among(&r->syntax->words[verb], gets);
    gotten = gotten || (!p.cue.passive && handed_in_headline(f, &p));
    out->passive = p.cue.passive || gotten;
    out->to = out->passive ? p.cue.subject : p.object;
    out->from = p.cue.passive ? p.agent : gotten ? HS_NONE : p.cue.subject;
    return hs_predicate_is_party(r, out->to);
}

bool hs_accusing_punished_with(const hs_accusing_finder *f)
{
    enum { NEAR = 4 };
    const hs_reading *r = f->r;
    if (!r->syntax || !(f->lexeme->forms & HS_LEX_FORM_PARTICIPLE))
        return false;
    uint32_t object = hs_reading_phrase_from(r, f->word + 1);
    if (object != HS_NONE && hs_reading_tag(r, f->word + 1) != HS_TAG_NUMBER &&
        hs_predicate_is_party(r, object))
        return false; /* "fined X £2m" */
    uint32_t verb = hs_reading_token(r, f->word);
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = verb + 1; t < r->syntax->word_count && t <= verb + NEAR; t++) {
        if (tree[t].head != verb || tree[t].deprel != HS_DEPREL_OBJ)
            continue;
        bool counted = t > verb + 1 && tree[t - 1].upos == HS_UPOS_NUM;
        return tree[t].upos == HS_UPOS_SYM || tree[t].upos == HS_UPOS_NUM ||
               (counted &&
                hs_word_is(hs_reading_word(r, hs_reading_word_of_token(r, t)), HS_LEX(TIME)));
    }
    return false;
}

bool hs_accusing_read_penalty(hs_accusing_finder *f)
{
    static const char *const reasons[] = {"for", "over", NULL};
    hs_reading *r = f->r;
    handing it;
    if (!r->syntax || !find_handing(f, &it))
        return false;
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    uint32_t link = hs_predicate_find(r, &f->predicate, f->word + 1, REACH, reasons);
    if (!hs_accusing_goes_on(f, link) || hs_reading_tag(r, link + 1) == HS_TAG_NUMBER)
        return false;
    hs_accusing *accusing =
        hs_accusing_push(f, hs_accusing_short_clause(f, link + 1), FOR_A_REASON);
    accusing->accuser = it.from;
    accusing->untaught = true;
    accusing->open_accuser = it.from == HS_NONE;
    hs_accusing_add(accusing, it.to);
    return true;
}
