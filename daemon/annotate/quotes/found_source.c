/* Who says it, where the model takes the wrong words for the source: "the posts quote Holm as
 * saying", "in a statement released by his lawyer he said", "a man who sounds like Mabry tells
 * donors", and "“…,” Ana Ruiz said, according to two people".
 */
#include <string.h>

#include "annotate/quotes/found_parts.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

static bool has_object(const hs_reading *r, uint32_t verb, uint32_t end)
{
    for (uint32_t t = verb + 1; t < end; t++)
        if (hs_syntax_token(r, t)->head == verb && hs_syntax_token(r, t)->deprel == HS_DEPREL_OBJ)
            return true;
    return false;
}

/* "Ana Ruiz was quoted by the paper as saying": who is quoted, in front of the verb; empty: none
 * is.
 */
static hs_token_range quoted_before(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 16 };
    for (uint32_t t = verb; t > 0 && t + REACH > verb; t--) {
        const hs_word *word = hs_syntax_token(r, t - 1);
        if (word->head != verb || word->deprel != HS_DEPREL_NSUBJ_PASS)
            continue;
        uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, t - 1)];
        if (phrase == HS_NONE)
            break;
        const hs_phrase *who = &r->phrases.items[phrase];
        return (hs_token_range){hs_reading_word(r, who->first)->first_token,
                                hs_reading_token(r, who->end - 1) + 1};
    }
    return (hs_token_range){0, 0};
}

static const char *const quoting_verbs[] = {"quote", "cite", NULL};

/* Of a cue that is no more than the end of "was quoted by the paper as | saying", the verb of
 * quoting; else the same. */
static uint32_t quoting_verb(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 14 };
    if (verb == 0 || !hs_token_is(r, verb, "saying") || !hs_token_is(r, verb - 1, "as"))
        return verb;
    uint32_t first = r->syntax->sentences[hs_syntax_sentence(r, verb)].first;
    for (uint32_t t = verb - 1; t > first && t + REACH > verb; t--)
        if (hs_word_lemma_among(hs_syntax_token(r, t - 1), quoting_verbs))
            return t - 1;
    return verb;
}

/* "quotes Ana Ruiz as saying that …", "“…,” the paper quoted Ana Ruiz as saying": whoever is quoted
 * says it. */
static bool take_quoted(const hs_reading *r, uint32_t verb, hs_found_attribution *found)
{
    enum { REACH = 14 };
    hs_token_range *content = &found->content[found->content_count - 1];
    if (!hs_word_lemma_among(hs_syntax_token(r, verb), quoting_verbs))
        return false;
    uint32_t end = r->syntax->sentences[hs_syntax_sentence(r, verb)].end;
    for (uint32_t t = verb + 1; t + 1 < end && t < verb + REACH; t++) {
        if (!hs_token_is(r, t, "as") || !hs_token_is(r, t + 1, "saying"))
            continue;
        bool object = has_object(r, verb, t), behind = content->first > verb;
        hs_token_range who = object ? (hs_token_range){verb + 1, t} : quoted_before(r, verb);
        bool ends = behind && content->end <= t + 2; /* nothing is said there */
        bool same = !behind && content->first < who.end && content->end > who.first;
        if (hs_token_range_empty(who) || same || (ends && found->content_count < 2))
            return false;
        found->source = who;
        if (t > verb + 1) /* of "was quoted as saying" all is the cue */
            found->cue = (hs_token_range){t, t + 2};
        if (ends)
            found->content_count--;
        else if (behind && content->first < t + 2)
            content->first = t + 2;
        return true;
    }
    return false;
}

/* "heard Ana Ruiz say": no ending, which the parse may take for the present. */
static bool bare(const hs_word *word)
{
    return word->xpos == HS_XPOS_VB ||
           (word->xpos == HS_XPOS_VBP && word->deprel != HS_DEPREL_ROOT);
}

/* Whoever is shown or heard at the verb `verb`, in tokens [first, end), and speaks at `*speaks`:
 * "a guard shouting". HS_NONE for none. */
