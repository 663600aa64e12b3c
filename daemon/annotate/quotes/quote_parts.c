/* Quotes whose parts the trained model left apart: interrupted twice, or going on in marks of their
 * own behind "…," X said.
 */
#include <string.h>

#include "annotate/quotes/content.h"
#include "annotate/reading/meaning.h"

/* Adds a further piece of content. */
static void append_content(hs_reading *r, hs_attribution *attribution, hs_span span)
{
    uint32_t count = attribution->content_count;
    hs_span *content = hs_arena_new_array(r->arena, hs_span, count + 1);
    memcpy(content, attribution->content, count * sizeof *content);
    content[count] = span;
    attribution->content = content;
    attribution->content_count = count + 1;
}

/* Whether marks go on with an attribution: a direct quote in front of its cue, at most one sentence
 * before. */
static bool interrupted(const hs_attribution *attribution, uint32_t sentence)
{
    return attribution->form == HS_FORM_DIRECT && attribution->content_count > 0 &&
           attribution->content[attribution->content_count - 1].end <= attribution->cue.start &&
           attribution->sentence + 1 >= sentence;
}

static bool stands_between(hs_span cue, hs_span before, hs_span behind)
{
    return !hs_span_empty(cue) && before.end <= cue.start && cue.end <= behind.start;
}

/* "The bridge," she said, "will carry forty tonnes. It will not," she went on, "carry more": marks
 * that close with a comma, a pronoun and a cue, and marks that open in the middle of the sentence.
 * Either attribution may have taken the middle part.
 */
static bool runs_on(const hs_reading *r, const hs_attribution *first, const hs_attribution *second)
{
    hs_span end = first->content[first->content_count - 1], start = second->content[0];
    hs_word_range last = hs_reading_words_in(r, end), next = hs_reading_words_in(r, start);
    bool by_second = first->content_count >= 2 && stands_between(second->cue, end, start);
    uint32_t gap =
        by_second ? 6 : 14; /* words at most; the first cue may name its speaker at length */
    bool by_first = stands_between(first->cue, end, start) && second->cue.start >= start.end;
    if (!(by_second || by_first) || first->form != HS_FORM_DIRECT ||
        second->form != HS_FORM_DIRECT || last.end < last.first + 2 || next.first + 1 >= next.end)
        return false;
    bool pronoun = second->source == HS_NONE ||
                   hs_reading_tag(r, r->phrases.items[second->source].head) == HS_TAG_PRONOUN;
    char letter = hs_word_text(&r->words, next.first + 1).bytes[0];
    return pronoun && letter >= 'a' && letter <= 'z' && next.first < last.end + gap &&
           hs_reading_tag(r, last.end - 2) == HS_TAG_COMMA;
}

static void join_interrupted(hs_reading *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->attributions.count; i++) {
        hs_attribution *it = &r->attributions.items[i];
        hs_attribution *before = kept > 0 ? &r->attributions.items[kept - 1] : NULL;
        bool both = before && before->content_count > 0 && it->content_count > 0;
        if (both && runs_on(r, before, it)) {
            for (uint32_t k = 0; k < it->content_count; k++)
                append_content(r, before, it->content[k]);
            before->opens = it->opens;
            continue;
        }
        r->attributions.items[kept++] = *it;
    }
    r->attributions.count = kept;
}

/* "her memoir, “Dark Room,”", "a note headed “Half-baked”": what the word in front of marks says
 * they hold. */
static bool names_work(const hs_reading *r, uint32_t word)
{
    static const char *const naming[] = {"headed", "titled", "entitled", "called", "named", NULL};
    hs_str text = hs_word_text(&r->words, word);
    return hs_reading_word_among(r, word, naming) ||
           (hs_reading_tag(r, word) == HS_TAG_NOUN &&
            hs_meaning_get(hs_meaning_of(text, HS_MEANING_OF_NOUN), HS_MEANING_KIND) ==
                HS_KIND_TEXT);
}

bool hs_content_titles_work(const hs_reading *r, hs_word_range marks)
{
    enum { SMALL = 3 }; /* letters of "and", which titles leave small */
    uint32_t before = marks.first > 0 ? marks.first - 1 : 0;
    if (before > 0 && hs_reading_tag(r, before) == HS_TAG_COMMA)
        before--;
    if (marks.first == 0 || !names_work(r, before))
        return false;
    for (uint32_t i = marks.first + 1; i < marks.end; i++)
        if (hs_reading_word(r, i)->shape == HS_TOKEN_LOWER &&
            hs_word_text(&r->words, i).length > SMALL)
            return false;
    return true;
}

/* Whether marks may go on with a quote: they open a sentence, or stand behind a comma or dash. */
static bool may_go_on(const hs_reading *r, hs_word_range marks)
{
    if (marks.first == 0 || hs_reading_sentence(r, marks.first).first == marks.first)
        return true;
    uint8_t before = hs_reading_tag(r, marks.first - 1);
    return (before == HS_TAG_COMMA || before == HS_TAG_DASH || before == HS_TAG_COLON) &&
           !hs_content_titles_work(r, marks);
}

