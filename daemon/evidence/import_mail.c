/* Mail: one message (.eml) or a mailbox (mbox), decoded by GMime.
 *
 * The text is the first plain part, else the HTML part's main text. Attachments are left out. A
 * message's name is its Message-ID (RFC 5322, MIME: RFC 2045 to 2047).
 */
#include "evidence/import_read.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

enum { PARTS_MOST = 200 };

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start_gmime(void)
{
    g_mime_init();
}

typedef struct parts {
    hs_buffer plain, html;
    size_t seen;
} parts;

/* The decoded text of a part, as UTF-8. */
static void append_text(GMimePart *part, hs_buffer *out)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *charset = g_mime_object_get_content_type_parameter((GMimeObject *)part, "charset");
    hs_buffer bytes = {0};
    char piece[4096];
    ssize_t got;
    if (!content)
        return;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    g_mime_stream_reset(stream);
    while ((got = g_mime_stream_read(stream, piece, sizeof piece)) > 0 &&
           bytes.length <= hs_limits_get()->document_bytes)
        hs_buffer_append(&bytes, piece, (size_t)got);
    hs_import_to_utf8(hs_buffer_str(&bytes), hs_str_from(charset ? charset : ""), out);
    hs_buffer_finish(&bytes);
    g_object_unref(stream);
}

static void visit(GMimeObject *parent, GMimeObject *object, gpointer data)
{
    parts *found = data;
    (void)parent;
    if (!GMIME_IS_PART(object) || found->seen++ >= PARTS_MOST)
        return;
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *disposition = g_mime_object_get_disposition(object);
    if (disposition && g_ascii_strcasecmp(disposition, "attachment") == 0)
        return;
    if (found->plain.length == 0 && g_mime_content_type_is_type(type, "text", "plain"))
        append_text((GMimePart *)object, &found->plain);
    else if (found->html.length == 0 && g_mime_content_type_is_type(type, "text", "html"))
        append_text((GMimePart *)object, &found->html);
}

/* Line ends of mail become those of texts. */
static hs_str with_plain_line_ends(hs_str text, hs_arena *arena)
{
    char *out = hs_arena_alloc(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] != '\r' || i + 1 == text.length || text.bytes[i + 1] != '\n')
            out[length++] = text.bytes[i];
    return hs_str_make(out, length);
}

static hs_str author_of(GMimeMessage *message, hs_arena *arena)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *first = from ? internet_address_list_get_address(from, 0) : NULL;
    const char *name = first ? internet_address_get_name(first) : NULL;
    if (!name && first && INTERNET_ADDRESS_IS_MAILBOX(first))
        name = internet_address_mailbox_get_addr((InternetAddressMailbox *)first);
    return hs_arena_copy_str(arena, hs_str_from(name ? name : ""));
}

static hs_str date_of(GMimeMessage *message, hs_arena *arena)
{
    GDateTime *date = g_mime_message_get_date(message);
    GDateTime *utc = date ? g_date_time_to_utc(date) : NULL;
    char *text = utc ? g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    hs_str copy = hs_arena_copy_str(arena, hs_str_from(text ? text : ""));
    g_free(text);
    if (utc)
        g_date_time_unref(utc);
    return copy;
}

static bool add_message(const hs_import_file *file, GMimeMessage *message, size_t number)
{
    hs_arena arena = {0};
    hs_buffer uri = {0};
    hs_import_page page = {0};
    parts found = {0};
    char part[32];
    const char *subject = g_mime_message_get_subject(message);
    const char *id = g_mime_message_get_message_id(message);
    g_mime_message_foreach(message, visit, &found);
    page.text = with_plain_line_ends(hs_buffer_str(&found.plain), &arena);
    if (found.plain.length == 0)
        hs_import_parse_page(hs_buffer_str(&found.html), NULL, &arena, &page);
    hs_buffer_append_str(&uri, file->uri);
    if (number > 0 && id)
        hs_buffer_printf(&uri, "#%s", id);
    else if (number > 0)
        hs_buffer_printf(&uri, "#%zu", number);
    snprintf(part, sizeof part, "message %zu", number);
    hs_archive_document document = {
        .uri = hs_buffer_str(&uri),
        .title = hs_import_squeeze(hs_str_from(subject ? subject : ""), &arena),
        .author = author_of(message, &arena),
        .published = date_of(message, &arena),
        .language = HS_STR("plaintext"),
        .text = page.text,
    };
    bool more = hs_import_add(file, number > 0 ? part : NULL, &document);
    hs_buffer_finish(&uri);
    hs_buffer_finish(&found.plain);
    hs_buffer_finish(&found.html);
    hs_arena_finish(&arena);
    return more;
}

static bool read_messages(const hs_import_file *file, bool mailbox)
{
    pthread_once(&once, start_gmime);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(file->bytes.bytes, file->bytes.length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    bool more = true;
    size_t count = 0;
    g_mime_parser_set_format(parser, mailbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
    do {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
        if (!message)
            break;
        count++;
        more = add_message(file, message, mailbox ? count : 0);
        g_object_unref(message);
    } while (more && mailbox && !g_mime_parser_eos(parser));
    g_object_unref(parser);
    g_object_unref(stream);
    if (count == 0)
        return hs_import_fail(file, NULL, "there is no message in it");
    return more;
}

bool hs_import_read_mail(const hs_import_file *file)
{
    return read_messages(file, false);
}

bool hs_import_read_mailbox(const hs_import_file *file)
{
    return read_messages(file, true);
}
