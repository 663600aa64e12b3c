/* Forward and backward sums of the random field, in logarithms. See the header. */

#include "train/name_field.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { TAGS = HS_NAME_TAG_COUNT };

static const float never = -1e30f;

struct lattice {
    float (*transitions)[TAGS];
    const float *scores;
    uint32_t count;
    uint16_t allowed[NAME_WORDS_MAX];
    float forward[NAME_WORDS_MAX][TAGS];
    float backward[NAME_WORDS_MAX][TAGS];
    float total;
};

/* Inside tags follow the begin or inside tag of the same type. */
static bool may_follow(int before, int tag)
{
    bool inside = tag > 0 && tag % 2 == 0;
    return !inside || before == tag || before == tag - 1;
}

static float log_sum(const float *values)
{
    float most = never;
    float sum = 0;
    for (int y = 0; y < TAGS; y++)
        most = values[y] > most ? values[y] : most;
    for (int y = 0; y < TAGS; y++)
        sum += values[y] > never / 2 ? expf(values[y] - most) : 0;
    return most > never / 2 ? most + logf(sum) : never;
}

static bool allows(const struct lattice *lattice, uint32_t at, int tag)
{
    return lattice->allowed[at] >> tag & 1;
}

static void run_forward(struct lattice *lattice)
{
    for (int y = 0; y < TAGS; y++)
        lattice->forward[0][y] = allows(lattice, 0, y) && may_follow(0, y)
                                     ? lattice->scores[y] + lattice->transitions[0][y]
                                     : never;
    for (uint32_t i = 1; i < lattice->count; i++)
        for (int y = 0; y < TAGS; y++) {
            float ways[TAGS];
            for (int x = 0; x < TAGS; x++)
                ways[x] = may_follow(x, y)
                              ? lattice->forward[i - 1][x] + lattice->transitions[1 + x][y]
                              : never;
            float sum = allows(lattice, i, y) ? log_sum(ways) : never;
            lattice->forward[i][y] =
                sum > never / 2 ? sum + lattice->scores[i * TAGS + (uint32_t)y] : never;
        }
    lattice->total = log_sum(lattice->forward[lattice->count - 1]);
}

static void run_backward(struct lattice *lattice)
{
    memset(lattice->backward[lattice->count - 1], 0, sizeof lattice->backward[0]);
    for (uint32_t i = lattice->count - 1; i-- > 0;)
        for (int x = 0; x < TAGS; x++) {
            float ways[TAGS];
            for (int y = 0; y < TAGS; y++)
                ways[y] = allows(lattice, i + 1, y) && may_follow(x, y)
                              ? lattice->transitions[1 + x][y] + lattice->backward[i + 1][y] +
                                    lattice->scores[(i + 1) * TAGS + (uint32_t)y]
                              : never;
            lattice->backward[i][x] = log_sum(ways);
        }
}

static float share(float log_weight, float total)
{
    return log_weight > never / 2 ? expf(log_weight - total) : 0;
}

/* Adds `sign` times the tags' and steps' shares among the ways. */
static void add_shares(const struct lattice *lattice, float sign, float *by_scores,
                       name_transitions by_transitions)
{
    for (uint32_t i = 0; i < lattice->count; i++)
        for (int y = 0; y < TAGS; y++) {
            float here =
                sign * share(lattice->forward[i][y] + lattice->backward[i][y], lattice->total);
            by_scores[i * TAGS + (uint32_t)y] += here;
            if (i == 0)
                by_transitions[0][y] += here;
            for (int x = 0; i > 0 && allows(lattice, i, y) && x < TAGS; x++)
                if (may_follow(x, y))
                    by_transitions[1 + x][y] +=
                        sign *
                        share(lattice->forward[i - 1][x] + lattice->transitions[1 + x][y] +
                                  lattice->scores[i * TAGS + (uint32_t)y] + lattice->backward[i][y],
                              lattice->total);
        }
}

double name_field_loss(name_transitions transitions, const float *scores,
                       const struct name_word *words, uint32_t count, float *by_scores,
                       name_transitions by_transitions)
{
    static struct lattice all, allowed;
    all.transitions = allowed.transitions = transitions;
    all.scores = allowed.scores = scores;
    all.count = allowed.count = count;
    for (uint32_t i = 0; i < count; i++) {
        all.allowed[i] = NAME_ANY;
        allowed.allowed[i] = words[i].allowed;
    }
    memset(by_scores, 0, count * TAGS * sizeof *by_scores);
    run_forward(&allowed);
    if (allowed.total <= never / 2)
        return 0;
    run_backward(&allowed);
    run_forward(&all);
    run_backward(&all);
    add_shares(&all, 1, by_scores, by_transitions);
    add_shares(&allowed, -1, by_scores, by_transitions);
    return all.total - allowed.total;
}
