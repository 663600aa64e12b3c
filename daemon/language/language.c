/* The steps of an analysis in order: tokens and sentences (or those given), pieces short enough for
 * the network, the network's labels, lemmas, names. Workspaces are kept by the model for reuse.
 */

#include "language/language.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "language/entity.h"
#include "language/lemma.h"
#include "language/mend.h"
#include "language/model_file.h"
#include "language/network.h"
#include "language/sentence_memory.h"
#include "language/word_vectors.h"

enum { SPARE_WORKSPACES = 16, PIECE = HS_SENTENCE_WORDS_MAX };

struct hs_language {
    hs_model_file *file;
    struct hs_network network;
    struct hs_name_model names;
    hs_lemmatizer lemmatizer;
    hs_word_vectors vectors;
    hs_sentence_memory memory;
    pthread_mutex_t mutex; /* guards what follows */
    struct hs_workspace *spare[SPARE_WORKSPACES];
    size_t spare_count;
    hs_language_costs costs;
};

static bool open_network(hs_language *language, hs_error *error)
{
    hs_str section;
    if (!hs_model_file_section(language->file, "network", &section, error) ||
        !hs_network_bind(&language->network, section.bytes, section.length, error))
        return false;
    hs_network_set_rare_words_aside(&language->network, language->file);
    return true;
}

static bool open_names(hs_language *language, hs_error *error)
{
    hs_str section;
    const struct hs_network_header *header = &language->network.header;
    if (!hs_model_file_section(language->file, HS_NAME_SECTION, &section, error) ||
        !hs_name_model_bind(&language->names, section.bytes, section.length, 2 * header->hidden,
                            header->input, error))
        return false;
    language->network.names = &language->names;
    return true;
}

static bool open_lemmas(hs_language *language, hs_error *error)
{
    hs_str section;
    return hs_model_file_section(language->file, HS_LEMMA_SECTION, &section, error) &&
           hs_lemmatizer_bind(&language->lemmatizer, section, error);
}

static bool open_vectors(hs_language *language, hs_error *error)
{
    hs_str section;
    if (!hs_model_file_section(language->file, HS_WORD_VECTORS_SECTION, &section, error) ||
        !hs_word_vectors_bind(&language->vectors, section, error))
        return false;
    hs_word_vectors_set_rare_aside(&language->vectors, language->file);
    return true;
}

hs_language *hs_language_open(const char *path, hs_error *error)
{
    hs_language *language = hs_alloc_zeroed(1, sizeof *language);
    pthread_mutex_init(&language->mutex, NULL);
    hs_sentence_memory_init(&language->memory);
    language->file = hs_model_file_open(path, error);
    if (language->file && open_network(language, error) && open_names(language, error) &&
        open_lemmas(language, error) && open_vectors(language, error)) {
        language->memory.state_width = hs_language_state_width(language);
        return language;
    }
    hs_language_close(language);
    return NULL;
}

uint64_t hs_language_hash(const hs_language *language)
{
    return hs_model_file_hash(language->file);
}

void hs_language_close(hs_language *language)
{
    if (!language)
        return;
    for (size_t i = 0; i < language->spare_count; i++)
        hs_workspace_destroy(language->spare[i]);
    hs_sentence_memory_finish(&language->memory);
    hs_name_model_finish(&language->names);
    hs_network_finish(&language->network);
    hs_model_file_close(language->file);
    pthread_mutex_destroy(&language->mutex);
    free(language);
}

const char *hs_language_kernels(void)
{
    return hs_kernels_best()->name;
}

/* The model is const to its users; its pool of workspaces is not part of what they see. */
static struct hs_workspace *take_workspace(const hs_language *shared)
{
    hs_language *language = (hs_language *)(uintptr_t)shared;
    struct hs_workspace *workspace = NULL;
    pthread_mutex_lock(&language->mutex);
    if (language->spare_count > 0)
        workspace = language->spare[--language->spare_count];
    pthread_mutex_unlock(&language->mutex);
    return workspace ? workspace : hs_workspace_create(&language->network, hs_kernels_best());
}

static void return_workspace(const hs_language *shared, struct hs_workspace *workspace)
{
    hs_language *language = (hs_language *)(uintptr_t)shared;
    pthread_mutex_lock(&language->mutex);
    bool kept = language->spare_count < SPARE_WORKSPACES;
    hs_workspace_take_costs(workspace, &language->costs);
    if (kept)
        language->spare[language->spare_count++] = workspace;
    pthread_mutex_unlock(&language->mutex);
    if (!kept)
        hs_workspace_destroy(workspace);
}

