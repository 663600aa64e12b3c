/* The promises of the accusation model's parts: sections that are whole are bound and run, others
 * are refused or run within their bounds; the chain's likelihoods are those of all sequences; words
 * become linked spans, each with mentions of the block. Small untrained networks serve.
 */
#include "section_check.h"
#include "test.h"

#include <math.h>

#include "annotate/accusations/accusation_roles.h"
#include "train/accusation_export.h"
#include "train/parties.h"
#include "train/ranker_export.h"

static struct section section, role_section;
static hs_ranker role_model;

static int make_section(void **state)
{
    (void)state;
    struct encoder_shape shape = {16, 16};
    struct encoder encoders[2];
    float settings[HS_ACCUSATION_SETTINGS] = {0.2f, 0.2f};
    for (uint64_t n = 0; n < 2; n++)
        encoder_init(&encoders[n], &shape, n + 1);
    accusation_export(encoders, 2, settings, &section.whole);
    for (int n = 0; n < 2; n++)
        encoder_finish(&encoders[n]);
    return 0;
}

static int make_sections(void **state)
{
    struct ranker_net net;
    ranker_net_init(&net, &hs_role_kind, 1);
    ranker_export(&net, 0, &role_section.whole);
    ranker_net_finish(&net);
    section_reset(&role_section);
    if (!hs_ranker_bind(&role_model, &hs_role_kind,
                        hs_str_make(role_section.copy, role_section.whole.length), NULL))
        return -1;
    return make_section(state);
}

static int free_section(void **state)
{
    (void)state;
    section_finish(&section);
    section_finish(&role_section);
    return 0;
}

static const char sample[] =
    "Oda Brandt, the harbour master, accused the Tarrow council of hiding a report and of lying. "
    "“They have wrecked the pier,” she said. The council denied it.";

static void check_mentions(const hs_reading *r, const hs_accusation_word *words,
                           const hs_accusation_output *output, const hs_found_accusation *found)
{
    hs_role_case it = {
        .model = &role_model,
        .reading = r,
        .words = words,
        .output = output,
        .cue = found->cue,
        .charge = found->charge,
        .anchor = found->anchor,
        .sums = hs_arena_new_array(r->scratch, const hs_ranker_kept *, r->syntax->word_count + 1)};
    hs_roles roles = hs_roles_see(&it);
    for (uint32_t i = 0; i < roles.count; i++) {
        assert_true(roles.mentions[i].reference < r->phrases.count);
        assert_true(roles.mentions[i].features != 0);
        assert_true(roles.mentions[i].token < r->syntax->word_count);
        assert_ptr_equal(roles.mentions[i].sums, it.sums[roles.mentions[i].token]);
        assert_memory_not_equal(roles.mentions[i].sums, roles.sums, sizeof(hs_ranker_kept));
    }
}

/* Findings of a block; checks what holds for any weights. Returns how many there were. */
static size_t run(const hs_accusation_model *model, const hs_block *block)
{
    hs_arena arena = {0};
    hs_reading r = {.block = block, .arena = &arena, .scratch = &arena};
    hs_reading_prepare(&r);
    assert_non_null(r.syntax);
    hs_accusation_word *words = hs_accusation_words(&r, &arena);
    hs_accusation_rows *rows = hs_accusation_inputs(&r, words, &arena);
    hs_accusation_output output = hs_accusation_run(model, &r, rows, &arena);
    hs_found_accusations found = {0};
    hs_found_answers answers = {0};
    const hs_chain chains[] = {hs_accusation_chain(model), hs_answer_chain(model)};
    hs_likelihoods accusing = hs_likelihoods_read(&chains[0], &r, &output);
    hs_likelihoods answering = hs_likelihoods_read(&chains[1], &r, &output);
    hs_accusation_find(model, &r, &output, &accusing, 0.2f, &found);
    hs_answer_find(model, &r, &output, &answering, 0.2f, &answers);
    for (size_t i = 0; i < found.count; i++) {
        assert_true(found.items[i].charge.first < found.items[i].charge.end);
        assert_true(found.items[i].charge.end <= block->token_count);
        assert_true(found.items[i].cue.end <= block->token_count);
        assert_true(found.items[i].anchor < block->token_count);
        if (i == 0)
            check_mentions(&r, words, &output, &found.items[i]);
    }
    for (size_t i = 0; i < answers.count; i++)
        assert_true(answers.items[i].kind < HS_ANSWER_KINDS &&
                    answers.items[i].text.first < answers.items[i].text.end);
    size_t count = found.count + answers.count;
    hs_array_finish(&found);
    hs_array_finish(&answers);
    hs_array_finish(&r.attributions);
    hs_arena_finish(&arena);
    return count;
}

