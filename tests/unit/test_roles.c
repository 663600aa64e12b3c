/* The promises of the model of parties: sections that are whole are bound, others are refused or
 * run within their bounds; scores are those of a plain computation with the same weights, bit for
 * bit the same whatever the machine runs; training learns what tells the right candidate from the
 * others. Small untrained networks serve.
 */
#include "test.h"

#include <math.h>

#include "train/role_export.h"

enum { HIDDEN = HS_ROLE_HIDDEN, STATE = HS_ROLE_STATE, ENCODER = 77 };

static struct role_net net;
static hs_buffer section;
static char *aligned;

/* A candidate and its finding, made up. */
struct sample {
    int8_t mention[STATE], charge[STATE], cue[STATE];
    uint64_t sight, party;
};

static int make_section(void **state)
{
    (void)state;
    role_net_init(&net, 5);
    dense_randomise(&net.dense, ROLE_OUTPUTS, ROLE_LINEAR - ROLE_OUTPUTS, 0.35f, &net.random);
    dense_randomise(&net.dense, ROLE_LINEAR, ROLE_SIZE - ROLE_LINEAR, 2, &net.random);
    role_export(&net, ENCODER, &section);
    aligned = aligned_alloc(64, (section.length + 63) / 64 * 64);
    return aligned ? 0 : -1;
}

static int free_section(void **state)
{
    (void)state;
    role_net_finish(&net);
    hs_buffer_finish(&section);
    free(aligned);
    return 0;
}

static struct sample make_sample(uint64_t seed)
{
    struct sample sample;
    int8_t *const states[] = {sample.mention, sample.charge, sample.cue};
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < STATE; i++)
            states[k][i] = (int8_t)((int)(random_next(&seed) % 255) - 127);
    sample.sight =
        random_next(&seed) & random_next(&seed) & ((UINT64_C(1) << HS_SIGHT_FEATURE_COUNT) - 1);
    sample.party =
        random_next(&seed) & random_next(&seed) & ((UINT64_C(1) << HS_PARTY_FEATURE_COUNT) - 1);
    return sample;
}

static float score(const hs_role_model *model, const struct sample *sample, hs_role_task task)
{
    hs_role_units mention, finding;
    hs_role_read_states(model, &model->from_mention, sample->mention, 1, &mention);
    hs_role_read_finding(model, sample->charge, sample->cue, finding);
    hs_role_inputs inputs = {finding, mention, sample->sight, sample->party};
    return hs_weigh(&model->sight_weighers[task], sample->sight) +
           hs_weigh(&model->party_weighers[task], sample->party) +
           hs_role_output(model, task, &inputs);
}

static bool bind(hs_role_model *model, size_t size)
{
    hs_error error = {""};
    bool good = hs_role_model_bind(model, hs_str_make(aligned, size), &error);
    assert_true(good || strlen(error.text) > 0);
    return good;
}

/* Binds what stands in `aligned` and, where that works, runs it. */
static bool bind_and_run(size_t size)
{
    static hs_role_model model;
    if (!bind(&model, size))
        return false;
    for (uint64_t seed = 1; seed < 4; seed++) {
        struct sample sample = make_sample(seed);
        for (int task = 0; task < HS_ROLE_TASK_COUNT; task++)
            assert_true(isfinite(score(&model, &sample, (hs_role_task)task)));
    }
    return true;
}

static void a_whole_section_is_bound(void **state)
{
    (void)state;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind_and_run(section.length));
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    memcpy(aligned, section.bytes, section.length);
    for (size_t size = 0; size < section.length; size += size < 128 ? 1 : 997)
        assert_false(bind_and_run(size));
}

static void another_header_is_refused(void **state)
{
    (void)state;
    static const uint32_t values[] = {0, 1, 2, 63, 287, 1u << 20, 0x80000000u, UINT32_MAX};
    for (size_t field = 0; field < sizeof(hs_role_header) / sizeof(uint32_t); field++)
        for (size_t i = 0; i < HS_COUNT(values); i++) {
            bool fingerprint = field == 8 || field == 9;
            memcpy(aligned, section.bytes, section.length);
            memcpy(aligned + field * sizeof(uint32_t), &values[i], sizeof(uint32_t));
            assert_true(fingerprint || memcmp(aligned, section.bytes, section.length) == 0 ||
                        !bind_and_run(section.length));
        }
}

