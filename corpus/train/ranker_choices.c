/* Narrowing choices as linking does. */
#include "train/ranker_choices.h"

#include <math.h>

struct ranker_choices ranker_choices_narrow(const struct ranker_choices *all,
                                            const hs_ranker *ranker)
{
    struct ranker_choices narrow = {0};
    for (size_t i = 0; i < all->choices.count; i++) {
        struct ranker_choice choice = all->choices.items[i];
        const struct ranker_option *options = &all->options.items[choice.first];
        uint32_t count = choice.count;
        float most = -1e30f;
        for (uint32_t k = 0; k < count; k++)
            most = fmaxf(most,
                         hs_ranker_linear(ranker, choice.task, options[k].sight, options[k].party));
        choice.first = (uint32_t)narrow.options.count;
        choice.present = false;
        for (uint32_t k = 0; k < count; k++) {
            float score = hs_ranker_linear(ranker, choice.task, options[k].sight, options[k].party);
            if (score < most - ranker->behind)
                continue;
            choice.present = choice.present || options[k].right;
            *hs_array_push(&narrow.options) = options[k];
        }
        choice.count = (uint32_t)narrow.options.count - choice.first;
        *hs_array_push(&narrow.choices) = choice;
    }
    return narrow;
}

void ranker_choices_finish(struct ranker_choices *it)
{
    hs_array_finish(&it->choices);
    hs_array_finish(&it->options);
}
