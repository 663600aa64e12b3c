/* Candidates are aligned passage by passage; the best few are looked up in their documents for the
 * speaker, the words around and the place. What each says is then weighed into one verdict.
 */
#include "evidence/quote_check.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "evidence/match.h"
#include "evidence/speaker_match.h"
#include "text/utf8.h"

/* Chosen on drafts made from train text (docs/VERIFICATION.md). A quote with less weight may stand
 * anywhere by chance. */
#define WEAK_WEIGHT 3.0f

/* From which score on an altered quote may be somebody else's. */
#define OTHERS_SCORE 0.8f

/* Of a verbatim source's score: a candidate with less does not have all of the quote's words. */
#define SAME_WORDS_SHARE 0.6f

enum { FIRST_READ = 2 }; /* candidates before it is decided which others are worth reading */

typedef struct check {
    hs_archive *archive;
    const hs_quote_question *question;
    hs_arena *arena;
    hs_arena *scratch;
    hs_align_text quote;
    hs_str speaker_key;
    hs_match matches[HS_QUOTE_CANDIDATES];
    size_t match_count;
} check;

static hs_str join_pieces(const hs_quote_question *question, hs_arena *arena)
{
    hs_buffer text = {0};
    for (size_t i = 0; i < question->piece_count; i++) {
        hs_buffer_append_str(&text, hs_str_slice(question->text, question->pieces[i].start,
                                                 question->pieces[i].end));
        hs_buffer_append_byte(&text, ' ');
    }
    hs_str copy = hs_arena_copy_str(arena, hs_buffer_str(&text));
    hs_buffer_finish(&text);
    return copy;
}

static bool is_wanted(const check *c, hs_verdict verdict)
{
    return verdict == HS_VERDICT_VERBATIM || verdict == HS_VERDICT_ABRIDGED ||
           (verdict == HS_VERDICT_ALTERED && !c->question->indirect);
}

/* Aligns the candidates' passages, and keeps those that may be sources. */
static bool compare(check *c, const hs_archive_candidate *candidates, size_t count, hs_error *error)
{
    hs_match *matches = hs_arena_new_array(c->scratch, hs_match, count);
    if (!hs_matches_read(matches, c->archive, candidates, count, c->scratch, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        matches[i].comparison = hs_compare_quote(&c->quote, &matches[i].source, c->scratch);
        if (is_wanted(c, matches[i].comparison.verdict))
            c->matches[c->match_count++] = matches[i];
    }
    return true;
}

/* The best candidates first. If one has the quote's very words, those that share far less of them
 * are not looked at: no altered source counts then. */
static bool compare_all(check *c, hs_error *error)
{
    hs_archive_candidates found;
    float least = 0;
    hs_str asked = join_pieces(c->question, c->scratch);
    if (!hs_archive_find_quote(c->archive, asked, HS_QUOTE_CANDIDATES, c->scratch, &found, error))
        return false;
    size_t first = found.count < FIRST_READ ? found.count : FIRST_READ, end = first;
    if (!compare(c, found.items, first, error))
        return false;
    for (size_t i = 0; i < c->match_count; i++)
        if (c->matches[i].comparison.verdict == HS_VERDICT_VERBATIM)
            least = c->matches[i].candidate->score * SAME_WORDS_SHARE;
    while (end < found.count && found.items[end].score >= least)
        end++;
    if (!compare(c, found.items + first, end - first, error))
        return false;
    hs_matches_sort(c->matches, c->match_count);
    return true;
}

/* ---------------------------------------------------------------- who said it */

static uint32_t overlap(const hs_archive_quote *quote, hs_span span)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < quote->content_count; i++) {
        hs_span piece = quote->content[i];
        uint32_t start = piece.start > span.start ? piece.start : span.start;
        uint32_t end = piece.end < span.end ? piece.end : span.end;
        sum += end > start ? end - start : 0;
    }
    return sum;
}

/* The quote of the document that has most of the span; of equals the one with a speaker. */
static const hs_archive_quote *quote_at(const hs_archive_document *document, hs_span span)
{
    const hs_archive_quote *best = NULL;
    uint32_t most = 0;
    for (size_t i = 0; i < document->quote_count; i++) {
        const hs_archive_quote *quote = &document->quotes[i];
        uint32_t shared = 2 * overlap(quote, span) + (quote->speaker.length > 0);
        if (shared / 2 > 0 && shared > most)
            most = shared, best = quote;
    }
    return best;
}

/* Whether it is a name: "a spokesman" and "Other officials" may be anybody. */
static bool is_name(hs_str speaker)
{
    size_t last = speaker.length;
    while (last > 0 && speaker.bytes[last - 1] != ' ')
        last--;
    return last < speaker.length && hs_utf8_is(hs_utf8_after(speaker, last), HS_CHAR_UPPER);
}

