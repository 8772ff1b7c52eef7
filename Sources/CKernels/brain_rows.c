// What stands between products of bf16: norms, activations, softmax and sums of columns that read or write bf16, and count in f32.
#include "brain.h"
#include "curves.h"
#include <math.h>

// Values are worked on in blocks of f32 that stay in the nearest cache, and rounded a block at a time.
enum { ck_block = 256 };
CK_INLINE size_t ck_fitting(size_t left) { return left < ck_block ? left : ck_block; }

CK_INLINE void ck_layer_norm_bf16_body(const float *x, const float *gain, const float *shift, uint16_t *restrict y,
                                       float *mean, float *rstd, size_t rows, size_t columns, float epsilon) {
#pragma clang fp reassociate(on) contract(fast)
    float block[ck_block];
    for (size_t r = 0; r < rows; r++) {
        const float *in = x + r * columns;
        float sum = 0, squares = 0;
        for (size_t c = 0; c < columns; c++) sum += in[c];
        float m = sum / (float)columns;
        for (size_t c = 0; c < columns; c++) squares += (in[c] - m) * (in[c] - m);
        float s = 1.0f / sqrtf(squares / (float)columns + epsilon);
        for (size_t from = 0; from < columns; from += ck_block) {
            size_t count = ck_fitting(columns - from);
            for (size_t c = 0; c < count; c++)
                block[c] = (in[from + c] - m) * s * gain[from + c] + shift[from + c];
            ck_round_bf16(block, y + r * columns + from, count);
        }
        mean[r] = m;
        rstd[r] = s;
    }
}
KERNEL(void, , ck_layer_norm_bf16,
       (const float *x, const float *gain, const float *shift, uint16_t *y, float *mean, float *rstd, size_t rows,
        size_t columns, float epsilon),
       (x, gain, shift, y, mean, rstd, rows, columns, epsilon))

CK_INLINE void ck_round_sum_bf16_body(const float *restrict x, uint16_t *restrict y, float *restrict sums, size_t rows,
                                      size_t columns) {
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) sums[c] += x[r * columns + c];
        ck_round_bf16(x + r * columns, y + r * columns, columns);
    }
}
KERNEL(void, , ck_round_sum_bf16, (const float *x, uint16_t *y, float *sums, size_t rows, size_t columns),
       (x, y, sums, rows, columns))

CK_INLINE void ck_sum_rows_bf16_body(const uint16_t *restrict x, float *restrict sums, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) sums[c] += ck_widen(x[r * columns + c]);
}
KERNEL(void, , ck_sum_rows_bf16, (const uint16_t *x, float *sums, size_t rows, size_t columns),
       (x, sums, rows, columns))

CK_INLINE void ck_slopes_bf16_body(uint16_t *restrict x, const uint16_t *restrict slopes, float *restrict sums,
                                   size_t rows, size_t columns) {
    float block[ck_block];
    for (size_t r = 0; r < rows; r++)
        for (size_t from = 0; from < columns; from += ck_block) {
            size_t count = ck_fitting(columns - from), at = r * columns + from;
            for (size_t c = 0; c < count; c++) {
                block[c] = ck_widen(x[at + c]) * ck_widen(slopes[at + c]);
                sums[from + c] += block[c];
            }
            ck_round_bf16(block, x + at, count);
        }
}
KERNEL(void, , ck_slopes_bf16, (uint16_t *x, const uint16_t *slopes, float *sums, size_t rows, size_t columns),
       (x, slopes, sums, rows, columns))

// NAME is the curve's: in place, and with the slope left where x was.
#define ACTIVATION(NAME, CURVE)                                                                                      \
    CK_INLINE void NAME##_body(uint16_t *x, size_t n) {                                                              \
        float block[ck_block], slope;                                                                                \
        for (size_t from = 0; from < n; from += ck_block) {                                                          \
            size_t count = ck_fitting(n - from);                                                                     \
            for (size_t i = 0; i < count; i++) block[i] = CURVE(ck_widen(x[from + i]), &slope);                      \
            ck_round_bf16(block, x + from, count);                                                                   \
        }                                                                                                            \
    }                                                                                                                \
    KERNEL(void, , NAME, (uint16_t *x, size_t n), (x, n))                                                            \
    CK_INLINE void NAME##_slope_body(uint16_t *restrict x, uint16_t *restrict y, size_t n) {                         \
        float block[ck_block], slopes[ck_block];                                                                     \
        for (size_t from = 0; from < n; from += ck_block) {                                                          \
            size_t count = ck_fitting(n - from);                                                                     \
            for (size_t i = 0; i < count; i++) block[i] = CURVE(ck_widen(x[from + i]), &slopes[i]);                  \
            ck_round_bf16(block, y + from, count);                                                                   \
            ck_round_bf16(slopes, x + from, count);                                                                  \
        }                                                                                                            \
    }                                                                                                                \
    KERNEL(void, , NAME##_slope, (uint16_t *x, uint16_t *y, size_t n), (x, y, n))
ACTIVATION(ck_gelu_bf16, ck_brain_gelu_and_slope)
ACTIVATION(ck_gelu_erf_bf16, ck_brain_erf_gelu_and_slope)
ACTIVATION(ck_gelu_quick_bf16, ck_brain_quick_gelu_and_slope)

CK_INLINE void ck_softmax_bf16_body(float *restrict x, uint16_t *restrict y, size_t ldy, size_t rows, size_t columns,
                                    size_t length, float scale) {
#pragma clang fp reassociate(on) contract(fast)
    const float doublings = scale * 1.44269504f;
    for (size_t r = 0; r < rows; r++) {
        float *row = x + r * columns, top = length ? row[0] : 0, sum = 0;
        for (size_t c = 1; c < length; c++) top = row[c] > top ? row[c] : top;
        for (size_t c = 0; c < length; c++) {
            row[c] = ck_power_of_two((row[c] - top) * doublings);
            sum += row[c];
        }
        float inverse = sum > 0 ? 1.0f / sum : 0;
        for (size_t c = 0; c < length; c++) row[c] *= inverse;
        for (size_t c = length; c < columns; c++) row[c] = 0;
        ck_round_bf16(row, y + r * ldy, columns);
        for (size_t c = columns; c < ldy; c++) y[r * ldy + c] = 0;
    }
}
KERNEL(void, , ck_softmax_bf16,
       (float *x, uint16_t *y, size_t ldy, size_t rows, size_t columns, size_t length, float scale),
       (x, y, ldy, rows, columns, length, scale))

CK_INLINE void ck_softmax_backward_bf16_body(const float *restrict p, float *restrict dp, uint16_t *restrict y,
                                             size_t ldy, size_t rows, size_t columns, float scale) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t r = 0; r < rows; r++) {
        const float *a = p + r * columns;
        float *d = dp + r * columns, sum = 0;
        for (size_t c = 0; c < columns; c++) sum += a[c] * d[c];
        for (size_t c = 0; c < columns; c++) d[c] = scale * a[c] * (d[c] - sum);
        ck_round_bf16(d, y + r * ldy, columns);
        for (size_t c = columns; c < ldy; c++) y[r * ldy + c] = 0;
    }
}
KERNEL(void, , ck_softmax_backward_bf16,
       (const float *p, float *dp, uint16_t *y, size_t ldy, size_t rows, size_t columns, float scale),
       (p, dp, y, ldy, rows, columns, scale))
