/* The forms of hearsay accusations. What comes from texts is written plain, quoted or escaped. */
#include "cli/accusations.h"

#include <string.h>

#include "cli/escape.h"
#include "cli/terminal.h"
#include "protocol/json.h"

void hs_accusations_write_table(const hs_accusation_rows *rows, FILE *out)
{
    for (size_t i = 0; i < rows->items.count; i++) {
        const hs_accusation_row *row = &rows->items.items[i];
        hs_terminal_write_plain(out, row->path);
        fprintf(out, ":%zu: ", row->line);
        hs_terminal_write_plain(out, row->accuser);
        fputs(row->explicit_form ? " accuses " : " holds against ", out);
        hs_terminal_write_plain(out, row->accused);
        fputs(": ", out);
        hs_terminal_write_plain(out, row->charge);
        fputs(row->answers[0] ? "\n    answered: " : "\n    no answer found", out);
        hs_terminal_write_plain(out, row->answers);
        fputc('\n', out);
    }
}

void hs_accusations_write_json(const hs_accusation_rows *rows, FILE *out)
{
    hs_buffer line = {0};
    for (size_t i = 0; i < rows->items.count; i++) {
        const hs_accusation_row *row = &rows->items.items[i];
        json_t *object =
            json_pack("{s:s,s:I,s:s,s:O,s:s,s:s,s:f,s:O}", "document", row->path, "line",
                      (json_int_t)row->line, "accuser", row->accuser, "accused", row->accused_names,
                      "form", row->explicit_form ? "explicit" : "implicit", "charge", row->charge,
                      "confidence", row->confidence, "answers", row->answer_list);
        hs_buffer_clear(&line);
        hs_json_write(&line, object);
        hs_buffer_append_byte(&line, '\n');
        fwrite(line.bytes, 1, line.length, out);
        json_decref(object);
    }
    hs_buffer_finish(&line);
}

void hs_accusations_write_dot(const hs_accusation_rows *rows, FILE *out)
{
    hs_buffer graph = {0};
    hs_graph_write_dot(&rows->graph, &graph);
    fwrite(graph.bytes, 1, graph.length, out);
    hs_buffer_finish(&graph);
}

static const char page_style[] =
    ":root { color-scheme: light dark; --ink: #1c1d1f; --paper: #fdfcf9; --faint: #6b6d72;\n"
    "  --open: #b3382c; --line: #d8d6cf; }\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #e4e4e0; --paper: #17181a;\n"
    "  --faint: #9a9ca1; --open: #ef7f72; --line: #3a3b3e; } }\n"
    "body { margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: var(--ink);\n"
    "  background: var(--paper); font: 1rem/1.5 Georgia, serif; }\n"
    "table { border-collapse: collapse; width: 100%; }\n"
    "th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;\n"
    "  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }\n"
    "th, .place { font: .8rem/1.6 sans-serif; color: var(--faint); }\n"
    ".open { color: var(--open); }\n";

static void write_cell(FILE *out, const char *class_name, const char *text)
{
    fprintf(out, class_name[0] ? "<td class=\"%s\">" : "<td>", class_name);
    hs_escape_html(out, hs_str_from(text));
    fputs("</td>", out);
}

void hs_accusations_write_html(const hs_accusation_rows *rows, FILE *out)
{
    hs_buffer graph = {0};
    hs_graph_write_svg(&rows->graph, &graph);
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>Who accuses whom</title>\n<style>\n%s%s</style>\n</head>\n<body>\n"
            "<h1>Who accuses whom</h1>\n",
            page_style, hs_graph_style);
    fwrite(graph.bytes, 1, graph.length, out);
    hs_buffer_finish(&graph);
    fputs("<table>\n<tr><th>where</th><th>who</th><th>whom</th><th>of what</th>"
          "<th>answer</th></tr>\n",
          out);
    for (size_t i = 0; i < rows->items.count; i++) {
        const hs_accusation_row *row = &rows->items.items[i];
        fputs("<tr><td class=\"place\">", out);
        hs_escape_html(out, hs_str_from(row->path));
        fprintf(out, ":%zu</td>", row->line);
        write_cell(out, "", row->accuser);
        write_cell(out, "", row->accused);
        write_cell(out, "", row->charge);
        write_cell(out, row->answers[0] ? "" : "open",
                   row->answers[0] ? row->answers : "none found");
        fputs("</tr>\n", out);
    }
    fputs("</table>\n</body>\n</html>\n", out);
}
