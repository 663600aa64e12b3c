/* Attributions by the trained model (attribution_model.h) in the place of the rules for verbs and
 * nouns: its spans become the reading's attributions, each with the phrase that its source is.
 * Layout (turns, "X: …" in headings, marks with no cue) stays with the rules.
 */
#include <string.h>

#include "annotate/quotes/act.h"
#include "annotate/quotes/attribution_confidence.h"
#include "annotate/quotes/attribution_model.h"
#include "annotate/quotes/attribution_spans.h"
#include "annotate/quotes/content.h"
#include "annotate/quotes/found_parts.h"
#include "annotate/quotes/quotes.h"
#include "annotate/reading/syntax.h"
#include "base/sorted.h"

/* Indirect content that is more likely wrong than right is left out. */
#define LEAST_CONFIDENCE 0.42f

typedef struct learned {
    hs_reading *r;
    const hs_attribution_word *words;
} learned;

/* Of "his warning", where a span holds "his" alone, whoever owns it. */
static uint32_t owner_alone(const hs_reading *r, hs_word_range range, uint32_t phrase)
{
    const hs_phrase *it = &r->phrases.items[phrase];
    bool cut = it->owner != HS_NONE && it->head >= range.end &&
               r->phrases.items[it->owner].first >= range.first;
    return cut ? it->owner : phrase;
}

/* The phrase that a span is about: the one that the rest of it hangs on, else the first that does
 * not merely own the next one. HS_NONE where there is none. */
static uint32_t phrase_in(const hs_reading *r, hs_span span)
{
    hs_word_range range = hs_reading_words_in(r, span);
    uint32_t owner = HS_NONE;
    uint32_t top = r->syntax ? hs_syntax_top(r, range) : HS_NONE;
    uint32_t main = top == HS_NONE ? HS_NONE : r->phrases.phrase_at[top];
    if (main != HS_NONE && !r->phrases.items[main].owns)
        return owner_alone(r, range, main);
    for (uint32_t i = range.first; i < range.end; i++) {
        uint32_t phrase = r->phrases.phrase_at[i];
        if (phrase == HS_NONE)
            continue;
        if (!r->phrases.items[phrase].owns)
            return owner_alone(r, range, phrase);
        owner = owner == HS_NONE ? phrase : owner;
    }
    return owner;
}

/* "warned last week", "told them three times": when, not whom. */
static bool tells_when(const hs_reading *r, uint32_t phrase)
{
    const hs_phrase *it = &r->phrases.items[phrase];
    const hs_shallow_word *head = hs_reading_word(r, it->head);
    const hs_word *top = r->syntax ? &r->syntax->words[hs_syntax_phrase_top(r, it)] : NULL;
    bool day = it->first == it->head && hs_word_is(head, HS_LEX(WEEKDAY) | HS_LEX(MONTH));
    if (day || hs_str_equal(hs_word_text(&r->words, it->head), HS_STR("times")))
        return true;
    if (top && (top->deprel == HS_DEPREL_OBJ || top->deprel == HS_DEPREL_IOBJ || top->entity_tag ||
                top->upos == HS_UPOS_PRON))
        return false;
    return hs_word_is(head, HS_LEX(TIME) | HS_LEX(WEEKDAY) | HS_LEX(MONTH)) ||
           (top && top->deprel == HS_DEPREL_OBL_UNMARKED);
}

/* Of "Monday's meeting" the meeting, of "CBS's “Face of Tomorrow”" the station. */
static uint32_t owned_by(const hs_reading *r, uint32_t phrase)
{
    while (r->phrases.items[phrase].owns && phrase + 1 < r->phrases.count &&
           r->phrases.items[phrase + 1].owner == phrase) {
        const hs_phrase *owner = &r->phrases.items[phrase], *owned = owner + 1;
        bool title = hs_reading_tag(r, owned->head) == HS_TAG_NAME && r->syntax &&
                     !hs_syntax_person(hs_syntax_name_in(r, owned->first, owned->end));
        if (title && hs_reading_tag(r, owner->head) == HS_TAG_NAME)
            break;
        phrase++;
    }
    return phrase;
}

/* "told reporters", before what is told or behind it: whoever stands right behind a cue that takes
 * an addressee. */
