/* HTML cut into tags, comments and text: the tokenization stage of the HTML Living Standard
 * (section 13.2.5), by source spans.
 *
 * Linear in the source and without recursion, whatever the source. What the standard drops (tags
 * that never end, doctypes, processing instructions) is dropped. The text inside <script>, <style>
 * and the like is one text token.
 */
#pragma once

#include <stdbool.h>

#include "base/str.h"
#include "text/span.h"

typedef enum hs_html_token_type {
    HS_HTML_TEXT,
    HS_HTML_START_TAG,
    HS_HTML_END_TAG,
    HS_HTML_COMMENT,
} hs_html_token_type;

typedef struct hs_html_token {
    hs_html_token_type type;
    hs_span span;       /* all of it */
    hs_span name;       /* of a tag, as written */
    hs_span attributes; /* of a start tag: from behind the name to the closing > */
    hs_span inside;     /* of a comment: between its delimiters */
} hs_html_token;

typedef struct hs_html_scanner {
    hs_str source;
    uint32_t at;
    hs_str raw_element; /* set when the text up to this element's end tag is raw; else empty */
} hs_html_scanner;

/* The next token; false at the end. */
bool hs_html_scan(hs_html_scanner *scanner, hs_html_token *token);

/* From here to the end tag of `element` (its lower-case name) there is only text. */
void hs_html_scan_raw(hs_html_scanner *scanner, hs_str element);

/* The next attribute at or behind `*at` within `attributes`; false when there is none. `value` is
 * without its quotes; empty when the attribute has none. */
bool hs_html_next_attribute(hs_str source, hs_span attributes, uint32_t *at, hs_span *name,
                            hs_span *value);