void hs_language_give_back(const hs_language *shared)
{
    hs_language *language = (hs_language *)(uintptr_t)shared;
    pthread_mutex_lock(&language->mutex);
    while (language->spare_count > 0)
        hs_workspace_destroy(language->spare[--language->spare_count]);
    pthread_mutex_unlock(&language->mutex);
    hs_sentence_memory_clear(&language->memory);
}

hs_language_costs hs_language_costs_so_far(const hs_language *shared)
{
    hs_language *language = (hs_language *)(uintptr_t)shared;
    pthread_mutex_lock(&language->mutex);
    hs_language_costs costs = language->costs;
    pthread_mutex_unlock(&language->mutex);
    return costs;
}

static void add_word_costs(const hs_language *shared, uint64_t lemma_ns, uint64_t name_ns)
{
    hs_language *language = (hs_language *)(uintptr_t)shared;
    pthread_mutex_lock(&language->mutex);
    language->costs.lemma_ns += lemma_ns;
    language->costs.name_ns += name_ns;
    pthread_mutex_unlock(&language->mutex);
}

/* Where a long sentence is cut: behind the last mark of the second half of a piece, else at its
 * end. */
static uint32_t piece_end(hs_str text, const hs_word *words, hs_word_span rest)
{
    if (rest.end - rest.first <= PIECE)
        return rest.end;
    for (uint32_t end = rest.first + PIECE; end > rest.first + PIECE / 2; end--) {
        const hs_word *word = &words[end - 1];
        if (word->byte_end - word->byte_start == 1 &&
            strchr(",;:.", text.bytes[word->byte_start]) && text.bytes[word->byte_start] != 0)
            return end;
    }
    return rest.first + PIECE;
}

/* Sentences on their way to the network: as many pieces as it takes at once. */
struct batch {
    const hs_language *language;
    hs_sentence_memory *memory; /* like the workspaces, not part of what its users see; or NULL */
    struct hs_workspace *workspace;
    hs_str text;
    hs_word *words;
    int8_t *states; /* NULL, or a row a word */
    hs_word_span pieces[PIECE];
    uint32_t piece_count;
    uint32_t word_count;
};

static void run_batch(struct batch *batch)
{
    const struct hs_network *network = &batch->language->network;
    int8_t *states = batch->states;
    if (states && batch->piece_count > 0)
        states += batch->pieces[0].first * hs_language_state_width(batch->language);
    hs_network_run(network, batch->workspace, batch->text.bytes, batch->words, batch->pieces,
                   batch->piece_count, states, hs_language_state_width(batch->language));
    for (uint32_t i = 0; batch->memory && i < batch->piece_count; i++)
        hs_sentence_remember(batch->memory, batch->text, batch->words, batch->pieces[i],
                             batch->states);
    batch->piece_count = batch->word_count = 0;
}

/* What is known is no part of a batch, whose pieces follow each other. */
static void add_piece(struct batch *batch, hs_word_span piece)
{
    uint32_t count = piece.end - piece.first;
    bool known = batch->memory &&
                 hs_sentence_recall(batch->memory, batch->text, batch->words, piece, batch->states);
    if (known || batch->word_count + count > PIECE)
        run_batch(batch);
    if (known)
        return;
    batch->pieces[batch->piece_count++] = piece;
    batch->word_count += count;
}

static void label_words(const hs_language *language, hs_analysis *analysis, int8_t *states,
                        bool edited)
{
    struct batch batch = {.language = language,
                          .memory = edited ? &((hs_language *)(uintptr_t)language)->memory : NULL,
                          .workspace = take_workspace(language),
                          .text = analysis->text,
                          .words = analysis->words,
                          .states = states};
    for (uint32_t s = 0; s < analysis->sentence_count; s++) {
        hs_word_span rest = analysis->sentences[s];
        while (rest.first < rest.end) {
            uint32_t end = piece_end(batch.text, batch.words, rest);
            add_piece(&batch, (hs_word_span){rest.first, end});
            rest.first = end;
        }
    }
    run_batch(&batch);
    return_workspace(language, batch.workspace);
}

static void find_lemmas(const hs_language *language, hs_analysis *analysis, hs_arena *arena)
{
    for (uint32_t i = 0; i < analysis->word_count; i++) {
        hs_word *word = &analysis->words[i];
        hs_str form = hs_str_slice(analysis->text, word->byte_start, word->byte_end);
        hs_str lemma = hs_lemma_find(&language->lemmatizer, form, word->upos, word->xpos, arena);
        word->lemma = lemma.bytes;
        word->lemma_length = (uint16_t)lemma.length;
    }
}

