/* The promises of daemon/language/name_lists.h and name_model.h, and of the training behind them: a
 * small untrained network and model of names serve.
 */
#include "section_check.h"
#include "test.h"

#include <math.h>
#include <unistd.h>

#include "base/memory.h"
#include "train/export.h"
#include "train/name_forms.h"
#include "train/name_table.h"
#include "train/name_trainer.h"
#include "train/network.h"

enum { KIND_PLACE = 1, KIND_BODY = 3, STATES = 32, VECTOR = 16, HIDDEN = 16 };

static struct hs_name_lists lists;
static struct section network_section, name_section;
static struct name_trainer *trainer;

static const char *const listed = "Norland\t2\n"
                                  "Port Orlo\t2\n"
                                  "Port Orlo Ferries\t8\n"
                                  "al-Rasheen\t8\n"
                                  "Rasheen\t2\n"
                                  "not a name\n";

static void read_lists(void)
{
    const char *folder = getenv("TMPDIR");
    hs_error error = {0};
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s/hearsay-%ld-names", folder ? folder : "/tmp", (long)getpid());
    FILE *file = fopen(path.bytes, "w");
    assert_non_null(file);
    fputs(listed, file);
    fclose(file);
    assert_true(name_table_read(path.bytes, &lists, &error));
    unlink(path.bytes);
    assert_false(name_table_read(path.bytes, &lists, &error));
    assert_non_null(strstr(error.text, path.bytes));
    hs_buffer_finish(&path);
}

static int set_up(void **state)
{
    (void)state;
    const float biases[HS_NAME_TAG_COUNT] = {0.5f};
    struct shape shape = {20, 30, VECTOR, STATES / 2, 2, 16, 16};
    struct network *network = network_create(&shape, 5);
    network_export(network, &network_section.whole);
    network_destroy(network);
    read_lists();
    trainer = name_trainer_create(STATES + VECTOR + HS_NAME_LIST_INPUTS, HIDDEN, 7);
    name_trainer_export(trainer, &lists, STATES, VECTOR, biases, &name_section.whole);
    section_reset(&network_section);
    section_reset(&name_section);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    name_trainer_destroy(trainer);
    section_finish(&network_section);
    section_finish(&name_section);
    free((void *)(uintptr_t)lists.slots);
    return 0;
}

/* Words at the spaces of a text. */
static uint32_t split(const char *text, hs_word *words, uint32_t room)
{
    uint32_t count = 0;
    for (size_t at = 0; text[at] && count < room;) {
        size_t length = strcspn(text + at, " ");
        words[count++] = (hs_word){.byte_start = (uint32_t)at, .byte_end = (uint32_t)(at + length)};
        at += length + (text[at + length] == ' ');
    }
    return count;
}

/* The marks of one kind: "S" a name by itself, "B" and "I" parts of a longer one, "." none. */
static const char *marks_of(const char *text, int kind)
{
    static char marks[20];
    hs_word words[19] = {{0}};
    int8_t inputs[19 * HS_NAME_LIST_INPUTS];
    uint32_t count = split(text, words, 19);
    memset(inputs, 55, sizeof inputs);
    hs_name_lists_mark(&lists, text, words, (hs_word_span){0, count}, inputs, HS_NAME_LIST_INPUTS);
    for (uint32_t i = 0; i < count; i++) {
        const int8_t *mark = inputs + i * HS_NAME_LIST_INPUTS + (size_t)kind * 3;
        marks[i] = mark[0] == 127 ? 'S' : mark[1] == 127 ? 'B' : mark[2] == 127 ? 'I' : '.';
        assert_true(mark[0] == 0 || mark[0] == 127);
    }
    marks[count] = 0;
    return marks;
}

static void listed_names_are_marked_by_their_letters_alone(void **state)
{
    (void)state;
    assert_string_equal(marks_of("In Norland , NORLAND and norland", KIND_PLACE), ".S.S.S");
    assert_string_equal(marks_of("Al - Rasheen", KIND_BODY), "BII");
    assert_string_equal(marks_of("al-Rasheen", KIND_BODY), "S");
    assert_string_equal(marks_of("Norlanders", KIND_PLACE), ".");
    assert_string_equal(marks_of("- , !", KIND_PLACE), "...");
}