/* The whole section but for some bytes of a part that `model` was bound to. */
static void check_refused(const void *part, const void *bytes, size_t size)
{
    size_t place = (size_t)((const char *)part - aligned);
    memcpy(aligned, section.bytes, section.length);
    memcpy(aligned + place, bytes, size);
    assert_false(bind_and_run(section.length));
}

static void weights_that_would_overflow_are_refused(void **state)
{
    (void)state;
    static const int16_t values[] = {INT16_MAX, INT16_MIN};
    static hs_role_model model;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind(&model, section.length));
    for (size_t k = 0; k < HS_COUNT(values); k++) {
        check_refused(&model.starts[1][3], &values[k], sizeof values[k]);
        check_refused(&model.sights[2][0], &values[k], sizeof values[k]);
        check_refused(&model.parties[9][63], &values[k], sizeof values[k]);
        check_refused(&model.outputs[4][7], &values[k], sizeof values[k]);
    }
}

static void numbers_that_are_none_are_refused(void **state)
{
    (void)state;
    static const float values[] = {NAN, INFINITY, -1e30f};
    static hs_role_model model;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind(&model, section.length));
    for (size_t k = 0; k < HS_COUNT(values); k++) {
        check_refused(&model.linear[5], &values[k], sizeof values[k]);
        check_refused(&model.from_cue.scales[63], &values[k], sizeof values[k]);
        check_refused(aligned + section.length - sizeof(float), &values[k], sizeof values[k]);
    }
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    uint64_t random = 3;
    memcpy(aligned, section.bytes, section.length);
    for (int round = 0; round < 400; round++) {
        size_t place = random_next(&random) % section.length;
        aligned[place] ^= (char)(1 << (random >> 30 & 7));
        bind_and_run(section.length);
        aligned[place] = section.bytes[place];
    }
}

static float product(const float *weights, const int8_t *state)
{
    float sum = 0;
    for (int i = 0; i < STATE; i++)
        sum += weights[i] * (float)state[i] * ROLE_STATE_UNIT;
    return sum;
}

static float plain_score(const struct sample *sample, hs_role_task task)
{
    const float *values = net.values;
    float score = 0;
    for (int k = 0; k < HIDDEN; k++) {
        float sum = values[ROLE_STARTS + task * HIDDEN + k] +
                    product(values + ROLE_MENTION + k * STATE, sample->mention) +
                    product(values + ROLE_CHARGE + k * STATE, sample->charge) +
                    product(values + ROLE_CUE + k * STATE, sample->cue);
        for (int f = 0; f < HS_ROLE_FEATURES; f++) {
            bool set = f < HS_SIGHT_FEATURE_COUNT
                           ? sample->sight >> f & 1
                           : sample->party >> (f - HS_SIGHT_FEATURE_COUNT) & 1;
            sum += set ? values[ROLE_ROWS + f * HIDDEN + k] : 0;
            if (k == 0)
                score += set ? values[ROLE_LINEAR + task * HS_ROLE_FEATURES + f] : 0;
        }
        score += sum > 0 ? sum * values[ROLE_OUTPUTS + task * HIDDEN + k] : 0;
    }
    return score;
}

static void scores_are_those_of_a_plain_computation(void **state)
{
    (void)state;
    static hs_role_model model;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind(&model, section.length));
    float least = 1e9f, most = -1e9f;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct sample sample = make_sample(seed);
        hs_role_task task = (hs_role_task)(seed % HS_ROLE_TASK_COUNT);
        float wanted = plain_score(&sample, task), found = score(&model, &sample, task);
        assert_true(fabsf(found - wanted) < 0.3f);
        least = fminf(least, wanted);
        most = fmaxf(most, wanted);
    }
    assert_true(most - least > 5); /* they differ by more than rounding */
}

static void every_build_of_the_kernels_gives_the_same_bits(void **state)
{
    (void)state;
    const struct hs_kernels *kernels[3];
    size_t count = hs_kernels_available(kernels);
    static hs_role_model model;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind(&model, section.length));
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct sample sample = make_sample(seed);
        model.kernels = kernels[0];
        float first = score(&model, &sample, HS_ROLE_ANSWERER);
        for (size_t i = 1; i < count; i++) {
            model.kernels = kernels[i];
            float other = score(&model, &sample, HS_ROLE_ANSWERER);
            assert_memory_equal(&first, &other, sizeof first);
        }
    }
}

