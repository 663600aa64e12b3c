/* The one archive of a process: its address, and handles that threads borrow.
 *
 * A handle that is given back is kept for the next one who asks. After a failure to open, the same
 * error is given for a while without another try: a server that is gone must not be knocked at with
 * every keystroke. Any thread.
 */
#pragma once

#include "evidence/archive.h"

/* Names the archive, before the first use; NULL for the default,
 * $XDG_DATA_HOME/hearsay/archive.db. */
void hs_archive_shared_choose(const char *address);

/* The address, borrowed; NULL when none was named and there is no home folder. */
const char *hs_archive_shared_address(void);

/* Whether there is an archive to ask, as far as can be seen without opening it. */
bool hs_archive_shared_exists(void);

/* A handle, the taker's until given back; NULL with the reason. HS_ARCHIVE_CREATE makes the default
 * archive's folder too. */
hs_archive *hs_archive_shared_take(hs_archive_mode mode, hs_error *error);
void hs_archive_shared_give(hs_archive *archive); /* NULL is fine */

/* Grows with each change that this process made, and with those of others when a handle is taken:
 * what was verified before may be out of date. To be read with the handle in hand. */
uint64_t hs_archive_shared_generation(void);
void hs_archive_shared_changed(void);

/* Closes what is kept, at the process's end. */
void hs_archive_shared_finish(void);
