/* Prints what mention resolution chose among, for train_resolution.py:
 *
 *     list_decisions FILE…
 *
 * A line "# FILE" opens each text; then a line a choice: kind, first and last byte of the mention,
 * and for each candidate its features as a number and its name, all tab-separated ("-" for somebody
 * new). Choices stand in the order in which they were made.
 */
#include <inttypes.h>
#include <stdio.h>

#include "annotate/resolution/candidates.h"
#include "train/listing.h"

static void print_choice(const hs_linker *linker, const hs_candidates *candidates)
{
    hs_span source =
        hs_block_source_span(&linker->blocks->entries[linker->block], candidates->reference->span);
    printf("%d\t%u\t%u", (int)candidates->kind, source.start, source.end);
    for (uint32_t i = 0; i < candidates->count; i++) {
        const hs_candidate *candidate = &candidates->items[i];
        hs_str name = candidate->entity == HS_NONE
                          ? HS_STR("-")
                          : linker->entities.items.items[candidate->entity].name;
        printf("\t%" PRIu64 "\t", candidate->features);
        for (size_t k = 0; k < name.length; k++)
            putchar(name.bytes[k] == '\t' || name.bytes[k] == '\n' ? ' ' : name.bytes[k]);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    hs_candidates_observer = print_choice;
    return list_files(argc, argv, NULL);
}
