/* Feeds: RSS (0.9x, 1.0, 2.0) and Atom (RFC 4287), read as a stream by libxml2.
 *
 * No entity is expanded, nothing is loaded from elsewhere, and a feed that declares entities of its
 * own is refused: no feed needs that, and it is how small files become huge ("billion laughs").
 * What an item says of itself is matched by local names, since feeds mix their namespaces freely.
 */
#include "evidence/import_read.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include "base/memory.h"

enum { FEED_DEPTH_MOST = 64 };

typedef enum item_field {
    ITEM_TITLE,
    ITEM_LINK,
    ITEM_ID,
    ITEM_AUTHOR,
    ITEM_DATE,
    ITEM_BODY,
    ITEM_SUMMARY,
    ITEM_FIELD_COUNT
} item_field;

static const struct {
    const char *element;
    item_field field;
} elements[] = {
    {"title", ITEM_TITLE},  {"link", ITEM_LINK},           {"guid", ITEM_ID},
    {"id", ITEM_ID},        {"creator", ITEM_AUTHOR},      {"author", ITEM_AUTHOR},
    {"name", ITEM_AUTHOR},  {"pubDate", ITEM_DATE},        {"published", ITEM_DATE},
    {"date", ITEM_DATE},    {"updated", ITEM_DATE},        {"encoded", ITEM_BODY},
    {"content", ITEM_BODY}, {"description", ITEM_SUMMARY}, {"summary", ITEM_SUMMARY},
};

typedef struct feed_reader {
    const hs_import_file *file;
    xmlTextReaderPtr xml;
    hs_buffer fields[ITEM_FIELD_COUNT];
    bool filled[ITEM_FIELD_COUNT]; /* its element has ended: the first one counts */
    int item_depth;                /* of the item under way; -1 outside */
    int field;                     /* whose element is open, or -1 */
    int field_depth;
    size_t count;
    bool more;
} feed_reader;

/* ---------------------------------------------------------------- items */

static hs_str field(const feed_reader *feed, item_field which)
{
    return hs_buffer_str(&feed->fields[which]);
}

static bool add_item(feed_reader *feed)
{
    hs_arena arena = {0};
    hs_buffer uri = {0};
    hs_import_page page;
    char part[32];
    hs_str body =
        field(feed, ITEM_BODY).length > 0 ? field(feed, ITEM_BODY) : field(feed, ITEM_SUMMARY);
    hs_import_parse_page(body, NULL, &arena, &page);
    hs_str link = hs_import_squeeze(field(feed, ITEM_LINK), &arena);
    hs_str id = hs_import_squeeze(field(feed, ITEM_ID), &arena);
    if (link.length == 0 && hs_str_starts_with(id, HS_STR("http")))
        link = id;
    if (link.length > 0) {
        hs_buffer_append_str(&uri, link);
    } else {
        hs_buffer_append_str(&uri, feed->file->uri);
        hs_buffer_append_byte(&uri, '#');
        if (id.length > 0)
            hs_buffer_append_str(&uri, id);
        else
            hs_buffer_printf(&uri, "%zu", feed->count);
    }
    snprintf(part, sizeof part, "item %zu", feed->count);
    hs_archive_document document = {
        .uri = hs_buffer_str(&uri),
        .url = link,
        .title = hs_import_squeeze(field(feed, ITEM_TITLE), &arena),
        .author = hs_import_squeeze(field(feed, ITEM_AUTHOR), &arena),
        .published = hs_import_date(field(feed, ITEM_DATE), &arena),
        .language = HS_STR("plaintext"),
        .text = page.text,
    };
    bool more = hs_import_add(feed->file, part, &document);
    hs_buffer_finish(&uri);
    hs_arena_finish(&arena);
    return more;
}

/* ---------------------------------------------------------------- elements */

static void open_item(feed_reader *feed, int depth)
{
    feed->item_depth = depth;
    feed->field = -1;
    feed->count++;
    for (size_t i = 0; i < ITEM_FIELD_COUNT; i++) {
        hs_buffer_clear(&feed->fields[i]);
        feed->filled[i] = false;
    }
}

