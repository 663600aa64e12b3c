/* The promises of a ranker, by the model of parties: sections that are whole are bound, others are
 * refused or run within their bounds; scores are those of a plain computation with the same
 * weights, bit for bit the same whatever the machine runs; training learns what tells the right
 * candidate from the others. Small untrained networks serve.
 */
#include "test.h"

#include <math.h>

#include "annotate/accusations/role_model.h"
#include "section_check.h"

#include "train/ranker_export.h"

enum { HIDDEN = HS_RANKER_HIDDEN, STATE = HS_RANKER_STATE, ENCODER = 77 };

static struct ranker_net net;
static struct section section;

/* A candidate and its finding, made up. */
struct sample {
    int8_t option[STATE], words[2][STATE];
    uint64_t sight, party;
};

static int make_section(void **state)
{
    (void)state;
    ranker_net_init(&net, &hs_role_kind, 5);
    dense_randomise(&net.dense, net.at.outputs, net.at.linear - net.at.outputs, 0.35f, &net.random);
    dense_randomise(&net.dense, net.at.linear, net.at.size - net.at.linear, 2, &net.random);
    ranker_export(&net, ENCODER, &section.whole);
    section_reset(&section);
    return 0;
}

static int free_section(void **state)
{
    (void)state;
    ranker_net_finish(&net);
    section_finish(&section);
    return 0;
}

static struct sample make_sample(uint64_t seed)
{
    struct sample sample;
    int8_t *const states[] = {sample.option, sample.words[0], sample.words[1]};
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < STATE; i++)
            states[k][i] = (int8_t)((int)(random_next(&seed) % 255) - 127);
    sample.sight =
        random_next(&seed) & random_next(&seed) & (UINT64_MAX >> (64 - HS_SIGHT_FEATURE_COUNT));
    sample.party =
        random_next(&seed) & random_next(&seed) & (UINT64_MAX >> (64 - HS_PARTY_FEATURE_COUNT));
    return sample;
}

static float score(const hs_ranker *ranker, const struct sample *sample, hs_role_task task)
{
    hs_ranker_units option, question;
    hs_ranker_kept kept;
    hs_ranker_read_states(ranker, &ranker->from_option, sample->option, 1, &option);
    hs_ranker_keep(&option, 1, &kept);
    hs_ranker_read_question(ranker, sample->words[0], sample->words[1], question);
    hs_ranker_inputs inputs = {question, &kept, sample->sight, sample->party};
    return hs_ranker_linear(ranker, task, sample->sight, sample->party) +
           hs_ranker_output(ranker, task, &inputs);
}

static bool bind(hs_ranker *ranker, size_t size)
{
    hs_error error = {""};
    bool good = hs_ranker_bind(ranker, &hs_role_kind, hs_str_make(section.copy, size), &error);
    assert_true(good || strlen(error.text) > 0);
    return good;
}

/* Binds the copy and, where that works, runs it. */
static bool bind_and_run(size_t size)
{
    static hs_ranker ranker;
    if (!bind(&ranker, size))
        return false;
    for (uint64_t seed = 1; seed < 4; seed++) {
        struct sample sample = make_sample(seed);
        for (int task = 0; task < HS_ROLE_TASK_COUNT; task++)
            assert_true(isfinite(score(&ranker, &sample, (hs_role_task)task)));
    }
    return true;
}

static const hs_ranker *bind_whole(void)
{
    static hs_ranker ranker;
    section_reset(&section);
    assert_true(bind(&ranker, section.whole.length));
    return &ranker;
}

static void a_whole_section_is_bound(void **state)
{
    (void)state;
    section_check_whole(&section, bind_and_run);
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    section_check_cut(&section, bind_and_run, 997);
}

