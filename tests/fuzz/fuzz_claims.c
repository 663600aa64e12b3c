/* Damaged claim sections (damage.h), of a small untrained model. What still binds must run within
 * its bounds.
 */
#include "damage.h"
#include "train/claim_export.h"

enum { STATE = 16, TOKENS = 5 };

static void make_section(hs_buffer *section)
{
    const float context[HS_CLAIM_CONTEXT_WEIGHTS] = {1, 0, 1, 0};
    struct claim_net *net = claim_net_create(STATE, 5);
    claim_export(&net, 1, STATE, 77, context, section);
    claim_net_destroy(net);
}

static void run(const hs_claim_model *model)
{
    hs_arena arena = {0};
    hs_claim_token tokens[TOKENS] = {{0, HS_CLAIM_WORD_ROWS, true}, {9, HS_CLAIM_ROWS - 1, false}};
    int8_t *states = hs_arena_alloc_array(&arena, TOKENS, model->header.state);
    float features[HS_CLAIM_FEATURES] = {1, 0.5f}, outputs[HS_CLAIM_OUTPUTS];
    memset(states, 3, TOKENS * (size_t)model->header.state);
    hs_claim_run claims =
        hs_claim_begin(model, tokens, states, model->header.state, TOKENS, &arena);
    hs_claim_outputs(&claims, 1, TOKENS, features, outputs);
    hs_arena_finish(&arena);
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
    hs_claim_model model;
    hs_error error;
    if (hs_claim_model_bind(&model, hs_str_make(damaged, length), &error)) {
        run(&model);
        hs_claim_model_finish(&model);
    }
    free(damaged);
    return 0;
}
