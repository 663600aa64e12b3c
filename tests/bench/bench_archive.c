/* The archive at size: how fast documents go in, what they cost on disk, and how long it takes to
 * verify a quote against it.
 *
 *     bench_archive [--documents=N] [--words=N] [--archive=ADDRESS [--filled]] FOLDER…
 *
 * Documents are made of the folders' sentences, shuffled, every third word or so exchanged for
 * another one of theirs (so that neighbours are new). They are stored as if annotated: what
 * annotating costs is measured elsewhere. A question is a sentence of one of them, whole or with a
 * word exchanged, or one that stands nowhere; it counts from the question to the verdict.
 * With --filled the archive is one that an earlier run has filled with as many documents.
 */
#include <getopt.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "clock.h"
#include "documents.h"
#include "evidence/archive_prepare.h"
#include "evidence/quote_check.h"

enum {
    DOCUMENTS_DEFAULT = 20000,
    WORDS_DEFAULT = 700,
    BATCH = 500,
    QUESTIONS = 1000,
    REPORTS = 10,
};

typedef HS_ARRAY(hs_str) word_list;

typedef struct maker {
    word_list words;
    size_t document_words;      /* at least so many in each */
    HS_ARRAY(size_t) sentences; /* where each begins in `words` */
} maker;

static uint64_t next_random(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15u; /* splitmix64: Steele, Lea, Flood 2014 */
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void learn(maker *m, hs_str text)
{
    bool starts = true;
    for (size_t at = 0; at < text.length;) {
        size_t length = strcspn(text.bytes + at, " \n");
        hs_str word = hs_str_make(text.bytes + at, length);
        at += length + 1;
        if (length == 0)
            continue;
        if (starts)
            *hs_array_push(&m->sentences) = m->words.count;
        *hs_array_push(&m->words) = word;
        starts = strchr(".!?”\"", word.bytes[length - 1]) != NULL;
    }
}

/* Appends one sentence; the same state gives the same one. */
static size_t add_sentence(const maker *m, uint64_t *state, hs_buffer *out)
{
    size_t sentence = next_random(state) % m->sentences.count;
    size_t first = m->sentences.items[sentence];
    size_t end =
        sentence + 1 < m->sentences.count ? m->sentences.items[sentence + 1] : m->words.count;
    for (size_t i = first; i < end; i++) {
        uint64_t choice = next_random(state);
        hs_str word =
            choice % 10 < 3 ? m->words.items[(choice >> 8) % m->words.count] : m->words.items[i];
        hs_buffer_append_str(out, word);
        hs_buffer_append_byte(out, i + 1 < end ? ' ' : '\n');
    }
    return end - first;
}

static void make_document(const maker *m, uint64_t number, hs_buffer *text)
{
    uint64_t state = number * 1000003;
    hs_buffer_clear(text);
    for (size_t words = 0; words < m->document_words;) {
        words += add_sentence(m, &state, text);
        if (next_random(&state) % 3 == 0)
            hs_buffer_append_byte(text, '\n');
    }
}

/* Of this thread: what else the machine does has no part in it. */
static double processor_ms(void)
{
    struct timespec clock;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &clock);
    return (double)clock.tv_sec * 1e3 + (double)clock.tv_nsec / 1e6;
}

static void stop(const hs_error *error)
{
    fprintf(stderr, "bench_archive: %s\n", error->text);
    exit(3);
}

/* ---------------------------------------------------------------- writing */

static void put(hs_archive *archive, const maker *m, uint64_t number, hs_buffer *text)
{
    hs_arena arena = {0};
    hs_error error;
    char uri[64];
    int64_t id;
    make_document(m, number, text);
    snprintf(uri, sizeof uri, "bench:%llu", (unsigned long long)number);
    hs_archive_document document = {
        .uri = hs_str_from(uri), .language = HS_STR("plaintext"), .text = hs_buffer_str(text)};
    hs_archive_prepared *prepared = hs_archive_prepare(&document, &arena);
    if (!hs_archive_put_prepared(archive, prepared, &id, &error))
        stop(&error);
    hs_arena_finish(&arena);
}

