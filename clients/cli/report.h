/* The forms in which check tells its findings. One thread; strings are borrowed for the call. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

typedef enum hs_severity { /* LSP's DiagnosticSeverity */
                           HS_SEVERITY_ERROR = 1,
                           HS_SEVERITY_WARNING = 2,
                           HS_SEVERITY_INFORMATION = 3,
                           HS_SEVERITY_HINT = 4,
} hs_severity;

typedef struct hs_finding {
    const char *path;
    size_t line, column; /* from 1 on; columns count code points */
    size_t end_line, end_column;
    hs_severity severity;
    const char *rule;
    const char *message;
    const char *help; /* an address, or NULL */
} hs_finding;

typedef struct hs_report {
    const struct hs_report_format *format;
    FILE *out;
    bool colour;
    size_t count;
    json_t *results, *rules; /* what SARIF gathers for its end */
} hs_report;

typedef struct hs_report_format {
    const char *name; /* of --format */
    void (*finding)(hs_report *report, const hs_finding *finding);
    void (*end)(hs_report *report); /* may be NULL */
} hs_report_format;

/* `format` is one of the option table's names. */
void hs_report_init(hs_report *report, const char *format, FILE *out, bool colour);
void hs_report_add(hs_report *report, const hs_finding *finding);
void hs_report_finish(hs_report *report); /* prints what stands at the end */

const char *hs_severity_name(hs_severity severity); /* "error", "warning", "note" */

/* report_sarif.c */
void hs_report_sarif_finding(hs_report *report, const hs_finding *finding);
void hs_report_sarif_end(hs_report *report);
