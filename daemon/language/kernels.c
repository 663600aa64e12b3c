/* Chooses the kernels by what the processor says it can run. */

#include "language/kernels.h"

#ifdef HS_KERNELS_X86

static bool has_avx512_vnni(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

size_t hs_kernels_available(const struct hs_kernels *kernels[3])
{
    size_t count = 0;
    kernels[count++] = &hs_kernels_portable;
    if (__builtin_cpu_supports("avx2"))
        kernels[count++] = &hs_kernels_avx2;
    if (has_avx512_vnni())
        kernels[count++] = &hs_kernels_avx512_vnni;
    return count;
}

#else

size_t hs_kernels_available(const struct hs_kernels *kernels[3])
{
    kernels[0] = &hs_kernels_portable;
    return 1;
}

#endif

const struct hs_kernels *hs_kernels_best(void)
{
    const struct hs_kernels *kernels[3];
    size_t count = hs_kernels_available(kernels);
    return kernels[count - 1];
}
