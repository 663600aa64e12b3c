/* Attributions by verbs: each reporting verb with its subject (cue.c) and content (content.c), and
 * "according to X" with what stands around it.
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/quotes.h"

static hs_quote_form form_of(const hs_reading *r, const hs_content *content)
{
    bool marked = true, marks = false;
    for (uint32_t k = 0; k < content->count; k++) {
        hs_word_range piece = content->pieces[k];
        uint16_t first = hs_reading_word(r, piece.first)->quotation;
        uint16_t last = hs_reading_word(r, piece.end - 1)->quotation;
        marked =
            marked && first && first == last && hs_reading_tag(r, piece.first) == HS_TAG_OPEN_MARK;
        for (uint32_t i = piece.first; i < piece.end && !marks; i++)
            marks = hs_reading_tag(r, i) == HS_TAG_OPEN_MARK;
    }
    return marked ? HS_FORM_DIRECT : marks ? HS_FORM_MIXED : HS_FORM_INDIRECT;
}

/* An unquoted colon introduces a statement when it ends the block or a whole paragraph follows. */
static hs_quote_form form_for(const hs_reading *r, const hs_content *content)
{
    if (content->pattern == HS_PATTERN_STATEMENT)
        return HS_FORM_BLOCK;
    return form_of(r, content);
}

static void use_quotations(hs_reading *r, hs_word_range piece)
{
    for (uint32_t i = piece.first; i < piece.end; i++) {
        uint16_t quotation = hs_reading_word(r, i)->quotation;
        if (quotation) {
            r->quotation_used[quotation - 1] = true;
            i = r->quotations[quotation - 1].end - 1;
        }
    }
}

hs_attribution *hs_content_add(hs_reading *r, const hs_cue *cue, const hs_content *content)
{
    const hs_shallow_word *word = hs_reading_word(r, cue->word);
    hs_span *spans = hs_arena_new_array(r->arena, hs_span, content->count);
    for (uint32_t k = 0; k < content->count; k++) {
        spans[k] = hs_word_range_span(&r->words, content->pieces[k]);
        if (!word->quotation)
            use_quotations(r, content->pieces[k]);
    }
    hs_quote_form form = word->quotation ? HS_FORM_INDIRECT : form_for(r, content);
    bool opens = false;
    if (content->count > 0 && !word->quotation) {
        hs_word_range last = content->pieces[content->count - 1];
        uint16_t quotation = hs_reading_word(r, last.end - 1)->quotation;
        opens = quotation && r->block->quotations[quotation - 1].unclosed;
    }
    hs_attribution *added = hs_array_push(&r->attributions);
    *added = (hs_attribution){
        .content = spans,
        .content_count = content->count,
        .cue = word->span,
        .source = cue->subject,
        .addressee = content->addressee,
        .sentence = word->sentence,
        .pattern = (uint8_t)content->pattern,
        .form = (uint8_t)form,
        .act = word->lexeme->report_thought ? HS_ACT_THOUGHT : HS_ACT_SPEECH,
        .weight = word->lexeme->report_weight,
        .opens = opens,
        .announces = content->announces,
        .goes_on = word->lexeme->report_frames & HS_FRAME_GOES_ON,
    };
    return added;
}

/* The agent of a passive: "was accused by X". */
static void find_agent(const hs_reading *r, hs_cue *cue)
{
    cue->subject = HS_NONE;
    for (uint32_t i = cue->word + 1; i < cue->scope.end && i < cue->word + 12; i++)
        if (hs_str_equal(hs_word_text(&r->words, i), HS_STR("by"))) {
            cue->subject = hs_reading_phrase_from(r, i + 1);
            return;
        }
}

/* Passives report with few verbs only: "it was announced that", "was accused by X of". */
static bool passive_reports(const hs_reading *r, const hs_cue *cue, uint32_t agent,
                            hs_content *content)
{
    const hs_lexeme *lexeme = hs_reading_word(r, cue->word)->lexeme;
    uint32_t at = agent == HS_NONE ? cue->word + 1 : r->phrases.items[agent].end_extended;
    *content = (hs_content){.addressee = HS_NONE, .pattern = HS_PATTERN_OBJECT};
    if (at >= cue->scope.end)
        return false;
    uint8_t tag = hs_reading_tag(r, at);
    bool clause = tag == HS_TAG_THAT && lexeme->report_frames & HS_FRAME_THAT;
    bool charge = lexeme->report_frames & HS_FRAME_OBJECT && agent != HS_NONE &&
                  tag == HS_TAG_PREPOSITION && lexeme->report_weight >= 6;
    if ((!clause && !charge) || at + 1 >= cue->scope.end)
        return false;
    uint32_t end = hs_content_clause_end(r, cue, at + 1);
    if (end <= at + 1)
        return false;
    content->pieces[content->count++] = (hs_word_range){at + 1, end};
    return true;
}

