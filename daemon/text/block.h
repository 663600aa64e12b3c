/* Blocks: the paragraphs, headings, captions… of a document, each an immutable unit of analysis.
 *
 * A block holds the text as a reader sees it (markup removed, entities resolved, invalid bytes as
 * U+FFFD), cut into sentences and tokens, with its quotation marks paired, and a map back to the
 * source. It depends on its own source and kind alone, so an edit elsewhere shares it.
 *
 * Offsets inside a block count bytes of its `text`. The source map is relative to where the block
 * starts in the source: a `hs_block_list` says where that is, so that blocks behind an edit
 * move without being touched.
 *
 * Ownership: reference counted (atomic), shared between document versions and threads. What is in
 * `arena` lives as long as the block.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/quotation.h"
#include "text/sentence.h"
#include "text/span.h"
#include "text/token.h"

typedef enum hs_markup {
    HS_MARKUP_PLAIN,
    HS_MARKUP_MARKDOWN,
    HS_MARKUP_HTML,
} hs_markup;

/* From an LSP languageId ("plaintext", "markdown", "html"…) or, with NULL, a file name's ending;
 * anything unknown is plain text. */
hs_markup hs_markup_from_language_id(const char *language_id);
hs_markup hs_markup_from_file_name(const char *file_name);

typedef enum hs_block_kind {
    HS_BLOCK_PARAGRAPH,
    HS_BLOCK_HEADING,
    HS_BLOCK_BYLINE,   /* "By Ana Ruiz, political correspondent" */
    HS_BLOCK_DATELINE, /* a line that holds only place and date; not "MOSCOW (AP) — …" */
    HS_BLOCK_CAPTION,
    HS_BLOCK_LIST_ITEM,
    HS_BLOCK_QUOTE,           /* set off by markup */
    HS_BLOCK_TRANSCRIPT_TURN, /* "Question: …", "Sergey Lavrov: …": speaker_span is the name, empty
                                 where questions and answers stand without labels */
    HS_BLOCK_BOILERPLATE,     /* "Share this", "image copyright", opening hours… not analysed */
} hs_block_kind;

/* One stretch of the text and the source that it came from. Where the lengths are equal the bytes
 * are the same, save that controls and line ends stand as spaces; otherwise (an entity, a replaced
 * byte, a space for markup) the stretch maps as a whole. The source between two runs (emphasis
 * marks, tags) belongs to neither. */
typedef struct hs_source_run {
    uint32_t text_start;
    uint32_t text_length;
    uint32_t source_start; /* from the block's start in the source */
    uint32_t source_length;
} hs_source_run;

typedef struct hs_block {
    atomic_uint references;
    hs_block_kind kind;
    uint8_t level; /* heading 1-6, list depth from 1; else 0 */
    hs_str text;
    hs_span dateline;          /* "MOSCOW (AP) —" at the front of a paragraph; empty if none */
    hs_span speaker_span;      /* the name before a transcript turn's colon; empty if none */
    const hs_source_run *runs; /* ascending, gapless over the text */
    size_t run_count;
    const hs_token *tokens;
    size_t token_count;
    const hs_sentence *sentences; /* ascending; every token lies in exactly one */
    size_t sentence_count;
    const hs_quotation *quotations; /* paired marks, by opening offset */
    size_t quotation_count;
    uint64_t hash; /* of kind, level and text: equal blocks analyse alike */
    hs_arena arena;
    _Atomic(void *)
        attachment; /* what a layer above keeps with the block; see hs_block_attach_take */
    _Atomic(void (*)(void *)) attachment_destroy;
} hs_block;

hs_block *hs_block_ref(hs_block *block);
void hs_block_unref(hs_block *block); /* NULL is fine */

/* Keeps `attachment` with the block for its lifetime. When two threads race, the first wins, the
 * loser's attachment is destroyed, and both get the winner's. Every attachment of a program has
 * the same type and `destroy`. */
void *hs_block_attach_take(hs_block *block, void *attachment, void (*destroy)(void *));
void *hs_block_attachment(const hs_block *block); /* NULL if none yet */

typedef struct hs_block_run hs_block_run; /* block_runs.h */

typedef struct hs_block_entry {
    hs_block *block;       /* of one of the list's runs, which hold it */
    uint32_t source_start; /* where the block starts in the source */
    uint8_t kind;          /* the block's */
    uint8_t markup_kind;   /* what the markup called it, */
    uint8_t own_kind;      /* what its own text makes it, */
    uint16_t traits;       /* and what it shows its neighbours: block_kind.h, interview.h */
} hs_block_entry;

/* An ignore comment: `<!-- hearsay-ignore vague-source -->` in Markdown and HTML,
 * `[hearsay-ignore vague-source]` on a line of its own in plain text; `hearsay-ignore-file` speaks
 * for the whole document. The comment itself is in no block's text. */
typedef struct hs_ignore {
    hs_span source;      /* the comment, in the source */
    bool whole_file;     /* else it speaks for one block: */
    size_t block_index;  /* the one that it stands in, else the next; the list's count if none */
    uint32_t anchor;     /* the source offset at or behind which that block is */
    const hs_str *rules; /* as written; they live as long as the list */
    size_t rule_count;   /* 0: all rules */
} hs_ignore;

/* The blocks of one document version, in source order. Immutable, reference counted. */
typedef struct hs_block_list {
    atomic_uint references;
    hs_markup markup;
    const hs_ignore *ignores; /* in source order */
    size_t ignore_count;
    hs_arena arena;      /* of the ignore comments */
    hs_block_run **runs; /* that hold the blocks, in their order; one reference each */
    size_t run_count;
    size_t count;
    hs_block_entry entries[];
} hs_block_list;

/* Cuts a whole source into blocks. Any bytes will do; never fails.
 *
 * Plain text: a line is a block, unless lines were wrapped. Markdown: front matter, code, HTML,
 * tables, pictures and where links lead are left out; NUL reads as a space. HTML: scripts, styles,
 * navigation, asides, footers, forms, lists in a <header>, code, pictures and what is hidden are
 * left out; <br> ends a paragraph; cells of a table are paragraphs. */
hs_block_list *hs_block_list_build(hs_str source, hs_markup markup);

/* The same result for a source that differs from the previous one in the bytes `replaced` (of the
 * old source), which became `inserted` bytes: blocks that did not change are shared. */
hs_block_list *hs_block_list_rebuild(hs_str source, hs_markup markup, const hs_block_list *previous,
                                     hs_span replaced, uint32_t inserted);

/* The blocks [from, to) as a list of their own. Starts count from that of the first; ignore
 * comments are left out. */
hs_block_list *hs_block_list_slice(const hs_block_list *list, size_t from, size_t to);

hs_block_list *hs_block_list_ref(hs_block_list *list);
void hs_block_list_unref(hs_block_list *list); /* NULL is fine */

/* The source bytes that a span of a block's text came from: from its first byte's source to its
 * last byte's, so with the markup that stands between, but without that around it. An empty span
 * gives an empty span. */
hs_span hs_block_source_span(const hs_block_entry *entry, hs_span text_span);

/* The block whose source holds or follows `source_offset`, and the offset in its text; false when
 * it lies behind the last block. */
bool hs_block_list_find(const hs_block_list *list, uint32_t source_offset, size_t *block_index,
                        uint32_t *text_offset);
