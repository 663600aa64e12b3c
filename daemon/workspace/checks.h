/* What the archive says of one document's quotes and claims, by annotation.
 *
 * Made by a worker that may wait for the archive, behind the analysis; findings.h and the features
 * read it. Annotations keep their ids while their words stay the same, so checks of one version
 * serve the next until its own are there. Immutable, reference counted (atomic).
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>

#include "annotate/linking/chapters.h"
#include "base/arena.h"
#include "evidence/checked.h"
#include "workspace/settings.h"

typedef struct hs_check {
    uint64_t id; /* of the annotation */
    hs_checked *checked;
} hs_check;

typedef struct hs_checks {
    atomic_uint references;
    hs_check *items; /* by id */
    size_t count;
    uint64_t generation; /* of the archive */
} hs_checks;

/* Checks all quotes and claims that the settings show. NULL when cancelled, or with the reason
 * when the archive cannot be asked. */
hs_checks *hs_checks_make(hs_archive *archive, const hs_chapters *chapters,
                          const hs_settings *settings, uint64_t generation,
                          const atomic_bool *cancel, hs_error *error);
hs_checks *hs_checks_ref(hs_checks *checks);
void hs_checks_unref(hs_checks *checks); /* NULL is fine */

/* Whether two say the same of the same annotations. Either may be NULL. */
bool hs_checks_same(const hs_checks *first, const hs_checks *second);

/* What is known of an annotation, borrowed; NULL: nothing. `checks` may be NULL. */
const hs_checked *hs_checks_find(const hs_checks *checks, uint64_t id);

/* The places of a quote or claim that its check's pieces stand for, in order: a direct quote's
 * without their marks, of one that is direct in part what is in marks. At most `room`; places are
 * those of `annotations`. */
size_t hs_check_places(const hs_annotations *annotations, const hs_annotation *annotation,
                       hs_place *places, size_t room);

#define HS_CHECK_PLACES_MAX 64

/* The place that bytes [span) of the checked text have in the document; empty when the places are
 * not (any more) those that were checked. */
hs_place hs_check_place(const hs_checked *checked, const hs_place *places, size_t count,
                        hs_span span);