static uint32_t shown(const hs_reading *r, uint32_t verb, uint32_t first, uint32_t end,
                      uint32_t *speaks)
{
    enum { REACH = 10 };
    uint32_t person = HS_NONE;
    for (uint32_t t = first; t < end && t < first + REACH; t++) {
        const hs_word *word = hs_syntax_token(r, t);
        if (word->head == verb && word->deprel == HS_DEPREL_OBJ &&
            hs_found_actor(r, t) == HS_ACTOR_PERSON)
            person = t;
        const hs_lexeme *lexeme = hs_reading_word(r, hs_reading_word_of_token(r, t))->lexeme;
        if (person != HS_NONE && (word->xpos == HS_XPOS_VBG || bare(word)) &&
            lexeme->report_frames && !lexeme->report_thought &&
            (word->head == verb || word->head == person)) {
            *speaks = t;
            return person;
        }
    }
    return HS_NONE;
}

/* "A video shows a guard shouting: “…”": whoever shouts says it, not the video. */
static bool take_shown(const hs_reading *r, const hs_attribution_word *words, uint32_t verb,
                       hs_found_attribution *found)
{
    static const char *const verbs[] = {"show",   "hear",   "capture",  "catch", "see",
                                        "record", "recall", "remember", NULL};
    hs_token_range *content = &found->content[0];
    if (!hs_word_lemma_among(hs_syntax_token(r, verb), verbs) || content->first < found->cue.end)
        return false;
    uint32_t speaks = 0;
    if (words[content->first].quoted ||
        shown(r, verb, verb + 1, content->end, &speaks) == HS_NONE || speaks + 1 >= content->end ||
        found->cue.end > speaks + 1) {
        if (shown(r, verb, verb + 1, found->cue.end, &speaks) == HS_NONE)
            return false;
    }
    found->source = (hs_token_range){verb + 1, speaks};
    found->cue = (hs_token_range){speaks, speaks + 1};
    content->first = content->first < speaks + 1 ? speaks + 1 : content->first;
    return true;
}

/* "Witnesses heard Ana Ruiz | say": she says it, not whoever heard her; where the parse makes one
 * clause of it, the model takes them all for the source. */
static void take_heard(const hs_reading *r, uint32_t verb, hs_found_attribution *found)
{
    enum { REACH = 8 };
    static const char *const verbs[] = {"hear", "see", "watch", "film", "record", NULL};
    uint8_t xpos = hs_syntax_token(r, verb)->xpos;
    if (xpos != HS_XPOS_VB && xpos != HS_XPOS_VBP)
        return;
    for (uint32_t t = verb; t > found->source.first + 1 && t + REACH > verb; t--) {
        const hs_word *word = hs_syntax_token(r, t - 1);
        if (word->upos != HS_UPOS_VERB || !hs_word_lemma_among(word, verbs))
            continue;
        if (t < verb && hs_found_actor(r, t) != HS_ACTOR_THING)
            found->source = (hs_token_range){t, verb};
        return;
    }
}

/* "his lawyer | he said": of a source that holds more than the verb's subject, a pronoun, that. */
static void keep_subject(const hs_reading *r, uint32_t verb, hs_found_attribution *found)
{
    uint32_t last = found->source.end - 1;
    const hs_word *word = hs_syntax_token(r, last);
    bool subject = word->xpos == HS_XPOS_PRP && word->deprel == HS_DEPREL_NSUBJ &&
                   word->head == verb && last > found->source.first;
    if (subject)
        found->source.first = last;
}

/* "The mayor, | Ana Ruiz said, had lied": whoever the clause behind the verb tells of does not say
 * it with her. */
