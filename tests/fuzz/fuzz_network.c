/* Damaged sections (damage.h) of a small untrained network, model of names and table of vectors,
 * first those of the network alone, then those of names with a whole network, then those of
 * vectors. What still binds must run within its bounds, and its trees must be mended within theirs.
 */
#include "damage.h"
#include "language/mend.h"
#include "language/network.h"
#include "train/export.h"
#include "train/name_trainer.h"
#include "train/vector_table.h"

static void make_section(hs_buffer *section)
{
    struct shape shape = {20, 30, 16, 16, 2, 16, 16};
    struct network *network = network_create(&shape, 5);
    network_export(network, section);
    network_destroy(network);
}

static void make_names(hs_buffer *section)
{
    enum { STATES = 32, VECTOR = 16, HIDDEN = 16, SLOTS = 16 };
    const float biases[HS_NAME_TAG_COUNT] = {0};
    uint32_t slots[SLOTS] = {0};
    const struct hs_name_lists lists = {slots, SLOTS};
    struct name_trainer *names =
        name_trainer_create(STATES + VECTOR + HS_NAME_LIST_INPUTS, HIDDEN, 5);
    slots[hs_name_slot_start(HS_NAME_HASH_START, SLOTS)] = hs_name_slot(HS_NAME_HASH_START, 1);
    name_trainer_export(names, &lists, STATES, VECTOR, biases, section);
    name_trainer_destroy(names);
}

static void run(const struct hs_network *network)
{
    struct hs_workspace *workspace = hs_workspace_create(network, hs_kernels_best());
    static const char *const lemmas[] = {"she", "say", "they", "accuse", "he"};
    const char text[] = "she said they accused him";
    hs_word words[5] = {{.byte_start = 0, .byte_end = 3},
                        {.byte_start = 4, .byte_end = 8},
                        {.byte_start = 9, .byte_end = 13},
                        {.byte_start = 14, .byte_end = 21},
                        {.byte_start = 22, .byte_end = 25}};
    const hs_word_span sentences[] = {{0, 2}, {2, 5}};
    hs_network_run(network, workspace, text, words, sentences, 2, NULL, 0);
    for (uint32_t i = 0; i < 5; i++) {
        FUZZ_ASSERT(words[i].deprel < HS_DEPREL_COUNT && words[i].upos < HS_UPOS_COUNT &&
                    words[i].entity_tag < HS_NAME_TAG_COUNT);
        words[i].lemma = lemmas[i];
        words[i].lemma_length = (uint16_t)strlen(lemmas[i]);
    }
    hs_tree_mend(hs_str_from(text), words, sentences, 2);
    for (uint32_t i = 0; i < 5; i++)
        FUZZ_ASSERT(words[i].head == HS_NO_WORD ||
                    (words[i].head < 5 && (words[i].head < 2) == (i < 2)));
    hs_workspace_destroy(workspace);
}

static void run_names(const hs_buffer *section, const uint8_t *bytes, size_t size)
{
    static hs_buffer whole;
    if (whole.length == 0)
        make_names(&whole);
    size_t length, names_length;
    char *network_bytes = fuzz_damage(section, NULL, 0, &length);
    char *damaged = fuzz_damage(&whole, bytes, size, &names_length);
    struct hs_network network;
    struct hs_name_model names;
    hs_error error;
    if (network_bytes && damaged && hs_network_bind(&network, network_bytes, length, &error)) {
        if (hs_name_model_bind(&names, damaged, names_length, 2 * network.header.hidden,
                               network.header.input, &error)) {
            network.names = &names;
            run(&network);
            hs_name_model_finish(&names);
        }
        hs_network_finish(&network);
    }
    free(network_bytes);
    free(damaged);
}

static void run_vectors(const uint8_t *bytes, size_t size)
{
    static const char *const lemmas[] = {"deny", "report", "corrupt", "say"};
    static hs_buffer whole;
    if (whole.length == 0) {
        const float numbers[HS_WORD_VECTOR_WIDTH] = {1};
        struct vector_table table = {0};
        for (size_t i = 0; i < HS_COUNT(lemmas); i++)
            vector_table_add(&table, hs_str_from(lemmas[i]), 'v', numbers);
        vector_table_export(&table, &whole);
        vector_table_finish(&table);
    }
    size_t length;
    char *damaged = fuzz_damage(&whole, bytes, size, &length);
    hs_word_vectors vectors;
    hs_error error;
    if (damaged && hs_word_vectors_bind(&vectors, hs_str_make(damaged, length), &error))
        for (size_t i = 0; i < HS_COUNT(lemmas); i++) {
            hs_word word = {.lemma = lemmas[i],
                            .lemma_length = (uint16_t)strlen(lemmas[i]),
                            .upos = HS_UPOS_VERB};
            int8_t numbers[HS_WORD_VECTOR_WIDTH];
            hs_word_vectors_copy(&vectors, &word, numbers); /* stays within the section */
        }
    free(damaged);
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
    run_names(&section, bytes, size);
    run_vectors(bytes, size);
    return 0;
}
