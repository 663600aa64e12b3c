/* Prints what is taken for speech or thought, and by what, for train_acts.py:
 *
 *     list_acts FILE…
 *
 * A line "# FILE" opens each text; then a line a decision, tab-separated: features as a number, the
 * bytes of each content ("12-34,40-50"), and the numbers of the cue's state, separated by spaces.
 */
#include <inttypes.h>
#include <stdio.h>

#include "annotate/quotes/act.h"
#include "train/listing.h"

static const hs_block_list *list;

static const hs_block_entry *entry_of(const hs_block *block)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->entries[i].block == block)
            return &list->entries[i];
    return NULL;
}

static void print_decision(const hs_reading *r, const hs_attribution *attribution,
                           uint64_t features, const int8_t *state)
{
    const hs_block_entry *entry = entry_of(r->block);
    if (!entry)
        return;
    printf("%" PRIu64 "\t", features);
    for (uint32_t k = 0; k < attribution->content_count; k++) {
        hs_span source = hs_block_source_span(entry, attribution->content[k]);
        printf("%s%u-%u", k ? "," : "", source.start, source.end);
    }
    putchar('\t');
    for (int i = 0; i < HS_ACT_STATE; i++)
        printf("%s%d", i ? " " : "", state[i]);
    putchar('\n');
}

static void open_text(const hs_block_list *blocks)
{
    list = blocks;
}

int main(int argc, char **argv)
{
    hs_acts_observer = print_decision;
    return list_files(argc, argv, open_text);
}
