/* Persons' names in forms that texts have too few of to learn them from: double ones, with
 * initials, with what tells father and son apart.
 */
#pragma once

#include "train/name_data.h"

/* Gives the name at the end of the sentence, from the word `first` on, one of the forms by chance,
 * with parts of other names of the pool; or leaves it as it is where there is no room or where it
 * has no first name to change. Words that it adds are allowed to be inside a person's name only.
 */
void name_form_give(const struct name_swap_pool *pool, struct name_sentence *sentence,
                    uint32_t first, uint64_t *random);
