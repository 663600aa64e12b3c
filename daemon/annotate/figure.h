/* Figures: what a text gives in numbers, normalised so that two texts can be compared.
 *
 * Amounts ("6.5 million marks", "two hundred"), money ("$3.5bn"), shares ("40 percent", "nearly
 * half", "one in five"), multiples ("three times", "doubled"), durations ("two and a half years"),
 * dates ("12 March 2021", "the 1990s", "last year") and ranks ("the first", "No. 3"). Times of the
 * day, scores, telephone and version numbers are no figures.
 * What reads them stands in figures/figures.h.
 */
#pragma once

#include <stdint.h>

#include "text/span.h"

typedef enum hs_figure_kind {
    HS_FIGURE_NUMBER,   /* no unit known: "300 ferrymen", "sixteen" */
    HS_FIGURE_AMOUNT,   /* of a unit: "20 km", "500 people" */
    HS_FIGURE_MONEY,    /* `unit` is a currency: "USD" */
    HS_FIGURE_PERCENT,  /* "percent", "percentage point" */
    HS_FIGURE_FRACTION, /* 0.5 for "half", 0.2 for "one in five"; no unit */
    HS_FIGURE_MULTIPLE, /* "times": "twice", "tenfold" */
    HS_FIGURE_DURATION, /* second, minute, hour, day, week, month, year */
    HS_FIGURE_DATE,     /* "date": see hs_figure.value */
    HS_FIGURE_RELATIVE, /* a date as seen from the text's own: -1 "year" for "last year" */
    HS_FIGURE_RANK,     /* "rank": 1 for "first" */
} hs_figure_kind;

typedef enum hs_figure_bound {
    HS_FIGURE_EXACT,
    HS_FIGURE_ABOUT,     /* "about", "some", "or so", "dozens" */
    HS_FIGURE_NEARLY,    /* "nearly", "just under": somewhat less */
    HS_FIGURE_JUST_OVER, /* "just over": somewhat more */
    HS_FIGURE_AT_LEAST,
    HS_FIGURE_MORE_THAN,
    HS_FIGURE_AT_MOST,
    HS_FIGURE_LESS_THAN,
    HS_FIGURE_BETWEEN, /* a range: "10 to 12 percent" */
} hs_figure_bound;

/* Where a weekday lies, as seen from the text's day. */
typedef enum hs_figure_direction {
    HS_FIGURE_PAST,  /* "on Monday": today or before */
    HS_FIGURE_LAST,  /* "last Monday": before today */
    HS_FIGURE_AHEAD, /* "this Monday", "will open on Monday": today or later */
    HS_FIGURE_NEXT,  /* "next Monday": after today */
} hs_figure_direction;

/* `value` is the number as given, in `unit`; of a range the lower end. `low` and `high` are what
 * the words allow (inclusive): a tenth more or less for "about", -HUGE_VAL or HUGE_VAL where a
 * bound is open.
 *
 * Dates are decimal YYYYMMDD, with zeros for what is not given: 20160000 is the year, 312 the 12th
 * of March of a year that the text leaves open. `low` and `high` are then the first and last day;
 * with the year open, they equal `value`. A relative date counts `unit`s from the text's date;
 * unit "weekday" is 1 for Monday to 7 for Sunday. */
typedef struct hs_figure {
    hs_span span; /* in the text, with the words of the bound: "at least 300 km" */
    double value;
    double low, high;
    const char *unit;  /* constant; "" for none */
    const char *per;   /* of a rate ("$15 an hour"): "hour"; else "" */
    uint8_t kind;      /* hs_figure_kind */
    uint8_t bound;     /* hs_figure_bound */
    uint8_t direction; /* hs_figure_direction, of a weekday */
} hs_figure;
