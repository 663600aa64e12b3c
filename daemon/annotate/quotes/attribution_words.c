/* Reads a block's tokens into attribution words: hashes, shapes, the state of quotation marks, and
 * the nearest likely cue on either side. What the model makes of them is attribution_inputs.c's.
 */
#include "annotate/quotes/attribution_words.h"

#include <string.h>

#include "base/sorted.h"

enum { FORM_MAX = 40 };

static uint32_t hash_bytes(const char *bytes, size_t length, uint32_t seed)
{
    uint32_t hash = 2166136261u ^ seed;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    hash ^= hash >> 15;
    hash *= 0x2c1b3c6du;
    return hash ^ (hash >> 13);
}

static bool is_curly_apostrophe(hs_str word, size_t at)
{
    return at + 2 < word.length && memcmp(word.bytes + at, "\xe2\x80", 2) == 0 &&
           (word.bytes[at + 2] == '\x99' || word.bytes[at + 2] == '\x98');
}

/* Lower case, digits as 0, curly apostrophes straight; at most FORM_MAX bytes. */
static size_t normalise(hs_str word, char *form)
{
    size_t length = 0;
    for (size_t i = 0; i < word.length && length < FORM_MAX; i++) {
        char c = word.bytes[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        } else if (c >= '0' && c <= '9') {
            c = '0';
        } else if (is_curly_apostrophe(word, i)) {
            c = '\'';
            i += 2;
        }
        form[length++] = c;
    }
    return length;
}

/* Marks at which a span may be cut off without a difference. */
static bool is_edge(hs_str word)
{
    static const char edges[] = " .,;:!?-\"'`()[]";
    for (size_t i = 0; i < word.length; i++) {
        if (memchr(edges, word.bytes[i], sizeof edges - 1))
            continue;
        bool dash_or_quote =
            i + 2 < word.length && memcmp(word.bytes + i, "\xe2\x80", 2) == 0 &&
            ((unsigned char)word.bytes[i + 2] == 0x93 || (unsigned char)word.bytes[i + 2] == 0x94 ||
             ((unsigned char)word.bytes[i + 2] >= 0x98 &&
              (unsigned char)word.bytes[i + 2] <= 0x9d));
        bool guillemet =
            i + 1 < word.length && (unsigned char)word.bytes[i] == 0xc2 &&
            ((unsigned char)word.bytes[i + 1] == 0xab || (unsigned char)word.bytes[i + 1] == 0xbb);
        if (!dash_or_quote && !guillemet)
            return false;
        i += dash_or_quote ? 2 : 1;
    }
    return true;
}

static void read_form(hs_attribution_word *word, hs_str text, const hs_token *token)
{
    char form[FORM_MAX];
    hs_str surface = hs_token_text(text, token);
    size_t length = normalise(surface, form);
    word->form = hash_bytes(form, length, 0);
    word->suffix2 = length > 2 ? hash_bytes(form + length - 2, 2, 1) : word->form;
    word->suffix3 = length > 3 ? hash_bytes(form + length - 3, 3, 2) : word->form;
    word->prefix3 = length > 3 ? hash_bytes(form, 3, 3) : word->form;
    word->shape = token->shape;
    word->edge = is_edge(surface);
}

/* The first token that ends behind a byte. */
static uint32_t token_at(const hs_block *block, uint32_t byte)
{
    return (uint32_t)hs_sorted_first(block->tokens, block->token_count, span.end, hs_above(byte));
}

static void read_mark(hs_attribution_word *word, bool opens)
{
    static const char forms[][6] = {"<open>", "<shut>"};
    word->shape = opens ? HS_ATTRIBUTION_SHAPE_OPEN : HS_ATTRIBUTION_SHAPE_CLOSE;
    word->form = hash_bytes(forms[!opens], sizeof forms[0], 0);
    word->suffix2 = word->suffix3 = word->prefix3 = word->form;
    word->edge = true;
}

/* The outermost quotations: what stands within does not end the outer one. */
static void read_quotations(hs_attribution_word *words, const hs_block *block)
{
    uint32_t count = (uint32_t)block->token_count;
    for (uint32_t i = 0; i < count; i++)
        words[i].open = words[i].close = HS_NO_WORD_NEAR;
    for (size_t q = 0; q < block->quotation_count; q++) {
        const hs_quotation *quotation = &block->quotations[q];
        if (quotation->depth > 0)
            continue;
        uint32_t open = token_at(block, quotation->span.start);
        uint32_t close = quotation->unclosed ? count : token_at(block, quotation->inside.end);
        if (open >= count || close <= open ||
            block->tokens[open].span.end > quotation->inside.start)
            continue;
        read_mark(&words[open], true);
        if (close < count && block->tokens[close].span.start >= quotation->inside.end)
            read_mark(&words[close], false);
        for (uint32_t i = open; i < count && i <= close; i++) {
            words[i].open = open;
            words[i].close = close;
            words[i].quoted = i > open && i < close;
        }
    }
}

static bool anchors(const hs_attribution_word *cue, const hs_attribution_word *word)
{
    return !cue->quoted || cue->open == word->open;
}

void hs_attribution_words_anchor(hs_attribution_word *words, size_t count)
{
    uint32_t outside = HS_NO_WORD_NEAR;
    uint32_t inside = HS_NO_WORD_NEAR;
    for (uint32_t i = 0; i < count; i++) {
        hs_attribution_word *word = &words[i];
        if (i > 0 && word->sentence != words[i - 1].sentence)
            outside = inside = HS_NO_WORD_NEAR;
        bool use_inside = inside != HS_NO_WORD_NEAR && anchors(&words[inside], word);
        word->cue_left = use_inside ? inside : outside;
        if (word->cue_level >= HS_CUE_LIKELY)
            *(word->quoted ? &inside : &outside) = i;
        if (word->cue_level >= HS_CUE_LIKELY && !word->quoted)
            inside = HS_NO_WORD_NEAR;
    }
    outside = inside = HS_NO_WORD_NEAR;
    for (uint32_t i = (uint32_t)count; i-- > 0;) {
        hs_attribution_word *word = &words[i];
        if (i + 1 < count && word->sentence != words[i + 1].sentence)
            outside = inside = HS_NO_WORD_NEAR;
        bool use_inside = inside != HS_NO_WORD_NEAR && anchors(&words[inside], word);
        word->cue_right = use_inside ? inside : outside;
        if (word->cue_level >= HS_CUE_LIKELY)
            *(word->quoted ? &inside : &outside) = i;
        if (word->cue_level >= HS_CUE_LIKELY && !word->quoted)
            inside = HS_NO_WORD_NEAR;
    }
}

hs_attribution_word *hs_attribution_words(const hs_block *block, hs_cue_level cue_level,
                                          const void *model, hs_arena *arena)
{
    hs_attribution_word *words = hs_arena_new_array(arena, hs_attribution_word, block->token_count);
    for (size_t i = 0; i < block->token_count; i++) {
        read_form(&words[i], block->text, &block->tokens[i]);
        words[i].cue_level = cue_level(model, words[i].form);
    }
    for (uint32_t s = 0; s < block->sentence_count; s++)
        for (uint32_t i = 0; i < block->sentences[s].token_count; i++)
            words[block->sentences[s].first_token + i].sentence = s;
    read_quotations(words, block);
    hs_attribution_words_anchor(words, block->token_count);
    return words;
}
