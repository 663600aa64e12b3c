/*
 * Trains the model of names on top of the network that stands in a model file, and puts it there.
 *
 *     train_names DATA LISTS.tsv EWT_NAMES MODEL.hsm [name=value ...]
 *
 * LISTS.tsv is what name_lists.py wrote, EWT_NAMES the stand-off names of UD English EWT. The
 * network itself is not changed. The seed fixes every choice.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "language/model_file.h"
#include "train/conllu.h"
#include "train/model_score.h"
#include "train/model_writer.h"
#include "train/name_table.h"
#include "train/name_trainer.h"
#include "train/network.h"
#include "train/settings.h"

struct settings {
    double seed, epochs, rate, batch_words, hidden;
    double ewt_share, gum_share, wiki_share, silver_share;
    double input_dropout, output_dropout, swap_rate, lower_rate, upper_rate, form_rate;
    /* Added to the scores of "no name" and of the first word of a type, chosen on the development
     * sets: doubtful names are left out. */
    double outside_bias, organisation_bias, place_bias;
};

static const struct setting numbers[] = {
#define OPTION(member, value) SETTING(struct settings, member, value)
    OPTION(seed, 1),
    OPTION(epochs, 10),
    OPTION(rate, 3e-3),
    OPTION(batch_words, 700),
    OPTION(hidden, 48),
    OPTION(ewt_share, 1),
    OPTION(gum_share, 0.6),
    OPTION(wiki_share, 1),
    OPTION(silver_share, 0.2),
    OPTION(input_dropout, 0.25),
    OPTION(output_dropout, 0.35),
    OPTION(swap_rate, 0.3),
    OPTION(lower_rate, 0.05),
    OPTION(upper_rate, 0.01),
    OPTION(form_rate, 0.13),
    OPTION(outside_bias, 0.7),
    OPTION(organisation_bias, -0.3),
    OPTION(place_bias, -0.5),
#undef OPTION
};

struct run {
    struct settings settings;
    const char *data;
    const char *model_path;
    hs_model_file *file;
    struct hs_network network;
    struct hs_name_model lists; /* its header and lists alone */
    struct name_encoder encoder;
    struct name_trainer *trainer;
    struct name_set sets[NAME_CORPORA];
    struct name_swap_pool pool;
    struct name_scratch scratch;
    uint64_t random;
};

static void need(bool good, const char *what, const char *why)
{
    if (good)
        return;
    fprintf(stderr, "train_names: %s: %s\n", what, why);
    exit(1);
}

static const char *in(const char *folder, const char *name)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void read_corpora(struct run *run, const char *stand_off)
{
    static const char *const unread = "cannot be read as it should";
    const char *path = in(run->data, "ud/en_ewt-train.conllu");
    need(name_read_ewt(&run->sets[NAME_CORPUS_EWT], path, stand_off), stand_off, unread);
    path = in(run->data, "ud/en_gum-train.conllu");
    need(name_read_gum(&run->sets[NAME_CORPUS_GUM], path, hs_conllu_unlicensed_genres), path,
         unread);
    path = in(run->data, "names/wikigold.conll.txt");
    need(name_read_tagged(&run->sets[NAME_CORPUS_WIKI], path, NAME_CORPUS_WIKI), path, unread);
    path = in(run->data, "polnear/silver-train.tsv.gz");
    need(name_read_silver(&run->sets[NAME_CORPUS_SILVER], path), path, unread);
    const struct name_set *sets[NAME_CORPORA];
    for (int i = 0; i < NAME_CORPORA; i++)
        sets[i] = &run->sets[i];
    name_swap_pool_build(&run->pool, sets, NAME_CORPORA);
}

static void open_network(struct run *run, const char *lists_path)
{
    hs_error error = {0};
    hs_str section;
    run->file = hs_model_file_open(run->model_path, &error);
    need(run->file && hs_model_file_section(run->file, "network", &section, &error) &&
             hs_network_bind(&run->network, section.bytes, section.length, &error),
         run->model_path, error.text);
    const struct hs_network_header *header = &run->network.header;
    need(name_table_read(lists_path, &run->lists.lists, &error), lists_path, error.text);
    run->lists.header = (struct hs_name_header){.states = 2 * header->hidden,
                                                .vector = header->input,
                                                .hidden = (uint32_t)run->settings.hidden};
    run->network.names = &run->lists;
    run->encoder =
        (struct name_encoder){&run->network, hs_workspace_create(&run->network, hs_kernels_best())};
    need(run->encoder.workspace != NULL, run->model_path, "no memory");
    run->trainer = name_trainer_create(hs_name_model_width(&run->lists.header),
                                       run->lists.header.hidden, (uint64_t)run->settings.seed);
}

