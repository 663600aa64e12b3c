/* SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"): one run with the rules that
 * were met and the results.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/uri.h"
#include "cli/report.h"
#include "cli/uri.h"
#include "protocol/json.h"

/* A JSON string; what is not UTF-8 in a file's name is percent-encoded before it gets here. */
static json_t *artifact_location(const char *path)
{
    hs_buffer uri = {0};
    if (path[0] == '/' || strcmp(path, "-") == 0)
        hs_uri_write_file(&uri, path);
    else
        hs_uri_write_path(&uri, path);
    json_t *location = json_pack("{s:s}", "uri", uri.bytes);
    hs_buffer_finish(&uri);
    return location;
}

static void note_rule(hs_report *report, const hs_finding *finding)
{
    if (json_object_get(report->rules, finding->rule))
        return;
    json_t *rule = json_pack("{s:s}", "id", finding->rule);
    if (finding->help)
        json_object_set_new(rule, "helpUri", json_string(finding->help));
    json_object_set_new(report->rules, finding->rule, rule);
}

void hs_report_sarif_finding(hs_report *report, const hs_finding *finding)
{
    note_rule(report, finding);
    json_t *region =
        json_pack("{s:I,s:I,s:I,s:I}", "startLine", (json_int_t)finding->line, "startColumn",
                  (json_int_t)finding->column, "endLine", (json_int_t)finding->end_line,
                  "endColumn", (json_int_t)finding->end_column);
    json_t *place = json_pack("{s:{s:o,s:o}}", "physicalLocation", "artifactLocation",
                              artifact_location(finding->path), "region", region);
    json_array_append_new(report->results,
                          json_pack("{s:s,s:s,s:{s:s},s:[o]}", "ruleId", finding->rule, "level",
                                    hs_severity_name(finding->severity), "message", "text",
                                    finding->message, "locations", place));
}

void hs_report_sarif_end(hs_report *report)
{
    json_t *rules = json_array();
    const char *id;
    json_t *rule;
    json_object_foreach(report->rules, id, rule) json_array_append(rules, rule);
    json_t *driver =
        json_pack("{s:s,s:s,s:o}", "name", "hearsay", "version", HS_VERSION, "rules", rules);
    json_t *run = json_pack("{s:{s:o},s:s,s:O}", "tool", "driver", driver, "columnKind",
                            "unicodeCodePoints", "results", report->results);
    json_t *log = json_pack("{s:s,s:s,s:[o]}", "version", "2.1.0", "$schema",
                            "https://json.schemastore.org/sarif-2.1.0.json", "runs", run);
    hs_buffer text = {0};
    hs_json_write(&text, log);
    fprintf(report->out, "%s\n", text.bytes);
    hs_buffer_finish(&text);
    json_decref(log);
}
