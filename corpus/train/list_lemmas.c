/* Prints a text's words as the vectors of words (language/word_vectors.h) know them, a sentence a
 * line: lemma and coarse part of speech; all names are one word, all numbers another.
 *
 *     list_lemmas [FILE]
 *
 * Texts in the file are separated by form feeds.
 */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "language/shared.h"
#include "language/word_vectors.h"
#include "text/block.h"

#define TEXT_MAX ((size_t)1 << 30)

static void print_word(const hs_word *word)
{
    if (word->upos == HS_UPOS_PUNCT || word->upos == HS_UPOS_SYM || word->upos == HS_UPOS_X)
        return;
    if (!hs_word_vector_may_have(word))
        fputs(word->upos == HS_UPOS_NUM ? "@number " : "@name ", stdout);
    else {
        for (size_t i = 0; i < word->lemma_length; i++) {
            char c = word->lemma[i];
            putchar(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c == ' ' ? '_' : c);
        }
        printf("/%c ", hs_word_vector_part(word->upos));
    }
}

static void print_text(const hs_language *language, hs_str source)
{
    hs_block_list *blocks = hs_block_list_build(source, HS_MARKUP_PLAIN);
    hs_arena arena = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        const hs_block *block = blocks->entries[i].block;
        if (block->kind == HS_BLOCK_BOILERPLATE)
            continue;
        const hs_analysis *analysis =
            hs_language_analyse_tokens(language, block->text, block->tokens, block->token_count,
                                       block->sentences, block->sentence_count, NULL, &arena);
        for (uint32_t s = 0; s < analysis->sentence_count; s++) {
            for (uint32_t t = analysis->sentences[s].first; t < analysis->sentences[s].end; t++)
                print_word(&analysis->words[t]);
            putchar('\n');
        }
        hs_arena_reset(&arena);
    }
    hs_arena_finish(&arena);
    hs_block_list_unref(blocks);
}

int main(int argc, char **argv)
{
    hs_error error = {0};
    hs_buffer text = {0};
    const hs_language *language = hs_language_shared(&error);
    if (argc > 2 || !language ||
        !hs_file_read(argc == 2 ? argv[1] : "-", TEXT_MAX, &text, &error)) {
        fprintf(stderr, "list_lemmas: %s\n", argc > 2 ? "usage: list_lemmas [FILE]" : error.text);
        return 1;
    }
    for (size_t at = 0; at < text.length;) {
        const char *end = memchr(text.bytes + at, '\f', text.length - at);
        size_t length = (end ? (size_t)(end - text.bytes) : text.length) - at;
        print_text(language, hs_str_make(text.bytes + at, length));
        at += length + 1;
    }
    hs_buffer_finish(&text);
    return 0;
}
