/* What the programs that list decisions share: they annotate texts while an observer prints. */
#pragma once

#include "text/block.h"

/* Annotates each file that is named; a line "# FILE" opens each. `opened` is called with a text's
 * blocks, which live until the next; NULL. Returns the program's exit status. */
int list_files(int argc, char **argv, void (*opened)(const hs_block_list *blocks));
