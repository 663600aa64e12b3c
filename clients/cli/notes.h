/* The words of the notes that stand under a paragraph: who said it, who accuses whom. */
#pragma once

#include "cli/marks.h"

/* Fills the text of every note; `annotations` is parallel to marks->notes. */
void hs_notes_write(hs_marks *marks, const json_t *annotations);

/* Appends a note's number (its index + 1) in superscript digits. */
void hs_notes_write_number(hs_buffer *out, size_t note);
