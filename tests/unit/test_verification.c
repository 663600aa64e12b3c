/* What the archive says of quotes and claims: the verdicts of docs/VERIFICATION.md, with place,
 * speaker and words. */
#include "test.h"

#include <unistd.h>

#include "base/memory.h"
#include "evidence/claim_check.h"
#include "evidence/quote_check.h"
#include "evidence/speaker_match.h"
#include "put_document.h"

static char folder[] = "/tmp/hearsay-verification-XXXXXX";

typedef struct fixture {
    hs_archive *archive;
    hs_arena arena;
    hs_error error;
    hs_verification answer;
} fixture;

static const char varga_text[] =
    "Harbour board\n\n"
    "“We will not sell the old pier, and we never said we would do so,” Ines Varga told reporters. "
    "The board owns 14 piers and earned 3.5 million crowns from them last year.\n";
static const char oduya_text[] =
    "Council notes\n\n“The tram will be late, as it has been every winter since the flood,” Tomas "
    "Oduya said.\n";

static void put(fixture *f, const char *uri, const char *text, const char *quote,
                const char *speaker)
{
    const char *at = strstr(text, quote);
    hs_span span = {(uint32_t)(at - text), (uint32_t)(at - text + strlen(quote))};
    hs_archive_quote said = {.content = &span,
                             .content_count = 1,
                             .direct = true,
                             .speaker = hs_str_from(speaker),
                             .speaker_key =
                                 hs_archive_speaker_key(hs_str_from(speaker), &f->arena)};
    hs_archive_document document = {.uri = hs_str_from(uri),
                                    .title = HS_STR("Notes"),
                                    .language = HS_STR("plaintext"),
                                    .text = hs_str_from(text),
                                    .quotes = &said,
                                    .quote_count = 1};
    assert_int_equal(put_document(f->archive, &document, &f->error), HS_ARCHIVE_ADDED);
}

static int open_archive(void **state)
{
    static int number;
    char path[64];
    fixture *f = hs_alloc_zeroed(1, sizeof *f);
    snprintf(path, sizeof path, "%s/%d.db", folder, number++);
    f->archive = hs_archive_open(path, HS_ARCHIVE_CREATE, &f->error);
    *state = f;
    if (!f->archive || !hs_archive_begin(f->archive, &f->error))
        return -1;
    put(f, "file:///varga.txt", varga_text,
        "“We will not sell the old pier, and we never said we would do so,”", "Ines Varga");
    put(f, "file:///oduya.txt", oduya_text,
        "“The tram will be late, as it has been every winter since the flood,”", "Tomas Oduya");
    hs_archive_factcheck check = {
        .url = HS_STR("https://checks.example/12"),
        .claim = HS_STR("The mayor of Ostrel banned bicycles from every bridge of the town."),
        .title = HS_STR("Did Ostrel Ban Bicycles from Its Bridges?"),
        .rating = HS_STR("False"),
        .publisher = HS_STR("Checks")};
    assert_int_equal(hs_archive_put_factcheck(f->archive, &check, &f->error), HS_ARCHIVE_ADDED);
    return hs_archive_commit(f->archive, &f->error) ? 0 : -1;
}

static int close_archive(void **state)
{
    fixture *f = *state;
    hs_archive_close(f->archive);
    hs_arena_finish(&f->arena);
    free(f);
    return 0;
}

static const char *check_quote(fixture *f, const char *quote, const char *speaker)
{
    hs_span piece = {0, (uint32_t)strlen(quote)};
    hs_quote_question question = {.text = hs_str_from(quote),
                                  .pieces = &piece,
                                  .piece_count = 1,
                                  .speaker = hs_str_from(speaker)};
    if (!hs_quote_check(f->archive, &question, &f->arena, &f->answer, &f->error))
        fail_msg("%s", f->error.text);
    return hs_verdict_name(f->answer.verdict);
}

static const char *check_claim(fixture *f, const char *claim)
{
    hs_claim_question question = {
        .text = hs_str_from(claim), .span = {0, (uint32_t)strlen(claim)}, .factchecks = true};
    if (!hs_claim_check(f->archive, &question, &f->arena, &f->answer, &f->error))
        fail_msg("%s", f->error.text);
    return hs_verdict_name(f->answer.verdict);
}

