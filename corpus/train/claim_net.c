/* Forward and backward passes of the claim model over a batch of sentences, and Adam. */
#include "train/claim_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "train/gemm.h"

enum { T = CLAIM_TOKEN_WIDTH, P = CLAIM_POOLED, H = CLAIM_HIDDEN, O = CLAIM_OUTPUTS };

struct part {
    size_t at, size;
};

struct claim_net {
    size_t width;
    uint64_t random;
    struct part states, bias, hidden, hidden_bias, outputs, output_bias;
    size_t size; /* of the dense parameters */
    float *values, *gradient, *first, *second, *mean;
    float *rows, *row_gradient, *row_first, *row_second, *row_mean;
    uint32_t *row_step; /* the step of a row's last update */
    uint32_t *touched;
    size_t touched_count;
    uint32_t step;
    /* A batch. */
    size_t token_room, sample_room;
    float *x, *h, *dh; /* tokens */
    uint32_t *word, *pair;
    float *pooled, *dpooled, *u, *du, *y, *dy, *mask, *hidden_mask;
    uint32_t *most; /* [sample][T] token of the maximum */
    uint32_t *starts;
};

static float next_random(struct claim_net *net)
{
    net->random ^= net->random << 13;
    net->random ^= net->random >> 7;
    net->random ^= net->random << 17;
    return (float)(net->random >> 40) / 16777216.0f;
}

static float next_normal(struct claim_net *net)
{
    float a = next_random(net) + 1e-7f, b = next_random(net);
    return sqrtf(-2 * logf(a)) * cosf(6.2831853f * b);
}

static struct part take(struct claim_net *net, size_t size)
{
    struct part part = {net->size, size};
    net->size += (size + 15) / 16 * 16;
    return part;
}

static float *zeroed(size_t count)
{
    return hs_alloc_zeroed(count + 16, sizeof(float));
}

static void fill(struct claim_net *net, struct part part, size_t inputs)
{
    float scale = sqrtf(1.0f / (float)inputs);
    for (size_t i = 0; i < part.size; i++)
        net->values[part.at + i] = next_normal(net) * scale;
}

struct claim_net *claim_net_create(size_t state_width, uint64_t seed)
{
    struct claim_net *net = hs_alloc_zeroed(1, sizeof *net);
    net->width = state_width;
    net->random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    net->states = take(net, state_width * T);
    net->bias = take(net, T);
    net->hidden = take(net, (size_t)P * H);
    net->hidden_bias = take(net, H);
    net->outputs = take(net, (size_t)H * O);
    net->output_bias = take(net, O);
    float **dense[] = {&net->values, &net->gradient, &net->first, &net->second, &net->mean};
    float **sparse[] = {&net->rows, &net->row_gradient, &net->row_first, &net->row_second,
                        &net->row_mean};
    for (size_t i = 0; i < 5; i++) {
        *dense[i] = zeroed(net->size);
        *sparse[i] = zeroed((size_t)HS_CLAIM_ROWS * T);
    }
    net->row_step = hs_alloc_zeroed(HS_CLAIM_ROWS, sizeof(uint32_t));
    net->touched = hs_alloc_zeroed(HS_CLAIM_ROWS, sizeof(uint32_t));
    fill(net, net->states, state_width / 4);
    fill(net, net->hidden, P / 2);
    fill(net, net->outputs, H * 4);
    memcpy(net->mean, net->values, net->size * sizeof(float));
    return net;
}

static void free_batch(struct claim_net *net)
{
    void *all[] = {net->x,      net->h,       net->dh,          net->word, net->pair,
                   net->pooled, net->dpooled, net->u,           net->du,   net->y,
                   net->dy,     net->mask,    net->hidden_mask, net->most, net->starts};
    for (size_t i = 0; i < HS_COUNT(all); i++)
        free(all[i]);
}

void claim_net_destroy(struct claim_net *net)
{
    if (!net)
        return;
    free_batch(net);
    void *all[] = {net->values,     net->gradient, net->first,        net->second,
                   net->mean,       net->rows,     net->row_gradient, net->row_first,
                   net->row_second, net->row_mean, net->row_step,     net->touched};
    for (size_t i = 0; i < HS_COUNT(all); i++)
        free(all[i]);
    free(net);
}

