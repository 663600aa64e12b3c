/* The methods that are ours, answered with or without `initialize` (docs/FEATURES.md, "Methods").
 */
#pragma once

#include "features/context.h"

hs_handler hs_ours_analyse;         /* hearsay/analyse: as CoNLL-U */
hs_handler hs_ours_annotate;        /* hearsay/annotate: a text that is not open */
hs_view_writer hs_ours_annotations; /* hearsay/annotations: of an open document */
hs_handler hs_ours_desk;            /* hearsay/desk: where the desk page is */
hs_handler hs_ours_archive;         /* hearsay/archive: list, show, remove… */
hs_handler hs_ours_import;          /* hearsay/import */
hs_handler hs_ours_search;          /* hearsay/search */
hs_handler hs_ours_status;          /* hearsay/status */
hs_handler hs_ours_stop;            /* hearsay/stop */

hs_handler hs_ours_verify; /* hearsay/verify */
