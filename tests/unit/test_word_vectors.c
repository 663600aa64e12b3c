/* What the vectors of words promise: a lemma's are found in any case and by part of speech, names
 * and numbers have none, and no damaged section is trusted. */
#include "test.h"

#include "language/labels.h"
#include "language/word_vectors.h"
#include "section_check.h"
#include "train/vector_table.h"

static struct section section;
static hs_word_vectors vectors;

/* Word i points along axis i. */
static const struct {
    const char *lemma;
    char part;
} known[] = {{"deny", 'v'}, {"report", 'n'}, {"report", 'v'}, {"corrupt", 'a'}, {"she", 'x'}};

static hs_word word_of(const char *lemma, uint8_t upos)
{
    return (hs_word){.lemma = lemma, .lemma_length = (uint16_t)strlen(lemma), .upos = upos};
}

static int axis_of(const char *lemma, uint8_t upos)
{
    hs_word word = word_of(lemma, upos);
    int8_t numbers[HS_WORD_VECTOR_WIDTH];
    bool found = hs_word_vectors_copy(&vectors, &word, numbers);
    for (int i = 0; found && i < HS_WORD_VECTOR_WIDTH; i++)
        if (numbers[i] > 0)
            return i;
    return -1;
}

static bool bind_and_run(size_t size)
{
    hs_error error = {0};
    if (!hs_word_vectors_bind(&vectors, hs_str_make(section.copy, size), &error)) {
        assert_true(error.text[0] != '\0');
        return false;
    }
    for (size_t i = 0; i < HS_COUNT(known); i++)
        axis_of(known[i].lemma, HS_UPOS_VERB);
    return true;
}

static int write_section(void **state)
{
    (void)state;
    struct vector_table table = {0};
    for (size_t i = 0; i < HS_COUNT(known); i++) {
        float numbers[HS_WORD_VECTOR_WIDTH] = {0};
        numbers[i] = 7;
        vector_table_add(&table, hs_str_from(known[i].lemma), known[i].part, numbers);
    }
    vector_table_export(&table, &section.whole);
    vector_table_finish(&table);
    return 0;
}

static int drop_section(void **state)
{
    (void)state;
    section_finish(&section);
    return 0;
}

static void words_are_found_by_lemma_and_part_of_speech(void **state)
{
    (void)state;
    section_check_whole(&section, bind_and_run);
    assert_int_equal(axis_of("deny", HS_UPOS_VERB), 0);
    assert_int_equal(axis_of("Deny", HS_UPOS_AUX), 0);
    assert_int_equal(axis_of("report", HS_UPOS_NOUN), 1);
    assert_int_equal(axis_of("report", HS_UPOS_VERB), 2);
    assert_int_equal(axis_of("corrupt", HS_UPOS_ADV), 3);
    assert_int_equal(axis_of("she", HS_UPOS_PRON), 4);
    assert_int_equal(axis_of("deny", HS_UPOS_NOUN), -1);
    assert_int_equal(axis_of("denies", HS_UPOS_VERB), -1);
    assert_int_equal(axis_of("", HS_UPOS_VERB), -1);
}

static void names_and_numbers_have_none(void **state)
{
    (void)state;
    section_check_whole(&section, bind_and_run);
    hs_word named = word_of("report", HS_UPOS_NOUN);
    named.entity_tag = 1;
    int8_t numbers[HS_WORD_VECTOR_WIDTH];
    assert_false(hs_word_vectors_copy(&vectors, &named, numbers));
    assert_int_equal(axis_of("she", HS_UPOS_PROPN), -1);
    assert_int_equal(axis_of("she", HS_UPOS_NUM), -1);
}

static void all_vectors_are_of_one_length(void **state)
{
    (void)state;
    struct vector_table table = {0};
    float small[HS_WORD_VECTOR_WIDTH] = {0.001f, -0.001f}, none[HS_WORD_VECTOR_WIDTH] = {0};
    vector_table_add(&table, HS_STR("deny"), 'v', small);
    vector_table_add(&table, HS_STR("report"), 'n', none);
    assert_int_equal(table.rows.items[0].values[0], 127);
    assert_int_equal(table.rows.items[0].values[1], -127);
    assert_int_equal(table.rows.items[1].values[0], 0);
    vector_table_finish(&table);
}

static void cut_sections_are_refused(void **state)
{
    (void)state;
    section_check_cut(&section, bind_and_run, 61);
}

static void headers_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    section_check_header(&section, bind_and_run, 0xf);
}

static void damaged_sections_stay_within_bounds(void **state)
{
    (void)state;
    section_check_damage(&section, bind_and_run, 3000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_by_lemma_and_part_of_speech),
        cmocka_unit_test(names_and_numbers_have_none),
        cmocka_unit_test(all_vectors_are_of_one_length),
        cmocka_unit_test(cut_sections_are_refused),
        cmocka_unit_test(headers_that_do_not_fit_are_refused),
        cmocka_unit_test(damaged_sections_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, write_section, drop_section);
}
