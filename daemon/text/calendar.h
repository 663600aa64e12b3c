/* The names of days and months, their letters' case set aside. */
#pragma once

#include <stdint.h>

#include "base/str.h"

/* 1 for Monday to 7 for Sunday, 0 for other words. */
uint32_t hs_weekday_named(hs_str word);

/* 1 to 12 or 0, by the name in full, and by its short form without a stop: "jan", "sept". */
uint32_t hs_month_named(hs_str word);
uint32_t hs_month_abbreviated(hs_str word);
