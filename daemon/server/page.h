/* The desk page's files, as they are sent: read once, from a table of names, so that no path of a
 * request ever reaches the file system. Loop thread only.
 */
#pragma once

#include "server/output.h"

typedef struct hs_page_file {
    const char *path; /* in the URL */
    const char *name; /* of the file */
    const char *type; /* Content-Type */
} hs_page_file;

typedef struct hs_page hs_page;

/* Reads the files of the first folder that holds the page: $HEARSAY_WEB, or what lies beside the
 * program, or what was installed. NULL where there is none. */
hs_page *hs_page_load(void);
void hs_page_destroy(hs_page *page); /* NULL is fine */

/* What lies at the path: the file's description and its bytes (borrowed), or NULL; also without a
 * page. */
const hs_page_file *hs_page_find(const hs_page *page, hs_str path, hs_payload **bytes);

/* HTML in the page's place where there is none: what is missing, and how it is built. */
const char *hs_page_missing(void);