static void another_header_is_refused(void **state)
{
    (void)state;
    const uint64_t fingerprint = 3u << offsetof(hs_ranker_header, encoder) / sizeof(uint32_t);
    const uint64_t words = (UINT64_C(1) << sizeof(hs_ranker_header) / sizeof(uint32_t)) - 1;
    section_check_header(&section, bind_and_run, words & ~fingerprint);
}

static void a_ranker_of_another_kind_is_refused(void **state)
{
    (void)state;
    static hs_ranker ranker;
    hs_error error = {""};
    hs_ranker_kind other = hs_role_kind;
    section_reset(&section);
    other.tasks++;
    assert_false(
        hs_ranker_bind(&ranker, &other, hs_str_make(section.copy, section.whole.length), &error));
    assert_string_equal(error.text, "the section of roles has impossible sizes");
}

/* The whole section but for some bytes of a part that `ranker` was bound to. */
static void check_refused(const void *part, const void *bytes, size_t size)
{
    size_t place = (size_t)((const char *)part - section.copy);
    section_reset(&section);
    memcpy(section.copy + place, bytes, size);
    assert_false(bind_and_run(section.whole.length));
}

static void weights_that_would_overflow_are_refused(void **state)
{
    (void)state;
    static const int16_t values[] = {INT16_MAX, INT16_MIN};
    const hs_ranker *ranker = bind_whole();
    for (size_t k = 0; k < HS_COUNT(values); k++) {
        check_refused(&ranker->starts[1][3], &values[k], sizeof values[k]);
        check_refused(&ranker->sights[2][0], &values[k], sizeof values[k]);
        check_refused(&ranker->parties[9][63], &values[k], sizeof values[k]);
        check_refused(&ranker->outputs[4][7], &values[k], sizeof values[k]);
    }
}

static void numbers_that_are_none_are_refused(void **state)
{
    (void)state;
    static const float values[] = {NAN, INFINITY, -1e30f};
    const hs_ranker *ranker = bind_whole();
    for (size_t k = 0; k < HS_COUNT(values); k++) {
        check_refused(&ranker->linear[5], &values[k], sizeof values[k]);
        check_refused(&ranker->from_second.scales[63], &values[k], sizeof values[k]);
        check_refused(section.copy + section.whole.length - sizeof(float), &values[k],
                      sizeof values[k]);
    }
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 400);
}

static float product(const float *weights, const int8_t *state)
{
    float sum = 0;
    for (int i = 0; i < STATE; i++)
        sum += weights[i] * (float)state[i] * RANKER_STATE_UNIT;
    return sum;
}

static float plain_score(const struct sample *sample, hs_role_task task)
{
    const float *values = net.values;
    float score = 0;
    for (int k = 0; k < HIDDEN; k++) {
        float sum = values[net.at.starts + task * HIDDEN + k] +
                    product(values + net.at.option + k * STATE, sample->option) +
                    product(values + net.at.words[0] + k * STATE, sample->words[0]) +
                    product(values + net.at.words[1] + k * STATE, sample->words[1]);
        for (uint32_t f = 0; f < net.features; f++) {
            bool set = f < HS_SIGHT_FEATURE_COUNT
                           ? sample->sight >> f & 1
                           : sample->party >> (f - HS_SIGHT_FEATURE_COUNT) & 1;
            sum += set ? values[net.at.rows + f * HIDDEN + k] : 0;
            if (k == 0)
                score += set ? values[net.at.linear + task * net.features + f] : 0;
        }
        score += sum > 0 ? sum * values[net.at.outputs + task * HIDDEN + k] : 0;
    }
    return score;
}

static void scores_are_those_of_a_plain_computation(void **state)
{
    (void)state;
    const hs_ranker *ranker = bind_whole();
    float least = 1e9f, most = -1e9f;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct sample sample = make_sample(seed);
        hs_role_task task = (hs_role_task)(seed % HS_ROLE_TASK_COUNT);
        float wanted = plain_score(&sample, task), found = score(ranker, &sample, task);
        assert_true(fabsf(found - wanted) < 0.3f);
        least = fminf(least, wanted);
        most = fmaxf(most, wanted);
    }
    assert_true(most - least > 5); /* they differ by more than rounding */
}

