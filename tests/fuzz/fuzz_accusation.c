/* Damaged accusation sections: the input is laid over the section of small untrained networks, as
 * pairs of a place (three bytes) and a value; a last byte cuts the section. What still binds must
 * run within its bounds.
 */
#include <string.h>

#include "fuzz.h"

#include "annotate/accusations/accusation_roles.h"
#include "train/accusation_export.h"

static void make_section(hs_buffer *section)
{
    struct encoder_shape shape = {16, 16};
    struct encoder encoder;
    const float settings[HS_ACCUSATION_SETTINGS] = {0.2f, 0.2f};
    encoder_init(&encoder, &shape, 1);
    accusation_export(&encoder, 1, settings, section);
    encoder_finish(&encoder);
}

static void run(const hs_accusation_model *model)
{
    static hs_block_list *list;
    if (!list)
        list = hs_block_list_build(HS_STR("She accused the council of lying. It denied that."),
                                   HS_MARKUP_PLAIN);
    hs_arena arena = {0};
    hs_reading r = {.block = list->entries[0].block, .arena = &arena, .scratch = &arena};
    hs_reading_prepare(&r);
    if (r.syntax) {
        hs_accusation_word *words = hs_accusation_words(&r, &arena);
        hs_accusation_output output =
            hs_accusation_run(model, &r, hs_accusation_inputs(&r, words, &arena), &arena);
        hs_found_accusations found = {0};
        const hs_chain chain = hs_accusation_chain(model);
        hs_likelihoods likelihoods = hs_likelihoods_read(&chain, &r, &output);
        hs_accusation_find(model, &r, &output, &likelihoods,
                           model->settings[HS_SETTING_ACCUSING_LEAST], &found);
        for (size_t i = 0; i < found.count; i++)
            FUZZ_ASSERT(found.items[i].charge.end <= r.syntax->word_count);
        hs_array_finish(&found);
    }
    hs_array_finish(&r.attributions);
    hs_arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static hs_buffer section;
    if (section.length == 0)
        make_section(&section);
    size_t length = section.length;
    char *damaged = aligned_alloc(64, (length + 63) / 64 * 64);
    if (!damaged)
        return 0;
    memcpy(damaged, section.bytes, length);
    size_t at = 0;
    for (; at + 4 <= size; at += 4) {
        size_t place = bytes[at] | (size_t)bytes[at + 1] << 8 | (size_t)bytes[at + 2] << 16;
        damaged[place % length] = (char)bytes[at + 3];
    }
    if (at < size)
        length -= bytes[at];
    hs_accusation_model model;
    hs_error error;
    if (hs_accusation_model_bind(&model, hs_str_make(damaged, length), &error)) {
        run(&model);
        hs_accusation_model_finish(&model);
    }
    free(damaged);
    return 0;
}
