/* References to results, places to source bytes, and the names of the enumerations. */
#include "annotate/annotation.h"

#include <stdlib.h>

hs_annotations *hs_annotations_ref(hs_annotations *annotations)
{
    atomic_fetch_add_explicit(&annotations->references, 1, memory_order_relaxed);
    return annotations;
}

void hs_annotations_unref(hs_annotations *annotations)
{
    if (!annotations ||
        atomic_fetch_sub_explicit(&annotations->references, 1, memory_order_acq_rel) != 1)
        return;
    hs_block_list_unref(annotations->blocks);
    hs_arena_finish(&annotations->arena);
    free(annotations);
}

hs_span hs_place_source(const hs_annotations *annotations, hs_place place)
{
    return hs_block_source_span(&annotations->blocks->entries[place.block], place.span);
}

const char *hs_annotation_kind_name(hs_annotation_kind kind)
{
    static const char *const names[] = {"accusation", "answer", "claim", "quote"};
    return names[kind];
}

const char *hs_quote_act_name(hs_quote_act act)
{
    return act == HS_ACT_THOUGHT ? "thought" : "speech";
}

const char *hs_quote_form_name(hs_quote_form form)
{
    static const char *const names[] = {"direct", "mixed", "indirect", "block"};
    return names[form];
}

const char *hs_claim_type_name(hs_claim_type type)
{
    static const char *const names[] = {"quantity", "comparison", "cause", "event",
                                        "rule",     "record",     "other"};
    return names[type];
}

const char *hs_accusation_form_name(hs_accusation_form form)
{
    return form == HS_ACCUSATION_IMPLICIT ? "implicit" : "explicit";
}

const char *hs_answer_kind_name(hs_answer_kind kind)
{
    static const char *const names[] = {"denial", "counter", "admission", "justification",
                                        "no-comment"};
    return names[kind];
}
