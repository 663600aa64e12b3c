/* What is to be lit up in a text, for the views that people read: the annotations' JSON turned into
 * marked spans and numbered notes, and the text cut where marks begin and end.
 *
 * Offsets are bytes of the text. What the daemon sends is checked against the text's length here,
 * so that views need not. Notes are numbered from 1 in the annotations' order. One thread.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/str.h"

/* Ways to light up words, as bits: they overlap. */
typedef enum hs_mark_look {
    HS_LOOK_QUOTE = 1 << 0,
    HS_LOOK_CLAIM = 1 << 1,
    HS_LOOK_CHARGE = 1 << 2, /* what somebody is accused of */
    HS_LOOK_ANSWER = 1 << 3,
    HS_LOOK_CUE = 1 << 4,    /* "said" */
    HS_LOOK_SOURCE = 1 << 5, /* the words that name a speaker */
    HS_LOOK_ACCUSING = 1 << 6,
    HS_LOOK_ANSWERING = 1 << 7,
    HS_LOOK_COUNT = 8,
} hs_mark_look;

typedef struct hs_mark {
    size_t start, end; /* not empty */
    hs_mark_look look;
    size_t note;   /* index of its note */
    bool numbered; /* the note's number stands behind it: quotes, claims, charges, answers */
} hs_mark;

typedef struct hs_note {
    hs_mark_look look; /* one of the first four: its kind */
    const char *kind;  /* "quote"… */
    hs_buffer text;    /* "Dessa Whitlow · direct" */
    size_t start;      /* where its first numbered mark begins */
} hs_note;

typedef struct hs_marks {
    HS_ARRAY(hs_mark) marks; /* by start, longer ones first */
    HS_ARRAY(hs_note) notes;
    size_t text_length;
} hs_marks;

/* `annotations` is the JSON array with utf-8 offsets. What does not fit is left out. */
void hs_marks_init(hs_marks *marks, const json_t *annotations, size_t text_length);
void hs_marks_finish(hs_marks *marks);

size_t hs_marks_count(const hs_marks *marks, hs_mark_look kind); /* notes of a kind */

/* A piece of the text in which nothing begins or ends. */
typedef struct hs_segment {
    size_t start, end;
    unsigned looks;           /* the bits of the marks over it */
    HS_ARRAY(size_t) over;    /* the notes whose numbered marks cover it */
    HS_ARRAY(size_t) opening; /* those of them that begin here, the longest first */
    HS_ARRAY(size_t) closing; /* those of them that end here, the shortest first */
    size_t past;              /* marks before this index end at or before `start` */
    size_t reached;           /* marks from this index on begin behind `start` */
} hs_segment;

/* Goes through the text from its start: zero-initialise the segment before the first call, and
 * finish it after the last. False at the end of the text. */
bool hs_segment_next(const hs_marks *marks, hs_segment *segment);
void hs_segment_finish(hs_segment *segment);
