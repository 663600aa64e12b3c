/* Adam's steps, dense and by touched rows. */
#include "train/parameters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MEAN_EVERY = 5 };

uint64_t random_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

float random_unit(uint64_t *state)
{
    return (float)(random_next(state) >> 40) * (1.0f / 16777216.0f);
}

void *zeroed(size_t bytes)
{
    void *memory = aligned_alloc(64, (bytes + 127) / 64 * 64);
    if (!memory)
        abort();
    memset(memory, 0, bytes);
    return memory;
}

void dense_init(struct dense *dense, size_t count)
{
    size_t bytes = count * sizeof(float);
    *dense = (struct dense){count,         zeroed(bytes), zeroed(bytes),
                            zeroed(bytes), zeroed(bytes), zeroed(bytes)};
}

void dense_finish(struct dense *dense)
{
    free(dense->values);
    free(dense->gradient);
    free(dense->first);
    free(dense->second);
    free(dense->mean);
}

void dense_randomise(struct dense *dense, size_t at, size_t count, float range, uint64_t *random)
{
    for (size_t i = at; i < at + count; i++)
        dense->mean[i] = dense->values[i] = (2 * random_unit(random) - 1) * range;
}

static void adam(struct dense *dense, size_t at, size_t count, const struct step *step, float scale)
{
    float rate = step->rate / (float)(1 - pow(0.9, (double)step->number));
    float correction = 1 / (float)(1 - pow(0.99, (double)step->number));
    float keep = 1 - step->rate * step->decay;
    float *restrict values = dense->values + at, *restrict gradient = dense->gradient + at;
    float *restrict first = dense->first + at, *restrict second = dense->second + at;
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i] * scale;
        first[i] = 0.9f * first[i] + 0.1f * g;
        second[i] = 0.99f * second[i] + 0.01f * g * g;
        values[i] = values[i] * keep - rate * first[i] / (sqrtf(second[i] * correction) + 1e-6f);
        gradient[i] = 0;
    }
}

static void follow(struct dense *dense, const struct step *step)
{
    if (step->number % MEAN_EVERY != 0)
        return;
    float share =
        1.0f / (1.0f + fminf((float)step->number, (float)step->memory) / (float)MEAN_EVERY);
    for (size_t i = 0; i < dense->count; i++)
        dense->mean[i] += share * (dense->values[i] - dense->mean[i]);
}

void dense_step(struct dense *dense, const struct step *step)
{
    double norm = 0;
    for (size_t i = 0; i < dense->count; i++)
        norm += (double)dense->gradient[i] * dense->gradient[i];
    norm = sqrt(norm);
    adam(dense, 0, dense->count, step, norm > step->clip ? step->clip / (float)norm : 1);
    follow(dense, step);
}

void table_init(struct table *table, uint32_t rows, uint32_t width, float range, uint64_t *random)
{
    *table = (struct table){.rows = rows, .width = width};
    dense_init(&table->all, (size_t)rows * width);
    dense_randomise(&table->all, 0, table->all.count, range, random);
    table->touched = zeroed(rows * sizeof(uint32_t));
    table->is_touched = zeroed(rows);
}

void table_finish(struct table *table)
{
    dense_finish(&table->all);
    free(table->touched);
    free(table->is_touched);
}

void table_add_gradient(struct table *table, uint32_t row, const float *gradient)
{
    if (!table->is_touched[row]) {
        table->is_touched[row] = 1;
        table->touched[table->touched_count++] = row;
    }
    float *restrict sum = table->all.gradient + (size_t)row * table->width;
    for (uint32_t i = 0; i < table->width; i++)
        sum[i] += gradient[i];
}

void table_step(struct table *table, const struct step *step)
{
    for (uint32_t i = 0; i < table->touched_count; i++) {
        adam(&table->all, (size_t)table->touched[i] * table->width, table->width, step, 1);
        table->is_touched[table->touched[i]] = 0;
    }
    table->touched_count = 0;
    follow(&table->all, step);
}

void dense_swap_mean(struct dense *dense)
{
    float *values = dense->values;
    dense->values = dense->mean;
    dense->mean = values;
}