/* Binds what stands in the copy and, where that works, runs it. */
static bool bind_and_run(size_t size)
{
    hs_accusation_model model;
    hs_error error = {""};
    if (!hs_accusation_model_bind(&model, hs_str_make(section.copy, size), &error)) {
        assert_true(strlen(error.text) > 0);
        return false;
    }
    hs_block_list *blocks = hs_block_list_build(hs_str_from(sample), HS_MARKUP_PLAIN);
    run(&model, blocks->entries[0].block);
    hs_block_list_unref(blocks);
    hs_accusation_model_finish(&model);
    return true;
}

static void a_whole_section_is_bound(void **state)
{
    (void)state;
    section_check_whole(&section, bind_and_run);
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    section_check_cut(&section, bind_and_run, 32749);
}

static void sizes_out_of_range_are_refused(void **state)
{
    (void)state;
    section_check_header(&section, bind_and_run, 0x4ff);
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 60);
}

static void a_block_longer_than_a_window_is_read_to_its_end(void **state)
{
    (void)state;
    hs_buffer text = {0};
    for (int i = 0; i < HS_ACCUSATION_WINDOW + 90; i++)
        hs_buffer_append_text(&text, i % 9 ? "they lied " : "again. ");
    section_reset(&section);
    hs_accusation_model model;
    assert_true(
        hs_accusation_model_bind(&model, hs_str_make(section.copy, section.whole.length), NULL));
    hs_block_list *blocks = hs_block_list_build(hs_buffer_str(&text), HS_MARKUP_PLAIN);
    run(&model, blocks->entries[0].block);
    hs_block_list_unref(blocks);
    hs_buffer_finish(&text);
    hs_accusation_model_finish(&model);
}

enum { WORDS = 4, LABELS = 3 };

/* The sum over all sequences, the slow way; `fixed` labels where they are not negative. */
static double brute_force(const hs_chain_row *steps, const hs_chain_scores *scores,
                          const int *fixed)
{
    double total = 0;
    int labels[WORDS];
    for (int code = 0; code < LABELS * LABELS * LABELS * LABELS; code++) {
        double sum = 0;
        bool allowed = true;
        for (int i = 0, rest = code; i < WORDS; i++, rest /= LABELS) {
            labels[i] = rest % LABELS;
            allowed = allowed && (fixed[i] < 0 || fixed[i] == labels[i]) &&
                      hs_chain_label_follows(i ? labels[i - 1] : -1, labels[i]);
            sum += (double)scores[i][labels[i]];
            sum += i ? (double)steps[labels[i - 1]][labels[i]] : 0;
        }
        total += allowed ? exp(sum) : 0;
    }
    return total;
}

