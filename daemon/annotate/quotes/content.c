/* Finds the content of a cue by the verb's frames: what stands behind it (a quotation, "that" and a
 * clause, a clause alone, an infinitive, an object), else what stands before it ("…, X said").
 * Subjects are cue.c's.
 */
#include "annotate/quotes/content.h"

static uint8_t tag_at(const hs_reading *r, const hs_cue *cue, uint32_t i)
{
    return i < cue->scope.end ? hs_reading_tag(r, i) : HS_TAG_STOP;
}

/* A finite verb of speech, perhaps behind adverbs or a subject, starts at `i`: another attribution.
 */
static bool reports_from(const hs_reading *r, const hs_cue *cue, uint32_t i)
{
    uint32_t phrase = hs_reading_phrase_from(r, i);
    uint32_t at = phrase == HS_NONE ? i : r->phrases.items[phrase].end_extended;
    for (int skipped = 0; at < cue->scope.end && hs_cue_passes(hs_reading_tag(r, at));
         skipped++, at++)
        if (skipped > 3)
            return false;
    return at < cue->scope.end && hs_cue_finite_speech(r, at) &&
           (phrase != HS_NONE || hs_reading_word(r, at)->lexeme->forms != HS_LEX_FORM_BASE);
}

static bool participle_cue(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    return word->tag == HS_TAG_VERB && word->lexeme->forms == HS_LEX_FORM_ING &&
           word->lexeme->report_frames && word->lexeme->report_weight >= 5;
}

static bool according(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    return word->lexeme->report_frames && !word->lexeme->forms;
}

/* Whether the clause ends before word `i`, a comma, conjunction or the like. */
static bool clause_stops(const hs_reading *r, const hs_cue *cue, uint32_t i)
{
    uint8_t tag = hs_reading_tag(r, i);
    uint32_t next = i + 1;
    if (according(r, i))
        return true;
    if (next >= cue->scope.end)
        return false;
    if (tag == HS_TAG_COMMA || tag == HS_TAG_DASH) {
        uint8_t behind = hs_reading_tag(r, next);
        uint32_t verb = behind == HS_TAG_ADVERB ? next + 1 : next;
        if ((verb < cue->scope.end && participle_cue(r, verb)) || according(r, next))
            return true;
        if (behind == HS_TAG_CONJUNCTION || behind == HS_TAG_SUBORDINATOR)
            return next + 1 < cue->scope.end && reports_from(r, cue, next + 1);
        return tag == HS_TAG_COMMA && reports_from(r, cue, next);
    }
    bool joins = tag == HS_TAG_CONJUNCTION && hs_reading_phrase_from(r, next) == HS_NONE;
    bool but = tag == HS_TAG_CONJUNCTION && hs_reading_word_is(r, i, "but");
    return (joins || but) && reports_from(r, cue, next);
}

uint32_t hs_content_clause_end(const hs_reading *r, const hs_cue *cue, uint32_t first)
{
    uint32_t i = first;
    bool inside = hs_reading_word(r, cue->word)->quotation != 0;
    while (i < cue->scope.end) {
        if (!inside && hs_reading_word(r, i)->quotation) {
            i = hs_reading_quotation(r, i).end;
            continue;
        }
        if (i > first && clause_stops(r, cue, i))
            break;
        i++;
    }
    if (i > r->words.count)
        i = r->words.count;
    while (i > first + 1) {
        uint8_t last = hs_reading_tag(r, i - 1);
        bool outer = last == HS_TAG_STOP || last == HS_TAG_COMMA || last == HS_TAG_DASH ||
                     last == HS_TAG_COLON || last == HS_TAG_PUNCTUATION;
        if (!outer || (hs_reading_word(r, i - 1)->quotation && !inside))
            break;
        i--;
    }
    return i;
}

bool hs_content_whole_quotation(const hs_reading *r, hs_word_range quotation)
{
    if (quotation.end - quotation.first < 3)
        return false;
    const hs_shallow_word *first = hs_reading_word(r, quotation.first + 1);
    uint8_t last = hs_reading_tag(r, quotation.end - 1);
    uint8_t before_last = hs_reading_tag(r, quotation.end - 2);
    bool stopped =
        last == HS_TAG_CLOSE_MARK && (before_last == HS_TAG_STOP || before_last == HS_TAG_COMMA);
    bool stop_behind =
        quotation.end < r->words.count && (hs_reading_tag(r, quotation.end) == HS_TAG_STOP ||
                                           hs_reading_tag(r, quotation.end) == HS_TAG_COMMA);
    bool capital = first->shape != HS_TOKEN_LOWER;
    bool unclosed = r->block->quotations[first->quotation - 1].unclosed;
    return (capital && (stopped || stop_behind || unclosed)) ||
           (capital && quotation.end - quotation.first > 6);
}

