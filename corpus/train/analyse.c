/* Prints the language analysis of plain text as CoNLL-U; a blank line ends a paragraph.
 *
 *     analyse [--model MODEL] [FILE]
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "language/conllu_write.h"
#include "language/model_file.h"

#define TEXT_MAX ((size_t)1 << 28)

/* A paragraph's places count from the start of the file. */
typedef struct place_context {
    hs_str text;
    size_t paragraph;
    size_t counted_bytes;
    uint32_t counted_characters;
} place_context;

static uint32_t characters_before(place_context *c, size_t byte)
{
    for (; c->counted_bytes < byte; c->counted_bytes++)
        c->counted_characters += ((uint8_t)c->text.bytes[c->counted_bytes] & 0xc0) != 0x80;
    return c->counted_characters;
}

static hs_span place(void *context, hs_span bytes)
{
    place_context *c = context;
    uint32_t start = characters_before(c, c->paragraph + bytes.start);
    return (hs_span){start, characters_before(c, c->paragraph + bytes.end)};
}

static void analyse(const hs_language *language, hs_str text)
{
    place_context context = {.text = text};
    hs_conllu_options options = {
        .first_sentence = 1, .new_document = true, .place = place, .context = &context};
    for (size_t at = 0; at < text.length;) {
        const char *blank = memmem(text.bytes + at, text.length - at, "\n\n", 2);
        size_t end = blank ? (size_t)(blank - text.bytes) : text.length;
        hs_arena arena = {0};
        hs_buffer out = {0};
        context.paragraph = at;
        const hs_analysis *analysis =
            hs_language_analyse(language, hs_str_slice(text, at, end), &arena);
        hs_conllu_write(analysis, &options, &out);
        fwrite(out.bytes, 1, out.length, stdout);
        options.first_sentence += analysis->sentence_count;
        options.new_document = options.new_document && analysis->sentence_count == 0;
        hs_buffer_finish(&out);
        hs_arena_finish(&arena);
        at = blank ? end + 2 : end;
    }
}

static bool run(const char *option, const char *path, hs_error *error)
{
    hs_buffer text = {0};
    char *model = hs_model_file_find(option, error);
    hs_language *language = model ? hs_language_open(model, error) : NULL;
    bool good = language && hs_file_read(path, TEXT_MAX, &text, error);
    if (good)
        analyse(language, hs_buffer_str(&text));
    hs_buffer_finish(&text);
    hs_language_close(language);
    free(model);
    return good;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"model", required_argument, NULL, 'm'},
                                            {NULL, 0, NULL, 0}};
    const char *model = NULL;
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) == 'm')
        model = optarg;
    if (option != -1 || argc - optind > 1) {
        fprintf(stderr, "usage: analyse [--model MODEL] [FILE]\n");
        return 2;
    }
    hs_error error = {0};
    if (run(model, optind < argc ? argv[optind] : "-", &error))
        return 0;
    fprintf(stderr, "analyse: %s\n", error.text);
    return 1;
}
