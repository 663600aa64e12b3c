/* Prints what linking judges as accusations in annotated texts, for train_findings.py:
 *
 *     list_findings HALF FOLDER…
 *
 * Each folder holds NAME.json beside NAME.txt (accusation_data.h). HALF is 0 or 1 for every second
 * text, counted over all folders, or 2 for all: the texts that a network trained with `half=HALF`
 * has not seen. A line "# FILE" opens each text; then a line a verdict: kind, features as a number,
 * the number of the annotated one that has words in common with it and was not taken before (-1:
 * none), and the two log odds.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "annotate/linking/link_findings.h"
#include "train/accusation_data.h"
#include "train/accusation_score.h"

static const struct gold_document *document;

static bool *taken;

/* Takes the first annotated one that has words in common and is not taken yet; -1: none. */
static int annotated(const hs_span spans[2])
{
    for (uint32_t i = 0; i < document->accusation_count; i++) {
        if (taken[i] || !spans_overlap(spans, document->accusations[i].spans))
            continue;
        taken[i] = true;
        return (int)i;
    }
    return -1;
}

static void print_verdict(const hs_linker *linker, const hs_verdict *verdict)
{
    hs_span spans[2] = {{0, 0}, {0, 0}};
    for (int k = 0; k < 2; k++)
        if (!hs_span_empty(verdict->spans[k]))
            spans[k] =
                hs_block_source_span(&linker->blocks->entries[linker->block], verdict->spans[k]);
    printf("%d\t%" PRIu64 "\t%d", (int)verdict->kind, verdict->features, annotated(spans));
    for (int i = 0; i < HS_NUMBER_FEATURE_COUNT; i++)
        printf("\t%.4f", (double)verdict->odds[i]);
    putchar('\n');
}

int main(int argc, char **argv)
{
    static struct accusation_data read;
    for (int i = 2; i < argc; i++)
        if (!accusation_data_read_gold(&read, argv[i], 1)) {
            fprintf(stderr, "%s holds no annotated texts\n", argv[i]);
            return 1;
        }
    size_t half = argc > 1 ? (size_t)atoi(argv[1]) : 2;
    hs_verdicts_observer = print_verdict;
    for (size_t d = 0; d < read.documents.count; d++) {
        if (half < 2 && d % 2 != half)
            continue;
        document = &read.documents.items[d];
        free(taken);
        taken = calloc(document->accusation_count + 1u, 1);
        printf("# %s\t%u\n", document->path, document->accusation_count);
        hs_annotations_unref(hs_annotate(document->list, NULL));
    }
    return 0;
}
