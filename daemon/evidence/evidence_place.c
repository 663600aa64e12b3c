/* The words around end at a paragraph's border or after some characters, at a space. */
#include "evidence/evidence_place.h"

enum { AROUND_BYTES = 200 };

static hs_str words_before(hs_str text, uint32_t at)
{
    size_t start = at, space = at;
    while (start > 0 && at - start < AROUND_BYTES && text.bytes[start - 1] != '\n') {
        start--;
        if (text.bytes[start] == ' ')
            space = start + 1;
    }
    if (start > 0 && text.bytes[start - 1] != '\n')
        start = space;
    return hs_str_slice(text, start, at);
}

static hs_str words_after(hs_str text, uint32_t at)
{
    size_t end = at, space = at;
    while (end < text.length && end - at < AROUND_BYTES && text.bytes[end] != '\n') {
        if (text.bytes[end] == ' ')
            space = end;
        end++;
    }
    if (end < text.length && text.bytes[end] != '\n')
        end = space;
    return hs_str_slice(text, at, end);
}

void hs_evidence_place(hs_evidence *evidence, const hs_archive_document *document, hs_span span)
{
    hs_str text = document->text;
    if (span.end > text.length)
        span.end = (uint32_t)text.length;
    if (span.start > span.end)
        span.start = span.end;
    evidence->uri = document->uri;
    evidence->url = document->url;
    evidence->title = document->title;
    evidence->published = document->published;
    evidence->span = span;
    evidence->text = hs_str_slice(text, span.start, span.end);
    evidence->before = words_before(text, span.start);
    evidence->after = words_after(text, span.end);
    hs_line_index lines;
    hs_line_index_init(&lines, text);
    for (hs_encoding e = HS_ENCODING_UTF8; e <= HS_ENCODING_UTF32; e++) {
        evidence->start[e] = hs_line_index_position(&lines, text, e, span.start);
        evidence->end[e] = hs_line_index_position(&lines, text, e, span.end);
        hs_unit_counter counter = {.text = text, .encoding = e};
        evidence->units[e].start = hs_unit_counter_advance(&counter, span.start);
        evidence->units[e].end = hs_unit_counter_advance(&counter, span.end);
    }
    hs_line_index_finish(&lines);
}
