/* The archive's promises, for each store: what is put in comes out, is found, and is found only
 * while it is there. */
#include "test.h"

#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "evidence/module.h"
#include "put_document.h"

static char folder[] = "/tmp/hearsay-archive-XXXXXX";

/* A new archive for each test: a file, or the emptied database of a server that HEARSAY_TEST_SERVER
 * names (tests/wire/test_postgres.py starts one). */
static const char *make_address(void)
{
    static char address[256];
    static int number;
    const char *server = getenv("HEARSAY_TEST_SERVER");
    char command[512];
    if (!server) {
        snprintf(address, sizeof address, "%s/archive-%d.db", folder, number++);
        return address;
    }
    snprintf(command, sizeof command,
             "psql -q -v ON_ERROR_STOP=1 '%s' -c 'SET client_min_messages = error' "
             "-c 'DROP SCHEMA IF EXISTS hearsay CASCADE'",
             server);
    assert_int_equal(system(command), 0);
    snprintf(address, sizeof address, "%s", server);
    return address;
}

typedef struct fixture {
    hs_archive *archive;
    hs_arena arena;
    hs_error error;
    char address[256];
} fixture;

static int open_archive(void **state)
{
    fixture *f = hs_alloc_zeroed(1, sizeof *f);
    strcpy(f->address, make_address());
    f->archive = hs_archive_open(f->address, HS_ARCHIVE_CREATE, &f->error);
    *state = f;
    if (!f->archive)
        fprintf(stderr, "%s\n", f->error.text);
    return f->archive ? 0 : -1;
}

static int close_archive(void **state)
{
    fixture *f = *state;
    hs_archive_close(f->archive);
    hs_arena_finish(&f->arena);
    free(f);
    return 0;
}

#define FINE(call)                                                                                 \
    do {                                                                                           \
        if (!(call))                                                                               \
            fail_msg("%s", f->error.text);                                                         \
    } while (0)

static hs_archive_document document_of(const char *uri, const char *text)
{
    return (hs_archive_document){
        .uri = hs_str_from(uri), .text = hs_str_from(text), .language = HS_STR("plaintext")};
}

static hs_archive_put put(fixture *f, hs_archive_document *document)
{
    FINE(hs_archive_begin(f->archive, &f->error));
    hs_archive_put result = put_document(f->archive, document, &f->error);
    FINE(result);
    FINE(hs_archive_commit(f->archive, &f->error));
    return result;
}

static const char ferry_text[] =
    "The ferry to Oster will not sail this winter, the harbour board decided.\n\n"
    "“We will do what we can to make this work for all of you,” said Mara Lindqvist.\n\n"
    "Tickets rose by 12 percent last year.\n";

/* The number of candidates; the best one's document in `*best`. */
static size_t quote_candidates(fixture *f, const char *quote, int64_t *best)
{
    hs_archive_candidates found;
    FINE(hs_archive_find_quote(f->archive, hs_str_from(quote), 10, &f->arena, &found, &f->error));
    *best = found.count ? found.items[0].document : 0;
    return found.count;
}

static void test_a_document_comes_back_whole(void **state)
{
    fixture *f = *state;
    hs_span content[] = {{74, 136}};
    hs_archive_quote quotes[] = {{content, 1, true, HS_STR("Mara Lindqvist"),
                                  hs_archive_speaker_key(HS_STR("Mara Lindqvist"), &f->arena)}};
    hs_archive_quantity quantities[] = {{{175, 185}, 12, HS_STR("percent")}};
    hs_archive_document in = document_of("file:///ferry.txt", ferry_text), out;
    in.title = HS_STR("No ferry");
    in.author = HS_STR("R. Reporter");
    in.published = HS_STR("2026-03-14");
    in.model = UINT64_MAX - 5;
    in.quotes = quotes;
    in.quote_count = 1;
    in.quantities = quantities;
    in.quantity_count = 1;
    assert_int_equal(put(f, &in), HS_ARCHIVE_ADDED);
    FINE(hs_archive_get(f->archive, in.id, &f->arena, &out, &f->error));
    assert_true(hs_str_equal(out.uri, in.uri));
    assert_true(hs_str_equal(out.title, in.title));
    assert_true(hs_str_equal(out.author, in.author));
    assert_true(hs_str_equal(out.published, in.published));
    assert_true(hs_str_equal(out.text, in.text));
    assert_true(out.model == in.model);
    assert_int_equal(out.quote_count, 1);
    assert_int_equal(out.quotes[0].content[0].start, 74);
    assert_int_equal(out.quotes[0].content[0].end, 136);
    assert_true(out.quotes[0].direct);
    assert_true(hs_str_equal(out.quotes[0].speaker, HS_STR("Mara Lindqvist")));
    assert_true(hs_str_equal(out.quotes[0].speaker_key, HS_STR("mara lindqvist")));
    assert_int_equal(out.quantity_count, 1);
    assert_true(out.quantities[0].value == 12);
    assert_true(hs_str_equal(out.quantities[0].unit, HS_STR("percent")));
}

