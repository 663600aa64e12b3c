/* Spans that are looked up by where they lie: as many are found as when each is looked at. */
#include "test.h"

#include "base/array.h"
#include "text/near.h"

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static hs_span random_span(uint32_t *state)
{
    uint32_t start = next_random(state) % 300;
    return (hs_span){start, start + next_random(state) % (next_random(state) % 20 ? 10 : 150)};
}

static void all_that_overlap_are_found_in_their_order(void **state)
{
    (void)state;
    enum { SPANS = 60, LOOKS = 500 };
    uint32_t random = 7;
    for (int look = 0; look < LOOKS; look++) {
        hs_arena arena = {0};
        hs_span spans[SPANS], around = random_span(&random);
        for (size_t i = 0; i < SPANS; i++)
            spans[i] = random_span(&random);
        hs_near near = hs_near_read(spans, SPANS, &arena);
        hs_nearby nearby = hs_near_look(&near, around);
        size_t at = 0;
        for (uint32_t i = 0; i < SPANS; i++) {
            bool found = at < nearby.count && nearby.items[at] == i;
            at += found;
            if (!hs_span_empty(spans[i]) && hs_span_overlap(spans[i], around))
                assert_true(found);
        }
        assert_int_equal(at, nearby.count);
        hs_arena_finish(&arena);
    }
}

static void a_look_finds_little_besides(void **state)
{
    (void)state;
    enum { SPANS = 10000 };
    hs_arena arena = {0};
    hs_span *spans = hs_arena_new_array(&arena, hs_span, SPANS);
    for (uint32_t i = 0; i < SPANS; i++)
        spans[i] = (hs_span){10 * i, 10 * i + 15};
    hs_near near = hs_near_read(spans, SPANS, &arena);
    for (uint32_t i = 1; i < SPANS; i++)
        assert_true(hs_near_look(&near, spans[i]).count <= 3);
    hs_arena_finish(&arena);
}

static void among_none_nothing_is_near(void **state)
{
    (void)state;
    hs_arena arena = {0};
    hs_near near = hs_near_read(NULL, 0, &arena);
    assert_int_equal(hs_near_look(&near, (hs_span){0, 10}).count, 0);
    hs_arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_overlap_are_found_in_their_order),
        cmocka_unit_test(a_look_finds_little_besides),
        cmocka_unit_test(among_none_nothing_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
