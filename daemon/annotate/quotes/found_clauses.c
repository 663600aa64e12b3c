/* Clauses that follow indirect content and are not said: "X said the plan was dead and resigned on
 * Monday", "X told Y that costs had fallen, though he warned that prices remained volatile". The
 * parse lets a second verb hang on the content's own; whose it is, is told by who can do what it
 * says.
 */
#include "annotate/quotes/found_parts.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

/* From here on a verb tells of what somebody decides to do, and of what anything may: "kill". */
enum { ON_PURPOSE = 6, SUFFERED = 5 };

static const hs_shallow_word *word_at(const hs_reading *r, uint32_t token)
{
    return hs_reading_word(r, hs_reading_word_of_token(r, token));
}

static unsigned kind_of_noun(const hs_reading *r, uint32_t token)
{
    return hs_meaning_get(
        hs_meaning_of(hs_word_lemma(hs_syntax_token(r, token)), HS_MEANING_OF_NOUN),
        HS_MEANING_KIND);
}

static hs_actor actor_of_noun(const hs_reading *r, uint32_t token)
{
    static const uint32_t bodies = 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE;
    const hs_shallow_word *word = word_at(r, token);
    unsigned kind = kind_of_noun(r, token);
    if (hs_word_is(word, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(TITLE)) || kind == 0 ||
        kind == HS_KIND_PERSON)
        return HS_ACTOR_PERSON;
    bool body = hs_word_is(word, HS_LEX(GROUP) | HS_LEX(ORGANISATION) | HS_LEX(ENTERPRISE));
    return body || bodies >> kind & 1 ? HS_ACTOR_BODY : HS_ACTOR_THING;
}

hs_actor hs_found_actor(const hs_reading *r, uint32_t token)
{
    const hs_word *word = hs_syntax_token(r, token);
    if (word->upos == HS_UPOS_NOUN)
        return actor_of_noun(r, token);
    bool body = word->upos == HS_UPOS_PROPN && (word->entity_tag == 1 + HS_NAME_ORGANISATION ||
                                                word->entity_tag == 1 + HS_NAME_PLACE);
    return body ? HS_ACTOR_BODY : HS_ACTOR_PERSON;
}

/* What stands in the content in front of a second verb. */
typedef struct inner {
    uint32_t clauses;
    hs_actor subject; /* the one that can do most */
    bool perfect, passive, modal, state;
    bool text; /* letters say things too, and accuse */
} inner;

static void look_at_verb(const hs_reading *r, uint32_t subject, uint32_t end, inner *in)
{
    uint32_t verb = hs_syntax_token(r, subject)->head;
    in->state = in->state || (verb < end && hs_syntax_token(r, verb)->upos != HS_UPOS_VERB);
    for (uint32_t t = subject; t < verb && t < end; t++) {
        const hs_word *word = hs_syntax_token(r, t);
        if (word->head != verb || word->upos != HS_UPOS_AUX)
            continue;
        in->modal = in->modal || word->xpos == HS_XPOS_MD;
        in->passive = in->passive || word->deprel == HS_DEPREL_AUX_PASS;
        in->perfect = in->perfect || hs_str_equal(hs_word_lemma(word), HS_STR("have"));
    }
}

static inner look_inside(const hs_reading *r, uint32_t first, uint32_t end)
{
    inner in = {.subject = HS_ACTOR_THING};
    for (uint32_t t = first; t < end; t++) {
        uint8_t relation = hs_syntax_token(r, t)->deprel;
        if ((relation != HS_DEPREL_NSUBJ && relation != HS_DEPREL_NSUBJ_PASS) ||
            hs_syntax_token(r, t)->head == HS_NO_WORD)
            continue;
        hs_actor who = hs_found_actor(r, t);
        in.clauses++;
        in.text = in.text || (hs_syntax_token(r, t)->upos == HS_UPOS_NOUN &&
                              kind_of_noun(r, t) == HS_KIND_TEXT);
        in.subject = who > in.subject ? who : in.subject;
        look_at_verb(r, t, end, &in);
    }
    return in;
}

/* Verbs by which officials speak of others' deeds and their own, unlike "asked" and "told". */
static bool accuses(const hs_reading *r, uint32_t verb)
{
    static const char *const verbs[] = {"accuse", "deny",   "criticise", "criticize", "condemn",
                                        "blame",  "reject", "insist",    "warn",      NULL};
    return hs_word_lemma_among(hs_syntax_token(r, verb), verbs);
}

static bool reports(const hs_reading *r, uint32_t verb)
{
    const hs_lexeme *lexeme = word_at(r, verb)->lexeme;
    return accuses(r, verb) || (lexeme->report_frames & (HS_FRAME_THAT | HS_FRAME_QUOTATION) &&
                                !lexeme->report_thought && lexeme->report_weight >= 6);
}