static void make_room(struct claim_net *net, size_t tokens, size_t samples)
{
    if (tokens <= net->token_room && samples <= net->sample_room)
        return;
    free_batch(net);
    net->token_room = tokens + tokens / 2;
    net->sample_room = samples + samples / 2;
    net->x = zeroed(net->token_room * net->width);
    net->h = zeroed(net->token_room * T);
    net->dh = zeroed(net->token_room * T);
    net->word = hs_alloc_zeroed(net->token_room, sizeof(uint32_t));
    net->pair = hs_alloc_zeroed(net->token_room, sizeof(uint32_t));
    net->pooled = zeroed(net->sample_room * P);
    net->dpooled = zeroed(net->sample_room * P);
    net->mask = zeroed(net->sample_room * P);
    net->u = zeroed(net->sample_room * H);
    net->du = zeroed(net->sample_room * H);
    net->hidden_mask = zeroed(net->sample_room * H);
    net->y = zeroed(net->sample_room * O);
    net->dy = zeroed(net->sample_room * O);
    net->most = hs_alloc_zeroed(net->sample_room * T, sizeof(uint32_t));
    net->starts = hs_alloc_zeroed(net->sample_room + 1, sizeof(uint32_t));
}

static void load(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                 size_t count, const struct claim_net_options *options)
{
    size_t tokens = 0;
    for (size_t s = 0; s < count; s++)
        tokens += data->samples.items[samples[s]].token_count;
    make_room(net, tokens, count);
    float dropout = options ? options->state_dropout : 0, keep = 1 / (1 - dropout) / 127;
    float *scale = hs_alloc(net->width * sizeof *scale);
    size_t at = 0;
    for (size_t s = 0; s < count; s++) {
        const struct claim_sample *sample = &data->samples.items[samples[s]];
        for (size_t k = 0; k < net->width; k++)
            scale[k] = dropout > 0 && next_random(net) < dropout ? 0 : keep;
        net->starts[s] = (uint32_t)at;
        for (uint32_t i = 0; i < sample->token_count; i++, at++) {
            size_t token = sample->first_token + i;
            hs_claim_token read = data->tokens.items[token];
            const int8_t *state = data->states.items + token * net->width;
            float *x = net->x + at * net->width;
            for (size_t k = 0; k < net->width; k++)
                x[k] = read.masked ? 0 : scale[k] * state[k];
            float drop = options ? options->row_dropout : 0;
            net->word[at] = drop > 0 && next_random(net) < drop ? HS_NONE : read.word;
            net->pair[at] = drop > 0 && next_random(net) < drop ? HS_NONE : read.pair;
        }
    }
    net->starts[count] = (uint32_t)at;
    free(scale);
}

static void add_row(float *restrict sum, const float *restrict row)
{
    for (int k = 0; k < T; k++)
        sum[k] += row[k];
}

static void forward(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                    size_t count, const struct claim_net_options *options)
{
    load(net, data, samples, count, options);
    size_t tokens = net->starts[count];
    gemm(false, false, tokens, T, net->width, net->x, net->width, net->values + net->states.at, T,
         false, net->h, T);
    for (size_t t = 0; t < tokens; t++) {
        float *h = net->h + t * T;
        add_row(h, net->values + net->bias.at);
        if (net->word[t] != HS_NONE)
            add_row(h, net->rows + (size_t)net->word[t] * T);
        if (net->pair[t] != HS_NONE)
            add_row(h, net->rows + (size_t)net->pair[t] * T);
        for (int k = 0; k < T; k++)
            h[k] = h[k] > 0 ? h[k] : 0;
    }
    float drop = options ? options->pooled_dropout : 0, keep = 1 / (1 - drop);
    for (size_t s = 0; s < count; s++) {
        float *z = net->pooled + s * P, *mask = net->mask + s * P;
        memset(z, 0, P * sizeof *z);
        uint32_t first = net->starts[s], end = net->starts[s + 1];
        for (int k = 0; k < T; k++) {
            net->most[s * T + (size_t)k] = first;
            float best = -1;
            for (uint32_t t = first; t < end; t++) {
                float h = net->h[(size_t)t * T + (size_t)k];
                z[T + k] += h;
                if (h > best)
                    best = h, net->most[s * T + (size_t)k] = t;
            }
            z[k] = best;
            z[T + k] /= (float)(end - first);
        }
        memcpy(z + 2 * T, data->samples.items[samples[s]].features,
               HS_CLAIM_FEATURES * sizeof(float));
        for (int k = 0; k < P; k++) {
            mask[k] = drop > 0 && next_random(net) < drop ? 0 : keep;
            z[k] *= mask[k];
        }
    }
    gemm(false, false, count, H, P, net->pooled, P, net->values + net->hidden.at, H, false, net->u,
         H);
    float hidden_drop = options ? options->hidden_dropout : 0, hidden_keep = 1 / (1 - hidden_drop);
    for (size_t s = 0; s < count; s++)
        for (int k = 0; k < H; k++) {
            float *u = &net->u[s * H + (size_t)k];
            float mask = hidden_drop > 0 && next_random(net) < hidden_drop ? 0 : hidden_keep;
            *u += net->values[net->hidden_bias.at + (size_t)k];
            mask = *u > 0 ? mask : 0;
            net->hidden_mask[s * H + (size_t)k] = mask;
            *u *= mask;
        }
    for (size_t s = 0; s < count; s++)
        memcpy(net->y + s * O, net->values + net->output_bias.at, O * sizeof(float));
    gemm(false, false, count, O, H, net->u, H, net->values + net->outputs.at, O, true, net->y, O);
}

