/* Who owns what: `before` and `after` are counted on the loop's thread alone, the analysis's thread
 * reads the one and makes the other.
 */
#include "features/tokens_ahead.h"

#include "features/open_document.h"

hs_tokens_ahead hs_tokens_ahead_begin(const hs_open_document *open)
{
    if (!open->tokens || !open->tokens_asked || !open->client)
        return (hs_tokens_ahead){0};
    return (hs_tokens_ahead){.before = hs_token_array_ref(open->tokens),
                             .encoding = open->client->encoding};
}

void hs_tokens_ahead_run(hs_tokens_ahead *ahead, hs_snapshot *snapshot)
{
    hs_view view;
    if (!ahead->before || !snapshot)
        return;
    hs_view_init_plain(&view, snapshot, ahead->encoding);
    ahead->after = hs_semantic_tokens_compute(&view, ahead->before);
    ahead->snapshot = hs_snapshot_ref(snapshot);
    ahead->difference = hs_token_array_compare(ahead->before, ahead->after);
}

void hs_tokens_ahead_end_take(hs_open_document *open, hs_tokens_ahead *ahead)
{
    hs_tokens_ahead_drop(&open->tokens_ahead);
    open->tokens_ahead = *ahead;
    *ahead = (hs_tokens_ahead){0};
}

bool hs_tokens_ahead_answers(const hs_open_document *open, const hs_token_array *before)
{
    const hs_tokens_ahead *ahead = &open->tokens_ahead;
    return ahead->after && ahead->before == before && ahead->snapshot == open->document.snapshot &&
           ahead->encoding == open->client->encoding;
}

void hs_tokens_ahead_drop(hs_tokens_ahead *ahead)
{
    hs_token_array_unref(ahead->before);
    hs_token_array_unref(ahead->after);
    hs_snapshot_unref(ahead->snapshot);
    *ahead = (hs_tokens_ahead){0};
}
