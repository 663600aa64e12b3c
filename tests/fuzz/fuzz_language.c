/* Analysis of arbitrary bytes with the model of this source tree: always well formed. Only the
 * first bytes are taken: instrumented arithmetic is slow.
 */
#include "fuzz.h"
#include "language/language.h"
#include "language/model_file.h"
#include "language_check.h"

enum { TAKEN = 200 };

static hs_language *open_model(void)
{
    hs_error error;
    char *path = hs_model_file_find(NULL, &error);
    hs_language *language = path ? hs_language_open(path, &error) : NULL;
    free(path);
    if (!language) {
        fprintf(stderr, "%s\n", error.text);
        exit(1);
    }
    return language;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static hs_language *language;
    if (size > TAKEN)
        size = TAKEN;
    if (!language)
        language = open_model();
    hs_arena arena = {0};
    const hs_analysis *analysis = hs_language_analyse(language, fuzz_input(bytes, size), &arena);
    fuzz_check(hs_check_analysis(analysis));
    hs_arena_finish(&arena);
    return 0;
}
