#pragma once

/* Scores on the development sets, for choosing among models. */

#include "train/network.h"

enum development_set { DEV_EWT, DEV_GUM, DEV_UNER, DEV_SILVER, DEV_SETS };

struct development {
    struct sample_set sets[DEV_SETS];
};

bool development_read(struct development *development, const char *data);

/* Prints one line: UPOS/XPOS/UAS/LAS of both treebanks and F1 of names. */
void development_measure(const struct development *development, struct network *network);