/* Whether the draft's speaker may be who says it there. */
static hs_speaker_match compare_speaker(const check *c, const hs_archive_document *document,
                                        const hs_archive_quote *quote)
{
    if (c->speaker_key.length == 0 || !is_name(c->question->speaker))
        return HS_SPEAKER_UNKNOWN;
    if (quote && is_name(quote->speaker))
        return hs_speaker_compare(c->speaker_key, quote->speaker_key);
    hs_str author = hs_archive_speaker_key(document->author, c->scratch);
    if (hs_speaker_compare(c->speaker_key, author) == HS_SPEAKER_SAME)
        return HS_SPEAKER_SAME;
    bool named = hs_speaker_named_in(c->speaker_key, document->text) ||
                 hs_speaker_named_in(c->speaker_key, document->title);
    return named ? HS_SPEAKER_UNKNOWN : HS_SPEAKER_OTHER;
}

/* The verdict of one source, its speaker known. Other words of somebody else are no source, unless
 * they are nearly the same. */
static hs_verdict judge(const hs_match *m, hs_speaker_match speaker)
{
    const hs_comparison *comparison = &m->comparison;
    if (comparison->weight < WEAK_WEIGHT && speaker != HS_SPEAKER_SAME)
        return HS_VERDICT_NOT_FOUND;
    if (comparison->verdict == HS_VERDICT_ALTERED)
        return speaker == HS_SPEAKER_OTHER && comparison->score < OTHERS_SCORE
                   ? HS_VERDICT_NOT_FOUND
                   : HS_VERDICT_ALTERED;
    return speaker == HS_SPEAKER_OTHER ? HS_VERDICT_MISATTRIBUTED : m->comparison.verdict;
}

static bool fill_evidence(check *c, const hs_match *m, hs_evidence *evidence, hs_error *error)
{
    hs_archive_document document;
    if (!hs_match_evidence(m, &c->quote, c->archive, c->arena, &document, evidence, error))
        return false;
    const hs_archive_quote *quote = quote_at(&document, hs_match_span(m));
    evidence->verdict = judge(m, compare_speaker(c, &document, quote));
    if (quote)
        evidence->speaker = quote->speaker;
    evidence->repairs = hs_repairs_make(&c->quote, &m->source, &m->comparison.alignment, c->arena,
                                        &evidence->repair_count);
    return true;
}

/* ---------------------------------------------------------------- all sources together */

/* How a verdict with its speaker stands against others: the best explains the quote. */
static int worth(hs_verdict verdict)
{
    switch (verdict) {
    case HS_VERDICT_VERBATIM:
        return 4;
    case HS_VERDICT_ABRIDGED:
        return 3;
    case HS_VERDICT_MISATTRIBUTED:
        return 2;
    case HS_VERDICT_ALTERED:
        return 1;
    default:
        return 0;
    }
}

static int by_evidence(const void *left, const void *right)
{
    const hs_evidence *a = left, *b = right;
    if (worth(a->verdict) != worth(b->verdict))
        return worth(b->verdict) - worth(a->verdict);
    return a->score == b->score ? 0 : a->score > b->score ? -1 : 1;
}

bool hs_quote_check(hs_archive *archive, const hs_quote_question *question, hs_arena *arena,
                    hs_verification *answer, hs_error *error)
{
    hs_arena scratch = {0};
    check *c = hs_arena_new(&scratch, check);
    hs_evidence *evidence = hs_arena_new_array(arena, hs_evidence, HS_EVIDENCE_MAX);
    *c = (check){.archive = archive, .question = question, .arena = arena, .scratch = &scratch};
    *answer = (hs_verification){.verdict = HS_VERDICT_NOT_FOUND, .evidence = evidence};
    size_t pieces =
        question->piece_count < HS_QUOTE_PIECES_MAX ? question->piece_count : HS_QUOTE_PIECES_MAX;
    c->quote = hs_align_quote(question->text, question->pieces, pieces, &scratch);
    c->speaker_key = hs_archive_speaker_key(question->speaker, &scratch);
    bool fine = c->quote.count == 0 || compare_all(c, error);
    for (size_t i = 0; fine && i < c->match_count && answer->count < HS_EVIDENCE_MAX; i++) {
        hs_evidence *next = &evidence[answer->count];
        fine = fill_evidence(c, &c->matches[i], next, error);
        if (!fine)
            break;
        answer->count += next->verdict != HS_VERDICT_NOT_FOUND;
    }
    hs_arena_finish(&scratch);
    if (!fine)
        return false;
    qsort(evidence, answer->count, sizeof *evidence, by_evidence);
    if (answer->count > 0)
        answer->verdict = evidence[0].verdict;
    return true;
}
