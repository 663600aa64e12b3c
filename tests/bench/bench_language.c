/* Measures language analysis on one core, from raw text to parse and names.
 *
 *     bench_language SAMPLES [MODEL]
 *
 * The samples are analysed paragraph by paragraph, over and over, in arenas as a daemon keeps them.
 * Prints words a second of the best round and a table of where the time goes. Words are those of
 * the analysis (punctuation counts, as in treebanks).
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "documents.h"
#include "language/language.h"
#include "language/model_file.h"

enum { SIZE = 2 << 20, ROUNDS = 5 };

struct round {
    uint64_t words;
    uint64_t sentences;
    uint64_t names;
    double cut_ns; /* tokens and sentences */
    double total_ns;
    hs_language_costs costs;
};

static uint64_t now_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static hs_language *open_model(const char *option)
{
    hs_error error;
    char *path = hs_model_file_find(option, &error);
    hs_language *language = path ? hs_language_open(path, &error) : NULL;
    free(path);
    if (!language) {
        fprintf(stderr, "bench: %s\n", error.text);
        exit(3);
    }
    return language;
}

static void analyse_paragraph(const hs_language *language, hs_str text, hs_arena *arena,
                              struct round *round)
{
    size_t token_count;
    size_t sentence_count;
    uint64_t start = now_ns(CLOCK_MONOTONIC);
    hs_token *tokens = hs_tokenize(text, arena, &token_count);
    hs_sentence *sentences = hs_sentences_split(text, tokens, token_count, arena, &sentence_count);
    round->cut_ns += (double)(now_ns(CLOCK_MONOTONIC) - start);
    const hs_analysis *analysis = hs_language_analyse_tokens(
        language, text, tokens, token_count, sentences, sentence_count, NULL, arena);
    round->words += analysis->word_count;
    round->sentences += analysis->sentence_count;
    round->names += analysis->entity_count;
}

static struct round run(const hs_language *language, hs_str text)
{
    struct round round = {0};
    hs_language_costs before = hs_language_costs_so_far(language);
    uint64_t start = now_ns(CLOCK_THREAD_CPUTIME_ID);
    hs_arena arena = {0};
    for (size_t at = 0; at < text.length;) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        size_t next = end ? (size_t)(end - text.bytes) : text.length;
        hs_arena_reset(&arena);
        if (next > at)
            analyse_paragraph(language, hs_str_slice(text, at, next), &arena, &round);
        at = next + 1;
    }
    round.total_ns = (double)(now_ns(CLOCK_THREAD_CPUTIME_ID) - start);
    hs_arena_finish(&arena);
    hs_language_costs after = hs_language_costs_so_far(language);
    round.costs.vector_ns = after.vector_ns - before.vector_ns;
    round.costs.layer_ns = after.layer_ns - before.layer_ns;
    round.costs.label_ns = after.label_ns - before.label_ns;
    round.costs.lemma_ns = after.lemma_ns - before.lemma_ns;
    round.costs.name_ns = after.name_ns - before.name_ns;
    return round;
}

static double bytes_a_word(const hs_language *language, hs_str text)
{
    hs_arena arena = {0};
    const hs_analysis *analysis = hs_language_analyse(language, text, &arena);
    double bytes = (double)arena.bytes_reserved / (double)analysis->word_count;
    hs_arena_finish(&arena);
    return bytes;
}

static void print_stage(const char *name, double ns, const struct round *round, double all_ns)
{
    printf("  %-28s %7.2f us a word %6.1f %%\n", name, ns / 1000 / (double)round->words,
           100 * ns / all_ns);
}

static void print_round(const struct round *round)
{
    double stages = round->cut_ns +
                    (double)(round->costs.vector_ns + round->costs.layer_ns +
                             round->costs.label_ns + round->costs.lemma_ns + round->costs.name_ns);
    print_stage("tokens and sentences", round->cut_ns, round, stages);
    print_stage("word vectors", (double)round->costs.vector_ns, round, stages);
    print_stage("recurrent layers", (double)round->costs.layer_ns, round, stages);
    print_stage("tags, trees, relations", (double)round->costs.label_ns, round, stages);
    print_stage("lemmas", (double)round->costs.lemma_ns, round, stages);
    print_stage("names", (double)round->costs.name_ns, round, stages);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_language SAMPLES [MODEL]\n");
        return 2;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu() < 0 ? 0 : sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
    hs_language *language = open_model(argc > 2 ? argv[2] : NULL);
    hs_bench_texts texts = {0};
    hs_buffer text = {0};
    hs_bench_texts_read(&texts, argv[1]);
    hs_bench_texts_make(&texts, SIZE, &text);
    struct round best = run(language, hs_buffer_str(&text));
    for (int i = 1; i < ROUNDS; i++) {
        struct round next = run(language, hs_buffer_str(&text));
        if (next.total_ns < best.total_ns)
            best = next;
    }
    printf("language analysis, one core, kernels %s: %.0f words a second\n", hs_language_kernels(),
           (double)best.words / best.total_ns * 1e9);
    printf("  %llu words, %llu sentences, %llu names; %.0f bytes a word kept and used\n",
           (unsigned long long)best.words, (unsigned long long)best.sentences,
           (unsigned long long)best.names,
           bytes_a_word(language, hs_str_slice(hs_buffer_str(&text), 0, SIZE / 4)));
    print_round(&best);
    hs_buffer_finish(&text);
    hs_bench_texts_finish(&texts);
    hs_language_close(language);
    return 0;
}