static void add_piece(hs_content *content, uint32_t first, uint32_t end)
{
    if (first < end && content->count < HS_CONTENT_PIECES_MAX)
        content->pieces[content->count++] = (hs_word_range){first, end};
}

/* "on Monday", "in a statement", "to the newspaper", "again": words between a cue and its content.
 */
uint32_t hs_content_skip_adverbials(const hs_reading *r, const hs_cue *cue, uint32_t i)
{
    for (int parts = 0; i < cue->scope.end && parts < 6; parts++) {
        uint8_t tag = hs_reading_tag(r, i);
        uint32_t phrase = hs_reading_phrase_from(r, i);
        if (tag == HS_TAG_ADVERB) {
            i++;
        } else if (phrase != HS_NONE &&
                   hs_word_is(hs_reading_word(r, r->phrases.items[phrase].head),
                              HS_LEX(WEEKDAY) | HS_LEX(TIME) | HS_LEX(MONTH))) {
            i = r->phrases.items[phrase].end_extended;
        } else if (tag == HS_TAG_PREPOSITION || tag == HS_TAG_TO) {
            phrase = hs_reading_phrase_from(r, i + 1);
            if (phrase == HS_NONE)
                break;
            i = r->phrases.items[phrase].end_extended;
            while (r->phrases.items[phrase].owns && phrase + 1 < r->phrases.count &&
                   i < cue->scope.end)
                i = r->phrases.items[++phrase].end_extended;
        } else {
            break;
        }
    }
    return i;
}

/* A verb right behind a subject that ends before `i`, over adverbs, possessives and of-phrases. */
static bool verb_follows(const hs_reading *r, const hs_cue *cue, uint32_t i)
{
    for (int steps = 0; i < cue->scope.end && steps < 12; steps++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_VERB || tag == HS_TAG_AUXILIARY)
            return true;
        uint32_t phrase = hs_reading_phrase_from(r, i);
        if (phrase != HS_NONE)
            i = r->phrases.items[phrase].end_extended;
        else if (tag == HS_TAG_ADVERB || tag == HS_TAG_POSSESSIVE || tag == HS_TAG_PREPOSITION ||
                 tag == HS_TAG_CONJUNCTION || tag == HS_TAG_RELATIVE || tag == HS_TAG_NEGATION)
            i++;
        else
            return false;
    }
    return false;
}

/* A finite clause may start here: a phrase with a verb behind it, "there", "if". */
static bool clause_starts(const hs_reading *r, const hs_cue *cue, uint32_t i)
{
    if (i >= cue->scope.end)
        return false;
    uint8_t tag = hs_reading_tag(r, i);
    bool certain = hs_reading_word(r, cue->word)->lexeme->report_weight >= 9;
    bool opener = hs_reading_word_is(r, i, "there") || tag == HS_TAG_THAT ||
                  (certain && (tag == HS_TAG_SUBORDINATOR || tag == HS_TAG_PREPOSITION ||
                               tag == HS_TAG_ADVERB || tag == HS_TAG_RELATIVE));
    uint32_t phrase = hs_reading_phrase_from(r, i);
    if (!opener && phrase == HS_NONE && tag != HS_TAG_VERB)
        return false;
    if (!opener && !certain)
        return verb_follows(r, cue, phrase == HS_NONE ? i : r->phrases.items[phrase].end_extended);
    for (uint32_t k = i + 1; k < cue->scope.end && k < i + 40; k++) {
        uint8_t behind = hs_reading_tag(r, k);
        if (behind == HS_TAG_AUXILIARY)
            return true;
        if (behind == HS_TAG_VERB && hs_reading_word(r, k)->lexeme->forms != HS_LEX_FORM_ING)
            return true;
    }
    return false;
}