static float sigmoid(float x)
{
    return 1 / (1 + expf(-x));
}

static double binary(float y, float label, float weight, float *gradient)
{
    float p = sigmoid(y);
    *gradient += weight * (p - label);
    return -weight * logf((label > 0.5f ? p : 1 - p) + 1e-7f);
}

static double type_loss(const float *y, uint8_t type, float weight, float *gradient)
{
    float sum = 0, most = y[0];
    for (int k = 1; k <= HS_CLAIM_OTHER; k++)
        most = y[k] > most ? y[k] : most;
    for (int k = 0; k <= HS_CLAIM_OTHER; k++)
        sum += expf(y[k] - most);
    for (int k = 0; k <= HS_CLAIM_OTHER; k++)
        gradient[k] += weight * (expf(y[k] - most) / sum - (k == type));
    return -weight * (y[type] - most - logf(sum));
}

/* Losses of all outputs; their gradient in dy. */
static double losses(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                     size_t count, const struct claim_net_options *options)
{
    double loss = 0;
    memset(net->dy, 0, count * O * sizeof *net->dy);
    for (size_t s = 0; s < count; s++) {
        const struct claim_sample *sample = &data->samples.items[samples[s]];
        const struct claim_document *document = &data->documents.items[sample->document];
        float *y = net->y + s * O, *dy = net->dy + s * O;
        enum claim_domain domain = document->domain;
        float weight = options->weights[domain] * document->weight;
        float side = sample->label ? options->positive[domain] : 1;
        loss += binary(y[HS_CLAIM_OUTPUT_NEWS + domain], sample->label, weight * side,
                       &dy[HS_CLAIM_OUTPUT_NEWS + domain]);
        if (domain == CLAIM_NEWS || domain == CLAIM_SENTENCES)
            loss += binary(y[HS_CLAIM_OUTPUT_ANY], sample->label, weight * options->shared,
                           &dy[HS_CLAIM_OUTPUT_ANY]);
        if (domain == CLAIM_NEWS && sample->label) {
            loss += binary(y[HS_CLAIM_OUTPUT_WORTH], sample->worth > 1, weight * options->worth,
                           &dy[HS_CLAIM_OUTPUT_WORTH]);
            loss += type_loss(y + CLAIM_OUTPUT_TYPE, sample->type, weight * options->type,
                              dy + CLAIM_OUTPUT_TYPE);
        }
    }
    for (size_t i = 0; i < count * O; i++)
        net->dy[i] /= (float)count;
    return loss / (double)count;
}

static void touch(struct claim_net *net, uint32_t row, const float *gradient)
{
    if (row == HS_NONE)
        return;
    if (net->row_step[row] != net->step) {
        net->row_step[row] = net->step;
        net->touched[net->touched_count++] = row;
    }
    add_row(net->row_gradient + (size_t)row * T, gradient);
}

