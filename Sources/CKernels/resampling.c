// Pictures at another size in whole numbers, as Pillow computes them: weights of 22 bits, each pass rounded to bytes.
#include "dispatch.h"
#include <string.h>

#define PRECISION 22

CK_INLINE uint8_t level(int32_t sum) {
    sum >>= PRECISION;
    return (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

// Four pixels of four channels fill a register; what a channel has in each is added up at the end.
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int32_t ints16 __attribute__((vector_size(64)));
typedef int32_t ints8 __attribute__((vector_size(32)));
typedef int32_t ints4 __attribute__((vector_size(16)));

CK_INLINE void ck_resample_across_body(const uint8_t *restrict x, size_t pixels, uint8_t *restrict row,
                                       const int32_t *restrict starts, const int32_t *restrict weights,
                                       uint8_t *restrict y, size_t places, size_t taps) {
    // The fourth byte is the next pixel's first; nobody reads what becomes of it.
    for (size_t i = 0; i + 1 < pixels; i++) memcpy(row + 4 * i, x + 3 * i, 4);
    memcpy(row + 4 * (pixels - 1), x + 3 * (pixels - 1), 3);
    for (size_t i = 0; i < places; i++, weights += taps * 4, y += 3) {
        const uint8_t *from = row + 4 * (size_t)starts[i];
        ints16 sums = {0};
        for (size_t k = 0; k < taps * 4; k += 16) {
            bytes16 levels;
            ints16 each;
            memcpy(&levels, from + k, sizeof levels);
            memcpy(&each, weights + k, sizeof each);
            sums += __builtin_convertvector(levels, ints16) * each;
        }
        ints8 pairs = __builtin_shufflevector(sums, sums, 0, 1, 2, 3, 4, 5, 6, 7) +
                      __builtin_shufflevector(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15);
        ints4 totals = __builtin_shufflevector(pairs, pairs, 0, 1, 2, 3) +
                       __builtin_shufflevector(pairs, pairs, 4, 5, 6, 7) + (1 << (PRECISION - 1));
        for (size_t c = 0; c < 3; c++) y[c] = level(totals[c]);
    }
}
KERNEL(void, , ck_resample_across,
       (const uint8_t *x, size_t pixels, uint8_t *row, const int32_t *starts, const int32_t *weights, uint8_t *y,
        size_t places, size_t taps),
       (x, pixels, row, starts, weights, y, places, taps))

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
