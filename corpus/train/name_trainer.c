/* Passes over batches of sentences and updates. Cells are cells.c's, products gemm.c's. */

#include "train/name_trainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/cells.h"
#include "train/gemm.h"
#include "train/network.h"
#include "train/section_writer.h"

enum { TAGS = HS_NAME_TAG_COUNT };

static float *floats(size_t count)
{
    size_t size = (count * sizeof(float) + 127) / 64 * 64;
    float *memory = aligned_alloc(64, size);
    if (!memory)
        abort();
    memset(memory, 0, size);
    return memory;
}

static struct name_layout lay_out(uint32_t inputs, uint32_t hidden)
{
    struct name_layout layout;
    size_t gates = 3 * (size_t)hidden;
    size_t at = 0;
    for (int d = 0; d < 2; d++) {
        layout.cells[d].from_input = at;
        layout.cells[d].from_hidden = at += gates * inputs;
        layout.cells[d].bias = at += gates * hidden;
        at += gates;
    }
    layout.outputs = at;
    layout.bias = at += TAGS * 2 * (size_t)hidden;
    layout.corpus_bias = at += TAGS;
    layout.transitions = at += (size_t)NAME_CORPORA * TAGS;
    layout.size = at + (size_t)(1 + TAGS) * TAGS;
    return layout;
}

struct name_trainer *name_trainer_create(uint32_t inputs, uint32_t hidden, uint64_t seed)
{
    struct name_trainer *trainer = calloc(1, sizeof *trainer);
    if (!trainer)
        abort();
    *trainer = (struct name_trainer){
        .inputs = inputs, .hidden = hidden, .layout = lay_out(inputs, hidden), .random = seed};
    const struct name_layout *layout = &trainer->layout;
    trainer->values = floats(layout->size);
    trainer->gradient = floats(layout->size);
    trainer->first_moment = floats(layout->size);
    trainer->second_moment = floats(layout->size);
    trainer->mean = floats(layout->size);
    size_t gates = 3 * (size_t)hidden;
    for (int d = 0; d < 2; d++) {
        randomise(trainer->values + layout->cells[d].from_input, gates * inputs,
                  sqrtf(3.0f / (float)inputs), &trainer->random);
        randomise(trainer->values + layout->cells[d].from_hidden, gates * hidden,
                  sqrtf(3.0f / (float)hidden), &trainer->random);
        for (uint32_t i = 0; i < hidden; i++) /* remember, at first */
            trainer->values[layout->cells[d].bias + i] = 1;
    }
    randomise(trainer->values + layout->outputs, TAGS * 2 * (size_t)hidden, 0.1f, &trainer->random);
    return trainer;
}

void name_trainer_destroy(struct name_trainer *trainer)
{
    if (!trainer)
        return;
    free(trainer->values);
    free(trainer->gradient);
    free(trainer->first_moment);
    free(trainer->second_moment);
    free(trainer->mean);
    free(trainer);
}

struct work {
    struct name_trainer *trainer;
    const struct name_pass *pass;
    const struct name_sentence **sentences; /* from long to short */
    uint32_t *order;                        /* their places in the caller's array */
    size_t count;
    struct plan plan;
    float *inputs;        /* [rows][inputs] after dropout */
    float *outputs;       /* [rows][2 hidden] */
    float *dropped;       /* the same after dropout */
    float *input_factors; /* [sentences][inputs] */
    float *output_factors;
    float *scores; /* [rows][TAGS] */
    struct trace traces[2];
};

struct order {
    const struct name_sentence *sentence;
    uint32_t place;
};

static int by_length(const void *left, const void *right)
{
    const struct order *a = left;
    const struct order *b = right;
    if (a->sentence->count != b->sentence->count)
        return a->sentence->count < b->sentence->count ? 1 : -1;
    return a->place < b->place ? -1 : 1;
}

static void plan_rows(struct work *work, const struct name_sentence *const *sentences)
{
    struct order *order = calloc(work->count, sizeof *order);
    work->sentences = calloc(work->count, sizeof *work->sentences);
    work->order = calloc(work->count, sizeof *work->order);
    if (!order || !work->sentences || !work->order)
        abort();
    for (uint32_t i = 0; i < work->count; i++)
        order[i] = (struct order){sentences[i], i};
    qsort(order, work->count, sizeof *order, by_length);
    plan_init(&work->plan, order[0].sentence->count);
    for (size_t i = 0; i < work->count; i++) {
        work->sentences[i] = order[i].sentence;
        work->order[i] = order[i].place;
        plan_add(&work->plan, order[i].sentence->count);
    }
    plan_place(&work->plan);
    free(order);
}

