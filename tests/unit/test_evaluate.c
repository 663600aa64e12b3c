/* The scorer's promises, on cases that were worked out by hand after the definition of the CoNLL
 * 2018 shared task. */
#include "test.h"

#include <unistd.h>

#include "train/named.h"
#include "train/score.h"

static void read_treebank(hs_conllu *treebank, const char *text)
{
    hs_error error = {0};
    if (!hs_conllu_parse(treebank, hs_str_from(text), "case", &error))
        fail_msg("%s", error.text);
}

static void score(const char *gold_text, const char *system_text, hs_score *scores)
{
    hs_conllu gold, system;
    hs_error error = {0};
    read_treebank(&gold, gold_text);
    read_treebank(&system, system_text);
    if (!hs_score_treebank(&gold, &system, scores, &error))
        fail_msg("%s", error.text);
    hs_conllu_finish(&gold);
    hs_conllu_finish(&system);
}

static void assert_score(const hs_score *score, size_t correct, size_t gold, size_t system)
{
    assert_int_equal(score->correct, correct);
    assert_int_equal(score->gold, gold);
    assert_int_equal(score->system, system);
}

static const char gold_text[] = "# newdoc id = a\n"
                                "1\tVey\tVey\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
                                "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
                                "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
                                "4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
                                "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
                                "\n"
                                "1\tRain\train\tNOUN\tNN\t_\t2\tnsubj:outer\t_\t_\n"
                                "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
                                "2.1\tfell\tfall\tVERB\tVBD\t_\t_\t_\t_\t_\n"
                                "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
                                "\n";

static void a_treebank_scores_full_against_itself(void **state)
{
    (void)state;
    hs_score scores[HS_METRIC_COUNT];
    score(gold_text, gold_text, scores);
    assert_score(&scores[HS_METRIC_TOKENS], 7, 7, 7);
    assert_score(&scores[HS_METRIC_SENTENCES], 2, 2, 2);
    for (int m = HS_METRIC_WORDS; m < HS_METRIC_COUNT; m++) {
        assert_score(&scores[m], 8, 8, 8);
        assert_true(hs_score_f1(&scores[m]) > 99.99 && hs_score_f1(&scores[m]) < 100.01);
    }
}

static void labels_heads_and_subtypes_count_as_the_task_says(void **state)
{
    (void)state;
    /* one sentence instead of two; a wrong tag (Rain), a wrong lemma (fell), a wrong head (the
     * last stop), a wrong relation (Vey), a missing subtype (Rain) that does not count */
    static const char system_text[] =
        "1\tVey\tVey\tPROPN\tNNP\t_\t4\tobj\t_\t_\n"
        "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
        "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
        "4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
        "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
        "6\tRain\train\tPROPN\tNN\t_\t7\tnsubj\t_\t_\n"
        "7\tfell\tfell\tVERB\tVBD\t_\t4\tparataxis\t_\tSpaceAfter=No\n"
        "8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";
    hs_score scores[HS_METRIC_COUNT];
    score(gold_text, system_text, scores);
    assert_score(&scores[HS_METRIC_SENTENCES], 0, 2, 1);
    assert_score(&scores[HS_METRIC_TOKENS], 7, 7, 7);
    assert_score(&scores[HS_METRIC_UPOS], 7, 8, 8);
    assert_score(&scores[HS_METRIC_XPOS], 8, 8, 8);
    assert_score(&scores[HS_METRIC_LEMMAS], 7, 8, 8);
    assert_score(&scores[HS_METRIC_UAS], 6, 8, 8); /* not "fell" (a root in gold), not its stop */
    assert_score(&scores[HS_METRIC_LAS], 5, 8, 8);
}