/* Atom's links stand in an attribute; only that to the page itself counts. */
static void read_link(feed_reader *feed)
{
    xmlChar *address = xmlTextReaderGetAttribute(feed->xml, BAD_CAST "href");
    xmlChar *relation = xmlTextReaderGetAttribute(feed->xml, BAD_CAST "rel");
    bool page = !relation || strcmp((const char *)relation, "alternate") == 0;
    if (address && page && feed->fields[ITEM_LINK].length == 0)
        hs_buffer_append_text(&feed->fields[ITEM_LINK], (const char *)address);
    xmlFree(address);
    xmlFree(relation);
}

static void open_element(feed_reader *feed, const char *name, int depth)
{
    if (strcmp(name, "item") == 0 || strcmp(name, "entry") == 0) {
        open_item(feed, depth);
        return;
    }
    if (feed->item_depth < 0)
        return;
    if (strcmp(name, "link") == 0)
        read_link(feed);
    if (xmlTextReaderIsEmptyElement(feed->xml))
        return;
    for (size_t i = 0; i < HS_COUNT(elements); i++) {
        if (strcmp(name, elements[i].element) != 0 || feed->filled[elements[i].field])
            continue;
        feed->field = (int)elements[i].field;
        feed->field_depth = depth;
        return;
    }
}

static void close_element(feed_reader *feed, int depth)
{
    if (feed->item_depth == depth) {
        feed->item_depth = -1;
        feed->more = add_item(feed);
    } else if (feed->field >= 0 && feed->field_depth == depth) {
        feed->filled[feed->field] = feed->fields[feed->field].length > 0;
        feed->field = -1;
    }
}

/* Elements inside Atom's XHTML content end words. */
static void read_node(feed_reader *feed)
{
    int depth = xmlTextReaderDepth(feed->xml);
    const char *name = (const char *)xmlTextReaderConstLocalName(feed->xml);
    const char *value = (const char *)xmlTextReaderConstValue(feed->xml);
    switch (xmlTextReaderNodeType(feed->xml)) {
    case XML_READER_TYPE_ELEMENT:
        if (feed->field >= 0 && feed->field_depth < depth && strcmp(name, "name") != 0)
            hs_buffer_printf(&feed->fields[feed->field], "<%s>", name);
        else
            open_element(feed, name, depth);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        if (feed->field >= 0 && feed->field_depth < depth)
            hs_buffer_printf(&feed->fields[feed->field], "</%s>", name);
        else
            close_element(feed, depth);
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        if (feed->field >= 0 && value)
            hs_buffer_append_text(&feed->fields[feed->field], value);
        break;
    default:
        break;
    }
}

/* ---------------------------------------------------------------- files */

static bool declares_entities(hs_str bytes)
{
    return memmem(bytes.bytes, bytes.length, "<!ENTITY", 8) != NULL;
}

static bool read_all(feed_reader *feed)
{
    int state = 1;
    while (feed->more && (state = xmlTextReaderRead(feed->xml)) == 1) {
        if (xmlTextReaderDepth(feed->xml) > FEED_DEPTH_MOST)
            return hs_import_fail(feed->file, NULL, "its elements are nested too deeply");
        read_node(feed);
    }
    if (!feed->more)
        return false;
    if (state < 0) {
        const xmlError *cause = xmlGetLastError();
        hs_error why;
        hs_error_set(&why, "is no well-formed XML: line %d: %.200s", cause ? cause->line : 0,
                     cause && cause->message ? cause->message : "");
        why.text[strcspn(why.text, "\n")] = '\0';
        return hs_import_fail(feed->file, NULL, why.text);
    }
    return feed->count > 0 || hs_import_fail(feed->file, NULL, "is no feed: it has no items");
}

bool hs_import_read_feed(const hs_import_file *file)
{
    feed_reader feed = {.file = file, .item_depth = -1, .field = -1, .more = true};
    if (declares_entities(file->bytes))
        return hs_import_fail(file, NULL,
                              "declares entities of its own, which no feed needs and "
                              "which can make it grow without bound: refused");
    if (file->bytes.length > INT_MAX)
        return hs_import_fail(file, NULL, "is too long");
    feed.xml = xmlReaderForMemory(file->bytes.bytes, (int)file->bytes.length, NULL, NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!feed.xml)
        return hs_import_fail(file, NULL, "cannot be read as XML");
    bool more = read_all(&feed);
    xmlFreeTextReader(feed.xml);
    for (size_t i = 0; i < ITEM_FIELD_COUNT; i++)
        hs_buffer_finish(&feed.fields[i]);
    return more;
}
