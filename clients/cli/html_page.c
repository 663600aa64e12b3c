/* The page's style. Notes stand beside their paragraph where there is room, under it where there
 * is none and on paper.
 */
#include "cli/html_page.h"

#include "cli/graph.h"

static const char colours[] =
    ":root { color-scheme: light dark; --ink: #1c1d20; --paper: #fffefb; --faint: #5d6067;\n"
    "  --line: #e3dfd5; --quote: #d9eedb; --charge: #fbd9d3; --answer: #e5dcf6; --claim: #b06c00;\n"
    "  --name: #17507f; --wrong: #9c2a1c; }\n"
    "@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7e5df; --paper: #17191c;\n"
    "  --faint: #a3a7ae; --line: #2e3238; --quote: #1d4430; --charge: #5a2624; --answer: #3d2f5c;\n"
    "  --claim: #e0a348; --name: #9cc8f0; --wrong: #ffa79b; } }\n";

static const char text_style[] =
    "* { box-sizing: border-box; }\n"
    "body { margin: 0 auto; max-width: 66rem; padding: 2.5rem 1.25rem 4rem; color: var(--ink);\n"
    "  background: var(--paper); font: 1.0625rem/1.6 \"Source Serif 4\", Charter, Georgia, serif;\n"
    "  overflow-wrap: anywhere; }\n"
    "h1 { margin: 0 0 .25rem; font-size: 1.625rem; line-height: 1.25; }\n"
    "h2 { margin: 2.75rem 0 .75rem; padding-top: 1.25rem; font-size: 1.25rem; line-height: 1.3;\n"
    "  border-top: 1px solid var(--line); }\n"
    "h3 { margin: 1rem 0 .125rem; font-size: 1.0625rem; line-height: 1.35; }\n"
    "p { margin: 0; }\nul, ol { margin: 0; padding: 0; list-style: none; }\n"
    "a { color: inherit; text-decoration: none; }\na:hover { text-decoration: underline; }\n"
    ".facts, .legend, nav { font: .875rem/1.7 system-ui, sans-serif; color: var(--faint); }\n"
    "nav a { color: var(--name); margin-right: 1rem; }\n"
    ".legend { margin: .75rem 0 1.5rem; color: var(--ink); }\n.legend span { padding: 0 .2em; }\n"
    ".block { margin-top: 1.125rem; }\n.block > p { white-space: pre-wrap; max-width: 40rem; }\n"
    ".quote { background: var(--quote); }\n.answer { background: var(--answer); }\n"
    ".charge { background: var(--charge); }\n"
    ".claim { text-decoration: underline 1.5px var(--claim); text-underline-offset: 3px;\n"
    "  text-decoration-skip-ink: none; }\n"
    ".cue { font-style: italic; }\n.source { font-weight: 600; color: var(--name); }\n"
    ".accusing { font-weight: 600; font-style: italic; color: var(--wrong); }\n"
    ".answering { font-style: italic; }\n"
    "sup { line-height: 0; font: .625rem/0 system-ui, sans-serif; color: var(--faint);\n"
    "  padding-left: .1em; }\n"
    ".notes { margin: .375rem 0 0 1rem; font: .8125rem/1.5 system-ui, sans-serif;\n"
    "  color: var(--faint); }\n"
    ".notes b { color: var(--ink); font-weight: 600; }\n"
    ":target { outline: 2px solid var(--name); outline-offset: 2px; border-radius: 2px; }\n";

static const char list_style[] =
    ".people { columns: 19rem 2; column-gap: 2.5rem; }\n"
    ".people li { break-inside: avoid; padding: .375rem 0; }\n.people b { font-weight: 600; }\n"
    ".meta { display: block; font: .8125rem/1.5 system-ui, sans-serif; color: var(--faint); }\n"
    ".meta a { padding: 0 .125em; color: var(--name); }\n"
    ".claims li { display: flex; gap: .75rem; padding: .5rem 0; break-inside: avoid; }\n"
    ".claims input { flex: none; width: 1rem; height: 1rem; margin: .35rem 0 0; }\n"
    ".claims label, .cases { max-width: 44rem; }\n"
    ".cases li { break-inside: avoid; }\n.cases h3 i { font-weight: 400; color: var(--faint); }\n"
    ".said { padding: .125rem 0 .125rem .75rem; margin-top: .375rem; border-left: 3px solid; }\n"
    ".said.charge, .said.answer, .said.quote { background: none; }\n"
    ".said.charge { border-color: #d2766a; }\n"
    ".said.answer { border-color: #9a80d0; margin-left: 1.25rem; }\n"
    ".said.quote { border-color: #6fae7e; }\n"
    ".open { color: var(--wrong); margin: .125rem 0 0 .9375rem; }\n"
    ".graph { max-width: 46rem; margin: 0; }\n"
    "del { color: var(--wrong); }\nins { background: var(--quote); text-decoration: none; }\n"
    "@media screen and (min-width: 60rem) {\n"
    "  .block { display: grid; grid-template-columns: 40rem 1fr; column-gap: 2.5rem; }\n"
    "  .notes { margin: .25rem 0 0; } }\n"
    "@page { margin: 18mm 16mm; }\n"
    "@media print { :root { --paper: #fff; }\n  body { padding: 0; font-size: 10.5pt; max-width: "
    "none; }\n"
    "  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }\n"
    "  nav { display: none; }\n  h1, h2, h3 { break-after: avoid; }\n"
    "  .notes { font-size: 7.5pt; }\n  .meta, .facts, .legend { font-size: 8pt; }\n"
    "  article + article { break-before: page; } }\n";

void hs_html_page_begin(FILE *out)
{
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'\">\n"
            "<title>Quotes, claims and accusations</title>\n<style>\n%s%s%s%s</style>\n</head>\n"
            "<body>\n",
            colours, text_style, hs_graph_style, list_style);
}

void hs_html_page_end(FILE *out)
{
    fputs("</body>\n</html>\n", out);
}