static void words_align_by_characters_where_the_cuts_differ(void **state)
{
    (void)state;
    /* "didn't" is one word here, "Vey" two, and the first stop stands with "leave" */
    static const char system_text[] = "1\tV\tV\tPROPN\tNNP\t_\t4\tnsubj\t_\tSpaceAfter=No\n"
                                      "2\tey\tey\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
                                      "3\tdidn't\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
                                      "4\tleave.\tleave\tVERB\tVB\t_\t0\troot\t_\t_\n\n"
                                      "1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
                                      "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
                                      "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    hs_score scores[HS_METRIC_COUNT];
    score(gold_text, system_text, scores);
    assert_score(&scores[HS_METRIC_TOKENS], 4, 7, 7); /* didn't, Rain, fell, . */
    assert_score(&scores[HS_METRIC_SENTENCES], 2, 2, 2);
    assert_score(&scores[HS_METRIC_WORDS], 3, 8, 7);
    assert_score(&scores[HS_METRIC_LAS], 3, 8, 7);
    assert_int_equal(scores[HS_METRIC_LAS].aligned, 3);
    assert_true(hs_score_f1(&scores[HS_METRIC_LAS]) > 39.9 &&
                hs_score_f1(&scores[HS_METRIC_LAS]) < 40.1);
}

static void multiword_tokens_align_by_their_common_words(void **state)
{
    (void)state;
    /* the same token, cut into other words: only "n't" is common */
    static const char system_text[] = "1\tVey\tVey\tPROPN\tNNP\t_\t5\tnsubj\t_\t_\n"
                                      "2-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                      "2\tdi\tdo\tAUX\tVBD\t_\t5\taux\t_\t_\n"
                                      "3\td\tdo\tAUX\tVBD\t_\t5\taux\t_\t_\n"
                                      "4\tN'T\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_\n"
                                      "5\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
                                      "6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_\n\n"
                                      "1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
                                      "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
                                      "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    hs_score scores[HS_METRIC_COUNT];
    score(gold_text, system_text, scores);
    assert_score(&scores[HS_METRIC_TOKENS], 7, 7, 7);
    assert_score(&scores[HS_METRIC_WORDS], 7, 8, 9);
    assert_score(&scores[HS_METRIC_UAS], 7, 8, 9);
}

static void texts_that_differ_are_refused(void **state)
{
    (void)state;
    hs_conllu gold, system;
    hs_error error = {0};
    hs_score scores[HS_METRIC_COUNT];
    read_treebank(&gold, gold_text);
    read_treebank(&system, "1\tVex\t_\tX\t_\t_\t0\troot\t_\t_\n\n");
    assert_false(hs_score_treebank(&gold, &system, scores, &error));
    assert_non_null(strstr(error.text, "differ at character 2, near \"Vey\""));
    hs_conllu_finish(&gold);
    hs_conllu_finish(&system);
}

static void broken_treebanks_are_refused_with_the_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"1\tVey\n", "case:1: fewer than ten columns"},
        {"\n2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", "case:2: the word's number"},
        {"1\ta\ta\tX\t_\t_\t7\troot\t_\t_\n\n", "case:2: a head lies outside"},
        {"1\ta\ta\tX\t_\t_\tx\troot\t_\t_\n\n", "case:1: the head is not a number"},
        {"1-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n", "goes on behind"},
        {"2-1\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", "case:1: the range"},
        {"1\t\ta\tX\t_\t_\t0\troot\t_\t_\n", "case:1: an empty column"},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_conllu treebank;
        hs_error error = {0};
        assert_false(hs_conllu_parse(&treebank, hs_str_from(cases[i].text), "case", &error));
        if (!strstr(error.text, cases[i].part))
            fail_msg("\"%s\" does not say \"%s\"", error.text, cases[i].part);
    }
}

static void running_text_and_places_follow_the_spaces(void **state)
{
    (void)state;
    hs_conllu treebank;
    hs_conllu_place places[8];
    hs_buffer text = {0};
    read_treebank(&treebank, gold_text);
    assert_int_equal(hs_conllu_paragraph_end(&treebank, 0), 2);
    hs_conllu_text(&treebank, 0, 2, &text, places);
    assert_string_equal(text.bytes, "Vey didn't leave. Rain fell. ");
    static const hs_conllu_place wanted[8] = {{0, 3},   {4, 7},   {7, 10},  {11, 16},
                                              {16, 17}, {18, 22}, {23, 27}, {27, 28}};
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(places[i].byte_start, wanted[i].byte_start);
        assert_int_equal(places[i].byte_end, wanted[i].byte_end);
    }
    hs_buffer_finish(&text);
    hs_conllu_finish(&treebank);
}

