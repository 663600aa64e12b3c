/* Finds RULES.md once, in the places that the build names. */
#include "features/rule_help.h"

#include <unistd.h>

#include "base/memory.h"

static const char *const pages[] = {HS_INSTALLED_RULES, HS_SOURCE_RULES};

static const char *find_page(void)
{
    for (size_t i = 0; i < HS_COUNT(pages); i++) {
        if (access(pages[i], R_OK) == 0)
            return pages[i];
    }
    return "";
}

void hs_rule_help_write(hs_rule rule, hs_json_writer *json)
{
    static const char *page; /* loop thread only: diagnostics are written there */
    if (!page)
        page = find_page();
    if (page[0] == '\0')
        return;
    hs_buffer href = {0};
    hs_buffer_append_text(&href, "file://");
    for (const char *byte = page; *byte != '\0'; byte++)
        hs_buffer_printf(&href, *byte == ' ' || *byte == '%' ? "%%%02X" : "%c",
                         (unsigned char)*byte);
    hs_buffer_printf(&href, "#%s", hs_rules[rule].code);
    hs_json_key(json, "codeDescription");
    hs_json_begin_object(json);
    hs_json_member_string(json, "href", hs_buffer_str(&href));
    hs_json_end_object(json);
    hs_buffer_finish(&href);
}
