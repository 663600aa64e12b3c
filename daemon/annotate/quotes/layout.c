/* Attributions by layout rather than by verbs: a transcript's turns, "X: …" in headings and
 * captions, and quotation marks that no cue took, which linking gives a speaker.
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/headlines.h"
#include "annotate/quotes/quotes.h"
#include "annotate/reading/given_gender.h"
#include "text/interview.h"
#include "text/turn_label.h"

enum { COLON_NAME_WORDS_MAX = 6, SIGNATURE_WORDS_MAX = 12 };

static hs_attribution *add(hs_reading *r, hs_pattern pattern, hs_quote_form form, uint32_t first,
                           uint32_t end)
{
    hs_span *span = hs_arena_new(r->arena, hs_span);
    *span = hs_reading_span(r, first, end);
    hs_attribution *attribution = hs_array_push(&r->attributions);
    *attribution = (hs_attribution){
        .content = span,
        .content_count = 1,
        .source = HS_NONE,
        .addressee = HS_NONE,
        .sentence = hs_reading_word(r, first)->sentence,
        .pattern = (uint8_t)pattern,
        .form = (uint8_t)form,
        .act = HS_ACT_SPEECH,
        .weight = 5,
    };
    return attribution;
}

/* "HOST (Ana Ruiz)": a person in the brackets at `bracket`, right behind what she is there. */
static bool names_holder(const hs_reading *r, uint32_t bracket)
{
    const hs_shallow_word *before = hs_reading_word(r, bracket - 1);
    uint32_t phrase = hs_reading_phrase_from(r, bracket + 1);
    hs_str label = hs_str_slice(r->block->text, before->span.start, before->span.end);
    bool named =
        phrase != HS_NONE && (hs_word_is(hs_reading_word(r, bracket + 1), HS_LEX(GIVEN_NAME)) ||
                              hs_given_gender(hs_word_text(&r->words, bracket + 1)));
    return named && (hs_turn_names_role(label) || hs_word_is(before, HS_LEX(ROLE)));
}

/* Where a turn's label names its speaker: "The Minister (Ms Ruiz)" does so in its brackets. */
static uint32_t speaker_word(const hs_reading *r, uint32_t end)
{
    for (uint32_t i = 1; i + 1 < end; i++)
        if (hs_str_equal(hs_word_text(&r->words, i), HS_STR("(")) &&
            (hs_word_is(hs_reading_word(r, i + 1), HS_LEX(HONORIFIC)) || names_holder(r, i)))
            return i + 1;
    return hs_reading_word_at(r, r->block->speaker_span.start);
}

/* Questions and answers without labels (text/interview.h). */
static void read_bare_turn(hs_reading *r)
{
    hs_attribution *turn = add(r, HS_PATTERN_TURN, HS_FORM_BLOCK, 0, r->words.count);
    turn->question = hs_interview_asks(r->block->text);
    turn->answer = !turn->question;
}

/* "Ms Orlo: “Did you refuse?”": a turn that is one quotation. */
static void read_marks(hs_reading *r, hs_attribution *turn, uint32_t first)
{
    uint16_t quotation = hs_reading_word(r, first)->quotation;
    if (!quotation || hs_reading_tag(r, first) != HS_TAG_OPEN_MARK ||
        r->quotations[quotation - 1].first != first ||
        r->quotations[quotation - 1].end != r->words.count ||
        r->block->quotations[quotation - 1].unclosed)
        return;
    turn->form = HS_FORM_DIRECT;
    r->quotation_used[quotation - 1] = true;
}

static void read_turn(hs_reading *r)
{
    if (hs_span_empty(r->block->speaker_span)) {
        read_bare_turn(r);
        return;
    }
    uint32_t first = hs_reading_word_at(r, r->block->speaker_span.start);
    while (first < r->words.count && /* the colon or stop too */
           hs_reading_word(r, first)->span.start <= r->block->speaker_span.end)
        first++;
    if (first >= r->words.count)
        return;
    hs_attribution *turn = add(r, HS_PATTERN_TURN, HS_FORM_BLOCK, first, r->words.count);
    read_marks(r, turn, first);
    uint32_t name = speaker_word(r, first);
    hs_str label =
        hs_str_slice(r->block->text, r->block->speaker_span.start, r->block->speaker_span.end);
    turn->question = hs_str_equal_ignoring_case(label, HS_STR("question")) ||
                     hs_str_equal_ignoring_case(label, HS_STR("q"));
    turn->answer = hs_str_equal_ignoring_case(label, HS_STR("answer")) ||
                   hs_str_equal_ignoring_case(label, HS_STR("a"));
    if (turn->question || turn->answer)
        return;
    turn->source = hs_reading_phrase_from(r, name);
    if (turn->source == HS_NONE)
        turn->source_span = r->block->speaker_span;
}

