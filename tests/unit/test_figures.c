/* What figures promise: each way of giving one has one value, unit, kind and bound; what is no
 * figure stays out, be it a name's, a score or a time; no text is too hostile.
 */
#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "figures_of.h"
#include "test.h"

struct figure_case {
    const char *text;
    const char *words; /* what the figure covers */
    double value;
    const char *unit, *kind, *bound;
};

static const struct figure_case cases[] = {
    {"sixteen", "sixteen", 16, "", "number", "exact"},
    {"forty-two", "forty-two", 42, "", "number", "exact"},
    {"two hundred", "two hundred", 200, "", "number", "exact"},
    {"two hundred and five", "two hundred and five", 205, "", "number", "exact"},
    {"one hundred thousand", "one hundred thousand", 100000, "", "number", "exact"},
    {"two million three hundred thousand", "two million three hundred thousand", 2300000, "",
     "number", "exact"},
    {"a hundred and fifty", "a hundred and fifty", 150, "", "number", "exact"},
    {"a million", "a million", 1000000, "", "number", "exact"},
    {"a dozen", "a dozen", 12, "", "number", "exact"},
    {"two dozen", "two dozen", 24, "", "number", "exact"},
    {"twenty five", "twenty five", 25, "", "number", "exact"},
    {"zero", "zero", 0, "", "number", "exact"},
    {"ninety-nine", "ninety-nine", 99, "", "number", "exact"},
    {"three hundred and sixty-five", "three hundred and sixty-five", 365, "", "number", "exact"},
    {"nineteen thousand", "nineteen thousand", 19000, "", "number", "exact"},
    {"1,000", "1,000", 1000, "", "number", "exact"},
    {"1,234,567", "1,234,567", 1234567, "", "number", "exact"},
    {"4.5", "4.5", 4.5, "", "number", "exact"},
    {"1,234.5", "1,234.5", 1234.5, "", "number", "exact"},
    {".5", ".5", 0.5, "", "number", "exact"},
    {"6.5 million", "6.5 million", 6500000, "", "number", "exact"},
    {"3.2 billion", "3.2 billion", 3200000000, "", "number", "exact"},
    {"300k", "300k", 300000, "", "number", "exact"},
    {"20m", "20m", 20000000, "", "number", "exact"},
    {"1.5bn", "1.5bn", 1500000000, "", "number", "exact"},
    {"2tn", "2tn", 2000000000000, "", "number", "exact"},
    {"3 million", "3 million", 3000000, "", "number", "exact"},
    {"12 thousand", "12 thousand", 12000, "", "number", "exact"},
    {"twelfth", "twelfth", 12, "rank", "rank", "exact"},
    {"the nineteenth century", "nineteenth", 19, "rank", "rank", "exact"},
    {"½", "½", 0.5, "", "fraction", "exact"},
    {"2½", "2½", 2.5, "", "number", "exact"},
    {"3 1/2", "3 1/2", 3.5, "", "number", "exact"},
    {"3/4", "3/4", 0.75, "", "fraction", "exact"},
    {"half", "half", 0.5, "", "fraction", "exact"},
    {"nearly half", "nearly half", 0.5, "", "fraction", "nearly"},
    {"just over half", "just over half", 0.5, "", "fraction", "just-over"},
    {"a third of voters", "a third", 0.333333333333333, "", "fraction", "exact"},
    {"two-thirds", "two-thirds", 0.666666666666667, "", "fraction", "exact"},
    {"three quarters", "three quarters", 0.75, "", "fraction", "exact"},
    {"a quarter", "a quarter", 0.25, "", "fraction", "exact"},
    {"one fifth of it", "one fifth", 0.2, "", "fraction", "exact"},
    {"four-fifths", "four-fifths", 0.8, "", "fraction", "exact"},
    {"three-tenths", "three-tenths", 0.3, "", "fraction", "exact"},
    {"one in five", "one in five", 0.2, "", "fraction", "exact"},
    {"1 in 10", "1 in 10", 0.1, "", "fraction", "exact"},
    {"three out of four", "three out of four", 0.75, "", "fraction", "exact"},
    {"nine out of ten", "nine out of ten", 0.9, "", "fraction", "exact"},
    {"one-in-five", "one-in-five", 0.2, "", "fraction", "exact"},
    {"half a million", "half a million", 500000, "", "number", "exact"},
    {"half a dozen", "half a dozen", 6, "", "number", "exact"},
    {"one and a half million", "one and a half million", 1500000, "", "number", "exact"},
    {"two and a half", "two and a half", 2.5, "", "number", "exact"},
    {"hundreds", "hundreds", 200, "", "number", "about"},
    {"hundreds of boats", "hundreds", 200, "", "number", "about"},
    {"tens of thousands", "tens of thousands", 20000, "", "number", "about"},
    {"hundreds of thousands", "hundreds of thousands", 200000, "", "number", "about"},
    {"millions of dollars", "millions of dollars", 2000000, "USD", "money", "about"},
    {"dozens of boats", "dozens", 24, "", "number", "about"},
    {"thousands", "thousands", 2000, "", "number", "about"},
    {"40 percent", "40 percent", 40, "percent", "percent", "exact"},
    {"40 per cent", "40 per cent", 40, "percent", "percent", "exact"},
    {"40%", "40%", 40, "percent", "percent", "exact"},
    {"thirty-five percent", "thirty-five percent", 35, "percent", "percent", "exact"},
    {"0.4 percentage points", "0.4 percentage points", 0.4, "percentage point", "percent", "exact"},
    {"25 basis points", "25 basis points", 0.25, "percentage point", "percent", "exact"},
    {"a 5-percent rise", "5-percent", 5, "percent", "percent", "exact"},
    {"12.5-percent", "12.5-percent", 12.5, "percent", "percent", "exact"},
    {"100 %", "100 %", 100, "percent", "percent", "exact"},
    {"7 pct", "7 pct", 7, "percent", "percent", "exact"},
    {"−0.4%", "−0.4%", -0.4, "percent", "percent", "exact"},
    {"minus 2 percent", "minus 2 percent", -2, "percent", "percent", "exact"},
    {"$3.5bn", "$3.5bn", 3500000000, "USD", "money", "exact"},
    {"$3.5 billion", "$3.5 billion", 3500000000, "USD", "money", "exact"},
    {"$1.5 trillion", "$1.5 trillion", 1500000000000, "USD", "money", "exact"},
    {"US$3m", "US$3m", 3000000, "USD", "money", "exact"},
    {"£20", "£20", 20, "GBP", "money", "exact"},
    {"€5m", "€5m", 5000000, "EUR", "money", "exact"},
    {"£1,250.50", "£1,250.50", 1250.5, "GBP", "money", "exact"},
    {"20 million euros", "20 million euros", 20000000, "EUR", "money", "exact"},
    {"500,000 pounds", "500,000 pounds", 500000, "GBP", "money", "exact"},
    {"A$4 million", "A$4 million", 4000000, "AUD", "money", "exact"},
    {"30 cents", "30 cents", 0.3, "USD", "money", "exact"},
    {"50 pence", "50 pence", 0.5, "GBP", "money", "exact"},
    {"CHF 20", "CHF 20", 20, "CHF", "money", "exact"},
    {"12 kopecks", "12 kopecks", 0.12, "RUB", "money", "exact"},
    {"80 marks", "80 marks", 80, "mark", "money", "exact"},
    {"three crowns", "three crowns", 3, "crown", "money", "exact"},
    {"5,000 roubles", "5,000 roubles", 5000, "RUB", "money", "exact"},
    {"200 yuan", "200 yuan", 200, "CNY", "money", "exact"},
    {"a million dollars", "a million dollars", 1000000, "USD", "money", "exact"},
    {"$15 an hour", "$15 an hour", 15, "USD", "money", "exact"},
    {"$200 per person", "$200 per person", 200, "USD", "money", "exact"},
    {"$3 a barrel", "$3 a barrel", 3, "USD", "money", "exact"},
    {"30 barrels a day", "30 barrels a day", 30, "barrel", "amount", "exact"},
    {"$100 per head", "$100 per head", 100, "USD", "money", "exact"},
    {"five years", "five years", 5, "year", "duration", "exact"},
    {"29 months", "29 months", 29, "month", "duration", "exact"},
    {"two and a half years", "two and a half years", 2.5, "year", "duration", "exact"},
    {"half an hour", "half an hour", 0.5, "hour", "duration", "exact"},
    {"a half-hour", "a half-hour", 0.5, "hour", "duration", "exact"},
    {"90 minutes", "90 minutes", 90, "minute", "duration", "exact"},
    {"three decades", "three decades", 30, "year", "duration", "exact"},
    {"a 10-year deal", "10-year", 10, "year", "duration", "exact"},
    {"20-year-old", "20-year-old", 20, "year", "duration", "exact"},
    {"six-year-old", "six-year-old", 6, "year", "duration", "exact"},
    {"five more years", "five more years", 5, "year", "duration", "exact"},
    {"three consecutive months", "three consecutive months", 3, "month", "duration", "exact"},
    {"two weeks", "two weeks", 2, "week", "duration", "exact"},
    {"48 hours", "48 hours", 48, "hour", "duration", "exact"},
    {"a couple of days", "a couple of days", 2, "day", "duration", "exact"},
    {"10 centuries", "10 centuries", 1000, "year", "duration", "exact"},
    {"20 km", "20 km", 20000, "metre", "amount", "exact"},
    {"3 miles", "3 miles", 4828.032, "metre", "amount", "exact"},
    {"5 feet", "5 feet", 1.524, "metre", "amount", "exact"},
    {"20 square miles", "20 square miles", 51799762.2, "square metre", "amount", "exact"},
    {"40mph", "40mph", 64.37376, "km/h", "amount", "exact"},
    {"20 miles per hour", "20 miles per hour", 32.18688, "km/h", "amount", "exact"},
    {"5 km/h", "5 km/h", 5, "km/h", "amount", "exact"},
    {"250 grams", "250 grams", 0.25, "kilogram", "amount", "exact"},
    {"12 tonnes", "12 tonnes", 12, "tonne", "amount", "exact"},
    {"3 acres", "3 acres", 1.21405692, "hectare", "amount", "exact"},
    {"5°C", "5°C", 5, "degree", "amount", "exact"},
    {"-5 degrees", "-5 degrees", -5, "degree", "amount", "exact"},
    {"600 megawatts", "600 megawatts", 600, "megawatt", "amount", "exact"},
    {"2 gigawatts", "2 gigawatts", 2000, "megawatt", "amount", "exact"},
    {"500 people", "500 people", 500, "person", "amount", "exact"},
    {"300 seats", "300 seats", 300, "seat", "amount", "exact"},
    {"10,000 jobs", "10,000 jobs", 10000, "job", "amount", "exact"},
    {"1.2 million households", "1.2 million households", 1200000, "household", "amount", "exact"},
    {"at least 300 people", "at least 300 people", 300, "person", "amount", "at-least"},
    {"no fewer than 20", "no fewer than 20", 20, "", "number", "at-least"},
    {"upwards of 1,000", "upwards of 1,000", 1000, "", "number", "at-least"},
    {"more than $3 million", "more than $3 million", 3000000, "USD", "money", "more-than"},
    {"over 20 years", "over 20 years", 20, "year", "duration", "more-than"},
    {"above 5%", "above 5%", 5, "percent", "percent", "more-than"},
    {"in excess of 40", "in excess of 40", 40, "", "number", "more-than"},
    {"up to 5%", "up to 5%", 5, "percent", "percent", "at-most"},
    {"as many as 50", "as many as 50", 50, "", "number", "at-most"},
    {"no more than ten", "no more than ten", 10, "", "number", "at-most"},
    {"at most 7", "at most 7", 7, "", "number", "at-most"},
    {"fewer than 12", "fewer than 12", 12, "", "number", "less-than"},
    {"less than 3 percent", "less than 3 percent", 3, "percent", "percent", "less-than"},
    {"under $100", "under $100", 100, "USD", "money", "less-than"},
    {"below 2 degrees", "below 2 degrees", 2, "degree", "amount", "less-than"},
    {"nearly 40 percent", "nearly 40 percent", 40, "percent", "percent", "nearly"},
    {"almost 500", "almost 500", 500, "", "number", "nearly"},
    {"close to 1,000", "close to 1,000", 1000, "", "number", "nearly"},
    {"just under 40 percent", "just under 40 percent", 40, "percent", "percent", "nearly"},
    {"just over 5,000", "just over 5,000", 5000, "", "number", "just-over"},
    {"slightly more than 9", "slightly more than 9", 9, "", "number", "just-over"},
    {"about 5,000", "about 5,000", 5000, "", "number", "about"},
    {"around 60", "around 60", 60, "", "number", "about"},
    {"roughly two-thirds", "roughly two-thirds", 0.666666666666667, "", "fraction", "about"},
    {"some 300", "some 300", 300, "", "number", "about"},
    {"an estimated 40,000", "an estimated 40,000", 40000, "", "number", "about"},
    {"approximately 6 km", "approximately 6 km", 6000, "metre", "amount", "about"},
    {"50 or more", "50 or more", 50, "", "number", "at-least"},
    {"ten or so", "ten or so", 10, "", "number", "about"},
    {"3 or fewer", "3 or fewer", 3, "", "number", "at-most"},
    {"1,000-plus", "1,000-plus", 1000, "", "number", "at-least"},
    {"80-odd", "80-odd", 80, "", "number", "about"},
    {"10-12 percent", "10-12 percent", 10, "percent", "percent", "between"},
    {"20 km to 30 km an hour", "20 km to 30 km an hour", 20000, "metre", "amount", "between"},
    {"$10 to $15 an hour", "$10 to $15 an hour", 10, "USD", "money", "between"},
    {"5ft 11in to 6ft 4in", "5ft 11in to 6ft 4in", 1.8034, "metre", "amount", "between"},
    {"6ft 2in to 6ft 4in", "6ft 2in to 6ft 4in", 1.8796, "metre", "amount", "between"},
    {"10–12", "10–12", 10, "", "number", "between"},
    {"10 to 12 percent", "10 to 12 percent", 10, "percent", "percent", "between"},
    {"between 10 and 12 million", "between 10 and 12 million", 10000000, "", "number", "between"},
    {"$10-12m", "$10-12m", 10000000, "USD", "money", "between"},
    {"$10-$12", "$10-$12", 10, "USD", "money", "between"},
    {"1.5-2m", "1.5-2m", 1500000, "", "number", "between"},
    {"5 to 10 years", "5 to 10 years", 5, "year", "duration", "between"},
    {"between 2 and 3 percent", "between 2 and 3 percent", 2, "percent", "percent", "between"},
    {"three times", "three times", 3, "times", "multiple", "exact"},
    {"twice", "twice", 2, "times", "multiple", "exact"},
    {"doubled", "doubled", 2, "times", "multiple", "exact"},
    {"tripled", "tripled", 3, "times", "multiple", "exact"},
    {"tenfold", "tenfold", 10, "times", "multiple", "exact"},
    {"ten-fold", "ten-fold", 10, "times", "multiple", "exact"},
    {"halved", "halved", 0.5, "times", "multiple", "exact"},
    {"5 times", "5 times", 5, "times", "multiple", "exact"},
    {"nearly doubled", "nearly doubled", 2, "times", "multiple", "nearly"},
    {"first", "first", 1, "rank", "rank", "exact"},
    {"second-largest", "second", 2, "rank", "rank", "exact"},
    {"21st", "21st", 21, "rank", "rank", "exact"},
    {"twenty-first", "twenty-first", 21, "rank", "rank", "exact"},
    {"No. 3", "No. 3", 3, "rank", "rank", "exact"},
    {"a quarter of a century", "a quarter of a century", 25, "year", "duration", "exact"},
    {"#7", "#7", 7, "rank", "rank", "exact"},
    {"the fifth time", "fifth", 5, "rank", "rank", "exact"},
    {"fiftieth", "fiftieth", 50, "rank", "rank", "exact"},
    {"12 March 2021", "12 March 2021", 20210312, "date", "date", "exact"},
    {"12th of March 2021", "12th of March 2021", 20210312, "date", "date", "exact"},
    {"March 12, 2021", "March 12, 2021", 20210312, "date", "date", "exact"},
    {"March 12", "March 12", 312, "date", "date", "exact"},
    {"12 March", "12 March", 312, "date", "date", "exact"},
    {"March 2021", "March 2021", 20210300, "date", "date", "exact"},
    {"Sept. 3, 2019", "Sept. 3, 2019", 20190903, "date", "date", "exact"},
    {"2021-03-12", "2021-03-12", 20210312, "date", "date", "exact"},
    {"29 February 2020", "29 February 2020", 20200229, "date", "date", "exact"},
    {"in 2016", "2016", 20160000, "date", "date", "exact"},
    {"2016", "2016", 20160000, "date", "date", "exact"},
    {"the 2016 election", "2016", 20160000, "date", "date", "exact"},
    {"2016-17", "2016-17", 20160000, "date", "date", "between"},
    {"2016–2019", "2016–2019", 20160000, "date", "date", "between"},
    {"the 1990s", "1990s", 19900000, "date", "date", "between"},
    {"mid-1990s", "mid-1990s", 19900000, "date", "date", "between"},
    {"the '90s", "'90s", 19900000, "date", "date", "between"},
    {"the 80s", "80s", 19800000, "date", "date", "between"},
    {"last year", "last year", -1, "year", "relative", "exact"},
    {"this year", "this year", 0, "year", "relative", "exact"},
    {"next year", "next year", 1, "year", "relative", "exact"},
    {"last month", "last month", -1, "month", "relative", "exact"},
    {"next week", "next week", 1, "week", "relative", "exact"},
    {"last quarter", "last quarter", -1, "quarter", "relative", "exact"},
    {"yesterday", "yesterday", -1, "day", "relative", "exact"},
    {"today", "today", 0, "day", "relative", "exact"},
    {"tomorrow", "tomorrow", 1, "day", "relative", "exact"},
    {"three years ago", "three years ago", -3, "year", "relative", "exact"},
    {"two weeks ago", "two weeks ago", -2, "week", "relative", "exact"},
    {"a decade ago", "a decade ago", -10, "year", "relative", "exact"},
    {"on Monday", "Monday", 1, "weekday", "relative", "exact"},
    {"Friday", "Friday", 5, "weekday", "relative", "exact"},
    {"three point two percent", "three point two percent", 3.2, "percent", "percent", "exact"},
    {"a million and a half", "a million and a half", 1500000, "", "number", "exact"},
    {"a year and a half", "a year and a half", 1.5, "year", "duration", "exact"},
    {"a quarter of a million", "a quarter of a million", 250000, "", "number", "exact"},
    {"half-a-dozen boats", "half-a-dozen", 6, "", "number", "exact"},
    {"three-quarters of an hour", "three-quarters of an hour", 0.75, "hour", "duration", "exact"},
    {"several hundred boats", "several hundred", 200, "", "number", "about"},
    {"a six-figure sum", "six-figure", 100000, "", "number", "between"},
    {"one ferry in five", "one ferry in five", 0.2, "", "fraction", "exact"},
    {"a 1-in-100-year flood", "1-in-100-year", 0.01, "", "fraction", "exact"},
    {"40 lakh rupees", "40 lakh rupees", 4000000, "INR", "money", "exact"},
    {"1,50,000 rupees", "1,50,000 rupees", 150000, "INR", "money", "exact"},
    {"12 000 km", "12 000 km", 12000000, "metre", "amount", "exact"},
    {"3,5 million euros", "3,5 million euros", 3500000, "EUR", "money", "exact"},
    {"1.250.000", "1.250.000", 1250000, "", "number", "exact"},
    {"R2.5 billion", "R2.5 billion", 2500000000, "ZAR", "money", "exact"},
    {"Rs500", "Rs500", 500, "INR", "money", "exact"},
    {"6ft 2in", "6ft 2in", 1.8796, "metre", "amount", "exact"},
    {"12st", "12st", 76.20351816, "kilogram", "amount", "exact"},
    {"a baby of 7lb 4oz", "7lb 4oz", 3.288544682, "kilogram", "amount", "exact"},
    {"plus or minus 3 percent", "plus or minus 3 percent", 3, "percent", "percent", "exact"},
    {"by a factor of four", "a factor of four", 4, "times", "multiple", "exact"},
    {"18-to-34-year-olds", "18-to-34-year-olds", 18, "year", "duration", "between"},
    {"the over-65s", "over-65s", 65, "year", "duration", "more-than"},
    {"in her late thirties", "thirties", 30, "year", "duration", "between"},
    {"25/12/1998", "25/12/1998", 19981225, "date", "date", "exact"},
    {"12/25/1998", "12/25/1998", 19981225, "date", "date", "exact"},
    {"3-5 May 1998", "3-5 May 1998", 19980503, "date", "date", "between"},
    {"between May and July 1998", "May and July 1998", 19980500, "date", "date", "between"},
    {"AD 410", "410", 4100000, "date", "date", "exact"},
    {"in nineteen ninety-eight", "nineteen ninety-eight", 19980000, "date", "date", "exact"},
    {"season 2023/24", "2023/24", 20230000, "date", "date", "between"},
    {"more than 30 years ago", "more than 30 years ago", -30, "year", "relative", "more-than"},
    {"the day before yesterday", "the day before yesterday", -2, "day", "relative", "exact"},
};

