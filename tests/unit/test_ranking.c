/* What the ranking of fact-checks promises: posts are read without their trimmings, and the
 * fact-check that a post is about comes first. */
#include "test.h"

#include <unistd.h>

#include "base/memory.h"
#include "evidence/ranking.h"
#include "evidence/ranking_features.h"

static hs_arena arena;

static int reset(void **state)
{
    (void)state;
    hs_arena_finish(&arena);
    return 0;
}

static bool has(const hs_ranking_text *read, const char *word, uint8_t flags)
{
    char stem[64];
    size_t length = strlen(word);
    memcpy(stem, word, length);
    length = hs_ranking_stem(stem, length);
    uint64_t hash = hs_hash_bytes(stem, length, 0);
    for (uint32_t i = 0; i < read->count; i++) {
        if (read->terms[i].stem == hash && (read->terms[i].flags & flags) == flags)
            return true;
    }
    return false;
}

static void test_tags_are_cut_and_addresses_left_out(void **state)
{
    (void)state;
    hs_ranking_text read = hs_ranking_read(
        HS_STR("Save the #OldPierOfOstrel now!pic.twitter.com/Ab1 https://t.co/xyz says "
               "@MaraLind — Ines Varga (@ivarga) March 3, 2026"),
        &arena);
    assert_true(has(&read, "pier", HS_RANKING_TAG));
    assert_true(has(&read, "ostrel", HS_RANKING_TAG | HS_RANKING_CAPITAL));
    assert_true(has(&read, "lind", HS_RANKING_TAG));
    assert_true(has(&read, "varga", HS_RANKING_SIGNATURE));
    assert_true(has(&read, "now", 0));
    assert_false(has(&read, "xyz", 0));
    assert_false(has(&read, "twitter", 0));
    assert_true(read.picture && read.address);
    assert_int_equal(read.signature_year, 2026);
}

static void test_forms_of_a_word_have_one_stem(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"banned", "bans"},      {"cities", "city"},
                                           {"closing", "closed"},   {"photographs", "photograph"},
                                           {"deport", "deporting"}, {"migrants", "migrant"}};
    for (size_t i = 0; i < HS_COUNT(pairs); i++) {
        char a[32], b[32];
        strcpy(a, pairs[i][0]);
        strcpy(b, pairs[i][1]);
        size_t a_length = hs_ranking_stem(a, strlen(a)), b_length = hs_ranking_stem(b, strlen(b));
        assert_true(hs_str_equal(hs_str_make(a, a_length), hs_str_make(b, b_length)));
    }
}

static void test_the_fact_check_of_a_post_comes_first(void **state)
{
    (void)state;
    static const char *const claims[][2] = {
        {"The mayor of Ostrel banned bicycles from every bridge of the town.",
         "Did Ostrel Ban Bicycles from Its Bridges?"},
        {"A photograph shows the mayor of Ostrel riding a bicycle over a frozen river.",
         "Is This the Mayor of Ostrel on a Frozen River?"},
        {"Bridges in Ostrel are closed to lorries at night.", "Are Ostrel's Bridges Closed?"},
    };
    char path[] = "/tmp/hearsay-ranking-XXXXXX";
    hs_error error = {0};
    close(mkstemp(path));
    unlink(path);
    hs_archive *archive = hs_archive_open(path, HS_ARCHIVE_CREATE, &error);
    assert_true(archive && hs_archive_begin(archive, &error));
    for (size_t i = 0; i < HS_COUNT(claims); i++) {
        hs_archive_factcheck check = {.claim = hs_str_from(claims[i][0]),
                                      .title = hs_str_from(claims[i][1]),
                                      .url = hs_str_from(claims[i][1])};
        hs_archive_put_factcheck(archive, &check, &error);
    }
    assert_true(hs_archive_commit(archive, &error));
    hs_ranked *ranked;
    size_t count;
    assert_true(hs_rank_factchecks(archive,
                                   HS_STR("They have BANNED bikes? No more bicycles on any bridge "
                                          "in #Ostrel says the mayor https://t.co/1"),
                                   5, &arena, &ranked, &count, &error));
    assert_true(count > 0);
    assert_true(hs_str_equal(ranked[0].factcheck.claim, hs_str_from(claims[0][0])));
    assert_true(hs_rank_factchecks(archive, HS_STR(""), 5, &arena, &ranked, &count, &error));
    assert_int_equal(count, 0);
    hs_archive_close(archive);
    unlink(path);
}

static void test_a_damaged_model_is_refused(void **state)
{
    (void)state;
    hs_error error = {0};
    _Alignas(8) char bytes[64] = {0};
    hs_ranking_trees_header trees = {.trees = 1, .nodes = 2, .features = HS_RANKING_FEATURE_COUNT};
    assert_null(hs_ranking_model_bind(HS_STR(""), HS_STR(""), HS_RANKING_FEATURE_COUNT, &error));
    memcpy(bytes, &trees, sizeof trees);
    hs_ranking_terms_header terms = {0};
    _Alignas(8) char none[sizeof terms];
    memcpy(none, &terms, sizeof terms);
    assert_null(hs_ranking_model_bind(hs_str_make(none, sizeof none), hs_str_make(bytes, 60),
                                      HS_RANKING_FEATURE_COUNT, &error));
    assert_non_null(strstr(error.text, "damaged"));
    /* a node that leads back to itself */
    hs_ranking_node loop[2] = {{0, 1, 1, 0, 0}, {0, 1, 1, 0, 0}};
    memcpy(bytes + sizeof trees + 4, loop, sizeof loop);
    assert_null(hs_ranking_model_bind(hs_str_make(none, sizeof none),
                                      hs_str_make(bytes, sizeof trees + 4 + sizeof loop),
                                      HS_RANKING_FEATURE_COUNT, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_tags_are_cut_and_addresses_left_out, reset),
        cmocka_unit_test_teardown(test_forms_of_a_word_have_one_stem, reset),
        cmocka_unit_test_teardown(test_the_fact_check_of_a_post_comes_first, reset),
        cmocka_unit_test_teardown(test_a_damaged_model_is_refused, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
