/*
 * Puts a trained network into a model file, in the place of the one there.
 *
 *     export_network TRAINED.net MODEL.hsm
 */

#include <stdio.h>

#include "language/outputs.h"
#include "train/export.h"
#include "train/model_writer.h"

/* Added to the logit of "outside a name", chosen on the development sets: with it the doubtful
 * names are left out. */
static const float outside_bias = 0.6f;

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "export_network: %s: %s\n", what, why);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: export_network TRAINED.net MODEL.hsm\n");
        return 2;
    }
    struct network *network = network_load(argv[1]);
    if (!network)
        return fail(argv[1], "not a trained network");
    hs_error error;
    hs_buffer section = {0};
    hs_model_writer writer = {0};
    network->values[network->layout.heads_bias + HS_OUTPUT_NAME] += outside_bias;
    network_export(network, &section);
    network_destroy(network);
    bool good = hs_model_writer_read(&writer, argv[2], &error);
    if (good) {
        hs_model_writer_set(&writer, "network", section.bytes, section.length);
        good = hs_model_writer_save(&writer, argv[2], &error);
    }
    hs_model_writer_finish(&writer);
    hs_buffer_finish(&section);
    return good ? 0 : fail(argv[2], error.text);
}
