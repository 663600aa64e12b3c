/* Running the network over a few sentences at a time.
 *
 * Rows are kept by time: first words of all sentences, then second words, and so on, with the
 * sentences sorted from long to short, so that a recurrent step is one product for all sentences
 * that still run. On top, rows are taken back to text order, where decode.c reads them.
 */

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "language/decode.h"
#include "language/network.h"
#include "language/word_features.h"

enum {
    WORDS = HS_NETWORK_WORDS_MAX,
    ALIGNMENT = 64,
};

struct hs_workspace {
    const struct hs_kernels *kernels;
    hs_language_costs costs;
    uint32_t row_count;
    uint32_t times;
    uint32_t sentence_order[WORDS];
    uint32_t active[WORDS];   /* by time: how many sentences run */
    uint32_t offset[WORDS];   /* by time: the first of their rows */
    uint32_t text_row[WORDS]; /* by row: the word in text order */
    uint32_t vocabulary_rows[WORDS];
    uint32_t hashed_rows[WORDS][HS_WORD_HASHED];
    int8_t *rows;         /* [WORDS][widest] what a layer reads */
    int8_t *out;          /* [WORDS][2 hidden] what it gives */
    int32_t *input_sums;  /* [WORDS][3 hidden or head width] */
    int32_t *hidden_sums; /* [WORDS][3 hidden] */
    float *states;        /* [WORDS][hidden] by sentence */
    float *vector;        /* [input] */
    int8_t *rare_row;     /* [input] of a word that is not at hand */
    int8_t *name_marks;   /* [WORDS][HS_NAME_LIST_INPUTS] in text order */
    int8_t *name_rows;    /* [WORDS][inputs of the model of names] */
    int8_t *name_out;     /* [WORDS][2 hidden of it] */
    struct hs_head_rows heads;
    void *memory;
};

