/* Applying edits, refusing senseless ones, and keeping track of which text was analysed. Messages
 * about it go out from features/document_sync.c.
 */
#include "workspace/document.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "text/edit.h"

void hs_document_init(hs_document *document, const char *uri, hs_markup markup, int64_t version,
                      hs_str text, hs_settings *settings_take)
{
    assert(text.length <= hs_limits_get()->document_bytes);
    *document = (hs_document){
        .uri = hs_string_copy(uri),
        .markup = markup,
        .version = version,
        .text = hs_source_text_create(text),
        .settings = settings_take,
    };
}

void hs_document_finish(hs_document *document)
{
    assert(!document->analysing);
    free(document->uri);
    hs_source_text_unref(document->text);
    hs_settings_unref(document->settings);
    hs_block_list_unref(document->blocks);
    hs_snapshot_unref(document->snapshot);
    *document = (hs_document){0};
}

/* Out of step: keeps the reason and where it was. Always false. */
static bool lose_step(hs_document *document, const hs_error *reason, uint32_t line, hs_error *error)
{
    size_t last_line = document->text->lines.line_count - 1;
    document->out_of_step = true;
    document->step_error = *reason;
    document->step_line = line < last_line ? line : (uint32_t)last_line;
    return hs_error_set(error, "%s", reason->text);
}

void hs_document_lose_step(hs_document *document, const char *reason)
{
    hs_error error;
    hs_error_set(&error, "%s", reason);
    lose_step(document, &error, 0, NULL);
}

/* The text after one change, or NULL when the change makes no sense. */
static hs_source_text *apply_change(const hs_source_text *text, hs_encoding encoding,
                                    const hs_document_change *change, hs_text_edit *edit,
                                    hs_error *error)
{
    hs_span span;
    size_t limit = hs_limits_get()->document_bytes;
    if (hs_edit_resolve(&text->lines, hs_source_text_str(text), encoding,
                        change->whole ? NULL : &change->range, &span, error) != HS_EDIT_OK)
        return NULL;
    size_t kept = text->length - (span.end - span.start);
    if (kept > limit || change->text.length > limit - kept) {
        hs_error_set(error, "the edit makes the text longer than %zu bytes", limit);
        return NULL;
    }
    uint32_t new_end = span.start + (uint32_t)change->text.length;
    *edit = hs_text_edit_compose(*edit, (hs_text_edit){span.start, span.end, new_end, true});
    return hs_source_text_create_edited(text, span, change->text);
}

bool hs_document_change_text(hs_document *document, int64_t version, hs_encoding encoding,
                             const hs_document_change *changes, size_t count, hs_error *error)
{
    hs_error reason;
    assert(!document->out_of_step);
    if (version <= document->version) {
        hs_error_set(&reason,
                     "the edit is for version %" PRId64 " and version %" PRId64 " is here already",
                     version, document->version);
        return lose_step(document, &reason, 0, error);
    }
    hs_source_text *text = hs_source_text_ref(document->text);
    hs_text_edit edit = document->pending;
    for (size_t i = 0; i < count; i++) {
        hs_source_text *next = apply_change(text, encoding, &changes[i], &edit, &reason);
        hs_source_text_unref(text);
        if (!next)
            return lose_step(document, &reason, changes[i].range.start.line, error);
        text = next;
    }
    hs_source_text_unref(document->text);
    document->text = text;
    document->pending = edit;
    document->version = version;
    return true;
}

bool hs_document_verify(hs_document *document, hs_str saved, hs_error *error)
{
    hs_error reason;
    hs_str here = hs_source_text_str(document->text);
    if (hs_str_equal(here, saved))
        return true;
    size_t same = 0;
    while (same < here.length && same < saved.length && here.bytes[same] == saved.bytes[same])
        same++;
    hs_position place =
        hs_line_index_position(&document->text->lines, here, HS_ENCODING_UTF8, (uint32_t)same);
    hs_error_set(&reason, "the saved text differs from the edited one, first at line %" PRIu32,
                 place.line + 1);
    return lose_step(document, &reason, place.line, error);
}

void hs_document_set_settings_take(hs_document *document, hs_settings *settings)
{
    hs_settings_unref(document->settings);
    document->settings = settings;
}

bool hs_document_settled(const hs_document *document)
{
    const hs_snapshot *snapshot = document->snapshot;
    return snapshot && snapshot->text == document->text && snapshot->version == document->version &&
           snapshot->settings == document->settings;
}

void hs_document_begin_analysis(hs_document *document, hs_document_analysis *analysis)
{
    assert(!document->analysing);
    document->analysing = true;
    document->since = hs_text_edit_compose(document->since, document->pending);
    document->pending = (hs_text_edit){0};
    *analysis = (hs_document_analysis){
        .version = document->version,
        .markup = document->markup,
        .text = hs_source_text_ref(document->text),
        .settings = hs_settings_ref(document->settings),
        .previous = document->blocks ? hs_block_list_ref(document->blocks) : NULL,
        .edit = document->since,
        .before = document->snapshot ? hs_snapshot_ref(document->snapshot) : NULL,
    };
}

void hs_document_end_analysis(hs_document *document, hs_document_analysis *analysis)
{
    assert(document->analysing);
    document->analysing = false;
    if (analysis->blocks) {
        hs_block_list_unref(document->blocks);
        document->blocks = hs_block_list_ref(analysis->blocks);
        document->since = (hs_text_edit){0};
    }
    if (analysis->snapshot) {
        hs_snapshot_unref(document->snapshot);
        document->snapshot = hs_snapshot_ref(analysis->snapshot);
    }
}
