/* Any bytes through the tokenizer and the sentence splitter: tokens ascend, do not overlap and
 * cover all that is not white space; sentences cover the tokens; the work stays linear.
 */
#include <stdint.h>
#include <stdlib.h>

#include "text/character.h"
#include "text/sentence.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define READS_A_BYTE_MAX 200

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_tokens(hs_str text, const hs_token *tokens, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i <= count; i++) {
        size_t start = i < count ? tokens[i].span.start : text.length;
        while (at < start) {
            hs_character c = hs_character_at(text, at);
            check(c.class == HS_CHARACTER_SPACE);
            at += c.length;
        }
        check(at == start);
        if (i == count)
            break;
        check(tokens[i].span.end > start && tokens[i].span.end <= text.length);
        check(!tokens[i].joined || (i > 0 && tokens[i - 1].span.end == start));
        at = tokens[i].span.end;
    }
}

static void check_sentences(const hs_sentence *sentences, size_t count, size_t token_count)
{
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        check(sentences[i].first_token == next && sentences[i].token_count > 0);
        next += sentences[i].token_count;
    }
    check(next == token_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    hs_str text = hs_str_make((const char *)bytes, size);
    hs_arena arena = {0};
    size_t token_count, sentence_count;
    uint64_t reads = 0;
    hs_token *tokens = hs_tokenize_counting(text, &arena, &token_count, &reads);
    hs_sentence *sentences = hs_sentences_split(text, tokens, token_count, &arena, &sentence_count);
    check_tokens(text, tokens, token_count);
    check_sentences(sentences, sentence_count, token_count);
    check(reads <= READS_A_BYTE_MAX * ((uint64_t)size + 1));
    hs_arena_finish(&arena);
    return 0;
}
