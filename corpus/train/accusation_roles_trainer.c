/* Samples from gold spans and from the model's own findings; a small network by gradient descent.
 */
#include "train/accusation_roles_trainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/accusation_score.h"
#include "train/cells.h"
#include "train/parties.h"

enum { HIDDEN = HS_ROLE_HIDDEN, STATE = HS_ACCUSATION_STATE };

static const struct candidate *candidate_of(const struct wrong_block *block,
                                            const hs_role_option *option)
{
    for (uint32_t i = 0; i < block->candidate_count; i++)
        if (block->candidates[i].phrase == option->phrase &&
            block->candidates[i].owner == (option->kind == HS_ROLE_OWNER))
            return &block->candidates[i];
    return NULL;
}

static const struct voice *voice_at(const struct wrong_block *block, uint32_t token)
{
    uint32_t inside = block->reading.attribution_at[block->words[token].word];
    return &block->voices[inside == HS_NONE ? block->voice_count : inside];
}

static bool names_any(hs_str name, const hs_str *golds, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (same_party(name, golds[i]))
            return true;
    return false;
}

static bool is_right(const struct wrong_block *block, const hs_role_option *option,
                     const hs_str *golds, uint32_t count)
{
    if (option->kind == HS_ROLE_SPEAKER) {
        const struct voice *voice = voice_at(block, option->token);
        hs_str name = voice->author  ? HS_STR("AUTHOR")
                      : voice->known ? voice->name
                                     : HS_STR("UNKNOWN");
        return names_any(name, golds, count);
    }
    if (option->kind == HS_ROLE_OPEN)
        return count > 0 && hs_str_equal(golds[0], HS_STR("UNKNOWN"));
    const struct candidate *candidate = candidate_of(block, option);
    return candidate && candidate->known && names_any(candidate->name, golds, count);
}

struct collector {
    struct role_samples *samples;
    struct wrong_block *block;
    hs_accusation_output output;
};

static void add_sample(struct collector *c, hs_token_range cue, hs_token_range charge,
                       uint32_t anchor, enum hs_role_task task, bool explicit_form,
                       const hs_str *golds, uint32_t gold_count, bool from_gold)
{
    hs_role_case it = {.reading = &c->block->reading,
                       .words = c->block->words,
                       .output = &c->output,
                       .cue = cue,
                       .charge = charge,
                       .anchor = anchor,
                       .task = task,
                       .explicit_form = explicit_form};
    hs_role_option options[HS_ROLE_OPTIONS_MAX];
    struct role_sample sample = {
        .task = (uint8_t)task, .from_gold = from_gold, .anchor = anchor, .block = c->block};
    sample.count = hs_role_list(&it, options);
    for (uint32_t i = 0; i < sample.count; i++)
        if (is_right(c->block, &options[i], golds, gold_count))
            sample.right |= UINT64_C(1) << i;
    sample.absent = !sample.right;
    bool spoken = c->block->reading.attribution_at[c->block->words[anchor].word] != HS_NONE;
    uint8_t instead = task == HS_ROLE_ACCUSED ? HS_ROLE_OPEN : spoken ? HS_ROLE_SPEAKER : UINT8_MAX;
    for (uint32_t i = 0; sample.absent && i < sample.count; i++)
        if (options[i].kind == instead) /* linking finds out who that is */
            sample.right |= UINT64_C(1) << i;
    sample.options =
        hs_arena_copy(&c->samples->arena, options, sample.count * sizeof *sample.options);
    *hs_array_push(&c->samples->items) = sample;
}

static hs_token_range range_of(const struct wrong_block *block, hs_span span)
{
    hs_token_range range = {0, block->count};
    while (range.first < range.end && block->ends[range.first] <= span.start)
        range.first++;
    while (range.end > range.first && block->starts[range.end - 1] >= span.end)
        range.end--;
    if (hs_span_empty(span) || range.first >= range.end)
        return (hs_token_range){0, 0};
    return range;
}

