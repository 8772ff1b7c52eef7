// Between f32 and bf16, the upper half of its bits.
#include "dispatch.h"
#include <string.h>

CK_INLINE void ck_round_bf16_body(const float *restrict x, uint16_t *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, x + i, sizeof bits);
        // To the nearest, ties to even; what is no number stays none.
        uint32_t rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
        y[i] = (uint16_t)((bits & 0x7FFFFFFF) > 0x7F800000 ? (bits >> 16) | 0x40 : rounded);
    }
}
KERNEL(void, , ck_round_bf16, (const float *x, uint16_t *y, size_t n), (x, y, n))

CK_INLINE void ck_widen_bf16_body(const uint16_t *restrict x, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = (uint32_t)x[i] << 16;
        memcpy(y + i, &bits, sizeof bits);
    }
}
KERNEL(void, , ck_widen_bf16, (const uint16_t *x, float *y, size_t n), (x, y, n))

int ck_has_bf16(void) { return __builtin_cpu_supports("avx512bf16") && ck_level() == 2; }