static void names_count_as_whole_spans_with_their_type(void **state)
{
    (void)state;
    static const char gold_names[] = "-DOCSTART- O\n\nAna I-PER\nVey I-PER\nin O\nOrlo I-LOC\n\n"
                                     "Vey B-ORG\nVey B-ORG\n";
    static const char system_names[] = "# c\n1\tAna\tB-PER\t-\n2\tVey\tI-PER\t-\n3\tin\tO\t-\n"
                                       "4\tOrlo\tB-ORG\t-\n\n1\tVey\tB-ORG\n2\tVey\tI-ORG\n";
    hs_named_text gold, system;
    hs_error error = {0};
    assert_true(hs_named_text_parse(&gold, hs_str_from(gold_names), "gold", &error));
    assert_true(hs_named_text_parse(&system, hs_str_from(system_names), "system", &error));
    assert_int_equal(gold.sentence_ends.count, 2);
    assert_int_equal(gold.words.count, system.words.count);
    hs_score score_all =
        hs_score_names(gold.names.items, gold.names.count, system.names.items, system.names.count);
    assert_score(&score_all, 1, 4, 3);
    static const char *const persons[] = {"PER", NULL};
    hs_named_text_keep(&gold, persons);
    hs_named_text_keep(&system, persons);
    hs_score score_persons =
        hs_score_names(gold.names.items, gold.names.count, system.names.items, system.names.count);
    assert_score(&score_persons, 1, 1, 1);
    hs_named_text_finish(&gold);
    hs_named_text_finish(&system);
    assert_false(hs_named_text_parse(&gold, HS_STR("Ana X\n"), "gold", &error));
    assert_string_equal(error.text, "gold:1: no word with a name tag");
}

static void silver_tables_give_their_persons(void **state)
{
    (void)state;
    char path[64], command[128];
    snprintf(path, sizeof path, "/tmp/hearsay-%ld.tsv.gz", (long)getpid());
    snprintf(command, sizeof command, "gzip -c >%s", path);
    FILE *table = popen(command, "w");
    assert_non_null(table);
    fputs("# doc one\n0\t3\tAna\tAna\tNNP\tPERSON\t_\n4\t7\tVey\tVey\tNNP\tPERSON\t_\n"
          "8\t9\t#\t#\t#\tO\t_\n\n9\t12\tOrlo\tOrlo\tNNP\tLOCATION\t_\n",
          table);
    assert_int_equal(pclose(table), 0);
    hs_named_text text;
    hs_error error;
    assert_true(hs_named_text_read_silver(&text, path, &error));
    assert_int_equal(text.words.count, 4);
    assert_int_equal(text.sentence_ends.count, 2);
    assert_int_equal(text.names.count, 1);
    assert_int_equal(text.names.items[0].end, 2);
    hs_named_text_finish(&text);
    unlink(path);
    assert_false(hs_named_text_read_silver(&text, path, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_treebank_scores_full_against_itself),
        cmocka_unit_test(labels_heads_and_subtypes_count_as_the_task_says),
        cmocka_unit_test(words_align_by_characters_where_the_cuts_differ),
        cmocka_unit_test(multiword_tokens_align_by_their_common_words),
        cmocka_unit_test(texts_that_differ_are_refused),
        cmocka_unit_test(broken_treebanks_are_refused_with_the_line),
        cmocka_unit_test(running_text_and_places_follow_the_spaces),
        cmocka_unit_test(silver_tables_give_their_persons),
        cmocka_unit_test(names_count_as_whole_spans_with_their_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