static void test_the_same_content_is_kept_once(void **state)
{
    fixture *f = *state;
    hs_archive_document first = document_of("file:///a.txt", ferry_text);
    hs_archive_document again = document_of("file:///b.txt", ferry_text);
    hs_archive_document changed = document_of("file:///a.txt", "The ferry will sail after all.");
    assert_int_equal(put(f, &first), HS_ARCHIVE_ADDED);
    assert_int_equal(put(f, &first), HS_ARCHIVE_UNCHANGED);
    assert_int_equal(put(f, &again), HS_ARCHIVE_UNCHANGED);
    assert_true(hs_archive_has(f->archive, &again));
    assert_int_equal(put(f, &changed), HS_ARCHIVE_UPDATED);
    assert_false(hs_archive_has(f->archive, &again));
    hs_archive_stats stats;
    FINE(hs_archive_stats_read(f->archive, 0, &stats, &f->error));
    assert_int_equal(stats.documents, 1);
    assert_int_equal(stats.text_bytes, changed.text.length);
}

static void test_a_quote_is_found_by_its_words_altered_or_not(void **state)
{
    fixture *f = *state;
    hs_archive_document ferry = document_of("file:///ferry.txt", ferry_text), other;
    int64_t best;
    other = document_of("file:///other.txt", "The council met on Monday and spoke about lamps.");
    put(f, &ferry);
    put(f, &other);
    assert_int_equal(quote_candidates(f, "we will do what we can to make this work", &best), 1);
    assert_true(best == ferry.id);
    quote_candidates(f, "We will do what we must to make that work for all of you", &best);
    assert_true(best == ferry.id);
    assert_int_equal(quote_candidates(f, "nobody here has ever mentioned bicycles", &best), 0);
}

/* Documents of one line each, in one transaction; returns the last one's id. */
static int64_t put_lines(fixture *f, const char *line, int first, int count)
{
    hs_archive_document document = {0};
    FINE(hs_archive_begin(f->archive, &f->error));
    for (int i = first; i < first + count; i++) {
        char uri[32], text[128];
        snprintf(uri, sizeof uri, "line:%d", i);
        snprintf(text, sizeof text, "%s item%d.", line, i);
        document = document_of(uri, text);
        FINE(put_document(f->archive, &document, &f->error));
    }
    FINE(hs_archive_commit(f->archive, &f->error));
    return document.id;
}

static void test_a_quote_whose_rare_words_many_share_is_found_by_its_common_ones(void **state)
{
    fixture *f = *state;
    int64_t best;
    put_lines(f, "harbour ferry", 0, 2100);
    put_lines(f, "lantern island", 2100, 2100);
    put_lines(f, "sextant harbour lantern", 4200, 30);
    int64_t whole = put_lines(f, "sextant harbour ferry lantern island", 4230, 1);
    quote_candidates(f, "sextant harbour ferry lantern island", &best);
    assert_true(best == whole);
    quote_candidates(f, "sextant harbour ferry lantern compass", &best);
    assert_true(best == whole); /* a word was changed: the others still say which */
}

static void test_what_is_removed_is_found_no_more(void **state)
{
    fixture *f = *state;
    hs_archive_document ferry = document_of("file:///ferry.txt", ferry_text), out;
    int64_t best;
    put(f, &ferry);
    FINE(hs_archive_begin(f->archive, &f->error));
    FINE(hs_archive_remove(f->archive, ferry.id, &f->error));
    FINE(hs_archive_commit(f->archive, &f->error));
    assert_int_equal(quote_candidates(f, "the ferry to Oster will not sail", &best), 0);
    assert_false(hs_archive_get(f->archive, ferry.id, &f->arena, &out, &f->error));
    assert_non_null(strstr(f->error.text, "no document"));
    FINE(hs_archive_check(f->archive, &f->error));
}

