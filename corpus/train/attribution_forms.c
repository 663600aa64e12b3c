/* Counts of forms in an open hash table, by fold of the articles. */
#include "train/attribution_forms.h"

#include <stdlib.h>

#include "base/memory.h"

enum { BITS = 18, SLOTS = 1 << BITS, FOLDS = 8 };

struct form {
    uint32_t form, row;
    uint32_t total[FOLDS + 1], cue[FOLDS + 1]; /* the last: all folds together */
};

struct form_table {
    struct form slots[SLOTS];
};

static uint32_t slot_of(const struct form_table *table, uint32_t form)
{
    uint32_t at = (form * 2654435761u) >> (32 - BITS);
    while (table->slots[at].total[FOLDS] && table->slots[at].form != form)
        at = (at + 1) % SLOTS;
    return at;
}

/* How surely a form seen `total` times, `cue` of them in cues, is part of one. */
static uint8_t level_of(double cue, double total)
{
    static const double bounds[] = {0.01, 0.05, 0.15, 0.3, 0.5, 0.75};
    uint8_t level = 1;
    if (total < 1)
        return 0;
    for (size_t i = 0; i < HS_COUNT(bounds); i++)
        level += (cue + 0.03) / (total + 1) >= bounds[i];
    return level;
}

static bool trained_on(const struct attribution_data *data, const struct block_sample *block)
{
    return block->article != UINT32_MAX && !data->articles[block->article].held_out;
}

struct form_table *form_table_create(const struct attribution_data *data)
{
    struct form_table *table = hs_alloc_zeroed(1, sizeof *table);
    for (size_t b = 0; b < data->block_count; b++) {
        const struct block_sample *block = &data->blocks[b];
        for (uint32_t i = 0; trained_on(data, block) && i < block->count; i++) {
            struct form *form = &table->slots[slot_of(table, block->words[i].form)];
            bool cue = block->gold[i] == HS_LABEL_CUE || block->gold[i] == HS_LABEL_CUE + 1;
            uint32_t fold = block->article % FOLDS;
            form->form = block->words[i].form;
            form->total[fold]++;
            form->total[FOLDS]++;
            form->cue[fold] += cue;
            form->cue[FOLDS] += cue;
        }
    }
    return table;
}

void form_table_destroy(struct form_table *table)
{
    free(table);
}

uint32_t form_table_number(struct form_table *table, uint32_t least)
{
    uint32_t rows = 1;
    for (uint32_t i = 0; i < SLOTS; i++)
        table->slots[i].row = table->slots[i].total[FOLDS] >= least ? rows++ : 0;
    return rows;
}

void form_table_apply(const struct form_table *table, struct attribution_data *data, bool training)
{
    for (size_t b = 0; b < data->block_count; b++) {
        struct block_sample *block = &data->blocks[b];
        bool leave_out = training && trained_on(data, block);
        uint32_t fold = block->article % FOLDS;
        block->vocabulary = hs_arena_new_array(&data->arena, uint32_t, block->count);
        block->inputs = hs_arena_new_array(&data->arena, uint32_t,
                                           (size_t)block->count * HS_ATTRIBUTION_INPUTS);
        for (uint32_t i = 0; i < block->count; i++) {
            const struct form *form = &table->slots[slot_of(table, block->words[i].form)];
            double total = form->total[FOLDS] - (leave_out ? form->total[fold] : 0);
            double cue = form->cue[FOLDS] - (leave_out ? form->cue[fold] : 0);
            block->words[i].cue_level = level_of(cue, total);
            block->vocabulary[i] = form->row;
        }
        hs_attribution_words_anchor(block->words, block->count);
        for (uint32_t i = 0; i < block->count; i++)
            hs_attribution_inputs(block->block->kind, block->words, block->count, i,
                                  block->inputs + (size_t)i * HS_ATTRIBUTION_INPUTS);
    }
}

struct known_form *form_table_known(const struct form_table *table, size_t *count)
{
    struct known_form *known = hs_alloc_zeroed(SLOTS, sizeof *known);
    *count = 0;
    for (uint32_t i = 0; i < SLOTS; i++) {
        const struct form *form = &table->slots[i];
        if (form->total[FOLDS])
            known[(*count)++] = (struct known_form){form->form, form->row,
                                                    level_of(form->cue[FOLDS], form->total[FOLDS])};
    }
    return known;
}
