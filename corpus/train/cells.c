/*
 * Forward and backward passes of the recurrent cell: f = sigmoid, g = squash, o = sigmoid of three
 * affine maps of input and last h; c = f c' + (1 - f) g; h = o c. Sigmoids are 1/2 + squash(z/2)/2.
 */

#include "train/cells.h"
#include "train/gemm.h"

#include <stdlib.h>
#include <string.h>

float squash(float x)
{
    x = x > 3 ? 3 : x < -3 ? -3 : x;
    return x * (27 + x * x) / (27 + 9 * x * x);
}

float squash_slope(float x)
{
    x = x > 3 ? 3 : x < -3 ? -3 : x;
    float ratio = (9 - x * x) / (9 + 3 * x * x);
    return ratio * ratio;
}

static void *allocate(size_t floats)
{
    void *memory = aligned_alloc(64, (floats * sizeof(float) + 127) / 64 * 64);
    if (!memory)
        abort();
    return memory;
}

void plan_init(struct plan *plan, uint32_t longest)
{
    *plan = (struct plan){.times = longest};
    plan->active = calloc(longest, sizeof *plan->active);
    plan->offset = calloc(longest, sizeof *plan->offset);
    if (!plan->active || !plan->offset)
        abort();
}

void plan_add(struct plan *plan, uint32_t length)
{
    plan->sentences++;
    for (uint32_t t = 0; t < length; t++)
        plan->active[t]++;
}

void plan_place(struct plan *plan)
{
    for (uint32_t t = 0; t < plan->times; t++) {
        plan->offset[t] = plan->rows;
        plan->rows += plan->active[t];
    }
}

void plan_finish(struct plan *plan)
{
    free(plan->active);
    free(plan->offset);
}

void trace_init(struct trace *trace, size_t rows, size_t hidden)
{
    *trace = (struct trace){allocate(rows * 3 * hidden), allocate(rows * 3 * hidden),
                            allocate(rows * hidden)};
}

void trace_finish(struct trace *trace)
{
    free(trace->gates);
    free(trace->slopes);
    free(trace->cells);
}

/* The time whose h feeds `time`, or -1; how many of the rows at `time` it reaches. */
static int64_t previous_time(const struct plan *plan, bool backward, uint32_t time, uint32_t *reach)
{
    if (backward) {
        *reach = time + 1 < plan->times ? plan->active[time + 1] : 0;
        return (int64_t)time + 1;
    }
    *reach = time > 0 ? plan->active[time] : 0;
    return (int64_t)time - 1;
}

static void cell_row(uint32_t hidden, float *restrict z, float *restrict slopes,
                     const float *restrict before, float *restrict cell, float *restrict out)
{
    for (uint32_t i = 0; i < hidden; i++) {
        float zf = z[i] * 0.5f;
        float zg = z[hidden + i];
        float zo = z[2 * hidden + i] * 0.5f;
        float f = 0.5f + 0.5f * squash(zf);
        float g = squash(zg);
        float o = 0.5f + 0.5f * squash(zo);
        float c = f * (before ? before[i] : 0) + (1 - f) * g;
        slopes[i] = 0.25f * squash_slope(zf);
        slopes[hidden + i] = squash_slope(zg);
        slopes[2 * hidden + i] = 0.25f * squash_slope(zo);
        z[i] = f;
        z[hidden + i] = g;
        z[2 * hidden + i] = o;
        cell[i] = c;
        out[i] = o * c;
    }
}

void cells_forward(const struct direction *direction, const struct plan *plan, const float *input,
                   const struct trace *trace, float *out, size_t stride)
{
    uint32_t hidden = direction->hidden;
    uint32_t gates = 3 * hidden;
    for (uint32_t row = 0; row < plan->rows; row++)
        memcpy(trace->gates + (size_t)row * gates, direction->bias, gates * sizeof(float));
    gemm(false, true, plan->rows, gates, direction->input, input, direction->input,
         direction->from_input, direction->input, true, trace->gates, gates);
    float *packed = allocate(gemm_packed_size(gates, hidden));
    gemm_pack(true, gates, hidden, direction->from_hidden, hidden, packed);
    for (uint32_t step = 0; step < plan->times; step++) {
        uint32_t time = direction->backward ? plan->times - 1 - step : step;
        uint32_t reach;
        int64_t before = previous_time(plan, direction->backward, time, &reach);
        size_t first = plan->offset[time];
        size_t from = reach ? plan->offset[before] : 0;
        if (reach)
            gemm_packed(false, reach, gates, hidden, out + from * stride, stride, packed, true,
                        trace->gates + first * gates, gates);
        for (uint32_t b = 0; b < plan->active[time]; b++)
            cell_row(hidden, trace->gates + (first + b) * gates,
                     trace->slopes + (first + b) * gates,
                     b < reach ? trace->cells + (from + b) * hidden : NULL,
                     trace->cells + (first + b) * hidden, out + (first + b) * stride);
    }
    free(packed);
}