static void every_way_of_giving_a_figure_is_normalised(void **state)
{
    (void)state;
    assert_true(sizeof cases / sizeof cases[0] >= 150);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hs_arena arena = {0};
        const hs_figure *figures;
        hs_str text = hs_str_from(cases[i].text);
        size_t count = figures_of(text, &arena, &figures);
        if (count != 1)
            fail_msg("“%s” has %zu figures", cases[i].text, count);
        hs_str words = hs_str_slice(text, figures[0].span.start, figures[0].span.end);
        if (!hs_str_equal(words, hs_str_from(cases[i].words)))
            fail_msg("of “%s” the figure is “%.*s”", cases[i].text, (int)words.length, words.bytes);
        if (fabs(figures[0].value - cases[i].value) > 1e-9 * fabs(cases[i].value))
            fail_msg("“%s” is %.15g", cases[i].text, figures[0].value);
        assert_string_equal(figures[0].unit, cases[i].unit);
        assert_string_equal(hs_figure_kind_name((hs_figure_kind)figures[0].kind), cases[i].kind);
        assert_string_equal(hs_figure_bound_name((hs_figure_bound)figures[0].bound),
                            cases[i].bound);
        hs_arena_finish(&arena);
    }
}

/* "value unit per kind" of each figure, with "; " between them. */
static void assert_reads(const char *text, const char *wanted)
{
    hs_arena arena = {0};
    const hs_figure *figures;
    size_t count = figures_of(hs_str_from(text), &arena, &figures);
    hs_buffer out = {0};
    hs_buffer_append_str(&out, HS_STR(""));
    for (size_t i = 0; i < count; i++)
        hs_buffer_printf(&out, "%s%.10g%s%s%s%s", i ? "; " : "", figures[i].value,
                         figures[i].unit[0] ? " " : "", figures[i].unit,
                         figures[i].per[0] ? " per " : "", figures[i].per);
    assert_string_equal(count ? out.bytes : "", wanted);
    hs_buffer_finish(&out);
    hs_arena_finish(&arena);
}

