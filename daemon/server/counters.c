/* The counters' names and texts; counting itself is an addition at the place that knows. */
#include "server/counters.h"

static const struct {
    const char *name;
    const char *text;
} rows[] = {
#define COUNTER_ROW(name, text) {#name, text},
    HS_COUNTERS(COUNTER_ROW)
#undef COUNTER_ROW
};

const char *hs_counter_text(hs_counter counter)
{
    return rows[counter].text;
}

json_t *hs_counters_json(const hs_counters *counters)
{
    json_t *object = json_object();

    for (int i = 0; i < HS_COUNTER_COUNT; i++)
        json_object_set_new(object, rows[i].name, json_integer((json_int_t)counters->values[i]));
    return object;
}