static void every_build_of_the_kernels_gives_the_same_bits(void **state)
{
    (void)state;
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    static hs_ranker ranker;
    section_reset(&section);
    assert_true(bind(&ranker, section.whole.length));
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct sample sample = make_sample(seed);
        ranker.kernels = kernels[0];
        float first = score(&ranker, &sample, HS_ROLE_ANSWERER);
        for (size_t i = 1; i < count; i++) {
            ranker.kernels = kernels[i];
            float other = score(&ranker, &sample, HS_ROLE_ANSWERER);
            assert_memory_equal(&first, &other, sizeof first);
        }
    }
}

static void the_option_itself_counts(void **state)
{
    (void)state;
    const hs_ranker *ranker = bind_whole();
    struct sample sample = make_sample(2);
    hs_ranker_units option, question;
    hs_ranker_kept kept;
    hs_ranker_read_states(ranker, &ranker->from_option, sample.option, 1, &option);
    hs_ranker_keep(&option, 1, &kept);
    hs_ranker_read_question(ranker, sample.words[0], sample.words[1], question);
    hs_ranker_inputs inputs = {question, &kept, sample.sight, sample.party};
    float all = hs_ranker_output(ranker, HS_ROLE_ANSWERER, &inputs);
    inputs.option = NULL;
    float without = hs_ranker_output(ranker, HS_ROLE_ANSWERER, &inputs);
    assert_memory_not_equal(&all, &without, sizeof all);
}

static void a_missing_word_brings_nothing(void **state)
{
    (void)state;
    const hs_ranker *ranker = bind_whole();
    struct sample sample = make_sample(1);
    hs_ranker_units both, first, alone;
    hs_ranker_read_question(ranker, sample.words[0], sample.words[1], both);
    hs_ranker_read_question(ranker, sample.words[0], NULL, first);
    hs_ranker_read_states(ranker, &ranker->from_first, sample.words[0], 1, &alone);
    assert_memory_equal(first, alone, sizeof alone);
    assert_memory_not_equal(first, both, sizeof both);
}

static void questions_may_be_read_together(void **state)
{
    (void)state;
    enum { COUNT = 3 };
    const hs_ranker *ranker = bind_whole();
    static int8_t firsts[COUNT][STATE], seconds[COUNT][STATE]; /* the last has no second word */
    hs_ranker_units together[COUNT], alone;
    hs_arena scratch = {0};
    for (uint64_t i = 0; i < COUNT; i++) {
        struct sample sample = make_sample(i + 1);
        memcpy(firsts[i], sample.words[0], STATE);
        if (i + 1 < COUNT)
            memcpy(seconds[i], sample.words[1], STATE);
    }
    hs_ranker_read_questions(ranker, firsts[0], seconds[0], COUNT, together, &scratch);
    for (uint64_t i = 0; i < COUNT; i++) {
        hs_ranker_read_question(ranker, firsts[i], i + 1 < COUNT ? seconds[i] : NULL, alone);
        assert_memory_equal(together[i], alone, sizeof alone);
    }
    hs_arena_finish(&scratch);
}

static void sums_are_kept_but_for_their_last_bits(void **state)
{
    (void)state;
    static const int16_t most[] = {0, 1, 127, 128, 500, 8128, HS_RANKER_STATES_MOST};
    static hs_ranker ranker;
    ranker.kernels = hs_kernels_best();
    uint64_t random = 4;
    for (size_t i = 0; i < HS_COUNT(most); i++) {
        hs_ranker_units sums, again;
        hs_ranker_kept kept;
        for (int k = 0; k < HIDDEN; k++)
            sums[k] =
                (int16_t)((int)(random_next(&random) % (2u * (unsigned)most[i] + 1)) - most[i]);
        sums[5] = (int16_t)-most[i];
        hs_ranker_keep(&sums, 1, &kept);
        hs_ranker_unfold(&ranker, &kept, again);
        for (int k = 0; k < HIDDEN; k++) {
            assert_true(abs(again[k] - sums[k]) <= most[i] / 127);
            assert_true(abs(again[k]) <= HS_RANKER_STATES_MOST + 1); /* 16 bits hold all rows */
            if (most[i] <= INT8_MAX)
                assert_int_equal(again[k], sums[k]);
        }
    }
}

