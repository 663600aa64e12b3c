/* Dates, weekdays and "last year" find their days, as seen from the text's own. */
#include "figures_of.h"
#include "test.h"

static void dates_find_their_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t today, low, high;
    } days[] = {
        {"2016", 0, 20160101, 20161231},
        {"last year", 20170315, 20160101, 20161231},
        {"this month", 20240229, 20240201, 20240229},
        {"last month", 20240115, 20231201, 20231231},
        {"next quarter", 20231110, 20240101, 20240331},
        {"yesterday", 20240301, 20240229, 20240229},
        {"tomorrow", 19991231, 20000101, 20000101},
        {"last week", 20240306, 20240226, 20240303},
        {"Monday", 20240306, 20240304, 20240304},
        {"Wednesday", 20240306, 20240306, 20240306},
        {"Thursday", 20240306, 20240229, 20240229},
        {"three years ago", 20240306, 20210101, 20211231},
        {"two weeks ago", 20240306, 20240219, 20240225},
        {"last Wednesday", 20240306, 20240228, 20240228},
        {"next Wednesday", 20240306, 20240313, 20240313},
        {"the court will rule on Thursday", 20240306, 20240307, 20240307},
        {"the court ruled on Thursday", 20240306, 20240229, 20240229},
        {"more than two years ago", 20240306, 0, 0},
        {"three or four months ago", 20240306, 20231101, 20231231},
        {"March 12", 20240306, 20240312, 20240312},
        {"March 12-14", 20240306, 20240312, 20240314},
        {"12 December", 20240306, 20231212, 20231212},
        {"29 February", 20250301, 20240229, 20240229},
        {"December 2020–February", 0, 20201201, 20210228},
        {"30 December 2024-3 January", 0, 20241230, 20250103},
        {"last year", 0, 0, 0},
        {"March 12", 0, 0, 0},
        {"5000 years ago", 20240306, 0, 0},
    };
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        hs_arena arena = {0};
        const hs_figure *figures;
        uint32_t low = 0, high = 0;
        assert_int_equal(figures_of(hs_str_from(days[i].text), &arena, &figures), 1);
        bool known = hs_figure_days(&figures[0], days[i].today, &low, &high);
        if (known != (days[i].low > 0) || low != days[i].low || high != days[i].high)
            fail_msg("“%s” is %u to %u", days[i].text, low, high);
        hs_arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates_find_their_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