static uint32_t anchor_of(const struct wrong_block *block, hs_token_range cue,
                          hs_token_range charge)
{
    hs_token_range range = cue.first < cue.end ? cue : charge;
    const hs_analysis *syntax = block->reading.syntax;
    for (uint32_t t = range.first; t < range.end; t++) {
        uint32_t head = syntax->words[t].head;
        if ((head == HS_NO_WORD || head < range.first || head >= range.end) &&
            syntax->words[t].upos != HS_UPOS_PUNCT)
            return t;
    }
    return range.first;
}

static void collect_gold(struct collector *c, const struct gold_document *document)
{
    for (uint32_t g = 0; g < document->accusation_count; g++) {
        const struct gold_accusation *gold = &document->accusations[g];
        hs_token_range cue = range_of(c->block, gold->spans[0]);
        hs_token_range charge = range_of(c->block, gold->spans[1]);
        if (hs_token_range_empty(cue) && hs_token_range_empty(charge))
            continue;
        uint32_t anchor = anchor_of(c->block, cue, charge);
        charge = hs_token_range_empty(charge) ? cue : charge;
        add_sample(c, cue, charge, anchor, HS_ROLE_ACCUSED, gold->explicit_form, gold->accused,
                   gold->accused_count, true);
        add_sample(c, cue, charge, anchor, HS_ROLE_ACCUSER, gold->explicit_form, &gold->accuser, 1,
                   true);
    }
    for (uint32_t g = 0; g < document->answer_count; g++) {
        const struct gold_answer *gold = &document->answers[g];
        hs_token_range cue = range_of(c->block, gold->spans[0]);
        hs_token_range text = range_of(c->block, gold->spans[1]);
        if (hs_token_range_empty(cue) && hs_token_range_empty(text))
            continue;
        uint32_t anchor = anchor_of(c->block, cue, text);
        add_sample(c, cue, hs_token_range_empty(text) ? cue : text, anchor, HS_ROLE_ANSWERER,
                   !hs_token_range_empty(cue), &gold->by, 1, true);
    }
}

static void collect_found(struct collector *c, const hs_accusation_model *model,
                          const struct gold_document *document, float least)
{
    hs_arena scratch = {0};
    hs_reading reading = c->block->reading;
    reading.scratch = &scratch;
    hs_found_accusations found = {0};
    hs_accusation_find(model, &reading, &c->output, least, &found);
    for (size_t i = 0; i < found.count; i++) {
        const hs_found_accusation *it = &found.items[i];
        const hs_span spans[2] = {text_span(c->block, it->cue), text_span(c->block, it->charge)};
        for (uint32_t g = 0; g < document->accusation_count; g++) {
            const struct gold_accusation *gold = &document->accusations[g];
            if (!spans_overlap(spans, gold->spans))
                continue;
            add_sample(c, it->cue, it->charge, it->anchor, HS_ROLE_ACCUSED, it->explicit_form,
                       gold->accused, gold->accused_count, false);
            add_sample(c, it->cue, it->charge, it->anchor, HS_ROLE_ACCUSER, it->explicit_form,
                       &gold->accuser, 1, false);
            break;
        }
    }
    hs_array_finish(&found);
    hs_arena_finish(&scratch);
}

void role_samples_collect(struct role_samples *samples, const hs_accusation_model *model,
                          struct accusation_data *data, uint32_t left_out, float least)
{
    for (size_t d = 0; d < data->documents.count; d++) {
        const struct gold_document *document = &data->documents.items[d];
        if (document->fold == left_out)
            continue;
        for (uint32_t b = 0; b < document->block_count; b++) {
            struct collector c = {samples, &data->blocks.items[document->first_block + b], {0}};
            c.output = hs_accusation_run(model, &c.block->reading, c.block->rows, &samples->arena);
            collect_gold(&c, document);
            collect_found(&c, model, document, least);
        }
    }
}

struct passing {
    float *sums;   /* [options][HIDDEN] */
    float *hidden; /* the same, squashed */
    float *scores;
};

static void add_map(const float *weights, size_t both, const int8_t *vector, const float *mask,
                    float *sum)
{
    for (int k = 0; k < HIDDEN; k++) {
        const float *row = weights + (size_t)k * both;
        float value = 0;
        for (size_t i = 0; i < both; i++)
            value += row[i] * (float)vector[i] * mask[i];
        sum[k] += value * (1.0f / 127);
    }
}

