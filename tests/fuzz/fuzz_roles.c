/* Damaged sections of roles (damage.h): what still binds must run within its bounds. */
#include <math.h>

#include "damage.h"

#include "train/role_export.h"

static void run(const hs_role_model *model)
{
    static int8_t states[3][HS_ROLE_STATE];
    for (int i = 0; i < HS_ROLE_STATE; i++)
        states[0][i] = states[1][HS_ROLE_STATE - 1 - i] = states[2][i] =
            (int8_t)(i * 5 % 255 - 127);
    hs_role_units sums[3];
    hs_role_read_states(model, &model->from_mention, states[0], 2, sums);
    hs_role_read_finding(model, states[1], states[2], sums[2]);
    for (int task = 0; task < HS_ROLE_TASK_COUNT; task++) {
        const hs_role_inputs inputs = {
            .finding = sums[2],
            .mention = sums[task % 2],
            .sight = (UINT64_C(1) << HS_SIGHT_FEATURE_COUNT) - 1,
            .party = (UINT64_C(1) << HS_PARTY_FEATURE_COUNT) - 1,
        };
        FUZZ_ASSERT(isfinite(hs_role_output(model, (hs_role_task)task, &inputs)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static hs_buffer section;
    static hs_role_model model;
    if (section.length == 0) {
        struct role_net net;
        role_net_init(&net, 1);
        dense_randomise(&net.dense, ROLE_OUTPUTS, ROLE_SIZE - ROLE_OUTPUTS, 1, &net.random);
        role_export(&net, 1, &section);
        role_net_finish(&net);
    }
    size_t length;
    char *damaged = fuzz_damage(&section, bytes, size, &length);
    if (!damaged)
        return 0;
    hs_error error;
    if (hs_role_model_bind(&model, hs_str_make(damaged, length), &error))
        run(&model);
    free(damaged);
    return 0;
}
