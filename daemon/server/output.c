/* The output queue: a doubly linked list in order of leaving, and a map of the keys in it. How
 * many bytes may wait, and for how long, the session decides.
 */
#include "server/output.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

hs_payload *hs_payload_create(hs_str text)
{
    hs_payload *payload = hs_alloc(sizeof *payload + text.length);

    payload->references = 1;
    payload->is_whole = false;
    payload->length = text.length;
    memcpy(payload->bytes, text.bytes, text.length);
    return payload;
}

hs_payload *hs_payload_create_whole(hs_str bytes)
{
    hs_payload *payload = hs_payload_create(bytes);

    payload->is_whole = true;
    return payload;
}

hs_payload *hs_payload_ref(hs_payload *payload)
{
    payload->references++;
    return payload;
}

void hs_payload_unref(hs_payload *payload)
{
    if (!payload)
        return;
    assert(payload->references > 0);
    if (--payload->references == 0)
        free(payload);
}

static size_t cost(const hs_output_item *item)
{
    return item->payload->length + sizeof *item + sizeof *item->payload;
}

static void remove_item(hs_output *output, hs_output_item *item)
{
    *(item->previous ? &item->previous->next : &output->first) = item->next;
    *(item->next ? &item->next->previous : &output->last) = item->previous;
    if (output->next_to_leave == item)
        output->next_to_leave = item->next;
    output->bytes -= cost(item);
    hs_payload_unref(item->payload);
    free(item->key);
    free(item);
}

void hs_output_finish(hs_output *output)
{
    while (output->first)
        remove_item(output, output->first);
    hs_map_finish(&output->keyed);
}

static void append(hs_output *output, hs_output_item *item)
{
    item->previous = output->last;
    *(output->last ? &output->last->next : &output->first) = item;
    output->last = item;
    if (!output->next_to_leave)
        output->next_to_leave = item;
    output->bytes += cost(item);
}

bool hs_output_push_take(hs_output *output, hs_payload *payload, const char *key)
{
    hs_output_item *item = hs_alloc_zeroed(1, sizeof *item);
    hs_output_item *older = NULL;

    item->payload = payload;
    if (key) {
        item->key = hs_string_copy(key);
        older = hs_map_set(&output->keyed, hs_str_from(key), item);
    }
    if (older)
        remove_item(output, older);
    append(output, item);
    return older != NULL;
}

const hs_payload *hs_output_take(hs_output *output)
{
    hs_output_item *item = output->next_to_leave;

    if (!item)
        return NULL;
    output->next_to_leave = item->next;
    if (item->key)
        hs_map_remove(&output->keyed, hs_str_from(item->key));
    return item->payload;
}

void hs_output_left(hs_output *output)
{
    while (output->first != output->next_to_leave)
        remove_item(output, output->first);
}
