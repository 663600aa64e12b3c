/* Looks once at each token of a part: at what hangs on its verb, and at whether anything in it says
 * more than that. What verbs and nouns mean is the table's matter (meaning.h).
 */
#include "annotate/claims/claim_saying.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

enum {
    FIELD_WORDS = 10, /* of what is thought and said */
    DENIES = 7,       /* weight of an answering word: "deny", "reject" */
};

/* A saying's verb with what hangs on it. */
typedef struct saying {
    const hs_reading *r;
    uint32_t verb, subject, object; /* tokens, or HS_NONE */
    hs_meaning meaning;
    const hs_lexeme *lexeme;
    bool passive;
    bool says_more; /* a clause, a figure */
    bool qualifies; /* words about a noun: "a breach of the truce signed in May" */
    bool named;     /* "called it a disgrace", "described it as absurd" */
    bool ground;    /* "for" or "on" something: what is wrong with it */
    bool marks;     /* words in quotation marks */
} saying;

static hs_meaning meaning_of(const hs_word *word, enum hs_meaning_part part)
{
    return hs_meaning_of(hs_word_lemma(word), part);
}

/* "As absurd": the parse takes such a quality for a clause. */
static bool behind_as(const hs_word *words, uint32_t t)
{
    enum { NEAR = 4 };
    static const char *const as[] = {"as", NULL};
    for (uint32_t i = 1; i <= NEAR && i <= t; i++)
        if (words[t - i].head == t && hs_word_lemma_among(&words[t - i], as))
            return words[t].upos == HS_UPOS_ADJ || words[t].upos == HS_UPOS_NOUN;
    return false;
}

/* Whether a token brings a clause of its own, or a number. */
static bool says_more(const hs_word *words, uint32_t t)
{
    const hs_word *word = &words[t];
    switch ((enum hs_deprel)word->deprel) {
    case HS_DEPREL_ADVCL:
        return !behind_as(words, t);
    case HS_DEPREL_CCOMP:
    case HS_DEPREL_ACL_RELCL:
    case HS_DEPREL_CSUBJ:
    case HS_DEPREL_CSUBJ_PASS:
    case HS_DEPREL_PARATAXIS:
        return true;
    case HS_DEPREL_XCOMP:
    case HS_DEPREL_CONJ:
        return word->upos == HS_UPOS_VERB;
    default:
        return word->upos == HS_UPOS_NUM;
    }
}

static void note_argument(saying *it, const hs_word *words, uint32_t t)
{
    switch ((enum hs_deprel)words[t].deprel) {
    case HS_DEPREL_NSUBJ:
        it->subject = t;
        break;
    case HS_DEPREL_OBJ:
        it->object = t;
        break;
    case HS_DEPREL_NSUBJ_PASS:
        it->passive = true;
        break;
    case HS_DEPREL_XCOMP:
        it->named = true;
        break;
    default:
        break;
    }
}

/* "Called it absurd", "criticised them for the sale": by what stands in front of a noun. */
static void note_case(saying *it, const hs_word *words, uint32_t t)
{
    static const char *const as[] = {"as", NULL};
    static const char *const grounds[] = {"for", "on", "over", "with", NULL};
    uint32_t noun = words[t].head;
    if (words[t].deprel != HS_DEPREL_CASE || noun == HS_NO_WORD ||
        (words[noun].head != it->verb && words[noun].head != it->object))
        return;
    it->named = it->named || (words[noun].head == it->verb && hs_word_lemma_among(&words[t], as));
    it->ground = it->ground || hs_word_lemma_among(&words[t], grounds);
}

static bool in_marks(const hs_reading *r, hs_word_range part)
{
    for (uint32_t i = part.first; i < part.end; i++)
        if (hs_reading_word(r, i)->quotation)
            return true;
    return false;
}