static float *choose_factors(struct work *work, size_t width, float rate)
{
    float *factors = floats(work->count * width);
    for (size_t i = 0; i < work->count * width; i++)
        factors[i] = !work->pass->training                        ? 1
                     : random_unit(&work->trainer->random) < rate ? 0
                                                                  : 1 / (1 - rate);
    return factors;
}

/* Multiplies each row by its sentence's factors. */
static void apply_factors(const struct work *work, const float *factors, size_t width, float *rows)
{
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            float *row = rows + (work->plan.offset[t] + b) * width;
            for (size_t i = 0; i < width; i++)
                row[i] *= factors[b * width + i];
        }
}

static void work_init(struct work *work, const struct name_sentence *const *sentences)
{
    plan_rows(work, sentences);
    size_t rows = work->plan.rows;
    size_t hidden = work->trainer->hidden;
    work->inputs = floats(rows * work->trainer->inputs);
    work->outputs = floats(rows * 2 * hidden);
    work->dropped = floats(rows * 2 * hidden);
    work->scores = floats(rows * TAGS);
    work->input_factors = choose_factors(work, work->trainer->inputs, work->pass->input_dropout);
    work->output_factors = choose_factors(work, 2 * hidden, work->pass->output_dropout);
    for (int d = 0; d < 2; d++)
        trace_init(&work->traces[d], rows, hidden);
}

static void work_finish(struct work *work)
{
    for (int d = 0; d < 2; d++)
        trace_finish(&work->traces[d]);
    free(work->inputs);
    free(work->outputs);
    free(work->dropped);
    free(work->scores);
    free(work->input_factors);
    free(work->output_factors);
    plan_finish(&work->plan);
    free(work->sentences);
    free(work->order);
}

/* Sentences on their way through the network, as many as it takes at once. */
struct encoding {
    char text[NAME_WORDS_MAX * 400];
    size_t text_length;
    hs_word words[NAME_WORDS_MAX];
    hs_word_span spans[NAME_WORDS_MAX];
    uint32_t word_count;
    uint32_t span_count;
};

static void put_sentence(struct encoding *encoding, const struct name_sentence *sentence)
{
    const size_t longest = sizeof encoding->text / NAME_WORDS_MAX;
    uint32_t first = encoding->word_count;
    for (uint32_t w = 0; w < sentence->count; w++) {
        size_t length = sentence->words[w].length;
        length = length > longest ? longest : length;
        size_t at = encoding->text_length;
        memcpy(encoding->text + at, sentence->words[w].text, length);
        encoding->words[encoding->word_count++] =
            (hs_word){.byte_start = (uint32_t)at, .byte_end = (uint32_t)(at + length)};
        encoding->text_length += length;
    }
    encoding->spans[encoding->span_count++] = (hs_word_span){first, encoding->word_count};
}

/* Encodes what was put, the sentences from `b` on, into their rows. */
static void encode(struct work *work, const struct name_encoder *encoder, struct encoding *encoding,
                   uint32_t b, int8_t *rows)
{
    size_t width = work->trainer->inputs;
    hs_network_name_inputs(encoder->network, encoder->workspace, encoding->text, encoding->words,
                           encoding->spans, encoding->span_count, rows);
    for (uint32_t s = 0; s < encoding->span_count; s++)
        for (uint32_t w = encoding->spans[s].first; w < encoding->spans[s].end; w++) {
            uint32_t t = w - encoding->spans[s].first;
            float *inputs = work->inputs + (work->plan.offset[t] + b + s) * width;
            for (size_t i = 0; i < width; i++)
                inputs[i] = (float)rows[w * width + i] * (1.0f / 127.0f);
        }
    encoding->text_length = encoding->word_count = encoding->span_count = 0;
}

static void fill_inputs(struct work *work, const struct name_encoder *encoder)
{
    static struct encoding encoding;
    size_t width = work->trainer->inputs;
    int8_t *rows = malloc(NAME_WORDS_MAX * width);
    if (!rows)
        abort();
    for (uint32_t b = 0; b < work->count; b++) {
        if (encoding.word_count + work->sentences[b]->count > NAME_WORDS_MAX)
            encode(work, encoder, &encoding, b - encoding.span_count, rows);
        put_sentence(&encoding, work->sentences[b]);
    }
    encode(work, encoder, &encoding, (uint32_t)work->count - encoding.span_count, rows);
    free(rows);
    apply_factors(work, work->input_factors, width, work->inputs);
}

