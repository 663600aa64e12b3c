/* What the training articles teach about single words: how often each form is part of a cue, and
 * which forms get a vector of their own.
 */
#pragma once

#include "train/attribution_data.h"
#include "train/attribution_export.h"

struct form_table;

/* Counts the forms of all blocks, cues in those trained on alone. */
struct form_table *form_table_create(const struct attribution_data *data);
void form_table_destroy(struct form_table *table);

/* Vectors for forms seen `least` times; returns how many rows there are, that of unknown words
 * included. */
uint32_t form_table_number(struct form_table *table, uint32_t least);

/* Sets the words' cue levels, vocabulary rows and inputs. With `training` a word's level is taken
 * from articles other than its own, as it is for a new article: else the model would trust the
 * levels too much. */
void form_table_apply(const struct form_table *table, struct attribution_data *data, bool training);

/* All forms, for the model; the caller's (free()). */
struct known_form *form_table_known(const struct form_table *table, size_t *count);
