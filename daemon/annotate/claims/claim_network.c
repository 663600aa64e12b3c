/* Running the claim model: a vector a token for the whole block, then pools, hidden layer and
 * outputs for each sentence. Products of states are in the integer arithmetic of
 * language/kernels.h.
 */
#include <string.h>

#include "annotate/claims/claim_model.h"

enum { WIDTH = HS_CLAIM_TOKEN_WIDTH, HIDDEN = HS_CLAIM_HIDDEN, OUTPUTS = HS_CLAIM_OUTPUTS };
enum {
    RUN = 128, /* tokens a product */
    AHEAD = 8, /* tokens whose rows come from memory */
};

static void finish_vector(const struct hs_kernels *kernels, const hs_claim_network *network,
                          hs_claim_token token, const int32_t *sums, float *vector)
{
    if (token.masked)
        memcpy(vector, network->from_state.bias, WIDTH * sizeof *vector);
    else
        kernels->scale(vector, sums, network->from_state.scales, network->from_state.bias, WIDTH);
    const uint32_t rows[] = {token.word, token.pair};
    kernels->add_rows(vector, &network->rows, rows, 2, WIDTH);
    for (int k = 0; k < WIDTH; k++)
        vector[k] = vector[k] > 0 ? vector[k] : 0;
}

static void fetch_rows(const hs_claim_network *network, hs_claim_token token)
{
    const uint32_t rows[] = {token.word, token.pair};
    hs_vectors_prefetch(&network->rows, rows, 2, WIDTH);
}

hs_claim_run hs_claim_begin(const hs_claim_model *model, const hs_claim_token *tokens,
                            const int8_t *states, size_t stride, uint32_t token_count,
                            hs_arena *arena)
{
    hs_claim_run run = {.model = model};
    uint32_t most = token_count < RUN ? token_count : RUN;
    int32_t *sums = hs_arena_room(arena, most, WIDTH * sizeof *sums);
    for (uint32_t m = 0; m < model->header.members; m++) {
        const hs_claim_network *network = &model->members[m];
        run.vectors[m] = hs_arena_room(arena, token_count, sizeof *run.vectors[m]);
        for (uint32_t first = 0; first < token_count; first += RUN) {
            uint32_t count = token_count - first < most ? token_count - first : most;
            model->kernels->multiply(&network->from_state.matrix, states + first * stride, count,
                                     stride, sums, WIDTH);
            for (uint32_t i = 0; i < count; i++) {
                if (first + i + AHEAD < token_count)
                    fetch_rows(network, tokens[first + i + AHEAD]);
                finish_vector(model->kernels, network, tokens[first + i], sums + (size_t)i * WIDTH,
                              run.vectors[m][first + i]);
            }
        }
    }
    return run;
}

/* The largest values and the means over the tokens. */
static void pool(const float (*vectors)[WIDTH], uint32_t count, float *restrict most,
                 float *restrict mean)
{
    memcpy(most, vectors[0], WIDTH * sizeof *most);
    memset(mean, 0, WIDTH * sizeof *mean);
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < WIDTH; k++) {
            most[k] = vectors[i][k] > most[k] ? vectors[i][k] : most[k];
            mean[k] += vectors[i][k];
        }
    for (int k = 0; k < WIDTH; k++)
        mean[k] /= (float)count;
}

/* Adds a member's outputs. `pooled` has the features behind the room for the pools. */
static void add_outputs(const struct hs_kernels *kernels, const hs_claim_network *network,
                        const float (*vectors)[WIDTH], uint32_t count, float *pooled, float share,
                        float *outputs)
{
    float hidden[HIDDEN];
    pool(vectors, count, pooled, pooled + WIDTH);
    memcpy(hidden, network->hidden_bias, sizeof hidden);
    kernels->add_weighted(hidden, network->hidden, pooled, HS_CLAIM_POOLED, HIDDEN);
    for (int k = 0; k < HIDDEN; k++)
        hidden[k] = hidden[k] > 0 ? share * hidden[k] : 0;
    kernels->add_weighted(outputs, network->output_bias, &share, 1, OUTPUTS);
    kernels->add_weighted(outputs, network->outputs, hidden, HIDDEN, OUTPUTS);
}

void hs_claim_outputs(const hs_claim_run *run, uint32_t first, uint32_t end,
                      const float features[HS_CLAIM_FEATURES], float outputs[HS_CLAIM_OUTPUTS])
{
    uint32_t members = run->model->header.members;
    float pooled[HS_CLAIM_POOLED];
    memcpy(pooled + 2 * WIDTH, features, HS_CLAIM_FEATURES * sizeof *features);
    memset(outputs, 0, OUTPUTS * sizeof *outputs);
    for (uint32_t m = 0; m < members; m++)
        add_outputs(run->model->kernels, &run->model->members[m],
                    (const float(*)[WIDTH])(run->vectors[m] + first), end - first, pooled,
                    1.0f / (float)members, outputs);
}

float hs_claim_turn_logit(const float outputs[HS_CLAIM_OUTPUTS])
{
    return (outputs[HS_CLAIM_OUTPUT_ANY] + outputs[HS_CLAIM_OUTPUT_SENTENCE] +
            outputs[HS_CLAIM_OUTPUT_DEBATE_2019]) /
           3;
}
