/* What an answering verb is about, by the parse and by what its object means (meaning.h). */
#include "annotate/accusations/answer_idle.h"

#include "annotate/reading/syntax.h"

/* What is done by a verb, or to whom. */
typedef struct done {
    uint32_t object, done_to; /* tokens, or HS_NONE; "done_to": the subject of a passive */
    bool agent;               /* "by X" */
    bool withheld;            /* "denied them lawyers" */
} done;

static done done_by(const hs_answer_case *it, uint32_t verb)
{
    enum { REACH = 40 };
    static const char *const by[] = {"by", NULL};
    const hs_analysis *syntax = it->reading->syntax;
    done found = {HS_NONE, HS_NONE, false, false};
    hs_word_span sentence = syntax->sentences[hs_syntax_sentence(it->reading, verb)];
    uint32_t first = verb > sentence.first + REACH ? verb - REACH : sentence.first;
    for (uint32_t t = first; t < sentence.end && t < verb + REACH; t++) {
        const hs_word *word = &syntax->words[t];
        if (word->head == verb && word->deprel == HS_DEPREL_OBJ)
            found.object = t;
        else if (word->head == verb && word->deprel == HS_DEPREL_NSUBJ_PASS)
            found.done_to = t;
        else if (word->head == verb && word->deprel == HS_DEPREL_IOBJ)
            found.withheld = true;
        else if (word->deprel == HS_DEPREL_CASE && hs_word_lemma_among(word, by) &&
                 word->head != HS_NO_WORD && syntax->words[word->head].head == verb)
            found.agent = true;
    }
    return found;
}

/* Nobody denies, admits or justifies an accusation that has such an object. */
static bool no_charge(hs_answer_kind kind, hs_meaning noun)
{
    switch ((enum hs_meaning_kind)hs_meaning_get(noun, HS_MEANING_KIND)) {
    case HS_KIND_GROUP:
    case HS_KIND_PLACE:
    case HS_KIND_THING:
    case HS_KIND_MONEY:
        return kind == HS_ANSWER_DENIAL || kind == HS_ANSWER_ADMISSION;
    case HS_KIND_PERSON: /* but "dismissed critics" */
        return kind == HS_ANSWER_ADMISSION ||
               (kind == HS_ANSWER_DENIAL &&
                hs_meaning_get(noun, HS_MEANING_SPEECH) != HS_SPEECH_CRITICISES);
    case HS_KIND_OFFICE:
        return kind == HS_ANSWER_ADMISSION;
    case HS_KIND_RULE:
        return kind == HS_ANSWER_DENIAL;
    default: /* "accepted the demand", "rejected the request" */
        return (kind == HS_ANSWER_DENIAL || kind == HS_ANSWER_ADMISSION) &&
               hs_meaning_get(noun, HS_MEANING_SPEECH) == HS_SPEECH_ORDERS;
    }
}

/* "Disputes the figures": what is disputed is what somebody says of it. */
static bool disputes(const hs_word *verb, hs_meaning noun)
{
    static const char *const verbs[] = {"dispute", "contest", "refute", "rebut", NULL};
    return hs_word_lemma_among(verb, verbs) &&
           hs_meaning_get(noun, HS_MEANING_KIND) == HS_KIND_MONEY;
}

static bool idle_object(hs_answer_kind kind, const hs_word *verb, const hs_word *object)
{
    if (object->upos != HS_UPOS_NOUN)
        return false;
    hs_meaning pair =
        hs_meaning_of_pair(hs_word_lemma(verb), hs_word_lemma(object), HS_MEANING_OF_VERB);
    if (pair && hs_meaning_get(pair, HS_MEANING_SPEECH) == HS_SPEECH_NONE)
        return true;
    hs_meaning noun = hs_meaning_of(hs_word_lemma(object), HS_MEANING_OF_NOUN);
    return noun && no_charge(kind, noun) && !disputes(verb, noun);
}

/* "She was denied bail", "he was admitted to hospital", unlike "the claim was denied". */
static bool suffers(const hs_word *done_to)
{
    static const char *const persons[] = {"he", "she", "they", "i", "we", "you", "who", NULL};
    hs_meaning noun = hs_meaning_of(hs_word_lemma(done_to), HS_MEANING_OF_NOUN);
    bool person = hs_meaning_get(noun, HS_MEANING_KIND) == HS_KIND_PERSON;
    return done_to->upos == HS_UPOS_PROPN || person ||
           (done_to->upos == HS_UPOS_PRON && hs_word_lemma_among(done_to, persons));
}

/* "The Varn Channel, disputed by both", "the disputed islands": nothing that anybody says. */
static bool of_disputed(const hs_word *words, uint32_t verb)
{
    if ((words[verb].deprel != HS_DEPREL_ACL && words[verb].deprel != HS_DEPREL_AMOD) ||
        words[verb].head == HS_NO_WORD)
        return false;
    const hs_word *head = &words[words[verb].head];
    hs_meaning noun = hs_meaning_of(hs_word_lemma(head), HS_MEANING_OF_NOUN);
    return head->upos == HS_UPOS_PROPN || hs_meaning_get(noun, HS_MEANING_KIND) == HS_KIND_PLACE;
}

/* "refused to apologise", "was urged to apologise". */
static bool refused(const hs_word *words, uint32_t verb)
{
    static const char *const refuses[] = {"refuse", "decline",  "fail",  "urge",   "ask",
                                          "tell",   "order",    "press", "expect", "plan",
                                          "call",   "pressure", "need",  NULL};
    return words[verb].deprel == HS_DEPREL_XCOMP && words[verb].head != HS_NO_WORD &&
           hs_word_lemma_among(&words[words[verb].head], refuses);
}

