#include "annotate/reading/relative_object.h"

enum { REACH = 40 }; /* tokens that a clause is looked at to either side of its verb */

static const hs_relative_object none = {HS_NONE, HS_NONE};

/* "Who", "which", "that"; not "whose". */
static bool relative(const hs_reading *r, uint32_t token)
{
    static const char *const words[] = {"who", "whom", "which", "that", NULL};
    const hs_word *it = hs_syntax_token(r, token);
    return it->upos != HS_UPOS_ADP && it->xpos != HS_XPOS_WPS && it->deprel != HS_DEPREL_MARK &&
           hs_word_lemma_among(it, words);
}

/* Whether nothing behind a verb is its object: "attacked | her", "rails | against her". */
static bool lacks_object(const hs_reading *r, uint32_t verb, uint32_t tokens)
{
    uint32_t count = (uint32_t)r->syntax->word_count, last = verb + tokens - 1;
    if (last >= count)
        return false;
    const hs_word *end = hs_syntax_token(r, last);
    bool stranded =
        end->head < last || last + 1 >= count ||
        hs_syntax_token(r, last + 1)->upos == HS_UPOS_ADP; /* "lit into | at a debate" */
    if (tokens > 1 && end->deprel == HS_DEPREL_CASE && !stranded)
        return false;
    for (uint32_t t = verb + 1; t < count && t < verb + REACH; t++) {
        const hs_word *word = hs_syntax_token(r, t);
        bool object = word->deprel == HS_DEPREL_OBJ || word->deprel == HS_DEPREL_IOBJ ||
                      word->deprel == HS_DEPREL_CCOMP;
        if (word->head == verb && object && t > last)
            return false;
    }
    return true;
}

/* What stands in front of a clause's verb: its subject and the relative word that is its object. */
typedef struct front {
    uint32_t subject, object;
} front;

static front front_of(const hs_reading *r, uint32_t verb)
{
    front it = {HS_NONE, HS_NONE};
    for (uint32_t t = verb; t > 0 && t + REACH > verb; t--) {
        const hs_word *word = hs_syntax_token(r, t - 1);
        if (word->head != verb)
            continue;
        bool subject = word->deprel == HS_DEPREL_NSUBJ;
        if (relative(r, t - 1) && (it.subject != HS_NONE || !subject))
            it.object = word->deprel == HS_DEPREL_OBJ || subject ? t - 1 : it.object;
        else if (it.subject == HS_NONE && (subject || word->deprel == HS_DEPREL_NSUBJ_PASS))
            it.subject = t - 1;
    }
    return it;
}

/* The verb of the relative clause that a verb stands in: itself, or of "spent years | attacking",
 * "wants to | blame", "met and | accused" the first. HS_NONE: it stands in none. */
static uint32_t clause_verb(const hs_reading *r, uint32_t verb)
{
    enum { UP = 4 };
    for (int step = 0; step < UP; step++) {
        const hs_word *it = hs_syntax_token(r, verb);
        switch ((enum hs_deprel)it->deprel) {
        case HS_DEPREL_ACL_RELCL:
            return verb;
        case HS_DEPREL_XCOMP:
        case HS_DEPREL_CONJ:
            break;
        case HS_DEPREL_ADVCL:
            if (it->xpos != HS_XPOS_VBG || verb == 0 ||
                hs_syntax_token(r, verb - 1)->upos == HS_UPOS_ADP ||
                hs_syntax_token(r, verb - 1)->upos == HS_UPOS_SCONJ)
                return HS_NONE; /* "after | attacking" */
            break;
        default:
            return HS_NONE;
        }
        verb = it->head;
        if (verb == HS_NO_WORD || hs_syntax_token(r, verb)->upos != HS_UPOS_VERB)
            return HS_NONE;
    }
    return HS_NONE;
}

hs_relative_object hs_relative_object_find(const hs_reading *r, uint32_t token, uint32_t tokens)
{
    uint32_t top = r->syntax ? clause_verb(r, token) : HS_NONE;
    if (top == HS_NONE || token == 0 || !lacks_object(r, token, tokens))
        return none;
    uint32_t noun = hs_syntax_token(r, top)->head;
    if (top != token && front_of(r, token).subject != HS_NONE)
        return none; /* "whom she met and he attacked" */
    front it = front_of(r, top);
    if (noun == HS_NO_WORD || noun > top || it.subject == HS_NONE ||
        hs_syntax_token(r, it.subject)->deprel == HS_DEPREL_NSUBJ_PASS ||
        (it.object == HS_NONE && relative(r, it.subject)))
        return none;
    for (uint32_t t = noun + 1; it.object == HS_NONE && t < it.subject; t++) {
        const hs_word *word = hs_syntax_token(r, t);
        bool belongs = word->upos == HS_UPOS_DET && word->head <= it.subject;
        if (!belongs && (relative(r, t) || word->xpos == HS_XPOS_WRB))
            return none; /* "to whom she complained", "where he went" */
    }
    return (hs_relative_object){noun, it.subject};
}
