/* Reads word-by-word name tags and gathers them to spans. */
#include "train/named.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "train/lines.h"

#define FILE_MAX ((size_t)1 << 28)

static void end_sentence(hs_named_text *text)
{
    uint32_t last = text->sentence_ends.count > 0
                        ? text->sentence_ends.items[text->sentence_ends.count - 1]
                        : 0;
    if (text->words.count > last)
        *hs_array_push(&text->sentence_ends) = (uint32_t)text->words.count;
}

/* The next field of a line, or an empty one. */
static hs_str next_field(hs_str line, size_t *at)
{
    while (*at < line.length && (line.bytes[*at] == ' ' || line.bytes[*at] == '\t'))
        (*at)++;
    size_t start = *at;
    while (*at < line.length && line.bytes[*at] != ' ' && line.bytes[*at] != '\t')
        (*at)++;
    return hs_str_slice(line, start, *at);
}

static bool is_number(hs_str field)
{
    for (size_t i = 0; i < field.length; i++)
        if (field.bytes[i] < '0' || field.bytes[i] > '9')
            return false;
    return field.length > 0;
}

/* `*open` is true while the name before may go on. */
static bool add_tag(hs_named_text *text, hs_str tag, bool *open)
{
    if (hs_str_equal(tag, HS_STR("O"))) {
        *open = false;
        return true;
    }
    if (tag.length < 3 || tag.length - 2 >= sizeof text->names.items->type || tag.bytes[1] != '-' ||
        (tag.bytes[0] != 'B' && tag.bytes[0] != 'I'))
        return false;
    hs_str type = hs_str_slice(tag, 2, tag.length);
    hs_named_span *last = text->names.count > 0 ? &text->names.items[text->names.count - 1] : NULL;
    uint32_t word = (uint32_t)text->words.count - 1;
    if (tag.bytes[0] == 'I' && *open && hs_str_equal(hs_str_from(last->type), type)) {
        last->end = word + 1;
        return true;
    }
    hs_named_span *name = hs_array_push(&text->names);
    *name = (hs_named_span){.first = word, .end = word + 1};
    memcpy(name->type, type.bytes, type.length);
    *open = true;
    return true;
}

static bool read_line(hs_named_text *text, hs_str line, bool *open)
{
    size_t at = 0;
    hs_str word = next_field(line, &at), tag = next_field(line, &at), third = next_field(line, &at);
    if (hs_str_equal(word, HS_STR("-DOCSTART-")))
        return true;
    if (third.length > 0 && is_number(word)) {
        word = tag;
        tag = third;
    }
    if (tag.length == 0)
        return false;
    *hs_array_push(&text->words) = word;
    return add_tag(text, tag, open);
}

static bool parse(hs_named_text *text, const char *name, hs_error *error)
{
    hs_str all = hs_buffer_str(&text->source);
    bool open = false;
    size_t line_number = 0;
    for (size_t at = 0; at < all.length;) {
        const char *newline = memchr(all.bytes + at, '\n', all.length - at);
        size_t end = newline ? (size_t)(newline - all.bytes) : all.length;
        hs_str line = hs_str_slice(all, at, end);
        at = end + 1;
        line_number++;
        if (line.length == 0) {
            end_sentence(text);
            open = false;
        } else if (line.bytes[0] != '#' && !read_line(text, line, &open)) {
            hs_named_text_finish(text);
            return hs_error_set(error, "%s:%zu: no word with a name tag", name, line_number);
        }
    }
    end_sentence(text);
    return true;
}

bool hs_named_text_read(hs_named_text *text, const char *path, hs_error *error)
{
    *text = (hs_named_text){0};
    return hs_file_read(path, FILE_MAX, &text->source, error) && parse(text, path, error);
}

bool hs_named_text_parse(hs_named_text *text, hs_str bytes, const char *name, hs_error *error)
{
    *text = (hs_named_text){0};
    hs_buffer_append_str(&text->source, bytes);
    return parse(text, name, error);
}

/* Turns a row of the table into "word I-PER" or "word O"; other lines into an empty one. A word
 * that would begin a comment is written out. */
static void append_silver_row(hs_buffer *out, const char *row)
{
    char word[200], type[40];
    int fields = sscanf(row, "%*[^\t]\t%*[^\t]\t%199[^\t]\t%*[^\t]\t%*[^\t]\t%39[^\t]", word, type);
    if (fields == 2) {
        for (char *c = word; *c; c++)
            *c = *c == ' ' ? '_' : *c;
        hs_buffer_printf(out, "%s %s", word[0] == '#' ? "number" : word,
                         strcmp(type, "PERSON") == 0 ? "I-PER" : "O");
    }
    hs_buffer_append_byte(out, '\n');
}

bool hs_named_text_read_silver(hs_named_text *text, const char *path, hs_error *error)
{
    struct lines lines;
    *text = (hs_named_text){0};
    bool good = lines_open(&lines, path);
    for (char *row; good && (row = lines_next(&lines));)
        append_silver_row(&text->source, row);
    if (!good || !lines_close(&lines)) {
        hs_named_text_finish(text);
        return hs_error_set(error, "%s: cannot be read", path);
    }
    return parse(text, path, error);
}

void hs_named_text_finish(hs_named_text *text)
{
    hs_buffer_finish(&text->source);
    hs_array_finish(&text->words);
    hs_array_finish(&text->sentence_ends);
    hs_array_finish(&text->names);
    *text = (hs_named_text){0};
}

void hs_named_text_keep(hs_named_text *text, const char *const *types)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->names.count; i++)
        for (const char *const *type = types; *type; type++)
            if (strcmp(text->names.items[i].type, *type) == 0) {
                text->names.items[kept++] = text->names.items[i];
                break;
            }
    text->names.count = kept;
}
