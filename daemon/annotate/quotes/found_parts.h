/* Mends what the trained model cuts wrongly: parts of attributions whose place the words' order and
 * the parse tell. Of a block's attributions, linked (attribution_spans.h), before they become the
 * reading's.
 *
 * Linear in the block's words and attributions: looks around stay within a bounded distance.
 */
#pragma once

#include "annotate/quotes/attribution_spans.h"
#include "annotate/reading/reading.h"

/* The attributions as they are to be read, in the same order; one may have become several. `found`
 * is changed. */
hs_found_attribution *hs_found_mend(const hs_reading *reading, const hs_attribution_word *words,
                                    hs_found_attribution *found, size_t *count);

/* Takes "that" off the front of indirect content where it is the conjunction, with what separates
 * it from the rest. */
void hs_found_drop_conjunction(const hs_reading *reading, const hs_attribution_word *words,
                               hs_token_range *content);

/* A verb in "-ing" at a word. */
bool hs_found_doing(const hs_reading *reading, uint32_t word);

/* The verb that a cue is about: the one that its other words hang on, or HS_NONE. */
uint32_t hs_found_verb(const hs_reading *reading, hs_token_range cue);

/* "was told", "accused of": who is told or accused is not who says it. found_passive.c */
void hs_found_open_passive(const hs_reading *reading, const hs_attribution_word *words,
                           hs_found_attribution *found);

/* "X said the plan was dead and resigned", "…, though he warned that …": cuts what the outer
 * subject does besides off indirect content. True where that reports too, and is `second`.
 * found_clauses.c
 */
bool hs_found_cut_clause(const hs_reading *reading, const hs_attribution_word *words,
                         hs_found_attribution *found, hs_found_attribution *second);

/* "“It will close,” she said. He blamed “costs”": takes pieces in other sentences that are not what
 * the cue reports off the content. True where a verb of their own reports the first of them, which
 * is `second`; marks that no cue has are layout's. found_pieces.c */
bool hs_found_part_pieces(const hs_reading *reading, const hs_attribution_word *words,
                          hs_found_attribution *found, hs_found_attribution *second);

/* "was told that it would fall, | documents show": takes a report of the whole sentence at its end,
 * `outer`, off the content, of which there is some; false where there is none. found_pieces.c */
bool hs_found_trailing(const hs_reading *reading, const hs_attribution_word *words,
                       hs_found_attribution *found, hs_found_attribution *outer);

/* "said he had called her “love” and demanded cash": adds what the inner subject does besides,
 * in front of a token. */
void hs_found_take_clause(const hs_reading *reading, const hs_attribution_word *words,
                          hs_token_range *content, uint32_t limit);

/* "quotes Ana Ruiz as saying", "his lawyer he said": the words of whoever speaks. found_source.c */
void hs_found_mend_source(const hs_reading *reading, const hs_attribution_word *words,
                          hs_found_attribution *found);

/* What whoever a noun means can do; a pronoun may stand for anybody. found_clauses.c */
typedef enum hs_actor { HS_ACTOR_THING, HS_ACTOR_BODY, HS_ACTOR_PERSON } hs_actor;
hs_actor hs_found_actor(const hs_reading *reading, uint32_t token);

/* Whether a cue does something to its object rather than says anything. found_idle.c */
bool hs_found_idle(const hs_reading *reading, const hs_attribution_word *words,
                   const hs_found_attribution *found);

/* "refused to blame the official", "said a few words": whether nothing is told of what was said, if
 * anything was. Such an attribution is no quote. found_idle.c */
bool hs_found_unspoken(const hs_reading *reading, const hs_attribution_word *words,
                       const hs_found_attribution *found);

/* Whether marks hold a word of a range. */
static inline bool hs_found_quoted(const hs_attribution_word *words, hs_token_range range)
{
    for (uint32_t t = range.first; t < range.end; t++)
        if (words[t].quoted)
            return true;
    return false;
}

/* Whether a token is `text`, ASCII letters' case set aside. */
static inline bool hs_token_is(const hs_reading *reading, uint32_t token, const char *text)
{
    hs_span span = reading->block->tokens[token].span;
    return hs_str_is_ignoring_case(hs_str_slice(reading->block->text, span.start, span.end), text);
}
