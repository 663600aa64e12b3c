/* Reading what is imported: one file's bytes become documents and fact-checks.
 *
 * Formats are told by the file's name and, where that says nothing, by how it begins. Every reader
 * takes any bytes. What they find goes to a sink at once; nothing of a large file is gathered.
 */
#pragma once

#include "base/buffer.h"
#include "evidence/archive.h"

/* Where what is found goes. A function that says false wants no more (the import was cancelled).
 * Everything passed is borrowed for the call. */
typedef struct hs_import_sink {
    bool (*document)(void *data, const hs_archive_document *document);
    bool (*factcheck)(void *data, const hs_archive_factcheck *factcheck);
    /* `where` names the file, and the part of it if it has parts. */
    bool (*failed)(void *data, const char *where, const char *why);
    void *data;
} hs_import_sink;

typedef enum hs_import_format {
    HS_IMPORT_TEXT,
    HS_IMPORT_MARKDOWN,
    HS_IMPORT_HTML,
    HS_IMPORT_JSON,
    HS_IMPORT_JSON_LINES,
    HS_IMPORT_MAIL,
    HS_IMPORT_MAILBOX,
    HS_IMPORT_FEED,
} hs_import_format;

/* One file under way. */
typedef struct hs_import_file {
    const char *path; /* for messages */
    hs_str uri;
    hs_str bytes;
    const hs_import_sink *sink;
} hs_import_file;

/* By the name alone; false when it tells no format that we read. */
bool hs_import_format_of_name(const char *name, hs_import_format *format);

/* By name, else by content. */
hs_import_format hs_import_format_of(const char *name, hs_str bytes);

/* Reads the whole file. False when the sink wanted no more. */
bool hs_import_read(const hs_import_file *file, hs_import_format format);

/* ---------------------------------------------------------------- for the readers */

typedef bool hs_import_reader(const hs_import_file *file);
hs_import_reader hs_import_read_html, hs_import_read_json, hs_import_read_json_lines;

/* In a module of their own: module.h. */
hs_import_reader hs_import_read_mail, hs_import_read_mailbox, hs_import_read_feed;

/* Tells the sink that the file, or a part of it (NULL: all), cannot be taken. */
bool hs_import_fail(const hs_import_file *file, const char *part, const char *why);

/* Hands a document over once its text has been looked at: not empty, not too long. */
bool hs_import_add(const hs_import_file *file, const char *part,
                   const hs_archive_document *document);

/* Appends `bytes` as UTF-8 without byte order mark: as they are, or from the encoding that the mark
 * or `charset` (may be empty) names, or else from Windows-1252. */
void hs_import_to_utf8(hs_str bytes, hs_str charset, hs_buffer *out);

/* A point in time as ISO 8601, from that or from a mail's form (RFC 5322, 3.3); empty when it is
 * neither. In the arena. */
hs_str hs_import_date(hs_str text, hs_arena *arena);

/* White space in runs becomes one space, none at the ends. In the arena. */
hs_str hs_import_squeeze(hs_str text, hs_arena *arena);

/* What a page of HTML says of itself, and its main text as paragraphs with blank lines between. */
typedef struct hs_import_page {
    hs_str title, author, published, url;
    hs_str text;
} hs_import_page;

/* Everything in the arena. Fact-checks in the page's JSON-LD go to the file's sink, if `file` is
 * not NULL; false when that wanted no more. */
bool hs_import_parse_page(hs_str html, const hs_import_file *file, hs_arena *arena,
                          hs_import_page *page);

/* Visits the objects of linked data (JSON-LD): reviews of claims go to the sink, articles fill the
 * page's empty fields. */
bool hs_import_linked_data(hs_str json, const hs_import_file *file, hs_arena *arena,
                           hs_import_page *page);
