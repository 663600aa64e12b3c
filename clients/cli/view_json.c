/* annotate --json: one object a line and a document, as the annotation model says. */
#include "base/buffer.h"
#include "cli/view.h"
#include "protocol/json.h"

static void begin(FILE *out, const hs_view_settings *settings)
{
    (void)out;
    (void)settings;
}

static void end(FILE *out)
{
    (void)out;
}

static void show_document(FILE *out, const hs_view_document *document,
                          const hs_view_settings *settings)
{
    (void)settings;
    hs_buffer line = {0};
    hs_buffer_append_text(&line, "{\"document\":");
    hs_json_write_string(&line, hs_str_from(document->name));
    hs_buffer_append_text(&line, ",\"annotations\":");
    hs_json_write(&line, document->annotations);
    hs_buffer_append_text(&line, "}\n");
    fwrite(line.bytes, 1, line.length, out);
    hs_buffer_finish(&line);
}

const hs_view hs_view_json = {begin, show_document, end};