static void several_figures_are_told_apart(void **state)
{
    (void)state;
    assert_reads("The first rise in five years took it from 10 to 12 percent, $3 a barrel.",
                 "1 rank; 5 year; 10 percent; 12 percent; 3 USD per barrel");
    assert_reads("It grew by 4 percent in 2016 and fell by $20 million last year.",
                 "4 percent; 20160000 date; 20000000 USD; -1 year");
    assert_reads("Two of the 300 ferrymen earn $15 an hour.", "2; 300; 15 USD per hour");
    assert_reads("1\xc2\xa0"
                 "000\xc2\xa0"
                 "000 euros",
                 "1000000 EUR");
}

static void years_are_told_from_counts(void **state)
{
    (void)state;
    assert_reads("The yard employs 1900 welders, 1600 of them from Ostrel.", "1900; 1600");
    assert_reads("At least 1800 marched; some 1500 stayed.", "1800; 1500");
    assert_reads("The 2016 candidates met in 1900.", "20160000 date; 19000000 date");
    assert_reads("Some 2018 voters remember the 1963 flood.", "20180000 date; 19630000 date");
    assert_reads("The abbey dates from 1066 and burned in 1215.", "10660000 date; 12150000 date");
    assert_reads("The hall cost $2000 and holds 1750 people.", "2000 USD; 1750 person");
}

