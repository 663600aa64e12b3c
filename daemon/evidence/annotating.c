/* From the analysis's places (a block and a span in it) to bytes of the document's text. */
#include "evidence/annotating.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "annotate/quotes/attribution_model.h"
#include "base/array.h"
#include "language/shared.h"

enum { NICENESS = 10 };

typedef struct annotating {
    const hs_annotations *annotations;
    hs_arena *arena;
    HS_ARRAY(hs_archive_quote) quotes;
    HS_ARRAY(hs_archive_quantity) quantities;
} annotating;

static void add_quote(annotating *a, const hs_quote *quote)
{
    hs_span *content = hs_arena_new_array(a->arena, hs_span, quote->content_count);
    for (size_t i = 0; i < quote->content_count; i++)
        content[i] = hs_place_source(a->annotations, quote->content[i]);
    hs_str name = quote->speaker.known && !quote->speaker.author ? quote->speaker.name : HS_STR("");
    *hs_array_push(&a->quotes) = (hs_archive_quote){
        .content = content,
        .content_count = quote->content_count,
        .direct = quote->form != HS_FORM_INDIRECT,
        .speaker = hs_arena_copy_str(a->arena, name),
        .speaker_key = hs_archive_speaker_key(name, a->arena),
    };
}

static void add_quantities(annotating *a, const hs_claim *claim)
{
    for (size_t i = 0; i < claim->quantity_count; i++) {
        const hs_quantity *quantity = &claim->quantities[i];
        *hs_array_push(&a->quantities) = (hs_archive_quantity){
            .span = hs_place_source(a->annotations, quantity->place),
            .value = quantity->value,
            .unit = hs_arena_copy_str(a->arena, hs_str_from(quantity->unit)),
        };
    }
}

static void collect(annotating *a)
{
    for (size_t i = 0; i < a->annotations->count; i++) {
        const hs_annotation *annotation = &a->annotations->items[i];
        if (annotation->kind == HS_ANNOTATION_QUOTE && annotation->quote.act == HS_ACT_SPEECH &&
            annotation->quote.content_count > 0)
            add_quote(a, &annotation->quote);
        else if (annotation->kind == HS_ANNOTATION_CLAIM)
            add_quantities(a, &annotation->claim);
    }
}

bool hs_archive_annotate_text(hs_archive_document *document, const atomic_bool *cancel,
                              hs_arena *arena)
{
    annotating a = {.arena = arena};
    char language[32] = "";
    if (document->language.length < sizeof language)
        memcpy(language, document->language.bytes, document->language.length);
    hs_block_list *blocks =
        hs_block_list_build(document->text, hs_markup_from_language_id(language));
    hs_annotations *annotations = hs_annotate_quotes(blocks, cancel);
    hs_block_list_unref(blocks);
    if (!annotations)
        return false;
    a.annotations = annotations;
    collect(&a);
    document->quotes =
        hs_arena_copy(arena, a.quotes.items, a.quotes.count * sizeof *a.quotes.items);
    document->quote_count = a.quotes.count;
    document->quantities =
        hs_arena_copy(arena, a.quantities.items, a.quantities.count * sizeof *a.quantities.items);
    document->quantity_count = a.quantities.count;
    document->model = hs_archive_model();
    hs_array_finish(&a.quotes);
    hs_array_finish(&a.quantities);
    hs_annotations_unref(annotations);
    return true;
}

uint64_t hs_archive_model(void)
{
    const hs_language *language = hs_language_shared(NULL);
    uint64_t parts[] = {language ? hs_language_hash(language) : 0,
                        hs_attribution_model_shared_hash()};
    return hs_hash_bytes(parts, sizeof parts, hs_str_hash(HS_STR(HS_VERSION)));
}

size_t hs_annotating_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        return 1;
    return processors < HS_ANNOTATING_THREADS_MOST ? (size_t)processors
                                                   : HS_ANNOTATING_THREADS_MOST;
}

void hs_annotating_lower_priority(void)
{
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), NICENESS);
}
