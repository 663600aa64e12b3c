/* Offers names one of whose words begins with what is typed. Nothing is offered behind a lower-case
 * letter or a punctuation mark, so that prose is not interrupted: some editors ask behind each full
 * stop, and Return would take a name.
 */
#include "features/completion.h"

#include <string.h>

#include "features/lookup.h"

enum { COMPLETION_REFERENCE = 18 }; /* LSP's CompletionItemKind */

#define ITEMS_LIMIT 100

static bool part_of_word(unsigned char byte)
{
    return byte >= 0x80 || byte == '-' || byte == '\'' || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static hs_span typed_word(const hs_context *context)
{
    const hs_source_text *text = context->view.snapshot->text;
    uint32_t start = context->offset;
    while (start > 0 && part_of_word((unsigned char)text->bytes[start - 1]))
        start--;
    return (hs_span){start, context->offset};
}

/* Whether somebody may be about to write a name there. */
static bool name_may_begin(const hs_context *context, hs_span typed)
{
    const char *bytes = context->view.snapshot->text->bytes;
    if (typed.start < typed.end)
        return !(bytes[typed.start] >= 'a' && bytes[typed.start] <= 'z');
    return typed.start == 0 || !strchr(".,;:!?)]}%/", bytes[typed.start - 1]);
}

static bool some_word_begins(hs_str name, hs_str typed)
{
    for (size_t i = 0; i + typed.length <= name.length; i++) {
        if ((i == 0 || name.bytes[i - 1] == ' ' || name.bytes[i - 1] == '-') &&
            hs_str_equal_ignoring_case(hs_str_slice(name, i, i + typed.length), typed))
            return true;
    }
    return false;
}

static void write_item(hs_context *context, const hs_entity *entity, hs_span typed)
{
    hs_json_writer *json = context->json;
    hs_json_begin_object(json);
    hs_json_member_string(json, "label", entity->name);
    hs_json_member_integer(json, "kind", COMPLETION_REFERENCE);
    hs_str role = hs_view_role_beside(entity, entity->name);
    if (role.length > 0)
        hs_json_member_string(json, "detail", role);
    hs_json_member_string(
        json, "filterText",
        hs_str_slice(hs_source_text_str(context->view.snapshot->text), typed.start, typed.end));
    hs_json_key(json, "textEdit");
    hs_json_begin_object(json);
    hs_view_write_member(&context->view, json, "range", typed);
    hs_json_member_string(json, "newText", entity->name);
    hs_json_end_object(json);
    hs_json_end_object(json);
}

void hs_completion(hs_context *context)
{
    const hs_annotations *annotations = hs_snapshot_annotations(context->view.snapshot);
    hs_span span = typed_word(context);
    hs_str typed =
        hs_str_slice(hs_source_text_str(context->view.snapshot->text), span.start, span.end);
    bool wanted = name_may_begin(context, span);
    size_t left = ITEMS_LIMIT;
    hs_json_begin_object(context->json);
    hs_json_member_boolean(context->json, "isIncomplete", true);
    hs_json_key(context->json, "items");
    hs_json_begin_array(context->json);
    for (size_t i = 0; wanted && i < annotations->entity_count && left > 0; i++) {
        const hs_entity *entity = &annotations->entities[i];
        if (!hs_entity_has_name(entity) || hs_str_equal(entity->name, typed) ||
            !some_word_begins(entity->name, typed))
            continue;
        left--;
        write_item(context, entity, span);
    }
    hs_json_end_array(context->json);
    hs_json_end_object(context->json);
}
