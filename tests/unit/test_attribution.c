/* The promises of the attribution model's parts: sections that are whole are bound and run, others
 * are refused or run within their bounds; labels become linked spans; confidence is a probability.
 * A small untrained model serves.
 */
#include "section_check.h"
#include "test.h"

#include "annotate/quotes/attribution_confidence.h"
#include "annotate/quotes/attribution_spans.h"
#include "train/attribution_export.h"

enum { STATES = 32 };

static struct section section;

static uint8_t no_cue(const void *model, uint32_t form)
{
    (void)model;
    (void)form;
    return 0;
}

static uint32_t form_of(const char *word)
{
    hs_arena arena = {0};
    hs_block_list *blocks = hs_block_list_build(hs_str_from(word), HS_MARKUP_PLAIN);
    uint32_t form = hs_attribution_words(blocks->entries[0].block, no_cue, NULL, &arena)[0].form;
    hs_block_list_unref(blocks);
    hs_arena_finish(&arena);
    return form;
}

static int make_section(void **state)
{
    (void)state;
    struct encoder_shape shape = {6, 16, STATES, 16};
    struct encoder *encoder = encoder_create(&shape, 5);
    const float calibration[HS_ATTRIBUTION_CALIBRATION] = {0.5f, 0.1f, 0.1f, 0.1f, -0.1f};
    struct known_form forms[] = {
        {form_of("said"), 1, 7},
        {form_of("the"), 2, 1},
        {form_of("rare"), 0, 3},
    };
    attribution_export(encoder, forms, HS_COUNT(forms), calibration, &section.whole);
    encoder_destroy(encoder);
    return 0;
}

static int free_section(void **state)
{
    (void)state;
    section_finish(&section);
    return 0;
}

static hs_block_list *blocks_of(const char *text)
{
    return hs_block_list_build(hs_str_from(text), HS_MARKUP_PLAIN);
}

/* States such as a language network might give. */
static const int8_t *states_of(const hs_block *block, hs_arena *arena)
{
    int8_t *states = hs_arena_alloc_array(arena, block->token_count, STATES);
    for (size_t i = 0; i < block->token_count * STATES; i++)
        states[i] = (int8_t)(i * 37 % 255 - 127);
    return states;
}

/* Labels, confidence and attributions of a block; checks what holds for any weights. */
static void run(const hs_attribution_model *model, const hs_block *block)
{
    hs_arena arena = {0};
    uint32_t count = (uint32_t)block->token_count;
    hs_attribution_word *words = hs_attribution_words(block, hs_attribution_level, model, &arena);
    const int8_t *states = states_of(block, &arena);
    hs_label_scores *scores = hs_attribution_scores(model, block, words, states, STATES, &arena);
    uint8_t *labels = hs_arena_alloc(&arena, count);
    hs_attribution_decode(model, (const hs_label_scores *)scores, 0, count, labels, &arena);
    hs_label_confidence *confidence =
        hs_attribution_marginals(model, (const hs_label_scores *)scores, labels, count, &arena);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(labels[i] < HS_LABEL_COUNT);
        assert_true(hs_label_follows(i ? labels[i - 1] : -1, labels[i]));
        assert_true(confidence[i] >= 0 && confidence[i] <= 1.001f);
    }
    size_t found_count;
    hs_found_attribution *found = hs_attribution_link(words, count, labels, &arena, &found_count);
    for (size_t i = 0; i < found_count; i++) {
        assert_true(found[i].content_count <= HS_FOUND_CONTENT_MAX);
        for (uint32_t k = 0; k < found[i].content_count; k++) {
            assert_true(found[i].content[k].first < found[i].content[k].end);
            assert_true(found[i].content[k].end <= count);
            hs_span span = hs_attribution_content_span(block, words, found[i].content[k]);
            assert_true(span.start < span.end && span.end <= block->text.length);
        }
        float sure = hs_attribution_confidence(model, confidence, count, &found[i]);
        assert_true(sure >= 0 && sure <= 1);
    }
    hs_arena_finish(&arena);
}