static void parts_are_told_from_ranks(void **state)
{
    (void)state;
    assert_reads("Rents fell by a third and wages by a fifth.", "0.3333333333; 0.2");
    assert_reads("The catch is a quarter lower, almost a tenth.", "0.25; 0.1");
    assert_reads("A third ferry was held for a fourth time.", "3 rank; 4 rank");
    assert_reads("Sales rose by a third last year.", "0.3333333333; -1 year");
    assert_reads("They fell by a third to 40.", "0.3333333333; 40");
}

static void rates_count_in_canonical_units(void **state)
{
    (void)state;
    assert_reads("It fines skippers $5 a kilometre.", "0.005 USD per metre");
    assert_reads("The clinic sees 50 patients a day.", "50 per day");
    assert_reads("She works 60 hours a week.", "60 hour per week");
    assert_reads("He was jailed for two years a decade ago.", "2 year; -10 year");
}

static void ends_of_a_range_share_their_unit(void **state)
{
    (void)state;
    assert_reads("They waited six or seven months.", "6 month");
    assert_reads("The rate fell from 10 to 8 percent.", "10 percent; 8 percent");
    assert_reads("It rose to 4.1 percent from 3.6.", "4.1 percent; 3.6 percent");
    assert_reads("The fair is on 3 and 5 May.", "503 date; 505 date");
}

