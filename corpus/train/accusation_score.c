/* One-to-one matches of what shares a byte, greedily in the order of the text. */
#include "train/accusation_score.h"

hs_span text_span(const struct wrong_block *block, hs_token_range range)
{
    if (range.first >= range.end)
        return (hs_span){0, 0};
    return (hs_span){block->starts[range.first], block->ends[range.end - 1]};
}

bool spans_overlap(const hs_span a[2], const hs_span b[2])
{
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            if (a[i].start < b[k].end && b[k].start < a[i].end)
                return true;
    return false;
}

struct tally {
    size_t right, found, gold;
};

static double f1(struct tally tally)
{
    return tally.found + tally.gold > 0
               ? 2.0 * (double)tally.right / (double)(tally.found + tally.gold)
               : 0;
}

static bool claim_match(const hs_span spans[2], const hs_span gold[2], bool *used)
{
    if (*used || !spans_overlap(spans, gold))
        return false;
    return *used = true;
}

static void score_block(const hs_accusation_model *model, struct wrong_block *block,
                        const struct gold_document *document, float bias, bool *used,
                        bool *used_explicit, bool *used_answers, struct tally tallies[3])
{
    hs_arena scratch = {0};
    hs_reading reading = block->reading;
    reading.scratch = &scratch;
    hs_accusation_output output = hs_accusation_run(model, &reading, block->rows, &scratch);
    hs_found_accusations found = {0};
    hs_found_answers answers = {0};
    const hs_chain chains[] = {hs_accusation_chain(model), hs_answer_chain(model)};
    hs_likelihoods accusing = hs_likelihoods_read(&chains[0], &reading, &output);
    hs_likelihoods answering = hs_likelihoods_read(&chains[1], &reading, &output);
    hs_accusation_find(model, &reading, &output, &accusing, bias, &found);
    hs_answer_find(model, &reading, &output, &answering, bias, &answers);
    for (size_t i = 0; i < found.count; i++) {
        const hs_span spans[2] = {text_span(block, found.items[i].cue),
                                  text_span(block, found.items[i].charge)};
        tallies[0].found++;
        for (uint32_t g = 0; g < document->accusation_count; g++)
            if (claim_match(spans, document->accusations[g].spans, &used[g])) {
                tallies[0].right++;
                break;
            }
        if (!found.items[i].explicit_form)
            continue;
        tallies[1].found++;
        for (uint32_t g = 0; g < document->accusation_count; g++)
            if (document->accusations[g].explicit_form &&
                claim_match(spans, document->accusations[g].spans, &used_explicit[g])) {
                tallies[1].right++;
                break;
            }
    }
    for (size_t i = 0; i < answers.count; i++) {
        const hs_span spans[2] = {text_span(block, answers.items[i].cue),
                                  text_span(block, answers.items[i].text)};
        tallies[2].found++;
        for (uint32_t g = 0; g < document->answer_count; g++)
            if (claim_match(spans, document->answers[g].spans, &used_answers[g])) {
                tallies[2].right++;
                break;
            }
    }
    hs_array_finish(&found);
    hs_array_finish(&answers);
    hs_arena_finish(&scratch);
}

struct accusation_score accusation_score(const hs_accusation_model *model,
                                         struct accusation_data *data, uint32_t fold, float bias)
{
    struct tally tallies[3] = {0};
    hs_arena arena = {0};
    for (size_t d = 0; d < data->documents.count; d++) {
        const struct gold_document *document = &data->documents.items[d];
        if (fold != UINT32_MAX && document->fold != fold)
            continue;
        bool *used = hs_arena_alloc(&arena, document->accusation_count + 1);
        bool *used_explicit = hs_arena_alloc(&arena, document->accusation_count + 1);
        bool *used_answers = hs_arena_alloc(&arena, document->answer_count + 1);
        for (uint32_t g = 0; g < document->accusation_count; g++) {
            tallies[0].gold++;
            tallies[1].gold += document->accusations[g].explicit_form;
        }
        tallies[2].gold += document->answer_count;
        for (uint32_t b = 0; b < document->block_count; b++)
            score_block(model, &data->blocks.items[document->first_block + b], document, bias, used,
                        used_explicit, used_answers, tallies);
    }
    hs_arena_finish(&arena);
    return (struct accusation_score){
        .found = f1(tallies[0]),
        .precision = tallies[0].found ? (double)tallies[0].right / (double)tallies[0].found : 0,
        .recall = tallies[0].gold ? (double)tallies[0].right / (double)tallies[0].gold : 0,
        .explicit_found = f1(tallies[1]),
        .answers = f1(tallies[2]),
    };
}
