/* Annotating anew what other models annotated, after an update. */
#pragma once

#include <stdatomic.h>

#include "evidence/archive.h"

/* Goes through the whole archive in batches of one transaction each; stopped and begun again, it
 * goes on where it was. `*done` counts the documents, for whoever watches. */
bool hs_archive_reannotate(hs_archive *archive, const atomic_bool *cancel, atomic_size_t *done,
                           hs_error *error);
