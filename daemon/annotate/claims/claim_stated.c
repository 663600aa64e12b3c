/* Of attributions, which state something that may be so or not, and in which of their words. */
#include "annotate/claims/claim_stated.h"

#include "annotate/reading/syntax.h"

enum {
    LEAST_WORDS = 2,  /* of a clause: "He lies" */
    LEAST_MARKED = 3, /* of words in quotation marks that hold no verb */
};

static bool is_finite(const hs_word *token)
{
    bool verb = token->upos == HS_UPOS_VERB || token->upos == HS_UPOS_AUX;
    return verb && (token->xpos == HS_XPOS_VBD || token->xpos == HS_XPOS_VBP ||
                    token->xpos == HS_XPOS_VBZ || token->xpos == HS_XPOS_MD);
}

bool hs_claim_finite(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *it = hs_reading_word(r, i);
    for (uint32_t t = it->first_token; t < it->first_token + it->lexeme->word_count; t++)
        if (is_finite(&r->syntax->words[t]))
            return true;
    return false;
}

/* "Said the higher figure | dated from May": behind a verb that takes no noun for an object, what
 * the parse takes for a participle of one is the verb of a clause. */
static bool taken_for_participle(const hs_reading *r, const hs_attribution *it, uint32_t i)
{
    const hs_word *tree = r->syntax->words, *token = &tree[hs_reading_token(r, i)];
    if (token->deprel != HS_DEPREL_ACL || token->xpos != HS_XPOS_VBN || token->head == HS_NO_WORD ||
        tree[token->head].deprel != HS_DEPREL_OBJ || tree[token->head].head == HS_NO_WORD)
        return false;
    uint32_t cue = hs_reading_word_of_token(r, tree[token->head].head);
    const hs_shallow_word *verb = hs_reading_word(r, cue);
    bool clauses = (verb->lexeme->report_frames & HS_FRAME_CLAUSE) != 0 &&
                   (verb->lexeme->report_frames & (HS_FRAME_OBJECT | HS_FRAME_ADDRESSEE)) == 0;
    return clauses && it->cue.start <= verb->span.start && verb->span.end <= it->cue.end;
}

/* "asked why 400 had left", "asked whether it was safe": nobody states what follows. */
static bool asks(const hs_reading *r, const hs_attribution *it, uint32_t first)
{
    static const char *const cues[] = {
        "ask",       "asks",       "asked",     "asking",   "wonder",   "wonders", "wondered",
        "wondering", "questioned", "questions", "inquired", "enquired", NULL};
    static const char *const yes_or_no[] = {"whether", "if", NULL};
    static const char *const open[] = {"why", "how",   "what", "when",  "where",
                                       "who", "which", "whom", "whose", NULL};
    if (hs_span_empty(it->cue) || it->form == HS_FORM_DIRECT || first >= r->words.count)
        return false;
    if (hs_reading_word_among(r, first, yes_or_no))
        return true;
    hs_word_range cue = hs_reading_words_in(r, it->cue);
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (hs_reading_word_among(r, i, cues))
            return hs_reading_word_among(r, first, open);
    return false;
}

bool hs_claim_helps(uint8_t relation)
{
    return relation == HS_DEPREL_AUX || relation == HS_DEPREL_AUX_PASS || relation == HS_DEPREL_COP;
}

/* Whether a preposition leads from whom a cue blames to what it blames them for: "of | dumping",
 * "for | a fire that killed four". */
static bool leads_to_charge(const hs_reading *r, uint32_t i, hs_word_range cue, uint32_t end)
{
    static const char *const links[] = {"of", "for", "over", NULL};
    if (i + 1 >= end || hs_reading_tag(r, i) != HS_TAG_PREPOSITION)
        return false;
    uint32_t doing = i + 1, head = hs_syntax_head(r, doing);
    if (r->syntax->words[hs_reading_token(r, doing)].xpos == HS_XPOS_VBG) {
        enum hs_deprel relation = hs_syntax_relation(r, doing);
        if (head != HS_NONE && head > doing &&
            (hs_claim_helps(relation) || relation == HS_DEPREL_AMOD))
            head = hs_syntax_head(r, head); /* "of having sold it", "of cutting corners" */
        return head == HS_NONE || head <= i;
    }
    uint32_t noun = hs_syntax_head(r, i);
    head = noun == HS_NONE ? HS_NONE : hs_syntax_head(r, noun);
    bool of_cue = head != HS_NONE && head >= cue.first && head < cue.end &&
                  hs_syntax_relation(r, noun) == HS_DEPREL_OBL;
    for (uint32_t k = i + 1; of_cue && hs_reading_word_among(r, i, links) && k < end; k++)
        if (hs_claim_finite(r, k))
            return true;
    return false;
}