static struct direction direction_of(const struct name_trainer *trainer, int d)
{
    return (struct direction){
        .backward = d == 1,
        .hidden = trainer->hidden,
        .input = trainer->inputs,
        .from_input = trainer->values + trainer->layout.cells[d].from_input,
        .from_hidden = trainer->values + trainer->layout.cells[d].from_hidden,
        .bias = trainer->values + trainer->layout.cells[d].bias,
    };
}

static void run_forward(struct work *work)
{
    const struct name_trainer *trainer = work->trainer;
    size_t both = 2 * (size_t)trainer->hidden;
    size_t rows = work->plan.rows;
    for (int d = 0; d < 2; d++) {
        struct direction direction = direction_of(trainer, d);
        cells_forward(&direction, &work->plan, work->inputs, &work->traces[d],
                      work->outputs + (d ? trainer->hidden : 0), both);
    }
    memcpy(work->dropped, work->outputs, rows * both * sizeof(float));
    apply_factors(work, work->output_factors, both, work->dropped);
    for (size_t row = 0; row < rows; row++)
        memcpy(work->scores + row * TAGS, trainer->values + trainer->layout.bias,
               TAGS * sizeof(float));
    gemm(false, true, rows, TAGS, both, work->dropped, both,
         trainer->values + trainer->layout.outputs, both, true, work->scores, TAGS);
}

static void run_backward(struct work *work, const float *by_scores)
{
    struct name_trainer *trainer = work->trainer;
    const struct name_layout *layout = &trainer->layout;
    size_t both = 2 * (size_t)trainer->hidden;
    size_t rows = work->plan.rows;
    gemm(true, false, TAGS, both, rows, by_scores, TAGS, work->dropped, both, true,
         trainer->gradient + layout->outputs, both);
    float *above = floats(rows * both);
    gemm(false, false, rows, both, TAGS, by_scores, TAGS, trainer->values + layout->outputs, both,
         false, above, both);
    apply_factors(work, work->output_factors, both, above);
    for (int d = 0; d < 2; d++) {
        struct direction direction = direction_of(trainer, d);
        struct direction_gradient gradient = {trainer->gradient + layout->cells[d].from_input,
                                              trainer->gradient + layout->cells[d].from_hidden,
                                              trainer->gradient + layout->cells[d].bias};
        size_t shift = d ? trainer->hidden : 0;
        cells_backward(&direction, &work->plan, work->inputs, &work->traces[d],
                       work->outputs + shift, above + shift, both, &gradient, NULL);
    }
    free(above);
}

/* The scores of a sentence's words, in their order. */
static void gather_scores(const struct work *work, uint32_t b, const float *corpus_bias,
                          float *scores)
{
    for (uint32_t t = 0; t < work->sentences[b]->count; t++)
        for (int y = 0; y < TAGS; y++)
            scores[t * TAGS + (uint32_t)y] =
                work->scores[(work->plan.offset[t] + b) * TAGS + (size_t)y] + corpus_bias[y];
}

static double train_sentence(struct work *work, uint32_t b, float scale, float *by_scores)
{
    static float scores[NAME_WORDS_MAX * TAGS];
    static float gradient[NAME_WORDS_MAX * TAGS];
    struct name_trainer *trainer = work->trainer;
    const struct name_layout *layout = &trainer->layout;
    const struct name_sentence *sentence = work->sentences[b];
    name_transitions by_transitions = {{0}};
    float *transitions = trainer->values + layout->transitions;
    size_t corpus = layout->corpus_bias + (size_t)sentence->corpus * TAGS;
    gather_scores(work, b, trainer->values + corpus, scores);
    double loss = name_field_loss((float(*)[TAGS])transitions, scores, sentence->words,
                                  sentence->count, gradient, by_transitions);
    float *transition_gradient = trainer->gradient + layout->transitions;
    for (size_t x = 0; x < 1 + TAGS; x++)
        for (size_t y = 0; y < TAGS; y++)
            transition_gradient[x * TAGS + y] += scale * by_transitions[x][y];
    for (uint32_t t = 0; t < sentence->count; t++)
        for (int y = 0; y < TAGS; y++) {
            float down = scale * gradient[t * TAGS + (uint32_t)y];
            by_scores[(work->plan.offset[t] + b) * TAGS + (size_t)y] = down;
            trainer->gradient[layout->bias + (size_t)y] += down;
            trainer->gradient[corpus + (size_t)y] += down;
        }
    return loss;
}

