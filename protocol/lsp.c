/* Reads positions and ranges. It checks their form only; whether a position lies in a
 * document is for those who hold the document.
 */
#include "protocol/lsp.h"

static bool read_uinteger(const json_t *json, uint32_t *value)
{
    json_int_t number = json_integer_value(json);

    if (!json_is_integer(json) || number < 0 || number > HS_LSP_UINTEGER_MAX)
        return false;
    *value = (uint32_t)number;
    return true;
}

bool hs_lsp_read_position(const json_t *json, hs_lsp_position *position)
{
    return read_uinteger(json_object_get(json, "line"), &position->line) &&
           read_uinteger(json_object_get(json, "character"), &position->character);
}

bool hs_lsp_read_range(const json_t *json, hs_lsp_range *range)
{
    return hs_lsp_read_position(json_object_get(json, "start"), &range->start) &&
           hs_lsp_read_position(json_object_get(json, "end"), &range->end);
}
