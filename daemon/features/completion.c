/* Offers names one of whose words begins with what is typed. Nothing is offered behind a lower-case
 * letter, so that prose is not interrupted.
 */
#include "features/completion.h"

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
    if (entity->role.length > 0)
        hs_json_member_string(json, "detail", entity->role);
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
    bool lower = typed.length > 0 && typed.bytes[0] >= 'a' && typed.bytes[0] <= 'z';
    size_t left = ITEMS_LIMIT;
    hs_json_begin_object(context->json);
    hs_json_member_boolean(context->json, "isIncomplete", true);
    hs_json_key(context->json, "items");
    hs_json_begin_array(context->json);
    for (size_t i = 0; !lower && i < annotations->entity_count && left > 0; i++) {
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
