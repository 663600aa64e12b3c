/* What the reader of HTML knows of elements. Private to daemon/text. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/block.h"

enum {
    HS_HTML_BLOCK = 1,   /* starts and ends blocks; closes an open <p> */
    HS_HTML_SKIPPED = 2, /* readers of the article do not see what is inside, or skip it */
    HS_HTML_RAW = 4,     /* holds text only, up to its end tag */
    HS_HTML_VOID = 8,    /* has no inside */
    HS_HTML_SCOPE = 16,  /* end tags do not reach through it, but for a table's */
    HS_HTML_TABLE_PART = 32,
    HS_HTML_LIST = 64,     /* one level of list items more */
    HS_HTML_SETTLED = 128, /* its kind holds for the blocks inside */
};

typedef struct hs_html_element {
    const char *name;
    uint8_t flags;
    uint8_t kind;              /* hs_block_kind, where SETTLED */
    uint8_t level;             /* of a heading */
    const char *const *closes; /* elements that its start tag closes, NULL-ended; or NULL */
} hs_html_element;

/* The element of that name (any case); NULL for one that needs no care: inline, or unknown. */
const hs_html_element *hs_html_element_find(hs_str name);
