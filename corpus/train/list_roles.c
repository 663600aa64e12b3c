/* Prints among whom the parties of annotated accusations and answers are chosen, for
 * train_roles.py:
 *
 *     list_roles FOLDER…
 *
 * Each folder holds NAME.json beside NAME.txt (accusation_data.h). The annotated words take the
 * place of what the model would find. A line "# FILE" opens each text; then a line a choice: the
 * role's number, that of the accusation or answer in the file, and for each candidate its sight and
 * party features as numbers and its name, all tab-separated. AUTHOR is the text itself, UNKNOWN
 * nobody that it names.
 */
#include <inttypes.h>
#include <stdio.h>

#include "annotate/accusation_roles.h"
#include "annotate/annotate.h"
#include "annotate/linker.h"
#include "train/accusation_data.h"
#include "train/accusation_score.h"

/* What was put in the place of a finding. */
struct given {
    const hs_block *block;
    hs_span cue, charge;
    uint32_t number;
    bool answer;
};

static const struct accusation_data *data;
static const struct gold_document *document;
static HS_ARRAY(struct given) given;

static hs_token_range range_of(const struct wrong_block *block, hs_span span)
{
    hs_token_range range = {0, block->count};
    while (range.first < range.end && block->ends[range.first] <= span.start)
        range.first++;
    while (range.end > range.first && block->starts[range.end - 1] >= span.end)
        range.end--;
    if (hs_span_empty(span) || range.first >= range.end)
        return (hs_token_range){0, 0};
    return range;
}

static hs_span span_of(const hs_reading *r, hs_token_range range)
{
    return hs_token_range_empty(range) ? (hs_span){0, 0} : hs_attribution_span(r->block, range);
}

static const struct wrong_block *block_of(const hs_reading *r)
{
    for (uint32_t b = 0; b < document->block_count; b++)
        if (data->blocks.items[document->first_block + b].reading.block == r->block)
            return &data->blocks.items[document->first_block + b];
    return NULL;
}

/* The ranges of cue and charge in this block; false when both are elsewhere. */
static bool ranges_in(const hs_reading *r, const struct wrong_block *block, const hs_span spans[2],
                      uint32_t number, bool answer, hs_token_range ranges[2])
{
    ranges[0] = range_of(block, spans[0]);
    ranges[1] = range_of(block, spans[1]);
    if (hs_token_range_empty(ranges[0]) && hs_token_range_empty(ranges[1]))
        return false;
    *hs_array_push(&given) =
        (struct given){r->block, span_of(r, ranges[0]), span_of(r, ranges[1]), number, answer};
    return true;
}

static void give(const hs_reading *r, hs_found_accusations *found, hs_found_answers *answers)
{
    const struct wrong_block *block = block_of(r);
    hs_token_range ranges[2];
    for (uint32_t i = 0; block && i < document->accusation_count; i++) {
        const struct gold_accusation *gold = &document->accusations[i];
        if (!ranges_in(r, block, gold->spans, i, false, ranges))
            continue;
        *hs_array_push(found) = (hs_found_accusation){
            .cue = ranges[0],
            .charge = ranges[1],
            .anchor = hs_accusation_head(r, ranges[hs_token_range_empty(ranges[0])]),
            .explicit_form = gold->explicit_form};
    }
    for (uint32_t i = 0; block && i < document->answer_count; i++) {
        const struct gold_answer *gold = &document->answers[i];
        if (!ranges_in(r, block, gold->spans, i, true, ranges))
            continue;
        *hs_array_push(answers) = (hs_found_answer){
            .cue = ranges[0],
            .text = ranges[1],
            .anchor = hs_accusation_head(r, ranges[hs_token_range_empty(ranges[0])]),
            .kind = gold->kind};
    }
}

static bool same(hs_span a, hs_span b)
{
    return (hs_span_empty(a) && hs_span_empty(b)) || (a.start == b.start && a.end == b.end);
}

static void print_name(const hs_linker *linker, const hs_role_side *side)
{
    hs_str name = side->side.author ? HS_STR("AUTHOR")
                  : side->side.entity == HS_NONE
                      ? HS_STR("UNKNOWN")
                      : linker->entities.items.items[side->side.entity].name;
    for (size_t k = 0; k < name.length; k++)
        putchar(name.bytes[k] == '\t' || name.bytes[k] == '\n' ? ' ' : name.bytes[k]);
}

static void print_choice(const hs_linker *linker, const hs_role_choice *choice)
{
    const hs_role_subject *subject = choice->subject;
    const hs_block *block = linker->blocks->entries[linker->block].block;
    for (size_t i = 0; i < given.count; i++) {
        const struct given *it = &given.items[i];
        if (it->block != block || it->answer != (choice->task == HS_ROLE_ANSWERER) ||
            !same(it->cue, subject->cue) || !same(it->charge, subject->charge))
            continue;
        printf("%d\t%u", (int)choice->task, it->number);
        for (uint32_t k = 0; k < choice->count; k++) {
            const hs_role_side *side = &choice->sides[k];
            printf("\t%" PRIu64 "\t%" PRIu64 "\t", side->sight, side->party);
            print_name(linker, side);
        }
        putchar('\n');
        return;
    }
}

int main(int argc, char **argv)
{
    static struct accusation_data read;
    data = &read;
    for (int i = 1; i < argc; i++)
        if (!accusation_data_read_gold(&read, argv[i], 1)) {
            fprintf(stderr, "%s holds no annotated texts\n", argv[i]);
            return 1;
        }
    hs_accusations_given = give;
    hs_roles_observer = print_choice;
    for (size_t d = 0; d < read.documents.count; d++) {
        document = &read.documents.items[d];
        hs_array_clear(&given);
        printf("# %s\n", document->path);
        hs_annotations_unref(hs_annotate(document->list, NULL));
    }
    return 0;
}
