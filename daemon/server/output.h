/* What waits to be sent to one session: a queue of messages, in order.
 *
 * A message may carry a key; a newer one with the same key takes the place of the older one that
 * has not been handed to the writer (it moves to the end, so that nothing overtakes what it was
 * computed after). Messages are shared by reference count, so one text may wait in many queues.
 * Knows nothing of sockets. Loop thread only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/str.h"

/* An immutable text: a JSON message, or bytes that leave as they are. */
typedef struct hs_payload {
    size_t references;
    size_t length;
    bool is_whole; /* no framing is put around it */
    char bytes[];
} hs_payload;

hs_payload *hs_payload_create(hs_str text);
hs_payload *hs_payload_create_whole(hs_str bytes);
hs_payload *hs_payload_ref(hs_payload *payload);
void hs_payload_unref(hs_payload *payload); /* NULL is fine */

typedef struct hs_output_item {
    hs_payload *payload;
    char *key; /* or NULL */
    struct hs_output_item *next;
    struct hs_output_item *previous;
} hs_output_item;

typedef struct hs_output {
    hs_output_item *first;
    hs_output_item *last;
    hs_output_item *next_to_leave; /* the items before it are with the writer */
    hs_map keyed;                  /* key → item that has not been taken */
    size_t bytes;                  /* of all items, with what each costs in memory */
} hs_output;                       /* zero-initialised = empty */

void hs_output_finish(hs_output *output);

/* Takes over one reference to the payload. `key` may be NULL. True when an older message was
 * replaced. */
bool hs_output_push_take(hs_output *output, hs_payload *payload, const char *key);

/* Hands the next message to the writer, or NULL; it stays in the queue until it has left. */
const hs_payload *hs_output_take(hs_output *output);

/* All messages that were taken have left. */
void hs_output_left(hs_output *output);
