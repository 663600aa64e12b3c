/* A ring of sentences, looked for by hash and compared byte by byte. */
#include "language/sentence_memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Byte ranges count from the sentence's beginning, heads from its first word. */
struct hs_remembered_sentence {
    uint64_t hash;
    uint32_t word_count;
    hs_str text;
    const hs_word *words;
    const int8_t *states;
};

void hs_sentence_memory_init(hs_sentence_memory *memory)
{
    *memory = (hs_sentence_memory){.next = 0};
    pthread_mutex_init(&memory->mutex, NULL);
}

void hs_sentence_memory_clear(hs_sentence_memory *memory)
{
    pthread_mutex_lock(&memory->mutex);
    for (size_t i = 0; i < HS_SENTENCES_REMEMBERED; i++) {
        free(memory->sentences[i]);
        memory->sentences[i] = NULL;
    }
    pthread_mutex_unlock(&memory->mutex);
}

void hs_sentence_memory_finish(hs_sentence_memory *memory)
{
    hs_sentence_memory_clear(memory);
    pthread_mutex_destroy(&memory->mutex);
}

static hs_str text_of(hs_str text, const hs_word *words, hs_word_span sentence)
{
    return hs_str_slice(text, words[sentence.first].byte_start, words[sentence.end - 1].byte_end);
}

static bool same_words(const hs_remembered_sentence *known, const hs_word *words)
{
    for (uint32_t i = 0; i < known->word_count; i++)
        if (words[i].byte_start - words[0].byte_start != known->words[i].byte_start ||
            words[i].byte_end - words[0].byte_start != known->words[i].byte_end)
            return false;
    return true;
}

static const hs_remembered_sentence *find(const hs_sentence_memory *memory, hs_str text,
                                          const hs_word *words, uint32_t count)
{
    uint64_t hash = hs_hash_bytes(text.bytes, text.length, count);
    for (size_t i = 0; i < HS_SENTENCES_REMEMBERED; i++) {
        const hs_remembered_sentence *known = memory->sentences[i];
        if (known && known->hash == hash && known->word_count == count &&
            hs_str_equal(known->text, text) && same_words(known, words))
            return known;
    }
    return NULL;
}

bool hs_sentence_recall(hs_sentence_memory *memory, hs_str text, hs_word *words,
                        hs_word_span sentence, int8_t *states)
{
    uint32_t count = sentence.end - sentence.first, first = sentence.first;
    pthread_mutex_lock(&memory->mutex);
    const hs_remembered_sentence *known =
        find(memory, text_of(text, words, sentence), words + first, count);
    for (uint32_t i = 0; known && i < count; i++) {
        hs_word *word = &words[first + i];
        hs_word told = known->words[i];
        told.byte_start = word->byte_start;
        told.byte_end = word->byte_end;
        told.head += told.head == HS_NO_WORD ? 0 : first;
        *word = told;
    }
    if (known)
        memcpy(states + first * memory->state_width, known->states, count * memory->state_width);
    pthread_mutex_unlock(&memory->mutex);
    return known != NULL;
}

/* One allocation for all of it. */
static hs_remembered_sentence *copy_sentence(hs_str text, const hs_word *words,
                                             hs_word_span sentence, const int8_t *states,
                                             size_t state_width)
{
    uint32_t count = sentence.end - sentence.first, first = sentence.first;
    size_t width = count * state_width;
    hs_remembered_sentence *made =
        hs_alloc(sizeof *made + count * sizeof(hs_word) + width + text.length);
    hs_word *own = (hs_word *)(made + 1);
    int8_t *own_states = (int8_t *)(own + count);
    char *own_text = (char *)(own_states + width);
    for (uint32_t i = 0; i < count; i++) {
        own[i] = words[first + i];
        own[i].byte_start -= words[first].byte_start;
        own[i].byte_end -= words[first].byte_start;
        own[i].head -= own[i].head == HS_NO_WORD ? 0 : first;
    }
    memcpy(own_states, states + first * state_width, width);
    memcpy(own_text, text.bytes, text.length);
    *made = (hs_remembered_sentence){.hash = hs_hash_bytes(text.bytes, text.length, count),
                                     .word_count = count,
                                     .text = hs_str_make(own_text, text.length),
                                     .words = own,
                                     .states = own_states};
    return made;
}

void hs_sentence_remember(hs_sentence_memory *memory, hs_str text, const hs_word *words,
                          hs_word_span sentence, const int8_t *states)
{
    hs_remembered_sentence *made =
        copy_sentence(text_of(text, words, sentence), words, sentence, states, memory->state_width);
    pthread_mutex_lock(&memory->mutex);
    hs_remembered_sentence *oldest = memory->sentences[memory->next];
    memory->sentences[memory->next] = made;
    memory->next = (memory->next + 1) % HS_SENTENCES_REMEMBERED;
    pthread_mutex_unlock(&memory->mutex);
    free(oldest);
}
