/* The network's hand-written gradients, against differences of its losses. */
#include "test.h"

#include <math.h>

#include "base/memory.h"
#include "language/outputs.h"
#include "train/network.h"
#include "train/team.h"

enum { SENTENCES = 3, VOCABULARY = 20, BUCKETS = 30, WIDTH = 16 };

struct setting {
    struct network *network;
    struct sample samples[SENTENCES];
    struct sample *batch[SENTENCES];
    struct pass_options options;
    uint64_t random;
    size_t words;
};

static void fill_word(struct sample_word *word, uint32_t at, uint64_t *random)
{
    word->vocabulary = (int32_t)(random_next(random) % VOCABULARY);
    for (int i = 0; i < HS_WORD_HASHED; i++)
        word->hashed[i] = (uint32_t)(random_next(random) % BUCKETS);
    word->head = at == 0 ? 0 : (int16_t)(1 + random_next(random) % at);
    word->deprel = (int8_t)(random_next(random) % HS_DEPREL_COUNT);
    word->upos = (int8_t)(random_next(random) % HS_UPOS_COUNT);
    word->xpos = (int8_t)(random_next(random) % HS_XPOS_COUNT);
    word->name = at % 4 == 3 ? NAME_SOME : (int8_t)(random_next(random) % HS_NAME_TAG_COUNT);
    word->features = HS_NUMBER_PLURAL | HS_TENSE_PAST;
}

static int set_up(void **state)
{
    struct setting *setting = hs_alloc_zeroed(1, sizeof *setting);
    struct shape shape = {VOCABULARY, BUCKETS, WIDTH, WIDTH, 2, WIDTH, WIDTH};
    setting->network = network_create(&shape, 7);
    setting->random = 3;
    for (uint32_t s = 0; s < SENTENCES; s++) {
        struct sample *sample = &setting->samples[s];
        *sample =
            (struct sample){hs_alloc_zeroed(3 + s * 2, sizeof *sample->words), 3 + s * 2, true};
        for (uint32_t w = 0; w < sample->count; w++)
            fill_word(&sample->words[w], w, &setting->random);
        setting->batch[s] = sample;
        setting->words += sample->count;
    }
    setting->options = (struct pass_options){
        .training = true, .weights = {1, 1, 0.3f, 1, 1, 1, 0}, .random = &setting->random};
    *state = setting;
    return 0;
}

static int tear_down(void **state)
{
    struct setting *setting = *state;
    for (uint32_t s = 0; s < SENTENCES; s++)
        free(setting->samples[s].words);
    network_destroy(setting->network);
    free(setting);
    return 0;
}

static double loss_of(struct setting *setting)
{
    struct losses l = {0};
    network_pass(setting->network, setting->batch, SENTENCES, &setting->options, &l, NULL);
    return (l.upos + l.xpos + 0.3 * l.features + l.names + l.arcs + l.labels) /
           (double)setting->words;
}

/* The slope of the loss along one weight. */
static double slope(struct setting *setting, float *weight)
{
    const float step = 1e-2f;
    float kept = *weight;
    *weight = kept + step;
    double above = loss_of(setting);
    *weight = kept - step;
    double below = loss_of(setting);
    *weight = kept;
    return (above - below) / (2 * (double)step);
}

static void check_slope(struct setting *setting, float *weight, float gradient)
{
    double expected = slope(setting, weight);
    assert_true(fabs(expected - (double)gradient) < 3e-5 + 0.02 * fabs(expected));
}

static void dense_gradients_match_differences(void **state)
{
    struct setting *setting = *state;
    struct network *network = setting->network;
    const struct layout *layout = &network->layout;
    loss_of(setting);
    size_t size = layout->size;
    float *gradient = hs_alloc(size * sizeof *gradient);
    memcpy(gradient, network->gradient, size * sizeof *gradient);
    for (size_t i = 0; i < layout->guess; i += 37)
        check_slope(setting, network->values + i, gradient[i]);
    for (size_t i = 24; i < 40; i++)
        check_slope(setting, network->values + layout->arc_distance + i,
                    gradient[layout->arc_distance + i]);
    free(gradient);
}

static void vector_gradients_match_differences(void **state)
{
    struct setting *setting = *state;
    struct network *network = setting->network;
    loss_of(setting);
    float words[VOCABULARY * WIDTH];
    float hashed[BUCKETS * WIDTH];
    memcpy(words, network->words.gradient, sizeof words);
    memcpy(hashed, network->hashed.gradient, sizeof hashed);
    for (size_t i = 0; i < HS_COUNT(words); i += 7)
        check_slope(setting, network->words.values + i, words[i]);
    for (size_t i = 0; i < HS_COUNT(hashed); i += 11)
        check_slope(setting, network->hashed.values + i, hashed[i]);
}

static void two_threads_give_the_sum_of_their_batches_gradients(void **state)
{
    struct setting *setting = *state;
    struct network *network = setting->network;
    struct losses losses = {0};
    size_t size = network->layout.size * sizeof *network->gradient;
    network_pass(network, setting->batch, 2, &setting->options, &losses, NULL);
    network_pass(network, setting->batch + 2, 1, &setting->options, &losses, NULL);
    float *sum = hs_alloc(size);
    float hashed[BUCKETS * WIDTH];
    memcpy(sum, network->gradient, size);
    memcpy(hashed, network->hashed.gradient, sizeof hashed);
    memset(network->gradient, 0, size);
    memset(network->hashed.gradient, 0, sizeof hashed);

    struct team *team = team_create(network, 1);
    struct losses together = {0};
    const struct batch_of_samples batches[] = {{setting->batch, 2}, {setting->batch + 2, 1}};
    team_pass(team, batches, &setting->options, &together);
    for (size_t i = 0; i < network->layout.size; i++)
        assert_true(fabsf(network->gradient[i] - sum[i]) < 1e-6f);
    for (size_t i = 0; i < HS_COUNT(hashed); i++)
        assert_true(fabsf(network->hashed.gradient[i] - hashed[i]) < 1e-6f);
    assert_true(together.words == setting->words);
    assert_true(fabs(together.arcs - losses.arcs) < 1e-4);
    team_destroy(team);
    free(sum);
}

static void a_few_steps_learn_a_sentence_by_heart(void **state)
{
    struct setting *setting = *state;
    double before = loss_of(setting);
    network_update(setting->network, 0, 1);
    double after = before;
    for (int i = 0; i < 200; i++) {
        after = loss_of(setting);
        network_update(setting->network, 0.01f, 5);
    }
    assert_true(after < before / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(dense_gradients_match_differences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(vector_gradients_match_differences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_threads_give_the_sum_of_their_batches_gradients, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_few_steps_learn_a_sentence_by_heart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
