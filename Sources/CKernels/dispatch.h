// One body, three variants, one choice: KERNEL defines `name`, which runs the widest variant the processor has, and
// `name_plain`, its twin without vector instructions, which tests hold the others against.
#ifndef CK_DISPATCH_H
#define CK_DISPATCH_H
#include "CKernels.h"

#define CK_INLINE static inline __attribute__((always_inline))
#define CK_AVX2 __attribute__((target("avx2,fma"), flatten))
#define CK_AVX512 __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"), flatten))
#define CK_BF16 __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"), flatten))

// Sums may be taken in any order: a vector register holds partial ones.
#pragma clang fp reassociate(on) contract(fast)

static inline int ck_level(void) {
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw"))
        return 2;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 1 : 0;
}

// PARAMETERS and ARGUMENTS come in parentheses; RETURN is `return` or empty.
#define KERNEL(RESULT, RETURN, NAME, PARAMETERS, ARGUMENTS)                                  \
    RESULT NAME##_plain PARAMETERS { RETURN NAME##_body ARGUMENTS; }                         \
    CK_AVX2 static RESULT NAME##_avx2 PARAMETERS { RETURN NAME##_body ARGUMENTS; }           \
    CK_AVX512 static RESULT NAME##_avx512 PARAMETERS { RETURN NAME##_body ARGUMENTS; }       \
    RESULT NAME PARAMETERS {                                                                 \
        switch (ck_level()) {                                                                \
        case 2: RETURN NAME##_avx512 ARGUMENTS; break;                                       \
        case 1: RETURN NAME##_avx2 ARGUMENTS; break;                                         \
        default: RETURN NAME##_plain ARGUMENTS;                                              \
        }                                                                                    \
    }
#endif
