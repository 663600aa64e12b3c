/* Runs a fuzz target without libFuzzer: over its seeds, and over many mutations of them that are
 * the same at every run. A crash or a sanitizer's complaint ends the program; else it prints TAP.
 *
 *     replay SEED_FOLDER
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"

enum { SEED_LIMIT = 1 << 20, INPUT_LIMIT = 64 * 1024, MUTATIONS = 3000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef HS_ARRAY(hs_buffer) seed_list;

static uint32_t random_state = 20261124;

static uint32_t random_below(size_t bound)
{
    random_state = random_state * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(random_state >> 8) * bound >> 24);
}

/* A copy of exactly its size, so that reading past it is caught. */
static void run(hs_str input)
{
    uint8_t *copy = hs_alloc(input.length ? input.length : 1);

    if (input.length > 0)
        memcpy(copy, input.bytes, input.length);
    LLVMFuzzerTestOneInput(copy, input.length);
    free(copy);
}

static void read_seeds(seed_list *seeds, const char *folder)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;
    hs_error error;

    while (directory && (entry = readdir(directory))) {
        hs_buffer path = {0}, seed = {0};
        hs_buffer_printf(&path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && hs_file_read(path.bytes, SEED_LIMIT, &seed, &error))
            *hs_array_push(seeds) = seed;
        hs_buffer_finish(&path);
    }
    if (directory)
        closedir(directory);
}

static void cut(hs_buffer *input)
{
    size_t start = random_below(input->length + 1);
    size_t length = random_below(input->length - start + 1);

    memmove(input->bytes + start, input->bytes + start + length, input->length - start - length);
    input->length -= length;
}

/* Puts a stretch of another seed somewhere. */
static void splice(hs_buffer *input, hs_str other)
{
    hs_buffer result = {0};
    size_t at = random_below(input->length + 1);
    size_t start = random_below(other.length + 1);
    size_t length = random_below(other.length - start + 1);

    hs_buffer_append(&result, input->bytes, at);
    hs_buffer_append(&result, other.bytes + start, length);
    hs_buffer_append(&result, input->bytes + at, input->length - at);
    hs_buffer_finish(input);
    *input = result;
}

static void mutate(hs_buffer *input, const seed_list *seeds)
{
    for (uint32_t times = 1 + random_below(4); times > 0; times--) {
        uint32_t kind = random_below(4);
        if (kind == 0 && input->length > 0)
            input->bytes[random_below(input->length)] = (char)random_below(256);
        else if (kind == 1 && input->length > 0)
            input->bytes[random_below(input->length)] ^= (char)(1 << random_below(8));
        else if (kind == 2 && input->length > 0)
            cut(input);
        else if (input->length < INPUT_LIMIT)
            splice(input, hs_buffer_str(&seeds->items[random_below(seeds->count)]));
    }
}

static void run_mutations(const seed_list *seeds)
{
    for (int i = 0; i < MUTATIONS && seeds->count > 0; i++) {
        hs_buffer input = {0};
        hs_buffer_append_str(&input, hs_buffer_str(&seeds->items[random_below(seeds->count)]));
        mutate(&input, seeds);
        run(hs_buffer_str(&input));
        hs_buffer_finish(&input);
    }
}

int main(int count, char **arguments)
{
    seed_list seeds = {0};

    printf("1..2\n");
    if (count == 2)
        read_seeds(&seeds, arguments[1]);
    run((hs_str){"", 0});
    for (size_t i = 0; i < seeds.count; i++)
        run(hs_buffer_str(&seeds.items[i]));
    printf("%s 1 - %zu seeds\n", seeds.count > 0 ? "ok" : "not ok", seeds.count);
    run_mutations(&seeds);
    printf("ok 2 - %d mutations of them\n", MUTATIONS);
    for (size_t i = 0; i < seeds.count; i++)
        hs_buffer_finish(&seeds.items[i]);
    hs_array_finish(&seeds);
    return 0;
}
