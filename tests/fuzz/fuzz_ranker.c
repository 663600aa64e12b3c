/* Damaged sections of rankers (damage.h): what still binds must run within its bounds. */
#include <math.h>

#include "damage.h"

#include "annotate/accusations/role_model.h"
#include "train/ranker_export.h"

static void run(const hs_ranker *ranker)
{
    static int8_t states[3][HS_RANKER_STATE];
    for (int i = 0; i < HS_RANKER_STATE; i++)
        states[0][i] = states[1][HS_RANKER_STATE - 1 - i] = states[2][i] =
            (int8_t)(i * 5 % 255 - 127);
    hs_ranker_units sums[3];
    hs_ranker_read_states(ranker, &ranker->from_option, states[0], 2, sums);
    hs_ranker_read_question(ranker, states[1], states[2], sums[2]);
    hs_ranker_kept kept[2];
    hs_ranker_keep((const hs_ranker_units *)sums, 2, kept);
    for (unsigned task = 0; task < HS_ROLE_TASK_COUNT; task++) {
        const hs_ranker_inputs inputs = {
            .question = sums[2],
            .option = &kept[task % 2],
            .sight = UINT64_MAX >> (64 - HS_SIGHT_FEATURE_COUNT),
            .party = UINT64_MAX >> (64 - HS_PARTY_FEATURE_COUNT),
        };
        FUZZ_ASSERT(isfinite(hs_ranker_output(ranker, task, &inputs)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static hs_buffer section;
    static hs_ranker ranker;
    if (section.length == 0) {
        struct ranker_net net;
        ranker_net_init(&net, &hs_role_kind, 1);
        dense_randomise(&net.dense, net.at.outputs, net.at.size - net.at.outputs, 1, &net.random);
        ranker_export(&net, 1, &section);
        ranker_net_finish(&net);
    }
    size_t length;
    char *damaged = fuzz_damage(&section, bytes, size, &length);
    if (!damaged)
        return 0;
    hs_error error;
    if (hs_ranker_bind(&ranker, &hs_role_kind, hs_str_make(damaged, length), &error))
        run(&ranker);
    free(damaged);
    return 0;
}