static void numbers_in_names_count_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "The envoy quoted Resolution 1701 and Section 18 at length.",
        "He flew home in the Boeing 737 from gate 12.",
        "The minister lives quietly at 10 Elder Street.",
        "The virus COVID-19 closed the 7-Eleven in the harbour.",
        "The Six Nations never played there.",
        "The Second World War ended; the 5th Circuit ruled.",
        "It was second nature to the third parties.",
        "The five-star inn was half-empty.",
        "Call the office on 0800 123 456.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_reads(texts[i], "");
}

static void scores_and_times_count_nothing(void **state)
{
    (void)state;
    assert_reads("Ostrel won 3-1 before the council voted 19-15 for it.", "");
    assert_reads("It opens at half past six, or from 9 to 5 p.m. in winter.", "");
    assert_reads("The chances are fifty-fifty.", "");
    assert_reads("It lasted 3-5 days.", "3 day");
}

static void days_in_names_are_no_dates(void **state)
{
    (void)state;
    assert_reads("The reporter asked April Jorren whether she would resign.", "");
    assert_reads("The Sunday Times reported the closure before Black Friday ended.", "");
    assert_reads("The singer came on after The Tonight Show.", "");
    assert_reads("The harbour closed in April and on Sunday.", "400 date; 7 weekday");
}

