/* Cues of the trained model that do something rather than say something: "dismissed its coach",
 * "recalled toy cars", "attacked two villages", "the decision was announced". Verbs that report in
 * some of their senses only do so of words, thoughts and deeds, or with a clause; not of a bare
 * party or thing. Words in marks are always said.
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/found_parts.h"
#include "annotate/quotes/headlines.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

#define KIND(name) (1u << HS_KIND_##name)

enum {
    PARTIES = KIND(PERSON) | KIND(GROUP) | KIND(OFFICE),
    THINGS = KIND(THING) | KIND(PLACE) | KIND(BODY),
};

/* Verbs with the kinds of object to which they are done, and words behind the object that make them
 * speech after all: "dismissed him as a liar", "attacked the council over its plan". */
static const struct {
    const char *lemma;
    uint32_t objects;
    const char *words[4];
} acts[] = {
    {"dismiss", PARTIES, {"as"}},
    {"attack", THINGS | KIND(GROUP), {"as", "for", "over", "on"}},
    {"blast", THINGS, {"as", "for", "over", "on"}},
    {"recall", THINGS, {"how"}},
    {"congratulate", PARTIES, {"on", "for"}},
    {"apologise", PARTIES | KIND(MONEY), {"for"}},
    {"apologize", PARTIES | KIND(MONEY), {"for"}},
    {"report", PARTIES, {"as"}},
    {"cite", KIND(PERSON), {"as"}},
    {"point", KIND(TEXT), {"as"}},
    {"protest", KIND(RULE), {"as"}},
};

/* What an object is, as a bit of the table. */
static uint32_t kind_of(const hs_reading *r, uint32_t token)
{
    static const char *const crowds[] = {"dozen", "hundred", "thousand", "people", NULL};
    const hs_word *word = hs_syntax_token(r, token);
    if (word->upos == HS_UPOS_PROPN)
        return word->entity_tag == 1 + HS_NAME_ORGANISATION ? KIND(GROUP)
               : word->entity_tag == 1 + HS_NAME_PLACE      ? KIND(PLACE)
                                                            : KIND(PERSON);
    if (word->upos != HS_UPOS_NOUN)
        return 0;
    if (hs_word_lemma_among(word, crowds))
        return KIND(PERSON);
    hs_meaning meaning = hs_meaning_of(hs_word_lemma(word), HS_MEANING_OF_NOUN);
    return meaning ? 1u << hs_meaning_get(meaning, HS_MEANING_KIND) : 0;
}

static bool holds_word(const hs_reading *r, hs_token_range content, const char *const words[4])
{
    for (uint32_t t = content.first; t < content.end; t++)
        for (int k = 0; k < 4 && words[k]; k++)
            if (hs_token_is(r, t, words[k]))
                return true;
    return false;
}

/* A verb's object, or what a preposition of the cue's governs: "apologised to"; and the subject of
 * "the coach was dismissed by the club". */
static bool is_object(const hs_reading *r, uint32_t token, uint32_t verb)
{
    const hs_word *word = hs_syntax_token(r, token);
    return word->head == verb &&
           (word->deprel == HS_DEPREL_OBJ || word->deprel == HS_DEPREL_OBL ||
            word->deprel == HS_DEPREL_IOBJ || word->deprel == HS_DEPREL_NSUBJ_PASS);
}

static bool done_to_object(const hs_reading *r, uint32_t verb, hs_token_range content)
{
    uint32_t object = hs_syntax_range_head(r, content);
    static const char *const points[] = {"point", NULL};
    bool to = hs_word_lemma_among(hs_syntax_token(r, verb), points);
    if (!is_object(r, object, verb) || (to && !hs_token_is(r, content.first, "a")))
        return false;
    for (size_t i = 0; i < HS_COUNT(acts); i++) {
        const char *const lemma[] = {acts[i].lemma, NULL};
        if (hs_word_lemma_among(hs_syntax_token(r, verb), lemma))
            return kind_of(r, object) & acts[i].objects && !holds_word(r, content, acts[i].words);
    }
    return false;
}

/* "The decision was announced": the words do not tell what it is. */
static bool says_that_only(const hs_reading *r, uint32_t verb, hs_token_range content)
{
    static const char *const verbs[] = {"announce", "report",  "reveal",
                                        "disclose", "publish", NULL};
    uint32_t top = hs_syntax_range_head(r, content);
    const hs_word *word = hs_syntax_token(r, top);
    return hs_word_lemma_among(hs_syntax_token(r, verb), verbs) && content.end <= verb &&
           content.end == content.first + 2 && top == content.first + 1 && word->head == verb &&
           word->deprel == HS_DEPREL_NSUBJ_PASS && word->upos == HS_UPOS_NOUN &&
           hs_syntax_token(r, content.first)->upos == HS_UPOS_DET;
}

