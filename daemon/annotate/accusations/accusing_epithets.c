/* Epithets that accuse, "a liar", "corrupt": of whom they are said, and by whom.
 */
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/syntax.h"

/* Who calls somebody so by a verb, or HS_NONE. */
static uint32_t caller_of(const hs_reading *r, uint32_t verb)
{
    hs_cue cue = {.word = verb, .subject = HS_NONE};
    hs_cue_find_subject(r, NULL, &cue);
    return cue.subject != HS_NONE && hs_predicate_is_party(r, cue.subject) ? cue.subject : HS_NONE;
}

/* "Dismissed X as a fraud", "cast her as a bully". */
static bool shows_as(const hs_reading *r, uint32_t verb)
{
    static const char *const verbs[] = {"dismiss", "cast",   "paint",  "portray", "depict",
                                        "expose",  "regard", "unmask", "deride",  "mock",
                                        "see",     "view",   "attack", NULL};
    const hs_lexeme *lexeme = hs_reading_word(r, verb)->lexeme;
    return hs_reading_tag(r, verb) == HS_TAG_VERB &&
           (lexeme->accuse_roles & HS_ACCUSE_OBJECT ||
            (r->syntax &&
             hs_word_lemma_among(hs_syntax_token(r, hs_reading_token(r, verb)), verbs)));
}

/* "X is a liar", "called X corrupt": the party that the epithet is said of, and who says so where
 * the latter tells. */
static uint32_t bearer(const hs_accusing_finder *f, uint32_t first, uint32_t *by)
{
    const hs_reading *r = f->r;
    hs_word_range scope = hs_reading_window(r, f->word);
    uint32_t i = first;
    while (i > scope.first && (hs_reading_tag(r, i - 1) == HS_TAG_ADVERB ||
                               hs_reading_tag(r, i - 1) == HS_TAG_DETERMINER ||
                               hs_reading_tag(r, i - 1) == HS_TAG_OPEN_MARK))
        i--;
    if (i <= scope.first)
        return HS_NONE;
    const hs_shallow_word *before = hs_reading_word(r, i - 1);
    if (hs_word_is(before, HS_LEX(BE))) {
        hs_cue cue = {.word = i - 1};
        hs_cue_find_subject(r, NULL, &cue);
        return cue.negated ? HS_NONE : cue.subject;
    }
    bool as = hs_str_equal(hs_word_text(&r->words, i - 1), HS_STR("as"));
    i -= as;
    uint32_t object = i > scope.first ? hs_reading_phrase_until(r, i) : HS_NONE;
    if (object == HS_NONE || r->phrases.items[object].first == scope.first)
        return HS_NONE;
    uint32_t verb = r->phrases.items[object].first - 1;
    if (!(hs_reading_word(r, verb)->lexeme->report_frames & HS_FRAME_AS) &&
        !(as && shows_as(r, verb)))
        return HS_NONE;
    *by = caller_of(r, verb);
    return object;
}

/* Whether a verb tells what somebody is called: "described", "branded". */
static bool calls(const hs_reading *r, uint32_t word)
{
    const hs_lexeme *lexeme = hs_reading_word(r, word)->lexeme;
    return lexeme->report_frames & HS_FRAME_AS && lexeme->forms & HS_LEX_FORM_PARTICIPLE;
}

/* "X, described by Y as a bully", "X, branded a liar by Y": whom the epithet from `first` to `end`
 * is said of, and by whom; HS_NONE where it is not so said. */
static uint32_t bearer_of_passive(const hs_accusing_finder *f, uint32_t first, uint32_t end,
                                  uint32_t *by)
{
    const hs_reading *r = f->r;
    hs_word_range scope = hs_reading_window(r, f->word);
    uint32_t verb = HS_NONE, at = first;
    at -= at > scope.first && hs_reading_word_is(r, at - 1, "as");
    uint32_t before = at > scope.first ? hs_reading_phrase_until(r, at) : HS_NONE;
    uint32_t agent_first = before == HS_NONE ? 0 : hs_accusing_first_word(r, before);
    if (agent_first >= scope.first + 2 && hs_reading_word_is(r, agent_first - 1, "by")) {
        verb = agent_first - 2;
        *by = before;
    } else if (at > scope.first && end + 1 < scope.end && hs_reading_word_is(r, end, "by")) {
        verb = at - 1;
        *by = hs_predicate_whole(r, hs_reading_phrase_from(r, end + 1));
    }
    if (verb == HS_NONE || !calls(r, verb) || !hs_predicate_is_party(r, *by))
        return HS_NONE;
    if (verb > scope.first && hs_reading_tag(r, verb - 1) == HS_TAG_COMMA)
        return hs_reading_phrase_until(r, verb - 1);
    hs_cue cue = {.word = verb, .subject = HS_NONE};
    hs_cue_find_subject(r, NULL, &cue);
    return cue.negated || cue.subject == *by ? HS_NONE : cue.subject;
}

void hs_accusing_read_epithet(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word];
    uint32_t first = phrase == HS_NONE ? f->word : r->phrases.items[phrase].first;
    uint32_t end = phrase == HS_NONE ? f->word + 1 : r->phrases.items[phrase].end;
    uint32_t by = HS_NONE, party = bearer_of_passive(f, first, end, &by);
    bool passive = party != HS_NONE;
    if (!passive) {
        by = HS_NONE;
        party = bearer(f, first, &by);
    }
    if (party == HS_NONE && phrase != HS_NONE && r->phrases.items[phrase].head == f->word)
        party = r->phrases.items[phrase].owner;
    if (party == HS_NONE || !hs_predicate_is_party(r, party))
        return;
    if (hs_word_is(hs_reading_word(r, r->phrases.items[party].head), HS_LEX(FIRST_PERSON)))
        return;
    if (!passive && phrase != HS_NONE)
        end = r->phrases.items[phrase].end_extended;
    bool shown = by != HS_NONE && first > 0 && hs_reading_word_is(r, first - 1, "as");
    hs_accusing *accusing = hs_accusing_push(f, hs_reading_span(r, first, end), shown ? 5 : -10);
    accusing->accuser = by;
    accusing->untaught = accusing->untaught || shown; /* "cast her as a bully" */
    hs_accusing_add(accusing, party);
}
