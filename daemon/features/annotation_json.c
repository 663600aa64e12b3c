/* One writer for both forms: what differs is how a span is put down. Fields stand in the order of
 * the documentation, so that equal annotations give equal bytes.
 *
 * Offsets are wanted in no particular order (a speaker may be named far behind the quote), so the
 * offset form counts units from a table of checkpoints instead of from the start each time.
 */
#include "features/annotation_json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/figures/figures.h"
#include "base/memory.h"
#include "features/verification_json.h"

#define CHECKPOINT_BYTES 1024

typedef struct span_writer {
    hs_json_writer *json;
    const hs_annotations *annotations;
    const hs_settings *settings;
    const hs_checks *checks; /* what the archive says, or NULL */
    hs_view *view;           /* ranges; NULL: offsets, by what follows */
    hs_str source;
    hs_encoding encoding;
    uint32_t *checkpoints; /* units before each CHECKPOINT_BYTES-th byte; NULL for UTF-8 */
} span_writer;

static bool continues(hs_str source, uint32_t offset)
{
    return offset < source.length && ((unsigned char)source.bytes[offset] & 0xC0) == 0x80;
}

/* A byte offset, at or before `offset`, that is not inside a character. A byte with three
 * continuation bytes in front of it that continues itself belongs to no valid character. */
static uint32_t character_start(hs_str source, uint32_t offset)
{
    uint32_t start = offset;
    while (start > 0 && offset - start < 3 && continues(source, start))
        start--;
    return continues(source, start) ? offset : start;
}

static void build_checkpoints(span_writer *writer)
{
    size_t count = writer->source.length / CHECKPOINT_BYTES + 1;
    hs_unit_counter counter = {.text = writer->source, .encoding = writer->encoding};
    if (writer->encoding == HS_ENCODING_UTF8)
        return;
    writer->checkpoints = hs_alloc_zeroed(count, sizeof *writer->checkpoints);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = character_start(writer->source, (uint32_t)(i * CHECKPOINT_BYTES));
        writer->checkpoints[i] = hs_unit_counter_advance(&counter, at);
    }
}

static uint32_t units_before(const span_writer *writer, uint32_t offset)
{
    if (!writer->checkpoints)
        return offset;
    size_t index = offset / CHECKPOINT_BYTES;
    hs_unit_counter counter = {
        .text = writer->source,
        .encoding = writer->encoding,
        .byte = character_start(writer->source, (uint32_t)(index * CHECKPOINT_BYTES)),
        .units = writer->checkpoints[index],
    };
    return hs_unit_counter_advance(&counter, offset);
}

static void write_span(span_writer *writer, hs_span span)
{
    if (writer->view) {
        hs_view_write_range(writer->view, writer->json, span);
        return;
    }
    hs_json_begin_object(writer->json);
    hs_json_member_integer(writer->json, "start", units_before(writer, span.start));
    hs_json_member_integer(writer->json, "end", units_before(writer, span.end));
    hs_json_end_object(writer->json);
}

static void write_place(span_writer *writer, const char *key, hs_place place)
{
    hs_json_key(writer->json, key);
    if (hs_place_none(place))
        hs_json_null(writer->json);
    else
        write_span(writer, hs_place_source(writer->annotations, place));
}

static void write_party_value(span_writer *writer, const hs_party *party)
{
    if (!party->known && !party->author) {
        hs_json_null(writer->json);
        return;
    }
    hs_json_begin_object(writer->json);
    if (party->author) {
        hs_json_member_boolean(writer->json, "author", true);
    } else {
        hs_json_member_string(writer->json, "name", party->name);
        write_place(writer, "mention", party->mention);
    }
    hs_json_end_object(writer->json);
}

static void write_party(span_writer *writer, const char *key, const hs_party *party)
{
    hs_json_key(writer->json, key);
    write_party_value(writer, party);
}

void hs_annotation_id_text(uint64_t id, char text[17])
{
    snprintf(text, 17, "%016" PRIx64, id);
}