/* Whether `verb` goes on with the cue's tense, and not merely with a participle or modal inside. */
static bool finite_like(const hs_reading *r, uint32_t cue, uint32_t verb)
{
    const hs_word *word = hs_syntax_token(r, verb);
    uint8_t forms = word_at(r, verb)->lexeme->forms;
    if (word->upos != HS_UPOS_VERB)
        return false;
    if (hs_syntax_token(r, cue)->xpos == HS_XPOS_VBZ)
        return word->xpos == HS_XPOS_VBZ;
    bool past =
        word->xpos == HS_XPOS_VBD || (word->xpos == HS_XPOS_VBN && forms & HS_LEX_FORM_PAST);
    return hs_syntax_token(r, cue)->xpos == HS_XPOS_VBD && past;
}

static bool may_be_participle(const hs_reading *r, uint32_t verb)
{
    uint8_t forms = word_at(r, verb)->lexeme->forms;
    return forms == 0 || forms & HS_LEX_FORM_PARTICIPLE;
}

/* What somebody decides to do, and nothing does. */
static bool decides(const hs_reading *r, uint32_t verb)
{
    static const char *const verbs[] = {"threaten", "decline", "refuse", "agree",
                                        "offer",    "decide",  "vow",    NULL};
    static const char *const of_things[] = {"work", "run", "operate", "move", NULL};
    const hs_word *word = hs_syntax_token(r, verb);
    hs_meaning meaning = hs_meaning_of(hs_word_lemma(word), HS_MEANING_OF_VERB);
    if (hs_word_lemma_among(word, of_things))
        return false;
    return hs_word_lemma_among(word, verbs) ||
           (hs_meaning_get(meaning, HS_MEANING_KIND) >= ON_PURPOSE &&
            hs_meaning_get(meaning, HS_MEANING_HARM) < SUFFERED);
}

/* "said the plan was dead and | resigned": whether the second verb, behind "and", is the outer
 * subject's. */
static bool outer_verb(const hs_reading *r, hs_token_range content, uint32_t joint, uint32_t verb)
{
    inner in = look_inside(r, content.first, joint);
    bool base = word_at(r, verb)->lexeme->forms & HS_LEX_FORM_BASE;
    bool participle = (in.passive || in.perfect) && may_be_participle(r, verb);
    if (in.clauses == 0 || in.subject == HS_ACTOR_PERSON)
        return in.clauses == 1 && in.modal && !participle && !base; /* "would go and resigned" */
    if (in.text && word_at(r, verb)->lexeme->report_frames)
        return false;
    if (in.subject == HS_ACTOR_THING && !in.passive && reports(r, verb))
        return true; /* "prices had fallen and warned" */
    return !participle &&
           (accuses(r, verb) || (in.subject == HS_ACTOR_THING && in.state && decides(r, verb)));
}

/* The verb behind "and" or "but", with an adverb at most between. */
static uint32_t verb_behind(const hs_reading *r, hs_token_range content, uint32_t joint)
{
    uint32_t t = joint + 1;
    if (t + 1 < content.end && hs_syntax_token(r, t)->upos == HS_UPOS_ADV)
        t++;
    return t < content.end && hs_syntax_token(r, t)->upos == HS_UPOS_VERB ? t : HS_NONE;
}

/* ", though he warned that …": the verb, or HS_NONE. */
static uint32_t conceded(const hs_reading *r, hs_token_range content, uint32_t comma)
{
    static const char *const words[] = {"though", "although", "while", NULL};
    uint32_t verb = comma + 3;
    if (verb + 1 >= content.end || hs_syntax_token(r, comma)->xpos != HS_XPOS_COMMA ||
        !hs_reading_word_among(r, hs_reading_word_of_token(r, comma + 1), words) ||
        hs_syntax_token(r, comma + 2)->xpos != HS_XPOS_PRP)
        return HS_NONE;
    if (hs_syntax_token(r, verb)->upos == HS_UPOS_ADV ||
        hs_syntax_token(r, verb)->upos == HS_UPOS_AUX)
        verb++;
    bool speaks = hs_syntax_token(r, verb)->upos == HS_UPOS_VERB && reports(r, verb) &&
                  word_at(r, verb)->lexeme->report_frames & HS_FRAME_THAT;
    return speaks ? verb : HS_NONE;
}

/* Cuts the content at `end`; what stands behind the verb is what that reports. */
static bool cut(const hs_reading *r, hs_found_attribution *found, uint32_t end, uint32_t verb,
                hs_token_range source, hs_found_attribution *second)
{
    hs_token_range *content = &found->content[found->content_count - 1];
    uint32_t behind = word_at(r, verb)->first_token + word_at(r, verb)->lexeme->word_count;
    *second = (hs_found_attribution){.cue = {verb, behind},
                                     .source = source,
                                     .content_count = 1,
                                     .confidence = found->confidence};
    second->content[0] = (hs_token_range){behind, content->end};
    content->end = end;
    const hs_lexeme *lexeme = word_at(r, verb)->lexeme;
    bool speech = lexeme->report_frames && !lexeme->report_thought && lexeme->report_weight >= 6;
    return behind < second->content[0].end && speech;
}