static void leave_clause_subject(const hs_reading *r, uint32_t verb, hs_found_attribution *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t first = found->source.first, subject = HS_NONE;
    for (uint32_t t = first + 1; t < found->source.end && subject == HS_NONE; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_NSUBJ)
            subject = t;
    if (subject == HS_NONE || tree[subject].xpos == HS_XPOS_WP ||
        tree[subject].xpos == HS_XPOS_WDT) /* "Tom Orlo, a man who said" */
        return;
    const hs_word *top = &tree[hs_syntax_range_head(r, (hs_token_range){first, subject})];
    bool behind = top->head != HS_NO_WORD && top->head > verb && hs_deprel_is_subject(top->deprel);
    uint32_t comma = subject;
    while (comma > first + 1 && !hs_token_is(r, comma - 1, ","))
        comma--;
    if (behind && comma > first + 1)
        found->source.first = comma;
}

/* "a man who sounds like Orlo tells donors": a source inside a clause about the verb's subject is
 * part of that. */
static void take_outer_subject(const hs_reading *r, const hs_attribution_word *words, uint32_t verb,
                               hs_found_attribution *found)
{
    enum { STEPS = 6, LONGEST = 12 };
    uint32_t below = hs_syntax_range_head(r, found->source);
    if (hs_syntax_token(r, below)->xpos == HS_XPOS_WP ||
        hs_syntax_token(r, below)->xpos == HS_XPOS_WDT)
        return; /* whom "who" means is known */
    bool clause = false;
    for (int step = 0; step < STEPS && below != verb; step++) {
        uint32_t above = hs_syntax_token(r, below)->head;
        clause = clause || hs_syntax_token(r, below)->deprel == HS_DEPREL_ACL_RELCL;
        if (above == HS_NO_WORD)
            return;
        if (clause && above < found->source.first && hs_syntax_token(r, above)->head == verb &&
            hs_syntax_token(r, above)->deprel == HS_DEPREL_NSUBJ) {
            uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, above)];
            uint32_t first = phrase == HS_NONE
                                 ? found->source.first
                                 : hs_reading_word(r, r->phrases.items[phrase].first)->first_token;
            if (first + LONGEST > found->source.first &&
                !hs_found_quoted(words, (hs_token_range){first, found->source.end}))
                found->source.first = first;
            return;
        }
        below = above;
    }
}

static bool speech(const hs_reading *r, uint32_t token)
{
    const hs_word *word = hs_syntax_token(r, token);
    const hs_lexeme *lexeme = hs_reading_word(r, hs_reading_word_of_token(r, token))->lexeme;
    return word->upos == HS_UPOS_VERB && (word->xpos == HS_XPOS_VBD || word->xpos == HS_XPOS_VBZ) &&
           lexeme->report_frames & HS_FRAME_QUOTATION && !lexeme->report_thought;
}

/* "“I have never lied,” Ana Ruiz said, according to two people": she says it, they tell of that. */
static void take_inner_cue(const hs_reading *r, const hs_attribution_word *words,
                           hs_found_attribution *found)
{
    enum { LONGEST = 16 };
    hs_token_range *content = &found->content[0];
    uint32_t close = words[content->first].close;
    if (found->content_count != 1 || content->end > found->cue.first ||
        !words[content->first].quoted || close + 2 >= content->end ||
        content->end > close + LONGEST || !hs_token_is(r, found->cue.first, "according"))
        return;
    for (uint32_t t = close + 1; t < content->end; t++) {
        if (!speech(r, t))
            continue;
        bool inverted = t == close + 1;
        found->source =
            inverted ? (hs_token_range){t + 1, content->end} : (hs_token_range){close + 1, t};
        found->cue = (hs_token_range){t, t + 1};
        content->end = close;
        return;
    }
}

/* "“It will be late,” Ana Ruiz | was quoted as saying", "“…,” a man who gave | his name as Tom
 * said": what stands between the marks and the cue names who speaks, where a comma ends the marks.
 */
