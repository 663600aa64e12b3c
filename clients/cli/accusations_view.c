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
        fputs(" against ", out);
        hs_terminal_write_plain(out, row->accused);
        fputs(row->explicit_form ? ": " : ", asserted: ", out);
        hs_terminal_write_plain(out, row->charge);
        fputs(row->answers[0] ? "\n    answered: " : "\n    no answer found", out);
        hs_terminal_write_plain(out, row->answers);
        fputc('\n', out);
    }
}

/* A file's name as JSON, which may be no UTF-8 as the system has it. */
static json_t *name_of(const char *path)
{
    hs_buffer text = {0};
    hs_json_write_string(&text, hs_str_from(path));
    json_t *name = json_loadb(text.bytes, text.length, JSON_DECODE_ANY, NULL);
    hs_buffer_finish(&text);
    return name;
}

void hs_accusations_write_json(const hs_accusation_rows *rows, FILE *out)
{
    hs_buffer line = {0};
    for (size_t i = 0; i < rows->items.count; i++) {
        const hs_accusation_row *row = &rows->items.items[i];
        json_t *object =
            json_pack("{s:o,s:I,s:s,s:O,s:s,s:s,s:f,s:O}", "document", name_of(row->path), "line",
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
    "h1 { line-height: 1.25; }\n"
    "table { border-collapse: collapse; width: 100%; }\n"
    "th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;\n"
    "  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }\n"
    "th, .place { font: .8125rem/1.6 system-ui, sans-serif; color: var(--faint); }\n"
    ".place { width: 20%; overflow-wrap: anywhere; }\n"
    ".open { color: var(--open); }\n"
    "@media screen and (max-width: 40rem) { /* a case under the other */\n"
    "  table, tbody, tr, td { display: block; }\n  .place { width: auto; }\n  thead { display: "
    "none; }\n"
    "  tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }\n"
    "  td { padding: 0; border: 0; overflow-wrap: anywhere; }\n"
    "  td[data-name]::before { content: attr(data-name) \": \"; color: var(--faint); } }\n";

static void write_cell(FILE *out, const char *name, const char *text, bool open)
{
    fprintf(out, "<td%s data-name=\"%s\">", open ? " class=\"open\"" : "", name);
    hs_escape_html(out, hs_str_from(text));
    fputs("</td>", out);
}

void hs_accusations_write_html(const hs_accusation_rows *rows, FILE *out)
{
    hs_buffer figure = {0};
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>Who accuses whom</title>\n<style>\n%s%s</style>\n</head>\n<body>\n"
            "<h1>Who accuses whom</h1>\n",
            page_style, hs_graph_style);
    hs_graph_write_figure(&rows->graph, &figure);
    fwrite(figure.bytes, 1, figure.length, out);
    hs_buffer_finish(&figure);
    fputs("<table>\n<thead><tr><th scope=\"col\">where</th><th scope=\"col\">who</th>"
          "<th scope=\"col\">whom</th><th scope=\"col\">of what</th><th scope=\"col\">answer</th>"
          "</tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < rows->items.count; i++) {
        const hs_accusation_row *row = &rows->items.items[i];
        fputs("<tr><td class=\"place\">", out);
        hs_escape_html(out, hs_str_from(row->path));
        fprintf(out, ":%zu</td>", row->line);
        bool open = !row->answers[0];
        write_cell(out, "who", row->accuser, false);
        write_cell(out, "whom", row->accused, false);
        write_cell(out, "of what", row->charge, false);
        write_cell(out, "answer", open ? "none found" : row->answers, open);
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n</table>\n</body>\n</html>\n", out);
}
