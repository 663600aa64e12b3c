/* The claim section's layout; its reader is annotate/claims/claim_model.c. */
#include "train/claim_export.h"

#include <stdlib.h>

#include "annotate/claims/claim_model.h"
#include "base/memory.h"
#include "train/section_writer.h"

/* [width][CLAIM_TOKEN_WIDTH] to [CLAIM_TOKEN_WIDTH][width]. */
static float *transposed(const float *values, size_t width)
{
    float *result = hs_alloc_zeroed(width * CLAIM_TOKEN_WIDTH, sizeof *result);
    for (size_t i = 0; i < width; i++)
        for (size_t k = 0; k < CLAIM_TOKEN_WIDTH; k++)
            result[k * width + i] = values[i * CLAIM_TOKEN_WIDTH + k];
    return result;
}

static void put_network(hs_buffer *out, const struct claim_net *net, size_t state_width)
{
    struct claim_net_parameters values = claim_net_parameters(net);
    float *states = transposed(values.states, state_width);
    section_put_linear(out, states, values.bias, state_width, HS_CLAIM_TOKEN_WIDTH,
                       HS_CLAIM_TOKEN_WIDTH);
    section_put_table(out, values.rows, HS_CLAIM_ROWS, HS_CLAIM_TOKEN_WIDTH);
    section_put(out, values.hidden, sizeof(float) * HS_CLAIM_POOLED * HS_CLAIM_HIDDEN);
    section_put(out, values.hidden_bias, sizeof(float) * HS_CLAIM_HIDDEN);
    section_put(out, values.outputs, sizeof(float) * HS_CLAIM_HIDDEN * HS_CLAIM_OUTPUTS);
    section_put(out, values.output_bias, sizeof(float) * HS_CLAIM_OUTPUTS);
    free(states);
}

void claim_export(struct claim_net *const *nets, uint32_t members, size_t state_width,
                  uint64_t encoder, const float *context, hs_buffer *out)
{
    hs_claim_header header = {
        .version = HS_CLAIM_VERSION,
        .inputs_version = HS_CLAIM_INPUTS_VERSION,
        .state = (uint32_t)state_width,
        .rows = HS_CLAIM_ROWS,
        .token_width = HS_CLAIM_TOKEN_WIDTH,
        .features = HS_CLAIM_FEATURES,
        .hidden = HS_CLAIM_HIDDEN,
        .outputs = HS_CLAIM_OUTPUTS,
        .encoder = encoder,
        .members = members,
    };
    section_put(out, &header, sizeof header);
    for (uint32_t m = 0; m < members; m++)
        put_network(out, nets[m], state_width);
    section_put(out, context, sizeof(float) * HS_CLAIM_CONTEXT_WEIGHTS);
}
