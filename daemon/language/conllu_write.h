/* Writes an analysis as CoNLL-U (universaldependencies.org/format.html), for people to look at and
 * for scorers to read.
 *
 * Split words ("do" + "n't") are written as a multiword token. The MISC column holds
 * SpaceAfter=No, start_char and end_char, and for the words of a name Entity=B-person (I- behind
 * the first word), with EntityTitle, EntityRole and EntityCountry at its first word.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "language/language.h"

typedef struct hs_conllu_options {
    uint32_t first_sentence; /* number of the first sentence, for its sent_id */
    bool new_document;       /* writes "# newdoc" */

    /* Where bytes of the text stand in the source, for start_char and end_char; called with
     * ascending spans. NULL counts Unicode code points of the text itself. */
    hs_span (*place)(void *context, hs_span bytes);
    void *context;
} hs_conllu_options;

/* Appends the analysis as one paragraph. */
void hs_conllu_write(const hs_analysis *analysis, const hs_conllu_options *options, hs_buffer *out);
