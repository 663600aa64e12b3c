/* The table of rules and the names of severities. */
#include "workspace/rule.h"

#include <string.h>

#include "base/memory.h"

const hs_rule_info hs_rules[HS_RULE_COUNT] = {
    [HS_RULE_UNATTRIBUTED_QUOTE] = {"unattributed-quote", HS_SEVERITY_WARNING,
                                    "A quotation that the text attributes to nobody."},
    [HS_RULE_UNCLOSED_QUOTE] = {"unclosed-quote", HS_SEVERITY_WARNING,
                                "A quotation mark that is opened and never closed."},
    [HS_RULE_UNATTRIBUTED_ACCUSATION] = {"unattributed-accusation", HS_SEVERITY_WARNING,
                                         "A wrong that the text asserts in its own voice."},
    [HS_RULE_UNANSWERED_ACCUSATION] = {"unanswered-accusation", HS_SEVERITY_INFORMATION,
                                       "An accused party whose answer the text does not give."},
    [HS_RULE_VAGUE_SOURCE] = {"vague-source", HS_SEVERITY_INFORMATION,
                              "A source that no reader could look up, such as \"critics\"."},
    [HS_RULE_UNSOURCED_CLAIM] = {"unsourced-claim", HS_SEVERITY_HINT,
                                 "A claim worth checking for which the text names no source."},
    [HS_RULE_ALTERED_QUOTE] = {"altered-quote", HS_SEVERITY_WARNING,
                               "A quote whose words differ from those in the archive."},
    [HS_RULE_MISATTRIBUTED_QUOTE] = {"misattributed-quote", HS_SEVERITY_WARNING,
                                     "A quote that somebody else says in the archive."},
    [HS_RULE_CONTRADICTED_FIGURE] = {"contradicted-figure", HS_SEVERITY_WARNING,
                                     "A figure, date or denial that the archive contradicts."},
    [HS_RULE_KNOWN_FALSE_CLAIM] = {"known-false-claim", HS_SEVERITY_WARNING,
                                   "A claim that a published fact-check rates as not true."},
};

static const char *const severity_names[] = {"off", "error", "warning", "information", "hint"};

bool hs_rule_from_code(hs_str code, hs_rule *rule)
{
    for (int i = 0; i < HS_RULE_COUNT; i++) {
        if (hs_str_is(code, hs_rules[i].code)) {
            *rule = (hs_rule)i;
            return true;
        }
    }
    return false;
}

const char *hs_severity_name(hs_severity severity)
{
    return severity_names[severity];
}

bool hs_severity_from_name(const char *name, hs_severity *severity)
{
    for (size_t i = 0; i < HS_COUNT(severity_names); i++) {
        if (strcmp(name, severity_names[i]) == 0) {
            *severity = (hs_severity)i;
            return true;
        }
    }
    return false;
}