/* Where a charge begins in front of which no verb is finite; HS_NONE where there is none. */
static uint32_t charge_from(const hs_reading *r, const hs_attribution *it, hs_word_range content)
{
    hs_word_range cue = hs_reading_words_in(r, it->cue);
    bool accuses = false;
    for (uint32_t i = cue.first; i < cue.end; i++)
        accuses = accuses || hs_reading_word(r, i)->lexeme->accuse_weight > 0;
    for (uint32_t i = content.first; accuses && i < content.end && !hs_claim_finite(r, i); i++)
        if (leads_to_charge(r, i, cue, content.end))
            return i + 1;
    return HS_NONE;
}

/* "…, which Ruiz said would fall": content that begins with a pronoun in front of its cue. */
static bool of_relative(const hs_reading *r, const hs_attribution *it)
{
    hs_word_range first = hs_reading_words_in(r, it->content[0]);
    return it->form == HS_FORM_INDIRECT && it->content_count > 1 && first.end == first.first + 1 &&
           it->content[0].end <= it->source_span.start &&
           hs_reading_tag(r, first.first) == HS_TAG_RELATIVE;
}

/* "twice what Ruiz said it would": an object of the clause around it, which is not hers. */
static bool free_relative(const hs_reading *r, const hs_attribution *it)
{
    return of_relative(r, it) &&
           hs_reading_word_is(r, hs_reading_words_in(r, it->content[0]).first, "what");
}

/* "If prosecutors prove that …": nobody has, so far. */
static bool supposed(const hs_reading *r, const hs_attribution *it)
{
    enum { NEAR = 12 };
    static const char *const marks[] = {"if", "unless", "until", NULL};
    const hs_word *tree = r->syntax->words;
    if (hs_span_empty(it->cue))
        return false;
    hs_word_range cue = hs_reading_words_in(r, it->cue);
    for (uint32_t i = cue.first; i-- > 0 && i + NEAR > cue.first;) {
        uint32_t t = hs_reading_token(r, i);
        if (tree[t].deprel != HS_DEPREL_MARK || !hs_word_lemma_among(&tree[t], marks) ||
            tree[t].head == HS_NO_WORD)
            continue;
        uint32_t verb = hs_reading_word_of_token(r, tree[t].head);
        return verb >= cue.first && verb < cue.end;
    }
    return false;
}

/* Whether somebody states something by it. Without a verb only what is said in marks or stands in
 * front of its frame does, and a charge: "called it a hoax" is what the text tells. */
static bool states(const hs_reading *r, const hs_attribution *it, bool *charge)
{
    if (it->act != HS_ACT_SPEECH || it->content_count == 0 || free_relative(r, it) ||
        supposed(r, it))
        return false;
    uint32_t words = 0;
    bool finite = false;
    for (uint32_t k = 0; k < it->content_count; k++) {
        hs_word_range range = hs_reading_words_in(r, it->content[k]);
        words += range.end - range.first;
        if (k == 0 && asks(r, it, range.first))
            return false;
        for (uint32_t i = range.first; i < range.end && !finite; i++)
            finite = hs_claim_finite(r, i) || taken_for_participle(r, it, i);
    }
    bool apart = hs_span_empty(it->cue) || it->content[0].start < it->cue.start ||
                 it->form == HS_FORM_DIRECT;
    *charge = charge_from(r, it, hs_reading_words_in(r, it->content[0])) != HS_NONE;
    return finite ? words >= LEAST_WORDS : *charge || (apart && words >= LEAST_MARKED);
}

static void own_stated(const hs_reading *r, uint32_t attribution, hs_word_owners *owners)
{
    const hs_attribution *it = &r->attributions.items[attribution];
    bool charge = false;
    if (!states(r, it, &charge))
        return;
    for (uint32_t k = of_relative(r, it) ? 1 : 0; k < it->content_count; k++) {
        hs_word_range range = hs_reading_words_in(r, it->content[k]);
        if (charge && k == 0)
            range.first = charge_from(r, it, range);
        if (range.first < range.end)
            hs_reading_own(r, owners, hs_word_range_span(&r->words, range), attribution,
                           range.end - range.first);
    }
}

uint32_t *hs_claim_stated(const hs_reading *r)
{
    hs_word_owners owners = hs_reading_owners(r);
    for (uint32_t i = 0; i < r->attributions.count; i++)
        own_stated(r, i, &owners);
    return owners.of;
}