static bool headline(const hs_block *block)
{
    return block->kind == HS_BLOCK_HEADING || block->kind == HS_BLOCK_CAPTION ||
           block->kind == HS_BLOCK_LIST_ITEM;
}

/* "Suit: city hid spill": what is found out somewhere, and said there. */
static bool names_finding(const hs_reading *r, uint32_t i)
{
    static const char *const findings[] = {"suit",   "lawsuit", "poll",    "study",   "report",
                                           "survey", "audit",   "inquest", "inquiry", NULL};
    return hs_reading_word_among(r, i, findings);
}

/* "Lender preyed on soldiers": somebody, and at once what looks like a participle. */
static bool clause_of_participle(const hs_reading *r, uint32_t first)
{
    uint32_t phrase = hs_reading_phrase_from(r, first);
    if (phrase == HS_NONE || !r->syntax || !hs_headline_party(r, phrase))
        return false;
    uint32_t verb = r->phrases.items[phrase].end;
    return verb + 1 < r->words.count && !hs_reading_word_is(r, verb + 1, "by") &&
           r->syntax->words[hs_reading_token(r, verb)].xpos == HS_XPOS_VBN;
}

/* "Ana Ruiz: a life in boats", "Storm Orlo: live updates", "Orlo: what we know": what a piece is
 * about and of which kind, not what anybody says. */
static bool tells_of(const hs_reading *r, uint32_t first)
{
    static const char *const opening[] = {"live",   "latest", "what",       "how",  "who",
                                          "inside", "meet",   "everything", "from", NULL};
    static const char *const closing[] = {"live",     "updates", "update",     "obituary",
                                          "profile",  "review",  "preview",    "timeline",
                                          "pictures", "recap",   "explained",  "explainer",
                                          "analysis", "latest",  "highlights", NULL};
    uint32_t last = r->words.count - 1;
    bool article = hs_reading_tag(r, first) == HS_TAG_DETERMINER &&
                   !hs_headline_clause(r, first, r->words.count);
    return article || hs_reading_word_among(r, first, opening) ||
           hs_reading_word_among(r, last, closing);
}

/* Whether a colon's label is whoever speaks behind it: "Ana Ruiz", in headings also "Fire chief" in
 * front of a clause; not "Weather". */
static bool speaks(const hs_reading *r, uint32_t phrase, uint32_t colon)
{
    uint8_t tag = hs_reading_tag(r, r->phrases.items[phrase].head);
    bool party = hs_headline_party(r, phrase) || (colon == 1 && names_finding(r, 0));
    bool marked = hs_reading_tag(r, colon + 1) == HS_TAG_OPEN_MARK;
    if (!marked && tells_of(r, colon + 1))
        return false;
    if (tag == HS_TAG_NAME)
        return party && !(colon == 1 && hs_headline_section(r, 0));
    return r->block->kind == HS_BLOCK_HEADING && tag == HS_TAG_NOUN && party &&
           !(colon == 1 && hs_headline_section(r, 0)) &&
           (marked || hs_headline_clause(r, colon + 1, r->words.count) ||
            clause_of_participle(r, colon + 1));
}

/* "Orlo Town 1-3 Vale: fury at the referee": a match. */
static bool holds_score(hs_str label)
{
    for (size_t i = 1; i + 1 < label.length; i++) {
        bool digits = label.bytes[i - 1] >= '0' && label.bytes[i - 1] <= '9';
        size_t behind = label.bytes[i] == '-' ? i + 1 : i + 3; /* an en dash has three bytes */
        bool dash = label.bytes[i] == '-' ||
                    hs_str_starts_with(hs_str_slice(label, i, label.length), HS_STR("\u2013"));
        if (digits && dash && behind < label.length && label.bytes[behind] >= '0' &&
            label.bytes[behind] <= '9')
            return true;
    }
    return false;
}

/* Whether the marks that open at word `i` close at the end of the block. */
static bool marks_all(const hs_reading *r, uint32_t i)
{
    uint16_t quotation = hs_reading_word(r, i)->quotation;
    return quotation && r->quotations[quotation - 1].end + 1 >= r->words.count;
}

/* Whether a phrase ends at a colon, or the one does whom it speaks to: "Ruiz to Brandl: you lied".
 */
static bool ends_at(const hs_reading *r, uint32_t phrase, uint32_t colon)
{
    const hs_phrase *it = &r->phrases.items[phrase];
    if (it->end_extended == colon)
        return true;
    uint32_t other = hs_reading_tag(r, it->head) == HS_TAG_NAME && it->end < colon &&
                             hs_reading_word_is(r, it->end, "to")
                         ? hs_reading_phrase_from(r, it->end + 1)
                         : HS_NONE;
    return other != HS_NONE && r->phrases.items[other].end_extended == colon &&
           hs_headline_party(r, other);
}

