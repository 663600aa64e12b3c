/* What "over" in front of a figure says: more than it, or how long something took, or what a row is
 * about; and near it, that one in so many is a share and that the sets of a match count nothing.
 */
#include <math.h>

#include "figures_of.h"
#include "test.h"

static const struct over_case {
    const char *text;
    const char *words; /* what the figure covers; NULL: there is none */
    double value;
    const char *bound;
} cases[] = {
    {"fares rose over three years", "three years", 3, "exact"},
    {"Over six weeks, the team tested it", "six weeks", 6, "exact"},
    {"it took over six weeks to mend", "over six weeks", 6, "more-than"},
    {"closed for over three years", "over three years", 3, "more-than"},
    {"she came over two hours late", "over two hours", 2, "more-than"},
    {"a row over 200 new homes", "200", 200, "exact"},
    {"he faces questions over 200 fees", "200", 200, "exact"},
    {"they fought over 30 sheep", "30", 30, "exact"},
    {"Boss quits over £5m loss", "£5m", 5000000, "exact"},
    {"Man fined over £500 theft", "£500", 500, "exact"},
    {"he was fined over £500", "over £500", 500, "more-than"},
    {"over 200 new homes", "over 200", 200, "more-than"},
    {"in the 12 weeks to 30 November", "12 weeks", 12, "exact"},
    {"it takes 12 to 30 weeks", "12 to 30 weeks", 12, "between"},
    {"she said that one in five had left", "one in five", 0.2, "exact"},
    {"they took it in a final against Ines Vole, 6-4, 3-6, 7-5", NULL, 0, NULL},
    {"The board votes 5-2 to close it.", NULL, 0, NULL},
};

static void check(const struct over_case *it)
{
    hs_arena arena = {0};
    const hs_figure *figures;
    hs_str text = hs_str_from(it->text);
    size_t count = figures_of(text, &arena, &figures);
    if ((count > 0) != (it->words != NULL))
        fail_msg("“%s” has %zu figures", it->text, count);
    if (count) {
        hs_str words = hs_str_slice(text, figures[0].span.start, figures[0].span.end);
        if (!hs_str_equal(words, hs_str_from(it->words)))
            fail_msg("of “%s” the figure is “%.*s”", it->text, (int)words.length, words.bytes);
        assert_true(fabs(figures[0].value - it->value) < 1e-9);
        assert_string_equal(hs_figure_bound_name((hs_figure_bound)figures[0].bound), it->bound);
    }
    hs_arena_finish(&arena);
}

static void over_is_more_or_during_or_about(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(&cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(over_is_more_or_during_or_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
