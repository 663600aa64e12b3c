/* What alignment and verdict promise: marks and spaces do not count, words do; every alignment is a
 * valid edit script; repairs give back the source's words. */
#include "test.h"

#include "base/buffer.h"
#include "evidence/claim_compare.h"
#include "evidence/verdict.h"

static const char source_text[] =
    "The harbour board met on Tuesday.\n"
    "“We will not sell the old pier, and we never said we'd do so,” Ines Varga said. “It has five "
    "long-term tenants, who paid two thousand crowns last year. Nobody asked them.”\n"
    "Mr. Oduya, the board's lawyer, told reporters that the plan was dead.";

typedef struct compared {
    hs_align_text quote, source;
    hs_comparison result;
} compared;

static hs_arena arena;

static int reset(void **state)
{
    (void)state;
    hs_arena_finish(&arena);
    return 0;
}

static compared compare(const char *quote, const char *source)
{
    compared c;
    hs_span whole = {0, (uint32_t)strlen(quote)};
    c.quote = hs_align_quote(hs_str_from(quote), &whole, 1, &arena);
    c.source = hs_align_source(hs_str_from(source), &arena);
    c.result = hs_compare_quote(&c.quote, &c.source, &arena);
    return c;
}

static const char *verdict(const char *quote)
{
    return hs_verdict_name(compare(quote, source_text).result.verdict);
}

static void check_script(const compared *c)
{
    const hs_alignment *a = &c->result.alignment;
    uint32_t quote = 0, at = a->source_first;
    for (uint32_t i = 0; i < a->step_count; i++) {
        const hs_align_step *step = &a->steps[i];
        while (quote < c->quote.count && step->quote_first < step->quote_end &&
               c->quote.words[quote].flags & (HS_ALIGN_GAP | HS_ALIGN_SEAM))
            quote++;
        if (step->quote_first < step->quote_end)
            assert_int_equal(step->quote_first, quote);
        assert_int_equal(step->source_first, at);
        assert_true(step->quote_first <= step->quote_end && step->source_first <= step->source_end);
        if (step->quote_first < step->quote_end)
            quote = step->quote_end;
        at = step->source_end;
        if (step->kind == HS_ALIGN_SAME && step->quote_end - step->quote_first == 1 &&
            step->source_end - step->source_first == 1)
            assert_true(c->quote.words[step->quote_first].key ==
                        c->source.words[step->source_first].key);
    }
    while (quote < c->quote.count && c->quote.words[quote].flags & (HS_ALIGN_GAP | HS_ALIGN_SEAM))
        quote++;
    assert_int_equal(quote, c->quote.count);
    assert_int_equal(at, a->source_end);
}

static void test_marks_case_and_spaces_do_not_count(void **state)
{
    (void)state;
    static const char *const same[] = {
        "We will not sell the old pier, and we never said we'd do so",
        "“we will not sell the old pier – and we never said we’d do so.”",
        "We will not sell\nthe old pier and   we NEVER said we'd do so!",
        "It has five long-term tenants, who paid two thousand crowns last year.",
        "It has 5 long term tenants who paid 2,000 crowns last year",
        "it has five longterm tenants, who paid 2000 crowns last year",
    };
    for (size_t i = 0; i < HS_COUNT(same); i++)
        assert_string_equal(verdict(same[i]), "verbatim");
}

static void test_cuts_are_no_changes(void **state)
{
    (void)state;
    static const char *const cut[] = {
        "We will not sell the old pier …",
        "We will not sell the old pier",
        "We will not sell ... and we never said we'd do so",
        "We will not sell […] and we never said we'd do so",
        "We will not sell the old pier, and we never said we'd do so … Nobody asked them.",
        "[The board] will not sell the old pier, and we never said we'd do so",
    };
    for (size_t i = 0; i < HS_COUNT(cut); i++)
        assert_string_equal(verdict(cut[i]), "abridged");
    compared own = compare("They came … and went", "She said: “They came … and went.”");
    assert_string_equal(hs_verdict_name(own.result.verdict), "verbatim"); /* the source's own */
}

static void test_what_is_in_brackets_is_the_writers(void **state)
{
    (void)state;
    assert_string_equal(
        verdict("We will not sell the old pier [at Ostrel], and we never said we'd do so"),
        "verbatim");
    assert_string_equal(verdict("[w]e will not sell the old pier, and we never said we'd do so"),
                        "verbatim");
}

static void test_brackets_of_the_source_are_its_own(void **state)
{
    (void)state;
    static const char text[] = "“I will look into it [releasing the minutes]. I do not know when.”";
    static const char *const pairs[][2] = {
        {"I will look into it. I do not know when.", "verbatim"},
        {"I will look into it [releasing the minutes]. I do not know when.", "verbatim"},
        {"I will look into it [releasing minutes]. I do not know when.", "altered"},
    };
    for (size_t i = 0; i < HS_COUNT(pairs); i++)
        assert_string_equal(hs_verdict_name(compare(pairs[i][0], text).result.verdict),
                            pairs[i][1]);
}