/* "Minister: talks were frank": a name, a colon, and the rest of the line. */
static void read_colon(hs_reading *r)
{
    for (uint32_t i = 1; i + 2 < r->words.count && i <= COLON_NAME_WORDS_MAX; i++) {
        if (hs_reading_tag(r, i) != HS_TAG_COLON)
            continue;
        uint32_t phrase = hs_reading_phrase_from(r, 0);
        bool whole = phrase != HS_NONE && ends_at(r, phrase, i) && speaks(r, phrase, i);
        hs_span label = hs_reading_span(r, 0, i);
        uint16_t quotation = hs_reading_word(r, i + 1)->quotation;
        if (!whole || hs_reading_word(r, i)->quotation ||
            (quotation && r->quotation_used[quotation - 1]) ||
            hs_turn_names_piece(hs_str_slice(r->block->text, label.start, label.end)) ||
            holds_score(hs_str_slice(r->block->text, label.start, label.end)))
            return;
        hs_quote_form form = hs_reading_tag(r, i + 1) != HS_TAG_OPEN_MARK ? HS_FORM_INDIRECT
                             : marks_all(r, i + 1)                        ? HS_FORM_DIRECT
                                                                          : HS_FORM_MIXED;
        if (quotation)
            r->quotation_used[quotation - 1] = true;
        add(r, HS_PATTERN_COLON, form, i + 1, r->words.count)->source = phrase;
        return;
    }
}

/* Kinds of text whose heading says whose words stand below it. */
static bool signed_kind(const hs_reading *r, uint32_t i)
{
    static const hs_str kinds[] = {
        {"statement", 9}, {"comment", 7}, {"comments", 8}, {"remarks", 7}, {"reply", 5},
        {"response", 8},  {"letter", 6},  {"article", 7},  {"report", 6},  {"speech", 6},
        {"address", 7},   {"message", 7}, {"column", 6},   {"lecture", 7}};
    hs_str text = hs_word_text(&r->words, i);
    for (size_t k = 0; k < HS_COUNT(kinds); k++)
        if (hs_str_equal_ignoring_case(text, kinds[k]))
            return true;
    return false;
}

/* A heading without a verb that says or does something. */
static bool verbless(const hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool verb = word->tag == HS_TAG_VERB && word->lexeme->forms != HS_LEX_FORM_ING &&
                    (i == 0 || hs_reading_tag(r, i - 1) != HS_TAG_TO);
        bool helps = word->tag == HS_TAG_AUXILIARY && word->span.end - word->span.start > 4;
        if (!word->quotation && (verb || helps)) /* not "'s", which may be a possessive */
            return false;
    }
    return true;
}

static bool by(const hs_reading *r, uint32_t i)
{
    hs_str text = hs_word_text(&r->words, i);
    return hs_str_equal_ignoring_case(text, HS_STR("by")) ||
           hs_str_equal_ignoring_case(text, HS_STR("from")) ||
           hs_str_equal_ignoring_case(text, HS_STR("of"));
}

/* 'the agency "Coastwire"': the name behind the phrase, if there is one. */
static uint32_t named_in_marks(const hs_reading *r, uint32_t phrase)
{
    uint32_t mark = phrase == HS_NONE ? r->words.count : r->phrases.items[phrase].end;
    if (mark + 1 >= r->words.count || hs_reading_tag(r, mark) != HS_TAG_OPEN_MARK)
        return phrase;
    uint32_t name = hs_reading_phrase_from(r, mark + 1);
    bool named = name != HS_NONE && hs_reading_tag(r, r->phrases.items[name].head) == HS_TAG_NAME;
    return named ? name : phrase;
}

/* "Statement by the ministry on …", "Ana Ruiz's letter to …", and behind a date also "Embassy
 * comment on …": the words that say whose words stand below the heading; empty if none do. */
static hs_word_range heading_author(const hs_reading *r, uint32_t *author)
{
    bool dated = r->words.count > 0 && hs_reading_tag(r, 0) == HS_TAG_NUMBER;
    for (uint32_t i = 0; i < r->words.count; i++) {
        uint32_t phrase = r->phrases.phrase_at[i];
        if (hs_reading_word(r, i)->quotation || !signed_kind(r, i) || phrase == HS_NONE)
            continue;
        const hs_phrase *kind = &r->phrases.items[phrase];
        uint32_t first = kind->first;
        *author = HS_NONE;
        if (kind->owner != HS_NONE) {
            *author = kind->owner;
            first = r->phrases.items[*author].first;
        } else if (i + 2 < r->words.count && by(r, i + 1)) {
            *author = named_in_marks(r, hs_reading_phrase_from(r, i + 2));
        } else if (dated && kind->head == i && i > first && !hs_reading_word(r, first)->quotation) {
            return (hs_word_range){first, i};
        }
        if (*author != HS_NONE && (dated || first == 0))
            return (hs_word_range){r->phrases.items[*author].first, r->phrases.items[*author].end};
    }
    return (hs_word_range){0, 0};
}

