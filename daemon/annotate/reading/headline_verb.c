#include "annotate/reading/headline_verb.h"

#include <string.h>

#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

enum { LONGEST = 24, LONGEST_VERB = 24 };

static bool is_nominal(uint8_t upos)
{
    return upos == HS_UPOS_NOUN || upos == HS_UPOS_PROPN;
}

/* One sentence without a stop in which the parse finds no verb. */
static bool lacks_verb(const hs_reading *r)
{
    uint32_t count = r->words.count;
    if (!r->syntax || count < 3 || count > LONGEST || r->words.sentence_count != 1 ||
        hs_reading_tag(r, count - 1) == HS_TAG_STOP)
        return false;
    for (uint32_t i = 0; i < r->syntax->word_count; i++) {
        const hs_word *word = hs_syntax_token(r, i);
        if (word->upos == HS_UPOS_AUX || word->upos == HS_UPOS_VERB)
            return false;
    }
    return true;
}

/* What a verb that tells something of somebody stands in front of. "Attacks on", "claims of" are
 * nouns. */
static bool has_object(const hs_reading *r, uint32_t i, bool base)
{
    const hs_word *behind = hs_syntax_token(r, hs_reading_word(r, i + 1)->first_token);
    hs_str form = hs_word_text(&r->words, i);
    bool noun = hs_meaning_of(hs_str_slice(form, 0, form.length - !base), HS_MEANING_OF_NOUN);
    return is_nominal(behind->upos) || behind->upos == HS_UPOS_DET ||
           behind->upos == HS_UPOS_PRON || behind->upos == HS_UPOS_ADJ ||
           (behind->upos == HS_UPOS_ADP && !noun);
}

/* "faults" of "Watchdog faults agency", "probe" of "Police probe firm": a word that accuses or
 * reports, in the third person behind one who does, without an ending behind several. */
static bool may_be_verb(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_lexeme *lexeme = word->lexeme;
    if (!(lexeme->accuse_roles || lexeme->report_frames) ||
        !(lexeme->forms & (HS_LEX_FORM_THIRD | HS_LEX_FORM_BASE)) || lexeme->word_count != 1 ||
        word->quotation)
        return false;
    const hs_word *before = hs_syntax_token(r, word->first_token - 1);
    bool base = lexeme->forms & HS_LEX_FORM_BASE;
    bool several = before->xpos == HS_XPOS_NNS || before->xpos == HS_XPOS_NNPS ||
                   (base && hs_word_is(hs_reading_word(r, i - 1), HS_LEX(GROUP)));
    return is_nominal(hs_syntax_token(r, word->first_token)->upos) && is_nominal(before->upos) &&
           several == base && (base || hs_str_ends_with(hs_word_text(&r->words, i), HS_STR("s"))) &&
           has_object(r, i, base);
}

/* "Faulted" of "faults" or "fault", into `past`; the length. */
static size_t in_past(hs_str form, bool base, char past[LONGEST_VERB + 2])
{
    static const char *const hissing[] = {"shes", "ches", "sses", "xes", "zes"};
    size_t stem = form.length - !base;
    memcpy(past, form.bytes, stem);
    for (size_t i = 0; !base && i < HS_COUNT(hissing); i++)
        if (hs_str_ends_with(form, hs_str_from(hissing[i])))
            stem = form.length - 2;
    bool e = past[stem - 1] == 'e';
    if (!e)
        past[stem++] = 'e';
    past[stem++] = 'd';
    return stem;
}

/* The same sentence with other bytes in a token's place. */
typedef struct rewritten {
    hs_str text;
    hs_token *tokens;
    hs_sentence sentence;
} rewritten;

static rewritten rewrite(const hs_reading *r, uint32_t token, hs_str form)
{
    const hs_block *block = r->block;
    hs_span old = block->tokens[token].span;
    size_t size = block->text.length - (old.end - old.start) + form.length;
    uint32_t more = (uint32_t)(form.length - (old.end - old.start));
    char *text = hs_arena_alloc(r->scratch, size + 1);
    memcpy(text, block->text.bytes, old.start);
    memcpy(text + old.start, form.bytes, form.length);
    memcpy(text + old.start + form.length, block->text.bytes + old.end,
           block->text.length - old.end);
    rewritten out = {.text = hs_str_make(text, size), .sentence = block->sentences[0]};
    out.tokens = hs_arena_new_array(r->scratch, hs_token, block->token_count);
    memcpy(out.tokens, block->tokens, block->token_count * sizeof *out.tokens);
    out.tokens[token].span.end += more;
    for (size_t i = token + 1; i < block->token_count; i++) {
        out.tokens[i].span.start += more;
        out.tokens[i].span.end += more;
    }
    out.sentence.span.end += more;
    return out;
}

/* Gives the words of another text's analysis the places of the block's. */
static void take_analysis(hs_reading *r, const hs_analysis *analysis)
{
    hs_analysis *copy = hs_arena_new(r->scratch, hs_analysis);
    *copy = *analysis;
    copy->text = r->block->text;
    copy->words = hs_arena_new_array(r->scratch, hs_word, analysis->word_count);
    memcpy(copy->words, analysis->words, analysis->word_count * sizeof *copy->words);
    for (uint32_t i = 0; i < copy->word_count; i++) {
        copy->words[i].byte_start = r->block->tokens[i].span.start;
        copy->words[i].byte_end = r->block->tokens[i].span.end;
    }
    r->syntax = copy;
}

bool hs_headline_verb_found(hs_reading *r)
{
    uint32_t verb = 1;
    if (!lacks_verb(r))
        return false;
    while (verb + 1 < r->words.count && !may_be_verb(r, verb) &&
           hs_reading_tag(r, verb) != HS_TAG_COLON) /* retag_headings.h knows those behind one */
        verb++;
    if (hs_reading_tag(r, verb) == HS_TAG_COLON)
        return false;
    hs_str form = hs_word_text(&r->words, verb);
    if (verb + 1 >= r->words.count || form.length > LONGEST_VERB || form.length < 3)
        return false;
    char past[LONGEST_VERB + 2];
    size_t length = in_past(form, hs_reading_word(r, verb)->lexeme->forms & HS_LEX_FORM_BASE, past);
    rewritten other = rewrite(r, hs_reading_word(r, verb)->first_token, hs_str_make(past, length));
    take_analysis(r, hs_reading_parse(r, other.text, other.tokens, &other.sentence, 1));
    return true;
}
