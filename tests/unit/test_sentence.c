/* The sentence splitter's promises, on the forms that news comes in. */
#include "test.h"

#include "base/buffer.h"
#include "text/sentence.h"

/* `wanted` is the text with "|" where one sentence ends and the next begins. */
static void assert_split(const char *wanted)
{
    hs_buffer text = {0}, got = {0};
    for (const char *c = wanted; *c; c++)
        if (*c != '|')
            hs_buffer_append_byte(&text, *c);
    hs_arena arena = {0};
    size_t token_count, count, next_token = 0;
    hs_str whole = hs_buffer_str(&text);
    hs_token *tokens = hs_tokenize(whole, &arena, &token_count);
    hs_sentence *sentences = hs_sentences_split(whole, tokens, token_count, &arena, &count);
    for (size_t i = 0; i < count; i++) {
        const hs_sentence *s = &sentences[i];
        assert_int_equal(s->first_token, next_token);
        assert_true(s->token_count > 0);
        next_token += s->token_count;
        assert_int_equal(s->span.start, tokens[s->first_token].span.start);
        assert_int_equal(s->span.end, tokens[next_token - 1].span.end);
        hs_buffer_append_str(&got, hs_str_slice(whole, s->span.start, s->span.end));
        size_t gap_end = i + 1 < count ? sentences[i + 1].span.start : whole.length;
        hs_buffer_append_str(&got, hs_str_slice(whole, s->span.end, gap_end));
        if (i + 1 < count)
            hs_buffer_append_byte(&got, '|');
    }
    assert_int_equal(next_token, token_count);
    assert_string_equal(got.bytes, wanted);
    hs_buffer_finish(&text);
    hs_buffer_finish(&got);
    hs_arena_finish(&arena);
}

static void assert_splits(const char *const *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_split(cases[i]);
}

static void full_stops_end_sentences_and_abbreviations_do_not(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "The talks ended. |Nobody signed.",
        "Mr. Orlo met Gen. Vey at 5 p.m. on Sept. 4 in Port St. Anne. |They spoke.",
        "The U.S. Senate sat. |It voted at 6 p.m. |The bill passed.",
        "J. K. Orlo wrote it. |She left.",
        "It grew 4.5 percent. |2003 was worse.",
        "The firm, Vey Inc. of Orlo, sank. |Its owner fled.",
        "They sell ropes, nets, etc. |The shop closed.",
        "Ana Vey of Selm, Mass., and Tom Orlo (D-Wash.) said so. |Ana G. and Tom left.",
        "No. 4 won. |Was it so? |No. |We lost.",
    };
    assert_splits(cases, HS_COUNT(cases));
}

static void closing_marks_stay_with_their_sentence(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\"We are done.\" |He left.",
        "“We are done.” |He left.",
        "He said: ‘It is over.’ |She wept.",
        "(The mayor was away.) |The vote went on.",
        "\"We are done,\" he said. |\"It is over.\"",
        "He called it \"a farce.\" |Others laughed.",
    };
    assert_splits(cases, HS_COUNT(cases));
}

static void reporting_clauses_stay_with_what_they_report(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\"Why?\" he asked. |Nobody knew.",          "\"Is that all?\" Mr Orlo asked. |It was.",
        "“Never again!” the mayor of Orlo shouted.", "He was there (really?) and saw it.",
        "\"Is that all?\" |The hall fell silent.",
    };
    assert_splits(cases, HS_COUNT(cases));
}

static void ellipses_go_on_before_small_letters(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "We waited ... and waited. |It came.",
        "We waited… |Then it came.",
        "We waited…|Then it came.",
        "“I … I do not know,” she said.",
    };
    assert_splits(cases, HS_COUNT(cases));
}

static void a_heading_is_one_sentence(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "Minister denies claims of meddling",
        "1. What the report says",
        "Vey v. Orlo: what we know",
    };
    assert_splits(cases, HS_COUNT(cases));
}

static void nothing_in_nothing_out(void **state)
{
    (void)state;
    hs_arena arena = {0};
    size_t token_count, count;
    hs_token *tokens = hs_tokenize(HS_STR("  \n "), &arena, &token_count);
    assert_int_equal(token_count, 0);
    hs_sentences_split(HS_STR("  \n "), tokens, token_count, &arena, &count);
    assert_int_equal(count, 0);
    hs_arena_finish(&arena);
}

static void a_sentence_without_end_is_cut(void **state)
{
    (void)state;
    enum { WORDS = 5000, LONGEST = 1001 };
    hs_buffer text = {0};
    for (int i = 0; i < WORDS; i++)
        hs_buffer_append_text(&text, "don't ");
    hs_arena arena = {0};
    size_t token_count, count;
    hs_token *tokens = hs_tokenize(hs_buffer_str(&text), &arena, &token_count);
    hs_sentence *sentences =
        hs_sentences_split(hs_buffer_str(&text), tokens, token_count, &arena, &count);
    assert_int_equal(token_count, 2 * WORDS);
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(sentences[i].first_token, next);
        assert_true(sentences[i].token_count <= LONGEST);
        assert_false(tokens[next].joined);
        next += sentences[i].token_count;
    }
    assert_int_equal(next, token_count);
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_stops_end_sentences_and_abbreviations_do_not),
        cmocka_unit_test(closing_marks_stay_with_their_sentence),
        cmocka_unit_test(reporting_clauses_stay_with_what_they_report),
        cmocka_unit_test(ellipses_go_on_before_small_letters),
        cmocka_unit_test(a_heading_is_one_sentence),
        cmocka_unit_test(a_sentence_without_end_is_cut),
        cmocka_unit_test(nothing_in_nothing_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