/* Whether words outside the marks report in the sentence(s) of a quotation: it has its own cue. */
static bool has_own_cue(const hs_reading *r, hs_word_range quotation)
{
    hs_word_range sentence = hs_reading_sentence(r, quotation.end - 1);
    for (uint32_t i = quotation.end; i < sentence.end && i < quotation.end + 12; i++)
        if (hs_cue_finite_speech(r, i) && !hs_reading_word(r, i)->quotation)
            return true;
    return false;
}

/* Quotations that go on with what was quoted before: `"…," X said. "…"`. `end` is where the cue,
 * its subject or the quotation ends; the rest of that sentence may hold anything but marks. */
static void add_following_quotations(const hs_reading *r, uint32_t end, hs_content *content)
{
    uint32_t i = end;
    if (i < r->words.count && hs_reading_tag(r, i) == HS_TAG_COMMA && i + 1 < r->words.count &&
        hs_reading_tag(r, i + 1) == HS_TAG_OPEN_MARK) { /* `said X, "and …"` */
        hs_word_range quotation = hs_reading_quotation(r, i + 1);
        add_piece(content, quotation.first, quotation.end);
        i = quotation.end;
    }
    if (i == 0 || i > r->words.count)
        return;
    uint32_t rest = hs_reading_sentence(r, i - 1).end;
    for (; i < rest; i++)
        if (hs_reading_tag(r, i) == HS_TAG_OPEN_MARK || (i > end + 40))
            return;
    while (i < r->words.count && hs_reading_tag(r, i) == HS_TAG_OPEN_MARK) {
        hs_word_range quotation = hs_reading_quotation(r, i);
        if (!hs_content_whole_quotation(r, quotation) || has_own_cue(r, quotation))
            return;
        add_piece(content, quotation.first, quotation.end);
        i = quotation.end;
        while (i < r->words.count && hs_reading_tag(r, i) == HS_TAG_STOP)
            i++;
    }
}

static bool quotation_behind(const hs_reading *r, const hs_cue *cue, uint32_t at,
                             hs_content *content)
{
    uint32_t i = at;
    if (tag_at(r, cue, i) == HS_TAG_COMMA || tag_at(r, cue, i) == HS_TAG_COLON)
        i++;
    if (i >= r->words.count || hs_reading_tag(r, i) != HS_TAG_OPEN_MARK ||
        hs_reading_word(r, cue->word)->quotation)
        return false;
    hs_word_range quotation = hs_reading_quotation(r, i);
    content->pattern = HS_PATTERN_DIRECT_AFTER;
    if (i > at || hs_content_whole_quotation(r, quotation)) {
        add_piece(content, quotation.first, quotation.end);
        add_following_quotations(r, quotation.end, content);
        return true;
    }
    content->pattern = HS_PATTERN_FRAGMENT;
    add_piece(content, i, hs_content_clause_end(r, cue, i));
    add_following_quotations(r, quotation.end, content);
    return true;
}

/* "X said:" with nothing behind it, or with words that are not in marks. */
static bool colon_behind(const hs_reading *r, const hs_cue *cue, uint32_t at, hs_content *content)
{
    if (tag_at(r, cue, at) != HS_TAG_COLON || at >= cue->scope.end)
        return false;
    if (at + 1 >= r->words.count) {
        content->announces = true;
        content->pattern = HS_PATTERN_STATEMENT;
        return true;
    }
    content->pattern = HS_PATTERN_STATEMENT;
    uint32_t end = r->words.count;
    while (end > at + 2 && hs_reading_tag(r, end - 1) == HS_TAG_STOP &&
           hs_reading_word(r, end - 1)->sentence == hs_reading_word(r, at + 1)->sentence)
        end--;
    add_piece(content, at + 1, end);
    return true;
}