/* "…," X said, but Y objected that …: the words in front of whoever speaks last begin a clause of
 * their own. */
static bool begins_clause(const hs_reading *r, const hs_attribution *it)
{
    if (it->source == HS_NONE)
        return false;
    uint32_t first = r->phrases.items[it->source].first;
    return first > 0 && hs_reading_tag(r, first - 1) == HS_TAG_CONJUNCTION;
}

/* The quote that marks go on with, behind the attribution `latest`: of "…," X said, noting that it
 * rained. "…" not what X noted. NULL where there is none. */
static hs_attribution *goes_on_with(const hs_reading *r, size_t latest, hs_word_range marks)
{
    enum { BACK = 3 }; /* attributions of one sentence */
    hs_attribution *items = r->attributions.items;
    uint32_t sentence = hs_reading_word(r, marks.first)->sentence;
    bool opens = hs_reading_sentence(r, marks.first).first == marks.first;
    for (size_t i = latest + 1; i-- > 0 && i + BACK > latest;) {
        if (items[i].sentence != items[latest].sentence)
            return NULL;
        if (interrupted(&items[i], sentence))
            return &items[i];
        if (!opens || items[i].form != HS_FORM_INDIRECT || begins_clause(r, &items[i]))
            return NULL;
    }
    return NULL;
}

/* "…," X said. "…": marks that the model left out and that go on with the latest quote. Quotations
 * and attributions with cues both stand in the order of the text. */
static void add_rest(hs_reading *r)
{
    enum { LEAST_WORDS = 4 }; /* marks included */
    size_t behind = 0;        /* attributions whose cue stands in front of the marks */
    for (uint32_t k = 0; k < r->block->quotation_count; k++) {
        hs_word_range quotation = r->quotations[k];
        if (r->quotation_used[k] || quotation.end < quotation.first + LEAST_WORDS ||
            !may_go_on(r, quotation))
            continue;
        hs_span span = hs_word_range_span(&r->words, quotation);
        while (behind < r->attributions.count &&
               !hs_span_empty(r->attributions.items[behind].cue) &&
               r->attributions.items[behind].cue.end <= span.start)
            behind++;
        hs_attribution *quote = behind > 0 ? goes_on_with(r, behind - 1, quotation) : NULL;
        if (!quote)
            continue;
        append_content(r, quote, span);
        quote->opens = r->block->quotations[k].unclosed;
        r->quotation_used[k] = true;
    }
}

/* "It lifted like a lid, he said. I saw it." behind a mark that nothing closes: the verb of a
 * clause that reports between a comma and a stop, or HS_NONE. */
static uint32_t cue_within(hs_reading *r, hs_word_range quotation, hs_cue *cue)
{
    for (uint32_t i = quotation.first + 3; i < quotation.end; i++) {
        if (!hs_cue_finite_speech(r, i))
            continue;
        *cue = (hs_cue){.word = i, .subject = HS_NONE};
        hs_cue_find_subject(r, NULL, cue);
        bool apart = cue->subject != HS_NONE && cue->left > quotation.first + 2 &&
                     hs_reading_tag(r, cue->left - 1) == HS_TAG_COMMA;
        uint8_t behind = cue->right < r->words.count ? hs_reading_tag(r, cue->right) : HS_TAG_STOP;
        if (apart && (behind == HS_TAG_STOP || behind == HS_TAG_COMMA))
            return i;
    }
    return HS_NONE;
}

void hs_content_split(hs_reading *r, hs_attribution *loose)
{
    hs_cue cue;
    hs_word_range quotation = hs_reading_words_in(r, loose->content[0]);
    uint32_t verb = cue_within(r, quotation, &cue);
    if (verb == HS_NONE)
        return;
    hs_span *content = hs_arena_new_array(r->arena, hs_span, 2);
    content[0] = hs_reading_span(r, quotation.first, cue.left);
    uint32_t rest = cue.right + 1;
    loose->content_count = rest < quotation.end ? 2 : 1;
    if (loose->content_count == 2)
        content[1] = hs_reading_span(r, rest, quotation.end);
    loose->content = content;
    loose->cue = hs_reading_word(r, verb)->span;
    loose->source = cue.subject;
    loose->pattern = HS_PATTERN_DIRECT_BEFORE;
}

void hs_content_join(hs_reading *r)
{
    for (size_t i = 0; i < r->attributions.count; i++) {
        hs_attribution *it = &r->attributions.items[i];
        if (it->opens && it->content_count == 1 && it->source == HS_NONE && hs_span_empty(it->cue))
            hs_content_split(r, it);
    }
    join_interrupted(r);
    add_rest(r);
}