static void test_a_long_document_is_found_by_its_passages(void **state)
{
    fixture *f = *state;
    hs_buffer text = {0};
    for (int i = 0; i < 4000; i++)
        hs_buffer_printf(&text, "Line %d speaks of harbours and of marker%d only.\n", i, i);
    hs_archive_document book = document_of("file:///book.txt", text.bytes), out;
    put(f, &book);
    hs_archive_candidates found;
    FINE(hs_archive_find_quote(f->archive, HS_STR("speaks of harbours and of marker3210"), 10,
                               &f->arena, &found, &f->error));
    assert_true(found.count >= 1);
    assert_true(found.items[0].place.end - found.items[0].place.start < 20000);
    hs_str passage;
    FINE(hs_archive_get_text(f->archive, found.items[0].document, found.items[0].place, &f->arena,
                             &passage, &f->error));
    assert_non_null(memmem(passage.bytes, passage.length, "marker3210 ", 11));
    FINE(hs_archive_get(f->archive, book.id, &f->arena, &out, &f->error));
    assert_true(hs_str_equal(out.text, book.text));
    hs_buffer_finish(&text);
}

static void test_what_is_not_committed_is_not_there(void **state)
{
    fixture *f = *state;
    hs_archive_document ferry = document_of("file:///ferry.txt", ferry_text);
    FINE(hs_archive_begin(f->archive, &f->error));
    FINE(put_document(f->archive, &ferry, &f->error));
    hs_archive_rollback(f->archive);
    assert_false(hs_archive_has(f->archive, &ferry));
    assert_int_equal(put(f, &ferry), HS_ARCHIVE_ADDED);
}

static void test_fact_checks_are_found_by_their_claim(void **state)
{
    fixture *f = *state;
    hs_archive_factcheck check = {
        .url = HS_STR("https://checks.example/7"),
        .claim = HS_STR("Eating seaweed doubles the speed of ferries"),
        .title = HS_STR("Does seaweed make ferries faster?"),
        .rating = HS_STR("False"),
        .publisher = HS_STR("The Checkers"),
    };
    hs_archive_factcheck out;
    hs_archive_candidates found;
    FINE(hs_archive_begin(f->archive, &f->error));
    assert_int_equal(hs_archive_put_factcheck(f->archive, &check, &f->error), HS_ARCHIVE_ADDED);
    assert_int_equal(hs_archive_put_factcheck(f->archive, &check, &f->error), HS_ARCHIVE_UNCHANGED);
    FINE(hs_archive_commit(f->archive, &f->error));
    FINE(hs_archive_find_factchecks(f->archive, HS_STR("they say seaweed speeds up a ferry"), 5,
                                    &f->arena, &found, &f->error));
    assert_int_equal(found.count, 1);
    FINE(hs_archive_get_factcheck(f->archive, found.items[0].document, &f->arena, &out, &f->error));
    assert_true(hs_str_equal(out.rating, HS_STR("False")));
    assert_true(hs_str_equal(out.url, check.url));
}

static hs_archive_put put_factcheck(fixture *f, hs_archive_factcheck *check)
{
    FINE(hs_archive_begin(f->archive, &f->error));
    hs_archive_put result = hs_archive_put_factcheck(f->archive, check, &f->error);
    FINE(result);
    FINE(hs_archive_commit(f->archive, &f->error));
    return result;
}

/* The rating of the only check that is found about a claim. */
static hs_str only_rating(fixture *f, const char *claim)
{
    hs_archive_candidates found;
    hs_archive_factcheck out;
    FINE(hs_archive_find_factchecks(f->archive, hs_str_from(claim), 5, &f->arena, &found,
                                    &f->error));
    assert_int_equal(found.count, 1);
    FINE(hs_archive_get_factcheck(f->archive, found.items[0].document, &f->arena, &out, &f->error));
    return out.rating;
}

