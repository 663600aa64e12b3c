/* The promises of daemon/language/kernels.h: every build computes the same bits. */
#include "test.h"

#include <math.h>

#include "base/memory.h"
#include "language/kernels.h"

enum { ROWS_MAX = 13, INPUTS_MAX = 320, OUTPUTS_MAX = 560 };

static uint64_t random_state = 1;

static uint32_t random_next(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33);
}

static int8_t random_byte(void)
{
    return (int8_t)((int32_t)(random_next() % 255) - 127);
}

static float random_float(float range)
{
    return ((float)random_next() / 1073741824.0f - 1.0f) * range;
}

struct products {
    struct hs_matrix matrix;
    int8_t *weights;
    int32_t *biases;
    int8_t *rows;
    size_t row_count;
    size_t row_stride;
};

static void make_products(struct products *products, uint32_t inputs, uint32_t outputs,
                          size_t row_count, bool extreme)
{
    products->weights = aligned_alloc(64, (size_t)inputs * outputs);
    products->biases = hs_alloc_zeroed(outputs, sizeof(int32_t));
    products->row_stride = inputs + 4;
    products->rows = hs_alloc_zeroed(row_count, products->row_stride);
    products->row_count = row_count;
    assert_non_null(products->weights);
    for (size_t i = 0; i < (size_t)inputs * outputs; i++) {
        products->weights[i] = extreme ? (random_next() % 2 ? 127 : -127) : random_byte();
        products->biases[i / HS_KERNEL_INPUTS % outputs] += -128 * products->weights[i];
    }
    for (size_t i = 0; i < row_count * products->row_stride; i++)
        products->rows[i] = extreme ? (random_next() % 2 ? 127 : -127) : random_byte();
    products->matrix = (struct hs_matrix){products->weights, products->biases, inputs, outputs};
}

static void free_products(struct products *products)
{
    free(products->weights);
    free(products->biases);
    free(products->rows);
}

static int64_t one_product(const struct products *products, size_t row, size_t output)
{
    int64_t sum = 0;
    for (size_t i = 0; i < products->matrix.inputs; i++)
        sum += (int64_t)products->rows[row * products->row_stride + i] *
               products->weights[i / 4 * 4 * products->matrix.outputs + output * 4 + i % 4];
    return sum;
}

static void check_products(uint32_t inputs, uint32_t outputs, size_t row_count, bool extreme)
{
    struct products products;
    make_products(&products, inputs, outputs, row_count, extreme);
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    int32_t *sums = hs_alloc_zeroed(row_count * outputs, sizeof *sums);
    for (size_t k = 0; k < 2 * count; k++) {
        const struct hs_kernels *it = kernels[k / 2];
        memset(sums, 0x55, row_count * outputs * sizeof *sums);
        (k % 2 ? it->multiply_back : it->multiply)(&products.matrix, products.rows, row_count,
                                                   products.row_stride, sums, outputs);
        for (size_t row = 0; row < row_count; row++)
            for (size_t o = 0; o < outputs; o++)
                assert_int_equal(sums[row * outputs + o], one_product(&products, row, o));
    }
    free(sums);
    free_products(&products);
}

static void products_are_exact_in_every_shape(void **state)
{
    (void)state;
    for (size_t rows = 1; rows <= ROWS_MAX; rows++)
        for (uint32_t outputs = 16; outputs <= 496; outputs += 16)
            check_products(4 * (1 + random_next() % 8), outputs, rows, false);
    check_products(INPUTS_MAX, OUTPUTS_MAX, 7, false);
}

static void products_of_extremes_do_not_saturate(void **state)
{
    (void)state;
    for (size_t rows = 1; rows <= 7; rows++)
        check_products(INPUTS_MAX, 144, rows, true);
}