static void forward(const struct role_network *network, const struct role_sample *sample,
                    const float *mask, const uint32_t *dropped, struct passing *p)
{
    struct role_layout layout = role_layout();
    const float *values = network->dense.values;
    size_t shift = (size_t)sample->task * HIDDEN;
    float anchor[HIDDEN];
    memcpy(anchor, values + layout.bias + shift, sizeof anchor);
    add_map(values + layout.anchor + shift * STATE, STATE,
            sample->block->reading.states + (size_t)sample->anchor * STATE, mask, anchor);
    for (uint32_t i = 0; i < sample->count; i++) {
        const hs_role_option *option = &sample->options[i];
        float *sum = p->sums + (size_t)i * HIDDEN;
        memcpy(sum, anchor, sizeof anchor);
        add_map(values + layout.candidate + shift * STATE, STATE,
                sample->block->reading.states + (size_t)option->token * STATE, mask, sum);
        for (int k = 0; k < HS_ROLE_INPUTS; k++)
            for (int h = 0; h < HIDDEN && !(dropped[i] >> k & 1); h++)
                sum[h] += network->table.all.values[(size_t)option->rows[k] * HIDDEN + (size_t)h];
        p->scores[i] = 0;
        for (int h = 0; h < HIDDEN; h++) {
            p->hidden[i * HIDDEN + (uint32_t)h] = squash(sum[h]);
            p->scores[i] +=
                p->hidden[i * HIDDEN + (uint32_t)h] * values[layout.out + shift + (size_t)h];
        }
    }
}

/* Scores to shares. */
static void normalise(float *scores, uint32_t count)
{
    float most = -1e30f, total = 0;
    for (uint32_t i = 0; i < count; i++)
        most = scores[i] > most ? scores[i] : most;
    for (uint32_t i = 0; i < count; i++)
        total += scores[i] = expf(scores[i] - most);
    for (uint32_t i = 0; i < count; i++)
        scores[i] /= total;
}

static void add_map_gradient(float *gradient, size_t both, const int8_t *vector, const float *mask,
                             const float *by_sum)
{
    for (int k = 0; k < HIDDEN; k++) {
        float *row = gradient + (size_t)k * both, factor = by_sum[k] * (1.0f / 127);
        for (size_t i = 0; i < both; i++)
            row[i] += factor * (float)vector[i] * mask[i];
    }
}

static void backward(struct role_network *network, const struct role_sample *sample,
                     const float *mask, const uint32_t *dropped, const struct passing *p)
{
    struct role_layout layout = role_layout();
    float *gradient = network->dense.gradient;
    const float *values = network->dense.values;
    size_t shift = (size_t)sample->task * HIDDEN;
    float right = 1e-6f, by_anchor[HIDDEN] = {0};
    for (uint32_t i = 0; i < sample->count; i++)
        right += sample->right >> i & 1 ? p->scores[i] : 0;
    for (uint32_t i = 0; i < sample->count; i++) {
        const hs_role_option *option = &sample->options[i];
        bool good = sample->right >> i & 1;
        float by_score = p->scores[i] - (good ? p->scores[i] / right : 0), by_sum[HIDDEN];
        for (int h = 0; h < HIDDEN; h++) {
            gradient[layout.out + shift + (size_t)h] +=
                by_score * p->hidden[i * HIDDEN + (uint32_t)h];
            by_sum[h] = by_score * values[layout.out + shift + (size_t)h] *
                        squash_slope(p->sums[i * HIDDEN + (uint32_t)h]);
            by_anchor[h] += by_sum[h];
        }
        add_map_gradient(gradient + layout.candidate + shift * STATE, STATE,
                         sample->block->reading.states + (size_t)option->token * STATE, mask,
                         by_sum);
        for (int k = 0; k < HS_ROLE_INPUTS; k++)
            if (!(dropped[i] >> k & 1))
                table_add_gradient(&network->table, option->rows[k], by_sum);
    }
    for (int h = 0; h < HIDDEN; h++)
        gradient[layout.bias + shift + (size_t)h] += by_anchor[h];
    add_map_gradient(gradient + layout.anchor + shift * STATE, STATE,
                     sample->block->reading.states + (size_t)sample->anchor * STATE, mask,
                     by_anchor);
}