static uint32_t addressee_behind(const hs_reading *r, hs_word_range cue, const hs_attribution *it)
{
    if (cue.first >= cue.end)
        return HS_NONE;
    const hs_shallow_word *last = hs_reading_word(r, cue.end - 1);
    uint32_t phrase = hs_reading_phrase_from(r, cue.end);
    bool takes = (last->lexeme->report_frames & HS_FRAME_ADDRESSEE) != 0;
    if (!takes || phrase == HS_NONE || phrase == it->source)
        return HS_NONE;
    phrase = owned_by(r, phrase);
    if (tells_when(r, phrase))
        return HS_NONE;
    uint32_t start = r->words.items[cue.end].span.start;
    for (uint32_t k = 0; k < it->content_count; k++)
        if (start >= it->content[k].start && start < it->content[k].end)
            return HS_NONE;
    return phrase;
}

/* "Sentencing him, the judge said": whoever it is done to is who hears it. */
static uint32_t addressee_ahead(const hs_reading *r, uint32_t cue)
{
    static const char *const doing[] = {"sentencing",  "jailing", "fining",        "addressing",
                                        "banning",     "sparing", "disqualifying", "thanking",
                                        "confronting", NULL};
    uint32_t first = hs_reading_sentence(r, cue).first;
    return first + 1 < cue && hs_reading_word_among(r, first, doing)
               ? hs_reading_phrase_from(r, first + 1)
               : HS_NONE;
}

/* "was told": the phrase of the token that a passive cue is about. */
static uint32_t listener_of(const hs_reading *r, uint32_t token)
{
    return r->phrases.phrase_at[hs_reading_word_of_token(r, token)];
}

/* Whether a span is a quotation inside another; they stand in the order of their beginnings. */
static bool is_inner(const hs_reading *r, hs_span span)
{
    const hs_quotation *items = r->block->quotations;
    size_t count = r->block->quotation_count;
    size_t at = hs_sorted_first(items, count, span.start, span.start);
    return at < count && items[at].depth > 0 && hs_span_equal(items[at].span, span);
}

static hs_quote_form form_of(hs_reading *r, const hs_span *content, uint32_t count, bool *opens)
{
    bool marked = true, marks = false;
    for (uint32_t k = 0; k < count; k++) {
        hs_word_range range = hs_reading_words_in(r, content[k]);
        if (range.first >= range.end)
            continue;
        if (is_inner(r, content[k])) { /* what is around it is somebody's too */
            marks = true;
            continue;
        }
        uint16_t first = hs_reading_word(r, range.first)->quotation;
        uint16_t last = hs_reading_word(r, range.end - 1)->quotation;
        marked =
            marked && first && first == last && hs_reading_tag(r, range.first) == HS_TAG_OPEN_MARK;
        for (uint32_t i = range.first; i < range.end; i++) {
            uint16_t quotation = hs_reading_word(r, i)->quotation;
            if (quotation)
                r->quotation_used[quotation - 1] = true;
            marks = marks || hs_reading_tag(r, i) == HS_TAG_OPEN_MARK;
        }
        *opens = last && r->block->quotations[last - 1].unclosed;
    }
    return marked ? HS_FORM_DIRECT : marks ? HS_FORM_MIXED : HS_FORM_INDIRECT;
}

static hs_pattern pattern_of(const hs_attribution *attribution, bool has_source)
{
    bool direct = attribution->form == HS_FORM_DIRECT;
    if (hs_span_empty(attribution->cue))
        return has_source ? HS_PATTERN_COLON : HS_PATTERN_LOOSE;
    if (attribution->content[0].start < attribution->cue.start)
        return direct ? HS_PATTERN_DIRECT_BEFORE : HS_PATTERN_POSTPOSED;
    return direct ? HS_PATTERN_DIRECT_AFTER : HS_PATTERN_CLAUSE_ZERO;
}

/* "Did she say": a question whether something was said. */
static bool asked(const hs_reading *r, hs_word_range cue)
{
    hs_word_range sentence = hs_reading_sentence(r, cue.first);
    const hs_shallow_word *opening = hs_reading_word(r, sentence.first);
    bool inverted = sentence.first < cue.first &&
                    hs_word_is(opening, HS_LEX(DO) | HS_LEX(HAVE) | HS_LEX(MODAL));
    return inverted && hs_str_equal(hs_word_text(&r->words, sentence.end - 1), HS_STR("?"));
}