static void test_an_interruption_is_no_part_of_the_quote(void **state)
{
    (void)state;
    assert_string_equal(verdict("We will not sell the old pier, and we never said we'd do so. It "
                                "has five long-term tenants, who paid two thousand crowns last "
                                "year."),
                        "verbatim");
}

static void test_changed_words_are_alterations(void **state)
{
    (void)state;
    static const char *const altered[] = {
        "We will sell the old pier, and we never said we'd do so",
        "We will not sell the new pier, and we never said we'd do so",
        "We will not ever sell the old pier, and we never said we'd do so",
        "We will not sell the old pier, and we never said we would do so",
        "It has six long-term tenants, who paid two thousand crowns last year.",
    };
    for (size_t i = 0; i < HS_COUNT(altered); i++)
        assert_string_equal(verdict(altered[i]), "altered");
}

static void test_other_words_are_not_found(void **state)
{
    (void)state;
    assert_string_equal(verdict("The committee of the lower house will publish its report in May"),
                        "not-found");
    assert_string_equal(verdict(""), "not-found");
    assert_string_equal(verdict("… […] —"), "not-found");
}

static void diff_text(const compared *c, hs_buffer *out)
{
    size_t count;
    const hs_diff_part *parts =
        hs_diff_words(&c->quote, &c->source, &c->result.alignment, &arena, &count);
    for (size_t i = 0; i < count; i++)
        hs_buffer_printf(out, "%c%.*s|", parts[i].kind, HS_STR_ARGS(parts[i].text));
}

static void test_the_diff_names_the_words(void **state)
{
    (void)state;
    hs_buffer out = {0};
    compared c = compare("We will sell the new pier, and we never said so", source_text);
    diff_text(&c, &out);
    assert_string_equal(out.bytes, "=We will|-not|=sell the|-old|+new|=pier, and we never said|"
                                   "-we'd|+so|");
    hs_buffer_finish(&out);
}

static void repair(const compared *c, hs_buffer *out)
{
    size_t count, at = 0;
    const hs_repair *repairs =
        hs_repairs_make(&c->quote, &c->source, &c->result.alignment, &arena, &count);
    for (size_t i = 0; i < count; i++) {
        assert_true(repairs[i].span.start >= at);
        hs_buffer_append_str(out, hs_str_slice(c->quote.text, at, repairs[i].span.start));
        hs_buffer_append_str(out, repairs[i].text);
        at = repairs[i].span.end;
    }
    hs_buffer_append_str(out, hs_str_slice(c->quote.text, at, c->quote.text.length));
}

static void test_repairs_keep_marks_and_brackets(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"We will sell the new pier [here] — and we’d never said we’d do so",
         "We will not sell the old pier [here] — and we never said we’d do so"},
        {"will sell the old pier, and really we never said we’d do so",
         "will not sell the old pier, and we never said we’d do so"},
    };
    for (size_t i = 0; i < HS_COUNT(pairs); i++) {
        hs_buffer out = {0};
        compared c = compare(pairs[i][0], source_text);
        repair(&c, &out);
        assert_string_equal(out.bytes, pairs[i][1]);
        hs_buffer_finish(&out);
    }
}

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

static void make_words(hs_buffer *out, uint32_t *random, uint32_t count)
{
    static const char *const words[] = {"the",  "pier", "and", "[board]", "…",   "sold",
                                        "we'd", "five", "5",   "twenty",  "one", "long-term",
                                        "not",  "“",    "”",   "never",   "a",   "\n"};
    for (uint32_t i = 0; i < count; i++)
        hs_buffer_printf(out, "%s ", words[draw(random, HS_COUNT(words))]);
}

static void test_any_two_texts_give_a_valid_script_and_a_true_repair(void **state)
{
    (void)state;
    uint32_t random = 5;
    for (int i = 0; i < 1500; i++) {
        hs_buffer quote = {0}, source = {0}, mended = {0};
        make_words(&quote, &random, draw(&random, 40));
        make_words(&source, &random, draw(&random, 120));
        hs_buffer_append_text(&quote, "");
        hs_buffer_append_text(&source, "");
        compared c = compare(quote.bytes ? quote.bytes : "", source.bytes ? source.bytes : "");
        check_script(&c);
        assert_true(c.result.score >= 0 && c.result.score <= 1);
        repair(&c, &mended);
        hs_buffer_finish(&quote);
        hs_buffer_finish(&source);
        hs_buffer_finish(&mended);
        hs_arena_finish(&arena);
    }
}

