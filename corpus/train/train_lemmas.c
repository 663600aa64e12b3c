/* Learns lemma rules from treebanks and writes them into a model file.
 *
 *     train_lemmas MODEL TREEBANK.conllu…
 */
#include <stdio.h>

#include "language/lemma.h"
#include "train/lemma_trainer.h"
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
        fprintf(stderr, "usage: train_lemmas MODEL TREEBANK.conllu...\n");
        return 2;
    }
    hs_lemma_trainer *trainer = hs_lemma_trainer_create();
    hs_error error = {0};
    bool good = true;
    for (int i = 2; i < argc && good; i++)
        good = add_treebank(trainer, argv[i], &error);
    good = good && learn_and_save(trainer, argv[1], &error);
    if (!good)
        fprintf(stderr, "train_lemmas: %s\n", error.text);
    hs_lemma_trainer_destroy(trainer);
    return good ? 0 : 1;
}
