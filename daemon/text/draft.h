/* Drafts: what the markup readers hand to block building. A draft is the text of one block to be,
 * with its map to the source, but not cut into tokens and with its kind not settled.
 *
 * A reader opens a draft, adds pieces of the source (or what they stand for) in source order, and
 * closes it; white space at both ends is dropped, and a draft without text vanishes. The text of a
 * draft is valid UTF-8 without controls: C0 controls and DEL become spaces, NUL and invalid bytes
 * U+FFFD. Private to daemon/text; one thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"
#include "text/block.h"

typedef struct hs_draft {
    uint32_t source_start; /* of its first run; runs count from here */
    uint32_t text_start;   /* in the list's text */
    uint32_t text_length;
    uint32_t first_run; /* in the list's runs */
    uint32_t run_count;
    uint8_t kind; /* hs_block_kind */
    uint8_t level;
    bool settled; /* the markup says what it is; else its text decides */
} hs_draft;

/* An ignore comment as it stands in the source. */
typedef struct hs_ignore_draft {
    hs_span source;  /* the whole comment */
    hs_span words;   /* what follows "hearsay-ignore" or "hearsay-ignore-file" */
    uint32_t anchor; /* the block that it speaks for is at this source offset or behind it */
    bool whole_file;
} hs_ignore_draft;

typedef struct hs_draft_list {
    hs_str source;
    hs_buffer text;
    HS_ARRAY(hs_source_run) runs;
    HS_ARRAY(hs_draft) drafts; /* the last one is still growing while `open` */
    HS_ARRAY(hs_ignore_draft) ignores;
    bool open;
    bool space_pending;  /* white space was met; it counts if more text comes */
    uint32_t source_end; /* behind the last piece of the open draft */
} hs_draft_list;         /* zero-initialised but for `source` = empty */

void hs_draft_list_finish(hs_draft_list *list);

/* Starts a draft, closing one that is open. */
void hs_draft_open(hs_draft_list *list, hs_block_kind kind, unsigned level, bool settled);
void hs_draft_close(hs_draft_list *list); /* nothing when none is open */

/* Adds the source bytes [start, end) as they stand, white space included. */
void hs_draft_add_source(hs_draft_list *list, uint32_t start, uint32_t end);

/* The same, with each stretch of white space as one space. */
void hs_draft_add_collapsed(hs_draft_list *list, uint32_t start, uint32_t end);

/* Adds `text` (valid UTF-8, no controls) that the source bytes [start, end) stand for. */
void hs_draft_add_text(hs_draft_list *list, hs_str text, uint32_t start, uint32_t end);

/* A space between what came before and what comes next, if anything does; it maps to the source
 * between the two. */
void hs_draft_add_space(hs_draft_list *list);

static inline hs_str hs_draft_text(const hs_draft_list *list, const hs_draft *draft)
{
    return hs_str_make(list->text.bytes + draft->text_start, draft->text_length);
}
