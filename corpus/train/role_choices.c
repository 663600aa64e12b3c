/* The annotated words take the place of what the model would find; linking tells of each choice
 * that it makes for them.
 */
#include "train/role_choices.h"

#include "annotate/accusations/accusation_roles.h"
#include "annotate/annotate.h"
#include "annotate/linking/link_findings.h"
#include "annotate/reading/syntax.h"
#include "train/parties.h"

/* What was put in the place of a finding. */
struct given {
    const hs_block *block;
    hs_span cue, charge;
    uint32_t number;
    bool answer;
};

static const struct accusation_data *data;
static struct ranker_choices *choices;
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
    return hs_token_range_empty(range) ? (hs_span){0, 0} : hs_token_range_span(r->block, range);
}

static const struct wrong_block *block_of(const hs_block *block)
{
    for (uint32_t b = 0; b < document->block_count; b++)
        if (data->blocks.items[document->first_block + b].reading.block == block)
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
    const struct wrong_block *block = block_of(r->block);
    hs_token_range ranges[2];
    for (uint32_t i = 0; block && i < document->accusation_count; i++) {
        const struct gold_accusation *gold = &document->accusations[i];
        if (!ranges_in(r, block, gold->spans, i, false, ranges))
            continue;
        *hs_array_push(found) = (hs_found_accusation){
            .cue = ranges[0],
            .charge = ranges[1],
            .anchor = hs_syntax_range_head(r, ranges[hs_token_range_empty(ranges[0])]),
            .explicit_form = gold->explicit_form};
    }
    for (uint32_t i = 0; block && i < document->answer_count; i++) {
        const struct gold_answer *gold = &document->answers[i];
        if (!ranges_in(r, block, gold->spans, i, true, ranges))
            continue;
        *hs_array_push(answers) = (hs_found_answer){
            .cue = ranges[0],
            .text = ranges[1],
            .anchor = hs_syntax_range_head(r, ranges[hs_token_range_empty(ranges[0])]),
            .kind = gold->kind};
    }
}

static bool same(hs_span a, hs_span b)
{
    return (hs_span_empty(a) && hs_span_empty(b)) || (a.start == b.start && a.end == b.end);
}

static hs_str name_of(const hs_linker *linker, const hs_side *side)
{
    return side->author              ? HS_STR("AUTHOR")
           : side->entity == HS_NONE ? HS_STR("UNKNOWN")
                                     : linker->entities.items.items[side->entity].name;
}

static bool is_right(hs_str name, hs_role_task task, uint32_t number)
{
    if (task == HS_ROLE_ANSWERER)
        return same_party(name, document->answers[number].by);
    const struct gold_accusation *gold = &document->accusations[number];
    if (task == HS_ROLE_ACCUSER_BY_WORD || task == HS_ROLE_ACCUSER_ASSERTED)
        return same_party(name, gold->accuser);
    for (uint32_t k = 0; k < gold->accused_count; k++)
        if (same_party(name, gold->accused[k]))
            return true;
    return false;
}

static const int8_t *state_of(const struct wrong_block *block, uint32_t token)
{
    return token == HS_NONE ? NULL : hs_reading_state(&block->reading, token);
}

static void add_choice(const hs_linker *linker, const hs_role_choice *choice, uint32_t number)
{
    const hs_roles *roles = choice->subject->roles;
    const struct wrong_block *block = block_of(hs_linker_block(linker));
    struct ranker_choice *added = hs_array_push(&choices->choices);
    *added = (struct ranker_choice){
        .task = choice->task,
        .words = {state_of(block, roles->charge), state_of(block, roles->cue)},
        .first = (uint32_t)choices->options.count,
        .count = choice->count};
    for (uint32_t k = 0; k < choice->count; k++) {
        const hs_role_side *side = &choice->sides[k];
        uint32_t token = side->mention == HS_NONE ? HS_NONE : roles->mentions[side->mention].token;
        bool right = is_right(name_of(linker, &side->side), choice->task, number);
        *hs_array_push(&choices->options) =
            (struct ranker_option){side->sight, side->party, state_of(block, token), right};
        added->present = added->present || right;
    }
}

static void hear(const hs_linker *linker, const hs_role_choice *choice)
{
    const hs_role_subject *subject = choice->subject;
    const hs_block *block = hs_linker_block(linker);
    for (size_t i = 0; i < given.count; i++) {
        const struct given *it = &given.items[i];
        if (it->block != block || it->answer != (choice->task == HS_ROLE_ANSWERER) ||
            !same(it->cue, subject->cue) || !same(it->charge, subject->charge))
            continue;
        add_choice(linker, choice, it->number);
        return;
    }
}

void role_choices_gather(struct ranker_choices *out, const struct accusation_data *read)
{
    data = read;
    choices = out;
    hs_accusations_given = give;
    hs_roles_observer = hear;
    for (size_t d = 0; d < read->documents.count; d++) {
        document = &read->documents.items[d];
        hs_array_clear(&given);
        hs_annotations_unref(hs_annotate(document->list, NULL));
    }
    hs_array_finish(&given);
    hs_accusations_given = NULL;
    hs_roles_observer = NULL;
}
