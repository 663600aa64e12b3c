/* The values that nearly every LSP message is made of: positions and ranges (LSP 3.17, "Basic JSON
 * Structures"). What a unit of `character` is, the two ends agree on; nothing here depends on it.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct hs_lsp_position {
    uint32_t line;
    uint32_t character;
} hs_lsp_position;

typedef struct hs_lsp_range {
    hs_lsp_position start;
    hs_lsp_position end;
} hs_lsp_range;

/* The largest value that LSP's uinteger holds. */
#define HS_LSP_UINTEGER_MAX 2147483647

/* False when `json` is not of the right form or a number is out of range. The start of a range may
 * come after its end: that is for the caller to judge. */
bool hs_lsp_read_position(const json_t *json, hs_lsp_position *position);
bool hs_lsp_read_range(const json_t *json, hs_lsp_range *range);