static void fill(hs_archive *archive, const maker *m, size_t count)
{
    hs_buffer text = {0};
    hs_error error;
    double begun = hs_clock_now_ms(), processor_begun = processor_ms();
    size_t part = count / REPORTS ? count / REPORTS : 1;
    for (size_t i = 0; i < count;) {
        if (!hs_archive_begin(archive, &error))
            stop(&error);
        for (size_t k = 0; k < BATCH && i < count; k++)
            put(archive, m, i++, &text);
        if (!hs_archive_commit(archive, &error))
            stop(&error);
        if (i % part < BATCH || i == count) {
            double now = hs_clock_now_ms();
            printf("%9zu documents   %7.0f a second   %7.0f a second of processor time\n", i,
                   1000.0 * (double)part / (now - begun),
                   1000.0 * (double)part / (processor_ms() - processor_begun));
            fflush(stdout);
            begun = now;
            processor_begun = processor_ms();
        }
    }
    hs_buffer_finish(&text);
}

/* ---------------------------------------------------------------- asking */

/* A sentence of document `number` of at least nine words, or of one that is not there. */
static void make_question(const maker *m, uint64_t number, hs_buffer *question)
{
    uint64_t state = number * 1000003;
    size_t words = 0;
    while (words < 9) {
        hs_buffer_clear(question);
        words = add_sentence(m, &state, question);
        if (next_random(&state) % 3 == 0)
            continue;
    }
    question->length--;
}

static void exchange_word(const maker *m, uint64_t number, hs_buffer *question)
{
    char *space = memchr(question->bytes + question->length / 2, ' ', question->length / 2);
    hs_buffer changed = {0};
    if (!space)
        return;
    hs_buffer_append(&changed, question->bytes, (size_t)(space - question->bytes) + 1);
    hs_buffer_append_str(&changed, m->words.items[number * 7919 % m->words.count]);
    char *rest = memchr(space + 1, ' ', question->length - (size_t)(space + 1 - question->bytes));
    if (rest)
        hs_buffer_append(&changed, rest, question->length - (size_t)(rest - question->bytes));
    hs_buffer_finish(question);
    *question = changed;
}

typedef enum question_kind { VERBATIM, ALTERED, ABSENT, KINDS } question_kind;

typedef struct outcome {
    size_t verdicts; /* that are right */
    size_t sources;  /* questions with the document they were taken from among the evidence */
} outcome;

static void ask(hs_archive *archive, uint64_t number, question_kind kind, hs_str text, outcome *sum)
{
    static const hs_verdict wanted[] = {HS_VERDICT_VERBATIM, HS_VERDICT_ALTERED};
    hs_arena arena = {0};
    hs_span whole = {0, (uint32_t)text.length};
    hs_quote_question question = {.text = text, .pieces = &whole, .piece_count = 1};
    hs_verification answer;
    hs_error error;
    char uri[64];
    bool there = false;
    snprintf(uri, sizeof uri, "bench:%llu", (unsigned long long)number);
    if (!hs_quote_check(archive, &question, &arena, &answer, &error))
        stop(&error);
    for (size_t i = 0; i < answer.count; i++)
        there = there || hs_str_equal(answer.evidence[i].uri, hs_str_from(uri));
    sum->sources += there;
    sum->verdicts +=
        kind == ABSENT ? answer.verdict != HS_VERDICT_VERBATIM : answer.verdict == wanted[kind];
    hs_arena_finish(&arena);
}

static void print_times(const char *what, hs_times *times)
{
    printf("%-18s p50 %6.2f ms   p95 %6.2f ms   p99 %6.2f ms", what, hs_times_quantile(times, 0.5),
           hs_times_quantile(times, 0.95), hs_times_quantile(times, 0.99));
}

