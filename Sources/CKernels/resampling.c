// Pictures at another size in whole numbers, as Pillow computes them: weights of 22 bits, each pass rounded to bytes.
#include "dispatch.h"

#define PRECISION 22

CK_INLINE uint8_t level(int32_t sum) {
    sum >>= PRECISION;
    return (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

// Three channels of eight pixels fill whole registers; what belongs to a channel is added up at the end.
CK_INLINE void ck_resample_across_body(const uint8_t *restrict x, const int32_t *restrict starts,
                                       const int32_t *restrict weights, uint8_t *restrict y, size_t places,
                                       size_t taps) {
    for (size_t i = 0; i < places; i++, weights += taps * 3, y += 3) {
        const uint8_t *from = x + 3 * (size_t)starts[i];
        int32_t sums[24] = {0};
        for (size_t k = 0; k < taps * 3; k += 24)
            for (size_t j = 0; j < 24; j++) sums[j] += from[k + j] * weights[k + j];
        int32_t totals[3] = {1 << (PRECISION - 1), 1 << (PRECISION - 1), 1 << (PRECISION - 1)};
        for (size_t j = 0; j < 24; j += 3)
            for (size_t c = 0; c < 3; c++) totals[c] += sums[j + c];
        for (size_t c = 0; c < 3; c++) y[c] = level(totals[c]);
    }
}
KERNEL(void, , ck_resample_across,
       (const uint8_t *x, const int32_t *starts, const int32_t *weights, uint8_t *y, size_t places, size_t taps),
       (x, starts, weights, y, places, taps))

CK_INLINE void ck_resample_down_body(const uint8_t *restrict x, size_t stride, const int32_t *restrict weights,
                                     uint8_t *restrict y, size_t bytes, size_t taps) {
    size_t at = 0;
    for (; at + 64 <= bytes; at += 64) {
        int32_t sums[64];
        for (size_t j = 0; j < 64; j++) sums[j] = 1 << (PRECISION - 1);
        for (size_t tap = 0; tap < taps; tap++)
            for (size_t j = 0; j < 64; j++) sums[j] += x[tap * stride + at + j] * weights[tap];
        for (size_t j = 0; j < 64; j++) y[at + j] = level(sums[j]);
    }
    for (; at < bytes; at++) {
        int32_t sum = 1 << (PRECISION - 1);
        for (size_t tap = 0; tap < taps; tap++) sum += x[tap * stride + at] * weights[tap];
        y[at] = level(sum);
    }
}
KERNEL(void, , ck_resample_down,
       (const uint8_t *x, size_t stride, const int32_t *weights, uint8_t *y, size_t bytes, size_t taps),
       (x, stride, weights, y, bytes, taps))