static saying read(const hs_reading *r, hs_word_range part)
{
    const hs_word *words = r->syntax->words;
    const hs_shallow_word *last = hs_reading_word(r, part.end - 1);
    hs_token_range range = {hs_reading_word(r, part.first)->first_token,
                            last->first_token + last->lexeme->word_count};
    uint32_t verb = hs_syntax_range_head(r, range);
    saying it = {.r = r, .verb = verb, .subject = HS_NONE, .object = HS_NONE};
    it.lexeme = hs_reading_word(r, hs_reading_word_of_token(r, verb))->lexeme;
    if (words[verb].upos != HS_UPOS_VERB || it.lexeme->report_weight == 0)
        return it;
    it.meaning = meaning_of(&words[verb], HS_MEANING_OF_VERB);
    it.marks = in_marks(r, part);
    for (uint32_t t = range.first; t < range.end; t++) {
        if (t == verb)
            continue;
        it.says_more = it.says_more || says_more(words, t);
        it.qualifies = it.qualifies || words[t].deprel == HS_DEPREL_ACL;
        if (words[t].head == verb)
            note_argument(&it, words, t);
        note_case(&it, words, t);
    }
    return it;
}

/* "Denied the allegation", "rejected that": but a court that rejects a claim decides. */
static bool denies_words(const saying *it)
{
    static const char *const decide[] = {"judge",      "court", "jury",       "tribunal",
                                         "magistrate", "panel", "commission", "committee",
                                         "regulator",  NULL};
    const hs_word *words = it->r->syntax->words, *object = &words[it->object];
    if (it->subject != HS_NONE && hs_word_lemma_among(&words[it->subject], decide))
        return false;
    unsigned speech = hs_meaning_get(meaning_of(object, HS_MEANING_OF_NOUN), HS_MEANING_SPEECH);
    return object->upos == HS_UPOS_PRON || object->upos == HS_UPOS_DET ||
           speech == HS_SPEECH_STATES || speech == HS_SPEECH_CRITICISES;
}

static bool praises(const hs_word *verb)
{
    static const char *const verbs[] = {"praise",       "welcome", "thank",  "applaud", "hail",
                                        "congratulate", "commend", "salute", "defend",  NULL};
    return hs_word_lemma_among(verb, verbs);
}

/* "Condemned the purchase"; "criticised the firm for selling it" says more. */
static bool criticises_only(const saying *it)
{
    return hs_meaning_get(it->meaning, HS_MEANING_SPEECH) == HS_SPEECH_CRITICISES &&
           hs_meaning_get(it->meaning, HS_MEANING_FIELD) == FIELD_WORDS &&
           (!it->ground || it->marks);
}

bool hs_claim_only_says(const hs_reading *r, hs_word_range part)
{
    if (!r->syntax || part.end <= part.first)
        return false;
    saying it = read(r, part);
    if (!it.meaning || it.passive || it.says_more || it.object == HS_NONE)
        return false;
    bool names = it.lexeme->report_frames & HS_FRAME_AS && (it.named || it.marks);
    bool denies = hs_meaning_get(it.meaning, HS_MEANING_SPEECH) == HS_SPEECH_DENIES;
    if (names)
        return true;
    return !it.qualifies && (praises(&r->syntax->words[it.verb]) || criticises_only(&it) ||
                             (denies && denies_words(&it)));
}

bool hs_claim_denied(const hs_reading *r, uint32_t attribution)
{
    const hs_attribution *it = &r->attributions.items[attribution];
    bool reported = it->form == HS_FORM_INDIRECT || it->form == HS_FORM_MIXED;
    if (!reported || hs_span_empty(it->cue) || it->content[0].start < it->cue.end)
        return false;
    for (uint32_t i = hs_reading_word_at(r, it->cue.start);
         i < r->words.count && hs_reading_word(r, i)->span.start < it->cue.end; i++) {
        const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
        if (lexeme->answer_kind == HS_ANSWER_DENIAL && lexeme->answer_weight >= DENIES)
            return hs_reading_tag(r, i) == HS_TAG_VERB;
    }
    return false;
}
