/* The rules: what the daemon can raise about a text, in one table.
 *
 * Each has a code (shown by editors and on the command line, used in settings and ignore
 * comments), a default severity, and a section of docs/RULES.md whose heading is its code. Which
 * text breaks a rule is decided in findings.c.
 */
#pragma once

#include <stdbool.h>

#include "base/str.h"

typedef enum hs_rule {
    HS_RULE_UNATTRIBUTED_QUOTE,
    HS_RULE_UNCLOSED_QUOTE,
    HS_RULE_UNATTRIBUTED_ACCUSATION,
    HS_RULE_UNANSWERED_ACCUSATION,
    HS_RULE_VAGUE_SOURCE,
    HS_RULE_UNSOURCED_CLAIM,
    HS_RULE_ALTERED_QUOTE, /* these four ask the archive (check_findings.c) */
    HS_RULE_MISATTRIBUTED_QUOTE,
    HS_RULE_CONTRADICTED_FIGURE,
    HS_RULE_KNOWN_FALSE_CLAIM,
} hs_rule;

#define HS_RULE_COUNT 10

/* LSP's DiagnosticSeverity, and off. */
typedef enum hs_severity {
    HS_SEVERITY_OFF,
    HS_SEVERITY_ERROR,
    HS_SEVERITY_WARNING,
    HS_SEVERITY_INFORMATION,
    HS_SEVERITY_HINT,
} hs_severity;

typedef struct hs_rule_info {
    const char *code;
    hs_severity severity; /* unless the settings say otherwise */
    const char *summary;  /* one sentence, for lists of rules */
} hs_rule_info;

extern const hs_rule_info hs_rules[HS_RULE_COUNT];

/* By code; false when there is none of that name. */
bool hs_rule_from_code(hs_str code, hs_rule *rule);

/* "off", "error", "warning", "information", "hint". */
const char *hs_severity_name(hs_severity severity);
bool hs_severity_from_name(const char *name, hs_severity *severity);
