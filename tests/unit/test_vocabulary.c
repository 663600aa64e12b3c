/* The promises of corpus/train/vocabulary.h. */
#include "test.h"

#include <unistd.h>

#include "base/buffer.h"
#include "train/vocabulary.h"

static struct sample_set words_of(const char *words)
{
    const char *folder = getenv("TMPDIR");
    struct sample_set set = {0};
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s/hearsay-%ld-words", folder ? folder : "/tmp", (long)getpid());
    char *name = hs_buffer_take(&path);
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fprintf(file, "%s\n", words);
    fclose(file);
    assert_true(sample_read_list(&set, name));
    unlink(name);
    free(name);
    return set;
}

static void free_words(struct sample_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->samples[i].words);
    free(set->samples);
    free(set->pool);
}

static void labelled_words_stay_and_names_of_the_news_get_no_row(void **state)
{
    (void)state;
    struct sample_set trees = words_of("harbour harbour quay");
    struct sample_set text =
        words_of("gull gull gull gull mast mast mast Orlo Orlo Orlo Orlo Orlo");
    struct sample_set news = words_of("storm storm storm storm storm storm Carrow Carrow Carrow "
                                      "Carrow Carrow Carrow Carrow gull");
    struct sample_set *sets[] = {&trees, &text};
    struct vocabulary vocabulary;
    vocabulary_build(&vocabulary, sets, 2, &news, 2, 3, WORD_FIRST + 4);
    assert_int_equal(vocabulary.rows, WORD_FIRST + 4);
    struct sample_set asked = words_of("storm gull Orlo harbour mast Carrow quay");
    vocabulary_apply(&vocabulary, &asked, 64);
    const struct sample_word *words = asked.samples[0].words;
    assert_int_equal(words[0].vocabulary, WORD_FIRST); /* six times */
    assert_in_range(words[1].vocabulary, WORD_FIRST + 1, WORD_FIRST + 2);
    assert_in_range(words[2].vocabulary, WORD_FIRST + 1, WORD_FIRST + 2);
    assert_int_equal(words[3].vocabulary, WORD_FIRST + 3); /* twice, but labelled */
    for (int rare = 4; rare < 7; rare++)
        assert_int_equal(words[rare].vocabulary, WORD_UNKNOWN);
    vocabulary_finish(&vocabulary);
    struct sample_set *all[] = {&trees, &text, &news, &asked};
    for (size_t i = 0; i < HS_COUNT(all); i++)
        free_words(all[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labelled_words_stay_and_names_of_the_news_get_no_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