/* "did not say", "nobody said": nothing was said, as far as the text goes. */
static bool unsaid(const hs_reading *r, hs_word_range cue, hs_span source)
{
    if (cue.first < cue.end && asked(r, cue))
        return true;
    hs_word_range who = hs_reading_words_in(r, source);
    if (who.first < who.end && hs_word_is(hs_reading_word(r, who.first), HS_LEX(NEGATION)))
        return true;
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (hs_word_is(hs_reading_word(r, i), HS_LEX(NEGATION)))
            return true;
    return false;
}

/* "said what", "denied it": words that stand for what was said, which nobody can read here. */
static bool says_nothing(const hs_reading *r, const hs_attribution *it)
{
    for (uint32_t k = 0; k < it->content_count; k++) {
        hs_word_range range = hs_reading_words_in(r, it->content[k]);
        for (uint32_t i = range.first; i < range.end; i++) {
            uint8_t tag = hs_reading_tag(r, i);
            if (tag <= HS_TAG_NAME || tag == HS_TAG_NUMBER || tag == HS_TAG_VERB ||
                tag == HS_TAG_AUXILIARY || tag == HS_TAG_NEGATION)
                return false;
        }
    }
    return true;
}

/* "In announcing it, the governor promised": whoever the parse has for it. */
static uint32_t controller_of(const hs_reading *r, uint32_t verb)
{
    uint32_t token = r->syntax ? hs_syntax_controller(r, hs_reading_token(r, verb)) : HS_NONE;
    return token == HS_NONE ? HS_NONE : r->phrases.phrase_at[hs_reading_word_of_token(r, token)];
}

/* ", adding that …": who does what the cue's verb says, though the model names no source. */
static uint32_t subject_of(hs_reading *r, hs_word_range cue)
{
    uint32_t verb = cue.first;
    while (verb < cue.end && hs_reading_tag(r, verb) != HS_TAG_VERB)
        verb++;
    if (verb >= cue.end)
        return HS_NONE;
    hs_cue subject = {.word = verb, .subject = HS_NONE};
    hs_cue_find_subject(r, NULL, &subject);
    if (subject.subject == HS_NONE)
        return controller_of(r, verb);
    return subject.passive ? HS_NONE : subject.subject;
}

/* "Ana Ruiz's warnings about …": the phrase that owns the noun that the cue is, or HS_NONE. */
static uint32_t owner_of(const hs_reading *r, hs_word_range cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++) {
        uint32_t phrase = r->phrases.phrase_at[i];
        if (phrase != HS_NONE && r->phrases.items[phrase].head == i &&
            r->phrases.items[phrase].owner != HS_NONE && hs_reading_tag(r, i) == HS_TAG_NOUN)
            return r->phrases.items[phrase].owner;
    }
    return HS_NONE;
}

/* "added", "continued": the speaker is whoever spoke, when a pronoun names them. */
static bool carries_on(const hs_reading *r, hs_word_range cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (hs_reading_word(r, i)->lexeme->report_frames & HS_FRAME_GOES_ON)
            return true;
    return false;
}

/* "Firms that warn of it": whom "that" means, which is no phrase of its own. */
static uint32_t relative_of(const hs_reading *r, hs_token_range source)
{
    bool that = source.end == source.first + 1 && hs_token_is(r, source.first, "that") &&
                r->syntax && hs_syntax_token(r, source.first)->xpos == HS_XPOS_WDT;
    return that ? hs_cue_antecedent(r, hs_reading_word_of_token(r, source.first)) : HS_NONE;
}

static bool names(const hs_reading *r, uint32_t phrase)
{
    return phrase != HS_NONE && hs_reading_tag(r, r->phrases.items[phrase].head) == HS_TAG_NAME;
}