static void take_behind_marks(const hs_reading *r, const hs_attribution_word *words,
                              hs_found_attribution *found)
{
    enum { LONGEST = 14 };
    hs_token_range *content = &found->content[found->content_count - 1];
    uint32_t close = words[content->first].close;
    if (!words[content->first].quoted || close + 1 >= content->end || close == 0 ||
        content->end > found->cue.first || found->cue.first > close + LONGEST ||
        !hs_token_is(r, close - 1, ",") || hs_token_is(r, found->cue.first, "according"))
        return;
    for (uint32_t t = close + 1; t < found->cue.first; t++)
        if (words[t].quoted || words[t].sentence != words[found->cue.first].sentence ||
            hs_syntax_token(r, t)->xpos == HS_XPOS_CC)
            return;
    if (!hs_token_range_empty(found->source) && found->source.first < close)
        return;
    if (found->source.end <= found->cue.first)
        found->source = (hs_token_range){close + 1, found->cue.first};
    content->end = close;
}

/* The verb of saying of "is expected | to say", "was quoted as | saying", "is reported to have |
 * said", from the cue's first token on, or HS_NONE. */
static uint32_t said_to_say(const hs_reading *r, hs_token_range cue, uint32_t end)
{
    enum { NEAR = 3 };
    static const char *const tells[] = {"expect", "quote", "report", "understand", "say", NULL};
    static const char *const expect[] = {"expect", NULL};
    static const char *const links[] = {"to", "as", NULL}, *const have[] = {"have", NULL};
    uint32_t at = cue.first;
    while (at < cue.end && !hs_word_lemma_among(hs_syntax_token(r, at), tells))
        at++;
    if (at == cue.end)
        return HS_NONE;
    bool expected = hs_word_lemma_among(hs_syntax_token(r, at), expect);
    end = end < cue.end + NEAR ? end : cue.end + NEAR;
    while (at < end && !hs_word_lemma_among(hs_syntax_token(r, at), links))
        at++;
    uint32_t verb = at + 1;
    if (verb < end && hs_word_lemma_among(hs_syntax_token(r, verb), have))
        verb++;
    if (verb >= end)
        return HS_NONE;
    const hs_lexeme *says = hs_reading_word(r, hs_reading_word_of_token(r, verb))->lexeme;
    bool reports = expected ? says->report_frames != 0 : says->report_frames & HS_FRAME_QUOTATION;
    return reports && !says->report_thought ? verb : HS_NONE; /* not "said to have pressed for" */
}

/* "Ana Ruiz | is expected | to say that …": she says so, where the model takes all that is around
 * the cue for what is expected. */
static void take_expected(const hs_reading *r, const hs_attribution_word *words,
                          hs_found_attribution *found)
{
    hs_token_range *content = found->content;
    if (found->content_count < 2 || content[0].end != found->cue.first ||
        content[1].first < found->cue.end || words[content[0].first].quoted)
        return;
    uint32_t verb = said_to_say(r, found->cue, content[1].end);
    if (verb == HS_NONE || verb + 1 >= content[1].end)
        return;
    found->source = content[0];
    found->cue.end = found->cue.end > verb ? found->cue.end : verb + 1;
    content[1].first = content[1].first > verb ? content[1].first : verb + 1;
    memmove(&content[0], &content[1], --found->content_count * sizeof *content);
    hs_found_drop_conjunction(r, words, &content[0]);
}

/* "Has sued the fund, its auditors and the state, saying that": whom the verb in front is done to
 * says nothing; who does it is looked for instead. */
static void drop_object(const hs_reading *r, uint32_t verb, hs_found_attribution *found)
{
    enum { REACH = 40 };
    const hs_word *tree = r->syntax->words;
    uint32_t above = tree[verb].head, from = verb > REACH ? verb - REACH : 0;
    if (verb == 0 || tree[verb].xpos != HS_XPOS_VBG || tree[verb].deprel != HS_DEPREL_ADVCL ||
        above == HS_NO_WORD || above >= found->source.first || found->source.end > verb ||
        !hs_token_is(r, verb - 1, ","))
        return;
    uint32_t subject = HS_NONE;
    for (uint32_t t = above; t > from; t--) {
        if (tree[t - 1].head != above)
            continue;
        if (tree[t - 1].deprel == HS_DEPREL_AUX_PASS || tree[t - 1].deprel == HS_DEPREL_NSUBJ_PASS)
            return; /* "was met by Ana Ruiz, saying that" */
        if (tree[t - 1].deprel == HS_DEPREL_NSUBJ)
            subject = t - 1;
    }
    uint32_t phrase =
        subject == HS_NONE ? HS_NONE : r->phrases.phrase_at[hs_reading_word_of_token(r, subject)];
    if (phrase == HS_NONE)
        return;
    const hs_phrase *who = &r->phrases.items[phrase];
    if (hs_reading_word(r, who->head)->quotation) /* "“They lied,” said Ana Ruiz, adding that" */
        return;
    found->source.first = hs_reading_word(r, who->first)->first_token;
    found->source.end = hs_reading_token(r, who->end - 1) + 1;
}