static void test_a_quote_is_found_with_its_place_and_speaker(void **state)
{
    fixture *f = *state;
    assert_string_equal(
        check_quote(f, "We will not sell the old pier, and we never said we would do so", "Varga"),
        "verbatim");
    assert_int_equal(f->answer.count, 1);
    const hs_evidence *e = &f->answer.evidence[0];
    assert_true(hs_str_equal(e->uri, HS_STR("file:///varga.txt")));
    assert_true(hs_str_equal(e->speaker, HS_STR("Ines Varga")));
    assert_true(hs_str_equal(
        e->text, HS_STR("We will not sell the old pier, and we never said we would do so")));
    assert_int_equal(e->start[HS_ENCODING_UTF8].line, 2);
    assert_int_equal(e->start[HS_ENCODING_UTF8].character, 3);
    assert_int_equal(e->start[HS_ENCODING_UTF16].character, 1);
    assert_true(hs_str_equal(e->after, HS_STR(",” Ines Varga told reporters. The board owns 14 "
                                              "piers and earned 3.5 million crowns from them last "
                                              "year.")));
}

static void test_each_verdict_on_a_quote(void **state)
{
    fixture *f = *state;
    assert_string_equal(
        check_quote(f, "We will sell the old pier, and we never said we would do so", "Ines Varga"),
        "altered");
    assert_int_equal(f->answer.evidence[0].repair_count, 1);
    assert_string_equal(check_quote(f, "We will not sell the old pier …", "Ines Varga"),
                        "abridged");
    assert_string_equal(
        check_quote(f, "The tram will be late, as it has been every winter since the flood",
                    "Ines Varga"),
        "misattributed");
    assert_string_equal(
        check_quote(f, "The tram will be late, as it has been every winter since the flood", ""),
        "verbatim");
    assert_string_equal(check_quote(f, "Nothing of the kind was ever put to the vote", "Varga"),
                        "not-found");
}

static void test_a_description_contradicts_no_name(void **state)
{
    fixture *f = *state;
    assert_string_equal(
        check_quote(f, "We will not sell the old pier, and we never said we would do so",
                    "the head of the board"),
        "verbatim");
}

static void test_a_few_words_need_their_speaker(void **state)
{
    fixture *f = *state;
    assert_string_equal(check_quote(f, "the old pier", "Ines Varga"), "abridged");
    assert_string_equal(check_quote(f, "the old pier", "Mara Lind"), "not-found");
}

static void test_each_verdict_on_a_claim(void **state)
{
    fixture *f = *state;
    assert_string_equal(
        check_claim(f,
                    "The board owns 14 piers and earned 3.5 million crowns from them last year."),
        "supported");
    assert_string_equal(
        check_claim(f,
                    "The board owns 16 piers and earned 3.5 million crowns from them last year."),
        "contradicted");
    assert_string_equal(check_claim(f, "The school at Lind has 300 pupils and two new teachers."),
                        "not-found");
}

static void test_names_of_one_speaker_agree(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        hs_speaker_match match;
    } pairs[] = {
        {"ines varga", "varga", HS_SPEAKER_SAME},
        {"i varga", "ines varga", HS_SPEAKER_SAME},
        {"ines varga", "mara varga", HS_SPEAKER_OTHER},
        {"varga", "oduya", HS_SPEAKER_OTHER},
        {"", "oduya", HS_SPEAKER_UNKNOWN},
    };
    for (size_t i = 0; i < HS_COUNT(pairs); i++)
        assert_int_equal(
            hs_speaker_compare(hs_str_from(pairs[i].first), hs_str_from(pairs[i].second)),
            pairs[i].match);
    assert_true(hs_speaker_named_in(HS_STR("ines varga"), HS_STR("Frau Várga’s house")));
    assert_false(hs_speaker_named_in(HS_STR("ines varga"), HS_STR("Vargason, Varg")));
}

static void test_hostile_texts_are_answered(void **state)
{
    fixture *f = *state;
    size_t size = 300000;
    char *text = hs_alloc(size + 1);
    for (size_t i = 0; i < size; i++)
        text[i] = "pier the “ \xff\xc3 we [ … "[i % 24];
    text[size] = '\0';
    for (size_t i = 0; i < size; i++)
        text[i] = text[i] ? text[i] : ' ';
    check_quote(f, text, text);
    check_claim(f, text);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_quote_is_found_with_its_place_and_speaker,
                                        open_archive, close_archive),
        cmocka_unit_test_setup_teardown(test_each_verdict_on_a_quote, open_archive, close_archive),
        cmocka_unit_test_setup_teardown(test_a_description_contradicts_no_name, open_archive,
                                        close_archive),
        cmocka_unit_test_setup_teardown(test_a_few_words_need_their_speaker, open_archive,
                                        close_archive),
        cmocka_unit_test_setup_teardown(test_each_verdict_on_a_claim, open_archive, close_archive),
        cmocka_unit_test(test_names_of_one_speaker_agree),
        cmocka_unit_test_setup_teardown(test_hostile_texts_are_answered, open_archive,
                                        close_archive),
    };
    if (!mkdtemp(folder))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
