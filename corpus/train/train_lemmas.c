/* Learns lemma rules from treebanks and writes them into a model file.
 *
 *     train_lemmas MODEL [--silver TABLE.tsv.gz] TREEBANK.conllu…
 *
 * A silver table has a row a token: begin, end, form, lemma, treebank tag, …, as a tagger left
 * them. Its verbs and plural nouns count where no treebank has the form.
 */
#include <stdio.h>

#include "language/labels.h"
#include "language/lemma.h"
#include "train/lemma_trainer.h"
#include "train/lines.h"
#include "train/model_writer.h"

static bool add_treebank(hs_lemma_trainer *trainer, const char *path, hs_error *error)
{
    hs_conllu treebank;
    if (!hs_conllu_read(&treebank, path, error))
        return false;
    hs_lemma_trainer_add(trainer, &treebank);
    hs_conllu_finish(&treebank);
    return true;
}

/* Verbs and plural nouns in small letters. */
static void add_silver_row(hs_lemma_trainer *trainer, const char *row)
{
    char form[HS_LEMMA_FORM_MAX], lemma[HS_LEMMA_FORM_MAX], tag[8];
    if (sscanf(row, "%*[^\t]\t%*[^\t]\t%95[^\t]\t%95[^\t]\t%7[^\t]", form, lemma, tag) != 3 ||
        form[0] < 'a' || form[0] > 'z')
        return;
    int xpos = hs_xpos_find(tag, strlen(tag));
    bool verb = strncmp(tag, "VB", 2) == 0;
    if (xpos >= 0 && (verb || xpos == HS_XPOS_NNS))
        hs_lemma_trainer_add_word(trainer, hs_str_from(form), hs_str_from(lemma),
                                  verb ? HS_UPOS_VERB : HS_UPOS_NOUN, (uint8_t)xpos);
}

static bool add_silver(hs_lemma_trainer *trainer, const char *path, hs_error *error)
{
    struct lines lines;
    bool good = lines_open(&lines, path);
    for (char *row; good && (row = lines_next(&lines));)
        add_silver_row(trainer, row);
    return (good && lines_close(&lines)) || hs_error_set(error, "%s: cannot be read", path);
}

static bool learn_and_save(hs_lemma_trainer *trainer, const char *path, hs_error *error)
{
    hs_buffer section = {0};
    hs_model_writer writer = {0};
    hs_lemma_training learnt = hs_lemma_trainer_learn(trainer, &section);
    printf("%zu words, %zu rules, %zu endings, %zu bytes\n", learnt.words, learnt.rules,
           learnt.endings, section.length);
    bool saved = hs_model_writer_read(&writer, path, error);
    if (saved) {
        hs_model_writer_set(&writer, HS_LEMMA_SECTION, section.bytes, section.length);
        saved = hs_model_writer_save(&writer, path, error);
    }
    hs_buffer_finish(&section);
    hs_model_writer_finish(&writer);
    return saved;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: train_lemmas MODEL [--silver TABLE.tsv.gz] TREEBANK.conllu...\n");
        return 2;
    }
    hs_lemma_trainer *trainer = hs_lemma_trainer_create();
    hs_error error = {0};
    bool good = true;
    for (int i = 2; i < argc && good; i++) {
        bool silver = strcmp(argv[i], "--silver") == 0 && i + 1 < argc;
        good = silver ? add_silver(trainer, argv[++i], &error)
                      : add_treebank(trainer, argv[i], &error);
    }
    good = good && learn_and_save(trainer, argv[1], &error);
    if (!good)
        fprintf(stderr, "train_lemmas: %s\n", error.text);
    hs_lemma_trainer_destroy(trainer);
    return good ? 0 : 1;
}
