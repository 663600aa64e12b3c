/* The promises of the claim model: sections that are whole are bound and run, others are refused or
 * run within their bounds; who a sentence is about does not change what the model reads; scores
 * follow the sentences around in turns and stand alone in prose.
 */
#include "section_check.h"
#include "test.h"

#include "annotate/annotate.h"
#include "annotate/claims/claim_context.h"
#include "annotate/figures/block_figures.h"
#include "base/buffer.h"
#include "train/claim_export.h"

enum { STATE = 16, TOKENS = 6 };

static struct section section;

static int make_section(void **state)
{
    (void)state;
    const float context[HS_CLAIM_CONTEXT_WEIGHTS] = {1, 0, 1, 0, 0.2f, 1};
    struct claim_net *nets[2] = {claim_net_create(STATE, 5), claim_net_create(STATE, 6)};
    claim_export(nets, 2, STATE, 77, context, &section.whole);
    claim_net_destroy(nets[0]);
    claim_net_destroy(nets[1]);
    return 0;
}

static int free_section(void **state)
{
    (void)state;
    section_finish(&section);
    return 0;
}

static void run(const hs_claim_model *model, float outputs[HS_CLAIM_OUTPUTS])
{
    hs_arena arena = {0};
    hs_claim_token tokens[TOKENS] = {{1, HS_CLAIM_WORD_ROWS, true}, {2, HS_CLAIM_ROWS - 1, false}};
    int8_t *states = hs_arena_alloc_array(&arena, TOKENS, model->header.state);
    float features[HS_CLAIM_FEATURES] = {1, 0.5f};
    for (size_t i = 0; i < TOKENS * (size_t)model->header.state; i++)
        states[i] = (int8_t)(i * 37 % 255 - 127);
    hs_claim_run claims =
        hs_claim_begin(model, tokens, states, model->header.state, TOKENS, &arena);
    hs_claim_outputs(&claims, 0, TOKENS, features, outputs);
    hs_arena_finish(&arena);
}

static float outputs[HS_CLAIM_OUTPUTS];

static bool bind_and_run(size_t size)
{
    hs_claim_model model;
    hs_error error = {""};
    if (!hs_claim_model_bind(&model, hs_str_make(section.copy, size), &error)) {
        assert_true(strlen(error.text) > 0);
        return false;
    }
    run(&model, outputs);
    hs_claim_model_finish(&model);
    return true;
}

static void a_whole_section_is_bound(void **state)
{
    (void)state;
    section_check_whole(&section, bind_and_run);
    for (int i = 0; i < HS_CLAIM_OUTPUTS; i++)
        assert_true(outputs[i] > -100 && outputs[i] < 100);
}

static void a_cut_section_is_refused(void **state)
{
    (void)state;
    section_check_cut(&section, bind_and_run, 65537);
}

static void sizes_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    section_check_header(&section, bind_and_run, 0x4ff);
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 60);
}

/* What the model reads of a text's first sentence, or false where there is no language model. */
static bool read_inputs(const char *text, hs_claim_token *tokens, uint32_t *count,
                        float features[HS_CLAIM_FEATURES])
{
    hs_block_list *blocks = hs_block_list_build(hs_str_from(text), HS_MARKUP_PLAIN);
    hs_arena scratch = {0};
    hs_block_findings findings = {0};
    hs_reading reading = {
        .block = blocks->entries[0].block, .arena = &findings.arena, .scratch = &scratch};
    hs_reading_prepare(&reading);
    hs_read_figures(&reading);
    bool read = reading.syntax != NULL;
    if (read) {
        *count = (uint32_t)reading.block->token_count;
        assert_true(*count <= 32);
        memcpy(tokens, hs_claim_tokens(&reading, &scratch), *count * sizeof *tokens);
        hs_claim_features(&reading, 0, reading.words.sentences[0], features);
    }
    hs_reading_finish(&reading, &findings);
    hs_arena_finish(&findings.arena);
    hs_arena_finish(&scratch);
    hs_block_list_unref(blocks);
    return read;
}

static void names_and_genders_are_not_read(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"He cut taxes for 40 percent of firms.", "She cut taxes for 40 percent of firms."},
        {"France spent twice as much on roads.", "Brazil spent twice as much on roads."},
        {"Mr Carrow voted against the treaty.", "Mrs Carrow voted against the treaty."},
    };
    for (size_t i = 0; i < HS_COUNT(pairs); i++) {
        hs_claim_token tokens[2][32];
        uint32_t counts[2];
        float features[2][HS_CLAIM_FEATURES];
        for (int k = 0; k < 2; k++)
            if (!read_inputs(pairs[i][k], tokens[k], &counts[k], features[k]))
                skip();
        assert_int_equal(counts[0], counts[1]);
        for (uint32_t t = 0; t < counts[0]; t++) {
            assert_int_equal(tokens[0][t].word, tokens[1][t].word);
            assert_int_equal(tokens[0][t].pair, tokens[1][t].pair);
        }
        assert_memory_equal(features[0], features[1], sizeof features[0]);
    }
}

