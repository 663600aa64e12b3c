/* Reads the roles around a verb or noun from the shallow parse. Which verbs matter, the callers'
 * lexicon says.
 */
#include "annotate/accusations/predicate.h"

#include "annotate/reading/relative_object.h"
#include "annotate/reading/syntax.h"

static bool hypothetical(const hs_reading *r, const hs_cue *cue)
{
    for (uint32_t i = cue->word; i-- > cue->scope.first && cue->word - i < 12;) {
        if (hs_reading_tag(r, i) == HS_TAG_COMMA)
            break;
        if (hs_word_is(hs_reading_word(r, i), HS_LEX(HYPOTHETICAL)))
            return true;
    }
    return false;
}

uint32_t hs_predicate_whole(const hs_reading *r, uint32_t phrase)
{
    while (phrase != HS_NONE && r->phrases.items[phrase].owns && phrase + 1 < r->phrases.count &&
           r->phrases.items[phrase + 1].owner == phrase)
        phrase++;
    return phrase;
}

static uint32_t agent_behind(const hs_reading *r, const hs_cue *cue)
{
    for (uint32_t i = cue->word + 1; i + 1 < cue->scope.end && i < cue->word + 15; i++) {
        if (hs_reading_tag(r, i) == HS_TAG_VERB)
            break;
        if (!hs_reading_word_is(r, i, "by"))
            continue;
        return hs_predicate_whole(r, hs_reading_phrase_from(r, i + 1));
    }
    return HS_NONE;
}

/* "Interfered in", "lied to", unlike "a man robbed of": a wrong that the parse has in the past. Of
 * words that accuse headlines leave out the "is", which the parse does not know. */
static bool did_wrong(const hs_reading *r, uint32_t verb)
{
    const hs_lexeme *lexeme = hs_reading_word(r, verb)->lexeme;
    return r->syntax && lexeme->harm_weight && !lexeme->accuse_roles &&
           hs_syntax_token(r, hs_reading_token(r, verb))->xpos == HS_XPOS_VBD;
}

/* "The firm that she has accused of fraud": whether the object stands in front of the clause. */
static bool object_in_front(const hs_reading *r, hs_predicate *predicate)
{
    uint32_t verb = predicate->cue.word;
    hs_relative_object it = hs_relative_object_find(r, hs_reading_token(r, verb),
                                                    hs_reading_word(r, verb)->lexeme->word_count);
    if (it.noun == HS_NONE)
        return false;
    predicate->object = r->phrases.phrase_at[hs_reading_word_of_token(r, it.noun)];
    predicate->cue.subject = r->phrases.phrase_at[hs_reading_word_of_token(r, it.subject)];
    predicate->cue.passive = false;
    return true;
}

/* "Appeared in court | charged with fraud": whoever appeared, or HS_NONE. */
static uint32_t charged_meanwhile(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 24 };
    const hs_lexeme *lexeme = hs_reading_word(r, verb)->lexeme;
    if (!r->syntax || !(lexeme->accuse_roles & HS_ACCUSE_OBJECT))
        return HS_NONE;
    uint32_t token = hs_reading_token(r, verb), above = r->syntax->words[token].head;
    const hs_word *tree = r->syntax->words;
    if (tree[token].xpos != HS_XPOS_VBN || tree[token].deprel != HS_DEPREL_ADVCL || above > token)
        return HS_NONE;
    for (uint32_t t = above; t > 0 && t + REACH > above; t--)
        if (tree[t - 1].head == above && hs_deprel_is_subject(tree[t - 1].deprel))
            return r->phrases.phrase_at[hs_reading_word_of_token(r, t - 1)];
    return HS_NONE;
}