static void read_signed_heading(hs_reading *r)
{
    uint32_t author = HS_NONE;
    hs_word_range words = verbless(r) ? heading_author(r, &author) : (hs_word_range){0, 0};
    if (words.first == words.end)
        return;
    hs_attribution *statement = hs_array_push(&r->attributions);
    *statement = (hs_attribution){.source = author,
                                  .source_span = hs_word_range_span(&r->words, words),
                                  .addressee = HS_NONE,
                                  .sentence = hs_reading_word(r, words.first)->sentence,
                                  .pattern = HS_PATTERN_STATEMENT,
                                  .form = HS_FORM_BLOCK,
                                  .act = HS_ACT_SPEECH,
                                  .weight = 5,
                                  .announces = true};
}

static bool worth_attributing(const hs_reading *r, hs_word_range quotation)
{
    const hs_quotation *marks =
        &r->block->quotations[hs_reading_word(r, quotation.first)->quotation - 1];
    bool opens_block = quotation.first == 0;
    if (marks->unclosed)
        return opens_block && quotation.end - quotation.first > 4;
    bool opens_sentence = hs_reading_sentence(r, quotation.first).first == quotation.first;
    bool ends_block = quotation.end == r->words.count; /* "Sold." */
    return opens_sentence && quotation.end - quotation.first >= (ends_block ? 4u : 5u) &&
           hs_content_whole_quotation(r, quotation);
}

/* "… of our time.” [Orlo Post.]": the name in brackets that ends a paragraph, or HS_NONE. */
static uint32_t bracketed_signature(const hs_reading *r, uint32_t bracket)
{
    uint32_t phrase = bracket + 2 < r->words.count && hs_reading_tag(r, bracket) == HS_TAG_BRACKET
                          ? hs_reading_phrase_from(r, bracket + 1)
                          : HS_NONE;
    if (phrase == HS_NONE || hs_reading_tag(r, r->phrases.items[phrase].head) != HS_TAG_NAME)
        return HS_NONE;
    uint32_t end = r->phrases.items[phrase].end;
    bool closed = false;
    for (; end < r->words.count; end++) {
        uint8_t tag = hs_reading_tag(r, end);
        closed = closed || tag == HS_TAG_BRACKET;
        if (tag != HS_TAG_BRACKET && tag != HS_TAG_STOP)
            return HS_NONE;
    }
    return closed ? phrase : HS_NONE;
}

uint32_t hs_content_signature(const hs_reading *r, uint32_t mark)
{
    uint32_t bracketed = bracketed_signature(r, mark);
    if (bracketed != HS_NONE)
        return bracketed;
    if (mark + 1 >= r->words.count || mark + SIGNATURE_WORDS_MAX < r->words.count ||
        !hs_reading_dash(r, mark))
        return HS_NONE;
    uint32_t phrase = hs_reading_phrase_from(r, mark + 1);
    if (phrase == HS_NONE || hs_reading_tag(r, r->phrases.items[phrase].head) != HS_TAG_NAME)
        return HS_NONE;
    for (uint32_t i = r->phrases.items[phrase].end; i < r->words.count; i++)
        if (hs_reading_tag(r, i) == HS_TAG_VERB || hs_reading_tag(r, i) == HS_TAG_AUXILIARY)
            return HS_NONE;
    return phrase;
}

/* A mark in front of a turn's label opens the transcript, not words of somebody's. */
static bool opens_transcript(const hs_reading *r, uint32_t k)
{
    return r->block->quotations[k].span.start < r->block->speaker_span.start;
}

static void read_loose(hs_reading *r)
{
    for (uint32_t k = 0; k < r->block->quotation_count; k++) {
        hs_word_range quotation = r->quotations[k];
        if (quotation.end == 0 || r->quotation_used[k] || opens_transcript(r, k) ||
            !worth_attributing(r, quotation))
            continue;
        hs_attribution *loose =
            add(r, HS_PATTERN_LOOSE, HS_FORM_DIRECT, quotation.first, quotation.end);
        loose->opens = r->block->quotations[k].unclosed;
        loose->source = hs_content_signature(r, quotation.end);
        if (loose->source != HS_NONE)
            loose->pattern = HS_PATTERN_COLON;
        else if (loose->opens)
            hs_content_split(r, loose);
    }
}

void hs_read_layout(hs_reading *r)
{
    if (r->words.count == 0)
        return;
    if (r->block->kind == HS_BLOCK_TRANSCRIPT_TURN)
        read_turn(r);
    if (r->block->kind == HS_BLOCK_HEADING)
        read_signed_heading(r);
    if (headline(r->block))
        read_colon(r);
    else
        read_loose(r);
}