static bool clause_behind(const hs_reading *r, const hs_cue *cue, uint32_t at, uint32_t frames,
                          hs_content *content)
{
    uint8_t tag = tag_at(r, cue, at);
    if (at >= cue->scope.end)
        return false;
    if (tag == HS_TAG_THAT && frames & (HS_FRAME_THAT | HS_FRAME_CLAUSE) &&
        (at + 2 < cue->scope.end || tag_at(r, cue, at + 1) == HS_TAG_OPEN_MARK ||
         tag_at(r, cue, at + 1) == HS_TAG_COMMA)) {
        content->pattern = HS_PATTERN_CLAUSE_THAT;
        uint32_t first = at + 1 + (tag_at(r, cue, at + 1) == HS_TAG_COMMA);
        add_piece(content, first, hs_content_clause_end(r, cue, first));
        return true;
    }
    if (frames & HS_FRAME_QUESTION &&
        (tag == HS_TAG_RELATIVE || hs_reading_word_is(r, at, "whether") ||
         hs_reading_word_is(r, at, "if"))) {
        content->pattern = HS_PATTERN_CLAUSE_ZERO;
        add_piece(content, at, hs_content_clause_end(r, cue, at));
        return true;
    }
    if (frames & HS_FRAME_CLAUSE && clause_starts(r, cue, at)) {
        content->pattern = HS_PATTERN_CLAUSE_ZERO;
        add_piece(content, at, hs_content_clause_end(r, cue, at));
        return true;
    }
    bool gerund = tag == HS_TAG_VERB && hs_reading_word(r, at)->lexeme->forms == HS_LEX_FORM_ING;
    if (frames & HS_FRAME_GERUND && gerund) {
        content->pattern = HS_PATTERN_OBJECT;
        add_piece(content, at, hs_content_clause_end(r, cue, at));
        return true;
    }
    return false;
}

static bool infinitive_behind(const hs_reading *r, const hs_cue *cue, uint32_t at, uint32_t frames,
                              hs_content *content)
{
    if (!(frames & HS_FRAME_INFINITIVE))
        return false;
    uint32_t to = at;
    uint32_t phrase = hs_reading_phrase_from(r, at);
    if (phrase != HS_NONE && frames & HS_FRAME_ADDRESSEE)
        to = r->phrases.items[phrase].end_extended;
    if (tag_at(r, cue, to) == HS_TAG_NEGATION)
        to++;
    if (tag_at(r, cue, to) != HS_TAG_TO)
        return false;
    content->pattern = HS_PATTERN_INFINITIVE;
    content->addressee = phrase;
    add_piece(content, at, hs_content_clause_end(r, cue, at));
    return true;
}

static bool object_behind(const hs_reading *r, const hs_cue *cue, uint32_t at, uint32_t frames,
                          hs_content *content)
{
    if (!(frames & (HS_FRAME_OBJECT | HS_FRAME_AS)) || at >= cue->scope.end)
        return false;
    uint8_t tag = hs_reading_tag(r, at);
    bool object = hs_reading_phrase_from(r, at) != HS_NONE || tag == HS_TAG_VERB ||
                  tag == HS_TAG_OPEN_MARK || tag == HS_TAG_THAT || tag == HS_TAG_RELATIVE;
    uint32_t end = object ? hs_content_clause_end(r, cue, at) : at;
    if (end <= at)
        return false;
    content->pattern = HS_PATTERN_OBJECT;
    add_piece(content, at, end);
    return true;
}

static bool content_behind(const hs_reading *r, const hs_cue *cue, hs_content *content)
{
    uint32_t frames = hs_reading_word(r, cue->word)->lexeme->report_frames;
    uint32_t at = cue->inverted ? cue->right : cue->word + 1;
    uint32_t phrase = hs_reading_phrase_from(r, at);
    if (frames & HS_FRAME_ADDRESSEE && phrase != HS_NONE && at < cue->scope.end) {
        uint32_t behind = r->phrases.items[phrase].end_extended;
        uint32_t skipped = hs_content_skip_adverbials(r, cue, behind);
        content->addressee = phrase;
        if (quotation_behind(r, cue, skipped, content) || colon_behind(r, cue, skipped, content) ||
            (tag_at(r, cue, skipped) == HS_TAG_THAT &&
             clause_behind(r, cue, skipped, frames, content)))
            return true;
        if (infinitive_behind(r, cue, at, frames, content))
            return true;
        bool needs = !(frames & HS_FRAME_OBJECT) &&
                     !(hs_reading_word(r, cue->word)->lexeme->report_weight < 9);
        bool starts =
            tag_at(r, cue, behind) != HS_TAG_AUXILIARY && tag_at(r, cue, behind) != HS_TAG_VERB;
        if (starts && (needs || hs_reading_phrase_from(r, behind) != HS_NONE) &&
            clause_behind(r, cue, skipped, frames, content))
            return true;
        content->addressee = HS_NONE;
    }
    uint32_t skipped = hs_content_skip_adverbials(r, cue, at);
    if (quotation_behind(r, cue, skipped, content) || colon_behind(r, cue, skipped, content))
        return true;
    if (tag_at(r, cue, skipped) == HS_TAG_THAT && clause_behind(r, cue, skipped, frames, content))
        return true;
    if (infinitive_behind(r, cue, at, frames, content))
        return true;
    return clause_behind(r, cue, at, frames, content) ||
           (skipped != at && hs_reading_phrase_from(r, skipped) != HS_NONE &&
            clause_behind(r, cue, skipped, frames, content)) ||
           object_behind(r, cue, at, frames, content);
}

