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

#include "annotate/annotate.h"
#include "annotate/candidates.h"
#include "base/buffer.h"
#include "base/file.h"

enum { FILE_LIMIT = 16 << 20 };

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
    for (int i = 1; i < argc; i++) {
        hs_buffer text = {0};
        hs_error error = {0};
        if (!hs_file_read(argv[i], FILE_LIMIT, &text, &error)) {
            fprintf(stderr, "%s\n", error.text);
            return 1;
        }
        printf("# %s\n", argv[i]);
        hs_block_list *blocks = hs_block_list_build(hs_buffer_str(&text), HS_MARKUP_PLAIN);
        hs_annotations_unref(hs_annotate(blocks, NULL));
        hs_block_list_unref(blocks);
        hs_buffer_finish(&text);
    }
    return 0;
}
