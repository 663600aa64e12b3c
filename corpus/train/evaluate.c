/* Scores an analysis, or a model, against treebanks and name corpora.
 *
 *     evaluate GOLD.conllu SYSTEM.conllu            two analyses of one text
 *     evaluate --model MODEL GOLD.conllu…           a model, on the treebank's own words
 *     evaluate --model MODEL --raw GOLD.conllu…     a model, on the treebank's running text
 *     evaluate --model MODEL --names GOLD.iob2…     a model's names
 *     evaluate --model MODEL --silver TABLE.tsv.gz… persons, against what another tagger found
 */
#include <getopt.h>
#include <stdio.h>

#include "train/model_score.h"

typedef enum mode { MODE_WORDS, MODE_RAW, MODE_NAMES, MODE_SILVER } mode;

static void print_scores(const char *path, const hs_score scores[HS_METRIC_COUNT])
{
    printf("%s\n%-10s %8s %8s %8s %8s\n", path, "", "F1", "prec.", "recall", "aligned");
    for (int m = 0; m < HS_METRIC_COUNT; m++) {
        const hs_score *score = &scores[m];
        double precision =
            score->system ? 100.0 * (double)score->correct / (double)score->system : 0;
        double recall = score->gold ? 100.0 * (double)score->correct / (double)score->gold : 0;
        printf("%-10s %8.2f %8.2f %8.2f", hs_metric_names[m], hs_score_f1(score), precision,
               recall);
        if (m > HS_METRIC_WORDS)
            printf(" %8.2f", hs_score_accuracy(score));
        printf("\n");
    }
}

static bool compare_files(const char *gold_path, const char *system_path, hs_error *error)
{
    hs_conllu gold, system;
    hs_score scores[HS_METRIC_COUNT];
    if (!hs_conllu_read(&gold, gold_path, error))
        return false;
    bool read = hs_conllu_read(&system, system_path, error);
    bool good = read && hs_score_treebank(&gold, &system, scores, error);
    if (good)
        print_scores(system_path, scores);
    if (read)
        hs_conllu_finish(&system);
    hs_conllu_finish(&gold);
    return good;
}

static bool score_treebank(const hs_language *language, mode what, const char *path,
                           hs_error *error)
{
    hs_conllu gold;
    hs_score scores[HS_METRIC_COUNT];
    if (!hs_conllu_read(&gold, path, error))
        return false;
    bool good = what == MODE_RAW ? hs_model_score_raw(language, &gold, scores, error)
                                 : hs_model_score_words(language, &gold, scores, error);
    if (good)
        print_scores(path, scores);
    hs_conllu_finish(&gold);
    return good;
}

static bool score_names(const hs_language *language, mode what, const char *path, hs_error *error)
{
    hs_named_text gold;
    hs_score by_type[HS_SCORED_NAME_TYPES];
    bool silver = what == MODE_SILVER;
    if (!(silver ? hs_named_text_read_silver : hs_named_text_read)(&gold, path, error))
        return false;
    hs_score all = hs_model_score_names(language, &gold, by_type);
    printf("%s\n", path);
    if (!silver)
        printf("%-10s %8.2f\n", "names F1", hs_score_f1(&all));
    for (size_t i = 0; i < (silver ? 1 : HS_SCORED_NAME_TYPES); i++)
        printf("%-10s %8.2f\n", hs_scored_name_types[i], hs_score_f1(&by_type[i]));
    hs_named_text_finish(&gold);
    return true;
}

static bool score_model(const char *model, mode what, char **paths, int count, hs_error *error)
{
    hs_language *language = hs_language_open(model, error);
    bool good = language != NULL;
    for (int i = 0; i < count && good; i++)
        good = what >= MODE_NAMES ? score_names(language, what, paths[i], error)
                                  : score_treebank(language, what, paths[i], error);
    hs_language_close(language);
    return good;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"model", required_argument, NULL, 'm'},
                                            {"raw", no_argument, NULL, 'r'},
                                            {"names", no_argument, NULL, 'n'},
                                            {"silver", no_argument, NULL, 's'},
                                            {NULL, 0, NULL, 0}};
    const char *model = NULL;
    mode what = MODE_WORDS;
    int option;
    bool good = true;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        good = good && option != '?';
        model = option == 'm' ? optarg : model;
        what = option == 'r'   ? MODE_RAW
               : option == 'n' ? MODE_NAMES
               : option == 's' ? MODE_SILVER
                               : what;
    }
    int count = argc - optind;
    if (!good || (model ? count < 1 : count != 2)) {
        fprintf(stderr, "usage: evaluate GOLD.conllu SYSTEM.conllu\n"
                        "       evaluate --model MODEL [--raw | --names | --silver] GOLD...\n");
        return 2;
    }
    hs_error error = {0};
    good = model ? score_model(model, what, argv + optind, count, &error)
                 : compare_files(argv[optind], argv[optind + 1], &error);
    if (!good)
        fprintf(stderr, "evaluate: %s\n", error.text);
    return good ? 0 : 1;
}
