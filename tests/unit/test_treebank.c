/* Holds the shipped model to our own annotated sentences (tests/golden/treebank): a change of the
 * model, the tokenizer or the analysis that makes them worse fails here. The bounds lie a little
 * below what the model reached when they were set.
 */
#include "source_tree.h"

#include <sys/stat.h>

#include "base/buffer.h"
#include "language/model_file.h"
#include "train/model_score.h"

static hs_language *language;
static hs_conllu gold;

static int open_all(void **state)
{
    (void)state;
    hs_error error = {0};
    hs_buffer treebank = {0};
    source_tree_append(&treebank, "tests/golden/treebank/news.conllu");
    bool good = hs_conllu_read(&gold, treebank.bytes, &error);
    char *model = good ? hs_model_file_find(NULL, &error) : NULL;
    language = model ? hs_language_open(model, &error) : NULL;
    if (!language)
        print_error("%s\n", error.text);
    free(model);
    hs_buffer_finish(&treebank);
    return language ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    hs_language_close(language);
    hs_conllu_finish(&gold);
    return 0;
}

static void assert_at_least(const hs_score *score, const char *name, double bound)
{
    if (hs_score_f1(score) < bound)
        fail_msg("%s: %.2f, not %.2f", name, hs_score_f1(score), bound);
}

static void assert_scores(const hs_score *scores, const double bounds[HS_METRIC_COUNT])
{
    for (int m = 0; m < HS_METRIC_COUNT; m++)
        assert_at_least(&scores[m], hs_metric_names[m], bounds[m]);
}

static void the_treebank_is_well_formed(void **state)
{
    (void)state;
    assert_int_equal(gold.sentences.count, 40);
    for (size_t s = 0; s < gold.sentences.count; s++) {
        const hs_conllu_sentence *sentence = &gold.sentences.items[s];
        const hs_conllu_word *words = &gold.words.items[sentence->first_word];
        size_t roots = 0;
        for (uint32_t i = 0; i < sentence->word_count; i++) {
            size_t steps = 0;
            roots += words[i].head == 0;
            for (uint32_t at = i + 1; at != 0 && steps <= sentence->word_count; steps++)
                at = words[at - 1].head;
            assert_true(steps <= sentence->word_count); /* no circle */
        }
        assert_int_equal(roots, 1);
    }
}

static void the_model_stays_below_24_mb(void **state)
{
    (void)state;
    struct stat status;
    char *path = hs_model_file_find(NULL, NULL);
    assert_non_null(path);
    assert_int_equal(stat(path, &status), 0);
    assert_true(status.st_size <= 24 * 1000 * 1000);
    free(path);
}

static void tags_lemmas_and_trees_stay_as_good_on_given_words(void **state)
{
    (void)state;
    hs_score scores[HS_METRIC_COUNT];
    hs_error error;
    assert_true(hs_model_score_words(language, &gold, scores, &error));
    assert_scores(scores, (const double[HS_METRIC_COUNT]){100, 100, 100, 98, 97, 98.5, 94, 93});
}

static void running_text_is_cut_and_read_as_well(void **state)
{
    (void)state;
    hs_score scores[HS_METRIC_COUNT];
    hs_error error;
    assert_true(hs_model_score_raw(language, &gold, scores, &error));
    assert_scores(scores, (const double[HS_METRIC_COUNT]){99.9, 99, 99.9, 98, 97, 98.5, 94, 93});
}

/* The names that the treebank's last column marks. */
static void gold_names(hs_named_text *names)
{
    static const char *const types[][2] = {
        {"person", "PER"}, {"place", "LOC"}, {"organisation", "ORG"}};
    hs_buffer table = {0};
    hs_error error;
    for (size_t s = 0; s < gold.sentences.count; s++) {
        const hs_conllu_sentence *sentence = &gold.sentences.items[s];
        for (uint32_t i = 0; i < sentence->word_count; i++) {
            const hs_conllu_word *word = &gold.words.items[sentence->first_word + i];
            hs_buffer_printf(&table, "%.*s ", HS_STR_ARGS(word->form));
            const char *tag = "O", *mark = "";
            for (size_t t = 0; t < HS_COUNT(types); t++)
                if (memmem(word->misc.bytes, word->misc.length, types[t][0], strlen(types[t][0]))) {
                    tag = types[t][1];
                    mark = memmem(word->misc.bytes, word->misc.length, "=B-", 3) ? "B-" : "I-";
                }
            hs_buffer_printf(&table, "%s%s\n", mark, tag);
        }
        hs_buffer_append_byte(&table, '\n');
    }
    assert_true(hs_named_text_parse(names, hs_buffer_str(&table), "names", &error));
    hs_buffer_finish(&table);
}

static void names_are_found_as_well(void **state)
{
    (void)state;
    hs_named_text names;
    hs_score by_type[HS_SCORED_NAME_TYPES];
    gold_names(&names);
    assert_int_equal(names.names.count, 15);
    hs_score all = hs_model_score_names(language, &names, by_type);
    assert_at_least(&all, "names", 80);
    hs_named_text_finish(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_treebank_is_well_formed),
        cmocka_unit_test(the_model_stays_below_24_mb),
        cmocka_unit_test(tags_lemmas_and_trees_stay_as_good_on_given_words),
        cmocka_unit_test(running_text_is_cut_and_read_as_well),
        cmocka_unit_test(names_are_found_as_well),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
