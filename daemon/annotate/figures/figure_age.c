/* Ages that are no plain number of years: "over-65s", "under-18s", "in his late 60s".
 */
#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

/* "65s", "65": the age, or 0. */
static uint32_t age_of(hs_str text)
{
    uint32_t age;
    if (hs_str_ends_with(text, HS_STR("s")))
        text.length--;
    return hs_figure_digits(text, 1, 3, &age) && age <= 120 ? age : 0;
}

static void set_age(hs_figure *figure, uint32_t age, hs_figure_bound bound)
{
    figure->value = age;
    figure->unit = "year";
    figure->kind = HS_FIGURE_DURATION;
    figure->bound = (uint8_t)bound;
    hs_bound_set_limits(figure);
}

/* The tokenizer leaves "over-65s" whole and cuts "under-18s". */
static uint32_t read_limit(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    hs_str text = hs_figure_token(r, at);
    uint32_t end = at + 1, age = 0;
    bool over =
        text.length > 5 && hs_str_equal_ignoring_case(hs_str_slice(text, 0, 5), HS_STR("over-"));
    if (over)
        age = age_of(hs_str_slice(text, 5, text.length));
    else if ((hs_figure_word(r, at, "under") || hs_figure_word(r, at, "over")) &&
             hs_figure_hyphen(r, at + 1) && at + 2 < r->count) {
        over = hs_figure_word(r, at, "over");
        age = age_of(hs_figure_token(r, at + 2));
        end = at + 3;
    }
    if (!age)
        return 0;
    set_age(figure, age, over ? HS_FIGURE_MORE_THAN : HS_FIGURE_LESS_THAN);
    return end;
}

/* "his 60s", "her late thirties": ten years of a life, not of a century. */
static uint32_t read_decade(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    static const char *const parts[] = {"early", "mid", "late"};
    static const char *const owners[] = {"his", "her", "their", "my", "your", "our"};
    uint32_t before = at - 1 - HS_FIGURE_ANY(r, at - 1, parts);
    if (at == 0 || !HS_FIGURE_ANY(r, before, owners))
        return 0;
    hs_str text = hs_figure_token(r, at);
    static const hs_str joined[] = {{"mid-", 4}, {"early-", 6}, {"late-", 5}};
    for (size_t i = 0; i < HS_COUNT(joined); i++)
        if (hs_str_starts_with(text, joined[i]))
            text = hs_str_slice(text, joined[i].length, text.length);
    uint32_t age = hs_figure_decade(text);
    if (!age && hs_str_ends_with(text, HS_STR("0s")) && text.length == 3)
        age = age_of(text);
    if (!age)
        return 0;
    set_age(figure, age, HS_FIGURE_BETWEEN);
    figure->high = age + 9;
    return at + 1;
}

uint32_t hs_age_read(const hs_figure_reader *r, uint32_t at, hs_figure *figure)
{
    uint32_t end = read_limit(r, at, figure);
    return end ? end : read_decade(r, at, figure);
}