/* A subject that can say something; "a poll shows" and "the law says" pass, "which shows" not. */
static bool can_speak(const hs_reading *r, const hs_cue *cue, unsigned weight)
{
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[cue->subject].head);
    if (head->tag == HS_TAG_PRONOUN && hs_word_is(head, HS_LEX(NEUTER)))
        return weight >= 7;
    if (head->tag == HS_TAG_PRONOUN || head->tag == HS_TAG_NAME || head->tag == HS_TAG_RELATIVE ||
        head->tag == HS_TAG_NUMBER)
        return true;
    return weight >= 6 || hs_word_is(head, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP) |
                                               HS_LEX(ORGANISATION) | HS_LEX(DOCUMENT));
}

/* "I would note", "let me say": talk about one's own talk is no attribution; "I told him" is. */
static bool own_talk(const hs_reading *r, const hs_cue *cue)
{
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[cue->subject].head);
    bool present = !(hs_reading_word(r, cue->word)->lexeme->forms & HS_LEX_FORM_PAST);
    hs_str text = hs_word_text(&r->words, r->phrases.items[cue->subject].head);
    bool single = hs_str_equal(text, HS_STR("I")) || hs_str_equal_ignoring_case(text, HS_STR("me"));
    bool second = hs_word_is(head, HS_LEX(SECOND_PERSON));
    return (single || second) && present && !hs_reading_word(r, cue->word)->lexeme->report_thought;
}

static bool worth_reading(const hs_reading *r, const hs_cue *cue)
{
    const hs_lexeme *lexeme = hs_reading_word(r, cue->word)->lexeme;
    if (cue->negated || r->block->speaker_span.end > hs_reading_word(r, cue->word)->span.start)
        return false;
    if (cue->infinitive && lexeme->report_weight < 7)
        return false;
    if (cue->subject == HS_NONE)
        return !hs_reading_word(r, cue->word)->quotation;
    return can_speak(r, cue, lexeme->report_weight) && !own_talk(r, cue);
}

static void read_verb(hs_reading *r, hs_cue *cue)
{
    hs_content content;
    if (!worth_reading(r, cue))
        return;
    if (cue->passive) {
        find_agent(r, cue);
        if (passive_reports(r, cue, cue->subject, &content))
            hs_content_add(r, cue, &content);
        return;
    }
    if (hs_content_find(r, cue, &content) && (content.count > 0 || content.announces))
        hs_content_add(r, cue, &content);
}

/* "According to X, …", "…, according to X". */
static void read_according(hs_reading *r, uint32_t i)
{
    hs_cue cue = {.word = i, .subject = hs_reading_phrase_from(r, i + 1)};
    cue.scope = hs_reading_window(r, i);
    if (cue.subject == HS_NONE || hs_reading_word(r, i)->quotation)
        return;
    uint32_t behind = r->phrases.items[cue.subject].end_extended;
    while (r->phrases.items[cue.subject].owns && cue.subject + 1 < r->phrases.count &&
           r->phrases.items[cue.subject + 1].owner == cue.subject)
        behind = r->phrases.items[++cue.subject].end_extended;
    hs_content content = {.pattern = HS_PATTERN_ACCORDING, .addressee = HS_NONE};
    uint32_t first = cue.scope.first, end = i;
    if (end > first && hs_reading_tag(r, end - 1) == HS_TAG_COMMA)
        end--;
    if (end > first + 2) {
        content.pieces[content.count++] = (hs_word_range){first, end};
    } else {
        uint32_t at = behind;
        while (at < cue.scope.end && hs_reading_tag(r, at) != HS_TAG_COMMA)
            at++;
        if (at + 1 >= cue.scope.end)
            return;
        content.pieces[content.count++] =
            (hs_word_range){at + 1, hs_content_clause_end(r, &cue, at + 1)};
    }
    hs_content_add(r, &cue, &content);
}

void hs_read_reporting(hs_reading *r)
{
    hs_cue cue, previous = {.scope = {UINT32_MAX, UINT32_MAX}, .subject = HS_NONE};
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (word->tag != HS_TAG_VERB || !word->lexeme->report_frames)
            continue;
        if (!word->lexeme->forms) {
            read_according(r, i);
            continue;
        }
        if (!hs_cue_read(r, i, &previous, &cue))
            continue;
        hs_cue shared = cue;
        read_verb(r, &cue);
        if (shared.subject != HS_NONE && !shared.relative)
            previous = shared;
    }
}
