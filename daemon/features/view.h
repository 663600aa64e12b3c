/* A snapshot as one client sees it: its annotations with LSP positions in that client's encoding.
 *
 * Whole-document answers ask for ranges in rising order, which costs one pass over the text. A view
 * borrows the snapshot; one thread at a time.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "features/json_writer.h"
#include "features/session_state.h"
#include "text/position.h"
#include "workspace/snapshot.h"

typedef struct hs_view {
    const hs_snapshot *snapshot;
    const char *uri;
    hs_encoding encoding;
    hs_abilities abilities;
    hs_span range;        /* what the request is about: bytes, [0, length) for the whole */
    uint32_t cursor_line; /* the line of `counter`, whose count starts there */
    hs_unit_counter counter;
} hs_view;

void hs_view_init(hs_view *view, const hs_snapshot *snapshot, const char *uri,
                  const hs_session_state *client);

/* For what depends on the encoding alone, of all that is known of the client. Any thread. */
void hs_view_init_plain(hs_view *view, const hs_snapshot *snapshot, hs_encoding encoding);

hs_position hs_view_position(hs_view *view, uint32_t offset);
hs_range hs_view_range(hs_view *view, hs_span span);
hs_span hs_view_span(const hs_view *view, hs_place place); /* bytes of the source */

/* Bytes of a position or range that the client sent, clamped to the text. */
uint32_t hs_view_offset(const hs_view *view, hs_position position);

/* {"line": …, "character": …} */
void hs_json_write_position(hs_json_writer *json, hs_position position);

/* {"start": {…}, "end": {…}} */
void hs_view_write_range(hs_view *view, hs_json_writer *json, hs_span span);
void hs_view_write_member(hs_view *view, hs_json_writer *json, const char *key, hs_span span);

/* {"uri": …, "range": …} */
void hs_view_write_location(hs_view *view, hs_json_writer *json, hs_span span);

/* The words of a place as a reader sees them (borrowed from its block). */
hs_str hs_view_words(const hs_view *view, hs_place place);

/* "Name", "the text itself" or "nobody named". */
hs_str hs_party_label(const hs_party *party);

/* The entity's role where `shown`, which stands beside it, does not end with it already, as "the
 * operator" does with "operator"; else empty. */
hs_str hs_view_role_beside(const hs_entity *entity, hs_str shown);
