/* Looking up names on lists. See the header. */

#include "language/name_lists.h"

#include <string.h>

#include "language/word_features.h"

enum { KIND_BITS = (1 << HS_NAME_KINDS) - 1 };

static bool counts(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* A word's letters and digits, in lower case. */
struct letters {
    uint8_t count;
    char bytes[HS_WORD_NORMAL_MAX];
};

static void read_letters(struct letters *letters, const char *word, size_t length)
{
    size_t normal_length = hs_word_normalise(word, length, letters->bytes);
    letters->count = 0;
    for (size_t i = 0; i < normal_length; i++)
        if (counts((unsigned char)letters->bytes[i]))
            letters->bytes[letters->count++] = letters->bytes[i];
}

static uint64_t carry_on(uint64_t hash, const struct letters *letters)
{
    for (size_t i = 0; i < letters->count; i++)
        hash = (hash ^ (unsigned char)letters->bytes[i]) * 0x100000001b3u;
    return hash;
}

bool hs_name_hash_word(uint64_t *hash, const char *word, size_t length)
{
    struct letters letters;
    read_letters(&letters, word, length);
    *hash = carry_on(*hash, &letters);
    return letters.count > 0;
}

static uint64_t mixed(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

uint32_t hs_name_slot(uint64_t hash, uint32_t kinds)
{
    return ((uint32_t)mixed(hash) & ~(uint32_t)KIND_BITS) | (kinds & KIND_BITS);
}

uint32_t hs_name_slot_start(uint64_t hash, uint32_t slot_count)
{
    return (uint32_t)(mixed(hash) >> 32) & (slot_count - 1);
}

static uint32_t kinds_of(const struct hs_name_lists *lists, uint64_t hash)
{
    uint32_t wanted = hs_name_slot(hash, 0);
    uint32_t at = hs_name_slot_start(hash, lists->slot_count);
    for (; lists->slots[at] != 0; at = (at + 1) & (lists->slot_count - 1))
        if ((lists->slots[at] & ~(uint32_t)KIND_BITS) == wanted)
            return lists->slots[at] & KIND_BITS;
    return 0;
}

/* What could be names that start at a word: hashes of so many words each, 0 where the last of them
 * has no letters. */
struct phrases {
    uint64_t hashes[HS_NAME_PHRASE_MAX];
    uint32_t count;
};

/* Has the lists' slots on their way from memory before they are looked into. */
static void hash_phrases(const struct hs_name_lists *lists, const struct letters *words,
                         uint32_t count, struct phrases *phrases)
{
    uint64_t hash = HS_NAME_HASH_START;
    phrases->count = 0;
    if (words[0].count == 0)
        return;
    for (uint32_t i = 0; i < count && i < HS_NAME_PHRASE_MAX; i++) {
        phrases->count = i + 1;
        phrases->hashes[i] = 0;
        if (words[i].count == 0)
            continue;
        hash = carry_on(hash, &words[i]);
        phrases->hashes[i] = hash;
        __builtin_prefetch(&lists->slots[hs_name_slot_start(hash, lists->slot_count)]);
    }
}

/* For each kind, how many words the longest of the phrases has that is a name; 0: none. */
static bool longest_names(const struct hs_name_lists *lists, const struct phrases *phrases,
                          uint32_t longest[HS_NAME_KINDS])
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < phrases->count; i++) {
        if (!phrases->hashes[i])
            continue;
        uint32_t kinds = kinds_of(lists, phrases->hashes[i]);
        found |= kinds;
        for (int kind = 0; kinds && kind < HS_NAME_KINDS; kind++)
            if (kinds >> kind & 1)
                longest[kind] = i + 1;
    }
    return found != 0;
}

static void mark(int8_t *inputs, size_t stride, int kind, uint32_t count)
{
    inputs[3 * kind + (count > 1)] = 127;
    for (uint32_t i = 1; i < count; i++)
        inputs[i * stride + 3 * kind + 2] = 127;
}

void hs_name_lists_mark(const struct hs_name_lists *lists, const char *text, const hs_word *words,
                        hs_word_span span, int8_t *inputs, size_t stride)
{
    struct letters letters[HS_SENTENCE_WORDS_MAX];
    struct phrases phrases[HS_SENTENCE_WORDS_MAX];
    uint32_t marked[HS_NAME_KINDS] = {0}; /* where names end that have been marked */
    uint32_t count = span.end - span.first;
    for (uint32_t i = 0; i < count; i++) {
        const hs_word *word = &words[span.first + i];
        read_letters(&letters[i], text + word->byte_start, word->byte_end - word->byte_start);
        memset(inputs + i * stride, 0, HS_NAME_LIST_INPUTS);
    }
    for (uint32_t i = 0; i < count; i++)
        hash_phrases(lists, letters + i, count - i, &phrases[i]);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t longest[HS_NAME_KINDS] = {0};
        if (!longest_names(lists, &phrases[i], longest))
            continue;
        for (int kind = 0; kind < HS_NAME_KINDS; kind++) {
            if (longest[kind] == 0 || i + longest[kind] <= marked[kind])
                continue;
            marked[kind] = i + longest[kind];
            mark(inputs + i * stride, stride, kind, longest[kind]);
        }
    }
}