double name_trainer_pass(struct name_trainer *trainer, const struct name_encoder *encoder,
                         const struct name_sentence *const *sentences, size_t count,
                         const struct name_pass *pass, float *const *scores)
{
    struct work work = {.trainer = trainer, .pass = pass, .count = count};
    double loss = 0;
    work_init(&work, sentences);
    fill_inputs(&work, encoder);
    run_forward(&work);
    if (pass->training) {
        float *by_scores = floats((size_t)work.plan.rows * TAGS);
        for (uint32_t b = 0; b < count; b++)
            loss += train_sentence(&work, b, 1.0f / (float)work.plan.rows, by_scores);
        run_backward(&work, by_scores);
        free(by_scores);
    } else {
        const float *bias = trainer->values + trainer->layout.corpus_bias; /* NAME_CORPUS_EWT */
        for (uint32_t b = 0; b < count; b++)
            gather_scores(&work, b, bias, scores[work.order[b]]);
    }
    loss /= work.plan.rows;
    work_finish(&work);
    return loss;
}

static float gradient_norm(const struct name_trainer *trainer)
{
    double sum = 0;
    for (size_t i = 0; i < trainer->layout.size; i++)
        sum += (double)trainer->gradient[i] * trainer->gradient[i];
    return (float)sqrt(sum);
}

void name_trainer_update(struct name_trainer *trainer, float rate, float clip)
{
    const float mean_share = 0.002f;
    float norm = gradient_norm(trainer);
    float scale = norm > clip ? clip / norm : 1;
    trainer->step++;
    float step = rate / (float)(1 - pow(0.9, (double)trainer->step));
    float correction = 1 / (float)(1 - pow(0.99, (double)trainer->step));
    float share = fmaxf(1.0f / (float)trainer->step, mean_share);
    for (size_t i = 0; i < trainer->layout.size; i++) {
        float g = trainer->gradient[i] * scale;
        float first = trainer->first_moment[i] = 0.9f * trainer->first_moment[i] + 0.1f * g;
        float second = trainer->second_moment[i] =
            0.99f * trainer->second_moment[i] + 0.01f * g * g;
        trainer->values[i] -= step * first / (sqrtf(second * correction) + 1e-7f);
        trainer->mean[i] += share * (trainer->values[i] - trainer->mean[i]);
        trainer->gradient[i] = 0;
    }
}

void name_trainer_swap_mean(struct name_trainer *trainer)
{
    float *swap = trainer->values;
    trainer->values = trainer->mean;
    trainer->mean = swap;
}

void name_trainer_export(const struct name_trainer *trainer, const struct hs_name_lists *lists,
                         uint32_t states, uint32_t vector, const float *biases, hs_buffer *out)
{
    const struct name_layout *layout = &trainer->layout;
    const float *values = trainer->values;
    size_t gates = 3 * (size_t)trainer->hidden;
    struct hs_name_header header = {
        .version = HS_NAME_VERSION,
        .labels_version = HS_LABELS_VERSION,
        .features_version = HS_WORD_FEATURES_VERSION,
        .slot_count = lists->slot_count,
        .states = states,
        .vector = vector,
        .hidden = trainer->hidden,
    };
    float bias[TAGS];
    for (int y = 0; y < TAGS; y++)
        bias[y] =
            values[layout->bias + (size_t)y] + values[layout->corpus_bias + (size_t)y] + biases[y];
    section_put(out, &header, sizeof header);
    section_put(out, lists->slots, lists->slot_count * sizeof *lists->slots);
    for (int d = 0; d < 2; d++) {
        section_put_linear(out, values + layout->cells[d].from_input,
                           values + layout->cells[d].bias, trainer->inputs, gates, gates);
        section_put_linear(out, values + layout->cells[d].from_hidden, NULL, trainer->hidden, gates,
                           gates);
    }
    section_put_linear(out, values + layout->outputs, bias, 2 * (size_t)trainer->hidden, TAGS,
                       HS_NAME_OUTPUTS);
    section_put(out, values + layout->transitions, (1 + TAGS) * TAGS * sizeof(float));
}
