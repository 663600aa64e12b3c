/* Damaged network sections (damage.h), of a small untrained network. What still binds must run
 * within its bounds.
 */
#include "damage.h"
#include "language/network.h"
#include "train/export.h"

static void make_section(hs_buffer *section)
{
    struct shape shape = {20, 30, 16, 16, 2, 16, 16};
    struct network *network = network_create(&shape, 5);
    network_export(network, section);
    network_destroy(network);
}

static void run(const struct hs_network *network)
{
    struct hs_workspace *workspace = hs_workspace_create(network, hs_kernels_best());
    const char text[] = "one two three four five";
    hs_word words[5] = {{.byte_start = 0, .byte_end = 3},
                        {.byte_start = 4, .byte_end = 7},
                        {.byte_start = 8, .byte_end = 13},
                        {.byte_start = 14, .byte_end = 18},
                        {.byte_start = 19, .byte_end = 23}};
    const hs_word_span sentences[] = {{0, 2}, {2, 5}};
    hs_network_run(network, workspace, text, words, sentences, 2, NULL);
    for (uint32_t i = 0; i < 5; i++)
        FUZZ_ASSERT(words[i].deprel < HS_DEPREL_COUNT && words[i].upos < HS_UPOS_COUNT);
    hs_workspace_destroy(workspace);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static hs_buffer section;
    if (section.length == 0)
        make_section(&section);
    size_t length;
    char *damaged = fuzz_damage(&section, bytes, size, &length);
    if (!damaged)
        return 0;
    struct hs_network network;
    hs_error error;
    if (hs_network_bind(&network, damaged, length, &error)) {
        run(&network);
        hs_network_finish(&network);
    }
    free(damaged);
    return 0;
}
