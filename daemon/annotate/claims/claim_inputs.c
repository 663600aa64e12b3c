/* Rows of words for the claim model, with names set aside, and features of a sentence: the figures
 * that it holds, its verbs and persons, where it stands, who says it.
 */
#include "annotate/claims/claim_inputs.h"

#include <assert.h>

#include "annotate/claims/checkable.h"
#include "base/memory.h"
#include "base/sorted.h"

/* What stands for words that are not to be told apart. */
enum kind {
    KIND_NONE,
    KIND_PERSON,
    KIND_ORGANISATION,
    KIND_PLACE,
    KIND_OTHER_NAME,
    KIND_TITLE,
    KIND_GENDERED,
    KIND_NUMBER, /* by the number of digits from here on */
    KIND_NUMBER_END = KIND_NUMBER + 8,
};

#define NAMED (HS_LEX(COUNTRY) | HS_LEX(DEMONYM) | HS_LEX(CAPITAL))

static enum kind kind_of(const hs_reading *r, uint32_t token)
{
    const hs_word *word = &r->syntax->words[token];
    const hs_token *cut = &r->block->tokens[token];
    hs_str text = hs_token_text(r->block->text, cut);
    const hs_lexeme *lexeme = r->words.entries[token];
    bool capital = cut->shape != HS_TOKEN_LOWER;
    if (hs_lexeme_is(lexeme, HS_LEX(HONORIFIC)))
        return KIND_TITLE;
    bool gendered = lexeme->gender || hs_lexeme_is(lexeme, HS_LEX(MALE) | HS_LEX(FEMALE));
    if (gendered && !(capital && word->entity_tag))
        return KIND_GENDERED;
    if (capital && hs_lexeme_is(lexeme, NAMED) && !hs_lexeme_is(lexeme, HS_LEX(OBJECT_PRONOUN)))
        return KIND_PLACE;
    if (word->entity_tag && word->upos != HS_UPOS_PUNCT && word->upos != HS_UPOS_PART)
        return (enum kind)(KIND_PERSON + (word->entity_tag - 1));
    if (cut->shape == HS_TOKEN_NUMBER)
        return (enum kind)(KIND_NUMBER + (text.length < 8 ? text.length : 7));
    return capital && word->upos == HS_UPOS_PROPN && token > 0 ? KIND_OTHER_NAME : KIND_NONE;
}