/* The source that the model found, else whom the cue's possessive or verb names. */
static void set_source(learned *l, const hs_found_attribution *found, hs_word_range cue,
                       hs_attribution *attribution)
{
    hs_reading *r = l->r;
    uint32_t owner = owner_of(r, cue);
    if (!hs_token_range_empty(found->source)) {
        attribution->source_span = hs_token_range_span(r->block, found->source);
        attribution->source = phrase_in(r, attribution->source_span);
        if (attribution->source == HS_NONE)
            attribution->source = relative_of(r, found->source);
        if (owner != HS_NONE && names(r, owner) && !names(r, attribution->source)) {
            const hs_phrase *phrase = &r->phrases.items[owner];
            attribution->source = owner;
            attribution->source_span = hs_reading_span(r, phrase->first, phrase->end);
        }
    } else if (found->open) {
        attribution->open_speaker = true;
    } else if (cue.first < cue.end) {
        attribution->source = owner != HS_NONE ? owner : subject_of(r, cue);
        attribution->unnamed = true;
    }
}

static bool is_mark(const hs_reading *r, uint32_t token)
{
    return hs_reading_tag(r, hs_reading_word_of_token(r, token)) >= HS_TAG_OPEN_MARK;
}

/* A source's words without marks at its edges. */
static hs_token_range without_marks(const hs_reading *r, hs_token_range range)
{
    while (range.first < range.end && is_mark(r, range.first))
        range.first++;
    while (range.first < range.end && is_mark(r, range.end - 1))
        range.end--;
    for (uint32_t i = range.first + 1; i + 1 < range.end; i++) { /* "X, tapping the drawing" */
        uint32_t word = hs_reading_word_of_token(r, i + 1);
        if (hs_found_doing(r, word) &&
            hs_reading_tag(r, hs_reading_word_of_token(r, i)) == HS_TAG_COMMA)
            range.end = i;
    }
    return range;
}

/* "Ana Ruiz: …" in a transcript: layout.c knows whose turn it is. */
static bool holds_label(const hs_reading *r, hs_token_range words)
{
    return r->block->kind == HS_BLOCK_TRANSCRIPT_TURN && !hs_token_range_empty(words) &&
           hs_span_overlap(r->block->speaker_span, hs_token_range_span(r->block, words));
}

/* "It was alleged that": stands for what is said, not for who says it. */
static bool expletive(const hs_reading *r, hs_token_range source)
{
    if (source.end != source.first + 1)
        return false;
    enum hs_deprel relation = (enum hs_deprel)r->syntax->words[source.first].deprel;
    return (relation == HS_DEPREL_EXPL || relation == HS_DEPREL_NSUBJ_PASS) &&
           hs_reading_word_is(r, hs_reading_word_of_token(r, source.first), "it");
}

/* The cue and the content of what was found; the rest is for those below to fill in. */
static hs_attribution outline(learned *l, hs_found_attribution *found)
{
    hs_reading *r = l->r;
    bool has_cue = !hs_token_range_empty(found->cue);
    hs_span *content = hs_arena_new_array(r->arena, hs_span, found->content_count);
    hs_found_drop_conjunction(r, l->words, &found->content[0]);
    for (uint32_t k = 0; k < found->content_count; k++)
        content[k] = hs_attribution_content_span(r->block, l->words, found->content[k]);
    hs_attribution attribution = {.content = content,
                                  .content_count = found->content_count,
                                  .source = HS_NONE,
                                  .addressee = HS_NONE,
                                  .weight = 9,
                                  .confidence = found->confidence};
    if (has_cue)
        attribution.cue = hs_token_range_span(r->block, found->cue);
    uint32_t anchor = has_cue ? found->cue.first : found->content[0].first;
    attribution.sentence = l->words[anchor].sentence;
    return attribution;
}

/* Behind "“Sold!”": who signs words that nothing else gives to anybody. */
static void set_signature(const hs_reading *r, hs_attribution *it)
{
    uint32_t behind = hs_reading_word_at(r, it->content[it->content_count - 1].end);
    it->source = hs_content_signature(r, behind);
}

/* What kind of saying it is, once the source is known; false where nothing is said. */
static bool describe(learned *l, const hs_found_attribution *found, hs_word_range cue,
                     hs_attribution *it)
{
    hs_reading *r = l->r;
    it->goes_on = carries_on(r, cue);
    it->form = (uint8_t)form_of(r, it->content, it->content_count, &it->opens);
    it->act =
        hs_found_unspoken(r, l->words, found) ? HS_ACT_THOUGHT : (uint8_t)hs_act_of(r, cue, it);
    if (it->form == HS_FORM_INDIRECT && (it->confidence < LEAST_CONFIDENCE || says_nothing(r, it)))
        return false;
    it->addressee =
        found->listener ? listener_of(r, found->listener - 1) : addressee_behind(r, cue, it);
    if (it->addressee == HS_NONE && cue.first < cue.end)
        it->addressee = addressee_ahead(r, cue.first);
    return true;
}

