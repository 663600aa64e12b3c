/* Which model files have been found whole, so that not every start has to read all of them: their
 * hashes are a tenth of what the daemon does before its first answer.
 *
 * What is kept is a file of lines of sixteen hexadecimal digits, each a hash of a model file's
 * identity: device, number, size, times of its contents and of its change of state, and the hash of
 * its section table. Whoever writes into a model, or puts another in its place, changes one of
 * these. What changed less than two seconds ago is not noted, since a second change might bear the
 * same time. A line that is damaged is none; a file that cannot be read or written costs time only.
 *
 * It guards against damage, not malice, like the hashes themselves. Any thread may call, but for
 * hs_checked_models_keep.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Keeps them in the file at `path`, which it takes over (free()) and whose folders are made when
 * first needed. Without this call, or with NULL, nothing is known and nothing noted. Before any
 * model is opened. */
void hs_checked_models_keep(char *path);

/* What a file is known by. */
typedef struct hs_model_identity {
    char line[18]; /* of the list, with a NUL */
    bool settled;  /* it has not just changed */
} hs_model_identity;

/* Whether the open file, whose section table hashes to `contents`, was noted as it is. Fills its
 * identity, by which it may be noted once it has been read: of a file that changes meanwhile it is
 * no longer the identity. */
bool hs_checked_models_know(int file, uint64_t contents, hs_model_identity *identity);

void hs_checked_models_note(const hs_model_identity *identity);
