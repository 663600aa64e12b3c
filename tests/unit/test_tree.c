/* The promises of daemon/language/tree.h: always one tree with one root, and the best one. */
#include "test.h"

#include "language/tree.h"

static uint64_t random_state = 7;

static uint32_t random_next(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33);
}

static void fill(float *scores, uint32_t n, uint32_t steps)
{
    for (uint32_t i = 0; i < n * (n + 1); i++)
        scores[i] = (float)(random_next() % steps) * 16.0f / (float)steps - 8.0f;
}

static int is_tree(const uint32_t *heads, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; d++) {
        uint32_t at = d + 1;
        uint32_t steps = 0;
        roots += heads[d] == 0;
        while (at != 0 && steps++ <= n) {
            if (heads[at - 1] > n)
                return 0;
            at = heads[at - 1];
        }
        if (at != 0)
            return 0;
    }
    return roots == 1;
}

static float sum_of(const float *scores, const uint32_t *heads, uint32_t n)
{
    float sum = 0;
    for (uint32_t d = 0; d < n; d++)
        sum += scores[d * (n + 1) + heads[d]];
    return sum;
}

/* The best sum over all assignments of heads that are trees. */
static float best_sum(const float *scores, uint32_t n)
{
    float best = -1e9f;
    uint32_t heads[8];
    uint32_t total = 1;
    for (uint32_t d = 0; d < n; d++)
        total *= n + 1;
    for (uint32_t code = 0; code < total; code++) {
        uint32_t rest = code;
        for (uint32_t d = 0; d < n; d++) {
            heads[d] = rest % (n + 1);
            rest /= n + 1;
        }
        if (is_tree(heads, n)) {
            float sum = sum_of(scores, heads, n);
            best = sum > best ? sum : best;
        }
    }
    return best;
}

static void small_trees_are_the_best(void **state)
{
    (void)state;
    float scores[5 * 6];
    uint32_t heads[5];
    for (uint32_t n = 1; n <= 5; n++)
        for (int round = 0; round < 300; round++) {
            fill(scores, n, 4096);
            hs_tree_decode(scores, n, n + 1, heads);
            assert_true(is_tree(heads, n));
            assert_true(sum_of(scores, heads, n) > best_sum(scores, n) - 0.05f);
        }
}

static void large_and_tied_scores_still_give_a_tree(void **state)
{
    (void)state;
    static float scores[HS_TREE_WORDS_MAX * (HS_TREE_WORDS_MAX + 1)];
    uint32_t heads[HS_TREE_WORDS_MAX];
    for (int round = 0; round < 60; round++) {
        uint32_t n = 1 + random_next() % HS_TREE_WORDS_MAX;
        fill(scores, n, round % 3 == 0 ? 1 : round % 3 == 1 ? 3 : 100000);
        hs_tree_decode(scores, n, n + 1, heads);
        assert_true(is_tree(heads, n));
    }
}

static void many_words_that_all_want_the_root_share_one(void **state)
{
    (void)state;
    static float scores[HS_TREE_WORDS_MAX * (HS_TREE_WORDS_MAX + 1)];
    uint32_t heads[HS_TREE_WORDS_MAX];
    const uint32_t n = HS_TREE_WORDS_MAX;
    for (uint32_t i = 0; i < n * (n + 1); i++)
        scores[i] = i % (n + 1) == 0 ? 200.0f : -200.0f;
    hs_tree_decode(scores, n, n + 1, heads);
    assert_true(is_tree(heads, n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_trees_are_the_best),
        cmocka_unit_test(large_and_tied_scores_still_give_a_tree),
        cmocka_unit_test(many_words_that_all_want_the_root_share_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