static void element_wise_steps_agree_in_every_bit(void **state)
{
    (void)state;
    enum { SIZE = 144 };
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    float values[SIZE], scales[SIZE], bias[SIZE], scaled[HS_KERNELS_MOST][SIZE],
        factors[HS_KERNELS_MOST];
    int32_t products[SIZE];
    int8_t squashed[HS_KERNELS_MOST][SIZE], bytes[HS_KERNELS_MOST][SIZE];
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < SIZE; i++) {
            values[i] = random_float(5);
            scales[i] = random_float(0.001f);
            bias[i] = random_float(2);
            products[i] = (int32_t)random_next() - (1 << 30);
        }
        for (size_t k = 0; k < count; k++) {
            kernels[k]->scale(scaled[k], products, scales, bias, SIZE - 1);
            kernels[k]->squash(squashed[k], values, SIZE);
            factors[k] = kernels[k]->quantise(bytes[k], values, SIZE);
            assert_memory_equal(scaled[k], scaled[0], (SIZE - 1) * sizeof scaled[0][0]);
            assert_memory_equal(squashed[k], squashed[0], sizeof squashed[0]);
            assert_memory_equal(bytes[k], bytes[0], sizeof bytes[0]);
            assert_memory_equal(&factors[k], &factors[0], sizeof factors[0]);
        }
    }
}

static void sums_that_are_weighed_are_exact(void **state)
{
    (void)state;
    enum { ROWS = 31, MOST = INT16_MAX / ROWS };
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    int16_t table[ROWS][HS_KERNEL_UNITS], weights[HS_KERNEL_UNITS];
    const int16_t *rows[ROWS + 1];
    for (size_t used = 0; used <= ROWS; used++) {
        int64_t wanted = 0;
        for (int k = 0; k < HS_KERNEL_UNITS; k++) {
            int sum = 0;
            weights[k] = (int16_t)((int)(random_next() % 2047) - 1023);
            for (size_t row = 0; row < ROWS; row++) {
                table[row][k] = (int16_t)((int)(random_next() % (2 * MOST + 1)) - MOST);
                rows[row] = row < used ? table[row] : NULL;
                sum += row < used ? table[row][k] : 0;
            }
            wanted += sum > 0 ? sum * weights[k] : 0;
        }
        rows[used] = NULL;
        for (size_t k = 0; k < count; k++)
            assert_int_equal(kernels[k]->weigh_sum(rows, weights), wanted);
    }
}

static void sums_of_rows_agree_in_every_bit(void **state)
{
    (void)state;
    enum { TABLE = 50, ROWS = 13, WIDTH_MAX = 160 };
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    int8_t bytes[TABLE * WIDTH_MAX];
    float scales[TABLE], start[WIDTH_MAX], sums[HS_KERNELS_MOST][WIDTH_MAX];
    uint32_t rows[ROWS];
    const struct hs_vector_table table = {bytes, scales};
    for (size_t width = 16; width <= WIDTH_MAX; width += 16) {
        for (size_t i = 0; i < TABLE * width; i++)
            bytes[i] = random_byte();
        for (size_t i = 0; i < TABLE; i++)
            scales[i] = random_float(0.01f);
        for (size_t i = 0; i < width; i++)
            start[i] = random_float(1);
        for (size_t i = 0; i < ROWS; i++)
            rows[i] = random_next() % TABLE;
        for (size_t k = 0; k < count; k++) {
            memcpy(sums[k], start, sizeof start);
            kernels[k]->add_rows(sums[k], &table, rows, ROWS, width);
            assert_memory_equal(sums[k], sums[0], width * sizeof sums[0][0]);
        }
        assert_memory_not_equal(sums[0], start, width * sizeof start[0]);
    }
}

static void weighted_rows_agree_in_every_bit_and_skip_what_weighs_nothing(void **state)
{
    (void)state;
    enum { WIDTH = 96, COUNT = 9 };
    float rows[COUNT * WIDTH], factors[COUNT], start[WIDTH], wanted[WIDTH], sum[WIDTH];
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    for (size_t i = 0; i < COUNT * WIDTH; i++)
        rows[i] = random_float(4);
    for (size_t i = 0; i < COUNT; i++)
        factors[i] = i % 3 == 1 ? 0 : random_float(2);
    for (size_t i = 0; i < WIDTH; i++)
        start[i] = random_float(1);
    rows[WIDTH] = (float)INFINITY; /* of a row that weighs nothing */
    memcpy(wanted, start, sizeof wanted);
    for (size_t i = 0; i < COUNT * WIDTH; i++) {
        float product = factors[i / WIDTH] * rows[i];
        wanted[i % WIDTH] += factors[i / WIDTH] != 0 ? product : 0;
    }
    for (size_t k = 0; k < count; k++) {
        memcpy(sum, start, sizeof sum);
        kernels[k]->add_weighted(sum, rows, factors, COUNT, WIDTH);
        assert_memory_equal(sum, wanted, sizeof sum);
    }
}

