/* Reading the tables: fields parted by tabs, quoted as in CSV (RFC 4180), the first row a heading.
 */
#include "train/ranking_data.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"

enum { FIELDS = 4, FILE_MAX = 1 << 28 };

typedef struct table {
    hs_str text;
    size_t at;
    hs_arena *arena;
} table;

static hs_str read_field(table *t)
{
    hs_buffer field = {0};
    bool quoted = t->at < t->text.length && t->text.bytes[t->at] == '"';
    t->at += quoted;
    while (t->at < t->text.length) {
        char c = t->text.bytes[t->at];
        if (quoted && c == '"') {
            t->at++;
            if (t->at >= t->text.length || t->text.bytes[t->at] != '"') {
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == '\t' || c == '\n' || c == '\r')) {
            break;
        }
        hs_buffer_append_byte(&field, c);
        t->at++;
    }
    hs_str copy = hs_arena_copy_str(t->arena, hs_buffer_str(&field));
    hs_buffer_finish(&field);
    return copy;
}

/* The fields of the next row; false at the end. */
static bool read_row(table *t, hs_str fields[FIELDS])
{
    if (t->at >= t->text.length)
        return false;
    for (size_t i = 0; i < FIELDS; i++)
        fields[i] = HS_STR("");
    for (size_t i = 0;; i++) {
        hs_str field = read_field(t);
        if (i < FIELDS)
            fields[i] = field;
        if (t->at >= t->text.length || t->text.bytes[t->at] != '\t')
            break;
        t->at++;
    }
    while (t->at < t->text.length && (t->text.bytes[t->at] == '\n' || t->text.bytes[t->at] == '\r'))
        t->at++;
    return true;
}

static bool open_table(table *t, const char *path, hs_arena *arena, hs_error *error)
{
    hs_buffer bytes = {0};
    if (!hs_file_read(path, FILE_MAX, &bytes, error))
        return false;
    *t = (table){.text = hs_arena_copy_str(arena, hs_buffer_str(&bytes)), .arena = arena};
    hs_buffer_finish(&bytes);
    hs_str heading[FIELDS];
    read_row(t, heading);
    return true;
}

bool ranking_read_claims(const char *path, ranking_claims *claims, hs_arena *arena, hs_error *error)
{
    table t;
    hs_str fields[FIELDS];
    if (!open_table(&t, path, arena, error))
        return false;
    while (read_row(&t, fields))
        *hs_array_push(claims) = (ranking_claim){fields[0], fields[1], fields[2]};
    return true;
}

static bool read_pairs(const char *path, const ranking_claims *claims, ranking_posts *posts,
                       hs_error *error)
{
    hs_buffer bytes = {0};
    hs_map claim_of = {0}, post_of = {0};
    if (!hs_file_read(path, FILE_MAX, &bytes, error))
        return false;
    for (size_t i = 0; i < claims->count; i++)
        hs_map_set(&claim_of, claims->items[i].id, &claims->items[i]);
    for (size_t i = 0; i < posts->count; i++)
        hs_map_set(&post_of, posts->items[i].id, &posts->items[i]);
    char *rest = bytes.bytes;
    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        char post[64], claim[64], relevance[16];
        if (sscanf(line, "%63s %*s %63s %15s", post, claim, relevance) != 3 || relevance[0] == '0')
            continue;
        ranking_post *p = hs_map_get(&post_of, hs_str_from(post));
        const ranking_claim *c = hs_map_get(&claim_of, hs_str_from(claim));
        if (p && c && p->wanted_count < 4)
            p->wanted[p->wanted_count++] = (uint32_t)(c - claims->items);
    }
    hs_map_finish(&claim_of);
    hs_map_finish(&post_of);
    hs_buffer_finish(&bytes);
    return true;
}

bool ranking_read_posts(const char *directory, const ranking_claims *claims, ranking_posts *posts,
                        hs_arena *arena, hs_error *error)
{
    table t;
    hs_str fields[FIELDS];
    char path[4096];
    snprintf(path, sizeof path, "%s/tweets.queries.tsv", directory);
    if (!open_table(&t, path, arena, error))
        return false;
    while (read_row(&t, fields))
        *hs_array_push(posts) = (ranking_post){.id = fields[0], .text = fields[1]};
    snprintf(path, sizeof path, "%s/tweet-vclaim-pairs.qrels", directory);
    return read_pairs(path, claims, posts, error);
}

static void add_lines(hs_str text, ranking_lines *lines)
{
    for (size_t at = 0; at < text.length;) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        size_t next = end ? (size_t)(end - text.bytes) : text.length;
        if (next > at + 20)
            *hs_array_push(lines) = hs_str_slice(text, at, next);
        at = next + 1;
    }
}

bool ranking_read_lines(const char *directory, ranking_lines *lines, hs_arena *arena,
                        hs_error *error)
{
    struct dirent **names;
    int count = scandir(directory, &names, NULL, alphasort);
    if (count < 0)
        return hs_error_set(error, "%s: cannot be read as a folder", directory);
    bool fine = true;
    for (int i = 0; i < count; i++) {
        hs_buffer bytes = {0};
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", directory, names[i]->d_name);
        if (fine && hs_str_ends_with(hs_str_from(path), HS_STR(".txt"))) {
            fine = hs_file_read(path, FILE_MAX, &bytes, error);
            add_lines(hs_arena_copy_str(arena, hs_buffer_str(&bytes)), lines);
        }
        hs_buffer_finish(&bytes);
        free(names[i]);
    }
    free(names);
    return fine;
}
