/* The life of snapshots; what is in them is made elsewhere. */
#include "workspace/snapshot.h"

#include <stdlib.h>

#include "base/memory.h"
#include "workspace/checks.h"

hs_snapshot *hs_snapshot_create_take(int64_t version, hs_source_text *text, hs_chapters *chapters,
                                     hs_settings *settings, const hs_snapshot *before)
{
    hs_snapshot *snapshot = hs_alloc_zeroed(1, sizeof *snapshot);
    atomic_init(&snapshot->references, 1);
    snapshot->version = version;
    snapshot->text = text;
    snapshot->chapters = chapters;
    snapshot->settings = settings;
    snapshot->joined = hs_alloc_zeroed(1, sizeof *snapshot->joined);
    bool same_rules = before && before->settings == settings;
    if (before && before->checks)
        snapshot->checks = hs_checks_ref(before->checks);
    hs_findings_init(&snapshot->findings, chapters, settings, same_rules ? &before->findings : NULL,
                     snapshot->checks);
    return snapshot;
}

hs_snapshot *hs_snapshot_with_checks_take(const hs_snapshot *snapshot, hs_checks *checks)
{
    hs_snapshot *checked = hs_alloc_zeroed(1, sizeof *checked);
    hs_annotations *joined = atomic_load(snapshot->joined);
    atomic_init(&checked->references, 1);
    checked->version = snapshot->version;
    checked->text = hs_source_text_ref(snapshot->text);
    checked->chapters = hs_chapters_ref(snapshot->chapters);
    checked->settings = hs_settings_ref(snapshot->settings);
    checked->joined = hs_alloc_zeroed(1, sizeof *checked->joined);
    atomic_store(checked->joined, joined ? hs_annotations_ref(joined) : NULL);
    checked->checks = checks;
    hs_findings_init(&checked->findings, checked->chapters, checked->settings, &snapshot->findings,
                     checks);
    return checked;
}

hs_snapshot *hs_snapshot_ref(hs_snapshot *snapshot)
{
    atomic_fetch_add_explicit(&snapshot->references, 1, memory_order_relaxed);
    return snapshot;
}

void hs_snapshot_unref(hs_snapshot *snapshot)
{
    if (!snapshot || atomic_fetch_sub_explicit(&snapshot->references, 1, memory_order_acq_rel) != 1)
        return;
    hs_findings_finish(&snapshot->findings);
    hs_checks_unref(snapshot->checks);
    hs_chapters_unref(snapshot->chapters);
    hs_annotations_unref(atomic_load(snapshot->joined));
    free(snapshot->joined);
    hs_source_text_unref(snapshot->text);
    hs_settings_unref(snapshot->settings);
    free(snapshot);
}

const hs_annotations *hs_snapshot_annotations(const hs_snapshot *snapshot)
{
    hs_annotations *joined = atomic_load(snapshot->joined);
    if (joined)
        return joined;
    hs_annotations *made = hs_chapters_join(snapshot->chapters);
    if (atomic_compare_exchange_strong(snapshot->joined, &joined, made))
        return made;
    hs_annotations_unref(made); /* another thread was first */
    return joined;
}

bool hs_settings_show(const hs_settings *settings, const hs_annotation *annotation)
{
    switch (annotation->kind) {
    case HS_ANNOTATION_QUOTE:
        return annotation->quote.act == HS_ACT_SPEECH || settings->thoughts;
    case HS_ANNOTATION_CLAIM:
        return annotation->claim.checkworthiness >= settings->claim_threshold;
    case HS_ANNOTATION_ACCUSATION:
    case HS_ANNOTATION_ANSWER:
        break;
    }
    return true;
}