/* Turns the gradient by h and c of one row into that by the three affine maps and by c before. */
static void cell_row_backward(uint32_t hidden, const float *restrict gates,
                              const float *restrict slopes, const float *restrict before,
                              const float *restrict cell, const float *restrict above,
                              const float *restrict dh, float *restrict dc, float *restrict dz)
{
    for (uint32_t i = 0; i < hidden; i++) {
        float f = gates[i];
        float g = gates[hidden + i];
        float o = gates[2 * hidden + i];
        float h = above[i] + dh[i];
        float c = dc[i] + h * o;
        dz[i] = c * ((before ? before[i] : 0) - g) * slopes[i];
        dz[hidden + i] = c * (1 - f) * slopes[hidden + i];
        dz[2 * hidden + i] = h * cell[i] * slopes[2 * hidden + i];
        dc[i] = c * f;
    }
}

struct backward_buffers {
    float *dz;     /* [rows][3 hidden] */
    float *before; /* [rows][hidden]: the h that fed each row */
    float *dh;     /* [sentences][hidden] */
    float *dc;
    float *packed;
};

static void run_backward(const struct direction *direction, const struct plan *plan,
                         const struct trace *trace, const float *out, const float *above,
                         size_t stride, struct backward_buffers *buffers)
{
    uint32_t hidden = direction->hidden;
    uint32_t gates = 3 * hidden;
    size_t state = (size_t)plan->sentences * hidden;
    memset(buffers->dh, 0, state * sizeof(float));
    memset(buffers->dc, 0, state * sizeof(float));
    for (uint32_t step = 0; step < plan->times; step++) {
        uint32_t time = direction->backward ? step : plan->times - 1 - step;
        uint32_t reach;
        int64_t previous = previous_time(plan, direction->backward, time, &reach);
        size_t first = plan->offset[time];
        size_t from = reach ? plan->offset[previous] : 0;
        for (uint32_t b = 0; b < plan->active[time]; b++) {
            size_t row = first + b;
            cell_row_backward(hidden, trace->gates + row * gates, trace->slopes + row * gates,
                              b < reach ? trace->cells + (from + b) * hidden : NULL,
                              trace->cells + row * hidden, above + row * stride,
                              buffers->dh + (size_t)b * hidden, buffers->dc + (size_t)b * hidden,
                              buffers->dz + row * gates);
            if (b < reach)
                memcpy(buffers->before + row * hidden, out + (from + b) * stride,
                       hidden * sizeof(float));
            else
                memset(buffers->before + row * hidden, 0, hidden * sizeof(float));
        }
        if (reach)
            gemm_packed(false, reach, hidden, gates, buffers->dz + first * gates, gates,
                        buffers->packed, false, buffers->dh, hidden);
    }
}

static void add_column_sums(const float *matrix, size_t rows, size_t columns, float *sums)
{
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < columns; i++)
            sums[i] += matrix[row * columns + i];
}

void cells_backward(const struct direction *direction, const struct plan *plan, const float *input,
                    const struct trace *trace, const float *out, const float *above, size_t stride,
                    const struct direction_gradient *gradient, float *input_gradient)
{
    uint32_t hidden = direction->hidden;
    uint32_t gates = 3 * hidden;
    size_t rows = plan->rows;
    struct backward_buffers buffers = {
        .dz = allocate(rows * gates),
        .before = allocate(rows * hidden),
        .dh = allocate((size_t)plan->sentences * hidden),
        .dc = allocate((size_t)plan->sentences * hidden),
        .packed = allocate(gemm_packed_size(hidden, gates)),
    };
    gemm_pack(false, hidden, gates, direction->from_hidden, hidden, buffers.packed);
    run_backward(direction, plan, trace, out, above, stride, &buffers);
    gemm(true, false, gates, hidden, rows, buffers.dz, gates, buffers.before, hidden, true,
         gradient->from_hidden, hidden);
    gemm(true, false, gates, direction->input, rows, buffers.dz, gates, input, direction->input,
         true, gradient->from_input, direction->input);
    add_column_sums(buffers.dz, rows, gates, gradient->bias);
    if (input_gradient)
        gemm(false, false, rows, direction->input, gates, buffers.dz, gates, direction->from_input,
             direction->input, true, input_gradient, direction->input);
    free(buffers.dz);
    free(buffers.before);
    free(buffers.dh);
    free(buffers.dc);
    free(buffers.packed);
}