/* Behind what the network made of a word in its sentence stands what the word is like anywhere. */
static void add_vectors(const hs_language *language, const hs_analysis *analysis, int8_t *states)
{
    size_t width = hs_language_state_width(language);
    for (uint32_t i = 0; i < analysis->word_count; i++) {
        int8_t *to = states + (i + 1) * width - HS_WORD_VECTOR_WIDTH;
        if (!hs_word_vectors_copy(&language->vectors, &analysis->words[i], to))
            memset(to, 0, HS_WORD_VECTOR_WIDTH);
    }
}

/* Hangs the roots of a long sentence's further pieces on the first root. */
static void join_pieces(hs_word *words, hs_word_span sentence)
{
    if (sentence.end - sentence.first <= PIECE)
        return;
    uint32_t root = HS_NO_WORD;
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        if (words[i].head != HS_NO_WORD)
            continue;
        if (root == HS_NO_WORD) {
            root = i;
            continue;
        }
        words[i].head = root;
        words[i].deprel = HS_DEPREL_PARATAXIS;
    }
}

static const hs_analysis *analyse(const hs_language *language, hs_str text, const hs_token *tokens,
                                  size_t token_count, const hs_sentence *sentences,
                                  size_t sentence_count, int8_t *states, bool edited,
                                  hs_arena *arena)
{
    hs_analysis *analysis = hs_arena_new(arena, hs_analysis);
    analysis->text = text;
    analysis->word_count = (uint32_t)token_count;
    analysis->sentence_count = (uint32_t)sentence_count;
    analysis->words = hs_arena_new_array(arena, hs_word, token_count);
    analysis->sentences = hs_arena_new_array(arena, hs_word_span, sentence_count);
    for (size_t i = 0; i < token_count; i++) {
        analysis->words[i].byte_start = tokens[i].span.start;
        analysis->words[i].byte_end = tokens[i].span.end;
    }
    for (size_t i = 0; i < sentence_count; i++) {
        uint32_t first = sentences[i].first_token;
        analysis->sentences[i] = (hs_word_span){first, first + sentences[i].token_count};
    }
    label_words(language, analysis, states, edited);
    for (size_t i = 0; i < sentence_count; i++)
        join_pieces(analysis->words, analysis->sentences[i]);
    uint64_t start = hs_clock_ns();
    find_lemmas(language, analysis, arena);
    hs_tree_mend(text, analysis->words, analysis->sentences, analysis->sentence_count);
    uint64_t lemmas = hs_clock_ns();
    analysis->entities = hs_names_find(text, analysis->words, analysis->sentences,
                                       analysis->sentence_count, arena, &analysis->entity_count);
    add_word_costs(language, lemmas - start, hs_clock_ns() - lemmas);
    if (states)
        add_vectors(language, analysis, states);
    return analysis;
}

const hs_analysis *hs_language_analyse_tokens(const hs_language *language, hs_str text,
                                              const hs_token *tokens, size_t token_count,
                                              const hs_sentence *sentences, size_t sentence_count,
                                              int8_t *states, hs_arena *arena)
{
    return analyse(language, text, tokens, token_count, sentences, sentence_count, states, false,
                   arena);
}

const hs_analysis *hs_language_analyse_edited(const hs_language *language, hs_str text,
                                              const hs_token *tokens, size_t token_count,
                                              const hs_sentence *sentences, size_t sentence_count,
                                              int8_t *states, hs_arena *arena)
{
    return analyse(language, text, tokens, token_count, sentences, sentence_count, states, true,
                   arena);
}

const hs_analysis *hs_language_analyse(const hs_language *language, hs_str text, hs_arena *arena)
{
    if (text.length > HS_LANGUAGE_TEXT_MAX)
        text.length = HS_LANGUAGE_TEXT_MAX;
    size_t token_count;
    size_t sentence_count;
    hs_token *tokens = hs_tokenize(text, arena, &token_count);
    hs_sentence *sentences = hs_sentences_split(text, tokens, token_count, arena, &sentence_count);
    return hs_language_analyse_tokens(language, text, tokens, token_count, sentences,
                                      sentence_count, NULL, arena);
}

size_t hs_language_network_width(const hs_language *language)
{
    return hs_network_state_width(&language->network.header);
}

size_t hs_language_state_width(const hs_language *language)
{
    return hs_language_network_width(language) + HS_WORD_VECTOR_WIDTH;
}

uint64_t hs_language_fingerprint(const hs_language *language, size_t width)
{
    uint64_t network = hs_network_encoder_fingerprint(&language->network);
    return width == hs_language_network_width(language) ? network
           : width == hs_language_state_width(language) ? network ^ language->vectors.fingerprint
                                                        : 0;
}