static void measure_kind(hs_archive *archive, const maker *m, size_t count, question_kind kind)
{
    static const char *const names[KINDS] = {"verbatim", "a word exchanged", "not there"};
    hs_times times = {0}, processor = {0};
    outcome sum = {0};
    for (uint64_t i = 0; i < QUESTIONS; i++) {
        hs_buffer question = {0};
        uint64_t number = kind == ABSENT ? count + i : i * 2654435761u % count;
        make_question(m, number, &question);
        if (kind == ALTERED)
            exchange_word(m, number, &question);
        double begun = hs_clock_now_ms(), processor_begun = processor_ms();
        ask(archive, number, kind, hs_buffer_str(&question), &sum);
        *hs_array_push(&times.items) = hs_clock_now_ms() - begun;
        *hs_array_push(&processor.items) = processor_ms() - processor_begun;
        hs_buffer_finish(&question);
    }
    print_times(names[kind], &times);
    printf("   verdict right %5.1f %%", 100.0 * (double)sum.verdicts / QUESTIONS);
    if (kind != ABSENT)
        printf(", source found %5.1f %%", 100.0 * (double)sum.sources / QUESTIONS);
    printf("\n");
    print_times("  processor time", &processor);
    printf("\n");
    fflush(stdout);
    hs_times_finish(&times);
    hs_times_finish(&processor);
}

static void report_size(hs_archive *archive, size_t count)
{
    hs_archive_stats stats;
    hs_error error;
    struct rusage usage;
    if (!hs_archive_stats_read(archive, 0, &stats, &error))
        stop(&error);
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu documents, %.1f MB of text, %.1f MB stored: %.0f bytes a document; %.0f MB of "
           "memory at most\n",
           count, (double)stats.text_bytes / 1e6, (double)stats.stored_bytes / 1e6,
           (double)stats.stored_bytes / (double)count, (double)usage.ru_maxrss / 1e3);
}

typedef struct settings {
    size_t documents, words;
    const char *address;
    bool filled;
} settings;

static bool read_options(int argc, char **argv, settings *s)
{
    static const struct option options[] = {{"documents", required_argument, NULL, 'd'},
                                            {"words", required_argument, NULL, 'w'},
                                            {"archive", required_argument, NULL, 'a'},
                                            {"filled", no_argument, NULL, 'f'},
                                            {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'd')
            s->documents = strtoul(optarg, NULL, 10);
        else if (option == 'w')
            s->words = strtoul(optarg, NULL, 10);
        else if (option == 'a')
            s->address = optarg;
        else if (option == 'f')
            s->filled = true;
        else
            return false;
    }
    return optind < argc && s->documents > 0 && s->words > 0;
}

static void run(const settings *s, const maker *m, const char *address)
{
    hs_error error;
    hs_archive *archive = hs_archive_open(address, HS_ARCHIVE_CREATE, &error);
    if (!archive)
        stop(&error);
    if (!s->filled)
        fill(archive, m, s->documents);
    report_size(archive, s->documents);
    for (question_kind kind = 0; kind < KINDS; kind++)
        measure_kind(archive, m, s->documents, kind);
    hs_archive_close(archive);
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/hearsay-bench-XXXXXX", path[64];
    settings s = {DOCUMENTS_DEFAULT, WORDS_DEFAULT, NULL, false};
    hs_bench_texts texts = {0};
    if (!read_options(argc, argv, &s) || !mkdtemp(folder)) {
        fprintf(stderr,
                "usage: bench_archive [--documents=N] [--words=N] [--archive=ADDRESS [--filled]] "
                "FOLDER…\n");
        return 2;
    }
    mallopt(M_TRIM_THRESHOLD, 32 << 20); /* as the daemon does */
    maker m = {.document_words = s.words};
    for (int i = optind; i < argc; i++)
        hs_bench_texts_read(&texts, argv[i]);
    for (size_t i = 0; i < texts.items.count; i++)
        learn(&m, hs_buffer_str(&texts.items.items[i]));
    snprintf(path, sizeof path, "%s/archive.db", folder);
    run(&s, &m, s.address ? s.address : path);
    unlink(path);
    rmdir(folder);
    hs_array_finish(&m.words);
    hs_array_finish(&m.sentences);
    hs_bench_texts_finish(&texts);
    return 0;
}