/* "Reply", "message", "verdict". */
static bool means_words(const hs_word *noun)
{
    hs_meaning meaning = hs_meaning_of(hs_word_lemma(noun), HS_MEANING_OF_NOUN);
    unsigned speech = hs_meaning_get(meaning, HS_MEANING_SPEECH);
    return noun->upos == HS_UPOS_NOUN && speech > HS_SPEECH_NONE && speech < HS_SPEECH_THINKS;
}

/* "Ana Ruiz's reply | was short: “…”", "the message from | Ana Ruiz | was clear: “…”": whose words
 * they are says so. */
static void take_owner(const hs_reading *r, hs_found_attribution *found)
{
    static const char *const from[] = {"from", "of", "by", NULL};
    const hs_word *tree = r->syntax->words;
    hs_token_range source = found->source;
    if (hs_token_range_empty(source) || source.end != found->cue.first ||
        tree[found->cue.first].deprel != HS_DEPREL_COP)
        return;
    uint32_t noun = hs_syntax_range_head(r, source);
    if (!means_words(&tree[noun]))
        return;
    for (uint32_t t = source.first; t < source.end; t++) {
        if (tree[t].head == noun && tree[t].deprel == HS_DEPREL_NMOD_POSS) {
            while (source.end > t + 1 && tree[source.end - 1].head != t)
                source.end--; /* "Ana Ruiz 's" */
            source.end -= source.end > t + 1 && tree[source.end - 1].deprel == HS_DEPREL_CASE;
            found->source = (hs_token_range){source.first, source.end};
            return;
        }
        if (t > noun && t + 1 < source.end && tree[t].deprel == HS_DEPREL_CASE &&
            tree[t].head > t && hs_word_lemma_among(&tree[t], from)) {
            found->source.first = t + 1;
            return;
        }
    }
}

/* "“It will close.” [Reuters.]", as digests have it: the name in brackets is whose it is. */
static void take_credit(const hs_reading *r, hs_found_attribution *found)
{
    hs_str text = r->block->text;
    hs_span cue = hs_token_range_span(r->block, found->cue);
    if (hs_token_range_empty(found->cue) || cue.start == 0 || text.bytes[cue.start - 1] != '[')
        return;
    hs_str behind = hs_str_slice(text, cue.end, text.length);
    bool closed =
        hs_str_starts_with(behind, HS_STR("]")) || hs_str_starts_with(behind, HS_STR(".]"));
    bool named = text.bytes[cue.start] >= 'A' && text.bytes[cue.start] <= 'Z';
    if (!closed || !named)
        return;
    found->source = found->cue;
    found->cue = (hs_token_range){0, 0};
}

void hs_found_mend_source(const hs_reading *r, const hs_attribution_word *words,
                          hs_found_attribution *found)
{
    take_credit(r, found);
    take_expected(r, words, found);
    take_owner(r, found);
    take_inner_cue(r, words, found);
    take_behind_marks(r, words, found);
    uint32_t verb = hs_found_verb(r, found->cue);
    if (verb == HS_NONE)
        return;
    if (take_quoted(r, quoting_verb(r, verb), found) || take_shown(r, words, verb, found))
        return;
    take_heard(r, verb, found);
    if (hs_token_range_empty(found->source) || found->source.first >= verb)
        return;
    drop_object(r, verb, found);
    keep_subject(r, verb, found);
    leave_clause_subject(r, verb, found);
    take_outer_subject(r, words, verb, found);
}
