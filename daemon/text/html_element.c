/* The table of HTML elements that matter for cutting a page into blocks, and what they close where
 * end tags are left out (HTML Living Standard, section 13.1.2.4). Sorted by name.
 */
#include "text/html_element.h"

#include <stdlib.h>

#include "base/memory.h"

enum {
    BLOCK = HS_HTML_BLOCK,
    SKIP = HS_HTML_SKIPPED,
    SKIP_BLOCK = HS_HTML_SKIPPED | HS_HTML_BLOCK,
    SKIP_RAW = HS_HTML_SKIPPED | HS_HTML_RAW,
    BREAK = HS_HTML_BLOCK | HS_HTML_VOID,
    LIST = HS_HTML_BLOCK | HS_HTML_LIST,
    KIND = HS_HTML_BLOCK | HS_HTML_SETTLED,
    CELL = HS_HTML_BLOCK | HS_HTML_TABLE_PART | HS_HTML_SCOPE,
    ROWS = HS_HTML_BLOCK | HS_HTML_TABLE_PART,
};

static const char *const an_item[] = {"li", NULL};
static const char *const a_term[] = {"dt", "dd", NULL};
static const char *const a_cell[] = {"td", "th", NULL};
static const char *const a_row[] = {"tr", NULL};
static const char *const a_row_group[] = {"tbody", "thead", "tfoot", NULL};

static const hs_html_element elements[] = {
    {"address", BLOCK, 0, 0, NULL},
    {"article", BLOCK, 0, 0, NULL},
    {"aside", SKIP_BLOCK, 0, 0, NULL},
    {"audio", SKIP, 0, 0, NULL},
    {"base", HS_HTML_VOID, 0, 0, NULL},
    {"blockquote", KIND, HS_BLOCK_QUOTE, 0, NULL},
    {"body", BLOCK, 0, 0, NULL},
    {"br", HS_HTML_VOID, 0, 0, NULL},
    {"button", SKIP, 0, 0, NULL},
    {"canvas", SKIP, 0, 0, NULL},
    {"caption", KIND | CELL, HS_BLOCK_CAPTION, 0, NULL},
    {"center", BLOCK, 0, 0, NULL},
    {"code", SKIP, 0, 0, NULL},
    {"dd", BLOCK, 0, 0, a_term},
    {"details", BLOCK, 0, 0, NULL},
    {"dialog", SKIP_BLOCK, 0, 0, NULL},
    {"dir", LIST, 0, 0, NULL},
    {"div", BLOCK, 0, 0, NULL},
    {"dl", BLOCK, 0, 0, NULL},
    {"dt", BLOCK, 0, 0, a_term},
    {"embed", HS_HTML_VOID, 0, 0, NULL},
    {"fieldset", BLOCK, 0, 0, NULL},
    {"figcaption", KIND, HS_BLOCK_CAPTION, 0, NULL},
    {"figure", BLOCK, 0, 0, NULL},
    {"footer", SKIP_BLOCK, 0, 0, NULL},
    {"form", SKIP_BLOCK, 0, 0, NULL},
    {"h1", KIND, HS_BLOCK_HEADING, 1, NULL},
    {"h2", KIND, HS_BLOCK_HEADING, 2, NULL},
    {"h3", KIND, HS_BLOCK_HEADING, 3, NULL},
    {"h4", KIND, HS_BLOCK_HEADING, 4, NULL},
    {"h5", KIND, HS_BLOCK_HEADING, 5, NULL},
    {"h6", KIND, HS_BLOCK_HEADING, 6, NULL},
    {"header", BLOCK, 0, 0, NULL},
    {"hgroup", BLOCK, 0, 0, NULL},
    {"hr", BREAK, 0, 0, NULL},
    {"html", BLOCK, 0, 0, NULL},
    {"iframe", SKIP_RAW, 0, 0, NULL},
    {"li", KIND, HS_BLOCK_LIST_ITEM, 0, an_item},
    {"main", BLOCK, 0, 0, NULL},
    {"math", SKIP, 0, 0, NULL},
    {"menu", SKIP_BLOCK, 0, 0, NULL},
    {"nav", SKIP_BLOCK, 0, 0, NULL},
    {"noembed", SKIP_RAW, 0, 0, NULL},
    {"noframes", SKIP_RAW, 0, 0, NULL},
    {"noscript", SKIP, 0, 0, NULL},
    {"object", SKIP, 0, 0, NULL},
    {"ol", LIST, 0, 0, NULL},
    {"p", BLOCK, 0, 0, NULL},
    {"pre", BLOCK, 0, 0, NULL},
    {"script", SKIP_RAW, 0, 0, NULL},
    {"section", BLOCK, 0, 0, NULL},
    {"select", SKIP, 0, 0, NULL},
    {"style", SKIP_RAW, 0, 0, NULL},
    {"summary", BLOCK, 0, 0, NULL},
    {"svg", SKIP, 0, 0, NULL},
    {"table", BLOCK | HS_HTML_TABLE_PART | HS_HTML_SCOPE, 0, 0, NULL},
    {"tbody", ROWS, 0, 0, a_row_group},
    {"td", CELL, 0, 0, a_cell},
    {"template", SKIP, 0, 0, NULL},
    {"textarea", SKIP_RAW, 0, 0, NULL},
    {"tfoot", ROWS, 0, 0, a_row_group},
    {"th", CELL, 0, 0, a_cell},
    {"thead", ROWS, 0, 0, a_row_group},
    {"title", SKIP_RAW, 0, 0, NULL},
    {"tr", ROWS, 0, 0, a_row},
    {"ul", LIST, 0, 0, NULL},
    {"video", SKIP, 0, 0, NULL},
    {"xmp", SKIP_RAW, 0, 0, NULL},
};

enum { LONGEST_NAME = 12 };

static int compare_names(const void *name, const void *element)
{
    return strcmp(name, ((const hs_html_element *)element)->name);
}

const hs_html_element *hs_html_element_find(hs_str name)
{
    char lower[LONGEST_NAME + 1];
    if (name.length > LONGEST_NAME)
        return NULL;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    lower[name.length] = '\0';
    return bsearch(lower, elements, HS_COUNT(elements), sizeof elements[0], compare_names);
}
