/* Hashes by which names are asked for, and those under which they are found (resolve_short.c,
 * resolve_names.c, turns.c, signed_marks.c).
 */
#include "annotate/resolution/names_asked.h"

#include "annotate/reading/name_hash.h"
#include "text/words.h"

enum { LINE_BYTES = 96 }; /* so short a block may sign what stands before it */

static void put(hs_names_asked *asked, uint64_t hash)
{
    hash ^= hash >> 32;
    asked->bits[hash / 64 % HS_NAMES_ASKED_WORDS] |= UINT64_C(1) << hash % 64;
}

static bool has(const hs_names_asked *asked, uint64_t hash)
{
    hash ^= hash >> 32;
    return asked->bits[hash / 64 % HS_NAMES_ASKED_WORDS] >> hash % 64 & 1;
}

static void put_words(hs_names_asked *asked, hs_str line)
{
    hs_span word;
    for (size_t at = 0; hs_word_next(line, &at, &word);)
        put(asked, hs_name_hash(hs_word_bare(line, word)));
}

void hs_names_ask(hs_names_asked *asked, const hs_block *block, const hs_block_findings *findings)
{
    asked->all |= block->kind == HS_BLOCK_TRANSCRIPT_TURN;
    if (block->text.length <= LINE_BYTES)
        put_words(asked, block->text);
    for (uint32_t i = 0; i < findings->reference_count; i++) {
        const hs_reference *it = &findings->references[i];
        if (it->kind == HS_REFERENCE_PRONOUN)
            continue;
        put(asked, it->head_hash);
        if (it->kind == HS_REFERENCE_NAME) {
            put(asked, it->first_hash);
            put(asked, hs_acronym_hash(hs_str_slice(block->text, it->name.start, it->name.end)));
        }
    }
}

bool hs_names_may_mean(const hs_names_asked *asked, const hs_block *block, const hs_reference *name)
{
    char capitals[HS_ACRONYM_MAX];
    size_t letters = 0;
    if (asked->all || has(asked, name->head_hash) || has(asked, name->first_hash))
        return true;
    hs_str text = hs_str_slice(block->text, name->name.start, name->name.end);
    for (size_t at = 0; at < text.length;) {
        hs_str word = hs_name_next_word(text, &at);
        if (word.length > 0 && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z' &&
            letters < HS_ACRONYM_MAX)
            capitals[letters++] = word.bytes[0];
        if (has(asked, hs_name_hash(word)))
            return true;
    }
    return has(asked, hs_name_hash(hs_str_make(capitals, letters)));
}