hs_predicate hs_predicate_read(const hs_reading *r, uint32_t verb, const hs_cue *previous)
{
    hs_predicate predicate = {.cue = {.word = verb}, .object = HS_NONE, .agent = HS_NONE};
    hs_cue *cue = &predicate.cue;
    hs_cue_find_subject(r, previous, cue);
    cue->word = verb;
    uint32_t charged = charged_meanwhile(r, verb);
    cue->subject = charged == HS_NONE ? cue->subject : charged;
    uint8_t forms = hs_reading_word(r, verb)->lexeme->forms;
    predicate.behind = verb + 1;
    uint32_t at = verb + 1;
    while (at < cue->scope.end && hs_reading_tag(r, at) == HS_TAG_ADVERB)
        at++;
    if (at < cue->scope.end && hs_reading_tag(r, at) == HS_TAG_OPEN_MARK)
        at++;
    uint32_t object = at < cue->scope.end ? hs_reading_phrase_from(r, at) : HS_NONE;
    bool prepositional = at < cue->scope.end && hs_reading_tag(r, at) == HS_TAG_PREPOSITION;
    bool after_noun = cue->subject != HS_NONE && prepositional && !cue->inverted;
    const hs_lexeme *lexeme = hs_reading_word(r, verb)->lexeme;
    bool phrasal = lexeme->word_count > 1 && !lexeme->accuse_roles; /* "hit back at" */
    predicate.in_front = lexeme->accuse_roles && object_in_front(r, &predicate);
    if ((forms & HS_LEX_FORM_PARTICIPLE) && after_noun && !phrasal && !predicate.in_front &&
        !did_wrong(r, verb))
        cue->passive = true; /* "a man accused of" */
    if (object != HS_NONE && !cue->passive && !predicate.in_front) {
        predicate.object = hs_predicate_whole(r, object);
        predicate.behind = r->phrases.items[predicate.object].end;
    }
    if (cue->passive)
        predicate.agent = agent_behind(r, cue);
    predicate.hypothetical = hypothetical(r, cue);
    hs_word_range sentence = hs_reading_sentence(r, verb);
    predicate.question = hs_reading_word_is(r, sentence.end - 1, "?");
    return predicate;
}

uint32_t hs_predicate_find(const hs_reading *r, const hs_predicate *predicate, uint32_t from,
                           uint32_t reach, const char *const *words)
{
    for (uint32_t i = from; i < predicate->cue.scope.end && i < from + reach; i++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_STOP)
            break;
        if (hs_reading_word_among(r, i, words))
            return i;
        if (tag == HS_TAG_VERB && hs_reading_word(r, i)->lexeme->forms != HS_LEX_FORM_ING)
            break;
    }
    return HS_NONE;
}

hs_span hs_predicate_clause(const hs_reading *r, const hs_predicate *predicate, uint32_t first,
                            bool short_form)
{
    uint32_t end = hs_content_clause_end(r, &predicate->cue, first);
    if (end <= first)
        end = first + 1;
    for (uint32_t i = first + 1; short_form && i < end; i++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_COMMA || tag == HS_TAG_SUBORDINATOR || tag == HS_TAG_DASH)
            end = i;
    }
    return hs_reading_span(r, first, end);
}

uint32_t hs_predicate_party_of(const hs_reading *r, uint32_t phrase)
{
    if (phrase == HS_NONE)
        return HS_NONE;
    const hs_phrase *whole = &r->phrases.items[phrase];
    if (whole->owner != HS_NONE)
        return whole->owner;
    uint32_t at = whole->end_extended;
    hs_word_range sentence = hs_reading_sentence(r, whole->first);
    if (at + 1 < sentence.end && hs_reading_word_is(r, at, "by"))
        return hs_reading_phrase_from(r, at + 1);
    return HS_NONE;
}

bool hs_predicate_is_party(const hs_reading *r, uint32_t phrase)
{
    if (phrase == HS_NONE)
        return false;
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[phrase].head);
    if (head->tag == HS_TAG_PRONOUN)
        return !hs_word_is(head, HS_LEX(NEUTER));
    if (head->tag == HS_TAG_NAME)
        return !hs_word_is(head, HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME));
    return hs_word_is(head, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP) | HS_LEX(ORGANISATION));
}
