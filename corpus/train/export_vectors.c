/* Puts vectors of words into a model file, in the place of those there.
 *
 *     export_vectors VECTORS.vec MODEL.hsm MOST
 *
 * VECTORS.vec is fastText's text format: a line with count and width, then a line a word, from
 * frequent to rare, as list_lemmas writes words ("deny/v"), with its numbers. The first MOST that
 * begin with a letter are kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/lines.h"
#include "train/model_writer.h"
#include "train/vector_table.h"

enum { WIDTH = HS_WORD_VECTOR_WIDTH };

static bool read_numbers(char *text, float *numbers)
{
    for (int i = 0; i < WIDTH; i++) {
        char *end;
        numbers[i] = strtof(text, &end);
        if (end == text)
            return false;
        text = end;
    }
    return true;
}

/* "deny/v 0.1 …"; false where it is no such line. What begins with no letter has no vector. */
static bool add_line(struct vector_table *table, char *line)
{
    float numbers[WIDTH];
    char *space = strchr(line, ' ');
    if (line[0] < 'a' || line[0] > 'z')
        return true;
    if (!space || space - line < 3 || space[-2] != '/' || !read_numbers(space, numbers))
        return false;
    vector_table_add(table, hs_str_make(line, (size_t)(space - line) - 2), space[-1], numbers);
    return true;
}

static bool read_vectors(struct vector_table *table, const char *path, size_t most, hs_error *error)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return hs_error_set(error, "%s: cannot be read", path);
    char *line = lines_next(&lines); /* count and width */
    bool good = line != NULL;
    while (good && table->rows.count < most && (line = lines_next(&lines)))
        good = add_line(table, line);
    lines_close(&lines);
    return (good && table->rows.count > 0) ||
           hs_error_set(error, "%s: not vectors of %d numbers for words of list_lemmas", path,
                        WIDTH);
}

static bool save(const hs_buffer *section, const char *path, hs_error *error)
{
    hs_model_writer writer = {0};
    bool good = hs_model_writer_read(&writer, path, error);
    if (good) {
        hs_model_writer_set(&writer, HS_WORD_VECTORS_SECTION, section->bytes, section->length);
        good = hs_model_writer_save(&writer, path, error);
    }
    hs_model_writer_finish(&writer);
    return good;
}

int main(int argc, char **argv)
{
    long most = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    if (most < 1 || most > HS_WORD_VECTORS_MAX) {
        fprintf(stderr, "usage: export_vectors VECTORS.vec MODEL.hsm MOST\n");
        return 2;
    }
    struct vector_table table = {0};
    hs_buffer section = {0};
    hs_error error = {0};
    bool good = read_vectors(&table, argv[1], (size_t)most, &error);
    if (good) {
        vector_table_export(&table, &section);
        good = save(&section, argv[2], &error);
    }
    if (good)
        printf("%zu vectors, %zu bytes\n", table.rows.count, section.length);
    else
        fprintf(stderr, "export_vectors: %s\n", error.text);
    vector_table_finish(&table);
    hs_buffer_finish(&section);
    return good ? 0 : 1;
}