static void what_is_no_figure_stays_out(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "They may march in the last days.",
        "No one said which one of them was at the door.",
        "At 10:30, or 9 p.m., or 5pm.",
        "Version 1.2.3 of 12/03/2021, telephone 555-1234.",
        "At first the first lady said nothing.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_reads(texts[i], "");
}

static void bounds_and_ranges_have_ends(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double low, high;
    } ends[] = {
        {"exactly 7", 7, 7},
        {"at least 7", 7, HUGE_VAL},
        {"up to 7", -HUGE_VAL, 7},
        {"about 70", 63, 77},
        {"nearly 70", 63, 70},
        {"just over 70", 70, 77},
        {"10 to 12 percent", 10, 12},
        {"between 1.5 and 2 million", 1.5e6, 2e6},
        {"dozens of them", 12, 120},
        {"2016-17", 20160101, 20171231},
        {"February 2020", 20200201, 20200229},
        {"the second quarter of 2020", 20200401, 20200630},
        {"May 13-22, 2019", 20190513, 20190522},
        {"in his 60s", 60, 69},
        {"a six-figure sum", 100000, 999999},
        {"nearly 40 years ago", -40, -36},
        {"45 or older", 45, HUGE_VAL},
        {"north of 65", 65, HUGE_VAL},
    };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        hs_arena arena = {0};
        const hs_figure *figures;
        assert_int_equal(figures_of(hs_str_from(ends[i].text), &arena, &figures), 1);
        assert_true(figures[0].low == ends[i].low && figures[0].high == ends[i].high);
        hs_arena_finish(&arena);
    }
}