static void backward(struct claim_net *net, size_t count)
{
    size_t tokens = net->starts[count];
    float *g = net->gradient;
    gemm(true, false, H, O, count, net->u, H, net->dy, O, true, g + net->outputs.at, O);
    gemm(false, true, count, H, O, net->dy, O, net->values + net->outputs.at, O, false, net->du, H);
    for (size_t s = 0; s < count; s++)
        for (int k = 0; k < O; k++)
            g[net->output_bias.at + (size_t)k] += net->dy[s * O + (size_t)k];
    for (size_t i = 0; i < count * H; i++) {
        net->du[i] *= net->hidden_mask[i];
        g[net->hidden_bias.at + i % H] += net->du[i];
    }
    gemm(true, false, P, H, count, net->pooled, P, net->du, H, true, g + net->hidden.at, H);
    gemm(false, true, count, P, H, net->du, H, net->values + net->hidden.at, H, false, net->dpooled,
         P);
    memset(net->dh, 0, tokens * T * sizeof *net->dh);
    for (size_t s = 0; s < count; s++) {
        float *dz = net->dpooled + s * P;
        uint32_t first = net->starts[s], end = net->starts[s + 1];
        float share = 1 / (float)(end - first);
        for (int k = 0; k < 2 * T; k++)
            dz[k] *= net->mask[s * P + (size_t)k];
        for (uint32_t t = first; t < end; t++)
            for (int k = 0; k < T; k++)
                net->dh[(size_t)t * T + (size_t)k] = dz[T + k] * share;
        for (int k = 0; k < T; k++)
            net->dh[(size_t)net->most[s * T + (size_t)k] * T + (size_t)k] += dz[k];
    }
    for (size_t t = 0; t < tokens; t++) {
        float *dh = net->dh + t * T;
        for (int k = 0; k < T; k++)
            dh[k] = net->h[t * T + (size_t)k] > 0 ? dh[k] : 0;
        add_row(g + net->bias.at, dh);
        touch(net, net->word[t], dh);
        touch(net, net->pair[t], dh);
    }
    gemm(true, false, net->width, T, tokens, net->x, net->width, net->dh, T, true,
         g + net->states.at, T);
}

static void adam(float *value, float *gradient, float *first, float *second, float *mean,
                 size_t count, float rate, float decay, float keep, float correct1, float correct2)
{
    for (size_t i = 0; i < count; i++) {
        first[i] += 0.1f * (gradient[i] - first[i]);
        second[i] += 0.002f * (gradient[i] * gradient[i] - second[i]);
        value[i] -=
            rate * (first[i] * correct1 / (sqrtf(second[i] * correct2) + 1e-8f) + decay * value[i]);
        mean[i] += keep * (value[i] - mean[i]);
        gradient[i] = 0;
    }
}

static void update(struct claim_net *net, float rate, float decay)
{
    float correct1 = 1 / (1 - powf(0.9f, (float)net->step));
    float correct2 = 1 / (1 - powf(0.998f, (float)net->step));
    float keep = net->step < 200 ? 1.0f / (float)net->step : 0.005f;
    adam(net->values, net->gradient, net->first, net->second, net->mean, net->size, rate, decay,
         keep, correct1, correct2);
    for (size_t i = 0; i < net->touched_count; i++) {
        size_t at = (size_t)net->touched[i] * T;
        adam(net->rows + at, net->row_gradient + at, net->row_first + at, net->row_second + at,
             net->row_mean + at, T, rate, decay * 10, 0.2f, 1, 1);
    }
    net->touched_count = 0;
}

double claim_net_step(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                      size_t count, float rate, const struct claim_net_options *options)
{
    net->step++;
    forward(net, data, samples, count, options);
    double loss = losses(net, data, samples, count, options);
    backward(net, count);
    update(net, rate, options->decay);
    return loss;
}

void claim_net_run(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                   size_t count, float (*outputs)[CLAIM_OUTPUTS])
{
    enum { BATCH = 256 };
    for (size_t at = 0; at < count; at += BATCH) {
        size_t some = count - at < BATCH ? count - at : BATCH;
        forward(net, data, samples + at, some, NULL);
        memcpy(outputs + at, net->y, some * sizeof *outputs);
    }
}

void claim_net_swap_mean(struct claim_net *net)
{
    float *swap = net->values;
    net->values = net->mean;
    net->mean = swap;
    swap = net->rows;
    net->rows = net->row_mean;
    net->row_mean = swap;
}

struct claim_net_parameters claim_net_parameters(const struct claim_net *net)
{
    return (struct claim_net_parameters){
        .states = net->values + net->states.at,
        .rows = net->rows,
        .bias = net->values + net->bias.at,
        .hidden = net->values + net->hidden.at,
        .hidden_bias = net->values + net->hidden_bias.at,
        .outputs = net->values + net->outputs.at,
        .output_bias = net->values + net->output_bias.at,
    };
}
