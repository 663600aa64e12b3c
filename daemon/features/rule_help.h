/* Where a rule's page is: the section of RULES.md, installed or in the source tree. */
#pragma once

#include "features/json_writer.h"
#include "workspace/rule.h"

/* Writes the member "codeDescription": {"href": "file://…/RULES.md#code"}, or nothing where the
 * page is not on this machine. */
void hs_rule_help_write(hs_rule rule, hs_json_writer *json);
