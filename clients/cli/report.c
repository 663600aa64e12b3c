/* The forms of a line each: a compiler's, JSON lines and GitHub's workflow commands. SARIF, which
 * is one object, has a file of its own.
 */
#include "cli/report.h"

#include <string.h>

#include "base/buffer.h"
#include "cli/terminal.h"
#include "protocol/json.h"

const char *hs_severity_name(hs_severity severity)
{
    return severity == HS_SEVERITY_ERROR     ? "error"
           : severity == HS_SEVERITY_WARNING ? "warning"
                                             : "note";
}

static void compiler_finding(hs_report *report, const hs_finding *finding)
{
    const char *name = hs_severity_name(finding->severity);
    const char *lit = finding->severity == HS_SEVERITY_ERROR     ? "\033[1;31m"
                      : finding->severity == HS_SEVERITY_WARNING ? "\033[1;35m"
                                                                 : "\033[1;36m";
    fputs(report->colour ? "\033[1m" : "", report->out);
    hs_terminal_write_plain(report->out, finding->path);
    fprintf(report->out, ":%zu:%zu:%s %s%s:%s ", finding->line, finding->column,
            report->colour ? "\033[0m" : "", report->colour ? lit : "", name,
            report->colour ? "\033[0m" : "");
    hs_terminal_write_plain(report->out, finding->message);
    fprintf(report->out, " [%s]\n", finding->rule);
}

static void json_finding(hs_report *report, const hs_finding *finding)
{
    hs_buffer line = {0};
    hs_buffer_append_text(&line, "{\"file\":");
    hs_json_write_string(&line, hs_str_from(finding->path));
    hs_buffer_printf(&line,
                     ",\"line\":%zu,\"column\":%zu,\"endLine\":%zu,\"endColumn\":%zu,"
                     "\"severity\":\"%s\",\"rule\":",
                     finding->line, finding->column, finding->end_line, finding->end_column,
                     hs_severity_name(finding->severity));
    hs_json_write_string(&line, hs_str_from(finding->rule));
    hs_buffer_append_text(&line, ",\"message\":");
    hs_json_write_string(&line, hs_str_from(finding->message));
    if (finding->help) {
        hs_buffer_append_text(&line, ",\"help\":");
        hs_json_write_string(&line, hs_str_from(finding->help));
    }
    hs_buffer_append_text(&line, "}\n");
    fwrite(line.bytes, 1, line.length, report->out);
    hs_buffer_finish(&line);
}

/* docs.github.com, "Workflow commands": these characters are written as %XX. */
static void write_escaped(FILE *out, const char *text, const char *escaped)
{
    for (; *text; text++) {
        if (strchr(escaped, *text))
            fprintf(out, "%%%02X", (unsigned char)*text);
        else
            fputc(*text, out);
    }
}

static void github_finding(hs_report *report, const hs_finding *finding)
{
    const char *name = hs_severity_name(finding->severity);
    fprintf(report->out, "::%s file=", strcmp(name, "note") == 0 ? "notice" : name);
    write_escaped(report->out, finding->path, "%\r\n:,");
    fprintf(report->out, ",line=%zu,endLine=%zu,col=%zu,endColumn=%zu,title=", finding->line,
            finding->end_line, finding->column, finding->end_column);
    write_escaped(report->out, finding->rule, "%\r\n:,");
    fputs("::", report->out);
    write_escaped(report->out, finding->message, "%\r\n");
    fputc('\n', report->out);
}

static const hs_report_format formats[] = {
    {"compiler", compiler_finding, NULL},
    {"json", json_finding, NULL},
    {"sarif", hs_report_sarif_finding, hs_report_sarif_end},
    {"github", github_finding, NULL},
};

void hs_report_init(hs_report *report, const char *format, FILE *out, bool colour)
{
    *report =
        (hs_report){.out = out, .colour = colour, .results = json_array(), .rules = json_object()};
    for (size_t i = 0; i < HS_COUNT(formats); i++)
        if (strcmp(formats[i].name, format) == 0)
            report->format = &formats[i];
}

void hs_report_add(hs_report *report, const hs_finding *finding)
{
    report->count++;
    report->format->finding(report, finding);
}

void hs_report_finish(hs_report *report)
{
    if (report->format->end)
        report->format->end(report);
    json_decref(report->results);
    json_decref(report->rules);
}