static void *carve(char *memory, size_t *at, size_t size)
{
    void *start = memory ? memory + *at : NULL;
    *at += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return start;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void lay_out_names(struct hs_workspace *workspace, const struct hs_name_model *names,
                          char *memory, size_t *at)
{
    size_t inputs = hs_name_model_width(&names->header);
    workspace->name_marks = carve(memory, at, WORDS * (size_t)HS_NAME_LIST_INPUTS);
    workspace->name_rows = carve(memory, at, WORDS * inputs);
    workspace->name_out = carve(memory, at, WORDS * 2 * (size_t)names->header.hidden);
}

/* Lays the workspace out in `memory`; with NULL only counts. */
static size_t lay_out(struct hs_workspace *workspace, const struct hs_network *network,
                      char *memory)
{
    const struct hs_network_header *header = &network->header;
    size_t at = 0;
    size_t own = network->names ? network->names->header.hidden : 0;
    size_t hidden = larger(header->hidden, own);
    size_t gates = 3 * hidden;
    size_t both = 2 * (size_t)header->hidden;
    size_t width = hs_network_columns(header).width;
    workspace->rows = carve(memory, &at, WORDS * larger(header->input, both));
    workspace->out = carve(memory, &at, WORDS * larger(header->input, both)); /* they swap */
    workspace->vector = carve(memory, &at, header->input * sizeof(float));
    workspace->rare_row = carve(memory, &at, header->input);
    workspace->heads.outputs = carve(memory, &at, WORDS * width * sizeof(float));
    size_t decoding = at; /* begins when the layers are done, and works where their sums were */
    workspace->input_sums = carve(memory, &at, WORDS * larger(gates, width) * sizeof(int32_t));
    workspace->hidden_sums = carve(memory, &at, WORDS * gates * sizeof(int32_t));
    workspace->states = carve(memory, &at, WORDS * hidden * sizeof(float));
    workspace->heads.scratch = carve(memory, &decoding, hs_decode_scratch_size(header));
    at = larger(at, decoding);
    if (network->names)
        lay_out_names(workspace, network->names, memory, &at);
    return at;
}

struct hs_workspace *hs_workspace_create(const struct hs_network *network,
                                         const struct hs_kernels *kernels)
{
    struct hs_workspace *workspace = calloc(1, sizeof *workspace);
    if (!workspace)
        return NULL;
    size_t size = lay_out(workspace, network, NULL);
    workspace->memory = malloc(size + ALIGNMENT); /* short texts never touch most of it */
    if (!workspace->memory) {
        free(workspace);
        return NULL;
    }
    char *memory = workspace->memory;
    lay_out(workspace, network, memory + (ALIGNMENT - (uintptr_t)memory % ALIGNMENT));
    workspace->heads.name_transitions = network->names ? network->names->transitions : NULL;
    workspace->kernels = kernels;
    return workspace;
}

void hs_workspace_destroy(struct hs_workspace *workspace)
{
    if (!workspace)
        return;
    free(workspace->memory);
    free(workspace);
}

void hs_workspace_take_costs(struct hs_workspace *workspace, hs_language_costs *sum)
{
    sum->arcs_scored += workspace->costs.arcs_scored;
    sum->vector_ns += workspace->costs.vector_ns;
    sum->layer_ns += workspace->costs.layer_ns;
    sum->label_ns += workspace->costs.label_ns;
    workspace->costs = (hs_language_costs){0};
}

/* Sorts sentences from long to short, ties in text order, by counting lengths. */
static void order_sentences(struct hs_workspace *workspace, const hs_word_span *sentences,
                            uint32_t count)
{
    uint32_t starts[WORDS + 2] = {0}; /* by length: how many sentences are longer */
    for (uint32_t s = 0; s < count; s++)
        starts[sentences[s].end - sentences[s].first]++;
    uint32_t longer = 0;
    for (uint32_t length = WORDS + 1; length-- > 0;) {
        uint32_t here = starts[length];
        starts[length] = longer;
        longer += here;
    }
    for (uint32_t s = 0; s < count; s++)
        workspace->sentence_order[starts[sentences[s].end - sentences[s].first]++] = s;
}

static void plan_rows(struct hs_workspace *workspace, const hs_word_span *sentences, uint32_t count)
{
    order_sentences(workspace, sentences, count);
    const hs_word_span *longest = &sentences[workspace->sentence_order[0]];
    workspace->times = longest->end - longest->first;
    uint32_t row = 0;
    uint32_t running = count;
    for (uint32_t t = 0; t < workspace->times; t++) {
        workspace->offset[t] = row;
        for (uint32_t b = 0; b < running; b++) {
            const hs_word_span *span = &sentences[workspace->sentence_order[b]];
            if (span->first + t >= span->end) {
                running = b;
                break;
            }
            workspace->text_row[row++] = span->first + t - sentences[0].first;
        }
        workspace->active[t] = running;
    }
    workspace->row_count = row;
}

static uint32_t vocabulary_row(const struct hs_network *network, uint64_t hash)
{
    uint32_t mask = network->header.slot_count - 1;
    uint32_t tag = (uint32_t)(hash >> 32);
    for (uint32_t at = (uint32_t)hash & mask; network->slots[at].row != 0; at = (at + 1) & mask)
        if (network->slots[at].tag == tag)
            return network->slots[at].row;
    return 0;
}

/* The rows that a word's vector is the sum of. */
static void find_vector(const struct hs_network *network, struct hs_workspace *workspace,
                        const char *word, size_t length, uint32_t row)
{
    const struct hs_network_header *header = &network->header;
    char normal[HS_WORD_NORMAL_MAX];
    uint32_t *hashed = workspace->hashed_rows[row];
    size_t normal_length = hs_word_normalise(word, length, normal);
    uint32_t known = vocabulary_row(network, hs_word_hash(normal, normal_length));
    hs_word_hashed_rows(word, length, normal, normal_length, header->buckets, hashed);
    workspace->vocabulary_rows[row] = known;
    if (known < network->words_at_hand)
        hs_vectors_prefetch(&network->words, &known, 1, header->input);
    hs_vectors_prefetch(&network->hashed, hashed, HS_WORD_HASHED, header->input);
}

/* Adds the word's own vector. */
static void add_word(const struct hs_network *network, struct hs_workspace *workspace,
                     uint32_t word, float *sum)
{
    size_t width = network->header.input;
    if (word < network->words_at_hand) {
        workspace->kernels->add_rows(sum, &network->words, &word, 1, width);
        return;
    }
    hs_model_file_copy(network->file, network->words.rows + word * width, width,
                       workspace->rare_row);
    const struct hs_vector_table rare = {workspace->rare_row, &network->words.scales[word]};
    workspace->kernels->add_rows(sum, &rare, &(const uint32_t){0}, 1, width);
}

static void fill_vector(const struct hs_network *network, struct hs_workspace *workspace,
                        uint32_t row)
{
    const struct hs_kernels *kernels = workspace->kernels;
    float *sum = workspace->vector;
    size_t width = network->header.input;
    memcpy(sum, network->input_bias, width * sizeof *sum);
    add_word(network, workspace, workspace->vocabulary_rows[row], sum);
    kernels->add_rows(sum, &network->hashed, workspace->hashed_rows[row], HS_WORD_HASHED, width);
    kernels->squash(workspace->rows + row * width, sum, width);
}

/* One direction of a layer over all rows: fills its half of `out`, [rows][2 hidden]. */
static void run_direction(struct hs_workspace *workspace, const struct hs_direction *direction,
                          size_t hidden, const int8_t *rows, int8_t *out, bool backward)
{
    const struct hs_kernels *kernels = workspace->kernels;
    size_t gates = 3 * hidden;
    size_t width = direction->from_input.matrix.inputs;
    struct hs_cell cell = {(uint32_t)hidden, direction->from_input.scales,
                           direction->from_hidden.scales, direction->from_input.bias};
    out += backward ? hidden : 0;
    kernels->multiply(&direction->from_input.matrix, rows, workspace->row_count, width,
                      workspace->input_sums, gates);
    uint32_t running = workspace->active[0];
    memset(workspace->states, 0, running * hidden * sizeof *workspace->states);
    memset(workspace->hidden_sums, 0, running * gates * sizeof *workspace->hidden_sums);
    for (uint32_t step = 0; step < workspace->times; step++) {
        uint32_t t = backward ? workspace->times - 1 - step : step;
        size_t first = workspace->offset[t];
        uint32_t active = workspace->active[t];
        uint32_t reach = step == 0 ? 0 : backward ? workspace->active[t + 1] : active;
        if (reach > 0)
            (step % 2 ? kernels->multiply_back : kernels->multiply)(
                &direction->from_hidden.matrix,
                out + workspace->offset[backward ? t + 1 : t - 1] * 2 * hidden, reach, 2 * hidden,
                workspace->hidden_sums, gates);
        for (uint32_t b = 0; b < active; b++)
            kernels->step(&cell, workspace->input_sums + (first + b) * gates,
                          workspace->hidden_sums + b * gates, workspace->states + b * hidden,
                          out + (first + b) * 2 * hidden);
    }
}

static void run_layers(const struct hs_network *network, struct hs_workspace *workspace)
{
    for (uint32_t layer = 0; layer < network->header.layers; layer++) {
        for (int d = 0; d < 2; d++)
            run_direction(workspace, &network->layers[layer][d], network->header.hidden,
                          workspace->rows, workspace->out, d == 1);
        int8_t *swap = workspace->rows;
        workspace->rows = workspace->out;
        workspace->out = swap;
    }
}

static void give_states(const struct hs_workspace *workspace, size_t width, int8_t *states,
                        size_t stride)
{
    for (uint32_t row = 0; row < workspace->row_count; row++)
        memcpy(states + workspace->text_row[row] * stride, workspace->rows + row * width, width);
}

static void run_heads(const struct hs_network *network, struct hs_workspace *workspace)
{
    size_t width = hs_network_columns(&network->header).width;
    workspace->kernels->multiply(&network->heads.matrix, workspace->rows, workspace->row_count,
                                 2 * (size_t)network->header.hidden, workspace->input_sums, width);
    for (uint32_t row = 0; row < workspace->row_count; row++)
        workspace->kernels->scale(workspace->heads.outputs + workspace->text_row[row] * width,
                                  workspace->input_sums + row * width, network->heads.scales,
                                  network->heads.bias, width);
}

static void fill_vectors(const struct hs_network *network, struct hs_workspace *workspace,
                         const char *text, const hs_word *words)
{
    for (uint32_t row = 0; row < workspace->row_count; row++) {
        const hs_word *word = &words[workspace->text_row[row]];
        find_vector(network, workspace, text + word->byte_start, word->byte_end - word->byte_start,
                    row);
    }
    for (uint32_t row = 0; row < workspace->row_count; row++)
        fill_vector(network, workspace, row);
}

/* Puts the words' parts `from` into their rows of the model of names, `at` bytes in. */
static void give_names(struct hs_workspace *workspace, const struct hs_name_model *names, size_t at,
                       const int8_t *from, size_t width)
{
    size_t inputs = hs_name_model_width(&names->header);
    for (uint32_t row = 0; row < workspace->row_count; row++)
        memcpy(workspace->name_rows + row * inputs + at, from + row * width, width);
}

static void mark_names(struct hs_workspace *workspace, const struct hs_name_model *names,
                       const char *text, const hs_word *words, const hs_word_span *sentences,
                       uint32_t sentence_count)
{
    const size_t width = HS_NAME_LIST_INPUTS;
    size_t inputs = hs_name_model_width(&names->header);
    for (uint32_t s = 0; s < sentence_count; s++)
        hs_name_lists_mark(
            &names->lists, text, words, sentences[s],
            workspace->name_marks + (sentences[s].first - sentences[0].first) * width, width);
    for (uint32_t row = 0; row < workspace->row_count; row++)
        memcpy(workspace->name_rows + (row + 1) * inputs - width,
               workspace->name_marks + workspace->text_row[row] * width, width);
}

/* Replaces the heads' scores of name tags. */
static void run_names(const struct hs_network *network, struct hs_workspace *workspace)
{
    const struct hs_name_model *names = network->names;
    size_t hidden = names->header.hidden;
    size_t width = hs_network_columns(&network->header).width;
    for (int d = 0; d < 2; d++)
        run_direction(workspace, &names->layer[d], hidden, workspace->name_rows,
                      workspace->name_out, d == 1);
    workspace->kernels->multiply(&names->outputs.matrix, workspace->name_out, workspace->row_count,
                                 2 * hidden, workspace->input_sums, HS_NAME_OUTPUTS);
    for (uint32_t row = 0; row < workspace->row_count; row++)
        workspace->kernels->scale(workspace->heads.outputs + workspace->text_row[row] * width +
                                      HS_OUTPUT_NAME,
                                  workspace->input_sums + row * HS_NAME_OUTPUTS,
                                  names->outputs.scales, names->outputs.bias, HS_NAME_TAG_COUNT);
}

/* From words to the last layer's rows, and to all that the model of names reads. */
static void read_words(const struct hs_network *network, struct hs_workspace *workspace,
                       const char *text, const hs_word *words, const hs_word_span *sentences,
                       uint32_t sentence_count)
{
    const struct hs_name_model *names = network->names;
    uint64_t start = hs_clock_ns();
    plan_rows(workspace, sentences, sentence_count);
    fill_vectors(network, workspace, text, words + sentences[0].first);
    if (names) {
        give_names(workspace, names, names->header.states, workspace->rows, network->header.input);
        mark_names(workspace, names, text, words, sentences, sentence_count);
    }
    uint64_t vectors = hs_clock_ns();
    run_layers(network, workspace);
    if (names)
        give_names(workspace, names, 0, workspace->rows, names->header.states);
    workspace->costs.vector_ns += vectors - start;
    workspace->costs.layer_ns += hs_clock_ns() - vectors;
}

void hs_network_name_inputs(const struct hs_network *network, struct hs_workspace *workspace,
                            const char *text, const hs_word *words, const hs_word_span *sentences,
                            uint32_t sentence_count, int8_t *inputs)
{
    if (sentence_count == 0)
        return;
    read_words(network, workspace, text, words, sentences, sentence_count);
    size_t width = hs_name_model_width(&network->names->header);
    for (uint32_t row = 0; row < workspace->row_count; row++)
        memcpy(inputs + workspace->text_row[row] * width, workspace->name_rows + row * width,
               width);
}

void hs_network_run(const struct hs_network *network, struct hs_workspace *workspace,
                    const char *text, hs_word *words, const hs_word_span *sentences,
                    uint32_t sentence_count, int8_t *states, size_t stride)
{
    if (sentence_count == 0)
        return;
    uint32_t first = sentences[0].first;
    read_words(network, workspace, text, words, sentences, sentence_count);
    uint64_t start = hs_clock_ns();
    if (states)
        give_states(workspace, hs_network_state_width(&network->header), states, stride);
    run_heads(network, workspace);
    if (network->names)
        run_names(network, workspace);
    uint64_t layers = hs_clock_ns();
    for (uint32_t s = 0; s < sentence_count; s++) {
        hs_word_span span = sentences[s];
        uint64_t count = span.end - span.first;
        hs_decode_sentence(network, workspace->kernels, &workspace->heads, span.first - first,
                           words, span);
        workspace->costs.arcs_scored += count * (count + 1);
    }
    workspace->costs.layer_ns += layers - start;
    workspace->costs.label_ns += hs_clock_ns() - layers;
}
