/* From text to snapshot: blocks, annotations, findings. Scheduling is the features' business. */
#include "workspace/analysis.h"

#include "annotate/linking/chapters.h"
#include "annotate/read_ahead.h"
#include "base/heap.h"
#include "language/shared.h"

static hs_block_list *build_blocks(const hs_document_analysis *analysis)
{
    hs_str source = hs_source_text_str(analysis->text);
    const hs_text_edit *edit = &analysis->edit;
    if (!analysis->previous)
        return hs_block_list_build(source, analysis->markup);
    if (!edit->any)
        return hs_block_list_ref(analysis->previous);
    return hs_block_list_rebuild(source, analysis->markup, analysis->previous,
                                 (hs_span){edit->start, edit->old_end},
                                 edit->new_end - edit->start);
}

static void give_back(void)
{
    const hs_language *language = hs_language_shared(NULL);
    if (language)
        hs_language_give_back(language);
    hs_heap_give_back();
}

void hs_document_analysis_run(hs_document_analysis *analysis, const atomic_bool *cancel)
{
    if (cancel && atomic_load(cancel))
        return;
    analysis->blocks = build_blocks(analysis);
    bool opened = !analysis->previous;
    hs_read_ahead ahead = {0};
    if (opened)
        hs_read_ahead_start(&ahead, analysis->blocks, cancel);
    hs_chapters *chapters = hs_chapters_annotate(
        analysis->blocks, analysis->before ? analysis->before->chapters : NULL, cancel);
    hs_read_ahead_finish(&ahead);
    if (!chapters)
        return;
    analysis->snapshot =
        hs_snapshot_create_take(analysis->version, hs_source_text_ref(analysis->text), chapters,
                                hs_settings_ref(analysis->settings), analysis->before);
    if (opened && chapters->count > 1)
        give_back(); /* edits need less than opening did */
}

void hs_document_analysis_finish(hs_document_analysis *analysis)
{
    hs_source_text_unref(analysis->text);
    hs_settings_unref(analysis->settings);
    hs_block_list_unref(analysis->previous);
    hs_snapshot_unref(analysis->before);
    hs_block_list_unref(analysis->blocks);
    hs_snapshot_unref(analysis->snapshot);
    *analysis = (hs_document_analysis){0};
}