static void add(learned *l, hs_found_attribution *found)
{
    hs_reading *r = l->r;
    bool marks_speak = !hs_token_range_empty(found->source);
    found->source = without_marks(r, found->source);
    marks_speak = marks_speak && hs_token_range_empty(found->source);
    if (holds_label(r, found->source) || holds_label(r, found->content[0]))
        return;
    if (expletive(r, found->source))
        found->source = (hs_token_range){0, 0};
    hs_attribution attribution = outline(l, found);
    bool has_cue = !hs_span_empty(attribution.cue);
    hs_word_range cue = {0, 0};
    if (has_cue)
        cue = hs_reading_words_in(r, attribution.cue);
    set_source(l, found, cue, &attribution);
    if (has_cue && unsaid(r, cue, attribution.source_span))
        return;
    attribution.unnamed = attribution.unnamed && !marks_speak; /* the tree knows who does */
    bool has_source = !hs_token_range_empty(found->source);
    if (!has_cue && !has_source) {
        set_signature(r, &attribution);
        has_source = attribution.source != HS_NONE;
    }
    if (!describe(l, found, cue, &attribution))
        return;
    attribution.pattern = (uint8_t)pattern_of(&attribution, has_source);
    *hs_array_push(&r->attributions) = attribution;
}

/* "X said:" at the block's end announces what the next paragraphs hold. */
static void add_announcement(learned *l, hs_found_attribution *found)
{
    hs_reading *r = l->r;
    hs_str text = r->block->text;
    uint32_t last = (uint32_t)r->block->token_count - 1;
    bool ends = found->cue.end == last || found->cue.end == last + 1;
    if (text.length == 0 || text.bytes[text.length - 1] != ':' || !ends)
        return;
    hs_attribution attribution = {.cue = hs_token_range_span(r->block, found->cue),
                                  .source = HS_NONE,
                                  .addressee = HS_NONE,
                                  .sentence = l->words[found->cue.first].sentence,
                                  .pattern = HS_PATTERN_STATEMENT,
                                  .form = HS_FORM_BLOCK,
                                  .weight = 9,
                                  .announces = true};
    if (!hs_token_range_empty(found->source)) {
        attribution.source_span = hs_token_range_span(r->block, found->source);
        attribution.source = phrase_in(r, attribution.source_span);
    }
    *hs_array_push(&r->attributions) = attribution;
}

/* How sure the labels are of each attribution, as they spell it. */
static void doubt(const hs_attribution_model *model, const hs_label_confidence *labels,
                  uint32_t count, hs_found_attribution *found, size_t found_count)
{
    for (size_t i = 0; i < found_count; i++)
        if (found[i].content_count > 0)
            found[i].confidence = hs_attribution_confidence(model, labels, count, &found[i]);
}

bool hs_read_learned(hs_reading *r)
{
    const hs_attribution_model *model = hs_attribution_model_shared();
    const hs_block *block = r->block;
    if (!model || (model->header.states > 0 && !r->states))
        return false;
    uint32_t count = (uint32_t)block->token_count;
    learned l = {.r = r,
                 .words = hs_attribution_words(block, hs_attribution_level, model, r->scratch)};
    hs_label_scores *scores =
        hs_attribution_scores(model, block, l.words, r->states, r->state_width, r->scratch);
    uint8_t *labels = hs_arena_alloc(r->scratch, count);
    hs_attribution_decode(model, scores, 0, count, labels, r->scratch);
    size_t found_count;
    hs_found_attribution *found =
        hs_attribution_link(l.words, count, labels, r->scratch, &found_count);
    if (found_count > 0)
        doubt(model, hs_attribution_marginals(model, scores, labels, count, r->scratch), count,
              found, found_count);
    found = hs_found_mend(r, l.words, found, &found_count);
    for (size_t i = 0; i < found_count; i++)
        (found[i].content_count > 0 ? add : add_announcement)(&l, &found[i]);
    hs_content_join(r);
    return true;
}
