/* Prints the language analysis of a text as CoNLL-U, without a daemon.
 *
 *     analyse [--model MODEL] [FILE]
 *
 * The end of the file's name tells the markup.
 */
#include <getopt.h>
#include <stdio.h>

#include "base/file.h"
#include "language/conllu_document.h"
#include "language/shared.h"

#define TEXT_MAX ((size_t)1 << 28)

static bool run(const char *path, hs_error *error)
{
    hs_buffer text = {0}, out = {0};
    bool good = hs_file_read(path, TEXT_MAX, &text, error) &&
                hs_conllu_write_document(hs_buffer_str(&text), hs_markup_from_file_name(path),
                                         HS_ENCODING_UTF32, NULL, &out, error);
    fwrite(out.bytes, 1, out.length, stdout);
    hs_buffer_finish(&text);
    hs_buffer_finish(&out);
    return good;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"model", required_argument, NULL, 'm'},
                                            {NULL, 0, NULL, 0}};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) == 'm')
        hs_language_shared_choose(optarg);
    if (option != -1 || argc - optind > 1) {
        fprintf(stderr, "usage: analyse [--model MODEL] [FILE]\n");
        return 2;
    }
    hs_error error = {0};
    if (run(optind < argc ? argv[optind] : "-", &error))
        return 0;
    fprintf(stderr, "analyse: %s\n", error.text);
    return 1;
}
