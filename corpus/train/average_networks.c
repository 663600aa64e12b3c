/*
 * Writes the mean of networks that were trained from one another: where runs of one line end,
 * their mean generalises a little better (Izmailov et al., "Averaging Weights Leads to Wider
 * Optima and Better Generalization", 2018).
 *
 *     average_networks OUT.net ONE.net OTHER.net…
 */

#include "train/network.h"

#include <stdio.h>
#include <string.h>

static void mix(float *mean, const float *values, size_t count, float share)
{
    for (size_t i = 0; i < count; i++)
        mean[i] += (values[i] - mean[i]) * share;
}

static void mix_table(struct table *mean, const struct table *table, float share)
{
    mix(mean->values, table->values, (size_t)table->rows * table->width, share);
}

static struct network *load(const char *path)
{
    struct network *network = network_load(path);
    if (!network)
        fprintf(stderr, "average_networks: %s: not a trained network\n", path);
    return network;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: average_networks OUT.net ONE.net OTHER.net...\n");
        return 2;
    }
    struct network *mean = load(argv[2]);
    for (int i = 3; mean && i < argc; i++) {
        struct network *other = load(argv[i]);
        if (!other || memcmp(&other->shape, &mean->shape, sizeof mean->shape) != 0) {
            fprintf(stderr, "average_networks: %s does not fit %s\n", argv[i], argv[2]);
            network_destroy(other);
            network_destroy(mean);
            return 1;
        }
        float share = 1.0f / (float)(i - 1);
        mix(mean->values, other->values, mean->layout.size, share);
        mix_table(&mean->words, &other->words, share);
        mix_table(&mean->hashed, &other->hashed, share);
        mix_table(&mean->guesses, &other->guesses, share);
        network_destroy(other);
    }
    bool good = mean && network_save(mean, argv[1]);
    network_destroy(mean);
    return good ? 0 : 1;
}
