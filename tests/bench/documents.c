/* Reads the samples and strings them together. */
#include "documents.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

void hs_bench_texts_read(hs_bench_texts *texts, const char *folder)
{
    hs_buffer pattern = {0};
    hs_error error;
    glob_t found;
    hs_buffer_printf(&pattern, "%s/*.txt", folder);
    if (glob(pattern.bytes, 0, NULL, &found) != 0) {
        fprintf(stderr, "bench: no texts: %s\n", pattern.bytes);
        exit(3);
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        hs_buffer text = {0};
        if (!hs_file_read(found.gl_pathv[i], 1 << 24, &text, &error)) {
            fprintf(stderr, "bench: %s\n", error.text);
            exit(3);
        }
        *hs_array_push(&texts->items) = text;
    }
    globfree(&found);
    hs_buffer_finish(&pattern);
}

void hs_bench_texts_finish(hs_bench_texts *texts)
{
    for (size_t i = 0; i < texts->items.count; i++)
        hs_buffer_finish(&texts->items.items[i]);
    hs_array_finish(&texts->items);
}

void hs_bench_texts_make(const hs_bench_texts *texts, size_t size, hs_buffer *out)
{
    for (size_t i = 0; out->length < size; i = (i + 1) % texts->items.count) {
        hs_buffer_append_str(out, hs_buffer_str(&texts->items.items[i]));
        hs_buffer_append_text(out, "\n");
    }
    size_t end = size;
    while (end > 1 && !(out->bytes[end - 1] == '\n' && out->bytes[end - 2] == '\n'))
        end--;
    out->length = end;
    out->bytes[end] = '\0';
}

size_t hs_bench_words(hs_str text)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.length; i++) {
        bool space = text.bytes[i] == ' ' || text.bytes[i] == '\n' || text.bytes[i] == '\t';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}