static uint64_t word_hash(const hs_reading *r, uint32_t token, enum kind kind)
{
    if (kind != KIND_NONE)
        return (uint64_t)kind * UINT64_C(0x9E3779B97F4A7C15);
    hs_str text = hs_token_text(r->block->text, &r->block->tokens[token]);
    char lower[32];
    size_t length = text.length < sizeof lower ? text.length : sizeof lower;
    for (size_t i = 0; i < length; i++) {
        char byte = text.bytes[i];
        lower[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    return hs_hash_bytes(lower, length, HS_CLAIM_INPUTS_VERSION);
}

hs_claim_token *hs_claim_tokens(const hs_reading *r, hs_arena *arena)
{
    hs_claim_token *tokens = hs_arena_new_array(arena, hs_claim_token, r->block->token_count);
    uint64_t before = 0;
    for (uint32_t i = 0; i < r->block->token_count; i++) {
        enum kind kind = kind_of(r, i);
        uint64_t hash = word_hash(r, i, kind);
        uint64_t pair = (before ^ (hash << 1)) * UINT64_C(0xD6E8FEB86659FD93);
        tokens[i].word = (uint16_t)((hash >> 20) % HS_CLAIM_WORD_ROWS);
        tokens[i].pair = (uint16_t)(HS_CLAIM_WORD_ROWS + (pair >> 40) % HS_CLAIM_PAIR_ROWS);
        tokens[i].masked = kind != KIND_NONE && kind < KIND_NUMBER;
        before = hash;
    }
    return tokens;
}

/* Room for features, filled in order. */
typedef struct filler {
    float *next;
} filler;

static void put(filler *f, double value)
{
    *f->next++ = (float)(value < 0 ? 0 : value > 1 ? 1 : value);
}

/* 0, 1/2, 2/3, 3/4 …: counts that matter less the higher they are. */
static void put_count(filler *f, uint32_t count)
{
    put(f, (double)count / (count + 1.0));
}

/* The first figure that does not start before an offset; they stand in the order of the text. */
static size_t first_figure(const hs_reading *r, uint32_t offset)
{
    return hs_sorted_first(r->figures.items, r->figures.count, span.start, offset);
}

static void put_figures(filler *f, const hs_reading *r, hs_span span)
{
    uint32_t kinds[HS_FIGURE_RANK + 1] = {0}, bounded = 0, past = 0;
    for (size_t i = first_figure(r, span.start);
         i < r->figures.count && r->figures.items[i].span.start < span.end; i++) {
        const hs_figure *figure = &r->figures.items[i];
        if (figure->span.end > span.end)
            continue;
        kinds[figure->kind]++;
        bounded += figure->bound != HS_FIGURE_EXACT;
        past += figure->kind == HS_FIGURE_RELATIVE && figure->value < 0;
    }
    for (size_t i = 0; i <= HS_FIGURE_RANK; i++)
        put_count(f, kinds[i]);
    put_count(f, bounded);
    put_count(f, past);
}

typedef struct counts {
    uint32_t names[HS_NAME_TYPE_COUNT];
    uint32_t past, present, modal, passive, imperative, verbs, nouns, adjectives, pronouns;
    uint32_t first_singular, first_plural, second, third, wh, clauses, compared;
} counts;

static void count_pronoun(counts *c, hs_str text)
{
    static const char *const singular[] = {"i", "my", "me", "mine"};
    static const char *const plural[] = {"we", "our", "us", "ours"};
    c->pronouns++;
    for (size_t i = 0; i < 4; i++) {
        c->first_singular += hs_str_is_ignoring_case(text, singular[i]);
        c->first_plural += hs_str_is_ignoring_case(text, plural[i]);
    }
}

static void count_word(counts *c, const hs_reading *r, uint32_t token)
{
    const hs_word *word = &r->syntax->words[token];
    if (word->entity_tag)
        c->names[word->entity_tag - 1]++;
    bool verb = word->upos == HS_UPOS_VERB || word->upos == HS_UPOS_AUX;
    c->past += verb && (word->features & HS_TENSE_PAST) != 0;
    c->present += verb && (word->features & HS_TENSE_PRESENT) != 0;
    c->modal += word->xpos == HS_XPOS_MD;
    c->passive += word->deprel == HS_DEPREL_AUX_PASS || word->deprel == HS_DEPREL_NSUBJ_PASS;
    c->imperative += (word->features & HS_MOOD_IMPERATIVE) != 0;
    c->verbs += word->upos == HS_UPOS_VERB;
    c->nouns += word->upos == HS_UPOS_NOUN;
    c->adjectives += word->upos == HS_UPOS_ADJ;
    c->compared += word->xpos == HS_XPOS_JJR || word->xpos == HS_XPOS_RBR ||
                   word->xpos == HS_XPOS_JJS || word->xpos == HS_XPOS_RBS;
    c->second += (word->features & HS_PERSON_SECOND) != 0;
    c->third += (word->features & HS_PERSON_THIRD) != 0 && word->upos == HS_UPOS_PRON;
    c->wh += word->xpos == HS_XPOS_WP || word->xpos == HS_XPOS_WRB;
    c->clauses += word->deprel == HS_DEPREL_CCOMP || word->deprel == HS_DEPREL_ADVCL ||
                  word->deprel == HS_DEPREL_ACL_RELCL || word->deprel == HS_DEPREL_PARATAXIS;
    if (word->upos == HS_UPOS_PRON)
        count_pronoun(c, hs_token_text(r->block->text, &r->block->tokens[token]));
}

/* The word that a part hangs on: the first whose head lies outside. */
static uint32_t top_of(const hs_reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t head = r->syntax->words[i].head;
        bool outside = head == HS_NO_WORD || head < first || head >= end;
        if (outside && r->syntax->words[i].upos != HS_UPOS_PUNCT)
            return i;
    }
    return first;
}

/* Tense, modality and subject of the part's own verb. */
static void put_top(filler *f, const hs_reading *r, uint32_t first, uint32_t end)
{
    uint32_t top = top_of(r, first, end);
    const hs_word *words = r->syntax->words;
    bool past = (words[top].features & HS_TENSE_PAST) != 0, modal = false, negated = false;
    bool subject = false, pronoun = false, speaker = false, named = false, copula = false;
    for (uint32_t i = first; i < end; i++) {
        if (words[i].head != top || i == top)
            continue;
        bool auxiliary = words[i].deprel == HS_DEPREL_AUX || words[i].deprel == HS_DEPREL_COP ||
                         words[i].deprel == HS_DEPREL_AUX_PASS;
        past |= auxiliary && (words[i].features & HS_TENSE_PAST) != 0;
        modal |= auxiliary && words[i].xpos == HS_XPOS_MD;
        copula |= words[i].deprel == HS_DEPREL_COP;
        negated |= hs_lexeme_is(r->words.entries[i], HS_LEX(NEGATION));
        if (hs_deprel_is_subject(words[i].deprel)) {
            subject = true;
            pronoun |= words[i].upos == HS_UPOS_PRON;
            speaker |= (words[i].features & HS_PERSON_FIRST) != 0;
            named |= words[i].entity_tag != 0;
        }
    }
    put(f, past);
    put(f, modal);
    put(f, copula);
    put(f, negated);
    put(f, subject);
    put(f, pronoun);
    put(f, speaker);
    put(f, named);
    put(f, words[top].upos == HS_UPOS_VERB);
    put(f, words[top].upos == HS_UPOS_NOUN || words[top].upos == HS_UPOS_PROPN);
    put(f, words[top].upos == HS_UPOS_ADJ);
}

static void put_syntax(filler *f, const hs_reading *r, uint32_t first, uint32_t end)
{
    counts c = {0};
    for (uint32_t i = first; i < end; i++)
        count_word(&c, r, i);
    for (size_t i = 0; i < HS_NAME_TYPE_COUNT; i++)
        put_count(f, c.names[i]);
    const uint32_t all[] = {
        c.past,   c.present,    c.modal,    c.passive,  c.imperative,     c.verbs,
        c.nouns,  c.adjectives, c.pronouns, c.compared, c.first_singular, c.first_plural,
        c.second, c.third,      c.wh,       c.clauses};
    for (size_t i = 0; i < HS_COUNT(all); i++)
        put_count(f, all[i]);
    put_top(f, r, first, end);
}

/* Whether a mark is among the last words of a sentence: others may close it. */
static bool ends_with(const hs_reading *r, hs_word_range sentence, const char *mark)
{
    for (uint32_t i = sentence.end; i > sentence.first && i + 3 > sentence.end; i--)
        if (hs_str_is(hs_word_text(&r->words, i - 1), mark))
            return true;
    return false;
}

/* Where the sentence stands, and in whose mouth. */
static void put_place(filler *f, const hs_reading *r, uint32_t sentence, hs_word_range part)
{
    const hs_block *block = r->block;
    hs_word_range whole = r->words.sentences[sentence];
    uint32_t words = part.end - part.first;
    uint8_t last = hs_reading_tag(r, whole.end - 1);
    put(f, words / 40.0);
    put(f, words < 5);
    put(f, words < 8);
    put(f, sentence == 0);
    put(f, sentence + 1 == r->words.sentence_count);
    put(f, part.end - part.first < whole.end - whole.first);
    put(f, last != HS_TAG_STOP && last != HS_TAG_CLOSE_MARK);
    put(f, hs_reading_word(r, part.first)->quotation != 0);
    put(f, hs_reading_word(r, part.end - 1)->quotation != 0);
    put(f, block->kind == HS_BLOCK_HEADING);
    put(f, block->kind == HS_BLOCK_CAPTION || block->kind == HS_BLOCK_LIST_ITEM);
    put(f, hs_reading_tag(r, part.first) == HS_TAG_CONJUNCTION);
    put(f, ends_with(r, whole, "?"));
    put(f, ends_with(r, whole, "!"));
}

void hs_claim_features(const hs_reading *r, uint32_t sentence, hs_word_range part,
                       float features[HS_CLAIM_FEATURES])
{
    memset(features, 0, HS_CLAIM_FEATURES * sizeof *features);
    filler f = {features};
    hs_check_features known = hs_checkable_features(r, part.first, part.end);
    for (size_t i = 1; i < HS_CHECK_FEATURES; i++) /* all but the bias */
        put(&f, known.on[i]);
    const hs_shallow_word *first = hs_reading_word(r, part.first);
    const hs_shallow_word *last = hs_reading_word(r, part.end - 1);
    put_figures(&f, r, hs_reading_span(r, part.first, part.end));
    put_syntax(&f, r, first->first_token, last->first_token + last->lexeme->word_count);
    put_place(&f, r, sentence, part);
    assert(f.next <= features + HS_CLAIM_FEATURES);
}