/* "did not return a call for comment" */
static bool comment_alone(const hs_reading *r, hs_token_range content)
{
    return content.end == content.first + 1 &&
           (hs_token_is(r, content.first, "comment") || hs_token_is(r, content.first, "comments"));
}

/* "traded accusations over", "swapped insults over": the words are on the cue's side. */
static bool exchanged(const hs_reading *r, uint32_t verb)
{
    static const char *const verbs[] = {"trade", "exchange", "swap", NULL};
    return hs_word_lemma_among(hs_syntax_token(r, verb), verbs);
}

/* "Who call | themselves the Northern Front": a name, no words. */
static bool names_itself(const hs_reading *r, uint32_t verb, hs_token_range content)
{
    static const char *const calls[] = {"call", "name", "style", NULL};
    static const char *const selves[] = {"themselves", "itself", "himself", "herself", NULL};
    uint32_t name = content.first + 1;
    if (name < content.end && hs_syntax_token(r, name)->upos == HS_UPOS_DET)
        name++;
    return name < content.end && hs_word_lemma_among(hs_syntax_token(r, verb), calls) &&
           hs_word_lemma_among(hs_syntax_token(r, content.first), selves) &&
           hs_syntax_token(r, name)->upos == HS_UPOS_PROPN;
}

/* "Explainer: why the firm is sued": nobody says that. */
static bool labels_piece(const hs_reading *r, const hs_found_attribution *found)
{
    hs_token_range source = found->source, cue = found->cue;
    if (hs_token_range_empty(source) || source.first > 0 || cue.end != cue.first + 1 ||
        cue.first != source.end)
        return false;
    uint32_t word = hs_reading_word_of_token(r, source.first);
    return word + 1 < r->words.count && hs_reading_tag(r, word + 1) == HS_TAG_COLON &&
           hs_headline_section(r, word);
}

bool hs_found_idle(const hs_reading *r, const hs_attribution_word *words,
                   const hs_found_attribution *found)
{
    if (labels_piece(r, found))
        return true;
    if (found->content_count != 1 || hs_token_range_empty(found->cue))
        return false;
    hs_token_range content = found->content[0];
    if (hs_found_quoted(words, content))
        return false;
    uint32_t verb = hs_found_verb(r, found->cue);
    /* "walked out to protest a rule": the verb in front of the content */
    for (uint32_t t = found->cue.end; t-- > found->cue.first && verb != HS_NONE;)
        if (hs_syntax_token(r, t)->upos == HS_UPOS_VERB) {
            verb = t;
            break;
        }
    if (verb == HS_NONE)
        return false;
    return comment_alone(r, content) || exchanged(r, verb) || done_to_object(r, verb, content) ||
           says_that_only(r, verb, content) || names_itself(r, verb, content);
}

/* Whether content tells what somebody says, rather than names what it is about. */
static bool tells(const hs_reading *r, hs_token_range content)
{
    for (uint32_t t = content.first; t < content.end; t++) {
        uint8_t xpos = hs_syntax_token(r, t)->xpos;
        if (xpos == HS_XPOS_VBD || xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP ||
            xpos == HS_XPOS_MD || xpos == HS_XPOS_TO)
            return true;
    }
    return false;
}

/* "refused to blame the official", "failed to mention the fire": a verb of the cue that keeps from
 * saying what another would. */
static bool refrains(const hs_reading *r, hs_token_range cue)
{
    static const char *const verbs[] = {"refuse", "decline", "avoid",    "fail", "refrain",
                                        "forget", "omit",    "hesitate", "stop", NULL};
    for (uint32_t t = cue.first; t + 1 < cue.end; t++)
        if (hs_syntax_token(r, t)->upos == HS_UPOS_VERB &&
            hs_word_lemma_among(hs_syntax_token(r, t), verbs))
            for (uint32_t other = t + 1; other < cue.end; other++)
                if (hs_syntax_token(r, other)->upos == HS_UPOS_VERB)
                    return true;
    return false;
}

/* "said a few words", "has been saying some version of this", "said grace": how much or of which
 * kind, but not what. */
static bool says_object(const hs_reading *r, uint32_t verb, hs_token_range content)
{
    static const char *const say[] = {"say", NULL};
    for (uint32_t t = content.first; t < content.end; t++)
        if (hs_syntax_token(r, t)->upos == HS_UPOS_VERB)
            return false; /* of a clause that the parse does not see */
    uint32_t head = hs_syntax_range_head(r, content);
    const hs_word *top = hs_syntax_token(r, head);
    uint8_t first = hs_syntax_token(r, content.first)->upos;
    bool plain = head == content.first || first == HS_UPOS_DET || first == HS_UPOS_PRON;
    return r->block->kind != HS_BLOCK_HEADING && plain && content.first > verb &&
           hs_word_lemma_among(hs_syntax_token(r, verb), say) && top->head == verb &&
           top->deprel == HS_DEPREL_OBJ && (top->upos == HS_UPOS_NOUN || top->upos == HS_UPOS_PRON);
}

