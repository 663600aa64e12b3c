/* Adam's steps, dense and by touched rows. */
#include "train/parameters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    randomise(dense->values + at, count, range, random);
    memcpy(dense->mean + at, dense->values + at, count * sizeof(float));
}

/* A second moment that fades away must not become a number so small that roots by estimate, which
 * these loops are compiled to, have none for it. */
#define SECOND_LEAST 1e-30f

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
        values[i] =
            values[i] * keep -
            rate * first[i] / (sqrtf(second[i] * correction + SECOND_LEAST) + step->epsilon);
        gradient[i] = 0;
    }
}

static void follow(struct dense *dense, const struct step *step)
{
    if (step->number % step->mean_every != 0)
        return;
    float steps = fminf((float)step->number, (float)step->memory);
    float share = 1.0f / (1.0f + steps / (float)step->mean_every);
    for (size_t i = 0; i < dense->count; i++)
        dense->mean[i] += share * (dense->values[i] - dense->mean[i]);
}

float dense_scale(const struct dense *dense, float clip)
{
    double norm = 0;
    for (size_t i = 0; i < dense->count; i++)
        norm += (double)dense->gradient[i] * dense->gradient[i];
    norm = sqrt(norm);
    return norm > clip ? clip / (float)norm : 1;
}

void dense_step(struct dense *dense, const struct step *step, float scale)
{
    adam(dense, 0, dense->count, step, scale);
    follow(dense, step);
}

void dense_swap_mean(struct dense *dense)
{
    float *values = dense->values;
    dense->values = dense->mean;
    dense->mean = values;
}

void table_init(struct table *table, uint32_t rows, uint32_t width)
{
    *table = (struct table){.rows = rows, .width = width};
    dense_init(&table->all, (size_t)rows * width);
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

void table_step(struct table *table, const struct step *step, float scale)
{
    for (uint32_t i = 0; i < table->touched_count; i++) {
        adam(&table->all, (size_t)table->touched[i] * table->width, table->width, step, scale);
        table->is_touched[table->touched[i]] = 0;
    }
    table->touched_count = 0;
    follow(&table->all, step);
}