static void test_a_corrected_rating_takes_the_old_ones_place(void **state)
{
    fixture *f = *state;
    hs_archive_factcheck first = {.url = HS_STR("https://checks.example/7"),
                                  .claim = HS_STR("Seaweed doubles the speed of ferries"),
                                  .rating = HS_STR("False"),
                                  .published = HS_STR("2026-03-14")};
    hs_archive_factcheck corrected = first, other = first;
    corrected.rating = HS_STR("Half true");
    corrected.published = HS_STR("2026-03-20");
    other.claim = HS_STR("Gulls can count to nine"); /* one page may check several claims */
    assert_int_equal(put_factcheck(f, &first), HS_ARCHIVE_ADDED);
    assert_int_equal(put_factcheck(f, &other), HS_ARCHIVE_ADDED);
    assert_int_equal(put_factcheck(f, &corrected), HS_ARCHIVE_UPDATED);
    assert_true(hs_str_equal(only_rating(f, "seaweed and ferries"), corrected.rating));
    assert_true(hs_str_equal(only_rating(f, "gulls that count"), other.rating));
    assert_int_equal(put_factcheck(f, &corrected), HS_ARCHIVE_UNCHANGED);
    assert_int_equal(put_factcheck(f, &first), HS_ARCHIVE_UNCHANGED); /* an old feed read again */
    assert_true(hs_str_equal(only_rating(f, "seaweed and ferries"), corrected.rating));
    FINE(hs_archive_check(f->archive, &f->error));
}

static void test_statements_in_texts_stay_texts(void **state)
{
    fixture *f = *state;
    static const char hostile[] = "'; DROP TABLE document; -- \" OR 1=1 NEAR(a b) \x01";
    hs_archive_document document = document_of(hostile, hostile), out;
    document.title = document.author = document.published = hs_str_from(hostile);
    int64_t best;
    put(f, &document);
    assert_int_equal(quote_candidates(f, hostile, &best), 1);
    FINE(hs_archive_get(f->archive, best, &f->arena, &out, &f->error));
    assert_true(hs_str_equal(out.title, hs_str_from(hostile)));
    FINE(hs_archive_check(f->archive, &f->error));
}

static void test_a_file_that_is_no_archive_is_refused(void **state)
{
    hs_error error = {""};
    char path[64];
    (void)state;
    snprintf(path, sizeof path, "%s/letter.txt", folder);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("Dear reader, this is a letter.\n", file);
    fclose(file);
    assert_null(hs_archive_open(path, HS_ARCHIVE_CREATE, &error));
    assert_non_null(strstr(error.text, path));
    assert_non_null(strstr(error.text, "no archive"));
    snprintf(path, sizeof path, "%s/missing.db", folder);
    assert_null(hs_archive_open(path, HS_ARCHIVE_READ, &error));
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_addresses_are_shown_without_their_password(void **state)
{
    static const char *const cases[][2] = {
        {"/home/ada/archive.db", "/home/ada/archive.db"},
        {"postgresql://ada@db.example/news", "postgresql://ada@db.example/news"},
        {"postgresql://ada:se@cret@db.example:5433/news", "postgresql://ada@db.example:5433/news"},
        {"postgres:///news?host=/run/pg&password=secret", "postgres:///news?host=/run/pg&"},
    };
    (void)state;
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_buffer shown = {0};
        hs_archive_address_append(&shown, cases[i][0]);
        assert_string_equal(shown.bytes, cases[i][1]);
        hs_buffer_finish(&shown);
    }
}

static void test_a_module_that_is_missing_is_named(void **state)
{
    (void)state;
    hs_error error;
    assert_null(hs_module_find("hearsay-of-clay.so", "hs_read", &error));
    assert_non_null(strstr(error.text, "hearsay-of-clay.so"));
    assert_non_null(strstr(error.text, "install hearsay again"));
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_archive, close_archive)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_document_comes_back_whole),
        TEST(test_the_same_content_is_kept_once),
        TEST(test_a_quote_is_found_by_its_words_altered_or_not),
        TEST(test_a_quote_whose_rare_words_many_share_is_found_by_its_common_ones),
        TEST(test_what_is_removed_is_found_no_more),
        TEST(test_a_long_document_is_found_by_its_passages),
        TEST(test_what_is_not_committed_is_not_there),
        TEST(test_fact_checks_are_found_by_their_claim),
        TEST(test_a_corrected_rating_takes_the_old_ones_place),
        TEST(test_statements_in_texts_stay_texts),
        cmocka_unit_test(test_a_file_that_is_no_archive_is_refused),
        cmocka_unit_test(test_addresses_are_shown_without_their_password),
        cmocka_unit_test(test_a_module_that_is_missing_is_named),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