/* "told him “the money is gone” | and left": where content that begins with marks around a whole
 * clause goes on behind them; 0: it does not. Phrases in marks have words around them that are said
 * too: "said “political tensions” were rising". */
static uint32_t behind_marks(const hs_reading *r, const hs_attribution_word *words,
                             hs_token_range content)
{
    const hs_attribution_word *first = &words[content.first];
    bool opens =
        first->open == content.first || (first->quoted && first->open + 1 == content.first);
    uint32_t behind = first->close + 1;
    if (!opens || behind <= content.first || behind + 1 >= content.end ||
        words[behind].sentence != first->sentence ||
        look_inside(r, content.first, behind).clauses == 0)
        return 0;
    return behind;
}

/* Cuts off what the speaker does besides, or when it is said: "… | before she left". */
static bool cut_behind_marks(const hs_reading *r, hs_found_attribution *found, uint32_t cue,
                             uint32_t behind, hs_found_attribution *second)
{
    static const char *const when[] = {"before", "after", "until", "while", NULL};
    hs_token_range *content = &found->content[found->content_count - 1];
    uint32_t joint = behind + (hs_syntax_token(r, behind)->xpos == HS_XPOS_COMMA);
    if (joint + 1 >= content->end)
        return false;
    uint32_t verb = verb_behind(r, *content, joint);
    if (hs_syntax_token(r, joint)->upos == HS_UPOS_CCONJ && verb != HS_NONE &&
        finite_like(r, cue, verb))
        return cut(r, found, behind, verb, found->source, second);
    if (hs_reading_word_among(r, hs_reading_word_of_token(r, joint), when))
        content->end = behind;
    return false;
}

bool hs_found_cut_clause(const hs_reading *r, const hs_attribution_word *words,
                         hs_found_attribution *found, hs_found_attribution *second)
{
    enum { LONGEST = 60 };
    uint32_t cue = hs_found_verb(r, found->cue);
    hs_token_range content = found->content[found->content_count - 1];
    if (cue == HS_NONE || content.first < found->cue.end || hs_token_range_empty(found->source) ||
        found->source.first >= content.first)
        return false;
    uint32_t behind = behind_marks(r, words, content);
    if (behind > 0)
        return cut_behind_marks(r, found, cue, behind, second);
    for (uint32_t t = content.first + 2; t + 1 < content.end && t < content.first + LONGEST; t++) {
        if (words[t].quoted || words[content.first].sentence != words[t].sentence)
            continue;
        uint32_t verb = conceded(r, content, t);
        if (verb != HS_NONE)
            return cut(r, found, t, verb, (hs_token_range){t + 2, t + 3}, second);
        if (hs_syntax_token(r, t)->upos != HS_UPOS_CCONJ ||
            !(hs_token_is(r, t, "and") || hs_token_is(r, t, "but")))
            continue;
        verb = verb_behind(r, content, t);
        if (verb != HS_NONE && finite_like(r, cue, verb) && outer_verb(r, content, t, verb)) {
            uint32_t end = hs_syntax_token(r, t - 1)->xpos == HS_XPOS_COMMA ? t - 1 : t;
            return cut(r, found, end, verb, found->source, second);
        }
    }
    return false;
}

/* "said he had called her “love” | and demanded cash": a second participle behind marks that the
 * inner subject, a person, goes on with. */
void hs_found_take_clause(const hs_reading *r, const hs_attribution_word *words,
                          hs_token_range *content, uint32_t limit)
{
    enum { LONGEST = 12 };
    uint32_t count = r->syntax->word_count, joint = content->end;
    while (joint < count && joint < content->end + 2 &&
           hs_syntax_token(r, joint)->upos == HS_UPOS_PUNCT && words[joint].edge)
        joint++;
    if (joint + 2 >= count || !words[content->end - 1].quoted || words[content->first].quoted ||
        hs_syntax_token(r, joint)->upos != HS_UPOS_CCONJ ||
        words[joint].sentence != words[content->first].sentence)
        return;
    const hs_word *verb = hs_syntax_token(r, joint + 1);
    inner in = look_inside(r, content->first, content->end);
    if (verb->deprel != HS_DEPREL_CONJ || !hs_token_range_holds(*content, verb->head) ||
        !may_be_participle(r, joint + 1) || accuses(r, joint + 1) || in.clauses != 1 ||
        !in.perfect || in.passive || in.subject != HS_ACTOR_PERSON)
        return;
    uint32_t end = joint + 2;
    while (end < count && words[end].sentence == words[joint].sentence &&
           hs_syntax_token(r, end)->upos != HS_UPOS_PUNCT)
        end++;
    if (end <= joint + LONGEST && end <= limit)
        content->end = end;
}
