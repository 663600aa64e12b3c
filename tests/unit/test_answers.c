/* The promises of the model of answers: sections that are whole are bound and run, others are
 * refused or run within their bounds; what the trainer computes is what the program computes; texts
 * give the answers that they hold, of the right kind and to the right accusation.
 */
#include "section_check.h"
#include "test.h"

#include <math.h>
#include <string.h>

#include "annotate/annotate.h"
#include "train/answer_export.h"

static struct section section;
static struct answer_net nets[ANSWER_NETS];
static struct answer_choice choice;
static hs_answer_inputs inputs;
static uint64_t features;
static hs_answer_verdict verdict;

static int make_section(void **state)
{
    (void)state;
    for (int n = 0; n < ANSWER_NETS; n++)
        answer_net_init(&nets[n], 7 + (uint64_t)n);
    answer_export(nets, 1, &section.whole);
    section_reset(&section);
    features = UINT64_C(1) << HS_ANSWER_FEATURE_by_rule | UINT64_C(1)
                                                              << HS_ANSWER_FEATURE_to_same_1;
    choice.active[choice.active_count++] = HS_ANSWER_ROWS + HS_ANSWER_FEATURE_by_rule;
    choice.active[choice.active_count++] = HS_ANSWER_ROWS + HS_ANSWER_FEATURE_to_same_1;
    for (uint32_t row = 5; row < HS_ANSWER_ROWS; row += 100) {
        inputs.rows[inputs.row_count++] = row;
        choice.active[choice.active_count++] = (uint16_t)row;
    }
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++)
        inputs.numbers[i] = choice.numbers[i] = 0.3f * (float)i - 1;
    for (int i = 0; i < ANSWER_STATES; i++)
        choice.states[i] = (int8_t)(i % 200 - 100);
    memcpy(inputs.states, choice.states, sizeof inputs.states);
    return 0;
}

static int free_section(void **state)
{
    (void)state;
    for (int n = 0; n < ANSWER_NETS; n++)
        answer_net_finish(&nets[n]);
    section_finish(&section);
    return 0;
}

static bool bind_and_run(size_t size)
{
    static hs_answer_model model;
    hs_error error = {0};
    if (!hs_answer_model_bind(&model, hs_str_make(section.copy, size), &error)) {
        assert_true(error.text[0] != 0);
        return false;
    }
    hs_arena arena = {0};
    verdict = hs_answer_weigh(&model, hs_answer_read(&model, &inputs, &arena), features);
    hs_arena_finish(&arena);
    assert_true(verdict.kind < HS_ANSWER_KINDS);
    return true;
}

static void a_whole_section_is_bound(void **state)
{
    (void)state;
    section_check_whole(&section, bind_and_run);
}

static void the_program_computes_what_the_trainer_does(void **state)
{
    (void)state;
    float outputs[HS_ANSWER_OUTPUTS];
    section_reset(&section);
    assert_true(bind_and_run(section.whole.length));
    answer_nets_apply(nets, &choice, outputs);
    float share = 1 / (1 + expf(-outputs[0]));
    assert_true(share > 0.01f && share < 0.99f);
    assert_true(fabsf(share - verdict.confidence) < 0.02f);
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    section_check_cut(&section, bind_and_run, 4099);
}

static void sizes_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    section_check_header(&section, bind_and_run, 0xfcff);
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(the_program_computes_what_the_trainer_does),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
