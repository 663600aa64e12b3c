/* The trained model of who is meant by "he", "it", "the minister" or a surname of several, out of
 * the candidates that candidates.h tells of. A ranker (ranker.h): a question is a mention, its
 * words what it hangs on and its own head; an option is a party with the head of its latest mention
 * that is no pronoun, or nobody whom the text has told of. corpus/train/train_mentions.c trains it.
 */
#pragma once

#include "annotate/networks/ranker.h"
#include "annotate/reading/reading.h"
#include "annotate/references/mention_features.h"

extern const hs_ranker_kind hs_mention_ranker_kind;

/* The model that this program uses, opened on first use: $HEARSAY_MENTIONS if set, else the source
 * tree's, else the installed one. NULL when there is none or it is damaged, which is logged once;
 * then the weights of corpus/models/resolution.tsv choose alone. */
const hs_ranker *hs_mention_model_shared(void);

/* Sets `as_option` and `as_question` of a block's references, where the reading has states. The
 * sums live in the reading's arena. */
void hs_mentions_sum_up(const hs_reading *reading, hs_reference *references, size_t count);
