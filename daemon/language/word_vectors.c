/* Binding the table of word vectors and looking words up in it. */
#include "language/word_vectors.h"

#include <string.h>

#include "language/section.h"

/* Words whose vectors are always at hand, 256 KB: all but one in twenty of a text's. */
enum { FREQUENT_WORDS = 4096 };

char hs_word_vector_part(uint8_t upos)
{
    switch ((enum hs_upos)upos) {
    case HS_UPOS_VERB:
    case HS_UPOS_AUX:
        return 'v';
    case HS_UPOS_NOUN:
        return 'n';
    case HS_UPOS_ADJ:
    case HS_UPOS_ADV:
        return 'a';
    default:
        return 'x';
    }
}

/* FNV-1a, its bits mixed, since the first twelve choose the bucket. */
uint32_t hs_word_vector_key(hs_str lemma, char part)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < lemma.length; i++) {
        unsigned char byte = (unsigned char)lemma.bytes[i];
        byte = (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
        hash = (hash ^ byte) * UINT32_C(16777619);
    }
    hash = (hash ^ (unsigned char)part) * UINT32_C(16777619);
    hash = (hash ^ (hash >> 16)) * UINT32_C(0x85ebca6b);
    hash = (hash ^ (hash >> 13)) * UINT32_C(0xc2b2ae35);
    return hash ^ (hash >> 16);
}

bool hs_word_vector_may_have(const hs_word *word)
{
    return word->upos != HS_UPOS_PROPN && word->upos != HS_UPOS_NUM && word->entity_tag == 0;
}

/* Whether look-ups stay inside the keys and the vectors. */
static bool look_ups_are_good(const hs_word_vectors *vectors)
{
    for (uint32_t b = 0; b < HS_WORD_VECTORS_BUCKETS; b++)
        if (vectors->first[b] > vectors->first[b + 1])
            return false;
    for (uint32_t i = 0; i < vectors->count; i++)
        if (vectors->places[i] >= vectors->count)
            return false;
    return vectors->first[0] == 0 && vectors->first[HS_WORD_VECTORS_BUCKETS] == vectors->count;
}

bool hs_word_vectors_bind(hs_word_vectors *vectors, hs_str section, hs_error *error)
{
    struct hs_part_cursor cursor;
    hs_word_vectors_header header;
    if (!hs_part_begin(&cursor, section, &header, sizeof header, HS_WORD_VECTORS_VERSION,
                       HS_WORD_VECTORS_SECTION, error))
        return false;
    if (header.count > HS_WORD_VECTORS_MAX || header.zero != 0 ||
        header.width != HS_WORD_VECTOR_WIDTH)
        return hs_error_set(error, "the vectors section has impossible sizes");
    *vectors = (hs_word_vectors){
        .first = hs_part_take(&cursor, HS_WORD_VECTORS_BUCKETS + 1, sizeof *vectors->first),
        .keys = hs_part_take(&cursor, header.count, sizeof *vectors->keys),
        .places = hs_part_take(&cursor, header.count, sizeof *vectors->places),
        .values = hs_part_take(&cursor, header.count, HS_WORD_VECTOR_WIDTH),
        .count = header.count,
        .at_hand = header.count,
        .fingerprint = header.fingerprint,
    };
    if (!hs_part_end(&cursor) || !look_ups_are_good(vectors))
        return hs_error_set(error, "the vectors section is damaged");
    return true;
}

void hs_word_vectors_set_rare_aside(hs_word_vectors *vectors, hs_model_file *file)
{
    if (vectors->count <= FREQUENT_WORDS)
        return;
    vectors->file = file;
    vectors->at_hand = FREQUENT_WORDS;
    hs_model_file_set_aside(file, vectors->values + (size_t)FREQUENT_WORDS * HS_WORD_VECTOR_WIDTH,
                            (size_t)(vectors->count - FREQUENT_WORDS) * HS_WORD_VECTOR_WIDTH);
}

static bool find_place(const hs_word_vectors *vectors, const hs_word *word, uint32_t *place)
{
    uint32_t key = hs_word_vector_key(hs_str_make(word->lemma, word->lemma_length),
                                      hs_word_vector_part(word->upos));
    uint32_t end = vectors->first[(key >> HS_WORD_VECTORS_SHIFT) + 1];
    for (uint32_t i = vectors->first[key >> HS_WORD_VECTORS_SHIFT]; i < end; i++)
        if (vectors->keys[i] == key) {
            *place = vectors->places[i];
            return true;
        }
    return false;
}

bool hs_word_vectors_copy(const hs_word_vectors *vectors, const hs_word *word, int8_t *numbers)
{
    uint32_t place;
    if (!hs_word_vector_may_have(word) || !find_place(vectors, word, &place))
        return false;
    const int8_t *values = vectors->values + (size_t)place * HS_WORD_VECTOR_WIDTH;
    if (place < vectors->at_hand)
        memcpy(numbers, values, HS_WORD_VECTOR_WIDTH);
    else
        hs_model_file_copy(vectors->file, values, HS_WORD_VECTOR_WIDTH, numbers);
    return true;
}