/* The text with its marks, dashes, spaces and capitals changed at random. */
static void disguise(const char *text, uint32_t *random, hs_buffer *out)
{
    static const char *const spaces[] = {" ", "  ", "\n", " – ", " — ", ", ", "\xc2\xa0", " “"};
    for (const char *c = text; *c; c++) {
        if (*c == ' ')
            hs_buffer_append_text(out, spaces[draw(random, HS_COUNT(spaces))]);
        else if (*c == '\'')
            hs_buffer_append_text(out, draw(random, 2) ? "’" : "'");
        else if (*c == '-')
            hs_buffer_append_text(out, draw(random, 2) ? " " : "‑");
        else if (*c >= 'a' && *c <= 'z' && draw(random, 8) == 0)
            hs_buffer_append_byte(out, (char)(*c - 'a' + 'A'));
        else if (*c != ',' || draw(random, 2))
            hs_buffer_append_byte(out, *c);
    }
}

static void test_no_disguise_changes_a_verdict(void **state)
{
    (void)state;
    static const struct {
        const char *quote, *verdict;
    } cases[] = {
        {"We will not sell the old pier, and we never said we'd do so", "verbatim"},
        {"It has five long-term tenants, who paid", "abridged"},
        {"We will sell the old pier, and we never said we'd do so", "altered"},
        {"We will not sell the old pier, and we never", "abridged"},
    };
    uint32_t random = 77;
    for (int i = 0; i < 400; i++) {
        size_t which = (size_t)i % HS_COUNT(cases);
        hs_buffer quote = {0};
        disguise(cases[which].quote, &random, &quote);
        if (strcmp(verdict(quote.bytes), cases[which].verdict) != 0)
            fail_msg("not %s: %s", cases[which].verdict, quote.bytes);
        hs_buffer_finish(&quote);
        hs_arena_finish(&arena);
    }
}

static void test_long_texts_cost_a_bounded_time(void **state)
{
    (void)state;
    uint32_t random = 9;
    hs_buffer quote = {0}, source = {0};
    make_words(&quote, &random, 10000);
    make_words(&source, &random, 200000);
    compared c = compare(quote.bytes, source.bytes);
    check_script(&c);
    hs_buffer_finish(&quote);
    hs_buffer_finish(&source);
}

static const char *claim_verdict(const char *claim)
{
    static const char text[] =
        "The ferry line carried 412,000 passengers last year, 31 percent more than in 2019. It "
        "will close two offices in Ostrel by Monday, the board said. Demonstrators march past the "
        "two old customs houses in Ostrel every autumn.";
    hs_align_text quote = hs_align_source(hs_str_from(claim), &arena);
    hs_align_text source = hs_align_source(hs_str_from(text), &arena);
    return hs_verdict_name(hs_compare_claim(&quote, &source, &arena).verdict);
}

static void test_a_claim_stands_and_falls_with_its_figures(void **state)
{
    (void)state;
    assert_string_equal(
        claim_verdict(
            "The ferry line carried 412,000 passengers last year, 31% more than in 2019."),
        "supported");
    assert_string_equal(
        claim_verdict(
            "The ferry line carried 212,000 passengers last year, 31% more than in 2019."),
        "contradicted");
    assert_string_equal(claim_verdict("The ferry line carried more than 400,000 passengers last "
                                      "year, 31% more than in 2019."),
                        "supported");
    assert_string_equal(claim_verdict("It will close two offices in Ostrel by Friday."),
                        "contradicted");
    assert_string_equal(claim_verdict("It will not close two offices in Ostrel by Monday."),
                        "contradicted");
    assert_string_not_equal(claim_verdict("Demonstrators may pass the two old customs houses in "
                                          "Ostrel every autumn."),
                            "contradicted"); /* neither word is a month */
    assert_string_equal(claim_verdict("The bus line carried nobody to the market in Ostrel."),
                        "not-found");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_marks_case_and_spaces_do_not_count, reset),
        cmocka_unit_test_teardown(test_cuts_are_no_changes, reset),
        cmocka_unit_test_teardown(test_what_is_in_brackets_is_the_writers, reset),
        cmocka_unit_test_teardown(test_brackets_of_the_source_are_its_own, reset),
        cmocka_unit_test_teardown(test_an_interruption_is_no_part_of_the_quote, reset),
        cmocka_unit_test_teardown(test_changed_words_are_alterations, reset),
        cmocka_unit_test_teardown(test_other_words_are_not_found, reset),
        cmocka_unit_test_teardown(test_the_diff_names_the_words, reset),
        cmocka_unit_test_teardown(test_repairs_keep_marks_and_brackets, reset),
        cmocka_unit_test_teardown(test_any_two_texts_give_a_valid_script_and_a_true_repair, reset),
        cmocka_unit_test_teardown(test_no_disguise_changes_a_verdict, reset),
        cmocka_unit_test_teardown(test_long_texts_cost_a_bounded_time, reset),
        cmocka_unit_test_teardown(test_a_claim_stands_and_falls_with_its_figures, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
