/* What the user does not want to hear of: ignore comments in the text and "ignore" in the settings.
 *
 * The comments' form is in text/block.h. Built for one snapshot; borrows all it is given.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/str.h"
#include "text/block.h"
#include "workspace/findings.h"
#include "workspace/settings.h"

/* Rules silenced, as bits, in one block or (UINT32_MAX) in all. */
typedef struct hs_silence_comment {
    uint32_t block;
    unsigned rules;
} hs_silence_comment;

typedef struct hs_silence {
    const hs_settings *settings;
    HS_ARRAY(hs_silence_comment) comments;
} hs_silence;

void hs_silence_init(hs_silence *silence, const hs_block_list *blocks, const hs_settings *settings);
void hs_silence_finish(hs_silence *silence);

/* Whether a finding in `block`, about `words`, is silenced. */
bool hs_silence_covers(const hs_silence *silence, const hs_finding *finding, uint32_t block,
                       hs_str words);