static void the_best_label_before_is_the_first_of_equals(void **state)
{
    (void)state;
    enum { LABELS = 12, LANES = HS_KERNEL_OUTPUTS };
    float before[LABELS], steps[LABELS * LANES], best[LANES];
    uint8_t from[LANES];
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    for (size_t i = 0; i < LABELS; i++)
        before[i] = (float)(random_next() % 4); /* so that many are equal */
    for (size_t i = 0; i < LABELS * LANES; i++)
        steps[i] = random_next() % 5 ? (float)(random_next() % 4) : -1e30f;
    for (size_t k = 0; k < count; k++) {
        kernels[k]->follow(best, from, before, steps, LABELS);
        for (size_t y = 0; y < LANES; y++) {
            size_t first = 0;
            for (size_t x = 1; x < LABELS; x++)
                if (before[x] + steps[x * LANES + y] > before[first] + steps[first * LANES + y])
                    first = x;
            assert_int_equal(from[y], first);
            assert_true(best[y] == before[first] + steps[first * LANES + y]);
        }
    }
}

static void bytes_are_widened_by_every_shift(void **state)
{
    (void)state;
    int8_t bytes[HS_KERNEL_UNITS];
    int16_t out[HS_KERNEL_UNITS];
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    for (int i = 0; i < HS_KERNEL_UNITS; i++)
        bytes[i] = random_byte();
    for (size_t k = 0; k < count; k++)
        for (unsigned shift = 0; shift <= 8; shift++) {
            kernels[k]->widen(out, bytes, shift);
            for (int i = 0; i < HS_KERNEL_UNITS; i++)
                assert_int_equal(out[i], bytes[i] * (1 << shift));
        }
}

static void recurrent_steps_agree_in_every_bit(void **state)
{
    (void)state;
    enum { HIDDEN = 48, GATES = 3 * HIDDEN };
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    float a[GATES], b[GATES], bias[GATES], states[HS_KERNELS_MOST][HIDDEN] = {{0}};
    int32_t inputs[GATES], hiddens[GATES];
    int8_t out[HS_KERNELS_MOST][HIDDEN];
    for (int round = 0; round < 300; round++) {
        for (size_t i = 0; i < GATES; i++) {
            a[i] = random_float(1e-4f);
            b[i] = random_float(1e-4f);
            bias[i] = random_float(1);
            inputs[i] = (int32_t)(random_next() % 200000) - 100000;
            hiddens[i] = (int32_t)(random_next() % 200000) - 100000;
        }
        struct hs_cell cell = {HIDDEN, a, b, bias};
        for (size_t k = 0; k < count; k++) {
            kernels[k]->step(&cell, inputs, hiddens, states[k], out[k]);
            assert_memory_equal(states[k], states[0], sizeof states[0]);
            assert_memory_equal(out[k], out[0], sizeof out[0]);
        }
    }
}

static void squashing_stays_within_one(void **state)
{
    (void)state;
    static const float values[16] = {-1e9f, -3, -1, -1e-9f, 0, 1e-9f, 1, 3, 1e9f};
    int8_t out[16];
    hs_kernels_best()->squash(out, values, 16);
    assert_int_equal(out[0], -127);
    assert_int_equal(out[1], -127);
    assert_int_equal(out[4], 0);
    assert_int_equal(out[7], 127);
    assert_int_equal(out[8], 127);
    for (size_t i = 1; i <= 8; i++)
        assert_true(out[i] >= out[i - 1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_exact_in_every_shape),
        cmocka_unit_test(products_of_extremes_do_not_saturate),
        cmocka_unit_test(element_wise_steps_agree_in_every_bit),
        cmocka_unit_test(sums_that_are_weighed_are_exact),
        cmocka_unit_test(sums_of_rows_agree_in_every_bit),
        cmocka_unit_test(weighted_rows_agree_in_every_bit_and_skip_what_weighs_nothing),
        cmocka_unit_test(the_best_label_before_is_the_first_of_equals),
        cmocka_unit_test(bytes_are_widened_by_every_shift),
        cmocka_unit_test(recurrent_steps_agree_in_every_bit),
        cmocka_unit_test(squashing_stays_within_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