static const char sample[] =
    "“The pier is safe,” said Oda Brandt, the harbour master. She added that "
    "“nobody” had been hurt, according to the log: all was quiet.";

/* Binds what stands in the copy and, where that works, runs it. */
static bool bind_and_run(size_t size)
{
    hs_attribution_model model;
    hs_error error = {""};
    if (!hs_attribution_model_bind(&model, hs_str_make(section.copy, size), &error)) {
        assert_true(strlen(error.text) > 0);
        return false;
    }
    hs_block_list *blocks = blocks_of(sample);
    run(&model, blocks->entries[0].block);
    hs_block_list_unref(blocks);
    hs_attribution_model_finish(&model);
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
    section_check_cut(&section, bind_and_run, 4093);
}

static void sizes_out_of_range_are_refused(void **state)
{
    (void)state;
    section_check_header(&section, bind_and_run, 0x7f);
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 150);
}

static void all_kernels_give_the_same_scores(void **state)
{
    (void)state;
    hs_attribution_model model;
    section_reset(&section);
    assert_true(
        hs_attribution_model_bind(&model, hs_str_make(section.copy, section.whole.length), NULL));
    hs_block_list *blocks = blocks_of(sample);
    const hs_block *block = blocks->entries[0].block;
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t kernel_count = hs_kernels_available(kernels);
    hs_arena arena = {0};
    hs_attribution_word *words = hs_attribution_words(block, hs_attribution_level, &model, &arena);
    const int8_t *states = states_of(block, &arena);
    hs_label_scores *first = NULL;
    for (size_t k = 0; k < kernel_count; k++) {
        model.kernels = kernels[k];
        hs_label_scores *scores =
            hs_attribution_scores(&model, block, words, states, STATES, &arena);
        first = first ? first : scores;
        assert_memory_equal(scores, first, block->token_count * sizeof *scores);
    }
    hs_arena_finish(&arena);
    hs_block_list_unref(blocks);
    hs_attribution_model_finish(&model);
}

static void a_block_longer_than_a_window_is_read_to_its_end(void **state)
{
    (void)state;
    hs_buffer text = {0};
    for (int i = 0; i < 2 * HS_ATTRIBUTION_WINDOW; i++)
        hs_buffer_append_text(&text, i % 9 ? "word " : "said. ");
    section_reset(&section);
    hs_attribution_model model;
    assert_true(
        hs_attribution_model_bind(&model, hs_str_make(section.copy, section.whole.length), NULL));
    hs_block_list *blocks = hs_block_list_build(hs_buffer_str(&text), HS_MARKUP_PLAIN);
    run(&model, blocks->entries[0].block);
    hs_block_list_unref(blocks);
    hs_buffer_finish(&text);
    hs_attribution_model_finish(&model);
}

static uint8_t no_level(const void *model, uint32_t form)
{
    (void)model;
    (void)form;
    return 0;
}

/* One letter a word: o out, g gap, c cue, s and S source ahead and behind, k and K content ahead
 * and behind; a repeated letter goes on with the part, after '|' a new one begins. */
static uint8_t *labels_from(const char *letters, hs_arena *arena)
{
    static const char begins[] = "ogc-s-S-k-K-";
    uint8_t *labels = hs_arena_alloc(arena, strlen(letters) + 1);
    size_t count = 0;
    for (const char *at = letters; *at; at++) {
        if (*at == '|')
            continue;
        uint8_t label = (uint8_t)(strchr(begins, *at) - begins);
        labels[count++] =
            (uint8_t)(label + (label >= HS_LABEL_CUE && at > letters && at[-1] == *at));
    }
    return labels;
}

typedef struct linked {
    hs_block_list *blocks;
    hs_arena arena;
    const hs_block *block;
    hs_attribution_word *words;
    hs_found_attribution *found;
    size_t count;
} linked;