/* The id of another annotation; null for none and for one that the settings hide. */
static void write_reference(span_writer *writer, const char *key, uint32_t index)
{
    char id[17];
    hs_json_key(writer->json, key);
    if (index == HS_NONE ||
        !hs_settings_show(writer->settings, &writer->annotations->items[index])) {
        hs_json_null(writer->json);
        return;
    }
    hs_annotation_id_text(writer->annotations->items[index].id, id);
    hs_json_text(writer->json, id);
}

static void write_quote(span_writer *writer, const hs_quote *quote)
{
    hs_json_writer *json = writer->json;
    hs_json_member_text(json, "act", hs_quote_act_name(quote->act));
    hs_json_member_text(json, "form", hs_quote_form_name(quote->form));
    hs_json_key(json, "content");
    hs_json_begin_array(json);
    for (size_t i = 0; i < quote->content_count; i++)
        write_span(writer, hs_place_source(writer->annotations, quote->content[i]));
    hs_json_end_array(json);
    write_place(writer, "cue", quote->cue);
    write_place(writer, "source", quote->source);
    write_party(writer, "speaker", &quote->speaker);
    write_party(writer, "addressee", &quote->addressee);
}

static void write_finite(hs_json_writer *json, const char *name, double value)
{
    if (!isfinite(value))
        return;
    hs_json_key(json, name);
    hs_json_real(json, value);
}

void hs_annotation_days_text(uint32_t first, uint32_t last, char text[24])
{
    uint32_t year = first / 10000, month = first / 100 % 100, day = first % 100;
    if (first == last)
        snprintf(text, 24, "%04u-%02u-%02u", year, month, day);
    else if (day == 1 && first / 100 == last / 100 && last % 100 >= 28)
        snprintf(text, 24, "%04u-%02u", year, month);
    else if (first % 10000 == 101 && last == year * 10000 + 1231)
        snprintf(text, 24, "%04u", year);
    else
        snprintf(text, 24, "%04u-%02u-%02u/%04u-%02u-%02u", year % 10000u, month, day,
                 last / 10000 % 10000u, last / 100 % 100, last % 100);
}

static void write_quantity(span_writer *writer, const hs_quantity *quantity)
{
    hs_json_writer *json = writer->json;
    const hs_block *block = writer->annotations->blocks->entries[quantity->place.block].block;
    char date[24];
    hs_json_begin_object(json);
    write_place(writer, "span", quantity->place);
    hs_json_key(json, "value");
    hs_json_real(json, quantity->value);
    hs_json_member_text(json, "unit", quantity->unit);
    hs_json_member_string(
        json, "text",
        hs_str_slice(block->text, quantity->place.span.start, quantity->place.span.end));
    hs_json_member_text(json, "kind", hs_figure_kind_name(quantity->kind));
    if (quantity->bound != HS_FIGURE_EXACT) {
        hs_json_member_text(json, "bound", hs_figure_bound_name(quantity->bound));
        write_finite(json, "low", quantity->low);
        write_finite(json, "high", quantity->high);
    }
    if (quantity->per[0])
        hs_json_member_text(json, "per", quantity->per);
    if (quantity->first_day) {
        hs_annotation_days_text(quantity->first_day, quantity->last_day, date);
        hs_json_member_text(json, "date", date);
    }
    hs_json_end_object(json);
}

static void write_claim(span_writer *writer, const hs_claim *claim)
{
    hs_json_writer *json = writer->json;
    hs_json_key(json, "checkworthiness");
    hs_json_real(json, round(claim->checkworthiness * 1e4) / 1e4); /* fine enough to rank by */
    hs_json_member_text(json, "type", hs_claim_type_name(claim->type));
    write_party(writer, "claimant", &claim->claimant);
    write_reference(writer, "quote", claim->quote);
    hs_json_key(json, "quantities");
    hs_json_begin_array(json);
    for (size_t i = 0; i < claim->quantity_count; i++)
        write_quantity(writer, &claim->quantities[i]);
    hs_json_end_array(json);
}