/* The highest score of a claim in a text, with the models at hand. */
static float score_of(const char *text)
{
    hs_block_list *blocks = hs_block_list_build(hs_str_from(text), HS_MARKUP_PLAIN);
    hs_annotations *annotations = hs_annotate(blocks, NULL);
    float score = 0;
    for (size_t i = 0; i < annotations->count; i++)
        if (annotations->items[i].kind == HS_ANNOTATION_CLAIM &&
            annotations->items[i].claim.checkworthiness > score)
            score = annotations->items[i].claim.checkworthiness;
    hs_annotations_unref(annotations);
    hs_block_list_unref(blocks);
    return score;
}

static void a_claim_is_worth_as_much_whoever_it_is_about(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "Under %s, crime in the capital rose by 12 percent.",
        "%s told the committee that the bridge had cost 40 million.",
        "The contract was given to a friend of %s in 2015.",
        "I think %s is a wonderful neighbour.",
    };
    static const char *const names[] = {"Tobin Carrow", "Ines Strand",     "Mrs Halima Orsted",
                                        "Mr Yusra Wei", "President Oduya", "Brazil"};
    for (size_t i = 0; i < HS_COUNT(patterns); i++) {
        float least = 1, most = 0;
        for (size_t k = 0; k < HS_COUNT(names); k++) {
            hs_buffer text = {0};
            hs_buffer_printf(&text, patterns[i], names[k]);
            hs_buffer_append_byte(&text, '\n');
            float score = score_of(text.bytes);
            least = score < least ? score : least;
            most = score > most ? score : most;
            hs_buffer_finish(&text);
        }
        if (most - least > 0.1f)
            fail_msg("%.3f to %.3f: %s", (double)least, (double)most, patterns[i]);
    }
}

/* Whether the first claim of a text is `words`, and whose it is. */
static void check_first(const char *text, const char *words, bool author)
{
    hs_block_list *blocks = hs_block_list_build(hs_str_from(text), HS_MARKUP_PLAIN);
    hs_annotations *annotations = hs_annotate(blocks, NULL);
    size_t i = 0;
    while (i < annotations->count && annotations->items[i].kind != HS_ANNOTATION_CLAIM)
        i++;
    assert_true(i < annotations->count);
    hs_place place = annotations->items[i].claim.place;
    hs_str got =
        hs_str_slice(blocks->entries[place.block].block->text, place.span.start, place.span.end);
    if (!hs_str_equal(got, hs_str_from(words)))
        fail_msg("%.*s, not %s", (int)got.length, got.bytes, words);
    assert_int_equal(annotations->items[i].claim.claimant.author, author);
    hs_annotations_unref(annotations);
    hs_block_list_unref(blocks);
}

static void what_only_ties_a_claim_is_not_shown(void **state)
{
    (void)state;
    check_first("But in fact, crime has doubled.", "crime has doubled", true);
    check_first("So, rents fell in May.", "rents fell in May", true);
    check_first("So much rent was lost in May.", "So much rent was lost in May", true);
    check_first("And so on.", "And so on", true); /* of three words two have to remain */
    check_first("It is alleged that rents fell.", "rents fell", false);
    check_first("It was red that day in May.", "It was red that day in May", true);
}

static void turns_look_around_and_prose_does_not(void **state)
{
    (void)state;
    const float context[HS_CLAIM_CONTEXT_WEIGHTS] = {1, 0, 1, 0, 0.5f, 1};
    hs_linked_claim claims[3] = {{.logit = -1, .turn_logit = -1, .turn = true, .speaker = 1},
                                 {.logit = 0, .turn_logit = 0, .turn = true, .speaker = 1},
                                 {.logit = 0, .turn_logit = 0, .turn = true, .speaker = 2}};
    float low[3], high[3];
    hs_claim_scores(context, claims, 3, low);
    claims[0].turn_logit = 3;
    hs_claim_scores(context, claims, 3, high);
    assert_true(high[0] > low[0] && high[1] > low[1]);
    assert_true(low[1] > low[2]); /* whose speaker says more of the text */
    for (int i = 0; i < 3; i++)
        claims[i].turn = false;
    hs_claim_scores(context, claims, 3, low);
    assert_float_equal(low[1], 0.5, 1e-6);
    assert_float_equal(low[1], low[2], 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(names_and_genders_are_not_read),
        cmocka_unit_test(a_claim_is_worth_as_much_whoever_it_is_about),
        cmocka_unit_test(what_only_ties_a_claim_is_not_shown),
        cmocka_unit_test(turns_look_around_and_prose_does_not),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
