// Between f32 and bf16, the upper half of its bits.
#include "brain.h"
#include <immintrin.h>

CK_INLINE void ck_round_bf16_without_body(const float *restrict x, uint16_t *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = ck_narrow(x[i]);
}
KERNEL(void, , ck_round_bf16_without, (const float *x, uint16_t *y, size_t n), (x, y, n))

// By the instruction for it, which takes what is below the least normal number for zero.
CK_BF16 static void ck_round_bf16_native(const float *x, uint16_t *y, size_t n) {
    size_t i = 0;
    for (; i + 32 <= n; i += 32)
        _mm512_storeu_si512(y + i, (__m512i)_mm512_cvtne2ps_pbh(_mm512_loadu_ps(x + i + 16), _mm512_loadu_ps(x + i)));
    for (; i < n; i += 16) {
        __mmask16 mask = n - i >= 16 ? 0xFFFF : (__mmask16)((1u << (n - i)) - 1);
        _mm256_mask_storeu_epi16(y + i, mask, (__m256i)_mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(mask, x + i)));
    }
}

void ck_round_bf16_plain(const float *x, uint16_t *y, size_t n) { ck_round_bf16_without_plain(x, y, n); }

void ck_round_bf16(const float *x, uint16_t *y, size_t n) {
    (ck_has_bf16() ? ck_round_bf16_native : ck_round_bf16_without)(x, y, n);
}

CK_INLINE void ck_widen_bf16_body(const uint16_t *restrict x, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = ck_widen(x[i]);
}
KERNEL(void, , ck_widen_bf16, (const uint16_t *x, float *y, size_t n), (x, y, n))

int ck_has_bf16(void) { return __builtin_cpu_supports("avx512bf16") && ck_level() == 2; }