static void write_accusation(span_writer *writer, const hs_accusation *accusation)
{
    hs_json_writer *json = writer->json;
    char id[17];
    hs_json_member_text(json, "form", hs_accusation_form_name(accusation->form));
    write_party(writer, "accuser", &accusation->accuser);
    hs_json_key(json, "accused");
    hs_json_begin_array(json);
    for (size_t i = 0; i < accusation->accused_count; i++) {
        if (accusation->accused[i].known || accusation->accused[i].author)
            write_party_value(writer, &accusation->accused[i]);
    }
    hs_json_end_array(json);
    write_place(writer, "cue", accusation->cue);
    write_place(writer, "charge", accusation->charge);
    write_reference(writer, "quote", accusation->quote);
    hs_json_key(json, "answers");
    hs_json_begin_array(json);
    for (size_t i = 0; i < accusation->answer_count; i++) {
        hs_annotation_id_text(writer->annotations->items[accusation->answers[i]].id, id);
        hs_json_text(json, id);
    }
    hs_json_end_array(json);
}

static void write_answer(span_writer *writer, const hs_answer *answer)
{
    hs_json_member_text(writer->json, "answer", hs_answer_kind_name(answer->kind));
    write_party(writer, "by", &answer->by);
    write_place(writer, "cue", answer->cue);
    write_place(writer, "text", answer->text);
    write_reference(writer, "to", answer->to);
}

static hs_span covered(const hs_annotations *annotations, const hs_annotation *annotation)
{
    return (hs_span){hs_place_source(annotations, annotation->first).start,
                     hs_place_source(annotations, annotation->last).end};
}

/* What the archive says of a quote or claim, where it was asked. */
static void write_check(span_writer *writer, const hs_annotation *annotation)
{
    bool asked = annotation->kind == HS_ANNOTATION_QUOTE || annotation->kind == HS_ANNOTATION_CLAIM;
    const hs_checked *checked = asked ? hs_checks_find(writer->checks, annotation->id) : NULL;
    if (!checked)
        return;
    hs_json_key(writer->json, "verification");
    hs_verification_write(writer->json, &checked->answer,
                          writer->view ? writer->view->encoding : writer->encoding,
                          writer->view != NULL);
}

static void write_annotation(span_writer *writer, const hs_annotation *annotation)
{
    hs_json_writer *json = writer->json;
    char id[17];
    hs_annotation_id_text(annotation->id, id);
    hs_json_begin_object(json);
    hs_json_member_text(json, "id", id);
    hs_json_member_text(json, "kind", hs_annotation_kind_name(annotation->kind));
    hs_json_key(json, "span");
    write_span(writer, covered(writer->annotations, annotation));
    hs_json_key(json, "confidence");
    hs_json_hundredths(json, annotation->confidence);
    switch (annotation->kind) {
    case HS_ANNOTATION_QUOTE:
        write_quote(writer, &annotation->quote);
        break;
    case HS_ANNOTATION_CLAIM:
        write_claim(writer, &annotation->claim);
        break;
    case HS_ANNOTATION_ACCUSATION:
        write_accusation(writer, &annotation->accusation);
        break;
    case HS_ANNOTATION_ANSWER:
        write_answer(writer, &annotation->answer);
        break;
    }
    write_check(writer, annotation);
    hs_json_end_object(json);
}

void hs_annotations_write_offsets(hs_json_writer *json, const hs_annotations *annotations,
                                  hs_str source, hs_encoding encoding, const hs_settings *settings,
                                  const hs_checks *checks)
{
    span_writer writer = {.json = json,
                          .checks = checks,
                          .annotations = annotations,
                          .settings = settings,
                          .source = source,
                          .encoding = encoding};
    build_checkpoints(&writer);
    hs_json_begin_array(json);
    for (size_t i = 0; i < annotations->count; i++) {
        if (hs_settings_show(settings, &annotations->items[i]))
            write_annotation(&writer, &annotations->items[i]);
    }
    hs_json_end_array(json);
    free(writer.checkpoints);
}

void hs_annotations_write_ranges(hs_json_writer *json, hs_view *view)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    span_writer writer = {.json = json,
                          .annotations = annotations,
                          .settings = view->snapshot->settings,
                          .checks = view->snapshot->checks,
                          .view = view};
    hs_json_begin_array(json);
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (hs_snapshot_shows(view->snapshot, annotation) &&
            hs_span_overlap(covered(annotations, annotation), view->range))
            write_annotation(&writer, annotation);
    }
    hs_json_end_array(json);
}