/* The sentences of an epoch, changed, and where its batches begin. */
struct epoch {
    struct name_sentence *sentences;
    const struct name_sentence **order;
    size_t count;
    size_t *starts;
    size_t batch_count;
};

static int by_length(const void *left, const void *right)
{
    const struct name_sentence *a = *(const struct name_sentence *const *)left;
    const struct name_sentence *b = *(const struct name_sentence *const *)right;
    return a->count < b->count ? -1 : a->count > b->count;
}

/* Sentences of like length into one batch: runs of shuffled sentences are sorted and cut. */
static void cut_batches(struct epoch *epoch, size_t batch_words, uint64_t *random)
{
    enum { RUN = 2048 };
    epoch->starts = malloc((epoch->count + 1) * sizeof *epoch->starts);
    need(epoch->starts != NULL, "batches", "no memory");
    random_shuffle(epoch->order, epoch->count, sizeof *epoch->order, random);
    size_t words = batch_words;
    for (size_t i = 0; i < epoch->count; i++) {
        size_t left = epoch->count - i;
        if (i % RUN == 0)
            qsort(epoch->order + i, left < RUN ? left : RUN, sizeof *epoch->order, by_length);
        if (words >= batch_words || i % RUN == 0) {
            epoch->starts[epoch->batch_count++] = i;
            words = 0;
        }
        words += epoch->order[i]->count;
    }
    epoch->starts[epoch->batch_count] = epoch->count;
}

static double share_of(const struct settings *settings, int corpus)
{
    const double shares[NAME_CORPORA] = {settings->ewt_share, settings->gum_share,
                                         settings->wiki_share, settings->silver_share};
    return shares[corpus];
}

/* Takes each sentence `share` times: whole times for sure, the rest by chance. */
static void fill_epoch(struct run *run, struct epoch *epoch)
{
    const struct settings *settings = &run->settings;
    const struct name_changes changes = {(float)settings->swap_rate, (float)settings->lower_rate,
                                         (float)settings->upper_rate, (float)settings->form_rate};
    run->scratch.used = 0;
    for (int corpus = 0; corpus < NAME_CORPORA; corpus++)
        for (double share = share_of(settings, corpus); share > 0; share -= 1)
            for (size_t s = 0; s < run->sets[corpus].count; s++) {
                struct name_sentence *changed = &epoch->sentences[epoch->count];
                if (random_unit(&run->random) >= share)
                    continue;
                need(name_change(&run->pool, &run->sets[corpus].sentences[s], &changes,
                                 &run->random, &run->scratch, changed),
                     "an epoch", "its sentences do not fit into memory");
                epoch->order[epoch->count++] = changed;
            }
}

static struct epoch begin_epoch(struct run *run)
{
    size_t most = 0;
    for (int corpus = 0; corpus < NAME_CORPORA; corpus++)
        most += (size_t)(share_of(&run->settings, corpus) + 1) * run->sets[corpus].count;
    struct epoch epoch = {.sentences = calloc(most, sizeof *epoch.sentences),
                          .order = calloc(most, sizeof *epoch.order)};
    need(epoch.sentences && epoch.order, "an epoch", "no memory");
    fill_epoch(run, &epoch);
    cut_batches(&epoch, (size_t)run->settings.batch_words, &run->random);
    return epoch;
}

static void end_epoch(struct epoch *epoch)
{
    free(epoch->sentences);
    free(epoch->order);
    free(epoch->starts);
}

/* Rises over the first fiftieth of training and falls in a line to a fiftieth. */
static float rate_at(const struct settings *settings, double done)
{
    double part = done < 0.02 ? done / 0.02 : 1 - 0.98 * (done - 0.02) / 0.98;
    return (float)(settings->rate * (part > 0.02 ? part : 0.02));
}