/* `"…," X said`: the quotation that ends where subject and cue begin. */
static bool quotation_before(const hs_reading *r, const hs_cue *cue, hs_content *content)
{
    uint32_t i = cue->left;
    if (i > cue->scope.first && hs_reading_tag(r, i - 1) == HS_TAG_COMMA)
        i--;
    if (i == 0 || hs_reading_tag(r, i - 1) != HS_TAG_CLOSE_MARK)
        return false;
    hs_word_range quotation = hs_reading_quotation(r, i - 1);
    hs_word_range sentence = hs_reading_sentence(r, quotation.first);
    content->pattern = HS_PATTERN_DIRECT_BEFORE;
    if (quotation.first > sentence.first && !hs_content_whole_quotation(r, quotation)) {
        content->pattern = HS_PATTERN_POSTPOSED;
        add_piece(content, sentence.first, quotation.end);
        add_following_quotations(r, cue->right, content);
        return true;
    }
    add_piece(content, quotation.first, quotation.end);
    add_following_quotations(r, cue->right, content);
    return true;
}

/* "…, X said": what stands before the comma, and perhaps goes on behind a second one. */
static bool clause_before(const hs_reading *r, const hs_cue *cue, hs_content *content)
{
    uint32_t i = cue->left;
    if (i <= cue->scope.first + 2 || hs_reading_tag(r, i - 1) != HS_TAG_COMMA)
        return false;
    content->pattern = HS_PATTERN_POSTPOSED;
    uint32_t first = cue->scope.first;
    add_piece(content, first, i - 1);
    uint32_t behind = hs_content_skip_adverbials(r, cue, cue->right);
    if (tag_at(r, cue, behind) == HS_TAG_COMMA && behind + 2 < cue->scope.end) {
        uint32_t end = hs_content_clause_end(r, cue, behind + 1);
        uint32_t phrase = hs_reading_phrase_from(r, behind + 1);
        bool apposition =
            phrase != HS_NONE && !verb_follows(r, cue, r->phrases.items[phrase].end_extended);
        uint8_t tag = tag_at(r, cue, behind + 1);
        if (!apposition && tag != HS_TAG_VERB && tag != HS_TAG_RELATIVE && tag != HS_TAG_ADVERB)
            add_piece(content, behind + 1, end);
    }
    return true;
}

bool hs_content_find(const hs_reading *r, const hs_cue *cue, hs_content *content)
{
    *content = (hs_content){.addressee = HS_NONE};
    uint32_t frames = hs_reading_word(r, cue->word)->lexeme->report_frames;
    bool quotes = frames & HS_FRAME_QUOTATION;
    bool outside = !hs_reading_word(r, cue->word)->quotation;
    uint8_t ahead = tag_at(r, cue, hs_content_skip_adverbials(r, cue, cue->right));
    bool goes_on = cue->right < cue->scope.end &&
                   (ahead == HS_TAG_THAT || ahead == HS_TAG_COLON || ahead == HS_TAG_OPEN_MARK);
    if (outside && quotes && !goes_on && quotation_before(r, cue, content))
        return true;
    bool clauses = frames & HS_FRAME_CLAUSE;
    uint8_t next = tag_at(r, cue, cue->right);
    bool ends = next == HS_TAG_STOP || next == HS_TAG_COMMA || next == HS_TAG_DASH ||
                cue->right >= cue->scope.end;
    if (!ends && clauses) {
        uint32_t behind = hs_content_skip_adverbials(r, cue, cue->right);
        ends = behind >= cue->scope.end || hs_reading_tag(r, behind) == HS_TAG_STOP;
    }
    if (clauses && ends && cue->subject != HS_NONE && !cue->participle && !cue->relative &&
        clause_before(r, cue, content))
        return true;
    return content_behind(r, cue, content);
}
