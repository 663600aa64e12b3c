/* Annotations as JSON, in the form that docs/FEATURES.md ("Annotations") describes: for
 * hearsay/annotate with offsets, for open documents with LSP ranges.
 *
 * Written as text by whichever thread has the snapshot.
 */
#pragma once

#include <stdbool.h>

#include "features/json_writer.h"
#include "features/view.h"
#include "text/position.h"
#include "workspace/checks.h"
#include "workspace/settings.h"

/* An array of what the settings show, with spans {"start", "end"} in units of `encoding`. */
void hs_annotations_write_offsets(hs_json_writer *json, const hs_annotations *annotations,
                                  hs_str source, hs_encoding encoding, const hs_settings *settings,
                                  const hs_checks *checks);

/* The same with LSP ranges; `view->range` chooses those that touch it. */
void hs_annotations_write_ranges(hs_json_writer *json, hs_view *view);

/* 16 hex digits and a NUL. */
void hs_annotation_id_text(uint64_t id, char text[17]);

/* "2016", "2016-03" or "2016-03-12" for the year, month or day from `first` to `last` (YYYYMMDD),
 * else both days with "/" between them, as ISO 8601 writes them. */
void hs_annotation_days_text(uint32_t first, uint32_t last, char text[24]);