static linked link_labels(const char *text, const char *letters)
{
    linked l = {.blocks = blocks_of(text)};
    l.block = l.blocks->entries[0].block;
    size_t marks = 0;
    for (const char *at = letters; *at; at++)
        marks += *at == '|';
    assert_int_equal(l.block->token_count, strlen(letters) - marks);
    l.words = hs_attribution_words(l.block, no_level, NULL, &l.arena);
    l.found = hs_attribution_link(l.words, (uint32_t)l.block->token_count,
                                  labels_from(letters, &l.arena), &l.arena, &l.count);
    return l;
}

static void finish_linked(linked *l)
{
    hs_arena_finish(&l->arena);
    hs_block_list_unref(l->blocks);
}

static void assert_str(hs_str found, const char *expected)
{
    if (!hs_str_equal(found, hs_str_from(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", HS_STR_ARGS(found), expected);
}

static void assert_words(const linked *l, hs_token_range range, const char *expected)
{
    assert_false(hs_token_range_empty(range));
    hs_span span = hs_token_range_span(l->block, range);
    assert_str(hs_str_slice(l->block->text, span.start, span.end), expected);
}

static void assert_content(const linked *l, size_t index, uint32_t piece, const char *expected)
{
    assert_true(piece < l->found[index].content_count);
    hs_span span = hs_attribution_content_span(l->block, l->words, l->found[index].content[piece]);
    assert_str(hs_str_slice(l->block->text, span.start, span.end), expected);
}

static void an_interrupted_quote_is_one_attribution(void **state)
{
    (void)state;
    linked l = link_labels("“We came,” she said, “too late.”", "gkkgg|scgg|KKgo");
    assert_int_equal(l.count, 1);
    assert_int_equal(l.found[0].content_count, 2);
    assert_content(&l, 0, 0, "“We came,”");
    assert_content(&l, 0, 1, "“too late.”");
    assert_words(&l, l.found[0].source, "she");
    assert_words(&l, l.found[0].cue, "said");
    finish_linked(&l);
}

static void content_goes_to_the_cue_on_its_side(void **state)
{
    (void)state;
    linked l = link_labels("It rained, he said. She said it snowed.", "kkgsco|scKKo");
    assert_int_equal(l.count, 2);
    assert_content(&l, 0, 0, "It rained");
    assert_words(&l, l.found[0].source, "he");
    assert_content(&l, 1, 0, "it snowed");
    assert_words(&l, l.found[1].source, "She");
    finish_linked(&l);
}

static void a_second_cue_shares_the_source_in_its_sentence_alone(void **state)
{
    (void)state;
    linked l =
        link_labels("He said it rained and added it snowed. Asked, nodded.", "scKKocKKoc|goo");
    assert_true(l.count >= 2);
    assert_words(&l, l.found[1].source, "He");
    assert_true(hs_token_range_empty(l.found[2].source));
    finish_linked(&l);
}

static void marks_belong_to_the_content_that_fills_them(void **state)
{
    (void)state;
    linked l = link_labels("He said the “old pier” was gone.", "scKKKKKKKo");
    assert_content(&l, 0, 0, "the “old pier” was gone");
    finish_linked(&l);
    l = link_labels("He called it “the old pier”.", "scggKKKgo");
    assert_content(&l, 0, 0, "“the old pier”");
    finish_linked(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_section_is_bound),
        cmocka_unit_test(a_cut_section_is_refused),
        cmocka_unit_test(sizes_out_of_range_are_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(all_kernels_give_the_same_scores),
        cmocka_unit_test(a_block_longer_than_a_window_is_read_to_its_end),
        cmocka_unit_test(an_interrupted_quote_is_one_attribution),
        cmocka_unit_test(content_goes_to_the_cue_on_its_side),
        cmocka_unit_test(a_second_cue_shares_the_source_in_its_sentence_alone),
        cmocka_unit_test(marks_belong_to_the_content_that_fills_them),
    };
    return cmocka_run_group_tests(tests, make_section, free_section);
}