/* Choices of three candidates, of which that is right whose state begins as that of the question's
 * first word does: nothing that a linear model could see. */
static struct ranker_choices make_choices(int8_t (*states)[STATE], size_t count)
{
    struct ranker_choices choices = {0};
    uint64_t random = 9;
    for (size_t i = 0; i < count; i++) {
        bool up = random_next(&random) >> 20 & 1;
        uint32_t right = (uint32_t)(random_next(&random) >> 20) % 3;
        memset(states[4 * i], up ? 100 : -100, 16);
        *hs_array_push(&choices.choices) =
            (struct ranker_choice){.task = HS_ROLE_ACCUSED_BY_WORD,
                                   .words = {states[4 * i]},
                                   .first = (uint32_t)choices.options.count,
                                   .count = 3,
                                   .present = true};
        for (uint32_t k = 0; k < 3; k++) {
            int8_t *mention = states[4 * i + 1 + k];
            memset(mention, (k == right) == up ? 100 : -100, 16);
            *hs_array_push(&choices.options) = (struct ranker_option){1, 1, mention, k == right};
        }
    }
    return choices;
}

static void training_learns_what_only_both_states_tell(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    static int8_t states[4 * COUNT][STATE];
    const struct ranker_net_options options = {.epochs = 30, .rate = 0.005, .batch = 20};
    struct ranker_choices choices = make_choices(states, COUNT);
    struct ranker_net learner;
    hs_buffer bytes = {0};
    static hs_ranker ranker;
    ranker_net_init(&learner, &hs_role_kind, 1);
    ranker_net_train(&learner, &choices, &options);
    ranker_export(&learner, ENCODER, &bytes);
    assert_int_equal(bytes.length, section.whole.length);
    memcpy(section.copy, bytes.bytes, bytes.length);
    assert_true(bind(&ranker, bytes.length));
    size_t right = 0;
    for (size_t i = 0; i < COUNT; i++) {
        float most = -1e30f;
        bool good = false;
        for (size_t k = 0; k < 3; k++) {
            struct sample sample = {.sight = 1, .party = 1};
            memcpy(sample.words[0], states[4 * i], STATE);
            memcpy(sample.option, states[4 * i + 1 + k], STATE);
            float found = score(&ranker, &sample, HS_ROLE_ACCUSED_BY_WORD);
            good = found > most ? choices.options.items[3 * i + k].right : good;
            most = found > most ? found : most;
        }
        right += good;
    }
    assert_true(right > COUNT * 9 / 10);
    hs_buffer_finish(&bytes);
    ranker_choices_finish(&choices);
    ranker_net_finish(&learner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(another_header_is_refused),
        cmocka_unit_test(a_ranker_of_another_kind_is_refused),
        cmocka_unit_test(weights_that_would_overflow_are_refused),
        cmocka_unit_test(numbers_that_are_none_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(scores_are_those_of_a_plain_computation),
        cmocka_unit_test(every_build_of_the_kernels_gives_the_same_bits),
        cmocka_unit_test(the_option_itself_counts),
        cmocka_unit_test(a_missing_word_brings_nothing),
        cmocka_unit_test(questions_may_be_read_together),
        cmocka_unit_test(sums_are_kept_but_for_their_last_bits),
        cmocka_unit_test(training_learns_what_only_both_states_tell),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
