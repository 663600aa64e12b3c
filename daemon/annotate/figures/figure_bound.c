/* Bounds: "at least", "nearly", "or more", "1,000-plus". What they allow is set here too. */
#include <math.h>
#include <string.h>

#include "annotate/figures/figure_reader.h"
#include "base/memory.h"

typedef struct bound_words {
    const char *words;
    uint8_t bound;
} bound_words;

/* The longer ones of a common end come first. */
static const bound_words before[] = {
    {"at least", HS_FIGURE_AT_LEAST},
    {"no fewer than", HS_FIGURE_AT_LEAST},
    {"no less than", HS_FIGURE_AT_LEAST},
    {"not less than", HS_FIGURE_AT_LEAST},
    {"a minimum of", HS_FIGURE_AT_LEAST},
    {"upwards of", HS_FIGURE_AT_LEAST},
    {"upward of", HS_FIGURE_AT_LEAST},
    {"≥", HS_FIGURE_AT_LEAST},
    {"slightly more than", HS_FIGURE_JUST_OVER},
    {"a little over", HS_FIGURE_JUST_OVER},
    {"a little more than", HS_FIGURE_JUST_OVER},
    {"just over", HS_FIGURE_JUST_OVER},
    {"just above", HS_FIGURE_JUST_OVER},
    {"just more than", HS_FIGURE_JUST_OVER},
    {"slightly over", HS_FIGURE_JUST_OVER},
    {"slightly above", HS_FIGURE_JUST_OVER},
    {"barely", HS_FIGURE_JUST_OVER},
    {"no more than", HS_FIGURE_AT_MOST},
    {"not more than", HS_FIGURE_AT_MOST},
    {"up to", HS_FIGURE_AT_MOST},
    {"at most", HS_FIGURE_AT_MOST},
    {"as many as", HS_FIGURE_AT_MOST},
    {"as much as", HS_FIGURE_AT_MOST},
    {"a maximum of", HS_FIGURE_AT_MOST},
    {"≤", HS_FIGURE_AT_MOST},
    {"more than", HS_FIGURE_MORE_THAN},
    {"greater than", HS_FIGURE_MORE_THAN},
    {"higher than", HS_FIGURE_MORE_THAN},
    {"older than", HS_FIGURE_MORE_THAN},
    {"longer than", HS_FIGURE_MORE_THAN},
    {"in excess of", HS_FIGURE_MORE_THAN},
    {"north of", HS_FIGURE_MORE_THAN},
    {"well over", HS_FIGURE_MORE_THAN},
    {"well above", HS_FIGURE_MORE_THAN},
    {"over", HS_FIGURE_MORE_THAN},
    {"above", HS_FIGURE_MORE_THAN},
    {"exceeding", HS_FIGURE_MORE_THAN},
    {"exceeds", HS_FIGURE_MORE_THAN},
    {"exceeded", HS_FIGURE_MORE_THAN},
    {"exceed", HS_FIGURE_MORE_THAN},
    {"surpassed", HS_FIGURE_MORE_THAN},
    {"surpassing", HS_FIGURE_MORE_THAN},
    {"topped", HS_FIGURE_MORE_THAN},
    {"topping", HS_FIGURE_MORE_THAN},
    {">", HS_FIGURE_MORE_THAN},
    {"slightly less than", HS_FIGURE_NEARLY},
    {"slightly under", HS_FIGURE_NEARLY},
    {"slightly below", HS_FIGURE_NEARLY},
    {"a little under", HS_FIGURE_NEARLY},
    {"a little less than", HS_FIGURE_NEARLY},
    {"just under", HS_FIGURE_NEARLY},
    {"just below", HS_FIGURE_NEARLY},
    {"just short of", HS_FIGURE_NEARLY},
    {"close to", HS_FIGURE_NEARLY},
    {"not quite", HS_FIGURE_NEARLY},
    {"nearly", HS_FIGURE_NEARLY},
    {"almost", HS_FIGURE_NEARLY},
    {"approaching", HS_FIGURE_NEARLY},
    {"not even", HS_FIGURE_LESS_THAN},
    {"less than", HS_FIGURE_LESS_THAN},
    {"fewer than", HS_FIGURE_LESS_THAN},
    {"lower than", HS_FIGURE_LESS_THAN},
    {"younger than", HS_FIGURE_LESS_THAN},
    {"shorter than", HS_FIGURE_LESS_THAN},
    {"well under", HS_FIGURE_LESS_THAN},
    {"well below", HS_FIGURE_LESS_THAN},
    {"under", HS_FIGURE_LESS_THAN},
    {"below", HS_FIGURE_LESS_THAN},
    {"<", HS_FIGURE_LESS_THAN},
    {"about", HS_FIGURE_ABOUT},
    {"around", HS_FIGURE_ABOUT},
    {"approximately", HS_FIGURE_ABOUT},
    {"roughly", HS_FIGURE_ABOUT},
    {"some", HS_FIGURE_ABOUT},
    {"an estimated", HS_FIGURE_ABOUT},
    {"estimated", HS_FIGURE_ABOUT},
    {"circa", HS_FIGURE_ABOUT},
    {"c.", HS_FIGURE_ABOUT},
    {"~", HS_FIGURE_ABOUT},
    {"≈", HS_FIGURE_ABOUT},
    {"in the region of", HS_FIGURE_ABOUT},
    {"in the order of", HS_FIGURE_ABOUT},
    {"the best part of", HS_FIGURE_NEARLY},
};