static void train_epoch(struct run *run, int number)
{
    const struct settings *settings = &run->settings;
    const struct name_pass pass = {(float)settings->input_dropout, (float)settings->output_dropout,
                                   true};
    struct epoch epoch = begin_epoch(run);
    size_t *batches = malloc(epoch.batch_count * sizeof *batches);
    double loss = 0;
    clock_t start = clock();
    need(batches != NULL, "batches", "no memory");
    for (size_t b = 0; b < epoch.batch_count; b++)
        batches[b] = b;
    random_shuffle(batches, epoch.batch_count, sizeof *batches, &run->random);
    for (size_t b = 0; b < epoch.batch_count; b++) {
        size_t first = epoch.starts[batches[b]];
        loss += name_trainer_pass(run->trainer, &run->encoder, epoch.order + first,
                                  epoch.starts[batches[b] + 1] - first, &pass, NULL);
        double done = (number + (double)b / (double)epoch.batch_count) / settings->epochs;
        name_trainer_update(run->trainer, rate_at(settings, done), 1);
    }
    printf("%d: loss a word %.4f, %.0f s\n", number, loss / (double)epoch.batch_count,
           (double)(clock() - start) / CLOCKS_PER_SEC);
    fflush(stdout);
    free(batches);
    end_epoch(&epoch);
}

static void write_model(const struct run *run)
{
    hs_error error = {0};
    hs_model_writer writer = {0};
    hs_buffer section = {0};
    float biases[HS_NAME_TAG_COUNT] = {(float)run->settings.outside_bias};
    biases[1 + 2 * HS_NAME_ORGANISATION] = (float)run->settings.organisation_bias;
    biases[1 + 2 * HS_NAME_PLACE] = (float)run->settings.place_bias;
    name_trainer_export(run->trainer, &run->lists.lists, run->lists.header.states,
                        run->lists.header.vector, biases, &section);
    bool good = hs_model_writer_read(&writer, run->model_path, &error);
    if (good) {
        hs_model_writer_set(&writer, HS_NAME_SECTION, section.bytes, section.length);
        good = hs_model_writer_save(&writer, run->model_path, &error);
    }
    need(good, run->model_path, error.text);
    hs_model_writer_finish(&writer);
    hs_buffer_finish(&section);
}

static void print_scores(const char *what, const hs_language *language, const hs_named_text *gold)
{
    hs_score types[HS_SCORED_NAME_TYPES];
    hs_score all = hs_model_score_names(language, gold, types);
    printf("  %s %.2f:", what, hs_score_f1(&all));
    for (int i = 0; i < HS_SCORED_NAME_TYPES; i++)
        printf(" %s %.2f", hs_scored_name_types[i], hs_score_f1(&types[i]));
    printf("\n");
    fflush(stdout);
}

/* The model file as it stands, on the development sets. */
static void measure(const struct run *run)
{
    hs_error error = {0};
    hs_named_text text;
    hs_language *language = hs_language_open(run->model_path, &error);
    need(language != NULL, run->model_path, error.text);
    const char *path = in(run->data, "names/uner_en_ewt-ud-dev.iob2");
    need(hs_named_text_read(&text, path, &error), path, error.text);
    hs_named_text_keep(&text, hs_scored_name_types);
    print_scores("EWT", language, &text);
    hs_named_text_finish(&text);
    path = in(run->data, "polnear/silver-dev.tsv.gz");
    need(hs_named_text_read_silver(&text, path, &error), path, error.text);
    print_scores("PolNeAR, persons alone count", language, &text);
    hs_named_text_finish(&text);
    hs_language_close(language);
}

static void train(struct run *run)
{
    for (int epoch = 0; epoch < run->settings.epochs; epoch++)
        train_epoch(run, epoch);
    name_trainer_swap_mean(run->trainer);
    write_model(run);
    measure(run);
}

int main(int argc, char **argv)
{
    static struct run run;
    settings_fill(numbers, HS_COUNT(numbers), &run.settings);
    bool good = argc >= 5;
    for (int i = 5; i < argc; i++)
        good = good && settings_set(numbers, HS_COUNT(numbers), &run.settings, argv[i]);
    if (!good) {
        fprintf(stderr, "usage: train_names DATA LISTS.tsv EWT_NAMES MODEL.hsm [name=value ...]\n");
        return 2;
    }
    run.data = argv[1];
    run.model_path = argv[4];
    run.random = (uint64_t)run.settings.seed;
    run.scratch = (struct name_scratch){malloc(512u << 20), 0, 512u << 20};
    need(run.scratch.bytes != NULL, "an epoch", "no memory");
    open_network(&run, argv[2]);
    read_corpora(&run, argv[3]);
    printf("words: EWT %zu, GUM %zu, WikiGold %zu, silver %zu\n", run.sets[0].word_count,
           run.sets[1].word_count, run.sets[2].word_count, run.sets[3].word_count);
    train(&run);
    return 0;
}