/* "They should apologise". */
static bool only_due(const hs_answer_case *it, uint32_t verb)
{
    static const char *const due[] = {"should", "must", "ought", NULL};
    enum { NEAR = 4 };
    const hs_word *words = it->reading->syntax->words;
    for (uint32_t t = verb > NEAR ? verb - NEAR : 0; t < verb; t++)
        if (words[t].head == verb && hs_word_lemma_among(&words[t], due))
            return true;
    return false;
}

static bool is_comma(const hs_answer_case *it, uint32_t token)
{
    const hs_block *block = it->reading->block;
    return token < it->reading->syntax->word_count &&
           hs_str_equal(hs_token_text(block->text, &block->tokens[token]), HS_STR(","));
}

/* "Defending, Ana Ruiz said", "Ana Ruiz, defending Mr Orlo, said": whose lawyer she is. */
static bool pleads(const hs_answer_case *it, uint32_t verb, uint32_t object)
{
    enum { NEAR = 4 };
    const hs_word *words = it->reading->syntax->words;
    if (words[verb].xpos != HS_XPOS_VBG)
        return false;
    if (object == HS_NONE)
        return is_comma(it, verb + 1);
    if (verb == 0 || !is_comma(it, verb - 1) || object < verb || object > verb + NEAR ||
        words[object].upos != HS_UPOS_PROPN)
        return false;
    uint32_t end = object + 1;
    while (end < object + NEAR && end < it->reading->syntax->word_count &&
           words[end].upos == HS_UPOS_PROPN)
        end++;
    return is_comma(it, end);
}

/* The verb of a cue: of "refused to apologise" what is refused. */
static uint32_t verb_of(const hs_answer_case *it)
{
    uint32_t verb = hs_syntax_range_head(it->reading, it->cue);
    for (uint32_t t = it->cue.first; t < it->cue.end; t++)
        if (it->words[t].lexeme->answer_weight && it->reading->syntax->words[t].head == verb)
            return t;
    return verb;
}

/* "He should apologise", said others. */
static bool admission_due(const hs_answer_case *it)
{
    uint32_t verb = hs_syntax_range_head(it->reading, it->contents[0]);
    const hs_lexeme *lexeme = it->words[verb].lexeme;
    return lexeme->answer_weight && lexeme->answer_kind == HS_ANSWER_ADMISSION &&
           it->reading->syntax->words[verb].upos == HS_UPOS_VERB && only_due(it, verb);
}

/* Whether words of a range answer by themselves: "deny" of "takes it seriously but denies it". */
static bool answers_besides(const hs_answer_case *it, hs_token_range content)
{
    for (uint32_t t = content.first; t < content.end; t++)
        if (it->words[t].lexeme->answer_weight)
            return true;
    return false;
}

/* "It took the claims seriously", "was aware of the claims": says neither yes nor no. */
static bool takes_note(const hs_answer_case *it)
{
    static const char *const takes[] = {"take", "treat", NULL}, *const aware[] = {"aware", NULL};
    static const char *const how[] = {"seriously", NULL}, *const of[] = {"of", NULL};
    hs_token_range content = it->contents[0];
    const hs_word *tree = it->reading->syntax->words;
    uint32_t head = hs_syntax_range_head(it->reading, content);
    bool take = hs_word_lemma_among(&tree[head], takes), noted = false;
    if (it->content_count > 1 || it->words[head].negated ||
        (!take && !hs_word_lemma_among(&tree[head], aware)))
        return false;
    for (uint32_t t = head + 1; t < content.end && !noted; t++)
        noted = hs_word_lemma_among(&tree[t], take ? how : of);
    return noted && !answers_besides(it, content);
}

/* "Joked that there was nothing in his pockets": nobody answers by that. */
static bool in_jest(const hs_answer_case *it)
{
    static const hs_str jok = {"jok", 3}, quip = {"quip", 4};
    const hs_reading *r = it->reading;
    uint32_t said = r->attribution_at[it->words[it->contents[0].first].word];
    if (said == HS_NONE)
        return false;
    hs_span cue = r->attributions.items[said].cue;
    hs_str text = hs_str_slice(r->block->text, cue.start, cue.end);
    return hs_str_contains_ignoring_case(text, jok) || hs_str_contains_ignoring_case(text, quip);
}

bool hs_answer_idle(const hs_answer_case *it)
{
    if (admission_due(it) || takes_note(it) || in_jest(it))
        return true;
    if (hs_token_range_empty(it->cue))
        return false;
    uint32_t verb = verb_of(it);
    const hs_word *words = it->reading->syntax->words;
    const hs_lexeme *lexeme = it->words[verb].lexeme;
    hs_answer_kind kind = (hs_answer_kind)lexeme->answer_kind;
    if (words[verb].upos != HS_UPOS_VERB || !lexeme->answer_weight ||
        kind == HS_ANSWER_NO_COMMENT || kind == HS_ANSWER_COUNTER)
        return false;
    if (kind == HS_ANSWER_DENIAL && words[verb].xpos == HS_XPOS_VBN && of_disputed(words, verb))
        return true;
    if (kind == HS_ANSWER_ADMISSION && (refused(words, verb) || only_due(it, verb)))
        return true;
    done found = done_by(it, verb);
    if (kind == HS_ANSWER_DENIAL && found.withheld)
        return true;
    if (found.object != HS_NONE && found.object > verb && found.object < verb + lexeme->word_count)
        return false; /* "entered a plea of not guilty": an answering phrase as a whole */
    if (kind == HS_ANSWER_JUSTIFICATION && pleads(it, verb, found.object))
        return true;
    if (found.done_to != HS_NONE && !found.agent && suffers(&words[found.done_to]))
        return true;
    uint32_t object = found.object == HS_NONE ? found.done_to : found.object;
    return object != HS_NONE && idle_object(kind, &words[verb], &words[object]);
}