static void the_longest_name_of_a_kind_is_marked(void **state)
{
    (void)state;
    assert_string_equal(marks_of("the Port Orlo Ferries left", KIND_PLACE), ".BI..");
    assert_string_equal(marks_of("the Port Orlo Ferries left", KIND_BODY), ".BII.");
    assert_string_equal(marks_of("al Rasheen", KIND_BODY), "BI");
    assert_string_equal(marks_of("al Rasheen", KIND_PLACE), ".S");
}

/* Binds what stands in the copy and, where that works, runs a network with it. */
static bool bind_and_run(size_t size)
{
    struct hs_network network;
    struct hs_name_model names;
    hs_error error = {0};
    if (!hs_name_model_bind(&names, name_section.copy, size, STATES, VECTOR, &error)) {
        assert_true(strlen(error.text) > 0);
        return false;
    }
    assert_true(
        hs_network_bind(&network, network_section.copy, network_section.whole.length, &error));
    network.names = &names;
    struct hs_workspace *workspace = hs_workspace_create(&network, hs_kernels_best());
    const char text[] = "the Port Orlo Ferries left Norland";
    const hs_word_span sentences[] = {{0, 4}, {4, 6}};
    hs_word words[6];
    assert_int_equal(split(text, words, 6), 6);
    hs_network_run(&network, workspace, text, words, sentences, 2, NULL, 0);
    for (uint32_t i = 0; i < 6; i++)
        assert_true(words[i].entity_tag < HS_NAME_TAG_COUNT);
    hs_workspace_destroy(workspace);
    hs_network_finish(&network);
    hs_name_model_finish(&names);
    return true;
}

static void a_whole_section_is_bound_and_a_cut_one_refused(void **state)
{
    (void)state;
    section_check_whole(&name_section, bind_and_run);
    section_check_cut(&name_section, bind_and_run, 37);
}

static void a_model_for_another_network_is_refused(void **state)
{
    (void)state;
    struct hs_name_model names;
    hs_error error = {0};
    section_reset(&name_section);
    assert_false(hs_name_model_bind(&names, name_section.copy, name_section.whole.length,
                                    STATES + 16, VECTOR, &error));
    assert_non_null(strstr(error.text, "another network"));
}

static void damaged_bytes_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&name_section, bind_and_run, 1000);
}

static struct name_word word_of(const char *text, int allowed)
{
    return (struct name_word){text, (uint16_t)strlen(text), (uint16_t)allowed};
}

struct setting {
    struct name_encoder encoder;
    struct name_word words[6];
    struct name_sentence sentences[2];
    const struct name_sentence *batch[2];
};

/* Two sentences, some words of which may have several tags. */
static void fill_setting(struct setting *setting)
{
    setting->words[0] = word_of("the", 1);
    setting->words[1] = word_of("Norland", 1 << 5);
    setting->words[2] = word_of("Ferries", 1 << 6 | 1);
    setting->words[3] = word_of("left", NAME_ANY);
    setting->words[4] = word_of("Rasheen", 1 << 1);
    setting->words[5] = word_of(".", 1 | 1 << 7 | 1 << 8);
    setting->sentences[0] = (struct name_sentence){setting->words, 4, NAME_CORPUS_GUM};
    setting->sentences[1] = (struct name_sentence){setting->words + 4, 2, NAME_CORPUS_EWT};
    setting->batch[0] = &setting->sentences[0];
    setting->batch[1] = &setting->sentences[1];
}

/* The loss of the batch; leaves the gradient. */
static double loss_of(struct setting *setting)
{
    const struct name_pass pass = {.training = true};
    memset(trainer->gradient, 0, trainer->layout.size * sizeof(float));
    return name_trainer_pass(trainer, &setting->encoder, setting->batch, 2, &pass, NULL);
}

static void check_slope(struct setting *setting, size_t weight)
{
    const float step = 1e-2f;
    loss_of(setting);
    float gradient = trainer->gradient[weight];
    float kept = trainer->values[weight];
    trainer->values[weight] = kept + step;
    double above = loss_of(setting);
    trainer->values[weight] = kept - step;
    double below = loss_of(setting);
    trainer->values[weight] = kept;
    double slope = (above - below) / (2 * (double)step);
    if (fabs(slope - (double)gradient) > 2e-3 + 0.03 * fabs(slope))
        fail_msg("weight %zu: gradient %g, slope %g", weight, (double)gradient, slope);
}

