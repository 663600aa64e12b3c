/* Chooses the kernels by what the processor says it can run. */

#include "language/kernels.h"

#ifdef HS_KERNELS_X86

#ifdef HS_KERNELS_AVX_VNNI

#include <cpuid.h>

/* Intel 64 and IA-32 Architectures Software Developer's Manual, CPUID leaf 7, subleaf 1; older
 * compilers do not know its name. */
static bool has_avx_vnni(void)
{
    enum { FEATURES = 7, MORE = 1, AVX_VNNI = 1 << 4 };
    unsigned eax, ebx, ecx, edx;
    return __builtin_cpu_supports("avx2") &&
           __get_cpuid_count(FEATURES, MORE, &eax, &ebx, &ecx, &edx) && (eax & AVX_VNNI);
}

#endif

static bool has_avx512_vnni(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

size_t hs_kernels_available(const struct hs_kernels *kernels[HS_KERNELS_MOST])
{
    size_t count = 0;
    kernels[count++] = &hs_kernels_portable;
    if (__builtin_cpu_supports("avx2"))
        kernels[count++] = &hs_kernels_avx2;
#ifdef HS_KERNELS_AVX_VNNI
    if (has_avx_vnni())
        kernels[count++] = &hs_kernels_avx_vnni;
#endif
    if (has_avx512_vnni())
        kernels[count++] = &hs_kernels_avx512_vnni;
    return count;
}

#else

size_t hs_kernels_available(const struct hs_kernels *kernels[HS_KERNELS_MOST])
{
    kernels[0] = &hs_kernels_portable;
    return 1;
}

#endif

const struct hs_kernels *hs_kernels_best(void)
{
    const struct hs_kernels *kernels[HS_KERNELS_MOST];
    size_t count = hs_kernels_available(kernels);
    return kernels[count - 1];
}