static void a_mention_counts(void **state)
{
    (void)state;
    static hs_role_model model;
    struct sample sample = make_sample(2);
    hs_role_units mention, finding;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind(&model, section.length));
    hs_role_read_states(&model, &model.from_mention, sample.mention, 1, &mention);
    hs_role_read_finding(&model, sample.charge, sample.cue, finding);
    hs_role_inputs inputs = {finding, mention, sample.sight, sample.party};
    float all = hs_role_output(&model, HS_ROLE_ANSWERER, &inputs);
    inputs.mention = NULL;
    float without = hs_role_output(&model, HS_ROLE_ANSWERER, &inputs);
    assert_memory_not_equal(&all, &without, sizeof all);
}

static void no_cue_is_no_sum(void **state)
{
    (void)state;
    static hs_role_model model;
    struct sample sample = make_sample(1);
    hs_role_units with, without, charge;
    memcpy(aligned, section.bytes, section.length);
    assert_true(bind(&model, section.length));
    hs_role_read_finding(&model, sample.charge, sample.cue, with);
    hs_role_read_finding(&model, sample.charge, NULL, without);
    hs_role_read_states(&model, &model.from_charge, sample.charge, 1, &charge);
    assert_memory_equal(without, charge, sizeof charge);
    assert_memory_not_equal(without, with, sizeof with);
}

/* Choices of three candidates, of which that is right whose state begins as the charge's does:
 * nothing that a linear model could see. */
static struct role_choices make_choices(int8_t (*states)[STATE], size_t count)
{
    struct role_choices choices = {0};
    uint64_t random = 9;
    for (size_t i = 0; i < count; i++) {
        bool up = random_next(&random) >> 20 & 1;
        uint32_t right = (uint32_t)(random_next(&random) >> 20) % 3;
        memset(states[4 * i], up ? 100 : -100, 16);
        *hs_array_push(&choices.choices) =
            (struct role_choice){.task = HS_ROLE_ACCUSED_BY_WORD,
                                 .charge = states[4 * i],
                                 .first = (uint32_t)choices.options.count,
                                 .count = 3,
                                 .present = true};
        for (uint32_t k = 0; k < 3; k++) {
            int8_t *mention = states[4 * i + 1 + k];
            memset(mention, (k == right) == up ? 100 : -100, 16);
            *hs_array_push(&choices.options) = (struct role_option){1, 1, mention, k == right};
        }
    }
    return choices;
}

static void training_learns_what_only_both_states_tell(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    static int8_t states[4 * COUNT][STATE];
    const struct role_net_options options = {.epochs = 30, .rate = 0.005, .batch = 20};
    struct role_choices choices = make_choices(states, COUNT);
    struct role_net learner;
    hs_buffer bytes = {0};
    static hs_role_model model;
    role_net_init(&learner, 1);
    role_net_train(&learner, &choices, &options);
    role_export(&learner, ENCODER, &bytes);
    assert_int_equal(bytes.length, section.length);
    memcpy(aligned, bytes.bytes, bytes.length);
    assert_true(bind(&model, bytes.length));
    size_t right = 0;
    for (size_t i = 0; i < COUNT; i++) {
        float most = -1e30f;
        bool good = false;
        for (size_t k = 0; k < 3; k++) {
            struct sample sample = {.sight = 1, .party = 1};
            memcpy(sample.charge, states[4 * i], STATE);
            memcpy(sample.mention, states[4 * i + 1 + k], STATE);
            float found = score(&model, &sample, HS_ROLE_ACCUSED_BY_WORD);
            good = found > most ? choices.options.items[3 * i + k].right : good;
            most = found > most ? found : most;
        }
        right += good;
    }
    assert_true(right > COUNT * 9 / 10);
    hs_buffer_finish(&bytes);
    role_choices_finish(&choices);
    role_net_finish(&learner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(another_header_is_refused),
        cmocka_unit_test(weights_that_would_overflow_are_refused),
        cmocka_unit_test(numbers_that_are_none_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(scores_are_those_of_a_plain_computation),
        cmocka_unit_test(every_build_of_the_kernels_gives_the_same_bits),
        cmocka_unit_test(a_mention_counts),
        cmocka_unit_test(no_cue_is_no_sum),
        cmocka_unit_test(training_learns_what_only_both_states_tell),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