static const bound_words behind[] = {
    {"or more", HS_FIGURE_AT_LEAST},   {"or so", HS_FIGURE_ABOUT},
    {"or less", HS_FIGURE_AT_MOST},    {"or fewer", HS_FIGURE_AT_MOST},
    {"at least", HS_FIGURE_AT_LEAST},  {"or thereabouts", HS_FIGURE_ABOUT},
    {"or higher", HS_FIGURE_AT_LEAST}, {"at most", HS_FIGURE_AT_MOST},
    {"or over", HS_FIGURE_AT_LEAST},   {"or older", HS_FIGURE_AT_LEAST},
    {"or under", HS_FIGURE_AT_MOST},   {"or younger", HS_FIGURE_AT_MOST},
    {"or above", HS_FIGURE_AT_LEAST},  {"or below", HS_FIGURE_AT_MOST},
    {"or longer", HS_FIGURE_AT_LEAST}, {"give or take", HS_FIGURE_ABOUT},
    {"and over", HS_FIGURE_AT_LEAST},  {", give or take", HS_FIGURE_ABOUT},
    {"and older", HS_FIGURE_AT_LEAST}, {"- plus", HS_FIGURE_AT_LEAST},
};

static const bound_words joined[] = {
    {"- plus", HS_FIGURE_AT_LEAST}, {"plus", HS_FIGURE_AT_LEAST}, {"+", HS_FIGURE_AT_LEAST},
    {"- odd", HS_FIGURE_ABOUT},     {"odd", HS_FIGURE_ABOUT},
};

uint8_t hs_bound_before(const hs_figure_reader *r, uint32_t *first)
{
    for (size_t i = 0; i < HS_COUNT(before); i++) {
        uint32_t count = 1;
        for (const char *at = before[i].words; *at; at++)
            count += *at == ' ';
        if (*first >= r->taken + count && hs_figure_words(r, *first - count, before[i].words)) {
            *first -= count;
            return before[i].bound;
        }
    }
    return HS_FIGURE_EXACT;
}

/* "1,000-plus", "80-odd": right behind the number. */
uint8_t hs_bound_joined(const hs_figure_reader *r, uint32_t *end)
{
    for (size_t i = 0; i < HS_COUNT(joined); i++) {
        uint32_t count = hs_figure_words(r, *end, joined[i].words);
        bool alone = count == 1 && joined[i].words[0] != '+';
        if (count &&
            !(alone && r->tokens[*end - 1].space_after && strcmp(joined[i].words, "odd") != 0)) {
            *end += count;
            return joined[i].bound;
        }
    }
    return HS_FIGURE_EXACT;
}

uint8_t hs_bound_behind(const hs_figure_reader *r, uint32_t *end)
{
    for (size_t i = 0; i < HS_COUNT(behind); i++) {
        uint32_t count = hs_figure_words(r, *end, behind[i].words);
        if (count) {
            *end += count;
            return behind[i].bound;
        }
    }
    return HS_FIGURE_EXACT;
}

void hs_bound_set_limits(hs_figure *figure)
{
    double tenth = fabs(figure->value) / 10;
    figure->low = figure->high = figure->value;
    switch ((hs_figure_bound)figure->bound) {
    case HS_FIGURE_ABOUT:
        figure->low -= tenth;
        figure->high += tenth;
        break;
    case HS_FIGURE_NEARLY:
        figure->low -= tenth;
        break;
    case HS_FIGURE_JUST_OVER:
        figure->high += tenth;
        break;
    case HS_FIGURE_AT_LEAST:
    case HS_FIGURE_MORE_THAN:
        figure->high = HUGE_VAL;
        break;
    case HS_FIGURE_AT_MOST:
    case HS_FIGURE_LESS_THAN:
        figure->low = -HUGE_VAL;
        break;
    case HS_FIGURE_EXACT:
    case HS_FIGURE_BETWEEN:
        break;
    }
}