static void gradients_are_slopes_of_the_loss(void **state)
{
    (void)state;
    struct hs_network network;
    struct hs_name_model inputs = {.header = {.states = STATES, .vector = VECTOR, .hidden = HIDDEN},
                                   .lists = lists};
    struct setting setting;
    hs_error error = {0};
    assert_true(
        hs_network_bind(&network, network_section.copy, network_section.whole.length, &error));
    network.names = &inputs;
    setting.encoder =
        (struct name_encoder){&network, hs_workspace_create(&network, hs_kernels_best())};
    fill_setting(&setting);
    assert_true(loss_of(&setting) > 0);
    for (size_t weight = 0; weight < trainer->layout.size; weight += 83)
        check_slope(&setting, weight);
    for (size_t weight = trainer->layout.bias; weight < trainer->layout.size; weight += 3)
        check_slope(&setting, weight);
    hs_workspace_destroy(setting.encoder.workspace);
    hs_network_finish(&network);
}

/* How often a name of two words takes each form, over many draws: kept, a dash in the middle, one
 * at the end, a third word, initials. */
static void forms_keep_a_name_one_and_each_comes_up(void **state)
{
    (void)state;
    const uint16_t begins = 1 << (1 + 2 * HS_NAME_PERSON), inside = 1 << (2 + 2 * HS_NAME_PERSON);
    struct name_word other[] = {{"Leif", 4, begins}, {"Carrow", 6, inside}};
    const struct name_sentence known = {other, 2, NAME_CORPUS_GUM};
    const struct name_set set = {(struct name_sentence *)&known, 1, 1, 2};
    const struct name_set *sets[] = {&set};
    struct name_swap_pool pool;
    name_swap_pool_build(&pool, sets, 1);
    uint64_t random = 4;
    int seen[5] = {0};
    for (int i = 0; i < 1000; i++) {
        struct name_word words[NAME_WORDS_MAX] = {
            {"said", 4, 1}, {"Ines", 4, begins}, {"Orlo", 4, inside}};
        struct name_sentence sentence = {words, 3, NAME_CORPUS_GUM};
        name_form_give(&pool, &sentence, 1, &random);
        assert_in_range(sentence.count, 3, 5);
        assert_int_equal(words[0].allowed, 1);
        assert_int_equal(words[1].allowed, begins);
        for (uint32_t w = 2; w < sentence.count; w++)
            assert_int_equal(words[w].allowed, inside);
        bool changed = memcmp(words[1].text, "Ines", 4) != 0;
        if (sentence.count == 5)
            assert_memory_equal(words[words[2].text[0] == '-' ? 2 : 3].text, "-", 1);
        seen[sentence.count == 5   ? 1 + (words[2].text[0] != '-')
             : sentence.count == 4 ? 3
             : changed             ? 4
                                   : 0]++;
    }
    for (int form = 1; form < 5; form++)
        assert_true(seen[form] > 50);
    free(pool.phrases[HS_NAME_PERSON]);
}

static void a_form_that_does_not_fit_is_left(void **state)
{
    (void)state;
    struct name_word words[NAME_WORDS_MAX];
    for (int i = 0; i < NAME_WORDS_MAX; i++)
        words[i] = (struct name_word){"Orlo", 4, 1 << (1 + 2 * HS_NAME_PERSON)};
    const struct name_set set = {&(struct name_sentence){words, 1, NAME_CORPUS_GUM}, 1, 1, 1};
    const struct name_set *sets[] = {&set};
    struct name_swap_pool pool;
    name_swap_pool_build(&pool, sets, 1);
    uint64_t random = 4;
    struct name_sentence sentence = {words, NAME_WORDS_MAX - 1, NAME_CORPUS_GUM};
    for (int i = 0; i < 100; i++)
        name_form_give(&pool, &sentence, NAME_WORDS_MAX - 3, &random);
    assert_int_equal(sentence.count, NAME_WORDS_MAX - 1);
    free(pool.phrases[HS_NAME_PERSON]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_names_are_marked_by_their_letters_alone),
        cmocka_unit_test(the_longest_name_of_a_kind_is_marked),
        cmocka_unit_test(a_whole_section_is_bound_and_a_cut_one_refused),
        cmocka_unit_test(a_model_for_another_network_is_refused),
        cmocka_unit_test(damaged_bytes_stay_within_bounds),
        cmocka_unit_test(gradients_are_slopes_of_the_loss),
        cmocka_unit_test(forms_keep_a_name_one_and_each_comes_up),
        cmocka_unit_test(a_form_that_does_not_fit_is_left),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
