/* Puts a document into an archive, as an import does with many. */
#pragma once

#include "evidence/archive_prepare.h"

/* Within begin and commit. `document->id` is set. */
static inline hs_archive_put put_document(hs_archive *archive, hs_archive_document *document,
                                          hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_put put = hs_archive_put_prepared(archive, hs_archive_prepare(document, &arena),
                                                 &document->id, error);
    hs_arena_finish(&arena);
    return put;
}