static void likelihoods_are_those_of_all_sequences(void **state)
{
    (void)state;
    hs_chain_row steps[LABELS], likely[WORDS];
    hs_chain_scores scores[WORDS] = {0};
    float stays[WORDS];
    uint64_t random = 7;
    for (int x = 0; x < LABELS; x++)
        for (int y = 0; y < LABELS; y++)
            steps[x][y] = random_unit(&random) * 4 - 2;
    for (int i = 0; i < WORDS; i++)
        for (int y = 0; y < LABELS; y++)
            scores[i][y] = random_unit(&random) * 6 - 3;
    hs_chain chain = {(const hs_chain_row *)steps, LABELS, 0, 0};
    hs_arena arena = {0};
    double sum = hs_chain_sum(&chain, (const hs_chain_scores *)scores, WORDS, likely, NULL, &arena);
    hs_chain_likely(&chain, (const hs_chain_scores *)scores, WORDS, likely, stays, &arena);
    int fixed[WORDS] = {-1, -1, -1, -1};
    double all = brute_force((const hs_chain_row *)steps, (const hs_chain_scores *)scores, fixed);
    assert_true(fabs(sum - log(all)) < 1e-4);
    for (int i = 0; i < WORDS; i++)
        for (int y = 0; y < LABELS; y++) {
            int one[WORDS] = {-1, -1, -1, -1};
            one[i] = y;
            double share =
                brute_force((const hs_chain_row *)steps, (const hs_chain_scores *)scores, one) /
                all;
            assert_true(fabs(share - (double)likely[i][y]) < 1e-4);
        }
    int none[WORDS] = {0, 0, 0, 0};
    double out = brute_force((const hs_chain_row *)steps, (const hs_chain_scores *)scores, none);
    double product = (double)likely[0][0] * (double)stays[1] * (double)stays[2] * (double)stays[3];
    assert_true(fabs(out / all - product) < 1e-4);
    hs_arena_finish(&arena);
}

static void the_best_sequence_is_well_formed(void **state)
{
    (void)state;
    hs_chain_row steps[HS_ACCUSING_LABELS] = {0};
    hs_chain_scores scores[12];
    uint8_t labels[12];
    uint64_t random = 9;
    hs_arena arena = {0};
    hs_chain chain = {(const hs_chain_row *)steps, HS_ACCUSING_LABELS, HS_LANE_ACCUSING, 0};
    for (int round = 0; round < 200; round++) {
        for (int i = 0; i < 12; i++)
            for (int y = 0; y < HS_ACCUSATION_LANES; y++)
                scores[i][y] = random_unit(&random);
        hs_chain_best(&chain, (const hs_chain_scores *)scores, 12, 0.3f, labels, &arena);
        for (int i = 0; i < 12; i++)
            assert_true(hs_chain_label_follows(i ? labels[i - 1] : -1, labels[i]));
    }
    hs_arena_finish(&arena);
}

static void names_of_one_party_are_told_from_others(void **state)
{
    (void)state;
    assert_true(same_party(HS_STR("Mr Orlo"), HS_STR("Tam Orlo")));
    assert_true(same_party(HS_STR("the Tarrow Council"), HS_STR("tarrow council’s")));
    assert_true(same_party(HS_STR("Britain"), HS_STR("UK")));
    assert_false(same_party(HS_STR("Tam Orlo"), HS_STR("Ina Orlo")));
    assert_false(same_party(HS_STR("AUTHOR"), HS_STR("the author Ina Orlo")));
    assert_false(same_party(HS_STR(""), HS_STR("Orlo")));
}

static void what_a_cue_costs_more_leaves_only_the_surer_ones(void **state)
{
    (void)state;
    hs_chain_row steps[HS_ACCUSING_LABELS] = {0};
    hs_chain_scores scores[3] = {0};
    uint8_t labels[3];
    hs_arena arena = {0};
    hs_chain chain = {(const hs_chain_row *)steps, HS_ACCUSING_LABELS, HS_LANE_ACCUSING, 0};
    scores[0][HS_ACCUSING_CUE] = 1;
    scores[2][HS_ACCUSING_CUE] = 3;
    hs_chain_best(&chain, (const hs_chain_scores *)scores, 3, 0, labels, &arena);
    assert_int_equal(labels[0], HS_ACCUSING_CUE);
    assert_int_equal(labels[2], HS_ACCUSING_CUE);
    chain.cue_bias = -2;
    hs_chain_best(&chain, (const hs_chain_scores *)scores, 3, 0, labels, &arena);
    assert_int_equal(labels[0], HS_ACCUSING_OUT);
    assert_int_equal(labels[2], HS_ACCUSING_CUE);
    hs_arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_cue_costs_more_leaves_only_the_surer_ones),
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(sizes_out_of_range_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(a_block_longer_than_a_window_is_read_to_its_end),
        cmocka_unit_test(likelihoods_are_those_of_all_sequences),
        cmocka_unit_test(the_best_sequence_is_well_formed),
        cmocka_unit_test(names_of_one_party_are_told_from_others),
    };
    return cmocka_run_group_tests(tests, make_sections, free_section);
}
