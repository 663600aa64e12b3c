/* Prints what linking judges as answers in annotated texts, for train_answers:
 *
 *     list_answers HALF FOLDER… > LIST
 *
 * Each folder holds NAME.json beside NAME.txt (accusation_data.h). HALF is 0 or 1 for every second
 * text, counted over all folders, or 2 for all: the texts that a network trained with `half=HALF`
 * has not seen. Tab-separated lines:
 *
 *     #  FOLDER  FILE  how many answers are annotated
 *     =  spans  hits  features  rows  numbers  states
 *
 * FOLDER being its number among the arguments, from 0; the latter for each that may be an answer,
 * in the order in which they are judged. Spans: first and last byte of its cue (0 0: none) and of
 * its words. Hits: for each annotated answer that has words in common with it
 * "NUMBER:PERCENT:KIND:RIGHT", the share of the shorter one's bytes that they have in common and
 * whether the party is right. Features (answer_features.h) are one number; rows, numbers and states
 * those of answer_inputs.h, the states in hexadecimal. Lists within a line have spaces between.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/accusations/answer_views.h"
#include "annotate/annotate.h"
#include "annotate/linking/link_findings.h"
#include "train/accusation_data.h"
#include "train/parties.h"

static const struct gold_document *document;

/* The inputs of one view. */
typedef struct seen {
    const hs_answer_view *view;
    hs_answer_inputs inputs;
} seen;

static HS_ARRAY(seen) views; /* by address: a text's are made one after the other */

static void keep(const hs_answer_view *view, const hs_answer_inputs *inputs)
{
    *hs_array_push(&views) = (seen){view, *inputs};
}

static const hs_answer_inputs *inputs_of(const hs_answer_view *view)
{
    for (size_t i = 0; i < views.count; i++)
        if (views.items[i].view == view)
            return &views.items[i].inputs;
    return NULL;
}

static uint32_t common(const hs_span a[2], const hs_span b[2])
{
    uint32_t sum = 0;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            uint32_t start = a[i].start > b[k].start ? a[i].start : b[k].start;
            uint32_t end = a[i].end < b[k].end ? a[i].end : b[k].end;
            sum += end > start ? end - start : 0;
        }
    return sum;
}

static uint32_t length_of(const hs_span spans[2])
{
    return spans[0].end - spans[0].start + spans[1].end - spans[1].start;
}

static hs_str name_of(const hs_linker *linker, const hs_side *side)
{
    return side->author              ? HS_STR("AUTHOR")
           : side->entity == HS_NONE ? HS_STR("UNKNOWN")
                                     : linker->entities.items.items[side->entity].name;
}

static void print_hits(const hs_linker *linker, const hs_possible_answer *it)
{
    hs_span spans[2] = {{0, 0}, {0, 0}};
    const hs_span words[2] = {it->cue, it->text};
    for (int k = 0; k < 2; k++)
        if (!hs_span_empty(words[k]))
            spans[k] = hs_block_source_span(&linker->blocks->entries[linker->block], words[k]);
    printf("%u %u %u %u\t", spans[0].start, spans[0].end, spans[1].start, spans[1].end);
    bool any = false;
    for (uint32_t i = 0; i < document->answer_count; i++) {
        const struct gold_answer *gold = &document->answers[i];
        uint32_t shared = common(spans, gold->spans);
        uint32_t shorter =
            length_of(spans) < length_of(gold->spans) ? length_of(spans) : length_of(gold->spans);
        if (shared == 0)
            continue;
        printf("%s%u:%u:%u:%d", any ? " " : "", i, shared * 100 / shorter, gold->kind,
               same_party(name_of(linker, &it->by), gold->by));
        any = true;
    }
    putchar('\t');
}

static void print_inputs(const hs_answer_inputs *inputs)
{
    for (uint32_t i = 0; i < inputs->row_count; i++)
        printf(i ? " %u" : "%u", inputs->rows[i]);
    putchar('\t');
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++)
        printf(i ? " %.4f" : "%.4f", (double)inputs->numbers[i]);
    putchar('\t');
    for (int which = 0; which < HS_ANSWER_STATE_COUNT; which++)
        for (int i = 0; i < HS_ACCUSATION_STATE; i++)
            printf("%02x", (unsigned)(uint8_t)inputs->states[which][i]);
}

static void print_answer(const hs_linker *linker, const hs_possible_answer *it, uint64_t features,
                         bool holds)
{
    const hs_answer_inputs *inputs = inputs_of(it->view);
    (void)holds;
    if (!inputs)
        return;
    printf("=\t");
    print_hits(linker, it);
    printf("%" PRIu64 "\t", features);
    print_inputs(inputs);
    putchar('\n');
}

/* The number of the argument that the text came from, 0 …, among the folders. */
static int folder_of(int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        size_t length = strlen(argv[i]);
        if (strncmp(document->path, argv[i], length) == 0 && document->path[length] == '/')
            return i - 2;
    }
    return 0;
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
    hs_answers_observer = print_answer;
    hs_answer_inputs_observer = keep;
    for (size_t d = 0; d < read.documents.count; d++) {
        if (half < 2 && d % 2 != half)
            continue;
        hs_array_clear(&views);
        document = &read.documents.items[d];
        printf("#\t%d\t%s\t%u\n", folder_of(argc, argv), document->path, document->answer_count);
        hs_annotations_unref(hs_annotate(document->list, NULL));
    }
    hs_array_finish(&views);
    return 0;
}