static bool helps_passive(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 6 };
    for (uint32_t t = verb; t > 0 && t + REACH > verb; t--)
        if (hs_syntax_token(r, t - 1)->head == verb &&
            hs_syntax_token(r, t - 1)->deprel == HS_DEPREL_AUX_PASS)
            return true;
    return false;
}

/* "denied | them | lawyers": two objects, of which the first does not get the second. */
static bool has_two_objects(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 6 };
    for (uint32_t t = verb + 1; t < r->syntax->word_count && t < verb + REACH; t++)
        if (hs_syntax_token(r, t)->head == verb && hs_syntax_token(r, t)->deprel == HS_DEPREL_IOBJ)
            return true;
    return false;
}

/* "was denied bail", "after his side were denied victory", "has denied them lawyers": what somebody
 * does not get. */
static bool withheld(const hs_reading *r, uint32_t verb, const hs_found_attribution *found)
{
    static const char *const deny[] = {"deny", "refuse", NULL};
    hs_token_range last = found->content[found->content_count - 1];
    if (!hs_word_lemma_among(hs_syntax_token(r, verb), deny) || last.first < verb)
        return false;
    if (has_two_objects(r, verb))
        return true;
    if (!helps_passive(r, verb))
        return false;
    const hs_word *top = hs_syntax_token(r, hs_syntax_range_head(r, last));
    return top->head == verb && (top->upos == HS_UPOS_NOUN || top->upos == HS_UPOS_PROPN) &&
           top->deprel != HS_DEPREL_OBL_AGENT;
}

/* "wrote a book, “The Pier and the Sea”": the title of what is written, no words. */
static bool titles_work(const hs_reading *r, const hs_attribution_word *words,
                        const hs_found_attribution *found)
{
    hs_token_range content = found->content[0];
    const hs_attribution_word *first = &words[content.first];
    uint32_t open = first->open == content.first || first->quoted ? first->open : HS_NONE;
    if (found->content_count != 1 || content.first < found->cue.end || open == HS_NONE ||
        open + 1 < content.first || first->close >= r->syntax->word_count)
        return false;
    hs_word_range marks = {hs_reading_word_of_token(r, open),
                           hs_reading_word_of_token(r, first->close) + 1};
    return hs_content_titles_work(r, marks);
}

/* "Records show that", "the poll found": what shows something, or counts what people think, is
 * nobody's speech or writing, unlike a report or a study. */
static bool evidence(const hs_reading *r, uint32_t verb, const hs_found_attribution *found)
{
    static const char *const written[] = {"report", "study",         "analysis", "research",
                                          "review", "investigation", "inquiry",  NULL};
    static const char *const counts[] = {"poll",   "polling",  "survey",    "figure", "result",
                                         "return", "estimate", "statistic", NULL};
    static const char *const show[] = {"show", NULL};
    static const char *const tell[] = {"find", "suggest", "indicate", "reveal",
                                       "give", "put",     "estimate", NULL};
    if (hs_token_range_empty(found->source))
        return false;
    const hs_word *cue = hs_syntax_token(r, verb);
    uint32_t head = hs_syntax_range_head(r, found->source);
    const hs_word *source = hs_syntax_token(r, head);
    if (source->upos != HS_UPOS_NOUN)
        return false;
    if (hs_word_lemma_among(source, counts))
        return hs_word_lemma_among(cue, show) || hs_word_lemma_among(cue, tell);
    return hs_word_lemma_among(cue, show) && !hs_word_lemma_among(source, written) &&
           hs_found_actor(r, head) == HS_ACTOR_THING;
}

bool hs_found_unspoken(const hs_reading *r, const hs_attribution_word *words,
                       const hs_found_attribution *found)
{
    uint32_t verb = hs_found_verb(r, found->cue);
    if (verb == HS_NONE || found->content_count == 0)
        return false;
    hs_token_range content = found->content[0];
    if (withheld(r, verb, found) || titles_work(r, words, found))
        return true;
    if (!hs_found_quoted(words, content) && evidence(r, verb, found))
        return true;
    if (found->content_count > 1 || hs_found_quoted(words, content) || tells(r, content))
        return false;
    return refrains(r, found->cue) || says_object(r, verb, content);
}