static void shuffle(uint32_t *order, size_t count, uint64_t *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = random_next(random) % i;
        uint32_t swap = order[i - 1];
        order[i - 1] = order[other];
        order[other] = swap;
    }
}

void role_network_train(struct role_network *network, const struct role_samples *samples,
                        const struct role_options *options)
{
    enum { BATCH = 16 };
    float sums[HS_ROLE_OPTIONS_MAX * HIDDEN], hidden[HS_ROLE_OPTIONS_MAX * HIDDEN];
    float scores[HS_ROLE_OPTIONS_MAX];
    struct passing p = {sums, hidden, scores};
    uint64_t random = options->seed * 31 + 5;
    size_t count = samples->items.count, steps = 0;
    uint32_t *order = zeroed(count * sizeof *order + 4), dropped[HS_ROLE_OPTIONS_MAX];
    float *mask = zeroed(STATE * sizeof *mask);
    struct step step = {.decay = options->decay, .clip = 10, .memory = 300};
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    size_t all = (count * (size_t)options->epochs + BATCH - 1) / BATCH;
    for (int epoch = 0; epoch < options->epochs; epoch++) {
        shuffle(order, count, &random);
        for (size_t i = 0; i < count; i++) {
            const struct role_sample *sample = &samples->items.items[order[i]];
            if (!sample->right)
                continue;
            for (size_t k = 0; k < STATE; k++)
                mask[k] = random_unit(&random) < options->dropout ? 0 : 1 / (1 - options->dropout);
            for (uint32_t k = 0; k < sample->count; k++)
                dropped[k] = 0;
            for (int k = 0; k < HS_ROLE_INPUTS; k++)
                if (random_unit(&random) < options->row_dropout)
                    for (uint32_t o = 0; o < sample->count; o++)
                        dropped[o] |= 1u << k;
            forward(network, sample, mask, dropped, &p);
            normalise(scores, sample->count);
            backward(network, sample, mask, dropped, &p);
            if ((i + 1) % BATCH != 0 && i + 1 != count)
                continue;
            step.rate = options->rate * (1 - 0.95f * (float)steps / (float)all);
            step.number = ++steps;
            dense_step(&network->dense, &step);
            table_step(&network->table, &step);
        }
    }
    dense_swap_mean(&network->dense);
    dense_swap_mean(&network->table.all);
    free(order);
    free(mask);
}

/* The likeliest option, the shares of one party's mentions taken together. */
static uint32_t likeliest(const struct role_sample *sample, const float *shares)
{
    uint32_t best = 0;
    float most = -1;
    for (uint32_t i = 0; i < sample->count; i++) {
        const struct candidate *a = candidate_of(sample->block, &sample->options[i]);
        float sum = shares[i];
        for (uint32_t k = 0; a && a->known && k < sample->count; k++) {
            const struct candidate *b = candidate_of(sample->block, &sample->options[k]);
            if (k != i && b && b->known && b->entity == a->entity)
                sum += shares[k];
        }
        if (sum > most) {
            most = sum;
            best = i;
        }
    }
    return best;
}

double role_accuracy(const struct role_network *network, const struct role_samples *samples,
                     int task, size_t *count)
{
    float sums[HS_ROLE_OPTIONS_MAX * HIDDEN], hidden[HS_ROLE_OPTIONS_MAX * HIDDEN];
    float scores[HS_ROLE_OPTIONS_MAX];
    struct passing p = {sums, hidden, scores};
    uint32_t dropped[HS_ROLE_OPTIONS_MAX] = {0};
    float *mask = zeroed(STATE * sizeof *mask);
    size_t right = 0;
    *count = 0;
    for (size_t k = 0; k < STATE; k++)
        mask[k] = 1;
    for (size_t i = 0; i < samples->items.count; i++) {
        const struct role_sample *sample = &samples->items.items[i];
        if (sample->task != task || !sample->from_gold)
            continue;
        forward(network, sample, mask, dropped, &p);
        normalise(scores, sample->count);
        right += !sample->absent && (sample->right >> likeliest(sample, scores) & 1);
        ++*count;
    }
    free(mask);
    return *count ? (double)right / (double)*count : 0;
}