/* `piece` over and over. */
static void assert_survives(const char *piece, size_t times)
{
    hs_buffer text = {0};
    for (size_t i = 0; i < times; i++)
        hs_buffer_append_str(&text, hs_str_from(piece));
    hs_arena arena = {0};
    const hs_figure *figures;
    size_t count = figures_of(hs_str_make(text.bytes, text.length), &arena, &figures);
    for (size_t i = 0; i < count; i++) {
        assert_true(isfinite(figures[i].value) && fabs(figures[i].value) < 1e40);
        assert_true(figures[i].span.start < figures[i].span.end);
        assert_true(i == 0 || figures[i - 1].span.end <= figures[i].span.start);
    }
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
}

static void hostile_numbers_stay_finite(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "9",
        "9,",
        "million ",
        "9 million million ",
        "hundred ",
        "one ",
        "in ",
        "one in ",
        "half a ",
        "- ",
        "-",
        "1-",
        "1/2 ",
        "½",
        "tens of thousands of ",
        "trillions ",
        "$",
        "$-",
        "between 1 and ",
        "at least at most ",
        "1st ",
        "a couple",
        "12 March of",
        "'90s",
        "99999999999999999 trillion trillion ",
        "a hundred and ",
        ("\xff\xc2 1\xc2\xa0"
         "000"), /* or "0" would be read as part of the escape */
        "+",
        ".",
        "1 to ",
        "0 ",
        "0/0 ",
        "three point ",
        "a quarter of a ",
        "- of - a -",
        "5, 12 and ",
        "May to ",
        "3-5 ",
        "2016-",
        "5/6 May ",
        "6ft ",
        "11st 6lb ",
        "1,50,",
        "000 ",
        "plus or minus ",
        "will on Monday ",
        "$5 a ",
        "The Boeing ",
        "nineteen ninety-",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        for (size_t times = 1; times < 5000; times = times * 7 + 1)
            assert_survives(pieces[i], times);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_giving_a_figure_is_normalised),
        cmocka_unit_test(several_figures_are_told_apart),
        cmocka_unit_test(years_are_told_from_counts),
        cmocka_unit_test(parts_are_told_from_ranks),
        cmocka_unit_test(rates_count_in_canonical_units),
        cmocka_unit_test(ends_of_a_range_share_their_unit),
        cmocka_unit_test(numbers_in_names_count_nothing),
        cmocka_unit_test(scores_and_times_count_nothing),
        cmocka_unit_test(days_in_names_are_no_dates),
        cmocka_unit_test(what_is_no_figure_stays_out),
        cmocka_unit_test(bounds_and_ranges_have_ends),
        cmocka_unit_test(hostile_numbers_stay_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
