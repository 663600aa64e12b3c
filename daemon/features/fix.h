/* Ways out of a finding, and the workspace edits that take them.
 *
 * - use the source's wording: puts the archive's words in place of those that differ;
 * - attribute: puts ` said NAME` behind the quote;
 * - ignore here: an ignore comment in Markdown and HTML; in a plain text file, which should stay
 *   as it is, an entry in .hearsay.json;
 * - ignore the rule: switches it off in .hearsay.json.
 *
 * .hearsay.json is read from disk when the edit is made; one that is not JSON is left alone.
 */
#pragma once

#include <stdbool.h>

#include "features/json_writer.h"
#include "features/open_document.h"
#include "features/view.h"

typedef enum hs_fix_kind {
    HS_FIX_ATTRIBUTE,
    HS_FIX_SOURCE_WORDING,
    HS_FIX_IGNORE_HERE,
    HS_FIX_IGNORE_RULE,
} hs_fix_kind;

#define HS_FIX_KIND_COUNT 4

/* Also the names of the commands. */
extern const char *const hs_fix_names[HS_FIX_KIND_COUNT];

typedef struct hs_fix {
    hs_fix_kind kind;
    const hs_finding *finding;
    hs_str name; /* whom to attribute to */
} hs_fix;

/* Whether a fix is for a rule's findings: only a quote can be attributed, only
 * an altered one be mended. */
bool hs_fix_suits(hs_fix_kind kind, hs_rule rule);

/* The names that a quote may be attributed to, the likeliest first. */
size_t hs_fix_candidates(const hs_view *view, const hs_finding *finding, hs_str *names,
                         size_t capacity);

/* Writes a WorkspaceEdit. False, with nothing written, when there is none: the client cannot
 * create a file that is wanted, or .hearsay.json cannot be read. */
bool hs_fix_write_edit(const hs_fix *fix, hs_view *view, const hs_open_document *open,
                       hs_json_writer *json);
